"""The client of `pyUSPTO` as this product uses it: every setting given, answers read within limits and kept as they came.

The library builds the addresses and sends. It would read whatever it is not given from environment variables, try again
by itself and follow redirects with the key in a header; all of that is settled here. Its models of the answers are not
used: the importer reads them.
"""

import threading
from collections.abc import Callable

import requests
from pyUSPTO import HTTPConfig, PatentDataClient, USPTOConfig
from pyUSPTO.exceptions import USPTOApiError

from knowledge.patents.connectors.answer import Answer, Unusable, read_answer

ODP = "https://api.uspto.gov"
_REFUSED = 401


class _Answered(Exception):  # noqa: N818 - no error: the way out of the library with an answer
    def __init__(self, answer: Answer) -> None:
        self.answer = answer


class OdpClient:
    """The portal, asked one question at a time, as it wants."""

    def __init__(self, key: str, base: str = ODP, timeout: tuple[float, float] = (5.0, 30.0)) -> None:
        """`timeout`: seconds for the connection, and for the whole answer. Raises ValueError without a key."""
        if not key:
            raise ValueError("the USPTO Open Data Portal needs a key")
        http = HTTPConfig(timeout=timeout[1], connect_timeout=timeout[0], max_retries=0, retry_status_codes=[])
        config = USPTOConfig(api_key=key, patent_data_base_url=base.rstrip("/"), http_config=http)
        config.session.hooks["response"].append(self._leave)
        self._client = PatentDataClient(config=config)
        self._seconds = timeout[1]
        self._lock = threading.Lock()

    def send(self, call: Callable[[PatentDataClient], object]) -> Answer:
        """The answer to one call of the library's client. Raises requests.RequestException."""
        with self._lock:
            try:
                call(self._client)
            except _Answered as answered:
                return answered.answer
            except UnicodeEncodeError:
                return Answer(_REFUSED, {}, b"")  # a key with letters no key has
            except USPTOApiError as error:  # it wraps what requests raised
                raise (
                    error.__cause__ if isinstance(error.__cause__, requests.RequestException) else Unusable()
                ) from error
        raise Unusable("no answer")

    def _leave(self, response: requests.Response, *args: object, **settings: object) -> None:
        """A hook of the session: raises _Answered whatever the status is, so before a redirect is followed."""
        raise _Answered(read_answer(response, self._seconds))

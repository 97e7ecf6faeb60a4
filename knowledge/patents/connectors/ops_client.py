"""The client of `python-epo-ops-client` as this product uses it: one address, one way to read answers, no files of its own.

The library builds the addresses, gets the access token and sends. Its throttle and cache keep files under /var/tmp and look
at the clock, so both are replaced; what it does with an answer (parse errors without limits, ask again as long as the
office calls a token expired) is not wanted either. The one middleware here reads every answer within limits and leaves
the library with it.
"""

import threading
from collections.abc import Callable
from typing import Any

import epo_ops
import requests
from epo_ops.middlewares.middleware import Middleware

from knowledge.patents.connectors.answer import Answer, Unusable, read_answer

OPS = "https://ops.epo.org/3.2"
_EXPIRED = b"invalid_access_token"
_REFUSED = 401


class _Answered(Exception):  # noqa: N818 - no error: the way out of the library with an answer
    def __init__(self, answer: Answer) -> None:
        self.answer = answer


class _Reader(Middleware):  # type: ignore[misc]
    """Reads each answer with limits and leaves the library with it; follows no redirect, which would take the token along."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    def process_request(self, env: Any, url: str, data: Any, **kwargs: Any) -> tuple[str, Any, dict[str, Any]]:
        """The request as the library made it, its answer to be read in pieces."""
        return url, data, {**kwargs, "stream": True, "allow_redirects": False}

    def process_response(self, env: Any, response: requests.Response) -> requests.Response:
        """Raises _Answered, always."""
        raise _Answered(read_answer(response, self._seconds))


class _Client(epo_ops.Client):  # type: ignore[misc]
    """The library's client at an address of ours."""

    def __init__(self, key: str, secret: str, base: str, timeout: tuple[float, float]) -> None:
        super().__init__(key, secret, middlewares=[_Reader(timeout[1])], timeout=timeout)
        self.__auth_url__ = f"{base}/auth/accesstoken"
        self.__service_url_prefix__ = f"{base}/rest-services"


class OpsClient:
    """OPS, asked one question at a time; the access token is renewed when the office calls it expired."""

    def __init__(self, key: str, secret: str, base: str = OPS, timeout: tuple[float, float] = (5.0, 30.0)) -> None:
        """`timeout`: seconds for the connection, and for the whole answer."""
        self._key, self._secret, self._base, self._timeout = key, secret, base.rstrip("/"), timeout
        self._client = self._new()
        self._lock = threading.Lock()

    def send(self, call: Callable[[epo_ops.Client], object]) -> Answer:
        """The answer to one call of the library's client. Raises requests.RequestException."""
        with self._lock:
            answer = self._once(call)
            if answer.status == requests.codes.bad and _EXPIRED in answer.body:
                self._client = self._new()
                answer = self._once(call)
            return answer

    def _new(self) -> _Client:
        """A client without a token: the library keeps one as long as it is said to last."""
        return _Client(self._key, self._secret, self._base, self._timeout)

    def _once(self, call: Callable[[epo_ops.Client], object]) -> Answer:
        try:
            call(self._client)
        except _Answered as answered:
            return answered.answer
        except UnicodeEncodeError:
            return Answer(_REFUSED, {}, b"")  # a key with letters no key has
        except requests.HTTPError as error:  # no token was given
            return _without_token(error)
        except (KeyError, TypeError, ValueError) as error:
            raise Unusable("access token") from error
        raise Unusable("no answer")


def _without_token(error: requests.HTTPError) -> Answer:
    """The refusal of a token; 400 is how some gateways say that a key is not known."""
    status, headers = error.response.status_code, {name.lower(): each for name, each in error.response.headers.items()}
    return Answer(_REFUSED if status == requests.codes.bad else status, headers, b"")

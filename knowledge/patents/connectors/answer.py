"""An office's answer as bytes, read with a limit of size and of time, and what its headers say."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests
import urllib3

MAX_BYTES = 64 << 20
_CHUNK = 1 << 16


class Unusable(requests.RequestException):
    """The answer cannot be used: it is longer than any honest one, or is not what was asked for."""


@dataclass(frozen=True)
class Answer:
    """Status, headers (names in small letters) and body of an answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    def retry_after(self, now: datetime, unit: float) -> float | None:
        """Seconds to wait by the Retry-After header: a number of `unit` seconds, or a date. None when it does not say."""
        text = self.headers.get("retry-after", "").strip()
        if text.isdecimal():
            return int(text) * unit
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return None
        return max(0.0, ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now).total_seconds())


def read_answer(response: requests.Response, seconds: float, monotonic: Callable[[], float] = time.monotonic) -> Answer:
    """The answer, its body read as it comes in, within a time and MAX_BYTES.

    A time-out of the library is one between two bytes: a server that drips could hold a request for ever. Raises
    requests.RequestException (ReadTimeout, ConnectionError, Unusable).
    """
    end, body = monotonic() + seconds, bytearray()
    try:
        while chunk := response.raw.read1(_CHUNK, decode_content=True):
            body += chunk
            if monotonic() > end:
                raise requests.ReadTimeout(f"no whole answer within {seconds:g} s")
            if len(body) > MAX_BYTES:
                raise Unusable(f"more than {MAX_BYTES >> 20} MB")
    except urllib3.exceptions.ReadTimeoutError as error:
        raise requests.ReadTimeout(str(error)) from error
    except urllib3.exceptions.DecodeError as error:
        raise Unusable(str(error)) from error
    except urllib3.exceptions.HTTPError as error:
        raise requests.ConnectionError(str(error)) from error
    finally:
        response.close()
    return Answer(response.status_code, {name.lower(): value for name, value in response.headers.items()}, bytes(body))

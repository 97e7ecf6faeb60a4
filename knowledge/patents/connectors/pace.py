"""How fast an office may be asked: its own headers say it, and a request waits or is not made.

OPS answers with X-Throttling-Control, "idle (images=green:200, search=yellow:30, ...)": a colour and the requests a minute
for each service, black when there are none; Retry-After then says when again.
"""

import re
import threading
import time
from collections.abc import Callable

from knowledge.patents.connectors.unavailable import Reason, Unavailable

_SERVICE = re.compile(r"(\w+)=(\w+):(\d+)")
_MINUTE = 60.0


class Pace:
    """The earliest moment of the next request to each service of an office; shared by threads."""

    def __init__(
        self,
        office: str,
        least: float = 0.0,
        patience: float = 20.0,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`least`: seconds between two requests where the office says nothing; `patience`: the longest wait that is made."""
        self._office, self._least, self._patience = office, least, patience
        self._sleep, self._monotonic = sleep, monotonic
        self._intervals: dict[str, float] = {}
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, service: str) -> None:
        """Wait for the turn of a service. Raises Unavailable (busy) when that takes longer than patience."""
        with self._lock:
            now = self._monotonic()
            delay = max(0.0, self._next.get(service, now) - now)
            if delay > self._patience:
                raise Unavailable(self._office, Reason.BUSY, retry_after=delay)
            self._next[service] = now + delay + self._intervals.get(service, self._least)
        if delay:
            self._sleep(delay)

    def note(self, throttling: str) -> None:
        """Take in an X-Throttling-Control header; one that cannot be read changes nothing."""
        with self._lock:
            for service, colour, limit in _SERVICE.findall(throttling):
                black = colour.lower() == "black" or not int(limit)
                self._intervals[service] = _MINUTE if black else max(self._least, _MINUTE / int(limit))
                if black:
                    self._next[service] = max(self._next.get(service, 0.0), self._monotonic() + _MINUTE)

    def hold(self, service: str, seconds: float) -> None:
        """No request to a service before so many seconds are over."""
        with self._lock:
            self._next[service] = max(self._next.get(service, 0.0), self._monotonic() + seconds)

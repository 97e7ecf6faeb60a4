"""Asking one office: cached, paced, tried again where that can help, and every failure a sentence."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import requests

from knowledge.patents.connectors.answer import Answer, Unusable
from knowledge.patents.connectors.cache import AnswerCache
from knowledge.patents.connectors.connector import Parts, Received
from knowledge.patents.connectors.pace import Pace
from knowledge.patents.connectors.unavailable import Reason, Unavailable

_OK, _BAD_REQUEST, _UNAUTHORISED, _FORBIDDEN, _NOT_FOUND, _TOO_MANY, _OFFICE = 200, 400, 401, 403, 404, 429, 500
_PASSING = frozenset({Reason.TIMEOUT, Reason.UNREACHABLE, Reason.OFFICE, Reason.BUSY})
SEARCH = "search"
_THROTTLED = "ThrottlingControl"


@dataclass(frozen=True)
class Question:
    """What is asked of an office: about which number or query, which part of what it has, from which of its services."""

    about: str
    part: str
    service: str
    suffix: str

    @property
    def file_name(self) -> str:
        """The name of the file the answer is kept in; a query is not in it, only the number of a document is."""
        return self.part if self.part == SEARCH else f"{self.about}-{self.part}"


@dataclass
class Exchange:
    """One office's requests. `unit`: of its Retry-After, in seconds (OPS counts milliseconds)."""

    office: str
    cache: AnswerCache
    pace: Pace
    now: Callable[[], datetime]
    unit: float = 1.0
    attempts: int = 3
    backoff: float = 1.0  # seconds, doubled each time
    sleep: Callable[[float], None] = field(default=time.sleep)

    def ask(self, question: Question, send: Callable[[], Answer]) -> Received:
        """The answer to a question, from the cache or by `send`, which raises what `requests` raises. Raises Unavailable."""
        asked = f"{self.office} {question.part} {question.about}"
        if known := self.cache.get(asked, self.now()):
            return known
        attempt = 0
        while True:
            outcome = self._once(question, send)
            if isinstance(outcome, Answer):
                return self.cache.put(asked, question.file_name, question.suffix, outcome.body, self.now())
            attempt += 1
            if outcome.reason not in _PASSING or attempt == self.attempts:
                raise outcome
            self.sleep(self.backoff * 2 ** (attempt - 1))

    def usable(self, received: Received, parts: Parts) -> Parts:
        """The records of an answer. One that holds none because it cannot be read is forgotten; raises Unavailable then."""
        if parts.broken and not parts.patents:
            self.cache.drop(received)
            raise Unavailable(self.office, Reason.MALFORMED)
        return parts

    def _once(self, question: Question, send: Callable[[], Answer]) -> Answer | Unavailable:
        """One attempt: a good answer, or why there is none."""
        try:
            self.pace.wait(question.service)
            answer = send()
        except Unavailable as failure:
            return failure
        except requests.Timeout:
            return Unavailable(self.office, Reason.TIMEOUT)
        except Unusable:
            return Unavailable(self.office, Reason.MALFORMED)
        except requests.exceptions.InvalidHeader:
            return Unavailable(self.office, Reason.KEY)
        except requests.RequestException:
            return Unavailable(self.office, Reason.UNREACHABLE)
        self.pace.note(answer.headers.get("x-throttling-control", ""))
        return self._judge(answer, question)

    def _judge(self, answer: Answer, question: Question) -> Answer | Unavailable:
        """The answer if its status is good; else what it means, holding back further requests where the office asks so."""
        wait = answer.retry_after(self.now(), self.unit)
        rejection = answer.headers.get("x-rejection-reason", "")
        if answer.status == _OK:
            return answer
        if answer.status == _TOO_MANY or _THROTTLED in rejection:
            self.pace.hold(question.service, wait if wait is not None else self.backoff)
            return Unavailable(self.office, Reason.BUSY, retry_after=wait)
        if answer.status == _FORBIDDEN and rejection:
            self.pace.hold(question.service, wait if wait is not None else self.backoff)
            return Unavailable(self.office, Reason.QUOTA, retry_after=wait)
        if answer.status in (_UNAUTHORISED, _FORBIDDEN):
            return Unavailable(self.office, Reason.KEY)
        if answer.status == _NOT_FOUND:
            return Unavailable(self.office, Reason.NOT_FOUND, question.about)
        if answer.status >= _OFFICE:
            self.pace.hold(question.service, wait or 0.0)
            return Unavailable(self.office, Reason.OFFICE, f"HTTP {answer.status}", wait)
        return Unavailable(self.office, Reason.REFUSED, f"HTTP {answer.status}")

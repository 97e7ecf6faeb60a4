"""A piece of work an agency is looked for: the service it is, the line it belongs to, the licence it needs."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from knowledge.language import normalise
from tools.orders.catalogue import catalogue
from tools.orders.finding import find_services
from tools.orders.service import Service
from tools.refused import Refused

NO_LICENCE = "none"
_CLEAR = 2  # how many times as much must speak for a service as for the next one


@dataclass(frozen=True)
class Work:
    """`sku` and `line`: as the catalogue has them; `licence`: "none" or the kind that is needed; `abroad`: done abroad as a rule;
    `elsewhere`: the name of the work it is when it is not done in China."""

    name: str
    sku: str
    line: str
    licence: str
    zh: str
    en: str
    abroad: bool = False
    cues: str = ""
    elsewhere: str = ""

    def in_place(self, home: bool) -> "Work":
        """The same work where it is done: a patent application abroad is another service than one at home."""
        return self if home or not self.elsewhere else next(each for each in works() if each.name == self.elsewhere)


@cache
def works() -> tuple[Work, ...]:
    """The pieces of work of the data file. Raises Refused for a service that is not in the catalogue."""
    rows = yaml.load(files("tools.agencies").joinpath("tasks.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return tuple(_work(row) for row in rows)


def work_of(text: str) -> Work:
    """The piece of work meant: a SKU, a name of the data file, its words, or the service that clearly fits. Raises Refused."""
    said = " ".join(normalise(text).split())
    service = catalogue().services.get(said.upper())
    if service:
        return _of_service(service)
    if found := next((each for each in works() if said.lower() in (each.name, each.zh, each.en)), None):
        return found
    if found := first_work(said):
        return found
    fitting = find_services(said) if said else []
    if fitting and (len(fitting) == 1 or fitting[0].score >= _CLEAR * fitting[1].score):
        return _of_service(fitting[0].service)
    zh, en = "、".join(each.zh for each in works()[:8]), ", ".join(each.en for each in works()[:8])
    raise Refused(f"没有看懂要办的事项“{said[:40]}”；请用 SKU，或说：{zh}等。/ The task “{said[:40]}” is not understood; give a SKU, or say one such as {en}.", "agencies.task")  # fmt: skip


def first_work(text: str) -> Work | None:
    """The piece of work a text speaks of: the longest words win, then those that stand first; None for none."""
    plain = normalise(text)
    found = [(match, each) for each in works() if (match := re.search(each.cues, plain, re.IGNORECASE))]
    return min(found, key=lambda pair: (-len(pair[0][0]), pair[0].start()))[1] if found else None


def _work(row: dict[str, Any]) -> Work:
    service = catalogue().service(row["sku"])
    return Work(row["name"], service.sku, service.line, row.get("licence", service.licence), row["zh"], row["en"], row.get("abroad", False), row["cues"], row.get("elsewhere", ""))  # fmt: skip


def _of_service(service: Service) -> Work:
    known = next((each for each in works() if each.sku == service.sku), None)
    return known or Work(service.sku, service.sku, service.line, service.licence, service.zh, service.en)

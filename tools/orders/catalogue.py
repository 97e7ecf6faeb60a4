"""The catalogue: the services of the ten lines as the files under `services/` have them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from rapidfuzz import fuzz, process

from tools.orders.service import Line, Service
from tools.refused import Refused

_NEAREST = 3
_FILE_KEYS = ("line", "contract", "milestones")  # what a file states for all its services, unless one says otherwise


@dataclass(frozen=True)
class Catalogue:
    """All services by SKU, in the order of the files, and the names of the lines."""

    services: Mapping[str, Service]
    lines: Mapping[Line, tuple[str, str]]  # zh, en

    def service(self, sku: str) -> Service:
        """A service by its SKU, in any case. Raises Refused, naming the nearest ones, for an unknown one."""
        found = self.services.get(sku.strip().upper())
        if found is None:
            raise unknown_sku(sku, list(self.services))
        return found

    def of_line(self, line: str) -> tuple[Service, ...]:
        """The services of a line, all for "". Raises Refused for an unknown line."""
        if line and line not in self.lines:
            shown = "、".join(self.lines)
            raise Refused(f"没有“{line[:40]}”这个服务类别；可选：{shown}。/ There is no line “{line[:40]}”; choose from: {', '.join(self.lines)}.", "catalogue.line")  # fmt: skip
        return tuple(each for each in self.services.values() if not line or each.line == line)


def unknown_sku(sku: str, known: list[str]) -> Refused:
    """The refusal of a SKU that is not in the catalogue, with the nearest that are."""
    shown = " ".join(sku.split())[:40]
    near = [name for name, _, _ in process.extract(shown.upper(), known, scorer=fuzz.WRatio, limit=_NEAREST)]
    return Refused(
        f"目录里没有“{shown}”，最接近的是：{'、'.join(near)}。/ The catalogue has no “{shown}”; the nearest are {', '.join(near)}.", "catalogue.sku"
    )  # fmt: skip


@cache
def catalogue() -> Catalogue:
    """The catalogue of this installation. Raises ValueError for a file that is not sound or a SKU that stands twice."""
    services: dict[str, Service] = {}
    lines: dict[Line, tuple[str, str]] = {}
    for source in sorted(files("tools.orders").joinpath("services").iterdir(), key=lambda each: each.name):
        rows: dict[str, Any] = yaml.load(source.read_text("utf-8"), yaml.CSafeLoader)
        shared = {key: rows[key] for key in _FILE_KEYS}
        lines.setdefault(rows["line"], (rows["zh"], rows["en"]))
        for row in rows["services"]:
            service = Service.model_validate({**shared, **row})
            if service.sku in services:
                raise ValueError(f"{service.sku} stands twice")
            services[service.sku] = service
    return Catalogue(services, lines)

"""An asset of a portfolio as data, the same from a row of a table, a typed number, a record held here and the database."""

import json
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.practice.notes import Both
from tools.portfolio.tables import AssetRow

Right = Literal["invention", "utility-model", "design", "mark", "copyright", "software", "layout"]
State = Literal["live", "pending", "ended", "unknown"]
PATENTS = ("invention", "utility-model", "design")
NAMES: dict[str, Both] = {
    "invention": Both(zh="发明", en="invention"), "utility-model": Both(zh="实用新型", en="utility model"), "design": Both(zh="外观设计", en="design"),
    "mark": Both(zh="商标", en="trademark"), "copyright": Both(zh="著作权", en="copyright"), "software": Both(zh="软件著作权", en="software copyright"),
    "layout": Both(zh="集成电路布图设计", en="layout-design"),
}  # fmt: skip


class Facts(BaseModel):
    """What is known of an asset; a day that is not known is None. `family`: assets of one invention or mark have the same."""

    model_config = ConfigDict(frozen=True)

    right: Right
    jurisdiction: str
    number: str
    title: str = ""
    filed: date | None = None
    priority: date | None = None
    granted: date | None = None
    expiry: date | None = None
    classes: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    family: str = ""
    state: State = "unknown"
    note: str = ""
    source: str = "table"  # table, number (typed, nothing held), record (held here), demo

    @property
    def identity(self) -> tuple[str, str, str]:
        """What tells it from every other asset of an organisation."""
        return (self.right, self.jurisdiction, self.number)

    @property
    def nice(self) -> tuple[int, ...]:
        """The Nice classes of a mark."""
        return tuple(sorted({int(each) for each in self.classes if each.isdigit()})) if self.right == "mark" else ()


class Asset(Facts):
    """An asset as it is kept."""

    id: str
    organisation: str


def asset_of(row: AssetRow) -> Asset:
    """The asset of a row."""
    values = {name: getattr(row, name) for name in Asset.model_fields}
    return Asset.model_validate(values | {"classes": json.loads(row.classes), "owners": json.loads(row.owners)})

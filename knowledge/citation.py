"""The citation: the one type by which every part of the product says where a statement comes from."""

import re
from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from knowledge.numerals import to_int


class Kind(StrEnum):
    """What sort of source a citation names."""

    STATUTE = "statute"
    REGULATION = "regulation"
    INTERPRETATION = "interpretation"
    CASE = "case"
    PATENT = "patent"
    PRACTICE = "practice"
    DOCUMENT = "document"


class Citation(BaseModel):
    """A passage one can check: where it stands, what it says and when it is in force.

    `key` is stable over time and across processes (`cn/patent-law@2021-06-01/art42`), so that an answer written
    today still names the same text next year. `quote` is verbatim. `in_force_to` is the last day in force.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    kind: Kind
    title: str
    title_en: str = ""
    locator: str
    locator_en: str = ""  # where it is no "Article N": § 133
    quote: str
    in_force_from: date | None = None
    in_force_to: date | None = None
    source: str = ""

    def place(self, language: str) -> str:
        """Where the passage stands, in words of the language: 第四十二条, Article 42; 第3页, page 3."""
        if language == "zh":
            return self.locator
        if self.locator_en:
            return self.locator_en
        if self.kind is Kind.DOCUMENT:
            return f"page {self.key.rpartition('/p')[2]}"
        number = self.key.rpartition("/art")[2] if "/art" in self.key else to_int(self.locator.strip("第条"))
        return self.locator if number is None else f"Article {number}"


def unversioned(key: str) -> str:
    """A provision whatever its text: cn/patent-law@2021-06-01/art42 and cn/trademark-law-2019/art33 without their dates."""
    return re.sub(r"(?:@[\d-]+|-20\d\d)(?=/art)", "", key)

"""The records the patent search is measured on: the tables of ../shared/data/patents, as the product reads them.

Rows without a publication number stay out, as they do in the product. Nothing of the data is kept in the project.
"""

from pathlib import Path

from knowledge.patents.importers.tables.importer import TableImporter
from knowledge.patents.importing import Found
from knowledge.patents.record import Patent, Texts

DATA = Path(__file__).parents[3] / "shared" / "data" / "patents"


def load_corpus(folder: Path = DATA) -> list[Patent]:
    """All records of the folder, each number once, in the order of the files' names."""
    importer = TableImporter()
    found: dict[str, Patent] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for outcome in importer.read(path):
            if isinstance(outcome, Found):
                found.setdefault(str(outcome.patent.number), outcome.patent)
    return list(found.values())


def without_english(patents: list[Patent]) -> tuple[list[Patent], dict[str, str]]:
    """The corpus with only the Korean of its Korean records, and the English titles that they carried, by number."""
    titles = {str(p.number): p.texts["en"].title for p in patents if "ko" in p.texts and "en" in p.texts}
    kept = [p.model_copy(update={"texts": {"ko": p.texts["ko"]}}) if str(p.number) in titles else p for p in patents]
    return kept, {number: title for number, title in titles.items() if title}


def main_text(patent: Patent) -> Texts:
    """The text of a record in its own language, else in the first it has; empty when it has none."""
    return patent.texts.get(patent.language) or next(iter(patent.texts.values()), Texts())

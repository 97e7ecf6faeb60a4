"""Days in cells: the forms that can be read without being told, those a mapping names, and the numbers of a workbook."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

# The order of year, month and day is plain in these; in 03/04/2015 it is not, and a mapping has to say it.
_PLAIN = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ]\d{2}:\d{2}.*)?"),
    re.compile(r"(?P<y>\d{4})[./](?P<m>\d{1,2})[./](?P<d>\d{1,2})"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日?"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"),
)
_NONE = re.compile(r"[0\-/.:T Z]*")  # 0000-00-00, 00000000
_EPOCH = date(1899, 12, 30)  # day 0 of a workbook, with its leap day of 1900 that never was
_SERIALS = range(1, 80_000)  # until 2119


def day_of(value: object, formats: Sequence[str] = ()) -> date | None:
    """The day a cell says, None for an empty one or for zeros. Raises ValueError for anything else."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and int(value) in _SERIALS:
        return _EPOCH + timedelta(days=int(value))
    written = str(int(value) if isinstance(value, float) and value.is_integer() else value or "").strip()
    if _NONE.fullmatch(written):
        return None
    for form in formats:
        try:
            return datetime.strptime(written, form).date()
        except ValueError:
            continue
    for plain in _PLAIN:
        if found := plain.fullmatch(written):
            return date(int(found["y"]), int(found["m"]), int(found["d"]))
    raise ValueError(written)

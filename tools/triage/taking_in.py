"""Taking e-mail files in: each becomes a case, once; what cannot be taken in is said and left where it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.access.table import require
from tools.principal import Principal
from tools.refused import Refused
from tools.triage.inquiries import Incoming, Inquiries
from tools.triage.mail import MAX_BYTES, read_mail
from tools.triage.tables import CaseRow

_MOST_FILES = 2_000


@dataclass(frozen=True)
class TakenIn:
    """What became of a file: its case, whether it had been taken in before, or why not."""

    name: str
    case: CaseRow | None
    known: bool = False
    why: str = ""


def take_in_mail(inquiries: Inquiries, who: Principal, paths: list[Path]) -> Iterator[TakenIn]:
    """Take in files and the .eml files of folders, in the order of their names. Raises Refused where there is none."""
    require(who, "take_in_mail", None)
    files = [file for path in paths for file in _files(path)]
    if not files:
        raise Refused("没有可收的 .eml 文件。/ There is no .eml file to take in.", "mail.no_file")
    for file in files[:_MOST_FILES]:
        yield _taken(inquiries, who, file)


def _files(path: Path) -> list[Path]:
    """The file itself, or the mails of a folder; a link out of the folder is not followed."""
    if path.is_dir():
        return sorted(
            each
            for each in path.iterdir()
            if each.suffix.lower() == ".eml" and each.is_file() and not each.is_symlink()
        )
    return [path]


def _taken(inquiries: Inquiries, who: Principal, file: Path) -> TakenIn:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise Refused(f"邮件超过 {MAX_BYTES >> 20} MB，没有收入。/ The mail is over {MAX_BYTES >> 20} MB and was not taken in.", "mail.large")  # fmt: skip
        return take_in(inquiries, who, file.name, file.read_bytes())
    except Refused as refused:
        return TakenIn(file.name, None, why=str(refused))
    except OSError as error:
        return TakenIn(file.name, None, why=f"不能读取（{error.strerror}）。/ It cannot be read ({error.strerror}).")


def take_in(inquiries: Inquiries, who: Principal, name: str, data: bytes) -> TakenIn:
    """Take one mail in. Raises Refused for what is no mail."""
    mail = read_mail(data)
    known = inquiries.case_by_key(mail.key)
    if known:
        return TakenIn(name, known, known=True)
    text = f"Subject: {mail.subject}\n\n{mail.text}".strip() if mail.subject else mail.text or "(empty)"
    way = Incoming("mail", mail.sender, mail.subject, mail.key, mail.flags)
    inquiry = inquiries.hand_over(who, f"mail:{mail.key[:40]}", text, mail.sender, way)
    return TakenIn(name, inquiries.case_of(inquiry.id))

"""Why a file or a record was not taken, in Chinese and English: what happened and what to do."""

from knowledge.patents.numbers import NumberError


class Rejected(ValueError):  # noqa: N818 - what is wrong with a record
    """A record that cannot be taken in; the message is one of the sentences here."""


EMPTY = "文件是空的，请重新获取。/ The file is empty; get it again."
ENTITIES = "文件自带实体声明，官方文件不会这样做，已拒收；请核对来源。/ The file declares entities of its own, which no office does, and was refused; check where it comes from."
NO_PUBLICATION = "文件里没有任何公开文献，无可导入。/ The file holds no publication, so there is nothing to take in."
NO_NUMBER = "这条记录没有公开号，无法归入任何文献。/ The record names no publication, so it belongs to none."
IMAGES = "这是图像清单的查询结果，只列出可下载的页，没有著录或文本数据。/ This is an inquiry about images: it lists pages to fetch and holds no data of the publication."
PAPERS = "这是案卷文件清单，没有文献数据。/ This is the list of papers in a file wrapper and holds no data of the publication."
DRAWINGS = "申请文件的这一部分只有附图，没有文字。/ This part of an application holds drawings only, no text."
WHOSE_PIECE = "申请文件的这一部分没有写明属于哪件申请；请放进以申请号命名的文件夹。/ This part of an application does not say whose it is; put it into a folder named by the application number."
WHOSE_ANSWER = "这份答复没有写明属于哪件申请；请用申请号命名文件，例如 15123456-assignment.json。/ The answer does not say whose it is; name the file by the application number, like 15123456-assignment.json."
NO_TEXT = "答复里既没有权利要求也没有说明书。/ The answer holds neither claims nor a description."


def encoding(detail: str) -> str:
    """The bytes do not fit the declared encoding."""
    return f"文件的字节与其声明的编码不符，请重新获取或改正声明（{detail}）。/ The bytes are not in the encoding the file declares; get it again or correct the declaration ({detail})."


def breaks_off(detail: str) -> str:
    """The rest is missing."""
    return f"文件到此中断，之前的记录已读取，请重新获取（{detail}）。/ The file breaks off here; what stands before was read, get it again ({detail})."


def malformed(detail: str) -> str:
    """No XML or JSON by its rules."""
    return f"文件格式有误，无法继续读取（{detail}）。/ The file is not well-formed and cannot be read on ({detail})."


def fault(detail: str) -> str:
    """The office answered with an error instead of data."""
    return f"官方答复的是错误而不是数据：{detail}。/ The office answered with an error, not with data: {detail}."


def not_held(number: str) -> str:
    """The office does not have it."""
    return f"该局没有收录 {number}。/ The office does not hold {number}."


def reason_of(error: Exception) -> str:
    """The sentence for what went wrong with a record: a rejection says it, a number or a shape that no rule reads."""
    if isinstance(error, Rejected):
        return str(error)
    if isinstance(error, NumberError):
        return f"号码无法识别，请核对原文件（{error}）。/ The number cannot be read, check the original file ({error})."
    return f"记录不符合该局的数据格式，请核对原文件（{error}）。/ The record is not in the office's form, check the original file ({error})."


def of_property(place: int, reason: str) -> str:
    """One of the properties of a conveyance."""
    return f"第 {place} 项：{reason} (property {place})"

"""Why a document was not taken: one sentence each, in both languages, that says what to do."""

from enum import StrEnum


class Problem(StrEnum):
    """A reason for not taking a document."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    NOT_PDF = "not_pdf"
    ENCRYPTED = "encrypted"
    BROKEN = "broken"
    NO_PAGES = "no_pages"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MUCH_TEXT = "too_much_text"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"
    NO_SANDBOX = "no_sandbox"


_SENTENCES = {
    Problem.EMPTY: "文件是空的（0 字节）；请重新导出后再上传。/ The file is empty (0 bytes); export it again and upload that.",
    Problem.TOO_BIG: "文件超过 {megabytes} MB；请拆分或压缩图片后再上传。/ The file is over {megabytes} MB; split it or compress its pictures.",
    Problem.NOT_PDF: "这不是 PDF 文件（开头不是 %PDF-）；请上传 PDF。/ This is no PDF file (it does not start with %PDF-); upload a PDF.",
    Problem.ENCRYPTED: "PDF 有打开密码；请去掉密码后再上传。/ The PDF asks for a password to open; remove it and upload again.",
    Problem.BROKEN: "PDF 已损坏，读不出来；请用原软件重新导出。/ The PDF is damaged and cannot be read; export it again from its program.",
    Problem.NO_PAGES: "PDF 里没有页面；请重新导出。/ The PDF has no pages; export it again.",
    Problem.TOO_MANY_PAGES: "PDF 超过 {pages} 页；请拆分后再上传。/ The PDF has more than {pages} pages; split it.",
    Problem.TOO_MUCH_TEXT: "PDF 的文字超过 {characters} 字；请拆分后再上传。/ The PDF has more than {characters} characters of text; split it.",
    Problem.TOO_SLOW: "PDF 读得太久，已停止；请重新导出或拆分。/ Reading the PDF took too long and was stopped; export it again or split it.",
    Problem.TOO_MUCH_MEMORY: "读这个 PDF 需要的内存超过上限，已停止；请重新导出或拆分。/ Reading the PDF needed more memory than allowed and was stopped; export it again or split it.",
    Problem.NO_SANDBOX: "这台机器上不能安全地读 PDF；请管理员查看。/ PDFs cannot be read safely on this machine; ask the operator.",
}  # fmt: skip


class Unreadable(Exception):  # noqa: N818 - it says what the document is
    """A document cannot be taken; `problem` says why, the message is one sentence for the user."""

    def __init__(self, problem: Problem, *, megabytes: int = 25, pages: int = 500, characters: int = 5_000_000) -> None:
        self.problem = problem
        super().__init__(_SENTENCES[problem].format(megabytes=megabytes, pages=pages, characters=characters))

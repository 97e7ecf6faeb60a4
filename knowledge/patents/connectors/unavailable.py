"""Why an office could not be asked or did not answer: one sentence in Chinese and English that says what to do."""

import math
from enum import StrEnum


class Reason(StrEnum):
    """What kind of failure it was; the same for every office."""

    CONFIDENTIAL = "confidential"
    KEY = "key"
    QUOTA = "quota"
    BUSY = "busy"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    OFFICE = "office"
    MALFORMED = "malformed"
    REFUSED = "refused"
    NOT_FOUND = "not_found"
    UNSUPPORTED = "unsupported"


_SENTENCES = {
    Reason.CONFIDENTIAL: (
        "检索内容被标为保密或申请前信息，没有发往{office}；请改用本地检索，或由有权限的人解除保密标记后再试。",
        "The query is marked confidential or pre-filing and was not sent to {office}; search locally, or have the mark lifted by someone entitled to.",
    ),
    Reason.KEY: (
        "{office}不接受所设的密钥；请核对设置中的密钥是否正确、是否已启用。",
        "{office} does not accept the key that is set; check in the settings that it is right and active.",
    ),
    Reason.QUOTA: (
        "{office}的使用额度已用完；{wait}，或改用本地检索。",
        "The quota at {office} is used up; {wait}, or search locally.",
    ),
    Reason.BUSY: (
        "{office}现在限制请求次数；{wait}。",
        "{office} is limiting requests at the moment; {wait}.",
    ),
    Reason.TIMEOUT: (
        "{office}没有按时答复；请稍后再试。",
        "{office} did not answer in time; try again later.",
    ),
    Reason.UNREACHABLE: (
        "无法连接{office}；请检查网络或代理设置后再试。",
        "{office} cannot be reached; check the network or proxy settings and try again.",
    ),
    Reason.OFFICE: (
        "{office}的服务出错（{detail}）；请稍后再试。",
        "The service of {office} failed ({detail}); try again later.",
    ),
    Reason.MALFORMED: (
        "{office}的答复无法读取；请稍后再试，若一再出现请告知管理员。",
        "The answer of {office} cannot be read; try again later, and tell the administrator if it happens again.",
    ),
    Reason.REFUSED: (
        "{office}拒绝了这次请求（{detail}）；请核对检索式或号码。",
        "{office} refused the request ({detail}); check the query or the number.",
    ),
    Reason.NOT_FOUND: (
        "{office}没有收录{detail}；请核对号码，或到其他数据库查询。",
        "{office} does not hold {detail}; check the number, or look in another database.",
    ),
    Reason.UNSUPPORTED: (
        "{office}不能这样检索（{detail}）；请增加或更换检索条件。",
        "{office} cannot be searched like this ({detail}); add or change conditions.",
    ),
}


class Unavailable(Exception):  # noqa: N818 - what happened
    """An office gives nothing now. `reason` is for code, the message for people, `retry_after` in seconds if known."""

    def __init__(
        self, office: str, reason: Reason, detail: str | tuple[str, str] = "", retry_after: float | None = None
    ) -> None:
        """`detail`: what the sentence puts in, one for both languages (a number, a status) or one for each."""
        chinese, english = _SENTENCES[reason]
        zh, en = detail if isinstance(detail, tuple) else (detail, detail)
        super().__init__(
            f"{chinese.format(office=office, detail=zh, wait=_wait_zh(retry_after))}/ "
            f"{english.format(office=office, detail=en, wait=_wait_en(retry_after))}"
        )
        self.office, self.reason, self.retry_after = office, reason, retry_after


def _wait_zh(seconds: float | None) -> str:
    return "请稍后再试" if seconds is None else f"请 {_minutes(seconds)} 分钟后再试"


def _wait_en(seconds: float | None) -> str:
    if seconds is None:
        return "try again later"
    return "try again in a minute" if _minutes(seconds) == 1 else f"try again in {_minutes(seconds)} minutes"


def _minutes(seconds: float) -> int:
    return max(1, math.ceil(seconds / 60))

"""Names of accounts: one way to write each, and none that looks like another."""

import re
import unicodedata

from knowledge.language import visible
from tools.refused import Refused

# Latin without accents, digits, Chinese characters and a few signs: no Cyrillic or Greek letter that looks like a Latin one.
_NAME = re.compile(r"[a-z0-9\u4e00-\u9fff][a-z0-9\u4e00-\u9fff._@-]{1,63}")
_RESERVED = frozenset(
    {"local", "system", "platform", "visitor", "nobody", "anonymous", "root", "ipos", "平台", "系统", "管理员"}
)


def written(name: str) -> str:
    """A name as it is kept and looked up: NFKC, small letters, without the spaces around it."""
    return unicodedata.normalize("NFKC", name.encode("utf-8", "replace").decode("utf-8")).strip().casefold()


def checked_name(name: str) -> str:
    """A name that a new account may have, as it is kept. Raises Refused for characters that mislead and for reserved names."""
    plain = written(name)
    if not _NAME.fullmatch(plain):
        raise Refused("用户名用2至64个小写拉丁字母、数字、汉字或 . _ @ - 组成，以字母、数字或汉字开头。/ A name has 2 to 64 Latin letters, digits, Chinese characters or . _ @ - and begins with a letter, digit or Chinese character.", "name.characters")  # fmt: skip
    if plain in _RESERVED:
        raise Refused("这个用户名由平台保留，请另选。/ This name is reserved; choose another.", "name.reserved")
    return plain


def checked_title(text: str) -> str:
    """The name of an organisation, as it is kept. Raises Refused for hidden characters and for letters of two alphabets in a word."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if not 2 <= len(plain) <= 200 or visible(plain) != plain:
        raise Refused("机构名称用2至200个可见字符。/ A name of an organisation has 2 to 200 visible characters.", "title.characters")  # fmt: skip
    if any(len(_alphabets(word)) > 1 for word in re.findall(r"\w+", plain)):
        raise Refused("机构名称的一个词里混有不同文字的相似字母，请改正。/ A word of the name mixes letters of different alphabets that look alike; correct it.", "title.mixed")  # fmt: skip
    return plain


def _alphabets(word: str) -> set[str]:
    """The alphabets a word is written in, of those whose letters look alike."""
    names = {unicodedata.name(each, "").split(" ")[0] for each in word if each.isalpha()}
    return names & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}

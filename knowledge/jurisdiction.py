"""Which country's law a text speaks of."""

import re

# Case counts for "US" and "EU" alone. What each is called, in both languages, and the bodies that give it away. GB, KR and the like are named only to be told apart.
_NAMES: dict[str, str] = {
    "CN": r"中国|国内|我国|大陆|(?<![A-Za-z])(?:China|Chinese|PRC|CNIPA|Mainland)(?![A-Za-z])",
    "US": r"美国|美专局|美国专商局|(?<![A-Za-z])(?:(?-i:U\.?S\.?A?)|United States|America[n]?|USPTO|TTAB|PTAB|CAFC|Lanham|DMCA)(?![A-Za-z])",
    "EU": r"欧盟|欧洲法院|(?<![A-Za-z])(?:(?-i:EU)|European Union|EUIPO|CJEU)(?![A-Za-z])",
    "EP": r"欧洲|欧专局|(?<![A-Za-z])(?:Europe|European|EPO|EPC|UPC|unitary patent)(?![A-Za-z])",
    "JP": r"日本|特许厅|(?<![A-Za-z])(?:Japan|Japanese|JPO)(?![A-Za-z])",
    "INT": r"马德里|巴黎公约|国际(?:申请|注册|阶段)|(?<![A-Za-z])(?:PCT|Madrid|Paris Convention|Hague)(?![A-Za-z])",
    "other": r"德国|英国|韩国|法国|意大利|加拿大|澳大利亚|澳洲|印度|新加坡|俄罗斯|巴西|瑞士|以色列|越南|泰国|印尼|印度尼西亚|马来西亚|菲律宾|墨西哥|沙特|阿联酋|迪拜|土耳其|南非|尼日利亚|肯尼亚|埃及|阿根廷|智利|哈萨克斯坦|巴基斯坦|台湾|香港|澳门"
    r"|(?<![A-Za-z])(?:German[y]?|UK|British|Britain|England|Korea[n]?|KIPO|France|French|Ital(?:y|ian)|Canad(?:a|ian)|Australia[n]?|India[n]?|Singapore(?:an)?|Russia[n]?|Brazil(?:ian)?|Switzerland|Swiss|Israel[i]?|Vietnam(?:ese)?|Thai(?:land)?|Indonesia[n]?|Malaysia[n]?|Philippines|Mexic(?:o|an)|Saudi(?: Arabia)?|UAE|Dubai|Turk(?:ey|ish)|South Africa[n]?|Nigeria[n]?|Kenya[n]?|Egypt(?:ian)?|Argentin(?:a|e)|Chile|Kazakhstan|Pakistan|Taiwan(?:ese)?|Hong Kong|Macau)(?![A-Za-z])",
}  # fmt: skip
ABROAD = "|".join(pattern for code, pattern in _NAMES.items() if code not in ("CN", "INT"))  # every country but China
_PATTERNS = {code: re.compile(pattern, re.IGNORECASE) for code, pattern in _NAMES.items()}


# A country's flag on a label says nothing of whose law is meant.
_NAME = "|".join(pattern for code, pattern in _NAMES.items() if code != "INT")
_EMBLEM = re.compile(
    rf"(?:{_NAME})(?:的|'s)?\s*(?:国旗|国徽|军旗|国歌|国花|(?:national )?(?:flag|emblem|anthem|coat of arms)\b)|\bflags? of (?:the )?(?:{_NAME})",
    re.IGNORECASE,
)


def jurisdictions_in(text: str) -> frozenset[str]:
    """Codes of the jurisdictions a text names: CN, US, EU, EP, JP, INT (treaty systems), "other"; empty when none."""
    text = _EMBLEM.sub(" ", text)
    return frozenset(code for code, pattern in _PATTERNS.items() if pattern.search(text))


def without_places(text: str) -> str:
    """The matter of a question without the countries it is asked for: "in the US and in China" finds nothing by itself.

    Treaty systems stay: PCT and Madrid are matters of their own.
    """
    for pattern in (pattern for code, pattern in _PATTERNS.items() if code != "INT"):
        text = re.sub(
            rf"(?:\b(?:in|under|of|to|for|at) )?(?:\bthe )?(?:{pattern.pattern})(?:的|law\b)?",
            " ",
            text,
            flags=re.IGNORECASE,
        )
    return " ".join(text.split())

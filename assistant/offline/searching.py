"""What a turn asks of the patent and trademark searches: the tool and its arguments, or the one thing still to be told."""

import re
from collections.abc import Mapping, Sequence

from assistant.offline.phrases import Phrases
from knowledge.language import HAN, Language
from tools.databases.tools import named_in
from tools.search.tools import NAMED_HOLDERS

Call = tuple[str, dict[str, str]]
# In order: what names a patent's number first, the plain search for documents last.
SEARCHES = (
    "create_patent_database", "search_patent_database", "show_patent_database", "list_patent_databases", "read_my_document",
    "find_invalidity_art", "show_patent_status", "patentee_portfolio", "check_freedom_to_operate", "check_patentability",
    "search_trademarks", "search_patents",
)  # fmt: skip
_NUMBER = re.compile(
    r"ZL\s?\d{8,13}(?:\.[\dX])?|(?<![A-Z0-9])(?:CN|US|EP|WO|JP|KR|DE|TW|FR|GB)\s?(?:[A-Z]{1,2})?\d[\d/,. -]{3,16}\d(?:\s?[A-Z]\d?(?![A-Za-z0-9]))?(?:\.[\dX])?",
    re.IGNORECASE,
)
_ASKS_WHAT_IT_IS = re.compile(r"^(?:请问)?(?:什么是|何为|解释一?下)|是什么(?:意思)?[?？]?$|(?:有什么|有何|有啥|的)(?:区别|不同)|^怎么做[^，,。]{0,8}检索[?？]?$|^what (?:is|are|does)\b|^explain\b|\bdifferences? between\b", re.IGNORECASE)  # fmt: skip
# The request around a technical text: up to its colon, or a first clause that holds nothing but the request.
_REQUEST = re.compile(
    r"^[^:：\n]{0,60}(?:查新|检索|分析|评估|排查|预警|自由实施|FTO|freedom[- ]to[- ]operate|search|check|analysis|clearance)[^:：\n]{0,40}[:：\n]\s*|^[^，,。.]{0,16}(?:查新|检索|FTO)[，,。.]?",
    re.IGNORECASE,
)
# What a turn says of the database itself: what is left is what it is to hold, or what is looked for in it.
_COMMAND = re.compile(
    r"(?:请|帮我|我想|我要)*(?:建立?|创建|新建|保存|做)?(?:一?个)?(?:名为|叫做?)?(?:专题|专利)(?:专题)?(?:数据)?库(?:的?里|中|内)?|^在|[，,]\s*(?:收|收入|包括|收集)|检索|查找"
    r"|\b(?:please |can you )?(?:create|make|build|set up|save)\b.{0,40}?\bdatabases?\b(?: called| named)?|\b(?:search|find|look for)\b|\b(?:in|within) (?:the |my )?database\b",
    re.IGNORECASE,
)
_TOLD = 30  # characters from which a text beside the request describes something
_HOLDER = (
    *(re.compile(cue) for cue in NAMED_HOLDERS),
    re.compile(rf"([{HAN}A-Za-z0-9（）()·&.]{{2,40}}?(?:公司|集团|大学|学院|研究院|研究所))"),
    re.compile(r"(?:patents (?:does|do|has|have|are (?:owned|held) by)|portfolio of|patentee search(?: for)?)\s+(?:the\s+)?\"?([A-Z][\w&.' -]+?)\"?(?:\s+(?:have|has|own|owns|hold|holds|file|filed)\b|[?.,]|$)"),
)  # fmt: skip
_OWN = re.compile(r"^(?:我|我们|本|贵|你们|这家|该|某|一家|别的|其他|那家)")
_MARK = (
    re.compile(r"[“\"'「『《]([^”\"'」』》]{1,40})[”\"'」』》]"),
    re.compile(r"\b(?:name|brand|mark|trademarks? (?:for|to|on|of)|brand names? (?:for)?)\s+([A-Z][\w&'-]*(?:\s[A-Z][\w&'-]*)*)"),
    re.compile(rf"(?:(?:检索|查重|查一?下|查询|[查搜])(?:这个)?(?:商标名?)?|近似(?:的?商标)?)\s*([{HAN}A-Za-z0-9]{{1,12}}?)(?:这个|有没有|是否|能不能|商标|[，,。？?]|$)"),
)  # fmt: skip
_CLASSES = re.compile(r"第?\s*(\d{1,2})\s*类|\bclass(?:es)?\s+(\d{1,2}(?:\s*(?:,|and)\s*\d{1,2})*)", re.IGNORECASE)
_GOODS = re.compile(r"(?:用在|用于|做|卖|商品(?:是|为)?|服务(?:是|为)?)\s*([^，。,.？?]{1,30})|\b(?:goods|services|for|on)\s+([a-z][a-z ,]{2,40}?)(?=\s+in class|[,.?]|$)")  # fmt: skip


def searching(
    text: str, said: str, say: Phrases, cues: Mapping[str, Sequence[str]], language: Language
) -> tuple[list[Call], str] | None:
    """The calls a turn wants, or the words that ask for what is missing; None when it asks for no search.

    `text` is the turn in its normal form, `said` as the user wrote it: a technical text is compared as it was written.
    """
    if _ASKS_WHAT_IT_IS.search(text) and not _NUMBER.search(text):
        return None
    for name in SEARCHES:
        if any(re.search(cue, text, re.IGNORECASE) for cue in cues.get(name, ())):
            args, missing = _arguments(name, text, said, language)
            return ([], say(missing)) if missing else ([(name, args)], "")
    return None


def _arguments(name: str, text: str, said: str, language: Language) -> tuple[dict[str, str], str]:
    """The arguments of a call, and the phrase that asks for what is missing (empty when nothing is)."""
    if name in ("find_invalidity_art", "show_patent_status"):
        number = _NUMBER.search(said)
        return ({"number": number[0].strip().upper()}, "") if number else ({}, "ask_patent_number")
    if name == "list_patent_databases":
        return {}, ""
    if name in ("create_patent_database", "search_patent_database", "show_patent_database"):
        return _database(name, said)
    if name == "read_my_document":
        return {"question": said}, ""
    if name == "patentee_portfolio":
        holder = _holder(said)
        return ({"holder": holder}, "") if holder else ({}, "ask_holder")
    if name in ("check_freedom_to_operate", "check_patentability"):
        told = _REQUEST.sub("", said.strip()).strip(" ,，。:：.?？!！")
        field = "product" if name == "check_freedom_to_operate" else "description"
        return ({field: told}, "") if len(told) >= _TOLD * (1 if language == "zh" else 2) else ({}, "ask_patent_text")
    if name == "search_trademarks":
        return _mark(said)
    return {"request": text}, ""


def _database(name: str, said: str) -> tuple[dict[str, str], str]:
    """The database a turn names, with what is to be found in it or saved as it."""
    named = named_in(said)
    if not named:
        return {}, "ask_database"
    if name == "show_patent_database":
        return {"name": named}, ""
    matter = _COMMAND.sub(" ", said.replace(named, "", 1)).strip(" ,，。.:：;；\"“”'「」『』里中内")
    return ({"name": named, "request": matter}, "") if matter else ({}, "ask_database")


def _holder(text: str) -> str:
    """The holder a turn names; a company without a name ("我们公司") is none."""
    for pattern in _HOLDER:
        for match in pattern.finditer(text):
            if not _OWN.match(match[1]):
                return match[1].strip()
    return ""


def _mark(text: str) -> tuple[dict[str, str], str]:
    word = next((match[1].strip() for pattern in _MARK if (match := pattern.search(text))), "")
    if not word:
        return {}, "ask_mark"
    args = {"word": word}
    if classes := [digits for match in _CLASSES.finditer(text) for digits in re.findall(r"\d+", match[0])]:
        args["classes"] = ",".join(classes)
    if goods := _GOODS.search(text.replace(word, " ")):
        args["goods"] = (goods[1] or goods[2]).strip()
    return args, ""

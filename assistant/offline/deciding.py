"""Deciding what a turn asks for: a tool call, several, or a sentence of the desk's own."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import yaml

from assistant.offline.decision import Decision
from assistant.offline.followup import is_follow_up, resolve
from assistant.offline.history import History
from assistant.offline.phrases import phrases
from assistant.offline.questions import LIMIT, split_questions
from assistant.offline.searching import searching
from assistant.offline.tasks import Tasks, pending_of, task_decision
from knowledge.cases.dockets import find_dockets
from knowledge.dates import day_meant
from knowledge.language import HAN, Language, normalise, wished
from knowledge.law.reference import Holder, Reference, ReferenceFinder
from retrievers.tokens import query_tokens

Cues = Mapping[str, Sequence[str]]
_LETTERS = re.compile(rf"[A-Za-z0-9{HAN}]")
_YES = re.compile(
    r"^(?:好的?|可以|行|是的?|要|嗯|麻烦了?|转吧|需要|yes|yeah|yep|ok(?:ay)?|sure|please(?: do)?|go ahead|yes please)[\s,，.。!！]*$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+|(?<!\d)(?:\+?86[- ]?)?1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)"
)
_CONTACT_WORD = re.compile(
    r"[,，]?\s*(?:我的)?(?:联系)?(?:电话|手机|邮箱|微信|方式)(?:号码?)?(?:是)?\s*[:：]?\s*$|[,，]?\s*(?:my )?(?:phone|tel|mobile|e-?mail)(?: number| is)*\s*[:：]?\s*$",
    re.IGNORECASE,
)
_ONLY_WISHED = re.compile(
    r"^(?:我们?(?:要|想)|请|帮我|i (?:want|need) to)\s+", re.IGNORECASE
)  # what is left of "我要找人工,"
_MOST_ARTICLES = 4
_SHORT = 120  # characters of a turn that only tells a fact asked for
_ASKS_ANEW = re.compile(
    r"[?？]|[吗呢]\W*$|想|怎么|如何|^请|请问|请[告帮说给]|帮我|什么|\b(?:want|how|what|why|who|which|please|can|could|need|explain|tell)\b",
    re.IGNORECASE,
)
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_URL = re.compile(r"!?\[[^\]]*\]\([^)]*\)|(?:https?|ftp)://\S+", re.IGNORECASE)
_CANCEL = re.compile(
    r"^(?:取消|算了|不用了?|不必了?|没事了?|不转了?|never ?mind|cancel|forget it|no thanks?|stop)[\s,，。.!！不用了谢]*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"原文|全文|详细|具体(?:条文|内容)|full text|exact wording|original text|word for word", re.IGNORECASE
)


class Decider:
    """Decides with the tools that are bound, the cues they declare, and the names of laws."""

    def __init__(self, finder: ReferenceFinder) -> None:
        self._finder = finder

    def decide(self, history: History, language: Language, cues: Cues, tasks: Tasks) -> Decision:
        """What to do about the last turn. Pure: the same history and tools give the same decision."""
        text = _URL.sub(" ", normalise(history.text)).strip()
        say = phrases(language)
        if not text:
            return Decision(say=say("empty"))
        if not _LETTERS.search(text):
            return Decision(say=say("unclear"))
        if wish := wished(text):
            return _spoken(history, wish)
        if named := self._law_named_now(history, text):
            return named
        if handed := self._hand_over(history, text, language, cues):
            return handed
        if task := task_decision(history, text, cues, tasks, language):
            return task
        if searched := searching(text, history.text, say, cues, language):
            calls, missing = searched
            return Decision(calls, missing)
        if "find_cases" in cues and (cases := _cases(history, text, cues["find_cases"])):
            return cases
        references = self._finder.find(text)
        act = _act(text)
        if act and act != "rules" and not references:
            return Decision(say=say(act))
        if "verify_citations" in cues and self._wants_check(text, references, cues["verify_citations"]):
            return Decision([("verify_citations", {"text": history.text} | _when(history, text))])
        if "compare_versions" in cues and (comparison := self._comparison(text, references, cues["compare_versions"])):
            return comparison
        if reading := self._reading(history, text, references, cues, language):
            return reading
        if act:
            return Decision(say=say(act))
        return _search(history, text) if "search_law" in cues else Decision(say=say("unclear"))

    def _law_named_now(self, history: History, text: str) -> Decision | None:
        """The answer to "which law?": the articles of the turn before, of the law named now."""
        if history.last_reply() not in {phrases(language)("which_law") for language in ("zh", "en")}:
            return None
        laws = [mention.law for mention in self._finder.laws_named(text) if mention.law]
        numbers = [r.number for r in self._finder.find(normalise(history.question_before())) if r.number]
        calls = [("read_article", {"law": laws[0].title, "article": str(number)}) for number in numbers] if laws else []
        return Decision(calls[:_MOST_ARTICLES]) if calls else None

    def _hand_over(self, history: History, text: str, language: Language, cues: Cues) -> Decision | None:
        """A person is asked for, agreed to, or was asked for in the turn before and now gets the question."""
        if "hand_to_staff" not in cues:
            return None
        say, subject, last = phrases(language), history.subject(), history.last_reply()
        contact = next(iter(_CONTACT.findall(text)), "")
        if last in (phrases("zh")("ask_inquiry"), phrases("en")("ask_inquiry")):
            if _CANCEL.match(text) or _YES.match(text):
                return Decision(say=say("cancelled" if _CANCEL.match(text) else "ask_inquiry"))
            return Decision([("hand_to_staff", {"question": text, "contact": contact})])
        offered = any(offer in last for offer in ("转人工", "hand this to staff"))
        found = next((m for cue in cues["hand_to_staff"] if (m := re.search(cue, text, re.IGNORECASE))), None)
        if not found and not (offered and _YES.match(text)):
            return None
        rest = _ONLY_WISHED.sub("", text.replace(found[0], " ")) if found else ""
        own = _CONTACT_WORD.sub("", _CONTACT.sub("", rest)).strip(" ,，。.:：!！?？")
        question = own if len(query_tokens(own)) >= 4 else subject.question if subject else ""
        if not question:
            return Decision(say=say("ask_inquiry"))
        return Decision([("hand_to_staff", {"question": question, "contact": contact})])

    @staticmethod
    def _wants_check(text: str, references: list[Reference], cues: Sequence[str]) -> bool:
        asked = any(re.search(cue, text, re.IGNORECASE) for cue in cues)
        pasted = len(references) > 1 and not re.search(r"[?？]", text) and len(text) > 60
        return (bool(references) and (asked or pasted)) or (asked and bool(re.search(r"引用|法条|citation", text)))

    def _comparison(self, text: str, references: list[Reference], cues: Sequence[str]) -> Decision | None:
        laws = [mention.law for mention in self._finder.laws_named(text) if mention.law]
        if not laws or not any(re.search(cue, text, re.IGNORECASE) for cue in cues):
            return None
        args = {"law": laws[0].title}
        if references and references[0].number:
            args["article"] = str(references[0].number)
        return Decision([("compare_versions", args)])

    def _reading(
        self, history: History, text: str, references: list[Reference], cues: Cues, language: Language
    ) -> Decision | None:
        """The text of provisions: named in this turn, or "show me the full text" of the one before."""
        subject = history.subject()
        if not references:
            if subject and subject.law and _MORE.search(text) and len(text) < 30:
                return Decision([("read_article", {"law": subject.law, "article": subject.article})])
            return None
        here = [r for r in references if r.holder is not Holder.UNNAMED]
        if not here and subject and subject.law:
            here = [Reference(r.raw, r.start, r.end, None, subject.law, Holder.HERE, r.number) for r in references]
        if not here:
            return Decision(say=phrases(language)("which_law"))
        if not self._only_reads(text, references, cues.get("read_article", ())):
            return None
        when = _when(history, text)
        calls = [
            ("read_article", {"law": _name(r, text), "article": str(r.number or r.raw)} | when)
            for r in here[:_MOST_ARTICLES]
            if r.holder is Holder.HERE
        ]
        return Decision(calls) if calls else None

    @staticmethod
    def _only_reads(text: str, references: list[Reference], cues: Sequence[str]) -> bool:
        """True when nothing is asked beyond the words of the article."""
        rest = text
        for raw in {r.raw for r in references}:
            rest = rest.replace(raw, " ")
        asked = any(re.search(cue, rest, re.IGNORECASE) for cue in cues)
        for cue in cues:
            rest = re.sub(cue, " ", rest, flags=re.IGNORECASE)
        return len(query_tokens(rest)) <= (5 if asked else 2)


def _spoken(history: History, wish: Language) -> Decision:
    """Another language is spoken from now on; a question that is open stays open."""
    say, pending = phrases(wish), pending_of(history)
    kept = {"task": history.last_kept()["task"]} if pending else {}
    return Decision(say=say("language_task") if pending else say("language"), kept=kept)


def _cases(history: History, text: str, cues: Sequence[str]) -> Decision | None:
    """Cases asked for, or a docket number named; "any cases on that?" keeps the subject of the turn before."""
    found = next((match for cue in cues if (match := re.search(cue, text, re.IGNORECASE))), None)
    if not found and not find_dockets(text):
        return None
    subject = history.subject()
    alone = subject is not None and (
        is_follow_up(text) or len(query_tokens(text.replace(found[0], " ") if found else text)) < 4
    )
    question = f"{subject.question} {text}" if alone and subject and not find_dockets(text) else text
    return Decision([("find_cases", {"question": question})])


def _when(history: History, text: str) -> dict[str, str]:
    """The day a turn names, as the argument of a tool; empty when it names none."""
    meant = day_meant(text, history.as_of)
    return {"as_of": meant.day.isoformat()} if meant else {}


def _name(reference: Reference, text: str) -> str:
    """The law's title; called new or revised, it is asked for by that name, so that the coming text is meant."""
    before = text[max(0, reference.start - 10) : reference.start] + reference.law_name
    title = reference.law.title if reference.law else reference.law_name
    return f"新{title}" if _NEW.search(before) else title


_NEW = re.compile(r"新|修订|\b(?:new|revised|amended|coming)\s", re.IGNORECASE)


def _search(history: History, text: str) -> Decision:
    subject = history.subject()
    if subject and (is_follow_up(text) or _tells_what_was_asked(history, text)):
        return Decision([("search_law", {"question": resolve(text, subject.question)})])
    questions = split_questions(text)[:LIMIT]
    return Decision([("search_law", {"question": question}) for question in questions])


def _tells_what_was_asked(history: History, text: str) -> bool:
    """The desk asked for a fact in the turn before, and this turn only tells one: it belongs to that question."""
    asked = any(phrases(language)("facts_asked", question="").strip() in history.last_reply() for language in LANGUAGES)
    return asked and len(text) <= _SHORT and not _ASKS_ANEW.search(text)


@cache
def _acts() -> list[tuple[str, list[re.Pattern[str]]]]:
    rows = yaml.load(files("assistant.offline").joinpath("acts.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return [(row["act"], [re.compile(cue, re.IGNORECASE) for cue in row["cues"]]) for row in rows]


_SUBJECT_WORDS = re.compile(
    r"专利|商标|著作权|版权|发明|外观设计|实用新型|商业秘密|许可|侵权|品牌|作品|质押|评估|patent|trademark|copyright|trade secret|licen|infring|brand|invention|design",
    re.IGNORECASE,
)


def _act(text: str) -> str:
    """The dialogue act of a turn, empty for a matter of substance."""
    for act, cues in _acts():
        if any(cue.search(text) for cue in cues):
            if act in ("off_topic", "capability", "identity") and _SUBJECT_WORDS.search(text) and len(text) > 14:
                continue
            return act
    return ""

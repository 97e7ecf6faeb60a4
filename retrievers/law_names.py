"""A law that a question names as the place to look in: its name says where the rule stands, not what it is about.

"What is the grace period under the Patent Law?" has more words in common with the article that states the purpose of
that law than with the one on the grace period. So the name makes way for the right the law is made for.
"""

import re

from knowledge.language import detect
from knowledge.law.reference import Mention, ReferenceFinder
from retrievers.subjects import Subject, made_for

# What around a name makes it a place to look in: words before it, or words after it.
_SAYS = r"say|provide|state|require|contain|prescribe|cover|deal with|govern|regulate|address|define|have"
_BEFORE_EN = re.compile(
    r"(?:\b(?:under|in|by|according to|pursuant to|as per|per|within)|\b(?:what |how )?(?:does|do|did|will|would)|\b(?:which|what) (?:article|provision|section|chapter|rule|clause)s? (?:of|in))\s+(?:the\s+)?(?:(?:PRC|Chinese|China's)\s+)?$",
    re.IGNORECASE,
)
_AFTER_EN = re.compile(
    rf"^(?:\s+of (?:the )?(?:PRC|China|People's Republic of China))?(?:\s+(?:{_SAYS}|deals with)s?\b)?(?:\s+(?:about|on|that)\b)?",
    re.IGNORECASE,
)
_BEFORE_ZH = re.compile(r"(?:(?:按照?|根据|依照?|依据|在)\s*(?:我国|中国)?)?[《“]?$")
_ARTICLE_ZH = "(?:第几|哪一?|哪几|哪些)条款?"
_AFTER_ZH = re.compile(
    rf"^[》”]?(?:(?:里面?|中|上|之?内|对于?|关于|的?{_ARTICLE_ZH}|有没有|是?怎么|如何)+(?:规定|讲|说|管|写)?|所?规定)了?的?"
)


class LawNames:
    """Takes the names of laws out of questions, with the finder of one library."""

    def __init__(self, finder: ReferenceFinder) -> None:
        self._finder = finder

    def taken_out(self, question: str) -> tuple[str, frozenset[str]]:
        """A normalised question with every law named as a place taken out, or replaced by the right it is made for
        where that is a word people use for it; and those laws (slugs).

        Unchanged where an article is named by its number, and where a law for a special setting is named: its name is
        the only word for the setting.
        """
        if self._finder.find(question):
            return question, frozenset()
        laws = set()
        for mention in reversed(self._finder.laws_named(question)):
            subject = made_for(mention.law.slug) if mention.law else None
            if mention.law and (subject is None or subject.is_right):
                shorter = _without(question, mention, subject)
                laws |= {mention.law.slug} if shorter != question else set()
                question = shorter
        return " ".join(question.split()), frozenset(laws)


def _without(question: str, mention: Mention, subject: Subject | None) -> str:
    before, after = question[: mention.start], question[mention.end :]
    language = detect(question)
    word = subject.for_law.get(language) if subject else None
    if language == "zh":
        led, followed = _BEFORE_ZH.search(before), _AFTER_ZH.match(after)
        named = bool(followed or (led and led[0].strip("《“ ")))
        right = word + "的" if word else ""
    else:
        led, followed = _BEFORE_EN.search(before), _AFTER_EN.match(after)
        named = led is not None
        right = f" for a {word} " if word else " "
    if not named:
        return question
    return before[: led.start() if led else None] + right + after[followed.end() if followed else 0 :]

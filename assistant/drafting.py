"""The law part of a draft reply: what the desk's own engine answers, checked by its guard; nothing where no index is at hand."""

from typing import TYPE_CHECKING

from assistant.guard import Guard
from assistant.offline.composing import consultation_reply
from knowledge.language import Language
from retrievers.sources import FIRST_SHELVES
from tools.law.consultation import consult
from tools.triage.drafting import Answer, Answerer

if TYPE_CHECKING:
    from assistant.world import World


def law_answerer(world: "World") -> Answerer:
    """A function from a question to its answer with the provisions, as of the world's day."""

    def answer(question: str, language: Language) -> Answer:
        if set(world.index.missing()) & set(FIRST_SHELVES):
            return Answer("", ())
        found = consult(world.searcher, world.cases, world.library, question, world.today(), language)
        if not found.answerable:
            return Answer("", ())
        evidence = {citation.key: citation for citation in found.citations()}
        checked = Guard(world.verifier).check(
            consultation_reply(found, language), evidence, world.today(), language, True
        )
        return Answer(checked.text, checked.cited)

    return answer

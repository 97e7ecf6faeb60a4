"""Named checks of an answer: what it cites, which words, which version, when it says nothing was found."""

from assistant.events import Done
from assistant.guard import keys_in
from evals.questions import Question
from knowledge.law.library import LawLibrary
from knowledge.law.quoting import locate


def check_answer(question: Question, done: Done, library: LawLibrary) -> dict[str, bool]:
    """The checks that apply to this question, by name."""
    if not question.answerable:
        return {"abstains_when_it_should": done.abstained or not done.steps}
    return {
        "does_not_abstain": not done.abstained,
        "cites_a_gold_article": any(question.is_gold(citation.key) for citation in done.citations),
        "leads_with_a_gold_article": _leads(question, done),
        "right_version": not _wrong_versions(question, done),
        "quotes_are_verbatim": _verbatim(done, library),
        "nothing_unsupported": not done.struck and set(keys_in(done.answer)) <= {c.key for c in done.citations},
    }


def _leads(question: Question, done: Done) -> bool:
    statutes = [citation for citation in done.citations if citation.key.startswith("cn/")]
    return bool(statutes) and question.is_gold(statutes[0].key)


def _wrong_versions(question: Question, done: Done) -> list[str]:
    """Texts cited as governing that do not govern on the day: announced changes are of later texts and are none."""
    return [
        citation.key
        for citation in done.citations
        if question.of_gold_law(citation.key)
        and not question.right_version(citation.key)
        and not (citation.in_force_from and citation.in_force_from > done.as_of)
    ]


def _verbatim(done: Done, library: LawLibrary) -> bool:
    for citation in done.citations:
        article = library.by_key(citation.key)
        if article is not None and locate(citation.quote, article.text) is None:
            return False
    return True

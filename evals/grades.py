"""Grades of an answer, each apart: finding, leading, citing, completeness, support, wording, version, abstention.

A wrong answer can be wrong in many ways that call for different mends; one mark for all of them would hide which.
"""

from assistant.guard import keys_in
from evals.questions import Question, article_of
from evals.reply import Reply
from knowledge.law.library import LawLibrary
from knowledge.law.quoting import locate

FOUND_AMONG = 5
EVERY = ("grounded", "verbatim")  # judged whether or not anything answers the question
GRADES = ("found", "first", "correct", "cites", "complete", "told", *EVERY, "version", "answered", "abstained")
MEANINGS = {
    "found": "a gold article is among the first five found",
    "first": "the first article found is gold",
    "correct": "the answer leads with a gold article",
    "cites": "the answer cites a gold article",
    "complete": "the answer cites every gold article",
    "told": "the answer cites the practice note or case digest that has it, where no article does",
    "grounded": "every key cited was shown by a tool, and nothing had to be struck out",
    "verbatim": "every quotation stands in the article it is quoted from",
    "version": "no text of a gold law is cited as governing that does not govern on the day",
    "answered": "something answers, and it was not said that nothing does",
    "abstained": "nothing answers, and that was said",
}


def grade(question: Question, reply: Reply, library: LawLibrary) -> dict[str, bool]:
    """The grades that apply to this question, by name."""
    supported = {"grounded": _grounded(reply), "verbatim": _verbatim(reply, library)}
    done = reply.done
    if not question.answerable and not question.told_by:
        return supported | {"abstained": done.abstained or not done.steps}
    if not question.answerable:
        told = any(question.is_told_by(citation.key) for citation in done.citations)
        return supported | {"told": told, "answered": not done.abstained}
    found = [question.is_gold(key) for key in reply.found_keys[:FOUND_AMONG]]
    cited = {article_of(citation.key) for citation in done.citations} & set(question.gold)
    return {
        "found": any(found),
        "first": found[:1] == [True],
        "correct": question.is_gold(reply.lead),
        "cites": bool(cited),
        "complete": cited == set(question.gold),
        **supported,
        "version": not _wrong_versions(question, reply),
        "answered": not done.abstained,
    }


def _grounded(reply: Reply) -> bool:
    """Judged by what the tools had shown, not by what the guard let through: the guard is judged here too."""
    cited = {*keys_in(reply.done.answer), *(citation.key for citation in reply.done.citations)}
    return not reply.done.struck and cited <= reply.evidence


def _verbatim(reply: Reply, library: LawLibrary) -> bool:
    """Notes are ours and quote what no file at hand holds; what names an article has to stand in it."""
    for citation in reply.done.citations:
        if citation.key.startswith("cn/") and article_of(citation.key):
            article = library.by_key(citation.key)
            if article is None or locate(citation.quote, article.text) is None:
                return False
    return True


def _wrong_versions(question: Question, reply: Reply) -> list[str]:
    """Texts cited as governing that do not govern on the day: announced changes are of later texts and are none."""
    return [
        citation.key
        for citation in reply.done.citations
        if question.of_gold_law(citation.key)
        and not question.right_version(citation.key)
        and not (citation.in_force_from and citation.in_force_from > reply.done.as_of)
    ]

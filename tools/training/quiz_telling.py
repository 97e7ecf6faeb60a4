"""A quiz and its marks in words: the questions with their options; each answer with the statement and the article's own words."""

from collections.abc import Sequence

from knowledge.language import Language
from tools.training.quiz import LETTERS, Asked, Marked, Quiz, Result
from tools.training.telling import wording


def quiz_text(quiz: Quiz, language: Language, topics: Sequence[str]) -> str:
    """The questions, or that there are none about the topic. `topics`: those there are questions about."""
    say = wording(language)
    if not quiz.questions:
        names = say("comma").join(say(f"topic_{topic}") for topic in topics)
        return say("quiz_none", topic=say(f"topic_{quiz.topic}"), topics=names)
    head = say("quiz_head", topic=say(f"topic_{quiz.topic}"), day=quiz.day, count=len(quiz.questions), id=quiz.id)
    return "\n\n".join([head, *(question_text(each, language) for each in quiz.questions), say("quiz_how")])


def question_text(asked: Asked, language: Language) -> str:
    """One question with its options and its source."""
    say, zh = wording(language), language == "zh"
    stem, options = (asked.stem_zh, asked.options_zh) if zh else (asked.stem_en, asked.options_en)
    law, article = (asked.law_zh, asked.article_zh) if zh else (asked.law_en, asked.article)
    told = "    ".join(f"{LETTERS[place]}. {each}" for place, each in enumerate(options))
    source = say("quiz_source", law=law, article=article, key=asked.key)
    return "\n".join([say("quiz_question", number=asked.number, stem=stem), f"- {told}", f"- {source}"])


def result_text(result: Result, language: Language) -> str:
    """How it went, answer by answer."""
    head = wording(language)("quiz_result", right=result.right, count=result.count)
    return "\n".join([head, *(f"- {marked_text(each, result, language)}" for each in result.answers)])


def marked_text(each: Marked, result: Result, language: Language) -> str:
    """One answer: right or not, the statement, the article's words."""
    say = wording(language)
    if each.withdrawn:
        return say("quiz_withdrawn", number=each.number, day=result.day)
    name = "quiz_right" if each.correct else "quiz_wrong" if each.given else "quiz_skipped"
    text = each.text_zh if language == "zh" else each.text_en
    told = say("quiz_explained", text=text, quote=each.quote, citation=each.key)
    return f"{say(name, number=each.number, key=each.right, given=each.given)} {told}"

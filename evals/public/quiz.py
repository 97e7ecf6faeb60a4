"""Multiple choice with a language model: the same questions with and without what our search finds.

The difference between the two is what the retrieval is worth to a model; the offline engine writes no free answers and
is not asked. A question whose reply is cut off, fails or holds no answer counts as wrong and is counted besides.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import reduce
from operator import add
from statistics import fmean

import httpx
import openai
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage, SystemMessage

from assistant.models import make_model
from assistant.world import World
from evals.pairs import ASKED
from evals.public.choices import Choice

ARTICLES = 5  # that a prompt with retrieval shows
NO_MODEL = (
    "No language model is configured, so the multiple-choice sets were not run: set IPOS_MODEL=openai:<name>, "
    "OPENAI_BASE_URL and OPENAI_API_KEY."
)
_TASK = {
    "zh": "回答下面的选择题，可能有一个或多个正确选项。最后一行只写“答案：”和全部正确选项的字母，例如“答案：AC”。",
    "en": 'Answer this multiple-choice question; one or more options may be right. On the last line write only "Answer:" '
    'and the letters of all right options, for example "Answer: AC".',
}
_SHOWN = {"zh": "以下条文可供参考：", "en": "These provisions may help:"}
_LIST = r"[A-G](?:(?:[\s,，、和&]|and)*[A-G])*"
_NAMED = re.compile(
    rf"(?:答案|answer)\s*(?:是|为|is)?\s*[:：]?[\s*]*({_LIST})(?=\s*(?:$|[*.。,，;；)）]))", re.I | re.M
)
_BARE = re.compile(rf"\s*({_LIST})[\s.。]*")


@dataclass(frozen=True)
class QuizScore:
    """How a model did on one set in one way. All right options and no other make an answer right."""

    questions: int
    right: float
    unreadable: int  # a reply without an answer in it
    failed: int  # no whole reply


def language_model(world: World) -> BaseChatModel | None:
    """The configured language model, None when the product runs on its offline engine alone."""
    return None if world.settings.model == "offline" else make_model(world.settings, world.offline)


def run_quiz(world: World, model: BaseChatModel, choices: Sequence[Choice]) -> dict[str, dict[str, float | int]]:
    """The score without and with retrieval."""
    ways: dict[str, Callable[[Choice], str]] = {"alone": lambda _: "", "with retrieval": lambda c: provisions(world, c)}
    return {name: asdict(score_quiz(model, choices, shown)) for name, shown in ways.items()}


def score_quiz(model: BaseChatModel, choices: Sequence[Choice], shown: Callable[[Choice], str]) -> QuizScore:
    """Ask every question with what is to be shown beside it, and score the replies."""
    replies = [reply(model, prompt(choice, shown(choice))) for choice in choices]
    chosen = [None if text is None else chosen_letters(text) for text in replies]
    right = [letters == choice.right for letters, choice in zip(chosen, choices, strict=True)]
    unreadable = sum(letters == frozenset() for letters in chosen)
    return QuizScore(len(choices), round(fmean(right), 3) if right else 0.0, unreadable, replies.count(None))


def provisions(world: World, choice: Choice) -> str:
    """The articles our search finds for a question, as a prompt shows them."""
    hits = world.searcher.search(choice.text, ASKED, ARTICLES).hits
    articles = (hit.article for hit in hits)
    return "\n\n".join(f"《{a.version.law.short}》{a.number.chinese}\n{a.text}" for a in articles)


def prompt(choice: Choice, shown: str) -> list[BaseMessage]:
    """The task, what is shown beside it, and the question with its options."""
    parts = [f"{_SHOWN[choice.language]}\n\n{shown}"] if shown else []
    return [SystemMessage(_TASK[choice.language]), HumanMessage("\n\n".join([*parts, choice.text]))]


def reply(model: BaseChatModel, messages: list[BaseMessage]) -> str | None:
    """What a model says, None when it failed or was cut off; streamed, as the product talks with it."""
    try:
        pieces = [piece for piece in model.stream(messages) if isinstance(piece, AIMessageChunk)]
    except (openai.OpenAIError, httpx.HTTPError, ValueError):  # ValueError: an event that is no JSON
        return None
    whole = reduce(add, pieces) if pieces else None
    if whole is None or whole.response_metadata.get("finish_reason") != "stop":
        return None
    return str(whole.text)


def chosen_letters(text: str) -> frozenset[str]:
    """The options a reply ends on: after the last "answer", or the letters it consists of; empty when it names none."""
    named = _NAMED.findall(text)
    bare = _BARE.fullmatch(text)
    letters = named[-1] if named else bare[1] if bare else ""
    return frozenset(re.findall("[A-G]", re.sub("and", "", letters, flags=re.I).upper()))

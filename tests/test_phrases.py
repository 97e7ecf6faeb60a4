"""The sentences of the desk and the words of its pages: both languages have them all, and the code finds each it asks for."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
import yaml

import assistant.offline
import ui
from assistant.offline.phrases import phrases
from knowledge.language import HAN, Language, detect
from knowledge.law.attribution import Fit
from knowledge.law.verify import Reason, Verdict
from tools.law.gaps import Gap
from tools.registry import TOOLS
from ui.texts import openings, texts, words_of

PHRASES, PAGES = (Path(str(package.__file__)).parent for package in (assistant.offline, ui))
SAME = {"article": "locator", "meant_article": "meant"}  # Chinese says 第五十条 where English says Article 50
DYNAMIC = {
    "gap": [gap for gap in get_args(Gap) if gap],
    "act": [row["act"] for row in yaml.safe_load((PHRASES / "acts.yaml").read_text("utf-8"))],
    "reason": [f"reason_{reason.value}" for reason in Reason],
    "verdict": [f"verdict_{verdict.value}" for verdict in Verdict],
    "fit": [f"fit_{fit.value}" for fit in Fit if fit is not Fit.NOT_STATED],
    "ask": sorted(
        {
            slot.ask
            for tool in TOOLS
            if "task" in (tool.extras or {})
            for slot in tool.extras["task"].all({})
            if slot.ask
        }
    ),
    "comparison": ["comparison_one_older", "comparison_one_newer"],
}
_CODE = re.compile(r"(?:https?://\S+|\b[A-Z][A-Z0-9]*[0-9/-][A-Z0-9/-]*\b)")  # CN102644313U, SHA-256: of no language
_SAYING = re.compile(r"say|phrases\([^()]*\)")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def rows(language: Language) -> dict[str, str]:
    found: dict[str, str] = yaml.safe_load((PHRASES / "phrases" / f"{language}.yaml").read_text("utf-8"))
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def syntax(folder: Path) -> list[ast.AST]:
    return [node for path in sorted(folder.rglob("*.py")) for node in ast.walk(ast.parse(path.read_text("utf-8")))]


def calls() -> Iterator[tuple[str, set[str] | None]]:
    """Each phrase the engine says by name: the name and the values given (None when they come in a dictionary)."""
    nodes = [*syntax(PHRASES), *ast.walk(ast.parse((PHRASES.parent / "assistant.py").read_text("utf-8")))]
    for node in nodes:
        if isinstance(node, ast.Call) and node.args and _SAYING.fullmatch(ast.unparse(node.func)):
            name = node.args[0]
            if isinstance(name, ast.Constant):
                yield name.value, given(node)


def given(call: ast.Call) -> set[str] | None:
    names = {keyword.arg for keyword in call.keywords if keyword.arg}
    for value in (keyword.value for keyword in call.keywords if keyword.arg is None):
        if not isinstance(value, ast.Dict):
            return None
        names |= {ast.literal_eval(key) for key in value.keys if key}
    return names


def test_the_engine_says_phrases_by_name() -> None:
    said = {name for name, _ in calls()}
    assert {"conclusion", "version_note", "too_long", "which_law", "ask_inquiry"} <= said
    assert len(said) > 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_the_engine_says_exists_and_gets_the_values_it_needs(language: Language) -> None:
    say, text = phrases(language), rows(language)
    assert sorted({name for name, _ in calls() if name not in say}) == []
    wanting = {(name, *(placeholders(text[name]) - names)) for name, names in calls() if names is not None}
    assert [call for call in wanting if len(call) > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", DYNAMIC)
def test_every_outcome_has_its_phrase(language: Language, kind: str) -> None:
    assert [name for name in DYNAMIC[kind] if name not in phrases(language)] == []


def test_no_phrase_lies_idle() -> None:
    constants = {node.value for node in syntax(PHRASES.parent) if isinstance(node, ast.Constant)}
    known = {name for names in DYNAMIC.values() for name in names}
    assert sorted(phrases("zh").names() - known - constants) == []


def test_both_languages_have_the_same_phrases_with_the_same_placeholders() -> None:
    chinese, english = rows("zh"), rows("en")
    assert phrases("zh").names() == phrases("en").names() == set(chinese)
    different = {
        name: placeholders(chinese[name]) ^ {SAME.get(word, word) for word in placeholders(english[name])}
        for name in chinese
    }
    assert {name: words for name, words in different.items() if words} == {}


def test_both_languages_have_the_same_page_words_with_the_same_placeholders() -> None:
    chinese, english = texts("zh"), texts("en")
    assert {name: placeholders(text) for name, text in chinese.items()} == {
        name: placeholders(text) for name, text in english.items()
    }
    assert len(openings("zh")) == len(openings("en"))


def composed(name: ast.JoinedStr) -> str:
    """The names that f"role_{...}" may stand for, as a pattern."""
    return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+" for part in name.values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_use_every_word_of_the_conversation_and_no_unknown_one(language: Language) -> None:
    used = {
        node.slice.value
        for node in syntax(PAGES)
        if isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and ast.unparse(node.value).startswith(("words", "texts("))
    }
    assert len(used) > 15
    made = [composed(node.slice) for node in syntax(PAGES) if isinstance(node, ast.Subscript) and ast.unparse(node.value).startswith("words") and isinstance(node.slice, ast.JoinedStr)]  # fmt: skip
    used |= {name for name in texts(language) if any(re.fullmatch(pattern, name) for pattern in made)}
    assert set(words_of("", language)) <= used <= set(texts(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_words_and_openings_are_in_their_language(language: Language) -> None:
    spoken = [*rows(language).values(), *texts(language).values(), *openings(language)]
    plain = [_CODE.sub("", re.sub(r"\{\w+\}", "", text)) for text in spoken]
    if language == "en":
        assert [text for text in plain if re.search(f"[{HAN}，。；：？！、]", text)] == []
    assert [text for text in plain if re.search(rf"[A-Za-z]{{2}}|[{HAN}]", text) and detect(text) != language] == []
    assert [text for text in spoken if text != text.strip() and language == "zh"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_with_all_its_values_leaves_no_brace_behind(language: Language) -> None:
    for name, text in rows(language).items():
        filled = phrases(language)(name, **dict.fromkeys(placeholders(text), date(2027, 1, 1)))
        assert not re.search(r"[{}]|None", filled), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_phrase_is_an_error(language: Language) -> None:
    with pytest.raises(KeyError):
        phrases(language)("no_such_phrase")

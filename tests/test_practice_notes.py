"""Our article notes: what they quote, count, name and point to has to stand in the law itself."""

import re
from datetime import date

import pytest

from assistant.guard import Guard
from knowledge.language import HAN
from knowledge.law.figures import figures
from knowledge.law.library import LawLibrary
from knowledge.law.outside import load_outside
from knowledge.law.quoting import locate
from knowledge.law.records import Article, ArticleNumber, Version
from knowledge.law.reference import ReferenceFinder
from knowledge.law.verify import Verifier
from knowledge.numerals import NUMERAL, to_int
from knowledge.practice.notes import Both, Figure, Note, NoteFile, load_notes
from tests.conftest import TODAY

FILES = {f"{file.slug}@{file.adopted}": file for file in load_notes()}
COMPLETE = {
    "patent-law@2020-10-17": range(1, 83),
    "trademark-law@2019-04-23": range(1, 74),
    "trademark-law@2026-06-26": range(1, 88),
    "copyright-law@2020-11-11": range(1, 68),
    "anti-unfair-competition-law@2025-06-27": range(1, 42),
    "civil-code@2020-05-28": range(843, 888),
}
COPIED = 40  # consecutive characters of an article that a text of ours may share with it at most
_CHINESE = re.compile(f"[{HAN}]")
_YUAN_FIRST = re.compile(r"\b(?:CNY|RMB) ([\d,]*\d)(?: to ([\d,]*\d))?( million)?")
_NO_QUANTITY = re.compile("同一天|那一年|第二年")
_TARGET = re.compile(r"(?:cn/(?P<slug>[a-z-]+)(?:-(?P<year>20\d\d))?/)?art(?P<number>\d+(?:-\d+)?)")

each_file = pytest.mark.parametrize("file", FILES.values(), ids=FILES)


def version_of(library: LawLibrary, file: NoteFile) -> Version:
    law = next(law for law in library.laws() if law.slug == file.slug)
    return next(version for version in library.versions(law) if version.adopted.isoformat() == file.adopted)


def noted(library: LawLibrary, file: NoteFile) -> list[tuple[Note, Article]]:
    """The notes with their articles; a note without one is left to the test that says so."""
    pairs = [(note, library.article(version_of(library, file), note.number)) for note in file.notes]
    return [(note, article) for note, article in pairs if article]


def statements(note: Note) -> list[Both]:
    return [note.gist, *note.points]


def texts(note: Note) -> list[Both]:
    return [*statements(note), *(text for text in (note.change, note.next) if text)]


def shared_run(text: str, article: str) -> str:
    """The first run of more than `COPIED` characters that both have, empty when there is none."""
    ours, theirs = ("".join(piece.split()) for piece in (text, article))
    runs = (ours[i : i + COPIED + 1] for i in range(len(ours) - COPIED))
    return next((run for run in runs if run in theirs), "")


def with_yuan_behind(text: str) -> str:
    """ "CNY 1 to 2 million" as "1 million yuan 2 million yuan": quantities are read with the unit behind."""

    def turned(match: re.Match[str]) -> str:
        million = match[3] or ""
        numbers = [number for number in match.groups()[:2] if number]
        return " ".join(f"{number}{'' if ',' in number else million} yuan" for number in numbers)

    return _NO_QUANTITY.sub("", _YUAN_FIRST.sub(turned, text))


def says(words: str, figure: Figure) -> bool:
    """Whether the words have the figure: its number, each part of a date, range or fraction, or a rate."""
    there = {to_int(number) for number in re.findall(rf"{NUMERAL}|\d+", words)}
    if not isinstance(figure.value, float):
        return {int(number) for number in re.findall(r"\d+", str(figure.value))} <= there
    rates = {n / base for n in there if n for base, sign in ((1e3, "千分之"), (1e4, "万分之")) if sign in words}
    return figure.value in there | rates or (figure.value == 1 and "等值" in words)


@each_file
def test_every_note_is_about_an_article_of_its_version_and_has_points(library: LawLibrary, file: NoteFile) -> None:
    names = [note.article for note in file.notes]
    assert len(set(names)) == len(names)
    assert [note.article for note, _ in noted(library, file)] == names
    assert [note.article for note in file.notes if not note.points] == []


@pytest.mark.parametrize("name", COMPLETE)
def test_the_core_laws_are_noted_without_a_gap(library: LawLibrary, name: str) -> None:
    ours = {note.number for note in FILES[name].notes}
    assert [number for number in COMPLETE[name] if ArticleNumber(number) not in ours] == []
    if not name.startswith("civil-code"):
        assert library.count(version_of(library, FILES[name])) == len(COMPLETE[name])


@each_file
def test_every_quote_and_the_words_of_every_figure_stand_in_the_article(library: LawLibrary, file: NoteFile) -> None:
    for note, article in noted(library, file):
        quoted = [*(point.quote for point in note.points), *(figure.words for figure in note.figures)]
        assert [words for words in quoted if locate(words, article.text) is None] == [], note.article


@each_file
def test_a_figure_is_what_its_words_say(file: NoteFile) -> None:
    for note in file.notes:
        assert [figure for figure in note.figures if not says(figure.words, figure)] == [], note.article


@each_file
def test_every_quantity_in_a_gist_or_point_stands_in_the_article(library: LawLibrary, file: NoteFile) -> None:
    for note, article in noted(library, file):
        allowed = figures(article.text)
        for text in (both.of(language) for both in statements(note) for language in ("zh", "en")):
            assert figures(with_yuan_behind(text)) <= allowed, (note.article, text)


@each_file
def test_no_gist_or_point_copies_the_article(library: LawLibrary, file: NoteFile) -> None:
    for note, article in noted(library, file):
        runs = [shared_run(both.zh, article.text) for both in statements(note)]
        assert [run for run in runs if run] == [], note.article


@each_file
def test_each_text_is_in_its_language(file: NoteFile) -> None:
    for note in file.notes:
        english = [both.en for both in texts(note)] + note.questions.en + note.terms.en
        english += [f"{figure.unit} {figure.of}" for figure in note.figures]
        chinese = [both.zh for both in texts(note)] + note.questions.zh
        assert [text for text in english if _CHINESE.search(text) or not text.strip()] == [], note.article
        assert [text for text in chinese if not _CHINESE.search(text)] == [], note.article


@each_file
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_note_has_five_to_twelve_questions_no_other_note_of_the_file_has(file: NoteFile, language: str) -> None:
    lists = {note.article: getattr(note.questions, language) for note in file.notes}
    assert {article: len(asked) for article, asked in lists.items() if not 5 <= len(asked) <= 12} == {}
    folded = [re.sub(r"[\W_]+", "", question.lower()) for asked in lists.values() for question in asked]
    assert sorted({question for question in folded if folded.count(question) > 1}) == []


@each_file
def test_what_a_note_points_to_exists(library: LawLibrary, file: NoteFile) -> None:
    version = version_of(library, file)
    chain = library.versions(version.law)
    place = chain.index(version)
    for note in file.notes:
        links = [(name, [version]) for name in note.related]
        links += [(name, chain[max(place - 1, 0) : place]) for name in note.replaces]
        links += [(name, chain[place + 1 : place + 2]) for name in note.replaced_by]
        assert [name for name, versions in links if not leads(library, name, versions)] == [], note.article


def leads(library: LawLibrary, name: str, versions: list[Version]) -> bool:
    """Whether a link like art12 (in these versions) or cn/civil-code/art123 leads to an article."""
    found = _TARGET.fullmatch(name)
    if found and found["slug"]:
        law = next((law for law in library.laws() if law.slug == found["slug"]), None)
        held = library.versions(law) if law else []
        versions = [v for v in held if found["year"] in (None, str(v.adopted.year))]
    return bool(found) and any(library.article(v, ArticleNumber.parse(found["number"])) for v in versions)


def test_old_and_new_trademark_law_name_each_other() -> None:
    older, newer = (FILES[f"trademark-law@{day}"].notes for day in ("2019-04-23", "2026-06-26"))
    forward = {(f"art{note.article}", name) for note in older for name in note.replaced_by}
    backward = {(name, f"art{note.article}") for note in newer for name in note.replaces}
    assert forward == backward
    assert [note.article for note in older if not note.change and not note.replaced_by] == []


@each_file
def test_both_languages_of_a_text_name_the_same_articles(library: LawLibrary, file: NoteFile) -> None:
    finder = ReferenceFinder(library.names, load_outside())
    for both in (text for note in file.notes for text in texts(note)):
        chinese, english = ({r.number for r in finder.find(text)} for text in (both.zh, both.en))
        assert chinese == english, both


@each_file
def test_the_answer_guard_strikes_nothing_out_of_our_own_notes(library: LawLibrary, file: NoteFile) -> None:
    guard = Guard(Verifier(library, ReferenceFinder(library.names, load_outside())))
    version = version_of(library, file)
    day: date = max(TODAY, version.in_force_from)
    coming = library.pending(version.law, TODAY)
    for note, article in noted(library, file):
        later = [library.article(coming, ArticleNumber.parse(name[3:])) for name in note.replaced_by if coming]
        shown = {found.key: found.cite() for found in (article, *later) if found}
        for both in texts(note):
            assert guard.check(both.zh, shown, day, "zh").struck == (), both.zh
            assert guard.check(both.en, shown, day, "en").struck == (), both.en

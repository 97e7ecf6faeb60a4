"""Our case digests: each supported by the words of its source, each said to be of the court that decided it."""

import json
import re
from functools import cache

import pytest

from assistant.guard import Guard
from assistant.offline.case_replies import case_line
from assistant.offline.phrases import phrases
from knowledge.cases.digests import CaseDigest, load_digests
from knowledge.cases.dockets import find_dockets
from knowledge.language import HAN, Language
from knowledge.law.library import LawLibrary
from knowledge.law.outside import load_outside
from knowledge.law.quoting import locate
from knowledge.law.reference import ReferenceFinder
from knowledge.law.verify import Verdict, Verifier
from knowledge.practice.notes import Both
from knowledge.practice.topics import cited_article
from tests.conftest import SHARED, TODAY
from tools.cases.finding import CaseShown

DIGESTS = list(load_digests())
COPIED = 40
ABROAD = {"US": {"scotus", "cafc"}, "EU": {"cjeu"}, "EP": {"epo"}, "CN": {"cnipa", "spc", "china-court"}}
FOREIGN_NAME = re.compile(r"美国|欧盟|欧洲|\b(?:U\.S\.|United States|European|Court of Justice)")
_CHINESE = re.compile(f"[{HAN}]")
_DECIDED = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_BARE_US = re.compile(r"\d{2}-\d{2,5}(?: .+)?")

each_digest = pytest.mark.parametrize("digest", DIGESTS, ids=lambda digest: digest.id)


@pytest.fixture(scope="module")
def verifier(library: LawLibrary) -> Verifier:
    return Verifier(library, ReferenceFinder(library.names, load_outside()))


def texts(digest: CaseDigest) -> list[Both]:
    return [digest.facts, digest.issue, digest.holding, digest.lesson]


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


@cache
def rows(source: str) -> dict[str, str]:
    """The rows of a shared file by id as one text each; a file without rows has one, called ""."""
    text = (SHARED / source).read_text("utf-8")
    if not source.endswith(".jsonl"):
        return {"": text}
    parsed = [json.loads(line) for line in text.splitlines()]
    return {str(row.get("id") or row["section"]): "\n".join(str(value) for value in row.values()) for row in parsed}


def test_there_are_digests_and_no_two_have_one_id_docket_or_question() -> None:
    assert len(DIGESTS) >= 60
    assert len({digest.id for digest in DIGESTS}) == len(DIGESTS)
    assert len({flat(digest.docket) for digest in DIGESTS}) == len(DIGESTS)
    asked = [re.sub(r"[\W_]+", "", q.lower()) for d in DIGESTS for q in (*d.questions.zh, *d.questions.en)]
    assert sorted({question for question in asked if asked.count(question) > 1}) == []


@each_digest
def test_a_digest_says_who_decided_what_when(digest: CaseDigest) -> None:
    assert _DECIDED.fullmatch(digest.decided)
    assert digest.decided <= TODAY.isoformat()
    assert digest.body in ABROAD[digest.jurisdiction]
    assert find_dockets(digest.docket) or (digest.jurisdiction == "US" and _BARE_US.fullmatch(digest.docket))
    assert {docket.where for docket in find_dockets(digest.docket)} <= {digest.jurisdiction}
    assert 3 <= len(digest.questions.zh) <= 6
    assert 3 <= len(digest.questions.en) <= 6
    assert 2 <= len(digest.terms.zh) <= 6
    assert 2 <= len(digest.terms.en) <= 6


@each_digest
def test_a_digest_applies_provisions_that_exist(library: LawLibrary, digest: CaseDigest) -> None:
    assert [name for name in digest.provisions if cited_article(library, name) is None] == []
    unversioned = [name for name in digest.provisions if name.startswith("cn/trademark-law/")]
    assert unversioned == []  # two texts are at hand, their numbers differ: the one applied has to be named
    assert [name for name in digest.provisions if name.startswith("cn/trademark-law-2026")] == []  # not in force yet
    assert len(set(digest.provisions)) == len(digest.provisions)


@each_digest
def test_each_text_is_in_its_language(digest: CaseDigest) -> None:
    both = [digest.name, digest.court, *texts(digest)]
    english = [*(text.en for text in both), *digest.questions.en, *digest.terms.en]
    assert [text for text in english if _CHINESE.search(text) or not text.strip()] == []
    chinese = [*(text.zh for text in both[1:]), *digest.questions.zh]  # a product's or a party's name may be Latin
    assert [text for text in chinese if not _CHINESE.search(text)] == []


@each_digest
def test_no_text_copies_the_words_that_support_it(digest: CaseDigest) -> None:
    quotes = [flat(support.quote) for support in digest.support if _CHINESE.search(support.quote)]
    for text in (flat(both.zh) for both in texts(digest)):
        runs = (text[i : i + COPIED] for i in range(len(text) - COPIED + 1))
        assert [run for run in runs if any(run in quote for quote in quotes)] == []


@each_digest
def test_the_words_that_support_a_digest_stand_in_their_source(digest: CaseDigest) -> None:
    assert digest.support
    for support in digest.support:
        if support.source.startswith("http"):
            assert re.match(r"https?://[\w.-]+/\S*$", support.source)
            assert support.quote.strip()
        elif not SHARED.exists():
            pytest.skip("the shared data is not here")
        else:
            assert locate(support.quote, rows(support.source)[support.row]), support.quote


@each_digest
def test_a_foreign_decision_never_counts_as_chinese(digest: CaseDigest) -> None:
    assert digest.abroad is (digest.jurisdiction != "CN")
    assert bool(FOREIGN_NAME.search(digest.court.zh)) is digest.abroad, digest.court.zh
    assert bool(FOREIGN_NAME.search(digest.court.en)) is digest.abroad, digest.court.en
    if digest.abroad:
        assert digest.provisions == []  # no PRC article was applied
        assert digest.level in ("leading", "decision")  # guiding and typical are ranks of PRC cases
    lines = {language: case_line(phrases(language), CaseShown.of(digest), language) for language in ("zh", "en")}
    assert ("外国裁判，对中国法院没有约束力" in lines["zh"]) is digest.abroad
    assert ("does not bind Chinese courts" in lines["en"]) is digest.abroad


@each_digest
def test_no_digest_names_a_chinese_provision_that_never_existed(verifier: Verifier, digest: CaseDigest) -> None:
    wrong = (Verdict.NEVER_EXISTED, Verdict.OTHER_LAW_MEANT)
    for text in (both.of(language) for both in texts(digest) for language in ("zh", "en")):
        assert [check.reference.raw for check in verifier.verify(text, TODAY) if check.verdict in wrong] == []


@each_digest
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_answer_guard_strikes_nothing_out_of_a_case_told(
    verifier: Verifier, digest: CaseDigest, language: Language
) -> None:
    shown = CaseShown.of(digest)
    line = case_line(phrases(language), shown, language)
    guarded = Guard(verifier).check(line, {digest.key: shown.citation}, TODAY, language, composed=True)
    assert guarded.struck == ()
    assert guarded.cited == (shown.citation,)


def test_what_follows_a_case_told_is_read_by_the_guard_again(verifier: Verifier) -> None:
    shown = CaseShown.of(next(digest for digest in DIGESTS if digest.abroad))
    line = case_line(phrases("zh"), shown, "zh")
    answer = f"{line}\n\n专利法第一百条规定可以延期。"
    guarded = Guard(verifier).check(answer, {shown.citation.key: shown.citation}, TODAY, "zh", composed=True)
    assert guarded.struck == ("专利法第一百条",)

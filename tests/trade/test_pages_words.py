"""Words the pages ask for by names put together: each is there, in both languages, also those of the domain's own files."""

import re
from pathlib import Path

import pytest

from knowledge.language import Language
from tools.approvals.telling import Teller
from tools.clearing.machine import TRANSFER
from tools.clearing.proof_kinds import KINDS
from tools.principal import Role
from tools.ratings.weights import weights
from tools.search.words import words_of
from ui.addresses import PAGES
from ui.exchange_fields import DEALS, DECLARED, SUBJECTS
from ui.texts import texts

UI = Path(__file__).parent.parent.parent / "ui"
PACKAGES = [f"tools.{place.parent.name}" for place in sorted((UI.parent / "tools").glob("*/words"))]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
PRICINGS, SIDES, CARDS = ("asking", "negotiable", "bidding"), ("buyer", "provider", "platform"), ("used", "rejected", "expired", "blocked")  # fmt: skip
MODELS = ("fixed", "per_unit", "per_class", "from_quote")


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_named_by_what_they_are_about_are_all_there(language: Language) -> None:
    named = {f"page_{(name or 'chat').replace('-', '_')}" for name in PAGES} | {f"role_{role}" for role in Role}
    named |= {f"exc_subject_{name}" for name in SUBJECTS} | {f"exc_deal_{name}" for name in DEALS}
    named |= {f"exc_pricing_{name}" for name in PRICINGS} | {f"dec_{name}" for name in DECLARED}
    named |= {f"ord_side_{name}" for name in SIDES} | {f"card_{name}" for name in CARDS}
    named |= {f"cat_price_{name}" for name in MODELS}
    assert named - texts(language).keys() == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("package", ["tools.clearing", "tools.ratings"])
def test_words_of_a_domain_that_pages_use_are_there(package: str, language: Language) -> None:
    used = {
        name
        for path in UI.rglob("*.py")
        for name in re.findall(r'tell(?:ing\(\))?\(f?"(\w+)"', path.read_text("utf-8"))
    }
    known = set().union(*(words_of(each, language).names() for each in PACKAGES))
    assert used
    assert used - known == set()
    mine = words_of(package, language).names()
    parts = {f"component_{name}" for shares in weights().capacities.values() for name in shares}
    assert parts <= mine or package != "tools.ratings"


@pytest.mark.parametrize("language", LANGUAGES)
def test_kinds_states_and_outcomes_have_names(language: Language) -> None:
    tell = Teller("tools.exchange", language)
    assert all(tell(f"outcome_{name}") for name in ("pass", "blocked", "unknown", "declared"))
    place = language == "en"
    assert all((kind.zh, kind.en)[place] for kind in KINDS.values())
    assert all(names[place] for names in TRANSFER.states.values())

"""The words of the exchange: all that cards, checks and outcomes can name is there, in both languages alike."""

import re
from importlib.resources import files

import pytest

from knowledge.language import Language
from tests.trade.exchange_world import BUYER, SELLER, Market, bidding, yuan
from tools.approvals.telling import card_text, outcome_text
from tools.exchange.effects import exchange_effects
from tools.exchange.evidence import NoEvidence
from tools.exchange.kinds import kinds
from tools.search.words import words_of

SOURCES = {path.name: path.read_text("utf-8") for path in files("tools.exchange").iterdir() if path.name.endswith(".py")}  # fmt: skip
ZH, EN = words_of("tools.exchange", "zh"), words_of("tools.exchange", "en")


def placeholders(language: Language) -> dict[str, set[str]]:
    rows = words_of("tools.exchange", language)
    return {name: set(re.findall(r"\{(\w+)\}", rows._rows[name])) for name in rows.names()}


def test_both_languages_have_the_same_names_and_placeholders() -> None:
    assert placeholders("zh") == placeholders("en")


def named(pattern: str) -> set[str]:
    return {name for source in SOURCES.values() for name in re.findall(pattern, source)}


def test_everything_the_rules_name_has_words() -> None:
    effects = {effect.name for effect in exchange_effects(NoEvidence())}
    wanted = {f"effect_{name}" for name in effects} | {f"done_{name}" for name in effects}
    wanted |= {f"evidence_{key}" for key in named(r'\bfact\(\s*"([a-z_]+)"')}
    wanted |= {f"clause_{key}" for key in named(r'\bclause\("([a-z_]+)"')}
    wanted |= {f"check_{key}" for key in named(r'\bcheck\(\s*"([a-z_]+)"')}
    wanted |= {f"clause_{key}" for kind in kinds().values() for key in (*kind.clauses, f"proof_{kind.proof}")}
    wanted |= {f"clause_{part}_{key}" for pair in kinds() for part, key in zip(("subject", "deal"), pair, strict=True)}
    wanted |= {f"evidence_{key}" for row in named(r'declared\([^"]*("[^)]*")') for key in re.findall(r'"([a-z_]+)"', row)}  # fmt: skip
    assert len(wanted) > 120
    assert wanted - ZH.names() == set()


def test_an_auction_is_never_offered_only_denied_or_handed_over() -> None:
    for name in sorted(ZH.names()):
        text = ZH._rows[name] + EN._rows[name]
        if re.search("拍卖|auction", text, re.IGNORECASE):
            assert re.search("不是法律意义上的拍卖|拍卖企业|拍卖人|拍卖经营许可", text), name


@pytest.mark.parametrize("language", ["zh", "en"])
def test_cards_and_outcomes_are_told_in_full(language: Language) -> None:
    market = Market()
    for who, effect, request in ((SELLER, "list_right", bidding(reserve=yuan(150))), (BUYER, "post_need", {"zh": {"title": "求购泵"}, "budget": yuan(5)})):  # fmt: skip
        card = market.propose(who, effect, **request)
        text = card_text(card, language)
        assert "{" not in text
        assert card.terms.title_zh in text
        outcome = market.effects.approve(who, card.id, card.hash)
        assert outcome.record in outcome_text(outcome, language)

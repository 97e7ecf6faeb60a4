"""What every command with an effect does: show the terms, ask, carry out; and `ipos approve`, `reject`, `approvals`."""

import sys
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from assistant.cli.shared import USER, As, Json, Lang, note, print_json, say, the_language
from assistant.world import World
from knowledge.language import Language
from tools.approvals.telling import card_text, outcome_text
from tools.approvals.terms import Card, Outcome
from tools.refused import Refused

Approve = Annotated[str | None, typer.Option("--approve", metavar="CODE", help="Carry out terms shown earlier, by their approval code, without asking.")]  # fmt: skip
Key = Annotated[str, typer.Option("--key", metavar="KEY", help="A request key of yours: repeated with it, the same answer is given and nothing is done again.")]  # fmt: skip


def carry(
    world: World, user: str, name: str, request: Mapping[str, Any], *, approve: str | None, lang: str | None, json_: bool, key: str = "",
) -> None:  # fmt: skip
    """Propose an effect and ask, or carry out terms shown earlier. Raises Refused, with nothing done."""
    effects, who, language = world.effects, world.principal(user), the_language(lang) or "zh"
    if approve is not None:
        card = effects.card(who, approve)
        if not effects.same(card, name, request):
            raise Refused("这个确认码属于另一事项或另外的内容。/ This approval code was given for something else.", "approval.other")  # fmt: skip
        _tell_outcome(effects.approve(who, card.id, card.hash, key), language, json_)
        return
    card = effects.propose(who, name, request)
    if json_ or not sys.stdin.isatty() or card.state == "blocked":
        _tell_card(card, language, json_)
        return
    say(_plain(card_text(card, language)))
    if typer.confirm("确认办理？" if language == "zh" else "Approve?", default=False, err=True):
        _tell_outcome(effects.approve(who, card.id, card.hash, key), language, json_)
    else:
        effects.reject(who, card.id)
        note("没有办理。" if language == "zh" else "Nothing was done.")


def approve(code: Annotated[str, typer.Argument(help="The approval code, its first 16 characters, or the id of the terms.")], key: Key = "", user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Carry out terms that were shown earlier, wherever they were shown.

    Example: ipos approve 3f9a0c51d2e4b687 --as lin
    """
    world = World()
    who = world.principal(user)
    card = world.effects.card(who, code)
    _tell_outcome(world.effects.approve(who, card.id, card.hash, key), the_language(lang) or "zh", json_)


def reject(code: Annotated[str, typer.Argument(help="The approval code, its first 16 characters, or the id of the terms.")], user: As = USER, lang: Lang = None, json_: Json = False) -> None:  # fmt: skip
    """Turn terms down that were shown earlier.

    Example: ipos reject APR-1B2C3D4E5F60
    """
    world = World()
    who = world.principal(user)
    card = world.effects.card(who, code)
    world.effects.reject(who, card.id)
    if json_:
        print_json({"id": card.id, "state": "rejected"})
    else:
        say("已取消，什么也没有办理。" if (the_language(lang) or "zh") == "zh" else "Turned down; nothing was done.")


def approvals(user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """List the terms that wait for your approval.

    Example: ipos approvals --as lin --json
    """
    world = World()
    cards, language = world.effects.waiting(world.principal(user)), the_language(lang) or "zh"
    if json_:
        print_json({"approvals": [card.model_dump(mode="json") for card in cards]})
    elif cards:
        say("\n\n".join(f"{_plain(card_text(card, language))}\n{card.hash}" for card in cards))
    else:
        say("没有待确认的事项。" if language == "zh" else "Nothing waits for your approval.")


def _tell_card(card: Card, language: Language, json_: bool) -> None:
    if json_:
        print_json({"approval": card.model_dump(mode="json"), "text": card_text(card, language)})
        return
    say(_plain(card_text(card, language)))
    if card.state != "blocked":
        say(f"--approve {card.hash}")


def _tell_outcome(outcome: Outcome, language: Language, json_: bool) -> None:
    if json_:
        print_json(outcome.model_dump(mode="json") | {"text": outcome_text(outcome, language)})
    else:
        say(outcome_text(outcome, language))


def _plain(text: str) -> str:
    return text.replace("**", "")

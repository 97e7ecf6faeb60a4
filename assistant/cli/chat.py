"""`ipos chat`: a conversation in the terminal, or one played from a file."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.answer import as_json, as_text
from assistant.cli.asking import Asking, asks
from assistant.cli.shared import note, print_json, ready_index, rows_of, say
from assistant.world import World
from knowledge.language import Language

if TYPE_CHECKING:  # heavy parts are imported when first used
    from assistant.events import Done
    from tools.approvals.terms import Card

Script = Annotated[
    Path | None, typer.Option("--script", help='A file of turns, one JSON object a line: {"say": "..."}, {"approve": true}, {"reject": "why"}.')
]  # fmt: skip
_NOTHING = (
    "没有待确认的事项，这一步没有执行（{what}）。/ Nothing is waiting for that; the step was not carried out ({what})."
)


@dataclass(frozen=True)
class Talk:
    """One conversation of one account in the terminal."""

    world: World
    thread: str
    user: str
    day: date
    language: Language | None

    def said(self, text: str) -> "Done":
        """The answer to a turn."""
        from assistant.assistant import finish

        return finish(self.world.assistant.ask(self.thread, self.world.principal(self.user), text, self.day, self.language))  # fmt: skip

    def waiting(self) -> "list[Card]":
        """The terms that wait in this conversation, the newest first."""
        return self.world.effects.waiting(self.world.principal(self.user), self.thread)

    def decided(self, card: "Card", approves: bool) -> "Done":
        """Carry out or turn down terms that wait."""
        who, desk = self.world.principal(self.user), self.world.assistant
        if approves:
            return desk.approve(self.thread, who, card.id, card.hash, self.language)
        return desk.reject(self.thread, who, card.id, self.language)


@asks
def chat(
    asking: Asking,
    script: Script = None,
    thread: Annotated[str | None, typer.Option("--thread", help="Go on with this conversation.")] = None,
) -> None:
    """Talk with the desk; follow-up questions keep their subject. Terms that wait are shown and asked about. Leave with
    /quit or Ctrl-D.

    Examples: ipos chat · ipos chat --as lin · ipos chat --script turns.jsonl --json
    """
    world = World()
    day, language = asking.day(world), asking.language()
    turns = list(rows_of(script)) if script else None
    ready_index(world)
    talk = Talk(world, thread or world.conversations.start(asking.as_user), asking.as_user, day, language)
    if turns is None:
        _converse(talk)
        return
    for turn in turns:
        done = _played(talk, turn)
        print_json(as_json(done)) if asking.json_ else say(f"> {_shown(turn)}\n\n{as_text(done)}\n")


def _played(talk: Talk, turn: Mapping[str, Any]) -> "Done":
    """One turn of a script: words, or the newest waiting terms approved or turned down."""
    if "say" in turn:
        return talk.said(str(turn["say"]))
    decides = bool(turn.get("approve")) or "reject" in turn
    cards = talk.waiting() if decides else []
    return talk.decided(cards[0], bool(turn.get("approve"))) if cards else _nothing_to_do(talk, turn)


def _nothing_to_do(talk: Talk, turn: Mapping[str, Any]) -> "Done":
    """The answer to a turn that decides about nothing, or asks for what a script cannot do."""
    from assistant.events import Done

    text = _NOTHING.format(what=", ".join(turn) or "an empty turn")
    return Done("", text, "zh", talk.day, True, "offline", (), ())


def _shown(turn: Mapping[str, Any]) -> str:
    return str(turn["say"]) if "say" in turn else ", ".join(turn)


def _converse(talk: Talk) -> None:
    note("IPOS · 请用中文或英文提问 / ask in Chinese or English · /quit")
    while True:
        try:
            text = input("> ")
        except EOFError:
            return
        if text.strip() in ("/quit", "/exit", "/q"):
            return
        done = _streamed(talk, text)
        if done and done.approval and done.approval.state == "pending":
            _decide(talk, done.approval, done.language)


def _decide(talk: Talk, card: "Card", language: Language) -> None:
    """Ask about terms that wait; without an answer they go on waiting."""
    try:
        approves = typer.confirm("确认办理？" if language == "zh" else "Approve?", default=False, err=True)
    except typer.Abort:
        note("仍在等待确认。" if language == "zh" else "It is still waiting.")
        return
    say(f"\n{as_text(talk.decided(card, approves))}\n")


def _streamed(talk: Talk, text: str) -> "Done | None":
    """Show a turn while it is written; what it came to."""
    from assistant.events import Done, Reset, Step, Token

    shown = ""
    done: Done | None = None
    for event in talk.world.assistant.ask(talk.thread, talk.world.principal(talk.user), text, talk.day, talk.language):
        match event:
            case Step(step):
                note(f"· {step}")
            case Reset(reason):
                shown = ""
                note(f"\n· {reason}")
            case Token(piece) if sys.stdout.isatty():
                shown += piece
                sys.stdout.write(piece)
                sys.stdout.flush()
            case Done():
                done = event
                say(f"\n\n{as_text(event)}\n" if not shown or event.citations or event.struck else "\n")
    return done

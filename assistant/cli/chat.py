"""`ipos chat`: a conversation in the terminal, or one played from a file."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.answer import as_json, as_text
from assistant.cli.asking import Asking, asks
from assistant.cli.shared import note, print_json, ready_index, rows_of, say
from assistant.world import World

Script = Annotated[
    Path | None, typer.Option("--script", help='A file of turns, one JSON object a line: {"say": "..."}.')
]


@asks
def chat(
    asking: Asking,
    script: Script = None,
    thread: Annotated[str | None, typer.Option("--thread", help="Go on with this conversation.")] = None,
) -> None:
    """Talk with the desk; follow-up questions keep their subject. Leave with /quit or Ctrl-D.

    Examples: ipos chat · ipos chat --script turns.jsonl --json
    """
    world = World()
    day, language = asking.day(world), asking.language()
    turns = list(rows_of(script)) if script else None
    ready_index(world)
    name = thread or world.conversations.start(asking.as_user)
    if turns is None:
        _talk(world, name, asking.as_user, day, language)
        return
    for turn in turns:
        if "say" not in turn:
            done = _nothing_to_do(world, turn, day)
            print_json(as_json(done)) if asking.json_ else note(done.answer)
            continue
        done = _turn(world, name, asking.as_user, str(turn["say"]), day, language)
        print_json(as_json(done)) if asking.json_ else say(f"> {turn['say']}\n\n{as_text(done)}\n")


def _nothing_to_do(world: World, turn: dict[str, Any], day: Any) -> Any:
    """The answer to a turn that approves, rejects or uploads: nothing of the kind is open in this version."""
    from assistant.events import Done

    what = ", ".join(turn) or "an empty turn"
    text = f"没有待确认的事项，这一步没有执行（{what}）。/ Nothing is waiting for that; the step was not carried out ({what})."
    return Done("", text, "zh", day, True, "offline", (), ())


def _turn(world: World, thread: str, user: str, text: str, day: Any, language: Any) -> Any:
    from assistant.assistant import finish
    from tools.principal import Principal

    return finish(world.assistant.ask(thread, Principal(user), text, day, language))


def _talk(world: World, thread: str, user: str, day: Any, language: Any) -> None:
    from assistant.events import Done, Reset, Step, Token
    from tools.principal import Principal

    note("IPOS · 请用中文或英文提问 / ask in Chinese or English · /quit")
    while True:
        try:
            text = input("> ")
        except EOFError:
            return
        if text.strip() in ("/quit", "/exit", "/q"):
            return
        shown = ""
        for event in world.assistant.ask(thread, Principal(user), text, day, language):
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
                    say(f"\n\n{as_text(event)}\n" if not shown or event.citations or event.struck else "\n")

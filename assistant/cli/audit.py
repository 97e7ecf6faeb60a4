"""`ipos audit`: check the chain of what was written, approved and downloaded, and read it."""

from dataclasses import asdict
from typing import Annotated

import typer

from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World
from tools.search.words import words_of

app = typer.Typer(help="The audit: every write, approval and download, in a chain that shows any change.", no_args_is_help=True)  # fmt: skip
_WORDS = "tools.audit"


@app.command("verify")
def verify(lang: Lang = None, json_: Json = False) -> None:
    """Check the chain from its first entry to its head. Ends with 1 when it was tampered with, and names the first broken entry.

    Examples: ipos audit verify · ipos audit verify --json
    """
    world = World()
    audit, tell = world.audit, words_of(_WORDS, the_language(lang) or "zh")
    with world.sessions() as session:
        found = audit.verify(session)
    if found.sound and found.entries and audit.witness:
        audit.witness.keep_from(found.entries)
    why = tell(f"why_{found.why}") if found.why else ""
    if json_:
        print_json({"sound": found.sound, **asdict(found), "told": why})
    else:
        say(tell("sound" if found.sound else "broken", entries=found.entries, head=found.head, broken=found.broken, why=why))  # fmt: skip
    if not found.sound:
        raise typer.Exit(1)


@app.command("list")
def list_(
    account: Annotated[str, typer.Option("--user", metavar="USER", help="Only what this account did.")] = "",
    action: Annotated[str, typer.Option("--action", help="Only actions that begin so: approve, propose, download ...")] = "",
    subject: Annotated[str, typer.Option("--subject", metavar="ID", help="Only what was done to this record.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many, the newest first.")] = 50,
    user: As = USER, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """List entries, the newest first; for staff and administrators.

    Examples: ipos audit list --as admin · ipos audit list --as admin --action download --json
    """
    from tools.audit.reading import list_audit

    world = World()
    who, tell = world.principal(user), words_of(_WORDS, the_language(lang) or "zh")
    with world.sessions() as session:
        found = list_audit(session, who, user=account, action=action, subject=subject, limit=limit)
    if json_:
        print_json({"entries": [entry.model_dump(mode="json") for entry in found]})
    else:
        say("\n".join(tell("entry", **entry.model_dump()) for entry in found) or tell("none"))

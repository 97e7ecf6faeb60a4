"""`ipos ledger`: the books of clearing, checked."""

import typer
from sqlalchemy import func, select

from assistant.cli.shared import USER, As, Json, Lang, print_json, say, the_language
from assistant.world import World

app = typer.Typer(help="The double-entry books of clearing.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keep `verify` a command of its own while it is the only one."""


@app.command("verify")
def verify(user: As = USER, lang: Lang = None, json_: Json = False) -> None:
    """Check the books against themselves, the escrows and the transfers; exit code 1 when something does not fit. For staff.

    Example: ipos ledger verify --as staff --json
    """
    from tools.clearing.ledger_tables import LedgerAccountRow, LedgerTransactionRow
    from tools.clearing.telling import finding_text
    from tools.clearing.verifying import verify_ledger
    from tools.search.words import words_of

    world, language = World(), the_language(lang) or "zh"
    with world.sessions() as session:
        found = verify_ledger(session, world.principal(user))
        transactions = session.scalar(select(func.count()).select_from(LedgerTransactionRow))
        accounts = session.scalar(select(func.count()).select_from(LedgerAccountRow))
    told, words = [finding_text(each, language) for each in found], words_of("tools.clearing", language)
    if json_:
        rows = [
            {"name": each.name, "subject": each.subject, **each.values, "text": text}
            for each, text in zip(found, told, strict=True)
        ]
        print_json({"sound": not found, "transactions": transactions, "accounts": accounts, "findings": rows})
    else:
        say("\n".join([words("verify_found", count=len(found)), *told]) if found else words("verify_sound", transactions=transactions, accounts=accounts))  # fmt: skip
    if found:
        raise typer.Exit(1)

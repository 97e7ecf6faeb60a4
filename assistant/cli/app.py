"""The command tree, and what every command shares: no traceback, one sentence on failure, stable exit codes."""

import sys

import typer

from assistant.cli import (
    ask,
    audit,
    cases,
    chat,
    database,
    document,
    effects,
    ingest,
    law,
    operate,
    patent,
    retrieve,
    search,
    serve,
    sources,
)
from assistant.records import Unusable
from knowledge.patents.store_schema import StoreError
from tools.database import DatabaseFailure
from tools.refused import Refused

_WrongUsage: type[Exception] = typer.BadParameter.__bases__[
    0
]  # typer carries its own copy of click and does not name it

app = typer.Typer(
    name="ipos",
    help="IPOS Assistant: consult on Chinese IP law in force, in Chinese and English.\n\n"
    'Examples: ipos ask "专利能保护多少年？" · ipos law get 商标法 50 --as-of 2027-03-01 · ipos serve',
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("ask")(ask.ask)
app.command("chat")(chat.chat)
app.command("retrieve")(retrieve.retrieve)
app.add_typer(law.app, name="law")
app.add_typer(cases.app, name="cases")
app.add_typer(ingest.app, name="ingest")
app.add_typer(patent.app, name="patent")
app.add_typer(sources.app, name="sources")
app.add_typer(search.app, name="search")
app.add_typer(database.app, name="database")
app.add_typer(document.app, name="document")
app.add_typer(audit.app, name="audit")
app.command("approve")(effects.approve)
app.command("reject")(effects.reject)
app.command("approvals")(effects.approvals)
app.command("index")(operate.index)
app.command("doctor")(operate.doctor)
app.command("serve")(serve.serve)
app.command("seed")(operate.seed)


def main(arguments: list[str] | None = None) -> None:
    """Run a command and end the process: 0 for an answer, 1 for a failure, 2 for wrong usage."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code."""
    try:
        code = app(args=arguments, standalone_mode=False)
        return code if isinstance(code, int) else 0
    except typer.Exit as ended:
        return ended.exit_code
    except _WrongUsage as error:
        error.show()  # type: ignore[attr-defined]
        return 2
    except (typer.Abort, KeyboardInterrupt):
        print("Stopped.", file=sys.stderr)  # noqa: T201
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output went away: nobody is left to tell
        return 0
    except (Refused, Unusable, StoreError, DatabaseFailure) as error:
        return _fail(str(error))
    except Exception as error:  # a bug: said in one sentence, the rest on request
        return _fail(_unexpected(error))


def _fail(message: str) -> int:
    print(message, file=sys.stderr)  # noqa: T201
    return 1


def _unexpected(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return (
            f"{error.strerror}: {error.filename or 'a file of IPOS_HOME'}; check the path, its rights and free space."
        )
    name = type(error).__name__
    return f"Something went wrong ({name}: {str(error).splitlines()[0][:200] if str(error) else 'no message'}); run `ipos doctor`."

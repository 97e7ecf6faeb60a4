"""The command tree, and what every command shares: no traceback, one sentence on failure, stable exit codes.

A command's module is imported when the command is called: `ipos law get` does not wait for what `ipos search` needs.
"""

import sys
from collections import UserDict
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from assistant.records import Unusable
from tools.refused import Refused

_WrongUsage: type[Exception] = typer.BadParameter.__bases__[
    0
]  # typer carries its own copy of click and does not name it

# Each command and where it is: a module of assistant.cli and the function or group of commands in it.
COMMANDS = {
    "ask": "ask.ask", "chat": "chat.chat", "retrieve": "retrieve.retrieve", "law": "law.app", "cases": "cases.app",
    "ingest": "ingest.app", "patent": "patent.app", "sources": "sources.app", "search": "search.app",
    "database": "database.app", "document": "document.app", "approve": "effects.approve", "reject": "effects.reject",
    "approvals": "effects.approvals", "escrow": "escrow.app", "account": "account.app", "ledger": "ledger.app",
    "catalog": "catalog.app", "order": "order.app", "exchange": "exchange.app", "rating": "rating.app", "audit": "audit.app", "index": "operate.index", "doctor": "operate.doctor",
    "serve": "serve.serve", "seed": "operate.seed", "deadline": "deadline.deadline", "appraise": "appraise.app",
    "portfolio": "portfolio.app",
    "member": "member.app",
    "organisation": "organisation.app",
    "agencies": "agencies.app",
    "segment": "segment.app",
    "training": "training.app",
    "feed": "feed.app",
    "inquiry": "inquiry.app",
    "triage": "triage.app",
    "health-check": "health_check.app",
    "self-audit": "health_check.audit",
    "finance": "finance.app",
}  # fmt: skip


class Commands(UserDict[str, Any]):
    """The commands by name, each made when it is asked for."""

    def __getitem__(self, name: str) -> Any:
        """The command of a name, in a tree of its own that has the settings of this one. Raises KeyError."""
        module, _, attribute = self.data[name].partition(".")
        found = getattr(import_module(f"assistant.cli.{module}"), attribute)
        alone = typer.Typer(rich_markup_mode=None)
        if isinstance(found, typer.Typer):
            alone.add_typer(found, name=name)
        else:
            alone.command(name)(found)
        alone.callback()(_every_command)
        return typer.main.get_group(alone).commands[name]


class OnDemand(TyperGroup):
    """The group of all commands."""

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        self.commands = Commands(COMMANDS)


def _every_command() -> None:
    """Make an application a group, whatever the number of its commands."""


app = typer.Typer(
    name="ipos",
    cls=OnDemand,
    help="IPOS Assistant: consult on Chinese IP law in force, in Chinese and English.\n\n"
    'Examples: ipos ask "专利能保护多少年？" · ipos law get 商标法 50 --as-of 2027-03-01 · ipos serve',
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


app.callback()(_every_command)


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
    except (Refused, Unusable) as error:
        return _fail(str(error))
    except Exception as error:  # a failure of the stores, or a bug: said in one sentence, the rest on request
        return _fail(str(error) if _told(error) else _unexpected(error))


def _fail(message: str) -> int:
    print(message, file=sys.stderr)  # noqa: T201
    return 1


def _told(error: Exception) -> bool:
    """Whether an error is a store's or the database's own sentence; their modules are not imported just to ask."""
    return type(error).__name__ in ("StoreError", "DatabaseFailure")


def _unexpected(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return (
            f"{error.strerror}: {error.filename or 'a file of IPOS_HOME'}; check the path, its rights and free space."
        )
    name = type(error).__name__
    return f"Something went wrong ({name}: {str(error).splitlines()[0][:200] if str(error) else 'no message'}); run `ipos doctor`."

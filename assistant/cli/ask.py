"""`ipos ask`: one question, one answer."""

from datetime import date
from typing import Annotated, Any

import typer

from assistant.cli.answer import as_json, as_text
from assistant.cli.asking import Asking, asks
from assistant.cli.shared import File, print_json, ready_index, rows_of, say, the_day, the_language
from assistant.world import World
from knowledge.language import Language


@asks
def ask(
    asking: Asking,
    question: Annotated[
        str | None, typer.Argument(help="The question, in Chinese or English; - reads standard input.")
    ] = None,
    file: File = None,
) -> None:
    """Answer a question with provisions in force.

    Examples: ipos ask "两家公司同一天申请同样的发明，专利给谁？" ·
    ipos ask --as-of 2027-03-01 "商标法第八十条规定了什么？" · ipos ask --file questions.jsonl --json
    """
    world = World()
    day, language = asking.day(world), asking.language()
    if (question is None) == (file is None):
        raise typer.BadParameter("give a question, or a file of questions with --file.")
    if file is not None:
        rows = list(rows_of(file, "query"))
        days = [the_day(world, row.get("as_of") or asking.as_of) for row in rows]
        languages = [the_language(row.get("lang") or asking.lang) for row in rows]
        ready_index(world)
        for row, row_day, row_language in zip(rows, days, languages, strict=True):
            _answer(world, asking, str(row.get("query", "")), row_day, row_language, row.get("id"))
        return
    text = _standard_input() if question == "-" else question or ""
    ready_index(world)
    _answer(world, asking, text, day, language)


def _standard_input() -> str:
    import sys

    return sys.stdin.buffer.read().decode("utf-8", errors="replace")


def _answer(
    world: World, asking: Asking, text: str, day: date, language: Language | None, identifier: Any = None
) -> None:
    from assistant.assistant import finish

    done = finish(world.assistant.ask(world.new_id(), world.principal(asking.as_user), text, day, language))
    if asking.json_:
        print_json(({"id": identifier} if identifier is not None else {}) | as_json(done))
    else:
        say((f"# {identifier}\n" if identifier is not None else "") + as_text(done))

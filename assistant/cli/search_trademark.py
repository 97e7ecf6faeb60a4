"""`ipos search trademark`: marks like a word, for goods and classes, under the law of the filing date."""

from typing import Annotated

import typer

from assistant.cli.progress import announced
from assistant.cli.shared import AsOf, Json, Lang, print_json, say, the_day, the_language
from assistant.offline.trademark_replies import trademarks_reply
from assistant.world import World
from knowledge.language import detect
from tools.search.trademark import Request, search_marks
from tools.search.trademark_tools import read_classes, read_day


def search_trademark(
    word: Annotated[str, typer.Argument(help="The words of the mark, Chinese or letters.")],
    classes: Annotated[str, typer.Option("--class", metavar="9,42", help="Nice classes, separated by commas.")] = "",
    goods: Annotated[str, typer.Option("--goods", help="The goods or services, separated by commas.")] = "",
    filed: Annotated[
        str, typer.Option("--filed", metavar="YYYY-MM-DD", help="The day it was or will be filed (default: today).")
    ] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, help="How many marks to show.")] = 20,
    as_of: AsOf = None,
    lang: Lang = None,
    json_: Json = False,
) -> None:
    """Search the marks held here for ones like a word: in shape, sound, meaning and spelling. Not a verdict.

    Examples: ipos search trademark 青岚 --class 30 --goods 茶 · ipos search trademark "Zelmora" --class 9,42 --filed 2027-01-05 --json
    """
    language = the_language(lang) or detect(word)
    world = World()
    day = the_day(world, as_of)
    request = Request(word=word, classes=read_classes(classes), goods=goods, filed=read_day(filed, day))
    searcher = world.marks
    with announced() as announce:
        searcher.index.update(searcher.store, announce("marks"))
    report = search_marks(searcher, world.library, request, day, world.now, limit)
    if json_:
        print_json(report.model_dump(mode="json"))
    else:
        say(trademarks_reply(report, language).replace("**", ""))

"""`ipos retrieve`: the passages a question finds, ranked."""

from datetime import date
from typing import Annotated, Any

import typer

from assistant.cli.shared import AsOf, File, Json, print_json, ready_index, rows_of, say, the_day
from assistant.world import World


def retrieve(
    query: Annotated[str | None, typer.Argument(help="The question or key words.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages.")] = 10,
    as_of: AsOf = None,
    file: File = None,
    json_: Json = False,
) -> None:
    """Show the articles a question finds, best first.

    Examples: ipos retrieve "外观设计 保护期" -k 5 · ipos retrieve --file questions.jsonl --json
    """
    world = World()
    day = the_day(world, as_of)
    if (query is None) == (file is None):
        raise typer.BadParameter("give a query, or a file of queries with --file.")
    rows = list(rows_of(file, "query")) if file is not None else [{"query": query}]
    days = [the_day(world, row.get("as_of") or as_of) for row in rows] if file is not None else [day]
    ready_index(world)
    for row, row_day in zip(rows, days, strict=True):
        found = _search(world, str(row.get("query", "")), row_day, k)
        if json_:
            print_json(({"id": row["id"]} if "id" in row else {}) | found)
        else:
            _show(found)


def _search(world: World, query: str, day: date, k: int) -> dict[str, Any]:
    found = world.searcher.search(query, day, k)
    hits = []
    for rank, hit in enumerate(found.hits, 1):
        article, law = hit.article, hit.article.version.law
        hits.append(
            {
                "rank": rank,
                "key": article.key,
                "kind": law.kind.value,
                "title": law.title,
                "locator": article.number.chinese,
                "score": hit.score,
                "text": article.text,
                "law": law.title,
                "article": article.number.number,
                "version_date": article.version.adopted.isoformat(),
            }
        )
    return {
        "query": query,
        "as_of": found.day.isoformat(),
        "answerability": round(found.answerability, 3),
        "ms": round(found.seconds * 1000, 2),
        "hits": hits,
    }


def _show(found: dict[str, Any]) -> None:
    say(f"{found['query']}  ({found['as_of']})")
    for hit in found["hits"]:
        say(f"{hit['rank']:>3}. {hit['title']} {hit['locator']}  {hit['key']}\n     {hit['text'][:90]}")

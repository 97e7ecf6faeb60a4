"""`ipos law`: read, list, compare and verify law."""

import unicodedata
from datetime import date
from typing import Annotated, Any

import typer

from assistant.cli.shared import AsOf, Json, Lang, print_json, say, the_day, the_language
from assistant.world import World
from knowledge.language import Language
from knowledge.law.records import ArticleNumber, Law, Version

app = typer.Typer(help="Read, list, compare and verify law.", no_args_is_help=True)
LawName = Annotated[str, typer.Argument(help="The law: 商标法, 中华人民共和国专利法, Patent Law, 个保法 ...")]


def _law(world: World, name: str) -> Law:
    law = world.library.names.guess(name)
    if law is None:
        from tools.refused import Refused

        raise Refused(
            f"没有找到名为“{name}”的法律，用 `ipos law list` 查看。/ No law called “{name}” is held here; see `ipos law list`."
        )
    return law


def _version(world: World, version: Version) -> dict[str, Any]:
    return {
        "law": version.law.title,
        "key": version.key,
        "version_date": version.adopted.isoformat(),
        "in_force_from": version.in_force_from.isoformat(),
        "in_force_to": version.in_force_to.isoformat() if version.in_force_to else None,
        "date_source": version.source.value,
        "date_read_in": version.where,
        "repealed_undated": version.repealed_undated,
        "articles": world.library.count(version),
    }


@app.command("get")
def get(
    law: LawName,
    article: Annotated[str, typer.Argument(help="42, or 219-1 for 第二百一十九条之一.")],
    as_of: AsOf = None,
    json_: Json = False,
) -> None:
    """Print an article as it stands on a day.

    Examples: ipos law get 商标法 50 · ipos law get "Trademark Law" 80 --as-of 2027-03-01 --json
    """
    world = World()
    day, known = the_day(world, as_of), _law(world, law)
    number = _number(article)
    finding = world.library.find(known, number, day) if number else None
    version = finding.version if finding else world.library.version_at(known, day) or world.library.versions(known)[-1]
    text = finding.article.text if finding and finding.article and finding.standing.value == "in_force" else None
    note = _note(world, known, article, number, day)
    if json_:
        print_json(
            {
                "law": known.title,
                "article": _as_number(number) if number else article,
                "version_date": version.adopted.isoformat(),
                "in_force_from": version.in_force_from.isoformat(),
                "in_force_to": version.in_force_to.isoformat() if version.in_force_to else None,
                "status_at_date": finding.standing.value if finding else "no_such_article",
                "text": text,
                "note": note,
            }
        )
        return
    if text is not None and number:
        say(f"{known.title} {number.chinese}（{version.adopted}，{version.in_force_from} 起施行）\n{text}")
    if note:
        say(note)


def _as_number(number: ArticleNumber) -> int | str:
    """42, or "219-1": a branch is an article of its own and must not pass for the one it branches from."""
    return str(number) if number.branch else number.number


def _number(article: str) -> ArticleNumber | None:
    from knowledge.numerals import to_int

    bare = unicodedata.normalize("NFKC", article).strip().removeprefix("第").replace("条", "")
    if any(char.isdigit() and not char.isascii() and char not in "〇" for char in bare):
        return None
    stem, _, branch = bare.replace("之", "-").partition("-")
    number, part = to_int(stem), to_int(branch) if branch else 0
    return ArticleNumber(number, part) if number is not None and part is not None else None


def _note(world: World, law: Law, article: str, number: ArticleNumber | None, day: date) -> str | None:
    """What a reader has to know beside the text, in both languages."""
    from knowledge.law.library import Standing

    if number is None:
        return f"“{article}”不是条号。/ “{article}” is not an article number."
    finding = world.library.find(law, number, day)
    version, count = finding.version, world.library.count(finding.version)
    en = law.name("en")
    coming = world.library.article(finding.pending, number) if finding.pending else None
    start = finding.pending.in_force_from if finding.pending else None
    later = f" {start} 起施行的新文本有此条。/ The text in force from {start} has this number." if coming else ""
    label = number.chinese if number.number else "第0条"
    notes = {
        Standing.NO_SUCH_ARTICLE: f"{law.title}（{version.adopted} 文本）共 {count} 条，没有{label}。/ The {en} (text of {version.adopted}) has {count} articles and no Article {number}.{later}",
        Standing.NOT_YET: f"该文本自 {version.in_force_from} 起施行，{day} 尚未生效。/ This text is in force only from {version.in_force_from}.",
        Standing.NO_LONGER: f"该文本在 {day} 已不再有效。/ This text was no longer in force on {day}.",
        Standing.TEXT_NOT_HELD: f"{day} 时施行的更早文本未收入；现有最早的文本自 {version.in_force_from} 起施行。/ The text in force on {day} is not held here; the earliest one starts on {version.in_force_from}.",
    }
    if finding.standing is Standing.IN_FORCE:
        return f"新文本自 {start} 起施行。/ A new text is in force from {start}." if start else None
    return notes[finding.standing]


@app.command("versions")
def versions(law: LawName, json_: Json = False) -> None:
    """List the texts of a law at hand, with their dates and where each was read.

    Example: ipos law versions 商标法
    """
    world = World()
    rows = [_version(world, version) for version in world.library.versions(_law(world, law))]
    if json_:
        print_json({"law": rows[0]["law"], "versions": rows})
        return
    for row in rows:
        say(
            f"{row['law']} {row['version_date']}: {row['in_force_from']} — {row['in_force_to'] or ''}  {row['articles']} 条/articles  [{row['date_source']}: {row['date_read_in']}]"
        )


@app.command("list")
def list_laws(
    search: Annotated[str, typer.Argument(help="Part of a name.")] = "",
    as_of: AsOf = None,
    all_: Annotated[bool, typer.Option("--all", help="Also laws outside IP.")] = False,
    json_: Json = False,
) -> None:
    """List the laws at hand and the text in force on a day.

    Examples: ipos law list · ipos law list 竞争 · ipos law list --all --json
    """
    world = World()
    day = the_day(world, as_of)
    laws = [
        law
        for law in world.library.laws()
        if (all_ or search or law.core) and (search.casefold() in f"{law.title} {law.english}".casefold())
    ]
    rows: list[dict[str, Any]] = []
    for law in laws:
        version = world.library.version_at(law, day)
        rows.append(
            {
                "law": law.title, "english": law.english, "short": law.short, "nicknames": list(law.nicknames), "slug": law.slug,
                "kind": law.kind.value, "in_force": _version(world, version) if version else None,
                "pending": _version(world, pending) if (pending := world.library.pending(law, day)) else None,
            }
        )  # fmt: skip
    if json_:
        print_json({"as_of": day.isoformat(), "laws": rows})
        return
    for row in rows:
        now, coming = row["in_force"], row["pending"]
        dates = f"{now['version_date']}（{now['in_force_from']} 起 / from）" if now else "—"
        say(f"{row['law']}  {row['english']}  {dates}" + (f"  → {coming['in_force_from']}" if coming else ""))


@app.command("diff")
def diff(
    law: LawName,
    article: Annotated[str | None, typer.Argument(help="Only this article.")] = None,
    as_of: AsOf = None,
    lang: Lang = None,
    json_: Json = False,
) -> None:
    """Compare the text in force with the one adopted to replace it (or the one before).

    Examples: ipos law diff 商标法 · ipos law diff 商标法 50 --lang en
    """
    from assistant.offline.law_replies import comparison_reply
    from tools.law.comparing import compare

    world = World()
    shelf = world.searcher.notes_shelf()
    comparison = compare(world.library, shelf, law, article, the_day(world, as_of))
    if json_:
        print_json(comparison.model_dump(mode="json"))
    else:
        say(_plain(comparison_reply(comparison, the_language(lang) or "zh")))


@app.command("verify")
def verify(
    text: Annotated[str, typer.Argument(help="The text with citations; - reads standard input.")],
    as_of: AsOf = None,
    lang: Lang = None,
    json_: Json = False,
) -> None:
    """Check every citation in a text: does it exist, is it in force, does it say that.

    Example: ipos law verify "根据专利法第四十二条，外观设计保护十年。"
    """
    import sys

    from assistant.offline.law_replies import report_reply
    from knowledge.language import detect, normalise
    from tools.law.checking import check_citations

    world = World()
    words = normalise(sys.stdin.read() if text == "-" else text)
    searcher = world.searcher if world.index.shelves() else None
    report = check_citations(world.verifier, searcher, words, the_day(world, as_of))
    language: Language = the_language(lang) or detect(words)
    if json_:
        print_json(report.model_dump(mode="json"))
    else:
        say(_plain(report_reply(report, language)))


def _plain(text: str) -> str:
    return text.replace("**", "")

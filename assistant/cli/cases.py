"""`ipos cases`: decided cases listed, read, searched, and docket numbers checked."""

import sys
from typing import Annotated, Any, get_args

import typer

from assistant.cli.shared import Json, Lang, print_json, ready_index, say, the_language
from assistant.offline.case_replies import case_line, not_held
from assistant.offline.phrases import phrases
from assistant.world import World
from knowledge.cases.digests import CaseDigest, Jurisdiction, Right
from knowledge.cases.dockets import DocketVerdict, check_dockets, numbers_in, sub_dockets
from knowledge.cases.store import Held, Passage
from knowledge.language import Language, detect, normalise

app = typer.Typer(help="List, read and search decided cases, and check docket numbers.", no_args_is_help=True)
Where = Annotated[
    str, typer.Option("--jurisdiction", metavar="|".join(get_args(Jurisdiction)), help="Only cases decided there.")
]


def _one_of(value: str, known: tuple[str, ...], option: str) -> str:
    """An option's value as it is known here, empty for none. Wrong usage for any other."""
    found = next((each for each in known if each.lower() == value.strip().lower()), "")
    if value and not found:
        raise typer.BadParameter(f"{value!r} is none of {', '.join(known)}.", param_hint=option)
    return found


def _row(digest: CaseDigest) -> dict[str, Any]:
    """A digest as a list shows it."""
    kept = {"key", "docket", "name", "court", "jurisdiction", "decided", "level", "right", "provisions", "foreign"}
    return {"key": digest.key} | digest.model_dump(mode="json", include=kept)


def _text_row(held: Held) -> dict[str, Any]:
    kept = ("key", "docket", "court", "name", "decided", "source", "paragraphs")
    return {field: getattr(held, field) for field in kept}


def _scope(world: World, language: Language) -> str:
    """What is held, so that nobody takes "not found here" for "does not exist"."""
    counts = {"digests": len(world.cases.digests), "texts": len(world.opinions.cases())}
    return phrases(language)("case_scope", **counts).strip("_")


@app.command("list")
def list_cases(jurisdiction: Where = "", right: Annotated[str, typer.Option("--right", metavar="RIGHT", help=", ".join(get_args(Right)))] = "", json_: Json = False) -> None:  # fmt: skip
    """List the cases held: our digests, then the ingested texts (those only without a filter: nobody classed them).

    Examples: ipos cases list · ipos cases list --jurisdiction CN --right trade-secret · ipos cases list --json
    """
    where = _one_of(jurisdiction, get_args(Jurisdiction), "--jurisdiction")
    about = _one_of(right, get_args(Right), "--right")
    world = World()
    digests = [d for d in world.cases.digests.values() if where in ("", d.jurisdiction) and about in ("", d.right)]
    texts = [] if where or about else world.opinions.cases()
    if json_:
        print_json({"digests": [_row(digest) for digest in digests], "texts": [_text_row(held) for held in texts]})
        return
    for digest in digests:
        say(
            f"{digest.docket}  {digest.name.zh} / {digest.name.en}  [{digest.jurisdiction}, {digest.right}, {digest.decided}]  {digest.key}"
        )
    for held in texts:
        say(f"{held.docket}  {held.name}  [{held.paragraphs} 段/paragraphs, {held.source}]  {held.key}")
    say(f"{len(digests)} 个摘要，{len(texts)} 份全文。/ {len(digests)} digests, {len(texts)} full texts.")


@app.command("get")
def get(
    name: Annotated[str, typer.Argument(help="A docket number or a key: （2019）最高法知民终147号, 14-1469, case/...")],
    lang: Lang = None,
    json_: Json = False,
) -> None:
    """Print the digest of a case, its ingested text, or both; "not held" is an answer.

    Examples: ipos cases get C-170/13 --lang en · ipos cases get "（2019）最高法知民终147号" --json
    """
    world = World()
    wanted = normalise(name)
    digest = next((d for d in world.cases.digests.values() if _named(d.key, d.docket, wanted)), None)
    texts = [held for held in world.opinions.cases() if _named(held.key, held.docket, wanted)]
    checks = list(check_dockets(wanted, {}, world.today().year))
    verdict = DocketVerdict.KNOWN if digest or texts else next((check.verdict for check in checks), None)
    if json_:
        passages = [
            _text_row(held) | {"passages": [_passage(passage) for passage in world.cases.passages_of(held.key)]}
            for held in texts
        ]
        found = {"key": digest.key, **digest.model_dump(mode="json"), "abroad": digest.abroad} if digest else None
        print_json({"asked": name, "verdict": verdict and verdict.value, "digest": found, "texts": passages})
        return
    language = the_language(lang) or detect(name)
    if digest:
        say(_told(digest, language))
    for held in texts:
        say(" ".join(part for part in (held.court, held.name, held.docket, held.decided) if part))
        for passage in world.cases.passages_of(held.key):
            say(f"¶{passage.paragraph.number} {passage.paragraph.text}")
    if verdict is not DocketVerdict.KNOWN:
        unknown = f"“{name}”不是案号。/ “{name}” is no docket number."
        say(not_held(phrases(language), name, verdict) if verdict else unknown)
        say(_scope(world, language))


def _named(key: str, docket: str, wanted: str) -> bool:
    """Whether a case is meant by its key, with or without "case/", or by one of its docket numbers."""
    return wanted in (key, key.removeprefix("case/")) or not set(numbers_in(wanted)).isdisjoint(numbers_in(docket))


def _passage(passage: Passage) -> dict[str, Any]:
    return {"key": passage.key, "section": passage.paragraph.section, "text": passage.paragraph.text}


def _told(digest: CaseDigest, language: Language) -> str:
    from tools.cases.finding import CaseShown

    line = case_line(phrases(language), CaseShown.of(digest), language)
    quotes = [f"  > {support.quote} ({support.source})" for support in digest.support]
    return "\n".join([line.replace("**", ""), *quotes])


@app.command("search")
def search(
    words: Annotated[str, typer.Argument(help="The question or key words, in Chinese or English.")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=50, help="How many digests and how many passages.")] = 5,
    jurisdiction: Where = "",
    lang: Lang = None,
    json_: Json = False,
) -> None:
    """Search digests and ingested texts, best first; a digest that fits the words is marked with *.

    Examples: ipos cases search "员工离职带走客户名单" · ipos cases search "on-sale bar" --jurisdiction US --limit 3
    """
    from tools.cases.finding import fits

    where = _one_of(jurisdiction, get_args(Jurisdiction), "--jurisdiction")
    language: Language = the_language(lang) or detect(words)
    world = World()
    ready_index(world, ("cases", "opinions"))
    hits = world.cases.search(words, frozenset({where} - {""}), limit)
    passages = [] if where else world.cases.passages(words, limit)
    if json_:
        rows = [_row(hit.digest) | {"score": hit.score, "fits": fits(hit, words)} for hit in hits]
        found = [_passage(p.passage) | {"docket": p.passage.docket, "score": p.score} for p in passages]
        print_json({"query": words, "digests": rows, "passages": found})
        return
    for hit in hits:
        digest, mark = hit.digest, "*" if fits(hit, words) else " "
        say(f"{mark} {hit.score:.3f}  {digest.docket}  {digest.name.of(language)}: {digest.issue.of(language)}  {digest.key}")  # fmt: skip
    for found_passage in passages:
        passage = found_passage.passage
        say(f"  {found_passage.score:.3f}  {passage.docket}  {passage.paragraph.text[:120]}  {passage.key}")
    if not any(fits(hit, words) for hit in hits) and not passages:
        say(phrases(language)("no_case"))
    say(_scope(world, language))


@app.command("check")
def check(
    text: Annotated[str, typer.Argument(help="The text with docket numbers; - reads standard input.")],
    lang: Lang = None,
    json_: Json = False,
) -> None:
    """Check every docket number in a text: held here, not held, or impossible.

    Examples: ipos cases check "参见（2019）最高法知民终147号" · ipos cases check - --lang en < brief.txt
    """
    world = World()
    words = normalise(sys.stdin.read() if text == "-" else text)
    language: Language = the_language(lang) or detect(sub_dockets(lambda _: " ", words))
    checks = list(check_dockets(words, world.cases.held(), world.today().year))
    if json_:
        rows = [{"docket": c.docket.raw, "where": c.docket.where, "verdict": c.verdict.value, "key": c.key} for c in checks]  # fmt: skip
        print_json({"dockets": rows, "scope": {"zh": _scope(world, "zh"), "en": _scope(world, "en")}})
        return
    tell = phrases(language)
    for each in checks:
        known = each.verdict is DocketVerdict.KNOWN
        said = "" if known else not_held(tell, each.docket.raw, each.verdict)
        say(f"{each.docket.raw}: {each.verdict.value}{f' [{each.key}]' if known else f'. {said}'}")
    if not checks:
        say("文中没有案号。/ No docket number stands in the text.")
    say(_scope(world, language))

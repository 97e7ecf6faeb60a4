"""`ipos appraise value | trademark | copyright`: an estimate of what a right may be worth, from stated figures, with its range."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from assistant.cli.shared import As, AsOf, Json, Lang, print_json, say, the_day, the_language
from assistant.world import World
from knowledge.language import Language, detect
from tools.refused import Refused

app = typer.Typer(help="What a right may be worth: an estimate from your figures, not an appraisal report.", no_args_is_help=True)  # fmt: skip
_LARGEST = 1_000_000  # bytes of a file of figures
_F = "a number, low:high, or low:likely:high"
File = Annotated[Path | None, typer.Argument(help="A YAML or JSON file of the request; options add to it.")]
Subject = Annotated[str, typer.Option("--subject", help="What is valued, in words.")]
Currency = Annotated[str, typer.Option("--currency", help="ISO code; CNY unless the file says another.")]
Revenue = Annotated[str, typer.Option("--revenue", help=f"First-year revenue: {_F}.")]
Growth = Annotated[str, typer.Option("--growth", help="Its growth a year, like 5%.")]
Royalty = Annotated[str, typer.Option("--royalty", help="Royalty rate, like 3%:5%:8%.")]
Discount = Annotated[
    str, typer.Option("--discount", help="Discount rate; or its parts by --set risk_free=2% and so on.")
]
Life = Annotated[str, typer.Option("--life", help="Remaining economic life in years.")]
Tax = Annotated[str, typer.Option("--tax", help="Income tax rate; 0% for a value before tax.")]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="NAME=FIGURE", help="Any other figure: decay, margin, charges, amortisation_years, overhead ...")]  # fmt: skip
Deal = Annotated[list[str] | None, typer.Option("--comparable", metavar="PRICE", help="The price of a comparable deal; may be repeated.")]  # fmt: skip
Exchange = Annotated[
    bool, typer.Option("--exchange", help="Also compare with deals closed on the exchange (with --as).")
]
Weights = Annotated[list[str] | None, typer.Option("--weight", metavar="METHOD=NUMBER", help="How much royalty, excess, direct, market or cost counts.")]  # fmt: skip
Mid = Annotated[bool, typer.Option("--mid-year", help="Discount from the middle of each year.")]
Seed = Annotated[int | None, typer.Option("--seed", help="Of the simulation (1).")]
Draws = Annotated[int | None, typer.Option("--draws", help="How many draws (10,000).")]
Filed = Annotated[str, typer.Option("--filed", metavar="YYYY-MM-DD", help="Filing date: gives the legal term.")]
Granted = Annotated[str, typer.Option("--granted", metavar="YYYY-MM-DD", help="Date of grant.")]
Expires = Annotated[str, typer.Option("--expires", metavar="YYYY-MM-DD", help="When the right ends, if known.")]


@app.command("value")
def value(
    file: File = None, kind: Annotated[str, typer.Option("--kind", help="invention, utility_model, design, trademark, copyright or software.")] = "",
    subject: Subject = "", currency: Currency = "", revenue: Revenue = "", growth: Growth = "", royalty: Royalty = "", discount: Discount = "", life: Life = "", tax: Tax = "",
    filed: Filed = "", granted: Granted = "", expires: Expires = "", set_: Set = None, comparable: Deal = None, exchange: Exchange = False, weight: Weights = None,
    mid_year: Mid = False, seed: Seed = None, draws: Draws = None, user: As = "", as_of: AsOf = None, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """The value of a right by relief from royalty and other methods, with a range and what moves it.

    Examples: ipos appraise value figures.yaml --json · ipos appraise value --revenue 1000000 --growth 5% --royalty 3%:5%:8% --discount 12%:15%:18% --life 8 --tax 25% --seed 1
    · ipos appraise value --revenue "800万到1000万" --growth 0% --royalty 5% --discount 15% --life 5:8 --tax 25% --filed 2021-03-01 --granted 2023-05-09 --comparable 300万
    """
    figures = {"revenue": revenue, "growth": growth, "royalty": royalty, "discount": discount, "life": life, "tax": tax}
    right = {"filed": filed, "granted": granted, "expires": expires}
    given = _given(
        file, kind, "invention", subject, currency, figures, right, set_, comparable, weight, mid_year, seed, draws
    )
    _value(given, exchange, user, as_of, lang, json_)


@app.command("trademark")
def trademark(
    file: File = None, subject: Subject = "", currency: Currency = "", revenue: Revenue = "", growth: Growth = "", royalty: Royalty = "", discount: Discount = "", tax: Tax = "",
    life: Annotated[str, typer.Option("--life", help="Years, or indefinite for a mark that is renewed.")] = "",
    horizon: Annotated[str, typer.Option("--horizon", help="Years forecast, for an indefinite life.")] = "",
    terminal_growth: Annotated[str, typer.Option("--terminal-growth", help="Growth after the horizon; left out: no terminal value.")] = "",
    score: Annotated[list[str] | None, typer.Option("--score", metavar="FACTOR=0..100", help="Brand strength: investment, awareness, preference, reputation, protection, performance, margin; places the royalty within your range.")] = None,
    expires: Expires = "", set_: Set = None, comparable: Deal = None, exchange: Exchange = False, weight: Weights = None,
    mid_year: Mid = False, seed: Seed = None, draws: Draws = None, user: As = "", as_of: AsOf = None, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """The value of a trademark: relief from royalty within your range, placed by brand strength.

    Example: ipos appraise trademark --revenue 20000000 --growth 3% --royalty 1%:4% --score awareness=70 --score margin=50:60:70 --discount 14% --life indefinite --horizon 10 --terminal-growth 2% --tax 25%
    """
    figures = {"revenue": revenue, "growth": growth, "royalty": royalty, "discount": discount, "life": life, "tax": tax, "horizon": horizon, "terminal_growth": terminal_growth}  # fmt: skip
    given = _given(
        file,
        "trademark",
        "trademark",
        subject,
        currency,
        figures,
        {"expires": expires},
        set_,
        comparable,
        weight,
        mid_year,
        seed,
        draws,
    )
    given["brand"] = dict(given.get("brand") or {}) | _pairs(score, "--score")
    _value(given, exchange, user, as_of, lang, json_)


@app.command("copyright")
def copyright_(
    file: File = None, kind: Annotated[str, typer.Option("--kind", help="software or copyright (another work).")] = "",
    subject: Subject = "", currency: Currency = "",
    effort: Annotated[str, typer.Option("--effort", help="What it would take to make it again today, in person-days or -months.")] = "",
    rate: Annotated[str, typer.Option("--rate", help="What one of these costs.")] = "",
    overhead: Annotated[str, typer.Option("--overhead", help="Overheads, like 20%; 0% for none.")] = "", profit: Annotated[str, typer.Option("--profit", help="Developer's profit.")] = "",
    functional: Annotated[str, typer.Option("--functional", help="Functional obsolescence.")] = "", economic: Annotated[str, typer.Option("--economic", help="Economic obsolescence.")] = "",
    age: Annotated[str, typer.Option("--age", help="Years used; with --life it gives the share that is left.")] = "",
    revenue: Revenue = "", growth: Growth = "", royalty: Royalty = "", discount: Discount = "", life: Life = "", tax: Tax = "", expires: Expires = "",
    set_: Set = None, comparable: Deal = None, exchange: Exchange = False, weight: Weights = None,
    mid_year: Mid = False, seed: Seed = None, draws: Draws = None, user: As = "", as_of: AsOf = None, lang: Lang = None, json_: Json = False,
) -> None:  # fmt: skip
    """The value of software or another work: cost of making it again, and income where figures are given.

    Example: ipos appraise copyright --effort 500:600:800 --rate 2000 --overhead 20% --profit 15% --functional 10%:20%:30% --economic 0%
    """
    figures = {
        "effort": effort, "rate": rate, "overhead": overhead, "profit": profit, "functional": functional, "economic": economic, "age": age,
        "revenue": revenue, "growth": growth, "royalty": royalty, "discount": discount, "life": life, "tax": tax,
    }  # fmt: skip
    given = _given(
        file,
        kind,
        "software",
        subject,
        currency,
        figures,
        {"expires": expires},
        set_,
        comparable,
        weight,
        mid_year,
        seed,
        draws,
    )
    _value(given, exchange, user, as_of, lang, json_)


def _given(
    file: Path | None, kind: str, usual: str, subject: str, currency: str, figures: dict[str, str], right: dict[str, str],
    more: list[str] | None, deals: list[str] | None, weights: list[str] | None, mid_year: bool, seed: int | None, draws: int | None,
) -> dict[str, Any]:  # fmt: skip
    """The request: what the file holds, and over it what the options say."""
    given = _read(file) if file else {}
    said = {name: text for name, text in figures.items() if text} | _pairs(more, "--set")
    given["inputs"] = dict(given.get("inputs") or {}) | said
    given["right"] = dict(given.get("right") or {}) | {name: day for name, day in right.items() if day}
    given["comparables"] = [*(given.get("comparables") or []), *({"price": price} for price in deals or [])]
    given["kind"] = kind or given.get("kind") or usual
    counts = {
        method: float(number)
        for method, number in _pairs(weights, "--weight").items()
        if _is_number(number, "--weight")
    }
    single = {
        "subject": subject,
        "currency": currency,
        "mid_year": mid_year,
        "seed": seed,
        "draws": draws,
        "weights": counts,
    }
    return given | {name: entry for name, entry in single.items() if entry not in ("", None, False, {})}


def _value(given: dict[str, Any], exchange: bool, user: str, as_of: str | None, lang: str | None, json_: bool) -> None:
    from tools.valuation.requesting import request_of
    from tools.valuation.telling import valuation_text
    from tools.valuation.valuing import value as valued

    world = World()
    today: date = the_day(world, as_of)
    if exchange:
        given["comparables"] = [*given["comparables"], *_from_exchange(world, user, given, today)]
    found = valued(request_of(given, today))
    if json_:
        print_json(found.model_dump(mode="json"))
        return
    language: Language = the_language(lang) or (detect(found.request.subject) if found.request.subject else "zh")
    say(valuation_text(found, language))


def _from_exchange(world: World, user: str, given: dict[str, Any], today: date) -> list[dict[str, Any]]:
    from tools.valuation.exchange_deals import as_comparables, comparable_deals
    from tools.valuation.request import KINDS

    if given["kind"] not in KINDS:
        return []
    with world.sessions() as session:
        found = comparable_deals(
            session, world.principal(user or "local"), given["kind"], str(given.get("currency") or "CNY"), today
        )
    return as_comparables(found)


def _read(path: Path) -> dict[str, Any]:
    """A file of figures. Raises Refused for one that cannot be read."""
    try:
        if path.stat().st_size > _LARGEST:
            raise Refused(
                "文件超过 1 MB，不像是一份估值数据。/ The file is larger than 1 MB, which no request is.", "file.size"
            )
        found = yaml.safe_load(path.read_text("utf-8-sig"))
    except OSError as error:
        raise Refused(
            f"不能读取 {path}（{error.strerror}）。/ {path} cannot be read ({error.strerror}).", "file"
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError):
        raise Refused(
            f"{path.name} 不是可读的 YAML 或 JSON。/ {path.name} is no readable YAML or JSON.", "file"
        ) from None
    if not isinstance(found, dict):
        raise Refused(f"{path.name} 里应是名称和值的对应。/ {path.name} has to hold names and values.", "file")
    return found


def _pairs(given: list[str] | None, option: str) -> dict[str, str]:
    found = {}
    for text in given or []:
        name, equals, number = text.partition("=")
        if not equals:
            raise typer.BadParameter(f"{text!r} is not NAME=FIGURE.", param_hint=option)
        found[name.strip()] = number.strip()
    return found


def _is_number(text: str, option: str) -> bool:
    try:
        float(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no number.", param_hint=option) from None
    return True

"""A valuation in words, with its label first and its figures beside it: one telling for the chat, the command line and the page."""

from knowledge.language import Language
from tools.harmless import quoted
from tools.money import PLACES, Money
from tools.orders.catalogue import catalogue
from tools.search.words import Words, words_of
from tools.valuation.brand import factors
from tools.valuation.figure import Figure, figure_words, spec
from tools.valuation.provisions import key_of
from tools.valuation.result import Reconciled, Valuation, Valued

_PACKAGE = "tools.valuation"
_BARS = 3
# The provision a caution follows from, where it follows from one.
_CAUTIONS = {
    "fees": "patent_fees", "invalid": "patent_invalid", "not_examined": "patent_report", "renewal": "trademark_renewal", "grace": "trademark_renewal", "title": "copyright_transfer",
    "state": "state_floor", "duty": "stamp_duty",
}  # fmt: skip


def wording(language: Language) -> Words:
    """The words valuations are told in."""
    return words_of(_PACKAGE, language)


def valuation_text(found: Valuation, language: Language) -> str:
    """A valuation in full: blocks of Markdown, the label below the figure it is about."""
    tell = wording(language)
    blocks = [_head(found, language), _figure(found, language), _label(found, language)]
    if not found.over:
        blocks += ["\n".join(_methods(found, language)), *_asks(found, language)]
        blocks.append(recompute_line(found, language))
    if found.cautions and not found.over:
        blocks.append(
            "\n".join([tell("cautions_head"), *(f"- {_caution(name, found, language)}" for name in found.cautions)])
        )
    return "\n\n".join([*blocks, route_line(found, language)])


def _caution(name: str, found: Valuation, language: Language) -> str:
    """A caution with the provision it follows from, if the right is under it."""
    rests = _CAUTIONS.get(name, "")
    return wording(language)(f"caution_{name}") + (
        f" [{key_of(rests, found.day)}]" if rests in found.provisions else ""
    )


def amount(minor: int, found: Valuation, language: Language) -> str:
    """An amount of the result."""
    return Money(minor, found.request.currency).text(language)


def figure_name(name: str, language: Language) -> str:
    """What a figure is called; a factor of brand strength by its own name."""
    if name.startswith("brand_") and (factor := factors().get(name[6:])):
        return factor.zh if language == "zh" else factor.en
    return spec(name).called(language)


def figure_value(figure: Figure, currency: str, language: Language) -> str:
    """What a figure is: a number, or its bounds with or without the likeliest."""
    tell = wording(language)
    low, high = (_number(each, figure, currency, language) for each in figure.bounds)
    if not figure.spread:
        return _number(figure.mode, figure, currency, language)
    if figure.bounded_only:
        return tell("only_bounds", low=low, high=high)
    return tell("with_mode", low=low, high=high, value=_number(figure.mode, figure, currency, language))


def missing_name(name: str, language: Language) -> str:
    """What a method lacks, by name."""
    if name in ("comparables", "forecast_short", "adjustments"):
        return wording(language)(f"missing_{name}")
    return figure_name(name, language)


def recompute_line(found: Valuation, language: Language) -> str:
    """What has to be known to compute it again."""
    request, tell = found.request, wording(language)
    return tell(
        "recompute", draws=f"{request.draws:,}", seed=request.seed, generator=found.generator, shape=tell(request.shape)
    )


def route_line(found: Valuation, language: Language) -> str:
    """The way to a licensed appraiser."""
    service = catalogue().service(found.service)
    return wording(language)("route", service=found.service, name=service.zh if language == "zh" else service.en)


def label_text(found: Valuation, language: Language, keys: bool = True) -> str:
    """What it is not, with the provisions; without keys where they are shown beside it."""
    names = {
        "methods": "appraisal_methods",
        "signed": "appraisal_signed",
        "use": "appraisal_use",
        "statutory": "appraisal_statutory",
        "contribution": "contribution",
    }
    said = {place: f" [{key_of(name, found.day)}]" if keys else "" for place, name in names.items()}
    return wording(language)("label", **said)


def disagreement(found: Reconciled, language: Language) -> list[str]:
    """How far the methods are apart, a sentence each."""
    tell = wording(language)
    said = [tell("spread", ratio=f"{found.spread:.2f}")] if found.spread and found.spread > 1 else []
    return said + [tell("apart", one=tell(f"method_{one}"), two=tell(f"method_{two}")) for one, two in found.apart]


def _head(found: Valuation, language: Language) -> str:
    tell, subject = wording(language), quoted(found.request.subject)
    return tell("head", subject=subject or tell("unnamed"), kind=tell(f"kind_{found.request.kind}"), day=found.day)


def _label(found: Valuation, language: Language) -> str:
    return label_text(found, language)


def _figure(found: Valuation, language: Language) -> str:
    tell = wording(language)
    if found.over:
        reason = quoted(found.request.right.reason)
        shown_reason = f"（{reason}）" if reason and language == "zh" else f" ({reason})" if reason else ""
        return tell(
            f"over_{found.over}", expires=found.legal.expires, ended=found.request.right.ended, reason=shown_reason
        )
    if not found.methods:
        return tell("nothing")
    if found.reconciled is None:
        return tell("no_weight")
    together = found.reconciled
    name = "reconciled" if len(found.methods) > 1 else "one"
    head = tell(
        name,
        point=amount(together.point, found, language),
        low=amount(together.low, found, language),
        high=amount(together.high, found, language),
    )
    return "\n".join(
        [
            head,
            *([shares_line(together, language)] if len(found.methods) > 1 else []),
            *disagreement(together, language),
        ]
    )


def shares_line(together: Reconciled, language: Language) -> str:
    """The weights of the methods, and whose they are."""
    tell = wording(language)
    parts = [
        tell(
            "share_reason" if share.reason else "share",
            method=tell(f"method_{share.method}"),
            weight=f"{share.weight:.0%}",
            reason=quoted(share.reason),
        )
        for share in together.shares
    ]
    joint = "，" if language == "zh" else ", "
    return tell(
        "shares_given" if any(share.given for share in together.shares) else "shares_equal", shares=joint.join(parts)
    )


def _methods(found: Valuation, language: Language) -> list[str]:
    tell, lines = wording(language), []
    if found.legal.years is not None:
        lines.append(f"- {tell('legal', years=f'{found.legal.years:.1f}', expires=found.legal.expires)}")
    for valued in found.methods:
        low, high = (amount(each, found, language) for each in (valued.distribution.low, valued.distribution.high))
        lines.append(
            f"- {tell('method', method=tell(f'method_{valued.method}'), point=amount(valued.point, found, language), low=low, high=high)}"
        )
        lines += [f"  - {line}" for line in method_notes(valued, found, language)]
    joint = "、" if language == "zh" else ", "
    for lacking in found.lacking:
        names = joint.join(missing_name(name, language) for name in lacking.missing)
        lines.append(f"- {tell('lacking', method=tell(f'method_{lacking.method}'), names=names)}")
    return lines + [f"- {line}" for line in unused_line(found, language)]


def unused_line(found: Valuation, language: Language) -> list[str]:
    """Which figures were given and not used; empty for none."""
    joint = "、" if language == "zh" else ", "
    names = joint.join(figure_name(name, language) for name in found.unused)
    return [wording(language)("unused", names=names)] if names else []


def placed_line(valued: Valued, language: Language) -> list[str]:
    """Where brand strength placed the royalty within the range that was given; empty where it did not."""
    basis = valued.basis
    if "brand_index" not in basis:
        return []
    low, high, royalty = (figure_words(basis[name], "share") for name in ("royalty_low", "royalty_high", "royalty"))
    return [wording(language)("placed", low=low, high=high, index=f"{basis['brand_index']:g}", royalty=royalty)]


def method_notes(valued: Valued, found: Valuation, language: Language) -> list[str]:
    """What a method was computed from, what moves it, and what was not applied."""
    tell, joint = wording(language), "；" if language == "zh" else "; "
    said = (
        [tell("comparables", count=valued.basis["comparables"])]
        if valued.method == "market"
        else placed_line(valued, language)
    )
    figures = [
        tell(
            "figure",
            name=figure_name(each.name, language),
            value=figure_value(each, found.request.currency, language),
            origin=tell(f"origin_{each.origin}"),
        )
        for each in valued.figures
    ]
    said.append(tell("inputs", figures=joint.join(figures)))
    bars = [bar for bar in valued.tornado if bar.low < bar.high][:_BARS]
    shown_bars = [
        tell(
            "bar",
            name=figure_name(bar.figure, language),
            low=amount(bar.low, found, language),
            high=amount(bar.high, found, language),
        )
        for bar in bars
    ]
    if valued.method != "market" or shown_bars:
        said.append(tell("moves", bars=joint.join(shown_bars)) if shown_bars else tell("no_bars"))
    if valued.not_applied:
        said.append(
            tell(
                "not_applied",
                names=("、" if language == "zh" else ", ").join(
                    missing_name(name, language) for name in valued.not_applied
                ),
            )
        )
    return said


def _asks(found: Valuation, language: Language) -> list[str]:
    """What each figure that is lacking means and where it is found; only where no method gave a figure, else the list is noise."""
    if found.methods or not found.lacking:
        return []
    tell = wording(language)
    named = dict.fromkeys(name for name in found.lacking[0].missing if name not in ("comparables", "forecast_short"))
    lines = [f"- {tell('ask', name=figure_name(name, language), ask=spec(name).ask.of(language))}" for name in named]
    return ["\n".join([tell("asks_head"), *lines])] if lines else []


def _number(number: float, figure: Figure, currency: str, language: Language) -> str:
    if figure.unit == "money":
        return Money(round(number * 10 ** PLACES[currency]), currency).text(language)
    years = "" if figure.unit != "years" else ("年" if language == "zh" else " years")
    return f"{figure_words(number, figure.unit)}{years}"

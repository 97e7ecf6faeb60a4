"""Telling a portfolio, its docket and its reminders in words, the same in the conversation and at the command line."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

from knowledge.language import Language
from tools.deadlines.citing import place_of
from tools.portfolio.asset import NAMES, Asset
from tools.portfolio.deciding import Reminder
from tools.portfolio.fees import fee_file
from tools.portfolio.importing import Preview
from tools.portfolio.places import places
from tools.portfolio.reading import Docket, PortfolioShown
from tools.portfolio.schedule import Due
from tools.search.words import Words, words_of

MOST = 20  # rows told of a list


def telling(language: Language) -> Words:
    """The words portfolios are told in."""
    return words_of("tools.portfolio", language)


def portfolio_text(shown: PortfolioShown, language: Language, most: int = MOST) -> str:
    """The counts, the profile and the first assets."""
    say = telling(language)
    if not shown.assets:
        return say("portfolio_none")
    kinds = Counter(NAMES[asset.right].of(language) for asset in shown.assets)
    states = Counter(say(f"state_{asset.state}") for asset in shown.assets)
    lines = [
        say("portfolio_head", organisation=shown.organisation, count=len(shown.assets), day=shown.as_of),
        say("portfolio_kinds", values=_counts(kinds, say)),
        say("portfolio_states", values=_counts(states, say)),
        profile_text(shown, language),
        *(f"- {asset_line(asset, language)}" for asset in shown.assets[:most]),
    ]
    return "\n".join([*lines, *_more(len(shown.assets) - most, say)])


def profile_text(shown: PortfolioShown, language: Language) -> str:
    """What the member said of its business."""
    say, profile = telling(language), shown.profile
    if not profile.asked:
        return say("portfolio_no_profile")
    named = [_list((places()[code].of(language) for code in codes), say) for codes in (profile.sells, profile.makes)]
    reduction = fee_file().reductions[profile.reduction].of(language)
    return say("portfolio_profile", sells=named[0], makes=named[1], classes=_list(map(str, profile.classes), say), watched=_list(profile.watched, say), entity=say(f"entity_{profile.entity}"), reduction=reduction)  # fmt: skip


def asset_line(asset: Asset, language: Language) -> str:
    """One asset in one line."""
    say = telling(language)
    days = {name: getattr(asset, name) or say("unknown") for name in ("filed", "granted", "expiry")}
    place = places()[asset.jurisdiction].of(language) if asset.jurisdiction in places() else asset.jurisdiction
    return say("asset_line", number=asset.number, right=NAMES[asset.right].of(language), place=place, title=asset.title, state=say(f"state_{asset.state}"), **days)  # fmt: skip


def docket_text(docket: Docket, language: Language, most: int = MOST) -> str:
    """The days, the sums by year and what could not be scheduled."""
    say = telling(language)
    if not docket.assets:
        return say("portfolio_none")
    if not docket.dues:
        within = say("within_days", days=docket.filter.days) if docket.filter.days is not None else say("within_all")
        return "\n".join([say("docket_none", within=within), *_missing(docket, language)])
    lines = [say("docket_head", day=docket.as_of, count=len(docket.dues)), *(f"- {due_line(due, language)}" for due in docket.dues[:most])]  # fmt: skip
    return "\n".join([*lines, *_more(len(docket.dues) - most, say), *costs_lines(docket, language), *_missing(docket, language), say("fees_note")])  # fmt: skip


def due_line(due: Due, language: Language) -> str:
    """One day in one line: how long there is, the fee, late payment, the provision."""
    say = telling(language)
    name = due.name.of(language) + (say("due_window", opens=due.opens) if due.opens else "")
    name += say(f"due_{due.state}") if due.state in ("done", "abandoned") else ""
    return say("due_line", day=due.day, left=left(due, language), name=name, number=due.number, title=due.title, fee=fee_told(due, language), late=_late(due, language), place=place_of(due.citation, language)).replace("  ", " ")  # fmt: skip


def left(due: Due, language: Language) -> str:
    """How long there is."""
    say = telling(language)
    if due.days_left < 0:
        return say("due_grace", days=-due.days_left, until=due.grace_end or say("unknown"))
    return say("due_left", days=due.days_left) if due.days_left else say("due_today")


def fee_told(due: Due, language: Language) -> str:
    """The fee of a day, or that its amount is not held; nothing for a day without a fee."""
    say = telling(language)
    if due.fee is None:
        return say("due_no_fee") if due.fee_due else ""
    off = say("due_off", full=due.fee.full.text(language), percent=due.fee.percent_off) if due.fee.percent_off else ""
    unchecked = "" if due.fee.checked else say("due_unchecked")
    return say("due_fee", amount=due.fee.amount.text(language), off=off, unchecked=unchecked)


def _late(due: Due, language: Language) -> str:
    if not (due.fee and due.fee.surcharges):
        return ""
    say, last = telling(language), due.fee.surcharges[-1]
    late = say("due_late", until=last.until, total=last.total.text(language))
    if due.state != "grace":
        return late
    day = due.day + timedelta(days=-due.days_left)
    now = next((each for each in due.fee.surcharges if each.until >= day), last)
    told = say("due_now", total=now.total.text(language), until=now.until)
    return told if now == last else told + late


def costs_lines(docket: Docket, language: Language) -> list[str]:
    """The sums by year and currency, with how many fees have no amount."""
    say = telling(language)
    lines = [f"- {say('costs_line', year=each.year, total=each.total.text(language), fees=each.fees)}" for each in docket.costs]  # fmt: skip
    lines += [f"- {say('costs_unpriced', year=year, count=count)}" for year, count in sorted(docket.unpriced.items())]
    return [say("costs_head"), *lines] if lines else []


def _missing(docket: Docket, language: Language) -> list[str]:
    say = telling(language)
    rows = [f"- {say('missing_line', number=each.number, title=each.title, why=each.why.of(language))}" for each in docket.missing[:MOST]]  # fmt: skip
    return [say("missing_head"), *rows, *_more(len(docket.missing) - MOST, say)] if rows else []


def reminders_text(reminders: Sequence[Reminder], language: Language) -> str:
    """What is due for a reminder, each with the stage it has reached."""
    say = telling(language)
    if not reminders:
        return say("reminders_none")
    rows = [f"- {say('reminder_stage', stage=each.stage) if each.stage else say('reminder_now')}{due_line(each.due, language)}" for each in reminders[:MOST]]  # fmt: skip
    return "\n".join([say("reminders_head", count=len(reminders)), *rows, *_more(len(reminders) - MOST, say)])


def preview_text(found: Preview, language: Language) -> str:
    """What an import did, would do, or why it did nothing; every rejected row with its line."""
    say = telling(language)
    counts = {name: found.count(name) for name in ("added", "changed", "unchanged")} | {"rejected": len(found.rejected)}
    lines = [say("preview_written", **counts) if found.written else say("preview_head", accepted=len(found.accepted), **counts)]  # fmt: skip
    if found.rejected and not found.written:
        lines.append(say("preview_refused", rejected=len(found.rejected)))
    lines += [f"- {say('rejected_line', line=each.line, number=each.number, why=each.why.of(language))}" for each in found.rejected[:200]]  # fmt: skip
    return "\n".join([*lines, *_more(len(found.rejected) - 200, say)])


def _counts(counts: Counter[str], say: Words) -> str:
    return say("list_mark").join(f"{name} {count}" for name, count in counts.most_common())


def _list(names: Iterable[str], say: Words) -> str:
    return say("list_mark").join(names) or say("none")


def _more(count: int, say: Words) -> list[str]:
    return [say("more", count=count)] if count > 0 else []

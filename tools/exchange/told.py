"""Parts of cards that several effects share: titles, conditions, amounts."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from knowledge.trademarks.standing import add_months
from tools.approvals.terms import Amount, Check, Clause, Value
from tools.clearing.fees import fee_of, tax_provisions, taxes_of
from tools.exchange.kinds import kind_of, provision
from tools.exchange.request import Wording
from tools.exchange.tables import ListingRow, NeedRow
from tools.money import Money

WORDS = "tools.exchange"


def wordings(row: ListingRow | NeedRow) -> dict[str, Wording]:
    """The words of a listing or need by language."""
    return {language: Wording.model_validate(words) for language, words in json.loads(row.words).items()}


def titles(found: Mapping[str, Wording]) -> tuple[str, str]:
    """The title in Chinese and in English; the one there is where the other is missing."""
    either = next(iter(found.values())).title
    return (found["zh"].title if "zh" in found else either), (found["en"].title if "en" in found else either)


def clause(key: str, day: date | None = None, law: str = "", /, **values: Value) -> Clause:
    """A condition by its name; `law`: our name of the provision it rests on, as of the day."""
    return Clause(key=key, values=values, provision=provision(law, day) if day and law else "")


def kind_clauses(subject: str, deal: str, day: date) -> tuple[Clause, ...]:
    """The conditions that go with a subject and a kind of deal."""
    return tuple(clause(key, day, law) for key, law in kind_of(subject, deal).clauses.items())


def deal_amounts(subject: str, deal: str, price: Money) -> tuple[Amount, ...]:
    """The price, the platform's fee out of it, and an estimate of stamp duty."""
    fee = Amount(key="platform_fee", money=fee_of("deal", price))
    return (Amount(key="price", money=price), fee, *taxes_of(kind_of(subject, deal).duty, price))


def duty_provisions(subject: str, deal: str) -> tuple[str, ...]:
    """What the estimate of stamp duty rests on, where there is a head for it."""
    return tax_provisions() if taxes_of(kind_of(subject, deal).duty, Money(10_000)) else ()


def checks_text(checks: tuple[Check, ...]) -> str:
    """Checks as they are kept with a listing or a deal."""
    return json.dumps([each.model_dump(mode="json") for each in checks], ensure_ascii=False, sort_keys=True)


def checks_from(text: str) -> tuple[Check, ...]:
    """Checks as they were kept."""
    return tuple(Check.model_validate(row) for row in json.loads(text))


def price_of(row: ListingRow) -> Money | None:
    """The price asked, or where bidding starts; None where there is none."""
    return Money(row.price_minor, row.currency) if row.price_minor is not None else None


def words_clauses(found: Mapping[str, Wording]) -> tuple[Clause, ...]:
    """The words that will be published, as they were given."""
    return tuple(clause(f"words_{language}", words=words.text) for language, words in found.items())


def months_after(moment: datetime, months: int) -> datetime:
    """The same moment so many months later, on the last day of the month where there is no such day."""
    day = add_months(moment.date(), months)
    return moment.replace(year=day.year, month=day.month, day=day.day)


def name_of(row: ListingRow | NeedRow) -> tuple[str, str]:
    """The title of a listing or need in Chinese and in English."""
    return titles(wordings(row))

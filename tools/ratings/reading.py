"""What orders and deals say of their parties, read from the log alone.

Orders: `place` by the client; `accept_assignment` or `decline` by a provider; `deliver` by it, with `due` (a day) said by an entry
before; `return` or `accept_delivery` by the client; `decide` with `outcome` release, refund or split (and `to_payee`); `cancel`;
`rated` with `stars` 1 to 5 and `of`, the organisation rated. Deals: `agree` with `seller` and `buyer`; then `complete`, `cancel` or
`divide`, which after a `dispute` are its decision.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from tools.events import Event
from tools.ratings.engagement import Engagement, Mark, day_of
from tools.ratings.story import Story, day_in, stories
from tools.ratings.weights import Capacity, Component

YES, NO = Fraction(1), Fraction(0)
REMOVED = "remove"  # what an expert did to an entry, in the log of kind "rating"


def engagements_of(events: Iterable[Event], organisation: str, day: date) -> list[Engagement]:
    """The engagements of an organisation, each with its marks up to a day."""
    known = [event for event in events if day_of(event.when) <= day]
    found = [*(_order(story, organisation, day) for story in stories(known, "order")), *(_deal(story, organisation) for story in stories(known, "deal"))]  # fmt: skip
    return [each for group in found for each in group if each.marks]


def removed_entries(events: Iterable[Event]) -> frozenset[int]:
    """The entries an expert took out of the reckoning."""
    return frozenset(int(event.detail["entry"]) for event in events if event.kind == "rating" and event.name == REMOVED)


def _order(story: Story, organisation: str, day: date) -> list[Engagement]:
    placed = story.first("place")
    client = placed.organisation if placed else ""
    taken = story.last("accept_assignment")
    provider = taken.organisation if taken else ""
    found = []
    if organisation == client and provider:
        found.append(_engagement(story, "counterparty", organisation, provider, _as_client(story, client, provider)))
    if organisation == provider or any(event.organisation == organisation for event in story.all("decline")):
        marks = _as_provider(story, organisation, day) if organisation == provider else ()
        found.append(_engagement(story, "provider", organisation, client, (*_took_on(story, organisation), *marks)))
    return found


def _deal(story: Story, organisation: str) -> list[Engagement]:
    seller, buyer = str(story.said("seller") or ""), str(story.said("buyer") or "")
    if organisation not in (seller, buyer) or not seller or not buyer:
        return []
    other = buyer if organisation == seller else seller
    marks = (*_deal_kept(story, organisation, buyer), *_deal_disputed(story, organisation, seller), *_stars(story, organisation))  # fmt: skip
    return [_engagement(story, "counterparty", organisation, other, marks)]


def _deal_kept(story: Story, organisation: str, buyer: str) -> Iterable[Mark]:
    """A deal that ended before payment was broken by the buyer: it cancelled, or the seller could because it had not paid."""
    ended, broken = story.last("complete", "divide"), story.first("cancel")
    if ended:
        yield _mark(ended, "kept", YES)
    elif broken and broken.was == "agreed" and organisation == buyer:
        yield _mark(broken, "kept", NO)


def _deal_disputed(story: Story, organisation: str, seller: str) -> Iterable[Mark]:
    """The part of a dispute it won; a completed deal without a dispute has none that was lost."""
    disputed, ended = story.first("dispute"), story.last("complete", "cancel", "divide")
    if disputed and ended:
        won = {"complete": YES, "cancel": NO}.get(ended.name, _part(ended, story))
        yield _mark(ended, "undisputed", won if organisation == seller else 1 - won)
    elif ended and ended.name == "complete":
        yield _mark(ended, "undisputed", YES)


def _engagement(story: Story, capacity: Capacity, organisation: str, other: str, marks: Iterable[Mark]) -> Engagement:
    return Engagement(story.record, capacity, other, story.value, tuple(marks), story.users_of(organisation), story.users_of(other))  # fmt: skip


def _as_provider(story: Story, provider: str, day: date) -> Iterable[Mark]:
    yield from _in_time(story, provider, day)
    yield from _accepted_first(story)
    yield from _disputed(story, provider, provider)
    yield from _stars(story, provider)


def _as_client(story: Story, client: str, provider: str) -> Iterable[Mark]:
    yield from _kept(story, client)
    yield from _disputed(story, client, provider)
    yield from _stars(story, client)


def _took_on(story: Story, provider: str) -> Iterable[Mark]:
    """Each assignment it answered."""
    for event in story.all("accept_assignment", "decline"):
        if event.organisation == provider:
            yield _mark(event, "took_on", NO if event.name == "decline" else YES)


def _in_time(story: Story, provider: str, day: date) -> Iterable[Mark]:
    """The first delivery by its day; none by its day, or the work given up, is not in time. Without a day nothing can be said."""
    delivered, taken, ended = story.first("deliver"), story.last("accept_assignment"), story.first("cancel")
    due = due_of(story)
    if delivered:
        if due:
            yield _mark(delivered, "in_time", YES if day_of(delivered.when) <= due else NO)
    elif ended and ended.organisation == provider:
        yield _mark(ended, "in_time", NO)
    elif taken and due and due < (day_of(ended.when) if ended else day):
        yield Mark(taken.id, "in_time", NO, due)


def due_of(story: Story) -> date | None:
    """The day of the first delivery, as it was agreed before it; None where no entry says so."""
    delivered = story.first("deliver")
    return day_in(story.said("due", before=delivered.id if delivered else None))


def _accepted_first(story: Story) -> Iterable[Mark]:
    """What the client said to the first delivery."""
    delivered = story.first("deliver")
    answer = story.first("accept_delivery", "return", after=delivered.id) if delivered else None
    if answer:
        yield _mark(answer, "accepted_first", YES if answer.name == "accept_delivery" else NO)


def _kept(story: Story, organisation: str) -> Iterable[Mark]:
    """Whether the client stood by its order; what the other side ended, or was late with, tells nothing against it."""
    ended, broken, due = story.last("accept_delivery", "decide"), story.first("cancel"), due_of(story)
    if broken and not ended and broken.organisation == organisation:
        if not due or day_of(broken.when) <= due:
            yield _mark(broken, "kept", NO)
    elif ended:
        yield _mark(ended, "kept", YES)


def _disputed(story: Story, organisation: str, payee: str) -> Iterable[Mark]:
    """The part of a decided dispute it won; an end without a decision is one without a lost dispute."""
    decided, ended = story.last("decide"), story.last("accept_delivery")
    if decided:
        won = _share_of_payee(decided, story)
        yield _mark(decided, "undisputed", won if organisation == payee else 1 - won)
    elif ended:
        yield _mark(ended, "undisputed", YES)


def _share_of_payee(decided: Event, story: Story) -> Fraction:
    """What part of the price the decision gave to who was to be paid."""
    outcome = decided.detail.get("outcome")
    return {"release": YES, "refund": NO}.get(str(outcome), _part(decided, story))


def _part(decided: Event, story: Story) -> Fraction:
    """What part of the price a division gave to who was to be paid, half where it does not say."""
    given, value = decided.detail.get("to_payee"), story.value
    if isinstance(given, int) and value and value.minor > 0:
        return max(NO, min(YES, Fraction(given, value.minor)))
    return Fraction(1, 2)


def _stars(story: Story, organisation: str) -> Iterable[Mark]:
    """What the other side said of it: 1 star is 0, 5 stars are 1. Its newest word counts."""
    rated = [event for event in story.all("rated") if event.detail.get("of") == organisation and event.organisation != organisation]  # fmt: skip
    if rated and rated[-1].detail.get("stars") in (1, 2, 3, 4, 5):
        yield _mark(rated[-1], "stars", Fraction(rated[-1].detail["stars"] - 1, 4))


def _mark(event: Event, component: Component, value: Fraction) -> Mark:
    return Mark(event.id, component, value, day_of(event.when))

"""The licence gate: who may do a piece of work in a jurisdiction on a day. Nobody passes it on a promise.

In China a licence counts that a firm seated in China holds. For work abroad a Chinese firm's licence of the same kind counts (it
instructs a colleague there), and the right to practise of a firm seated where the work is done, which is no licence in China.
"""

from datetime import date

from tools.agencies.directory import Licence, Provider
from tools.agencies.task import NO_LICENCE, Work
from tools.agencies.vocabulary import vocabulary
from tools.agencies.weights import weights

HOME = "CN"


def licence_for(provider: Provider, work: Work, jurisdiction: str, day: date) -> Licence | None:
    """The licence that lets a provider do the work, None when there is none or none is needed (`needs_licence`)."""
    kinds = _counting(provider, work.licence, jurisdiction)
    return next((held for held in provider.licences if held.kind in kinds and held.valid(day)), None)


def needs_licence(work: Work) -> bool:
    """Whether the work is reserved for licence holders."""
    return work.licence != NO_LICENCE


def passes(provider: Provider, work: Work, jurisdiction: str, day: date) -> bool:
    """Whether a provider may do the work."""
    return not needs_licence(work) or licence_for(provider, work, jurisdiction, day) is not None


def acts_itself(provider: Provider, jurisdiction: str) -> bool:
    """Whether a provider is seated where the work is done; else it instructs a colleague there."""
    return provider.country in vocabulary()["jurisdictions"][jurisdiction].seats


def _counting(provider: Provider, needed: str, jurisdiction: str) -> tuple[str, ...]:
    """The kinds of licence of a provider that count for work under the licence `needed`."""
    if provider.country == HOME:
        return (needed,)
    if jurisdiction == HOME or not acts_itself(provider, jurisdiction):
        return ()
    return tuple(practice for practice, stands_for in weights().practices.items() if needed in stands_for)

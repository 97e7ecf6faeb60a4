"""The conflict check: on the member's side and on the agency's, before the one hears of the other.

Lawyers Law, Article 39; Trademark Law of 2026, Article 67(3) from 2027; Asset Appraisal Law, Article 20(5); Regulations on Patent
Agency, Article 14. It is wider than each of them: what may be a conflict counts as one, and nobody is told whose client is whose.
"""

from collections.abc import Sequence

from tools.agencies.directory import Directory, Provider
from tools.agencies.names import Names, party
from tools.refused import Refused

MOST = 20  # counterparties of one matter


def in_conflict(provider: Provider, directory: Directory, member: Names, against: Sequence[str]) -> bool:
    """Whether a provider must not hear of a matter of `member`'s against these counterparties (as `names.party` reads them)."""
    others = [directory.all_names(party(each)) for each in against]
    return conflict_between(provider, member, others)


def conflict_between(provider: Provider, member: Names, others: Sequence[Names]) -> bool:
    """The same with the counterparties' names at hand: it is a party itself, stands for one of them, or acts against the member."""
    own = provider.names
    if own.same(member) or any(own.same(other) for other in others):
        return True
    if any(client.same(other) for client in provider.parties.clients for other in others):
        return True
    return any(opposed.same(member) for opposed in provider.parties.adverse)


def read_against(said: Sequence[str]) -> tuple[str, ...]:
    """Counterparties as a member names them, each once. Raises Refused for too many, or a name that names nobody."""
    given = tuple(dict.fromkeys(" ".join(each.split()) for each in said if each.strip()))
    if len(given) > MOST:
        raise Refused(f"对方最多列 {MOST} 个。/ Name {MOST} counterparties at most.", "agencies.against")
    for each in given:
        if not any(key.bare for key in party(each).keys):
            raise Refused(f"“{each[:40]}”不是可以核对的名称，请写全称。/ “{each[:40]}” cannot be checked; write the full name.", "agencies.against")  # fmt: skip
    return given

"""What is asked of packets: what is sent to whom, and what becomes of one."""

from pydantic import Field

from tools.exchange.request import Closed, Identity, Number
from tools.money import Money


class SendPacket(Closed):
    """Send a packet: the rights, what is stated of them, the loan or investment wished for, the papers at hand, to one recipient.

    `consent`: the member agrees that exactly this is shared with the recipient; without it nothing is sent.
    """

    recipient: Identity
    numbers: tuple[Number, ...] = Field(min_length=1, max_length=20)
    stated: dict[str, bool] = Field(default_factory=dict)
    amount: Money
    months: int = Field(ge=1, le=600)
    purpose: str = Field(min_length=2, max_length=1000)
    papers: tuple[str, ...] = Field(default=(), max_length=30)
    contact: str = Field(default="", max_length=200)
    consent: bool = False


class OfPacket(Closed):
    """A packet by its id."""

    packet: Identity


class AcceptPacket(Closed):
    """Take a packet up; `reply`: what happens next, in the recipient's words."""

    packet: Identity
    reply: str = Field(default="", max_length=1000)


class DeclinePacket(Closed):
    """Decline a packet, with the reason."""

    packet: Identity
    reason: str = Field(min_length=2, max_length=1000)

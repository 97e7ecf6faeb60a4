"""The steps of a packet: sent on approval, then taken up, declined or withdrawn, once."""

from tools.machine import Machine

PACKET = Machine(
    "packet",
    "申请材料包",
    "packet",
    {("sent", "accept"): "accepted", ("sent", "decline"): "declined", ("sent", "withdraw"): "withdrawn"},
    {"sent": ("已送达，待答复", "sent, waiting for an answer"), "accepted": ("已受理", "taken up"), "declined": ("已谢绝", "declined"), "withdrawn": ("已撤回", "withdrawn")},
    {"accept": ("受理", "take it up"), "decline": ("谢绝", "decline it"), "withdraw": ("撤回", "withdraw it")},
)  # fmt: skip

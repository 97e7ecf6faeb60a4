"""The steps of an introduction: a packet goes to one agency, which takes it or not; then both write in a thread of their own."""

from tools.machine import Machine

INTRODUCTION = Machine(
    kind="introduction", zh="引荐", en="introduction",
    steps={
        ("sent", "accept"): "accepted",
        ("sent", "decline"): "declined",
        ("sent", "withdraw"): "withdrawn",
        ("sent", "expire"): "expired",
        ("accepted", "message"): "accepted",
        ("accepted", "close"): "closed",
    },
    states={
        "sent": ("待机构答复", "waiting for the agency's answer"), "accepted": ("机构已接受", "accepted by the agency"),
        "declined": ("机构已谢绝", "declined by the agency"), "withdrawn": ("已撤回", "withdrawn"), "expired": ("已过期", "expired"),
        "closed": ("已结束", "closed"),
    },
    events={
        "accept": ("接受", "accept it"), "decline": ("谢绝", "decline it"), "withdraw": ("撤回", "withdraw it"),
        "expire": ("过期", "let it expire"), "message": ("留言", "write in it"), "close": ("结束", "close it"),
    },
)  # fmt: skip

LIVE = ("sent", "accepted")
# Who may take a step: the member who asked, or the agency that was asked.
SIDES = {"accept": ("agency",), "decline": ("agency",), "withdraw": ("member",), "message": ("member", "agency"), "close": ("member", "agency")}  # fmt: skip

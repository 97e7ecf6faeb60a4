"""The steps of sessions and of sign-ups: one table each, with nothing beside it."""

from tools.machine import Machine

SESSION = Machine(
    kind="session", zh="场次", en="session",
    steps={("open", "hold"): "held", ("open", "cancel"): "cancelled"},
    states={"open": ("可报名", "open"), "held": ("已举办", "held"), "cancelled": ("已取消", "cancelled")},
    events={"hold": ("登记举办", "record it as held"), "cancel": ("取消", "cancel it")},
)  # fmt: skip

SIGN_UP = Machine(
    kind="sign_up", zh="报名", en="sign-up",
    steps={
        ("waiting", "offer"): "offered",
        ("waiting", "cancel"): "cancelled",
        ("waiting", "expire"): "expired",
        ("offered", "claim"): "signed",
        ("offered", "cancel"): "cancelled",
        ("offered", "expire"): "expired",
        ("signed", "cancel"): "cancelled",
        ("signed", "lapse"): "cancelled",
        ("signed", "attend"): "attended",
        ("signed", "miss"): "absent",
        ("absent", "attend"): "attended",
    },
    states={
        "waiting": ("候补中", "on the waiting list"), "offered": ("有空位，待确认", "offered a seat, to be confirmed"),
        "signed": ("已报名", "signed up"), "cancelled": ("已取消", "cancelled"), "expired": ("已过期", "expired"),
        "attended": ("已出席", "attended"), "absent": ("缺席", "absent"),
    },
    events={
        "offer": ("提供空位", "offer a seat"), "claim": ("确认席位", "confirm the seat"), "cancel": ("取消", "cancel it"),
        "expire": ("过期", "let it expire"), "lapse": ("因未付款失效", "let it lapse unpaid"), "attend": ("登记出席", "record attendance"),
        "miss": ("登记缺席", "record absence"),
    },
)  # fmt: skip

SEATED = ("signed", "offered")  # what takes a seat before the session
LIVE_STATES = ("waiting", "offered", "signed", "attended", "absent")

"""The steps of quotes and orders: one table each, with nothing beside it."""

from tools.machine import Machine

QUOTE = Machine(
    kind="quote", zh="报价", en="quote",
    steps={
        ("asked", "forward"): "asked",
        ("asked", "answer"): "open",
        ("asked", "withdraw"): "withdrawn",
        ("open", "use"): "used",
        ("open", "withdraw"): "withdrawn",
    },
    states={
        "asked": ("待报价", "waiting for a price"), "open": ("可下单", "open"), "used": ("已下单", "used"),
        "withdrawn": ("已撤回", "withdrawn"),
    },
    events={
        "forward": ("转给服务方询价", "forward it to a provider"), "answer": ("报价", "put a price to it"),
        "use": ("下单", "order by it"), "withdraw": ("撤回", "withdraw it"),
    },
)  # fmt: skip

ORDER = Machine(
    kind="order", zh="订单", en="order",
    steps={
        ("placed", "assign"): "assigned",
        ("placed", "cancel"): "cancelled",
        ("assigned", "assign"): "assigned",
        ("assigned", "accept_assignment"): "working",
        ("assigned", "decline"): "placed",
        ("assigned", "cancel"): "cancelled",
        ("working", "report_milestone"): "working",
        ("working", "deliver"): "delivered",
        ("working", "dispute"): "disputed",
        ("working", "cancel"): "cancelled",
        ("delivered", "accept_delivery"): "completed",
        ("delivered", "return"): "working",
        ("delivered", "dispute"): "disputed",
        ("disputed", "decide"): "settled",
    },
    states={
        "placed": ("已下单，待指派", "placed and waiting for a provider"), "assigned": ("已指派，待接单", "assigned and waiting for acceptance"),
        "working": ("进行中", "in work"), "delivered": ("已交付，待验收", "delivered and waiting for inspection"),
        "disputed": ("争议中", "disputed"), "completed": ("已完成", "completed"), "settled": ("争议已裁决", "settled by decision"),
        "cancelled": ("已取消", "cancelled"),
    },
    events={
        "assign": ("指派服务方", "assign a provider"), "accept_assignment": ("接单", "accept the assignment"),
        "decline": ("谢绝指派", "decline the assignment"), "report_milestone": ("报告里程碑", "report a milestone"),
        "deliver": ("交付", "deliver"), "accept_delivery": ("验收", "accept the delivery"), "return": ("退回修改", "return the delivery"),
        "dispute": ("提出争议", "dispute it"), "decide": ("裁决", "decide it"), "cancel": ("取消", "cancel it"),
    },
)  # fmt: skip

RATED_IN = ("completed", "settled")
ENDED = ("completed", "settled", "cancelled")

# Who may take a step: the buyer's side, the provider's, or the platform (staff, experts).
SIDES = {
    "assign": ("buyer", "platform"), "accept_assignment": ("provider",), "decline": ("provider",), "report_milestone": ("provider",),
    "deliver": ("provider",), "accept_delivery": ("buyer",), "return": ("buyer",), "dispute": ("buyer", "provider"),
    "decide": ("platform",), "cancel": ("buyer", "provider", "platform"),
}  # fmt: skip

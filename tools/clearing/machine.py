"""The steps of an escrow and of a transfer; what is not here is refused by name."""

from tools.machine import Machine

ESCROW = Machine(
    kind="escrow",
    zh="托管",
    en="escrow",
    steps={
        ("agreed", "fund"): "held",
        ("agreed", "void"): "void",
        ("held", "release"): "released",
        ("held", "refund"): "refunded",
        ("held", "split"): "split",
    },
    states={
        "agreed": ("待付款", "agreed, not funded"),
        "held": ("已托管", "held"),
        "released": ("已放款", "released"),
        "refunded": ("已退款", "refunded"),
        "split": ("已分配", "split"),
        "void": ("已作废", "void"),
    },
    events={
        "fund": ("付款", "fund it"),
        "void": ("作废", "void it"),
        "release": ("放款", "release it"),
        "refund": ("退款", "refund it"),
        "split": ("分配", "split it"),
    },
)
SETTLING = ("release", "refund", "split")
OPEN = ("agreed", "held")

TRANSFER = Machine(
    kind="transfer",
    zh="收付款",
    en="transfer",
    steps={
        ("requested", "send"): "sent",
        ("sent", "send"): "sent",
        ("sent", "complete"): "done",
        ("sent", "fail"): "failed",
    },
    states={
        "requested": ("待发送", "requested"),
        "sent": ("已发送", "sent"),
        "done": ("已完成", "done"),
        "failed": ("未成功", "failed"),
    },
    events={
        "send": ("发送", "send it"),
        "complete": ("完成", "complete it"),
        "fail": ("作失败处理", "fail it"),
    },
)

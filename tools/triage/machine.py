"""The steps of a case: open, taken, snoozed, answered, closed; or merged into another, which is the end of it."""

from tools.machine import Machine

CASE = Machine(
    "inquiry",
    "咨询",
    "inquiry",
    {
        ("open", "take"): "taken", ("open", "assign"): "taken", ("open", "snooze"): "snoozed", ("open", "merge"): "merged", ("open", "close"): "closed",
        ("taken", "assign"): "taken", ("taken", "release"): "open", ("taken", "snooze"): "snoozed", ("taken", "merge"): "merged",
        ("taken", "reply"): "answered", ("taken", "close"): "closed",
        ("snoozed", "take"): "taken", ("snoozed", "assign"): "taken", ("snoozed", "wake"): "open", ("snoozed", "merge"): "merged", ("snoozed", "close"): "closed",
        ("answered", "reply"): "answered", ("answered", "assign"): "answered", ("answered", "close"): "closed", ("answered", "reopen"): "open",
        ("closed", "reopen"): "open",
    },
    {
        "open": ("待受理", "waiting"), "taken": ("处理中", "being worked on"), "snoozed": ("已暂缓", "put off"), "answered": ("已答复", "answered"),
        "closed": ("已结案", "closed"), "merged": ("已并入另一件", "merged into another"),
    },
    {
        "take": ("受理", "take it"), "assign": ("分派", "assign it"), "release": ("退回队列", "give it back"), "snooze": ("暂缓", "put it off"), "wake": ("恢复", "wake it"),
        "merge": ("合并", "merge it"), "reply": ("答复", "reply to it"), "close": ("结案", "close it"), "reopen": ("重新打开", "reopen it"),
    },
)  # fmt: skip
WAITING = ("open", "taken", "snoozed")  # states in which somebody at the platform has to do something

"""The steps of a dispute about an entry of a rating."""

from tools.machine import Machine

RATING_DISPUTE = Machine(
    "rating",
    "评价异议",
    "dispute of the entry",
    {("open", "uphold"): "upheld", ("open", "remove"): "removed"},
    {"open": ("待裁定", "waiting for a decision"), "upheld": ("已维持记录", "decided: the entry stays"), "removed": ("已撤除记录", "decided: the entry was removed")},
    {"uphold": ("维持记录", "let the entry stay"), "remove": ("撤除记录", "remove the entry")},
)  # fmt: skip

"""Which right a text is about, where an event may concern several."""

import re

_TOLD = (
    ("design", r"外观(?:设计)?|\bdesigns?\b(?! around)"),
    ("utility-model", r"实用新型|\butility models?\b"),
    ("mark", r"商标|品牌|注册号|撤三|近似|类(?:似)?商品|第?\d{1,2}类|尼斯|商品|\btrade ?marks?\b|\bmarks?\b|\bbrands?\b|\blogo\b|\bgoods\b"),
    ("invention", r"专利|发明|权利要求|申请号|\bpatents?\b|\binventions?\b|\bclaims? \d|\bpct\b"),
    ("copyright", r"著作权|版权|软著|\bcopyright"),
)  # fmt: skip


def rights_of_event(text: str, possible: tuple[str, ...]) -> tuple[str, ...]:
    """The right a text names most often among those an event may concern; all of them where it names none, the shortest period counts."""
    if "any" in possible:
        return ("any",)
    wider = {"patent": ("invention", "utility-model", "design")}
    allowed = {kind for each in possible for kind in (each, *wider.get(each, ()))}
    if "invention" in allowed:
        allowed |= {"utility-model", "design"}
    counts = {kind: len(re.findall(pattern, text, re.IGNORECASE)) for kind, pattern in _TOLD if kind in allowed}
    named = [kind for kind in counts if counts[kind]]
    return (max(named, key=lambda kind: counts[kind]),) if named else possible

"""Marks made up for the tests: no such owners, numbers or marks exist as far as we know."""

from datetime import date

from knowledge.trademarks.record import Effect, Goods, Mark, StatusEvent


def mark(
    number: int, words: str, *nice: int, groups: tuple[str, ...] = (), names: tuple[str, ...] = (), **rest: object
) -> Mark:
    """A registered mark of 2020, in force, unless something else is said."""
    goods = tuple(
        Goods(nice=n, names=names, subgroups=tuple(group for group in groups if int(group[:2]) == n)) for n in nice
    )
    given: dict[str, object] = {
        "filed": date(2019, 12, 2),
        "registered": date(2020, 9, 14),
        "expires": date(2030, 9, 13),
    }
    return Mark(
        office="CN",
        number=str(number),
        printed=str(number),
        words=words,
        goods=goods,
        holder="虚构有限公司",
        **given | rest,
    )  # type: ignore[arg-type]


MARKS = [
    mark(90000001, "青岚", 30, groups=("3002",), names=("茶", "茶饮料")),
    mark(90000002, "清岚", 30, groups=("3001",), names=("咖啡",)),
    mark(90000003, "青岚山房", 43, groups=("4301",), names=("餐厅",)),
    mark(90000004, "岚青", 9, groups=("0901",), names=("计算机软件",)),
    mark(90000005, "ZELMORA", 9, 42, groups=("0901", "4220"), names=("可下载的计算机应用软件",)),
    mark(90000006, "Zelmura", 9, groups=("0908",), names=("耳机",)),
    mark(90000007, "BLUE WHALE", 25, groups=("2501",), names=("服装",)),
    mark(90000008, "维尔莫拉", 3),
    mark(90000009, "萤火虫", 28, filed=date(2026, 10, 8), registered=None, expires=None),
    mark(90000010, "FIREFLY", 28, events=(StatusEvent(day=date(2026, 6, 1), effect=Effect.SURRENDERED, text="注销"),)),
    mark(90000011, "FIREFLYE", 28, events=(StatusEvent(day=date(2026, 6, 1), effect=Effect.CANCELLED, text="撤销"),)),
    mark(90000012, "沁露", 32, groups=("3202",), names=("无酒精饮料",)),
    mark(90000013, "QINGLAN", 30, filed=date(2026, 12, 20), registered=None, expires=None),
    mark(90000014, "松果派", 30, groups=("3006",), names=("糕点",), translation="Pinecone Pie"),
]

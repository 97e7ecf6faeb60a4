"""A few records in three languages that the tests of the patent index search."""

from datetime import date

from knowledge.patents.numbers import parse_publication
from knowledge.patents.record import Party, Patent, Right, Symbol, Texts


def patent(number: str, title: str, abstract: str = "", claims: tuple[str, ...] = (), language: str = "en", **more: object) -> Patent:  # fmt: skip
    codes = more.pop("codes", ())
    texts = {language: Texts(title=title, abstract=abstract, claims=claims)}
    symbols = tuple(Symbol(scheme="IPC", code=code) for code in codes)  # type: ignore[attr-defined]
    return Patent(number=parse_publication(number), printed=number, texts=texts, symbols=symbols, **more)  # type: ignore[arg-type]


RECORDS = [
    patent("US1000001A", "Jet engine bird diverter", "A screen keeps birds out of the inlet of a jet engine.", ("1. A diverter comprising a conical screen.", "2. The diverter of claim 1 wherein the screen is made of titanium wire."), codes=("F02C 7/055",), published=date(2011, 8, 4), filed=date(2010, 1, 29), holders=(Party(name="Newcomer", entity="newcomer"),)),
    patent("US1000002B2", "Pizza oven with rotating stone", "An oven bakes pizza on a rotating stone above a burner.", codes=("A21B 1/44",), published=date(2015, 3, 3), filed=date(2013, 1, 1)),
    patent("CN1000003A", "一种航空发动机进气口防鸟撞装置", "本发明公开了一种防鸟撞装置，包括设置在发动机进气口前方的锥形滤网。所述滤网由钛合金制成。", ("1.一种防鸟撞装置，其特征在于，包括锥形滤网。",), language="zh", codes=("F02C 7/055", "B64D 33/02"), published=date(2018, 5, 1), filed=date(2016, 5, 1)),
    patent("CN1000004U", "一种披萨烤箱", "本实用新型涉及一种披萨烤箱，包括旋转石板和燃烧器。", language="zh", codes=("A21B 1/44",), right=Right.UTILITY_MODEL, published=date(2019, 6, 1)),
    patent("US1000005A1", "Drone landing gear", "A drone has legs that fold.", codes=("B64C 25/10", "F02C 70/00"), published=date(2020, 1, 1)),
    patent("KR1000006A", "줄기세포를 이용한 연골 치료 방법", language="ko", codes=("A61K 35/28",)),
]  # fmt: skip

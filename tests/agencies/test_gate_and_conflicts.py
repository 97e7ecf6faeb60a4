"""Thousands of generated matchings with planted conflicts and licences that ran out: the gate holds always, no conflict gets through.

What must be is computed here from how the case was planted, not from the rules.
"""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tests.conftest import TODAY
from tools.agencies.clients import Parties
from tools.agencies.directory import Directory, Licence, Provider
from tools.agencies.matching import match
from tools.agencies.names import Names, names
from tools.agencies.request import Asked
from tools.agencies.task import Work, works

CASES = 3000
KINDS = (
    "patent_agency",
    "trademark_agency",
    "law_firm",
    "appraiser",
    "auction_house",
    "bank",
    "foreign_law_practice",
    "foreign_patent_practice",
)
STANDS_IN = {
    "foreign_law_practice": {"patent_agency", "trademark_agency", "law_firm"},
    "foreign_patent_practice": {"patent_agency"},
}
SEATS = {"US": {"US"}, "EP": {"DE", "DK", "FR"}, "JP": {"JP"}, "SG": {"SG"}, "IL": {"IL"}, "CN": {"CN"}}
STEMS_ZH = ("鼎星", "云帆", "栖霞", "砺锋", "沐川", "禾木", "岱岳", "璟琛")
STEMS_EN = ("Dingxing", "Yunfan", "Qixia", "Lifeng", "Muchuan", "Hemu", "Daiyue", "Jingchen")
FORMS_ZH = ("电子有限公司", "电子股份有限公司", "电子科技集团有限公司", "电子2号科技有限公司")
FORMS_EN = (" Electronics Co., Ltd.", " Electronics Inc.", " Electronics Group", " Electronics 2 Holdings Ltd.")
MEMBER = names(["青岚精密机械有限公司", "Qinglan Precision Machinery Co., Ltd."])
KNOWN = tuple(
    names([f"{zh}电子有限公司", f"{en} Electronics Co., Ltd."]) for zh, en in zip(STEMS_ZH, STEMS_EN, strict=True)
)


def written(party: int, draw: Random) -> str:
    """One of the ways a party is written: either language, any form, a number, with blanks or capitals."""
    if draw.random() < 0.5:
        prefix = draw.choice(("", "北京", "深圳市", "中国"))
        return prefix + STEMS_ZH[party] + draw.choice(FORMS_ZH)
    name = STEMS_EN[party] + draw.choice(FORMS_EN)
    return draw.choice((name, name.upper(), f"  {name} "))


def provider(number: int, draw: Random) -> tuple[Provider, set[int], bool]:
    """A provider with the parties it stands for, and whether it acts against the member."""
    clients = {party for party in range(len(STEMS_ZH)) if draw.random() < 0.15}
    adverse = draw.random() < 0.1
    held = tuple(
        Licence(kind, f"N-{number}", draw.choice((None, TODAY, TODAY - timedelta(1), TODAY + timedelta(400), date(2020, 1, 1))))
        for kind in KINDS if draw.random() < 0.4
    )  # fmt: skip
    made = Provider(
        f"ORG-{number:03d}", f"机构{number}事务所有限公司", f"Firm number{number} Ltd", "agency", draw.choice(("CN", "CN", "CN", "US", "DE", "JP", "SG", "IL")),
        fields=("H04",), jurisdictions=tuple(sorted(draw.sample(sorted(SEATS), k=4))), languages=("zh", "en"),
        lines=("legal", "international", "appraisal", "commercial", "search"), licences=held, capacity=draw.choice((0, 5, 9)), load=draw.choice((0, 1, 6)),
        accepting=draw.random() < 0.9, verified=draw.random() < 0.9,
        parties=Parties(tuple(names([written(each, draw)]) for each in clients), (names(["青岚精密机械股份有限公司"]),) if adverse else ()),
    )  # fmt: skip
    return made, clients, adverse


def allowed(each: Provider, work: Work, jurisdiction: str) -> bool:
    """Whether a licence in force lets a provider do the work: what the law says, put down again."""
    if work.licence == "none":
        return True
    valid = {held.kind for held in each.licences if held.until is None or held.until >= TODAY}
    if each.country == "CN":
        return work.licence in valid
    return (
        jurisdiction != "CN"
        and each.country in SEATS[jurisdiction]
        and any(work.licence in STANDS_IN.get(kind, ()) for kind in valid)
    )


def test_the_gate_holds_in_every_case_and_no_conflict_gets_through() -> None:
    draw = Random(20261122)
    listed = blocked = closed = 0
    for number in range(CASES):
        if number % 100 == 0:
            made = [provider(each, draw) for each in range(25)]
            directory = Directory(tuple(each for each, _, _ in made), KNOWN)
        work = draw.choice(works())
        jurisdiction = draw.choice(sorted(SEATS))
        against = set(draw.sample(range(len(STEMS_ZH)), k=draw.choice((0, 1, 1, 2))))
        asked = Asked(work, "", jurisdiction, "", "", None, None, tuple(written(each, draw) for each in against))
        found = {each.provider.organisation for each in match(directory, asked, MEMBER, TODAY).candidates}
        for each, clients, adverse in made:
            conflict = bool(clients & against) or adverse
            licensed = allowed(each, work, jurisdiction)
            fits = (
                licensed
                and not conflict
                and each.verified
                and each.accepting
                and each.capacity > 0
                and jurisdiction in each.jurisdictions
                and work.line in each.lines
            )
            assert (each.organisation in found) == fits, (each, work, jurisdiction, asked.against)
            listed, blocked, closed = listed + fits, blocked + conflict, closed + (not licensed)
    assert min(listed, blocked, closed) > 1000, "else the cases prove nothing"


def test_the_planted_conflicts_would_be_listed_without_the_check() -> None:
    """The same directory with its private lists taken away lists them: the test above can fail."""
    draw = Random(1)
    made = [provider(each, draw) for each in range(60)]
    work = next(each for each in works() if each.name == "prior-art-search")
    asked = Asked(work, "", "CN", "", "", None, None, tuple(f"{stem}电子有限公司" for stem in STEMS_ZH))
    kept = match(Directory(tuple(each for each, _, _ in made), KNOWN), asked, MEMBER, TODAY)
    bare = match(
        Directory(tuple(replace(each, parties=Parties((), ())) for each, _, _ in made), KNOWN), asked, MEMBER, TODAY
    )
    assert len(bare.candidates) > len(kept.candidates) + 5


def test_the_order_is_the_same_whatever_the_directory_was_read_in_and_changes_with_the_day() -> None:
    draw = Random(7)
    made = [
        replace(
            provider(each, draw)[0],
            licences=(Licence("patent_agency", "N", None),),
            country="CN",
            jurisdictions=("CN",),
            capacity=5,
            load=0,
            accepting=True,
            verified=True,
            parties=Parties((), ()),
        )
        for each in range(20)
    ]
    asked = Asked(works()[0], "H04", "CN", "", "", None, None, ())

    def order(day: date, shelf: list[Provider], who: Names = MEMBER) -> list[str]:
        return [each.provider.organisation for each in match(Directory(tuple(shelf)), asked, who, day).candidates]

    shuffled = draw.sample(made, k=len(made))
    assert order(TODAY, made) == order(TODAY, shuffled)
    days = [order(TODAY + timedelta(day), made)[0] for day in range(60)]
    assert len(set(days)) > 10, "equal ones take turns at the top"
    neutral = match(Directory(tuple(shuffled)), asked, MEMBER, TODAY, ranked=False)
    assert [each.provider.name_en for each in neutral.candidates] == sorted(each.name_en for each in made)
    assert all(each.points is None and not each.met for each in neutral.candidates)

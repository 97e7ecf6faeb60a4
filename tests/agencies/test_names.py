"""Company names that may be one firm for the conflict check, and those that are not."""

import pytest

from tools.agencies.conflicts import read_against
from tools.agencies.names import names, party
from tools.refused import Refused

SAME = [
    ("青岚精密机械有限公司", "北京青岚精密机械股份有限公司"), ("青岚精密机械有限公司", "青岚"), ("鼎星3号科技有限公司", "鼎星7号科技有限公司"),
    ("青嵐精密機械有限公司", "青岚精密机械有限公司"), ("Rheintal Sensorik GmbH", "RHEINTAL SENSORIK AG"), ("Rheintal", "Rheintal Sensorik GmbH"),
    ("Novak 2 Ltd.", "Novak 3 Inc"), ("株式会社田中", "田中"), ("Yunmeng Drone Technology Co., Ltd.", "Yunmeng Drone Ltd"), ("青岚\u200b精密机械有限公司", "青岚精密机械有限公司"),
]  # fmt: skip
DIFFERENT = [
    ("华星科技有限公司", "华新科技有限公司"), ("青岚精密机械有限公司", "青峰精密机械有限公司"), ("三一重工有限公司", "二七重工有限公司"),
    ("Novak Inc.", "Novakov Inc."), ("Rheintal Sensorik GmbH", "Rheinfels Sensorik GmbH"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two"), SAME)
def test_one_firm_under_two_names(one: str, two: str) -> None:
    assert names([one]).same(names([two]))
    assert names([two]).same(names([one]))


@pytest.mark.parametrize(("one", "two"), DIFFERENT)
def test_two_firms(one: str, two: str) -> None:
    assert not names([one]).same(names([two]))


def test_other_names_and_groups_count() -> None:
    written = party("甲衡机电有限公司=Jiaheng Motors Ltd.@乙岳集团")
    assert written.same(names(["JIAHENG MOTORS INC"]))
    assert written.same(names(["乙岳集团"]))
    assert names(["丙木有限公司"], "乙岳集团").same(written)
    assert not written.same(names(["丙木有限公司"]))


@pytest.mark.parametrize("said", [["@"], ["="], ["有效公司"] * 1 + [f"第{n}川公司" for n in range(30)]])
def test_what_cannot_be_checked_is_refused(said: list[str]) -> None:
    with pytest.raises(Refused):
        read_against(said)

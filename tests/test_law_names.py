"""Laws named as the place to look in: the rule they hold is found, not the article that states their purpose."""

import pytest

from assistant.world import World
from retrievers.law_names import LawNames
from tests.test_first_questions import lead, told


@pytest.fixture(scope="module")
def names(world: World) -> LawNames:
    return LawNames(world.finder)


@pytest.mark.parametrize(
    ("question", "rest", "laws"),
    [
        ("What is the grace period under the Patent Law?", "What is the grace period for a patent ?", {"patent-law"}),
        ("Under the Anti-Unfair Competition Law, what is the ceiling?", ", what is the ceiling?", {"anti-unfair-competition-law"}),
        ("What does the Trademark Law of the PRC say about well-known marks?", "for a trademark well-known marks?", {"trademark-law"}),
        ("专利法里的宽限期是多久", "专利的宽限期是多久", {"patent-law"}),
        ("按照《著作权法》，保护期是多久", "，保护期是多久", {"copyright-law"}),
        ("商标法规定的法定赔偿上限是多少", "商标的法定赔偿上限是多少", {"trademark-law"}),
        ("著作权法哪一条讲合理使用？", "合理使用？", {"copyright-law"}),
        ("Which provision of the Copyright Law covers fair use?", "fair use?", {"copyright-law"}),
        ("中国专利法对职务发明怎么规定的？", "中国专利的职务发明怎么规定的？", {"patent-law"}),
        ("新商标法什么时候施行", "新商标法什么时候施行", set()),
        ("When does the new Trademark Law start?", "When does the new Trademark Law start?", set()),
        ("What does Article 42 of the Patent Law say?", "What does Article 42 of the Patent Law say?", set()),
        ("仲裁法里撤销裁决的期限是多久", "仲裁法里撤销裁决的期限是多久", set()),  # its name is the word for the setting
        ("How long is the period under the Arbitration Law?", "How long is the period under the Arbitration Law?", set()),
        ("我的商标被抢注了", "我的商标被抢注了", set()),
        ("", "", set()),
    ],
)  # fmt: skip
def test_a_law_named_as_a_place_makes_way_for_its_right(
    question: str, rest: str, laws: set[str], names: LawNames
) -> None:
    assert names.taken_out(question) == (rest, laws)


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("What is the grace period under the Patent Law?", "cn/patent-law@2021-06-01/art24"),
        ("What is the term of protection under the Copyright Law?", "cn/copyright-law@2021-06-01/art23"),
        ("Which acts infringe under the Patent Law?", "cn/patent-law@2021-06-01/art11"),
        ("What are the statutory damages under the Trademark Law?", "cn/trademark-law@2019-11-01/art63"),
        ("Under the Anti-Unfair Competition Law, what is the maximum compensation for trade secrets?", "cn/anti-unfair-competition-law@2025-10-15/art22"),
        ("What does the E-Commerce Law require of platforms after a notice?", "cn/e-commerce-law@2019-01-01/art44"),
        ("What does Chinese copyright law say about works made for hire?", "cn/copyright-law@2021-06-01/art18"),
        ("Which provision of the Copyright Law covers fair use?", "cn/copyright-law@2021-06-01/art24"),
        ("著作权法哪一条讲合理使用？", "cn/copyright-law@2021-06-01/art24"),
        ("中国专利法对职务发明怎么规定的？", "cn/patent-law@2021-06-01/art6"),
        ("专利法里的宽限期是多久？", "cn/patent-law@2021-06-01/art24"),
        ("著作权法规定的保护期是多久？", "cn/copyright-law@2021-06-01/art23"),
        ("反不正当竞争法对商业秘密的赔偿上限是多少？", "cn/anti-unfair-competition-law@2025-10-15/art22"),
        ("商标法规定的法定赔偿上限是多少？", "cn/trademark-law@2019-11-01/art63"),
    ],
)  # fmt: skip
def test_the_rule_asked_for_leads_not_the_purpose_of_the_law(question: str, key: str, world: World) -> None:
    assert lead(told(world, question)) == key

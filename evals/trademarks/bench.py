"""`python -m evals.trademarks.bench [MARKS]`: how long a search takes over marks made up by the hundred thousand."""

import random
import sys
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from knowledge.trademarks.record import Goods, Mark
from knowledge.trademarks.store import MarkStore
from retrievers.embeddings import make_encoder
from retrievers.trademarks.index import MarkIndex
from retrievers.trademarks.search import MarkQuery, MarkSearcher

# Characters and syllables names are made of; common ones stand first and are drawn more often.
_HAN = (
    "天金华大新美丽源泰安康宝龙凤福兴达盛德佳乐海洋山水云星月光明春秋雪梅兰竹菊松柏青红蓝白黑绿紫玉石林木森田园花果香甜"
    "东南西北中国民族文化科技智慧创联通汇聚鑫磊晶淼焱垚品尚尊贵豪庭苑阁轩堂斋坊居舍府邸城邦域界世纪年代时光岁辰晨曦朝夕"
    "一二三四五六七八九十百千万亿小牛羊马虎兔蛇猴鸡狗猪鼠鹰鹤鹿鱼虾蟹贝鲸豚熊猫狮象燕雀鸽鹏麒麟飞翔腾跃奔驰骋驭御"
    "维尔莫拉贝洛芬塔米卡森迪诺瓦茜芙蕾莎澜沁奥克斯思恩泽瑞悠禾麦朵宜芊芮可沐语锦辰溪岑朗悦囊哲宁湾唯娜优丝缘迈择"
)
_SYLLABLES = [
    "zel",
    "mo",
    "ra",
    "van",
    "to",
    "lix",
    "kin",
    "tu",
    "va",
    "brel",
    "don",
    "quen",
    "dra",
    "lum",
    "ve",
    "ra",
    "tor",
    "vax",
    "mi",
    "rel",
    "lo",
    "pal",
    "no",
    "xen",
    "di",
    "sol",
    "viq",
    "car",
    "ben",
    "ta",
    "dra",
    "vel",
    "wes",
    "rin",
    "ko",
    "al",
    "ni",
    "te",
    "vo",
    "sen",
    "ti",
    "cle",
    "jen",
    "dix",
    "pha",
    "ru",
    "su",
    "pi",
    "ga",
    "hu",
    "be",
    "fa",
    "li",
    "ne",
    "sta",
    "tro",
    "cre",
    "blu",
    "gro",
    "shi",
    "thal",
    "mer",
    "cor",
    "nex",
    "vio",
]
_WORDS = [
    "blue",
    "red",
    "gold",
    "star",
    "moon",
    "river",
    "stone",
    "fox",
    "wolf",
    "hawk",
    "apple",
    "rose",
    "lily",
    "crown",
    "king",
    "queen",
    "light",
    "cloud",
    "sky",
    "sea",
]


def made_up(count: int, seed: int = 7) -> list[Mark]:
    """Marks with made-up words: two in three Chinese, the others letters, some of two English words."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    marks = []
    for number in range(1, count + 1):
        kind = chance.random()
        if kind < 0.67:
            words = "".join(
                _HAN[int(chance.random() ** 1.6 * len(_HAN))] for _ in range(chance.choice((2, 2, 3, 3, 4, 5)))
            )
        elif kind < 0.9:
            words = "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 3, 3, 4)))).upper()
        else:
            words = f"{chance.choice(_WORDS)} {chance.choice(_WORDS)}".upper()
        filed = date(2005, 1, 1) + timedelta(days=chance.randrange(7800))
        goods = (Goods(nice=min(45, 1 + int(chance.random() ** 0.8 * 45))),)
        marks.append(Mark(office="CN", number=str(number), printed=str(number), words=words, goods=goods, filed=filed))
    return marks


def main(count: int) -> None:
    """Build, search, and print the figures."""
    encoder = make_encoder("bundled")
    with TemporaryDirectory() as folder:
        store, index = MarkStore(Path(folder) / "marks.db"), MarkIndex(Path(folder) / "index.db", encoder)
        marks = made_up(count)
        started = perf_counter()
        for at in range(0, count, 2000):
            store.upsert_all(marks[at : at + 2000])
        stored = perf_counter()
        index.update(store)
        built = perf_counter()
        size = (Path(folder) / "index.db").stat().st_size / 1e6
        _say(
            f"{count} marks: stored in {stored - started:.0f} s, indexed in {built - stored:.0f} s, index {size:.0f} MB"
        )
        searcher = MarkSearcher(store, index)
        words = [mark.words for mark in made_up(120, seed=11)]
        searcher.search(MarkQuery(words[0]))  # the signs are read once
        for name, classes in (("all classes", frozenset[int]()), ("one class", frozenset({9}))):
            times = sorted(searcher.search(MarkQuery(word, classes)).seconds for word in words)
            _say(
                f"  {name}: p50 {times[len(times) // 2] * 1000:.0f} ms, p95 {times[int(len(times) * 0.95)] * 1000:.0f} ms"
            )


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)

"""Sixty synthetic patents in both languages, a searcher over them, and a room to search in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache

from knowledge.language import detect
from knowledge.law.library import LawLibrary
from knowledge.patents.numbers import parse_publication
from knowledge.patents.record import Party, Patent, Right, Stage, Symbol, Texts
from retrievers.embeddings import BundledEncoder
from retrievers.patents.search import PatentHit, PatentQuery, PatentsFound
from tests.conftest import clock
from tools.search.passages import passages_of
from tools.search.room import Connector, SearchRoom
from tools.search.standing import Standing, State
from tools.search.survey import Holding, Survey
from tools.search.vocabulary import overlap

# class; subject; four features: Chinese | English
TABLE = """
F02C 7/055; 喷气发动机防鸟撞装置 | bird strike protection device for a jet engine; 进气口前方设置锥形金属格栅 | a conical metal grille arranged in front of the air inlet; 格栅的钢条由弹簧支撑 | steel bars of the grille are supported by springs; 导流罩将鸟偏转到管道外侧 | a deflector fairing guides birds to the outer side of the duct; 传感器检测撞击并发出报警信号 | a sensor detects an impact and sends an alarm signal
E01B 3/32; 钢筋混凝土轨枕 | reinforced concrete railway sleeper; 轨枕本体两侧设有U型预留孔 | U-shaped reserved holes are provided on both sides of the sleeper body; 钢筋架焊接在预留孔处 | a reinforcement steel frame is welded at the reserved holes; 螺栓将钢轨固定在轨枕上 | bolts fix the rail on the sleeper; 橡胶垫片位于钢轨与轨枕之间 | a rubber gasket lies between the rail and the sleeper
H01M 50/40; 锂电池隔膜 | separator for a lithium battery; 多孔聚合物薄膜作为基层 | a porous polymer film serves as base layer; 薄膜表面具有陶瓷颗粒涂层 | the film surface has a coating of ceramic particles; 涂层厚度为二至四微米 | the coating thickness is two to four micrometres; 粘接树脂将颗粒固定在薄膜上 | an adhesive resin fixes the particles on the film
G05D 1/10; 无人机避障方法 | obstacle avoidance method for a drone; 摄像头采集前方图像 | a camera captures images ahead; 神经网络识别图像中的电线 | a neural network identifies power lines in the image; 控制器计算旋翼的速度 | a controller computes the speed of the rotors; 无人机水平移动以绕开电线 | the drone moves horizontally around the lines
A21B 3/13; 披萨烤盘 | pizza baking pan; 铝制圆形底板带有通孔 | a round aluminum bottom plate has through holes; 底板边缘有环形槽收集油 | an annular groove at the plate edge collects oil; 可拆卸把手连接到边缘 | a detachable handle is connected to the edge; 陶瓷涂层防止面团粘附 | a ceramic coating prevents dough from sticking
C12N 5/0735; 干细胞培养方法 | method for culturing stem cells; 在无血清培养基中培养细胞 | culturing cells in a serum-free culture medium; 培养基含有抗体和酶 | the medium contains an antibody and an enzyme; 温度保持在三十七度 | the temperature is kept at thirty-seven degrees; 过滤分离死亡的细胞 | dead cells are separated by filtration
G06F 16/35; 文本分类系统 | text classification system; 服务器接收用户发送的文本 | a server receives text sent by a user; 神经网络模型计算每个类别的概率 | a neural network model computes a probability for each category; 数据库存储训练文本 | a database stores training text; 显示单元显示排序后的类别 | a display unit displays the ranked categories
B33Y 30/00; 三维打印喷头 | print head for three-dimensional printing; 加热的喷嘴挤出塑料 | a heated nozzle extrudes plastic; 风扇冷却喷嘴上端 | a fan cools the upper end of the nozzle; 齿轮由电机驱动送料 | gears driven by a motor feed the material; 温度传感器安装在喷嘴内壁 | a temperature sensor is mounted on the inner wall of the nozzle
F16K 1/00; 防漏阀门 | leak-proof valve; 阀体内设有倾斜的密封圈 | an inclined seal ring is arranged in the valve body; 磁铁吸住阀盖 | a magnet holds the valve cover; 弹簧推动阀杆复位 | a spring pushes the valve stem back; 压力传感器监测出口压力 | a pressure sensor monitors the outlet pressure
H04W 52/02; 基站散热装置 | heat dissipation device for a base station; 壳体外侧设有铝制散热片 | aluminum fins are arranged on the outer side of the housing; 液体冷却管道贴合电路 | liquid cooling pipes contact the circuit; 风扇由温度控制 | a fan is controlled by temperature; 无线模块报告故障 | a wireless module reports faults
A61K 39/12; 病毒疫苗组合物 | virus vaccine composition; 组合物包含减毒病毒 | the composition contains an attenuated virus; 铝盐作为佐剂 | an aluminum salt serves as adjuvant; 溶液经干燥成粉末 | the solution is dried into a powder; 患者每年注射一次 | the patient is injected once a year
B65D 85/36; 隔热披萨盒 | heat insulating pizza box; 盒体由多层纸板制成 | the box body is made of several layers of cardboard; 盒盖上有可关闭的通气孔 | the box lid has closable vent holes; 内壁贴有铝薄膜 | an aluminum film is bonded to the inner wall; 底部有凸起支撑披萨 | protrusions at the bottom support the pizza
E04H 15/00; 充气帐篷 | inflatable tent; 环形气管支撑帐篷 | annular air tubes support the tent; 泵由电池供电 | a pump is powered by a battery; 窗上有防虫网 | a window has an insect net; 底座装满水以增加重量 | the base is filled with water to add weight
G01N 33/24; 土壤湿度检测仪 | soil moisture detector; 两个电极插入土中 | two electrodes are inserted into the soil; 电路测量电极间电阻 | a circuit measures the resistance between the electrodes; 终端显示湿度数值 | a terminal displays the moisture value; 太阳能板给电池充电 | a solar panel charges the battery
A47L 9/00; 无线吸尘器 | cordless vacuum cleaner; 可拆卸的集尘容器 | a detachable dust container; 旋转刷清扫表面 | a rotating brush sweeps the surface; 过滤网由水清洗 | the filter net is washed with water; 电机功率自动调节 | the motor power is adjusted automatically
"""  # fmt: skip
HOLDERS = (("晨星航空有限公司", "Morning Star Aviation"), ("蓝桥材料研究院", "Blue Bridge Materials"), ("北辰大学", "North Star University"))  # fmt: skip


@dataclass(frozen=True)
class Invention:
    """A row of the table."""

    symbol: str
    subject: tuple[str, str]
    features: tuple[tuple[str, str], ...]

    def claim(self, language: str, count: int = 4) -> str:
        """A claim to the subject with the first so many features."""
        side = 0 if language == "zh" else 1
        parts = [feature[side] for feature in self.features[:count]]
        if side:
            return f"1. A {self.subject[1]}, comprising: {'; '.join(parts)}."
        return f"1.一种{self.subject[0]}，其特征在于：{'；'.join(parts)}。"


def inventions() -> list[Invention]:
    rows = [line.split("; ") for line in TABLE.strip().splitlines()]
    pairs = [[tuple(cell.split(" | ")) for cell in row[1:]] for row in rows]
    return [Invention(row[0], cells[0], tuple(cells[1:])) for row, cells in zip(rows, pairs, strict=True)]  # type: ignore[arg-type,misc]


def record(
    number: str, invention: Invention, language: str, published: date, count: int = 4, **changes: object
) -> Patent:
    """A publication of an invention with its first `count` features; filed 18 months before it was published."""
    side = 0 if language == "zh" else 1
    told = [feature[side] for feature in invention.features[:count]]
    dependent = ("2.根据权利要求1所述的装置，其特征在于：还包括蓝色标签。" if side == 0 else "2. The device of claim 1, further comprising a blue label.")  # fmt: skip
    joint = "。" if side == 0 else ". "
    fields: dict[str, object] = {
        "number": parse_publication(number),
        "printed": number,
        "right": Right.UTILITY_MODEL if number.endswith("U") else Right.INVENTION,
        "stage": Stage.GRANT if number[-2:] in ("B2",) or number[-1] in "BU" else Stage.APPLICATION,
        "published": published,
        "filed": date(published.year - 2, published.month, published.day),
        "language": language,
        "texts": {
            language: Texts(
                title=invention.subject[side],
                abstract=joint.join(told[:2]) + joint.strip(),
                claims=(invention.claim(language, count), dependent),
                description=tuple(f"{text}{joint.strip()}" for text in told),
            )
        },
        "holders": (Party(name=HOLDERS[int(number[2:9]) % 3][side], entity=f"holder-{int(number[2:9]) % 3}"),),
        "symbols": (Symbol(scheme="IPC", code=invention.symbol, first=True),),
    } | changes
    return Patent.model_validate(fields)


def records() -> list[Patent]:
    """Four publications of each invention: a Chinese grant and a US grant in full, one of each with two features only."""
    out = []
    for place, invention in enumerate(inventions()):
        base, year = 1000000 + 10 * place, 2005 + place
        out.append(record(f"CN{base + 1}B", invention, "zh", date(year, 3, 1)))
        out.append(record(f"US{base + 2}B2", invention, "en", date(year + 1, 3, 1)))
        out.append(record(f"CN{base + 3}U", invention, "zh", date(year - 1, 3, 1), 2))
        out.append(record(f"US{base + 4}A1", invention, "en", date(year - 1, 6, 1), 3))
    return out


class FakeSearcher:
    """Every filter of a query, and the overlap of words across both languages for its text."""

    def __init__(self, held: list[Patent]) -> None:
        self.held = held
        self.asked: list[PatentQuery] = []

    def search(self, query: PatentQuery, k: int = 20) -> PatentsFound:
        self.asked.append(query)
        hits = sorted(self._hits(query), key=lambda hit: (-hit.score, str(hit.patent.number)))
        return PatentsFound(query, hits[:k], len(hits), {"local": len(self.held)}, 0.0)

    def _hits(self, query: PatentQuery) -> Iterator[PatentHit]:
        for patent in self.held:
            classes = [c for c in query.classes if any(s.code.startswith(c) for s in patent.symbols)]
            if not _passes(patent, query) or (query.classes and not classes):
                continue
            reasons = tuple(f"class {symbol}" for symbol in classes)
            if not query.text:
                yield PatentHit(patent, 1.0, patent.texts[patent.language].title, "title", reasons)
                continue
            language = detect(query.text)
            near = [(overlap(query.text, language, p.text, p.language), p) for p in passages_of(patent)]
            score, best = max(near, key=lambda pair: pair[0])
            if score > 0.1:
                yield PatentHit(patent, score, best.text, best.place, ("words", *reasons))


def _passes(patent: Patent, query: PatentQuery) -> bool:
    published, filed = patent.published or date.max, patent.filed or date.max
    entities = {holder.entity for holder in patent.holders}
    return (
        (not query.countries or patent.number.country in query.countries)
        and (not query.rights or patent.right in query.rights)
        and (not query.published_before or published < query.published_before)
        and (not query.published_from or published >= query.published_from)
        and (not query.filed_before or filed < query.filed_before)
        and (not query.holders or bool(entities & set(query.holders)))
        and (not query.numbers or str(patent.number) in query.numbers)
        and str(patent.number) not in query.exclude
    )


def statuses(patent: Patent, as_of: date) -> Standing:
    """Twenty years from filing for grants, ten for utility models; applications are pending for four."""
    if patent.filed is None:
        return Standing(state=State.UNKNOWN)
    years = 10 if patent.right is Right.UTILITY_MODEL else 20
    ends = patent.filed.replace(year=patent.filed.year + years)
    if patent.stage is Stage.APPLICATION:
        waiting = patent.filed.year + 4 >= as_of.year
        return Standing(state=State.PENDING if waiting else State.ENDED)
    return Standing(state=State.IN_FORCE if ends > as_of else State.ENDED, expires=ends)


def survey_of(held: list[Patent]) -> Survey:
    countries: dict[str, Holding] = {}
    for patent in held:
        holding = countries.setdefault(patent.number.country, Holding())
        holding.records += 1
        holding.newest = max(holding.newest or date.min, patent.published or date.min)
        holding.fields |= {f"title:{patent.language}", f"claims:{patent.language}"}
    return Survey(revision=len(held), countries=countries)


def entity_of(name: str) -> str:
    return next((f"holder-{place}" for place, names in enumerate(HOLDERS) if name in names), f"other-{name.lower()}")


def room(held: list[Patent], library: LawLibrary, connectors: tuple[Connector, ...] = ()) -> SearchRoom:
    """A search room over records."""
    by_number = {str(patent.number): patent for patent in held}
    families: dict[str, list[Patent]] = {}
    for patent in held:
        families.setdefault(patent.application or str(patent.number), []).append(patent)
    return SearchRoom(
        searcher=FakeSearcher(held),
        library=library,
        embed=vectors,
        entity_of=entity_of,
        get=lambda number: by_number.get(number) or next((p for p in held if p.number.without_kind == number), None),
        publications=lambda number: next((f for f in families.values() if any(str(p.number) == number for p in f)), []),
        status_of=statuses,
        survey=lambda: survey_of(held),
        index=lambda: "test-1",
        now=clock,
        connectors=connectors,
    )


def later(room_: SearchRoom, held: list[Patent]) -> SearchRoom:
    """The room after the records changed."""
    return replace(
        room_, searcher=FakeSearcher(held), index=lambda: "test-2", now=lambda: datetime(2026, 11, 23, tzinfo=UTC)
    )


@cache
def embed(texts: tuple[str, ...]) -> list[list[float]]:
    """The bundled encoder, each batch computed once."""
    return encoder().embed_documents(list(texts))


@cache
def encoder() -> BundledEncoder:
    return BundledEncoder()


def vectors(texts: list[str]) -> list[list[float]]:
    return embed(tuple(texts))

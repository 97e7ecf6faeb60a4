"""What sellers declare, as they say it. A declaration is the seller's own: none is taken that the user did not make."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.language import normalise
from tools.refused import Refused

DECLARATIONS: Mapping[str, str] = {
    "fees_paid": r"(?:年费|费用)(?:都|均)?(?:已经?|都)?(?:缴清?|交清?|付清?|缴纳)|(?:有效|维持)且(?:费用)?已缴|\b(?:annual |renewal |maintenance )?fees? (?:are|is|have been|has been|all) (?:all )?paid\b",
    "authorised": r"(?:权利人|专利权人|持有人)(?:已经?)?(?:书面)?授权|(?:有|取得)(?:了)?(?:书面)?授权|\b(?:holder|owner) (?:has )?authori[sz]ed\b|\bwe (?:are|were) authori[sz]ed\b",
    "co_owners_consent": r"(?:全体)?共有人(?:都|均|已经?|全部)*同意|没有共有人|无共有人|\bco-?owners? (?:all |have |has )*(?:consent|agree)|\bno co-?owners?\b",
    "no_pledge": r"(?:没有|未|无|不存在)(?:任何)?(?:质押|出质)|\b(?:no pledge|not pledged|unpledged)\b",
    "pledgee_consent": r"质权人(?:已经?)?(?:书面)?同意|\bpledgee (?:has )?(?:consent|agree)",
    "no_licence": r"(?:没有|未|无|不存在)(?:任何)?(?:独占|排他)?(?:许可)(?:他人)?|\b(?:no (?:exclusive |sole |running )*licen[cs]es?|not licensed|unlicensed)\b",
    "no_dispute": r"(?:没有|无|不存在)(?:任何)?(?:纠纷|争议|诉讼|保全)|\b(?:no disputes?|no litigation|undisputed|free of disputes?)\b",
    "written_contract": r"(?:书面)?合同(?:已经?|都)(?:签订?|签署|签好)|(?:已经?|都)(?:签订?|签署|签)(?:了)?(?:书面)?合同|\b(?:written )?contract (?:is|has been|was) signed\b|\bsigned (?:the|a) (?:written )?contract\b",
    "state_approved": r"(?:国资|处置|上级|主管部门)[^，。,]{0,6}(?:已经?)?(?:批准|审批|同意)|\b(?:disposal|transfer) (?:was|is|has been) approved\b",
    "publicised": r"(?:已经?)(?:在(?:本单位|校内|所内)?)?公示|\b(?:publicised|announced) (?:within|in) (?:the|our) (?:university|institute)\b|\bhas been publici[sz]ed\b",
    "evaluation_report": r"(?:有|已(?:取得|出具|作出))(?:专利权)?评价报告|\b(?:have|has|with) an evaluation report\b",
    "open_announced": r"开放许可(?:声明)?已经?(?:由专利局)?公告|\bopen licen[cs]e (?:has been|was|is) announced\b",
    "export_free": r"(?:属于|是)自由出口(?:的)?技术|\bfreely exportable\b|\bfree to export\b",
    "export_licensed": r"(?:已经?)?取得(?:了)?(?:技术)?出口许可|\bexport licen[cs]e (?:is|was|has been) (?:held|granted|obtained)\b",
}  # fmt: skip


def declared_in(text: str) -> list[str]:
    """The declarations a text makes."""
    plain = normalise(text)
    return [name for name, pattern in DECLARATIONS.items() if re.search(pattern, plain, re.IGNORECASE)]


def declares(listed: str, turns: Iterable[str]) -> dict[str, Any]:
    """Declarations, by names between commas, as a request gives them, if the user made each in one of the turns. Raises Refused."""
    names = [name.strip() for name in listed.split(",") if name.strip()]
    said = {name for turn in turns for name in declared_in(turn)}
    for name in names:
        if name not in DECLARATIONS:
            raise Refused(f"没有“{name[:40]}”这项声明。/ There is no declaration “{name[:40]}”.", "declares.unknown")
        if name not in said:
            raise Refused(f"“{name}”这项您没有声明过；请您自己说明情况。/ You have not declared “{name}”; please say so yourself.", "declares.not_said")  # fmt: skip
    plain = {name: True for name in names if not name.startswith("export_")}
    export = next((name.removeprefix("export_") for name in names if name.startswith("export_")), "")
    return {**plain, **({"export": export} if export else {})}

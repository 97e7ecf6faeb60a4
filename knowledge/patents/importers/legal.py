"""Legal events of INPADOC as OPS gives them, with what they do to the document where the code leaves no doubt.

An effect is given only when it concerns the whole document and the office's own words agree with the code: a code may
be used again with another meaning. Events of single designated states ("LAPSED IN A CONTRACTING STATE") leave a
European patent alive in the others and so have no effect on it; the state stands in the text.
"""

from knowledge.patents.importers.conveyance import effect_of as effect_of_conveyance
from knowledge.patents.importers.safe_xml import Element, children, name_of, text_of, value
from knowledge.patents.importers.values import day_of
from knowledge.patents.record import Event

_LAPSED = ("lapsed", "FEE")
# Office and INPADOC event code: the effect, and a word that has to stand in the description. Codes: EPO, list of
# INPADOC legal event codes by office; Chinese ones as CNIPA's gazette uses them (ST.17-like, "CF01").
_EFFECTS: dict[tuple[str, str], tuple[str, str]] = {
    ("EP", "18D"): ("withdrawn", "WITHDRAWN"),
    ("EP", "18W"): ("withdrawn", "WITHDRAWN"),
    ("EP", "18R"): ("refused", "REFUSED"),
    ("EP", "27W"): ("revoked", "REVOKED"),
    ("US", "STCF"): ("granted", "GRANT"),
    ("US", "LAPS"): _LAPSED,
    ("US", "FP"): _LAPSED,
    ("US", "FPAY"): ("fee_paid", "FEE PAYMENT"),
    ("US", "MAFP"): ("fee_paid", "FEE PAYMENT"),
    ("CN", "GR01"): ("granted", "GRANT"),
    ("CN", "WD01"): ("withdrawn", "WITHDRAW"),
    ("CN", "RJ01"): ("refused", "REJECTION"),
    ("CN", "CF01"): _LAPSED,
    ("CN", "CX01"): ("expired", "EXPIRY"),
    ("CN", "AV01"): ("ceased", "ABANDON"),
    ("CN", "IW01"): ("revoked", "INVALIDATION"),
    ("CN", "TR01"): ("assigned", "TRANSFER"),
    ("CN", "TA01"): ("assigned", "TRANSFER"),
    ("CN", "EE01"): ("licensed", "LICEN"),
    ("CN", "PE01"): ("pledged", "PLEDGE"),
    ("JP", "R150"): ("granted", "CERTIFICATE OF PATENT"),
    ("JP", "R250"): ("fee_paid", "ANNUAL FEE"),
    ("JP", "LAPS"): _LAPSED,
    ("JP", "EXPY"): ("expired", "TERM"),
    ("DE", "8339"): _LAPSED,
    ("GB", "PCNP"): _LAPSED,
    ("GB", "PE20"): ("expired", "EXPIRED"),
    ("AT", "REN"): _LAPSED,
}
_FREE_TEXT = "L510EP"
_EFFECTIVE = "L525EP"


def events_of(member: Element) -> tuple[Event, ...]:
    """The `legal` elements below a family member or document, in their order."""
    return tuple(map(event_of, children(member, "legal")))


def event_of(legal: Element) -> Event:
    """One event: its effective day, else that of the gazette; the description with its details as the office labels them."""
    code, description = legal.get("code", "").strip(), " ".join(legal.get("desc", "").split())
    details = [part for each in children(legal, "L500EP") for part in each if name_of(part)]
    told = [f"{part.get('desc', '').strip()}: {text_of(part)}{_meaning(part)}" for part in details if text_of(part)]
    days = {name_of(part): day_of(text_of(part)) for part in details}
    return Event(
        day=days.get(_EFFECTIVE) or day_of(value(legal, "L007EP")),
        code=code,
        text="; ".join([description, *told]),
        effect=_effect(value(legal, "L001EP"), code, description, value(legal, "L500EP", _FREE_TEXT)),
    )


def _meaning(part: Element) -> str:
    """What a national code inside a European event stands for, as the office explains it."""
    return f" ({part.get('descData').strip()})" if part.get("descData", "").strip() else ""


def _effect(office: str, code: str, description: str, free_text: str) -> str:
    if (office, code) == ("US", "AS"):
        return effect_of_conveyance(free_text)
    effect, word = _EFFECTS.get((office, code), ("", ""))
    return effect if word in description.upper() else ""

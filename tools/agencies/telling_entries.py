"""Entries of the directory and introductions in words."""

from collections.abc import Mapping, Sequence

from knowledge.language import Language
from tools.agencies.importing import Imported
from tools.agencies.introduction import Introduction
from tools.agencies.keeping import Kept
from tools.agencies.shown import AgencyShown
from tools.agencies.telling import tell_in
from tools.agencies.vocabulary import Kind, name_of
from tools.agencies.weights import licence_name
from tools.harmless import quoted
from tools.orders.catalogue import catalogue
from tools.search.words import Words

_KINDS = {"agency", "law_firm", "appraiser", "auction_house", "bank", "enterprise", "guarantor", "investor"}
_LONG = 1000  # characters of a packet's words that are told
Names = Mapping[str, tuple[str, str, bool]]


def directory_text(found: Sequence[AgencyShown], language: Language) -> str:
    """The directory, a line each."""
    tell = tell_in(language)
    if not found:
        return tell("directory_none")
    lines = [
        tell("directory_line", organisation=each.organisation, name=entry_name(each, language), kind=kind_told(each, tell), jurisdictions=",".join(each.jurisdictions), state=state_told(each, tell))
        for each in found
    ]  # fmt: skip
    return "\n".join([tell("directory_head", count=len(found)), *lines])


def agency_text(each: AgencyShown, language: Language) -> str:
    """One entry with everything that is public of it."""
    tell = tell_in(language)
    head = tell("agency_head", name=entry_name(each, language), organisation=each.organisation, kind=kind_told(each, tell), state=state_told(each, tell))  # fmt: skip
    about = quoted(each.about_zh if language == "zh" else each.about_en)
    return "\n".join([head, *([about] if about else []), *entry_facts(each, language)])


def entry_facts(each: AgencyShown, language: Language) -> list[str]:
    """The facts of an entry, a line each."""
    tell, lines = tell_in(language), catalogue().lines
    place = 0 if language == "zh" else 1
    listed = [(name, ", ".join(told) or tell("none_registered")) for name, told in _codes(each, language).items()]
    line_names = {line: names[place] for line, names in lines.items()}
    return [
        *(tell(f"agency_{name}", names=told) for name, told in listed),
        tell("agency_lines", names=", ".join(line_names.get(line, line) for line in each.lines) or tell("none_registered")),  # type: ignore[call-overload]
        *(_licences(each, tell, language)),
        *(tell("agency_band", line=line_names.get(band.line, band.line), low=band.low.text(language), high=band.high.text(language)) for band in each.bands),  # type: ignore[call-overload]
        tell("agency_load", capacity=each.capacity, load=each.load),
        tell("agency_rating", score=each.rating, low=each.rating_low) if each.rating is not None else tell("agency_rating_none"),
    ]  # fmt: skip


def entry_name(each: AgencyShown, language: Language) -> str:
    """An entry's name, marked where it is fictional."""
    name = quoted(each.name_zh if language == "zh" else each.name_en)
    return tell_in(language)("demo_name", name=name) if each.demo else name


def kind_told(each: AgencyShown, tell: Words) -> str:
    """What kind of firm it is."""
    return tell(f"kind_{each.kind}" if each.kind in _KINDS else "kind_other")


def state_told(each: AgencyShown, tell: Words) -> str:
    """Whether it is verified and takes work on."""
    if not each.verified:
        return tell("state_unverified")
    return tell("state_listed" if each.accepting else "state_closed")


def introductions_text(found: Sequence[Introduction], named: Names, language: Language) -> str:
    """Introductions, a line each."""
    tell = tell_in(language)
    if not found:
        return tell("introductions_none")
    lines = [
        tell("introduction_line", place=place, id=each.id, title=quoted(each.packet.title), other=party_name(each.agency if each.side == "member" else each.member, named, language), state=each.state_zh if language == "zh" else each.state_en)
        for place, each in enumerate(found, 1)
    ]  # fmt: skip
    return "\n".join([tell("introductions_head", count=len(found)), *lines])


def introduction_text(each: Introduction, named: Names, language: Language) -> str:
    """One introduction with its packet and thread; the words of both sides are data."""
    tell, packet = tell_in(language), each.packet
    lines = [
        tell("introduction_head", id=each.id, title=quoted(packet.title), state=each.state_zh if language == "zh" else each.state_en),
        tell("introduction_parties", member=party_name(each.member, named, language), agency=party_name(each.agency, named, language)),
        tell("introduction_packet", task=packet.task, summary=quoted(packet.summary, _LONG), contact=quoted(packet.contact)),
    ]  # fmt: skip
    if packet.technical:
        lines.append(tell("introduction_technical", text=quoted(packet.technical, _LONG)))
    if each.state == "sent":
        lines.append(tell("introduction_expires", day=each.expires))
    if each.reason:
        lines.append(tell("introduction_reason", reason=quoted(each.reason, _LONG)))
    lines += [tell("introduction_message", when=f"{said.when:%Y-%m-%d %H:%M}", organisation=party_name(said.organisation, named, language), user=said.user, text=quoted(said.text, _LONG)) for said in each.messages]  # fmt: skip
    return "\n".join(lines)


def party_name(identity: str, named: Names, language: Language) -> str:
    """The name of a side of an introduction."""
    if identity not in named:
        return identity
    zh, en, demo = named[identity]
    name = quoted(zh if language == "zh" else en)
    return tell_in(language)("demo_name", name=name) if demo else name


def imported_text(done: Imported, language: Language) -> str:
    """What came of a file, and which rows were left out."""
    tell, place = tell_in(language), 1 if language == "zh" else 2
    rows = [tell("imported_row", row=row[0], why=row[place]) for row in done.refused[:10]]
    return "\n".join([tell("imported", added=done.added, known=done.known, refused=len(done.refused)), *rows])


def parties_text(found: Sequence[Kept], language: Language) -> str:
    """The parties an agency keeps, for itself."""
    tell = tell_in(language)
    if not found:
        return tell("parties_none")
    lines = [tell("party_line", id=each.id, side=tell(f"side_{each.side}"), names=quoted(" = ".join(each.names) + (f" @ {each.group}" if each.group else ""))) for each in found]  # fmt: skip
    return "\n".join([tell("parties_head", count=len(found)), *lines])


def _codes(each: AgencyShown, language: Language) -> dict[str, list[str]]:
    kinds: dict[str, tuple[Kind, tuple[str, ...]]] = {"fields": ("fields", each.fields), "jurisdictions": ("jurisdictions", each.jurisdictions), "languages": ("languages", each.languages)}  # fmt: skip
    return {name: [name_of(kind, code, language) for code in codes] for name, (kind, codes) in kinds.items()}


def _licences(each: AgencyShown, tell: Words, language: Language) -> list[str]:
    if not each.licences:
        return [tell("agency_no_licence")]
    place = 0 if language == "zh" else 1
    return [tell("agency_licence", name=licence_name(held.kind)[place], number=quoted(held.number), until=held.until or tell("line_open"), state=tell("licence_valid" if held.valid else "licence_over")) for held in each.licences]  # fmt: skip

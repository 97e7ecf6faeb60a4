"""One patent in full: bibliographic data, claims, family, events, status with its arithmetic, where it comes from."""

import streamlit as st

from assistant.offline.patent_replies import STATES, label, title
from knowledge.patents.kinds import kind_of
from knowledge.patents.record import Party, Patent
from tools.search.query import SearchQuery
from tools.search.status import Member, StatusFound, status_of
from ui import session
from ui.failing import said, sentence
from ui.safe import literal
from ui.search_claims import draw_claims
from ui.search_coverage import draw_elsewhere
from ui.search_standing import draw_standing, draw_timeline
from ui.search_telling import listed, one_line, state_badge
from ui.texts import texts

_ADDRESS = "n"  # of the record on show, so that a reload and a link keep it


def shown_record() -> str:
    """The number of the record on show, empty for none."""
    return st.query_params.get(_ADDRESS, "")


def open_record(number: str) -> None:
    """Show a record."""
    st.query_params[_ADDRESS] = number


def close_record() -> None:
    """Back to the results."""
    st.query_params.pop(_ADDRESS, None)


def draw_page(number: str) -> None:
    """A record on a page of its own, with the way back."""
    st.button(texts(session.language())["back"], key="back", icon=":material/arrow_back:", on_click=close_record)
    with said():
        world = session.world()
        draw_record(status_of(world.patents, number, session.day(), world.library))


def draw_record(found: StatusFound) -> None:
    """The record of an application: its newest publication speaks for it."""
    words, language, patent = texts(session.language()), session.language(), found.newest
    st.header(literal(title(patent, language) or words["no_title"]))
    badge = state_badge(found.status.state, STATES[found.status.state][language])
    st.markdown(f"**{patent.number}**　{badge}　{words['as_of_day'].format(day=found.status.as_of)}")
    if found.asked.problem:
        st.warning(literal(sentence(found.asked.problem, language)))
    names = [label("status", language), words["tab_biblio"], label("claims", language), words["tab_timeline"], label("family", language), label("sources", language)]  # fmt: skip
    standing, biblio, claims, timeline, family, sources = st.tabs(names)
    with standing:
        draw_standing(found)
    with biblio:
        draw_biblio(found)
    with claims:
        draw_claims(found)
    with timeline:
        draw_timeline(found)
    with family:
        draw_family(found.family, patent)
    with sources:
        draw_sources(patent)
    draw_elsewhere(SearchQuery(words=str(patent.number)))


def draw_biblio(found: StatusFound) -> None:
    """The fields of the record with their names, and the abstract in every language held."""
    language, patent = session.language(), found.newest
    kind = kind_of(patent.number.country, patent.number.kind, patent.published, patent.number.serial)
    application = next((each.application for each in reversed(found.publications) if each.application), "")
    publications = listed(f"{each.number} ({each.published or '?'})" for each in found.publications)
    priorities = listed(f"{each.country} {each.number} {each.day or ''}".strip() for each in patent.priorities)
    rows = [
        ("kind", f"{patent.number.kind} {kind.of(language)}" if kind else patent.number.kind), ("application", application),
        ("filed", patent.filed), ("published", patent.published), ("granted", patent.granted), ("publications", publications),
        ("holders", _parties(patent.holders)), ("inventors", _parties(patent.inventors)), ("agents", _parties(patent.agents)),
        ("classes", listed(f"{symbol.scheme} {symbol.code}" for symbol in patent.symbols)), ("priorities", priorities),
        ("pct", f"{patent.pct_application} {patent.pct_filed or ''}".strip()),
    ]  # fmt: skip
    st.markdown("\n".join(f"- **{label(name, language)}**　{one_line(str(value))}" for name, value in rows if value))
    for code, each in patent.texts.items():
        if each.abstract:
            st.markdown(f"**{label('abstract', language)}** ({literal(code)})")
            st.markdown(literal(each.abstract))
    draw_citations(patent)


def draw_citations(patent: Patent) -> None:
    """What it cites and what cites it."""
    words = texts(session.language())
    cited = [each for each in patent.cites if each.number or each.text]
    if cited:
        with st.expander(words["cites"].format(count=len(cited))):
            st.markdown(
                "\n".join(f"- {one_line(f'{each.number} {each.text} {each.category}')}" for each in cited[:200])
            )
    if patent.cited_by:
        with st.expander(words["cited_by"].format(count=len(patent.cited_by))):
            st.markdown(literal(listed(patent.cited_by[:200])))


def draw_family(family: tuple[Member, ...], patent: Patent) -> None:
    """The members of the family; one held here can be opened."""
    words, language = texts(session.language()), session.language()
    if not family:
        st.caption(words["no_family"])
        return
    if patent.family:
        st.caption(words["family_of"].format(family=literal(patent.family)))
    for member in family:
        if member.state is None:
            st.markdown(f"{literal(member.number)}　{words['not_held']}")
            continue
        left = f"{member.number} · {STATES[member.state][language]}"
        st.button(
            left,
            key=f"member-{member.number}",
            type="tertiary",
            on_click=open_record,
            args=(member.number,),
            icon=":material/article:",
        )


def draw_sources(patent: Patent) -> None:
    """Where each group of fields comes from."""
    words = texts(session.language())
    if not patent.sources:
        st.caption(words["no_sources"])
        return
    names = ("group", "importer", "place", "retrieved", "raw")
    rows = [
        (group, source.importer, source.place, f"{source.retrieved:%Y-%m-%d %H:%M}", source.raw[:12])
        for group, source in patent.sources.items()
    ]
    heads = [words[f"origin_{name}"] for name in names]
    st.dataframe([dict(zip(heads, row, strict=True)) for row in rows], hide_index=True, alt=words["sources_alt"])


def _parties(parties: tuple[Party, ...]) -> str:
    return "; ".join(f"{party.name} [{party.country}]" if party.country else party.name for party in parties)

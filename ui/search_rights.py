"""The risk table of a freedom-to-operate search: rights by attention, their claims against the product, open questions."""

import streamlit as st

from tools.databases.cells import Cell
from tools.search.infringement import ClaimTable, FreedomToOperate, RightTable
from tools.search.matching import Found
from tools.search.query import SearchQuery
from ui import session
from ui.export import draw_export
from ui.search_coverage import draw_coverage, draw_elsewhere
from ui.search_record import open_record
from ui.search_runs import Outcome
from ui.search_telling import (
    attention_badge,
    bullets,
    draw_bases,
    found_badge,
    listed,
    one_line,
    quote,
    state_badge,
    telling,
    unbroken,
)
from ui.texts import texts


def draw_freedom(outcome: Outcome) -> None:
    """The result: never a yes or no, a table of what needs attention."""
    found: FreedomToOperate = outcome.found
    tell, words = telling(), texts(session.language())
    countries = listed(found.request.countries)
    head = (
        tell("fto_head", countries=countries, count=len(found.rights))
        if found.rights
        else tell("fto_none", countries=countries)
    )
    st.markdown(head)
    if found.rights:
        draw_risks(found.rights)
        st.markdown(tell("all_elements", keys=""))
    if found.ended:
        st.caption(tell("ended_line", count=len(found.ended), numbers=listed(each.number for each in found.ended[:8])))
    st.markdown(tell("open_head"))
    asked = dict.fromkeys([question for right in found.rights for question in right.open] + list(found.open))
    bullets(tell(f"open_{question}") for question in asked)
    draw_bases(found.provisions)
    request = found.request
    draw_elsewhere(
        SearchQuery(words=request.text[:400], classes=request.classes, countries=request.countries, confidential=request.confidential)
    )  # fmt: skip
    draw_coverage(found.coverage, found.log, found.outside_failures)
    st.caption(words["no_verdict"])


def draw_risks(rights: list[RightTable]) -> None:
    """The rights in rows, then each with its claims."""
    words = texts(session.language())
    heads = [
        words[f"column_{name}"]
        for name in ("attention", "number", "title", "holders", "state", "expires", "claims_matched", "open")
    ]
    shown = [
        words[f"column_{name}"] for name in ("attention", "document", "state", "expires", "claims_matched", "open")
    ]
    st.table([dict(zip(shown, _row(right), strict=True)) for right in rights], hide_index=True, border="horizontal", alt=words["risk_alt"])  # fmt: skip
    for right in rights:
        draw_right(right)
    draw_export("fto", heads, [_plain(right) for right in rights])


def _row(right: RightTable) -> list[str]:
    tell, document = telling(), right.document
    matched = [f"{table.claim.number}: {len(table.having(Found.MATCHED))}/{len(table.rows)}" for table in right.claims]
    who = f"  \n{one_line(listed(document.holders[:2]))}" if document.holders else ""
    return [
        attention_badge(right.attention), f"**{document.number}**　{one_line(document.title)}{who}",
        state_badge(right.standing.state, tell(f"state_{right.standing.state}")), unbroken(right.standing.expires),
        listed(matched) or "–", str(len(right.open)),
    ]  # fmt: skip


def _plain(right: RightTable) -> list[Cell]:
    tell, document = telling(), right.document
    claims = "; ".join(
        f"{table.claim.number}: "
        + ", ".join(f"{row.feature.id} {tell(f'found_{row.match.found}')}" for row in table.rows)
        for table in right.claims
    )
    questions = "; ".join(tell(f"open_{question}") for question in right.open)
    return [
        tell(f"attention_{right.attention}"), document.number, document.title, "; ".join(document.holders),
        tell(f"state_{right.standing.state}"), str(right.standing.expires or ""), claims, questions,
    ]  # fmt: skip


def draw_right(right: RightTable) -> None:
    """One right: how it stands and why, its independent claims element by element, what is open about it."""
    tell, words, document = telling(), texts(session.language()), right.document
    zh = session.language() == "zh"
    with st.expander(f"{tell(f'attention_{right.attention}')} · {document.number} · {one_line(document.title)}"):
        why = right.standing.why_zh if zh else right.standing.why_en
        expires = tell("expires", day=right.standing.expires) if right.standing.expires else ""
        st.markdown(f"{tell(f'state_{right.standing.state}')}{expires}　{one_line(why)}")
        for table in right.claims:
            draw_claim(table)
        if right.open:
            st.markdown(tell("open_head"))
            bullets(tell(f"open_{question}") for question in right.open)
        st.button(
            words["open_record"],
            key=f"fto-{document.number}",
            on_click=open_record,
            args=(document.number,),
            icon=":material/article:",
        )


def draw_claim(table: ClaimTable) -> None:
    """An independent claim, feature by feature against the product."""
    tell, words = telling(), texts(session.language())
    st.markdown(f"**{words['claim'].format(number=table.claim.number)}** {attention_badge(table.attention)}")
    for row in table.rows:
        st.markdown(f"{found_badge(row.match.found)} **{row.feature.id}** {one_line(row.feature.text)}")
        if row.match.passage and row.match.found is not Found.MISSING:
            quote(row.match.passage, row.match.place)
    dependents = listed(claim.number for claim in table.dependents) or tell("no_dependents")
    st.caption(words["dependents"].format(numbers=dependents))

"""The approval card: what would be done, on which terms, with what was checked; the same in the conversation and on pages."""

from collections.abc import Callable, Sequence

import streamlit as st

from tools.approvals.telling import CardTold, CheckTold, tell_card
from tools.approvals.terms import Card, Terms
from ui import deciding, session
from ui.deciding import again, told_of
from ui.failing import show
from ui.provisions_shown import draw_provisions, readable
from ui.safe import literal
from ui.texts import texts

Decide = Callable[[Card], None]
MARKS = {"pass": ":green-badge[✓ {word}]", "blocked": ":red-badge[✕ {word}]", "unknown": ":orange-badge[? {word}]",
         "declared": ":blue-badge[✎ {word}]"}  # fmt: skip


def draw_card(card: Card, heading: Callable[[str], object], thread: str = "", *, approve: Decide = deciding.approve, reject: Decide = deciding.reject) -> None:  # fmt: skip
    """A card from its title to its buttons. `heading`: draws its title; `thread`: the conversation it waits in, "" on a page;
    `approve`, `reject`: what its buttons do.
    """
    shown = tell_card(card, session.language())
    with st.container(border=True, key=f"approval-{card.id}"):
        heading(literal(shown.title))
        draw_head(card, shown)
        draw_parties(shown)
        draw_amounts(shown)
        keys = keys_of(card.terms)
        draw_clauses(shown, keys)
        draw_checks(shown.checks, keys)
        draw_provisions(keys)
        draw_end(card, shown, thread, approve, reject)


def draw_head(card: Card, shown: CardTold) -> None:
    """What it is about, its number, who is asked, and whether parties of the demo are in it."""
    words, who = texts(session.language()), session.principal()
    if shown.subject:
        st.markdown(f"**{literal(shown.subject)}**")
    number = words["card_number"].format(id=card.id, user=literal(who.user)) if card.state != "blocked" else words["card_who"].format(user=literal(who.user))  # fmt: skip
    st.caption(number)
    if any(party.demo for party in card.terms.parties):
        draw_demo()


def draw_demo() -> None:
    """The mark of what is fictional."""
    st.badge(texts(session.language())["demo"], icon=":material/science:", color="gray")


def draw_parties(shown: CardTold) -> None:
    """Who is party to it, and as what."""
    if shown.parties:
        st.markdown("  \n".join(f"{literal(capacity)}: **{literal(name)}**" for capacity, name in shown.parties))


def draw_amounts(shown: CardTold) -> None:
    """The amounts by their names; an estimate is called one."""
    words = texts(session.language())
    if shown.amounts:
        rows = [{words["card_amount"]: literal(name), words["card_money"]: literal(amount)} for name, amount in shown.amounts]  # fmt: skip
        st.table(rows, hide_index=True, border="horizontal", alt=words["card_amounts"])


def keys_of(terms: Terms) -> list[str]:
    """The provisions the terms rest on, each once, in the order of the card."""
    found = [clause.provision for clause in terms.clauses]
    for check in terms.checks:
        found += [*check.provisions, *(clause.provision for clause in check.evidence)]
    return [key for key in dict.fromkeys([*found, *terms.provisions]) if key]


def draw_clauses(shown: CardTold, keys: Sequence[str]) -> None:
    """The conditions, each with the provision it rests on."""
    if shown.clauses:
        st.markdown(f"**{texts(session.language())['card_clauses']}**")
        st.markdown("\n".join(f"- {readable(clause, keys)}" for clause in shown.clauses))


def draw_checks(checks: Sequence[CheckTold], keys: Sequence[str]) -> None:
    """What was checked, how it came out and what was looked at."""
    if checks:
        st.markdown(f"**{texts(session.language())['card_checks']}**")
        st.markdown("\n".join(check_lines(check, keys) for check in checks))


def check_lines(check: CheckTold, keys: Sequence[str]) -> str:
    """A check as items of a list: its outcome by sign and word, never by colour alone."""
    mark = MARKS[check.outcome].format(word=literal(check.outcome_told))
    return "\n".join(
        [f"- {mark} {readable(check.name, keys)}", *(f"    - {readable(line, keys)}" for line in check.evidence)]
    )


def draw_end(card: Card, shown: CardTold, thread: str, approve: Decide, reject: Decide) -> None:
    """What came of it; or until when it holds, and the buttons; or why it can no longer be approved, and the way to new terms."""
    words, told = texts(session.language()), told_of(card)
    state = "expired" if card.state == "pending" and card.expires <= session.world().now() else card.state
    if told:
        show(told.kind, told.text)
    elif state != "pending":
        show("warning", words[f"card_{state}"])
    if state in ("used", "rejected") or (told and told.kind == "success"):
        return
    if told or state != "pending":
        st.button(
            words["card_again"], key=f"again-{card.id}", icon=":material/refresh:", on_click=again, args=(card, thread)
        )
        return
    st.caption(literal(shown.note))
    with st.container(horizontal=True, gap="small"):
        st.button(words["card_approve"], key=f"approve-{card.id}", type="primary", icon=":material/check:", on_click=approve, args=(card,))  # fmt: skip
        st.button(words["card_reject"], key=f"reject-{card.id}", icon=":material/close:", on_click=reject, args=(card,))

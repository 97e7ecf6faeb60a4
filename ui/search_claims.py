"""The claims of a patent as a tree: independent claims, and below each the claims that depend on it."""

import streamlit as st

from knowledge.patents.claims import Claim, ClaimTree, parse_claims
from tools.search.status import StatusFound
from ui import session
from ui.search_telling import bullets, one_line
from ui.texts import texts

_DEEPEST = 5  # levels of indentation


def draw_claims(found: StatusFound) -> None:
    """The tree, and what is odd about the claims."""
    words, language = texts(session.language()), session.language()
    tree = parse_claims(found.claims)
    if not tree.claims:
        st.info(words["no_claims"], icon=":material/info:")
        return
    independent = [claim for claim in tree.claims if claim.independent]
    st.caption(words["claims_count"].format(count=len(tree.claims), independent=len(independent)))
    for claim in independent:
        below = _below(claim, tree)
        head = words["claim_head"].format(number=claim.number, dependents=len(below))
        with st.expander(head, expanded=claim is independent[0]):
            st.markdown(f"**{claim.number}.** {_features(claim)}")
            st.markdown("\n\n".join(_indented(each, depth) for each, depth in below))
    loose = [claim for claim in tree.claims if claim.cancelled]
    if loose:
        st.caption(words["cancelled"].format(numbers=", ".join(str(claim.number) for claim in loose)))
    bullets(problem.of(language) for problem in tree.problems)


def _features(claim: Claim) -> str:
    """The claim with a line for each of its features."""
    pieces = [one_line(feature.text) for feature in claim.features] or [one_line(claim.text)]
    return "\n".join([pieces[0], "", *(f"- {piece}" for piece in pieces[1:])])


def _below(claim: Claim, tree: ClaimTree) -> list[tuple[Claim, int]]:
    """The claims that depend on one, each once and with its depth, in the order of their numbers along each branch."""
    found: list[tuple[Claim, int]] = []
    seen: set[int] = set()

    def walk(number: int, depth: int) -> None:
        for child in tree.children(number):
            each = tree.get(child)
            if each and child not in seen and not each.independent and each.refers_to[0] == number:
                seen.add(child)
                found.append((each, depth))
                walk(child, depth + 1)

    walk(claim.number, 1)
    return found


def _indented(claim: Claim, depth: int) -> str:
    """A dependent claim, set in by its depth; quotation marks are what Markdown indents by."""
    refers = ", ".join(map(str, claim.refers_to))
    return f"{'> ' * min(depth, _DEEPEST)}**{claim.number}.** :gray[← {refers}] {one_line(claim.text)}"

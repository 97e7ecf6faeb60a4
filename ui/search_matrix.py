"""The feature matrix: features against documents, each cell a sign and a word, the passages on demand."""

import streamlit as st

from tools.search.matching import Found
from tools.search.matrix import Column, Matrix
from tools.search.patentability import Patentability
from tools.search.query import SearchQuery
from ui import session
from ui.export import draw_export
from ui.safe import literal
from ui.search_coverage import draw_coverage, draw_elsewhere
from ui.search_record import open_record
from ui.search_runs import Outcome
from ui.search_telling import bullets, day, draw_bases, found_badge, listed, one_line, quote, telling
from ui.texts import texts


def draw_patentability(outcome: Outcome) -> None:
    """The result of a patentability search: the matrix, single documents, pairs, the questions, what is still needed."""
    found: Patentability = outcome.found
    tell, words, matrix = telling(), texts(session.language()), found.matrix
    st.markdown(
        tell("patentability_head", features=len(matrix.features), day=found.cutoff, documents=len(matrix.columns))
    )
    draw_matrix(matrix, "patentability")
    if found.left_out:
        st.caption(tell("left_out", texts=listed(one_line(text[:120]) for text in found.left_out[:3])))
    draw_combinations(matrix)
    left, right = st.columns(2)
    with left:
        st.markdown(tell("questions_head"))
        bullets(tell(f"grace_{each.grace}", day=each.day, keys="") for each in found.disclosures)
        bullets(tell(f"question_{question}", keys="") for question in found.questions)
    with right:
        st.markdown(tell("needs_head"))
        bullets(tell(f"need_{need}") for need in found.needs)
    draw_bases(found.provisions)
    request = found.request
    draw_elsewhere(
        SearchQuery(
            words=request.text[:400], classes=request.classes, countries=request.countries, published_before=found.cutoff,
            confidential=request.confidential,
        )
    )  # fmt: skip
    draw_coverage(found.coverage, found.log, found.outside_failures)
    st.caption(words["no_verdict"])


def draw_matrix(matrix: Matrix, name: str) -> None:
    """The features, the table of signs, and every document with the passages behind its signs."""
    tell, words = telling(), texts(session.language())
    if not matrix.columns:
        st.info(words["matrix_empty"], icon=":material/search_off:")
        return
    st.markdown(tell("matrix_head"))
    heads = [words["column_feature"], *(column.document.number for column in matrix.columns)]
    cells = [[column.matches[place].found.value for column in matrix.columns] for place in range(len(matrix.features))]
    st.table(
        [
            dict(zip(heads, [_feature(matrix, place), *(found_badge(cell) for cell in row)], strict=True))
            for place, row in enumerate(cells)
        ],
        hide_index=True, border="horizontal", alt=words["matrix_alt"],
    )  # fmt: skip
    st.caption(words["matrix_hint"])
    for column in matrix.columns:
        draw_document(matrix, column, name)
    plain = [[matrix.features[place].text, *(tell(f"found_{cell}") for cell in row)] for place, row in enumerate(cells)]
    draw_export(f"{name}-matrix", heads, plain)


def _feature(matrix: Matrix, place: int) -> str:
    feature = matrix.features[place]
    subject = f" {telling()('preamble').strip()}" if feature.preamble else ""
    return f"**{feature.id}**　{one_line(feature.text)}{subject}"


def draw_document(matrix: Matrix, column: Column, name: str) -> None:
    """One document: what it counts as, and for each feature the passage that comes closest."""
    tell, words, document = telling(), texts(session.language()), column.document
    matched, partial = len(column.having(Found.MATCHED)), len(column.having(Found.PARTIAL))
    head = words["document_head"].format(
        number=document.number,
        title=one_line(document.title),
        matched=matched,
        partial=partial,
        features=len(matrix.features),
    )
    with st.expander(head):
        st.caption(f"{tell(f'weight_{column.weight}')} · {words['column_published']} {day(document.published)}")
        for feature, match in zip(matrix.features, column.matches, strict=True):
            st.markdown(f"{found_badge(match.found)} **{feature.id}** {one_line(feature.text)}")
            if match.passage and match.found is not Found.MISSING:
                quote(match.passage, match.place)
        st.button(
            words["open_record"],
            key=f"{name}-{document.number}",
            on_click=open_record,
            args=(document.number,),
            icon=":material/article:",
        )


def draw_combinations(matrix: Matrix) -> None:
    """Single documents with every feature, pairs that have them together, and features found nowhere."""
    tell = telling()
    single = "single_head" if matrix.single else "single_none"
    st.markdown(tell(single, numbers=literal(listed(matrix.single)), keys=""))
    if matrix.pairs:
        st.markdown(tell("pairs_head", keys=""))
        bullets(
            tell(
                "pair_line", first=pair.documents[0], second=pair.documents[1], matched=listed(pair.matched),
                partial=tell("pair_partial", ids=listed(pair.partial)) if pair.partial else "",
                missing=tell("pair_missing", ids=listed(pair.missing)) if pair.missing else "",
            ).removeprefix("- ")
            for pair in matrix.pairs
        )  # fmt: skip
    if matrix.nowhere:
        st.markdown(tell("nowhere", ids=listed(matrix.nowhere)))

"""The result of a trademark search: marks by likeness, the law of the filing date, questions, what was not searched."""

import streamlit as st

from assistant.offline.phrases import phrases
from knowledge.citation import Citation
from tools.databases.cells import Cell
from tools.search.trademark import MarkReport, MarkShown
from tools.search.trademark_law import NEW
from ui import session
from ui.export import draw_export, entered
from ui.search_runs import Outcome
from ui.search_telling import bullets, draw_bases, listed, one_line
from ui.texts import texts

_COLOUR = {True: "red", False: "gray"}


def draw_marks(outcome: Outcome) -> None:
    """The result; never says that a mark can or cannot be registered."""
    report: MarkReport = outcome.found
    words, language, wanted = texts(session.language()), session.language(), report.wanted
    classes = listed(wanted.classes) or words["any_class"]
    st.markdown(
        f"**{words['marks_head'].format(word=one_line(report.request.word), classes=classes, count=len(report.hits), total=f'{report.log.marks:,}')}**"
    )
    if wanted.codes:
        st.caption(words["marks_groups"].format(groups=listed(sorted(wanted.codes))))
    if wanted.unknown:
        st.caption(words["marks_unknown"].format(goods=one_line(listed(wanted.unknown))))
    near, far = [hit for hit in report.hits if hit.similar], [hit for hit in report.hits if not hit.similar]
    if not near:
        st.info(words["marks_none"], icon=":material/search_off:")
    for hit in near:
        draw_mark(hit)
    if far:
        with st.expander(words["marks_far"].format(count=len(far))):
            for hit in far:
                draw_mark(hit)
    if report.elsewhere:
        st.markdown(f"**{words['marks_elsewhere']}**")
        for hit in report.elsewhere:
            draw_mark(hit)
    if report.hits:
        draw_export("trademarks", *table_of(report))
    draw_law(report)
    if report.questions:
        st.subheader(words["marks_questions"])
        bullets(one_line(question.text.of(language)) for question in report.questions)
        draw_bases(_citations(question.provision.citation for question in report.questions))
    st.subheader(words["coverage_title"].format(day=report.log.as_of))
    bullets(one_line(line.of(language)) for line in report.coverage)
    draw_log(report)
    st.caption(words["marks_no_verdict"])


def draw_mark(hit: MarkShown) -> None:
    """One mark: how it stands, what makes it alike, and the relation of the goods."""
    words, language = texts(session.language()), session.language()
    with st.container(border=True, gap="xsmall"):
        reasons = " ".join(f":{_COLOUR[hit.similar]}-badge[{one_line(text.of(language))}]" for text in hit.reason_texts)
        st.markdown(f"**{one_line(hit.words)}**　{reasons}")
        unknown = words["unknown"]
        st.caption(
            words["mark_line"].format(
                office=hit.office, number=one_line(hit.number), holder=one_line(hit.holder) or unknown,
                classes=listed(hit.classes) or unknown, filed=hit.filed or unknown, standing=hit.standing_text.of(language),
            )
        )  # fmt: skip
        goods = (hit.goods.note or hit.goods_text).of(language)
        notes = (
            [words["mark_later"]]
            if hit.later
            else [words["mark_bar"].format(day=hit.bar_until)]
            if hit.bar_until
            else []
        )
        st.markdown(f"{words['mark_goods']}{one_line(goods)}" + "".join(f"　:orange-badge[{note}]" for note in notes))


def draw_law(report: MarkReport) -> None:
    """Which text governs at the filing date, and its provisions with their counterparts."""
    words, law = texts(session.language()), report.governing
    st.subheader(words["marks_law"])
    name = "tm_law_new" if law.new else "tm_law_old" if law.held else "tm_law_not_held"
    dates = {"filed": law.filed, "adopted": law.adopted, "start": law.in_force_from, "new": NEW}
    st.markdown(phrases(session.language())(name, **dates).replace("**", ""))
    draw_bases(_citations(each for basis in report.provisions for each in (basis.citation, basis.other)))


def draw_log(report: MarkReport) -> None:
    """What was run, and the log to take away."""
    words, log = texts(session.language()), report.log
    st.markdown(f"**{words['log_title'].format(count=1, when=log.when.strftime('%Y-%m-%d %H:%M'))}**")
    st.caption(words["marks_log"].format(marks=f"{log.marks:,}", compared=f"{log.compared:,}", revision=log.revision, classes=listed(log.searched_classes) or words["any_class"]))  # fmt: skip
    st.download_button(
        words["log_save"], entered("search-log-trademark.json", lambda: log.model_dump_json(indent=1).encode()), "search-log-trademark.json", "application/json", key="log-trademark",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip


def table_of(report: MarkReport) -> tuple[list[str], list[list[Cell]]]:
    """Heads and rows of the marks found."""
    words, language = texts(session.language()), session.language()
    names = (
        "mark",
        "office",
        "number",
        "holder",
        "nice",
        "filed",
        "registered",
        "expires",
        "state",
        "score",
        "reasons",
        "goods",
    )
    rows: list[list[Cell]] = [
        [
            hit.words, hit.office, hit.number, hit.holder, listed(hit.classes), str(hit.filed or ""), str(hit.registered or ""),
            str(hit.expires or ""), hit.standing_text.of(language), hit.score, listed(text.of(language) for text in hit.reason_texts),
            hit.goods_text.of(language),
        ]
        for hit in report.hits
    ]  # fmt: skip
    return [words[f"column_{name}"] for name in names], rows


def _citations(found: object) -> list[Citation]:
    return [each for each in found if isinstance(each, Citation)]  # type: ignore[attr-defined]

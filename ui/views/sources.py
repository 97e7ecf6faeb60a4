"""The sources page, for staff: send files, see what is held and how new it is, the runs and what did not go in."""

import streamlit as st

from knowledge.patents.importers import importers_of
from knowledge.patents.ingest_files import Request
from knowledge.patents.runs import Runs
from knowledge.patents.source_register import source_states
from ui import session
from ui.failing import said, sentence
from ui.safe import literal
from ui.sources_state import counts, draw_rejects, draw_runs, draw_states, own
from ui.texts import texts
from ui.uploads import Intake, index_records, keep, take_in

_KEPT, _TICK = "intake", 0.2  # seconds between two looks at an ingest under way
_RUNS = 20


def draw() -> None:
    """The page from top to bottom."""
    words, world = texts(session.language()), session.world()
    st.title(words["sources_title"])
    st.caption(words["sources_lead"])
    with said():
        draw_upload()
        draw_intake()
        draw_index()
        states = source_states(world.patents)
        st.subheader(words["held_title"].format(count=f"{world.patents.count():,}"))
        if states:
            draw_states(states)
        else:
            st.info(words["no_sources_yet"], icon=":material/inventory_2:")
        runs = Runs(world.patents)
        st.subheader(words["runs_title"])
        draw_runs(runs.latest(_RUNS))
        st.subheader(words["rejects_title"])
        draw_rejects(runs)
        draw_raw()


def draw_upload() -> None:
    """Files from the browser into the raw tier."""
    words, world = texts(session.language()), session.world()
    limit = world.settings.max_upload_mb
    with st.form("upload", clear_on_submit=True):
        files = st.file_uploader(
            words["upload_files"].format(limit=limit), accept_multiple_files=True, key="upload_files", max_upload_size=limit,
            help=words["upload_help"],
        )  # fmt: skip
        left, middle, right = st.columns(3)
        with left:
            source = st.text_input(
                words["upload_source"], key="upload_source", help=words["upload_source_help"], max_chars=100
            )
        with middle:
            licence = st.text_input(words["upload_licence"], key="upload_licence", max_chars=300)
        with right:
            names = [importer.name for importer in importers_of(None)]
            kind = st.selectbox(
                words["upload_kind"], names, index=None, placeholder=words["upload_kind_any"], key="upload_kind"
            )
        sent = st.form_submit_button(words["upload_run"], type="primary", icon=":material/upload:", key="upload_run")
    if sent and not files:
        st.warning(words["upload_none"])
    elif sent:
        places = keep(world, files)
        st.session_state[_KEPT] = take_in(world, places, Request(kind or "", source.strip(), licence.strip()))


def draw_intake() -> None:
    """An ingest under way, then what became of it."""
    words = texts(session.language())
    intake = st.session_state.get(_KEPT)
    if not isinstance(intake, Intake):
        return
    if not intake.done.is_set():
        bar = st.progress(0.0, words["taking_in"])
        while not intake.done.wait(_TICK):
            bar.progress(*_progress(intake))
        bar.empty()
    st.session_state.pop(_KEPT, None)
    if intake.error:
        raise intake.error
    if intake.run:
        run = intake.run
        refused = [own(file.reason, file.path) for file in run.refused]
        show = st.warning if refused or run.tally.rejected else st.success
        show(words["taken_in"].format(run=run.id, counts=counts(run.tally)))
        for reason in refused[:5]:
            st.error(literal(reason))
    else:
        st.success(words["indexed"])


def _progress(intake: Intake) -> tuple[float, str]:
    words, progress = texts(session.language()), intake.progress
    if intake.indexing:
        return 1.0, words["indexing"]
    if progress is None:
        return 0.0, words["taking_in"]
    rate = progress.records_per_second or 0.0
    left = progress.remaining_seconds
    text = words["taking_in_rate"].format(
        records=f"{progress.records:,}", rate=f"{rate:,.0f}", left=f"{left:,.0f} s" if left is not None else "–"
    )
    return min(1.0, progress.bytes_done / max(progress.bytes_total, 1)), text


def draw_index() -> None:
    """What is not indexed yet, and the way to index it."""
    words, world = texts(session.language()), session.world()
    if world.patents_behind():
        st.warning(words["index_behind"], icon=":material/construction:")
        if st.button(words["index_now"], key="index_now"):
            st.session_state[_KEPT] = index_records(world)
            st.rerun()


def draw_raw() -> None:
    """The raw files, and whether they are as they were received."""
    words, raw = texts(session.language()), session.world().raw
    files = list(raw.files())
    st.subheader(words["raw_title"])
    size = sum(file.size for file in files) / 1e6
    st.caption(words["raw_count"].format(count=len(files), size=f"{size:,.1f}"))
    if not files:
        return
    heads = [words[f"raw_{name}"] for name in ("name", "source", "licence", "received", "size", "seen", "hash")]
    rows = [
        [
            file.name,
            file.source,
            file.licence,
            f"{file.received:%Y-%m-%d %H:%M}",
            f"{file.size / 1e6:,.2f} MB",
            file.seen,
            file.sha256,
        ]
        for file in files[-500:]
    ]
    with st.expander(words["raw_list"]):
        st.dataframe([dict(zip(heads, row, strict=True)) for row in rows], hide_index=True, alt=words["raw_title"])
    if st.button(words["raw_verify"], key="raw_verify", icon=":material/fact_check:"):
        with st.spinner(words["raw_verifying"]):
            damages = list(raw.verify())
        if damages:
            for damage in damages[:20]:
                st.error(literal(sentence(damage.reason, session.language())))
        else:
            st.success(words["raw_whole"].format(count=len(files)))


draw()

"""What the sources page shows: what is held of each source and office, the runs, what did not go in, the raw files."""

from collections.abc import Sequence

import streamlit as st

from assistant.cli.ingest_patents import reject_data
from knowledge.patents.runs import Run, Runs
from knowledge.patents.source_register import SourceState
from knowledge.patents.tally import Tally
from ui import session
from ui.export import draw_export
from ui.failing import sentence
from ui.search_telling import one_line
from ui.texts import texts

_RUNS, _REJECTS = 20, 500
_MANY, _HIGH = 12, 480  # rows from which a table scrolls in itself, at that height


def draw_states(states: Sequence[SourceState]) -> None:
    """Each source by office: how many publications, the newest, how far behind it is, when it was last read."""
    words, today = texts(session.language()), session.world().today()
    rows = []
    for state in states:
        last = state.last_run.date().isoformat() if state.last_run else words["never_read"]
        for held in sorted(state.holdings, key=lambda each: -each.publications):
            behind = (today - held.newest).days if held.newest else None
            rows.append(
                [state.source or "–", held.country, held.publications, str(held.newest or "–"), staleness(behind), last]
            )
        if not state.holdings:
            rows.append([state.source or "–", "–", 0, "–", "–", last])
    heads = [words[f"source_{name}"] for name in ("name", "office", "publications", "newest", "behind", "last_run")]
    shown = [
        [
            one_line(str(cell)) if place < 2 else f"{cell:,}" if isinstance(cell, int) else cell
            for place, cell in enumerate(row)
        ]
        for row in rows
    ]
    st.table(
        [dict(zip(heads, row, strict=True)) for row in shown],
        hide_index=True,
        border="horizontal",
        alt=words["states_alt"],
    )


def staleness(behind: int | None) -> str:
    """How many days lie between the newest publication and today."""
    words = texts(session.language())
    return words["no_days"] if behind is None else words["days_behind"].format(days=f"{behind:,}")


def draw_runs(runs: Sequence[Run]) -> None:
    """The latest runs, each with its files and counts."""
    words = texts(session.language())
    if not runs:
        st.caption(words["no_runs"])
    for run in runs:
        state = f"{words['run_ended']} {run.ended:%Y-%m-%d %H:%M}" if run.ended else words["run_unfinished"]
        refused = f" · {words['files_refused'].format(count=len(run.refused))}" if run.refused else ""
        head = f"#{run.id} · {run.started:%Y-%m-%d %H:%M} · {state} · {words['run_files'].format(count=len(run.files))}{refused}"
        with st.expander(head):
            st.markdown(counts(run.tally))
            names = ("file", "format", "size", "counts", "reason")
            st.dataframe(
                [
                    dict(
                        zip(
                            [words[f"file_{name}"] for name in names],
                            [file.path.rpartition("/")[2], file.importer, f"{file.size / 1e6:,.2f} MB", counts(file.tally), own(file.reason, file.path)],
                            strict=True,
                        )
                    )
                    for file in run.files[:200]
                ],
                hide_index=True, alt=words["files_alt"],
            )  # fmt: skip


def counts(tally: Tally) -> str:
    """The counts that are not zero; what was read always."""
    words = texts(session.language())
    figures = tally.figures().items()
    return " · ".join(f"{words[f'tally_{name}']} {count:,}" for name, count in figures if count or name == "in")


def draw_rejects(register: Runs) -> None:
    """What did not go in, with its place and the reason; to take away too."""
    words = texts(session.language())
    runs = [run.id for run in register.latest(_RUNS)]
    chosen = st.selectbox(words["rejects_of"], runs, index=None, format_func=lambda run: f"#{run}", placeholder=words["all_runs"], key="rejects_run")  # fmt: skip
    found = register.rejects(chosen, _REJECTS)
    if not found:
        st.success(words["no_rejects"], icon=":material/check:")
        return
    heads = [words[f"reject_{name}"] for name in ("run", "kind", "file", "place", "reason")]
    rows = [
        [
            f"#{reject.run}",
            words[f"kind_of_{reject_data(reject)['kind']}"],
            reject.path.rpartition("/")[2],
            reject.place,
            own(reject.reason, reject.path),
        ]
        for reject in found
    ]
    if len(found) == _REJECTS:
        st.caption(words["first_rejects"].format(count=_REJECTS))
    st.table(
        [dict(zip(heads, map(one_line, row), strict=True)) for row in rows], hide_index=True, border="horizontal",
        height=_HIGH if len(rows) > _MANY else "content", alt=words["rejects_alt"],
    )  # fmt: skip
    draw_export("rejects", heads, rows)


def own(reason: str, path: str) -> str:
    """A reason in the language of the page, with the file by its name: where it lay is no matter of a reader."""
    return sentence(reason, session.language()).replace(path, path.rpartition("/")[2])

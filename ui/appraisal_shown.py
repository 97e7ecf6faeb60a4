"""An appraisal on the page: what comes first, the range, the chart, the indicators with their evidence, what is not known."""

import json
from collections.abc import Sequence

import streamlit as st

from tools.appraisal.appraisal import Appraisal
from tools.appraisal.guide import book
from tools.appraisal.scoring import Scored
from tools.appraisal.telling import STATES, compared, evidence_told, part_told, telling, total_told
from ui import session
from ui.appraisal_charts import draw_dimensions
from ui.export import draw_export, entered
from ui.provisions_shown import draw_provisions, readable
from ui.safe import literal
from ui.texts import texts


def draw_appraisal(found: Appraisal) -> None:
    """One appraisal in full."""
    language, tell = session.language(), telling(session.language())
    st.subheader(literal(tell("head", number=found.number, title=found.title)))
    st.caption(literal(tell("day_line", day=found.as_of, scenario=found.scenario_name.of(language), state=STATES[found.state].of(language))))  # fmt: skip
    draw_vetoes(found)
    st.markdown(f"**{literal(total_told(found, language))}**")
    draw_dimensions([found], language)
    st.markdown("  \n".join(literal(part_told(part, language)) for part in found.dimensions))
    draw_indicators(found)
    draw_unknown(found)
    draw_notes([found])
    draw_download([found])


def draw_vetoes(found: Appraisal, named: bool = False) -> None:
    """What has to be settled first, each with its provision; `named`: with the number, among those of others."""
    language = session.language()
    for veto in found.vetoes:
        told = f"**{literal(found.number)}** " if named else ""
        told += readable(veto.text.of(language) + "".join(f" [{key}]" for key in veto.provisions), veto.provisions)
        (st.error if veto.stops else st.warning)(told, icon=":material/block:" if veto.stops else ":material/priority_high:")  # fmt: skip
    if not found.vetoes:
        told = f"**{literal(found.number)}** " if named else ""
        st.success(told + literal(telling(language)("veto_none")), icon=":material/check_circle:")


def draw_indicators(found: Appraisal) -> None:
    """All indicators by group, with score, confidence, weight and evidence; what an indicator means opens below."""
    words, language = texts(session.language()), session.language()
    st.markdown(f"#### {literal(telling(language)('indicators_head'))}")
    heads = [words[f"app_{name}"] for name in ("indicator", "score", "confidence", "evidence", "weight", "group", "dimension")]  # fmt: skip
    rows = [_row(each) for each in found.indicators]
    st.dataframe([dict(zip(heads, row, strict=True)) for row in rows], hide_index=True, width="stretch", height="content", key=f"app_table_{found.number}", alt=words["app_table_alt"])  # fmt: skip
    draw_export(f"appraisal-{found.number}", heads, rows)
    with st.expander(words["app_meaning"]):
        for each in found.indicators:
            st.markdown(f"**{literal(each.name.of(language))}** {literal(each.means.of(language))} :gray[{literal(each.rests_on.of(language))} · {literal(words['app_by_' + each.by])}]")  # fmt: skip


def _row(each: Scored) -> list[str]:
    language, tell = session.language(), telling(session.language())
    return [
        each.name.of(language), "–" if each.score is None else str(each.score), tell(f"confidence_{each.confidence}"), evidence_told(each, language),
        f"{each.weight}‰", book().groups[each.group].of(language), book().dimensions[each.dimension].of(language),
    ]  # fmt: skip


def draw_unknown(found: Appraisal) -> None:
    """What would narrow the range most, with the question that tells it."""
    language, tell = session.language(), telling(session.language())
    asked = [each for each in found.unknown if each.ask]
    if not asked:
        return
    with st.expander(literal(tell("unknown_head")), expanded=True):
        st.markdown("\n".join(f"- {literal(tell('unknown', name=each.name.of(language), weight=each.weight, ask=each.ask.of(language) if each.ask else ''))}" for each in asked))  # fmt: skip


def draw_comparison(found: Sequence[Appraisal]) -> None:
    """Several appraisals side by side, then each in full."""
    words, language, tell = texts(session.language()), session.language(), telling(session.language())
    st.subheader(literal(tell("compare_head", day=found[0].as_of, scenario=found[0].scenario_name.of(language))))
    for each in found:
        draw_vetoes(each, named=True)
    draw_dimensions(found, language)
    st.dataframe(compared(found, language), hide_index=True, width="stretch", height="content", key="app_compared", alt=words["app_table_alt"])  # fmt: skip
    st.caption(literal(tell("compare_note")))
    for each in found:
        with st.expander(literal(tell("head", number=each.number, title=each.title))):
            st.markdown(f"**{literal(total_told(each, language))}**")
            draw_indicators(each)
    draw_notes(found)
    draw_download(found)


def draw_notes(found: Sequence[Appraisal]) -> None:
    """What it rests on and what it is not."""
    language = session.language()
    for remark in dict.fromkeys(remark.of(language) for each in found for remark in each.remarks):
        st.caption(literal(remark))
    st.info(readable(found[0].label.of(language).replace(" [", "["), found[0].provisions), icon=":material/gavel:")
    draw_provisions(list(dict.fromkeys(key for each in found for key in each.provisions)))


def draw_download(found: Sequence[Appraisal]) -> None:
    """Everything as JSON, with the inputs it can be computed from again."""
    data = [each.model_dump(mode="json") for each in found]
    name = f"appraisal-{'-'.join(each.number for each in found[:3])}.json"
    file = json.dumps(data[0] if len(data) == 1 else {"appraisals": data}, ensure_ascii=False, indent=1).encode()
    st.download_button(texts(session.language())["app_json"], entered(name, lambda: file), name, "application/json", key="app_json", icon=":material/download:", on_click="ignore")  # fmt: skip

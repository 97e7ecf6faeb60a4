"""What was searched and what not, the log of the queries, and where else the same query can be carried on."""

from collections.abc import Sequence

import streamlit as st

from tools.search.coverage import Coverage
from tools.search.links import ServiceQuery, links_for
from tools.search.log import SearchLog, rerun
from tools.search.query import SearchQuery
from ui import session
from ui.export import entered
from ui.failing import said
from ui.safe import literal
from ui.search_telling import bullets, day, draw_bases, listed, one_line, telling
from ui.texts import texts

_COUNTRIES = 8


def draw_coverage(covered: Coverage, log: SearchLog, failures: Sequence[str]) -> None:
    """The statement of coverage and the search log: always on the page, never behind a click."""
    tell, words = telling(), texts(session.language())
    st.subheader(words["coverage_title"].format(day=covered.as_of))
    if session.world().patents_behind():
        st.warning(words["not_indexed"], icon=":material/construction:")
    lines = []
    if covered.databases:
        rows = (tell("coverage_database", name=name, count=f"{count:,}") for name, count in covered.databases.items())
        lines.append(tell("coverage_databases", databases=listed(rows)))
    for held in covered.held[:_COUNTRIES]:
        fields = dict.fromkeys(tell(f"field_{field.partition(':')[0]}") for field in held.fields)
        newest, records = day(held.newest), f"{held.records:,}"
        lines.append(tell("coverage_held", country=held.country, records=records, newest=newest, fields=listed(fields)))
    if covered.countries_missing:
        lines.append(tell("coverage_missing", countries=literal(listed(covered.countries_missing))))
    lines.append(tell("coverage_lag", day=covered.published_through, keys=""))
    lines.append(tell("coverage_not", items=listed(tell(f"not_{item}") for item in covered.not_searched)))
    lines += [tell("outside_failed", services=literal(listed(failures)))] if failures else []
    bullets(lines)
    draw_bases(covered.citations)
    draw_log(log)


def draw_log(log: SearchLog) -> None:
    """Every query that was run with its count; the log to take away, and to run again."""
    words = texts(session.language())
    st.markdown(f"**{words['log_title'].format(count=len(log.entries), when=log.made.strftime('%Y-%m-%d %H:%M'))}**")
    st.dataframe(
        [
            {
                words["log_what"]: entry.what, words["log_query"]: stated(entry.query), words["log_total"]: entry.total,
                words["log_databases"]: listed(f"{name} {count:,}" for name, count in entry.databases.items()),
                words["log_when"]: entry.when.strftime("%Y-%m-%d %H:%M:%S"),
            }
            for entry in log.entries
        ],
        hide_index=True, alt=words["log_alt"],
    )  # fmt: skip
    st.caption(words["log_index"].format(index=literal(log.index)))
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            words["log_save"], entered(f"search-log-{log.kind}.json", lambda: log.model_dump_json(indent=1).encode()), f"search-log-{log.kind}.json", "application/json",
            key=f"log-{log.kind}", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        again = st.button(words["log_again"], key=f"again-{log.kind}", icon=":material/refresh:")
    if again:
        with said(), st.spinner(words["searching"]):
            draw_rerun(log)


def draw_rerun(log: SearchLog) -> None:
    """The queries of a log run again, and what changed."""
    words, room = texts(session.language()), session.room()
    again = rerun(log, room.searcher, room.entity_of, room.now, room.index())
    if again.same:
        st.success(words["rerun_same"].format(count=len(log.entries)))
        return
    bullets(
        words["rerun_change"].format(
            what=literal(change.what), before=change.total_before, now=change.total_now,
            added=literal(listed(change.added)) or "–", gone=literal(listed(change.gone)) or "–",
        )
        for change in again.changes
    )  # fmt: skip


def stated(query: SearchQuery) -> str:
    """A query in one line: its words, then what narrows it."""
    tell = telling()
    parts = [" ".join(query.words.split())[:200]] if query.words else []
    for name in ("classes", "holders", "countries"):
        values = getattr(query, name)
        parts += [f"{tell(f'part_{name}')}: {listed(values)}"] if values else []
    parts += (
        [f"{tell('part_rights')}: {listed(tell(f'right_{right}') for right in query.rights)}"] if query.rights else []
    )
    for name in ("published_from", "published_before", "filed_before"):
        parts += [f"{tell(f'part_{name}')}: {value}"] if (value := getattr(query, name)) else []
    return " · ".join(parts)


def draw_elsewhere(query: SearchQuery, services: Sequence[ServiceQuery] = ()) -> None:
    """The same query in other search boxes: links, and text to paste where a service takes none."""
    tell, words, language = telling(), texts(session.language()), session.language()
    asked = [each for each in services or links_for(query) if each.text]
    if not asked:
        if query.confidential:
            st.caption(tell("words_withheld"))
        return
    st.subheader(words["elsewhere_title"])
    st.caption(words["elsewhere_lead"])
    with st.container(horizontal=True, gap="small"):
        for each in asked:
            if each.link:
                st.link_button(
                    literal(each.name.of(language)), each.link, icon=":material/open_in_new:", help=_notes(each) or None
                )
    pasted = [each for each in asked if not each.link]
    with st.expander(words["elsewhere_syntax"].format(count=len(asked))):
        for each in asked:
            st.markdown(f"**{literal(each.name.of(language))}**　[{literal(each.home)}]({each.home})")
            if each in pasted:
                st.caption(words["elsewhere_paste"])
            if notes := _notes(each):
                st.caption(notes)
            st.code(each.text, language=None, wrap_lines=True)
    if any(each.words_withheld for each in asked):
        st.caption(tell("words_withheld"))


def _notes(each: ServiceQuery) -> str:
    tell = telling()
    by_hand = tell("by_hand", parts=listed(tell(f"part_{part}") for part in each.by_hand)) if each.by_hand else ""
    own = tell("own_office") if not each.covers_other_offices and not each.out_of_reach else ""
    return " ".join(
        part.strip()
        for part in (
            by_hand, own, tell("out_of_reach") if each.out_of_reach else "",
            tell("other_language") if each.other_language else "",
        )
        if part
    )  # fmt: skip


def understood(query: SearchQuery) -> None:
    """How the request was understood."""
    words = texts(session.language())
    st.caption(words["understood"].format(query=one_line(stated(query)) or "–"))

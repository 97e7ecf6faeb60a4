"""A valuation on the page: the figure with its range and label first, then each method with its charts and its inputs."""

import streamlit as st

from tools.money import PLACES, Money
from tools.orders.catalogue import catalogue
from tools.valuation.provisions import keys_of
from tools.valuation.result import Lacking, Valuation, Valued
from tools.valuation.telling import (
    amount,
    disagreement,
    figure_name,
    figure_value,
    label_text,
    missing_name,
    placed_line,
    recompute_line,
    shares_line,
    unused_line,
    wording,
)
from tools.valuation.valuing import document
from ui import session
from ui.appraisal_value_charts import histogram, tornado
from ui.provisions_shown import draw_provisions
from ui.record_links import RECORD
from ui.safe import literal
from ui.search_telling import bullets
from ui.texts import texts


def draw_valuation(found: Valuation) -> None:
    """The result from top to bottom, with its document to keep."""
    words, language = texts(session.language()), session.language()
    with st.container(border=True):
        _draw_figure(found)
        st.info(literal(label_text(found, language, keys=False)), icon=":material/gavel:")
        _draw_route(found)
    for valued in found.methods:
        _draw_method(valued, found)
    _draw_lacking(found.lacking)
    for line in unused_line(found, language):
        st.caption(literal(line))
    if found.cautions and not found.over:
        st.markdown(f"**{words['val_mind']}**")
        bullets(literal(wording(language)(f"caution_{name}")) for name in found.cautions)
    with st.expander(words["val_provisions"], icon=":material/menu_book:"):
        draw_provisions(keys_of(found.provisions, found.day))
    if found.methods:
        st.caption(literal(recompute_line(found, language)))
    st.download_button(
        words["val_download"],
        document(found).encode(),
        "valuation.json",
        "application/json",
        icon=":material/download:",
        key="val_download",
    )


def _draw_figure(found: Valuation) -> None:
    tell, words, language = wording(session.language()), texts(session.language()), session.language()
    subject = literal(found.request.subject) or tell("unnamed")
    st.markdown(f"**{subject}** · {tell(f'kind_{found.request.kind}')} · {found.day}")
    if found.over:
        reason = f" ({literal(found.request.right.reason)})" if found.request.right.reason else ""
        st.warning(
            tell(f"over_{found.over}", expires=found.legal.expires, ended=found.request.right.ended, reason=reason),
            icon=":material/event_busy:",
        )
        return
    together = found.reconciled
    if together is None:
        st.warning(tell("no_weight" if found.methods else "nothing"), icon=":material/help:")
        return
    st.metric(
        words["val_together"] if len(found.methods) > 1 else words["val_point"], amount(together.point, found, language)
    )
    st.markdown(
        literal(
            words["val_range"].format(
                low=amount(together.low, found, language), high=amount(together.high, found, language)
            )
        )
    )
    if len(found.methods) > 1:
        st.caption(literal(shares_line(together, language)))
    for sentence in disagreement(together, language):
        if sentence.startswith("**"):  # ranges that do not meet
            st.warning(sentence, icon=":material/compare_arrows:")
        else:
            st.caption(sentence)


def _draw_route(found: Valuation) -> None:
    service, language = catalogue().service(found.service), session.language()
    label = texts(language)["val_route"].format(name=service.zh if language == "zh" else service.en)
    st.page_link(
        "views/catalogue.py",
        label=label,
        icon=":material/approval:",
        query_params={RECORD: found.service, "lang": language},
    )


def _draw_method(valued: Valued, found: Valuation) -> None:
    """One method: point, range, histogram, tornado, inputs with whose they are, and the years of the point."""
    tell, words, language = wording(session.language()), texts(session.language()), session.language()
    low, high = (amount(each, found, language) for each in (valued.distribution.low, valued.distribution.high))
    with st.container(border=True):
        st.subheader(tell(f"method_{valued.method}"))
        st.markdown(
            literal(f"{amount(valued.point, found, language)} · {words['val_range'].format(low=low, high=high)}")
        )
        if valued.distribution.low < valued.distribution.high:
            st.markdown(f"**{words['val_histogram']}**")
            st.altair_chart(
                histogram(valued, found.request.currency, language),
                width="stretch",
                key=f"val_histogram_{valued.method}",
            )
        if valued.tornado:
            st.markdown(f"**{words['val_tornado']}**")
            st.altair_chart(
                tornado(valued, found.request.currency, language), width="stretch", key=f"val_tornado_{valued.method}"
            )
        st.table([
            {words["val_figure"]: figure_name(each.name, language), words["val_value"]: figure_value(each, found.request.currency, language), words["val_whose"]: tell(f"origin_{each.origin}")}
            for each in valued.figures
        ])  # fmt: skip
        for line in placed_line(valued, language):
            st.caption(literal(line))
        if valued.not_applied:
            joint = "、" if language == "zh" else ", "
            st.caption(
                literal(
                    tell("not_applied", names=joint.join(missing_name(name, language) for name in valued.not_applied))
                )
            )
        _draw_deals(valued, found)
        _draw_years(valued, found)


def _draw_deals(valued: Valued, found: Valuation) -> None:
    """The comparable deals with their adjusted prices, kinds, classes and ages."""
    words, language = texts(session.language()), session.language()
    if valued.method != "market":
        return
    st.caption(wording(language)("comparables", count=valued.basis["comparables"]))
    st.table([
        {
            words["val_deal"]: f"{place}", words["val_adjusted"]: Money(round(price * 10 ** PLACES[found.request.currency]), found.request.currency).text(language),
            words["val_class"]: literal(" · ".join(filter(None, (deal.kind, deal.class_)))) or "–", words["val_age"]: "–" if age is None else f"{age:g}",
            words["val_source"]: literal(deal.source) or "–",
        }
        for place, (deal, price, age) in enumerate(zip(found.request.comparables, valued.basis["adjusted"], valued.basis["years_old"], strict=True), 1)
    ])  # fmt: skip


def _draw_years(valued: Valued, found: Valuation) -> None:
    words, language = texts(session.language()), session.language()
    if not valued.schedule:
        return
    with st.expander(words["val_years"], icon=":material/table_rows:"):
        st.table([
            {
                words["val_year"]: str(year.year), words["val_base"]: amount(year.base, found, language), words["val_flow"]: amount(year.flow, found, language),
                words["val_time"]: f"{year.time:g}", words["val_present"]: amount(year.present, found, language),
            }
            for year in valued.schedule
        ])  # fmt: skip


def _draw_lacking(lacking: tuple[Lacking, ...]) -> None:
    """The methods that gave no figure, and what they lack."""
    tell, words, language = wording(session.language()), texts(session.language()), session.language()
    if not lacking:
        return
    joint = "、" if language == "zh" else ", "
    st.markdown(f"**{words['val_lacking']}**")
    bullets(
        literal(
            tell(
                "lacking",
                method=tell(f"method_{each.method}"),
                names=joint.join(missing_name(name, language) for name in each.missing),
            )
        )
        for each in lacking
    )

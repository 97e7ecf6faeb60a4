"""The deliverables of an order: uploaded by its provider, taken away by both sides; each download stands in the audit."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from tools.orders.deliverables import LARGEST, download_deliverable, remove_deliverable, upload_deliverable
from tools.orders.order import Order
from tools.orders.reading import Entry
from ui import session
from ui.failing import said
from ui.safe import literal
from ui.texts import texts
from ui.trade_telling import moment

_ROUND = "upload_round"  # counts uploads, so that the field is empty after each


def draw_files(order: Order, entries: Sequence[Entry]) -> None:
    """The files; for the provider also the way to add some while the work goes on."""
    words = texts(session.language())
    files = [each for each in entries if each.kind == "file"]
    if not files:
        st.caption(words["ord_no_files"])
    for each in files:
        draw_file(each.detail, moment(each.when), order.side == "provider")
    if "deliver" in order.can:
        draw_upload(order)


def draw_file(file: dict[str, Any], when: str, own: bool) -> None:
    """A file with its size and hash, to take away; to take back while it is not delivered."""
    words = texts(session.language())
    state = words["ord_delivered" if file["delivered"] else "ord_not_delivered"]
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{literal(file['name'])}** · {_size(file['size'])}")
        st.caption(f"{state} · {when} · SHA-256 {file['sha256'][:16]}…")
        with st.container(horizontal=True, gap="small"):
            st.download_button(words["ord_download"], partial(_bytes, file["id"]), file["name"], key=f"get-{file['id']}", icon=":material/download:", on_click="ignore")  # fmt: skip
            if own and not file["delivered"] and st.button(words["ord_remove"], key=f"remove-{file['id']}", type="tertiary", icon=":material/delete:"):  # fmt: skip
                with said():
                    remove_deliverable(session.world().effects, session.principal(), file["id"])
                    st.rerun()


def draw_upload(order: Order) -> None:
    """Add files; the buyer sees them when they are delivered."""
    words = texts(session.language())
    round_ = st.session_state.get(_ROUND, 0)
    sent = st.file_uploader(words["ord_upload"].format(size=LARGEST // 2**20), accept_multiple_files=True, key=f"upload-{order.id}-{round_}", max_upload_size=LARGEST // 2**20)  # fmt: skip
    if sent and st.button(words["ord_upload_run"], key="upload_run", icon=":material/upload:"):
        with said():
            for file in sent:
                upload_deliverable(session.world().effects, session.deliverables(), session.principal(), order.id, file.name, file.getvalue())  # fmt: skip
            st.session_state[_ROUND] = round_ + 1
            st.rerun()


def _bytes(identity: str) -> bytes:
    world = session.world()
    return download_deliverable(world.effects, session.deliverables(), session.principal(), identity)[1]


def _size(count: int) -> str:
    """A size in the largest unit that leaves a whole number, rounded up."""
    return f"{-(-count // 1024):,} KB" if count >= 1024 else f"{count} B"

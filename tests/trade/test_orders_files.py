"""Deliverables: taken for what their bytes are, kept whole, handed over with the delivery, each download in the audit."""
# ruff: noqa: F811 - fixtures are imported here and named again as arguments

import io
import zipfile
from pathlib import Path

import pytest

from tests.trade.orders_world import PDF, OrdersWorld, orders  # noqa: F401 - fixture
from tools.audit.tables import AuditRow
from tools.orders.deliverable_store import DeliverableStore
from tools.orders.deliverables import LARGEST, download_deliverable, remove_deliverable
from tools.orders.file_kinds import clean_name, media_type
from tools.refused import Refused


def zipped(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


def refusal(call, *arguments) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused) as refused:
        call(*arguments)
    return refused.value.name


@pytest.mark.parametrize(("given", "kept"), [
    ("报告.pdf", "报告.pdf"), ("../../etc/passwd.txt", "passwd.txt"), ("C:\\temp\\a.csv", "a.csv"), ("a\u202egpj.pdf", "agpj.pdf"),
    ("a\nb?.pdf", "a b.pdf"), ("长" * 300 + ".pdf", "长" * 78 + ".pdf"), (" .hidden.md ", "hidden.md"), ("a..pdf", "a.pdf"),
])  # fmt: skip
def test_names_are_cleaned(given: str, kept: str) -> None:
    assert clean_name(given) == kept


@pytest.mark.parametrize("name", ["", "pdf", ".pdf", "..", "/", "\u200b.pdf", "a."])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    assert refusal(clean_name, name) in ("deliverable.name", "deliverable.kind")


@pytest.mark.parametrize(("name", "data", "kind"), [
    ("a.PDF", PDF, "application/pdf"), ("a.jpeg", b"\xff\xd8\xff\xe0", "image/jpeg"), ("a.csv", "类别,9".encode(), "text/csv"),
    ("a.zip", zipped("a.txt"), "application/zip"), ("a.md", b"\xef\xbb\xbf# x", "text/markdown"),
    ("a.docx", zipped("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
])  # fmt: skip
def test_a_file_is_what_its_bytes_say(name: str, data: bytes, kind: str) -> None:
    assert media_type(name, data) == kind


@pytest.mark.parametrize(("name", "data"), [
    ("a.pdf", b"MZ\x90"), ("a.txt", b"\x00\x01"), ("a.txt", PDF), ("a.docx", zipped("a.txt")), ("a.zip", b"PK\x03\x04broken"),
    ("a.docx", zipped("word/document.xml", "word/vbaProject.bin")), ("a.zip", zipped("word/document.xml")), ("a.csv", b"\xff\xfe\x00"),
])  # fmt: skip
def test_a_file_that_is_not_what_its_name_says_is_refused(name: str, data: bytes) -> None:
    assert refusal(media_type, name, data) == "deliverable.content"


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.docm", "a.js"])
def test_other_kinds_are_not_taken(name: str) -> None:
    assert refusal(media_type, name, b"x") == "deliverable.kind"


def test_the_buyer_sees_a_file_when_it_is_delivered_and_each_download_is_in_the_audit(orders: OrdersWorld) -> None:
    order = orders.order("working")
    file = orders.upload(order)
    assert refusal(download_deliverable, orders.effects, orders.store, orders.who("lin"), file.id) == "not_found"
    assert download_deliverable(orders.effects, orders.store, orders.who("guan"), file.id)[1] == PDF
    orders.do("guan", "deliver_order", order=order)
    for user in ("lin", "su"):
        assert download_deliverable(orders.effects, orders.store, orders.who(user), file.id) == (file.model_copy(update={"delivered": orders.moment}), PDF)  # fmt: skip
    assert (
        refusal(download_deliverable, orders.effects, orders.store, orders.who("gu"), file.id) == "not_found"
    )  # no dispute
    with orders.sessions() as session:
        seen = session.query(AuditRow).filter_by(action="download_deliverable", subject=file.id).order_by(AuditRow.seq)
        assert [each.user for each in seen] == ["guan", "lin", "su"]
    assert refusal(remove_deliverable, orders.effects, orders.who("guan"), file.id) == "deliverable.delivered"


def test_the_same_bytes_are_one_file_and_a_wrong_one_can_be_taken_back(orders: OrdersWorld) -> None:
    order = orders.order("working")
    file = orders.upload(order)
    assert orders.upload(order, "又一次.pdf").id == file.id
    remove_deliverable(orders.effects, orders.who("lan"), file.id)  # a colleague
    assert orders.upload(order).id != file.id


@pytest.mark.parametrize("data", [b"", b"x" * (LARGEST + 1)])
def test_a_file_is_not_empty_and_not_too_large(orders: OrdersWorld, data: bytes) -> None:
    assert refusal(orders.upload, orders.order("working"), "a.txt", data) == "deliverable.size"


def test_files_are_put_to_orders_in_work_alone(orders: OrdersWorld) -> None:
    assert refusal(orders.upload, orders.order("delivered")) == "order.deliver_from_delivered"
    assert refusal(orders.upload, orders.order("working"), "a.pdf", PDF, "lin") == "order.side"
    assert not list(Path(orders.store.folder).rglob("*.tmp"))


def test_a_full_disk_leaves_nothing_half_written(orders: OrdersWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    order = orders.order("working")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tools.orders.deliverable_store.os.fsync", full)
    with pytest.raises(Refused, match="No space left"):
        orders.upload(order)
    assert [each for each in orders.store.folder.rglob("*") if each.is_file()] == []
    assert refusal(orders.do, "guan", "deliver_order") == "request"
    with pytest.raises(Refused, match="请先上传"):
        orders.do("guan", "deliver_order", order=order)


def test_a_file_changed_or_gone_is_not_given_out(tmp_path: Path) -> None:
    store = DeliverableStore(tmp_path)
    digest = store.put(PDF)
    assert store.get(digest) == PDF
    place = tmp_path / digest[:2] / digest
    place.write_bytes(PDF + b"x")
    assert refusal(store.get, digest) == "deliverable.changed"
    place.unlink()
    assert refusal(store.get, digest) == "deliverable.gone"

"""The raw tier: files kept as received, once, and damage found."""

import hashlib
import os
import threading
from pathlib import Path

import pytest

from knowledge.patents.raw import RawTier
from tests.patent_lines import day


@pytest.fixture
def tier(tmp_path: Path) -> RawTier:
    return RawTier(tmp_path / "raw")


def a_file(folder: Path, name: str = "week.XML", content: bytes = b"<patent/>" * 1000) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_file_is_kept_as_received(tier: RawTier, tmp_path: Path) -> None:
    path = a_file(tmp_path)
    kept = tier.add(path, "uspto", "public domain", day(1))
    assert kept.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (kept.name, kept.source, kept.licence, kept.received) == ("week.XML", "uspto", "public domain", day(1))
    copy = tier.path_of(kept)
    assert copy.read_bytes() == path.read_bytes()
    assert copy.name == f"{kept.sha256}.xml"
    assert copy.stat().st_mode & 0o222 == 0
    path.write_bytes(b"changed")  # a copy, not a link
    assert hashlib.sha256(copy.read_bytes()).hexdigest() == kept.sha256


def test_the_same_bytes_again_add_nothing(tier: RawTier, tmp_path: Path) -> None:
    tier.add(a_file(tmp_path), "uspto", "", day(1))
    again = tier.add(a_file(tmp_path, "other.dat"), "elsewhere", "CC0", day(5))
    assert (again.seen, again.received, again.last_seen, again.name) == (2, day(1), day(5), "week.XML")
    assert (again.source, again.licence) == ("uspto", "CC0")  # what was not known is filled in, what was stays
    assert len(list(tier.folder.rglob("*.xml"))) == 1
    assert len(list(tier.files())) == 1


def test_other_bytes_of_the_same_length_are_another_file(tier: RawTier, tmp_path: Path) -> None:
    tier.add(a_file(tmp_path, "a.xml", b"aaaa"), "s", "", day(1))
    tier.add(a_file(tmp_path, "b.xml", b"bbbb"), "s", "", day(1))
    assert sorted(tier.path_of(file).read_bytes() for file in tier.files()) == [b"aaaa", b"bbbb"]


def test_damage_and_loss_are_said_in_one_sentence(tier: RawTier, tmp_path: Path) -> None:
    files = [tier.add(a_file(tmp_path, f"{n}.xml", b"x" * (n + 1)), "s", "", day(1)) for n in range(3)]
    assert list(tier.verify()) == []
    damaged, lost = tier.path_of(files[1]), tier.path_of(files[2])
    damaged.chmod(0o600)
    damaged.write_bytes(b"yy")
    lost.unlink()
    found = {damage.name: damage.reason for damage in tier.verify()}
    assert found.keys() == {"1.xml", "2.xml"}
    assert "已损坏" in found["1.xml"]
    assert "is damaged" in found["1.xml"]
    assert "不见了" in found["2.xml"]
    assert "is missing" in found["2.xml"]


def test_a_lost_file_comes_back_when_it_is_received_again(tier: RawTier, tmp_path: Path) -> None:
    path = a_file(tmp_path)
    tier.path_of(tier.add(path, "s", "", day(1))).unlink()
    tier.add(a_file(tmp_path, "renamed.zip"), "s", "", day(2))
    assert list(tier.verify()) == []


def test_a_copy_that_was_interrupted_leaves_nothing(tier: RawTier, tmp_path: Path) -> None:
    tier.folder.mkdir()
    (tier.folder / "4711.part").write_bytes(b"half a fi")
    kept = tier.add(a_file(tmp_path), "s", "", day(1))
    assert list(tier.folder.rglob("*.part")) == []
    assert tier.path_of(kept).exists()


def test_a_file_that_cannot_be_read_leaves_nothing(tier: RawTier, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        tier.add(tmp_path / "nothing.xml", "s", "", day(1))
    assert list(tier.files()) == []
    assert list(tier.verify()) == []


@pytest.mark.parametrize("name", ["a\x1b[2J.xml", "发明.xml", os.fsdecode(b"\xff\xfe.xml"), f"a.{'x' * 40}", ".xml"])
def test_any_name_can_be_kept_and_shown(tier: RawTier, tmp_path: Path, name: str) -> None:
    kept = tier.add(a_file(tmp_path, name), "s", "", day(1))
    assert kept.name.isprintable()
    assert kept.name.encode("utf-8")
    assert tier.path_of(kept).is_file()


def test_many_at_once(tier: RawTier, tmp_path: Path) -> None:
    paths = [a_file(tmp_path, f"{n}.xml", b"%d" % (n % 4)) for n in range(12)]
    threads = [threading.Thread(target=tier.add, args=(path, "s", "", day(1))) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [file.seen for file in tier.files()] == [3, 3, 3, 3]
    assert list(tier.verify()) == []

"""The sources page: files sent, what is held, runs, rejects, raw files; and who may see it."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.settings import Settings
from assistant.staff import is_staff
from assistant.world import World
from knowledge.language import Language
from tests.page_visits import Visit, furnished, said_on, visits
from tools.principal import Principal
from tools.refused import Refused
from ui.texts import texts
from ui.uploads import keep, safe_name

visit = pytest.fixture(visits)
LANGUAGES: tuple[Language, ...] = ("zh", "en")
TABLE = (
    "Lens ID\tJurisdiction\tKind\tDisplay Key\tPublication Date\tTitle\n"
    "000-1\tCN\tA\tCN 102644313 A\t2012-08-22\tWinch for a crane\n"
    "000-2\tCN\tA\tno number\t2012-08-22\tNothing\n"
)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    made = furnished(tmp_path, monkeypatch)
    monkeypatch.setattr(World, "index_patents", lambda self, progress: None)
    return made


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    made = furnished(tmp_path, monkeypatch, held=False)
    monkeypatch.setattr(World, "index_patents", lambda self, progress: None)
    return made


def send(page: AppTest, name: str, data: bytes) -> AppTest:
    page.file_uploader(key="upload_files").upload(name, data, "application/octet-stream")
    page.button(key="upload_run").click().run()
    assert not page.exception, page.exception[0].value
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_held_is_shown_by_source_and_office(world: World, visit: Visit, language: Language) -> None:
    page, named = visit("sources", language), texts(language)
    held = page.table[0].value.to_csv()
    assert "made up" in held.replace("\\", "")
    assert {"CN", "US"} <= set(page.table[0].value[named["source_office"]])
    assert named["held_title"].format(count=world.patents.count()) in said_on(page)
    assert named["never_read"] in held


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_data_the_page_says_how_to_get_some(empty: World, visit: Visit, language: Language) -> None:
    page = visit("sources", language)
    assert [each.value for each in page.info] == [texts(language)["no_sources_yet"]]
    assert texts(language)["no_runs"] in said_on(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_sent_goes_in_and_what_did_not_is_told_with_its_reason(empty: World, visit: Visit, language: Language) -> None:  # fmt: skip
    page, named = send(visit("sources", language), "../../winch.tsv", TABLE.encode()), texts(language)
    record = empty.patents.get("CN102644313A")
    assert record is not None
    assert record.texts["en"].title == "Winch for a crane"
    assert f"{named['tally_added']} 1" in said_on(page)
    rejects = page.table[-1].value
    assert rejects.shape[0] == 1
    assert "winch" in rejects.to_csv()
    reason = rejects.iloc[0][named["reject_reason"]]
    assert any("\u4e00" <= sign <= "\u9fff" for sign in reason) == (language == "zh")
    assert next(iter(empty.raw.files())).name == "winch.tsv"
    assert not list((empty.settings.home / "patents" / "uploads").glob("*"))  # the raw tier has it


def test_a_file_nobody_can_read_is_refused_in_a_sentence(empty: World, visit: Visit) -> None:
    page = send(visit("sources", "en"), "x.bin", b"\x00\x01\x02" * 50)
    assert len(page.error) == 1
    assert "not recognised" in page.error[0].value
    assert empty.patents.count() == 0


def test_an_empty_choice_and_a_file_too_large_are_said(empty: World, visit: Visit) -> None:
    page = visit("sources", "en")
    page.button(key="upload_run").click().run()
    assert [each.value for each in page.warning] == [texts("en")["upload_none"]]

    class Large:
        name, size = "large.zip", 26 * 1024 * 1024

        def getvalue(self) -> bytes:
            raise AssertionError("it is not even read")

    with pytest.raises(Refused, match="larger than 25 MB"):
        keep(empty, [Large()])


def test_raw_files_are_checked(empty: World, visit: Visit) -> None:
    page = send(visit("sources", "en"), "winch.tsv", TABLE.encode())
    page.button(key="raw_verify").click().run()
    assert page.success[-1].value == texts("en")["raw_whole"].format(count=1)
    kept = empty.raw.path_of(next(empty.raw.files()))
    kept.chmod(0o600)
    kept.write_bytes(b"changed")
    page.button(key="raw_verify").click().run()
    assert "winch" in page.error[0].value


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\data\\weekly.zip", "weekly.zip"), ("..", "file"), ("专利 导出.xlsx", "专利_导出.xlsx"),
        ("a\x1b[2Jb.csv", "a_2Jb.csv"), (".hidden", "hidden"), ("长" * 300 + ".csv", "长" * 100 + ".csv"),
    ],
)  # fmt: skip
def test_names_of_files_mean_nothing_to_a_file_system(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    ("staff", "user", "may"),
    [("local", "local", True), ("", "local", False), ("ann@x.org, bob@x.org", "bob@x.org", True), ("ann@x.org", "bob@x.org", False), (" , ", "", False)],
)  # fmt: skip
def test_only_the_accounts_named_are_staff(staff: str, user: str, may: bool) -> None:
    assert is_staff(Settings(staff=staff, _env_file=None), Principal(user)) is may  # type: ignore[call-arg]


def test_a_member_has_no_sources_page(world: World, visit: Visit) -> None:
    member = {"is_logged_in": True, "email": "ann@example.org"}
    page = visit("search", user=member)
    assert page.title[0].value == texts("zh")["search_title"]
    page = visit("sources", user=member, refused=True)
    assert texts("zh")["sources_title"] not in said_on(page)

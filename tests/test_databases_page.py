"""The databases page: made, shown, refreshed, searched within, changed by hand, shared, exported."""

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.world import World
from knowledge.language import Language
from tests.page_visits import Visit, fill, furnished, said_on, visits
from tools.databases.access import list_databases
from tools.databases.keeping import create_database
from tools.principal import Principal
from tools.search.query import SearchQuery
from ui.texts import texts

visit = pytest.fixture(visits)
LANGUAGES: tuple[Language, ...] = ("zh", "en")
LOCAL = Principal("local")
ROOT = Path(__file__).parent.parent


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    return furnished(tmp_path, monkeypatch)


def made(world: World, name: str = "飞机", who: Principal = LOCAL) -> str:
    query = SearchQuery(words="喷气发动机防鸟撞装置")
    return create_database(world.databases, world.search_room, who, name, query, as_of=world.today()).id


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_list_says_how_to_make_one_and_the_form_makes_it(world: World, visit: Visit, language: Language) -> None:  # fmt: skip
    page, named = visit("databases", language), texts(language)
    assert [each.value for each in page.info] == [named["no_databases"]]
    page = fill(page, "database", title="A & *B* $c$", words="披萨烤盘", countries=["CN"])
    found = list_databases(world.databases, LOCAL)
    assert [each.name for each in found] == ["A & *B* $c$"]
    assert found[0].members
    assert all(number.startswith("CN") for number in found[0].members)
    assert page.query_params["d"] == found[0].id
    assert page.header[0].value == "A &amp; \\*B\\* \\$c\\$"
    page.button(key="to_list").click().run()
    assert any(button.key == f"database-{found[0].id}" for button in page.button)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_database_is_shown_with_figures_files_and_history(world: World, visit: Visit, language: Language) -> None:
    page = visit("databases", language, d=made(world))
    told = said_on(page)
    assert "喷气发动机防鸟撞装置" in told
    assert {button.proto.label for button in page.get("download_button")} >= {texts(language)["export_csv"], texts(language)["export_xlsx"]}  # fmt: skip
    assert "CN1000001B" in told
    page.button(key="refresh").click().run()
    assert len(page.success) == 1
    assert len(page.error) == 0


def test_a_search_within_finds_nothing_outside(world: World, visit: Visit) -> None:
    identity = made(world)
    page = visit("databases", d=identity)
    page.text_input(key="within_words").set_value("披萨烤盘 金属格栅")
    page.button(key="within_run").click().run()
    held = {f"within-{number}" for number in list_databases(world.databases, LOCAL)[0].members}
    shown = {str(button.key) for button in page.button if str(button.key).startswith("within-")}
    assert shown
    assert shown <= held


def test_publications_are_taken_in_and_left_out_by_hand(world: World, visit: Visit) -> None:
    page = visit("databases", "en", d=made(world))
    page.text_input(key="hand_numbers").set_value("US1000042B2")
    page.button(key="hand_include").click().run()
    assert "US1000042B2" in list_databases(world.databases, LOCAL)[0].members
    page.text_input(key="hand_numbers").set_value("US1000042B2")
    page.button(key="hand_exclude").click().run()
    assert "US1000042B2" not in list_databases(world.databases, LOCAL)[0].members
    page.text_input(key="hand_numbers").set_value("CN9999999A")
    page.button(key="hand_include").click().run()
    assert "No record of CN9999999A" in page.warning[0].value


def test_somebody_elses_database_is_not_there_until_it_is_shared(world: World, visit: Visit) -> None:
    identity = made(world, "secret project", Principal("ann@example.org"))
    page = visit("databases", "en", d=identity)
    assert "There is no database" in page.warning[0].value
    assert "secret" not in said_on(page)
    ann = {"is_logged_in": True, "email": "ann@example.org"}
    page = visit("databases", "en", user=ann, d=identity)
    page.text_input(key="share_user").set_value("local")
    page.button(key="share_run").click().run()
    page = visit("databases", "en", d=identity)
    assert page.header[0].value == "secret project"
    assert texts("en")["reader_only"] in said_on(page)


def test_a_database_is_deleted_when_asked_twice(world: World, visit: Visit) -> None:
    page = visit("databases", d=made(world))
    page.button(key="database_delete").click().run()
    assert list_databases(world.databases, LOCAL) == []
    assert "d" not in page.query_params


def test_a_search_is_saved_as_a_database(world: World, visit: Visit) -> None:
    page = fill(visit("search"), "subject", words="披萨烤盘")
    page.text_input(key="save_name").set_value("披萨")
    page.button(key="save_run").click().run()
    assert [each.name for each in list_databases(world.databases, LOCAL)] == ["披萨"]


@pytest.mark.parametrize("name", ["", "飞机"])
def test_a_name_that_cannot_be_is_refused_in_a_sentence(world: World, visit: Visit, name: str) -> None:
    made(world)
    page = fill(visit("databases", "en"), "database", title=name, words="x")
    assert len(page.warning) == 1
    assert not page.error


def test_conversations_can_be_kept_whoever_opens_the_members_data_first(tmp_path: Path) -> None:
    asked = "import sys; from pathlib import Path; from assistant.settings import Settings; from assistant.world import World\n"
    asked += "world = World(Settings(home=Path(sys.argv[1]), _env_file=None)); world.databases; world.sessions\n"
    asked += "print(world.conversations.of_user('local', 3))"
    told = subprocess.run([sys.executable, "-c", asked, str(tmp_path)], capture_output=True, text=True, cwd=ROOT)
    assert (told.stdout.strip(), told.returncode) == ("[]", 0)

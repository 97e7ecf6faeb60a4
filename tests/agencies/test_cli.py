"""`ipos agencies` and `ipos segment` as a user calls them: one JSON document, exit codes, both languages."""

import json
from pathlib import Path

import pytest

from assistant.cli.app import run
from assistant.settings import Settings
from assistant.world import World
from tests.conftest import clock
from tools.agencies.seeding import seed_agencies
from tools.members.seeding import seed_members


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("IPOS_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    world = World(Settings(home=tmp_path, demo=False, _env_file=None), now=clock)  # type: ignore[call-arg]
    seed_members(world.sessions, clock())
    seed_agencies(world.sessions, clock())
    return tmp_path


def ipos(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = run(list(arguments))
    told = capsys.readouterr()
    return code, told.out or told.err


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    code, told = ipos(capsys, *arguments, "--json")
    assert code == 0, told
    found: dict[str, object] = json.loads(told)
    return found


MATCH = (
    "agencies",
    "match",
    "--task",
    "INT-NAT",
    "--field",
    "H04",
    "--jurisdiction",
    "US",
    "--language",
    "en",
    "--budget",
    "30000",
    "--urgent",
    "10",
    "--against",
    "鼎星示例电子有限公司",
    "--as",
    "lin",
)


def test_from_the_match_to_the_reply(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, *MATCH)
    assert found["sku"] == "INT-NAT"
    candidates = found["candidates"]
    assert isinstance(candidates, list)
    assert candidates[0]["parts"]
    packet = (
        "agencies",
        "introduce",
        str(found["id"]),
        "ORG-RUIHENG",
        "--title",
        "Terminal",
        "--summary",
        "National phase wanted",
        "--contact",
        "Ms Li",
        "--as",
        "lin",
    )
    card = document(capsys, *packet)["approval"]
    assert isinstance(card, dict)
    made = document(capsys, *packet, "--approve", card["hash"])["record"]
    for user, *arguments in (
        ("qiao", "accept", str(made)),
        ("qiao", "reply", str(made), "Please send the PCT number"),
        ("lin", "close", str(made)),
    ):
        waiting = document(capsys, "agencies", *arguments, "--as", user)["approval"]
        assert isinstance(waiting, dict)
        document(capsys, "agencies", *arguments, "--as", user, "--approve", waiting["hash"])
    code, told = ipos(capsys, "agencies", "introduction", str(made), "--as", "lin", "--lang", "en")
    assert code == 0
    assert "Please send the PCT number" in told
    assert ipos(capsys, "agencies", "introduction", str(made), "--as", "yuanbo")[0] == 1
    assert document(capsys, "agencies", "introductions", "--as", "yuanbo") == {"introductions": []}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_match_list_and_show_in_words(home: Path, capsys: pytest.CaptureFixture[str], lang: str) -> None:
    code, told = ipos(capsys, *MATCH, "--lang", lang)
    assert code == 0
    assert ("资质门槛" if lang == "zh" else "Licence gate") in told
    assert "鼎星" not in told
    assert ipos(capsys, "agencies", "list", "--licence", "law_firm", "--as", "lin", "--lang", lang)[0] == 0
    code, told = ipos(capsys, "agencies", "show", "ORG-MOXUAN", "--as", "lin", "--lang", lang)
    assert "DEMO-PA-0011" in told
    assert "鼎星" not in told, "whom it stands for"


def test_import_is_for_staff_and_a_missing_file_is_wrong_usage(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "a.csv").write_text("agency_name,agency_code\n示例事务所,99001\n", "utf-8")
    assert document(capsys, "agencies", "import", "a.csv", "--as", "song")["added"] == 1
    assert ipos(capsys, "agencies", "import", "a.csv", "--as", "lin")[0] == 1
    assert ipos(capsys, "agencies", "import", "none.csv", "--as", "song")[0] == 2


@pytest.mark.parametrize(
    "arguments",
    [("match", "--task", "xyzzy"), ("match", "--task", "early-warning"), ("match", "--task", "PAT-OA", "--budget", "viel"), ("show", "ORG-NOBODY"), ("reply", "INR-1", "x")],
)  # fmt: skip
def test_what_is_refused_ends_with_one_and_a_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    code, told = ipos(capsys, "agencies", *arguments, "--as", "lin")
    assert code == 1
    assert "Traceback" not in told
    assert told.strip()


def test_segments_are_asked_and_drafted(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys, "segment", "ask", "We are a start-up of eight people", "--as", "lin")
    assert found["segment"] == "startup"
    assert found["because"]
    assert document(capsys, "segment", "ask", "Hello", "--as", "lin")["asks"]
    assert document(capsys, "segment", "package", "abroad")["steps"]
    draft = document(capsys, "segment", "draft", "startup", "--input", "CON-HOST.rights=3", "--as", "lin")
    assert isinstance(draft["quotes"], list)
    assert draft["quotes"][0]["sku"] == "CON-HOST"
    assert ipos(capsys, "segment", "draft", "startup", "--input", "rights", "--as", "lin")[0] == 2
    assert ipos(capsys, "segment", "package", "nobody")[0] == 1

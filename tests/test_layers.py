"""The house: who may import whom, who may look at the clock, how long a file may be, what tools look like outside."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.registry import TOOLS

ROOT = Path(__file__).parent.parent
# Each folder and the folders of ours it may import, itself included.
MAY_IMPORT = {
    "knowledge": {"knowledge"},
    "retrievers": {"knowledge", "retrievers"},
    "tools": {"knowledge", "retrievers", "tools"},
    "assistant": {"knowledge", "retrievers", "tools", "assistant"},
    "ui": {"knowledge", "retrievers", "tools", "assistant", "ui"},
    "evals": {"knowledge", "retrievers", "tools", "assistant", "evals"},
}
# What starts the faces is allowed to know them: a command that opens the page.
OPENS_THE_PAGE = {("assistant/cli/serve.py", "ui")}
LOWER = ("knowledge", "retrievers", "tools")
# Where the one environment variable of a library has to be set for it.
READS_THE_ENVIRONMENT = {"knowledge/tokens.py"}
CLOCKS = {"today", "now", "utcnow", "time"}
LONGEST = 300


def modules(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), name_of(path))


def imported(tree: ast.AST) -> Iterator[str]:
    """Top-level packages imported anywhere in a file, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield (node.module or "").partition(".")[0]


def dotted(node: ast.AST) -> str:
    """`a.b.c` of an attribute chain, empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_a_folder_imports_only_what_stands_to_its_left(folder: str) -> None:
    paths = modules(folder)
    assert paths
    wrong = {
        (name_of(path), package)
        for path in paths
        for package in set(imported(tree_of(path))) & MAY_IMPORT.keys()
        if package not in MAY_IMPORT[folder]
    }
    assert wrong - OPENS_THE_PAGE == set()


def test_every_folder_of_the_product_has_its_place_in_the_house() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert folders == set(MAY_IMPORT)


@pytest.mark.parametrize("path", modules(*LOWER), ids=name_of)
def test_a_lower_layer_reads_neither_environment_nor_settings(path: Path) -> None:
    tree = tree_of(path)
    assert "pydantic_settings" not in set(imported(tree))
    read = {dotted(node) for node in ast.walk(tree)} & {"os.environ", "os.getenv", "environ", "getenv"}
    assert not read or name_of(path) in READS_THE_ENVIRONMENT


@pytest.mark.parametrize("path", modules(*LOWER), ids=name_of)
def test_a_lower_layer_never_looks_at_the_clock(path: Path) -> None:
    # naming a build folder is no rule of the product, and no answer depends on it
    allowed = {"datetime.now"} if name_of(path) == "retrievers/build.py" else set()
    calls = {dotted(node.func) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)}
    owners = {"date", "datetime", "datetime.date", "datetime.datetime", "time"}
    looked = {call for call in calls if call.rpartition(".")[0] in owners and call.rpartition(".")[2] in CLOCKS}
    assert looked - allowed == set()


@pytest.mark.parametrize("path", modules(*MAY_IMPORT, "tests"), ids=name_of)
def test_no_file_is_longer_than_one_can_keep_in_mind(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", modules(*MAY_IMPORT), ids=name_of)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))


# The parameters a model sees, with those it must give: a change here changes what every language model is told.
SCHEMAS = {
    "search_law": {"question": True, "as_of": False},
    "read_article": {"law": True, "article": True, "as_of": False},
    "verify_citations": {"text": True, "as_of": False},
    "compare_versions": {"law": True, "article": False, "as_of": False},
    "find_cases": {"question": True},
    "compute_deadlines": {
        "event": True,
        "day": True,
        "right": False,
        "jurisdiction": False,
        "served": False,
        "filed": False,
        "priority": False,
        "as_of": False,
    },
    "search_patents": {"request": True},
    "show_patent_status": {"number": True, "as_of": False},
    "check_patentability": {"description": True, "filed": False, "disclosed": False},
    "check_freedom_to_operate": {"product": True, "countries": False},
    "find_invalidity_art": {"number": True, "claims": False},
    "patentee_portfolio": {"holder": True},
    "search_trademarks": {"word": True, "classes": False, "goods": False, "filed": False},
    "create_patent_database": {"name": True, "request": True},
    "list_patent_databases": {},
    "show_patent_database": {"name": True},
    "search_patent_database": {"name": True, "request": True},
    "read_my_document": {"question": True, "document": False},
    "appraise_patent": {"number": True, "scenario": False, "facts": False},
    "hand_to_staff": {"question": True, "contact": False},
    "find_training": {"request": True},
    "sign_up_training": {"session": True},
    "cancel_training": {"sign_up": True, "reason": False},
    "my_training": {},
    "take_quiz": {"topic": True, "quiz": False, "answers": False},
    "my_information": {},
    "subscribe_information": {"words": True},
    "list_my_inquiries": {},
    "list_queue": {},
    "take_case": {"inquiry": True},
    "find_services": {"request": True},
    "quote_service": {"service": True, "details": False},
    "list_quotes": {},
    "place_order": {"quote": True, "provider": False},
    "list_orders": {},
    "show_order": {"order": True},
    "cancel_order": {"order": True, "reason": True},
    "accept_delivery": {"order": True},
    "dispute_order": {"order": True, "reason": True},
    "rate_order": {"order": True, "stars": True, "comment": False},
    "accept_assignment": {"order": True},
    "find_listings": {"request": True},
    "list_my_listings": {},
    "show_listing": {"listing": True},
    "list_for_exchange": {
        "subject": True,
        "deal": True,
        "description": True,
        "numbers": False,
        "asking": False,
        "declarations": False,
    },
    "post_need": {"request": True, "budget": False},
    "make_offer": {"listing": True, "amount": True, "note": False},
    "counter_offer": {"offer": True, "amount": True, "declarations": False},
    "accept_offer": {"offer": True, "declarations": False},
    "place_bid": {"listing": True, "amount": True},
    "withdraw_listing": {"listing": True},
    "list_offers": {},
    "list_deals": {},
    "show_escrow": {"escrow": True},
    "list_escrows": {},
    "fund_escrow": {"escrow": True},
    "submit_proof": {"escrow": True, "number": True, "day": True},
    "confirm_proof": {"escrow": True},
    "release_escrow": {"escrow": True},
    "refund_escrow": {"escrow": True},
    "deposit_money": {"amount": True},
    "show_account": {},
    "show_rating": {"organisation": False},
    "check_pledge_readiness": {"numbers": True},
    "loan_schedule": {"amount": True, "rate": True, "months": True, "kind": False},
    "start_health_check": {"form": False, "answers": False},
    "dispute_rating": {"entry": True, "reason": True},
    "estimate_value": {
        "kind": True,
        "inputs": False,
        "subject": False,
        "filed": False,
        "granted": False,
        "comparables": False,
    },
    "show_portfolio": {},
    "portfolio_deadlines": {"days": False},
    "add_to_portfolio": {"numbers": True},
    "portfolio_changes": {},
    "show_my_account": {},
    "match_agencies": {"request": True, "task": False, "budget": False, "against": False},
    "introduce_agency": {"agency": True, "match": True, "title": True, "summary": True, "contact": True},
    "list_introductions": {},
    "find_my_package": {"answers": True, "details": False},
}
NEVER_A_MODELS_TO_SAY = {"user", "user_id", "principal", "role", "tenant", "tenant_id", "thread", "price", "runtime"}


def parameters(schema: dict[str, dict[str, object]], required: list[str]) -> dict[str, bool]:
    return {name: name in required for name in schema}


def test_the_tools_look_to_a_model_as_they_did() -> None:
    seen = {tool.name: tool.tool_call_schema.model_json_schema() for tool in TOOLS}  # type: ignore[union-attr]
    assert {name: parameters(s["properties"], s.get("required", [])) for name, s in seen.items()} == SCHEMAS


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.name)
def test_a_model_can_never_say_who_asks(tool: object) -> None:
    schema = tool.tool_call_schema.model_json_schema()  # type: ignore[attr-defined]
    assert not NEVER_A_MODELS_TO_SAY & schema["properties"].keys()
    assert tool.description  # type: ignore[attr-defined]
    assert schema.get("description", "")

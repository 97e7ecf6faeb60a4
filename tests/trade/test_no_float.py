"""No float in the domain: neither in what is written nor in the data it reads. Money, marks and weights are whole numbers and fractions."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent / "tools"
DOMAIN = (
    "money.py",
    "orders",
    "exchange",
    "clearing",
    "ratings",
    "approvals",
    "audit",
    "members",
    "access",
    "portfolio",
)
# Names that are floats or give them, whoever they belong to.
GIVE_FLOATS = {"float", "complex", "Float", "Double", "DOUBLE", "DOUBLE_PRECISION", "REAL", "truediv", "fmean", "total_seconds"}  # fmt: skip
WHOLE = {"isqrt", "gcd", "lcm", "comb", "perm", "factorial", "floor", "ceil", "trunc"}  # what of `math` may be used


def sources(*endings: str) -> list[Path]:
    """The files of the domain with these endings."""
    found: list[Path] = []
    for name in DOMAIN:
        place = ROOT / name
        found += [place] if place.is_file() else [path for path in place.rglob("*") if path.is_file()]
    return sorted(path for path in found if path.suffix in endings)


def floats_in(source: str) -> list[str]:
    """What of a module is a float, or becomes one: line and kind."""
    return [f"{getattr(node, 'lineno', 0)}: {kind}" for node in ast.walk(ast.parse(source)) for kind in _kinds(node)]


def _kinds(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, float | complex):
        yield "literal"
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
        yield "division"
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Pow) and _may_be_negative(node):
        yield "power"
    if isinstance(node, ast.Name) and node.id in GIVE_FLOATS:
        yield "name"
    if isinstance(node, ast.Attribute) and (node.attr in GIVE_FLOATS or (_is(node.value, "math") and node.attr not in WHOLE)):  # fmt: skip
        yield "name"
    if isinstance(node, ast.ImportFrom) and any(_gives_floats(node.module, alias.name) for alias in node.names):
        yield "name"


def _is(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _gives_floats(module: str | None, name: str) -> bool:
    return name in GIVE_FLOATS or (module == "math" and name not in WHOLE)


def _may_be_negative(node: ast.BinOp | ast.AugAssign) -> bool:
    """A whole number to a power that is not a number written out, not negative, may be a float."""
    power = node.right if isinstance(node, ast.BinOp) else node.value
    return not (isinstance(power, ast.Constant) and isinstance(power.value, int))


def floats_of(value: object) -> Iterator[float]:
    """The floats of a document of data."""
    if isinstance(value, float):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from floats_of(inner)


@pytest.mark.parametrize("path", sources(".py"), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_of_the_domain_has_no_float(path: Path) -> None:
    assert floats_in(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", sources(".yaml", ".yml"), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_data_of_the_domain_has_no_float(path: Path) -> None:
    assert list(floats_of(yaml.safe_load(path.read_text("utf-8")))) == []


def test_every_package_of_the_domain_is_looked_at() -> None:
    looked = {path.relative_to(ROOT).parts[0] for path in sources(".py")}
    assert looked == set(DOMAIN)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("price = 1.5", "literal"), ("price = 1e3", "literal"), ("x = 2j", "literal"), ("x = -0.0", "literal"),
        ("fee = price / 100", "division"), ("price /= 2", "division"), ("f = lambda a, b: a / b", "division"),
        ("x = float(text)", "name"), ("def f(price: float) -> None: ...", "name"), ("def f() -> 'x':\n  return list[float]", "name"),
        ("from sqlalchemy import Float", "name"), ("import sqlalchemy as sa\nx = sa.Float", "name"), ("from operator import truediv as t", "name"),
        ("import math\nx = math.sqrt(2)", "name"), ("from math import log", "name"), ("days = gap.total_seconds()", "name"), ("x = 10 ** -places", "power"), ("x **= n", "power"),
    ],
)  # fmt: skip
def test_the_check_sees_each_kind(source: str, kind: str) -> None:
    assert [found.partition(": ")[2] for found in floats_in(source)][:1] == [kind]


@pytest.mark.parametrize("source", ["x = 7 // 2", "x = Fraction(1, 3)", "x = Decimal('0.1')", "x = 10**15", "x = divmod(a, b)", "x = math.isqrt(4)", "from math import isqrt", "page.log = 1"])  # fmt: skip
def test_whole_numbers_and_fractions_pass(source: str) -> None:
    assert floats_in(source) == []


def test_the_check_sees_floats_of_data() -> None:
    assert list(floats_of(yaml.safe_load("rate: {a: [1, 2.5]}\nb: '2.5'"))) == [2.5]

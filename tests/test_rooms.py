"""The law of the rooms: who may import whom, and who owns which outside thing."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src" / "gendan"
COMMON = {"text", "errors", "dates", "places"}
MAY_IMPORT = {
    "core": {"core"},
    "store": {"store", "core"},
    "files": {"files", "core"},
    "show": {"show", "core"},
    "cli": {"cli", "core", "store", "files", "show"},
    "common": set[str](),
}
OWNERS = {
    "rich": {"show/out.py"},
    "typer": {"cli/"},
    "sqlite3": {"store/"},
    "sqlite_utils": {"store/db.py", "store/migrations/"},
    "holidays": {"store/calendars.py"},
    "pypinyin": {"store/lookup.py"},
    "rapidfuzz": {"store/lookup.py"},
    "python_calamine": {"files/sheets.py"},
    "xlsxwriter": {"files/"},
    "subprocess": {"files/ssh.py"},
    "babel": {"places.py"},
    "dateutil": {"dates.py"},
    "platformdirs": {"cli/session.py"},
    "tzlocal": {"cli/session.py"},
    "click": set[str](),
}
LAZY = {"rich", "sqlite_utils", "holidays", "pypinyin", "rapidfuzz", "python_calamine", "babel",
        "xlsxwriter", "dateutil", "platformdirs", "tzlocal", "subprocess"}  # fmt: skip
SQL = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "PRAGMA ", "BEGIN", "COMMIT")
FILES = sorted(SRC.rglob("*.py"))


def place(path: Path) -> str:
    return path.relative_to(SRC).as_posix()


def room(path: Path) -> str:
    name = place(path)
    return name.split("/")[0] if "/" in name else "common"


def imports(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Every imported module, and whether it is imported when the file is."""
    inside = {
        id(node)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef) or is_type_checking(outer)
        for node in ast.walk(outer)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) not in inside
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "a relative import hides its room"
            yield node.module, id(node) not in inside
            for alias in node.names:
                yield f"{node.module}.{alias.name}", id(node) not in inside


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


@pytest.mark.parametrize("path", FILES, ids=place)
def test_the_law_of_the_rooms(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    here = room(path)
    for module, at_top in imports(tree):
        parts = module.split(".")
        if parts[0] == "gendan" and len(parts) > 1 and place(path) not in ("__main__.py",):
            target = parts[1] if parts[1] in MAY_IMPORT else "common"
            if target != "common":
                assert target in MAY_IMPORT[here], f"{place(path)} may not import {module}"
            else:
                assert parts[1] in COMMON, f"{module} is in no room"
        if parts[0] in OWNERS:
            owners = OWNERS[parts[0]]
            assert any(place(path).startswith(owner) for owner in owners), (
                f"{parts[0]} belongs to {owners or 'nobody'}, not to {place(path)}"
            )
            if parts[0] in LAZY and not place(path).startswith("store/migrations/"):
                assert not at_top, f"{place(path)} loads {parts[0]} when it is imported"


@pytest.mark.parametrize("path", FILES, ids=place)
def test_sql_print_and_clock_stay_in_their_rooms(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and room(path) != "store":
            assert not node.value.lstrip().startswith(SQL), f"SQL in {place(path)}: {node.value!r}"
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id == "print":
                assert place(path) == "show/out.py", f"print in {place(path)}"
            if isinstance(called, ast.Attribute) and called.attr in ("now", "today", "utcnow"):
                assert place(path) == "cli/app.py", f"the clock is read in {place(path)}"


def test_no_file_is_empty_or_without_its_question() -> None:
    for path in FILES:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), place(path)


def test_public_functions_say_what_they_mean() -> None:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{place(path)}: {node.name}"

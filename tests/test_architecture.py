"""The rules of the house: who may import whom, and that every file is found where it is installed from."""

from __future__ import annotations

import ast
import pathlib
import tomllib
from collections.abc import Iterator

import pytest

from tests.support import REPOSITORY

ROOMS = ("assembly", "cli", "explorer", "flows", "knowledge", "parsers", "parsing", "spiders", "storage")
MAY_IMPORT = {
    "assembly": {"assembly", "knowledge", "parsers", "parsing"},
    "cli": {"assembly", "cli", "explorer", "flows", "knowledge", "parsers", "parsing", "spiders", "storage"},
    "explorer": {"explorer", "knowledge"},
    "flows": {"assembly", "flows", "knowledge", "parsers", "parsing", "seeds", "spiders", "storage"},
    "knowledge": {"knowledge"},
    "parsers": {"knowledge", "parsers"},
    "parsing": {"knowledge", "parsers", "parsing", "storage"},
    "spiders": {"knowledge", "seeds", "spiders", "storage"},
    "storage": {"knowledge", "storage"},
}
"""The rooms that a room may import, and `seeds`, which holds data; CONTRIBUTING.md repeats this table and the next."""
PLAIN = {
    "assembly": {
        "spiders.portals",
        "storage",
        "storage.dataset",
        "storage.errors",
        "storage.root",
        "storage.runs",
        "storage.schema",
    },
    "explorer": {"storage", "storage.dataset", "storage.root", "storage.schema"},
    "parsers": {"storage.schema"},
}
"""Modules that a room may import of another room that it otherwise knows nothing of."""
IMPURE = {
    "asyncio",
    "datetime.datetime.now",
    "os",
    "prefect",
    "random",
    "requests",
    "scrapy",
    "socket",
    "subprocess",
    "time",
    "urllib.request",
}


PROSE = ("words", "sentences", "context", "names", "parts", "clauses", "objections", "numbers")
"""The rooms that read running text, from the lowest: each imports only those before it."""


def modules(room: str) -> Iterator[pathlib.Path]:
    return (REPOSITORY / room).rglob("*.py")


def imports(path: pathlib.Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("room", ROOMS)
def test_imports_run_one_way(room: str) -> None:
    foreign = {
        f"{path.relative_to(REPOSITORY)} imports {name}"
        for path in modules(room)
        for name in imports(path)
        if name.partition(".")[0] in ROOMS
        and name.partition(".")[0] not in MAY_IMPORT[room]
        and name not in PLAIN.get(room, ())
    }
    assert not foreign


@pytest.mark.parametrize("room", PROSE)
def test_the_rooms_of_running_text_import_those_under_them(room: str) -> None:
    under = PROSE[: PROSE.index(room) + 1]
    found = {name for path in modules(f"parsers/prose/{room}") for name in imports(path)}
    of_prose = {name.split(".")[2] for name in found if name.startswith("parsers.prose.")}
    assert of_prose <= set(under)
    assert of_prose or room == "words"


def test_parsers_are_pure() -> None:
    """No network, clock, disk or scheduler. Knowledge and the parsers' own version are read from the package."""
    impure = {
        f"{path.relative_to(REPOSITORY)} imports {name}"
        for path in modules("parsers")
        for name in imports(path)
        if name in IMPURE or name.partition(".")[0] in IMPURE
    }
    readers = {path.name for path in modules("parsers") if "pathlib" in imports(path)}
    assert not impure
    assert readers <= {"version.py"}


def test_schema_imports_only_the_standard_library_and_plain_knowledge() -> None:
    assert set(imports(REPOSITORY / "storage" / "schema.py")) == {
        "__future__",
        "collections.abc",
        "dataclasses",
        "datetime",
        "knowledge.forms",
        "knowledge.headlines",
        "knowledge.publishers",
        "typing",
    }


def test_every_package_is_installed() -> None:
    configuration = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {
        path.parent.relative_to(REPOSITORY).as_posix().replace("/", ".")
        for room in (*ROOMS, "seeds")
        for path in (REPOSITORY / room).rglob("__init__.py")
    }
    assert packages <= set(configuration["tool"]["setuptools"]["packages"])


@pytest.mark.parametrize("room", ROOMS)
def test_texts_are_read_and_written_in_an_encoding_that_is_named(room: str) -> None:
    """Else it is the system's, which on some machines is not UTF-8."""
    unnamed = [
        f"{path.relative_to(REPOSITORY)}, line {node.lineno}"
        for path in modules(room)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("read_text", "write_text")
        and "encoding" not in {keyword.arg for keyword in node.keywords}
    ]
    assert not unnamed


def test_queries_are_read_and_written_in_one_place() -> None:
    """Elsewhere, words in another encoding than UTF-8 would be lost."""
    found = {
        f"{path.relative_to(REPOSITORY)}:{node.lineno}"
        for path in modules("spiders")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("parse_qs", "parse_qsl", "urlencode")
    }
    assert {place.partition(":")[0] for place in found} == {"spiders/queries.py"}, found

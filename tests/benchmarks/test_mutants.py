"""The defects that the tool plants, and that it tells right which of them are noticed."""

from __future__ import annotations

import pathlib

import pytest

from benchmarks import mutants as tool
from benchmarks.mutants import (
    failing,
    is_another_program,
    lacking,
    mutants,
    places_of_tests,
    rooms,
    runs_of_tests,
    sample,
)
from tests.support import REPOSITORY

HOUSE = "tests/test_architecture.py"


def written(folder: pathlib.Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")


def planted(source: str) -> set[tuple[str, str]]:
    """Every mutant of a source, as its kind and its text."""
    content = source.encode()
    return {
        (mutant.operator, mutant.apply(content).decode())
        for mutant in mutants(content, "room/module.py")
        if is_another_program(mutant, content)
    }


@pytest.mark.parametrize(
    ("source", "operator", "expected"),
    [
        ("a = 余 < b <= c", "comparison", {"a = 余 <= b <= c", "a = 余 < b < c"}),
        ("a = b not  in c", "comparison", {"a = b in c"}),
        ("a = b is c", "comparison", {"a = b is not c"}),
        ("a = (b ==\n    c)", "comparison", {"a = (b !=\n    c)"}),
        ("a = b and c and not d", "and/or", {"a = b or c or not d"}),
        ("a = b or (c and d)", "and/or", {"a = b and (c and d)", "a = b or (c or d)"}),
        ("a = b * c + d", "arithmetic", {"a = b / c + d", "a = b * c - d"}),
        ("a = not b", "negation", {"a = b"}),
        ("if a:\n    b = c", "negation", {"if not (a):\n    b = c"}),
        ("a = [b for b in c if b]", "negation", {"a = [b for b in c if not (b)]"}),
        ("A = 0.8", "constant", {"A = 1.2000000000000002", "A = 0.4"}),
        ("a = b[1:]", "constant", {"a = b[2:]", "a = b[0:]"}),
        ("a = True", "constant", {"a = False"}),
        ("a = mend(b, log)", "call", {"a = (b)"}),
        ("a = f(b, c=1, d=e)", "argument", {"a = f(b, d=e)", "a = f(b, c=1)"}),
        ("a = f(c=d)", "argument", {"a = f()"}),
        ("a = (*b, *c, *d)", "element", {"a = (*c, *d)", "a = (*b, *c)"}),
        ("a = (b, c)", "element", {"a = (c,)", "a = (b,)"}),
        ("def f():\n    yield from g", "element", {"def f():\n    yield from ()"}),
        ("def f():\n    return a", "result", {"def f():\n    return None"}),
        ("if a:\n    b.append(c)", "statement", {"if a:\n    pass"}),
        ("a[b] = c", "statement", {"pass"}),
        ("raise a", "statement", {"pass"}),
        ("for a in b:\n    continue", "loop", {"for a in b:\n    break"}),
    ],
)
def test_kinds_of_defects(source: str, operator: str, expected: set[str]) -> None:
    assert {text for kind, text in planted(source) if kind == operator} == expected


@pytest.mark.parametrize(
    "source",
    [
        '"""Two words."""',
        "a: Literal[1, 2]",
        "def f(a: int | None) -> tuple[int, int]: ...",
        "@dataclass(frozen=True, slots=True)\nclass A: ...",
        "a = f'{b + 1}'",
        "def __repr__(self):\n    return 1 + 1",
        "if TYPE_CHECKING:\n    a = 1",
        "if __name__ == '__main__':\n    main(1)",
        "__all__ = ['a', 'b']",
        "log.warning('a', 1)",
        "from a import b, c",
    ],
)
def test_what_nobody_can_notice_stays(source: str) -> None:
    assert planted(source) == set()


def test_no_defect_is_planted_in_the_words_of_an_error() -> None:
    assert planted("raise A(f(1), b=2)") == {("statement", "pass")}


def test_the_sample_is_fixed_by_its_seed_and_made_of_programs() -> None:
    names = [name for name in rooms() if name in ("storage", "parsers")]
    chosen = sample(names, 30, seed=3)
    assert chosen == sample(names, 30, seed=3)
    assert chosen != sample(names, 30, seed=4)
    assert len(set(chosen)) == 30
    assert len({mutant.operator for mutant in chosen}) > 5
    for mutant in chosen:
        source = (REPOSITORY / mutant.path).read_bytes()
        assert mutant.room in names
        assert is_another_program(mutant, source)
        compile(mutant.apply(source), mutant.path, "exec")


def test_every_room_with_code_has_tests() -> None:
    packages = {path.parent.name for path in REPOSITORY.glob("*/__init__.py")}
    assert packages - set(rooms()) <= {"seeds"}, "a package without tests/<room>/ is never tried"


def test_caught_and_survived_are_told_apart(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "pyproject.toml": '[tool.setuptools]\npackages = ["room"]\n[tool.mypy]\nstrict = true\npackages = ["room"]\n',
        "room/__init__.py": "",
        "room/sums.py": "def double(number: int) -> int:\n    return number * 2\n\n\n"
        "def small(number: int) -> bool:\n    return number < 9\n",
        "tests/room/test_sums.py": "from room.sums import double\n\n\ndef test_it():\n    assert double(3) == 6\n",
    }
    written(tmp_path, files)
    monkeypatch.setattr(tool, "REPOSITORY", tmp_path)
    assert rooms() == ["room"]
    known = mutants((tmp_path / "room/sums.py").read_bytes(), "room/sums.py")
    tool.main([mutant for mutant in known if mutant.operator in ("arithmetic", "comparison", "result")], jobs=2)
    told = capsys.readouterr().out
    assert "caught room/sums.py:2 arithmetic" in told
    assert "SURVIVED room/sums.py:6 comparison" in told
    assert "-    return number < 9\n+    return number <= 9" in told
    assert "caught room/sums.py:2 result" in told
    assert "refused by mypy room/sums.py:6 result" in told
    assert "2 of 4 mutants caught by tests, 1 more refused by mypy" in told
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in files} == files


def test_what_cannot_run_here_is_left_out() -> None:
    assert lacking(b"import os, no_such_package.part\nfrom re import sub\nfrom . import a") == ["no_such_package"]
    assert lacking(b"def f():\n    from no_such_package import a") == ["no_such_package"]
    assert lacking(b"import ast\nfrom benchmarks import mutants") == []


def test_files_of_data_are_held_by_the_tests_of_knowledge() -> None:
    assert places_of_tests("parsers") == ["tests/parsers", "tests/knowledge", HOUSE]
    assert places_of_tests("knowledge") == ["tests/knowledge", HOUSE]


def test_the_nearest_tests_run_first_and_all_of_the_room_last() -> None:
    mirrored, importing, *wider = runs_of_tests("parsers/text/numbers.py")
    assert mirrored == ["tests/parsers/text/test_numbers.py"]
    assert "tests/parsers/test_purity.py" not in importing
    assert importing
    assert not set(mirrored) & set(importing)
    assert wider == [["tests/parsers/text"], ["tests/parsers"], ["tests/knowledge", HOUSE]]
    assert runs_of_tests("storage/archive.py")[-2:] == [["tests/storage"], ["tests/knowledge", HOUSE]]
    assert runs_of_tests("parsers/no_such_module.py") == [["tests/parsers"], ["tests/knowledge", HOUSE]]
    assert runs_of_tests("knowledge/no_such_module.py") == [["tests/knowledge"], [HOUSE]]


@pytest.mark.parametrize(
    ("imported", "imports_it"),
    [
        ("from room.part.sums import double", True),
        ("import room.part.sums", True),
        ("from room.part import other, sums", True),
        ("from room.part import (\n    other,\n    sums,\n)", True),
        ("def test_it():\n    from room.part.sums import double", True),
        ("from room.part.sums_of_years import double", False),
        ("from room.part import other_sums", False),
        ("from room import part\n\nsums = 1", False),
        ("from other.part.sums import double", False),
    ],
)
def test_what_imports_the_module_is_near(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, imported: str, imports_it: bool
) -> None:
    near, other = tmp_path / "tests/room/test_near.py", tmp_path / "tests/room/part/test_other.py"
    for file, content in ((near, imported), (other, "")):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content + "\n", encoding="utf-8")
    monkeypatch.setattr(tool, "REPOSITORY", tmp_path)
    importing = [["tests/room/test_near.py"]] if imports_it else []
    assert runs_of_tests("room/part/sums.py") == [*importing, ["tests/room/part"], ["tests/room"]]


SUMS = {
    "pyproject.toml": '[tool.setuptools]\npackages = ["room"]\n[tool.mypy]\nstrict = true\npackages = ["room"]\n',
    "room/__init__.py": "",
    "room/sums.py": "def down(number: int) -> int:\n    while number > 0:\n        number -= 1\n    return number\n",
    "tests/room/test_sums.py": "def test_it():\n    pass\n",
}


def log_of(folder: pathlib.Path, name: str, check: str = "True") -> str:
    """A test that notes that it has run, and then checks something."""
    note = f"    with open({str(folder / 'log')!r}, 'a') as log:\n        log.write({name + ' '!r})\n"
    return f"from room.sums import down\n\n\ndef test_{name}():\n{note}    assert {check}\n"


def test_each_test_runs_once_and_the_first_that_fails_is_the_last(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = tmp_path / "tree"
    tests = {
        "tests/room/test_sums.py": log_of(tmp_path, "mirrored"),
        "tests/room/a/test_far.py": log_of(tmp_path, "far").replace("from room.sums import down", "import room.sums"),
        "tests/room/b/test_other.py": log_of(tmp_path, "other").replace("from room.sums import down", ""),
        "tests/knowledge/test_all.py": log_of(tmp_path, "knowledge").replace("from room.sums import down", ""),
        HOUSE: log_of(tmp_path, "house", "'pass' not in open('room/sums.py').read()"),
        "tests/test_never.py": log_of(tmp_path, "never"),
    }
    written(tree, SUMS | tests)
    monkeypatch.setattr(tool, "REPOSITORY", tree)
    known = mutants((tree / "room/sums.py").read_bytes(), "room/sums.py")
    survivor = next(mutant for mutant in known if mutant.operator == "comparison")
    tool.main([survivor], jobs=1)
    assert (tmp_path / "log").read_text(encoding="utf-8").split() == ["mirrored", "far", "other", "knowledge", "house"]
    assert "SURVIVED room/sums.py:2 comparison" in capsys.readouterr().out
    (tmp_path / "log").unlink()
    written(tree, {"tests/room/a/test_far.py": log_of(tmp_path, "far", "down(2) == 0")})
    tool.main([next(mutant for mutant in known if mutant.operator == "result")], jobs=1)
    assert (tmp_path / "log").read_text(encoding="utf-8").split() == ["mirrored", "far", "far"], "again without it"
    assert "by tests/room/a/test_far.py::test_far" in capsys.readouterr().out


def test_what_does_not_end_is_caught_and_what_is_only_slow_has_its_time(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    slow = "import time\n\nfrom room.sums import down\n\n\ndef test_it():\n    time.sleep(2)\n    assert down(2) < 1\n"
    written(tmp_path, SUMS | {"tests/room/test_sums.py": slow})
    monkeypatch.setattr(tool, "REPOSITORY", tmp_path)
    monkeypatch.setattr(tool, "_SILENCE", 1.0)
    monkeypatch.setattr(tool, "_TIMES_SLOWER", 2.0)
    known = mutants((tmp_path / "room/sums.py").read_bytes(), "room/sums.py")
    tool.main([mutant for mutant in known if mutant.operator in ("statement", "comparison")], jobs=1)
    told = capsys.readouterr().out
    assert "SURVIVED room/sums.py:2 comparison" in told
    assert "caught room/sums.py:3 statement" in told


def test_a_test_that_fails_anyway_tells_nothing(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, SUMS | {"tests/room/test_sums.py": "def test_it():\n    assert False\n"})
    monkeypatch.setattr(tool, "REPOSITORY", tmp_path)
    known = mutants((tmp_path / "room/sums.py").read_bytes(), "room/sums.py")
    with pytest.raises(SystemExit, match=r"tests/room/test_sums\.py::test_it fail without any defect"):
        tool.main(known[:1], jobs=1)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("tests/a/test_b.py::test_c[d e] PASSED [ 5%]\ntests/a/test_b.py::test_f[g] ", "tests/a/test_b.py::test_f"),
        ("tests/a.py::test_c FAILED\ntests/a.py:7: E\nFAILED tests/a.py::test_c[d] - E\n== 1\n", "tests/a.py::test_c"),
        ("ERROR tests/a.py - ImportError\n!!! Interrupted !!!\n", "tests/a.py"),
        ("ImportError while loading conftest", ""),
    ],
)
def test_the_test_that_fails_is_named(told: str, expected: str) -> None:
    assert failing(told) == expected

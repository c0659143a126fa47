"""Plants random defects, one at a time, and tells which of them no test notices.

python benchmarks/mutants.py                       40 mutants of all rooms, always the same ones for the same code
python benchmarks/mutants.py 100 --seed 7 --rooms parsers storage
python benchmarks/mutants.py --at parsers/body.py:72    every mutant of one line

A room is a top-level package that `pyproject.toml` installs; its tests are those in `tests/<room>/`, those in
`tests/knowledge/`, which plant faults into the data of every room, and the rules of the house
(`tests/test_architecture.py`). Each mutant is written into a temporary copy of the tree, never into the tree itself,
and the tests of its room run there, none of them twice, until one fails. The nearest run first: those that mirror the
module, those that import it, those of its folder, of its room, of knowledge, of the house. The order only saves time: a
survivor has stood all of them. What no test notices is shown to mypy, and what it refuses is told apart: such a defect
never gets into the repository, and yet no test holds the place. A survivor is a place that nobody checks: write a test
of the behaviour that the defect breaks, or say why the two programs are the same.

A failure counts if the same test passes without the defect, which is tried once for each test; so the room does not
have to run as a whole before the first mutant. A test in which nothing goes on for five minutes, and which takes less
than a quarter of that without the defect, does not end, and counts as a failure.

Modules that import what is not installed are left out, and named: their tests are skipped, so none could notice.

Why not a library: mutmut (3.8) changes function bodies only, so no threshold at the top of a module, and passes over
functions with a decorator, as all cached readers of knowledge are. Cosmic Ray (8.7) edits the files in place, takes no
sample, and knows neither a call that is left out nor an argument or element that is not passed on, which is what
wiring is made of. Neither would save more lines than the operators below take.
"""

from __future__ import annotations

import argparse
import ast
import collections
import contextlib
import dataclasses
import difflib
import importlib.util
import itertools
import os
import pathlib
import queue
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import IO

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent

_NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "build", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis")
_SILENCE = 300.0
"""Seconds that a single test, or the search for tests, has at least; beyond that it does not end."""
_TIMES_SLOWER = 4.0
"""How much slower than without a defect a test may be that takes longer than that."""
_LONGEST_RUN = 3600.0
"""Seconds that one run of tests has in all; no room takes a quarter of it without a defect."""
_MEMORY = 12 * 2**30
"""Bytes of address space of one test process, so that a mutant that never ends does not take the machine with it."""

_NOT_RUN = ("--ignore-glob=*/test_browser.py", "--ignore-glob=*/test_rendering.py")
"""Tests in a browser, which reserves more address space than that, and takes minutes."""

_COMPARISONS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: (r"<", "<="),
    ast.LtE: (r"<=", "<"),
    ast.Gt: (r">", ">="),
    ast.GtE: (r">=", ">"),
    ast.Eq: (r"==", "!="),
    ast.NotEq: (r"!=", "=="),
    ast.In: (r"\bin\b", "not in"),
    ast.NotIn: (r"\bnot\s+in\b", "in"),
    ast.Is: (r"\bis\b", "is not"),
    ast.IsNot: (r"\bis\s+not\b", "is"),
}
_ARITHMETIC: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: (r"\+", "-"),
    ast.Sub: (r"-", "+"),
    ast.Mult: (r"\*", "/"),
    ast.Div: (r"/", "*"),
    ast.FloorDiv: (r"//", "*"),
    ast.Mod: (r"%", "*"),
}
_UNREAD_FIELDS = {"annotation", "returns", "decorator_list", "type_params", "bases"}
"""Parts of the syntax tree that decide nothing, or that mypy checks."""
_LOGGING = {"debug", "info", "warning", "error", "exception", "critical", "print"}
_FOR_PEOPLE = {"__repr__", "__str__"}
_FOR_EYES = {
    *("help", "epilog", "description", "remedy"),
    *("justify", "no_wrap", "overflow", "padding", "style", "title", "title_justify", "box"),
}
"""Keywords whose argument is text for people, or how it looks."""
_CONVERSIONS = {"tuple", "list", "set", "frozenset", "dict", "str", "iter", "cast", "MappingProxyType"}
"""Calls that give their argument back in another type, which mostly nobody can tell."""

_NO_TESTS = 5
"""Pytest's exit code where there is nothing to run, as in a folder whose only file has run before."""
_NAME_OF_TEST = re.compile(r"^(?:(?:FAILED|ERROR) )?(tests/[^\s\[]+)", re.MULTILINE)

CAUGHT, REFUSED, SURVIVED = "caught", "refused by mypy", "SURVIVED"

Edit = tuple[int, int, str]
"""First byte, byte behind the last, and what is written there instead."""


@dataclasses.dataclass(frozen=True, slots=True)
class Mutant:
    """One defect.

    Attributes:
        path: File, relative to the repository.
        line: Line that it begins in.
        operator: Kind of the defect.
        edits: What is written where, from the front to the back of the file.
    """

    path: str
    line: int
    operator: str
    edits: tuple[Edit, ...]

    @property
    def room(self) -> str:
        return self.path.partition("/")[0]

    def apply(self, source: bytes) -> bytes:
        for start, end, replacement in reversed(self.edits):
            source = source[:start] + replacement.encode() + source[end:]
        return source

    def diff(self, source: bytes) -> str:
        before, after = source.decode().splitlines(), self.apply(source).decode().splitlines()
        lines = difflib.unified_diff(before, after, lineterm="", n=0)
        return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def mutants(source: bytes, path: str) -> list[Mutant]:
    """Every mutant of a file, in the order of its text; some are no other program (`is_another_program`).

    Left out is what no test can or should notice: docstrings and all other text, annotations, decorators, log messages,
    words of errors, `__repr__`.
    """
    places = _Places(source)
    return [
        Mutant(path, node.lineno, operator, tuple(edits))
        for node in _readable(ast.parse(source))
        if isinstance(node, ast.expr | ast.stmt)
        for operator, edits in _defects(node, places)
    ]


def is_another_program(mutant: Mutant, source: bytes) -> bool:
    """Whether a mutant can be compiled and differs from the original in more than brackets."""
    try:
        changed = ast.parse(mutant.apply(source))
    except SyntaxError:
        return False
    return ast.dump(changed) != ast.dump(ast.parse(source))


class _Places:
    """Where the nodes of a syntax tree stand in the bytes of their file."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self._lines = [0, *itertools.accumulate(map(len, source.splitlines(keepends=True)))]

    def start(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        return self._lines[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr | ast.stmt | ast.keyword) -> int:
        return self._lines[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)

    def instead(self, node: ast.expr | ast.stmt, replacement: str) -> list[Edit]:
        return [(self.start(node), self.end(node), replacement)]

    def between(self, left: ast.expr, right: ast.expr, pattern: str, replacement: str) -> list[Edit]:
        """Replaces the operator that stands between two operands."""
        start, end = self.end(left), self.start(right)
        match = re.search(pattern, self.source[start:end].decode())
        return [(start + match.start(), start + match.end(), replacement)] if match else []

    def without(self, items: Sequence[ast.expr | ast.keyword], index: int) -> list[Edit]:
        """Removes one of several items that commas separate."""
        if index + 1 < len(items):
            return [(self.start(items[index]), self.start(items[index + 1]), "")]
        start = self.end(items[index - 1]) if index else self.start(items[index])
        return [(start, self.end(items[index]), "")]


def _readable(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all below it that decide what the program does."""
    if isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom) or _is_for_people(node):
        return
    yield node
    if isinstance(node, ast.Raise):
        return
    for name, value in ast.iter_fields(node):
        if name in _UNREAD_FIELDS:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _readable(child)


def _is_for_people(node: ast.AST) -> bool:
    """Whether a node only concerns people, tools or the start of a script."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return node.name in _FOR_PEOPLE
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant) or (
            isinstance(node.value, ast.Call) and _called(node.value) in _LOGGING
        )
    if isinstance(node, ast.Assign):
        return any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets)
    if isinstance(node, ast.keyword):
        return node.arg in _FOR_EYES
    names = {name.id for name in ast.walk(node.test) if isinstance(name, ast.Name)} if isinstance(node, ast.If) else ()
    return "__name__" in names or "TYPE_CHECKING" in names


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _defects(node: ast.expr | ast.stmt, places: _Places) -> Iterator[tuple[str, list[Edit]]]:
    """The defects that one node can have; those of its parts come with the parts."""
    if isinstance(node, ast.Compare):
        for left, operator, right in zip([node.left, *node.comparators], node.ops, node.comparators, strict=False):
            yield "comparison", places.between(left, right, *_COMPARISONS[type(operator)])
    elif isinstance(node, ast.BoolOp):
        written, other = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        pairs = itertools.pairwise(node.values)
        yield "and/or", [edit for pair in pairs for edit in places.between(*pair, rf"\b{written}\b", other)]
    elif isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        yield "arithmetic", places.between(node.left, node.right, *_ARITHMETIC[type(node.op)])
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "negation", [(places.start(node), places.start(node.operand), "")]
    elif isinstance(node, ast.Constant):
        for value in _other_values(node.value):
            yield "constant", places.instead(node, value)
    elif isinstance(node, ast.Call):
        yield from _calls(node, places)
    elif isinstance(node, ast.Tuple | ast.List | ast.Set) and not _is_target(node) and len(node.elts) > 1:
        if isinstance(node, ast.Tuple) and len(node.elts) == 2:
            yield "element", places.instead(node, f"({ast.unparse(node.elts[1])},)")
            yield "element", places.instead(node, f"({ast.unparse(node.elts[0])},)")
        else:
            yield "element", places.without(node.elts, 0)
            yield "element", places.without(node.elts, len(node.elts) - 1)
    elif isinstance(node, ast.YieldFrom):
        yield "element", places.instead(node.value, "()")
    for test in _conditions(node):
        if not isinstance(test, ast.Compare) and not (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)):
            yield "negation", [(places.start(test),) * 2 + ("not (",), (places.end(test),) * 2 + (")",)]
    yield from _statements(node, places)


def _other_values(value: object) -> list[str]:
    if isinstance(value, bool):
        return [repr(not value)]
    if isinstance(value, int):
        return [repr(value + 1), repr(value - 1)]
    if isinstance(value, float):
        return [repr(value * 1.5), repr(value / 2)] if value else ["1.0"]
    return []


def _calls(node: ast.Call, places: _Places) -> Iterator[tuple[str, list[Edit]]]:
    """A call that is left out, so that its first argument stays as it is; and one that lacks an argument."""
    first = node.args[0] if node.args else None
    if first is not None and not isinstance(first, ast.Starred) and _called(node) not in _CONVERSIONS:
        yield "call", places.instead(node, f"({ast.unparse(first)})")
    arguments: list[ast.expr | ast.keyword] = sorted([*node.args, *node.keywords], key=places.start)
    for index, argument in enumerate(arguments):
        if isinstance(argument, ast.keyword) and argument.arg and argument.arg not in _FOR_EYES:
            yield "argument", places.without(arguments, index)


def _is_target(node: ast.Tuple | ast.List | ast.Set) -> bool:
    return not isinstance(getattr(node, "ctx", ast.Load()), ast.Load)


def _conditions(node: ast.expr | ast.stmt) -> Iterable[ast.expr]:
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        return [node.test]
    if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
        return [test for generator in node.generators for test in generator.ifs]
    return []


def _statements(node: ast.expr | ast.stmt, places: _Places) -> Iterator[tuple[str, list[Edit]]]:
    """A statement that is missing, or ends something else than it should."""
    is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Await)
    is_kept = isinstance(node, ast.Assign) and not any(isinstance(part, ast.Name | ast.Tuple) for part in node.targets)
    if is_call or is_kept or isinstance(node, ast.Raise | ast.AugAssign):
        yield "statement", places.instead(node, "pass")
    elif isinstance(node, ast.Return) and node.value is not None:
        yield "result", places.instead(node.value, "None")
    elif isinstance(node, ast.Break):
        yield "loop", places.instead(node, "continue")
    elif isinstance(node, ast.Continue):
        yield "loop", places.instead(node, "break")


def rooms() -> list[str]:
    """The installed top-level packages that have tests of their own."""
    configuration = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {name.partition(".")[0] for name in configuration["tool"]["setuptools"]["packages"]}
    return sorted(name for name in packages if (REPOSITORY / "tests" / name).is_dir())


def places_of_tests(room: str) -> list[str]:
    """The tests that hold a room: its own, those of knowledge, which check all data, and the rules of the house."""
    places = dict.fromkeys((f"tests/{room}", "tests/knowledge", "tests/test_architecture.py"))
    return [place for place in places if (REPOSITORY / place).exists()]


def runs_of_tests(path: str) -> list[list[str]]:
    """The places of tests that a mutant of a file has to stand, nearest first, so that most are caught within seconds.

    Together they are all tests of the room. Runs, not one list: pytest sorts the files of a folder together, in
    whatever order they are named.
    """
    module = pathlib.PurePosixPath(path)
    own, *others = places_of_tests(module.parts[0])
    mirrored = f"tests/{module.parent}/test_{module.stem}.py"
    folders = [f"tests/{parent}" for parent in module.parents if len(parent.parts) > 1]
    runs = [[mirrored], sorted(_importing(module, REPOSITORY / own) - {mirrored}), *([folder] for folder in folders)]
    existing = [[place for place in run if (REPOSITORY / place).exists()] for run in runs]
    return [run for run in (*existing, [own], others) if run]


def _importing(module: pathlib.PurePosixPath, folder: pathlib.Path) -> set[str]:
    """The files of tests in a folder that name a module where they import."""
    package, name = ".".join(module.parent.parts), module.stem
    if name == "__init__":
        package, _, name = package.rpartition(".")
    dotted = rf"(?:from|import) {re.escape(package)}\.{name}\b"
    pattern = re.compile(rf"^\s*(?:{dotted}|from {re.escape(package)} import (?:\([^)]*|.*)\b{name}\b)", re.MULTILINE)
    return {
        file.relative_to(REPOSITORY).as_posix()
        for file in folder.rglob("test_*.py")
        if pattern.search(file.read_text(encoding="utf-8"))
    }


def lacking(source: bytes) -> list[str]:
    """The packages that a module imports and that are not installed here; its tests are skipped."""
    imported: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            imported.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            imported.add(node.module or "")
    tops = {name.partition(".")[0] for name in imported}
    return sorted(name for name in tops if importlib.util.find_spec(name) is None)


def sample(names: Iterable[str], count: int, seed: int) -> list[Mutant]:
    """Random mutants of some rooms, the same ones for the same code and seed.

    The kind is drawn before the place, or half of them would be calls and numbers, which are most frequent.
    """
    chance = random.Random(seed)
    by_operator: dict[str, list[Mutant]] = defaultdict(list)
    for name in sorted(names):
        for path in sorted((REPOSITORY / name).rglob("*.py")):
            source = path.read_bytes()
            for mutant in () if lacking(source) else mutants(source, path.relative_to(REPOSITORY).as_posix()):
                by_operator[mutant.operator].append(mutant)
    for known in by_operator.values():
        chance.shuffle(known)
    chosen: list[Mutant] = []
    while len(chosen) < count and any(by_operator.values()):
        known = by_operator[chance.choice(sorted(name for name, known in by_operator.items() if known))]
        mutant = known.pop()
        if is_another_program(mutant, (REPOSITORY / mutant.path).read_bytes()):
            chosen.append(mutant)
    return chosen


class Copy:
    """A copy of the tree in which tests run, with one mutant at a time."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.folder = folder
        self._times: dict[tuple[str, ...], float] = {}
        shutil.copytree(REPOSITORY, folder, ignore=_NOT_COPIED)
        for command in (["git", "init", "--quiet"], ["git", "add", "--all"]):  # some tests ask which files are tracked
            subprocess.run(command, cwd=folder, check=True)

    def verdict(self, mutant: Mutant) -> tuple[str, str]:
        """Who notices a mutant: a test of its room, which fails or does not end, else mypy, else nobody.

        The second part names the test.
        """
        path = self.folder / mutant.path
        source = path.read_bytes()
        path.write_bytes(mutant.apply(source))
        try:
            ran: list[str] = []
            for places in runs_of_tests(mutant.path):
                arguments = [*places, *(f"--ignore={place}" for place in ran)]
                if noticed := self._noticed(arguments, path, source):
                    return CAUGHT, noticed
                ran += places
            return (REFUSED if self._is_refused(mutant) else SURVIVED), ""
        finally:
            path.write_bytes(source)

    def _noticed(self, arguments: Sequence[str], path: pathlib.Path, source: bytes) -> str:
        """The test that fails or does not end, and does both without the defect in a file; empty if all pass.

        Raises:
            SystemExit: If it does not pass without the defect either.
        """
        silence = _SILENCE
        while True:
            code, told = self.run_tests(arguments, silence)
            if code in (0, _NO_TESTS):
                return ""
            test = failing(told)
            slowest = self._slowest_without_defect([test] if test else arguments, path, source)
            if code > 0 or _TIMES_SLOWER * slowest <= silence:
                return test or "the search for tests"
            silence = _TIMES_SLOWER * slowest

    def _slowest_without_defect(self, arguments: Sequence[str], path: pathlib.Path, source: bytes) -> float:
        """Seconds that tests take without the defect, all together; they must pass."""
        key = tuple(arguments)
        if key not in self._times:
            changed = path.read_bytes()
            path.write_bytes(source)
            start = time.monotonic()
            code, told = self.run_tests(arguments, _LONGEST_RUN)
            path.write_bytes(changed)
            if code not in (0, _NO_TESTS):
                raise SystemExit(f"{' '.join(arguments)} fail without any defect:\n{told}")
            self._times[key] = time.monotonic() - start
        return self._times[key]

    def _is_refused(self, mutant: Mutant) -> bool:
        """Whether the check of types finds a mistake in the file, which has none without the defect."""
        command = [sys.executable, "-m", "mypy", "--no-error-summary"]
        checked = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        return any(line.startswith(f"{mutant.path}:") and " error: " in line for line in checked.stdout.splitlines())

    def run_tests(self, arguments: Sequence[str], silence: float) -> tuple[int, str]:
        """Runs some tests until the first that fails, or that nothing is heard of for so many seconds.

        Returns:
            Pytest's exit code, or a negative one where the tests do not end, and its output.
        """
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-x",
            "-v",
            "-p",
            "no:cacheprovider",
            "--hypothesis-seed=0",
            *_NOT_RUN,
        ]
        environment = os.environ | {"PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1"}
        with (
            tempfile.TemporaryFile() as told,
            subprocess.Popen(
                [*command, *arguments],
                cwd=self.folder,
                env=environment,
                stdout=told,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY)),  # noqa: PLW1509
            ) as process,
        ):
            try:
                code = _exit_code(process, told, silence)
            finally:
                _end(process)
            told.seek(0)
            return code, told.read().decode(errors="replace")


def _exit_code(process: subprocess.Popen[bytes], told: IO[bytes], silence: float) -> int:
    """Waits for the end of a run that names each test as it begins; negative if it does not go on."""
    start = heard = time.monotonic()
    size = 0
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(1)
        now, grown = time.monotonic(), os.fstat(told.fileno()).st_size
        if grown != size:
            size, heard = grown, now
        if now - heard > silence or now - start > _LONGEST_RUN:
            return -signal.SIGKILL


def failing(told: str) -> str:
    """The test, without its parameters, or the file that pytest's output ends with: what fails or was begun last."""
    names = _NAME_OF_TEST.findall(told)
    return names[-1] if names else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends what the tests have started and left behind, too."""
    with contextlib.suppress(ProcessLookupError):  # all of them have ended by themselves
        os.killpg(process.pid, signal.SIGKILL)


def main(chosen: Sequence[Mutant], jobs: int) -> None:
    """Tries each mutant, prints how it went, and in the end how many were caught."""
    diffs = [mutant.diff((REPOSITORY / mutant.path).read_bytes()) for mutant in chosen]
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder, ThreadPoolExecutor(jobs) as pool:
        copies: queue.SimpleQueue[Copy] = queue.SimpleQueue()
        for number in range(jobs):
            copies.put(Copy(pathlib.Path(folder, str(number))))

        def attempt(mutant: Mutant) -> tuple[str, str, float]:
            copy, start = copies.get(), time.monotonic()
            try:
                return *copy.verdict(mutant), time.monotonic() - start
            finally:
                copies.put(copy)

        count = collections.Counter[str]()
        for mutant, diff, (verdict, test, seconds) in zip(chosen, diffs, pool.map(attempt, chosen), strict=True):
            count[verdict] += 1
            print(f"{verdict} {mutant.path}:{mutant.line} {mutant.operator}, {seconds:.0f} s{test and f', by {test}'}")
            print(diff, flush=True)
    print(f"{count[CAUGHT]} of {len(chosen)} mutants caught by tests, {count[REFUSED]} more refused by mypy")


def _choose(options: argparse.Namespace) -> list[Mutant]:
    if not options.at:
        for path in sorted(path for name in options.rooms for path in (REPOSITORY / name).rglob("*.py")):
            if missing := lacking(path.read_bytes()):
                print(f"left out {path.relative_to(REPOSITORY)}: {', '.join(missing)} is not installed", flush=True)
        return sample(options.rooms, options.count, options.seed)
    path, _, line = options.at.partition(":")
    source = (REPOSITORY / path).read_bytes()
    return [
        mutant
        for mutant in mutants(source, path)
        if (not line or mutant.line == int(line)) and is_another_program(mutant, source)
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=40, help="how many mutants to try")
    parser.add_argument("--seed", type=int, default=0, help="another seed picks other mutants")
    parser.add_argument("--rooms", nargs="+", choices=rooms(), default=rooms(), help="rooms to pick from")
    parser.add_argument("--at", metavar="FILE[:LINE]", help="all mutants of a file, or of a line")
    parser.add_argument("--jobs", type=int, default=1, help="mutants that are tried at the same time")
    given = parser.parse_args()
    main(_choose(given), given.jobs)

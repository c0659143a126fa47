"""Tells which conditions no test lets decide, after one run of tests.

python -m benchmarks.conditions parsers/prose tests/parsers/prose
python -m benchmarks.conditions parsers/figures spiders tests/parsers/figures tests/spiders

What does not begin with `tests` names the modules that are watched; what does is run by pytest. In `if a and not b`
there are two conditions. A condition decides where the whole would come out otherwise, were it turned: `a` decides
where `b` does not hold, and so on (modified condition/decision coverage). A condition that never decides as true, or
never as false, may be replaced by a constant, and no test that was run would notice. Either it is needless, and
should go, or a case is missing in which it decides.

Whole decisions are watched in `if`, `while`, conditional expressions, filters of comprehensions, `any` and `all`, and
what a function returns that is declared to return `bool`. Conditions behind the one that settled a decision are asked,
too, until both ways were seen; one that raises then counts as either. What a test starts as another process is not
watched, nor is what stands outside of functions, or behind `case`.

coverage.py measures lines and jumps between them, and cannot tell which of several conditions made a jump.
"""

from __future__ import annotations

import argparse
import ast
import dataclasses
import importlib.abc
import importlib.machinery
import itertools
import os
import pathlib
import sys
import types
from collections.abc import Callable, Iterator, Mapping, Sequence

import pytest

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
_WATCH = "watched__"
"""Name by which a watched module calls the recorder."""
_MAKES_A_NAME = (ast.NamedExpr, ast.Yield, ast.YieldFrom, ast.Await)
"""What cannot be moved into a function of its own."""
_MOST_UNKNOWN = 4
"""Conditions that raised, of which all combinations are tried."""

Value = bool | None
"""What a condition gave; None where it could not be asked."""
Ask = Callable[[int], object]


@dataclasses.dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a decision.

    Attributes:
        line: Where it stands.
        source: Its text.
    """

    line: int
    source: str


@dataclasses.dataclass(frozen=True, slots=True)
class Node:
    """A part of a decision: one condition, or others that `not`, `and` or `or` joins.

    Attributes:
        joiner: `not`, `and`, `or`, or empty for a condition.
        parts: What it joins.
        place: Index of the condition in its decision.
    """

    joiner: str = ""
    parts: tuple[Node, ...] = ()
    place: int = 0

    def run(self, ask: Ask) -> object:
        """Asks as Python does, from left to right until it is settled, and gives the same value."""
        if not self.joiner:
            return ask(self.place)
        if self.joiner == "not":
            return not self.parts[0].run(ask)
        settles = self.joiner == "or"
        value: object = not settles
        for part in self.parts:
            value = part.run(ask)
            if bool(value) is settles:
                break
        return value

    def holds(self, values: Mapping[int, Value]) -> bool:
        """What the whole comes to."""
        if not self.joiner:
            return bool(values[self.place])
        told = [part.holds(values) for part in self.parts]
        return not told[0] if self.joiner == "not" else (all if self.joiner == "and" else any)(told)


class Decision:
    """A place where a program goes one way or another.

    Attributes:
        path: Module, from the root of the repository.
        source: Its text.
        conditions: What it is made of.
        decided: Of each condition, the values with which it has decided.
    """

    def __init__(self, path: str, expression: ast.expr) -> None:
        self.path, self.source = path, ast.unparse(expression)
        self.expressions: list[ast.expr] = []
        self._root = self._node(expression)
        self.conditions = [Condition(one.lineno, ast.unparse(one)) for one in self.expressions]
        self.decided: list[set[bool]] = [set() for _ in self.conditions]
        self._open = len(self.conditions) * 2

    def _node(self, expression: ast.expr) -> Node:
        if isinstance(expression, ast.BoolOp):
            joiner = "and" if isinstance(expression.op, ast.And) else "or"
            return Node(joiner, tuple(self._node(one) for one in expression.values))
        if isinstance(expression, ast.UnaryOp) and isinstance(expression.op, ast.Not):
            return Node("not", (self._node(expression.operand),))
        self.expressions.append(expression)
        return Node(place=len(self.expressions) - 1)

    def decide(self, asked: Sequence[Callable[[], object]]) -> object:
        """Gives what the decision comes to, and notes which conditions decided."""
        if not self._open:
            return self._root.run(lambda place: asked[place]())
        values: dict[int, Value] = {}

        def ask(place: int) -> object:
            value = asked[place]()
            values[place] = bool(value)
            return value

        value = self._root.run(ask)
        self._note(values, bool(value), asked)
        return value

    def _note(self, values: dict[int, Value], holds: bool, asked: Sequence[Callable[[], object]]) -> None:
        settled = tuple(values.items())
        for place, one in enumerate(asked):
            if place not in values:
                values[place] = _asked_besides(one)
        for place, value in settled:
            if value in self.decided[place] or value is None:
                continue
            if any(self._root.holds(others) is not holds for others in _turned(values, place)):
                self.decided[place].add(value)
                self._open -= 1

    def missing(self) -> Iterator[tuple[Condition, str]]:
        """The conditions that never decided one way, or neither."""
        for condition, decided in zip(self.conditions, self.decided, strict=True):
            if not decided:
                yield condition, "neither way"
            elif len(decided) == 1:
                yield condition, f"never as {not next(iter(decided))}"


def _asked_besides(one: Callable[[], object]) -> Value:
    """What a condition would have given that Python did not come to: it may be one that the others guard."""
    try:
        return bool(one())
    except Exception:  # noqa: BLE001 — whatever a guard keeps away may be raised here
        return None


def _turned(values: Mapping[int, Value], place: int) -> Iterator[dict[int, Value]]:
    """The values with one of them turned, and with all that those which are not known may be."""
    unknown = [other for other, value in values.items() if value is None][:_MOST_UNKNOWN]
    for told in itertools.product((True, False), repeat=len(unknown)):
        yield {**values, **dict(zip(unknown, told, strict=True)), place: not values[place]}


class Watch(ast.NodeTransformer):
    """Puts each decision of a module into a call of the recorder."""

    def __init__(self, path: str, decisions: list[Decision]) -> None:
        self._path, self._decisions = path, decisions
        self._declared: list[bool] = []

    def _watched(self, expression: ast.expr) -> ast.expr:
        makes_a_name = any(isinstance(one, _MAKES_A_NAME) for one in ast.walk(expression))
        if not self._declared or makes_a_name or isinstance(expression, ast.Constant):
            return self._within(expression)
        decision, place = Decision(self._path, expression), ast.Constant(len(self._decisions))
        self._decisions.append(decision)
        nothing = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
        asked: list[ast.expr] = [ast.Lambda(args=nothing, body=self._within(one)) for one in decision.expressions]
        call = ast.Call(ast.Name(_WATCH, ast.Load()), [place, ast.Tuple(asked, ast.Load())], [])
        return ast.copy_location(call, expression)

    def _within(self, expression: ast.expr) -> ast.expr:
        told = self.visit(expression)
        assert isinstance(told, ast.expr)
        return told

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._function(node)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        self._declared.append(isinstance(node.returns, ast.Name) and node.returns.id == "bool")
        node.body = [self.visit(one) for one in node.body]
        self._declared.pop()
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        outside, self._declared = self._declared, []
        node.body = [self.visit(one) for one in node.body]
        self._declared = outside
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self._declared.append(False)
        node.body = self._within(node.body)
        self._declared.pop()
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        if node.value is not None:
            is_a_decision = bool(self._declared) and self._declared[-1]
            node.value = self._watched(node.value) if is_a_decision else self._within(node.value)
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        node.test = self._watched(node.test)
        node.body = [self.visit(one) for one in node.body]
        node.orelse = [self.visit(one) for one in node.orelse]
        return node

    def visit_While(self, node: ast.While) -> ast.AST:
        node.test = self._watched(node.test)
        node.body = [self.visit(one) for one in node.body]
        node.orelse = [self.visit(one) for one in node.orelse]
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        node.test = self._watched(node.test)
        node.body, node.orelse = self._within(node.body), self._within(node.orelse)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        node.iter = self._within(node.iter)
        node.ifs = [self._watched(one) for one in node.ifs]
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        match node:
            case ast.Call(func=ast.Name(id="any" | "all"), args=[ast.GeneratorExp() as each]):
                each.generators = [self.visit(one) for one in each.generators]
                each.elt = self._watched(each.elt)
                return node
        return self.generic_visit(node)


class Loader(importlib.machinery.SourceFileLoader):
    """Loads a module whose decisions are watched."""

    def __init__(self, name: str, path: str, decisions: list[Decision]) -> None:
        super().__init__(name, path)
        self._decisions = decisions

    def get_code(self, fullname: str) -> types.CodeType:
        """The watched module; nothing of it is kept in a cache."""
        path = pathlib.Path(self.get_filename(fullname))
        tree = Watch(os.path.relpath(path), self._decisions).visit(ast.parse(path.read_bytes()))
        return compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)

    def exec_module(self, module: types.ModuleType) -> None:
        """Runs the module, which finds the recorder under its name."""
        decisions = self._decisions
        vars(module)[_WATCH] = lambda place, asked: decisions[place].decide(asked)
        super().exec_module(module)


class Finder(importlib.abc.MetaPathFinder):
    """Finds modules below some folders, and has them watched.

    Args:
        folders: Folders or modules, from the root of the repository.
    """

    def __init__(self, folders: Sequence[str]) -> None:
        self._below = tuple(pathlib.Path(folder).resolve() for folder in folders)
        self.decisions: list[Decision] = []

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """The module, if it stands below one of the folders."""
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.origin is None or not spec.origin.endswith(".py"):
            return None
        if not any(pathlib.Path(spec.origin).is_relative_to(folder) for folder in self._below):
            return None
        spec.loader = Loader(fullname, spec.origin, self.decisions)
        return spec


def report(decisions: Sequence[Decision]) -> Iterator[str]:
    """A line for each condition that did not decide both ways, in the order of the modules, and their number."""
    lines = [
        (one.path, condition.line, f"{one.path}:{condition.line}: {condition.source} decided {way}, in: {one.source}")
        for one in decisions
        for condition, way in one.missing()
    ]
    yield from (line for _, _, line in sorted(lines))
    conditions = sum(len(one.conditions) for one in decisions)
    yield f"{len(lines)} of {conditions} conditions did not decide both ways"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the tests and prints what they did not let decide; the status is that of pytest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", help="modules to watch, and tests to run")
    paths: Sequence[str] = parser.parse_args(arguments).paths
    tests = [path for path in paths if pathlib.Path(path).parts[:1] == ("tests",)]
    watched = [path for path in paths if path not in tests]
    if not tests or not watched:
        parser.error("name modules to watch, and tests below tests/ to run")
    finder = Finder(watched)
    sys.meta_path.insert(0, finder)
    try:
        status = int(pytest.main(["-q", "-p", "no:cacheprovider", *tests]))
    finally:
        sys.meta_path.remove(finder)
    print("\n".join(report(finder.decisions)))
    return status


if __name__ == "__main__":
    sys.exit(main())

"""Works out what a script says, as far as it is constant: names, concatenations, loops, functions and their calls."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from spiders.scripting import modules
from spiders.scripting.builtins import list_method, number_member, text_member
from spiders.scripting.expressions import Expression
from spiders.scripting.journal import Journal
from spiders.scripting.modules import Modules
from spiders.scripting.values import (
    GAP,
    LONGEST_TEXT,
    MOST_ITEMS,
    UNKNOWN,
    Accessor,
    Class,
    Function,
    Listed,
    MemberScope,
    Scope,
    Told,
    Unknown,
    identity,
    is_callable,
    listed,
    number,
    number_of,
    size_of,
    text_of,
    truth,
    whole_number,
)

_LANGUAGE = Language(tree_sitter_javascript.language())
_LONGEST_SCRIPT = 400_000
"""Bytes of the longest script that is read; longer ones are libraries."""
_DEEPEST = 90
"""Levels of the deepest nesting that is followed: Python's own stack must hold a few calls for each."""
_RECURSIONS = 6
"""Calls of one function within itself: menus are trees of some levels, and lists call themselves for further pages."""
_ROUNDS = 200
"""Rounds of one loop."""
_TEXT_PER_STEP, _ITEMS_PER_STEP = 2_000, 50
"""What is gone through for one step where a function of the browser, or a script within a text, is at work."""
_TRIED_PER_STEP = 3_000
"""Characters of a text, times the parts of an expression that each is held against."""
_NOT_DONE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a function or an object of the browser fails with that can do nothing with what it is given."""
_PARTS = ("charAt", "slice", "substr", "substring")
"""Methods of texts that only take a part: what they give is what they go through."""
_AT_ENDS = ("push", "pop", "shift", "unshift", "slice")
"""The like of lists, and those that only change an end."""
_WRITTEN_OUT = ("join", "sort", "toString")
"""Methods of lists that write out what is in them."""
_UNKNOWN_ARGUMENTS = [UNKNOWN] * 4
_CLASS = "class"
"""Under this name, which no script can give, the scope of a class holds it."""
_BREAK, _CONTINUE = object(), object()
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_ASSIGNED_BY = {"+=": "+", "-=": "-", "*=": "*", "||=": "||", "??=": "??"}


class Exhausted(Exception):
    """A script takes more steps than it is given, is nested too deeply, or holds too much."""


class _Return:
    """What a function has given back."""

    def __init__(self, value: Any) -> None:
        self.value = value


@functools.lru_cache(maxsize=128)
def parse(code: str) -> Node | None:
    """The syntax tree of a script; None for one that is too long."""
    source = code.encode("utf-8", "replace")
    return Parser(_LANGUAGE).parse(source).root_node if len(source) <= _LONGEST_SCRIPT else None


class Interpreter:
    """Follows scripts that share one set of names.

    Args:
        names: What is known beforehand.
        assign_name: Is told of each value that a name of the page gets; whether it means something of its own.
        note_call: Is told of each call by name: the name and the arguments.
        note_object: Is told of each object that is written out.
        note_text: Is told of each text that is put together.
        own_call: Is told of calls of what a script of the page defines: the arguments, and those that have names, by
            these.
        unknown_call: Is told of calls of what is not known: the last name of what is called, the arguments, and those
            that have names, by these.
        promise: Gives what a function gives back that is followed later (`async`).
        in_window: Gives what the window itself knows by a name that no script has given.
    """

    def __init__(
        self,
        names: Mapping[str, Any],
        *,
        assign_name: Callable[[str, Any], bool],
        note_call: Callable[[str, Sequence[Any]], None],
        note_object: Callable[[dict[str, Any]], None],
        note_text: Callable[[str], None],
        own_call: Callable[[Sequence[Any], Mapping[str, Any]], None],
        unknown_call: Callable[[str, Sequence[Any], Mapping[str, Any]], Any],
        promise: Callable[[Any], Any],
        in_window: Callable[[str], Any],
    ) -> None:
        self.journal = Journal()
        """What scripts write; whatever else they change is told to it, too."""
        self._promise = promise
        self._in_window = in_window
        self.names = Scope()
        self.names.update(names)
        self._assign_name = assign_name
        self._note_call = note_call
        self._note_object = note_object
        self._note_text = note_text
        self._own_call = own_call
        self._unknown_call = unknown_call
        self.modules = Modules()
        self._steps = 0
        self._is_running = False
        self._depth = 0
        self._running: list[Function] = []
        self.defined: list[Function] = []
        self.left = 0
        """Steps that the page has left for whatever comes next."""

    def follow(self, code: str, steps: int, this: Any = UNKNOWN, scope: Scope | None = None) -> Any:
        """Follows a script, as far as the steps reach; the value of its last statement, where it is an expression."""
        root, known = parse(code), self.names if scope is None else scope
        if root is None:
            return UNKNOWN
        return self._bounded(steps, lambda: self._statements(root.named_children, known, this))

    def follow_within(self, code: str, scope: Scope | None = None) -> Any:
        """Follows a script that another one holds as a text, with what steps that one has left."""
        self._spend([code])
        root, known = parse(code), self.names if scope is None else scope
        return UNKNOWN if root is None else self._statements(root.named_children, known, UNKNOWN)

    def start(self, function: Any, arguments: Sequence[Any], steps: int, this: Any = UNKNOWN) -> Any:
        """Calls a function with a number of steps of its own."""
        return self._bounded(steps, lambda: self.call(function, arguments, this))

    def spend(self, steps: int) -> None:
        """Takes steps for what is made or gone through on the page: of the script that is followed, if one is.

        Raises:
            Exhausted: The script has not as many left.
        """
        if not self._is_running:
            self.left -= steps
            return
        self._steps -= steps
        if self._steps < 0:
            raise Exhausted

    def _bounded(self, steps: int, action: Callable[[], Any]) -> Any:
        before = self._steps, self._depth, self._running, self._is_running
        self._steps, self._depth, self._running, self._is_running = min(steps, self.left), 0, [], True
        started = self._steps
        try:
            return action()
        except (Exhausted, RecursionError):
            return UNKNOWN
        finally:
            self.left -= started - self._steps
            self._steps, self._depth, self._running, self._is_running = before

    def call(self, function: Any, arguments: Sequence[Any], this: Any = UNKNOWN) -> Any:
        """The value of a call."""
        if not isinstance(function, Function):
            return self._do(function, arguments) if callable(function) else UNKNOWN
        if self._running.count(function) >= _RECURSIONS:
            return UNKNOWN
        function.calls += 1
        self._spend_on(len(arguments))
        scope = Scope(function.scope)
        self.journal.made(scope)
        scope["arguments"] = list(arguments)
        this = function.this if function.is_arrow else this
        for index, parameter in enumerate(function.parameters):
            if parameter.type == "rest_pattern":
                self._bind(parameter.named_children[0], list(arguments[index:]), scope, this)
            else:
                self._bind(parameter, arguments[index] if index < len(arguments) else None, scope, this)
        self._running.append(function)
        try:
            if function.body.type != "statement_block":
                value = self._value(function.body, scope, this)
            else:
                ended = self._statements(function.body.named_children, scope, this, is_body=True)
                value = ended.value if isinstance(ended, _Return) else None
            return self._promise(value) if function.is_async else value
        finally:
            self._running.pop()

    def _do(self, function: Callable[[Sequence[Any]], Any], arguments: Sequence[Any]) -> Any:
        """What a function of the browser gives; unknown where it can do nothing with its arguments."""
        self._spend(arguments)
        value = _tried(function, arguments)
        self._spend([value])
        return value

    def _spend(self, values: Iterable[Any]) -> None:
        """Takes the steps that going through values is worth, with all that they hold."""
        for value in values:
            size = size_of(value)
            self.spend(size.held // _ITEMS_PER_STEP + size.written // _TEXT_PER_STEP)

    def _spend_on(self, items: int) -> None:
        """Takes the steps that going through a number of items is worth, or copying these, without what they hold."""
        self.spend(items // _ITEMS_PER_STEP)

    def _text(self, value: Any) -> str | None:
        """The text that a value becomes; None where it is not known."""
        if isinstance(value, (str, int, float)):
            return text_of(value)
        self._spend([value])
        return text_of(value)

    def _is_equal(self, left: Any, right: Any) -> bool | None:
        """Whether two values are equal; None where that is not known."""
        self._spend(value for value in (left, right) if isinstance(value, list))
        return _equal(left, right)

    def _call_back(self, arguments: Iterable[Any]) -> None:
        """Calls what was handed over to a function that is not known: sooner or later it will."""
        for argument in arguments:
            if isinstance(argument, Function):
                self.call(argument, _UNKNOWN_ARGUMENTS)
            elif isinstance(argument, dict):
                for member in list(argument.values()):
                    if isinstance(member, Function) and not member.calls:
                        self.call(member, _UNKNOWN_ARGUMENTS, argument)

    # ---- statements -------------------------------------------------------------------------------------------------

    def _statements(self, nodes: Sequence[Node], scope: Scope, this: Any, *, is_body: bool = False) -> Any:
        """Follows statements; what ends them early, or the value of the last one."""
        self._spend_on(len(nodes))
        for node in nodes:
            if node.type == "function_declaration":
                self._declare_function(node, scope, this)
        value: Any = None
        for node in nodes:
            value = self._statement(node, scope, this)
            if isinstance(value, _Return) or value is _BREAK or value is _CONTINUE:
                return value
        return None if is_body else value

    def _statement(self, node: Node, scope: Scope, this: Any) -> Any:
        handler = _STATEMENTS.get(node.type)
        if handler is None:
            return self._value(node, scope, this)
        self._step()
        try:
            return handler(self, node, scope, this)
        finally:
            self._depth -= 1

    def _step(self) -> None:
        self._steps -= 1
        self._depth += 1
        if self._steps < 0 or self._depth > _DEEPEST:
            self._depth -= 1
            raise Exhausted

    def _declare_function(self, node: Node, scope: Scope, this: Any) -> None:
        name = node.child_by_field_name("name")
        if name is not None:
            self.journal.put(scope.own, _source(name), self._function(node, scope, this))

    def _expression_statement(self, node: Node, scope: Scope, this: Any) -> Any:
        value: Any = None
        for child in node.named_children:
            value = self._value(child, scope, this)
        return value

    def _declaration(self, node: Node, scope: Scope, this: Any) -> None:
        for declarator in node.named_children:
            name, value = declarator.child_by_field_name("name"), declarator.child_by_field_name("value")
            if declarator.type == "variable_declarator" and name is not None:
                if value is not None:
                    self._bind(name, self._value(value, scope, this), scope, this)
                elif name.type == "identifier" and _source(name) not in scope.own:
                    self.journal.put(scope.own, _source(name), None)

    def _block(self, node: Node, scope: Scope, this: Any) -> Any:
        # A block's own names are put among those around it: `var` means just that, and others hardly ever collide.
        return self._statements(node.named_children, scope, this, is_body=True)

    def _nothing(self, node: Node, scope: Scope, this: Any) -> None:
        """A statement that says nothing of lists."""

    def _if(self, node: Node, scope: Scope, this: Any) -> Any:
        known = truth(self._field(node, "condition", scope, this))
        consequence, alternative = node.child_by_field_name("consequence"), node.child_by_field_name("alternative")
        if alternative is not None and alternative.type == "else_clause":
            alternative = next(iter(alternative.named_children), None)
        if known is None:
            for branch in (consequence, alternative):
                if branch is not None:
                    self._statement(branch, scope, this)
            return None
        branch = consequence if known else alternative
        return self._end_of(self._statement(branch, scope, this)) if branch is not None else None

    def _end_of(self, value: Any) -> Any:
        return value if isinstance(value, _Return) or value is _BREAK or value is _CONTINUE else None

    def _for(self, node: Node, scope: Scope, this: Any) -> Any:
        start = node.child_by_field_name("initializer")
        if start is not None:
            self._statement(start, scope, this)
        return self._loop(node, scope, this)

    def _loop(self, node: Node, scope: Scope, this: Any) -> Any:
        body = node.child_by_field_name("body")
        condition, increment = node.child_by_field_name("condition"), node.child_by_field_name("increment")
        for turn in range(_ROUNDS):
            known = self._condition(condition, scope, this) if node.type != "do_statement" or turn else True
            if known is False:
                break
            ended = self._statement(body, scope, this) if body is not None else None
            if ended is _BREAK or known is None:
                break
            if isinstance(ended, _Return):
                return ended
            if increment is not None:
                self._value(increment, scope, this)
        return None

    def _condition(self, node: Node | None, scope: Scope, this: Any) -> bool | None:
        if node is None or node.type == "empty_statement":
            return True
        return truth(self._statement(node, scope, this))

    def _for_in(self, node: Node, scope: Scope, this: Any) -> Any:
        subject = self._field(node, "right", scope, this)
        operator, left, body = (node.child_by_field_name(name) for name in ("operator", "left", "body"))
        if left is None or body is None:
            return None
        is_of = operator is not None and _source(operator) == "of"
        held = listed(subject)
        if held is not None and (is_of or isinstance(subject, list)):
            items: list[Any] = list(held) if is_of else list(range(len(held)))
        elif isinstance(subject, dict) and not is_of:
            items = list(subject)
        else:
            items = [UNKNOWN]
        self._spend_on(len(items))
        for item in items[:_ROUNDS]:
            self._bind(left, item, scope, this)
            ended = self._statement(body, scope, this)
            if ended is _BREAK:
                break
            if isinstance(ended, _Return):
                return ended
        return None

    def _switch(self, node: Node, scope: Scope, this: Any) -> Any:
        subject = self._field(node, "value", scope, this)
        body = node.child_by_field_name("body")
        cases = body.named_children if body is not None else []
        matched = False
        for is_last in (False, True):
            for case in cases:
                value = case.child_by_field_name("value")
                statements = [child for child in case.named_children if value is None or child.id != value.id]
                if value is not None and not matched:
                    wanted = self._value(value, scope, this)
                    matched = subject is UNKNOWN or self._is_equal(subject, wanted) is True
                matched = matched or (value is None and (is_last or subject is UNKNOWN))
                if matched:
                    ended = self._statements(statements, scope, this, is_body=True)
                    if isinstance(ended, _Return) and subject is not UNKNOWN:
                        return ended
                    if ended is not None:
                        if subject is not UNKNOWN:
                            return None
                        matched = False
            if matched or subject is UNKNOWN:
                break
        return None

    def _return(self, node: Node, scope: Scope, this: Any) -> _Return:
        child = next(iter(node.named_children), None)
        return _Return(self._value(child, scope, this) if child is not None else None)

    def _with(self, node: Node, scope: Scope, this: Any) -> Any:
        """Follows a statement whose names may be members of a value (`with (document.list) {…}`)."""
        subject, body = self._field(node, "object", scope, this), node.child_by_field_name("body")
        inner = MemberScope(scope, functools.partial(self.member, subject), functools.partial(self.put, subject))
        return self._statement(body, inner, this) if body is not None else None

    def _try(self, node: Node, scope: Scope, this: Any) -> Any:
        """Nothing is thrown here, so what would be done then is not."""
        ended = self._field_statement(node, "body", scope, this)
        finalizer = node.child_by_field_name("finalizer")
        if finalizer is not None:
            for child in finalizer.named_children:
                self._statement(child, scope, this)
        return ended

    def _field_statement(self, node: Node, name: str, scope: Scope, this: Any) -> Any:
        child = node.child_by_field_name(name)
        return self._statement(child, scope, this) if child is not None else None

    def _break(self, node: Node, scope: Scope, this: Any) -> object:
        return _BREAK if node.type == "break_statement" else _CONTINUE

    def _imported(self, node: Node, scope: Scope, this: Any) -> None:
        """Names that a module takes from another, whose own names all scripts share here."""
        exported = self.modules.exported(node)
        for clause in (child for child in node.named_children if child.type == "import_clause"):
            for child in clause.named_children:
                if child.type == "identifier":
                    # Libraries that are known are called what everybody calls them.
                    name = _source(child)
                    self.journal.put(self.names, name, exported.get(modules.DEFAULT, self.names.get(name, UNKNOWN)))
                elif child.type == "namespace_import":
                    self.journal.put(self.names, _source(child.named_children[0]), dict(exported))
                for name, alias in modules.specified(child):
                    self.journal.put(self.names, alias, exported.get(name, self.names.get(name, UNKNOWN)))

    def _exported(self, node: Node, scope: Scope, this: Any) -> None:
        value, declaration = node.child_by_field_name("value"), node.child_by_field_name("declaration")
        if value is not None:
            self.modules.export(modules.DEFAULT, self._value(value, scope, this))
        elif declaration is not None:
            if declaration.type == "function_declaration":
                self._declare_function(declaration, scope, this)
            else:
                self._statement(declaration, scope, this)
            is_default = any(child.type == "default" for child in node.children)
            for name in modules.declared(declaration):
                self.modules.export(modules.DEFAULT if is_default else name, self.names.get(name, UNKNOWN))
        else:
            self._exported_by_name(node)

    def _exported_by_name(self, node: Node) -> None:
        """What a module exports of its own by their names, or once more of what another one does."""
        given: Mapping[str, Any] = self.modules.exported(node) if modules.source_of(node) else self.names
        clauses = [child for child in node.named_children if child.type in ("export_clause", "namespace_export")]
        for clause in clauses:
            if clause.type == "namespace_export":
                self.modules.export(_source(clause.named_children[0]), dict(given))
            for name, alias in modules.specified(clause):
                self.modules.export(alias, given.get(name, UNKNOWN))
        for name, value in given.items() if not clauses and modules.source_of(node) else ():
            if name != modules.DEFAULT:
                self.modules.export(name, value)

    # ---- expressions ------------------------------------------------------------------------------------------------

    def _value(self, node: Node, scope: Scope, this: Any) -> Any:
        handler = _EXPRESSIONS.get(node.type)
        if handler is None:
            return UNKNOWN
        self._step()
        try:
            return handler(self, node, scope, this)
        finally:
            self._depth -= 1

    def _field(self, node: Node, name: str, scope: Scope, this: Any) -> Any:
        child = node.child_by_field_name(name)
        return self._value(child, scope, this) if child is not None else UNKNOWN

    def _name(self, node: Node, scope: Scope, this: Any) -> Any:
        name = _source(node)
        holder = scope.holder(name)
        return holder[name] if holder is not None else self._in_window(name)

    def _this(self, node: Node, scope: Scope, this: Any) -> Any:
        return this

    def _string(self, node: Node, scope: Scope, this: Any) -> str:
        return literal(node)

    def _template(self, node: Node, scope: Scope, this: Any) -> Any:
        parts: list[str | None] = []
        for child in node.named_children:
            if child.type == "template_substitution":
                value = self._value(child.named_children[0], scope, this) if child.named_children else ""
                parts.append(self._text(value))
            else:
                parts.append(_piece(child))
        return self._put_together(parts)

    def _put_together(self, parts: Sequence[str | None]) -> Any:
        known = [part for part in parts if part is not None]
        # A piece of HTML is worth reading also where a date or a name in it is not known.
        if len(known) < len(parts) and not any("<" in part for part in known):
            return UNKNOWN
        if sum(map(len, known)) > LONGEST_TEXT:
            return UNKNOWN
        text = "".join(GAP if part is None else part for part in parts)
        self._spend([text])
        self._note_text(text)
        return text

    def _digits(self, node: Node, scope: Scope, this: Any) -> Any:
        source = _source(node).replace("_", "")
        known = number_of(source)
        return UNKNOWN if known is None else known

    def _word(self, node: Node, scope: Scope, this: Any) -> Any:
        return {"true": True, "false": False}.get(node.type)

    def _expression(self, node: Node, scope: Scope, this: Any) -> Expression:
        pattern, flags = node.child_by_field_name("pattern"), node.child_by_field_name("flags")
        return Expression(_source(pattern) if pattern else "", _source(flags) if flags else "", self.journal)

    def _inner(self, node: Node, scope: Scope, this: Any) -> Any:
        value: Any = UNKNOWN
        for child in node.named_children:
            value = self._value(child, scope, this)
        return value

    def _awaited(self, node: Node, scope: Scope, this: Any) -> Any:
        value = self._inner(node, scope, this)
        return getattr(value, "settled", value)

    def _list(self, node: Node, scope: Scope, this: Any) -> list[Any]:
        items: list[Any] = []
        was_comma = True
        for child in node.children[1:-1]:
            if child.type == "," and was_comma:
                items.append(None)
            elif child.is_named and child.type != "comment":
                items.extend(self._items([child], scope, this))
                if len(items) > MOST_ITEMS:
                    raise Exhausted
            was_comma = child.type == ","
        made = Listed(items)
        self.journal.made(made)
        return made

    def _items(self, nodes: Iterable[Node], scope: Scope, this: Any) -> list[Any]:
        items: list[Any] = []
        for child in nodes:
            if child.type == "spread_element":
                spread = self._value(child.named_children[0], scope, this) if child.named_children else UNKNOWN
                held = listed(spread)
                self._spend_on(len(held or ()))
                items.extend([UNKNOWN] if held is None else held)
                if len(items) > MOST_ITEMS:
                    raise Exhausted
            elif child.type != "comment":
                items.append(self._value(child, scope, this))
        return items

    def _object(self, node: Node, scope: Scope, this: Any) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for child in node.named_children:
            if child.type == "pair":
                key = self._key(child.child_by_field_name("key"), scope, this)
                value = self._field(child, "value", scope, this)
                if key is not None:
                    result[key] = value
            elif child.type == "shorthand_property_identifier":
                result[_source(child)] = self._name(child, scope, this)
            elif child.type == "method_definition":
                self._define_method(result, child, scope, this)
            elif child.type == "spread_element" and child.named_children:
                spread = self._value(child.named_children[0], scope, this)
                if isinstance(spread, dict):
                    self._spend_on(len(spread))
                    result.update(spread)
        self.journal.made(result)
        self._note_object(result)
        return result

    def _define_method(self, members: dict[str, Any], node: Node, scope: Scope, this: Any) -> None:
        """Puts a method among members, or what works one out or takes it (`get`, `set`)."""
        key = self._key(node.child_by_field_name("name"), scope, this)
        if key is None:
            return
        function, before = self._function(node, scope, this), members.get(key)
        known = before if isinstance(before, Accessor) else Accessor()
        kinds = {child.type for child in node.children}
        if "get" in kinds:
            members[key] = Accessor(function, known.setter)
        elif "set" in kinds:
            members[key] = Accessor(known.getter, function)
        else:
            members[key] = function

    def _class(self, node: Node, scope: Scope, this: Any) -> Class:
        heritage = next((child for child in node.named_children if child.type == "class_heritage"), None)
        base = self._value(heritage.named_children[0], scope, this) if heritage and heritage.named_children else None
        is_followed = isinstance(base, Class) and len(base.line) < _DEEPEST
        made = Class(base if is_followed else None, {}, [], {}, Scope(scope))
        self.journal.made(made.scope)
        made.scope[_CLASS] = made
        body = node.child_by_field_name("body")
        for child in body.named_children if body is not None else ():
            is_own = any(part.type == "static" for part in child.children)
            if child.type == "method_definition":
                self._define_method(made.own if is_own else made.shared, child, made.scope, made)
            elif child.type == "field_definition":
                key, value = (
                    self._key(child.child_by_field_name("property"), scope, this),
                    child.child_by_field_name("value"),
                )
                if key is not None and is_own:
                    made.own[key] = self._value(value, made.scope, made) if value is not None else None
                elif key is not None:
                    made.fields.append((key, value))
        return made

    def _declare_class(self, node: Node, scope: Scope, this: Any) -> None:
        name = node.child_by_field_name("name")
        if name is not None:
            self.journal.put(scope.own, _source(name), self._class(node, scope, this))

    def _begin(self, made: Class, arguments: Sequence[Any], instance: Any) -> None:
        """Makes an object what its class makes of it; one that extends another begins when it calls that."""
        constructor = made.shared.get("constructor")
        if made.base is None or constructor is None:
            if made.base is not None:
                self._begin(made.base, arguments, instance)
            self._begin_fields(made, instance)
        if isinstance(constructor, Function):
            self.call(constructor, arguments, instance)

    def _begin_fields(self, made: Class, instance: Any) -> None:
        for name, value in made.fields:
            self.put(instance, name, self._value(value, made.scope, instance) if value is not None else None)

    def _super(self, node: Node, scope: Scope, this: Any) -> Any:
        """What the class that is extended has."""
        holder = scope.holder(_CLASS)
        base = holder[_CLASS].base if holder is not None else None
        return base.inherited() if base is not None else UNKNOWN

    def _call_super(self, arguments: Sequence[Any], scope: Scope, this: Any) -> None:
        """Begins an object as the class does that its own extends."""
        holder = scope.holder(_CLASS)
        made: Class | None = holder[_CLASS] if holder is not None else None
        if made is not None:
            if made.base is not None:
                self._begin(made.base, arguments, this)
            self._begin_fields(made, this)

    def _key(self, node: Node | None, scope: Scope, this: Any) -> str | None:
        if node is None:
            return None
        if node.type == "computed_property_name":
            return self._text(self._value(node.named_children[0], scope, this)) if node.named_children else None
        return literal(node) if node.type == "string" else _source(node)

    def _function(self, node: Node, scope: Scope, this: Any) -> Function:
        parameters, body = node.child_by_field_name("parameters"), node.child_by_field_name("body")
        single = node.child_by_field_name("parameter")
        nodes = [child for child in parameters.named_children if child.type != "comment"] if parameters else []
        made = Function(
            [single] if single is not None else nodes,
            body if body is not None else node,
            scope,
            this,
            is_arrow=node.type == "arrow_function",
            is_async=any(child.type == "async" for child in node.children),
        )
        self.journal.lengthen(self.defined, [made])
        return made

    def _called(self, node: Node, scope: Scope, this: Any) -> Any:
        function, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if function is None or given is None:
            return UNKNOWN
        if function.type == "super":
            self._call_super(self._items(given.named_children, scope, this), scope, this)
            return UNKNOWN
        while function.type == "parenthesized_expression" and len(function.named_children) == 1:
            function = function.named_children[0]
        subject: Any = UNKNOWN
        if function.type in ("member_expression", "subscript_expression"):
            subject = self._field(function, "object", scope, this)
            name = self._member_name(function, scope, this)
            callee = self.member(subject, name) if name is not None else UNKNOWN
            if any(child.type == "super" for child in function.children[:1]):
                subject = this
        else:
            name = _source(function) if function.type == "identifier" else None
            callee = self._value(function, scope, this)
        if given.type != "arguments":
            return UNKNOWN
        arguments = self._items(given.named_children, scope, this)
        # Settings are looked through for those of a pager.
        self._spend_on(sum(len(argument) for argument in arguments if isinstance(argument, dict)))
        if name is not None:
            self._note_call(name, arguments)
            if isinstance(callee, Function):
                self._own_call(arguments, _named(callee.parameters, arguments))
            lent = _lent_by_lists(function) if name in ("call", "apply") and arguments else ""
            if name in ("call", "apply") and (lent or is_callable(subject)) and not is_callable(callee) and arguments:
                given_on = arguments[1:]
                if name == "apply":
                    given_on = [item for given in arguments[1:2] if isinstance(given, list) for item in given]
                return self._lend(lent, arguments[0], given_on) if lent else self.call(subject, given_on, arguments[0])
            if name == "bind" and isinstance(subject, Function):
                return subject
        if is_callable(callee):
            self._spend_on_subject(subject, name or "")
            self._spend_on_expressions((subject, *arguments))
            return self.call(callee, arguments, subject)
        self._spend(arguments)
        answer = self._unknown_call(name or "", arguments, _named(given.named_children, arguments))
        self._call_back(arguments)
        return answer

    def _lend(self, name: str, to: Any, arguments: Sequence[Any]) -> Any:
        """The value of a call of a method that lists have, for what may be gone through like one."""
        items = listed(to)
        method = self.member(items, name) if items is not None else UNKNOWN
        self._spend_on_subject(items, name)
        return self.call(method, arguments, items) if is_callable(method) else UNKNOWN

    def _spend_on_subject(self, subject: Any, name: str) -> None:
        """Takes the steps that a method of a text or list is worth, for what it goes through."""
        if (isinstance(subject, str) and name not in _PARTS) or (isinstance(subject, list) and name in _WRITTEN_OUT):
            self._spend([subject])
        elif isinstance(subject, list) and name not in _AT_ENDS:
            self._spend_on(len(subject))

    def _spend_on_expressions(self, values: Sequence[Any]) -> None:
        """Takes the steps that looking for expressions in texts is worth, both among the values of a call."""
        weight = sum(value.weight for value in values if isinstance(value, Expression))
        if weight:
            length = sum(len(value) for value in values if isinstance(value, str))
            self.spend(weight * length // _TRIED_PER_STEP)

    def _made(self, node: Node, scope: Scope, this: Any) -> Any:
        constructor, given = node.child_by_field_name("constructor"), node.child_by_field_name("arguments")
        arguments = self._items(given.named_children, scope, this) if given is not None else []
        made = self._value(constructor, scope, this) if constructor is not None else UNKNOWN
        maker = getattr(made, "construct", None)
        if maker is not None:
            return self._do(maker, arguments)
        if isinstance(made, Class):
            instance = made.inherited()
            self._spend_on(len(made.line) + len(instance))
            self.journal.made(instance)
            self._begin(made, arguments, instance)
            return instance
        if isinstance(made, Function):
            shared = made.members["prototype"]
            instance = dict(shared) if isinstance(shared, dict) else {}
            self._spend_on(len(instance))
            self.journal.made(instance)
            self.call(made, arguments, instance)
            return instance
        self._call_back(arguments)
        return UNKNOWN

    def _member(self, node: Node, scope: Scope, this: Any) -> Any:
        name = self._member_name(node, scope, this)
        subject = self._field(node, "object", scope, this)
        return self.member(subject, name) if name is not None else UNKNOWN

    def _member_name(self, node: Node, scope: Scope, this: Any) -> str | None:
        if node.type == "subscript_expression":
            return self._text(self._field(node, "index", scope, this))
        member = node.child_by_field_name("property")
        return _source(member) if member is not None else None

    def member(self, subject: Any, name: str) -> Any:
        """A member of a value."""
        if isinstance(subject, dict):
            held = subject.get(name, None if isinstance(subject, Told) else UNKNOWN)
            if isinstance(held, Accessor):
                return UNKNOWN if held.getter is None else self.call(held.getter, [], subject)
            return held
        if isinstance(subject, Class):
            return self.member(subject.own, name)
        index = whole_number(name) if isinstance(subject, (str, list)) else None
        if index is not None:
            return subject[index] if index < len(subject) else None
        if isinstance(subject, str) and (known := text_member(subject, name, self.call)) is not UNKNOWN:
            return known
        if isinstance(subject, Function):
            return subject.members.get(name, UNKNOWN)
        if isinstance(subject, list):
            if isinstance(subject, Listed) and name in subject.named:
                return subject.named[name]
            return len(subject) if name == "length" else list_method(subject, name, self.call, self.journal)
        if isinstance(subject, (int, float)) and not isinstance(subject, bool):
            return number_member(subject, name)
        reader = getattr(subject, "member", None)
        if reader is None:
            return UNKNOWN
        value = _tried(reader, name)
        self._spend([value])
        return value

    def _assigned(self, node: Node, scope: Scope, this: Any) -> Any:
        left = node.child_by_field_name("left")
        value = self._field(node, "right", scope, this)
        if left is not None:
            self._bind(left, value, scope, this, is_new=False)
        return value

    def _augmented(self, node: Node, scope: Scope, this: Any) -> Any:
        left, operator = node.child_by_field_name("left"), node.child_by_field_name("operator")
        if left is None or operator is None:
            return UNKNOWN
        before = self._value(left, scope, this)
        added = self._field(node, "right", scope, this)
        value = self._operate(_ASSIGNED_BY.get(_source(operator), ""), before, added)
        self._bind(left, value, scope, this, is_new=False)
        return value

    def _bind(self, target: Node, value: Any, scope: Scope, this: Any, *, is_new: bool = True) -> None:
        """Gives names or members a value."""
        match target.type:
            case "identifier" | "shorthand_property_identifier_pattern":
                name = _source(target)
                holder = scope.own if is_new else scope.holder(name)
                holder = self.names if holder is None else holder
                if isinstance(holder, MemberScope):
                    holder.put(name, value)
                elif holder is not self.names or not self._assign_name(name, value):
                    self.journal.put(holder, name, value)
            case "assignment_pattern" | "object_assignment_pattern":
                left = target.child_by_field_name("left")
                if value is None or isinstance(value, Unknown):
                    value = self._field(target, "right", scope, this)
                if left is not None:
                    self._bind(left, value, scope, this, is_new=is_new)
            case "member_expression" | "subscript_expression":
                self._set_member(target, value, scope, this)
            case "object_pattern":
                for child in target.named_children:
                    if child.type == "shorthand_property_identifier_pattern":
                        self._bind(child, self.member(value, _source(child)), scope, this, is_new=is_new)
                    elif child.type == "object_assignment_pattern":
                        member = self.member(value, _source(child.named_children[0]))
                        self._bind(child, member, scope, this, is_new=is_new)
                    elif child.type == "pair_pattern":
                        key = self._key(child.child_by_field_name("key"), scope, this)
                        inner = child.child_by_field_name("value")
                        if key is not None and inner is not None:
                            self._bind(inner, self.member(value, key), scope, this, is_new=is_new)
            case "array_pattern":
                index = 0
                for child in target.children:
                    if child.type == ",":
                        index += 1
                    elif child.is_named and child.type == "rest_pattern" and isinstance(value, list):
                        self._spend_on(len(value))
                        self._bind(child.named_children[0], value[index:], scope, this, is_new=is_new)
                    elif child.is_named and child.type != "comment":
                        self._bind(child, self.member(value, str(index)), scope, this, is_new=is_new)
            case "variable_declaration" | "lexical_declaration" | "variable_declarator":
                if target.named_children:
                    self._bind(target.named_children[0], value, scope, this)

    def _set_member(self, target: Node, value: Any, scope: Scope, this: Any) -> None:
        subject = self._field(target, "object", scope, this)
        name = self._member_name(target, scope, this)
        if name is not None:
            self.put(subject, name, value)

    def put(self, subject: Any, name: str, value: Any) -> None:
        """Gives a member of a value another value."""
        if isinstance(subject, Class):
            subject = subject.own
        if isinstance(subject, dict) and isinstance(held := subject.get(name), Accessor):
            if held.setter is not None:
                self.call(held.setter, [value], subject)
        elif isinstance(subject, dict):
            self.journal.put(subject, name, value)
        elif isinstance(subject, Function):
            self.journal.put(subject.members, name, value)
        elif isinstance(subject, list):
            index = whole_number(name)
            if index is not None and index <= min(len(subject) + _ROUNDS, MOST_ITEMS - 1):
                self.journal.lengthen(subject, [None] * (index + 1 - len(subject)))
                self.journal.change(subject, list.__setitem__, subject, index, subject[index])
                subject[index] = value
            elif name == "length":
                self._put_length(subject, whole_number(text_of(value) or ""))
            elif isinstance(subject, Listed):
                self.journal.put(subject.named, name, value)
        elif (setter := getattr(subject, "assign", None)) is not None:
            _tried(setter, name, value)

    def _put_length(self, items: list[Any], length: int | None) -> None:
        """Cuts a list off, or adds to it what is undefined, unless that is too much.

        Where its length is not known, none of its items is.
        """
        if length is None:
            self._spend_on(len(items))
            self.journal.change(items, list.__setitem__, items, slice(None), list(items))
            items[:] = [UNKNOWN] * len(items)
            return
        if length > MOST_ITEMS:
            return
        self._spend_on(abs(length - len(items)))
        self.journal.change(items, items.extend, items[length:])
        del items[length:]
        self.journal.lengthen(items, [None] * (length - len(items)))

    def _binary(self, node: Node, scope: Scope, this: Any) -> Any:
        """A chain of concatenations is as long as a page; it is followed in a loop."""
        chain: list[Node] = []
        inner: Node | None = node
        while inner is not None and inner.type == "binary_expression":
            chain.append(inner)
            inner = inner.child_by_field_name("left")
        value = self._value(inner, scope, this) if inner is not None else UNKNOWN
        for link in reversed(chain):
            self._steps -= 1
            operator = link.child_by_field_name("operator")
            sign = _source(operator) if operator is not None else ""
            known = truth(value)
            if (sign == "||" and known is True) or (sign == "&&" and known is False):
                continue
            if sign == "??" and value is not None and not isinstance(value, Unknown):
                continue
            value = self._operate(sign, value, self._field(link, "right", scope, this))
        return value

    def _operate(self, sign: str, left: Any, right: Any) -> Any:
        if sign in ("||", "??", "&&"):
            return right
        if sign == "+":
            if isinstance(left, (int, float)) and isinstance(right, (int, float)):
                return number(number(left) + number(right))
            return self._put_together([self._text(left), self._text(right)])
        if sign in ("==", "===", "!=", "!=="):
            equal = self._is_equal(left, right)
            return UNKNOWN if equal is None else equal == sign.startswith("=")
        one, other = number_of(left), number_of(right)
        if sign in _COMPARISONS and isinstance(left, str) and isinstance(right, str):
            return _COMPARISONS[sign](left, right)
        if one is None or other is None:
            return UNKNOWN
        if sign in _COMPARISONS:
            return _COMPARISONS[sign](one, other)
        try:
            return number(_ARITHMETIC[sign](one, other)) if sign in _ARITHMETIC else UNKNOWN
        except (ArithmeticError, ValueError):
            return UNKNOWN

    def _unary(self, node: Node, scope: Scope, this: Any) -> Any:
        operator = node.child_by_field_name("operator")
        value = self._field(node, "argument", scope, this)
        sign = _source(operator) if operator is not None else ""
        if sign == "!":
            known = truth(value)
            return UNKNOWN if known is None else not known
        if sign == "typeof":
            return _kind(value)
        held = number_of(value)
        if held is None:
            return UNKNOWN
        return {"-": -held, "+": held}.get(sign, UNKNOWN)

    def _updated(self, node: Node, scope: Scope, this: Any) -> Any:
        argument, operator = node.child_by_field_name("argument"), node.child_by_field_name("operator")
        if argument is None or operator is None:
            return UNKNOWN
        before = number_of(self._value(argument, scope, this))
        after = UNKNOWN if before is None else before + (1 if _source(operator) == "++" else -1)
        self._bind(argument, after, scope, this, is_new=False)
        is_prefix = operator.start_byte < argument.start_byte
        return after if is_prefix or before is None else before

    def _ternary(self, node: Node, scope: Scope, this: Any) -> Any:
        known = truth(self._field(node, "condition", scope, this))
        if known is not None:
            return self._field(node, "consequence" if known else "alternative", scope, this)
        one, other = (self._field(node, name, scope, this) for name in ("consequence", "alternative"))
        return other if isinstance(one, Unknown) else one


def _tried(function: Callable[..., Any], *arguments: Any) -> Any:
    """What the browser gives; unknown where it can do nothing with the arguments."""
    try:
        return function(*arguments)
    except _NOT_DONE:
        return UNKNOWN


def _named(nodes: Sequence[Node], arguments: Sequence[Any]) -> dict[str, Any]:
    """The arguments of a call that is given something to call back, by the names that parameters or values have.

    Args:
        nodes: The parameters of what is called, or what is handed over.
        arguments: The arguments.
    """
    if not any(map(is_callable, arguments)):
        return {}
    nodes = [node for node in nodes if node.type != "comment"]
    if any(node.type == "spread_element" for node in nodes):
        return {}
    named = ((_last_name(node), argument) for node, argument in zip(nodes, arguments, strict=False))
    return {name: argument for name, argument in named if name}


def _lent_by_lists(function: Node) -> str:
    """The method of lists that a call lends to something else (`[].forEach.call`); an empty string for any other call.

    Args:
        function: What is called, with `call` or `apply` as its last name.
    """
    lent = function.child_by_field_name("object")
    lender = lent.child_by_field_name("object") if lent is not None and lent.type == "member_expression" else None
    is_list = lender is not None and _source(lender) in ("[]", "Array.prototype")
    return _last_name(lent) if lent is not None and is_list else ""


def _last_name(node: Node) -> str:
    """The name that a value is told by, without what it is a member of; an empty string for any other value."""
    member = node.child_by_field_name("property") if node.type == "member_expression" else node
    return _source(member) if member is not None and member.type.endswith("identifier") else ""


def _source(node: Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def literal(node: Node) -> str:
    """The text of a string literal."""
    return "".join(_piece(child) for child in node.named_children)


def _piece(node: Node) -> str:
    text = _source(node)
    if node.type != "escape_sequence":
        return text
    code = text[1:]
    try:
        if code[:1] == "u":
            return chr(int(code[1:].strip("{}"), 16))
        if code[:1] == "x":
            return chr(int(code[1:], 16))
    except (ValueError, OverflowError):
        return ""
    return _ESCAPES.get(code, "" if code in ("\n", "\r\n") else code)


def _equal(left: Any, right: Any) -> bool | None:
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return None
    if left is None or right is None:
        return left is right
    one, other = text_of(left), text_of(right)
    return one == other if one is not None and other is not None else identity(left) == identity(right)


def _kind(value: Any) -> Any:
    if isinstance(value, Unknown):
        return UNKNOWN
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    if isinstance(value, (int, float)):
        return "number"
    if value is None:
        return "undefined"
    return "function" if is_callable(value) or isinstance(value, Class) else "object"


_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": lambda one, other: one < other,
    ">": lambda one, other: one > other,
    "<=": lambda one, other: one <= other,
    ">=": lambda one, other: one >= other,
}
_ARITHMETIC: Mapping[str, Callable[[float, float], float]] = {
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": lambda one, other: one / other,
    "%": math.fmod,
}
_Handler = Callable[[Interpreter, Node, Scope, Any], Any]
_STATEMENTS: Mapping[str, _Handler] = {
    "expression_statement": Interpreter._expression_statement,
    "variable_declaration": Interpreter._declaration,
    "lexical_declaration": Interpreter._declaration,
    "function_declaration": Interpreter._nothing,
    "generator_function_declaration": Interpreter._nothing,
    "class_declaration": Interpreter._declare_class,
    "import_statement": Interpreter._imported,
    "export_statement": Interpreter._exported,
    "empty_statement": Interpreter._nothing,
    "comment": Interpreter._nothing,
    "throw_statement": Interpreter._nothing,
    "statement_block": Interpreter._block,
    "labeled_statement": Interpreter._block,
    "ERROR": Interpreter._block,
    "if_statement": Interpreter._if,
    "for_statement": Interpreter._for,
    "while_statement": Interpreter._loop,
    "do_statement": Interpreter._loop,
    "for_in_statement": Interpreter._for_in,
    "switch_statement": Interpreter._switch,
    "return_statement": Interpreter._return,
    "with_statement": Interpreter._with,
    "try_statement": Interpreter._try,
    "break_statement": Interpreter._break,
    "continue_statement": Interpreter._break,
}
_EXPRESSIONS: Mapping[str, _Handler] = {
    "identifier": Interpreter._name,
    "this": Interpreter._this,
    "string": Interpreter._string,
    "template_string": Interpreter._template,
    "number": Interpreter._digits,
    "true": Interpreter._word,
    "false": Interpreter._word,
    "null": Interpreter._word,
    "undefined": Interpreter._word,
    "regex": Interpreter._expression,
    "parenthesized_expression": Interpreter._inner,
    "sequence_expression": Interpreter._inner,
    "await_expression": Interpreter._awaited,
    "array": Interpreter._list,
    "object": Interpreter._object,
    "function_expression": Interpreter._function,
    "arrow_function": Interpreter._function,
    "class": Interpreter._class,
    "super": Interpreter._super,
    "call_expression": Interpreter._called,
    "new_expression": Interpreter._made,
    "member_expression": Interpreter._member,
    "subscript_expression": Interpreter._member,
    "assignment_expression": Interpreter._assigned,
    "augmented_assignment_expression": Interpreter._augmented,
    "binary_expression": Interpreter._binary,
    "unary_expression": Interpreter._unary,
    "update_expression": Interpreter._updated,
    "ternary_expression": Interpreter._ternary,
}

"""What happens in the world of a page: the addresses it goes to, what it asks for, and what it writes."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import itertools
import urllib.parse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

from lxml.html import HtmlElement

from spiders import queries
from spiders.scripting.builtins import first, members
from spiders.scripting.effects import Asked, Effects
from spiders.scripting.elements import Document, Element, Selection, XmlText, inner_markup
from spiders.scripting.interpreter import Interpreter
from spiders.scripting.pagers import MOST_PAGERS, Pager, pager_of, untold
from spiders.scripting.templates import is_template, rendered
from spiders.scripting.values import UNKNOWN, is_callable, text_of, told
from spiders.xml_texts import is_document

_VERBS = ("get", "post", "getJSON", "ajax", "request", "fetch", "getScript")
_PUTS = ("appendChild", "append", "prepend", "insertBefore", "appendTo", "html")
_OPENED = ("_blank", "_self", "_parent", "_top")
_CALLED_BACK = ("success", "complete", "done", "then", "callback", "beforeSend")
_LONGEST_NAME = 60
_MOST_CHANGES = 20
"""Changes of values that are told after one click."""
_GIVEN_PER_STEP = 50
"""Names that a template is given beside those of the page for one step."""


@dataclasses.dataclass(frozen=True, slots=True)
class Answered:
    """The answer to a request of a script.

    Attributes:
        url: Address that was asked, without the query of what was asked by GET.
        text: The answer.
        content: What it holds as JSON; None where it is none.
        earlier: The answer that had come before, and without which the request had not been made.
        fields: What was asked; None where whatever asks the same address may have the answer.
    """

    url: str
    text: str
    content: Any
    earlier: Answered | None = None
    fields: Mapping[str, Any] | None = None

    def answers(self, asked: Asked) -> bool:
        """Whether it answers a request to its address, as far as the fields are known that both have."""
        if self.fields is None:
            return True
        given = {**dict(queries.fields(urllib.parse.urlsplit(asked.url).query)), **asked.parameters}
        both = self.fields.keys() & given.keys() - set(asked.unknown)
        return all(str(self.fields[name]) == str(given[name]) for name in both)

    @property
    def all(self) -> list[Answered]:
        """All answers, in the order in which they came."""
        return [*(self.earlier.all if self.earlier else ()), self]


class Menu(Protocol):
    """A menu of nodes, of whatever library."""

    def each(self) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
        """The nodes at all depths, each with its name behind the names of those above it."""

    def click(self, arguments: Sequence[dict[str, Any]]) -> None:
        """What happens when a node is clicked."""

    def expand(self, arguments: Sequence[dict[str, Any] | None]) -> None:
        """Asks for the nodes below one, or for the uppermost ones (None)."""


class World:
    """One page's world, in which its scripts are followed.

    Args:
        url: Address of the page.
        tree: Its elements; None for a page without any.
        answer: An answer that one of its requests has had; None where none is known.
    """

    def __init__(self, url: str, tree: HtmlElement | None, answer: Answered | None = None) -> None:
        self.url = url
        self._answers = answer.all if answer else []
        self.effects = Effects()
        self.instances: list[dict[str, Any]] = []
        """Components of the page, whose members its attributes name (`@click="load(1)"`)."""
        self.templates: list[tuple[str, dict[str, Any]]] = []
        """Templates of components that have begun, with the members of each."""
        self.trees: list[Menu] = []
        """Menus of nodes that the page shows."""
        self.pagers: list[Pager] = []
        """Pagers that the page shows, and whose pages have no address of their own."""
        self.drawn: list[Pager] = []
        """Those whose pages have addresses, into which scripts of the page put the numbers."""
        self.untold: list[Pager] = []
        """What may be pagers of libraries that have not been fetched, and whose numbers have no names."""
        self.interpreter = Interpreter(
            {},
            assign_name=self.assign_name,
            note_call=lambda name, arguments: self.effects.note(self.effects.calls, (name, tuple(arguments))),
            note_object=lambda value: self.effects.note(self.effects.objects, value),
            note_text=lambda text: self.effects.note(self.effects.texts, text),
            own_call=self._own_call,
            unknown_call=self._unknown_call,
            promise=lambda value: Promise(self, value),
            in_window=self._in_window,
        )
        self.journal = self.interpreter.journal
        self.extensions: list[Callable[[str, Sequence[Any], Sequence[HtmlElement]], bool]] = []
        """What libraries make of elements, by name, arguments and elements of a call; each says if it knows that."""
        self.document = Document(
            tree,
            lambda: self.effects,
            self.interpreter.call,
            self.rendered,
            self._extend,
            self._bring,
            self.interpreter.spend,
            self.journal,
        )
        self.on_fragment: list[Any] = []
        """What is called when the fragment of the address changes."""
        self.changes: list[tuple[Any, tuple[Any, Any], Any]] = []
        """What waits to be told of changed values: functions, the value with the one before, and what `this` is."""
        self.shared: dict[str, Any] = {}
        """Members that all components have."""
        self.own: dict[str, Any] = {}
        """What the browser itself knows by name."""

    @functools.cached_property
    def base(self) -> str:
        """What relative addresses of the page start from."""
        declared = self.document.tree.xpath("//base/@href") if self.document.tree is not None else ()
        try:
            return urllib.parse.urljoin(self.url, str(declared[0])) if declared else self.url
        except ValueError:
            return self.url

    @property
    def is_answered(self) -> bool:
        """Whether nothing waits for the answers that are known: they have been handed on, or there is none."""
        return not self._answers

    def tell_changes(self, steps: int) -> None:
        """Tells what waits for it that values have changed, which may change others.

        Args:
            steps: How many steps each may take.
        """
        for _ in range(_MOST_CHANGES):
            if not self.changes:
                return
            function, told, this = self.changes.pop(0)
            self.interpreter.start(function, told, steps, this)
        self.changes.clear()

    def go(self, arguments: Sequence[Any]) -> Any:
        """Leads to an address."""
        target = text_of(first(arguments))
        if target and target not in _OPENED:
            self.effects.note(self.effects.destinations, target)
        return UNKNOWN

    def turn_to(self, fragment: str) -> None:
        """Changes the fragment of the page's address."""
        self.go([f"#{fragment}"])

    def write(self, arguments: Sequence[Any]) -> None:
        """Writes pieces of HTML."""
        for argument in arguments:
            text = text_of(argument)
            if text:
                self.effects.write(text, self.document.script)

    def ask_with(self, url: Any, options: Any, method: str = "GET") -> Any:
        """Notes a request that its options describe (`$.ajax`, `fetch`, `axios`), and hands on its unknown answer."""
        told = members(options)
        verb = text_of(told.get("type")) or text_of(told.get("method")) or method
        headers = {name.lower(): text_of(value) or "" for name, value in members(told.get("headers")).items()}
        kind = text_of(told.get("contentType")) or headers.get("content-type", "")
        data = next((told[name] for name in ("data", "body", "params", "query") if told.get(name) is not None), None)
        if isinstance(data, str) and data.lstrip().startswith("{") and "'" in data:
            # Fields in the notation of scripts, as pages of ASP.NET send them.
            written = self.interpreter.follow_within(f"({data})")
            data = written if isinstance(written, dict) else data
        target = told.get("url", url)
        self.effects.ask(target, verb, data, as_json="json" in kind)
        value = self.reply(target)
        self.answer((told.get(name) for name in _CALLED_BACK), value)
        return Promise(self, value)

    def settle(
        self, url: Any, method: str, fields: Mapping[str, Any], as_json: bool, done: Callable[[Any], None]
    ) -> None:
        """Notes a request of a library, and hands on its answer where that is known."""
        self.effects.ask(url, method, dict(fields), as_json=as_json)
        value = self.reply(url)
        if value is not UNKNOWN:
            done(value)

    @contextlib.contextmanager
    def apart(self) -> Iterator[Effects]:
        """Notes what happens apart from everything else."""
        before, self.effects = self.effects, Effects()
        try:
            yield self.effects
        finally:
            self.effects = before

    def reply(self, target: Any) -> Any:
        """The answer to a request, if it is one whose answer is known."""
        address = text_of(target)
        if not self._answers or address is None:
            return UNKNOWN
        try:
            asked = urllib.parse.urljoin(self.base, address)
        except ValueError:
            return UNKNOWN
        # The query of what is asked by GET is told beside the address; that of a program which is posted to is in it.
        addresses = (asked, asked.partition("?")[0])
        last = next((each for each in self.effects.requests[-1:] if each.url == address), None)
        known = (each for each in self._answers if each.url in addresses)
        answer: Answered | None = next((each for each in known if last is None or each.answers(last)), None)
        if answer is None:
            return UNKNOWN
        # Each page asks for its own list again and again; the answer is that to the first request.
        self._answers.remove(answer)
        if is_document(answer.text):
            return XmlText(answer.text, self.document)
        return answer.text if answer.content is None else told(answer.content)

    def template(self, value: Any) -> Template | None:
        """The template that a text is, or the one that stands in the element which it names."""
        if not isinstance(value, str):
            return None
        if is_template(value):
            return Template(self, value)
        held = self.document.named(value.removeprefix("#")) if value and len(value) < _LONGEST_NAME else []
        text = inner_markup(held[0]) if held else ""
        return Template(self, text) if is_template(text) else None

    def rendered(self, text: str, data: Any) -> str:
        """What a template makes of some data."""
        names, journal = self.interpreter.names, self.journal

        def follow(code: str, given: Mapping[str, Any]) -> Any:
            self.interpreter.spend(len(given) // _GIVEN_PER_STEP)
            before = {name: names[name] for name in given if name in names}
            journal.update(names, given)
            value = self.interpreter.follow_within(code)
            for name in given:
                journal.drop(names, name)
            journal.update(names, before)
            return value

        return rendered(text, data, follow, self.interpreter.call)

    def answer(self, functions: Iterable[Any], value: Any = UNKNOWN) -> None:
        """Calls what waits for an answer, which is mostly not known."""
        for function in functions:
            if is_callable(function):
                self.interpreter.call(function, [value, "success", UNKNOWN])

    def later(self, arguments: Sequence[Any]) -> Any:
        task = first(arguments)
        if isinstance(task, str):
            return self.interpreter.follow_within(task)
        self.answer([task])
        return UNKNOWN

    def assign_name(self, name: str, value: Any) -> bool:
        if name == "location":
            self.go([value])
            return True
        if name in ("onload", "onpageshow"):
            self.answer([value])
        if name == "onhashchange":
            self.journal.lengthen(self.on_fragment, [value])
        return False

    def _in_window(self, name: str) -> Any:
        return self.document.in_window(name)

    def _bring(self, address: str) -> None:
        """Notes the request of a script that hands an answer to a function which its address names (JSONP)."""
        self.effects.ask(address, "GET")
        value = self.reply(address)
        named = queries.fields(urllib.parse.urlsplit(address).query) if value is not UNKNOWN else ()
        functions = (self.interpreter.names.get(name) for _, name in named)
        self.answer(itertools.islice(filter(is_callable, functions), 1), value)

    def note_pager(self, arguments: Sequence[Any], named: Mapping[str, Any] = MappingProxyType({})) -> bool:
        """Notes the pager that the arguments of a call make; whether they make one that is not too many.

        Args:
            arguments: The arguments.
            named: Those of them that have names, by these.
        """
        pager = pager_of(arguments, named) if len(self.pagers) < MOST_PAGERS else None
        self._note(self.pagers, pager)
        return pager is not None

    def _note(self, pagers: list[Pager], pager: Pager | None) -> None:
        if pager is not None and pager not in pagers and len(pagers) < MOST_PAGERS:
            self.journal.lengthen(pagers, [pager])

    def _extend(self, name: str, arguments: Sequence[Any], elements: Sequence[HtmlElement]) -> bool:
        return any(make(name, arguments, elements) for make in self.extensions) or self.note_pager(arguments)

    def _own_call(self, arguments: Sequence[Any], named: Mapping[str, Any]) -> None:
        """A call of what a script of the page defines: a library that has been fetched draws its pagers by such.

        It puts numbers into addresses itself, in its way. What they mostly mean is for where that cannot be followed.
        """
        if len(self.pagers) < MOST_PAGERS or len(self.drawn) < MOST_PAGERS:
            pager = pager_of(arguments, named)
            called, addressed = pager.apart if pager is not None else (None, None)
            self._note(self.pagers, called)
            self._note(self.drawn, addressed)

    def _unknown_call(self, name: str, arguments: Sequence[Any], named: Mapping[str, Any]) -> Any:
        """A call of a library that is not known: it fills a template, or it is a request if its name is that of one."""
        template = self.template(first(arguments))
        if template is not None:
            return template if len(arguments) == 1 else template.fill(arguments[1:])
        if name in _PUTS:
            # What is put into an element that is not known is shown all the same.
            self.document.put(None, [given for given in arguments if isinstance(given, (Element, Selection))])
            return first(arguments)
        if name not in _VERBS or not arguments:
            may_be = None if self.note_pager(arguments, named) else untold(arguments)
            if may_be is not None and len(self.untold) < MOST_PAGERS:
                self.journal.lengthen(self.untold, [may_be])
            return UNKNOWN
        target = arguments[0]
        if isinstance(target, str) and target.startswith(("/", "http:", "https:", "./", "../")):
            data = arguments[1] if len(arguments) > 1 and not is_callable(arguments[1]) else None
            self.effects.ask(target, "POST" if name == "post" else "GET", data)
            value = self.reply(target)
            self.answer(arguments[1:], value)
            return Promise(self, value)
        if isinstance(target, dict) and isinstance(target.get("url"), str):
            return self.ask_with(None, target)
        return UNKNOWN


class Template:
    """A template that a library has read; called, or asked to render, it gives its text."""

    def __init__(self, world: World, text: str) -> None:
        self._world = world
        self._text = text

    def __call__(self, arguments: Sequence[Any]) -> Any:
        return self.fill(arguments)

    def member(self, name: str) -> Any:
        return self.fill if name == "render" else UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on a template matters."""

    def fill(self, arguments: Sequence[Any]) -> Any:
        """The template, filled with the first argument; the second may want to be told."""
        text = self._world.rendered(self._text, first(arguments))
        self._world.answer(arguments[1:2], text)
        return text


class Promise:
    """An answer that is on its way: whoever waits for it is called."""

    def __init__(self, world: World, value: Any = UNKNOWN) -> None:
        self._world = world
        self.settled: Any = value.settled if isinstance(value, Promise) else value

    def member(self, name: str) -> Any:
        if name in ("then", "done", "success", "always", "finally"):
            return self._then
        return UNKNOWN if name not in ("catch", "fail", "error") else lambda arguments: self

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on an answer matters."""

    def _then(self, arguments: Sequence[Any]) -> Any:
        if not is_callable(first(arguments)):
            return self
        given = self._world.interpreter.call(arguments[0], [self.settled, "success", UNKNOWN])
        return Promise(self._world, self.settled if given is None else given)

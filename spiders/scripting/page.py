"""The scripts of one page: what they do when it is loaded, and what each click on it does."""

from __future__ import annotations

import contextlib
import functools
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import lxml.etree
import lxml.html
from lxml.html import HtmlElement
from lxml.html.builder import LI, SPAN, UL

from spiders.scripting.browser import Browser
from spiders.scripting.builtins import first
from spiders.scripting.choices import chosen
from spiders.scripting.effects import Act, Effects
from spiders.scripting.elements import Element, choices_of, event_at, fields_of
from spiders.scripting.libraries.trees import Tree
from spiders.scripting.models import Model
from spiders.scripting.pagers import MOST_PAGERS, Pager, pages_named, turned_by
from spiders.scripting.repeated import Row, Words, called, repeated, tree_of
from spiders.scripting.values import UNKNOWN, Function, Scope, is_small, text_of, writable
from spiders.scripting.world import Answered

_STEPS = 60_000
_SCRIPT_STEPS = 20_000
_STEPS_OF_CLICKS = 80_000
_CLICK_STEPS = 4_000
_UNCALLED_STEPS = 15_000
_MOST_UNCALLED = 60
_UNDONE_PER_STEP = 200
"""Writes that are undone for one step, so that a click leaves no traces."""
_MOST_BOUND = 100
_MODEL = ("$root", "$parent")
"""What elements call the model that they are bound to, where they are bound to an entry of one of its lists."""
_CLICKED = re.compile(r"^\s*javascript:", re.IGNORECASE)
_MOST_TURNED = 60
"""Pages of one list that a page turns without asking for anything."""
_MOST_FORESEEN = 20
"""Clicks on one element that are followed to see whether it goes."""
_MOST_WITHIN = 120
"""Elements within one that handles the clicks on them."""
_WHERE = re.compile(rb"\.(?:target|srcElement)\b")
_MEANT = re.compile(r"\breturn\s+(?=[\w$.]+\s*\()|\breturn(?:\s+(?:false|true|this))?\s*(?:;\s*)?$")


_Read = TypeVar("_Read")


class PageScripts:
    """Follows the scripts of a page, once and only if somebody asks.

    Args:
        url: Address of the page.
        tree: Its elements; None for a page without any.
        codes: Its scripts, in order.
        answer: An answer that one of its requests has had; None where none is known.
        elements: The elements of the scripts, in the same order.
        modules: Addresses of the scripts, in the same order, as modules import them.
        is_whole: Whether these are all scripts of the page that may show something.
        encoding: Encoding in which words of addresses are sent, where it is another one than UTF-8.
    """

    def __init__(
        self,
        url: str,
        tree: HtmlElement | None,
        codes: Sequence[str],
        answer: Answered | None = None,
        elements: Sequence[HtmlElement] = (),
        modules: Sequence[str] = (),
        *,
        is_whole: bool = True,
        encoding: str = "",
    ) -> None:
        self._encoding = encoding
        self._modules = modules
        self._is_whole = is_whole
        self._elements = elements
        self._answer = answer
        self._url = url
        self._tree = tree
        self._codes = codes
        self._turned: dict[tuple[int, int], Effects] = {}
        self._waiting: Sequence[Function] = ()
        """Functions that nothing has called when the page is loaded."""

    @functools.cached_property
    def _loaded(self) -> tuple[Browser, Effects]:
        browser = Browser(self._url, self._tree, self._answer)
        browser.document.is_whole, browser.document.encoding = self._is_whole, self._encoding
        browser.interpreter.left = _STEPS
        for code, browser.document.script, module in itertools.zip_longest(self._codes, self._elements, self._modules):
            browser.interpreter.modules.current = module or self._url
            browser.interpreter.follow(code, _SCRIPT_STEPS)
        browser.document.script = None
        browser.interpreter.start(browser.begin, [], _SCRIPT_STEPS)
        if self._tree is not None and any("layui" in code for code in self._codes):
            browser.interpreter.start(browser.layui.find_tables, [self._tree], _SCRIPT_STEPS)
        if self._tree is not None:
            browser.interpreter.start(browser.grids.find, [self._tree], _SCRIPT_STEPS)
        browser.tell_changes(_SCRIPT_STEPS)
        browser.document.settle()
        effects, browser.effects = browser.effects, Effects()
        browser.interpreter.left = _STEPS_OF_CLICKS
        self._waiting = _uncalled(browser)
        return browser, effects

    @property
    def is_answered(self) -> bool:
        """Whether the answer has been handed on to what waited for it."""
        return self._loaded[0].is_answered

    @property
    def effects(self) -> Effects:
        """What happens when the page is loaded."""
        return self._loaded[1]

    def addressed(self) -> Iterator[tuple[HtmlElement, str]]:
        """The links that the scripts have given an address, each with it, where it is known."""
        for (element, name), value in self._loaded[0].document.changed.items():
            if name == "href" and (address := text_of(value)):
                yield element, address

    @functools.cached_property
    def uncalled(self) -> Effects:
        """What the functions do that nothing on the page calls."""
        browser = self._loaded[0]
        # Whoever asks first, these have steps of their own, and none for what clicks have called since.
        kept, browser.interpreter.left = browser.interpreter.left, _UNCALLED_STEPS
        with self._aside() as effects:
            for function in self._waiting:
                browser.interpreter.start(function, [UNKNOWN] * 4, _UNCALLED_STEPS)
        browser.interpreter.left = kept
        return effects

    @functools.cached_property
    def names(self) -> dict[str, str]:
        """The texts and numbers that names of the page have."""
        values = self._loaded[0].interpreter.names.items()
        return {name: text for name, value in values if (text := text_of(value)) and not callable(value)}

    @functools.cached_property
    def values(self) -> list[Any]:
        """The lists and objects that names of the page have."""
        held = self._loaded[0].interpreter.names.values()
        return [value for value in held if isinstance(value, (list, dict)) and is_small(value)]

    def click(self, code: str, element: HtmlElement | None = None, option: HtmlElement | None = None) -> Effects:
        """What the script of an attribute does.

        Args:
            code: The script.
            element: The element that it stands at.
            option: The option that is chosen in its box, where it is one.
        """
        browser = self._loaded[0]
        if browser.interpreter.left <= 0:
            return Effects()
        with self._aside() as effects:
            browser.document.choose(option)
            self._run(code, element)
        return effects

    def _run(self, code: str, element: HtmlElement | None) -> None:
        """Follows the script of an attribute."""
        browser = self._loaded[0]
        code = _MEANT.sub("", _CLICKED.sub("", code))
        this = Element(browser.document, element) if element is not None else UNKNOWN
        if element is not None:
            browser.journal.put(browser.interpreter.names, "event", event_at(browser.document, element))
        browser.interpreter.follow(code, _CLICK_STEPS, this, Model(browser.interpreter, browser.instances).scope({}))

    def repeated(self) -> list[Row]:
        """The links in elements that are repeated for each entry of a list.

        The address of a view of this page begins with `#`.
        """
        return [row for _, row in self._of_lists(repeated)]

    def chosen(self) -> Iterator[tuple[HtmlElement, Effects]]:
        """What can be clicked on in such elements, as links without an address, each with what a click does."""
        interpreter = self._loaded[0].interpreter
        for instances, choice in self._of_lists(lambda tree, words: itertools.islice(chosen(tree, words), _MOST_BOUND)):
            with self._aside() as effects:
                if choice.code:
                    scope = self._scope(instances, choice.names)
                    interpreter.follow(choice.code, _CLICK_STEPS, scope=scope)
                else:
                    entry = choice.names.get("$data", UNKNOWN)
                    interpreter.start(choice.function, [entry], _CLICK_STEPS, entry)
            yield _link((*reversed(choice.above), choice.words)), effects

    def _of_lists(
        self, read: Callable[[HtmlElement, Words], Iterable[_Read]]
    ) -> list[tuple[Sequence[dict[str, Any]], _Read]]:
        """What is read of the repeated elements of the page and of its components, each with these.

        Args:
            read: Reads it of some elements, by what their expressions mean.
        """
        browser = self._loaded[0]
        found: list[tuple[Sequence[dict[str, Any]], _Read]] = []

        for tree, instances in self._shown_by():
            words = Words(
                functools.partial(self._evaluate, instances),
                functools.partial(self._clicked, instances),
                browser.router.fragment,
            )
            with self._aside():
                found.extend((instances, each) for each in read(tree, words))
        return found

    def _evaluate(self, instances: Sequence[dict[str, Any]], expression: str, names: Mapping[str, Any]) -> Any:
        """The value of an expression of an element."""
        scope = self._scope(instances, names)
        return self._loaded[0].interpreter.follow(f"({expression})", _CLICK_STEPS, scope=scope)

    def _clicked(self, instances: Sequence[dict[str, Any]], code: str, names: Mapping[str, Any]) -> str | None:
        """Where a click on an entry leads; the next one is shown as if nobody had clicked on this one."""
        browser = self._loaded[0]
        with browser.journal.undone(), browser.apart() as effects:
            browser.interpreter.follow(code, _CLICK_STEPS, scope=self._scope(instances, names))
        return next(iter(effects.destinations), None)

    def _scope(self, instances: Sequence[dict[str, Any]], names: Mapping[str, Any]) -> Scope:
        """The names that elements know of components, and those of an entry of a list."""
        model = Model(self._loaded[0].interpreter, instances)
        return model.scope({**dict.fromkeys(_MODEL, model), **names})

    @contextlib.contextmanager
    def _aside(self) -> Iterator[Effects]:
        """Follows something without leaving traces: a click changes nothing for the next one.

        What it has handed an answer to shows the rows of that, and can be clicked, as long as nothing is undone.
        """
        browser = self._loaded[0]
        was_answered, before = browser.is_answered, frozenset(browser.document.pieces.shown)
        with browser.journal.undone() as writes:
            browser.effects = effects = Effects()
            try:
                yield effects
                browser.tell_changes(_CLICK_STEPS)
                if browser.is_answered and not was_answered:
                    browser.document.settle()
                    effects.rows = self.repeated()
                    effects.acts.extend(self.acts_on_pieces(before))
            finally:
                browser.document.settle()
                browser.interpreter.left -= len(writes) // _UNDONE_PER_STEP
                browser.effects = Effects()

    def _shown_by(self) -> Iterator[tuple[HtmlElement, Sequence[dict[str, Any]]]]:
        """The elements of the page and of its components' templates, with the components whose members they name."""
        browser = self._loaded[0]
        parts = [(tree_of(text), [instance]) for text, instance in browser.templates]
        for tree, instances in ((self._tree, browser.instances), *parts):
            if tree is not None:
                yield tree, instances

    def at(self, fragment: str) -> Effects | None:
        """What the page does when the fragment of its address changes; None where that means nothing to it.

        Args:
            fragment: The fragment.
        """
        browser = self._loaded[0]
        if not browser.has_views:
            return None
        with self._aside() as effects:
            browser.interpreter.start(browser.show, [fragment], _CLICK_STEPS)
        return effects

    def bound(self) -> Iterator[tuple[HtmlElement, Effects]]:
        """The elements whose clicks the scripts handle, each with what that does; of a box, its options."""
        yield from self._handled()

    def acts_on_pieces(self, before: Collection[HtmlElement] = ()) -> Iterator[Act]:
        """The clicks that the scripts handle on what they show, each with what it does.

        Args:
            before: Pieces of that which do not count.
        """
        shown = [each for element, each in self._loaded[0].document.pieces.shown.items() if element not in before]
        beside: defaultdict[HtmlElement | None, list[HtmlElement]] = defaultdict(list)
        for each in shown:
            beside[each.holder].append(each.element)
        pieces = {inner: each for each in shown for inner in each.element.iter()}
        for element, effects in self._handled(pieces.keys()):
            yield Act(element, pieces[element], beside[pieces[element].holder], effects)

    def _handled(self, among: Container[HtmlElement] | None = None) -> Iterator[tuple[HtmlElement, Effects]]:
        """The same, of some elements alone where these are given."""
        browser = self._loaded[0]
        document = browser.document
        # What is shown later is clicked by what waits for all of its kind.
        later = [(each, function) for selector, function in document.delegated for each in self._made(selector)]
        bound = [*document.handlers, *(pair for pair in later if pair not in document.handlers)]
        for element, function in bound[:_MOST_BOUND]:
            options = choices_of(document, element)
            within = () if options or not _asks_where(function) else tuple(self._within(element))
            for inner in within:
                if among is None or inner in among:
                    with self._aside() as effects:
                        self._happen(inner, function, element)
                    yield inner, effects
            for option in options or ([] if within else [None]):
                chosen = element if option is None else option
                if among is None or chosen in among:
                    with self._aside() as effects:
                        browser.document.choose(option)
                        self._happen(element, function)
                    yield chosen, effects

    def again(self, element: HtmlElement, codes: Sequence[str]) -> list[Effects]:
        """What clicks on an element show one after the other, as long as each shows something new and asks for nothing.

        Args:
            element: The element.
            codes: The scripts of its attributes.
        """
        with self._aside():
            return list(self._turned_in_place(itertools.repeat(self._clicks(element, codes), _MOST_TURNED)))

    def in_turn(self, element: HtmlElement, codes: Sequence[str], times: int) -> list[Effects]:
        """What some clicks on an element do one after the other.

        Args:
            element: The element.
            codes: The scripts of its attributes.
            times: How many clicks.
        """
        acts = self._clicks(element, codes)
        with self._aside():
            return [self._done_by(acts) for _ in range(min(times, _MOST_TURNED))]

    def until_gone(
        self, element: HtmlElement, codes: Sequence[str], offers: Callable[[str], bool]
    ) -> list[Effects] | None:
        """What clicks on an element do one after the other, until it is gone or asks for nothing any more.

        Args:
            element: The element.
            codes: The scripts of its attributes.
            offers: Whether what scripts write into it still offers the same.

        Returns:
            What each click does that asks for something; None where the element stays.
        """
        acts, document, done = self._clicks(element, codes), self._loaded[0].document, list[Effects]()
        with self._aside():
            for _ in range(_MOST_FORESEEN):
                effects = self._done_by(acts)
                if not effects.requests:
                    return done
                done.append(effects)
                words = document.words_written(element)
                if not document.is_offered(element) or (words is not None and not offers(words)):
                    return done
        return None

    def _clicks(self, element: HtmlElement, codes: Sequence[str]) -> list[Callable[[], Any]]:
        """What a click on an element calls."""
        acts = [functools.partial(self._run, code, element) for code in codes if "(" in code]
        handlers = self._loaded[0].document.handlers
        return [
            *acts,
            *(functools.partial(self._happen, one, function) for one, function in handlers if one is element),
        ]

    def _turned_in_place(self, turns: Iterable[Sequence[Callable[[], Any]]]) -> Iterator[Effects]:
        """What turns show, each where it is the first to show that, until one shows nothing new or leads elsewhere."""
        seen = set[str]()
        for acts in turns:
            effects = self._done_by(acts)
            markup = "".join(effects.markup)
            if markup in seen or not shows_rows(effects):
                return
            seen.add(markup)
            yield effects

    def _done_by(self, acts: Iterable[Callable[[], Any]]) -> Effects:
        """What one turn does, with all that waits for what it changes."""
        browser = self._loaded[0]
        with browser.apart() as effects:
            for act in acts:
                act()
            browser.tell_changes(_CLICK_STEPS)
            browser.document.settle()
        return effects

    def in_place(self) -> Iterator[Effects]:
        """What pagers of libraries show of rows that the page holds itself, page by page."""
        for pager in self.pagers:
            ways = [(function, way) for function in pager.functions for way in range(len(list(pager.given(1))))]
            for function, way in ways:
                numbers = itertools.takewhile(pager.has, range(1, _MOST_TURNED))
                turns = (
                    [functools.partial(self._call, function, list(pager.given(number))[way])] for number in numbers
                )
                with self._aside():
                    found = list(self._turned_in_place(turns))
                if found:
                    yield from found
                    break

    def _call(self, function: Any, arguments: list[Any]) -> Any:
        return self._loaded[0].interpreter.start(function, arguments, _CLICK_STEPS)

    def _happen(self, element: HtmlElement, function: Any, holder: HtmlElement | None = None) -> None:
        """Calls the handler of an element, or of one around it, for what happens at the element."""
        browser = self._loaded[0]
        event = event_at(browser.document, element, holder)
        this = Element(browser.document, element if holder is None else holder)
        browser.interpreter.start(function, [event], _CLICK_STEPS, this)

    def _within(self, holder: HtmlElement) -> Iterator[HtmlElement]:
        """The elements with words of their own in one, also those that scripts have shown there."""
        pieces = self._loaded[0].document.pieces.within([holder])
        held = itertools.chain(
            holder.iterdescendants(lxml.etree.Element), *(piece.iter(lxml.etree.Element) for piece in pieces)
        )
        named = (each for each in held if each.text and each.text.strip())
        yield from itertools.islice(named, _MOST_WITHIN)

    def options(self, box: HtmlElement) -> Sequence[HtmlElement]:
        """The options of a box, also those that the scripts have put into it."""
        return self._loaded[0].document.options(box)

    def fields(self, form: HtmlElement) -> dict[str, str] | None:
        """The fields of a form when the page has been loaded; None where not all of them are known."""
        told = {name: text_of(value) for name, value in fields_of(form, self._loaded[0].document).items()}
        known = {name: text for name, text in told.items() if text is not None}
        return known if len(known) == len(told) else None

    def choices(self, box: HtmlElement) -> Sequence[HtmlElement]:
        """Those of them that say something."""
        return choices_of(self._loaded[0].document, box)

    def _made(self, selector: str) -> Sequence[HtmlElement]:
        """The elements of a selector among those that the scripts have shown on the page."""
        document = self._loaded[0].document
        pieces = list(document.pieces.within(()))
        return document.select(selector, pieces) if pieces else ()

    @property
    def pieces(self) -> Sequence[HtmlElement]:
        """The elements that the scripts have shown on the page."""
        return list(self._loaded[0].document.pieces.within(()))

    def holder(self, element: HtmlElement) -> HtmlElement | None:
        """The element of the page in which the scripts show one that they have made; None where that is not known."""
        return self._loaded[0].document.pieces.holder(element)

    def nodes(self) -> Iterator[tuple[HtmlElement, Effects]]:
        """The nodes of menus that the page shows, as links without an address, each with what a click on it does.

        Each link stands in a list within the entry of the node above it, as in a menu that the page writes out.
        """
        for path, tree, node in self._nodes():
            with self._aside() as effects:
                self._loaded[0].interpreter.start(tree.click, [node], _CLICK_STEPS)
            yield _link(path), effects

    def expansions(self) -> Iterator[tuple[str, Effects]]:
        """The nodes whose own nodes are not shown yet, each with its name and what it asks for; a menu has no name."""
        whole = [((), tree, None) for tree in self._loaded[0].trees]
        for path, tree, node in (*whole, *self._nodes()):
            with self._aside() as effects:
                self._loaded[0].interpreter.start(tree.expand, [node], _CLICK_STEPS)
            if effects.requests:
                yield path[-1] if path else "", effects

    def turns(self, number: int | None = None) -> list[Effects]:
        """What turning to the next page does, of each list whose pages a library turns.

        Args:
            number: Number of the page that is shown, from 1; None for the one that each pager says is shown.
        """
        shown = [pager.now if number is None else number for pager in self.pagers]
        return [self.turn(index, now + 1) for index, now in enumerate(shown)]

    def drawn(self, number: int) -> list[Effects]:
        """What turning to a page may do, of each list for which scripts of the page draw a pager.

        Where they can be followed, they write the links to its pages themselves, in their way.

        Args:
            number: Number of the page, from 1.
        """
        return [self._turn(pager, number) for pager in self._loaded[0].drawn]

    @property
    def pages_counted(self) -> int | None:
        """How many pages a list has by what is told to pagers; None where none is."""
        pagers = (*self.pagers, *self._loaded[0].drawn)
        return max(filter(None, (pager.pages for pager in pagers)), default=None)

    @property
    def pages_named(self) -> int | None:
        """How many pages a list has by what the scripts, or the components of the page, call a number."""
        browser = self._loaded[0]
        told = (pages_named(values) for values in (browser.interpreter.names, *browser.instances))
        return max(filter(None, told), default=None)

    @functools.cached_property
    def pagers(self) -> list[Pager]:
        """Pagers that libraries draw, and those of components, which stand in their templates."""
        found = list(self._loaded[0].pagers)
        for tree, instances in self._shown_by():
            found.extend(Pager((self._handler(code, instances),), 1, None) for code in turned_by(tree))
        return found[:MOST_PAGERS]

    def _handler(self, code: str, instances: Sequence[dict[str, Any]]) -> Callable[[Sequence[Any]], Any]:
        """What calls the code of an event's attribute: a function that it names, or what it writes out."""
        interpreter = self._loaded[0].interpreter

        def handle(arguments: Sequence[Any]) -> Any:
            scope = Model(interpreter, instances).scope({"$event": first(arguments)})
            return interpreter.follow_within(called(code), scope)

        return handle

    def turn(self, index: int, number: int) -> Effects:
        """What turning to a page of a list does; nothing without such a page, or a way that depends on its number.

        Args:
            index: Number of the pager among those of the page, from 0.
            number: Number of the page, from 1.
        """
        if (index, number) not in self._turned:
            self._turned[index, number] = self._turn(self.pagers[index], number)
        return self._turned[index, number]

    @property
    def has_pager(self) -> bool:
        """Whether the page draws a pager, or hands what may be one to a function that no script defines."""
        return bool(self.pagers or self._loaded[0].drawn) or self.may_turn(2)

    def may_turn(self, number: int) -> bool:
        """Whether a function that no script defines is given what would lead to a page of a list.

        Args:
            number: Number of the page, from 1.
        """
        return any(_leads(self._turn(pager, number)) for pager in self._loaded[0].untold)

    def _turn(self, pager: Pager, number: int) -> Effects:
        if not pager.has(number):
            return Effects()
        # What nothing calls is told from what a pager calls before that is tried.
        _ = self.uncalled
        for function in pager.functions:
            for given, further in zip(pager.given(number), pager.given(number + 1), strict=True):
                effects = self._called_back(function, given)
                if _leads(effects) and _leads(effects) != _leads(self._called_back(function, further)):
                    return effects
        return Effects()

    def _called_back(self, function: Any, arguments: list[Any]) -> Effects:
        browser = self._loaded[0]
        with self._aside() as effects:
            told = text_of(browser.interpreter.start(function, arguments, _CLICK_STEPS))
        if told and not _leads(effects):
            # Some pagers are links, whose addresses they ask for.
            effects.destinations.append(told)
        return effects

    def _nodes(self) -> Iterator[tuple[tuple[str, ...], Tree, dict[str, Any]]]:
        found = ((path, tree, node) for tree in self._loaded[0].trees for path, node in tree.each())
        yield from itertools.islice(found, _MOST_BOUND)

    def shown(self, part: HtmlElement) -> Iterator[tuple[HtmlElement, Effects]]:
        """The elements of a part that the page shows later and whose clicks its scripts handle, with what that does.

        Args:
            part: The part's elements.
        """
        browser = self._loaded[0]
        clicked = (
            (element, function)
            for selector, function in browser.document.delegated
            for element in browser.document.select(selector, [part])
        )
        for element, function in itertools.islice(clicked, _MOST_BOUND):
            with self._aside() as effects:
                self._happen(element, function)
            yield element, effects


def _uncalled(browser: Browser) -> Sequence[Function]:
    """The first of the functions that nothing has called.

    A choice in a box means nothing without what is chosen, nor a click that many elements share without one.
    """
    handlers = browser.document.handlers
    shared = Counter(id(function) for _, function in handlers)
    choices = {id(function) for element, function in handlers if element.tag == "select" or shared[id(function)] > 1}
    waiting = (made for made in browser.interpreter.defined if not made.calls and id(made) not in choices)
    return tuple(itertools.islice(waiting, _MOST_UNCALLED))


def _asks_where(function: Any) -> bool:
    """Whether the handler of an element asks in which of those within it something has happened."""
    return isinstance(function, Function) and _WHERE.search(function.body.text or b"") is not None


def shows_rows(effects: Effects) -> bool:
    """Whether something shows links, and neither leads elsewhere nor asks for anything."""
    return not _leads(effects) and any("<a " in piece for piece in effects.markup)


def _leads(effects: Effects) -> list[Any]:
    """Where something leads, and what it asks for."""
    asked = [(each.method, each.url, dict(each.parameters)) for each in (*effects.requests, *effects.submitted)]
    return [*effects.destinations, *effects.frames, *asked]


def _link(path: Sequence[str]) -> HtmlElement:
    """A link in a menu, within the entries of the names above it."""
    *above, words = path
    made: HtmlElement = lxml.html.Element("a")
    made.text = writable(words)
    entry = LI(made)
    for name in reversed(above):
        entry = LI(SPAN(writable(name)), UL(entry))
    return made

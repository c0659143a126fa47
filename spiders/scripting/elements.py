"""The elements of a page, as its scripts see them: by their ids, by selectors, and wrapped by jQuery."""

from __future__ import annotations

import functools
import html
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import cssselect
import lxml.etree
import lxml.html
from lxml.etree import XPath, XPathError
from lxml.html import HtmlElement

from spiders.scripting.builtins import first
from spiders.scripting.effects import Asked, Effects, Part, encoded
from spiders.scripting.frames import OtherWindow
from spiders.scripting.journal import Journal
from spiders.scripting.pieces import Pieces, document_of, written
from spiders.scripting.values import UNKNOWN, Listed, Unknown, is_callable, text_of, truth, whole_number, writable

_MOST_ELEMENTS = 60
_MOST_HANDLERS = 200
_MOST_OPTIONS = 40
_TRANSLATOR = cssselect.HTMLTranslator()
_NAME = re.compile(r"[\w:@.-]+")
"""What names of attributes are made of."""
_TAG = re.compile(r"[A-Za-z][\w-]{0,30}", re.ASCII)
_WHOLE = re.compile(r"[1-9][0-9]{0,13}")
_LONGEST_SELECTOR = 500
_RELATED = re.compile(r"[\s>+~]")
"""What stands in a selector between the names of several elements."""
_DESCENDANT = re.compile(r"([^,]*[^\s>+~,])\s+([^\s>+~,]+)")
"""A selector of what stands anywhere in something else: that, and the last of its names."""
_TARGETS = ("target", "currentTarget", "delegateTarget", "srcElement")
"""What events call the element that they happen at."""
_CLASS_METHODS = {"addClass": "add", "removeClass": "remove", "toggleClass": "toggle"}
"""What changes the classes of elements that jQuery wraps."""
_STOPPED = ("preventDefault", "stopPropagation", "stopImmediatePropagation")
_POSITION = re.compile(r":(?:first|last|eq\(\s*(-?\d{1,9})\s*\))(?!-)")
_EVENTS = ("click", "change", "mouseover", "mouseenter", "hover", "mousedown", "touchstart", "tap")
_KINDS_OF_FIELDS = ("button", "fieldset", "input", "object", "output", "select", "textarea")
_FIELDS = f"({'|'.join(f'.//{kind}' for kind in _KINDS_OF_FIELDS)})[not(@type='image')]"
"""What forms count among their fields."""
_MOST_FIELDS = 200
_NAMED_IN_WINDOW = ("embed", "form", "frame", "iframe", "img", "object")
"""Elements that the window knows by their names; it knows all by their ids."""
_FILLED_IN = ".//textarea|.//input[@type='password' or @type='file']"
"""Fields that readers fill in to send something of their own."""
_AT_ONCE = ("load", "ready", "DOMContentLoaded")
_SHOWN = ("html", "append", "prepend", "after", "before", "replaceWith")
_SHOWN_IN = ("appendTo", "prependTo", "insertAfter", "insertBefore")
_WRITTEN = ("textContent", "innerText", "text")
"""What the text of an element is called."""
_UNSEEN = ("script", "style", "link", "meta")
"""Elements that show nothing."""
_HIDING = {"display": "none", "visibility": "hidden"}
"""Properties of a style that may hide an element, with the values that do."""
_HIDES = {**dict.fromkeys(("hide", "remove", "detach", "fadeOut", "slideUp"), True), "show": False, "fadeIn": False}
"""Methods of jQuery that hide elements, or take them away, and those that show them again."""
_GONE = re.compile(r"(?:^|[\s_-])(?:hide|hidden|none|disabled)(?:\s|$)", re.IGNORECASE)
"""Classes that are given to what cannot be clicked on any more."""
_ATTRIBUTES = {"className": "class"}
"""Attributes that have another name in scripts."""


@functools.lru_cache(maxsize=512)
def _test(selector: str) -> Callable[[HtmlElement], Any] | None:
    """What finds an element itself if a selector names it; None for one that names others, too, or is none."""
    if _RELATED.search(selector):
        return None
    try:
        return XPath(_TRANSLATOR.css_to_xpath(selector, prefix="self::"))
    except (cssselect.SelectorError, ValueError, XPathError):
        return None


def matches(element: HtmlElement, selector: Any) -> bool | None:
    """Whether a selector names an element; None where that is not known."""
    test = _test(selector) if isinstance(selector, str) and len(selector) <= _LONGEST_SELECTOR else None
    return None if test is None else bool(test(element))


@functools.lru_cache(maxsize=512)
def _path(selector: str) -> Callable[[HtmlElement], Any] | None:
    """What finds the elements of a selector; None for what is no selector."""
    try:
        return XPath(_TRANSLATOR.css_to_xpath(selector))
    except (cssselect.SelectorError, ValueError, XPathError):
        return None


class Document:
    """The elements of one page, with what its scripts have changed of them.

    Args:
        tree: The page; None for one without elements.
        effects: Gives the effects that are noted at the moment.
        call: Calls a function of the script: function, arguments, `this`.
        fill: Fills a template with data.
        extend: Makes what an extension of jQuery makes: its name, arguments and elements; whether it is known.
        bring: Brings the script at an address, which may be an answer.
        spend: Takes steps of the script that is followed.
        journal: Is told of what changes.
    """

    def __init__(
        self,
        tree: HtmlElement | None,
        effects: Callable[[], Effects],
        call: Callable[[Any, Sequence[Any], Any], Any],
        fill: Callable[[str, Any], str],
        extend: Callable[[str, Sequence[Any], Sequence[HtmlElement]], bool],
        bring: Callable[[str], None],
        spend: Callable[[int], None],
        journal: Journal,
    ) -> None:
        self.journal = journal
        self.bring = bring
        self.fill = fill
        self.extend = extend
        self.tree = tree
        self.effects = effects
        self.call = call
        self.changed: dict[tuple[HtmlElement, str], Any] = {}
        self.handlers: list[tuple[HtmlElement, Any]] = []
        """Elements with what a click on them calls."""
        self.delegated: list[tuple[str, Any]] = []
        """Selectors with what a click on their elements calls, also on those that are shown later."""
        self.is_whole = True
        """Whether all scripts of the page are known."""
        self.encoding = ""
        """Encoding in which its forms are sent; an empty string for UTF-8."""
        self.script: HtmlElement | None = None
        """Element of the script that is being followed."""
        self.spend = spend
        self.pieces = Pieces(tree, spend, journal)
        self._boxes: dict[HtmlElement | None, Box] = {}

    def box(self, element: HtmlElement) -> Box:
        """A box, which is looked through once, however often one of its options is chosen."""
        if element not in self._boxes:
            self._boxes[element] = Box(self, element)
        return self._boxes[element]

    def options(self, box: HtmlElement) -> list[HtmlElement]:
        """The options of a box: those that the page gives it, and those that scripts have put into it."""
        made = (option for piece in self.pieces.within([box]) for option in piece.iter("option"))
        return [*box.iter("option"), *made]

    def holder(self, option: HtmlElement) -> HtmlElement | None:
        """The box that an option stands in, or that scripts have put it into."""
        around = next(option.iterancestors("select"), None)
        shown = self.pieces.holder(option) if around is None else around
        return shown if shown is not None and shown.tag == "select" else None

    def select(self, selector: str, within: Sequence[HtmlElement] = ()) -> list[HtmlElement]:
        """The elements that a selector names, also one of jQuery's own kind; none for what is no selector."""
        if len(selector) > _LONGEST_SELECTOR:
            return []
        position = _POSITION.search(selector)
        selector = _POSITION.sub("", writable(selector)).replace("option:selected", "option[selected]")
        path = _path(selector)
        if path is None:
            return []
        roots = self.pieces.matched(within)
        if not within and self.tree is not None:
            roots.insert(0, self.tree)
        try:
            found = [element for root in roots for element in path(root)][:_MOST_ELEMENTS]
        except XPathError:
            return []
        if not found and not within and (parted := _DESCENDANT.fullmatch(selector)):
            # What scripts have shown in an element stands apart from it.
            holders = self.select(parted[1])
            found = self.select(parted[2], holders) if holders else []
        if position is not None and found:
            index = int(position[1] or 0) if "last" not in position[0] else -1
            return found[index : index + 1 or None] if -len(found) <= index < len(found) else []
        return found

    def named(self, name: str) -> list[HtmlElement]:
        """The element with an id."""
        name = writable(name)
        found = self.tree.xpath("//*[@id=$name]", name=name) if self.tree is not None else ()
        pieces = self.pieces.matched(())
        made = (piece.xpath("descendant-or-self::*[@id=$name]", name=name) for piece in pieces)
        return list(found[:1]) or next(filter(None, made), [])[:1]

    @functools.cached_property
    def _in_window(self) -> dict[str, HtmlElement]:
        """The elements of the page that the window knows, by their ids or else their names."""
        found: dict[str, HtmlElement] = {}
        elements = self.tree.xpath("//*[@id or @name]") if self.tree is not None else ()
        for attribute, tags in (("id", None), ("name", _NAMED_IN_WINDOW)):
            for element in elements:
                if element.get(attribute) and (tags is None or element.tag in tags):
                    found.setdefault(element.get(attribute), element)
        return found

    def in_window(self, name: str) -> Any:
        """What the window knows by a name that no script has given: an element, or the window of a frame."""
        element = self._in_window.get(name)
        if element is None:
            return UNKNOWN
        wrapped = Element(self, element)
        return wrapped.member("contentWindow") if element.tag in ("frame", "iframe") else wrapped

    def all(self, name: str) -> Any:
        """The element of an id or name; unknown where there is none."""
        found = self.named(name) or self.select(f"[name='{name}']")
        return Element(self, found[0]) if found else UNKNOWN

    def option(self, words: Any = "", value: Any = None) -> Element:
        """An option of a box (`new Option(words, value)`)."""
        made: HtmlElement = lxml.html.Element("option")
        self.pieces.fill(made, text_of(words) or "")
        self.set(made, "value", text_of(words if value is None else value) or "")
        return Element(self, made)

    def set(self, element: HtmlElement, name: str, text: str) -> None:
        """Gives an element that a script has made an attribute."""
        self.pieces.make_room(text)
        self.journal.keep(element.attrib, name)
        element.set(name, writable(text))

    @property
    def is_as_it_came(self) -> bool:
        """Whether no script has shown anything on the page, or asked for anything that it may show; all are known."""
        effects = self.effects()
        return self.is_whole and not (self.pieces.shown or effects.markup or effects.requests or effects.parts)

    def put(self, holder: HtmlElement | None, pieces: Sequence[Any], *, instead: bool = False) -> None:
        """Puts pieces into an element, or beside it.

        Args:
            holder: The element; None where it is not known.
            pieces: Texts, elements, wrapped ones, and lists of them.
            instead: Whether they take the place of what is in it.
        """
        is_made = holder is not None and self.pieces.is_made(holder)
        self.journal.drop(self._boxes, holder)
        if holder is not None and is_made:
            self.pieces.change(holder)
        if holder is not None and instead:
            self.pieces.fill(holder, "") if is_made else self.pieces.clear(holder)
        for piece in pieces:
            if isinstance(piece, list):
                self.put(holder, piece)
            elif isinstance(piece, Selection):
                self._place(holder, piece.elements, is_made=is_made)
            elif isinstance(piece, Element):
                self._place(holder, [piece.element], is_made=is_made)
            elif text := text_of(piece):
                self._write(holder, text, is_made=is_made)

    def _place(self, holder: HtmlElement | None, elements: Sequence[HtmlElement], *, is_made: bool) -> None:
        # What the page has shown from the beginning is known by where it stood.
        made = [element for element in elements[:_MOST_ELEMENTS] if self.pieces.is_made(element)]
        if holder is not None and is_made:
            self.pieces.put(holder, made)
            return
        visible = [element for element in made if element.tag not in _UNSEEN]
        self.pieces.show(holder, visible, waits=True)

    def _write(self, holder: HtmlElement | None, text: str, *, is_made: bool) -> None:
        if holder is not None and is_made:
            elements = self.pieces.read(text)
            if elements or len(holder):
                self.pieces.put(holder, elements)
            else:
                self.pieces.add_text(holder, html.unescape(text))
            return
        self.effects().write(text, holder)
        self.pieces.show(holder, self.pieces.read(text))

    def hide(self, elements: Iterable[HtmlElement], *, is_hidden: bool = True) -> None:
        """Hides elements, or shows them again."""
        for element in elements:
            self.journal.put(self.changed, (element, "hidden"), is_hidden)

    def is_offered(self, element: HtmlElement) -> bool:
        """Whether readers can still click on an element, as far as scripts have hidden or disabled any."""
        around = (element, *element.iterancestors())
        is_hidden = any(self.changed.get((one, "hidden")) in (True, "hidden", "") for one in around)
        classes = (text_of(self.changed.get((one, "className"))) or "" for one in around)
        is_marked = any(map(_GONE.search, classes))
        return not (is_hidden or is_marked or self.changed.get((element, "disabled")) in (True, "disabled", "true"))

    def words_written(self, element: HtmlElement) -> str | None:
        """What scripts have written into an element of the page instead of its own words; None where nothing."""
        held = (text_of(self.changed.get((element, name))) for name in (*_WRITTEN, "innerHTML"))
        return next(filter(None, held), None)

    def settle(self) -> None:
        """Notes the elements that have been shown, which may have been filled since."""
        for element in self.pieces.take_waiting():
            markup = written(element)
            self.pieces.make_room(markup)
            self.effects().write(markup, self.pieces.holder(element))

    def read_document(self, arguments: Sequence[Any]) -> Any:
        """The document that a text in XML is; unknown where it is none."""
        text = text_of(first(arguments))
        if text is None:
            return UNKNOWN
        if not isinstance(text, XmlText):
            self.pieces.make_room(text)
            text = XmlText(text, self)
        return UNKNOWN if text.document is None else text.document

    def make(self, tag: str) -> Any:
        """An element that a script makes; unknown where there is no such one."""
        if _TAG.fullmatch(tag) is None:
            return UNKNOWN
        made: HtmlElement = lxml.html.Element(tag.lower())
        return Element(self, made)

    def choose(self, option: HtmlElement | None) -> None:
        """Makes an option the one that is chosen in its box.

        Args:
            option: The option; None where nothing is chosen.
        """
        holder = None if option is None else self.holder(option)
        if option is None or holder is None:
            return
        box = self.box(holder)
        for other, _ in box.marked:
            self.journal.drop(other.attrib, "selected")
        self.journal.put(option.attrib, "selected", "selected")
        self.journal.assign(box, "chosen", option)

    def bind(self, elements: Sequence[HtmlElement], event: Any, function: Any) -> None:
        """Notes what a click calls; what is called at the beginning is called at once."""
        events = set(str(event).replace(".", " ").split())
        if not is_callable(function):
            return
        if events.intersection(_AT_ONCE):
            self.call(function, [UNKNOWN], UNKNOWN)
        elif events.intersection(_EVENTS) and len(self.handlers) < _MOST_HANDLERS:
            self.journal.lengthen(self.handlers, [(element, function) for element in elements[:_MOST_ELEMENTS]])

    def delegate(self, selector: str, event: Any, function: Any) -> None:
        """Notes what a click on elements of a selector calls, whenever they are shown."""
        clicked = set(str(event).replace(".", " ").split()).intersection(_EVENTS)
        if clicked and is_callable(function) and len(self.delegated) < _MOST_HANDLERS:
            self.journal.lengthen(self.delegated, [(selector, function)])

    def trigger(self, elements: Sequence[HtmlElement]) -> None:
        """Clicks on elements."""
        for element, function in list(self.handlers):
            if any(element is one for one in elements[:1]):
                self.call(function, [event_at(self, element)], Element(self, element))


class Element:
    """One element, as `document.getElementById` gives it."""

    def __init__(self, document: Document, element: HtmlElement) -> None:
        self._document = document
        self.element = element

    def member(self, name: str) -> Any:
        known = self._document.changed.get((self.element, name))
        if known is not None:
            return known
        if name == "content" and self.element.tag == "template":
            return Element(self._document, self.element)
        if name in ("value", "href", "src", "id", "name", "title", "action", "content"):
            return value_of(self._document, self.element) if name == "value" else self.element.get(name, "")
        if name in _WRITTEN:
            self._document.pieces.look_through(self.element)
            return self.element.text_content().strip()
        if name == "innerHTML":
            return inner_markup(self.element)
        if name == "className":
            return self.element.get("class", "")
        if name == "dataset":
            return Dataset(self._document, self.element)
        if name == "classList":
            return Classes(self._document, self.element)
        if name == "style":
            return Style(self._document, self.element)
        if name in ("tagName", "nodeName"):
            return self.element.tag.upper()
        if name in _BESIDE:
            return next((Element(self._document, one) for one in _BESIDE[name](self.element)), None)
        if name == "contentWindow" and self.element.tag in ("iframe", "frame"):
            return OtherWindow(self._go)
        if self.element.tag == "select" and name in ("options", "selectedIndex"):
            box = self._document.box(self.element)
            return Options(self._document, self.element) if name == "options" else box.index
        method = _ELEMENT_METHODS.get(name)
        if method is not None:
            return lambda arguments: method(self._document, self.element, arguments)
        if self.element.tag == "form" and (field := self._of_form(name)) is not None:
            return field
        if name == "form" and self.element.tag in _KINDS_OF_FIELDS:
            around = next(self.element.iterancestors("form"), None)
            return UNKNOWN if around is None else Element(self._document, around)
        parent = self.element.getparent()
        if name in ("parentNode", "parentElement") and parent is not None:
            return Element(self._document, parent)
        if name == "firstChild" and len(self.element) == 0:
            return dict.fromkeys(("nodeValue", "data", "textContent"), self.element.text or "")
        if name in ("childNodes", "firstChild") and len(self.element) == 0:
            return [self.member("firstChild")]
        if name == "children":
            return Collection(self._document, self.element[:_MOST_ELEMENTS])
        return UNKNOWN

    def _of_form(self, name: str) -> Any:
        """A field of this form, by its name or else its id, or all of them; None for another member."""
        self._document.pieces.look_through(self.element)
        name = writable(name)
        field = self.element.xpath(".//*[@name=$name]", name=name) or self.element.xpath(
            f"{_FIELDS}[@id=$name]", name=name
        )
        if field:
            return Element(self._document, field[0])
        if name not in ("elements", "length"):
            return None
        fields = Collection(self._document, self.element.xpath(_FIELDS)[:_MOST_FIELDS])
        return fields if name == "elements" else len(fields)

    def assign(self, name: str, value: Any) -> None:
        if self.element.tag == "select" and whole_number(name) is not None:
            self._document.put(self.element, [value])
        else:
            show(self._document, self.element, name, value)

    def _go(self, arguments: Sequence[Any]) -> None:
        show(self._document, self.element, "src", first(arguments))


class Collection(Listed):
    """Elements in the order of the page, which scripts also ask for by their names and ids (`form.elements.page`).

    Args:
        document: The page.
        elements: The elements.
    """

    def __init__(self, document: Document, elements: Sequence[HtmlElement]) -> None:
        super().__init__([Element(document, element) for element in elements])
        for one in self:
            for name in filter(None, (one.element.get("id"), one.element.get("name"))):
                self.named.setdefault(name, one)
        self._by_name = dict(self.named)
        # Its own members come before what elements are called.
        self.named.pop("length", None)
        self.named |= {"item": self._item, "namedItem": self._named_item}

    def _item(self, arguments: Sequence[Any]) -> Any:
        index = whole_number(text_of(first(arguments)) or "")
        return self[index] if index is not None and index < len(self) else None

    def _named_item(self, arguments: Sequence[Any]) -> Any:
        return self._by_name.get(text_of(first(arguments)) or "", UNKNOWN)


class XmlDocument(Element):
    """A document in XML, which is its outermost element here."""

    def member(self, name: str) -> Any:
        return Element(self._document, self.element) if name == "documentElement" else super().member(name)


class XmlText(str):
    """An answer in XML: a text to scripts that take it for one, and a document to those that ask for its elements.

    Args:
        text: The answer.
        page: The page.
    """

    def __new__(cls, text: str, page: Document) -> XmlText:
        made = super().__new__(cls, text)
        made._page = page
        return made

    _page: Document

    @functools.cached_property
    def document(self) -> XmlDocument | None:
        """The document; None where the text is none."""
        root = document_of(self)
        return None if root is None else XmlDocument(self._page, root)

    def member(self, name: str) -> Any:
        return UNKNOWN if self.document is None else self.document.member(name)


class Dataset:
    """The `data-` attributes of an element, by their names in scripts (`data-col-id` is `colId`)."""

    def __init__(self, document: Document, element: HtmlElement) -> None:
        self._document = document
        self._element = element

    def member(self, name: str) -> Any:
        return _attribute(self._document, self._element, [_dashed(name)])

    def assign(self, name: str, value: Any) -> None:
        show(self._document, self._element, _dashed(name), value)


def _dashed(name: str) -> str:
    """The attribute that has a name in a data set."""
    return "data-" + re.sub(r"([A-Z])", lambda match: f"-{match[1].lower()}", name)


class Classes:
    """The classes of an element."""

    def __init__(self, document: Document, element: HtmlElement) -> None:
        self._document = document
        self._element = element

    def member(self, name: str) -> Any:
        if name == "contains":
            return self._contains
        if name == "toggle":
            return self._toggle
        return functools.partial(self.change, name) if name in ("add", "remove") else UNKNOWN

    def _contains(self, arguments: Sequence[Any]) -> Any:
        held, wanted = self._held, text_of(first(arguments))
        return UNKNOWN if held is None or wanted is None else wanted in held

    def _toggle(self, arguments: Sequence[Any]) -> Any:
        """Adds a class or takes it away, which a second argument may decide; tells whether it is there now."""
        self.change("toggle", arguments[:1], *arguments[1:2])
        return self._contains(arguments)

    @property
    def _held(self) -> list[str] | None:
        """The classes; None where they are not known."""
        held = text_of(Element(self._document, self._element).member("className"))
        return None if held is None else held.split()

    def clear(self) -> None:
        """Takes all classes away."""
        show(self._document, self._element, "className", "")

    def change(self, how: str, arguments: Sequence[Any], *decided: Any) -> None:
        """Adds classes, takes some away, or does either.

        Args:
            how: `add`, `remove` or `toggle`.
            arguments: The classes.
            decided: What decides whether classes that are toggled are added or taken away, if anything does.
        """
        held, texts = self._held, [text_of(argument) for argument in arguments]
        if decided and how == "toggle":
            how = {True: "add", False: "remove", None: ""}[truth(decided[0])]
        if held is None or None in texts or not how:
            changed: Any = UNKNOWN
        else:
            named = dict.fromkeys(" ".join(filter(None, texts)).split())
            self._document.spend(len(held) + len(named))
            before = dict.fromkeys(held)
            kept = [each for each in before if how == "add" or each not in named]
            added = [each for each in named if how != "remove" and each not in before]
            changed = " ".join([*kept, *added])
        show(self._document, self._element, "className", changed)


class Style:
    """The style of an element, of which only what hides it is known."""

    def __init__(self, document: Document, element: HtmlElement) -> None:
        self._document = document
        self._element = element

    def member(self, name: str) -> Any:
        return UNKNOWN

    def assign(self, name: str, value: Any) -> None:
        if name in _HIDING:
            self._document.hide([self._element], is_hidden=text_of(value) == _HIDING[name])


def event_at(document: Document, element: HtmlElement, holder: HtmlElement | None = None) -> dict[str, Any]:
    """What a handler is told of a click or choice.

    Args:
        document: The page.
        element: The element that it happens at.
        holder: The element around it whose handler is called; None where it is its own.
    """
    event: dict[str, Any] = dict.fromkeys(_TARGETS, Element(document, element))
    if holder is not None:
        event["currentTarget"] = event["delegateTarget"] = Element(document, holder)
    return {**event, **dict.fromkeys(_STOPPED, lambda _: None)}


class Box:
    """The options of a box.

    Args:
        document: The page.
        element: The box.
    """

    def __init__(self, document: Document, element: HtmlElement) -> None:
        options = document.options(element)
        self.wrapped = [Element(document, option) for option in options]
        self.marked = [(option, mark) for option in options if (mark := option.get("selected")) is not None]
        """The options that the page itself marks as chosen, with their marks."""
        self.chosen: HtmlElement | None = None
        """The option that is chosen at the moment."""
        self._places = {option: index for index, option in enumerate(options)}

    @property
    def current(self) -> HtmlElement | None:
        """The option that is chosen, or that the page begins with."""
        first_marked = next((option for option, _ in self.marked), next(iter(self._places), None))
        return first_marked if self.chosen is None else self.chosen

    @property
    def index(self) -> int:
        """The place of that option."""
        return self._places.get(self.current, 0)


def value_of(document: Document, element: HtmlElement) -> str:
    """The value of a field: of a box, that of the option which is chosen."""
    if element.tag == "select":
        option = document.box(element).current
        return value_of_option(option) if option is not None else ""
    return str(element.get("value") or "") if element.tag != "textarea" else element.text_content()


def value_of_option(option: HtmlElement) -> str:
    """The value that an option of a box gives to it."""
    return str(option.get("value", option.text_content())).strip()


class Options(Listed):
    """The options of a box as scripts see them, who put others into it by their numbers, too."""

    def __init__(self, document: Document, box: HtmlElement) -> None:
        super().__init__(document.box(box).wrapped)
        self.named["add"] = lambda arguments: document.put(box, arguments)
        self._put = document.put
        self._box = box

    def __setitem__(self, index: Any, value: Any) -> None:
        super().__setitem__(index, value)
        self._put(self._box, [value])


def choices_of(document: Document, element: HtmlElement) -> list[HtmlElement]:
    """The options of a box that say something; none of another element."""
    found = document.options(element) if element.tag == "select" else ()
    return [option for option in found if value_of_option(option)][:_MOST_OPTIONS]


def inner_markup(element: HtmlElement) -> str:
    """What stands in an element, as a page would write it; the text of one that holds text only."""
    if len(element) == 0:
        return str(element.text_content()).strip()
    inner = (lxml.html.tostring(child, encoding="unicode") for child in element)
    return "".join([element.text or "", *inner]).strip()


def fields_of(element: HtmlElement, document: Document) -> dict[str, Any]:
    """The fields of a form."""
    document.pieces.look_through(element)
    found: dict[str, Any] = {}
    for field in element.iter("input", "select", "textarea"):
        name, kind = field.get("name"), field.get("type") if field.tag == "input" else ""
        if name and (kind or "").lower() not in ("button", "submit", "reset", "image", "file"):
            found[name] = document.changed.get((field, "value"), value_of(document, field))
    return found


def show(document: Document, element: HtmlElement, name: str, value: Any) -> None:
    """Takes a new value of an element's attribute or content."""
    document.journal.put(document.changed, (element, name), value)
    text = text_of(value)
    is_made = document.pieces.is_made(element)
    if is_callable(value) and name.startswith("on"):
        document.bind([element], name[2:], value)
    elif text is None:
        return
    elif name == "innerHTML":
        document.put(element, [text], instead=True)
    elif name == "outerHTML":
        document.put(None, [text])
    elif name in _WRITTEN and is_made:
        document.pieces.fill(element, text)
    elif is_made and _NAME.fullmatch(name):
        document.set(element, _ATTRIBUTES.get(name, name), text)
    if name == "src" and text and element.tag in ("iframe", "frame", "embed"):
        document.effects().note(document.effects().frames, text)
    elif name == "src" and text and element.tag == "script" and is_made:
        document.bring(text)


def _attribute(document: Document, element: HtmlElement, arguments: Sequence[Any]) -> Any:
    name = text_of(first(arguments))
    return UNKNOWN if name is None else document.changed.get((element, name), given(element, name))


def given(element: HtmlElement, name: str) -> str | None:
    """An attribute as the page gives it; HTML knows no capitals in names."""
    if not _NAME.fullmatch(name):
        return None
    value: str | None = element.get(name, element.get(name.lower()))
    return value


def _has_attribute(document: Document, element: HtmlElement, arguments: Sequence[Any]) -> Any:
    value = _attribute(document, element, arguments)
    return UNKNOWN if isinstance(value, Unknown) else value is not None


def _set_attribute(document: Document, element: HtmlElement, arguments: Sequence[Any]) -> None:
    if len(arguments) > 1:
        show(document, element, str(arguments[0]), arguments[1])


def _listen(document: Document, element: HtmlElement, arguments: Sequence[Any]) -> None:
    if len(arguments) > 1:
        document.bind([element], arguments[0], arguments[1])


def _insert(document: Document, element: HtmlElement, arguments: Sequence[Any]) -> None:
    document.put(element, arguments[-1:])


def _put(document: Document, element: HtmlElement, arguments: Sequence[Any]) -> Any:
    document.put(element, arguments)
    return first(arguments)


def _inserted(document: Document, element: HtmlElement, tag: str) -> Any:
    """A new row of a table, or cell of a row."""
    made = document.make(tag)
    document.put(element, [made])
    return made


def _put_first(document: Document, element: HtmlElement, arguments: Sequence[Any]) -> Any:
    """Puts an element before another one that is in the same."""
    return _put(document, element, arguments[:1])


def _take_out(document: Document, element: HtmlElement, arguments: Sequence[Any]) -> None:
    """Takes an element out of another one."""
    if isinstance(taken := first(arguments), Element):
        document.hide([taken.element])


def _click(document: Document, element: HtmlElement, arguments: Sequence[Any]) -> None:
    document.trigger([element])
    if element.tag == "a" and element.get("href"):
        document.effects().note(document.effects().destinations, element.get("href"))


def _submit(document: Document, element: HtmlElement, arguments: Sequence[Any]) -> None:
    """Sends a form: one that is sent by GET leads on, what is sent by POST may also do something."""
    if element.tag != "form":
        return
    action, method = (
        text_of(document.changed.get((element, name), element.get(name))) for name in ("action", "method")
    )
    effects, fields = document.effects(), fields_of(element, document)
    if (method or "get").lower() == "get":
        query, target = encoded(fields, document.encoding), (action or "").partition("?")[0]
        effects.note(effects.destinations, f"{target}?{query}" if query else target)
    elif not element.xpath(_FILLED_IN):
        unknown = tuple(name for name, value in fields.items() if text_of(value) is None)
        known = {name: value for name, field in fields.items() if (value := text_of(field)) is not None}
        effects.note(effects.submitted, Asked(action or "", "POST", known, as_json=False, unknown=unknown))


def _selected(document: Document, element: HtmlElement, arguments: Sequence[Any], mark: str = "") -> Any:
    """The elements in one that a selector names; unknown where it is not known."""
    selector = text_of(first(arguments))
    return UNKNOWN if selector is None else Collection(document, document.select(f"{mark}{selector}", [element]))


def _first_selected(document: Document, element: HtmlElement, arguments: Sequence[Any]) -> Any:
    found = _selected(document, element, arguments)
    return found[0] if isinstance(found, list) and found else UNKNOWN


def _closest(document: Document, element: HtmlElement, arguments: Sequence[Any]) -> Any:
    """The nearest element of a selector among one and those around it."""
    around = document.pieces.stepped((element, *element.iterancestors()), tries=True)
    found = next((one for one in around if matches(one, first(arguments)) is not False), None)
    return None if found is None else Element(document, found) if matches(found, first(arguments)) else UNKNOWN


def _matched(document: Document, element: HtmlElement, arguments: Sequence[Any]) -> Any:
    known = matches(element, first(arguments))
    return UNKNOWN if known is None else known


_BESIDE: dict[str, Callable[[HtmlElement], Iterator[HtmlElement]]] = {
    "firstElementChild": lambda element: element.iterchildren(lxml.etree.Element),
    "lastElementChild": lambda element: element.iterchildren(lxml.etree.Element, reversed=True),
    "nextElementSibling": lambda element: element.itersiblings(lxml.etree.Element),
    "previousElementSibling": lambda element: element.itersiblings(lxml.etree.Element, preceding=True),
}
"""The elements beside or in one of which the first is meant."""
_ELEMENT_METHODS: dict[str, Callable[[Document, HtmlElement, Sequence[Any]], Any]] = {
    "getAttribute": _attribute,
    "setAttribute": _set_attribute,
    "addEventListener": _listen,
    "attachEvent": _listen,
    "insertAdjacentHTML": _insert,
    "insertAdjacentElement": _insert,
    "appendChild": _put,
    "append": _put,
    "add": _put,
    "prepend": _put,
    "before": _put,
    "after": _put,
    "replaceWith": _put,
    "insertBefore": _put_first,
    "replaceChild": _put_first,
    "replaceChildren": lambda document, element, arguments: document.put(element, arguments, instead=True),
    "insertRow": lambda document, element, arguments: _inserted(document, element, "tr"),
    "insertCell": lambda document, element, arguments: _inserted(document, element, "td"),
    "remove": lambda document, element, arguments: document.hide([element]),
    "removeChild": _take_out,
    "cloneNode": lambda document, element, arguments: Element(document, document.pieces.copied(element)),
    "querySelectorAll": _selected,
    "getElementsByTagName": _selected,
    "querySelector": _first_selected,
    "getElementsByClassName": lambda document, element, arguments: _selected(document, element, arguments, "."),
    "closest": _closest,
    "matches": _matched,
    "hasAttribute": _has_attribute,
    "click": _click,
    "submit": _submit,
}


class Selection:
    """Elements wrapped by jQuery.

    Args:
        document: The page.
        elements: The elements.
        is_whole: Whether there are no others: where none is found, what is not known may have shown one.
    """

    def __init__(self, document: Document, elements: Sequence[HtmlElement], *, is_whole: bool = False) -> None:
        self._document = document
        self._is_whole = is_whole
        self.elements = list(elements)

    def member(self, name: str) -> Any:
        if name == "length":
            return len(self.elements) if self.elements or self._is_whole else UNKNOWN
        index = whole_number(name)
        if index is not None:
            return Element(self._document, self.elements[index]) if index < len(self.elements) else UNKNOWN
        return lambda arguments: self._do(name, arguments)

    def assign(self, name: str, value: Any) -> None:
        """Nothing of what is put on the wrapping matters."""

    def _do(self, name: str, arguments: Sequence[Any]) -> Any:
        if name in ("attr", "prop", "data", "val"):
            return self._attribute(name, arguments)
        if name in _SHOWN or name == "text":
            return self._content(name, arguments)
        if name in _SHOWN_IN:
            self._put_into(first(arguments))
            return self
        if name == "clone":
            return Selection(self._document, [self._document.pieces.copied(element) for element in self.elements])
        if name in _RELATIONS:
            return Selection(self._document, list(self._related(name, arguments)))
        if name in _CLASS_METHODS:
            for element in self.elements:
                classes = Classes(self._document, element)
                if name == "removeClass" and not arguments:
                    classes.clear()
                classes.change(_CLASS_METHODS[name], arguments[:1], *arguments[1:2])
            return self
        if name in _HIDES:
            self._document.hide(self.elements, is_hidden=_HIDES[name])
        elif name == "css":
            self._style(arguments)
        if name in ("index", "is", "hasClass"):
            return self._told(name, first(arguments))
        if name in ("serialize", "serializeArray"):
            fields = {n: v for element in self.elements for n, v in fields_of(element, self._document).items()}
            return encoded(fields) if name == "serialize" else fields
        if name == "load" and isinstance(first(arguments), str):
            effects, address = self._document.effects(), str(arguments[0]).partition(" ")[0]
            sent = arguments[1] if len(arguments) > 1 and isinstance(arguments[1], (dict, str)) else None
            # Fields that are an object are posted; what is asked for with fields is a list, and no part of all pages.
            effects.ask(address, "POST" if isinstance(sent, dict) else "GET", sent)
            if sent is None:
                effects.note(effects.parts, Part(address, next(iter(self.elements), None)))
            return self
        if self._document.extend(name, arguments, self.elements):
            return self
        if name in ("tmpl", "render") and self.elements:
            return self._document.fill(inner_markup(self.elements[0]), first(arguments))
        if name == "each":
            for index, element in enumerate(self.elements):
                wrapped = Element(self._document, element)
                self._document.call(first(arguments), [index, wrapped], wrapped)
            return self
        return self._event(name, arguments)

    def _style(self, arguments: Sequence[Any]) -> None:
        """Gives the elements a style: a property with its value, or several in an object."""
        told = first(arguments)
        given = told if isinstance(told, dict) else {text_of(told): value for value in arguments[1:2]}
        for element in self.elements:
            for name, value in given.items():
                Style(self._document, element).assign(str(name), value)

    def _event(self, name: str, arguments: Sequence[Any]) -> Any:
        function = arguments[-1] if arguments else None
        if name in ("on", "bind", "live", "delegate", "one") and len(arguments) > 1:
            inner = arguments[0] if name == "delegate" else arguments[1]
            event = arguments[1] if name == "delegate" else arguments[0]
            elements = self._document.select(inner, self.elements) if isinstance(inner, str) else self.elements
            if isinstance(inner, str):
                self._document.delegate(inner, event, function)
            self._document.bind(elements, event, function)
        elif name in (*_EVENTS, *_AT_ONCE):
            if is_callable(function):
                self._document.bind(self.elements, name, function)
            else:
                self._document.trigger(self.elements)
        elif name in ("trigger", "triggerHandler"):
            self._document.trigger(self.elements)
        elif name == "submit" and not arguments:
            for element in self.elements[:1]:
                _submit(self._document, element, arguments)
        else:
            for argument in arguments:
                if is_callable(argument):
                    self._document.call(argument, [UNKNOWN] * 3, UNKNOWN)
        return self

    def _attribute(self, kind: str, arguments: Sequence[Any]) -> Any:
        if isinstance(first(arguments), dict) and kind in ("attr", "prop"):
            for each, value in arguments[0].items():
                self._attribute(kind, [each, value])
            return self
        name = "value" if kind == "val" else text_of(first(arguments))
        changed = arguments if kind == "val" else arguments[1:]
        if name is None:
            return self
        if changed:
            for element in self.elements:
                show(self._document, element, name if kind != "data" else f"data-{name}", changed[0])
            return self
        if not self.elements:
            return UNKNOWN
        element = self.elements[0]
        if kind == "val":
            return self._document.changed.get((element, "value"), value_of(self._document, element))
        if kind == "data":
            value = self._document.changed.get((element, f"data-{name}"), Dataset(self._document, element).member(name))
            return int(value) if isinstance(value, str) and _WHOLE.fullmatch(value) else value
        value = given(element, name)
        return self._document.changed.get((element, name), UNKNOWN if value is None else value)

    def _content(self, name: str, arguments: Sequence[Any]) -> Any:
        if not arguments and self.elements:
            self._document.pieces.look_through(self.elements[0])
            return inner_markup(self.elements[0]) if name == "html" else self.elements[0].text_content().strip()
        if not arguments:
            return UNKNOWN
        for element in self.elements[:1] if name != "text" else ():
            self._document.put(element, arguments, instead=name == "html")
        if name == "text":
            for element in self.elements:
                show(self._document, element, name, arguments[0])
        elif not self.elements:
            self._document.put(None, arguments)
        return self

    def _put_into(self, target: Any) -> None:
        """Puts the elements into others: by a selector, as elements, or wrapped."""
        if isinstance(target, str):
            target = Selection(self._document, self._document.select(target))
        holders = target.elements if isinstance(target, Selection) else []
        if isinstance(target, Element):
            holders = [target.element]
        self._document.put(holders[0] if holders else None, [self])

    def _related(self, name: str, arguments: Sequence[Any]) -> Iterator[HtmlElement]:
        selector = first(arguments)
        if name in ("eq", "get") and isinstance(selector, int):
            yield from self.elements[selector : selector + 1 or None]
        elif name in ("first", "last"):
            yield from self.elements[:1] if name == "first" else self.elements[-1:]
        elif name == "find" and isinstance(selector, str):
            yield from self._document.select(selector, self.elements)
        elif name in ("filter", "not") and isinstance(selector, str):
            yield from (each for each in self.elements if matches(each, selector) is not (name == "not"))
        elif name in _AROUND:
            yield from self._around(name, selector)
        else:
            yield from self.elements

    def _around(self, name: str, selector: Any) -> Iterator[HtmlElement]:
        """The elements around these, each once; what stands beside several of them is gone through once."""
        tries, found = isinstance(selector, str), dict[HtmlElement, None]()
        elements, beside = self.elements, Counter[HtmlElement | None]()
        if name == "siblings":
            beside.update(element.getparent() for element in elements)
            elements = [element for element in elements if beside[element.getparent()] == 1]
            found.update(
                (one, None)
                for parent, several in beside.items()
                if parent is not None and several > 1
                for one in self._document.pieces.stepped(parent.iterchildren(lxml.etree.Element), tries=tries)
                if matches(one, selector) is not False
            )
        for element in elements:
            around = self._document.pieces.stepped(_AROUND[name](element), tries=tries)
            meant = (one for one in around if matches(one, selector) is not False)
            found.update((one, None) for one in itertools.islice(meant, 1 if name in _NEAREST else None))
        yield from found

    def _told(self, name: str, given: Any) -> Any:
        """What is told of the first element: its place, or whether it is one of a selector or class."""
        if name == "index" and isinstance(given, (Element, Selection)):
            wanted = given.element if isinstance(given, Element) else next(iter(given.elements), None)
            return next((at for at, element in enumerate(self.elements) if element is wanted), -1)
        if not self.elements:
            return UNKNOWN
        element = self.elements[0]
        if name == "index":
            before = element.itersiblings(lxml.etree.Element, preceding=True)
            return sum(1 for _ in self._document.pieces.stepped(before, tries=False))
        known = (
            matches(element, given) if name == "is" else Classes(self._document, element).member("contains")([given])
        )
        return UNKNOWN if known is None else known


_AROUND: dict[str, Callable[[HtmlElement], Iterator[HtmlElement]]] = {
    "parent": lambda element: itertools.islice(element.iterancestors(), 1),
    "parents": lambda element: element.iterancestors(),
    "closest": lambda element: itertools.chain((element,), element.iterancestors()),
    "children": lambda element: element.iterchildren(lxml.etree.Element),
    "next": lambda element: itertools.islice(element.itersiblings(lxml.etree.Element), 1),
    "prev": lambda element: itertools.islice(element.itersiblings(lxml.etree.Element, preceding=True), 1),
    "siblings": lambda element: itertools.chain(
        element.itersiblings(lxml.etree.Element, preceding=True), element.itersiblings(lxml.etree.Element)
    ),
}
"""The elements around one, of which a selector may mean some."""
_NEAREST = ("parent", "closest", "parents", "next", "prev")
"""Of these only the first is meant: of those around an element, the nearest tells where it stands."""
_RELATIONS = ("eq", "get", "first", "last", "find", "filter", "not", *_AROUND)

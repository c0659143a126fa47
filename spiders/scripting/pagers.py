"""Pagers that libraries draw: told how many pages or rows there are, they call back with the number of a page.

There are dozens of them (createPage, laypage, kkpager, jqPaginator, bootstrapPaginator), and sites write their own.
They differ in their names, and in what they call back with; what they have in common is told by their settings.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from lxml.html import HtmlElement

from spiders.paging import paging
from spiders.scripting.builtins import first
from spiders.scripting.values import UNKNOWN, is_callable, number_of, text_of

_HELD = ("curr", "current", "currentPage", "page", "pageNo", "pageNumber", "pageIndex")
"""What the number of a page is called in the objects that pagers call back with."""
_COMPONENTS = "//*[contains(local-name(), 'pag')]"
"""Elements of components that draw a pager (`<el-pagination>`, `<pager>`)."""
_TURNED = re.compile(r"(?:@|v-on:)(?:current-change|change|on-change|page-change|pagechange|pagination)")
"""Attributes of such an element that say what a choice of a page calls."""
_WITH_ADDRESS = (
    "//*[@*[contains(., '{') or contains(., '__') or contains(., '%d')][contains(., '/') or contains(., '.')]]"
)
"""Elements with an attribute that may hold an address with a mark for the number of a page."""
_MOST_WITH_ADDRESS = 200
_DECLARING = (
    "//*[not(*)][not(normalize-space())][count(@*[starts-with(name(), 'data-') or starts-with(name(), 'page')]) > 1]"
)
_WITH_DATA = "//*[not(*)][not(normalize-space())][@*[starts-with(name(), 'data-')]]"
_HIDDEN = "//input[translate(@type, 'HIDEN', 'hiden') = 'hidden'][@value]"
_MOST_DECLARING = 200
_MOST_AROUND = 3
"""Elements that may tell how many pages what turns a list has: itself, and the nearest ones around it."""
_SEPARATOR = re.compile(r"[-_]")
_MARK = re.compile(r"\{{1,2}(\w{0,20})\}{1,2}|__\w{1,20}__|%d")
"""What may stand for the number of a page in an address that a pager is given; what it calls that number."""
_FIELD = re.compile(r"[?&](\w{1,20})=$")
"""The field that an address ends in which lacks the number."""
_WORDS_OF_ADDRESS = re.compile(r"[\w./:?&=%{}-]{1,400}")
_OF_ADDRESS = re.compile(r"[/?]|\.[a-z]", re.IGNORECASE)
MOST_PAGERS = 3
"""Pagers of one page."""
_MOST_FUNCTIONS = 4
_FEWEST_NUMBERS = 2
"""What a pager is told at least: pages and the one that is shown, or rows and those of a page."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Numbered:
    """An address that a pager puts the number of a page into: where marks stand for it, or else at its end.

    Attributes:
        address: The address, as the settings give it.
    """

    address: str

    def __call__(self, arguments: Sequence[Any]) -> Any:
        number = text_of(first(arguments))
        if number is None:
            return UNKNOWN
        return _MARK.sub(number, self.address) if _MARK.search(self.address) else f"{self.address}{number}"


@dataclasses.dataclass(frozen=True, slots=True)
class Pager:
    """A pager.

    Attributes:
        functions: What it may call back.
        now: Number of the page that is shown, from 1.
        pages: Number of pages; None where it is not known.
        first: What it calls the first page: 1 or 0.
        settings: Its settings that are numbers, by their names, which it may hand on.
    """

    functions: tuple[Any, ...]
    now: int
    pages: int | None
    first: int = 1
    settings: tuple[tuple[str, Any], ...] = ()

    def has(self, number: int) -> bool:
        """Whether there is a page of a number, as far as is known."""
        return self.pages is None or number <= self.pages

    @property
    def apart(self) -> tuple[Pager | None, Pager | None]:
        """The pager by what it calls back alone, and by its addresses alone; None where it has none of them."""
        addresses = tuple(function for function in self.functions if isinstance(function, _Numbered))
        called = tuple(function for function in self.functions if not isinstance(function, _Numbered))
        by = (dataclasses.replace(self, functions=each) if each else None for each in (called, addresses))
        return next(by), next(by)

    def given(self, number: int) -> Iterator[list[Any]]:
        """What it may call back with for a page: its number, an object that holds it, or either behind an event.

        Args:
            number: Number of the page, from 1.
        """
        called = number - 1 + self.first
        held = {**dict(self.settings), **dict.fromkeys(_HELD, called)}
        shown = {**held, "getCurrent": lambda _: called}
        yield [called, UNKNOWN, UNKNOWN]
        yield [shown, False]
        yield [UNKNOWN, called]
        yield [UNKNOWN, shown]
        yield [UNKNOWN, UNKNOWN, UNKNOWN, called]


def turned_by(tree: HtmlElement) -> Iterator[str]:
    """The code that pagers of components call when a page is chosen.

    Args:
        tree: The elements of a page, or of a template.
    """
    for element in tree.xpath(_COMPONENTS)[:MOST_PAGERS]:
        yield from (str(code) for name, code in element.attrib.items() if _TURNED.fullmatch(str(name)))


def written_in(tree: HtmlElement, number: int | None, is_here: Callable[[str], bool]) -> Iterator[str]:
    """The address of the next page by each pager that attributes of an element tell, for a script to draw.

    They hold an address with a mark for the number of a page, and how many pages there are.

    Args:
        tree: The elements of a page, or of a piece of one.
        number: Number of the page that is shown, from 1; None where it is not known.
        is_here: Whether an address is that of the page that is shown.
    """
    for element in tree.xpath(_WITH_ADDRESS)[:_MOST_WITH_ADDRESS]:
        settings = _told_by(element)
        pager = pager_of([settings], {})
        if pager is not None and all(isinstance(function, _Numbered) for function in pager.functions):
            shown = pager.now if number is None else number
            begins = 0 if _number(settings, paging().now) == shown - 1 else 1
            # What is told as the page that is shown may be the first one, whichever that is.
            places = (shown + begins, shown + begins + 1)
            addresses = filter(None, (text_of(pager.functions[0]([place])) for place in places))
            address = next(itertools.filterfalse(is_here, addresses), None)
            if address and pager.has(shown + 1):
                yield address


def pages_of(element: HtmlElement) -> int | None:
    """How many pages an element tells by its attributes, or one around it (`data-pages`); None where none does.

    Args:
        element: What turns a list.
    """
    around = itertools.islice((element, *element.iterancestors()), _MOST_AROUND)
    return next((pages for one in around if (pages := _declared(_told_by(one))) is not None), None)


def pages_declared(tree: HtmlElement, rows: int = 0) -> int | None:
    """How many pages a list has by what a page declares for a script that turns it; None where it declares nothing.

    Elements without content declare it by their attributes, and fields that nobody sees by what they are called.

    Args:
        tree: The elements of a page.
        rows: How many rows of the list a page of it has shown, if that is known: what has fewer is another list.
    """
    told = (*map(_told_by, tree.xpath(_DECLARING)[:_MOST_DECLARING]), _told_by_fields(tree))
    return max((pages for settings in told if (pages := _declared(settings, rows)) is not None), default=None)


def declares_last(tree: HtmlElement) -> bool:
    """Whether a piece of HTML declares in attributes, or in fields that nobody sees, that no page is behind it.

    Args:
        tree: Its elements.
    """
    told = (*map(_told_by, tree.xpath(_WITH_DATA)[:_MOST_DECLARING]), _told_by_fields(tree))
    return any(map(paging().says_last, told))


def pages_named(values: Mapping[str, Any]) -> int | None:
    """How many pages a list has by what a script calls a number; None where it calls none so.

    Args:
        values: What the script holds, by names.
    """
    held = {name.lower(): value for name, value in values.items()}
    pages = _number(held, paging().pages)
    return int(pages) if pages else None


def _declared(settings: Mapping[str, Any], rows: int = 0) -> int | None:
    """How many pages some settings tell, by pages, or by rows in all and those of a page; None where they tell none."""
    names = paging()
    pages, total = (_number(settings, each) for each in (names.pages, names.totals))
    # What counts its rows may be called as what tells how many a page has, but is not that as well.
    counting = next((name for name in names.totals if _number(settings, (name,)) is not None), "")
    size = _number(settings, [name for name in names.of_size if name != counting])
    # A nought is what a script has not filled in yet.
    if pages is not None and pages >= 1:
        return int(pages)
    return math.ceil(total / size) if total and size is not None and size >= max(rows, 1) else None


def _told_by(element: HtmlElement) -> dict[str, str]:
    """What the attributes of an element tell, by names as those of settings."""
    return {_SEPARATOR.sub("", str(name).removeprefix("data-")): str(text) for name, text in element.items()}


def _told_by_fields(tree: HtmlElement) -> dict[str, str]:
    """What fields that nobody sees tell, by names as those of settings: a field is called by its name, id or class."""
    told: dict[str, str] = {}
    for field in tree.xpath(_HIDDEN)[:_MOST_DECLARING]:
        called = (field.get("name"), field.get("id"), *(field.get("class") or "").split())
        for name in filter(None, called):
            told.setdefault(_SEPARATOR.sub("", name).lower(), field.get("value"))
    return told


def pager_of(arguments: Sequence[Any], named: Mapping[str, Any]) -> Pager | None:
    """The pager that the arguments of a call make; None where they make none.

    Args:
        arguments: What is given to a function of a library: settings, and what is to be called back.
        named: Those of them that have names, by these: where they are given in a row, these tell which is which.
    """
    names = paging()
    written = [(name, value) for given in arguments if isinstance(given, dict) for name, value in given.items()]
    settings = {str(name).lower(): value for name, value in (*named.items(), *written)}
    given = (*arguments, *(value for _, value in written))
    functions = [value for value in given if is_callable(value)]
    functions.extend(_addresses(given))
    pages, total, size = (_number(settings, named) for named in (names.pages, names.totals, names.sizes))
    rows = _number({"rows": first(arguments)}, ("rows",))
    is_counted = bool(rows and size and written)
    if not functions or not (is_counted or any(name in settings for name in (*names.pages, *names.totals))):
        return None
    if is_counted:
        total = rows
    if pages is None and total is not None and size:
        pages = math.ceil(total / size)
    # What is given the number of rows by itself counts its pages from 0.
    begins = 0 if is_counted else 1
    now = _number(settings, names.now, pages)
    shown = 1 if now is None else int(now) + 1 - begins
    numbers = tuple((name, value) for name, value in written if _is_number(value))
    return Pager(tuple(functions[:_MOST_FUNCTIONS]), shown, None if pages is None else int(pages), begins, numbers)


def untold(arguments: Sequence[Any]) -> Pager | None:
    """What may be a pager: it has something to call back, or an address to put a number into, and further numbers.

    Only the library knows what these mean, and what it puts into the address.

    Args:
        arguments: What is given to a function that is not known.
    """
    functions = [*(given for given in arguments if is_callable(given)), *_addresses(arguments)]
    numbers = sum(_is_number(given) for given in arguments)
    return Pager(tuple(functions[:_MOST_FUNCTIONS]), 1, None) if functions and numbers >= _FEWEST_NUMBERS else None


def _addresses(given: Iterable[Any]) -> Iterator[_Numbered]:
    """What puts the number of a page into each address that takes one."""
    return (_Numbered(value) for value in given if isinstance(value, str) and _takes_number(value))


def _is_number(value: Any) -> bool:
    """Whether a value is a number, or a text that writes one."""
    return (
        value != ""
        and not isinstance(value, bool)
        and isinstance(value, (int, float, str))
        and number_of(value) is not None
    )


def _takes_number(text: str) -> bool:
    """Whether a text is an address into which the number of a page is put."""
    if not _WORDS_OF_ADDRESS.fullmatch(text):
        return False
    names, field = paging(), _FIELD.search(text)
    marks = list(_MARK.finditer(text))
    if not marks:
        return field is not None and field[1].lower() in names.of_page
    # What else a mark may name is none of the list's pages but one of its texts (`/detail/{id}.html`).
    called = all(not mark[1] or mark[1].lower() in (*names.of_page, *names.marks) for mark in marks)
    return called and _OF_ADDRESS.search(_MARK.sub("", text)) is not None


def _number(settings: Mapping[str, Any], names: Sequence[str], most: float | None = None) -> float | None:
    """The number of the first name that has one, of those that are no more than there can be."""
    given = (settings[name] for name in names if settings.get(name) not in (None, UNKNOWN, ""))
    found = (number_of(value) for value in given if not isinstance(value, bool))
    numbers = (number for number in found if number is not None and math.isfinite(number) and number >= 0)
    return next((number for number in numbers if most is None or number <= most), None)

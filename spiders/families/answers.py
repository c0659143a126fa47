"""Answers of interfaces: rows, and how many there are, in JSON of whatever names."""

from __future__ import annotations

import dataclasses
import functools
import html
import re
import urllib.parse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

import lxml.etree

from spiders.discovery import addresses
from spiders.discovery.beside import names_publisher
from spiders.discovery.groups import node_id, of_nodes
from spiders.discovery.pages import Link, PortalPage, fragment
from spiders.discovery.titles import is_truncated, plain, without_ellipsis
from spiders.discovery.vocabulary import vocabulary
from spiders.paging import paging
from spiders.scripting import notation
from spiders.scripting.page import PageScripts
from spiders.scripting.pagers import declares_last
from spiders.scripting.pieces import document_of
from spiders.scripting.values import whole_number
from spiders.xml_texts import is_document

_TITLES = ("title", "doctitle", "articletitle", "infotitle", "subject", "name", "bt", "biaoti", "caption", "docname")
_ADDRESSES = (
    "url",
    "post_url",
    "href",
    "link",
    "linkurl",
    "docpuburl",
    "puburl",
    "articleurl",
    "infourl",
    "pageurl",
    "htmlurl",
    "staticurl",
    "visiturl",
    "htmlpath",
    "filepath",
    "fileurl",
    "path",
    "puburi",
    "docurl",
    "jumpurl",
)
_DEEPEST = 8
_ADDRESS = re.compile(r"(?:https?:/|\.{0,2})/[^\s<>'\"]+")
_ABSOLUTE = re.compile(r"(?:https?:)?//")
"""How an address begins that names its host; pages may put something in front of any other."""
_LONGEST_NAME = 40
"""Characters of the name of a body."""
_TAGS = re.compile(r"<[^<>]+>")


class Answer:
    """One answer.

    Args:
        page: The answer as it came.
        base: Base of the document that asked, by which the addresses of rows are completed.
        within: The scripts of that page.
    """

    def __init__(self, page: PortalPage, base: addresses.Base, within: PageScripts | None = None) -> None:
        self._within = within
        self._page = page
        self._base = base

    @functools.cached_property
    def content(self) -> Any:
        """The value in JSON, or as scripts write it, also where it is wrapped in a call; None for anything else."""
        text = self._page.text.strip()
        if is_document(text):
            return _of_xml(text)
        wrapped = re.fullmatch(r"[\w$.]+\s*\((.*)\)\s*;?", text, re.DOTALL)
        text = wrapped[1] if wrapped else text
        value = notation.read(text)
        return notation.read(value) if isinstance(value, str) else value

    @functools.cached_property
    def _found(self) -> tuple[Link, ...]:
        return tuple(links_of(self.content, self._base, self._within))

    @property
    def markup(self) -> str:
        """The pieces of HTML that it holds."""
        return self._page.text if self.content is None else "".join(_markup_of(self.content, 0))

    @property
    def rows(self) -> int:
        return len(self._found)

    @property
    def offers_several(self) -> bool:
        """Whether a row has several addresses, of which only the page that shows it knows the one that is meant."""
        return any(urls - {url} for (url, _), urls in self._offered.items())

    @property
    def names_relative(self) -> bool:
        """Whether a row has an address that names no host: its page may complete it."""
        return any(self._relative.values())

    @property
    def leaves_open(self) -> bool:
        """Whether only the page that shows its list knows where some rows lead, while others have own addresses."""
        return bool(self._unaddressed)

    @property
    def unaddressed(self) -> int:
        """Titled entries without an address of their own, in lists of rows that have one."""
        return len(self._unaddressed)

    @functools.cached_property
    def _unaddressed(self) -> Sequence[str]:
        """Their titles."""
        found: list[str] = []
        for items in self._lists.values():
            objects = [item for item in items if isinstance(item, dict)]
            others = [members for members in objects if _row(members, self._base) is None]
            # An entry without anything only ends the list.
            found.extend(filter(None, map(_title, others if len(others) < len(objects) else ())))
        return found

    @property
    def entries(self) -> int:
        """Objects, or lists, in its longest list, also those that no address of their own makes a row."""
        return max(map(len, self._lists.values()), default=0)

    @functools.cached_property
    def _lists(self) -> Mapping[tuple[str, ...], Sequence[Any]]:
        """The objects, or lists, in each of its outermost lists, by the names of the members that this stands in."""
        return dict(_lists(self.content, ()))

    @functools.cached_property
    def listed(self) -> Mapping[tuple[str, ...], Sequence[str]]:
        """The entries of its lists, by where each of these stands: of those with rows alone, where there are such."""
        holds_row = {
            path: any(_row(members, self._base) for members in _entries(items, 0))
            for path, items in self._lists.items()
        }
        return {
            path: tuple(map(repr, items))
            for path, items in self._lists.items()
            if holds_row[path] or not any(holds_row.values())
        }

    def is_filled(self, size: int, before: Mapping[tuple[str, ...], Sequence[str]]) -> bool:
        """Whether a list, with other entries than another answer's, is as long as was asked for.

        Args:
            size: How many entries were asked for; 0 where that was left open.
            before: The entries of the other answer's lists (`listed`); nothing for a first answer.
        """
        return 0 < size <= max((length for length, _ in self._turned(before)), default=0)

    def is_shorter(self, before: Mapping[tuple[str, ...], Sequence[str]]) -> bool:
        """Whether its list is shorter than another answer's: all lists with other entries than there are.

        What stands beside the list, as the most read texts do, may be longer than it is, and mostly remains as it is.

        Args:
            before: The entries of the other answer's lists (`listed`).
        """
        turned = self._turned(before)
        return bool(turned) and all(length < earlier for length, earlier in turned)

    def _turned(self, before: Mapping[tuple[str, ...], Sequence[str]]) -> list[tuple[int, int]]:
        """The lengths of the lists with other entries than another answer has in them, each with its length there."""
        now = {path: tuple(map(repr, self._lists.get(path, ()))) for path in before} or self.listed
        differing = ((path, items) for path, items in now.items() if items != before.get(path))
        return [(len(items), len(before.get(path, ()))) for path, items in differing]

    @property
    def total(self) -> int | None:
        """Rows in all, if it says so."""
        return self._number(paging().totals)

    @property
    def pages(self) -> int | None:
        """Pages in all, if it says so."""
        return self._number(paging().pages)

    @property
    def is_last(self) -> bool:
        """Whether what holds its list, or the numbers of that, says that no page is behind it."""
        for members in _objects(self.content, 0):
            lowered = {str(name).lower(): member for name, member in members.items()}
            numbers = (*paging().of_page, *paging().of_size, *paging().totals, *paging().pages)
            tells = any(name in lowered for name in numbers) or any(isinstance(held, list) for held in lowered.values())
            if tells and paging().says_last(lowered):
                return True
        return self.content is None and self._page.tree is not None and declares_last(self._page.tree)

    @functools.cached_property
    def _offered(self) -> Mapping[tuple[str, str], Set[str]]:
        """The addresses that each row has for itself: what several share is their list, or something else."""
        held: dict[tuple[str, str], set[str]] = {}
        for members in _entries(self.content, 0):
            if row := _row(members, self._base):
                held.setdefault((row.url, row.text), set()).update(_led_to(members, self._base))
        shared = Counter(url for urls in held.values() for url in urls)
        return {row: {url for url in urls if shared[url] == 1} for row, urls in held.items()}

    @functools.cached_property
    def _relative(self) -> Mapping[tuple[str, str], str]:
        """The paths of rows whose addresses name no host, as they end wherever the page makes them start."""
        held: dict[tuple[str, str], str] = {}
        for members in _entries(self.content, 0):
            lowered = {str(name).lower(): member for name, member in members.items()}
            told = _first(lowered, _ADDRESSES)
            if not _ABSOLUTE.match(told) and (row := _row(members, self._base)):
                held[row.url, row.text] = urllib.parse.urljoin("/", told)
        return held

    def links(self) -> Iterator[Link]:
        yield from self._found

    def meant(self, shown: Iterable[Link]) -> Iterator[Link]:
        """The rows, each with that one of its addresses which the page that shows it makes the link of its name.

        One that names no host may be that of a link which the page completes, also where the page shows more than the
        name there (the day). A row without any leads where the page says.

        Args:
            shown: The links that the page makes of the answer.
        """
        named: defaultdict[str, dict[str, Link]] = defaultdict(dict)
        for link in shown:
            named[link.text].setdefault(link.url, link)
        for row in self._found:
            known = row.url, row.text
            urls, told = self._offered.get(known, set()), self._relative.get(known, "")
            longer = (links for name, links in named.items() if told and row.text and row.text in name)
            links = named.get(row.text) or next(longer, {})
            meant = (link for url, link in links.items() if url in urls or (told and url.endswith(told)))
            yield row if row.url in links else next(meant, row)
        for title, links in named.items():
            if title in self._unaddressed:
                yield from links.values()

    def _number(self, names: tuple[str, ...]) -> int | None:
        for members in _objects(self.content, 0):
            lowered = {str(name).lower(): member for name, member in members.items()}
            for name in names:
                told = lowered.get(name)
                number = whole_number(str(told)) if isinstance(told, (int, str)) else None
                if number is not None:
                    return number
        return next((number for name in names if (number := self._page.told.get(name)) is not None), None)


def as_list(answer: PortalPage, shown_on: str) -> PortalPage:
    """Rows that an interface answers with as the page that lists them; anything else as it is.

    Args:
        answer: The answer.
        shown_on: Address of the page that asks for it, by which the addresses of rows are completed.
    """
    content = Answer(answer, answer.base).content if answer.tree is None else None
    rows = list(links_of(content, addresses.Base(shown_on, answer.encoding)))
    return dataclasses.replace(answer, text=f"<html><body>{_listed(rows)}</body></html>") if rows else answer


def as_page(answer: PortalPage) -> PortalPage:
    """A text that an interface answers with, as the page that shows it; anything else as it is."""
    content = Answer(answer, answer.base).content if answer.tree is None else None
    markup = max(_markup_of(content, 0), key=len, default="")
    if not isinstance(content, dict) or not markup:
        return answer
    titles = (_first({str(name).lower(): m for name, m in held.items()}, _TITLES) for held in _objects(content, 0))
    title = next(filter(None, titles), "")
    held = links_of(content, answer.base)
    files = _listed(row for row in held if row.text != plain(title))
    text = f"<html><head><title>{html.escape(title)}</title></head><body>{markup}{files}</body></html>"
    return PortalPage(answer.url, text, encoding=answer.encoding)


def _listed(rows: Iterable[Link]) -> str:
    """Rows as a page shows them."""
    return "".join(f'<p><a href="{html.escape(row.url)}">{html.escape(row.text)}</a></p>' for row in rows)


def links_of(value: Any, base: addresses.Base, within: PageScripts | None = None) -> Iterator[Link]:
    """The rows that a value holds, at whatever depth: objects with a title and an address, and pieces of HTML.

    Rows of a tree stand in the groups of those above them: that hold them in a list, or that they name by an id.

    Args:
        value: The value.
        base: Base of the document that shows it, by which the addresses of rows are completed.
        within: The scripts of the page that shows it.
    """
    yield from _links_of(value, base, within, (), 0)


def _links_of(
    value: Any, base: addresses.Base, within: PageScripts | None, above: tuple[str, ...], depth: int
) -> Iterator[Link]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        objects = [item for item in value if isinstance(item, dict)]
        nodes, publisher = of_nodes(objects, (), _TITLES), _publishing(objects)
        for item in value:
            whose = item.get(publisher) if isinstance(item, dict) else None
            named = (plain(whose),) if isinstance(whose, str) and names_publisher(plain(whose)) else ()
            yield from _links_of(item, base, within, (*named, *_above(item, nodes), *above), depth + 1)
    elif isinstance(value, dict):
        row = _row(value, base)
        if row:
            yield dataclasses.replace(row, groups=above)
        name = plain(_first({str(name).lower(): member for name, member in value.items()}, _TITLES))
        for item in list(value.values()):
            if isinstance(item, (dict, list)) or (isinstance(item, str) and "<a " in item):
                is_below = name and isinstance(item, list)
                yield from _links_of(item, base, within, (name, *above) if is_below else above, depth + 1)
    elif isinstance(value, str) and "<a " in value:
        yield from fragment(base, value, within=within)


def _publishing(rows: Sequence[Mapping[str, Any]]) -> str | None:
    """The member of rows that tells which body has published each, in a list that tells several apart."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name, member in row.items():
            if isinstance(member, str) and len(member) <= _LONGEST_NAME and str(name).lower() not in _TITLES:
                named[str(name)].add(plain(member))
    several = (name for name, texts in named.items() if len(texts) > 1)
    return next((name for name in several if sum(map(names_publisher, filter(None, named[name]))) > 1), None)


def _above(item: Any, nodes: Mapping[tuple[str, str], tuple[str, ...]]) -> tuple[str, ...]:
    """The names of the nodes above an entry of a list in which nodes name the one above them."""
    members = {str(name).lower(): member for name, member in item.items()} if nodes and isinstance(item, dict) else {}
    return nodes.get((node_id(members.get("id")), _first(members, _TITLES)), ())


def _markup_of(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str) and "</" in value:
        yield value
    elif isinstance(value, (dict, list)) and depth <= _DEEPEST:
        for item in value.values() if isinstance(value, dict) else value:
            yield from _markup_of(item, depth + 1)


def _row(value: Mapping[str, Any], base: addresses.Base) -> Link | None:
    members = {str(name).lower(): member for name, member in value.items()}
    address = _first(members, _ADDRESSES)
    url, title = base.resolve(address) if address else None, _title(value)
    return Link(url, title, dated=True, origin="record") if title and url else None


def _title(value: Mapping[str, Any]) -> str:
    """The title of a row, made plain; an empty string without one."""
    members = {str(name).lower(): member for name, member in value.items()}
    return plain(_TAGS.sub("", _whole(_first(members, _TITLES), members)))


def _whole(title: str, members: Mapping[str, Any]) -> str:
    """A title at full length, where another member of its row holds what the row shows cut off."""
    if not is_truncated(title):
        return title
    stem = without_ellipsis(title)
    held = (member for member in members.values() if isinstance(member, str))
    return next((text for text in held if text.startswith(stem) and not is_truncated(text)), title)


def _of_xml(text: str) -> Any:
    """Elements as objects: those that hold others become their members; None for what is no XML."""
    root = document_of(text)
    if root is None:
        return None
    elements = root.iter(lxml.etree.Element)
    return [{leaf.tag: (leaf.text or "").strip() for leaf in element if len(leaf) == 0} for element in elements]


def _first(members: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((str(members[name]) for name in names if isinstance(members.get(name), str) and members[name]), "")


def _entries(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """The objects in its lists."""
    if depth > _DEEPEST or not isinstance(value, (list, dict)):
        return
    for item in value if isinstance(value, list) else value.values():
        if isinstance(value, list) and isinstance(item, dict):
            yield item
        yield from _entries(item, depth + 1)


def _led_to(members: Mapping[str, Any], base: addresses.Base) -> set[str]:
    """The pages that members of an object are addresses of."""
    held = (member for member in members.values() if isinstance(member, str) and _ADDRESS.match(member))
    urls = filter(None, (base.resolve(address) for address in held))
    suffixes = vocabulary().avoid_suffixes | vocabulary().file_suffixes
    return {url for url in urls if addresses.suffix(url) not in suffixes}


def _lists(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    """The objects, or lists, in each outermost list of a value, by the names of the members that this stands in."""
    if isinstance(value, list):
        yield path, [item for item in value if isinstance(item, (dict, list))]
    elif isinstance(value, dict) and len(path) < _DEEPEST:
        for name, member in value.items():
            yield from _lists(member, (*path, str(name)))


def _objects(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, dict):
        yield value
        for member in value.values():
            yield from _objects(member, depth + 1)

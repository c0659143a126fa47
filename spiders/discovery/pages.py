"""A page as the search sees it: links with their words, frames, tags and scripts."""

from __future__ import annotations

import copy
import dataclasses
import functools
import itertools
import re
import urllib.parse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from spiders import queries
from spiders.discovery import addresses
from spiders.discovery.beside import Publishers, names_publisher
from spiders.discovery.groups import Groups, node_id, of_nodes
from spiders.discovery.labels import own_words
from spiders.discovery.matrices import Matrices
from spiders.discovery.panes import is_hidden
from spiders.discovery.previews import are_titles, leads_to_rest, rows_above
from spiders.discovery.surroundings import Surroundings
from spiders.discovery.titles import has_date, plain, years
from spiders.discovery.viewers import viewed
from spiders.discovery.vocabulary import vocabulary
from spiders.scripting.choices import CHOSEN_BY
from spiders.scripting.effects import Act, Effects
from spiders.scripting.interpreter import parse
from spiders.scripting.libraries.grids import DECLARED
from spiders.scripting.modules import sources
from spiders.scripting.page import PageScripts, shows_rows
from spiders.scripting.pagers import written_in
from spiders.scripting.pieces import Shown, written
from spiders.scripting.repeated import REPEATED_BY, Row, clicked_by, is_repeated
from spiders.scripting.world import Answered

_HAN = re.compile(r"[\u4e00-\u9fff]")
_FEW_LINKS = 4
_LINKS_OF_A_MENU, _FEW_WORDS = 12, 60
"""Links, and Chinese characters beside them, of a page with but a head and a foot, which a script may lead on from."""
_MARKS = 2
"""Letters that may stand for no word, as in the marks between links."""
_MOST_VIEWS = 200
"""Fragments that are followed for one page."""
_MOST_PIECES = 4
"""Pieces of HTML written by scripts, and by scripts in these, that may lead on."""
_MOST_LINKS = 20_000
"""Links of one page; no list of reports is as long."""
_MOST_CLICKED = 60
"""Elements that are clicked for what that asks for or shows."""
_MOST_CHOSEN = 100
"""What is chosen of components for the same."""
_MOST_CHOICES = 400
"""Options of one box whose script is followed."""
_MOST_IN_SHORT = 40
"""Elements of one that holds only a few words: a pager has one or two for each page."""
_MOST_BEGUN = 60
"""Rows above a link to the rest of them that are looked at."""
_ARTICLE = 500
"""Chinese characters outside of links from which a page has a text of its own."""
_DATA = re.compile(r"\s*(?:[\w$.]+\(\s*)?(?:\{\s*[\"}]|\[\s*[\"{\[\]])")
"""How JSON begins, also where it is wrapped in a call."""
_SCRIPTED = re.compile(r"^\s*javascript:", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COMMENT_END = "*/"
_LINE_COMMENT = re.compile(r"(?m)(?<![:\"'\w/\\])//(?![\w-]+\.)[^\n]*$")
_MODULE = re.compile(r"\.{0,2}/|https?:")
"""How the address of a module begins; what begins otherwise is the name of a library."""
_MOST_MODULES = 12
_REFRESH = re.compile(r"[\d.]*[;, ]+(?:url ?= ?)?['\"]? ?([^'\" ]+)|url ?= ?['\"]?([^'\" ]+)", re.IGNORECASE)
"""Where the content of such a tag leads; its spaces are made single ones before."""
_ADDRESS_LIKE = re.compile(
    r"^(?:https?://|\.{0,2}/)[^\s<>'\"]+$|^[\w./%?=&-]+\.(?:s?html?|jsp|aspx?|php|pdf|docx?|wps|xlsx?|zip|rar)\b[^\s<>'\"]*$"
)
_NAMES = ("name", "title", "text", "label")
_ADDRESSES = ("url", "href", "link", "path")
_CLICK_ATTRIBUTES = ("onclick", "onmouseover", "onmousedown")
CLICKABLE = "//*[@*[contains(name(), 'click')]]|//a[starts-with(@href, 'javascript:')]"
_CLICKABLE = CLICKABLE.replace("//", "descendant-or-self::")
"""The same in a piece of a page."""
_NO_CLICK = ("a", "area", "body", "script", "iframe", "frame", "link")
_NO_TAB = ("img", "script", "iframe", "frame", "link", "input", "video", "source", "body")
_HELD = ("url", "href", "link", "src", "path", "load", "action", "page")
"""What attributes of a page's own making are called that hold an address, whatever that looks like (`data-url`)."""
_LED_TO = "data-href"
"""Attribute that says where a click on an element leads."""
NOWHERE = "http://_/_/"
"""The address of a link of which only its words are judged."""
_INCLUDES = "//*[@w3-include-html or @data-include or self::include]"
_INCLUDED = ("w3-include-html", "data-include", "src")
"""Attributes that hold the address of a piece of HTML which an element shows."""
_ROWS = re.compile(r"\s*<tr[\s>]", re.IGNORECASE)
_EMPTY_SCRIPT = re.compile(r"^(?:javascript:)?(?:void\(0\)|;|void0|//)?;*$", re.IGNORECASE)


@dataclasses.dataclass(frozen=True, slots=True)
class Link:
    """A link, wherever the page keeps it.

    Attributes:
        url: Absolute address.
        text: Its words at full length, made plain; those of the `title` where the visible ones are cut off.
        context: Words of its row or of the block it closes, made plain; only for links without words of their own.
        dated: Whether its row shows a day.
        origin: `link`, `script` (a click or a menu in a script), `frame`, `part`, `option` or `record` (of an answer).
        view: Address with the fragment that names a view of a page which scripts put together; empty for other links.
            `url` is then what that view asks for, or the same where that is not known.
        groups: Words of the groups that it stands in, from the innermost outwards (`spiders.discovery.groups`).
        begun: Addresses of the rows above it, of whose list it leads to the rest (`spiders.discovery.previews`).
    """

    url: str
    text: str
    context: str = ""
    dated: bool = False
    origin: str = "link"
    view: str = ""
    groups: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The words to judge it by."""
        return self.context or self.text


class _Source(NamedTuple):
    """A script of a page: its text, the element that it stands at, and the address that it imports from."""

    code: str
    element: HtmlElement
    url: str


@dataclasses.dataclass(frozen=True)
class PortalPage:
    """One answer: what came, and what is read of it, once and only if somebody asks.

    A copy with anything changed (`dataclasses.replace`) is another page, of which nothing has been read yet.

    Attributes:
        url: Address that answered.
        text: Decoded body.
        fetched: Scripts that it loads, by their addresses, as far as they have been fetched.
        encoding: Encoding in which words of its addresses are sent; an empty string for UTF-8.
        answer: An answer that one of its requests has had.
        within: The scripts of the page that shows this as a part of itself.
        told: Numbers of the list that it is a page of, by their names, as the header of the answer tells them.
    """

    url: str
    text: str
    fetched: Mapping[str, str] = dataclasses.field(default_factory=dict)
    encoding: str = ""
    answer: Answered | None = None
    within: PageScripts | None = None
    told: Mapping[str, int] = dataclasses.field(default_factory=dict)

    @classmethod
    def of_markup(cls, base: addresses.Base, markup: str, within: PageScripts | None = None) -> PortalPage:
        """A piece of HTML that stands inside an answer or a script, as a page of its own.

        Args:
            base: Base of the document that shows it.
            markup: The piece of HTML.
            within: The scripts of the page that shows it.
        """
        return cls(base.url, f"<html><body>{markup}</body></html>", encoding=base.encoding, within=within)

    def unread(self) -> PortalPage:
        """The page as it came, of which nothing has been read yet.

        That is what is held for later, since it takes little room, and what every answer to a page is read with: all
        that is asked of the scripts of one page has one limit.
        """
        return dataclasses.replace(self, answer=None, within=None)

    @functools.cached_property
    def tree(self) -> HtmlElement | None:
        """The element tree; None for a body that holds no element, or pieces of HTML within data."""
        if _DATA.match(self.text):
            return None
        parser = lxml.html.HTMLParser(encoding="utf-8", recover=True, huge_tree=True)
        try:
            return lxml.html.document_fromstring(self.text.encode("utf-8", "replace"), parser=parser)
        except (lxml.etree.LxmlError, ValueError):
            return None

    @functools.cached_property
    def _surroundings(self) -> Surroundings:
        return Surroundings(self.tree)

    @functools.cached_property
    def _groups(self) -> Groups:
        return Groups(self._surroundings)

    @functools.cached_property
    def _matrices(self) -> Matrices:
        return Matrices(self._surroundings)

    @functools.cached_property
    def _publishers(self) -> Publishers:
        return Publishers(self._surroundings)

    @functools.cached_property
    def base(self) -> addresses.Base:
        """What its addresses are completed by."""
        declared = self.values("//base/@href")
        url = addresses.resolve(self.url, declared[0]) if declared else None
        return addresses.Base(url or self.url, self.encoding)

    def resolve(self, href: str) -> str | None:
        """The address that a link of the page leads to, or None if it leads to none."""
        return self.base.resolve(href)

    @functools.cached_property
    def _sources(self) -> tuple[_Source, ...]:
        """All scripts, in order: those of the page, and those that it loads where they have been fetched."""
        if self.tree is None:
            return ()
        codes: list[_Source] = []
        for element in self.tree.iter("script"):
            source = self.resolve(element.get("src") or "") if element.get("src") else None
            kind = (element.get("type") or "javascript").lower()
            if source and source in self.fetched:
                code, begin = self.fetched[source], source
            elif element.text and ("javascript" in kind or kind in ("module", "text/babel", "text/ecmascript")):
                code, begin = element.text, self.base.url
            else:
                continue
            needed = _imports(code, begin, self.fetched) if kind == "module" else ()
            codes.extend(_Source(self.fetched[url], element, url) for url in needed if url in self.fetched)
            codes.append(_Source(code, element, begin))
        return tuple(codes)

    @functools.cached_property
    def _modules(self) -> tuple[str, ...]:
        """Addresses of the modules that its own import, and of those that these import, as far as they are known."""
        found: dict[str, None] = {}
        for element in self.tree.iter("script") if self.tree is not None else ():
            if (element.get("type") or "").lower() == "module":
                source = self.resolve(element.get("src") or "") if element.get("src") else None
                code = self.fetched.get(source, "") if source else element.text or ""
                found.update(dict.fromkeys(_imports(code, source or self.base.url, self.fetched)))
        return tuple(found)

    @property
    def codes(self) -> tuple[str, ...]:
        """All scripts, in order."""
        return tuple(source.code for source in self._sources)

    @functools.cached_property
    def scripts(self) -> str:
        """All scripts, without comments."""
        codes = "\n;\n".join(self.codes)
        # Behind the last mark that ends one, none does.
        last = codes.rfind(_COMMENT_END) + len(_COMMENT_END) if _COMMENT_END in codes else 0
        return _LINE_COMMENT.sub(" ", _COMMENT.sub(" ", codes[:last]) + codes[last:])

    @functools.cached_property
    def scripting(self) -> PageScripts:
        """What the scripts do."""
        if self.within is not None:
            return self.within
        elements = [source.element for source in self._sources]
        modules = [source.url for source in self._sources]
        is_whole = all(script in self.fetched for script in self.loaded)
        return PageScripts(
            self.url,
            self.tree,
            self.codes,
            self.answer,
            elements,
            modules,
            is_whole=is_whole,
            encoding=self.encoding,
        )

    def answered(self, answer: Answered, fields: Mapping[str, Any] | None = None) -> Iterator[Link]:
        """The links that its scripts make of an answer.

        Args:
            answer: The answer.
            fields: What was asked for it: of several clicks that ask at one address, one has asked that.
        """
        page = self.with_answer(dataclasses.replace(answer, fields=fields))
        if fields is not None and not page._takes_answer:
            page = self.with_answer(answer)
        if page._is_alone:
            for link, around in page._written(page._of_answer, "record"):
                yield dataclasses.replace(link, groups=(*link.groups, *around))
            yield from page._rows_without_links()
            yield from page._links_to_click_on()
        yield from page._repeated(page._of_answer.rows if page._is_alone else None)
        yield from page._nodes()

    def written_of(self, answer: Answered) -> str:
        """The HTML that its scripts make of an answer."""
        page = self.with_answer(answer)
        return "".join(page._of_answer.markup) if page._is_alone else ""

    @property
    def _takes_answer(self) -> bool:
        """Whether its scripts do something with the answer that it has."""
        return self._is_alone and self._of_answer is not None and self.scripting.is_answered

    @functools.cached_property
    def _of_answer(self) -> Effects:
        """What its scripts do with the answer that it has."""
        # What nothing on the page calls would take the answer from what a click on it calls.
        shown = self.scripting.effects
        if not self.scripting.is_answered:
            # What asked was no page that has just been loaded but a click on it, or a choice.
            shown = next((each for _, each in self.acts() if self.scripting.is_answered), shown)
        return shown

    @functools.cached_property
    def acts_on_answer(self) -> Sequence[Act]:
        """Clicks on what it shows of the answer that it has, each with what it does."""
        if self.answer is None or not self._takes_answer:
            return ()
        of_answer = self._of_answer
        return of_answer.acts if of_answer is not self.scripting.effects else tuple(self.scripting.acts_on_pieces())

    def _rows_without_links(self) -> Iterator[Link]:
        """Rows that its scripts have made of its answer, hold no link and lead to one place, wherever one clicks there.

        One of their pieces is the title, and one may tell which body has published it.
        """
        led: defaultdict[Shown, set[str | None]] = defaultdict(set)
        for act in self.acts_on_answer:
            led[act.piece].add(self._target(act.effects))
        rows = {shown.element for shown, urls in led.items() if None not in urls}
        above: dict[HtmlElement, tuple[str, ...]] = {}
        for act in self.acts_on_answer:
            if act.piece.element in rows and act.piece.element not in above:
                above.update(_groups_among(act.beside, rows))
        named = {row: next(filter(names_publisher, map(plain, row.element.itertext())), "") for row in led}
        tells_apart = len(led) == 1 or len(set(filter(None, named.values()))) > 1
        for shown, urls in led.items():
            url, row = next(iter(urls)) if len(urls) == 1 else None, shown.element
            pieces = list(filter(None, map(plain, row.itertext())))
            if url and pieces and next(row.iter("a"), None) is None:
                titles = filter(vocabulary().report.search, pieces)
                title = next(titles, max(pieces, key=len))
                whose = (named[shown],) if named[shown] not in ("", title) and tells_apart else ()
                is_dated = any(map(has_date, pieces))
                around = (*above[row], *self._groups_of(shown.holder))
                yield Link(url, title, dated=is_dated, origin="record", groups=(*whose, *around))

    def _links_to_click_on(self) -> Iterator[Link]:
        """Links without an address in what its scripts make of its answer, as if each said where a click leads."""
        led: dict[HtmlElement, str] = {}
        pieces: dict[HtmlElement | None, dict[HtmlElement, None]] = {}
        for act in self.acts_on_answer:
            pieces.setdefault(act.piece.holder, {}).update(dict.fromkeys(act.beside))
            href = (act.element.get("href") or "#").strip()
            is_open = act.element.tag == "a" and (href.startswith("#") or _SCRIPTED.match(href))
            if is_open and (url := self._target(act.effects)):
                led[act.element] = url
        for holder, beside in pieces.items() if led else ():
            # What stands beside a piece may head it.
            markup = "".join(_leading(piece, led) for piece in beside)
            around = self._groups_of(holder)
            for link in fragment(self.base, markup, within=self.scripting):
                if link.url in led.values():
                    yield dataclasses.replace(link, groups=(*link.groups, *around))

    def _groups_of(self, holder: HtmlElement | None) -> tuple[str, ...]:
        """Words of the groups that what is shown in an element stands in."""
        return self.groups(holder) if holder is not None else ()

    def with_answer(self, answer: Answered) -> PortalPage:
        """The page as it is when one of its requests has been answered."""
        return dataclasses.replace(self, answer=answer)

    def _nodes(self) -> Iterator[Link]:
        """The nodes of menus that lead somewhere when they are clicked."""
        for element, effects in self.scripting.nodes() if self._is_alone else ():
            url = self._target(effects)
            if url:
                yield self.link_at(element, url, "script")

    def _repeated(self, rows: Sequence[Row] | None = None) -> Iterator[Link]:
        """The links of elements that are repeated for each entry of a list.

        Args:
            rows: Those that a click has shown; None for those that the page shows by itself.
        """
        if not self._repeats:
            return
        rows = self.scripting.repeated() if rows is None else rows
        named = [next(filter(names_publisher, map(plain, row.beside)), "") for row in rows]
        tells_apart = len(set(filter(None, named))) > 1
        for row, publisher in zip(rows, named, strict=True):
            view = self._view_of(row.address, None) if row.address.startswith("#") else ""
            # A view of a page that has none is an address of its own.
            plainly = row.address if view else row.address.lstrip("#")
            url = self._asked_by(view) if view else viewed(self.base, plainly) or self.resolve(plainly)
            if url:
                whose = (publisher,) if publisher and tells_apart else ()
                groups = (*whose, *filter(None, map(plain, row.above)))
                is_dated = any(map(has_date, map(plain, row.beside)))
                yield Link(url, plain(row.words), dated=is_dated, origin="record", view=view, groups=groups)

    @property
    def lacks_entries(self) -> bool:
        """Whether it repeats elements that lead somewhere for entries of lists, none of which its scripts know yet."""
        return self._is_alone and self._repeats and not self.scripting.repeated() and not self.chosen_first

    @functools.cached_property
    def _repeats(self) -> bool:
        """Whether it repeats elements for each entry of a list that its scripts hold."""
        return self._has_marks(REPEATED_BY)

    def _has_marks(self, marks: Sequence[str]) -> bool:
        """Whether a page with scripts has one of some marks in its markup or in these."""
        texts = (self.text, *self.codes) if self.codes else ()
        return any(mark in text for text in texts for mark in marks)

    @functools.cached_property
    def effects(self) -> Sequence[Effects]:
        """What the scripts do when the page is loaded, and what those functions would do that nothing here calls."""
        return (self.scripting.effects, self.scripting.uncalled) if self._is_alone else ()

    @property
    def _is_alone(self) -> bool:
        """Whether it has scripts, or what a library makes something of, and is no part of another page."""
        return self.within is None and (bool(self.codes) or self.declares)

    @functools.cached_property
    def declares(self) -> bool:
        """Whether its markup alone says what a library is to ask for and to show."""
        return self.tree is not None and DECLARED.search(self.text) is not None

    @functools.cached_property
    def links(self) -> tuple[Link, ...]:
        """All links: of anchors and image maps, of clicks, of options, of menus and pieces of HTML in scripts."""
        found = itertools.chain(self._anchors(), self._clicks(), self._options(), self._of_scripts())
        return tuple(itertools.islice(found, _MOST_LINKS))

    def turned_to(self, number: int | None = None) -> tuple[str, ...]:
        """Where pagers that scripts draw lead from the page of a list that this one shows: to the next.

        Args:
            number: Number of the page that is shown, from 1; None where it is not known.
        """
        told = written_in(self.tree, number, self._is_here) if self.tree is not None else ()
        return self._led_to(self.scripting.turns(number) if self._is_alone else (), told)

    def _is_here(self, address: str) -> bool:
        """Whether an address is the page's own."""
        url = self.resolve(address)
        return url is not None and addresses.key(url) == addresses.key(self.url)

    def drawn_to(self, number: int | None = None) -> tuple[str, ...]:
        """The same, of pagers that scripts of the page draw in a way that may not be followed.

        Where a further page lies elsewhere than such a pager would have led, its list is turned in another way.

        Args:
            number: Number of the page that is shown, from 1; None where it is not known.
        """
        if not self._is_alone:
            return ()
        here, key = number or 1, addresses.key(self.url)
        ways = zip(self.scripting.drawn(here), self.scripting.drawn(here + 1), strict=True)
        fits = (further for shown, further in ways if here == 1 or key in map(addresses.key, self._led_to([shown])))
        return self._led_to(fits)

    def _led_to(self, turns: Iterable[Effects], told: Iterable[str] = ()) -> tuple[str, ...]:
        targets = (next(iter((*effects.destinations, *effects.frames)), None) for effects in turns)
        urls = (self.resolve(target) for target in (*targets, *told) if target)
        return tuple(url for url in dict.fromkeys(urls) if url)

    @functools.cached_property
    def frames(self) -> tuple[Link, ...]:
        """Pages that this one shows inside itself."""
        if self.tree is None:
            return ()
        sources = [
            (element.get("src") or element.get("data-src") or "", element.get("title") or element.get("name") or "")
            for element in self.tree.iter("frame", "iframe")
        ]
        written: list[Link] = []
        for effects in self.effects:
            sources.extend((source, "") for source in effects.frames)
            pieces = "".join(effects.markup)
            if "frame" in pieces:
                written.extend(PortalPage.of_markup(self.base, pieces, self.scripting).frames)
        found: dict[str, Link] = {}
        for source, name in sources:
            url = viewed(self.base, source) or self.resolve(source)
            if url:
                found.setdefault(url, Link(url, plain(name), origin="frame"))
        for link in written:
            found.setdefault(link.url, link)
        return tuple(found.values())

    @functools.cached_property
    def parts(self) -> tuple[Link, ...]:
        """Pieces of HTML that the page fetches and shows within itself, without words of their own."""
        included = self.tree.xpath(_INCLUDES) if self.tree is not None else ()
        named = [(next(filter(None, map(element.get, _INCLUDED)), ""), element) for element in included]
        named.extend(part for effects in self.effects[:1] for part in effects.parts)
        found: dict[str, Link] = {}
        for address, holder in named:
            url = self.resolve(address)
            if url and url not in found:
                found[url] = Link(url, "", origin="part", groups=self.groups(holder) if holder is not None else ())
        return tuple(found.values())

    @functools.cached_property
    def loaded(self) -> tuple[str, ...]:
        """Scripts of its own that the page loads: neither libraries, nor what counts readers or logs them in."""
        words = vocabulary()
        linked = (self.resolve(source) for source in self.values("//script/@src"))
        urls = (*linked, *self._modules)
        return tuple(
            url
            for url in dict.fromkeys(urls)
            if url
            and addresses.host(url) == addresses.host(self.url)
            and not words.library.search(urllib.parse.urlsplit(url).path.rpartition("/")[2].lower())
            and not _counts_readers(url)
        )

    @functools.cached_property
    def refresh(self) -> tuple[str, ...]:
        """Where a page with next to nothing on it leads by itself, by `<meta>` or by script."""
        # What scripts write may hold scripts that write, and these themselves again.
        pieces, found = [self], dict.fromkeys(self._leads_to())
        for page in pieces:
            for effects in page.effects:
                written = "".join(effects.markup)
                if "refresh" in written.lower() and len(pieces) <= _MOST_PIECES:
                    pieces.append(PortalPage.of_markup(page.base, written))
                    found.update(dict.fromkeys(pieces[-1]._leads_to()))
        avoid = vocabulary().avoid
        return tuple(url for url in found if not avoid.search(url.lower()))

    def _leads_to(self) -> Iterator[str]:
        """Where it leads by itself, apart from what its scripts write."""
        contents = self.values("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content")
        matches = (_REFRESH.match(" ".join(content.split())) for content in contents)
        found = [match[1] or match[2] for match in matches if match]
        is_passed = len(self.links) < _LINKS_OF_A_MENU and self.han < _FEW_WORDS
        if (self.is_bare or is_passed) and not (self._is_alone and self.scripting.has_pager):
            # Where its pager would lead, a list of a few rows does not go by itself.
            loading = [*self.effects, *(self.scripting.click(code) for code in self.values("//body/@onload"))]
            found.extend(target for each in loading for target in each.destinations)
        yield from filter(None, map(self.resolve, found))

    @property
    def is_bare(self) -> bool:
        """Whether the page has next to nothing on it."""
        return len(self.links) < _FEW_LINKS and self.han < _ARTICLE

    @functools.cached_property
    def own_text(self) -> str:
        """The words outside of links and scripts."""
        texts = self.values(
            "//body//text()[not(ancestor::a or ancestor::script or ancestor::style or ancestor::select)]"
        )
        return "".join(texts)

    @functools.cached_property
    def han(self) -> int:
        """Chinese characters outside of links and scripts: whether the page has a text of its own."""
        return len(_HAN.findall(self.own_text))

    @functools.cached_property
    def title(self) -> str:
        return " ".join(self.values("//title/text()")).strip()

    def tag(self, name: str) -> str:
        """The content of the first `<meta>` of a name, without regard to capitals."""
        if self.tree is None:
            return ""
        for element in self.tree.iter("meta"):
            if (element.get("name") or "").lower() == name.lower():
                return (element.get("content") or "").strip()
        return ""

    @property
    def is_article(self) -> bool:
        """Whether the tags say that this is one text and no column."""
        return self.tag("ArticleTitle") not in ("", "null") or self.tag("PubDate") not in ("", "null")

    @functools.cached_property
    def column_tags(self) -> tuple[str, ...]:
        """What the tags of a column say of it."""
        tags = (plain(self.tag(name)) for name in ("ColumnType", "ColumnName", "ColumnKeywords"))
        return tuple(filter(None, tags))

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """What it calls itself: the parts of its title, its headings, and what a menu marks as shown."""
        headings = self.values("//h1//text()|//h2//text()|//*[contains(@class,'current')]//text()")
        parts = (*re.split(r"[-_|—–>]", self.title), *headings)
        return tuple(filter(None, map(plain, parts)))

    def values(self, path: str) -> list[str]:
        """The texts and attributes that a path through its elements (XPath) leads to."""
        if self.tree is None:
            return []
        return [str(value) for value in self.tree.xpath(path)]

    def _anchors(self) -> Iterator[Link]:
        if self.tree is None:
            return
        for element in self.tree.iter("a", "area", "router-link"):
            href = (element.get("href") or "").strip()
            if element.tag == "router-link" and element.get("to"):
                href = f"#{element.get('to')}"
            if is_hidden(element):
                continue
            url, view = None, ""
            if _SCRIPTED.match(href) and not _EMPTY_SCRIPT.match(re.sub(r"\s", "", href)):
                url = self.clicked(href, element)
            elif not _EMPTY_SCRIPT.match(re.sub(r"\s", "", href)) and not href.startswith("#"):
                url = viewed(self.base, href) or self.resolve(href)
            if "#" in href and (view := self._view_of(href, url)):
                url = self._asked_by(view)
            if url is None:
                url = next(filter(None, (self.clicked(code, element) for code in clicks(element))), None)
            url = url or self._held(element)
            if url:
                yield dataclasses.replace(self.link_at(element, url, "link"), view=view)

    def _view_of(self, href: str, url: str | None) -> str:
        """The address of the view that a link's fragment names, or an empty string.

        Args:
            href: The link, as the page gives it.
            url: What it leads to besides the fragment; None for this page.
        """
        fragment = href.partition("#")[2]
        if addresses.GAP in fragment or "{{" in fragment:
            return ""
        own = urllib.parse.urldefrag(self.url)[0]
        if url is None or url == own:
            shown = bool(fragment) and self._effects_at(fragment) is not None
            return f"{own}#{fragment}" if shown else ""
        return f"{url}#{fragment}" if addresses.names_view(fragment) and not viewed(self.base, href) else ""

    def _asked_by(self, view: str) -> str:
        """What a view of this page asks for, by which it differs from others; its own address if that is not known."""
        page, _, fragment = view.partition("#")
        effects = self._effects_at(fragment) if page == urllib.parse.urldefrag(self.url)[0] else None
        return (self._target(effects, asked_too=True) if effects is not None else None) or view

    @functools.cached_property
    def _shown_at(self) -> dict[str, Effects | None]:
        """What has been found out of views, by their fragments."""
        return {}

    def _effects_at(self, fragment: str) -> Effects | None:
        if fragment not in self._shown_at and len(self._shown_at) < _MOST_VIEWS:
            self._shown_at[fragment] = self.scripting.at(fragment) if self.within or self.codes else None
        return self._shown_at.get(fragment)

    def _clicks(self) -> Iterator[Link]:
        """Elements other than anchors that lead somewhere when clicked."""
        if self.tree is None:
            return
        seen = set()
        for element in self.tree.xpath("//*[@*[starts-with(name(), 'data-') or contains(name(), 'click')]]"):
            if element.tag in _NO_CLICK or self._surroundings.links_in(element) or is_hidden(element):
                continue
            url = next(filter(None, (self.clicked(code, element) for code in clicks(element))), None)
            url = url or self._held(element)
            if url:
                seen.add(element)
                yield self.link_at(element, url, "script")
        for element, effects in self.bound():
            url = self._target(effects)
            if url and element not in seen and not is_hidden(element):
                yield self.link_at(element, url, "script")
        yield from self._nodes()

    def acts(self) -> Iterator[tuple[HtmlElement, Effects]]:
        """The elements that can be clicked or chosen, each with what that does."""
        yield from self._acts_of_components()
        yield from self._acts_on_page()

    def _acts_of_components(self) -> Iterator[tuple[HtmlElement, Effects]]:
        """What can be chosen of lists, tabs, menus and trees of components, as links, each with what that does."""
        if self._is_alone and (self._repeats or self._has_marks(CHOSEN_BY)):
            yield from itertools.islice(self.scripting.chosen(), _MOST_CHOSEN)

    def _acts_on_page(self) -> Iterator[tuple[HtmlElement, Effects]]:
        """Those of them that stand on the page itself, and not for entries of a list."""
        if self.tree is None:
            return
        repeats = self._is_alone and self._repeats
        pieces = self.scripting.pieces if self._is_alone else ()
        for element in (*self.tree.xpath(CLICKABLE), *(each for piece in pieces for each in piece.xpath(_CLICKABLE))):
            if repeats and is_repeated(element):
                continue
            for code in clicked_codes(element):
                if "(" in code:
                    yield element, self.scripting.click(code, element)
        yield from self.bound()
        boxes = (box for piece in (self.tree, *pieces) for box in piece.xpath("descendant-or-self::select[@onchange]"))
        for box in boxes:
            for option in self.scripting.choices(box):
                yield option, self.scripting.click(box.get("onchange"), box, option)
        if self._is_alone:
            yield from self.scripting.nodes()

    @functools.cached_property
    def chosen_first(self) -> Sequence[tuple[HtmlElement, Effects]]:
        """What can be chosen of its components, each with what that does: worked out once for whoever asks."""
        return tuple(self._acts_of_components())

    @functools.cached_property
    def clicked_first(self) -> Sequence[tuple[HtmlElement, Effects]]:
        """The first of all these: what is chosen of a long list leaves room for a menu and a pager of the page."""
        # All share their steps, and what is chosen of a long list may take all that are left.
        on_page = tuple(itertools.islice(self._acts_on_page(), _MOST_CLICKED))
        return (*self.chosen_first, *on_page)

    def _shown_by_clicks(self) -> Iterator[Link]:
        """The links that clicks show, and pagers of libraries, of rows that the page holds itself."""
        if not self._is_alone:
            return
        for effects in self.scripting.in_place():
            yield from self._shown(effects, ())
        words = vocabulary()
        for element, effects in self.clicked_first:
            if shows_rows(effects):
                label = plain(element.text_content() or element.get("value") or "")
                turns = words.next_page.match(label) is not None
                # What is clicked says whose rows it shows; the number of a page says nothing of them.
                is_pager = turns or words.page_number.match(label)
                clicked = None if is_pager else self.link_at(element, NOWHERE, "script")
                around = (clicked.label, *clicked.groups) if clicked and clicked.label else ()
                for each in self.scripting.again(element, clicked_codes(element)) if turns else (effects,):
                    yield from self._shown(each, around)

    def _shown(self, effects: Effects, clicked: tuple[str, ...]) -> Iterator[Link]:
        """The links that a click shows, each with what says whose it is.

        Args:
            effects: What the click does.
            clicked: The words of what is clicked, and of the groups that this stands in.
        """
        for link, around in self._written(effects, "script"):
            yield dataclasses.replace(link, groups=(*link.groups, *clicked, *around))

    def bound(self) -> Iterator[tuple[HtmlElement, Effects]]:
        """The elements whose clicks its scripts handle, or those of the page that shows it, with what that does."""
        if self.within is not None and self.tree is not None:
            yield from self.within.shown(self.tree)
        elif self._is_alone:
            yield from self.scripting.bound()

    def _held(self, element: HtmlElement) -> str | None:
        """The address that an element holds in an attribute of its page's own making."""
        if element.tag in _NO_TAB:
            return None
        for name, given in element.attrib.items():
            kind, value = str(name).removeprefix("data-"), str(given).strip()
            if kind == name or len(value) > addresses.LONGEST:
                continue
            named = kind.rpartition("-")[2] in _HELD and re.match(r"[\w./?][\w./?=&%-]*[/?.][\w./?=&%-]*$", value)
            if _ADDRESS_LIKE.match(value) or (named and not re.match(r"\.[a-z]", value)):
                return viewed(self.base, value) or self.resolve(value)
        return None

    def _options(self) -> Iterator[Link]:
        """Options of a box that leads where it is set."""
        if self.tree is None:
            return
        for box in self.tree.iter("select"):
            code, choices = box.get("onchange") or "", 0
            for option in self.scripting.options(box) if self._is_alone else box.iter("option"):
                value = (option.get("value") or "").strip()
                text = plain(option.text_content())
                if not value or not text:
                    continue
                if re.match(r"(?:https?://|\.{0,2}/)|.*\.(?:s?html?|jsp|aspx?|php)\b", value):
                    url = self.resolve(value)
                elif code and choices < _MOST_CHOICES:
                    choices += 1
                    url = self._chosen(code, value) or self.clicked(code, box, option)
                else:
                    url = None
                if url:
                    yield Link(url, text, origin="option", groups=self.groups(box))

    def _chosen(self, code: str, value: str) -> str | None:
        """The address that a box's script makes of the value chosen."""
        chosen = re.sub(r"this(?:\.options\[[^\]]{0,100}\])?\.value", lambda _: repr(value), code)
        if chosen == code:
            return None
        return self.clicked(chosen, None)

    def _of_scripts(self) -> Iterator[Link]:
        """The links of scripts.

        What shows a page when it is clicked tells whose that is, also where it is shown from the beginning, or by a
        function that is tried without a click: one tab may show all rows, another a body's. So does a tree of nodes.
        """
        shown = tuple(self._shown_by_clicks())
        groups: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for link in shown:
            groups[link.url].update(dict.fromkeys(link.groups))
        written = tuple(self._in_scripts())
        for link in written:
            if link.url in groups:
                groups[link.url].update(dict.fromkeys(link.groups))
        for link in (*written, *shown):
            yield dataclasses.replace(link, groups=tuple(groups[link.url])) if link.url in groups else link

    def _in_scripts(self) -> Iterator[Link]:
        """What scripts write and name."""
        for effects in self.effects:
            above: dict[str, tuple[str, ...]] = {}
            written = tuple(self._written(effects, "script"))
            for name, url, groups in _menu(effects):
                resolved = self.clicked(url, None) if _SCRIPTED.match(url) else self.resolve(url)
                if resolved is None:
                    continue
                above[resolved] = groups
                link = Link(resolved, plain(name), origin="script", groups=groups)
                # What is written of an entry tells what its address starts from.
                if not any(
                    each.text == link.text and _starts_elsewhere(each.url, url, resolved) for each, _ in written
                ):
                    yield link
            for link, around in written:
                # What is written of the nodes of a tree may show none of what stands above them.
                yield dataclasses.replace(link, groups=(*(link.groups or above.get(link.url, ())), *around))
        yield from self._repeated()

    def _written(self, effects: Effects, origin: str) -> Iterator[tuple[Link, tuple[str, ...]]]:
        """The links that scripts write, each with the words of the groups that what it is written in stands in."""
        for holder, markup in effects.written().items():
            around = self.groups(holder) if holder is not None else ()
            shown = markup if holder is None else _with_head(holder, markup)
            for link in fragment(self.base, shown, origin, self.scripting):
                yield link, around

    def clicked(self, code: str, element: HtmlElement | None, option: HtmlElement | None = None) -> str | None:
        """The address that a click leads to, or whose answer it shows; None where it does something else."""
        if not code.strip():
            return None
        effects = self.scripting.click(code, element, option)
        target = self._target(effects)
        if target or effects.requests or shows_rows(effects):
            return target
        texts = [argument for _, arguments in effects.calls for argument in arguments if isinstance(argument, str)]
        named = next((text for text in texts if _is_address(text)), None)
        return (viewed(self.base, named) or self.resolve(named)) if named else None

    def _target(self, effects: Effects, *, asked_too: bool = False) -> str | None:
        # What a part of a page asks for is a further part of the same list.
        requests = effects.requests if self.within is None or asked_too else ()
        asked = [request for request in requests if request.method == "GET" and not request.unknown]
        for target in (*effects.destinations, *effects.frames, *(request.address for request in asked)):
            url = viewed(self.base, target) or self.resolve(target)
            if url:
                return url
        return None

    def short_words(self, element: HtmlElement) -> str:
        """The words of an element that holds only a few, made plain; else an empty string."""
        return self._surroundings.short_words(element, _MOST_IN_SHORT)

    def groups(self, element: HtmlElement) -> tuple[str, ...]:
        """Words of the groups that an element stands in, from the innermost outwards, behind what has published it.

        One that a script has made stands in those of the element in which it is shown, too.
        """
        publisher = self._matrices.publisher(element)
        if not publisher and element.get("href") is not None and self._surroundings.holds(element):
            publisher = self._publishers.beside(element)
        found = ((publisher,) if publisher else ()) + self._groups.above(element)
        is_made = self._is_alone and not self._surroundings.holds(element)
        holder = self.scripting.holder(element) if is_made else None
        return found if holder is None else (*found, *self.groups(holder))

    def link_at(self, element: HtmlElement, url: str, origin: str) -> Link:
        """The link that an element is, with what it is called (`spiders.discovery` tells by what).

        Args:
            element: The element.
            url: Where it leads.
            origin: Where it was found (`Link.origin`).
        """
        around = self._surroundings.of(element)
        text = own_words(element, around)
        words = vocabulary()
        context = ""
        wordless = not text or words.more.match(text) or (not _HAN.search(text) and not _says_something(text))
        offers = addresses.suffix(url) in words.file_suffixes and words.offer.fullmatch(text) is not None
        if wordless or offers or years(text):
            context = self._matrices.name(element, "" if wordless or offers else text)
        begun: tuple[str, ...] = ()
        if wordless:
            context = context or around.around(element, text)
            rows = rows_above(element, around) if leads_to_rest(text) else ()
            # What stands around it may be no more than those rows, or another link like it.
            if leads_to_rest(text) and (not context or leads_to_rest(context) or are_titles(context, rows, around)):
                context, begun = self._tab_of_rest(element, around), tuple(self._led_to_in(rows))
        elif offers:
            context = (context or around.around(element, text)) + text
        else:
            context = context or around.named_with_year(element, text)
        head = self._matrices.head(element, text)
        groups = (head, *self.groups(element)) if head else self.groups(element)
        return Link(url, text, context, around.is_dated(element), origin, groups=groups, begun=begun)

    def _tab_of_rest(self, link: HtmlElement, around: Surroundings) -> str:
        """The words of the tab whose pane a link to the rest of a list stands in, if it is the only one there."""
        pane, words = self._groups.pane(link) or (None, "")
        if pane is None:
            return ""
        if pane not in self._rests:
            rests = (each for each in pane.iter("a") if leads_to_rest(around.short_words(each, _MOST_IN_SHORT)))
            self._rests[pane] = sum(1 for _ in itertools.islice(rests, 2))
        return words if self._rests[pane] == 1 else ""

    @functools.cached_property
    def _rests(self) -> dict[HtmlElement, int]:
        """How many links to the rest of a list panes hold, as far as they have been asked for: two for several."""
        return {}

    def _led_to_in(self, rows: Sequence[HtmlElement]) -> Iterator[str]:
        """Where the first links in some rows lead."""
        anchors = (each for row in rows for each in row.iter("a", "area"))
        for element in itertools.islice(anchors, _MOST_BEGUN):
            href = (element.get("href") or "").strip()
            if url := viewed(self.base, href) or self.resolve(href):
                yield url


def _imports(code: str, base: str, fetched: Mapping[str, str]) -> tuple[str, ...]:
    """Addresses of the modules that a script imports, each behind those that it imports itself."""
    begun: set[str] = set()
    found: list[str] = []

    def take(text: str, begin: str) -> None:
        for source in filter(_MODULE.match, sources(parse(text))):
            url = addresses.resolve(begin, source)
            if url and url not in begun and len(begun) < _MOST_MODULES:
                begun.add(url)
                take(fetched.get(url, ""), url)
                found.append(url)

    take(code, base)
    return tuple(found)


def fragment(
    base: addresses.Base, markup: str, origin: str = "record", within: PageScripts | None = None
) -> Iterator[Link]:
    """The links of a piece of HTML that stands inside an answer or a script.

    Args:
        base: Base of the document that shows it.
        markup: The piece of HTML.
        origin: Where the links were found (`Link.origin`).
        within: The scripts of the page that shows it.
    """
    for link in PortalPage.of_markup(base, markup, within).links:
        yield dataclasses.replace(link, origin=origin)


def _groups_among(pieces: Sequence[HtmlElement], rows: Set[HtmlElement]) -> dict[HtmlElement, tuple[str, ...]]:
    """Words of the groups that each of some pieces stands in, which are shown one behind the other.

    Args:
        pieces: The pieces.
        rows: Those of them that are rows, and no headings, however few words they have.
    """
    holder: HtmlElement = lxml.html.Element("div")
    holder.extend(map(copy.deepcopy, pieces))
    for piece, made in zip(pieces, holder, strict=True):
        made.tag = "li" if piece in rows else piece.tag
    groups = Groups(Surroundings(holder))
    return {piece: groups.above(made) for piece, made in zip(pieces, holder, strict=True)}


def _leading(piece: HtmlElement, led: Mapping[HtmlElement, str]) -> str:
    """A piece as a page would write it if each of its elements said where it leads."""
    copied = copy.deepcopy(piece)
    for element, made in zip(piece.iter(), copied.iter(), strict=True):
        if element in led:
            made.set(_LED_TO, led[element])
    return written(copied)


def _with_head(holder: HtmlElement, markup: str) -> str:
    """Rows of a table as they are shown below its head, which says what their cells hold; other pieces as they are.

    Args:
        holder: The element of the page that shows the piece.
        markup: The piece of HTML.
    """
    table = next(holder.iterancestors("table"), None) if _ROWS.match(markup) else None
    head = table.find(".//tr") if table is not None else None
    if head is None or next(head.iter("a"), None) is not None:
        return markup
    return f"<table>{lxml.html.tostring(head, encoding='unicode', with_tail=False)}{markup}</table>"


def _says_something(text: str) -> bool:
    """Whether words without Chinese characters are more than a mark or two, in whatever script."""
    return re.search(r"\w{3,}", text) is not None or sum(map(str.isalpha, text)) > _MARKS


def _is_address(text: str) -> bool:
    """Whether a text of a script looks like an address."""
    return len(text) <= addresses.LONGEST and _ADDRESS_LIKE.match(text) is not None


def _starts_elsewhere(whole: str, address: str, resolved: str) -> bool:
    """Whether an address ends like one that is relative, and leads elsewhere than that does from its page."""
    return whole != resolved and whole.endswith(f"/{address.lstrip('./')}")


def clicks(element: HtmlElement) -> Iterator[str]:
    """The scripts that a click on an element runs."""
    yield from filter(None, map(element.get, _CLICK_ATTRIBUTES))
    yield from clicked_by(element)


def clicked_codes(element: HtmlElement) -> tuple[str, ...]:
    """The same, with the address of a link, which may be a script as well."""
    return (*clicks(element), element.get("href") or "")


def _counts_readers(url: str) -> bool:
    """Whether a script's address says that it counts readers or logs them in: by its path, or by the value of a field.

    Where one program serves everything, a field names what it does (`index.php?c=api&a=hits`).
    """
    words, parts = vocabulary(), urllib.parse.urlsplit(url.lower())
    values = (value for _, value in queries.fields(parts.query))
    return words.counting.search(parts.path) is not None or any(map(words.counting.fullmatch, values))


def _menu(effects: Effects) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Names with addresses: in objects (`{name: "年报", url: "/nb/"}`), and in calls (`add(2, 0, "年报", "/nb/")`).

    The third member are the names of the nodes above, where the menu is a tree.
    """
    above = of_nodes(effects.objects, effects.calls, _NAMES)
    for value in effects.objects:
        members = {name.lower(): member for name, member in value.items()}
        name = next((text for key in _NAMES if isinstance(text := members.get(key), str) and text), "")
        url = next((text for key in _ADDRESSES if isinstance(text := members.get(key), str) and text), "")
        if name and url:
            yield name, url, above.get((node_id(members.get("id")), name), ())
    for _, arguments in effects.calls:
        for first, second in itertools.pairwise(arguments):
            if (
                isinstance(first, str)
                and isinstance(second, str)
                and _HAN.search(first)
                and (_is_address(second) or _SCRIPTED.match(second))
            ):
                yield first, second, above.get((node_id(arguments[0]), first), ())

"""How a list is turned whose pages have no address of their own: what is asked for the next one, and which is the last.

There are seven ways, and a list is turned by the first that is found: by the field of what was asked that holds the
number of a page, by the function of the page that asked for the first one, by the function that a pager in its markup
calls, by a pager that a library draws, by what a click on the pager of a part does, and by what an answer tells for the
next question. Where the page shows the list itself, the field may be that of what a button asks for which adds the next
page, and a list may be turned by what one click on it after the other asks for.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
import operator
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import lxml.etree
from lxml.html import HtmlElement

from spiders import queries
from spiders.discovery.addresses import Base
from spiders.discovery.pager import pages_told
from spiders.discovery.pages import CLICKABLE, PortalPage, clicked_codes, clicks
from spiders.discovery.titles import plain
from spiders.discovery.vocabulary import vocabulary
from spiders.families.question import Question, first_asked, read
from spiders.scripting.effects import Asked, encoded
from spiders.scripting.pagers import pages_declared, pages_of

_ARGUMENT = re.compile(r"'[^'\\]{0,100}'|\"[^\"\\]{0,100}\"|-?\d{1,9}")
_CALL = re.compile(
    rf"\s*(?:javascript:)?\s*(?:return\s+)?([A-Za-z_$][\w$.]*)"
    rf"\(\s*((?:{_ARGUMENT.pattern})(?:\s*,\s*(?:{_ARGUMENT.pattern})){{0,5}})\s*\)"
)
_DIGITS = re.compile(r"\d{1,3}", re.ASCII)
_MOST_ARGUMENTS, _LONGEST_ARGUMENT = 6, 100
_NUMBERS = re.compile(r"(?<![0-9A-Za-z])([0-9]{1,4})(?![0-9A-Za-z])")
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_LONGEST_LABEL = 12
_MOST_TOLD, _DEEPEST = 2_000, 6
"""Texts and numbers of an answer that may be asked for again, and how deep they are looked for."""


class Turning(Protocol):
    """A way to turn a list."""

    @property
    def last(self) -> int | None:
        """Number of the last page, from 1; None where it is not known."""

    def next(self, asker: PortalPage, markup: str, number: int) -> Question | None:
        """What is asked for the page behind one; None where nothing is.

        Args:
            asker: The page that shows the list.
            markup: The HTML that shows the page of the list.
            number: Number of that page, from 1.
        """

    def seen(self, markup: str, number: int) -> Turning:
        """The same, with what the HTML of a page of the list says of the last one."""


@dataclasses.dataclass(frozen=True, slots=True)
class ByField:
    """By the field of a question that holds the number of a page, or of the rows before it.

    Attributes:
        question: What is asked for a page of the list.
        last: Number of pages that a pager beside the list counts.
    """

    question: Question
    last: int | None = None

    def next(self, asker: PortalPage, markup: str, number: int) -> Question:
        return self.question.at(self.question.number + number + 1 - self.question.asks)

    def seen(self, markup: str, number: int) -> ByField:
        return self

    @classmethod
    def of(cls, question: Question | None, page: PortalPage) -> ByField | None:
        """The way of a question, if it names the page that it asks for.

        Args:
            question: What a page asks for.
            page: The page.
        """
        if question is None or not question.names_page:
            return None
        for index, pager in enumerate(page.scripting.pagers if page.effects else ()):
            following = ByPager(index).next(page, "", question.asks)
            if following and following.identity == question.identity:
                return cls(question, pager.pages)
        return cls(question)

    @classmethod
    def added(cls, page: PortalPage, number: int, rows: int = 0) -> ByField | None:
        """The way of what a click asks for that adds the next page below the one that is shown, or puts it there.

        Args:
            page: The page that shows the list.
            number: Number of the page of the list that it shows.
            rows: How many rows of the list it shows, if that is known.
        """
        words = vocabulary()
        for element, effects in page.clicked_first:
            label = plain(element.text_content() or element.get("value") or "")
            numbered = words.page_number.match(label)
            turns = words.next_page.match(label) or (numbered and int(numbered[1]) == number + 1)
            if not (turns or words.load_more.match(label)):
                continue
            asked = first_asked(effects, page.base)
            question = dataclasses.replace(asked, asks=number + 1) if asked is not None else None
            # Other things than lists are turned, too: what turns one asks for the very page that it names.
            if question is not None and (question.holds_number if turns else question.names_page):
                return cls(question, _last_told(page, element, number, rows))
        return None


@dataclasses.dataclass(frozen=True, slots=True)
class ByFunction:
    """By a function of the page that is called with the number of a page (`load(2)`, `load('list', 2, 10)`).

    Attributes:
        name: Name of the function.
        last: Number of the last page that a pager has called it with, from 1.
        first: What it calls the first page: 1 or 0.
        before: Arguments before that number, as they are written (`'list', `).
        behind: Arguments behind it.
    """

    name: str
    last: int | None = None
    first: int = 1
    before: str = ""
    behind: str = ""

    def next(self, asker: PortalPage, markup: str, number: int) -> Question | None:
        code = f"{self.name}({self.before}{number + self.first}{self.behind})"
        return first_asked(asker.scripting.click(code), asker.base)

    def seen(self, markup: str, number: int) -> ByFunction:
        found = self.written(markup, number)
        around = (self.before, self.behind)
        if found is not None and found.name == self.name and (found.before, found.behind) != around:
            # What the page itself calls it with may be the number of a tab (`tab(1)`, and in the pager `tab(1, 2)`).
            return found
        if found is None or found.first != self.first:
            # The page that asked may show each answer as if it were the first page, with the pager of that.
            return self
        return dataclasses.replace(self, last=max(self.last or 0, found.last or 0) or None)

    @classmethod
    def called(cls, page: PortalPage, question: Question) -> ByFunction | None:
        """The function that the page itself calls with the number of the first page, where what it asks names none.

        It is known by what it does when it is called with the next number: the like of what was asked, elsewhere. What
        a click has asked for is another list, unless the function asks for that, too, with the number of its first
        page. Where two arguments may be that number, only a pager tells which one is.
        """
        calls = [call for effects in page.effects[:1] for call in effects.calls]
        given = {(name, tuple(json.dumps(each) for each in told)) for name, told in calls if _are_plain(told)}
        for name, arguments in sorted(given):
            places = [
                at for at, each in enumerate(arguments) if _DIGITS.fullmatch(each.strip('"')) and _NAME.fullmatch(name)
            ]
            ways = []
            for at in places:
                number = int(arguments[at].strip('"'))
                if number > 1:
                    continue
                way = cls._at(name, arguments, at, first=int(number > 0))
                asked, following = (way.next(page, "", number + later - way.first) for later in (0, 1))
                if asked and asked.identity != question.identity:
                    continue
                if following and following.method == question.method and following.identity != question.identity:
                    ways.append(way)
            if len(ways) == 1:
                return ways[0]
        return None

    @classmethod
    def written(cls, markup: str, number: int) -> ByFunction | None:
        """The function that the pager in a piece of HTML calls with the number of the next page.

        Of several arguments that is the one which tells pages apart.
        """
        tree = PortalPage.of_markup(Base(""), markup).tree if markup else None
        calls: defaultdict[tuple[str, int], list[tuple[str, ...]]] = defaultdict(list)
        following: dict[tuple[str, int], tuple[str, ...]] = {}
        for element in tree.xpath(CLICKABLE) if tree is not None else ():
            label = plain(element.text_content())
            numbered = vocabulary().page_number.match(label)
            shown = int(numbered[1]) if numbered else number + 1 if vocabulary().next_page.match(label) else 0
            for code in clicked_codes(element):
                if call := _CALL.match(code):
                    arguments = tuple(_ARGUMENT.findall(call[2]))
                    calls[call[1], len(arguments)].append(arguments)
                    if shown == number + 1:
                        following.setdefault((call[1], len(arguments)), arguments)
        for (name, count), arguments in following.items():
            told = calls[name, count]
            places = {at: _digits(each) - number for at, each in enumerate(arguments) if _digits(each) >= 0}
            apart = {at: len({each[at] for each in told}) for at, begins in places.items() if begins in (0, 1)}
            if apart:
                at = max(apart, key=lambda place: (apart[place], places[place]))
                last = max(_digits(each[at]) for each in told) + 1 - places[at]
                return dataclasses.replace(cls._at(name, arguments, at, first=places[at]), last=last)
        return None

    @classmethod
    def _at(cls, name: str, arguments: Sequence[str], at: int, *, first: int) -> ByFunction:
        """The function with the number of a page at one of its arguments."""
        before = "".join(f"{each}, " for each in arguments[:at])
        behind = "".join(f", {each}" for each in arguments[at + 1 :])
        return cls(name, first=first, before=before, behind=behind)


def _digits(argument: str) -> int:
    """The number that an argument is; -1 for one that is none, or longer than those of pages."""
    digits = _DIGITS.fullmatch(argument.strip("'\""))
    return int(digits[0]) if digits else -1


def _are_plain(arguments: Sequence[object]) -> bool:
    """Whether the arguments of a call are a few numbers and texts."""
    return 0 < len(arguments) <= _MOST_ARGUMENTS and all(
        isinstance(each, (int, str)) and not isinstance(each, bool) and len(str(each)) <= _LONGEST_ARGUMENT
        for each in arguments
    )


@dataclasses.dataclass(frozen=True, slots=True)
class ByPager:
    """By a pager that a library draws.

    Attributes:
        index: Its number among those of the page, from 0.
        last: Number of pages that it counts.
    """

    index: int
    last: int | None = None

    def next(self, asker: PortalPage, markup: str, number: int) -> Question | None:
        return first_asked(asker.scripting.turn(self.index, number + 1), asker.base)

    def seen(self, markup: str, number: int) -> ByPager:
        return self

    @classmethod
    def drawn(cls, page: PortalPage, number: int, question: Question | None) -> ByPager | None:
        """The pager that asks for the next page of a list.

        Args:
            page: The page.
            number: Number of the page of the list that it shows.
            question: What it has asked for that; None where it shows the list itself.
        """
        for index, pager in enumerate(page.scripting.pagers if page.effects else ()):
            following = cls(index).next(page, "", number)
            if following and (question is None or _is_alike(following, question)):
                return cls(index, pager.pages)
        return None


@dataclasses.dataclass(frozen=True, slots=True)
class ByClick:
    """By a click that a page handles on the next page, in the pager of a part that it shows, or draws for one."""

    @property
    def last(self) -> None:
        return None

    def next(self, asker: PortalPage, markup: str, number: int) -> Question | None:
        part = PortalPage.of_markup(asker.base, markup, asker.scripting)
        acts = ((act.element, act.effects) for act in asker.acts_on_answer)
        for element, effects in itertools.chain(part.bound(), acts):
            label = plain(element.text_content())
            numbered = vocabulary().page_number.match(label)
            if vocabulary().next_page.match(label) or (numbered and int(numbered[1]) == number + 1):
                question = first_asked(effects, asker.base)
                if question:
                    return question
        return None

    def seen(self, markup: str, number: int) -> ByClick:
        return self

    @classmethod
    def bound(cls, page: PortalPage, markup: str, number: int) -> ByClick | None:
        """A click, if the page handles one on the next page of the list that a piece of HTML shows."""
        return cls() if markup and page.effects and cls().next(page, markup, number) else None


@dataclasses.dataclass(frozen=True, slots=True)
class ByAnswer:
    """By a click on what loads more, which asks for what the answer has told: a mark of where the list goes on.

    Attributes:
        question: What was asked for the first page.
    """

    question: Question

    @property
    def last(self) -> None:
        return None

    def next(self, asker: PortalPage, markup: str, number: int) -> Question | None:
        """What is asked for the page behind one by the page that shows this, with the answer that it has had."""
        if asker.answer is None:
            return None
        words = vocabulary()
        for element, effects in asker.clicked_first:
            label = plain(element.text_content() or element.get("value") or "")
            if words.load_more.match(label) or words.next_page.match(label):
                question = first_asked(effects, asker.base)
                return question if question and self._goes_on_with(question, asker.answer.content) else None
        return None

    @classmethod
    def offered(cls, page: PortalPage, question: Question) -> ByAnswer | None:
        """The way, if a page has something to click on for what comes next.

        Args:
            page: The page that asks.
            question: What it asks for the first page.
        """
        elements = page.tree.iter("a", "button", "input", "span", "li", "div", "p") if page.tree is not None else ()
        labels = filter(None, (_label(page, element) for element in elements))
        words = vocabulary()
        offers = any(words.load_more.match(label) or words.next_page.match(label) for label in labels)
        return cls(question) if offers else None

    def _goes_on_with(self, following: Question, content: Any) -> bool:
        """Whether a question differs from the first one in what an answer has told, and in no field besides."""
        first = self.question
        if (following.url, following.method) != (first.url, first.method):
            return False
        fields = {*first.parameters, *following.parameters}
        changed = {name for name in fields if following.parameters.get(name) != first.parameters.get(name)}
        told = set(itertools.islice(_told(content), _MOST_TOLD))
        return bool(changed) and all(str(following.parameters.get(name, "")) in told for name in changed)

    def seen(self, markup: str, number: int) -> ByAnswer:
        return self


@dataclasses.dataclass(frozen=True, slots=True)
class ByClicks:
    """By one click after the other on what loads more: each asks for an address with the next number in it.

    Attributes:
        clicked: How many pages are shown before the first click.
        last: Number of pages that the element to click on tells.
    """

    clicked: int
    last: int | None = None

    def next(self, asker: PortalPage, markup: str, number: int) -> Question | None:
        for element in self._offering(asker):
            times = number + 1 - self.clicked
            effects = asker.scripting.in_turn(element, clicked_codes(element), times)
            return first_asked(effects[-1], asker.base) if len(effects) == times else None
        return None

    def seen(self, markup: str, number: int) -> ByClicks:
        return self

    @classmethod
    def offered(cls, page: PortalPage, number: int, rows: int = 0) -> ByClicks | None:
        """The way, if two clicks ask for what differs in one number alone, that of the later click being higher.

        Args:
            page: The page that shows the list.
            number: Number of the page of the list that it shows.
            rows: How many rows of the list it shows, if that is known.
        """
        for element in cls._offering(page):
            one, other = (cls(number).next(page, "", number + later) for later in (0, 1))
            return (
                cls(number, _last_told(page, element, number, rows))
                if one and other and _counts_on(one, other)
                else None
            )
        return None

    @staticmethod
    def _offering(page: PortalPage) -> Iterator[HtmlElement]:
        """What loads more, of what can be clicked on."""
        for element, effects in page.clicked_first:
            label = plain(element.text_content() or element.get("value") or "")
            if effects.requests and vocabulary().load_more.match(label):
                yield element


def _counts_on(one: Question, other: Question) -> bool:
    """Whether two questions differ in one number alone, which is higher in the second."""
    told = (json.dumps([each.url, each.method, dict(each.parameters)], sort_keys=True) for each in (one, other))
    first, second = map(_NUMBERS.split, told)
    changed = [at for at in range(min(len(first), len(second))) if first[at] != second[at]]
    if len(first) != len(second) or len(changed) != 1:
        return False
    lower, higher = first[changed[0]], second[changed[0]]
    return lower.isdigit() and higher.isdigit() and int(lower) < int(higher)


def _last_told(page: PortalPage, element: HtmlElement, number: int, rows: int) -> int | None:
    """Number of the last page of a list: by what is to be clicked on for the next one, by its page, or by its scripts.

    Args:
        page: The page that shows the list.
        element: What is to be clicked on.
        number: Number of the page of the list that it shows.
        rows: How many rows of the list it shows, if that is known.
    """
    told = pages_of(element)
    if told is None:
        told = beside(page, number, rows)
    return _foreseen(page, element, number) if told is None else told


def beside(page: PortalPage, number: int, rows: int = 0) -> int | None:
    """How many pages a list has by the page that shows or asks for it, or by what its scripts call a number.

    What counts no further page than the list has shown counts those of something else, or of nothing yet.

    Args:
        page: The page.
        number: Number of the page of the list that has been shown.
        rows: How many rows of the list that has, if that is known.
    """
    told = counted(page, number, rows)
    if told is None and page.effects:
        told = page.scripting.pages_named
    return told if told is not None and told > number else None


def _foreseen(page: PortalPage, element: HtmlElement, number: int) -> int | None:
    """Number of the page behind which an element goes that is clicked on for the next one; None where that is not seen.

    What is hidden as soon as it has been clicked on waits for an answer, or for what only that tells.
    """
    words = vocabulary()
    effects = page.scripting.until_gone(
        element, clicked_codes(element), lambda text: bool(words.load_more.match(text) or words.next_page.match(text))
    )
    asked = [question for each in effects or () if (question := first_asked(each, page.base))]
    counts_on = all(_counts_on(one, other) for one, other in itertools.pairwise(asked))
    return number + len(asked) if len(asked) > 1 and counts_on else None


def _told(content: Any, depth: int = 0) -> Iterator[str]:
    """The texts and numbers that an answer holds."""
    if isinstance(content, (dict, list)) and depth < _DEEPEST:
        for member in content.values() if isinstance(content, dict) else content:
            yield from _told(member, depth + 1)
    elif isinstance(content, (str, int)) and not isinstance(content, bool) and content != "":
        yield str(content)


def _ways(page: PortalPage, markup: str, number: int, asked: Question | None, rows: int) -> Iterator[Turning | None]:
    """What each way comes to, in the order in which they are tried."""
    yield ByField.of(asked, page)
    yield ByFunction.called(page, asked) if asked is not None else None
    yield ByFunction.written(markup, number)
    yield ByPager.drawn(page, number, asked)
    yield ByClick.bound(page, markup, number)
    if asked is None:
        yield ByField.added(page, number, rows)
        yield ByClicks.offered(page, number, rows)


def way(page: PortalPage, markup: str, number: int, asked: Question | None = None, rows: int = 0) -> Turning | None:
    """The way in which a list is turned; None where none is known.

    Args:
        page: The page that shows the list.
        markup: The HTML that shows a page of it; empty as long as it has not come.
        number: Number of that page, from 1.
        asked: What has been asked for it; None where the page shows the list itself.
        rows: How many rows of the list the page shows, if that is known.
    """
    return next(filter(None, _ways(page, markup, number, asked, rows)), None)


def counted(page: PortalPage, number: int, rows: int = 0) -> int | None:
    """How many pages a list has, as is written beside its pager, or told to what draws that.

    Args:
        page: The page, or a piece of HTML that shows a page of the list.
        number: Number of that page, from 1.
        rows: How many rows of the list that shows, if that is known.
    """
    told = pages_told(page, number)
    if told is None and page.effects:
        told = page.scripting.pages_counted
    return pages_declared(page.tree, rows) if told is None and page.tree is not None else told


def numbered(page: PortalPage, number: int) -> str | None:
    """The next page of a list by its own address, if a field of that holds its number and the page counts further ones.

    That is how a piece of HTML goes on which only the functions of the page that shows it turn.

    Args:
        page: The page.
        number: Number of the page of the list that it shows, from 1.
    """
    asked = read(Asked(page.url, "GET", {}, as_json=False), page.base)
    question = dataclasses.replace(asked, asks=number) if asked is not None else None
    if question is None or not question.holds_number or (counted(page, number) or 0) <= number:
        return None
    return queries.added(question.url, encoded(question.page(question.number + 1), page.encoding))


def goes_on(page: PortalPage, number: int) -> bool:
    """Whether a page says that its list has further pages, in whatever way it turns to them.

    Args:
        page: The page.
        number: Number of the page of the list that it shows, from 1.
    """
    if page.tree is None:
        return False
    told = pages_told(page, number)
    if told is not None:
        return told > number
    if (counted(page, number) or 0) > number:
        return True
    if page.effects and page.scripting.may_turn(number + 1):
        return True
    return any(_turns(page, element, number) for element in page.tree.iter("a", "button", "input", "span", "li", "div"))


def _turns(page: PortalPage, element: HtmlElement, number: int) -> bool:
    """Whether an element without an address is one to click on for the next page."""
    href = (element.get("href") or "").strip()
    is_clicked = element.tag not in ("span", "li", "div") or next(clicks(element), None) is not None
    if not (is_clicked or element.get("id")):
        return False
    if href and not href.startswith("#") and not href.lower().startswith("javascript:"):
        return False
    words, label = vocabulary(), _label(page, element)
    if not label or len(label) > _LONGEST_LABEL or (pages_of(element) or number + 1) <= number:
        return False
    if words.next_page.match(label) or words.load_more.match(label):
        return True
    numbered = words.page_number.match(label)
    return bool(is_clicked and numbered and int(numbered[1]) == number + 1 and _is_in_pager(page, element, number))


def _label(page: PortalPage, element: HtmlElement) -> str:
    return page.short_words(element) or plain(element.get("value") or "")


def _is_in_pager(page: PortalPage, element: HtmlElement, number: int) -> bool:
    """Whether the number of a page stands beside that of another one, or beside a word for the next."""
    words = vocabulary()
    item = element if element.tag == "li" or len(element.getparent()) > 1 else element.getparent()
    for other in (*item.itersiblings(lxml.etree.Element), *item.itersiblings(lxml.etree.Element, preceding=True)):
        label = page.short_words(other)
        numbered = words.page_number.match(label)
        if words.next_page.match(label) or (numbered and int(numbered[1]) in (number, number + 2)):
            return True
    return False


def shown(page: PortalPage) -> str:
    """The HTML of a page, with what its scripts write into it."""
    return page.text + written(page)


def written(page: PortalPage) -> str:
    """The HTML that the scripts of a page write."""
    return "".join(text for effects in page.effects[:1] for text in effects.markup)


def _is_alike(following: Question, question: Question) -> bool:
    """Whether a question asks for the next page of the same list: it differs in its parameters, or in one folder."""
    one, other = following.url.split("/"), question.url.split("/")
    alike = len(one) == len(other) and sum(map(operator.ne, one, other)) <= 1
    return alike and following.method == question.method and following.identity != question.identity

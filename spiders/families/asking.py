"""What a page asks interfaces for: by itself, when something is clicked, and when it has had an answer."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml.html import HtmlElement

from spiders.discovery import addresses
from spiders.discovery.pages import NOWHERE, Link, PortalPage
from spiders.families.question import Question, first_asked, read
from spiders.families.turning import Turning
from spiders.families.years import boxes_of_years, offers_years_alone, years_offered
from spiders.scripting.effects import Asked, Effects
from spiders.scripting.world import Answered

_ASKS = re.compile(
    r"\b(?:ajax|get|post|getJSON|fetch|axios|request|load|send|XMLHttpRequest|src|layui|zTree|tree|datagrid|bootstrapTable|[dD]ataTable)\b"
)
_SITE = re.compile(r"\bsite[-_]?id['\"]?\s*[:=]\s*['\"]?(\w+)", re.IGNORECASE)
_CHANNELS = re.compile(r"\bchannel[-_]?ids?['\"]?\s*[:=]\s*['\"]?([\w,]+)", re.IGNORECASE)
_USUAL = "/info_open/search"
"""Where intertid's interface is asked."""
_MOST_EXPANSIONS = 12
_MOST_OPENING = 2
_MOST_ANSWERS = 2
"""Answers that each lead the page to ask for the next."""
_MOST_YEARS = 40
"""Years of one box."""
_MOST_HELD, _LONGEST_HELD = 8, 300_000
"""Answers that are held, and characters of each."""

Identity = tuple[str, str, str]
"""What is equal for two pages of one list (`Question.identity`)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """What is to be known of a question when its answer comes.

    Attributes:
        question: What was asked for this page of the list.
        first: What the page itself asks: it shows each page of the list as the answer to that.
        asker: The page that asks, of which nothing has been read yet.
        answered: The answer that had come before, and without which the page had not asked.
        is_menu: Whether the answer may be the menu of the page, or some nodes of it, and is no list.
        turning: How the list is turned; None where that is not known.
        shown: Rows of the list that the pages before this one had.
        listed: What each list of the answer before this one held, by where it stands (`Answer.listed`).
    """

    question: Question
    first: Question
    asker: PortalPage
    answered: Answered | None = None
    is_menu: bool = False
    turning: Turning | None = None
    shown: int = 0
    listed: Mapping[tuple[str, ...], Sequence[str]] = dataclasses.field(default_factory=dict)

    def answer(self, text: str, content: object) -> Answered:
        """What the page that asked has had when this is its answer.

        Args:
            text: The answer.
            content: What it holds as JSON; None where it is none.
        """
        return Answered(self.first.url, text, content, self.answered)

    @property
    def fields(self) -> Mapping[str, object]:
        """What the page itself asks with."""
        return self.first.parameters


class Asker:
    """A page with the answers that it has had.

    Args:
        page: The page, without an answer.
        answered: The answers; None where it has had none yet.
    """

    def __init__(self, page: PortalPage, answered: Answered | None = None) -> None:
        self.page = page
        self.answered = answered
        self.shown = page if answered is None else page.with_answer(answered)
        """The page as it is now."""

    @property
    def is_done(self) -> bool:
        """Whether it has had as many answers, one after the other, as it may."""
        return self.answered is not None and len(self.answered.all) > _MOST_ANSWERS

    @property
    def asks(self) -> bool:
        """Whether something on the page may ask for something: its scripts, or what a library makes of its markup."""
        return self.shown.declares or _ASKS.search(self.shown.scripts) is not None

    @property
    def asks_by_itself(self) -> bool:
        """Whether it asks for anything when it is loaded, be that a list or not."""
        return any(effects.requests for effects in self.shown.effects[:1])

    def of_itself(self) -> Iterator[Question]:
        """What it asks for by itself, each once."""
        if self.asks:
            asked = next((effects.requests for effects in self.shown.effects if effects.requests), [])
            found: dict[Identity, Question] = {}
            for question in self._read(asked):
                found.setdefault(question.identity, question)
            yield from found.values()
        yield from self._usual()

    def _usual(self) -> Iterator[Question]:
        """What the usual interface of a make is asked for, where the page only states whom to ask for."""
        text, url = self.page.text, addresses.resolve(self.page.url, _USUAL)
        site, channels = _SITE.search(text), _CHANNELS.search(text)
        if site and channels and url and "info_open" in text and _USUAL not in self.page.scripts:
            parameters = {"pageIndex": "1", "pageSize": "20", "siteId": site[1], "channelIds": channels[1]}
            yield Question(url, "POST", {**parameters, "searchType": "1", "order": "writeTime"}, as_json=False)

    def when_clicked(self, *, is_shown: bool = False) -> Iterator[tuple[Link, Question]]:
        """What clicks ask for, by the functions that they call; each with the words that are clicked, as a link.

        Args:
            is_shown: Whether the page shows what is chosen when it is loaded.
        """
        if self.shown.tree is None or not self.asks:
            return
        clicked = (
            (element, effects)
            for element, effects in self.shown.clicked_first
            if not (is_shown and element.tag == "option" and element.get("selected") is not None)
        )
        yield from self._asked_of(clicked)

    def when_chosen(self) -> Iterator[tuple[Link, Question]]:
        """What a menu asks for where one of its entries is chosen: a node of a tree, or what the page has written.

        What these ask for by GET is the address of a link; what entries of lists ask for is none.
        """
        if not self.shown.effects:
            return
        written = [*self._asked_of(self.shown.scripting.nodes())] or self.when_clicked()
        yield from ((link, question) for link, question in written if question.method == "POST")
        entries = self._asked_of(self.shown.chosen_first)
        yield from ((link, question) for link, question in entries if question.method == "GET")

    def when_opened(self) -> Iterator[tuple[str, Question]]:
        """What its menus ask for where a node is opened, each with the words of the node; none for the uppermost."""
        if self.shown.effects:
            for words, effects in itertools.islice(self.shown.scripting.expansions(), _MOST_EXPANSIONS):
                if question := first_asked(effects, self.page.base):
                    yield words, question

    def for_its_menu(self) -> Iterator[Question]:
        """The first of what it asks for by itself and does not show as a part: what may be its menu."""
        parts = {part.url for part in self.page.parts}
        opening = (asked for effects in self.page.effects[:1] for asked in effects.requests)
        others = (asked for asked in opening if self.page.resolve(asked.address) not in parts)
        yield from itertools.islice(self._read(others), _MOST_OPENING)

    def for_its_text(self) -> Iterator[Question]:
        """What it asks for by itself, and may show in place of a text of its own."""
        yield from self._read(
            asked for effects in self.shown.effects[:1] for asked in effects.requests if asked.method == "GET"
        )

    def for_years(self, question: Question) -> Iterator[Question]:
        """The same question for the other years that a box on the page offers, where that holds one of its fields."""
        for box in boxes_of_years(self.page.tree) if self.page.tree is not None else ():
            name = str(box.get("name"))
            if name in question.parameters and offers_years_alone(box):
                others = (value for value, _ in years_offered(box) if value != str(question.parameters[name]))
                for value in itertools.islice(others, _MOST_YEARS):
                    yield dataclasses.replace(question, parameters={**question.parameters, name: value})

    def _read(self, requests: Iterable[Asked]) -> Iterator[Question]:
        yield from filter(None, (read(asked, self.page.base) for asked in requests))

    def _asked_of(self, acts: Iterable[tuple[HtmlElement, Effects]]) -> Iterator[tuple[Link, Question]]:
        """What acts ask for, each with what is clicked as a link, of which only the words are judged."""
        for element, effects in acts:
            if question := first_asked(effects, self.page.base):
                yield self.shown.link_at(element, NOWHERE, "script"), question


class Memory:
    """What pages have asked for already, and the answers that several of them would ask for again."""

    def __init__(self) -> None:
        self._held: dict[Identity, Answered] = {}
        self._last: tuple[PortalPage, frozenset[Identity]] | None = None
        """The page whose questions were worked out last, with their identities."""

    def keep(self, question: Question, answered: Answered) -> None:
        """Holds the answer to the first question of a page, such as the menu that each page of a site shows."""
        if len(answered.text) <= _LONGEST_HELD and len(self._held) < _MOST_HELD:
            self._held.setdefault(question.identity, answered)

    def has(self, question: Question) -> bool:
        """Whether the answer to a question is held."""
        return question.identity in self._held

    def of(self, page: PortalPage) -> Answered | None:
        """The answer that another page has had to what a page asks for by itself, and which is not asked for again."""
        asked = Asker(page).of_itself() if self._held else ()
        return next((self._held[question.identity] for question in asked if self.has(question)), None)

    def asked_by(self, page: PortalPage) -> frozenset[Identity]:
        """What a page asks for before it has an answer: worked out once for all answers that it gets."""
        if self._last is None or self._last[0] != page:
            asker = Asker(page)
            asked = (*asker.of_itself(), *(question for _, question in asker.when_clicked()))
            self._last = page.unread(), frozenset(question.identity for question in asked)
        return self._last[1]

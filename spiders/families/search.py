"""Shells that ask an interface for their rows (intertid's `/info_open/search` and its like)."""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar

from lxml.html import HtmlElement

from spiders import queries
from spiders.discovery import addresses
from spiders.discovery.judgement import Judge, Promise, Verdict
from spiders.discovery.pages import NOWHERE, Link, PortalPage, fragment
from spiders.discovery.titles import rest, years
from spiders.discovery.unlinked import has_gaps
from spiders.families import turning
from spiders.families.answers import Answer
from spiders.families.base import FORM_IN_UTF_8, Kind, Step, System, Why
from spiders.families.question import Question, first_asked, read
from spiders.families.years import boxes_of_years, offers_years_alone, years_offered
from spiders.scripting.effects import Effects, encoded
from spiders.scripting.world import Answered

_ASKS = re.compile(
    r"\b(?:ajax|get|post|getJSON|fetch|axios|request|load|send|XMLHttpRequest|src|layui|zTree|tree|datagrid|bootstrapTable|[dD]ataTable)\b"
)
_JSON = "application/json; charset=UTF-8"
_PAGES = re.compile(r"共\s*(\d{1,9})\s*页")
_SITE = re.compile(r"\bsite[-_]?id['\"]?\s*[:=]\s*['\"]?(\w+)", re.IGNORECASE)
_CHANNELS = re.compile(r"\bchannel[-_]?ids?['\"]?\s*[:=]\s*['\"]?([\w,]+)", re.IGNORECASE)
_MOST_EXPANSIONS = 12
_MENU_SCORE = 60
_MOST_OPENING = 2
_NAMES = re.compile(r"\w+")
_SHORTEST_NUMBER = 3
_MOST_TOLD, _LONGEST_TOLD = 8, 300_000
"""Answers that are held, and characters of each."""
_MOST_YEARS = 40
"""Years of one box."""
_SECOND = 2
"""Number of the page that is asked for below the first one, which the page shows itself."""
_MOST_ANSWERS = 2
"""Answers that each lead the page to ask for the next."""


class JsonSearch(System):
    """The question is read from the page's script: address, parameters and the name of the one that turns pages."""

    name: ClassVar[str] = "json_search"
    label: ClassVar[str] = "interface that answers in JSON"
    names_columns: ClassVar[bool] = True

    def __init__(self, judge: Judge) -> None:
        super().__init__(judge)
        self._known: tuple[PortalPage, frozenset[tuple[str, str, str]]] | None = None
        """The page whose questions were worked out last, with their identities."""
        self._told: dict[tuple[str, str, str], Answered] = {}
        """Answers to the first questions of pages, such as the menu that each page of a site asks for, and shows."""

    @classmethod
    def recognises(cls, page: PortalPage) -> bool:
        asks = next(cls._questions(page), None) is not None or next(cls._clicked(page), None) is not None
        return asks or (_asks(page) and turning.way(page, turning.shown(page), 1) is not None)

    def links(self, page: PortalPage, step: Step) -> Iterator[Link]:
        if "question" in step.data:
            yield from self._rows(page, step)
        elif (told := self._told_before(page)) is not None:
            yield from page.answered(told)

    def _told_before(self, page: PortalPage) -> Answered | None:
        """The answer that another page has had to what a page asks for by itself, and which is not asked for again."""
        known = (self._told[asked.identity] for asked in self._questions(page) if asked.identity in self._told)
        return next(known, None) if self._told else None

    def shown(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """The first of what its scripts ask for that names what its address names, or else the first of all."""
        told = self._told_before(page)
        knowing = page if told is None else page.with_answer(told)
        requests = (asked for effects in knowing.effects[:1] for asked in effects.requests if asked.method == "GET")
        asked_for = filter(None, (read(asked, page.base) for asked in requests))
        questions = [question for question in asked_for if question.identity not in self._told]
        named = set(filter(_says_something, _NAMES.findall(page.url)))
        meant = (
            each for each in questions if not named.isdisjoint(_NAMES.findall(each.url + encoded(each.parameters)))
        )
        question = next(meant, questions[0] if questions else None)
        if question is not None:
            data = {**self._data(page, question), **_with(told)}
            yield self._ask(step, question.first, data, 1, kind=Kind.REPORT, why=Why.REPORT, instead=None, score=0)

    def _rows(self, page: PortalPage, step: Step) -> Iterator[Link]:
        """The rows of an answer: those that it holds itself, or those that the page which asked makes of it."""
        asker: PortalPage = step.data["asker"].unread()
        answer = Answer(page, asker.base, asker.scripting)
        if answer.content is None:
            if page.url != asker.url:
                rows = tuple(fragment(asker.base, page.text, within=asker.scripting))
                yield from rows or asker.answered(self._answered(page, step), step.data.get("fields"))
        elif answer.rows:
            is_open = answer.offers_several or answer.names_relative or answer.leaves_open
            shown = asker.answered(self._answered(page, step), step.data.get("fields")) if is_open else ()
            yield from answer.meant(shown)
        else:
            yield from asker.answered(self._answered(page, step), step.data.get("fields"))

    def _answered(self, page: PortalPage, step: Step) -> Answered:
        # Each further page is shown as the first one is: the page that asked knows only what it asks for itself.
        answered = Answered(step.data["asked"], page.text, Answer(page, page.base).content, step.data.get("answered"))
        is_first = answered.earlier is None and step.list_page == 1
        if is_first and len(page.text) <= _LONGEST_TOLD and len(self._told) < _MOST_TOLD:
            self._told.setdefault(step.data["question"].identity, answered)
        return answered

    def further(self, page: PortalPage, step: Step, found: int) -> Iterator[Step]:
        if "question" not in step.data:
            yield from self._first(page, step, found)
            return
        if "menu" in step.data:
            answered = self._answered(page, step)
            yield from self._below(step.data["asker"].with_answer(answered), step, answered)
            return
        if step.column and step.list_page == 1:
            yield from self._next(page, step, found)
        yield from self._turned(page, step, found)

    def _turned(self, page: PortalPage, step: Step, found: int) -> Iterator[Step]:
        """The next page of the list of which an answer is one."""
        asker: PortalPage = step.data["asker"].unread()
        answer = Answer(page, asker.base, asker.scripting)
        # Markup has as many rows as it has links; what it repeats of the page that asked counts as shown, too.
        rows = answer.rows + answer.unaddressed or answer.entries or sum(1 for _ in self._rows(page, step))
        if not (found or rows):
            return
        way, markup = self._way(page, step, asker, answer)
        if way is None or answer.is_last:
            return
        pages = answer.pages if answer.pages is not None else way.last
        if answer.content is None:
            pages = self._pages_shown(page, step, asker, answer, pages)
        if pages is None and answer.total is None:
            pages = turning.beside(asker, 1, rows)
        shown = int(step.data["shown"]) + rows
        # Rows without an address count as shown, so the number of pages is the safer limit where there is one.
        goes_on = step.list_page < pages if pages is not None else self._promises_more(step, answer, way, rows, shown)
        if not goes_on:
            return
        if isinstance(way, (turning.ByAnswer, turning.ByClick)):
            asker = asker.with_answer(self._answered(page, step))
        following = way.next(asker, markup, step.list_page)
        if following:
            data = {**step.data, "question": following, "turning": way, "shown": shown, "listed": answer.listed}
            yield self._ask(step, following, data, step.list_page + 1)

    def _way(
        self, page: PortalPage, step: Step, asker: PortalPage, answer: Answer
    ) -> tuple[turning.Turning | None, str]:
        """The way in which the list of an answer is turned, if one is known, and the HTML that shows its pager."""
        question: Question = step.data["question"]
        known: turning.Turning | None = step.data["turning"]
        markup = answer.markup
        way = known or turning.way(asker, markup, step.list_page, question)
        if way is None or (isinstance(way, turning.ByFunction) and answer.pages is None):
            # The pager may be what the page makes of the answer.
            markup += asker.written_of(self._answered(page, step))
            way = way or turning.way(asker, markup, step.list_page, question)
        if way is None:
            way = turning.ByClick.bound(asker.with_answer(self._answered(page, step)), markup, step.list_page)
        way = way or turning.ByAnswer.offered(asker, question)
        return way.seen(markup, step.list_page) if way else None, markup

    def _pages_shown(
        self, page: PortalPage, step: Step, asker: PortalPage, answer: Answer, known: int | None
    ) -> int | None:
        """How many pages a list has by an answer in HTML: by its words, or else as is known, or by its pager."""
        told = _PAGES.search(page.text)
        if told:
            return int(told[1])
        if known is not None:
            return known
        pages = turning.counted(PortalPage.of_markup(asker.base, answer.markup), step.list_page)
        if pages is None:
            # What the page draws of any answer is the pager of its first page.
            written = asker.written_of(self._answered(page, step))
            pages = turning.counted(PortalPage.of_markup(asker.base, written), 1)
        return pages

    @staticmethod
    def _promises_more(step: Step, answer: Answer, way: turning.Turning, rows: int, shown: int) -> bool:
        """Whether a list whose pages nobody has counted goes on, by the rows that it has, and has shown."""
        if answer.total is not None:
            return shown < answer.total
        if isinstance(way, turning.ByAnswer):
            return True
        # A page that is shorter than the one before it is the last one, unless it is as long as was asked for.
        question: Question = step.data["question"]
        before = step.data.get("listed", {})
        if answer.is_filled(question.size, before):
            return True
        return rows >= max(question.size, 1) and not answer.is_shorter(before)

    def _first(self, page: PortalPage, step: Step, found: int) -> Iterator[Step]:
        """What a page asks for: its list, what clicks on it show, or the second page of the list that it shows."""
        asked = [q for q in self._questions(page) if q.names_page or not found] if step.column else []
        asked = [each for q in asked for each in (q, *_of_other_years(q, page))]
        told = self._told_before(page)
        if step.column and told is not None:
            yield from self._asked_with(told, page, step)
        if not step.column and not found and self._asks_for_menu(page, step):
            parts = {part.url for part in page.parts}
            opening = (asked for each in page.effects[:1] for asked in each.requests)
            others = (asked for asked in opening if page.resolve(asked.address) not in parts)
            asked_for = filter(None, (read(asked, page.base) for asked in others))
            for question in itertools.islice(asked_for, _MOST_OPENING):
                data = {**self._data(page, question), "menu": True}
                yield self._ask(dataclasses.replace(step, depth=step.depth + 1), question.first, data, 1)
        shown = turning.shown(page)
        way = turning.way(page, shown, step.list_page, rows=found) if step.column and found else None
        turns_to = way.next(page, shown, step.list_page) if way else None
        goes_on = way is not None and (way.last is None or step.list_page < way.last)
        following = turns_to if goes_on else None
        if following and not any(effects.requests for effects in page.effects[:1]):
            # What nothing on the page asks for by itself is that which its pager asks for.
            asked = []
        offered = list(self._clicked(page, is_shown=found > 0))
        self._judge.meet_parts([link for link, _ in offered], page.url)
        promised = ((self._promises(link, step), question) for link, question in offered)
        # What turns the list may be called by the words above it, and is no column for that.
        turning_on = turns_to.identity if turns_to else None
        clicked = [(verdict, each) for verdict, each in promised if verdict and each.identity != turning_on]
        for verdict, question in (*((None, question) for question in asked), *clicked):
            # What asks for a page as soon as somebody turns to it stands below a list that shows its first one.
            is_below = verdict is None and question.is_open and 0 < question.size <= found
            is_second = verdict is None and found > 0 and question.number == _SECOND
            asking = dataclasses.replace(question, asks=_SECOND) if is_second else question
            turned = turning.way(page, "", 1, asking)
            data = {**self._data(page, asking, turned), "shown": found * (is_below or is_second), **_with(told)}
            agency = verdict.agency if verdict else ""
            beginning = asking.at(asking.number + is_below)
            yield self._ask(step, beginning, data, 1 + (is_below or is_second), column=True, agency=agency)
        yield from self._below(page, step)
        if following and not asked and not clicked:
            data = {**self._data(page, following, way), "shown": max(found, following.size * step.list_page)}
            yield self._ask(step, following, data, step.list_page + 1)

    def _asked_with(self, told: Answered, page: PortalPage, step: Step) -> Iterator[Step]:
        """What a page asks for when it has an answer that another page has had already."""
        known = self._asked_by(page)
        for question in self._questions(page.with_answer(told)):
            if question.identity not in known:
                yield self._ask(step, question.first, {**self._data(page, question), **_with(told)}, 1, column=True)

    def _next(self, page: PortalPage, step: Step, found: int) -> Iterator[Step]:
        """What an answer leads the page to ask for: what it asks when that has come, and what clicks on it ask."""
        answered = self._answered(page, step)
        if len(answered.all) > _MOST_ANSWERS:
            return
        asker: PortalPage = step.data["asker"].unread()
        shown = asker.with_answer(answered)
        known = {*self._asked_by(asker), step.data["question"].identity}
        asked = [(None, question) for question in self._questions(shown)] if not found else []
        offered = list(self._clicked(shown))
        self._judge.meet_parts([link for link, _ in offered], asker.url)
        promised = ((self._promises(link, step), question) for link, question in offered)
        for verdict, question in (*asked, *((verdict, question) for verdict, question in promised if verdict)):
            if question.identity not in known:
                known.add(question.identity)
                data = {**self._data(asker, question), "answered": answered}
                yield self._ask(step, question.first, data, 1, agency=verdict.agency if verdict else "")

    def _asked_by(self, asker: PortalPage) -> frozenset[tuple[str, str, str]]:
        """The identities of all that a page asks for before it has an answer: worked out once for all that it gets."""
        if self._known is None or self._known[0] != asker:
            asked = (*self._questions(asker), *(question for _, question in self._clicked(asker)))
            self._known = asker.unread(), frozenset(question.identity for question in asked)
        return self._known[1]

    def _asks_for_menu(self, page: PortalPage, step: Step) -> bool:
        """Whether what a page asks for may be its menu: it is but a shell, or leads to no column and shows a gap."""
        if page.is_bare:
            return step.kind in (Kind.HOME, Kind.PATH)
        judged = (self._judge.judge(link, in_column=False).promise for link in page.links)
        return step.kind is Kind.PATH and has_gaps(page) and Promise.COLUMN not in judged

    def _below(self, page: PortalPage, step: Step, answered: Answered | None = None) -> Iterator[Step]:
        """What the nodes of a menu ask for: a column that a click on one shows, or the nodes below it.

        Args:
            page: The page that shows the menu.
            step: The step that it answers.
            answered: The answer that tells the nodes; None where the page knows them itself.
        """
        for link, chosen in self._chosen(page) if page.effects and "menu" in step.data else ():
            verdict = self._promises(link, step)
            if verdict:
                data = {**self._data(page, chosen), "answered": answered}
                yield self._ask(step, chosen.first, data, 1, column=True, agency=verdict.agency)
        if not page.effects or step.column:
            return
        for words, effects in itertools.islice(page.scripting.expansions(), _MOST_EXPANSIONS):
            score = self._judge.judge_node(words) if words else _MENU_SCORE
            question = first_asked(effects, page.base)
            if question and score:
                data = {**self._data(page, question), "menu": True}
                shown = {"kind": Kind.PATH, "text": words, "score": score, "depth": step.depth + 1}
                yield self._ask(step, question.first, data, 1, **shown)

    def _chosen(self, page: PortalPage) -> Iterator[tuple[Link, Question]]:
        """What a menu asks for where one of its entries is chosen: a node of a tree, or what the page has written.

        What these ask for by GET is the address of a link; what entries of lists ask for is none.
        """
        nodes = [*_asked_of(page.scripting.nodes(), page)]
        written = nodes or self._clicked(page)
        yield from ((link, question) for link, question in written if question.method == "POST")
        entries = _asked_of(page.chosen_first, page)
        yield from ((link, question) for link, question in entries if question.method == "GET")

    def _data(self, page: PortalPage, question: Question, way: turning.Turning | None = None) -> dict[str, Any]:
        """What is to be known when the answer comes."""
        return {
            "question": question,
            "asked": question.url,
            "fields": question.parameters,
            "asker": page.unread(),
            "turning": way or turning.ByField.of(question, page),
            "shown": 0,
        }

    def _ask(self, step: Step, question: Question, data: Mapping[str, Any], list_page: int, **changes: Any) -> Step:
        parameters, changes = question.parameters, {"data": data, "list_page": list_page, **changes}
        if question.method == "GET":
            return self.continued(step, queries.added(question.url, encoded(parameters)), **changes)
        body = json.dumps(parameters, ensure_ascii=False) if question.as_json else encoded(parameters)
        return self.continued(
            step,
            question.url,
            method="POST",
            body=body,
            content_type=_JSON if question.as_json else FORM_IN_UTF_8,
            **changes,
        )

    def _promises(self, link: Link, step: Step) -> Verdict | None:
        """What is to be known of a click to a column of reports, or within one to a year or a body whose are wanted.

        None for any other click.
        """
        verdict = self._judge.judge(link, in_column=step.column)
        if verdict.promise is Promise.COLUMN:
            return verdict
        year_alone = bool(years(link.text)) and not rest(link.text, ())
        if not (step.column and year_alone and self._judge.wants(verdict)):
            return None
        if verdict.promise is Promise.OTHER_BODY and not verdict.agency:
            return dataclasses.replace(verdict, agency=rest(link.label, ()))
        return verdict

    @classmethod
    def asked_at(cls, page: PortalPage) -> frozenset[str]:
        """Addresses at which the scripts of a page ask for something, by themselves or when something is clicked."""
        clicked = (question for _, question in cls._clicked(page))
        return frozenset([question.url for question in (*cls._questions(page), *clicked)])

    @classmethod
    def _questions(cls, page: PortalPage) -> Iterator[Question]:
        """What the page asks by itself."""
        if _asks(page):
            seen = set()
            asked = next((effects.requests for effects in page.effects if effects.requests), [])
            for question in filter(None, (read(request, page.base) for request in asked)):
                if question.identity not in seen:
                    seen.add(question.identity)
                    yield question
        site, channels = _SITE.search(page.text), _CHANNELS.search(page.text)
        url = addresses.resolve(page.url, "/info_open/search")
        if site and channels and url and "info_open" in page.text and "/info_open/search" not in page.scripts:
            # The usual interface of this system, where the page only states whom to ask for.
            parameters = {"pageIndex": "1", "pageSize": "20", "siteId": site[1], "channelIds": channels[1]}
            yield Question(url, "POST", {**parameters, "searchType": "1", "order": "writeTime"}, as_json=False)

    @classmethod
    def _clicked(cls, page: PortalPage, *, is_shown: bool = False) -> Iterator[tuple[Link, Question]]:
        """What clicks ask, by the functions that they call; each with the words that are clicked, as a link.

        Args:
            page: The page.
            is_shown: Whether the page shows what is chosen when it is loaded.
        """
        if page.tree is None or not _asks(page):
            return
        for element, effects in page.clicked_first:
            if is_shown and element.tag == "option" and element.get("selected") is not None:
                continue
            if question := first_asked(effects, page.base):
                yield _named(element, page), question


def _with(told: Answered | None) -> dict[str, Answered]:
    """What is to be known of an answer that came before, when the next one comes."""
    return {} if told is None else {"answered": told}


def _says_something(name: str) -> bool:
    """Whether a part of an address may be the name of one text, or of a year: it holds a number of some length."""
    return sum(character.isdecimal() for character in name) >= _SHORTEST_NUMBER


def _of_other_years(question: Question, page: PortalPage) -> Iterator[Question]:
    """The same question for the other years that a box on the page offers, where that holds one of its fields."""
    for box in boxes_of_years(page.tree) if page.tree is not None else ():
        name = str(box.get("name"))
        if name in question.parameters and offers_years_alone(box):
            others = (value for value, _ in years_offered(box) if value != str(question.parameters[name]))
            for value in itertools.islice(others, _MOST_YEARS):
                yield dataclasses.replace(question, parameters={**question.parameters, name: value})


def _asks(page: PortalPage) -> bool:
    """Whether something on a page may ask for something: its scripts, or what a library makes of its markup."""
    return page.declares or _ASKS.search(page.scripts) is not None


def _asked_of(acts: Iterable[tuple[HtmlElement, Effects]], page: PortalPage) -> Iterator[tuple[Link, Question]]:
    """What clicks ask for, each with the words that are clicked, as a link."""
    for element, effects in acts:
        if question := first_asked(effects, page.base):
            yield _named(element, page), question


def _named(element: HtmlElement, page: PortalPage) -> Link:
    """What is clicked, as a link of which only its words are judged, and where it says nothing, those around it."""
    return page.link_at(element, NOWHERE, "script")

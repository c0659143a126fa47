"""Shells that ask an interface for their rows (intertid's `/info_open/search` and its like)."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from spiders import queries
from spiders.discovery.judgement import Judge, Promise, Verdict
from spiders.discovery.pages import Link, PortalPage
from spiders.discovery.titles import rest, years
from spiders.discovery.unlinked import has_gaps
from spiders.families import turning
from spiders.families.asking import Asker, Awaited, Memory
from spiders.families.base import FORM_IN_UTF_8, Kind, Step, System, Why
from spiders.families.listing import Listing
from spiders.families.question import Question
from spiders.scripting.effects import encoded

_JSON = "application/json; charset=UTF-8"
_MENU_SCORE = 60
_NAMES = re.compile(r"\w+")
_SHORTEST_NUMBER = 3
_SECOND = 2
"""Number of the page that is asked for below the first one, which the page shows itself."""


class JsonSearch(System):
    """The question is read from the page's script: address, parameters and the name of the one that turns pages."""

    name: ClassVar[str] = "json_search"
    label: ClassVar[str] = "interface that answers in JSON"
    names_columns: ClassVar[bool] = True

    def __init__(self, judge: Judge) -> None:
        super().__init__(judge)
        self._memory = Memory()

    @classmethod
    def recognises(cls, page: PortalPage) -> bool:
        asker = Asker(page)
        asks = next(asker.of_itself(), None) is not None or next(asker.when_clicked(), None) is not None
        return asks or (asker.asks and turning.way(page, turning.shown(page), 1) is not None)

    @classmethod
    def asked_at(cls, page: PortalPage) -> frozenset[str]:
        """Addresses at which the scripts of a page ask for something, by themselves or when something is clicked."""
        asker = Asker(page)
        clicked = (question for _, question in asker.when_clicked())
        return frozenset([question.url for question in (*asker.of_itself(), *clicked)])

    def links(self, page: PortalPage, step: Step) -> Iterator[Link]:
        if step.awaited is not None:
            listing = self._arrived(page, step, step.awaited)
            yield from listing.links
        elif (answered := self._memory.of(page)) is not None:
            yield from page.answered(answered)

    def _arrived(self, page: PortalPage, step: Step, awaited: Awaited) -> Listing:
        """The answer to a question; the first to what a page asks by itself is held for all that ask for the same."""
        listing = Listing(page, awaited, step.list_page)
        if awaited.answered is None and step.list_page == 1:
            self._memory.keep(awaited.question, listing.answered)
        return listing

    def shown(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """The first of what its scripts ask for that names what its address names, or else the first of all."""
        asker = Asker(page, self._memory.of(page))
        questions = [question for question in asker.for_its_text() if not self._memory.has(question)]
        named = set(filter(_says_something, _NAMES.findall(page.url)))
        meant = (
            each for each in questions if not named.isdisjoint(_NAMES.findall(each.url + encoded(each.parameters)))
        )
        question = next(meant, questions[0] if questions else None)
        if question is not None:
            yield self._ask(step, asker, question, kind=Kind.REPORT, why=Why.REPORT, instead=None, score=0)

    def further(self, page: PortalPage, step: Step, found: int) -> Iterator[Step]:
        if step.awaited is None:
            yield from self._opened(page, step, found)
            return
        listing = self._arrived(page, step, step.awaited)
        if step.awaited.is_menu:
            yield from self._below(Asker(step.awaited.asker, listing.answered), step, of_menu=True)
            return
        if step.column and step.list_page == 1:
            yield from self._led_on(Asker(listing.awaited.asker.unread(), listing.answered), step, found)
        following = listing.next(found)
        if following is not None:
            yield self._step(step, following.question, following, step.list_page + 1)

    def _opened(self, page: PortalPage, step: Step, found: int) -> Iterator[Step]:
        """What a page asks for: its list, what clicks on it show, or the second page of the list that it shows."""
        held = self._memory.of(page)
        asker = Asker(page)
        if step.column and held is not None:
            yield from self._asked_after(Asker(page, held), step)
        if not step.column and not found and self._asks_for_menu(page, step):
            for question in asker.for_its_menu():
                yield self._ask(step, asker, question, is_menu=True, depth=step.depth + 1)
        shown = turning.shown(page)
        way = turning.way(page, shown, step.list_page, rows=found) if step.column and found else None
        turns_to = way.next(page, shown, step.list_page) if way else None
        goes_on = way is not None and (way.last is None or step.list_page < way.last)
        following = turns_to if goes_on else None
        # What nothing on the page asks for by itself is that which its pager asks for.
        asks = step.column and (following is None or asker.asks_by_itself)
        of_itself = [q for q in asker.of_itself() if q.names_page or not found] if asks else []
        asked = [(None, each) for question in of_itself for each in (question, *asker.for_years(question))]
        # What turns the list may be called by the words above it, and is no column for that.
        turning_on = turns_to.identity if turns_to else None
        clicked = [
            (verdict, question)
            for verdict, question in self._promised(asker, step, is_shown=found > 0)
            if question.identity != turning_on
        ]
        for verdict, question in (*asked, *clicked):
            # What asks for a page as soon as somebody turns to it stands below a list that shows its first one.
            is_below = verdict is None and question.is_open and 0 < question.size <= found
            is_second = verdict is None and found > 0 and question.number == _SECOND
            asking = dataclasses.replace(question, asks=_SECOND) if is_second else question
            awaited = dataclasses.replace(
                _awaited(Asker(page, held), asking, turning.way(page, "", 1, asking)),
                shown=found * (is_below or is_second),
            )
            agency = verdict.agency if verdict else ""
            beginning = asking.at(asking.number + is_below)
            number = 1 + (is_below or is_second)
            yield self._step(step, beginning, awaited, number, column=True, agency=agency)
        yield from self._below(asker, step)
        if following and not asked and not clicked:
            shown_so_far = max(found, following.size * step.list_page)
            awaited = dataclasses.replace(_awaited(asker, following, way), shown=shown_so_far)
            yield self._step(step, following, awaited, step.list_page + 1)

    def _asked_after(self, asker: Asker, step: Step) -> Iterator[Step]:
        """What a page asks for by itself when it has had an answer, and not before."""
        known = self._memory.asked_by(asker.page)
        for question in asker.of_itself():
            if question.identity not in known:
                yield self._ask(step, asker, question, column=True)

    def _led_on(self, asker: Asker, step: Step, found: int) -> Iterator[Step]:
        """What an answer leads the page to ask for: what it asks when that has come, and what clicks on it ask."""
        if asker.is_done or step.awaited is None:
            return
        known = {*self._memory.asked_by(asker.page), step.awaited.question.identity}
        asked = [(None, question) for question in asker.of_itself()] if not found else []
        for verdict, question in (*asked, *self._promised(asker, step)):
            if question.identity not in known:
                known.add(question.identity)
                agency = verdict.agency if verdict else ""
                yield self._ask(step, asker, question, agency=agency)

    def _asks_for_menu(self, page: PortalPage, step: Step) -> bool:
        """Whether what a page asks for may be its menu: it is but a shell, or leads to no column and shows a gap."""
        if page.is_bare:
            return step.kind in (Kind.HOME, Kind.PATH)
        judged = (self._judge.judge(link, in_column=False).promise for link in page.links)
        return step.kind is Kind.PATH and has_gaps(page) and Promise.COLUMN not in judged

    def _below(self, asker: Asker, step: Step, *, of_menu: bool = False) -> Iterator[Step]:
        """What the nodes of a menu ask for: a column that a click on one shows, or the nodes below it.

        Args:
            asker: The page that shows the menu.
            step: The step that it answers.
            of_menu: Whether its last answer has told the nodes.
        """
        for link, chosen in asker.when_chosen() if of_menu else ():
            verdict = self._promises(link, step)
            if verdict:
                yield self._ask(step, asker, chosen, column=True, agency=verdict.agency)
        for words, question in asker.when_opened() if not step.column else ():
            score = self._judge.judge_node(words) if words else _MENU_SCORE
            if score:
                shown = {"kind": Kind.PATH, "text": words, "score": score, "depth": step.depth + 1}
                yield self._ask(step, Asker(asker.page), question, is_menu=True, **shown)

    def _promised(self, asker: Asker, step: Step, *, is_shown: bool = False) -> Iterable[tuple[Verdict, Question]]:
        """What clicks ask for that is wanted, each with what is to be known of it.

        Args:
            asker: The page.
            step: The step that it answers.
            is_shown: Whether the page shows what is chosen when it is loaded.
        """
        offered = list(asker.when_clicked(is_shown=is_shown))
        self._judge.meet_parts([link for link, _ in offered], asker.page.url)
        promised = [(self._promises(link, step), question) for link, question in offered]
        return [(verdict, question) for verdict, question in promised if verdict]

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

    def _ask(self, step: Step, asker: Asker, question: Question, *, is_menu: bool = False, **changes: Any) -> Step:
        """The step to the first page of what a page asks for."""
        awaited = dataclasses.replace(_awaited(asker, question), is_menu=is_menu)
        return self._step(step, question.first, awaited, 1, **changes)

    def _step(self, step: Step, question: Question, awaited: Awaited, list_page: int, **changes: Any) -> Step:
        """The step to the answer to a question."""
        parameters, changes = question.parameters, {"awaited": awaited, "list_page": list_page, **changes}
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


def _awaited(asker: Asker, question: Question, way: turning.Turning | None = None) -> Awaited:
    """What is to be known of the answer to what a page asks."""
    page = asker.page.unread()
    turned = way or turning.ByField.of(question, asker.page)
    return Awaited(question=question, first=question, asker=page, answered=asker.answered, turning=turned)


def _says_something(name: str) -> bool:
    """Whether a part of an address may be the name of one text, or of a year: it holds a number of some length."""
    return sum(character.isdecimal() for character in name) >= _SHORTEST_NUMBER

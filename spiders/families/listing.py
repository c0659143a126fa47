"""One page of a list that an interface has answered with, and what is asked for the next one."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence

from spiders.discovery.pages import Link, PortalPage, fragment
from spiders.families import turning
from spiders.families.answers import Answer
from spiders.families.asking import Awaited
from spiders.scripting.world import Answered

_PAGES = re.compile(r"共\s*(\d{1,9})\s*页")


class Listing:
    """One page of a list.

    Args:
        page: The answer, as it came.
        awaited: What is known of the question.
        number: Number of the page within its list, from 1.
    """

    def __init__(self, page: PortalPage, awaited: Awaited, number: int) -> None:
        self.awaited = awaited
        self._page = page
        self._number = number
        self._asker = awaited.asker.unread()
        self._answer = Answer(page, self._asker.base, self._asker.scripting)

    @functools.cached_property
    def answered(self) -> Answered:
        """What the page that asked has had with this answer: it shows each page of a list as it shows the first."""
        return self.awaited.answer(self._page.text, Answer(self._page, self._page.base).content)

    @functools.cached_property
    def links(self) -> Sequence[Link]:
        """The rows: those that the answer holds itself, or those that the page which asked makes of it."""
        if self._answer.content is None:
            if self._page.url == self._asker.url:
                return ()
            rows = tuple(fragment(self._asker.base, self._page.text, within=self._asker.scripting))
            return rows or self._shown
        if not self._answer.rows:
            return self._shown
        is_open = self._answer.offers_several or self._answer.names_relative or self._answer.leaves_open
        return tuple(self._answer.meant(self._shown if is_open else ()))

    @property
    def _shown(self) -> tuple[Link, ...]:
        return tuple(self._asker.answered(self.answered, self.awaited.fields))

    def next(self, found: int) -> Awaited | None:
        """What is asked for the page behind this one; None where this is the last.

        Args:
            found: Rows of this page that lead to something.
        """
        # Markup has as many rows as it has links; what it repeats of the page that asked counts as shown, too.
        rows = self._answer.rows + self._answer.unaddressed or self._answer.entries or len(self.links)
        if not (found or rows):
            return None
        way, markup = self._way()
        if way is None or self._answer.is_last:
            return None
        pages = self._pages(way, rows)
        shown = self.awaited.shown + rows
        # Rows without an address count as shown, so the number of pages is the safer limit where there is one.
        goes_on = self._number < pages if pages is not None else self._promises_more(way, rows, shown)
        if not goes_on:
            return None
        asker = self._asker
        if isinstance(way, (turning.ByAnswer, turning.ByClick)):
            asker = asker.with_answer(self.answered)
        following = way.next(asker, markup, self._number)
        if following is None:
            return None
        listed = self._answer.listed
        return dataclasses.replace(self.awaited, question=following, turning=way, shown=shown, listed=listed)

    def _way(self) -> tuple[turning.Turning | None, str]:
        """The way in which the list is turned, if one is known, and the HTML that shows its pager."""
        question, markup = self.awaited.question, self._answer.markup
        way = self.awaited.turning or turning.way(self._asker, markup, self._number, question)
        if way is None or (isinstance(way, turning.ByFunction) and self._answer.pages is None):
            # The pager may be what the page makes of the answer.
            markup += self._asker.written_of(self.answered)
            way = way or turning.way(self._asker, markup, self._number, question)
        if way is None:
            way = turning.ByClick.bound(self._asker.with_answer(self.answered), markup, self._number)
        way = way or turning.ByAnswer.offered(self._asker, question)
        return way.seen(markup, self._number) if way else None, markup

    def _pages(self, way: turning.Turning, rows: int) -> int | None:
        """How many pages the list has; None where nobody has counted them."""
        pages = self._answer.pages if self._answer.pages is not None else way.last
        if self._answer.content is None:
            pages = self._pages_shown(pages)
        if pages is None and self._answer.total is None:
            pages = turning.beside(self._asker, 1, rows)
        return pages

    def _pages_shown(self, known: int | None) -> int | None:
        """How many pages the list has by an answer in HTML: by its words, or else as is known, or by its pager."""
        told = _PAGES.search(self._page.text)
        if told:
            return int(told[1])
        if known is not None:
            return known
        pages = turning.counted(PortalPage.of_markup(self._asker.base, self._answer.markup), self._number)
        if pages is None:
            # What the page draws of any answer is the pager of its first page.
            written = self._asker.written_of(self.answered)
            pages = turning.counted(PortalPage.of_markup(self._asker.base, written), 1)
        return pages

    def _promises_more(self, way: turning.Turning, rows: int, shown: int) -> bool:
        """Whether a list whose pages nobody has counted goes on, by the rows that it has, and has shown."""
        if self._answer.total is not None:
            return shown < self._answer.total
        if isinstance(way, turning.ByAnswer):
            return True
        # A page that is shorter than the one before it is the last one, unless it is as long as was asked for.
        size = self.awaited.question.size
        if self._answer.is_filled(size, self.awaited.listed):
            return True
        return rows >= max(size, 1) and not self._answer.is_shorter(self.awaited.listed)

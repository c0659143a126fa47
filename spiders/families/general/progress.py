"""How far the walk has come, and whether what it has found is worth one more page of the way."""

from __future__ import annotations

import datetime as dt

from spiders.discovery.vocabulary import Bounds, vocabulary
from spiders.families.base import Step
from spiders.families.general import identity
from spiders.families.general.bodies import Bodies

_KEPT_SINCE = 2013
"""The latest first year of a column that is whole: few sites have kept the reports of the first years."""
_OUTSTANDING = 2
"""The newest years that such a column may lack: each report is due by the end of March, and some come a year late."""
_YEARS_IN_NEWS = 2
"""Years whose reports the news of a home page may speak of."""
_PAGES_FOR_OUTSTANDING = 2
"""Pages that are looked at for them alone, where all are missing: they may stand where the site has been made anew."""


class Progress:
    """What the walk has looked at, and found.

    Args:
        bounds: How far it may go.
        years: Report years wanted; empty for all.
    """

    def __init__(self, bounds: Bounds, years: tuple[int, ...]) -> None:
        self._bounds = bounds
        self._wanted = years
        self._on_the_way = 0
        self._in_addition = 0
        """Of these, pages that were looked at when a column had been found, and that keep nothing of former times."""
        self.bodies = Bodies(bounds.requests_per_report)
        self.viewed = 0
        """Views of pages that were read without asking for anything."""
        self.navigated = 0
        """Pages asked for that are no reports."""
        self.reports = 0
        """Reports asked for."""
        self.of_home = 0
        """Those of them that the home page links to, where they may be news of a single year."""
        self.years: set[int] = set()
        """Years that the government's own reports name, as far as they have been seen."""
        self.column_found = False
        """Whether a column of the government's own reports has been seen."""
        self._entry = 0
        """What the link promised with which the way to the first such column began."""
        self._beside: set[str] = set()
        """Such columns, and pages on the way that link to them: what else is in their menus is a part of the same."""

    @property
    def has_found(self) -> bool:
        """Whether reports have been found, and not only one or two that the home page links to."""
        return self.reports > self.of_home or len(self.years) > _YEARS_IN_NEWS

    def find_column(self, step: Step) -> None:
        """Notes that a page shows a column of the government's own reports."""
        if not self.column_found:
            self._entry = step.entry
        self.column_found = True

    def meet_column(self, url: str, page: str) -> None:
        """Notes that a page on the way links to such a column, whose own page shows the same menu."""
        self._beside.update((identity.of_page(page), identity.of_page(url)))

    @property
    def bound(self) -> str:
        """The bound that was hit, in words: of pages that are no reports, or of views of pages; empty where none."""
        most = self._bounds.navigation
        if self.navigated >= most:
            return f"more than {most} pages that are not reports"
        return f"more than {most} views of pages" if self.viewed >= most else ""

    def look(self, step: Step) -> bool:
        """Whether to look at one more page on the way to a column; notes it."""
        if step.agency:
            return self.bodies.look(step)
        if not (self._may_lead_on(step) if self.column_found else self._on_the_way < self._bounds.path_pages):
            return False
        self._on_the_way += 1
        self._in_addition += self.column_found and not step.former
        return True

    def is_worth_more(self) -> bool:
        """Whether what has been found is worth one more page that is no report."""
        spent = self.navigated + self.reports + 1
        return not self.reports or spent < self._bounds.requests_per_report * self.reports

    def _may_lead_on(self, step: Step) -> bool:
        """Whether a page may lead to what a column that has been found lacks."""
        missing = self._missing_years()
        wanted = missing.intersection(self._wanted) if self._wanted else missing
        # Topics, and the way back home, are only looked at as long as no column is found.
        if not wanted or not self.is_worth_more() or vocabulary().until_found.fullmatch(step.text):
            return False
        if step.former:
            all_pages = self._bounds.path_pages + self._bounds.extra_path_pages
            return self._on_the_way < all_pages and min(wanted) < max(self.years, default=vocabulary().first_year + 1)
        # What promised less than the way that has led to a column hardly holds what no site has; but it may hold what
        # another column lacks: it was the way before the site was made anew, or is the way since.
        is_beside = step.referrer is not None and identity.of_page(step.referrer) in self._beside
        is_likely = (step.entry >= self._entry and not is_beside) or not self._may_be_nowhere(missing)
        most = self._bounds.extra_path_pages if is_likely else self._pages_for_outstanding(missing)
        return self._in_addition < most

    def _missing_years(self) -> set[int]:
        """Years that have no report yet."""
        return set(range(vocabulary().first_year, max(self.years | {_newest()}) + 1)) - self.years

    def _pages_for_outstanding(self, missing: set[int]) -> int:
        """Pages that are worth a look where only such years are missing as a site may lack: none for the first ones."""
        return _PAGES_FOR_OUTSTANDING if missing.issuperset(range(_newest() + 1 - _OUTSTANDING, _newest() + 1)) else 0

    def _may_be_nowhere(self, missing: set[int]) -> bool:
        """Whether only such years are missing as a site may lack altogether: the first ones, and the newest.

        Who asks for certain years alone wants to know of the newest, too.
        """
        first = min(self.years, default=vocabulary().first_year)
        outstanding = 0 if self._wanted else _OUTSTANDING
        return first <= _KEPT_SINCE and all(year < first or year > _newest() - outstanding for year in missing)


def _newest() -> int:
    """The newest year that may have a report."""
    return dt.datetime.now(dt.UTC).year - 1

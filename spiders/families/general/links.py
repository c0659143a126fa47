"""The links of pages: which are reports to ask for, and which lead on to columns of them."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
import urllib.parse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from spiders.discovery import addresses, titles
from spiders.discovery.attachments import pictures
from spiders.discovery.judgement import LISTED_BODIES, NOTHING, Judge, Promise, Verdict
from spiders.discovery.pages import NOWHERE, Link, PortalPage
from spiders.discovery.unlinked import unlinked
from spiders.discovery.vocabulary import vocabulary
from spiders.families.base import Kind, Step, Why
from spiders.families.general import identity
from spiders.families.general.bodies import UNNAMED, differ_in_whose, lies_within
from spiders.families.general.frontier import Frontier
from spiders.families.general.leads import DEPTH_COST
from spiders.families.general.progress import Progress
from spiders.families.general.territory import Territory
from spiders.portals import Portal

SHELL = 300
"""Chinese characters below which a report's page has no text of its own: a shell around a frame, or a list."""
_ROWS = (Promise.REPORT, Promise.OTHER_BODY, Promise.OTHER_PLACE)
"""What the rows of lists promise."""
_WORTH_ANOTHER_HOST = 50
_OWN_PAGE = 45
"""What the government's own page promises where a site lists those of all bodies."""
_REST, _REST_OF_OTHERS = 100, 80
"""What the rest of a list promises whose first rows are reports of the government's, or of other bodies."""
_LISTED_YEARS = 4
"""Years of reports among its links that make a page a list of them; a report may offer those of other years, too."""
_LONGEST_TITLE = 80
_MOST_COMPARED = 50
"""Columns that the address of another body's page is compared with."""
_BESIDE = 2
"""Reports that are asked for in the folder of what no link names, from which it is one, too."""
_FOLDER_OF_A_YEAR = re.compile(r"/((?:19|20)\d{2})/$")
_OF_DAYS = re.compile(r"(?:/\d{1,8})+$")
_UNSHOWN = "reports that are only shown by a script, and have no address of their own"


class Links:
    """What the walk makes of the links of a page.

    Args:
        portal: The portal.
        judge: Says what a link promises.
        territory: The hosts of the portal.
        frontier: What has been asked for, and what may be.
        progress: What has been found.
    """

    def __init__(
        self, portal: Portal, judge: Judge, territory: Territory, frontier: Frontier, progress: Progress
    ) -> None:
        self._portal = portal
        self._judge = judge
        self._territory = territory
        self._frontier = frontier
        self._progress = progress
        self._asked_of = (Promise.REPORT, Promise.OTHER_BODY) if portal.bodies else (Promise.REPORT,)
        """What a row of a list must promise to be asked for."""
        self.columns: dict[str, None] = {}
        """Addresses of columns whose links name no other body: the government's, and those in the pages of a body."""
        self.of_other_places: list[tuple[Link, Step]] = []
        """Reports that name another place."""
        self._of_home: set[str] = set()
        """What the home page links to, as the menus of other pages do (`_is_of_menu`)."""
        self.lead_on = True
        """Whether links to columns and pages on the way are followed."""

    def follow(self, links: Iterable[Link], step: Step, referrer: str) -> Iterator[tuple[Step | None, bool]]:
        """Judges links; yields a pair for each new row of a list of reports: the step to it, and whether it is own."""
        words = vocabulary()
        links = [self._named_by_its_year(link) if step.column and not link.label else link for link in links]
        if step.kind is Kind.HOME:
            self._of_home.update(identity.of_page(link.url) for link in links)
        self._judge.meet(links, referrer)
        folders: Counter[str] = Counter()
        by_url = {link.url: link for link in links}
        # Asked once, and only where it matters: the government's page among those of all bodies leads on.
        lists_bodies = functools.cache(
            lambda: sum(self._judge.names_other(link.label) for link in links) >= LISTED_BODIES
        )
        for link in sorted(links, key=lambda link: words.wap.search(link.url) is not None):
            is_seen = identity.of_page(link.url) in self._frontier.seen
            if is_seen and not step.column:
                continue
            verdict = self._judge_row(link, in_column=step.column)
            if is_seen:
                if verdict.promise is Promise.REPORT:
                    self._progress.find_column(step)
                continue
            if verdict.promise is Promise.NOTHING and link.begun and not self._judge.names_other(link.label):
                verdict = self._rest_of([named for url in link.begun if (named := by_url.get(url))], step)
            if verdict.promise is Promise.NOTHING and self._judge.is_own_government(link) and lists_bodies():
                verdict = Verdict(Promise.PATH, _OWN_PAGE)
            why = self._why(link, verdict, step)
            if verdict.promise is Promise.NOTHING or not self._territory.admits(link.url, why):
                continue
            if verdict.promise in (Promise.COLUMN, Promise.PATH):
                if self.lead_on and (way := self._on(link, verdict, step, referrer, why)):
                    self._frontier.add(way)
                continue
            if "#" in link.url:
                self._frontier.bounded.add(_UNSHOWN)
                continue
            self._frontier.claim(link.url)
            if verdict.promise is Promise.OTHER_PLACE:
                self.of_other_places.append((link, step))
            is_own = verdict.promise is Promise.REPORT and not step.agency
            if is_own:
                self._progress.years.update(verdict.named)
            elif step.column and verdict.promise in self._asked_of:
                self._progress.bodies.found(step.agency)
            # Elsewhere than in a column or in its own pages, what names another body is mostly news of it.
            asked_of = self._asked_of if step.column or step.agency else (Promise.REPORT,)
            wanted = verdict.promise in asked_of and self._frontier.is_wanted(verdict.years)
            folders[_folder(link.url)] += wanted
            yield self.report(link, step, referrer) if wanted else None, is_own
        for link in self._unnamed(links) if step.column else ():
            is_beside = folders[_folder(link.url)] >= _BESIDE
            if is_beside and self._territory.admits(link.url, Why.REPORT) and self._frontier.claim(link.url):
                yield self.report(link, step, referrer), False

    @staticmethod
    def _named_by_its_year(link: Link) -> Link:
        """A link without words, such as a picture, named by the year whose folder it leads to."""
        year = _FOLDER_OF_A_YEAR.search(urllib.parse.urlsplit(link.url).path)
        return link if year is None else dataclasses.replace(link, text=f"{year[1]}年")

    def _rest_of(self, rows: Sequence[Link], step: Step) -> Verdict:
        """What leads to the rest of a list promises by the rows of it that a page shows: the column of whose these are.

        Args:
            rows: The rows.
            step: The step to the page.
        """
        verdicts = [self._judge_row(row, in_column=step.column) for row in rows]
        reports = [verdict for verdict in verdicts if verdict.promise in _ROWS]
        if 2 * len(reports) <= len(rows):
            return NOTHING
        if any(verdict.promise is Promise.REPORT for verdict in reports):
            return Verdict(Promise.COLUMN, _REST)
        agencies = {verdict.agency for verdict in reports if verdict.promise in self._asked_of}
        if not agencies:
            return NOTHING
        agency = next(iter(agencies)) if len(agencies) == 1 else ""
        return Verdict(Promise.COLUMN, _REST_OF_OTHERS, agency=agency or UNNAMED)

    def _unnamed(self, links: Sequence[Link]) -> Iterator[Link]:
        """Texts and files that no link names: pictures without words, which show a reader whose they are."""
        words = vocabulary()
        named = {addresses.key(link.url) for link in links if link.label}
        for link in links:
            suffix = addresses.suffix(link.url)
            is_text = suffix in words.file_suffixes or (
                addresses.is_article(link.url) and suffix not in words.avoid_suffixes
            )
            is_named = addresses.key(link.url) in named
            if is_text and link.origin == "link" and not is_named and not words.avoid.search(link.url.lower()):
                yield link

    def report(self, link: Link, step: Step, referrer: str) -> Step:
        """The step to a report; counts it."""
        self._progress.reports += 1
        self._progress.of_home += step.kind is Kind.HOME
        # A year alone may also lead to a column of that year.
        directory = not addresses.is_article(link.url) or not vocabulary().report.search(link.label)
        return Step(
            url=link.url,
            kind=Kind.REPORT,
            text=link.label,
            referrer=referrer,
            depth=step.depth + 1,
            column=directory and (step.column or self._judge.stands_in_column(link, in_column=False)),
            agency=step.agency,
        )

    def parts_of_bodies(self, page: PortalPage) -> Iterator[Link]:
        """The parts of a page that show bodies, by what stands above them; only where their reports are wanted."""
        for part in page.parts if self._portal.bodies else ():
            if part.groups and self._judge.names_other(part.groups[0]):
                yield dataclasses.replace(part, text=part.groups[0], groups=part.groups[1:])

    def show_rows(self, links: Iterable[Link]) -> bool:
        """Whether reports are among links, also those that were seen before."""
        return next(self._rows(links), None) is not None

    def count_rows(self, links: Iterable[Link]) -> int:
        """How many reports are among links, also those that were seen before."""
        return sum(1 for _ in self._rows(links))

    def _rows(self, links: Iterable[Link]) -> Iterator[Link]:
        return (link for link in links if self._judge_row(link, in_column=True).promise in _ROWS)

    def _judge_row(self, link: Link, *, in_column: bool) -> Verdict:
        """What a link promises; an entry of a menu stands in no column, though the page that shows it is one."""
        return self._judge.judge(link, in_column=in_column and not self._is_of_menu(link))

    def _is_of_menu(self, link: Link) -> bool:
        """Whether a link is an entry of the menu that the home page shares with other pages.

        The home page also shows the newest texts and files, and they stand in their columns as well.
        """
        is_text = addresses.is_article(link.url) or addresses.suffix(link.url) in vocabulary().file_suffixes
        is_new = is_text or link.dated or bool(titles.years(link.label))
        return not is_new and identity.of_page(link.url) in self._of_home

    def hides_column(self, page: PortalPage) -> bool:
        """Whether a page names a column that only a script can lead to, as long as none is found."""
        promises = (self._judge.judge(Link(NOWHERE, words), in_column=False).promise for words in unlinked(page))
        return not self._progress.column_found and Promise.COLUMN in promises

    def hides_rows(self, page: PortalPage) -> bool:
        """Whether a column names reports that only a script can lead to."""
        named = (Link(NOWHERE, words, dated=True) for words in unlinked(page, _LONGEST_TITLE))
        return self.show_rows(named)

    def only_lists(self, page: PortalPage, links: Sequence[Link], step: Step) -> bool:
        """Whether a page that was taken for a report only lists reports, or the bodies that report."""
        if page.han >= SHELL or next(pictures(page), None):
            return False
        bodies = sum(self._judge.names_body(link) for link in links)
        verdicts = [self._judge.judge(link, in_column=False) for link in links]
        years = {year for verdict in verdicts if verdict.promise is Promise.REPORT for year in verdict.named}
        if bodies >= LISTED_BODIES:
            return True
        # A report may offer those of other years beside its own text, however short that is.
        title = titles.plain(page.title)
        own = self._judge.judge(Link(page.url, title), in_column=False)
        if own.promise is Promise.REPORT and len(own.named) == 1 and self._judge.names_its_place(title):
            return False
        return len(years) >= _LISTED_YEARS or (step.column and self.show_rows(links))

    def _on(self, link: Link, verdict: Verdict, step: Step, referrer: str, why: Why) -> Step | None:
        """The step to a column, or to a page on the way; None where a page of another body leads out of its pages."""
        is_column = verdict.promise is Promise.COLUMN
        if is_column and not verdict.agency:
            self.columns[link.url] = None
            if step.entry:
                # What the home page links to are other ways, and no parts of the same.
                self._progress.meet_column(link.url, referrer)
        elif verdict.agency:
            is_column = is_column or any(
                differ_in_whose(link.url, column) for column in itertools.islice(self.columns, _MOST_COMPARED)
            )
        if step.agency and not (is_column or verdict.agency or lies_within(link.url, referrer, self._portal.home_url)):
            return None
        return Step(
            url=link.view or link.url,
            kind=Kind.COLUMN if is_column else Kind.PATH,
            why=why,
            text=link.label,
            referrer=referrer,
            score=verdict.score - DEPTH_COST * (step.depth + 1),
            depth=step.depth + 1,
            column=is_column,
            agency=verdict.agency or step.agency,
            former=step.former or verdict.former,
            entry=step.entry or (0 if is_column else verdict.score),
            part_of=referrer if link.origin == "part" else "",
        )

    def _why(self, link: Link, verdict: Verdict, step: Step) -> Why:
        """What a link is to the walk, by which it may lead to another host or not."""
        if verdict.promise in _ROWS:
            return Why.REPORT
        if step.kind is Kind.HOME and verdict.score >= _WORTH_ANOTHER_HOST:
            return Why.LINK_OF_HOME
        is_column = verdict.promise is Promise.COLUMN and not (verdict.agency or step.agency)
        is_own = step.kind is Kind.PATH and is_column and self._judge.names_nobody_else(link.label)
        return Why.COLUMN if is_own else Why.PAGE


def _folder(url: str) -> str:
    """The folder in which an address lies, without folders of days below it (/nb/2016/02/13/)."""
    return _OF_DAYS.sub("", url.partition("?")[0].rpartition("/")[0])

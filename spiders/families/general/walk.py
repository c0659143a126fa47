"""The general walk: from a home page to the columns of annual reports, through their lists, to reports and files.

The walk looks at one page of the way at a time and always takes the link that promises most, so that it can stop as
soon as there is nothing left worth a request. Reports are asked for as soon as they are seen.
"""

from __future__ import annotations

import dataclasses
import itertools
import logging
import urllib.parse
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

import scrapy
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from spiders.charsets import of_addresses
from spiders.discovery import addresses, titles
from spiders.discovery.attachments import annexes, attachments
from spiders.discovery.judgement import Judge
from spiders.discovery.pager import before_last, following
from spiders.discovery.pages import Link, PortalPage
from spiders.discovery.unlinked import fillers, has_gaps
from spiders.discovery.vocabulary import vocabulary
from spiders.families import turning
from spiders.families.answers import Answer, as_list, as_page
from spiders.families.base import Family, Kind, Step, System, Why
from spiders.families.general import identity
from spiders.families.general.bodies import UNNAMED
from spiders.families.general.files import Files
from spiders.families.general.frontier import Frontier
from spiders.families.general.held import Held
from spiders.families.general.leads import Leads
from spiders.families.general.links import SHELL, Links
from spiders.families.general.parts import Parts
from spiders.families.general.progress import Progress
from spiders.families.general.reserve import Reserve
from spiders.families.general.territory import Territory
from spiders.families.question import read
from spiders.job import ROWS, Order
from spiders.middlewares.blocks import BINARY
from spiders.paging import told_in_header
from spiders.portals import Portal
from spiders.scripting.effects import Asked

_LOGGER = logging.getLogger(__name__)
_NAVIGATION_PRIORITY = 10
_ATTACHMENT_PRIORITY = 1
_HOME_SCORE = 1000
_LIST_SCORE = 200
_NO_REPORT = "a page that says nothing of a report stands in its place"
_SHOWN = "a script asks for what it shows"
_LIST = "a list of reports stands in its place"
_UNREAD = "it cannot be read ({}: {})"
_LONGEST_REASON = 200
_MOVED = "the portal has moved to"
_ENOUGH = "only the way to the reports was requested"
_ORDERED = "what the parsers missed in its pages leads to more than {} addresses"


class General(Family):
    """Discovery by words, tags and addresses, with the help of every content-management system that is recognised.

    Args:
        portal: The portal.
        years: Report years wanted; empty for all.
        systems: Content-management systems that may be recognised.
    """

    name: ClassVar[str] = "general"

    def __init__(self, portal: Portal, years: tuple[int, ...] = (), systems: Sequence[type[System]] = ()) -> None:
        super().__init__(portal, years)
        self._bounds = vocabulary().bounds
        self._judge = Judge(portal.name, bodies=portal.bodies)
        self._judge.learn(portal.former_names)
        self._systems = [system(self._judge) for system in systems]
        self._territory = Territory(portal)
        self._frontier = Frontier(self._bounds, years, self._territory)
        self._held = Held(self._territory)
        self._leads = Leads()
        self._parts = Parts(self._territory, self._frontier)
        self._files = Files(self._territory, self._frontier, self._held)
        self._reserve = Reserve()
        self._progress = Progress(self._bounds, years)
        self._links = Links(portal, self._judge, self._territory, self._frontier, self._progress)
        self._underway = 0
        self._asked = 0
        self._flags: set[tuple[str, str]] = set()
        """What a person should look at: outcomes and reasons."""
        self._left: int | None = None
        """Addresses that orders may still ask for; None where the whole portal is crawled."""

    def start(self) -> Iterable[scrapy.Request]:
        home = Step(url=self.portal.home_url, kind=Kind.HOME, why=Why.GIVEN, score=_HOME_SCORE)
        self._frontier.add(home)
        if self.portal.column_url:
            column = dataclasses.replace(home, url=self.portal.column_url, kind=Kind.COLUMN, column=True)
            self._frontier.add(dataclasses.replace(column, score=_HOME_SCORE + 1))
        yield from self._advance()

    def complete(self, orders: Sequence[Order], asked: Iterable[str]) -> Iterable[scrapy.Request]:
        """Reads pages of the last crawl once more, and asks for what it has not asked for: no other page of the way."""
        self._left = self._bounds.ordered
        self._links.lead_on = False
        self._frontier.seen.update(map(identity.of_logged, asked))
        self._frontier.seen.difference_update([identity.of_page(order.url) for order in orders])
        for order in orders:
            rows = order.wants == ROWS
            data = {"wants": order.wants}
            kind = Kind.COLUMN if rows else Kind.REPORT
            self._underway += rows
            self._territory.admits(order.url, Why.GIVEN)
            yield self._request(Step(url=order.url, kind=kind, text=order.text, column=rows, data=data))

    def arrived(self, response: Response, step: Step) -> Iterator[scrapy.Request]:
        """Reads an answer and goes on.

        Reports are asked for while a page is still being read, and may answer before it has been: it is underway until
        all that it tells is known.
        """
        # What it leads to is to the walk what it is itself, not what has led there.
        step = dataclasses.replace(
            step, why=Why.REPORT if step.kind is Kind.REPORT or step.why is Why.REPORT else Why.PAGE
        )
        self._frontier.seen.update((identity.of_page(response.url), identity.exact(response.url)))
        try:
            if isinstance(response, TextResponse) and not response.body.startswith(BINARY):
                yield from self._tried(self._read(response, step), response.url, step)
        finally:
            self._underway -= step.kind.is_navigation
        yield from self._advance()

    def _tried(self, reading: Iterator[scrapy.Request], url: str, step: Step) -> Iterator[scrapy.Request]:
        """What reading a page gives; a page that cannot be read costs its row in the fetch log, and nothing else."""
        try:
            yield from reading
        except Exception as error:
            _LOGGER.exception("%s cannot be read", url)
            reason = _UNREAD.format(type(error).__name__, " ".join(str(error).split())[:_LONGEST_REASON])
            yield self._told(url, ("failed", reason), step.kind.role)

    def _read(self, response: TextResponse, step: Step) -> Iterator[scrapy.Request]:
        page = self._page(response, step)
        if step.shell is not None:
            # A script that the shell of a list loads is read where it is loaded.
            self._held.scripts[step.url] = response.text
            page, step = self._held.shell(step.shell, step)
        if step.kind is Kind.REPORT and "wants" in step.data:
            files = (*attachments(page), *annexes(page, step.text))
            yield from self._requests(self._files.linked(files, page, step))
            yield from self._requests(self._parts.pictured(page, step))
        elif step.kind is Kind.REPORT:
            yield from self._read_report(page, step)
        elif step.kind is Kind.PART:
            yield from self._requests(self._parts.further(page, step, self._turned(page, step)))
        elif step.kind is Kind.OFFER:
            yield from self._requests(self._files.arrived(page, step))
        elif step.kind is Kind.ATTACHMENT:
            yield from self._requests(self._files.beyond(page, step))
        else:
            yield from self._read_page(page, step)

    def _page(self, response: TextResponse, step: Step) -> PortalPage:
        """The page that an answer is, or that it is a part of."""
        header = response.headers.to_unicode_dict()
        told = told_in_header({str(name): str(value) for name, value in header.items()})
        page = PortalPage(response.url, response.text, encoding=of_addresses(response.encoding), told=told)
        url = step.part_of or response.url
        fragment = urllib.parse.urldefrag(step.url)[1]
        if fragment:
            self._held.keep_page(step.url, page)
            url = f"{response.url}#{fragment}"
        page = dataclasses.replace(page, url=url)
        if step.kind is Kind.REPORT or (step.kind is Kind.COLUMN and not step.family):
            page = page if step.family and Answer(page, page.base).rows else as_page(page)
        if step.kind is Kind.REPORT and step.column and page.tree is None and not step.family:
            # What a click on a year asks for may be the rows of that year.
            page = as_list(page, step.referrer or page.url)
        # What has been fetched for one page is known of all that load it.
        return self._held.with_scripts(page)

    def failed(self, failure: Failure) -> Iterator[scrapy.Request]:
        """Goes on without an answer; what happened is in the fetch log."""
        step: Step = failure.request.cb_kwargs["step"]  # type: ignore[attr-defined]  # Scrapy adds the request
        if step.shell is not None or step.kind is Kind.OFFER:
            # Other pages load the same script.
            self._frontier.seen.add(identity.of_page(step.url))
            yield from self._requests(self._files.have_not(step.url))
        if not step.kind.is_navigation:
            return
        if step.shell is not None:
            # A browser goes on without it, and another one of the page's may hold what is looked for.
            self._held.scripts[step.url] = ""
            page, shell = self._held.shell(step.shell, step)
            yield from self._tried(self._read_page(page, shell), page.url, shell)
        self._underway -= 1
        if step.otherwise:
            self._frontier.add(step.otherwise)
        elif step.kind is Kind.HOME and step.depth == 0 and _is_unanswered(failure.value):
            self._try_other_scheme(step)
        yield from self._advance()

    def _try_other_scheme(self, step: Step) -> None:
        """Some portals answer only to http, or only to https, whatever their published address says."""
        parts = urllib.parse.urlsplit(step.url)
        if parts.port is None:
            other = parts._replace(scheme="http" if parts.scheme == "https" else "https").geturl()
            # Both addresses are one page, which has not been seen yet.
            self._frontier.seen.discard(identity.of_step(step))
            self._frontier.push(dataclasses.replace(step, url=other, depth=1))

    # ---- pages of the way -------------------------------------------------------------------------------------------

    def _takes_for_home(self, page: PortalPage) -> bool:
        """Whether a page is the portal's home; learns whose it says it is."""
        site = f"{page.title} {page.tag('SiteName')}"
        why = Why.NAMED_HOME if self._judge.names_own(site) else Why.MOVED_HOME
        if not self._territory.admits(page.url, why):
            self._flags.add(("refused_address", f"{_MOVED} {addresses.host(page.url)}, which does not name it"))
            return False
        self._judge.learn(titles.governments_named(site))
        self._judge.learn_site(page)
        return True

    def _read_page(self, page: PortalPage, step: Step) -> Iterator[scrapy.Request]:
        if step.kind is Kind.HOME and not self._takes_for_home(page):
            return
        named = step.kind is not Kind.HOME and self._judge.names_column(page)
        in_column = step.column or named
        step = dataclasses.replace(step, column=in_column)
        systems = self._recognise(page, step)
        links = _links(page, step, systems)
        if not in_column:
            links = [*links, *self._links.parts_of_bodies(page)]
        self._held.keep_asker(page, step, links)
        waiting, columns = len(self._frontier), len(self._links.columns)
        rows, own = yield from self._follow(links, step, page.url)
        if own and in_column:
            self._progress.find_column(step)
        if rows and step.instead is not None:
            url, told = step.instead
            yield self._told(url, ("no_report", f"{_LIST}: {told}"), "report")
            step = dataclasses.replace(step, instead=None)
        listed = self._links.count_rows(links) if in_column else 0
        if step.shell is not None and step.kind is Kind.LIST:
            # The list was read before its scripts were there.
            rows = max(rows, listed)
        linked = len(self._frontier)
        self._frontier.add_all(self._leads.inner(page, step))
        if in_column or (own and step.kind is not Kind.HOME):
            self._turn(page, step, systems, rows)
        else:
            self._turn(page, step, [system for system in systems if system.names_columns], rows, follow_links=False)
        if in_column and page.frames and not listed:
            frames = self._leads.frames_elsewhere(page, step)
            # Beside what leads on to a list, a frame from elsewhere is hardly that list but a banner of the province.
            leads_on = len(self._frontier) > linked or len(self._links.columns) > columns
            if leads_on:
                self._reserve.unlikely.extend(frames)
            else:
                self._frontier.add_all(frames)
        if not rows and step.instead is not None:
            yield from self._requests(self._texts(page, step))
        if not rows and step.otherwise:
            self._frontier.add(step.otherwise)
        if not rows and len(self._frontier) == waiting:
            self._reserve.unlikely.extend(self._leads.few_links(page, step))
        self._keep_menus(page, step, names_column=len(self._links.columns) > columns)
        if in_column and not step.family:
            if not listed and self._links.hides_rows(page):
                # What turns to the next page of such a list would leave this one unread.
                self._frontier.add_all(self._first_script(page, dataclasses.replace(step, score=_LIST_SCORE + 1)))
            elif len(self._frontier) == linked:
                self._ask_for_scripts(page, step, listed, leads_on=linked > waiting)
        if not in_column and len(self._links.columns) == columns:
            self._look_for_hidden(page, step, leads_on=len(self._frontier) > linked)

    def _keep_menus(self, page: PortalPage, step: Step, *, names_column: bool) -> None:
        """Keeps what may hold the menu of a page on the way, for when nothing else is left that promises as much.

        Args:
            page: The page.
            step: The step that it answers.
            names_column: Whether it links to a column of the government's.
        """
        if step.kind not in (Kind.HOME, Kind.PATH) or step.shell is not None or step.part_of:
            return
        is_shell = step.kind is Kind.HOME or (page.is_bare and not step.column) or has_gaps(page)
        self._reserve.menus.extend(self._held.shell_steps(page, step) if is_shell else ())
        included = tuple(self._held.part_steps(page, step))
        self._reserve.parts.extend(included)
        if step.kind is Kind.PATH and names_column:
            self._reserve.parts_of_bodies.extend(dataclasses.replace(part, agency=UNNAMED) for part in included)

    def _follow(
        self, links: Sequence[Link], step: Step, referrer: str
    ) -> Generator[scrapy.Request, None, tuple[int, int]]:
        """Asks for the reports among links; how many new rows of lists they are, and how many of the government's own.

        Args:
            links: The links of a page.
            step: The step that led there.
            referrer: Address of the page.
        """
        rows, own = 0, 0
        for asked, is_own in self._links.follow(links, step, referrer):
            rows += 1
            own += is_own
            if asked:
                yield self._request(asked)
        return rows, own

    def _look_for_hidden(self, page: PortalPage, step: Step, *, leads_on: bool) -> None:
        """Asks for scripts of a page that shows no column of the government's, where they may show one.

        Args:
            page: The page.
            step: The step that it answers.
            leads_on: Whether it shows other pages within itself, or asks for something.
        """
        if self._links.hides_column(page):
            self._frontier.add_all(itertools.islice(self._held.shell_steps(page, step), 1))
        elif not leads_on and step.kind is Kind.PATH and not self._progress.column_found:
            self._frontier.add_all(self._held.shell_steps(page, step, tuple(fillers(page))))

    def _ask_for_scripts(self, page: PortalPage, step: Step, listed: int, *, leads_on: bool) -> None:
        """Asks for the first script of a column that shows no rows, or whose rows nothing that is known turns."""
        if listed and not turning.goes_on(page, step.list_page):
            return
        # What leads on by its links may still be a shell itself; that is tried when nothing else is left.
        add = self._reserve.shells.extend if leads_on and not listed else self._frontier.add_all
        add(self._first_script(page, step))

    def _first_script(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """The step to the first script that a list loads and that has neither come nor failed to, if there is one."""
        return itertools.islice(self._held.shell_steps(page, dataclasses.replace(step, kind=Kind.LIST)), 1)

    def _turn(
        self, page: PortalPage, step: Step, systems: Sequence[System], rows: int, *, follow_links: bool = True
    ) -> None:
        """Turns to the next page of a list, unless the list has stopped showing anything new."""
        barren = 0 if rows else step.barren + 1
        if barren >= self._bounds.barren_pages and step.list_page > 1:
            return
        # A list that stands in place of a report lies wherever reports do.
        why = step.why if step.why is Why.REPORT else Why.TURNED
        whole = dataclasses.replace(step, shell=None, part_of="", hops=0)
        turned = dataclasses.replace(whole, why=why, barren=barren, score=_LIST_SCORE)
        offered = (further for system in systems for further in system.further(page, turned, rows))
        steps = list(filter(None, (_asked(further, step) for further in offered)))
        plain_list = dataclasses.replace(
            turned,
            kind=Kind.LIST,
            method="GET",
            body="",
            family="",
            awaited=None,
            list_page=step.list_page + 1,
            otherwise=None,
        )
        if follow_links:
            pages = list(following(page, step.url, turned=step.list_page > 1, number=step.list_page))
            asks_on = (further.list_page > step.list_page or further.awaited is not None for further in steps)
            is_turned = bool(pages) or any(asks_on)
            if not is_turned and (last := before_last(page, step.url, step.list_page)):
                pages.append(last)
            elif not is_turned and step.method == "GET" and (url := turning.numbered(page, step.list_page)):
                pages.append(url)
            # What a click on a pager asks for is an answer, which only the system can read that asks for it. Where one
            # program serves everything, what is asked of it differs in its fields alone.
            answers = set(_questions_of(steps, page)) if pages else set[tuple[str, str, str]]()
            steps.extend(
                dataclasses.replace(plain_list, url=url, referrer=page.url)
                for url in pages
                if (question := read(Asked(url, "GET", {}, as_json=False), page.base)) is None
                or question.identity not in answers
            )
        for further in steps:
            if further.list_page > self._bounds.list_pages:
                self._frontier.bounded.add(f"a list has more than {self._bounds.list_pages} pages")
            else:
                self._frontier.add(dataclasses.replace(further, column=step.column or further.column))

    # ---- reports ----------------------------------------------------------------------------------------------------

    def _read_report(self, page: PortalPage, step: Step) -> Iterator[scrapy.Request]:
        """A report's page: its files, the column it names, and, if it is a list after all, its rows."""
        systems = self._recognise(page, step)
        files = list(attachments(page))
        yield from self._requests(self._files.linked(files, page, step))
        links = _links(page, step, systems)
        yield from self._requests(self._files.offered(page, step))
        yield from self._requests(self._parts.chapters(page, step))
        rows, own = yield from self._follow(links, step, page.url)
        # The own report of a year may stand on a later page of its list than those of other bodies.
        is_list = step.column and (own > 0 or (rows > 0 and page.han < SHELL))
        if is_list:
            self._turn(page, step, systems, rows)
        if page.han < SHELL and not (own and step.column):
            yield from self._requests(self._parts.within(page, step))
        if not is_list:
            yield from self._requests(self._parts.further(page, step, self._turned(page, step)))
        if files or page.frames or page.refresh:
            return
        told = " ".join(page.title.split())[:60]
        if not rows and page.han < SHELL:
            waiting = len(self._frontier)
            if step.column:
                self._ask_for_rows(page, dataclasses.replace(step, instead=(page.url, told)), systems)
            if len(self._frontier) == waiting and (texts := self._texts(page, step)):
                yield from self._requests(texts)
                yield self._told(page.url, ("no_report", f"{_SHOWN}: {told}"), "report")
                return
        if self._links.only_lists(page, links, step):
            yield self._told(page.url, ("no_report", f"{_LIST}: {told}"), "report")
        elif not (own or vocabulary().spoken.search(page.title + page.own_text)):
            yield self._told(page.url, ("soft_404", f"{_NO_REPORT}: {told}"), "report")

    def _texts(self, page: PortalPage, step: Step) -> Sequence[Step]:
        """What the scripts of a page without a text ask for by themselves: its text, or the list of its year."""
        asked = itertools.chain.from_iterable(system.shown(page, step) for system in self._systems)
        return [
            text for text in asked if self._territory.admits(text.url, Why.SCRIPT) and self._frontier.claim(text.url)
        ]

    def _ask_for_rows(self, page: PortalPage, step: Step, systems: Sequence[System]) -> None:
        """Asks for the rows of a page that was taken for a report, by its year, and may be a list that asks for them.

        It may as well be a text that a script shows, beside the likes of it, its readers and the news.
        """
        waiting = len(self._frontier)
        self._turn(page, step, systems, 0, follow_links=False)
        if len(self._frontier) == waiting:
            self._ask_for_scripts(page, dataclasses.replace(step, score=_LIST_SCORE), 0, leads_on=False)

    # ---- the queue --------------------------------------------------------------------------------------------------

    def _advance(self) -> Iterator[scrapy.Request]:
        """Takes the next step, if none is underway and one is worth it."""
        if self._underway:
            return
        while (step := self._next()) is not None:
            if step.shell is not None and identity.of_page(step.url) in self._frontier.seen:
                # Another page has loaded this script.
                self._frontier.seen.add(identity.of_step(step))
                if step.url in self._held.scripts:
                    page, shell = self._held.shell(step.shell, step)
                    yield from self._tried(self._read_page(page, shell), page.url, shell)
                continue
            if self._progress.bound:
                self._frontier.bounded.add(self._progress.bound)
                break
            if self._left == 0:
                self._frontier.bounded.add(_ORDERED.format(self._bounds.ordered))
                break
            if step.kind is Kind.PATH and not self._progress.look(step):
                continue
            self._frontier.seen.add(identity.of_step(step))
            if step.shell is None and (view := self._held.view(step)) is not None:
                self._progress.viewed += 1
                yield from self._tried(self._read_page(view, step), view.url, step)
                continue
            self._progress.navigated += 1
            self._underway += 1
            yield self._request(step)
            return
        later = self._reserve.next(
            has_found=self._has_found, is_worth_more=self._progress.is_worth_more(), lacks_bodies=self._lacks_bodies
        )
        if later:
            self._frontier.add_all(later)
            yield from self._advance()
            return
        yield from self._last_resort()
        yield from self._tell_bounds()

    @property
    def _has_found(self) -> bool:
        """Whether reports have been found, if only of another place."""
        return self._progress.has_found or bool(self._links.of_other_places)

    @property
    def _lacks_bodies(self) -> bool:
        """Whether reports of bodies are wanted, and none has been found."""
        return self.portal.bodies and not self._progress.bodies.has_found

    def _next(self) -> Step | None:
        """Takes the best step; what may be the menu of a page comes before what hardly leads anywhere."""
        if not self._has_found:
            self._frontier.add_all(self._reserve.instead_of(self._frontier.best))
        return self._frontier.pop(former_first=self._progress.column_found)

    def _last_resort(self) -> Iterator[scrapy.Request]:
        """A portal whose only reports name one other place has been renamed, or bears another name in the registry."""
        if self._progress.reports or not self._links.of_other_places or self._left is not None:
            return
        if not self._judge.may_be_renamed:
            # What names a place on the portal of a department is its government.
            return
        found, self._links.of_other_places = self._links.of_other_places, []
        names = {titles.rest(link.label, ()) for link, _ in found}
        if len(names) == 1:
            for link, step in found:
                if self._frontier.is_wanted(titles.years(link.label)):
                    yield self._request(self._links.report(link, step, step.url))

    def _tell_bounds(self) -> Iterator[scrapy.Request]:
        """Leaves a row in the fetch log for each bound that was hit, and what else is to be told; nothing is sent."""
        told = sorted({*(("bounded", reason) for reason in self._frontier.bounded), *self._flags})
        self._frontier.bounded.clear()
        self._flags.clear()
        for refusal in told:
            yield self._told(self.portal.home_url, refusal, "page")

    def _told(self, url: str, refusal: tuple[str, str], role: str) -> scrapy.Request:
        """A request that is not sent, and only leaves its outcome and reason in the fetch log."""
        request = self.request(url, role, meta={"refuse": refusal}, dont_filter=True)
        request.errback = self._ignore
        return request

    def _ignore(self, _: Failure) -> None:
        """Errback of a request that was never meant to be sent."""

    def _request(self, step: Step) -> scrapy.Request:
        navigation = step.kind.is_navigation
        if not navigation and step.kind is not Kind.OFFER:
            self._asked += 1
        refusal = {}
        if self.reports_at_most is not None and self._asked > self.reports_at_most and not navigation:
            refusal = {"refuse": ("bounded", _ENOUGH)}
        if self._left is not None and "wants" not in step.data:
            if self._left == 0:
                refusal = {"refuse": ("bounded", _ORDERED.format(self._bounds.ordered))}
            self._left = max(0, self._left - 1)
        may_be_empty = (bool(step.family) and step.list_page > 1) or step.kind is Kind.OFFER
        priority = _NAVIGATION_PRIORITY if navigation else _ATTACHMENT_PRIORITY * (step.kind is not Kind.REPORT)
        return self.request(
            step.url.partition("#")[0],
            step.kind.role,
            self.arrived,
            referrer=step.referrer,
            link_text=step.text or None,
            errback=self.failed,
            cb_kwargs={"step": step},
            meta={"may_be_empty": may_be_empty, **refusal, **({"render": True} if self._is_shown(step) else {})},
            method=step.method,
            body=step.body or None,
            headers={"Content-Type": step.content_type} if step.body else None,
            priority=priority,
            dont_filter=True,
        )

    def _requests(self, steps: Iterable[Step]) -> Iterator[scrapy.Request]:
        return map(self._request, steps)

    def _is_shown(self, step: Step) -> bool:
        """Whether a browser is to show the page: one of the way, of a portal whose row asks for it."""
        plain = step.method == "GET" and not step.family and step.shell is None
        return self.portal.render and step.kind.is_navigation and plain

    # ---- judgements -------------------------------------------------------------------------------------------------

    def _recognise(self, page: PortalPage, step: Step) -> list[System]:
        if step.family:
            return [system for system in self._systems if system.name == step.family]
        return [system for system in self._systems if system.recognises(page)]

    def _turned(self, page: PortalPage, step: Step) -> dict[str, Mapping[str, Any]]:
        """Where content-management systems turn to from a page of a text, with what they want to know again there."""
        systems = self._recognise(page, step)
        return {further.url: further.data for system in systems for further in system.further(page, step, 1)}


def _links(page: PortalPage, step: Step, systems: Sequence[System]) -> Sequence[Link]:
    """The links of a page, and those that content-management systems know besides.

    What a script has asked for is shown on the page that asks, by whose base the addresses in it are completed.
    """
    known = [link for system in systems for link in system.links(page, step)]
    if step.awaited is None:
        return [*page.links, *known]
    completed: defaultdict[str, set[str]] = defaultdict(set)
    for link in known:
        completed[link.text].add(link.url)
    return [*(link for link in page.links if link.url in completed.get(link.text, (link.url,))), *known]


def _questions_of(steps: Iterable[Step], page: PortalPage) -> Iterator[tuple[str, str, str]]:
    """The identities of what steps ask by scripts of a page, and of what is asked for the pages behind theirs.

    Args:
        steps: The steps.
        page: The page.
    """
    for step in steps:
        if (awaited := step.awaited) is not None:
            yield awaited.question.identity
            is_of_page = awaited.turning is not None and awaited.asker == page.unread()
            following = awaited.turning.next(page, "", step.list_page) if awaited.turning and is_of_page else None
            if following:
                yield following.identity


def _asked(further: Step, step: Step) -> Step | None:
    """A step to the next page of a list, as a script asks for it if one does.

    None for what names no page, where the list may be none.

    Args:
        further: The step.
        step: The step to the page that it comes from.
    """
    if further.awaited is None:
        return further
    if step.instead and not further.awaited.question.names_page and further.list_page == 1:
        return None
    return dataclasses.replace(further, why=Why.SCRIPT)


def _is_unanswered(error: BaseException | None) -> bool:
    """Whether nothing came back at all: no answer, no refusal, no doubtful certificate."""
    outcome = getattr(error, "outcome", "")
    return outcome in ("connection", "timeout") if outcome else not isinstance(error, (IgnoreRequest, HttpError))

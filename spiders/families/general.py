"""The general walk: from a home page to the columns of annual reports, through their lists, to reports and files.

The walk looks at one page of the way at a time and always takes the link that promises most, so that it can stop as
soon as there is nothing left worth a request. Reports are asked for as soon as they are seen.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import heapq
import itertools
import re
import urllib.parse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

import scrapy
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from spiders.discovery import addresses, titles
from spiders.discovery.attachments import annexes, attachments, pictures
from spiders.discovery.chapters import chapters
from spiders.discovery.judgement import Judge, Promise
from spiders.discovery.offers import Offers, has_files_without_address
from spiders.discovery.pager import following
from spiders.discovery.pages import Link, PortalPage
from spiders.discovery.vocabulary import vocabulary
from spiders.families.answers import Answer, as_page
from spiders.families.base import Family, Kind, Step, System
from spiders.job import ROWS, Order
from spiders.portals import Portal
from spiders.scripting.browser import Answered

_NAVIGATION_PRIORITY = 10
_ATTACHMENT_PRIORITY = 1
_HOME_SCORE = 1000
_LIST_SCORE = 200
_FRAME_SCORE = 52
_WORTH_ANOTHER_HOST = 50
_DEPTH_COST = 2
_MOST_REFRESHES = 3
_MOST_SCRIPTS = 3
_MOST_VIEWS = 20
"""Pages that show views whose texts are held."""
_SHELL = 300
"""Chinese characters below which a report's page has no text of its own: a shell around a frame, or a list."""
_NUMBER = re.compile(r"\d{1,3}")
_MOST_PARTS = 60
"""Further pages of one report."""
_FIRST_YEAR = 2008
_NO_REPORT = "a page that says nothing of a report stands in its place"
_LIST = "a list of reports stands in its place"
_LISTED_BODIES = 3
"""Names of bodies among its links that make a page without text a list."""
_LISTED_YEARS = 4
"""Years of reports among its links that do."""
_MOVED = "the portal has moved to"
_UNSHOWN = "reports that are only shown by a script, and have no address of their own"
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

    def __init__(self, portal: Portal, years: tuple[int, ...] = (), systems: Sequence[System] = ()) -> None:
        super().__init__(portal, years)
        self._systems = systems
        self._bounds = vocabulary().bounds
        self._judge = Judge(portal.name)
        self._judge.learn(portal.former_names)
        self._queue: list[tuple[int, int, Step]] = []
        self._order = itertools.count()
        self._seen: set[str] = set()
        """Pages asked for, or judged once and for all."""
        self._queued: dict[str, int] = {}
        """Best score of pages in the queue."""
        self._hosts = {addresses.host(portal.home_url), *portal.further_hosts}
        self._underway = 0
        self._navigated = 0
        self._on_the_way = 0
        self._reports = 0
        self._asked = 0
        self._years: set[int] = set()
        self._column_found = False
        self._of_other_places: list[tuple[Link, Step]] = []
        self._bounded: set[str] = set()
        self._flags: set[tuple[str, str]] = set()
        """What a person should look at: outcomes and reasons."""
        self._parts: defaultdict[str, set[str]] = defaultdict(set)
        """Further pages of each report."""
        self._menus: list[Step] = []
        """Scripts that the home page loads, and that may hold its menu."""
        self._scripts: dict[str, str] = {}
        """Scripts that pages load, as far as they have been fetched."""
        self._offering: list[tuple[PortalPage, Step]] = []
        """Pages of reports that wait for scripts which give their files an address."""
        self._views: dict[str, tuple[str, str]] = {}
        """Pages that show views, with their addresses and texts: a further view of one is no further request."""
        self._few_links: list[Step] = []
        """Links of pages that show nothing else."""
        self._left: int | None = None
        """Addresses that orders may still ask for; None where the whole portal is crawled."""

    def start(self) -> Iterable[scrapy.Request]:
        self._add(Step(url=self.portal.home_url, kind=Kind.HOME, score=_HOME_SCORE))
        if self.portal.column_url:
            self._hosts.add(addresses.host(self.portal.column_url))
            self._add(Step(url=self.portal.column_url, kind=Kind.COLUMN, score=_HOME_SCORE + 1, column=True))
        yield from self._advance()

    def complete(self, orders: Sequence[Order], asked: Iterable[str]) -> Iterable[scrapy.Request]:
        """Reads pages of the last crawl once more, and asks for what it has not asked for: no other page of the way."""
        self._left = self._bounds.ordered
        self._seen.update(map(self._logged_identity, asked))
        self._seen.difference_update([self._identity(order.url) for order in orders])
        for order in orders:
            rows = order.wants == ROWS
            data = {"wants": order.wants}
            kind = Kind.COLUMN if rows else Kind.REPORT
            self._underway += rows
            self._hosts.add(addresses.host(order.url))
            yield self._request(Step(url=order.url, kind=kind, text=order.text, column=rows, data=data))

    def arrived(self, response: Response, step: Step) -> Iterator[scrapy.Request]:
        """Reads an answer and goes on."""
        if step.kind.is_navigation:
            self._underway -= 1
        self._seen.update((self._identity(response.url), self._exact(response.url)))
        if isinstance(response, TextResponse):
            page = self._page(response, step)
            if "shell" in step.data:
                # A script that the shell of a list loads is read where it is loaded.
                self._scripts[step.url] = response.text
                page, step = self._shell(step)
            if step.kind is Kind.REPORT and "wants" in step.data:
                yield from self._ask_files((*attachments(page), *annexes(page, step.text), *pictures(page)), page, step)
            elif step.kind is Kind.REPORT:
                yield from self._read_report(page, step)
            elif step.kind is Kind.PART:
                yield from self._read_parts(page, step)
            elif step.kind is Kind.OFFER:
                yield from self._read_offer(page, step)
            elif step.kind is not Kind.ATTACHMENT:
                yield from self._read_page(page, step)
        yield from self._advance()

    def _page(self, response: TextResponse, step: Step) -> PortalPage:
        """The page that an answer is, or that it is a part of."""
        url, text = str(step.data.get("part_of", response.url)), response.text
        fragment = urllib.parse.urldefrag(step.url)[1]
        if fragment and len(self._views) < _MOST_VIEWS:
            self._views[self._identity(step.url.partition("#")[0])] = (response.url, text)
        if fragment:
            url = f"{response.url}#{fragment}"
        return as_page(PortalPage(url, text)) if step.kind is Kind.REPORT else PortalPage(url, text)

    def _view(self, step: Step) -> PortalPage | None:
        """The view that a step leads to, if its page has been fetched."""
        page, _, fragment = step.url.partition("#")
        if not fragment or self._identity(page) not in self._views:
            return None
        url, text = self._views[self._identity(page)]
        return self._with_scripts(PortalPage(f"{url}#{fragment}", text))

    def _with_scripts(self, page: PortalPage) -> PortalPage:
        """A page with all that has been fetched of the scripts that it loads."""
        fetched = {script: self._scripts[script] for script in page.loaded if script in self._scripts}
        return PortalPage(page.url, page.text, fetched)

    def _shell(self, step: Step) -> tuple[PortalPage, Step]:
        """The page that has loaded a script, with all that has been fetched of those that it loads."""
        url, text, _ = step.data["shell"]
        page = self._with_scripts(PortalPage(url, text))
        return page, dataclasses.replace(step, data={**step.data, "shell": (url, text, page.fetched)})

    def failed(self, failure: Failure) -> Iterator[scrapy.Request]:
        """Goes on without an answer; what happened is in the fetch log."""
        step: Step = failure.request.cb_kwargs["step"]  # type: ignore[attr-defined]  # Scrapy adds the request
        if "shell" in step.data or step.kind is Kind.OFFER:
            self._scripts.setdefault(step.url, "")
            yield from self._read_offers()
        if not step.kind.is_navigation:
            return
        self._underway -= 1
        if step.otherwise:
            self._add(step.otherwise)
        elif step.kind is Kind.HOME and step.depth == 0 and _is_unanswered(failure.value):
            self._try_other_scheme(step)
        yield from self._advance()

    def _try_other_scheme(self, step: Step) -> None:
        """Some portals answer only to http, or only to https, whatever their published address says."""
        parts = urllib.parse.urlsplit(step.url)
        if parts.port is None:
            other = parts._replace(scheme="http" if parts.scheme == "https" else "https").geturl()
            self._push(dataclasses.replace(step, url=other, depth=1))

    # ---- pages of the way -------------------------------------------------------------------------------------------

    def _read_page(self, page: PortalPage, step: Step) -> Iterator[scrapy.Request]:
        if step.kind is Kind.HOME:
            governments = titles.governments_named(f"{page.title} {page.tag('SiteName')}")
            if not self._is_home(page, governments):
                self._flags.add(("refused_address", f"{_MOVED} {addresses.host(page.url)}, which does not name it"))
                return
            self._hosts.add(addresses.host(page.url))
            self._judge.learn(governments)
        named = step.kind is not Kind.HOME and page.names_column
        in_column = step.column or step.kind is Kind.COLUMN or named
        step = dataclasses.replace(step, column=in_column)
        systems = self._recognise(page, step)
        links = [*page.links, *(link for system in systems for link in system.links(page, step))]
        if len(self._views) < _MOST_VIEWS and any(link.view for link in links):
            url, text, _ = step.data.get("asker", (page.url, page.text, {}))
            self._views.setdefault(self._identity(url.partition("#")[0]), (url.partition("#")[0], text))
        rows, own, waiting = 0, 0, len(self._queue)
        for request, counted in self._follow(links, step, page.url):
            rows += 1
            if counted:
                own += 1
            if request:
                yield request
        if own and in_column:
            self._column_found = True
        self._follow_inner(page, step, in_column)
        if in_column or (own and step.kind is not Kind.HOME):
            self._turn(page, step, systems, rows)
        else:
            self._turn(page, step, [system for system in systems if system.names_columns], rows, follow_links=False)
        if not rows and step.otherwise:
            self._add(step.otherwise)
        if not rows and len(self._queue) == waiting:
            self._few_links.extend(self._leading_on(page, step))
        if step.kind in (Kind.HOME, Kind.PATH) and "shell" not in step.data and "part_of" not in step.data:
            scripts = self._shell_steps(page, step) if step.kind is Kind.HOME or page.is_bare else ()
            self._menus.extend((*scripts, *self._part_steps(page, step)))
        elif in_column and not step.family and len(self._queue) == waiting and not self._shows_rows(links):
            for further in itertools.islice(self._shell_steps(page, dataclasses.replace(step, kind=Kind.LIST)), 1):
                self._add(further)

    def _shows_rows(self, links: Iterable[Link]) -> bool:
        """Whether reports are among links, also those that were seen before."""
        rows = (Promise.REPORT, Promise.OTHER_BODY, Promise.OTHER_PLACE)
        return any(self._judge.judge(link, in_column=True).promise in rows for link in links)

    def _shell_steps(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """The scripts that a page loads, and that have not been fetched."""
        url, text, fetched = step.data.get("shell", (page.url, page.text, {}))
        loaded = [script for script in page.loaded[:_MOST_SCRIPTS] if script not in fetched and self._is_ours(script)]
        for script in loaded:
            data = {**step.data, "shell": (url, text, fetched)}
            depth = step.depth if fetched else step.depth + 1
            yield dataclasses.replace(step, url=script, referrer=url, depth=depth, data=data, otherwise=None)

    def _part_steps(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """The pieces of HTML that a page shows within itself."""
        for url in page.parts[:_MOST_SCRIPTS]:
            if self._is_ours(url) and not vocabulary().avoid.search(url.lower()):
                data = {**step.data, "part_of": page.url}
                yield dataclasses.replace(
                    step, url=url, referrer=page.url, depth=step.depth + 1, data=data, otherwise=None
                )

    def _leading_on(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """The few links of a page that shows nothing else: a splash page, or one that announces the next."""
        hops = int(step.data.get("hops", 0))
        if not page.is_bare or hops >= _MOST_REFRESHES or step.kind is Kind.LIST:
            return
        words = vocabulary()
        for link in page.links:
            away = words.avoid.search(link.url.lower()) or words.step_never.search(link.label)
            suffix = addresses.suffix(link.url) in (words.avoid_suffixes | words.file_suffixes)
            elsewhere = step.kind is Kind.HOME and addresses.domain(addresses.host(link.url)).endswith(".gov.cn")
            ours = elsewhere or self._is_ours(link.url)
            if link.origin in ("link", "script") and ours and not away and not suffix:
                yield _led_on(step, link.url, page.url, hops)

    def _follow(self, links: Iterable[Link], step: Step, referrer: str) -> Iterator[tuple[scrapy.Request | None, bool]]:
        """Judges links; yields one pair for each new row of a list of reports: its request, and whether it is own."""
        words = vocabulary()
        for link in sorted(links, key=lambda link: words.wap.search(link.url) is not None):
            identity = self._identity(link.url)
            if identity in self._seen and not step.column:
                continue
            verdict = self._judge.judge(link, in_column=step.column)
            if identity in self._seen:
                self._column_found |= verdict.promise is Promise.REPORT
                continue
            if verdict.promise is Promise.NOTHING or not self._reachable(link, verdict.score, step):
                continue
            if verdict.promise in (Promise.COLUMN, Promise.PATH):
                if self._left is not None:
                    continue
                kind = Kind.COLUMN if verdict.promise is Promise.COLUMN else Kind.PATH
                self._add(
                    Step(
                        url=link.view or link.url,
                        kind=kind,
                        text=link.label,
                        referrer=referrer,
                        score=verdict.score - _DEPTH_COST * (step.depth + 1),
                        depth=step.depth + 1,
                        column=kind is Kind.COLUMN,
                    )
                )
                continue
            if "#" in link.url:
                self._bounded.add(_UNSHOWN)
                continue
            self._seen.add(identity)
            if verdict.promise is Promise.OTHER_PLACE:
                self._of_other_places.append((link, step))
            if verdict.promise is not Promise.REPORT:
                yield None, False
            elif self._is_wanted(verdict.years):
                self._years.update(verdict.years)
                yield self._ask_report(link, step, referrer), True
            else:
                self._years.update(verdict.years)
                yield None, True

    def _follow_inner(self, page: PortalPage, step: Step, in_column: bool) -> None:
        """Follows pages that this one shows inside itself, or leads to by itself."""
        hops = int(step.data.get("hops", 0))
        if hops < _MOST_REFRESHES:
            for url in page.refresh:
                if self._is_ours(url) or step.kind is Kind.HOME:
                    self._add(_led_on(step, url, page.url, hops))
        for frame in page.frames:
            if not self._is_ours(frame.url) or vocabulary().avoid.search(frame.url.lower()):
                continue
            if in_column:
                self._add(dataclasses.replace(step, url=frame.url, referrer=page.url, kind=Kind.COLUMN, otherwise=None))
            elif step.kind is Kind.HOME and len(page.links) <= len(page.frames):
                self._add(_led_on(step, frame.url, page.url, hops))
            elif step.kind is Kind.PATH:
                score = _FRAME_SCORE - _DEPTH_COST * step.depth
                self._add(dataclasses.replace(step, url=frame.url, referrer=page.url, score=score))

    def _turn(
        self, page: PortalPage, step: Step, systems: Sequence[System], rows: int, *, follow_links: bool = True
    ) -> None:
        """Turns to the next page of a list, unless the list has stopped showing anything new."""
        barren = 0 if rows else step.barren + 1
        if barren >= self._bounds.barren_pages and step.list_page > 1:
            return
        turned = dataclasses.replace(step, barren=barren, score=_LIST_SCORE)
        steps = [further for system in systems for further in system.further(page, turned, rows)]
        plain_list = dataclasses.replace(
            turned, kind=Kind.LIST, method="GET", body="", family="", list_page=step.list_page + 1, otherwise=None
        )
        if follow_links:
            pages = following(page, step.url, turned=step.list_page > 1)
            steps.extend(dataclasses.replace(plain_list, url=url, referrer=page.url) for url in pages)
        for further in steps:
            if further.list_page > self._bounds.list_pages:
                self._bounded.add(f"a list has more than {self._bounds.list_pages} pages")
            else:
                self._add(dataclasses.replace(further, column=step.column or further.column))

    # ---- reports ----------------------------------------------------------------------------------------------------

    def _ask_report(self, link: Link, step: Step, referrer: str) -> scrapy.Request:
        self._reports += 1
        # A year alone may also lead to a column of that year.
        directory = not addresses.is_article(link.url) or not vocabulary().report.search(link.label)
        return self._request(
            Step(
                url=link.url,
                kind=Kind.REPORT,
                text=link.label,
                referrer=referrer,
                depth=step.depth + 1,
                column=directory and step.column,
            )
        )

    def _read_report(self, page: PortalPage, step: Step) -> Iterator[scrapy.Request]:
        """A report's page: its files, the column it names, and, if it is a list after all, its rows."""
        systems = self._recognise(page, step)
        files = list(attachments(page))
        yield from self._ask_files(files, page, step)
        links = [*page.links, *(link for system in systems for link in system.links(page, step))]
        yield from self._ask_offers(page, step)
        yield from self._ask_chapters(page, step)
        rows, own = 0, 0
        for request, counted in self._follow(links, step, page.url):
            rows += 1
            own += counted
            if request:
                yield request
        # The own report of a year may stand on a later page of its list than those of other bodies.
        is_list = step.column and (own > 0 or (rows > 0 and page.han < _SHELL))
        if is_list:
            self._turn(page, step, systems, rows)
        if page.han < _SHELL and not (own and step.column):
            yield from self._read_shell(page, step)
        if not is_list:
            yield from self._read_parts(page, step)
        if files or page.frames or page.refresh:
            return
        told = " ".join(page.title.split())[:60]
        if self._is_list(page, links, step):
            yield self._told(page.url, ("no_report", f"{_LIST}: {told}"), "report")
        elif not (own or vocabulary().spoken.search(page.title + page.own_text)):
            yield self._told(page.url, ("soft_404", f"{_NO_REPORT}: {told}"), "report")

    def _ask_files(self, files: Iterable[Link], page: PortalPage, step: Step) -> Iterator[scrapy.Request]:
        """Asks for the files of a report's page."""
        for file in files:
            identity = self._identity(file.url)
            if identity not in self._seen and self._is_ours(file.url, report=True):
                self._seen.add(identity)
                yield self._request(
                    Step(url=file.url, kind=Kind.ATTACHMENT, text=file.text or step.text, referrer=page.url)
                )

    def _ask_offers(self, page: PortalPage, step: Step) -> Iterator[scrapy.Request]:
        """Asks for the scripts that a report's page loads, if its files have no address without them."""
        if not has_files_without_address(page):
            return
        self._offering.append((page, step))
        for script in self._own_scripts(page):
            if self._identity(script) not in self._seen:
                self._seen.add(self._identity(script))
                yield self._request(Step(url=script, kind=Kind.OFFER, referrer=page.url))
        yield from self._read_offers()

    def _own_scripts(self, page: PortalPage) -> list[str]:
        return [script for script in page.loaded[:_MOST_SCRIPTS] if self._is_ours(script)]

    def _read_offers(self) -> Iterator[scrapy.Request]:
        """Reads the pages whose scripts are there: their files, and what tells their addresses."""
        waiting, self._offering = self._offering, []
        for page, step in waiting:
            loaded = self._own_scripts(page)
            if any(script not in self._scripts for script in loaded):
                self._offering.append((page, step))
                continue
            offers = Offers(page, {script: self._scripts[script] for script in loaded})
            yield from self._ask_files(offers.files(), page, step)
            url = offers.question()
            if url and self._is_ours(url) and self._identity(url) not in self._seen:
                self._seen.add(self._identity(url))
                data = {"files_of": (page.url, page.text)}
                yield self._request(Step(url=url, kind=Kind.OFFER, text=step.text, referrer=page.url, data=data))

    def _read_offer(self, page: PortalPage, step: Step) -> Iterator[scrapy.Request]:
        """A script of a report's page, or the answer that tells the addresses of its files."""
        if "files_of" not in step.data:
            self._scripts[step.url] = page.text
            yield from self._read_offers()
            return
        of_report = PortalPage(*step.data["files_of"])
        scripts = {script: self._scripts[script] for script in of_report.loaded if script in self._scripts}
        answer = Answered(step.url.partition("?")[0], page.text, Answer(page, of_report.base).content)
        yield from self._ask_files(Offers(of_report, scripts, answer).files(), of_report, step)

    def _is_list(self, page: PortalPage, links: Sequence[Link], step: Step) -> bool:
        """Whether a page that was taken for a report only lists reports, or the bodies that report."""
        if page.han >= _SHELL or next(pictures(page), None):
            return False
        bodies = sum(self._judge.names_body(link) for link in links)
        verdicts = [self._judge.judge(link, in_column=False) for link in links]
        years = {year for verdict in verdicts if verdict.promise is Promise.REPORT for year in verdict.years}
        if bodies >= _LISTED_BODIES:
            return True
        # A report may offer those of other years beside its own text, however short that is.
        title = titles.plain(page.title)
        own = self._judge.judge(Link(page.url, title), in_column=False)
        if own.promise is Promise.REPORT and len(own.years) == 1 and self._judge.names_its_place(title):
            return False
        return len(years) >= _LISTED_YEARS or (step.column and self._shows_rows(links))

    def _read_shell(self, page: PortalPage, step: Step) -> Iterator[scrapy.Request]:
        inner = [*(frame.url for frame in page.frames), *page.refresh]
        for url in inner:
            identity = self._identity(url)
            if identity not in self._seen and self._is_ours(url) and not vocabulary().avoid.search(url.lower()):
                self._seen.add(identity)
                yield self._request(Step(url=url, kind=Kind.REPORT, text=step.text, referrer=page.url))

    def _ask_chapters(self, page: PortalPage, step: Step) -> Iterator[scrapy.Request]:
        """The chapters of a report whose page only lists them; each may have several pages."""
        for link in chapters(page):
            if self._is_ours(link.url) and not vocabulary().avoid.search(link.url.lower()):
                yield from self._ask_part(link.url, str(step.data.get("whole", page.url)), step, link.text)

    def _read_parts(self, page: PortalPage, step: Step) -> Iterator[scrapy.Request]:
        """Further pages of one long text: they bear its name and a number."""
        whole = str(step.data.get("whole", page.url))
        steps = [part.url for system in self._recognise(page, step) for part in system.further(page, step, 1)]
        for url in dict.fromkeys((*steps, *following(page, step.url, turned=step.kind is Kind.PART))):
            if _is_part(url, whole) or _is_part(url, page.url):
                yield from self._ask_part(url, whole, step, step.text)

    def _ask_part(self, url: str, whole: str, step: Step, text: str) -> Iterator[scrapy.Request]:
        """Asks for a part of a report, unless it is known or one too many; its words tell where it belongs."""
        identity = self._identity(url)
        if identity not in self._seen and len(self._parts[whole]) < _MOST_PARTS:
            self._seen.add(identity)
            self._parts[whole].add(identity)
            data = {**step.data, "whole": whole}
            yield self._request(Step(url=url, kind=Kind.PART, text=text, referrer=whole, depth=step.depth, data=data))

    # ---- the queue --------------------------------------------------------------------------------------------------

    def _add(self, step: Step) -> None:
        """Puts a step in the queue unless its page is known or too far away."""
        if step.depth > self._bounds.depth:
            self._bounded.add(f"pages more than {self._bounds.depth} steps from the home page")
            return
        identity = self._step_identity(step)
        if addresses.resolve(step.url, step.url) is None:
            self._bounded.add("an address that is too long to be asked for")
            return
        known = identity in self._seen or self._queued.get(identity, -1) >= step.score
        if vocabulary().doing.search(step.url):
            return
        if not known and self._is_wanted(titles.years(step.text)):
            self._push(step)

    def _push(self, step: Step) -> None:
        self._queued[self._step_identity(step)] = step.score
        heapq.heappush(self._queue, (-step.score, next(self._order), step))

    def _advance(self) -> Iterator[scrapy.Request]:
        """Takes the next step, if none is underway and one is worth it."""
        if self._underway:
            return
        while self._queue:
            step = heapq.heappop(self._queue)[2]
            if self._step_identity(step) in self._seen:
                continue
            if "shell" in step.data and self._identity(step.url) in self._seen:
                # Another page has loaded this script.
                self._seen.add(self._step_identity(step))
                if step.url in self._scripts:
                    yield from self._read_page(*self._shell(step))
                continue
            if self._navigated >= self._bounds.navigation:
                self._bounded.add(f"more than {self._bounds.navigation} pages that are not reports")
                break
            if self._left == 0:
                self._bounded.add(_ORDERED.format(self._bounds.ordered))
                break
            if step.kind is Kind.PATH:
                if not self._is_worth_another() or (self._column_found and self._is_for_want_of_better(step)):
                    continue
                self._on_the_way += 1
            if "shell" not in step.data and (view := self._view(step)) is not None:
                self._seen.add(self._step_identity(step))
                yield from self._read_page(view, step)
                continue
            self._seen.add(self._step_identity(step))
            self._navigated += 1
            self._underway += 1
            yield self._request(step)
            return
        for waiting in (self._menus, self._few_links):
            if waiting and not self._reports and not self._of_other_places:
                for step in waiting:
                    self._add(step)
                waiting.clear()
                yield from self._advance()
                return
        yield from self._last_resort()
        yield from self._tell_bounds()

    def _is_worth_another(self) -> bool:
        """Whether to look at one more page on the way."""
        if not self._column_found:
            return self._on_the_way < self._bounds.path_pages
        # Each year has its report by the end of March of the next one; a column without the latest is an old one.
        last = dt.datetime.now(dt.UTC).year - 1
        missing = set(range(_FIRST_YEAR, max(self._years | {last}) + 1)) - self._years
        wanted = missing.intersection(self.years) if self.years else missing
        spent = self._navigated + self._reports + 1
        return (
            bool(wanted)
            and self._on_the_way < self._bounds.path_pages + self._bounds.extra_path_pages
            and spent < self._bounds.requests_per_report * self._reports
        )

    def _is_for_want_of_better(self, step: Step) -> bool:
        """Whether a page is one that is only looked at as long as no column is found: topics, the way back home."""
        return vocabulary().until_found.fullmatch(step.text) is not None

    def _last_resort(self) -> Iterator[scrapy.Request]:
        """A portal whose only reports name one other place has been renamed, or bears another name in the registry."""
        if self._reports or not self._of_other_places or self._left is not None:
            return
        found, self._of_other_places = self._of_other_places, []
        names = {titles.rest(link.label, ()) for link, _ in found}
        if len(names) == 1:
            for link, step in found:
                if self._is_wanted(titles.years(link.label)):
                    yield self._ask_report(link, step, step.url)

    def _tell_bounds(self) -> Iterator[scrapy.Request]:
        """Leaves a row in the fetch log for each bound that was hit, and what else is to be told; nothing is sent."""
        told = sorted({*(("bounded", reason) for reason in self._bounded), *self._flags})
        self._bounded, self._flags = set(), set()
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

    def _is_shown(self, step: Step) -> bool:
        """Whether a browser is to show the page: one of the way, of a portal whose row asks for it."""
        plain = step.method == "GET" and not step.family and "shell" not in step.data
        return self.portal.render and step.kind.is_navigation and plain

    # ---- judgements -------------------------------------------------------------------------------------------------

    def _recognise(self, page: PortalPage, step: Step) -> list[System]:
        if step.family:
            return [system for system in self._systems if system.name == step.family]
        return [system for system in self._systems if system.recognises(page)]

    def _is_wanted(self, years: frozenset[int]) -> bool:
        return not self.years or not years or not years.isdisjoint(self.years)

    def _identity(self, url: str) -> str:
        """What two addresses of one page, or of its copy for telephones, have in common; views have their fragments."""
        page, mark, fragment = url.partition("#")
        return f"{addresses.key(vocabulary().wap.sub('', page))}{mark}{fragment}"

    def _exact(self, url: str) -> str:
        """The same, for a page that another one leads on to: the name of its index counts."""
        return f"={addresses.key(url, index=True)}"

    def _logged_identity(self, address: str) -> str:
        """The identity of a request that stands in the fetch log under an address."""
        url, _, body = address.partition("#post:")
        return self._step_identity(Step(url=url, kind=Kind.LIST, body=body))

    def _step_identity(self, step: Step) -> str:
        if "shell" in step.data:
            return f"{self._identity(step.url)}#{step.data['shell'][0]}"
        if step.data.get("exact"):
            return self._exact(step.url)
        if not step.body:
            return self._identity(step.url)
        fields = sorted(urllib.parse.parse_qsl(step.body, keep_blank_values=True))
        return f"{self._identity(step.url)}#{fields or step.body}"

    def _reachable(self, link: Link, score: int, step: Step) -> bool:
        """Whether a link stays with this government; from its home page it may lead to another host of its own."""
        if self._is_ours(link.url, report=score == 0):
            return True
        elsewhere = step.kind is Kind.HOME and score >= _WORTH_ANOTHER_HOST
        if elsewhere and addresses.is_governments(addresses.host(link.url)):
            self._hosts.add(addresses.host(link.url))
            return True
        return False

    def _is_home(self, page: PortalPage, named: Iterable[str]) -> bool:
        """Whether a home page is the portal's: one that has moved must be a government's, or name this one.

        The names of portals that have lapsed are bought by others.
        """
        name = addresses.host(page.url)
        return self._is_ours(page.url) or addresses.domain(name).endswith(".gov.cn") or self._judge.names_own(named)

    def _is_ours(self, url: str, *, report: bool = False) -> bool:
        """Whether an address is on a host of this portal; a report may lie on any host that governments publish at."""
        if vocabulary().doing.search(url):
            return False
        name = addresses.host(url)
        if name in self._hosts:
            return True
        if any(addresses.domain(name) == addresses.domain(known) for known in self._hosts):
            return True
        return report and addresses.is_governments(name)


def _led_on(step: Step, url: str, referrer: str, hops: int) -> Step:
    """The step to the page that another leads to and that takes its place, also where both seem to have one address."""
    data = {**step.data, "hops": hops + 1, "exact": True}
    return dataclasses.replace(step, url=url, referrer=referrer, data=data, otherwise=None)


def _is_part(url: str, whole: str) -> bool:
    """Whether an address is that of a page with a number within a text: that of the text, with the number added."""
    one, other = urllib.parse.urlsplit(url), urllib.parse.urlsplit(whole)
    stem, name = (parts.path.rpartition("/")[2].partition(".")[0] for parts in (other, one))
    if one.path == other.path:
        had, has = (dict(urllib.parse.parse_qsl(parts.query, keep_blank_values=True)) for parts in (other, one))
        return has != had and had.items() <= has.items()
    if one.path.rpartition("/")[0] != other.path.rpartition("/")[0] or not stem:
        return False
    if _NUMBER.fullmatch(stem) and _NUMBER.fullmatch(name):
        return stem != name
    return re.fullmatch(rf"{re.escape(stem)}[_-]\d{{1,3}}", name) is not None


def _is_unanswered(error: BaseException | None) -> bool:
    """Whether nothing came back at all: no answer, no refusal, no doubtful certificate."""
    outcome = getattr(error, "outcome", "")
    return outcome in ("connection", "timeout") if outcome else not isinstance(error, (IgnoreRequest, HttpError))

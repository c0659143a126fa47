"""The files of a report's page: those that it links to, and those whose addresses only its scripts know."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator

from spiders.discovery.attachments import attachments
from spiders.discovery.offers import Offers, has_files_without_address
from spiders.discovery.pages import Link, PortalPage
from spiders.families.answers import Answer
from spiders.families.base import Kind, Step, Why
from spiders.families.general.frontier import Frontier
from spiders.families.general.held import Held
from spiders.families.general.links import SHELL
from spiders.families.general.territory import Territory
from spiders.scripting.world import Answered

_MOST_BEYOND = 3
"""Files of a page that only offers one for download, in several formats."""


class Files:
    """Files of reports, some of which wait for the scripts that give them an address.

    Args:
        territory: The hosts of the portal.
        frontier: What has been asked for.
        held: Scripts that have been fetched.
    """

    def __init__(self, territory: Territory, frontier: Frontier, held: Held) -> None:
        self._territory = territory
        self._frontier = frontier
        self._held = held
        self._waiting: list[tuple[PortalPage, Step]] = []
        """Pages of reports that wait for their scripts."""

    def linked(self, files: Iterable[Link], page: PortalPage, step: Step) -> Iterator[Step]:
        """Steps to files whose addresses are known."""
        for file in files:
            if self._territory.admits(file.url, Why.REPORT) and self._frontier.claim(file.url):
                yield Step(url=file.url, kind=Kind.ATTACHMENT, text=file.text or step.text, referrer=page.url)

    def beyond(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """Steps to the file that a page offers to which the link to it leads, as PHPCMS has them."""
        if page.tree is None or page.han >= SHELL:
            return
        files = list(itertools.islice(attachments(page), _MOST_BEYOND + 1))
        if len(files) <= _MOST_BEYOND:
            yield from self.linked((dataclasses.replace(file, text=step.text) for file in files), page, step)

    def offered(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """Steps to the scripts that a report's page loads, if its files have no address without them."""
        if not has_files_without_address(page):
            return
        self._waiting.append((page, step))
        for script in self._held.own_scripts(page):
            if self._frontier.claim(script):
                yield Step(url=script, kind=Kind.OFFER, referrer=page.url)
        yield from self._ready()

    def arrived(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """Reads a script of a report's page, or the answer that tells the addresses of its files."""
        if "files_of" not in step.data:
            yield from self.have(step.url, page.text)
            return
        of_report: PortalPage = step.data["files_of"]
        scripts = {script: self._held.scripts[script] for script in of_report.loaded if script in self._held.scripts}
        answer = Answered(step.url.partition("?")[0], page.text, Answer(page, of_report.base).content)
        yield from self.linked(Offers(of_report, scripts, answer).files(), of_report, step)

    def have(self, script: str, text: str) -> Iterator[Step]:
        """Takes the text of a script, and reads the pages that waited for it."""
        self._held.scripts[script] = text
        yield from self._ready()

    def have_not(self, script: str) -> Iterator[Step]:
        """Gives a script up, and reads the pages that waited for it."""
        self._held.scripts.setdefault(script, "")
        yield from self._ready()

    def _ready(self) -> Iterator[Step]:
        """Reads the pages whose scripts are there: their files, and what tells their addresses."""
        waiting, self._waiting = self._waiting, []
        for page, step in waiting:
            loaded = self._held.own_scripts(page)
            if any(script not in self._held.scripts for script in loaded):
                self._waiting.append((page, step))
                continue
            offers = Offers(page, {script: self._held.scripts[script] for script in loaded})
            yield from self.linked(offers.files(), page, step)
            url = offers.question()
            if url and self._territory.admits(url, Why.SCRIPT) and self._frontier.claim(url):
                data = {"files_of": dataclasses.replace(page, fetched={})}
                yield Step(url=url, kind=Kind.OFFER, text=step.text, referrer=page.url, data=data)

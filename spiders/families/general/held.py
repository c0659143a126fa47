"""Texts that the walk holds so as not to ask for them again: scripts that pages load, and pages that show views."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from spiders.discovery.pages import Link, PortalPage
from spiders.families.base import Step, Why
from spiders.families.general import identity
from spiders.families.general.territory import Territory

_MOST_SCRIPTS = 3
_MOST_HELD = 20
"""Pages that show views whose texts are held."""


class Held:
    """Scripts and pages that have been fetched.

    Args:
        territory: The hosts of the portal.
    """

    def __init__(self, territory: Territory) -> None:
        self._territory = territory
        self.scripts: dict[str, str] = {}
        """Scripts that pages load, by their addresses, as far as they have been fetched; what has not come is empty."""
        self._views: dict[str, PortalPage] = {}
        """Pages that show views: a further view of one is no further request."""

    def keep_page(self, asked: str, page: PortalPage) -> None:
        """Holds a page of which a view was asked for."""
        if len(self._views) < _MOST_HELD:
            self._views[identity.of_page(asked.partition("#")[0])] = page

    def keep_asker(self, page: PortalPage, step: Step, links: Iterable[Link]) -> None:
        """Holds a page some of whose links lead to views of it."""
        if len(self._views) < _MOST_HELD and any(link.view for link in links):
            asker = page if step.awaited is None else step.awaited.asker
            url = asker.url.partition("#")[0]
            self._views.setdefault(identity.of_page(url), dataclasses.replace(asker, url=url, fetched={}))

    def view(self, step: Step) -> PortalPage | None:
        """The view that a step leads to, if its page has been fetched."""
        page, _, fragment = step.url.partition("#")
        if not fragment or identity.of_page(page) not in self._views:
            return None
        held = self._views[identity.of_page(page)]
        return self.with_scripts(dataclasses.replace(held, url=f"{held.url}#{fragment}"))

    def own_scripts(self, page: PortalPage) -> list[str]:
        """Addresses of the scripts that a page loads from hosts of the portal."""
        return self._own(page.loaded)

    def _own(self, scripts: Sequence[str]) -> list[str]:
        return [script for script in scripts[:_MOST_SCRIPTS] if self._territory.admits(script, Why.SCRIPT)]

    def shell(self, shell: PortalPage, step: Step) -> tuple[PortalPage, Step]:
        """The page that has loaded a script, with all that has been fetched of those that it loads.

        Args:
            shell: The page, as the step to the script has it.
            step: That step.
        """
        page = self.with_scripts(dataclasses.replace(shell, fetched={}))
        return page, dataclasses.replace(step, shell=page.unread())

    def shell_steps(self, page: PortalPage, step: Step, among: Sequence[str] | None = None) -> Iterator[Step]:
        """Steps to the scripts that a page loads, and that have not been fetched.

        Args:
            page: The page.
            step: The step that led there.
            among: Addresses of those that are meant; None for all.
        """
        shell = step.shell or dataclasses.replace(page, fetched={})
        for script in self._own(page.loaded if among is None else among):
            if script not in shell.fetched:
                depth = step.depth if shell.fetched else step.depth + 1
                yield dataclasses.replace(
                    step, url=script, why=Why.SCRIPT, referrer=shell.url, depth=depth, shell=shell, otherwise=None
                )

    def part_steps(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """Steps to the pieces of HTML that a page shows within itself."""
        for part in page.parts[:_MOST_SCRIPTS]:
            depth = step.depth + 1
            yield dataclasses.replace(
                step, url=part.url, referrer=page.url, depth=depth, part_of=page.url, otherwise=None
            )

    def with_scripts(self, page: PortalPage) -> PortalPage:
        """A page with what has been fetched of the scripts that it loads."""
        while (fetched := {script: self.scripts[script] for script in page.loaded if script in self.scripts}) and (
            len(fetched) > len(page.fetched)
        ):
            # What a module imports is known when it has been fetched itself.
            page = dataclasses.replace(page, fetched=fetched)
        return page

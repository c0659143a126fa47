"""Texts that the walk holds so as not to ask for them again: scripts that pages load, and pages that show views."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from spiders.discovery.pages import Body, Link, PortalPage
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
        self._views: dict[str, Body] = {}
        """Pages that show views: a further view of one is no further request."""

    def keep_page(self, asked: str, body: Body) -> None:
        """Holds a page of which a view was asked for."""
        if len(self._views) < _MOST_HELD:
            self._views[identity.of_page(asked.partition("#")[0])] = body

    def keep_asker(self, page: PortalPage, step: Step, links: Iterable[Link]) -> None:
        """Holds a page some of whose links lead to views of it."""
        if len(self._views) < _MOST_HELD and any(link.view for link in links):
            body: Body = step.data.get("asker", page.body)
            url = body.url.partition("#")[0]
            self._views.setdefault(identity.of_page(url), dataclasses.replace(body, url=url, fetched={}))

    def view(self, step: Step) -> PortalPage | None:
        """The view that a step leads to, if its page has been fetched."""
        page, _, fragment = step.url.partition("#")
        if not fragment or identity.of_page(page) not in self._views:
            return None
        body = self._views[identity.of_page(page)]
        return self.with_scripts(PortalPage.of(dataclasses.replace(body, url=f"{body.url}#{fragment}")))

    def own_scripts(self, page: PortalPage) -> list[str]:
        """Addresses of the scripts that a page loads from hosts of the portal."""
        return self._own(page.loaded)

    def _own(self, scripts: Sequence[str]) -> list[str]:
        return [script for script in scripts[:_MOST_SCRIPTS] if self._territory.admits(script, Why.SCRIPT)]

    def shell(self, step: Step) -> tuple[PortalPage, Step]:
        """The page that has loaded a script, with all that has been fetched of those that it loads."""
        body: Body = step.data["shell"]
        page = self.with_scripts(PortalPage.of(dataclasses.replace(body, fetched={})))
        return page, dataclasses.replace(step, data={**step.data, "shell": page.body})

    def shell_steps(self, page: PortalPage, step: Step, among: Sequence[str] | None = None) -> Iterator[Step]:
        """Steps to the scripts that a page loads, and that have not been fetched.

        Args:
            page: The page.
            step: The step that led there.
            among: Addresses of those that are meant; None for all.
        """
        body: Body = step.data.get("shell", dataclasses.replace(page.body, fetched={}))
        for script in self._own(page.loaded if among is None else among):
            if script not in body.fetched:
                data = {**step.data, "shell": body}
                depth = step.depth if body.fetched else step.depth + 1
                yield dataclasses.replace(
                    step, url=script, why=Why.SCRIPT, referrer=body.url, depth=depth, data=data, otherwise=None
                )

    def part_steps(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """Steps to the pieces of HTML that a page shows within itself."""
        for url in page.parts[:_MOST_SCRIPTS]:
            data = {**step.data, "part_of": page.url}
            depth = step.depth + 1
            yield dataclasses.replace(step, url=url, referrer=page.url, depth=depth, data=data, otherwise=None)

    def with_scripts(self, page: PortalPage) -> PortalPage:
        """A page with what has been fetched of the scripts that it loads."""
        while (fetched := {script: self.scripts[script] for script in page.loaded if script in self.scripts}) and (
            len(fetched) > len(page.fetched)
        ):
            # What a module imports is known when it has been fetched itself.
            page = PortalPage.of(dataclasses.replace(page.body, fetched=fetched))
        return page

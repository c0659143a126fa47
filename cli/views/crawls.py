"""What people are shown of a crawl: what each portal gave."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from flows.crawling import standing
from spiders.job import CrawlResult, PortalResult
from spiders.portals import Portal

_MANY = 40
"""Portals that are listed one by one; of more, only those that are not done."""


def crawl_table(portals: Sequence[Portal], result: CrawlResult) -> RenderableType:
    """What each portal gave; of very many only those that are not done, and one line for the rest."""
    table = Table()
    for name in ("portal", "place", "requests", "reports", "result", "requests ended as"):
        table.add_column(name, overflow="fold", justify="right" if name in ("requests", "reports") else "left")
    told = {portal.portal: standing(portal, result) for portal in portals}
    shown = [portal for portal in portals if len(portals) <= _MANY or told[portal.portal] != "done"]
    for portal in shown:
        of_portal = result.portals.get(portal.portal, PortalResult())
        outcomes = ", ".join(f"{outcome} {count}" for outcome, count in sorted(of_portal.outcomes.items()))
        style = "green" if told[portal.portal] == "done" else "yellow" if of_portal.found else "red"
        table.add_row(
            escape(portal.portal),
            escape(portal.name),
            str(of_portal.requests),
            str(of_portal.found),
            f"[{style}]{escape(told[portal.portal])}[/{style}]",
            outcomes,
        )
    empty = sum(not result.portals.get(portal.portal, PortalResult()).found for portal in portals)
    counts = Text(f"{len(portals) - empty} of {len(portals)} portals gave reports")
    if empty:
        counts.append(f"; {empty} gave none and are not done", style="red")
    return Group(table, counts) if shown else counts

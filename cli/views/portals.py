"""What people are shown of portals: rows of the registry, and how portals answer."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from spiders.portals import Portal
from spiders.survey import Survey


def portals(found: Iterable[Portal]) -> RenderableType:
    """Portals, one a line."""
    table = Table()
    table.add_column("portal", no_wrap=True)
    for name in ("place", "home page", "family", "notes"):
        table.add_column(name, overflow="fold")
    for portal in found:
        row = (portal.portal, portal.name, portal.home_url, portal.family, portal.notes)
        table.add_row(*map(escape, row))
    return table


def portal(found: Portal) -> RenderableType:
    """One portal with everything that the registry knows about it."""
    table = Table(show_header=False, box=None)
    for name in Portal.__dataclass_fields__:
        value = getattr(found, name)
        table.add_row(name, "" if value is None else escape(str(value)))
    return table


def surveys(found: Iterable[Survey]) -> RenderableType:
    """How portals answer, one a line."""
    table = Table()
    for name in ("portal", "place", "home page", "families", "column"):
        table.add_column(name, overflow="fold")
    table.add_column("links to reports", justify="right")
    table.add_column("requests", overflow="fold")
    for survey in found:
        outcomes = ", ".join(f"{outcome} {count}" for outcome, count in sorted(survey.outcomes.items()))
        table.add_row(
            escape(survey.portal.portal),
            escape(survey.portal.name),
            survey.home,
            ", ".join(survey.families),
            escape(survey.column_url),
            str(survey.links),
            outcomes,
        )
    return table

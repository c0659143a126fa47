"""The pages of other bodies than the government: where their reports are wanted, too, and how far to look for them."""

from __future__ import annotations

import urllib.parse
from collections import Counter
from collections.abc import Sequence

from spiders import queries
from spiders.discovery import addresses
from spiders.families.base import Step

_PAGES = 3
"""Pages of one body that may be looked at on the way to its reports."""
_PAGES_IN_VAIN = 12
"""Pages of all bodies that may be looked at before the first report of one."""


UNNAMED = "部门"
"""Stands for the name of a list of bodies that has none of its own."""


class Bodies:
    """What has been looked at on the way to the reports of other bodies.

    Args:
        pages_per_report: Pages of the way that each report of another body is worth.
    """

    def __init__(self, pages_per_report: int) -> None:
        self._pages_per_report = pages_per_report
        self._pages: Counter[str] = Counter()
        self._found: Counter[str] = Counter()

    @property
    def has_found(self) -> bool:
        """Whether a report of a body has been found."""
        return bool(self._found)

    def found(self, agency: str) -> None:
        """Notes a report of a body."""
        self._found[agency] += 1

    def look(self, step: Step) -> bool:
        """Whether to look at one more page on the way to the reports of a body; notes it."""
        worth = _PAGES_IN_VAIN + self._pages_per_report * self._found.total()
        if self._found[step.agency] or self._pages[step.agency] >= _PAGES or self._pages.total() >= worth:
            return False
        self._pages[step.agency] += 1
        return True


def lies_within(url: str, page: str, home: str) -> bool:
    """Whether an address is of the small site that a page begins: below its folder, of its program, or of its host.

    Args:
        url: Address.
        page: Address of the page.
        home: Home page of the portal, whose host is no site of another body.
    """
    if addresses.host(url) != addresses.host(page):
        return False
    if addresses.host(page) != addresses.host(home):
        return True
    one, other = urllib.parse.urlsplit(url).path, urllib.parse.urlsplit(page).path
    stem = other.rpartition(".")[0] or other
    folder = other.rpartition("/")[0]
    return one == other or (len(folder) > 1 and one.startswith(f"{folder}/")) or one.startswith(f"{stem}/")


def differ_in_whose(one: str, other: str) -> bool:
    """Whether two addresses are those of one column of two bodies.

    They differ in one value of the query alone, or in one folder alone, and share others.
    """
    first, second = urllib.parse.urlsplit(one), urllib.parse.urlsplit(other)
    if addresses.host(one) != addresses.host(other):
        return False
    had, has = (queries.fields(parts.query) for parts in (first, second))
    if first.path == second.path:
        named = [name for name, _ in had] == [name for name, _ in has]
        return named and len(had) > 1 and _differences(had, has) == 1
    mine, theirs = first.path.split("/"), second.path.split("/")
    alike = len(mine) == len(theirs) and mine[-2:] == theirs[-2:] and had == has
    return alike and _differences(mine, theirs) == 1


def _differences(one: Sequence[object], other: Sequence[object]) -> int:
    return sum(mine != theirs for mine, theirs in zip(one, other, strict=True))

"""What the numbers of a list are called, by interfaces and pagers alike, read from `spiders/data/paging.toml`."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.fields import Fault
from knowledge.loading import read_document

_IN_HEADER = re.compile(r"^x-(?:wp-|pagination-|page-)?|-")
"""What the names of fields in a header have besides: `X-Total-Count`, `X-WP-TotalPages`, `X-Pagination-Page-Count`."""
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_NO = (False, 0, "0", "false")
"""What interfaces answer where a question is denied."""
_YES = (True, 1, "1", "true")


@dataclasses.dataclass(frozen=True, slots=True)
class PagingNames:
    """Table `[names]`: in small letters, the surer ones first.

    Attributes:
        pages: Pages in all.
        totals: Rows in all.
        sizes: Rows of a page.
        asked_sizes: The same in what is asked for alone.
        now: The number of the page that is shown or asked for.
        asked_now: The same in what is asked for alone.
        offsets: The number of rows before the page.
        further: Whether there is a page behind the one that is answered.
        ends: Whether that is the last one.
        marks: What stands for the number of a page in an address that is to be filled in, besides its names.
    """

    pages: tuple[str, ...]
    totals: tuple[str, ...]
    sizes: tuple[str, ...]
    asked_sizes: tuple[str, ...]
    now: tuple[str, ...]
    asked_now: tuple[str, ...]
    offsets: tuple[str, ...]
    further: tuple[str, ...]
    ends: tuple[str, ...]
    marks: tuple[str, ...]

    @property
    def of_page(self) -> tuple[str, ...]:
        """What the number of a page is called in what is asked for."""
        return (*self.now, *self.asked_now)

    def says_last(self, told: Mapping[str, Any]) -> bool:
        """Whether what is told by names in small letters says that no page is behind the one that is answered."""
        is_behind = (told[name] for name in self.further if name in told)
        is_end = (told[name] for name in self.ends if name in told)
        return any(value in _NO for value in is_behind) or any(value in _YES for value in is_end)

    @property
    def of_size(self) -> tuple[str, ...]:
        """What the rows of a page are called in what is asked for."""
        return (*self.sizes, *self.asked_sizes)


@dataclasses.dataclass(frozen=True, slots=True)
class Paging:
    """The whole file."""

    names: PagingNames

    @classmethod
    def check(cls, paging: Paging) -> Iterator[Fault]:
        """Names are compared in small letters, and none means two numbers but what is asked for alone, and marks."""
        known: dict[str, str] = {}
        for field in dataclasses.fields(PagingNames):
            for index, name in enumerate(getattr(paging.names, field.name)):
                place = ("names", field.name, index)
                if name != name.lower():
                    yield Fault(place, f"{name!r} is not in small letters")
                if field.name in ("asked_sizes", "marks"):
                    continue
                if name in known:
                    yield Fault(place, f"{name!r} is one of {known[name]}, too")
                known[name] = field.name


def told_in_header(header: Mapping[str, str]) -> dict[str, int]:
    """The numbers of a list that the header of an answer tells, by their names: those of interfaces' own fields.

    Args:
        header: The fields of the header.
    """
    found = {_IN_HEADER.sub("", name.lower()): value.strip() for name, value in header.items()}
    names = (*paging().pages, *paging().totals)
    return {name: int(found[name]) for name in names if _WHOLE.fullmatch(found.get(name, ""))}


@functools.cache
def paging() -> PagingNames:
    """The names.

    Raises:
        KnowledgeError: The file lacks something.
    """
    return read_document("spiders", "paging.toml", Paging).names

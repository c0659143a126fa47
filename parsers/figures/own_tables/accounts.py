"""Accounts of media in an own table, counted below those of each platform: 小计（3个） below three of 政务微博."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from parsers.figures.own_tables.layout import OwnRow, OwnTable
from parsers.knowledge.codebook import codebook
from parsers.knowledge.own_titles import is_total, without_total
from parsers.model import PlacedCell, Span
from parsers.prose.words.lexicon import find_terms
from parsers.text.cells import CellNumber

NAMES = ("名称", "账号", "账号名")
"""How the title ends below which accounts of media have their names."""
_HOW_MANY = re.compile(r"[(（]共?(?P<number>\d+)个?(?:账号)?[)）]$")
_SUBTOTAL = "小计"
_FEWEST = 2
"""Names below which a number that is as many is no chance."""


class Counted(NamedTuple):
    """How many accounts a platform has.

    Attributes:
        row: The row that says it.
        cell: The number.
        number: The same.
        code: What it counts.
    """

    row: OwnRow
    cell: PlacedCell
    number: CellNumber
    code: str


def account_of(row: OwnRow, titles: tuple[str, ...]) -> tuple[str, str]:
    """The medium and the name of an account, behind which other labels may stand (政务微博 | 沙洲发布 | 新浪微博).

    Args:
        row: The row.
        titles: The titles of labels, of which one stands above names.
    """
    named = max(place for place, title in enumerate(titles) if title.endswith(NAMES))
    place = named if len(row.labels) == len(titles) else len(row.labels) - 1
    return (row.labels[place - 1] if place else ""), row.labels[place]


def accounts_by_row(table: OwnTable) -> Mapping[Span, tuple[str, str]]:
    """The medium and the name of the account of each row, by its span.

    A subtotal behind the accounts of a platform that names none itself is of that platform.

    Args:
        table: A table of accounts.
    """
    found: dict[Span, tuple[str, str]] = {}
    medium = ""
    for row in table.rows:
        group, name = account_of(row, table.label_titles)
        if not is_total(row.labels[-1]):
            medium = group or name
        elif _HOW_MANY.sub("", row.labels[0]) == _SUBTOTAL:
            group, medium = medium, ""
        found[row.span] = group, name
    return found


def counted_accounts(table: OwnTable) -> Iterator[Counted]:
    """How many accounts platforms have, where the row of their total says it and as many names stand above it.

    Args:
        table: A table of accounts.
    """
    medium, names = "", list[str]()
    for row in table.rows:
        group, name = account_of(row, table.label_titles)
        if not is_total(row.labels[-1]):
            medium, names = group, [*(names if group == medium else ()), name]
            continue
        said = _said(row)
        own = without_total(_HOW_MANY.sub("", row.labels[-1]))
        code = _code(medium)
        is_of_it = own in ("", medium) and group in ("", medium)
        if said is not None and code and is_of_it and said[1].value == len(set(names)) == len(names) >= _FEWEST:
            yield Counted(row, *said, code)
        medium, names = "", []


def _said(row: OwnRow) -> tuple[PlacedCell, CellNumber] | None:
    """The number of accounts that the row of a total says: behind its label, or below the title of names."""
    cell = row.label_cells[-1]
    match = _HOW_MANY.search(cell.cell.text.rstrip())
    if match is not None:
        start = cell.span.start + match.start("number")
        part = dataclasses.replace(cell.cell, text=match["number"])
        return PlacedCell(part, Span(start, start + len(match["number"]))), CellNumber(float(match["number"]), "个")
    for one in row.numbers:
        if any(title.endswith(NAMES) for title in one.titles):
            return one.cell, one.number
    return None


def _code(medium: str) -> str:
    """The code that counts the accounts of a medium; empty where none does."""
    media = {value for term in find_terms(medium) if (value := term.value("medium"))}
    code = f"newmedia.{media.pop()}_accounts" if len(media) == 1 else ""
    return code if code in codebook() else ""

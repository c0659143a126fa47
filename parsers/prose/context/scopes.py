"""Whom a figure of running text covers, by the words around it.

citywide is the whole territory of the report; office the government itself with its office, its portal and its gazette;
other a department, a place, a platform or a venue.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence
from typing import Annotated

from knowledge.loading import read_document
from parsers.knowledge.codebook import CODE
from parsers.prose.context.found import Found
from parsers.prose.words.codes import SORTS


@dataclasses.dataclass(frozen=True, slots=True)
class Above:
    """How the names begin of those above who reports, by its level."""

    province: re.Pattern[str]
    county: re.Pattern[str]
    prefecture: re.Pattern[str]
    township: re.Pattern[str]
    department: re.Pattern[str]

    def of(self, level: str) -> re.Pattern[str] | None:
        """Those above a level; None above the centre."""
        levels = {field.name for field in dataclasses.fields(self)}
        return getattr(self, level) if level in levels else None


@dataclasses.dataclass(frozen=True, slots=True)
class ScopeWords:
    """Words that tell whom a figure covers.

    Attributes:
        office: The government's own offices.
        beside: Words that mean the own office only where bodies below it are told of beside it (市局30件，各分局56件).
        other: Departments and places in the plural.
        wide: Words for all of them together, which outweigh the others.
        portal: The government's own portal.
        office_codes: Codes that always count what the government itself did.
        portal_codes: Codes that count what a website did.
    """

    office: re.Pattern[str]
    beside: re.Pattern[str]
    other: re.Pattern[str]
    wide: re.Pattern[str]
    portal: re.Pattern[str]
    office_codes: frozenset[Annotated[str, CODE]]
    portal_codes: frozenset[Annotated[str, CODE]]


@dataclasses.dataclass(frozen=True, slots=True)
class ScopesFile:
    """The whole of `parsers/data/scopes.toml`."""

    scopes: ScopeWords
    above: Above


@functools.cache
def scope_words() -> ScopeWords:
    """The words for scopes."""
    return read_document("parsers", "scopes.toml", ScopesFile).scopes


@functools.cache
def those_above(level: str) -> re.Pattern[str] | None:
    """How the names begin of those above a level; None above the centre.

    Args:
        level: Level of who reports.
    """
    return read_document("parsers", "scopes.toml", ScopesFile).above.of(level)


def scope_of(found: Found, before: Sequence[Found]) -> str | None:
    """The scope that a figure's words give it; None where it has that of the report.

    Args:
        found: The figure; one with a label is a part of a total.
        before: The figures before it, in reading order.
    """
    words = scope_words()
    sentence, said = found.sentence, found.label or found.sentence.clause_before(found.start, found.end)
    if found.code == SORTS:
        return None
    if found.label:
        return "office" if words.office.search(said) else "other"
    if words.wide.search(said) or _first_end(words.wide, sentence.text) <= sentence.near_start(found.start, found.end):
        return None
    if found.code in words.office_codes or words.office.search(said):
        return "office"
    if words.other.search(said):
        return "other"
    if found.code in words.portal_codes:
        return _of_portal(found, before)
    return None


@functools.lru_cache(maxsize=64)
def _first_end(pattern: re.Pattern[str], text: str) -> int:
    """Where the first words of a sentence end that a pattern fits; beyond the sentence, if none do."""
    match = pattern.search(text)
    return match.end() if match else len(text) + 1


def _of_portal(found: Found, before: Sequence[Found]) -> str | None:
    """A portal is the government's own; what follows in the same sentence (访问量……) is that portal's."""
    if _first_end(scope_words().portal, found.sentence.text) <= found.end:
        return "office"
    previous = next((one for one in reversed(before) if one.code in scope_words().portal_codes), None)
    return previous.scope if previous is not None and previous.sentence is found.sentence else None

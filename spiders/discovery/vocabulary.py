"""The words by which annual reports are found, read from `spiders/data/discovery.toml`."""

from __future__ import annotations

import dataclasses
import functools
import importlib.resources
import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from spiders.errors import RegistryError

ORIGIN = "spiders/data/discovery.toml"


@dataclasses.dataclass(frozen=True, slots=True)
class Bounds:
    """How far the search of one portal goes.

    Attributes:
        list_pages: Pages of one list.
        barren_pages: Pages of a list in a row that show nothing new.
        path_pages: Pages on the way that may be looked at while no column is found.
        extra_path_pages: More of them when a column is found and years are missing.
        depth: Steps from the home page.
        navigation: Pages of a portal that are not reports.
        requests_per_report: What may be spent for completeness when something is found.
    """

    list_pages: int
    barren_pages: int
    path_pages: int
    extra_path_pages: int
    depth: int
    navigation: int
    requests_per_report: int


@dataclasses.dataclass(frozen=True, slots=True)
class Vocabulary:
    """Compiled patterns, by what they tell; all are tried on text that `spiders.discovery.titles.plain` has made."""

    column: re.Pattern[str]
    combined: re.Pattern[str]
    column_slugs: frozenset[str]
    column_tag: re.Pattern[str]
    others: re.Pattern[str]
    others_own: re.Pattern[str]
    steps: tuple[tuple[int, re.Pattern[str]], ...]
    step_slugs: tuple[tuple[int, re.Pattern[str]], ...]
    step_never: re.Pattern[str]
    report: re.Pattern[str]
    report_never: re.Pattern[str]
    generic: re.Pattern[str]
    agency: re.Pattern[str]
    place: re.Pattern[str]
    peoples: re.Pattern[str]
    carried: re.Pattern[str]
    avoid: re.Pattern[str]
    wap: re.Pattern[str]
    library: re.Pattern[str]
    avoid_suffixes: frozenset[str]
    file_suffixes: frozenset[str]
    file_address: re.Pattern[str]
    file_text: re.Pattern[str]
    file_viewer: frozenset[str]
    file_never: re.Pattern[str]
    next_page: re.Pattern[str]
    page_number: re.Pattern[str]
    more: re.Pattern[str]
    page_fields: frozenset[str]
    size_fields: frozenset[str]
    bounds: Bounds


@functools.cache
def vocabulary() -> Vocabulary:
    """The vocabulary of this package.

    Raises:
        RegistryError: The file lacks something, or a pattern is none.
    """
    text = (importlib.resources.files("spiders") / "data" / "discovery.toml").read_text(encoding="utf-8")
    return read(text)


def read(text: str) -> Vocabulary:
    """Reads a vocabulary.

    Raises:
        RegistryError: The text lacks something, or a pattern is none.
    """
    try:
        return _compiled(tomllib.loads(text))
    except KeyError as error:
        raise RegistryError(f"lacks {error}", where=ORIGIN) from error
    except (re.error, TypeError, ValueError) as error:
        raise RegistryError(f"cannot be used: {error}", where=ORIGIN) from error


def _compiled(words: Mapping[str, Any]) -> Vocabulary:
    return Vocabulary(
        column=_any(words["column"]["text"]),
        combined=re.compile(words["column"]["combined"]),
        column_slugs=frozenset(words["column"]["slug"]),
        column_tag=_any(words["column"]["tag"]),
        others=_any(words["column_of_others"]["text"]),
        others_own=_any(words["column_of_others"]["own"]),
        steps=_weighted(words["path"]["steps"]),
        step_slugs=_weighted(words["path"]["slug"]),
        step_never=_any(words["path"]["never"]),
        report=_any(words["report"]["text"]),
        report_never=_any(words["report"]["never"]),
        # Longer words first, so that no part of one is left over.
        generic=_any(
            [
                *words["report"]["generic_pattern"],
                *sorted(map(re.escape, words["report"]["generic"]), key=len, reverse=True),
            ]
        ),
        agency=_any(words["agency"]["other"]),
        place=re.compile(words["agency"]["place"]),
        peoples=re.compile(rf"(?:(?:{'|'.join(words['agency']['people'])})族?)+$"),
        carried=re.compile(words["report"]["carried"]),
        avoid=_any(words["avoid"]["address"]),
        wap=_any(words["avoid"]["wap"]),
        library=_any(words["avoid"]["library"]),
        avoid_suffixes=frozenset(words["avoid"]["suffix"]),
        file_suffixes=frozenset(words["attachment"]["suffix"]),
        file_address=_any(words["attachment"]["address"]),
        file_text=_any(words["attachment"]["text"]),
        file_viewer=frozenset(words["attachment"]["viewer"]),
        file_never=_any(words["attachment"]["never"]),
        next_page=re.compile(words["pager"]["next"]),
        page_number=re.compile(words["pager"]["number"]),
        more=re.compile(words["pager"]["more"]),
        page_fields=frozenset(words["pager"]["field"]),
        size_fields=frozenset(words["pager"]["size"]),
        bounds=Bounds(**words["bounds"]),
    )


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


def _weighted(rows: Iterable[tuple[int, str]]) -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((int(weight), re.compile(pattern)) for weight, pattern in rows)

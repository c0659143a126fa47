"""Who or what a part of a total belongs to."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable
from typing import Annotated

from knowledge.divisions import beginnings, is_place
from knowledge.loading import read_document
from knowledge.numbering import NUMERAL
from parsers.knowledge.codebook import CODE

_IN_TURN = "[^，]*?(?:依次|分别)是"
_CONTENTS = "内容|具体"
"""Stands in front of what begins a list (内容包括); alone it is a part of a name (内容建设)."""
_ITEM = rf"（?(?:[0-9]|{NUMERAL})+[）、．.]"
"""What may stand in front of the first name of a list, and of any: patterns, as other words and numbers are a part."""


@dataclasses.dataclass(frozen=True, slots=True)
class Parts:
    """Words that tell who has a part.

    Attributes:
        agency: Names of agencies and places.
        institution: What follows a word in the name of an institution (信访局).
        host: Names of the hosts of reading points.
        behind: What stands behind the number of a part, with the name of an agency or place.
        category: Names of sorts of information.
        spread: Codes whose figures are given by agency or place.
        openers: Words that begin a list and stand in front of what it names (其中, 包括).
        no_openers: Words that begin like these and are a part of the name (有线电视, 主要领导).
        ahead: Words that stand in front of the name of an agency besides (由市教育局, 其余各局).
        behind_names: Words that stand behind it, in front of its number (市教育局的有, 市教育局最多).
        verbs: Verbs that stand there, also those with 了 (市教育局受理了).
        for_all: Fields of departments that hold trainings, reviews and conferences for all of a government.
        tiers: How the names of all bodies of a tier end (部门, 乡镇).
        tiers_counted: The same, behind a word for all or a number alone (各镇, 12个派出所).
        tiers_below: Those of them that are below any body that reports (各村, 各分局).
        tiers_of_one: Words in front for bodies below the one that reports (局属单位).
        tiers_in_front: Other words in front (市直部门).
        fields: Stems of the names of fields of which information is (财政, 环保).
    """

    agency: re.Pattern[str]
    institution: re.Pattern[str]
    host: re.Pattern[str]
    behind: re.Pattern[str]
    category: re.Pattern[str]
    spread: frozenset[Annotated[str, CODE]]
    openers: tuple[str, ...]
    no_openers: tuple[str, ...]
    ahead: tuple[str, ...]
    behind_names: tuple[str, ...]
    verbs: tuple[str, ...]
    for_all: tuple[str, ...]
    tiers: tuple[str, ...]
    tiers_counted: tuple[str, ...]
    tiers_below: tuple[str, ...]
    tiers_of_one: tuple[str, ...]
    tiers_in_front: tuple[str, ...]
    fields: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class PartsFile:
    """The whole of `parsers/data/parts.toml`."""

    parts: Parts


@functools.cache
def parts() -> Parts:
    """The words for parts of a total."""
    return read_document("parsers", "parts.toml", PartsFile).parts


def any_of(words: Iterable[str]) -> str:
    """A piece of a regular expression that fits any of some words."""
    return "|".join(map(re.escape, words))


@functools.cache
def opener() -> str:
    """What begins a list, as a piece of a regular expression; 含山 and 即墨 are places."""
    places = beginnings(word[0] for word in parts().openers)
    words = any_of(parts().openers)
    return rf"(?!{any_of((*parts().no_openers, *places))})(?:(?:{_CONTENTS})(?:{words}|[为是]|(?=涉及))|{words})"


@functools.cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_IN_TURN}|{any_of(parts().ahead)}|{opener()}|{_ITEM})+[，：]?")


@functools.cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(parts().behind_names)}|(?:{any_of(parts().verbs)})了?)$")


def part_name(words: str, pattern: re.Pattern[str] | None = None) -> str | None:
    """The place, agency or host that words in front of a number name, or None if they name anything else.

    Args:
        words: The words (其中市政府新闻办主办的有).
        pattern: What names may look like; places and agencies if it is not given.
    """
    name: str | None = _lead().sub("", words)
    found = None
    while name:
        named = pattern.fullmatch(name) if pattern else is_place(name) or parts().agency.fullmatch(name)
        found = name if named else found
        shorter = _tail().sub("", name)
        name = shorter if shorter != name else None
    return found


def with_brackets(name: str, text: str) -> str:
    """A name as it is printed, with the brackets that reading passes over (县（市、区）)."""
    bracket = "(?:（[^（）]*）)?"
    printed = re.search(bracket.join(map(re.escape, name)) + bracket, text)
    return printed[0] if printed else name


def name_behind(words: str) -> str | None:
    """The place or agency that words behind a number name (由县（市、区）受理)."""
    match = parts().behind.match(words)
    return next(filter(None, match.groups()), None) if match else None


def sort_of_information(words: str) -> str | None:
    """The sort of information that words name (财政类信息), without 信息."""
    name = re.sub(r"^(?:属于?|是|为|系|涉及)", "", _lead().sub("", words))
    return re.sub(r"(?:政府)?信息$", "", name) if parts().category.fullmatch(name) else None

"""Who or what a part of a total belongs to."""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import Annotated

from knowledge.divisions import is_place
from knowledge.loading import read_document
from knowledge.numbering import NUMERAL
from parsers.knowledge.codebook import CODE

_LEAD = re.compile(
    rf"^(?:[以由向]|[^，]*?(?:依次|分别)是|其中|包括|即|有|另|其余|（?(?:[0-9]|{NUMERAL})+[）、．.])+[，：]?"
)
_TAIL = re.compile(
    r"(?:的|其中|最多|次之|其次|居首|居多|占|则|仅|也|共|为|是|有|达|约|分别|，|名义|规章|规范性文件|办了"
    r"|(?:设立|设置|设有|建立|建有|制发|印发|制定|出台|主办|承办|举办|召开|直接收到|直接受理|主持|受理|办理|收到|刊载|登载|发布|刊发|公开|答复|新收|提出|组织)了?)$"
)


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
    """

    agency: re.Pattern[str]
    institution: re.Pattern[str]
    host: re.Pattern[str]
    behind: re.Pattern[str]
    category: re.Pattern[str]
    spread: frozenset[Annotated[str, CODE]]


@dataclasses.dataclass(frozen=True, slots=True)
class PartsFile:
    """The whole of `parsers/data/parts.toml`."""

    parts: Parts


@functools.cache
def parts() -> Parts:
    """The words for parts of a total."""
    return read_document("parsers", "parts.toml", PartsFile).parts


def part_name(words: str, pattern: re.Pattern[str] | None = None) -> str | None:
    """The place, agency or host that words in front of a number name, or None if they name anything else.

    Args:
        words: The words (其中市政府新闻办主办的有).
        pattern: What names may look like; places and agencies if it is not given.
    """
    name: str | None = _LEAD.sub("", words)
    found = None
    while name:
        named = pattern.fullmatch(name) if pattern else is_place(name) or parts().agency.fullmatch(name)
        found = name if named else found
        shorter = _TAIL.sub("", name)
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
    name = re.sub(r"^(?:属于?|是|为|系)", "", _LEAD.sub("", words))
    return re.sub(r"(?:政府)?信息$", "", name) if parts().category.fullmatch(name) else None

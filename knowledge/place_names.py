"""How places are called: by their full names, and by the short ones that titles and people use."""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import Annotated

from knowledge.divisions import aliases
from knowledge.fields import UNIQUE
from knowledge.loading import read_rows

_KIND = re.compile(r"(?:特别行政区|地区|林区|新区|省|市|县|区|州|盟|旗)$")
_AUTONOMOUS = re.compile(r"自治(?:区|州|县|旗)$")


@dataclasses.dataclass(frozen=True, slots=True)
class People:
    """A people whose name stands in those of autonomous places (昌吉回族自治州): a row of `peoples.csv`."""

    people: Annotated[str, UNIQUE]


def spellings(place: str) -> tuple[str, ...]:
    """A place's name in full, its short name, and the others that it is called by (博尔塔拉, 博州)."""
    return tuple(dict.fromkeys((place, short_name(place), *aliases(place))))


def short_name(place: str) -> str:
    """A place's name without the words for what it is (昌吉, 无锡); all of it where one character would be left."""
    short = _AUTONOMOUS.sub("", place)
    short = _peoples().sub("", short) if short != place else _KIND.sub("", place)
    return short if len(short) > 1 else place


@functools.cache
def _peoples() -> re.Pattern[str]:
    names = (re.escape(row.people) for row in read_rows("knowledge", "peoples.csv", People))
    return re.compile(rf"(?:(?:{'|'.join(names)})族?)+$")

"""The names that bodies bore before a reform of government gave them those of today (环境保护局, now 生态环境局).

Only where one body went on under another name: what several were merged into (市场监督管理局) is none of them.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import Annotated

from knowledge.fields import UNIQUE, Reader
from knowledge.loading import read_rows
from knowledge.publishers import read_name
from knowledge.titles import ANY_YEAR


def _key(words: str) -> str:
    name = read_name(words, ANY_YEAR)
    if name is None or not name.kind or name.places:
        raise ValueError(words)
    return name.key


_NAME = Reader("a name of a body without its place", _key)


@dataclasses.dataclass(frozen=True, slots=True)
class FormerNames:
    """A body's name of today, and those that it bore earlier: a row of `former_bodies.csv`.

    Each is kept in the shortest usual form of it, as in `PublisherName.key`.
    """

    name: Annotated[str, _NAME, UNIQUE]
    former: tuple[Annotated[str, _NAME], ...]


def former_keys(key: str) -> tuple[str, ...]:
    """The names that a body bore earlier.

    Args:
        key: Its name of today (`PublisherName.key`), as those returned are.
    """
    return _former_keys().get(key, ())


@functools.cache
def _former_keys() -> Mapping[str, tuple[str, ...]]:
    return {row.name: row.former for row in read_rows("spiders", "former_bodies.csv", FormerNames)}

"""Bodies whose task is to put together the report of their government: what they sign may be the government's."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import Annotated, Literal

from knowledge.fields import UNIQUE
from knowledge.loading import read_rows


@dataclasses.dataclass(frozen=True, slots=True)
class Coordinator:
    """A word in the names of bodies that compile their government's report: a row of `report_coordinators.csv`.

    Attributes:
        word: The word.
        task: What such a body is there for: `disclosure` itself, or something `other` in the first place.
    """

    word: Annotated[str, UNIQUE]
    task: Literal["disclosure", "other"]


def is_coordinator(own: str) -> bool:
    """Whether a name without its places is that of such a body (政务服务和大数据局)."""
    return any(word in own for word in _words())


def is_for_disclosure(own: str) -> bool:
    """Whether a name without its places is that of a body that counts the disclosure of all (信息公开工作办公室)."""
    return any(task == "disclosure" and word in own for word, task in _words().items())


@functools.cache
def _words() -> Mapping[str, str]:
    """The words, with the task of the bodies whose names hold them."""
    return {row.word: row.task for row in read_rows("parsers", "report_coordinators.csv", Coordinator)}

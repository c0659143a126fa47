"""Bodies whose task is to put together the report of their government: what they sign may be the government's."""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import Annotated

from knowledge.fields import UNIQUE
from knowledge.loading import read_rows


@dataclasses.dataclass(frozen=True, slots=True)
class Coordinator:
    """A word in the names of bodies that compile their government's report: a row of `report_coordinators.csv`."""

    word: Annotated[str, UNIQUE]


def is_coordinator(own: str) -> bool:
    """Whether a name without its places is that of such a body (政务服务和大数据局)."""
    return _coordinators().search(own) is not None


@functools.cache
def _coordinators() -> re.Pattern[str]:
    rows = read_rows("parsers", "report_coordinators.csv", Coordinator)
    return re.compile("|".join(re.escape(row.word) for row in rows))

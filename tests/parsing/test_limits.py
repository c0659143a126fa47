"""What a document may take is what the record of the decision says: other limits would make other rows."""

from __future__ import annotations

import re

from parsing import limits
from tests.support import REPOSITORY

_RECORD = REPOSITORY / "docs" / "decisions" / "caged-parsing.md"
_MIB = 1024**2


def test_the_limits_are_those_of_the_record() -> None:
    told = re.findall(r"^\| (.+) \| (\d+)(?: s| MiB)? \|$", _RECORD.read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(value) for _, value in told] == [
        limits._CPU_SECONDS,
        limits._CPU_SECONDS_WITH_SCANS,
        limits.MEMORY / _MIB,
        limits.ADDRESS_SPACE / _MIB,
        limits.RETIRED_FROM / _MIB,
        limits.PATIENCE_SECONDS,
        limits.CRASHES,
        limits.KILLS,
    ]

"""What people are shown of the wordings that gave no figure."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from assembly.wordings import Wording
from cli.terminal import harmless

_LONGEST = 60
"""Characters of an example that are shown: its end, where it is longer, is left out."""


def wordings(found: Sequence[Wording], top: int) -> RenderableType:
    """Wordings, one a line.

    Args:
        found: Wordings, the most frequent first.
        top: How many to show.
    """
    if not found:
        return Text("there is no such number")
    numbers = sum(wording.count for wording in found)
    shown = f", the first {top}" * (len(found) > top)
    table = Table(title=f"{numbers} numbers in {len(found)} wordings{shown}", title_justify="left")
    for name in ("count", "reports"):
        table.add_column(name, justify="right", no_wrap=True)
    for name in ("words", "unit", "reason", "example"):
        table.add_column(name, overflow="fold")
    for wording in found[:top]:
        example = wording.example if len(wording.example) <= _LONGEST else f"{wording.example[: _LONGEST - 1]}…"
        told = (wording.words, wording.unit, wording.reason, f"{example} ({wording.report_id})")
        table.add_row(str(wording.count), str(wording.reports), *(Text(harmless(words)) for words in told))
    return table


def as_json(found: Sequence[Wording]) -> str:
    """All wordings as a JSON list of objects."""
    return json.dumps([_plain(wording) for wording in found], ensure_ascii=False, indent=2) + "\n"


def as_csv(found: Sequence[Wording]) -> str:
    """All wordings as CSV with a header."""
    target = io.StringIO()
    writer = csv.DictWriter(target, [field.name for field in dataclasses.fields(Wording)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(_plain, found))
    return target.getvalue()


def _plain(wording: Wording) -> dict[str, object]:
    return {
        name: harmless(value) if isinstance(value, str) else value
        for name, value in dataclasses.asdict(wording).items()
    }

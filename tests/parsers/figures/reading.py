"""Reads a printed report as the program does, whatever kind of file it is."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from parsers.blocks.flattened.rebuild import rebuild_tables
from parsers.body.finding import find_body
from parsers.knowledge.forms import label_key, layout
from parsers.model import Document, Figure, Flag, Page
from parsers.pipeline import parse, read_report
from parsers.repair.page import repair
from tests.parsers.figures.sheets import Key


def read_whole(content: bytes | Page) -> tuple[dict[Key, set[float]], tuple[Flag, ...], str]:
    """Figures of the form, flags, and how the document ended."""
    if isinstance(content, bytes):
        parsed = parse(Document(content=content))
        figures: Sequence[Figure] = parsed.report.figures if parsed.report else ()
        return _values(figures), parsed.flags, parsed.outcome if parsed.report else f"{parsed.outcome}: {parsed.reason}"
    page, script = repair(content)
    rebuilt = rebuild_tables(page.blocks)
    page = dataclasses.replace(page, blocks=rebuilt.blocks)
    report = read_report(find_body(page), script, Document(content=b""), rebuilt.flags)
    return _values(report.figures), report.flags, "report"


def _values(figures: Sequence[Figure]) -> dict[Key, set[float]]:
    values: dict[Key, set[float]] = {}
    for figure in figures:
        if figure.source == "table":
            values.setdefault((figure.code, figure.applicant_type), set()).add(figure.value)
    return values


def named(key: Key, era: str, flags: Sequence[Flag]) -> bool:
    """Whether a flag names the row or the column that a number stands in."""
    said = [label_key(words) for flag in flags for words in (flag.subject, flag.sentence)]
    rows = [row for row in layout(era) if row.code == key[0]]
    words = {label_key(word) for row in rows for word in (*row.label.split("/"), row.column) if word}
    return any(word[:6] in one for word in words for one in said)

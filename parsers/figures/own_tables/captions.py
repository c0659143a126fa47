"""The captions of an office's own table: the short lines above it, or below it that of a figure."""

from __future__ import annotations

import bisect
import re

from parsers.model import PlacedTable, ReportText, Span
from parsers.text.cells import plain

_LONGEST_CAPTION = 40
_MOST_CAPTIONS = 3
_SENTENCE_END = ("。", "；", "，", "、")
_OF_A_FIGURE = re.compile(r"图[\d一二三四五六七八九十]")
"""How the caption of a figure begins, which stands below it; that of a table stands above."""
_NUMBERED = re.compile(r"[图表][\d一二三四五六七八九十]|附[件表图录]")


def captions_of(text: ReportText, table: PlacedTable) -> list[str]:
    """The lines that say of what a table is, as far as they are no sentences: its number, its title and its unit.

    The numbers of a chart are a table whose caption stands below it (图1). So it does where each of several tables in a
    row has one behind it and the first none in front.

    Args:
        text: The report.
        table: The table.
    """
    above = _lines_above(text, table)
    *_, first = _run(text, table, step=-1)
    *_, last = _run(text, table, step=1)
    if not isinstance(first, PlacedTable) or isinstance(last, PlacedTable):
        return above
    if any(map(_NUMBERED.match, _lines_above(text, first))):
        return above
    below = _below(text, table)
    own = above if first == table else []
    return [*own, plain(text.read(below))] if below is not None else above


def _lines_above(text: ReportText, table: PlacedTable) -> list[str]:
    """The short lines right above a table that are no sentences."""
    above: list[str] = []
    end = table.span.start
    behind = bisect.bisect_right(text.paragraphs, end, key=lambda one: one.end)
    for place in range(behind - 1, -1, -1):
        span = text.paragraphs[place]
        words = plain(text.read(span))
        words = words.rpartition("。")[2] if words.endswith(("：", ":")) else words
        is_line = len(words) <= _LONGEST_CAPTION and not words.endswith(_SENTENCE_END)
        if text.text[span.end : end].strip() or not is_line or len(above) == _MOST_CAPTIONS:
            break
        above.insert(0, words)
        end = span.start
    return above


def _run(text: ReportText, table: PlacedTable, step: int) -> list[PlacedTable | Span]:
    """A table and what stands in a row with it in one direction: tables and captions of figures by turns."""
    run: list[PlacedTable | Span] = [table]
    while True:
        one = run[-1]
        if isinstance(one, PlacedTable):
            beside: PlacedTable | Span | None = _below(text, one) if step > 0 else _above(text, one)
        else:
            beside = _table_at(text, one, step)
        if beside is None:
            return run
        run.append(beside)


def _above(text: ReportText, table: PlacedTable) -> Span | None:
    """The caption of a figure right above a table."""
    place = bisect.bisect_right(text.paragraphs, table.span.start, key=lambda one: one.end) - 1
    span = text.paragraphs[place] if place >= 0 else None
    is_beside = span is not None and not text.text[span.end : table.span.start].strip()
    return span if span is not None and is_beside and _is_of_a_figure(text, span) else None


def _below(text: ReportText, table: PlacedTable) -> Span | None:
    """The caption of a figure right below a table."""
    place = bisect.bisect_left(text.paragraphs, table.span.end, key=lambda one: one.start)
    span = text.paragraphs[place] if place < len(text.paragraphs) else None
    is_beside = span is not None and not text.text[table.span.end : span.start].strip()
    return span if span is not None and is_beside and _is_of_a_figure(text, span) else None


def _table_at(text: ReportText, caption: Span, step: int) -> PlacedTable | None:
    """The table right behind a caption, or in front of it."""
    for table in text.tables:
        gap = text.text[caption.end : table.span.start] if step > 0 else text.text[table.span.end : caption.start]
        is_behind = table.span.start >= caption.end if step > 0 else table.span.end <= caption.start
        if is_behind and not gap.strip():
            return table
    return None


def _is_of_a_figure(text: ReportText, span: Span) -> bool:
    words = plain(text.read(span))
    return (
        len(words) <= _LONGEST_CAPTION and not words.endswith(_SENTENCE_END) and _OF_A_FIGURE.match(words) is not None
    )

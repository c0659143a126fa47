"""What people are shown of why sentences state what they state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cli.terminal import harmless
from knowledge.forms import applicant_names
from parsers.knowledge.codebook import codebook
from parsers.model import Figure, Lump, Narrative, Trace, Unread
from parsers.prose.words.lexicon import find_terms


def reasons(text: str, narrative: Narrative) -> RenderableType:
    """Each figure with what named it, and each number that gave none with what was missing.

    Args:
        text: The text in which offsets count.
        narrative: What it states.
    """
    parts: list[RenderableType] = [_of_figure(text, trace) for trace in narrative.traces]
    parts.extend(_of_lump(text, lump) for lump in narrative.lumps)
    parts.extend(_of_unread(text, number) for number in narrative.unread)
    return Group(*parts) if parts else Text("no number with a measure, and nothing that is said to be zero")


COLUMNS = ("kind", "code", "year", "value", "unit", "scope", "applicant_type", "label", "words", "reason")


def rows(text: str, narrative: Narrative) -> Iterator[dict[str, Any]]:
    """The same for other programs: one row for each figure and each number that gave none."""
    for trace in narrative.traces:
        figure = trace.figure
        told = {name: getattr(figure, name) for name in COLUMNS[1:-2]}
        yield {"kind": "figure", **told, "words": text[figure.span.start : figure.span.end], "reason": trace.needs}
    for number in narrative.unread:
        told = {"kind": number.kind, "value": number.value, "unit": number.unit, "words": number.words}
        yield {**dict.fromkeys(COLUMNS), **told, "reason": number.reason}


def _of_figure(text: str, trace: Trace) -> RenderableType:
    figure = trace.figure
    title = f"{figure.code} {codebook()[figure.code].name_zh}: {figure.value:.10g} {figure.unit}"
    return _table(
        title,
        "green",
        {
            "words": text[figure.span.start : figure.span.end],
            "terms": "\n".join(_meaning(*term) for term in trace.terms) or "none of its own",
            "needs": trace.needs or _taken_from(figure),
            "from the passage": trace.inherited,
            "besides": ", ".join(filter(None, _notes(figure))),
        },
    )


def _taken_from(figure: Figure) -> str:
    """Where a figure has its code from that no words of its own name."""
    if figure.implied:
        return "follows from words such as 均 or 全部 and another figure"
    return "a part of a figure before" if figure.label else "the code of a figure before"


def _notes(figure: Figure) -> tuple[str, ...]:
    return (
        f"year {figure.year}",
        figure.scope,
        applicant_names()[figure.applicant_type] if figure.applicant_type != "total" else "",
        f"part: {figure.label}" if figure.label else "",
        "said in words" if figure.stated_zero else "",
        "follows from words such as 均 or 全部" if figure.implied else "",
        "with those carried in" if figure.includes_carried_in else "",
        f"bound: {figure.bound}" if figure.bound else "inexact" if figure.approx else "",
    )


def _of_lump(text: str, lump: Lump) -> RenderableType:
    told = {"words": text[lump.span.start : lump.span.end], "counts together": "\n".join(lump.codes)}
    return _table(f"several codes at once: {lump.value:.10g}", "yellow", told)


def _of_unread(text: str, number: Unread) -> RenderableType:
    known = (
        _meaning(one.text, " ".join(map("=".join, one.features)) or one.modifier) for one in find_terms(number.words)
    )
    return _table(
        f"{number.kind.replace('_', ' ')}: {number.value:.10g} {number.unit}",
        "red" if number.kind == "unread" else "yellow",
        {
            "words": number.words,
            "known of them": "\n".join(known) or "none",
            "missing": number.reason,
            "sentence": text[number.sentence.start : number.sentence.end],
        },
    )


def _meaning(words: str, meaning: str) -> str:
    return f"{words}: {meaning}" if meaning else words


def _table(title: str, style: str, rows: dict[str, str]) -> RenderableType:
    table = Table(show_header=False, box=None)
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for name, value in rows.items():
        if value:
            table.add_row(name, Text("\n".join(map(harmless, value.split("\n")))))
    return Group(Text(harmless(title), style=style), table, Text())

"""What people are shown of one figure: where it comes from, and whether it can be trusted."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from assembly.withheld import WITHHELD_WORDS
from cli import lookup
from cli.views import figures
from cli.views.checks import checks_table, ratios_table
from cli.views.report import heading
from knowledge.forms import applicant_names
from storage import schema
from storage.dataset import Snapshot

_CONTEXT = 120
"""Characters on each side of a figure that are shown of a long sentence."""
_WRONG = (
    "Is the number wrong? Report it to those who publish this data, with\n  document {document}\n  code {code}\n"
    "the right number, and the words of the report that say so (docs/methods.md, A wrong number)."
)
_ACROSS_COLUMNS = "M04"
"""Rule that compares all columns of the matrix with each other."""


def explanation(snapshot: Snapshot, found: schema.Report, code: str, applicant_type: str = "") -> RenderableType:
    """One figure of a report: value, words, place, source, the checks it takes part in and its ratios.

    Args:
        snapshot: The snapshot.
        found: The report.
        code: Code of the figure.
        applicant_type: Column of the matrix; all of them where it is empty.

    Raises:
        UnknownReport: The report states no such figure.
    """
    stated: list[schema.Indicator] = snapshot.rows("indicators", of=found)
    meant = lookup.find_figures(found, stated, code, applicant_type)
    sections = {section.section_id: section for section in snapshot.rows("sections", of=found)}
    checks = [
        check
        for check in snapshot.rows("checks", of=found)
        if code in check.codes and (applicant_type in ("", check.applicant_type) or check.rule_id == _ACROSS_COLUMNS)
    ]
    ratios = [r for r in snapshot.rows("ratios", of=found) if code in (*r.numerator_codes, *r.denominator_codes)]
    in_full = [f for f in meant if f.applicant_type == (applicant_type or "total")] or meant[:1]
    rest = [f for f in meant if f not in in_full]
    parts: list[RenderableType] = [_explained(found, figure, sections) for figure in in_full]
    parts.extend(Text(flag, style="yellow") for flag in _decided(snapshot, found, code))
    if rest:
        parts.append(figures.other_columns(rest, {figure.quote for figure in in_full}))
    parts.append(checks_table(checks) if checks else Text("it takes part in no check", style="dim"))
    if ratios:
        parts.append(ratios_table(ratios))
    parts.append(Text(_WRONG.format(document=found.document_id, code=code), style="dim"))
    return Group(*(part for block in parts for part in (block, Text())))


def _decided(snapshot: Snapshot, found: schema.Report, code: str) -> Iterator[str]:
    """What persons have decided about a figure or its document: corrections, and words that are withheld."""
    documents = snapshot.arrow("documents", columns=("document_id", "flags")).to_pylist()
    for flag in (flag for row in documents if row["document_id"] == found.document_id for flag in row["flags"]):
        if f"{code} (" in flag or flag.startswith(WITHHELD_WORDS):
            yield flag


def _explained(found: schema.Report, figure: schema.Indicator, sections: dict[int, schema.Section]) -> RenderableType:
    table = Table(show_header=False, box=None)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    column = "" if figure.applicant_type == "total" else f", {applicant_names()[figure.applicant_type]}"
    origin = {
        "table": "in a table",
        "scan": "in a table on a picture",
        "narrative": "in running text",
        "derived": "computed from other figures",
    }
    notes = (
        figure.scope,
        origin[figure.source],
        figure.label,
        "follows from words such as 均 or 全部" if figure.implied else "",
        "said in words" if figure.stated_zero else "",
        f"recognised on page {figure.page}" if figure.page is not None else "",
        "proved by no sum" if figure.unproved else "",
        "with those carried in" if figure.includes_carried_in else "",
    )
    for label, value in {
        "figure": f"{figure.code} {figures.name(figure.code)}, {figure.year}{column}",
        "value": f"{figures.value(figure)} {figure.unit}, printed {figure.printed!r}",
        "scope": ", ".join(filter(None, notes)),
        "section": _path(figure.section_id, sections),
        "words": _sentence(found.text, figure),
        "offsets": f"{figure.start} to {figure.end}",
        "source": found.source_url,
        "document": f"{found.document_id}, revision {found.revision}",
    }.items():
        table.add_row(label, value if isinstance(value, Text) else escape(str(value)))
    return table


def _path(section_id: int | None, sections: dict[int, schema.Section]) -> str:
    """The headings that a figure stands under, from the top."""
    headings: list[str] = []
    while section_id is not None and section_id in sections:
        section = sections[section_id]
        headings.insert(0, heading(section))
        section_id = section.parent_id
    return " › ".join(headings) or "none"


def _sentence(text: str, figure: schema.Indicator) -> Text:
    """The sentence or table row around a figure, its words marked; a long one is cut to what stands near by."""
    begins = max(text.rfind(mark, 0, figure.start) for mark in "。\n") + 1
    ends = min((end for mark in "。\n" if (end := text.find(mark, figure.end)) >= 0), default=len(text) - 1) + 1
    start, end = max(begins, figure.start - _CONTEXT), min(ends, figure.end + _CONTEXT)
    words = Text("…" if start > begins else "")
    words.append(text[start : figure.start])
    words.append(figure.quote, style="bold reverse")
    if figure.quote.count(figure.printed) == 1:
        number = len(words) - len(figure.quote) + figure.quote.index(figure.printed)
        words.stylize("underline", number, number + len(figure.printed))
    words.append(text[figure.end : end].rstrip("\n"))
    words.append("…" if end < ends else "")
    return words

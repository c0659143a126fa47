"""What people are shown of the difference between two snapshots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from assembly.comparison import CAUSES, Difference, FigureChange

_SHOWN = 40
_LONGEST_QUOTE = 60
"""Characters of a quote that are shown: one line of a terminal of 80 columns, where they are Latin."""


def differences(difference: Difference) -> RenderableType:
    """A difference, for people; of many changed figures, the first."""
    parts: list[RenderableType] = []
    for names, words in (
        (difference.came, "new reports"),
        (difference.went, "reports that are gone"),
        (difference.reworded, "reports whose text has changed"),
        (
            [f"{before} is now {after}" for before, after in difference.reassigned.values()],
            "documents taken for another report",
        ),
    ):
        if names:
            parts.append(Text(f"{len(names)} {words}: {', '.join(names[:_SHOWN])}{' …' * (len(names) > _SHOWN)}"))
    count = len(difference.changes)
    if count:
        parts.append(Text(f"{count} figures" + f", the first {_SHOWN}" * (count > _SHOWN), style="table.title"))
        parts.extend(_change(change) for change in difference.changes[:_SHOWN])
        causes = Counter(change.cause for change in difference.changes)
        parts.extend(
            Text(f"{causes[cause]} times {told}", style="dim") for cause, told in CAUSES.items() if causes[cause]
        )
    return Group(*parts) if parts else Text("no report and no figure differs")


def rows(difference: Difference) -> Iterator[dict[str, Any]]:
    """A difference, for other programs: one row for each report and figure that differs."""
    for what, names in (("came", difference.came), ("went", difference.went), ("reworded", difference.reworded)):
        yield from (_row(what, name) for name in names)
    for document_id, (before, after) in difference.reassigned.items():
        yield _row("reassigned", after, document_id=document_id, report_before=before)
    for change in difference.changes:
        report_id, code, applicant_type, year, scope, source, label = change.key
        yield _row(
            "figure",
            report_id,
            code=code,
            applicant_type=applicant_type,
            year=year,
            scope=scope,
            source=source,
            label=label,
            before=change.before,
            after=change.after,
            quotes_before=change.quotes_before,
            quotes_after=change.quotes_after,
            cause=change.cause,
        )


COLUMNS = (
    *("what", "report_id", "document_id", "report_before", "code", "applicant_type", "year", "scope", "source"),
    *("label", "before", "after", "quotes_before", "quotes_after", "cause"),
)


def _row(what: str, report_id: str, **told: Any) -> dict[str, Any]:
    return {**dict.fromkeys(COLUMNS), "what": what, "report_id": report_id, **told}


def _change(change: FigureChange) -> Text:
    """A figure that differs, in lines that a terminal of 80 columns does not break within an id or a code."""
    report_id, code, applicant_type, year, _, _, label = change.key
    named = " ".join(filter(None, (code, applicant_type if applicant_type != "total" else "", label)))
    cause = CAUSES[change.cause].partition(":")[0] if change.cause != "other" else "other cause"
    text = Text(f"{report_id} {named} {year}\n", style="bold")
    text.append(f"  {_values(change.before)} → {_values(change.after)} ({cause})", style="not bold")
    for words, quotes in (("before", change.quotes_before), ("after", change.quotes_after)):
        for quote in dict.fromkeys(quotes):
            text.append(f"\n  {words}: {_shortened(quote)}", style="not bold dim")
    return text


def _shortened(quote: str) -> str:
    return quote if len(quote) <= _LONGEST_QUOTE else f"{quote[: _LONGEST_QUOTE - 1]}…"


def _values(values: Sequence[float]) -> str:
    return " and ".join(f"{value:.10g}" for value in values) or "none"

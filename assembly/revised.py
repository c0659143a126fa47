"""Which figures differ between two states of a report, one by one, each with its words in both."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from parsers.model import Figure, ReportContent
from storage.schema import ChangedFigure

_Key = tuple[str, str, int, str, str]


def changed_figures(before: ReportContent, after: ReportContent) -> Iterator[ChangedFigure]:
    """The figures that a later state of a report has changed, added or left out.

    A figure that only stands elsewhere, in a table instead of in the text, has not changed.

    Args:
        before: The earlier state.
        after: The next one.
    """
    old, new = _by_meaning(before), _by_meaning(after)
    for key in sorted(old.keys() | new.keys()):
        code, applicant_type, year, scope, label = key
        was, now = _without(old.get(key, ()), new.get(key, ())), _without(new.get(key, ()), old.get(key, ()))
        for first, second in itertools.zip_longest(was, now):
            yield ChangedFigure(
                code=code,
                applicant_type=applicant_type,
                year=year,
                scope=scope,
                label=label,
                before=first.value if first else None,
                after=second.value if second else None,
                before_quote=_quote(before, first),
                after_quote=_quote(after, second),
            )


def _by_meaning(report: ReportContent) -> Mapping[_Key, Sequence[Figure]]:
    found: defaultdict[_Key, list[Figure]] = defaultdict(list)
    for figure in sorted(report.figures, key=lambda figure: figure.span.start):
        found[figure.code, figure.applicant_type, figure.year, figure.scope, figure.label or ""].append(figure)
    return found


def _without(figures: Sequence[Figure], others: Sequence[Figure]) -> list[Figure]:
    values = {figure.value for figure in others}
    return [figure for figure in figures if figure.value not in values]


def _quote(report: ReportContent, figure: Figure | None) -> str | None:
    return report.text[figure.span.start : figure.span.end] if figure else None

"""The headline figures of a report's running text: disclosures, applications, answers, reviews and suits.

A sentence states one where a phrase of `headlines.csv` is followed by a number and its measure word. Anything less
plain is left out: a figure is right and shows its words, or it is not published.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from parsers.knowledge import read_csv
from parsers.model import Figure, ReportText, Span

_MAGNITUDES = {"": 1.0, "万": 1e4, "亿": 1e8}


def read_headlines(text: ReportText, year: int) -> Iterator[Figure]:
    """Yields the first statement of each headline figure."""
    for code, unit, pattern in _patterns():
        for paragraph in text.paragraphs:
            match = pattern.search(text.text, paragraph.start, paragraph.end)
            if match is None:
                continue
            zero = "number" not in match.groupdict() or match["number"] is None
            value = 0.0 if zero else float(match["number"].replace(",", "")) * _MAGNITUDES[match["magnitude"]]
            more = not zero and bool(match["more"])
            yield Figure(
                code=code,
                year=year,
                value=value,
                unit=unit,
                printed=match[0] if zero else match["number"] + match["magnitude"] + match["more"],
                approx=more,
                bound="ge" if more else None,
                source="narrative",
                stated_zero=zero,
                span=Span(match.start(), match.end()),
            )
            break


@functools.cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    number = r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<magnitude>[万亿]?)(?P<more>[余多]?)"
    return tuple(
        (row["code"], row["unit"], re.compile(row["pattern"].replace("#", number)))
        for row in read_csv("headlines.csv", "code", "unit", "pattern")
    )

"""What a report lacks: parts and tables that are prescribed or announced, pages of a divided article, its end.

A copy that was cut off looks like a short report. What is prescribed for the year is data
(`parsers/data/report_parts.csv`): the parts of the Regulations until 2018, those of the official forms since.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from knowledge.fields import Fault, Reader
from knowledge.forms import forms
from knowledge.loading import read_rows
from parsers.checks.rules import Range, era_of, read_era
from parsers.model import Flag, Page, ReportText, Section

COMPLETENESS = "C17"
"""The rule that says what a report lacks."""
_FORMLESS = "narrative"
_ANNOUNCED = re.compile(
    r"(?:详?见|如|参见|附)(?:附|下|后)(?:件中?的?)?表|(?:统计表|情况表|附表)(?:附后|见附件|如下)|见附件[^。]{0,12}(?:统计)?表"
)
_TITLE_OF_TABLE = re.compile(r"(?:统计|情况|附)表[（(]?[\d年度）)]*[：:]?$")
_BROKEN_OFF = re.compile(r".*[，。].*[\u4e00-\u9fff，、]", re.DOTALL)
_SHORTEST_SENTENCE = 30
_MOST_LEFT_OUT = 3
"""Parts that reports leave out where no form prescribes headings: one without fees or lawsuits need not be cut off."""
_SHORT_LINE = 40
"""Characters of a line that can be a heading without a number."""


@dataclasses.dataclass(frozen=True, slots=True)
class ReportPart:
    """One row of `parsers/data/report_parts.csv`: a part that the reports of some years must have.

    Attributes:
        era: Forms of the years in which it is prescribed, as in `rules.csv`.
        number: Number of its heading, where a form prescribes headings.
        name: Its name.
        heading: Searched for in the headings of a report that follows the form.
        words: Searched for in the whole text of all others.
        table: Labels of its table, where it has one.
    """

    era: Annotated[Range, Reader("a set of forms such as 2014 or 2019+", read_era)]
    name: str
    words: re.Pattern[str]
    number: str = ""
    heading: re.Pattern[str] | None = None
    table: re.Pattern[str] | None = None

    @property
    def title(self) -> str:
        return f"{self.number}、{self.name}" if self.number else self.name

    @classmethod
    def check(cls, rows: Sequence[ReportPart]) -> Iterator[Fault]:
        """Every form has parts, or nothing that a report on it lacks would be told."""
        for position, form in enumerate(forms()):
            if not any(row.era[0] <= position <= row.era[1] for row in rows):
                yield Fault((len(rows) - 1, "era"), f"no row is of the form {form}, whose reports have parts, too")


def missing_parts(
    year: int, form: str, text: ReportText, sections: Sequence[Section], n_pictures: int = 0
) -> Iterator[Flag]:
    """Flags for parts, tables and the end of a report that are not there.

    Args:
        year: Its year.
        form: The form that its tables follow.
        text: Its text.
        sections: Its headings.
        n_pictures: Pictures in its text, which may show its tables.
    """
    has_form = form != _FORMLESS
    lines = [text.read(span) for span in text.paragraphs]
    headings = [
        *(section.heading for section in sections),
        *(line for line in lines if len(line) <= _SHORT_LINE and "。" not in line),
    ]
    era = era_of(year, form)
    parts = [row for row in _parts() if row.era[0] <= era <= row.era[1]]
    labels = {"".join(cell.cell.text.split()) for table in text.tables for cell in table.cells}
    labels.update(line for line in lines if len(line) <= _SHORT_LINE)
    with_table = [
        part
        for part in parts
        if part.table and (any(map(part.table.fullmatch, labels)) or _holds_table(part, text, sections))
    ]
    missing = []
    for part in parts:
        if part.heading and has_form and sections:
            found = part in with_table or any(map(part.heading.search, headings))
        else:
            found = part.words.search(text.text) is not None
        if not found:
            missing.append(part)
    if any(part.number for part in parts) or len(missing) > _MOST_LEFT_OUT:
        for part in missing:
            yield Flag("incomplete", f"a part of the report is missing: {part.title}", part.title)
    if has_form:
        for part in parts:
            if part.table and part not in with_table:
                yield Flag("incomplete", f"the table of a part is missing: {part.title}", part.title)
    elif not text.tables and (announced := _ANNOUNCED.search(text.text)):
        sentence = f"the text announces a table, and none is there: {announced[0]}"
        yield Flag("incomplete", sentence, announced[0])
    elif (
        n_pictures
        and not text.tables
        and (any(part.table for part in parts) or any(map(_TITLE_OF_TABLE.search, lines)))
    ):
        stand = "a picture stands" if n_pictures == 1 else f"{n_pictures} pictures stand"
        yield Flag("incomplete", f"the tables of the report are missing, and {stand} in its text")
    last = text.text.rpartition("\n")[2]
    if _is_broken_off(last) and any(span.end == len(text.text) for span in text.paragraphs):
        end = last[-_SHORT_LINE:]
        yield Flag("incomplete", f"the text ends within a sentence: {end}", end)


def missing_pages(page: Page, n_parts: int) -> Iterator[Flag]:
    """A flag where an article was divided into pages and not all of them are there.

    Args:
        page: The page that the report stands on.
        n_parts: Number of documents that are read with it.
    """
    if page.n_pages > 1 + n_parts:
        had = f"page {page.page_number}" if not n_parts else f"{1 + n_parts} of the pages"
        sentence = f"the report is divided into {page.n_pages} pages, and only {had} is there"
        yield Flag("incomplete", sentence, f"{page.page_number}/{page.n_pages}")


def _holds_table(part: ReportPart, text: ReportText, sections: Sequence[Section]) -> bool:
    """Whether a table stands under the part's own heading, whatever its labels are."""
    spans = [section.span for section in sections if part.heading and part.heading.search(section.heading)]
    return any(span.start <= table.span.start < span.end for span in spans for table in text.tables)


def _is_broken_off(line: str) -> bool:
    return len(line) >= _SHORTEST_SENTENCE and _BROKEN_OFF.fullmatch(line) is not None


@functools.cache
def _parts() -> tuple[ReportPart, ...]:
    return tuple(read_rows("parsers", "report_parts.csv", ReportPart))

"""Official forms filled with numbers of which no two are alike, to be printed, damaged and read again.

As every number stands in one cell only, a number that is read under a code and applicant type other than those of its
cell is wrong, whatever was done to the form.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence

from knowledge.forms import CELLS, LIST, MATRIX, PROCEEDINGS, TOTAL, forms
from parsers.blocks.flattened.rebuild import rebuild_tables
from parsers.blocks.html import read_html
from parsers.blocks.plain import read_plain_text
from parsers.figures.forms.reading import FormReading, read_forms
from parsers.knowledge.forms import FormRow, layout, outcomes, proceedings
from parsers.model import Block, Flag
from parsers.text.layout import lay_out

APPLICANTS = {applicant.name: applicant.applicant_type for applicant in forms()["2021"].applicants}
YEARS = {form.form: form.first_year + 1 for form in forms().values()}
"""A year that is reported on each form."""
Key = tuple[str, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Printed:
    """A cell as it is printed; `key` is what its number is about, and empty where it holds none."""

    text: str
    height: int = 1
    width: int = 1
    key: Key | None = None


Grid = list[list[Printed]]


@dataclasses.dataclass(frozen=True, slots=True)
class Sheet:
    """The tables of a filled form."""

    era: str
    tables: tuple[Grid, ...]

    @property
    def truth(self) -> dict[Key, float]:
        return {cell.key: float(cell.text) for grid in self.tables for row in grid for cell in row if cell.key}


def filled(era: str) -> Sheet:
    """A form with a number of its own in every cell that asks for one."""
    numbers = map(str, itertools.count(1001, 7))
    if forms()[era].is_list:
        return Sheet(era, (_list(era, numbers),))
    return Sheet(era, (*_documents(era, numbers), _matrix(era, numbers), _proceedings(era, numbers)))


def _list(era: str, numbers: Iterator[str]) -> Grid:
    rows = [[Printed("统计指标"), Printed("单位"), Printed("统计数")]]
    for row in layout(era, LIST):
        number = Printed("") if row.is_header else Printed(next(numbers), key=(row.code, "total"))
        rows.append([Printed(row.label), Printed(row.unit if not row.is_header else ""), number])
    return rows


def _documents(era: str, numbers: Iterator[str]) -> Iterator[Grid]:
    """One table for each set of column titles, as the form has it."""
    labels: dict[str, list[FormRow]] = {}
    for row in layout(era, CELLS):
        labels.setdefault(row.label, []).append(row)
    for titles, group in itertools.groupby(labels.items(), lambda item: tuple(row.column for row in item[1])):
        grid = [[Printed("信息内容"), *map(Printed, titles)]]
        for label, rows in group:
            grid.append([Printed(label), *(Printed(next(numbers), key=(row.code, "total")) for row in rows)])
        yield grid


def _matrix(era: str, numbers: Iterator[str]) -> Grid:
    rows = layout(era, MATRIX)
    applicants = forms()[era].applicants
    grid = [
        [
            Printed("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
            Printed("申请人情况", width=len(applicants)),
        ],
        [
            Printed(group, width=len(list(members))) if group else Printed(next(members).name, 2)
            for group, members in itertools.groupby(applicants, lambda applicant: applicant.group)
        ],
        [Printed(applicant.name) for applicant in applicants if applicant.group],
    ]
    results = range(3, len(rows) - 1)
    for place, row in enumerate(rows):
        if row.is_header:
            continue
        labels: list[Printed] = []
        before = rows[place - 1] if place else None
        if place not in results:
            labels = [Printed(row.label, width=3)]
        else:
            if place == 3:
                labels.append(Printed(rows[2].label, len([r for r in rows[3:-1] if not r.is_header])))
            if row.label.startswith("（"):
                labels.append(Printed(row.label, width=2))
            else:
                if before is not None and before.is_header:
                    group = itertools.takewhile(lambda r: not r.label.startswith("（"), rows[place:])
                    labels.append(Printed(before.label, len(list(group))))
                labels.append(Printed(row.label))
        values = [Printed(next(numbers), key=(row.code, kind)) for kind in forms()[era].applicant_order]
        grid.append([*labels, *values])
    return grid


def _proceedings(era: str, numbers: Iterator[str]) -> Grid:
    titles, kinds = outcomes(era), [kind.split("/") for kind in proceedings(era)]
    width = len(titles)
    return [
        [
            Printed(upper, width=width * len(list(group)))
            for upper, group in itertools.groupby(kinds, lambda kind: kind[0])
        ],
        [
            *(Printed(title, 2) for kind in kinds if len(kind) == 1 for title in titles),
            *(Printed(kind[1], width=width) for kind in kinds if len(kind) == 2),
        ],
        [Printed(title) for kind in kinds if len(kind) == 2 for title in titles],
        [Printed(next(numbers), key=(row.code, "total")) for row in layout(era, PROCEEDINGS)],
    ]


def as_html(sheet: Sheet) -> str:
    """The form as a page, with the words that usually stand between its tables."""
    return "<html><body>" + "<p>二、有关情况</p>".join(map(_html, sheet.tables)) + "</body></html>"


def _html(grid: Grid) -> str:
    rows = ("".join(_html_cell(cell) for cell in row) for row in grid)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _html_cell(cell: Printed) -> str:
    return f'<td rowspan="{cell.height}" colspan="{cell.width}"><p>{cell.text}</p></td>'


def as_lines(sheet: Sheet) -> str:
    """The form with one cell a line, as tools that turn pages into text leave it."""
    return "\n".join(cell.text for grid in sheet.tables for row in grid for cell in row)


def as_rows(sheet: Sheet, separator: str = " ") -> str:
    """The form with one row a line."""
    return "\n".join(separator.join(cell.text for cell in row) for grid in sheet.tables for row in grid)


def as_pipes(sheet: Sheet) -> str:
    """The form as `| a | b |` rows."""
    tables = ("\n".join("| " + " | ".join(cell.text for cell in row) + " |" for row in grid) for grid in sheet.tables)
    return "\n二、有关情况\n".join(tables)


def blocks_of(printed: str) -> tuple[Block, ...]:
    return read_html(printed).blocks if printed.startswith("<") else read_plain_text(printed)


@dataclasses.dataclass(frozen=True, slots=True)
class Result:
    """What was read from a printed form.

    Attributes:
        form: The form.
        values: The numbers of the report's own year and whole scope, by what they count.
        flags: What was flagged.
        parts: The numbers that stand in columns of a part of the territory, by that column's title and scope.
    """

    form: str
    values: dict[Key, set[float]]
    flags: tuple[Flag, ...]
    parts: dict[tuple[str, str], dict[Key, float]]

    def wrong(self, truth: dict[Key, float]) -> dict[Key, set[float]]:
        """Numbers that stand under another code or applicant type than they were printed for."""
        return {key: values for key, values in self.values.items() if values != {truth.get(key)}}

    def missing(self, truth: dict[Key, float]) -> set[Key]:
        return truth.keys() - self.values.keys()


def read(printed: str, era: str) -> Result:
    """Reads a printed form as the program does, without what stands around it."""
    return read_blocks(blocks_of(printed), era)


def read_blocks(blocks: Sequence[Block], era: str) -> Result:
    rebuilt = rebuild_tables(blocks)
    reading: FormReading = read_forms(lay_out(rebuilt.blocks), YEARS[era], rebuilt.flags)
    values: dict[Key, set[float]] = {}
    parts: dict[tuple[str, str], dict[Key, float]] = {}
    for figure in reading.figures:
        key = figure.code, figure.applicant_type
        if figure.label is not None:
            parts.setdefault((figure.label, figure.scope), {})[key] = figure.value
        elif figure.year == YEARS[era]:
            values.setdefault(key, set()).add(figure.value)
    return Result(reading.form, values, reading.flags, parts)


def without_contradictions(era: str) -> Sheet:
    """A form of several tables whose numbers add up: small ones in its leaves, sums where the form has sums.

    In the matrix what was received is what is answered and carried out but for what was carried in.
    """
    form = forms()[era]
    numbers = itertools.count(3, 2)
    values: dict[Key, int] = {}
    rows = [row.code for row in layout(era, MATRIX) if not row.is_header]
    received, carried_in, *answers, answered, carried_out = rows
    for kind in form.parts:
        values |= {(code, kind): next(numbers) for code in (carried_in, *answers, carried_out)}
        values[answered, kind] = sum(values[code, kind] for code in answers)
        values[received, kind] = values[answered, kind] + values[carried_out, kind] - values[carried_in, kind]
    values |= {(code, TOTAL): sum(values[code, kind] for kind in form.parts) for code in rows}
    width = len(outcomes(era))
    suits = [row.code for row in layout(era, PROCEEDINGS)]
    for group in (suits[start : start + width] for start in range(0, len(suits), width)):
        values |= {(code, TOTAL): next(numbers) for code in group[:-1]}
        values[group[-1], TOTAL] = sum(values[code, TOTAL] for code in group[:-1])
    values |= {(row.code, TOTAL): next(numbers) for row in layout(era, CELLS)}
    tables = (
        [[dataclasses.replace(cell, text=str(values[cell.key])) if cell.key else cell for cell in row] for row in grid]
        for grid in filled(era).tables
    )
    return Sheet(era, tuple(tables))

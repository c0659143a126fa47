"""Layouts that offices print the forms in: read whole, or flagged, and never wrong."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Callable, Sequence

import pytest

from knowledge.forms import MATRIX, forms
from parsers.blocks.word import read_docx
from parsers.figures.forms.other_holders import Territory
from parsers.figures.forms.reading import read_forms
from parsers.knowledge.forms import layout
from parsers.model import Table
from parsers.text.layout import lay_out
from tests.parsers.figures import printing
from tests.parsers.figures.sheets import (
    APPLICANTS,
    YEARS,
    Grid,
    Key,
    Printed,
    Result,
    Sheet,
    as_html,
    as_lines,
    as_pipes,
    as_rows,
    blocks_of,
    filled,
    read,
    read_blocks,
    without_contradictions,
)

OF_2014, OF_2019, OF_2021 = (filled(era) for era in ("2014", "2019", "2021"))
MATRIX_2021 = 3
"""Number of the applicants' table among the tables of the form of 2021."""


def html(era: str, *tables: Grid) -> str:
    return as_html(Sheet(era, tables))


def with_numbers(sheet: Sheet, print_number: Callable[[str], str]) -> Sheet:
    """The form with its numbers printed in another way."""
    return Sheet(
        sheet.era,
        tuple(
            [
                [dataclasses.replace(cell, text=print_number(cell.text)) if cell.key else cell for cell in row]
                for row in grid
            ]
            for grid in sheet.tables
        ),
    )


def side_by_side() -> str:
    titles, *rows = OF_2014.tables[0]
    half = len(rows) // 2
    pairs = itertools.zip_longest(rows[:half], rows[half:], fillvalue=[Printed("")] * 3)
    return html("2014", [titles * 2, *([*left, *right] for left, right in pairs)])


def side_by_side_without_titles() -> str:
    rows = OF_2014.tables[0][1:]
    half = len(rows) // 2
    pairs = itertools.zip_longest(rows[:half], rows[half:], fillvalue=[Printed("")] * 3)
    return html("2014", [[*left, *right] for left, right in pairs])


def numbered_with_remarks() -> str:
    titles, *rows = OF_2014.tables[0]
    numbered = [
        [Printed(str(number)), *row, Printed("含区县" if number == 3 else "")]
        for number, row in enumerate(rows, start=1)
    ]
    return html("2014", [[Printed("序号"), *titles, Printed("备注")], *numbered])


def with_remarks_over_two_columns() -> str:
    titles, *rows = OF_2014.tables[0]
    noted = [[*row, Printed("其中网站"), Printed("310")] if number == 3 else row for number, row in enumerate(rows)]
    return html("2014", [[*titles, Printed("备注", 1, 2)], *noted])


def with_remarks_in_words(sheet: Sheet) -> str:
    """A column of remarks, some with numbers, beside every table."""

    def remarked(grid: Grid) -> Grid:
        words = itertools.cycle(["", "承接省级下放2项", "含联合发文1件", "3"])
        first = next(index for index, row in enumerate(grid) if any(cell.key for cell in row))
        title, *titles = grid[:first]
        return [[*title, Printed("备注", first)], *titles, *([*row, Printed(next(words))] for row in grid[first:])]

    return as_html(Sheet(sheet.era, tuple(remarked(grid) for grid in sheet.tables)))


def with_marks_of_notes(sheet: Sheet) -> str:
    """Marks of notes behind the labels of rows with numbers."""
    marks = itertools.cycle(["①", "[2]", "注3", "", "（注④）"])

    def marked(row: list[Printed]) -> list[Printed]:
        place = next((index for index, cell in enumerate(row) if cell.key), 0) - 1
        place -= place > 0 and len(row[place].text) < 3
        return [
            dataclasses.replace(cell, text=cell.text + next(marks)) if index == place else cell
            for index, cell in enumerate(row)
        ]

    return as_html(Sheet(sheet.era, tuple([marked(row) for row in grid] for grid in sheet.tables)))


def with_cells_turned(sheet: Sheet) -> str:
    """The tables of cells with their rows and columns exchanged, each below the article that it follows."""

    def turned(grid: Grid) -> Grid:
        columns = [list(column) for column in zip(*grid, strict=True)]
        return [[Printed("第二十条第（一）项", width=len(columns[0]))], *columns]

    *cells, matrix_of_it, proceedings_of_it = sheet.tables
    return as_html(Sheet(sheet.era, (*map(turned, cells), matrix_of_it, proceedings_of_it)))


def by_level_of_government() -> str:
    titles, *rows = OF_2014.tables[0]
    columns = [Printed("市本级"), Printed("县（市、区）"), Printed("合计")]
    split = [[*row[:2], *([Printed("3"), Printed("4")] if row[2].key else [Printed("")] * 2), row[2]] for row in rows]
    return html("2014", [[*titles[:2], *columns], *split])


def a_part_of_the_territory() -> str:
    titles, *rows = OF_2014.tables[0]
    columns = [Printed("全州合计"), Printed("其中：州本级")]
    return html("2014", [[*titles[:2], *columns], *([*row, Printed("3" if row[2].key else "——")] for row in rows)])


def by_parts(*parts: str) -> str:
    """A list with a column for each of several parts, whose titles stand below one over all of them."""
    titles, *rows = OF_2014.tables[0]
    upper = [*(dataclasses.replace(cell, height=2) for cell in (*titles[:2], Printed("合计")))]
    upper.append(Printed("其中", width=len(parts)))
    split = [[*row, *(Printed(f"{place + 3}" if row[2].key else "") for place in range(len(parts)))] for row in rows]
    return html("2014", [upper, [Printed(part) for part in parts], *split])


def two_years() -> str:
    titles = [*OF_2014.tables[0][0][:2], Printed(f"{YEARS['2014'] - 1}年"), Printed(f"{YEARS['2014']}年")]
    return html("2014", [titles, *([*row[:2], Printed("5"), row[2]] for row in OF_2014.tables[0][1:])])


def unit_behind_the_number() -> str:
    return html("2014", [[row[0], row[2], row[1]] for row in OF_2014.tables[0]])


def unit_in_the_number() -> str:
    rows = [[row[0], dataclasses.replace(row[2], text=row[2].text + row[1].text)] for row in OF_2014.tables[0][1:]]
    return html("2014", [[Printed("指标名称"), Printed("数量")], *rows])


def a_unit_of_its_own() -> str:
    """Amounts with 元 behind them, beside a column that says 万元."""
    rows = [
        [row[0], row[1], dataclasses.replace(row[2], text=f"{row[2].text}0000元")] if row[1].text == "万元" else row
        for row in OF_2014.tables[0]
    ]
    return html("2014", rows)


def over_three_pages() -> str:
    titles, *rows = OF_2014.tables[0]
    return html("2014", *([titles, *rows[start : start + 22]] for start in range(0, len(rows), 22)))


def numbers_of_sections_in_a_column() -> str:
    rows = []
    for row in OF_2014.tables[0]:
        number, mark, words = row[0].text.partition("、")
        is_section = mark and len(number) == 1
        rows.append(
            [Printed(number + mark if is_section else ""), Printed(words if is_section else row[0].text), *row[1:]]
        )
    return html("2014", rows)


def totals_in_rows_of_their_own() -> str:
    """A list whose groups stand in a column of their own, beside its rows, the first of which is the total."""
    titles, *rows = OF_2014.tables[0]
    groups: list[list[list[Printed]]] = []
    for row in rows:
        if row[0].text[1:2] == "、":
            groups.append([])
        groups[-1].append(row)
    parted: Grid = [[dataclasses.replace(titles[0], width=2), *titles[1:]]]
    for heading, *parts in groups:
        below = [[Printed("合计"), *heading[1:]], *parts] if heading[2].key else parts
        first, *others = below
        parted += [[dataclasses.replace(heading[0], height=len(below)), *first], *others]
    return html("2014", parted)


def empty_rows_between() -> str:
    blank = [Printed("")] * 3
    return html("2014", [row for pair in ((row, blank) for row in OF_2014.tables[0]) for row in pair])


def list_across() -> str:
    rows = OF_2014.tables[0]
    return html("2014", [[row[0] for row in rows], [row[2] for row in rows]])


def nested() -> str:
    return as_html(OF_2014).replace("<body>", "<body><table><tr><td>").replace("</body>", "</td></tr></table></body>")


def word_markup(sheet: Sheet) -> str:
    spans = with_numbers(sheet, lambda text: "".join(f'<span lang="EN-US">{digit}</span>' for digit in text))
    return as_html(spans).replace("<td", '<td style="border:solid 1pt"\n')


def in_one_table() -> str:
    width = 10
    rows = [row for grid in OF_2021.tables[:MATRIX_2021] for row in grid]
    heading = [Printed("三、收到和处理政府信息公开申请情况", width=width)]
    return html("2021", [*rows, heading, *OF_2021.tables[MATRIX_2021]], OF_2021.tables[MATRIX_2021 + 1])


def matrix(change: Callable[[Grid], list[Grid]]) -> str:
    tables = [*OF_2021.tables[:MATRIX_2021], *change(OF_2021.tables[MATRIX_2021]), *OF_2021.tables[MATRIX_2021 + 1 :]]
    return html("2021", *tables)


def numbers_of(row: list[Printed]) -> list[Printed]:
    return [cell for cell in row if cell.key]


def flat(grid: Grid) -> Grid:
    """The applicants' table without merged cells: a label and seven numbers."""
    rows = [[next(cell for cell in reversed(row) if not cell.key), *numbers_of(row)] for row in grid[3:]]
    plain = [[dataclasses.replace(row[0], height=1, width=1), *row[1:]] for row in rows]
    groups = {"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "（六）其他处理"}
    titles = [Printed("项目"), *map(Printed, APPLICANTS)]
    return [titles, *(line for row in plain for line in _with_group(row, groups.get(row[0].text)))]


def _with_group(row: list[Printed], group: str | None) -> Grid:
    return [[Printed(group), *([Printed("")] * 7)], row] if group else [row]


def reordered(grid: Grid) -> list[Grid]:
    return [[[row[0], row[7], *row[1:7]] for row in flat(grid)]]


def split_by_columns(grid: Grid) -> list[Grid]:
    rows = flat(grid)
    return [[row[:4] for row in rows], [[row[0], *row[4:]] for row in rows]]


def totals_only(grid: Grid) -> list[Grid]:
    return [[[row[0], row[7]] for row in flat(grid)]]


def applicants_down(grid: Grid) -> list[Grid]:
    return [[list(column) for column in zip(*flat(grid), strict=True)]]


def exchanged(grid: Grid) -> Grid:
    """A table with its rows and columns exchanged, and what spans columns spanning rows."""
    taken: set[tuple[int, int]] = set()
    placed: list[tuple[int, int, Printed]] = []
    for row, cells in enumerate(grid):
        for cell in cells:
            column = next(place for place in itertools.count() if (row, place) not in taken)
            taken |= {(row + down, column + across) for down in range(cell.height) for across in range(cell.width)}
            placed.append((column, row, dataclasses.replace(cell, height=cell.width, width=cell.height)))
    return [
        [cell for _, _, cell in line]
        for _, line in itertools.groupby(sorted(placed, key=lambda one: one[:2]), lambda one: one[0])
    ]


def applicants_down_with_groups(grid: Grid) -> list[Grid]:
    return [exchanged(grid)]


def applicants_down_in_two_tables(grid: Grid) -> list[Grid]:
    """Applicants in the order of the form above some outcomes, and the total behind natural persons above others."""
    titles, *rows = flat(grid)
    whole = [titles, *rows]
    another = [[row[0], row[1], row[7], *row[2:7]] for row in whole]
    return [exchanged(whole[:10]), exchanged([another[0], *another[10:]])]


def applicants_down_with_a_lost_cell(grid: Grid) -> list[Grid]:
    titles, first, *rows = exchanged(flat(grid))
    return [[titles, [*first[:3], *first[4:]], *rows]]


def titles_on_every_page(grid: Grid) -> list[Grid]:
    titles, *rows = flat(grid)
    return [[titles, *rows[:10], titles, *rows[10:]]]


def columns_numbered(grid: Grid) -> list[Grid]:
    titles, *rows = flat(grid)
    return [[titles, [Printed("栏次"), *(Printed(str(number)) for number in range(1, 8))], *rows]]


def with_columns_of_nothing(grid: Grid) -> list[Grid]:
    """Titles of applicants that each span two columns, the second of which nothing fills."""
    titles = [[row[0], *_twice_as_wide(row[1:])] for row in grid[:1]] + [_twice_as_wide(row) for row in grid[1:3]]
    rows = [[one for cell in row for one in ((cell, Printed("")) if cell.key else (cell,))] for row in grid[3:]]
    return [[*titles, *rows]]


def _twice_as_wide(row: Sequence[Printed]) -> list[Printed]:
    return [dataclasses.replace(cell, width=2 * cell.width) for cell in row]


def with_a_number_in_a_column_of_nothing(grid: Grid) -> list[Grid]:
    ((*titles, first, last),) = with_columns_of_nothing(grid)
    return [[*titles, first, [*last[:1], last[2], last[1], *last[3:]]]]


def in_pieces(grid: Grid) -> list[Grid]:
    rows = flat(grid)
    return [rows[start:end] for start, end in itertools.pairwise((0, 3, 5, 6, 13, len(rows)))]


def reordered_in_pieces(grid: Grid) -> list[Grid]:
    return [[[row[0], row[7], *row[1:7]] for row in piece] for piece in in_pieces(grid)]


def with_shares(grid: Grid) -> list[Grid]:
    titles, *rows = flat(grid)
    return [[[*titles, Printed("占比")], *([*row, Printed("12.5%")] for row in rows)]]


def with_shares_under_a_title_over_all_rows(grid: Grid) -> list[Grid]:
    first, *titles = grid[:3]
    rows = ([*row, Printed("12.5%")] for row in grid[3:])
    return [[[*first, Printed("占比", 3)], *titles, *rows]]


def with_groups_in_the_titles(grid: Grid) -> list[Grid]:
    """No cell spans others: 法人或其他组织（商业企业）."""
    titles, *rows = flat(grid)
    groups = {applicant.name: applicant.group for applicant in forms()["2021"].applicants if applicant.group}
    behind = [Printed(f"{groups[cell.text]}（{cell.text}）") if cell.text in groups else cell for cell in titles]
    return [[behind, *rows]]


def with_shares_and_a_lost_cell(grid: Grid) -> list[Grid]:
    (rows,) = with_shares(grid)
    return [[rows[0], *([*row[:3], *row[4:]] for row in rows[1:])]]


def a_lost_title(grid: Grid) -> list[Grid]:
    titles, *rows = flat(grid)
    return [[titles[:-1], *rows]]


def a_lost_title_of_cells_in_pieces() -> str:
    """The titles of the first table over two rows, the last of them lost."""
    (label, *titles), *rows = OF_2021.tables[0]
    above = [label, *(Printed(title.text[:4]) for title in titles[:-1])]
    below = [Printed(""), *(Printed(title.text[4:]) for title in titles[:-1])]
    return html("2021", [above, below, *rows], *OF_2021.tables[1:])


def a_title_twice(grid: Grid) -> list[Grid]:
    titles, *rows = flat(grid)
    return [[[*titles[:2], titles[1], *titles[3:]], *rows]]


def without_the_spanning_title(grid: Grid) -> list[Grid]:
    return [[grid[0], [cell for cell in grid[1] if cell.text != "法人或其他组织"], *grid[2:]]]


def a_total_of_a_group(grid: Grid) -> list[Grid]:
    rows = flat(grid)
    place = next(index for index, row in enumerate(rows) if row[0].text.startswith("1.本机关"))
    return [[*rows[:place], [Printed("总计"), *(Printed(str(number)) for number in range(11, 18))], *rows[place:]]]


def the_total_of_all_in_front(label: str) -> Callable[[Grid], list[Grid]]:
    """The total of all outcomes in front of them, below a label."""

    def change(grid: Grid) -> list[Grid]:
        titles, received, carried_in, *rows, answered, carried_out = flat(grid)
        return [[titles, received, carried_in, [Printed(label), *answered[1:]], carried_out, *rows]]

    return change


def totals_of_groups(label: str, numbers: Callable[[list[list[int]]], list[int]]) -> Callable[[Grid], list[Grid]]:
    """Rows with numbers in front of what was denied, which those of the group give."""

    def change(grid: Grid) -> list[Grid]:
        rows = flat(grid)
        first = next(place for place, row in enumerate(rows) if row[0].text == "1.属于国家秘密")
        of_group = [[int(cell.text) for cell in row[1:]] for row in rows[first : first + 8]]
        total = [Printed(str(number)) for number in numbers(of_group)]
        return [[*rows[:first], [Printed(label), *total], *rows[first:]]]

    return change


def added_up(rows: list[list[int]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)]


def one_more_than_added_up(rows: list[list[int]]) -> list[int]:
    return [number + 1 for number in added_up(rows)]


def another_catch_all(grid: Grid) -> list[Grid]:
    rows = flat(grid)
    place = next(index for index, row in enumerate(rows) if row[0].text.startswith("1.信访"))
    return [[*rows[:place], [Printed("4.其他"), *(Printed(str(number)) for number in range(11, 18))], *rows[place:]]]


def proceedings(change: Callable[[Grid], list[Grid]]) -> str:
    return html("2021", *OF_2021.tables[:-1], *change(OF_2021.tables[-1]))


def proceedings_down(grid: Grid) -> list[Grid]:
    numbers = grid[-1]
    titles = [Printed(""), Printed("行政复议"), Printed("未经复议直接起诉"), Printed("复议后起诉")]
    outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    return [[titles, *([Printed(name), *numbers[place::5]] for place, name in enumerate(outcomes))]]


def proceedings_in_rows(grid: Grid) -> list[Grid]:
    numbers = grid[-1]
    titles = [Printed("类别"), *map(Printed, ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"])]
    groups = ["行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"]
    return [[titles, *([Printed(name), *numbers[place * 5 : place * 5 + 5]] for place, name in enumerate(groups))]]


def proceedings_in_two(grid: Grid) -> list[Grid]:
    outcomes = [Printed(name) for name in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")]
    review = [[Printed("行政复议", width=5)], outcomes, grid[-1][:5]]
    suits = [[Printed("行政诉讼", width=10)], [Printed("未经复议直接起诉", width=5), Printed("复议后起诉", width=5)]]
    return [review, [*suits, outcomes * 2, grid[-1][5:]]]


OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
ORDER = forms()["2021"].applicant_order
KINDS = {"行政复议": 0, "未经复议直接起诉": 5, "复议后起诉": 10}
"""Kinds of proceedings, and where their numbers begin."""


def proceedings_in_pieces_down(
    *pieces: tuple[str, ...], head: str = "", spanned: bool = False, beside: str = ""
) -> Callable[[Grid], list[Grid]]:
    """Tables with the outcomes below each other, each of which holds some kinds.

    Args:
        pieces: Kinds of each table, from left to right.
        head: Title above the outcomes.
        spanned: Whether a row above the kinds names litigation.
        beside: Title of a column of sums.
    """

    def change(grid: Grid) -> list[Grid]:
        numbers = grid[-1]
        tables = []
        for kinds in pieces:
            titles = [Printed(head), *map(Printed, kinds), *([Printed(beside)] if beside else [])]
            rows = [
                [Printed(name), *(numbers[KINDS[kind] + place] for kind in kinds), *([Printed("9")] if beside else [])]
                for place, name in enumerate(OUTCOMES)
            ]
            above = [[Printed(""), Printed("行政诉讼", width=len(kinds))]] if spanned else []
            tables.append([*above, titles, *rows])
        return tables

    return change


SUITS = ("未经复议直接起诉", "复议后起诉")


def proceedings_numbered(grid: Grid) -> list[Grid]:
    return [[*grid[:-1], [Printed(str(number)) for number in range(1, 16)], grid[-1]]]


def with_blank_columns(grid: Grid) -> list[Grid]:
    """As spreadsheets print merged columns: every cell twice as wide, those with numbers followed by a blank one."""
    wide = [[dataclasses.replace(cell, width=cell.width * 2) for cell in row] for row in grid[:-1]]
    return [[*wide, [cell for number in grid[-1] for cell in (number, Printed(""))]]]


def as_markdown(sheet: Sheet) -> str:
    """All tables as one, with the rules and the emphasis of Markdown."""
    tables = [flat(grid) if len(grid) > 20 else grid for grid in sheet.tables]
    lines: list[str] = []
    for titles, *rows in tables:
        lines.append("| " + " | ".join(f"**{cell.text}**" for cell in titles) + " |")
        lines.append("|" + "---|" * len(titles))
        lines.extend("| " + " | ".join(cell.text for cell in row) + " |" for row in rows)
    return "\n".join(lines)


def as_open_pipes(sheet: Sheet) -> str:
    """Cells parted by single separators, table 四 as three lists."""
    *tables, matrix_table, proceedings_table = sheet.tables
    rows = [row for grid in (*tables, flat(matrix_table)) for row in [[Printed("依申请公开")], *grid]]
    outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    for place, group in enumerate(("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")):
        numbers = proceedings_table[-1][place * 5 :]
        rows.append([Printed(group)])
        rows.extend([Printed(name), number, Printed("件")] for name, number in zip(outcomes, numbers, strict=False))
    return "\n".join("|".join(cell.text for cell in row) for row in rows)


def proceedings_over_a_page(grid: Grid) -> list[Grid]:
    return [grid[:-1], grid[-1:]]


def a_blank_cell_beyond_the_titles() -> str:
    (_, *titles), *rows = OF_2021.tables[0]
    return html("2021", [titles, *([*row, Printed("")] for row in rows)], *OF_2021.tables[1:])


def a_spanning_title_of_other_words(grid: Grid) -> list[Grid]:
    return [[[Printed(""), Printed("嘎嘎", width=3), *(Printed("") for _ in range(4))], *flat(grid)]]


def cut_outcomes(numbers: list[int]) -> Callable[[Grid], list[Grid]]:
    """The table of proceedings with titles that have lost their ends."""

    def cut(grid: Grid) -> list[Grid]:
        *titles, row = grid
        shorter = [
            [dataclasses.replace(cell, text=cell.text.replace("结果维持", "结果维")) for cell in row] for row in titles
        ]
        return [[*shorter, [dataclasses.replace(cell, text=str(n)) for cell, n in zip(row, numbers, strict=True)]]]

    return cut


def titles_of_review(spanned: int) -> Callable[[Grid], list[Grid]]:
    """The titles and numbers of reviews alone, whose own title spans some of their outcomes."""

    def part(grid: Grid) -> list[Grid]:
        outcomes = [Printed(name) for name in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")]
        return [[[Printed("行政复议", width=spanned), *([Printed("")] * (5 - spanned))], outcomes, grid[-1][:5]]]

    return part


WHOLE = {
    "2014 side by side": ("2014", side_by_side()),
    "2014 side by side without titles": ("2014", side_by_side_without_titles()),
    "2014 numbered, with remarks": ("2014", numbered_with_remarks()),
    "2014 with remarks over two columns": ("2014", with_remarks_over_two_columns()),
    **{
        f"{sheet.era} remarks in words": (sheet.era, with_remarks_in_words(sheet))
        for sheet in (OF_2014, OF_2019, OF_2021)
    },
    **{f"{sheet.era} marks of notes": (sheet.era, with_marks_of_notes(sheet)) for sheet in (OF_2014, OF_2019, OF_2021)},
    **{f"{sheet.era} cells turned": (sheet.era, with_cells_turned(sheet)) for sheet in (OF_2019, OF_2021)},
    "2014 by level of government": ("2014", by_level_of_government()),
    "2014 with a part of the territory": ("2014", a_part_of_the_territory()),
    "2014 two years": ("2014", two_years()),
    "2014 unit behind the number": ("2014", unit_behind_the_number()),
    "2014 unit in the number": ("2014", unit_in_the_number()),
    "2014 a unit of its own": ("2014", a_unit_of_its_own()),
    "2014 over three pages": ("2014", over_three_pages()),
    "2014 numbers of sections in a column": ("2014", numbers_of_sections_in_a_column()),
    "2014 totals in rows of their own": ("2014", totals_in_rows_of_their_own()),
    "2014 empty rows": ("2014", empty_rows_between()),
    "2014 nested": ("2014", nested()),
    **{f"{sheet.era} Word markup": (sheet.era, word_markup(sheet)) for sheet in (OF_2014, OF_2019, OF_2021)},
    **{
        f"{sheet.era} {name} in {printer.__name__}": (sheet.era, printer(with_numbers(sheet, change)))
        for sheet in (OF_2014, OF_2019, OF_2021)
        for printer in (as_html, as_lines, as_pipes, as_rows)
        for name, change in (
            ("thousands", lambda text: f"{int(text):,}"),
            ("full width", lambda text: text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))),
        )
    },
    **{
        f"{sheet.era} spaces for thousands in {printer.__name__}": (
            sheet.era,
            printer(with_numbers(sheet, lambda text: f"{int(text):,}".replace(",", " "))),
        )
        for sheet in (OF_2014, OF_2019, OF_2021)
        for printer in (as_html, as_pipes)
    },
    "2021 in one table": ("2021", in_one_table()),
    "2021 a blank cell beyond the titles": ("2021", a_blank_cell_beyond_the_titles()),
    "2021 a spanning title of other words": ("2021", matrix(a_spanning_title_of_other_words)),
    "2021 matrix without merged cells": ("2021", matrix(lambda grid: [flat(grid)])),
    "2021 matrix reordered": ("2021", matrix(reordered)),
    "2021 matrix split by columns": ("2021", matrix(split_by_columns)),
    "2021 matrix with shares": ("2021", matrix(with_shares)),
    "2021 shares under a title over all rows": ("2021", matrix(with_shares_under_a_title_over_all_rows)),
    "2021 groups in the titles": ("2021", matrix(with_groups_in_the_titles)),
    "2021 applicants down": ("2021", matrix(applicants_down)),
    "2021 applicants down with groups": ("2021", matrix(applicants_down_with_groups)),
    **{
        f"2021 {label} in front": ("2021", matrix(the_total_of_all_in_front(label)))
        for label in ("三、本年度办理结果总计", "办理结果合计")
    },
    "2021 open pipes": ("2021", as_open_pipes(OF_2021)),
    "2021 matrix without the spanning title": ("2021", matrix(without_the_spanning_title)),
    "2021 matrix with columns of nothing": ("2021", matrix(with_columns_of_nothing)),
    "2021 matrix in pieces": ("2021", matrix(in_pieces)),
    "2021 matrix reordered, in pieces": ("2021", matrix(reordered_in_pieces)),
    "2019 Markdown": ("2019", as_markdown(OF_2019)),
    "2021 tabs between cells": ("2021", as_rows(OF_2021, "\t")),
    "2021 proceedings with blank columns": ("2021", proceedings(with_blank_columns)),
    "2021 titles on every page": ("2021", matrix(titles_on_every_page)),
    "2021 columns numbered": ("2021", matrix(columns_numbered)),
    "2021 proceedings down": ("2021", proceedings(proceedings_down)),
    "2021 proceedings in rows": ("2021", proceedings(proceedings_in_rows)),
    "2021 proceedings in two tables": ("2021", proceedings(proceedings_in_two)),
    **{
        f"2021 proceedings down, {why}": ("2021", proceedings(change))
        for why, change in {
            "litigation apart": proceedings_in_pieces_down(("行政复议",), SUITS),
            "litigation named in front": proceedings_in_pieces_down(("行政复议",), SUITS, head="行政诉讼"),
            "outcomes named": proceedings_in_pieces_down(("行政复议",), SUITS, head="结果"),
            "other order": proceedings_in_pieces_down(SUITS[::-1], ("行政复议",)),
            "all in another order": proceedings_in_pieces_down(("复议后起诉", "行政复议", "未经复议直接起诉")),
            "one apart": proceedings_in_pieces_down(("行政复议", "复议后起诉"), ("未经复议直接起诉",)),
            "each apart": proceedings_in_pieces_down(*((kind,) for kind in KINDS)),
            "litigation spanned": lambda grid: [
                *proceedings_in_pieces_down(("行政复议",))(grid),
                *proceedings_in_pieces_down(SUITS, spanned=True)(grid),
            ],
        }.items()
    },
    "2021 proceedings numbered": ("2021", proceedings(proceedings_numbered)),
    "2021 proceedings over a page": ("2021", proceedings(proceedings_over_a_page)),
}
UNCERTAIN = {
    "2014 list across": ("2014", list_across()),
    "2021 shares and a lost cell": ("2021", matrix(with_shares_and_a_lost_cell)),
    "2021 a lost title": ("2021", matrix(a_lost_title)),
    "2021 a lost title of cells, in pieces": ("2021", a_lost_title_of_cells_in_pieces()),
    "2021 a number in a column of nothing": ("2021", matrix(with_a_number_in_a_column_of_nothing)),
    "2021 a title twice": ("2021", matrix(a_title_twice)),
    "2021 applicants down with a lost cell": ("2021", matrix(applicants_down_with_a_lost_cell)),
    "2021 proceedings down with sums": (
        "2021",
        proceedings(proceedings_in_pieces_down(("行政复议",), SUITS, beside="合计")),
    ),
    "2021 proceedings down, a kind twice": (
        "2021",
        proceedings(proceedings_in_pieces_down(("行政复议", "复议后起诉", "复议后起诉"))),
    ),
    "2021 proceedings down, litigation alone": ("2021", proceedings(proceedings_in_pieces_down(SUITS, beside="嘎嘎"))),
    "2021 a total in front": ("2021", matrix(the_total_of_all_in_front("（七）总计"))),
    "2021 numbers beside a heading": ("2021", matrix(totals_of_groups("（三）不予公开", one_more_than_added_up))),
    "2021 a total of a group": ("2021", matrix(a_total_of_a_group)),
    "2021 another 其他": ("2021", matrix(another_catch_all)),
    **{
        f"{sheet.era} spaces for thousands in {printer.__name__}": (
            sheet.era,
            printer(with_numbers(sheet, lambda text: f"{int(text):,}".replace(",", " "))),
        )
        for sheet in (OF_2014, OF_2019, OF_2021)
        for printer in (as_lines, as_rows)
    },
}


@pytest.mark.parametrize("name", WHOLE)
def test_layouts_that_are_certain(name: str) -> None:
    era, printed = WHOLE[name]
    truth = filled(era).truth
    result = read(printed, era)
    assert result.wrong(truth) == {}
    assert result.missing(truth) == set()
    assert result.form == era


@pytest.mark.parametrize(
    "parts",
    [
        {"市本级": "office", "县（市、区）": "other"},
        {"市级部门": "other", "区市县": "other"},
        {"市级": "office", "县级": "other", "乡镇（街道）": "other"},
        {"县级": "office", "乡镇": "other"},
        {"县直各部门": "other", "乡镇及街道": "other"},
        {"本级": "office", "各部门": "other"},
    ],
    ids="-".join,
)
def test_columns_of_parts_of_the_territory(parts: dict[str, str]) -> None:
    result = read(by_parts(*parts), "2014")
    assert result.values == {key: {value} for key, value in OF_2014.truth.items()}
    assert list(result.parts) == list(parts.items())
    for place, numbers in enumerate(result.parts.values()):
        assert numbers == dict.fromkeys(OF_2014.truth, place + 3)
    assert result.flags == ()


def test_the_title_of_a_part_makes_no_number_of_it_one_of_others() -> None:
    territory = Territory("prefecture", "青禾市", frozenset())
    text = lay_out(blocks_of(by_parts("市本级", "县（市、区）")))
    figures = read_forms(text, YEARS["2014"], territory=territory).figures
    assert {figure.label for figure in figures} == {None, "市本级", "县（市、区）"}
    assert len(figures) == 3 * len(OF_2014.truth)


def test_a_column_that_is_no_part_is_told_below_a_title_over_several() -> None:
    result = read(by_parts("市本级", "嘎嘎"), "2014")
    assert [title for title, _ in result.parts] == ["市本级"]
    assert ("form_column_unknown", "嘎嘎") in {(flag.kind, flag.subject) for flag in result.flags}


@pytest.mark.parametrize("name", UNCERTAIN)
def test_layouts_that_are_not(name: str) -> None:
    era, printed = UNCERTAIN[name]
    truth = filled(era).truth
    result = read(printed, era)
    assert result.wrong(truth) == {}
    assert result.flags


def _with_sums(change: Callable[[Grid], list[Grid]]) -> tuple[str, Sheet]:
    """The form of 2021, filled with numbers that add up, with its applicants' table printed in another way."""
    sheet = without_contradictions("2021")
    *tables, matrix_table, proceedings_table = sheet.tables
    return html("2021", *tables, *change(matrix_table), proceedings_table), sheet


def with_the_total_behind_natural_persons(grid: Grid) -> list[Grid]:
    return [[[row[0], row[1], row[7], *row[2:7]] for row in flat(grid)]]


def with_the_titles_line_by_line(grid: Grid) -> list[Grid]:
    """Titles in one row as the form names them line by line, without the one that spans the group."""
    (titles, *rows) = flat(grid)
    return [[[titles[0], titles[1], titles[7], *titles[2:7]], *rows]]


@pytest.mark.parametrize(
    "change",
    [with_the_total_behind_natural_persons, with_the_titles_line_by_line, applicants_down_in_two_tables],
)
def test_the_sums_tell_whether_the_total_stands_behind_natural_persons(change: Callable[[Grid], list[Grid]]) -> None:
    printed, sheet = _with_sums(change)
    result = read(printed, "2021")
    assert result.values == {key: {value} for key, value in sheet.truth.items()}


def test_a_total_behind_natural_persons_that_no_sum_tells_is_not_read() -> None:
    result = read(matrix(with_the_total_behind_natural_persons), "2021")
    assert {code for code, _ in result.values}.isdisjoint({row.code for row in layout("2021", MATRIX)})
    assert [flag.kind for flag in result.flags] == ["form_row_unread"] * (len(flat(OF_2021.tables[MATRIX_2021])) - 2)


@pytest.mark.parametrize(
    ("label", "numbers"),
    [
        pytest.param("（三）不予公开", added_up, id="by its sum"),
        pytest.param("不予公开（小计）", added_up, id="by its word and its sum"),
        pytest.param("3.3不予公开小计", one_more_than_added_up, id="by its word"),
    ],
)
def test_the_total_of_a_group(label: str, numbers: Callable[[list[list[int]]], list[int]]) -> None:
    grid = OF_2021.tables[MATRIX_2021]
    result = read(matrix(totals_of_groups(label, numbers)), "2021")
    (rows,) = totals_of_groups(label, numbers)(grid)
    total = next(row for row in rows if row[0].text == label)
    printed = {
        ("applications.answered.denied", kind): float(cell.text) for kind, cell in zip(ORDER, total[1:], strict=True)
    }
    assert result.values == {key: {value} for key, value in (OF_2021.truth | printed).items()}
    assert result.flags == ()


def with_totals_of_the_year_before(title: str, *between: str, beside: str = "") -> Callable[[Grid], list[Grid]]:
    """A column of the totals of the year before, one greater than those of the year, behind others."""

    def change(grid: Grid) -> list[Grid]:
        titles, *rows = flat(grid)
        more = [[*map(Printed, between), Printed(str(int(row[-1].text) + 1) if row[-1].key else "")] for row in rows]
        behind = [*(Printed("占比") for _ in between), Printed(title), *([Printed(beside)] if beside else [])]
        further = [Printed("7")] if beside else []
        return [[[*titles, *behind], *([*row, *cells, *further] for row, cells in zip(rows, more, strict=True))]]

    return change


def with_titles_again(change: Callable[[Grid], list[Grid]]) -> Callable[[Grid], list[Grid]]:
    """A table whose titles are printed again within it."""

    def again(grid: Grid) -> list[Grid]:
        ((titles, *rows),) = change(grid)
        return [[titles, *rows[:12], titles, *rows[12:]]]

    return again


@pytest.mark.parametrize(
    ("change", "are_read"),
    [
        pytest.param(with_totals_of_the_year_before("上年数"), True, id="behind the total"),
        pytest.param(with_titles_again(with_totals_of_the_year_before("上年总计")), True, id="with its titles again"),
        pytest.param(with_totals_of_the_year_before("上年同期", "5%"), True, id="behind its share"),
        pytest.param(with_totals_of_the_year_before(f"{YEARS['2021'] - 1}年"), True, id="by its number"),
        pytest.param(with_totals_of_the_year_before("上年数", beside="上年同期"), False, id="twice"),
        pytest.param(with_totals_of_the_year_before("累计数"), False, id="no year"),
        pytest.param(with_totals_of_the_year_before("本年数"), False, id="the year itself"),
    ],
)
def test_a_column_of_the_year_before_behind_the_total_has_its_totals(
    change: Callable[[Grid], list[Grid]], are_read: bool
) -> None:
    grid = OF_2021.tables[MATRIX_2021]
    year = YEARS["2021"]
    reading = read_forms(lay_out(blocks_of(html("2021", *change(grid)))), year)
    own = {(one.code, one.applicant_type): one.value for one in reading.figures if one.year == year}
    earlier = {(one.code, one.applicant_type): one.value for one in reading.figures if one.year == year - 1}
    truth = {cell.key: float(cell.text) for row in grid for cell in row if cell.key}
    totals = {key: value + 1 for key, value in truth.items() if key[1] == "total"}
    assert (own, earlier) == (truth, totals if are_read else {})


@pytest.mark.parametrize("height", [2, 3])
def test_a_cell_beside_the_applicants_may_be_of_several_rows(height: int) -> None:
    (rows,) = with_totals_of_the_year_before("上年数")(OF_2021.tables[MATRIX_2021])
    place = next(index for index, row in enumerate(rows) if row[0].text == "2.重复申请")
    rows[place][-1] = Printed("4", height)
    for row in rows[place + 1 : place + height]:
        del row[-1]
    reading = read_forms(lay_out(blocks_of(html("2021", rows))), YEARS["2021"])
    truth = {cell.key: float(cell.text) for row in OF_2021.tables[MATRIX_2021] for cell in row if cell.key}
    own = {(one.code, one.applicant_type): one.value for one in reading.figures if one.year == YEARS["2021"]}
    assert own == truth
    assert len(reading.figures) == len(truth) * 8 // 7 - height
    assert [flag.kind for flag in reading.flags] == ["form_cell_unread"]


def with_totals_of_years_over_all_titles(*titles: str) -> Grid:
    """The applicants' table with totals below titles of their own, those of the year before one greater."""
    grid = OF_2021.tables[MATRIX_2021]
    first, second, third = ([cell for cell in row if cell.text != "总计"] for row in grid[:3])
    of_years = [Printed(title, height=3) for title in titles]
    body = []
    for *others, total in grid[3:]:
        earlier = Printed(str(int(total.text) + 1) if total.key else "")
        body.append([*others, *(total if title.startswith(("本年", "总计")) else earlier for title in titles)])
    return [[first[0], dataclasses.replace(first[1], width=6), *of_years], second, third, *body]


@pytest.mark.parametrize(
    ("titles", "own_are_read", "earlier_are_read"),
    [
        (("总计（含法人或其他组织）",), True, False),
        (("总计（不含自然人）",), False, False),
        (("上年总计", "本年总计"), True, True),
        (("本年合计", f"{YEARS['2021'] - 1}年总计"), True, True),
        (("上年数", "本年总计"), True, False),
    ],
    ids=lambda one: "-".join(one) if isinstance(one, tuple) else str(one),
)
def test_titles_of_totals_may_say_of_when_and_of_what_they_are(
    titles: tuple[str, ...], own_are_read: bool, earlier_are_read: bool
) -> None:
    year = YEARS["2021"]
    reading = read_forms(lay_out(blocks_of(html("2021", with_totals_of_years_over_all_titles(*titles)))), year)
    cells = [cell for row in OF_2021.tables[MATRIX_2021] for cell in row]
    totals = {cell.key: float(cell.text) for cell in cells if cell.key and cell.key[1] == "total"}
    found = {
        one: {(f.code, f.applicant_type): f.value for f in reading.figures if f.year == one} for one in (year, year - 1)
    }
    assert {key: value for key, value in found[year].items() if key in totals} == (totals if own_are_read else {})
    assert found[year - 1] == ({key: value + 1 for key, value in totals.items()} if earlier_are_read else {})


def told_by_labels(*titles: str, saying: str) -> tuple[dict[Key, float], str]:
    """The tables of cells as a list of one number a row, whose labels or headings say what the titles say.

    Args:
        titles: The titles of the numbers; that of the form stands below 合计 or 数量.
        saying: What says it: the `label`, a `heading` above the labels, or a cell `beside` them.
    """
    n_labels = 2 if saying == "beside" else 1
    printed = [[Printed("信息内容", width=n_labels), *map(Printed, titles)]]
    for (label, *columns), *rows in OF_2021.tables[:MATRIX_2021]:
        for place, column in enumerate(columns if saying != "beside" else ()):
            if saying == "heading":
                printed.append([Printed(f"{label.text}（{column.text}）", width=len(titles) + 1)])
            for row in rows:
                words = row[0].text if saying == "heading" else f"{row[0].text}{column.text}"
                printed.append([Printed(words), *_numbers_below(titles, row[place + 1])])
        for row in rows if saying == "beside" else ():
            for place, column in enumerate(columns):
                in_front = [Printed(row[0].text, len(columns))] if place == 0 else []
                printed.append([*in_front, Printed(column.text), *_numbers_below(titles, row[place + 1])])
    truth = {
        cell.key: float(cell.text) for grid in OF_2021.tables[:MATRIX_2021] for row in grid for cell in row if cell.key
    }
    return truth, html("2021", printed)


def _numbers_below(titles: Sequence[str], own: Printed) -> list[Printed]:
    return [own if title in ("合计", "数量") else Printed("5") for title in titles]


@pytest.mark.parametrize("saying", ["heading", "label", "beside"])
@pytest.mark.parametrize(
    ("titles", "are_read"),
    [
        (("数量",), True),
        (("本部门", "下属单位", "合计"), True),
        (("合计", "本级"), True),
        (("下属单位",), False),
        (("同比",), False),
        (("本部门", "下属单位"), False),
        (("合计", "合计"), False),
        (("上一年项目数量",), False),
    ],
    ids=lambda one: "-".join(one) if isinstance(one, tuple) else str(one),
)
def test_labels_may_say_what_the_titles_of_a_form_say(titles: tuple[str, ...], are_read: bool, saying: str) -> None:
    truth, printed = told_by_labels(*titles, saying=saying)
    result = read(printed, "2021")
    read_of_form = {key: values for key, values in result.values.items() if key in truth}
    assert read_of_form == ({key: {value} for key, value in truth.items()} if are_read else {})


def test_a_heading_without_numbers_is_no_row_that_was_not_read() -> None:
    assert read(matrix(lambda grid: [flat(grid)]), "2021").flags == ()


def _of_two_years(grid: Grid, *, earlier_in_front: bool, by_applicant: bool) -> Grid:
    """The applicants' table with the numbers of the year before, each one greater than that of the year."""
    titles, *rows = flat(grid)
    years = [f"{YEARS['2021'] - 1}年", f"{YEARS['2021']}年"]
    years = years if earlier_in_front else years[::-1]

    def beside(own: list[Printed], earlier: list[Printed]) -> list[Printed]:
        sides = (earlier, own) if earlier_in_front else (own, earlier)
        return [cell for pair in zip(*sides, strict=True) for cell in pair] if by_applicant else [*sides[0], *sides[1]]

    above = [dataclasses.replace(titles[0], height=2)]
    if by_applicant:
        above.extend(dataclasses.replace(title, width=2) for title in titles[1:])
        below = [*map(Printed, years * len(titles[1:]))]
    else:
        above.extend(Printed(year, width=len(titles[1:])) for year in years)
        below = titles[1:] * 2
    body = []
    for row in rows:
        earlier = [Printed(str(int(cell.text) + 1) if cell.key else "") for cell in row[1:]]
        body.append([row[0], *beside(row[1:], earlier)])
    return [above, below, *body]


@pytest.mark.parametrize("earlier_in_front", [True, False], ids=["in front", "behind"])
@pytest.mark.parametrize("by_applicant", [True, False], ids=["below applicants", "above applicants"])
def test_each_of_two_years_beside_each_other_has_its_own_numbers(earlier_in_front: bool, by_applicant: bool) -> None:
    grid = _of_two_years(OF_2021.tables[MATRIX_2021], earlier_in_front=earlier_in_front, by_applicant=by_applicant)
    reading = read_forms(lay_out(blocks_of(html("2021", grid))), YEARS["2021"])
    truth = {cell.key: float(cell.text) for row in OF_2021.tables[MATRIX_2021] for cell in row if cell.key}
    found = {(one.year, one.code, one.applicant_type): one.value for one in reading.figures}
    own = {(YEARS["2021"], *key): value for key, value in truth.items()}
    assert found == own | {(YEARS["2021"] - 1, *key): value + 1 for key, value in truth.items()}
    assert reading.flags == ()


@pytest.mark.parametrize("lost", [0, 1])
def test_a_group_of_applicants_may_have_a_column_of_its_own(lost: int) -> None:
    titles = [*map(Printed, ("项目", "自然人", "法人或其他组织", "总计"))]
    rows = flat(OF_2021.tables[MATRIX_2021])[1:]
    of_group = [Printed("" if not row[1].key else "7") for row in rows]
    body = [[row[0], row[1], group, row[-1]] for row, group in zip(rows, of_group, strict=True)]
    result = read(html("2021", [titles, *(row[: 4 - lost] for row in body)]), "2021")
    truth = {cell.key: {float(cell.text)} for row in body for cell in row if cell.key}
    assert result.values == (truth if not lost else {})
    assert "form_column_unknown" in {flag.kind for flag in result.flags}


def said_line_by_line(*, times: int = 1, more: int = 0) -> tuple[dict[Key, float], str]:
    """Totals of the applicants' table as lines in a cell, with their sum so many more; each list so many times."""
    labels = {row[-1].key: row[0].text for row in flat(OF_2021.tables[MATRIX_2021])[1:] if row[-1].key}
    all_of_them = ("applications.answered.total", "total")
    answered = [key for key in labels if key[0].startswith("applications.answered.") and key != all_of_them]
    truth = {key: float(number) for number, key in enumerate(answered, 2)}
    truth |= {all_of_them: sum(truth.values()) + more}
    said = "<br>".join(f"{label}：{truth[key]:.0f}件" for key, label in labels.items() if key in truth)
    cells = f"<table><tr><td>{said}</td></tr></table>" * times
    return truth, f"<html><body><h1>甲市2021年政府信息公开工作年度报告</h1>{cells}</body></html>"


@pytest.mark.parametrize(("times", "more", "are_read"), [(1, 0, True), (2, 0, False), (1, 1, False)])
def test_totals_without_a_title_are_read_where_they_prove_it_and_stand_alone(
    times: int, more: int, are_read: bool
) -> None:
    truth, printed = said_line_by_line(times=times, more=more)
    assert read(printed, "2021").values == ({key: {value} for key, value in truth.items()} if are_read else {})


def as_it_stands(title: str) -> str:
    return title


def shortened(title: str) -> str:
    """A title without the year, the word for a count and the note in brackets; 增减 alone would be another."""
    return re.sub("(件数|数量)$", "", re.sub("^本年(?!增)", "", title.partition("（")[0]))


@pytest.mark.parametrize("saying", [as_it_stands, shortened])
def test_lines_that_say_rows_of_a_table_of_cells_are_read(saying: Callable[[str], str]) -> None:
    lines: list[str] = []
    truth: dict[Key | None, set[float]] = {}
    for (_, *columns), *rows in OF_2021.tables[:MATRIX_2021]:
        for label, *cells in rows:
            said = (f"{saying(column.text)}{cell.text}" for column, cell in zip(columns, cells, strict=True))
            lines.append(f"<p>{label.text}：{'，'.join(said)}</p>")
            truth |= {cell.key: {float(cell.text)} for cell in cells}
    assert read(f"<html><body>{''.join(lines)}</body></html>", "2021").values == truth


@pytest.mark.parametrize("era", ["2019", "2021"])
def test_labels_of_a_table_of_cells_may_stand_behind_their_numbers(era: str) -> None:
    tables = {"2019": OF_2019, "2021": OF_2021}[era].tables[:MATRIX_2021]
    result = read(html(era, *([[*row[1:], row[0]] for row in grid] for grid in tables)), era)
    truth = {cell.key: float(cell.text) for grid in tables for row in grid for cell in row if cell.key}
    assert result.values == {key: {value} for key, value in truth.items()}
    text = lay_out(blocks_of(html(era, [[*row[1:], row[0]] for row in tables[0]])))
    assert all(text.read(figure.span).endswith("规章") for figure in read_forms(text, YEARS[era]).figures[:3])


def test_labels_behind_some_of_their_numbers_are_not_put_in_front_of_others() -> None:
    titles, first, second = OF_2021.tables[0]
    result = read(html("2021", [[*titles[1:], titles[0]], [*first[1:], first[0]], second]), "2021")
    assert set(result.values) <= {cell.key for cell in first}


@pytest.mark.parametrize("without_this_year", [True, False])
def test_years_may_stand_above_the_columns_of_a_table_of_cells(without_this_year: bool) -> None:
    titles, *rows = OF_2021.tables[0]
    columns = [cell.text.removeprefix("本年" if without_this_year else "") for cell in titles[1:]]
    above = [Printed("信息内容", 2), *(Printed(f"{YEARS['2021'] - back}年", width=len(columns)) for back in (1, 0))]
    body = [[row[0], *(Printed(str(int(cell.text) + 1)) for cell in row[1:]), *row[1:]] for row in rows]
    grid = [above, [*map(Printed, columns * 2)], *body]
    reading = read_forms(lay_out(blocks_of(html("2021", grid))), YEARS["2021"])
    truth = {cell.key: float(cell.text) for row in rows for cell in row if cell.key}
    found = {(one.year, one.code, one.applicant_type): one.value for one in reading.figures}
    own = {(YEARS["2021"], *key): value for key, value in truth.items()}
    assert found == own | {(YEARS["2021"] - 1, *key): value + 1 for key, value in truth.items()}


def test_years_above_numbers_may_stand_there_again_further_down() -> None:
    titles = [*map(Printed, ("信息内容", "指标", f"{YEARS['2021'] - 1}年", "本年"))]
    body: Grid = []
    tables = OF_2021.tables[:MATRIX_2021]
    truth = {cell.key: float(cell.text) for grid in tables for row in grid for cell in row if cell.key}
    for (_, *columns), *rows in tables:
        body.append(titles)
        for row, (place, column) in itertools.product(rows, enumerate(columns, 1)):
            body.append([Printed(row[0].text), Printed(column.text), Printed("77"), row[place]])
    reading = read_forms(lay_out(blocks_of(html("2021", body))), YEARS["2021"])
    found = {(one.year, one.code, one.applicant_type): one.value for one in reading.figures}
    earlier = {(YEARS["2021"] - 1, *key): 77.0 for key in truth}
    assert found == {(YEARS["2021"], *key): value for key, value in truth.items()} | earlier


@pytest.mark.parametrize("place", [1, 5, 9, 14])
@pytest.mark.parametrize("change", ["lost", "over two"])
def test_a_row_whose_numbers_may_stand_below_another_year_is_not_read(place: int, change: str) -> None:
    rows = _of_two_years(OF_2021.tables[MATRIX_2021], earlier_in_front=True, by_applicant=False)
    row = [*rows[3]]
    row[place : place + 2] = [*row[place + 1 : place + 2]] if change == "lost" else [Printed("5", width=2)]
    reading = read_forms(lay_out(blocks_of(html("2021", [*rows[:3], row, *rows[4:]]))), YEARS["2021"])
    code = next(cell.key[0] for cell in rows[3] if cell.key)
    assert code not in {figure.code for figure in reading.figures}
    assert [(flag.kind, flag.subject) for flag in reading.flags] == [("form_row_unread", row[0].text)]


def test_a_later_year_beside_the_year_gives_nothing() -> None:
    year = YEARS["2021"]
    printed = html("2021", _of_two_years(OF_2021.tables[MATRIX_2021], earlier_in_front=False, by_applicant=False))
    reading = read_forms(lay_out(blocks_of(printed)), year - 1)
    assert {figure.year for figure in reading.figures} == {year - 1}


def test_totals_alone_are_totals() -> None:
    result = read(matrix(totals_only), "2021")
    expected = {key: {value} for key, value in OF_2021.truth.items() if key[1] == "total"}
    assert result.values == expected


@pytest.mark.parametrize("sheet", [OF_2014, OF_2019, OF_2021], ids=lambda sheet: sheet.era)
def test_word_documents(sheet: Sheet) -> None:
    result: Result = read_blocks(read_docx(printing.word(sheet)).blocks, sheet.era)
    assert result.values == {key: {value} for key, value in sheet.truth.items()}
    assert result.flags == ()


@pytest.mark.parametrize(
    ("head", "table"),
    [("信息内容", OF_2021.tables[0]), ("", flat(OF_2021.tables[MATRIX_2021]))],
    ids=["cells", "matrix"],
)
def test_a_blank_row_below_broken_titles_is_none_of_them(head: str, table: Grid) -> None:
    """Titles that are broken over two rows end where the first row of the form begins, also where it holds nothing."""
    (_, *titles), (label, *blank), *rows = table
    upper = [Printed(head), *(Printed(title.text[:2]) for title in titles)]
    lower = [Printed(""), *(Printed(title.text[2:]) for title in titles)]
    result = read(html("2021", [upper, lower, [label, *(Printed("") for _ in blank)], *rows]), "2021")
    assert result.values == {cell.key: {float(cell.text)} for row in rows for cell in numbers_of(row)}


def test_a_picture_of_a_table_gives_nothing() -> None:
    result = read('<html><body><p>统计表见下图。</p><img src="table.png"></body></html>', "2014")
    assert (result.form, result.values) == ("narrative", {})


def test_a_title_above_one_column_that_no_form_has_is_told() -> None:
    def strange(grid: Grid) -> list[Grid]:
        return [[[*row, Printed("" if place else "嘎嘎")] for place, row in enumerate(flat(grid))]]

    def unknown(change: Callable[[Grid], list[Grid]]) -> list[str]:
        return [flag.subject for flag in read(matrix(change), "2021").flags if flag.kind == "form_column_unknown"]

    assert unknown(strange) == ["嘎嘎"]
    assert unknown(a_spanning_title_of_other_words) == []


def test_a_column_of_numbers_that_the_list_does_not_have_is_told() -> None:
    titles, *rows = OF_2014.tables[0]
    wider = [[*titles, Printed("嘎嘎")], *([*row, Printed("77" if row[2].key else "")] for row in rows)]
    result = read(html("2014", wider), "2014")
    assert result.wrong(OF_2014.truth) == {}
    assert ("form_column_unknown", "嘎嘎") in {(flag.kind, flag.subject) for flag in result.flags}
    without_numbers = [[*titles, Printed("嘎嘎")], *([*row, Printed("")] for row in rows)]
    assert read(html("2014", without_numbers), "2014").flags == ()


def test_a_cell_of_proceedings_that_holds_no_number_is_told() -> None:
    def with_a_date(grid: Grid) -> list[Grid]:
        (table,) = proceedings_in_rows(grid)
        table[1][2] = Printed("3/4")
        return [table]

    result = read(proceedings(with_a_date), "2021")
    assert result.missing(OF_2021.truth) == {("review.corrected", "total")}
    assert [(flag.kind, flag.subject) for flag in result.flags] == [("form_cell_unread", "行政复议 结果纠正")]


@pytest.mark.parametrize(
    ("place", "title", "flags"),
    [
        *((place, "嘎嘎", ["form_column_unknown 嘎嘎"]) for place in range(1, 6)),
        pytest.param(0, "嘎嘎", [], id="above the kinds"),
        pytest.param(3, "备注", [], id="words that count nothing"),
        pytest.param(3, "", [], id="no title"),
    ],
)
def test_a_title_of_proceedings_that_the_form_does_not_have_is_told(place: int, title: str, flags: list[str]) -> None:
    def strange(grid: Grid) -> list[Grid]:
        (table,) = proceedings_in_rows(grid)
        table[0][place] = Printed(title)
        return [table]

    result = read(proceedings(strange), "2021")
    assert [f"{flag.kind} {flag.subject}" for flag in result.flags if flag.kind == "form_column_unknown"] == flags
    assert result.wrong(OF_2021.truth) == {}
    n_read = sum(code.startswith(("review.", "litigation.")) for code, _ in result.values)
    assert n_read == (0 if place else 15)


@pytest.mark.parametrize(("last", "are_read"), [(10, True), (11, False)])
def test_cut_titles_of_proceedings_count_where_the_sums_hold(last: int, are_read: bool) -> None:
    result = read(proceedings(cut_outcomes([*[1, 2, 3, 4, 10] * 2, 1, 2, 3, 4, last])), "2021")
    values = [values for (code, _), values in result.values.items() if code.startswith(("review", "litigation"))]
    assert values == ([{1}, {2}, {3}, {4}, {10}] * 3 if are_read else [])


def suits_with_sums(
    label: str, *, more: int = 0, with_reviews: bool = False, beside: bool = False
) -> Callable[[Grid], list[Grid]]:
    """Kinds of proceedings below or beside each other, and their sums, each so many more than it should be."""

    def change(grid: Grid) -> list[Grid]:
        of_kinds = [grid[-1][start : start + 5] for start in KINDS.values()]
        below = of_kinds if with_reviews else of_kinds[1:]
        names = list(KINDS) if with_reviews else SUITS
        sums = [Printed(str(sum(int(cell.text) for cell in column) + more)) for column in zip(*below, strict=True)]
        rows = [[Printed(name), *cells] for name, cells in zip(names, below, strict=True)]
        titles = [Printed("行政诉讼"), *map(Printed, OUTCOMES)]
        apart = [] if with_reviews else [[[Printed(""), Printed("行政复议")]]]
        apart = [
            [[*title], *([Printed(name), cell] for name, cell in zip(OUTCOMES, of_kinds[0], strict=True))]
            for (title,) in apart
        ]
        grid = [titles, *rows, [Printed(label), *sums]]
        return [*apart, [list(column) for column in zip(*grid, strict=True)] if beside else grid]

    return change


@pytest.mark.parametrize("beside", [True, False], ids=["beside", "below"])
@pytest.mark.parametrize(
    ("label", "more", "with_reviews", "are_read"),
    [
        pytest.param("合计", 0, False, True, id="sums"),
        pytest.param("行政诉讼合计", 0, False, True, id="sums that say of what"),
        pytest.param("小计", 1, False, False, id="no sums"),
        pytest.param("征地类小计", 0, False, False, id="sums of some suits"),
        pytest.param("其中：小计", 0, False, False, id="a part of all"),
        pytest.param("行政审判合计", 0, False, False, id="sums of another name"),
        pytest.param("合计", 0, True, False, id="with reviews"),
    ],
)
def test_sums_of_the_kinds_of_suits_are_of_all_suits(
    label: str, more: int, with_reviews: bool, are_read: bool, beside: bool
) -> None:
    change = suits_with_sums(label, more=more, with_reviews=with_reviews, beside=beside)
    result = read(proceedings(change), "2021")
    numbers = [int(cell.text) for cell in OF_2021.tables[-1][-1]]
    ends = ("upheld", "corrected", "other", "pending", "total")
    sums = {(f"litigation.{end}", "total"): float(numbers[5 + i] + numbers[10 + i]) for i, end in enumerate(ends)}
    truth = OF_2021.truth | (sums if are_read else {})
    assert result.values == {key: {value} for key, value in truth.items()}


@pytest.mark.parametrize(("spanned", "n_read"), [(5, 5), (4, 4)])
def test_a_column_of_proceedings_counts_below_the_title_of_its_kind(spanned: int, n_read: int) -> None:
    result = read(proceedings(titles_of_review(spanned)), "2021")
    assert result.wrong(OF_2021.truth) == {}
    assert sum(code.startswith("review.") for code, _ in result.values) == n_read


def test_a_table_without_cells_does_not_part_the_pieces_of_a_matrix() -> None:
    pieces = reordered_in_pieces(OF_2021.tables[MATRIX_2021])
    blocks = list(blocks_of(html("2021", *pieces)))
    first = next(place for place, block in enumerate(blocks) if isinstance(block, Table))
    blocks.insert(first + 1, Table(()))
    assert read_blocks(blocks, "2021").values == read(html("2021", *pieces), "2021").values


@pytest.mark.parametrize("missing", ["本年新收", "上年结转", "总计", "结转下年度"])
def test_a_misprinted_label_is_read_only_where_all_sums_can_be_checked(missing: str) -> None:
    sheet = without_contradictions("2021")
    table = [
        [dataclasses.replace(cell, text=cell.text.replace("国家秘密", "国家秘蜜")) for cell in row]
        for row in flat(sheet.tables[MATRIX_2021])
    ]
    code = ("applications.answered.denied.state_secret", "total")
    assert read(html("2021", table), "2021").values[code] == {sheet.truth[code]}
    part = read(html("2021", [row for row in table if missing not in row[0].text]), "2021")
    assert code not in part.values
    assert ("form_row_unknown", "1.属于国家秘蜜") in {(flag.kind, flag.subject) for flag in part.flags}


def test_numbers_before_the_table_are_no_part_of_it() -> None:
    printed = as_lines(OF_2014).replace("统计指标", "2016年全市共收到申请9999件，见下表。\n统计指标", 1)
    result = read(printed, "2014")
    assert result.wrong(OF_2014.truth) == {}
    assert result.missing(OF_2014.truth) == set()


def pieces_with_remarks(*, remark: str, titles: int = 0) -> Callable[[Grid], list[Grid]]:
    """The applicants' table with its rows numbered, without the lawyers, with remarks, and broken within a group.

    Args:
        remark: What stands in the column of remarks of the second piece.
        titles: How many columns the second piece has that the first has not.
    """

    def change(grid: Grid) -> list[Grid]:
        rows = [[*row[:5], *row[6:]] for row in flat(grid)]
        (head, *first), second = rows[:9], rows[9:]
        more = [Printed("")] * titles
        return [
            [
                [Printed("序号"), *head, Printed("备注")],
                *([Printed(str(place)), *row, Printed("按次计")] for place, row in enumerate(first, 1)),
            ],
            [[Printed(str(place)), *row, Printed(remark), *more] for place, row in enumerate(second, 1)],
        ]

    return change


@pytest.mark.parametrize(
    ("remark", "titles", "goes_on"),
    [
        pytest.param("", 0, True, id="blank"),
        pytest.param("含上年转来的", 0, True, id="words"),
        pytest.param("7", 0, False, id="numbers"),
        pytest.param("", 1, False, id="another width"),
    ],
)
def test_a_column_of_remarks_goes_on_in_the_next_piece_of_a_table(remark: str, titles: int, *, goes_on: bool) -> None:
    result = read(matrix(pieces_with_remarks(remark=remark, titles=titles)), "2021")
    assert result.wrong(OF_2021.truth) == {}
    kinds = {kind for code, kind in result.values if code.startswith("applications.")}
    assert kinds == set(forms()["2021"].applicant_order) - {"legal_service"}
    outcomes = {code for code, kind in OF_2021.truth if code.startswith("applications.") and kind == "total"}
    read_outcomes = {code for code, _ in result.values if code.startswith("applications.")}
    assert (read_outcomes == outcomes) == goes_on
    told = [flag.sentence for flag in result.flags if flag.kind == "form_row_unread"]
    assert (not told) == goes_on
    assert not any("6 cells for 6 columns" in sentence for sentence in told)


def test_another_table_does_not_part_the_pieces_of_a_matrix() -> None:
    first, *others = reordered_in_pieces(OF_2021.tables[MATRIX_2021])
    unrelated = [[Printed("填报人"), Printed("联系电话")], [Printed("张三"), Printed("62310000")]]
    result = read(html("2021", first, unrelated, *others), "2021")
    assert result.values == read(html("2021", first, *others), "2021").values
    assert result.wrong(OF_2021.truth) == {}


def test_a_table_without_a_row_of_the_list_is_none_of_it() -> None:
    own = [
        ["信息类别", "数量（条）", "占比"],
        ["环境质量类", "684", "66%"],
        ["政策法规类", "351", "34%"],
        ["合计", "1035", "100%"],
    ]
    printed = html("2014", [[Printed(cell) for cell in row] for row in own], *OF_2014.tables)
    text = lay_out(blocks_of(printed))
    reading = read_forms(text, YEARS["2014"])
    assert reading.flags == ()
    assert {(figure.code, figure.applicant_type): figure.value for figure in reading.figures} == OF_2014.truth
    assert reading.tables == {text.tables[1]}


def test_a_table_with_a_row_of_the_list_is_a_part_of_it() -> None:
    titles, *rows = OF_2014.tables[0]
    strange = [Printed("环境质量类"), Printed("条"), Printed("684")]
    result = read(html("2014", [titles, *rows[:-1]], [titles, rows[-1], strange]), "2014")
    assert result.values == {key: {value} for key, value in OF_2014.truth.items()}
    assert ("form_row_unknown", "环境质量类") in {(flag.kind, flag.subject) for flag in result.flags}


@pytest.mark.parametrize("title", ["2016年", "2016年度", "上年", "去年数"])
def test_a_column_of_an_earlier_year_gives_the_figures_of_that_year(title: str) -> None:
    titles, *rows = OF_2014.tables[0]
    year = YEARS["2014"]
    earlier = title.replace("2016", str(year - 1))
    own_and_earlier = ([*row, Printed("5" if row[2].key else "")] for row in rows)
    printed = [[*titles[:2], Printed(f"{year}年"), Printed(earlier)], *own_and_earlier]
    reading = read_forms(lay_out(blocks_of(html("2014", printed))), year)
    own = {(figure.code, figure.applicant_type): figure.value for figure in reading.figures if figure.year == year}
    before = {figure.code: figure.value for figure in reading.figures if figure.year == year - 1}
    assert own == OF_2014.truth
    assert before == {code: 5.0 for code, _ in OF_2014.truth}
    assert all("5" in figure.printed for figure in reading.figures if figure.year == year - 1)


@pytest.mark.parametrize("before", [True, False], ids=["in front", "behind"])
def test_a_column_of_all_years_together_gives_nothing_beside_that_of_the_year(before: bool) -> None:
    titles, *rows = OF_2014.tables[0]
    year = YEARS["2014"]
    beside = [Printed(f"{year}年累计数"), *(Printed("5" if row[2].key else "") for row in rows)]
    own = [Printed(f"{year}年"), *(row[2] for row in rows)]
    columns = (beside, own) if before else (own, beside)
    printed = [[*row[:2], *numbers] for row, *numbers in zip((titles, *rows), *columns, strict=True)]
    result = read(html("2014", printed), "2014")
    assert result.values == {key: {value} for key, value in OF_2014.truth.items()}
    assert result.flags == ()


@pytest.mark.parametrize(
    ("groups", "sums"), [(("历年", "当年"), ("本年累计", "本年")), (("总数", "新增数"), ("{}年累计", "{}年"))]
)
def test_a_column_of_all_years_together_gives_nothing_below_a_group_of_its_own(
    groups: tuple[str, str], sums: tuple[str, str]
) -> None:
    titles, *rows = OF_2014.tables[0]
    tall = [dataclasses.replace(cell, height=2) for cell in titles[:2]]
    header = [[*tall, *map(Printed, groups)], [Printed(one.format(YEARS["2014"])) for one in sums]]
    body = [[*row[:2], Printed("5" if row[2].key else ""), row[2]] for row in rows]
    result = read(html("2014", [*header, *body]), "2014")
    assert result.values == {key: {value} for key, value in OF_2014.truth.items()}


@pytest.mark.parametrize("group", ["市本级", "桐城市", "市教育局"])
def test_a_sum_of_the_year_over_all_is_no_sum_of_years_beside_the_year_of_some(group: str) -> None:
    titles, *rows = OF_2014.tables[0]
    tall = [dataclasses.replace(cell, height=2) for cell in titles[:2]]
    header = [[*tall, Printed("全市"), Printed(group)], [Printed("本年累计"), Printed("本年")]]
    body = [[*row, Printed("5" if row[2].key else "")] for row in rows]
    result = read(html("2014", [*header, *body]), "2014")
    assert result.values == {key: {value} for key, value in OF_2014.truth.items()}


def test_a_row_of_a_group_whose_heading_is_lost_is_told_by_the_next_group() -> None:
    rows = [row for row in OF_2014.tables[0] if row[0].text not in ("四、行政复议数量", "（一）维持具体行政行为数")]
    result = read(html("2014", rows), "2014")
    assert result.values == {cell.key: {float(cell.text)} for row in rows for cell in row if cell.key}


@pytest.mark.parametrize("part", ["12月", "四季度", "本月", "下半年"])
@pytest.mark.parametrize("group", ["{}年", "{}年度", "本年"])
def test_a_column_of_all_of_the_year_below_that_year_is_read_beside_one_of_a_part(group: str, part: str) -> None:
    titles, *rows = OF_2014.tables[0]
    year = YEARS["2014"]
    tall = [dataclasses.replace(cell, height=2) for cell in titles[:2]]
    header = [[*tall, Printed(group.format(year), width=2)], [Printed(part), Printed("本年累计")]]
    body = [[*row[:2], Printed("5" if row[2].key else ""), row[2]] for row in rows]
    result = read(html("2014", [*header, *body]), "2014")
    assert result.values == {key: {value} for key, value in OF_2014.truth.items()}
    assert ("form_column_unknown", part) in {(flag.kind, flag.subject) for flag in result.flags}


def test_a_row_that_has_lost_the_cell_of_an_earlier_year_has_that_of_the_year() -> None:
    titles, *rows = OF_2014.tables[0]
    year = YEARS["2014"]
    body = [[*row, *([Printed("5")] if place > 3 else [])] for place, row in enumerate(rows)]
    printed = html("2014", [[*titles[:2], Printed(f"{year}年"), Printed(f"{year - 1}年")], *body])
    figures = read_forms(lay_out(blocks_of(printed)), year).figures
    assert {figure.code: figure.value for figure in figures if figure.year == year} == {
        code: value for (code, _), value in OF_2014.truth.items()
    }
    earlier = {row[2].key[0] for row in rows[4:] if row[2].key}
    assert {figure.code for figure in figures if figure.year == year - 1} == earlier


def test_a_count_that_could_be_the_year_makes_no_title_a_sum() -> None:
    titles, *rows = OF_2014.tables[0]
    year = YEARS["2014"]
    beside = (
        Printed("" if row[2].key is None else f"{year:,}" if place % 2 else f"{year}") for place, row in enumerate(rows)
    )
    header = [*titles[:2], Printed("上年累计"), Printed("本年累计")]
    printed = [header, *([*row[:2], earlier, row[2]] for row, earlier in zip(rows, beside, strict=True))]
    reading = read_forms(lay_out(blocks_of(html("2014", printed))), year)
    own = {(figure.code, figure.applicant_type): figure.value for figure in reading.figures if figure.year == year}
    assert own == OF_2014.truth
    assert {figure.value for figure in reading.figures if figure.year == year - 1} == {year}


def test_a_column_of_all_years_up_to_an_earlier_one_gives_nothing_beside_that_of_the_year() -> None:
    titles, *rows = OF_2014.tables[0]
    year = YEARS["2014"]
    header = [*titles[:2], *map(Printed, ("上年累计", f"{year - 1}年", f"{year}年"))]
    beside = ([Printed("900"), Printed("5")] if row[2].key else [Printed(""), Printed("")] for row in rows)
    printed = [header, *([*row[:2], *earlier, row[2]] for row, earlier in zip(rows, beside, strict=True))]
    reading = read_forms(lay_out(blocks_of(html("2014", printed))), year)
    assert {figure.value for figure in reading.figures if figure.year == year - 1} == {5}
    own = {(figure.code, figure.applicant_type): figure.value for figure in reading.figures if figure.year == year}
    assert own == OF_2014.truth


def test_a_number_of_an_earlier_year_is_in_the_unit_of_its_row() -> None:
    titles, *rows = OF_2014.tables[0]
    year = YEARS["2014"]
    in_yuan = [
        [row[0], Printed("元" if row[2].key and row[2].key[0] == "fees.charged" else row[1].text), row[2], Printed("5")]
        for row in rows
    ]
    printed = [[*titles[:2], Printed(f"{year}年"), Printed(f"{year - 1}年")], *in_yuan]
    reading = read_forms(lay_out(blocks_of(html("2014", printed))), year)
    (charged,) = [one for one in reading.figures if one.code == "fees.charged" and one.year == year - 1]
    assert (charged.value, charged.unit) == (0.0005, "万元")


@pytest.mark.parametrize("title", [f"{YEARS['2014'] - 1}年", "其中：市本级"])
@pytest.mark.parametrize(
    ("own", "beside", "values"),
    [
        pytest.param("0.5", "3000元", (0.5, 0.3), id="the other number has one"),
        pytest.param("8000元", "0.3", (0.8, 0.3), id="the report's own has one"),
        pytest.param("8000元", "3000元", (0.8, 0.3), id="both have one"),
        pytest.param("0.5", "0.3", (0.5, 0.3), id="neither has one"),
    ],
)
def test_each_number_of_a_row_is_in_the_unit_that_stands_behind_it_or_else_in_that_of_the_row(
    title: str, own: str, beside: str, values: tuple[float, float]
) -> None:
    titles, *rows = OF_2014.tables[0]
    body = [
        [*row[:2], *map(Printed, (own, beside) if row[2].key == ("fees.charged", "total") else (row[2].text, ""))]
        for row in rows
    ]
    printed = [[*titles[:2], Printed("全市合计" if title.startswith("其中") else f"{YEARS['2014']}年"), Printed(title)]]
    reading = read_forms(lay_out(blocks_of(html("2014", [*printed, *body]))), YEARS["2014"])
    found = [(one.value, one.unit) for one in reading.figures if one.code == "fees.charged"]
    assert found == [(value, "万元") for value in values]


@pytest.mark.parametrize(
    ("above", "note", "unit", "value"),
    [
        pytest.param("", "（元）", "", 0.4, id="behind the label"),
        pytest.param("", "（人民币元）", "", 0.4, id="with the currency"),
        pytest.param("单位：件、人民币元", "", "", 0.4, id="with the currency above the table"),
        pytest.param("", "（单位：万元）", "", 4000, id="the usual one behind the label"),
        pytest.param("", "（元）", "万元", 4000, id="beside the number"),
        pytest.param("单位：件、元", "", "", 0.4, id="above the table"),
        pytest.param("统计表（单位：条、件、千元）", "", "", 400, id="another one above the table"),
        pytest.param("单位：件、元", "（万元）", "", 4000, id="what stands behind the label is nearer"),
        pytest.param("单位：件", "", "", 4000, id="no money"),
        pytest.param("单位：元、万元", "", "", 4000, id="two of money"),
        pytest.param("单位：元宝山区司法局", "", "", 4000, id="a body"),
    ],
)
@pytest.mark.parametrize("is_within", [False, True])
def test_fees_are_in_the_money_that_is_printed_with_them(
    above: str, note: str, unit: str, value: float, *, is_within: bool
) -> None:
    titles, *rows = OF_2014.tables[0]
    grid = [[titles[0], titles[2]]] if not unit else [titles]
    if is_within and above:
        grid = [[Printed(above, width=2)], *grid]
    for label, _, number in rows:
        is_fees = number.key is not None and number.key[0] == "fees.charged"
        words, printed = (Printed(label.text + note), Printed("4000")) if is_fees else (label, number)
        grid.append([words, Printed(unit if is_fees else "件"), printed] if unit else [words, printed])
    page = html("2014", grid)
    if above and not is_within:
        page = page.replace("<table", f"<p>{above}</p><table", 1)
    reading = read_forms(lay_out(blocks_of(page)), YEARS["2014"])
    assert [one.value for one in reading.figures if one.code == "fees.charged"] == [value]


def test_a_column_of_a_later_year_gives_nothing() -> None:
    titles, *rows = OF_2014.tables[0]
    year = YEARS["2014"]
    printed = [[*titles[:2], Printed(f"{year}年"), Printed(f"{year + 1}年")], *([*row, Printed("5")] for row in rows)]
    reading = read_forms(lay_out(blocks_of(html("2014", printed))), year)
    assert {figure.year for figure in reading.figures} == {year}


def test_a_number_over_several_rows_of_a_form_is_none_of_them() -> None:
    titles, first, second, *rows = (list(row) for row in OF_2021.tables[1])
    joint = [*first[:-1], Printed(first[-1].text, 2)]
    result = read(html("2021", [titles, joint, second[:-1], *rows]), "2021")
    lost = {first[-1].key, second[-1].key}
    assert lost.isdisjoint(result.values)
    assert [flag.kind for flag in result.flags] == ["form_cell_unread", "form_row_unread"]


@pytest.mark.parametrize("place", [1, 2, 3])
def test_what_stands_beside_a_number_over_several_rows_is_read(place: int) -> None:
    titles, first, second, *rows = (list(row) for row in OF_2019.tables[1])
    joint = [*first[:place], dataclasses.replace(first[place], height=2), *first[place + 1 :]]
    beside = [*second[:place], *second[place + 1 :]]
    result = read(html("2019", [titles, joint, beside, *rows]), "2019")
    lost = {first[place].key, second[place].key}
    truth = {cell.key: float(cell.text) for row in OF_2019.tables[1] for cell in row if cell.key}
    assert result.values == {key: {value} for key, value in truth.items() if key not in lost}
    assert [flag.kind for flag in result.flags] == ["form_cell_unread"]


def test_a_number_over_several_rows_of_the_matrix_is_none_of_them() -> None:
    grid = [list(row) for row in flat(next(grid for grid in OF_2021.tables if len(grid) > 20))]
    place = next(index for index, row in enumerate(grid) if row[0].text == "2.重复申请")
    lost = {grid[place][1].key, grid[place + 1][1].key}
    grid[place][1] = Printed(grid[place][1].text, 2)
    del grid[place + 1][1]
    result = read(html("2021", grid), "2021")
    assert lost.isdisjoint(result.values)
    assert "form_cell_unread" in {flag.kind for flag in result.flags}


@pytest.mark.parametrize("sheet", [OF_2014, OF_2019, OF_2021], ids=["2014", "2019", "2021"])
def test_rows_that_are_two_rows_of_the_page_high_are_read(sheet: Sheet) -> None:
    tables = [
        [[dataclasses.replace(cell, height=2 * cell.height) for cell in row] for row in grid] for grid in sheet.tables
    ]
    page = html(sheet.era, *tables).replace("</tr>", "</tr><tr></tr>")
    assert read(page, sheet.era).values == read(as_html(sheet), sheet.era).values != {}


@pytest.mark.parametrize("era", ["2019", "2021"])
def test_titles_of_a_table_of_cells_may_be_short(era: str) -> None:
    sheet = {"2019": OF_2019, "2021": OF_2021}[era]
    tables = [
        [[label, *(Printed(shortened(title.text)) for title in titles)], *rows]
        for (label, *titles), *rows in sheet.tables[:MATRIX_2021]
    ]
    truth = {cell.key: {float(cell.text)} for grid in tables for row in grid for cell in row if cell.key}
    result = read(html(era, *tables), era)
    assert {key: values for key, values in result.values.items() if key in truth} == truth


def by_bodies(*titles: str, above: Grid, astray: int = 0) -> Grid:
    """The applicants' table with bodies instead, whose numbers add up to the totals but for that of one row.

    Args:
        titles: The titles of the numbers; the totals stand below 合计 or 总计, in the other columns a part of them.
        above: The rows above the first row of the form; its titles, where there are none.
        astray: How much the total of the first row of an answer is greater than the sum.
    """
    n_bodies = sum(title not in ("合计", "总计", "上年数") for title in titles)
    grid = above or [[Printed("办理情形"), *map(Printed, titles)]]
    for label, *_, total in flat(OF_2021.tables[MATRIX_2021])[1:]:
        parts = [0] * n_bodies
        if total.key:
            parts = [int(total.text) - (n_bodies - 1), *([1] * (n_bodies - 1))]
            parts[0] -= astray if total.key[0] == "applications.answered.granted" else 0
        of_bodies = iter(parts)
        numbers = [
            total if title in ("合计", "总计") else Printed("4" if title == "上年数" else str(next(of_bodies)))
            for title in titles
        ]
        grid.append([label, *(numbers if total.key else [Printed("—") for _ in numbers])])
    return grid


BODIES = ("局机关", "下属单位", "合计")
CAPTION = [Printed("某局受理公开申请一览", width=4)]


@pytest.mark.parametrize(
    ("titles", "above"),
    [
        (BODIES, []),
        (("总计", "委机关", "事业单位", "执法支队"), []),
        (("本级", "部门", "合计"), []),
        ((*BODIES, "上年数"), []),
        (BODIES, [CAPTION, [Printed("办理情形"), *map(Printed, BODIES)]]),
        (
            ("合计", "厅机关", "所属单位"),
            [
                CAPTION,
                [Printed("办理情形", 2), Printed("合计", 2), Printed("其中", width=2)],
                [Printed("厅机关"), Printed("所属单位")],
            ],
        ),
    ],
    ids=["sum last", "sum first", "parts", "with the year before", "below a caption", "below a title over the bodies"],
)
def test_bodies_that_add_up_beside_their_sum_give_the_sum(titles: tuple[str, ...], above: Grid) -> None:
    result = read(html("2021", by_bodies(*titles, above=[*above])), "2021")
    truth = {cell.key: {float(cell.text)} for row in OF_2021.tables[MATRIX_2021] for cell in row if cell.key}
    assert result.values == {key: value for key, value in truth.items() if key[1] == "total"}
    assert result.flags == ()


def test_a_row_whose_bodies_do_not_add_up_is_not_read_and_its_titles_are_told() -> None:
    result = read(
        html("2021", by_bodies(*BODIES, above=[CAPTION, [Printed("办理情形"), *map(Printed, BODIES)]], astray=3)),
        "2021",
    )
    whole = read(html("2021", by_bodies(*BODIES, above=[])), "2021")
    granted = ("applications.answered.granted", "total")
    assert result.values == {key: value for key, value in whole.values.items() if key != granted}
    assert {flag.kind for flag in result.flags} == {"form_unknown", "form_column_unknown", "form_row_unread"}


@pytest.mark.parametrize("titles", [("局机关", "下属单位"), ("局机关", "下属单位", "全局")])
def test_bodies_beside_no_sum_that_says_so_give_nothing(titles: tuple[str, ...]) -> None:
    grid = by_bodies(*titles, above=[CAPTION, [Printed("办理情形"), *map(Printed, titles)]])
    assert read(html("2021", grid), "2021").values == {}


ARTICLE = "第二十条第（一）项"


def said_in_cells(
    era: str, *, between: str, more: str = "", in_front: bool = False
) -> tuple[dict[Key, set[float]], str]:
    """The tables of cells with a row for each label, behind which one cell says all titles and numbers.

    Args:
        era: The form.
        between: What stands between two of them.
        more: What stands behind the last one.
        in_front: Whether the article stands in a cell in front of all rows, and not above them.
    """
    grid: Grid = [] if in_front else [[Printed(ARTICLE), Printed("")]]
    truth: dict[Key, set[float]] = {}
    tables = [table for table in filled(era).tables if table[0][0].text == "信息内容"]
    rows = [
        (titles, row) for _, (titles, *rows) in ((None, (table[0][1:], *table[1:])) for table in tables) for row in rows
    ]
    for titles, (label, *numbers) in rows:
        said = (f"{title.text}：{number.text}" for title, number in zip(titles, numbers, strict=True))
        grid.append([label, Printed(between.join(said) + more)])
        truth |= {number.key: {float(number.text)} for number in numbers if number.key}
    if in_front:
        grid[0].insert(0, Printed(ARTICLE, height=len(grid)))
    return truth, html(era, grid)


@pytest.mark.parametrize("in_front", [True, False], ids=["article in front", "article above"])
@pytest.mark.parametrize("between", ["<br>", "，", "；　", " "])
@pytest.mark.parametrize("era", ["2019", "2021"])
def test_a_cell_may_say_all_columns_of_its_row(era: str, between: str, in_front: bool) -> None:
    truth, printed = said_in_cells(era, between=between, in_front=in_front)
    result = read(printed, era)
    assert result.values == truth
    assert result.flags == ()


@pytest.mark.parametrize("more", ["，同比增加3件", "，其中涉企4", "（含上年5件）"])
def test_a_cell_that_says_more_than_columns_gives_nothing(more: str) -> None:
    _, printed = said_in_cells("2021", between="，", more=more)
    assert read(printed, "2021").values == {}


def test_a_row_that_names_its_column_itself_stands_below_no_other_title() -> None:
    above = [("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), ("规章", "1", "2", "3")]
    grid = [[*map(Printed, row)] for row in above]
    for label, number in (("信息内容", "本年处理决定数量"), ("行政许可", "31"), ("行政处罚", "8")):
        grid.append([Printed(label), Printed(number, width=3)])
    last = [Printed("行政事业性收费"), Printed("本年收费金额（万元）"), Printed("12.6", width=2)]
    result = read(html("2021", [*grid, last]), "2021")
    assert {key[0]: values for key, values in result.values.items()} == {
        "documents.rules.issued": {1.0},
        "documents.rules.repealed": {2.0},
        "documents.rules.in_force": {3.0},
        "admin.license.decisions": {31.0},
        "admin.penalty.decisions": {8.0},
        "admin.charge.amount": {12.6},
    }
    assert result.flags == ()


@pytest.mark.parametrize("between", ["<br>", ""])
@pytest.mark.parametrize(("numbers", "are_read"), [("4 3 0 1 8", True), ("4 3 0 8", False)])
def test_outcomes_of_proceedings_in_one_cell_are_a_row_each(numbers: str, between: str, *, are_read: bool) -> None:
    titles = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    kinds = ["行政复议", "未经复议直接起诉", "复议后起诉"]
    grid = [
        [*map(Printed, ("办理结果", *kinds))],
        [Printed(between.join(titles)), *([Printed(numbers.replace(" ", "<br>"))] * 3)],
    ]
    values = read(html("2021", grid), "2021").values
    assert len(values) == (15 if are_read else 0)
    if are_read:
        assert values["review.upheld", "total"] == {4.0}
        assert values["litigation.after_review.total", "total"] == {8.0}


def totals_first_with_the_year_before(*, left: int = 0, more: int = 0, of_last: bool = False) -> tuple[str, Sheet]:
    """The applicants' table with the totals in front and last year's behind the applicants, whose sums hold.

    Args:
        left: How much more the year before left over than the year began with.
        more: How much more it answered than its outcomes add up to.
        of_last: Whether the applicants in front of the column began with all that there was, as its own do then.
    """
    sheet = without_contradictions("2021")
    titles, *rows = flat(sheet.tables[MATRIX_2021])
    begun = int(sheet.truth["applications.carried_in", "total"])
    n_answers = sum(row[-1].key is not None for row in rows) - 4
    earlier = {"applications.carried_in": 4, "applications.carried_out": begun + left}
    earlier["applications.answered.total"] = 3 * n_answers + more
    earlier["applications.received.total"] = 3 * n_answers + more + begun + left - 4
    grid = [[titles[0], titles[-1], *titles[1:-1], Printed("上年数")]]
    for label, *parts, total in rows:
        number = Printed(str(earlier.get(total.key[0], 3))) if total.key else Printed("")
        if of_last and total.key and total.key[0] == "applications.carried_in":
            parts[-1] = dataclasses.replace(parts[-1], text=str(begun))
        grid.append([label, total, *parts, number])
    return html("2021", grid), sheet


@pytest.mark.parametrize(
    ("printed", "n_earlier"),
    [
        pytest.param(totals_first_with_the_year_before()[0], 25, id="proven"),
        pytest.param(totals_first_with_the_year_before(left=1)[0], 0, id="another number left over"),
        pytest.param(totals_first_with_the_year_before(more=1)[0], 0, id="outcomes that do not add up"),
        pytest.param(totals_first_with_the_year_before(of_last=True)[0], 0, id="perhaps of the applicants in front"),
    ],
)
def test_last_years_totals_behind_applicants_must_prove_what_they_are(printed: str, n_earlier: int) -> None:
    reading = read_forms(lay_out(blocks_of(printed)), YEARS["2021"])
    earlier = {one.code: one.value for one in reading.figures if one.year == YEARS["2021"] - 1}
    assert len(earlier) == n_earlier
    assert sum(one.year == YEARS["2021"] for one in reading.figures) == 25 * 7
    if n_earlier:
        assert earlier["applications.carried_in"] == 4

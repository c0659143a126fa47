"""An office's own table as it is read: its captions, and rows of numbers with the labels and titles around them."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from knowledge import numbering
from knowledge.publishers import body_words
from parsers.figures.grid import GridRow, by_column, has_numbers, is_label, is_numbering, reaching_down, rows_of, spans
from parsers.figures.lists_beside import as_one_list, beside_each_other
from parsers.figures.own_tables.bare_years import BareYears, years_of_header, years_of_rows
from parsers.figures.own_tables.runs import numbers_rows, runs_beside_each_other
from parsers.figures.own_tables.shapes import upright, with_labels_in_front, with_parted_cells
from parsers.knowledge.own_titles import is_total, says
from parsers.model import PlacedCell, PlacedTable, Span
from parsers.prose.context.passage import Passage
from parsers.text.cells import CellNumber, is_blank, is_unit, plain, read_cell, without_unit

_SHARE = "%"
_SPACE_BESIDE_WORDS = re.compile(r"\s+(?![!-~])|(?<![!-~])\s+")
"""White space but that between words of letters, which cells are set apart or broken with (人　事)."""
_HEADS_GROUP = ("情况", ":")
"""How the heading of a group ends that can be no label of a number."""
_NUMBER_OF_A_LEVEL = re.compile(
    rf"(?P<first>{numbering.CHINESE}[、.])|(?P<second>{numbering.BRACKETED})|(?P<third>{numbering.ARABIC})"
)
_ONLY_A_NUMBER = re.compile(rf"{numbering.CHINESE}[、.．]?|{numbering.BRACKETED}")
"""A number of the first two levels in a cell of its own, in front of the heading that it numbers."""
_UNIT = re.compile(r"单位[:：](?P<unit>[^()（）\s]+)")


class OwnNumber(NamedTuple):
    """A number of a table.

    Attributes:
        cell: Its cell.
        number: The number.
        titles: The titles above it, from the top, without spaces.
        printed: These titles as they are printed.
        is_doubtful: Whether it may be a year and no number, hangs on what may be a year, or is of several columns.
    """

    cell: PlacedCell
    number: CellNumber
    titles: tuple[str, ...]
    printed: tuple[str, ...]
    is_doubtful: bool

    @property
    def column(self) -> int:
        """The column that it stands in."""
        return self.cell.cell.column


class OwnRow(NamedTuple):
    """A row of a table.

    Attributes:
        labels: What names it, from the widest group to its own label, without spaces.
        printed: These labels as they are printed.
        unit: The unit that stands in a cell of its own; empty where there is none.
        span: Where it stands, from the first cell that holds anything.
        numbers: Its numbers.
        headings: The rows of words alone between the row in front and this one, which name the group that begins.
        level: The level of the last of them, where only its number tells it from a row whose number is blank.
        blank: The words of the rows there that are no headings, and have no number.
        label_cells: The cells of the labels.
    """

    labels: tuple[str, ...]
    printed: tuple[str, ...]
    unit: str
    span: Span
    numbers: tuple[OwnNumber, ...]
    headings: tuple[str, ...]
    level: str
    blank: tuple[str, ...]
    label_cells: tuple[PlacedCell, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class OwnTable:
    """A table.

    Attributes:
        captions: The short lines above it, and those that fill rows of their own at its top.
        units: The units that a caption prints for all of it: each number has one of them.
        label_titles: The titles of the columns of labels.
        titles: All titles, from the top.
        columns: The titles above each column that has numbers, or neither labels nor units, from the left.
        rows: The rows that have numbers.
    """

    captions: tuple[str, ...]
    units: tuple[str, ...]
    label_titles: tuple[str, ...]
    titles: tuple[str, ...]
    columns: Mapping[int, tuple[str, ...]]
    rows: tuple[OwnRow, ...]

    @property
    def unit(self) -> str:
        """Its only unit, by which its labels are read; empty where it has none or several."""
        return self.units[0] if len(self.units) == 1 else ""


def as_printed(words: str, printed: Sequence[str]) -> str:
    """Words of a label or title as they are printed: in their own widths, with the spaces between words of letters.

    Args:
        words: The words, without spaces and in usual widths.
        printed: Cells, from the widest to their own.
    """
    for text in reversed(printed):
        folded = [(character, place) for place, one in enumerate(text) for character in plain(one)]
        start = "".join(character for character, _ in folded).find(words)
        if words and start >= 0:
            stretch = text[folded[start][1] : folded[start + len(words) - 1][1] + 1]
            return _SPACE_BESIDE_WORDS.sub("", stretch)
    return words


def with_own_captions(table: PlacedTable, above: Sequence[str]) -> tuple[list[str], list[GridRow]]:
    """The captions of a table, also those that fill rows of their own at its top, and its other rows.

    Args:
        table: The table.
        above: The lines above it.
    """
    return _with_words_as_captions(rows_of(with_labels_in_front(upright(with_parted_cells(table)))), above)


def _with_words_as_captions(rows: Sequence[GridRow], above: Sequence[str]) -> tuple[list[str], list[GridRow]]:
    """Captions with those that fill rows of their own at the top of a table, or of one of its lists; its other rows."""
    lines, rows = list(above), list(rows)
    while rows and (only := _only_words(rows[0])):
        lines.append(only)
        rows = rows[1:]
    return lines, rows


def lists_with_captions(
    rows: Sequence[GridRow], captions: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[GridRow]]]:
    """The lists of a table, each with its captions: what alone tells it from lists below the same titles is one, too.

    Args:
        rows: The rows of the table below its captions.
        captions: Its captions.
    """
    lists = lists_of(rows)
    titles = [tuple(key for row in one[1:2] for key in row.cell_keys()) for one in lists]
    for one in lists:
        is_told_above = len(lists) > 1 and len(set(titles)) == 1
        yield _with_words_as_captions(one, captions) if is_told_above else (captions, one)


def lists_of(rows: Sequence[GridRow]) -> list[list[GridRow]]:
    """The lists that a table sets beside or below each other, each with its labels in front of its numbers.

    Args:
        rows: The rows of the table below its captions.
    """
    found: list[list[GridRow]] = []
    for band in _bands(rows):
        runs = runs_beside_each_other(band)
        found += runs if len(runs) > 1 else beside_each_other(*runs)
    return found


def _bands(rows: Sequence[GridRow]) -> list[list[GridRow]]:
    """The rows of a table that each begin below other titles (月份 | 1月 | 2月, further down 月份 | 7月 | 8月)."""
    if not rows:
        return [[]]
    titles = [plain(cell.cell.text) for cell in rows[0].cells]
    bands: list[list[GridRow]] = [[]]
    for row in rows:
        words = [plain(cell.cell.text) for cell in row.cells]
        begins = (
            any(map(has_numbers, bands[-1]))
            and words[0] == titles[0] != ""
            and len(words) == len(titles) > 2
            and words != titles
            and all(map(is_label, row.cells[1:]))
        )
        if begins:
            bands.append([])
        bands[-1].append(row)
    return bands if not any(spans(cell) for cell in rows[0].cells) else [list(rows)]


def lay_out_table(rows: Sequence[GridRow], captions: Sequence[str], context: Passage) -> OwnTable:
    """A table with the labels and titles of each number.

    Args:
        rows: Its rows.
        captions: Its captions.
        context: What it is about, by its section and its captions.
    """
    rows = as_one_list(rows)
    units = [unit for line in captions if (unit := _unit_of_caption(line))]
    header, body, across, down = _parted(rows, context, has_unit=bool(units))
    years = across.years | down.years
    doubtful_columns = {cell.cell.column for cell in across.doubtful}
    titles = by_column(header)
    of_units = _columns_of_units(header, body)
    labels = [
        cell
        for row in body
        for cell in row.cells
        if _is_label(cell, years) and not _stands_below("nothing", cell, titles) and cell.cell.column not in of_units
    ]
    first = min((cell.cell.column for row in body for cell, _ in _numbers(row, years)), default=0)
    labels, of_roles = _without_roles(labels, titles, first)
    reaching = reaching_down(labels)
    laid_out: list[OwnRow] = []
    named: set[int] = set()
    headings: list[GridRow] = []
    blank: list[GridRow] = []
    levels = {_level(label) for row in body if _numbers(row, years) for label in _words(row)}
    astray = _astray(body, titles, years)
    for row in body:
        numbers = _numbers(row, years)
        if not numbers:
            (headings if _heads_a_group(row, levels, of_units) else blank).append(row)
            continue
        # What only numbers rows may stand in front of their labels, behind those of a group (政务微信 | 1 | 安岳发布).
        counting = [one for one in numbers if not _is_below("nothing", one[0], titles)] or numbers
        own = _labels(row, counting, reaching.get(row.cells[0].cell.row, ()))
        is_doubtful = row in astray or any(cell in down.doubtful for cell in row.cells)
        named.update(cell.cell.column for cell in own)
        laid_out.append(
            OwnRow(
                labels=tuple(plain(cell.cell.text) for cell in own),
                printed=tuple(cell.cell.text for cell in own),
                unit=_unit(row, of_units),
                span=_span(row),
                numbers=tuple(
                    OwnNumber(
                        cell,
                        number,
                        titles=_above(titles, cell.cell.column),
                        printed=tuple(title.cell.text for title in titles.get(cell.cell.column, ())),
                        is_doubtful=is_doubtful or cell.cell.column in doubtful_columns or _is_of_several(cell, titles),
                    )
                    for cell, number in numbers
                ),
                headings=tuple(map(_only_words, headings)),
                level=next((_level(_only_words(one)) for one in headings[-1:] if not _is_a_heading(one)), ""),
                blank=tuple(filter(None, map(_only_words, blank))),
                label_cells=tuple(own),
            )
        )
        headings, blank = [], []
    label_titles = [_above(titles, cell.cell.column)[-1:] for cell in labels if cell.cell.column in named]
    numbered = {number.column for one in laid_out for number in one.numbers}
    columns = sorted(numbered | (titles.keys() - named - of_units - of_roles))
    return OwnTable(
        captions=tuple(captions),
        units=tuple(one for one in re.split("[、,，/]", units[-1]) if one != _SHARE) if units else (),
        label_titles=tuple(dict.fromkeys(title for above in label_titles for title in above)),
        titles=tuple(dict.fromkeys(plain(cell.cell.text) for row in header for cell in row.cells)),
        columns={column: _above(titles, column) for column in columns},
        rows=tuple(laid_out),
    )


def _span(row: GridRow) -> Span:
    """Where a row stands, from the first cell that holds anything; its cells may stand in another order in the text."""
    filled = [cell.span for cell in row.cells if cell.cell.text.strip()]
    return Span(min(span.start for span in filled), row.span.end)


def _unit_of_caption(line: str) -> str:
    """The unit that a caption says, or has in brackets at its end (各渠道公开信息情况（条）); empty for none."""
    match = _UNIT.search(line)
    return without_unit(line)[1] if match is None or _is_of_body(match["unit"]) else match["unit"]


def _is_of_body(words: str) -> bool:
    """Whether what a line calls 单位 is a body and no unit (填报单位：市教育局)."""
    return not is_unit(words) and words.endswith(tuple(body_words()))


def _columns_of_units(header: Sequence[GridRow], body: Sequence[GridRow]) -> set[int]:
    """The columns whose titles say so and in which any unit stands; the others there are units that are not known."""
    titled = {cell.cell.column for row in header for cell in row.cells if says("unit", plain(cell.cell.text))}
    return {cell.cell.column for row in body for cell in row.cells if is_unit(cell.cell.text)} & titled


def _unit(row: GridRow, of_units: set[int]) -> str:
    """The unit that stands in a cell of its own."""
    titled = (plain(cell.cell.text) for cell in row.cells if cell.cell.column in of_units)
    return next(filter(None, titled), "") or next((plain(c.cell.text) for c in row.cells if is_unit(c.cell.text)), "")


def _only_words(row: GridRow) -> str:
    """The words of a row in which nothing else stands; empty for any other row."""
    filled = [cell for cell in row.cells if not is_blank(cell.cell.text)]
    if len(filled) > 1 and _ONLY_A_NUMBER.fullmatch(plain(filled[0].cell.text)):
        filled = filled[1:]  # 二 | 回应解读情况
    is_alone = len(filled) == 1 and read_cell(filled[0].cell.text) is None
    return plain(filled[0].cell.text) if is_alone else ""


def _heads_a_group(row: GridRow, numbered: Collection[str], of_units: Collection[int]) -> bool:
    """Whether a row of words alone is the heading of those below it, and no row whose number is blank.

    A heading says so by itself, has a number of a level that no row with a number of its own has, or no unit where the
    others have one.

    Args:
        row: The row.
        numbered: The levels of the labels of rows that have numbers.
        of_units: The columns of units.
    """
    words = _only_words(row)
    if words and of_units and not any(cell.cell.text.strip() for cell in row.cells if cell.cell.column in of_units):
        return True
    if not words or sum(cell.cell.text.strip() != "" for cell in row.cells) > 1:
        return False
    level = _level(words)
    return _is_a_heading(row) or (level != "" and level not in numbered)


def _is_a_heading(row: GridRow) -> bool:
    """Whether a row of words alone says by itself that it is a heading: it fills its row, or ends so (情况)."""
    return len(row.cells) == 1 or _only_words(row).endswith(_HEADS_GROUP)


def _words(row: GridRow) -> Iterator[str]:
    return (plain(cell.cell.text) for cell in row.labels)


def _level(words: str) -> str:
    """The level of the number that words begin with; empty where they begin with none."""
    match = _NUMBER_OF_A_LEVEL.match(words)
    return match.lastgroup or "" if match is not None else ""


def _titles_a_group(row: GridRow) -> bool:
    """Whether nothing stands in a row but words at its beginning."""
    return not is_blank(row.cells[0].cell.text) and _only_words(row) != ""


def _parted(
    rows: Sequence[GridRow], context: Passage, *, has_unit: bool
) -> tuple[Sequence[GridRow], Sequence[GridRow], BareYears, BareYears]:
    """The titles of a table, the rows below them, and which bare years are titles of columns, and labels of rows."""
    across = years_of_header(rows, context, has_unit=has_unit)
    first = next(
        (i for i, row in enumerate(rows) if _numbers(row, across.years) or (i and _has_no_number(row))), len(rows)
    )
    if any(_titles_a_group(row) for row in rows[first:]):
        # The title of the first group of rows (一、主动公开情况) is none of columns, as those of the others are none.
        while first > 1 and _titles_a_group(rows[first - 1]):
            first -= 1
    header = rows[:first]
    # What every page of a long table repeats is said once.
    titles = {tuple(row.cell_keys()) for row in header}
    body = [row for row in rows[first:] if not is_numbering(row) and tuple(row.cell_keys()) not in titles]
    return header, body, across, years_of_rows(header, body, context)


def _numbers(row: GridRow, years: Collection[PlacedCell]) -> list[tuple[PlacedCell, CellNumber]]:
    """The cells with numbers; a year is none, nor what numbers the rows in front of their labels."""
    cells = row.cells[1:] if any(_is_label(cell, years) for cell in row.cells) else row.cells
    return [(cell, number) for cell in cells if cell not in years and (number := read_cell(cell.cell.text)) is not None]


def _astray(
    body: Sequence[GridRow], titles: Mapping[int, Sequence[PlacedCell]], years: Collection[PlacedCell]
) -> frozenset[GridRow]:
    """The rows of which nobody can say which label or title names which number.

    So it is where numbers in front of labels do not number the rows, also for the first row of a group of such rows,
    and where a row names its numbers one by one, in columns in which the others have theirs (全年合计 | 网站公开 | 31 |
    收到申请 | 8 below months).
    """
    in_front = [
        row
        for row in body
        if row.labels and row.cells[0] not in years and read_cell(row.cells[0].cell.text) is not None
        if not _stands_below("nothing", row.cells[0], titles)
    ]
    numbered = {cell.cell.column for row in body for cell, _ in _numbers(row, years) if not _names_each(row, years)}
    number_rows = numbers_rows([row.cells[0] for row in in_front]) == "yes" and not _count_labels(in_front, titles)
    found = frozenset() if number_rows else _with_whole_groups(in_front, body)
    return found | {row for row in body if any(cell.cell.column in numbered for cell in _names_each(row, years))}


def _with_whole_groups(rows: Sequence[GridRow], body: Sequence[GridRow]) -> frozenset[GridRow]:
    """Rows with those whose first cell reaches down to any of them."""
    places = {row.cells[0].cell.row for row in rows}
    firsts = [(row, row.cells[0].cell) for row in body if row.cells[0].cell.row_span > 1]
    heads = (row for row, cell in firsts if not places.isdisjoint(range(cell.row, cell.row + cell.row_span)))
    return frozenset((*rows, *heads))


def _count_labels(rows: Sequence[GridRow], titles: Mapping[int, Sequence[PlacedCell]]) -> bool:
    """Whether numbers in front of labels may count what these name.

    They may where they have a title that the labels have not.
    """
    fronts = [row.cells[0] for row in rows]
    own = {_above(titles, cell.cell.column) for cell in fronts} - {()}
    return any(title != _above(titles, row.labels[0].cell.column) for title in own for row in rows)


def _names_each(row: GridRow, years: Collection[PlacedCell]) -> list[PlacedCell]:
    """The labels of a row that each stand right in front of a number, if they are several."""
    numbers = [cell for cell, _ in _numbers(row, years)]
    pairs = itertools.pairwise(row.cells)
    found = [cell for cell, following in pairs if _is_label(cell, years) and following in numbers]
    return found if len(found) > 1 else []


def _has_no_number(row: GridRow) -> bool:
    """Whether a sign says of a row that it has no number (政府公报 | —), which stands in no title."""
    return bool(row.labels) and any(is_blank(cell.cell.text) and cell.cell.text.strip() for cell in row.values)


def _labels(
    row: GridRow, numbers: Sequence[tuple[PlacedCell, CellNumber]], reaching: Sequence[PlacedCell]
) -> list[PlacedCell]:
    """The cells that name a row: those in front of its numbers, also of rows above that reach down to it.

    A remark behind the numbers names a row only where nothing stands in front.
    """
    first = numbers[0][0].cell.column
    ahead = sorted((cell for cell in reaching if cell.cell.column < first), key=lambda cell: cell.cell.column)
    return ahead or [cell for cell in reaching if cell.cell.row == row.cells[0].cell.row]


def _above(titles: Mapping[int, Sequence[PlacedCell]], column: int) -> tuple[str, ...]:
    """The titles above a column, from the top."""
    words = (plain(cell.cell.text) for cell in titles.get(column, ()))
    return tuple(dict.fromkeys(title for title in words if title))


def _is_of_several(cell: PlacedCell, titles: Mapping[int, Sequence[PlacedCell]]) -> bool:
    """Whether a number reaches over columns of several titles (2021年 | 2022年), and not only over that of its unit."""
    reached = range(cell.cell.column, cell.cell.column + cell.cell.column_span)
    told = {above for column in reached if (above := _above(titles, column))}
    return len([above for above in told if not says("unit", above[-1]) and not says("nothing", above[-1])]) > 1


def _stands_below(
    kind: Literal["nothing", "roles"], label: PlacedCell, titles: Mapping[int, Sequence[PlacedCell]]
) -> bool:
    """Whether a label stands in columns that name nothing (序号) or a role, where no total of the others stands."""
    cell = label.cell
    if is_total(plain(cell.text)):
        return False
    columns = range(cell.column, cell.column + cell.column_span)
    return all(any(says(kind, without_unit(title)[0]) for title in _above(titles, column)) for column in columns)


def _is_below(kind: Literal["nothing"], cell: PlacedCell, titles: Mapping[int, Sequence[PlacedCell]]) -> bool:
    """Whether the title right above a number is of a kind."""
    return any(says(kind, without_unit(title)[0]) for title in _above(titles, cell.cell.column)[-1:])


def _without_roles(
    labels: list[PlacedCell], titles: Mapping[int, Sequence[PlacedCell]], first: int
) -> tuple[list[PlacedCell], set[int]]:
    """Labels but for the bodies that answer for what others in front of the numbers name, and the columns of these.

    Where nothing else names the rows, these bodies do (承办部门 | 公开数).

    Args:
        labels: The labels.
        titles: The titles by column.
        first: The first column with numbers.
    """
    in_roles = [_stands_below("roles", cell, titles) for cell in labels]
    naming = [cell for cell, is_in_role in zip(labels, in_roles, strict=True) if not is_in_role]
    if not any(cell.cell.column < first and not is_total(plain(cell.cell.text)) for cell in naming):
        return labels, set()
    return naming, {cell.cell.column for cell, is_in_role in zip(labels, in_roles, strict=True) if is_in_role}


def _is_label(cell: PlacedCell, years: Collection[PlacedCell]) -> bool:
    text = cell.cell.text
    return not is_blank(text) and not is_unit(text) and (read_cell(text) is None or cell in years)

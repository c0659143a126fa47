"""Fourteen layouts that offices print the forms in, each with random fillings whose sums hold, as files of five kinds.

A layout changes the tables of a form (`LAYOUTS`) and says how they are printed in each kind of file. The binary format
of old Word files is not written: what its reader gives, rows without spans whose merged cells are blank, stands for it.
"""

from __future__ import annotations

import dataclasses
import io
import random
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

import docx

from knowledge.forms import CELLS, LIST, MATRIX, PROCEEDINGS, TOTAL, forms, grid_forms
from parsers.blocks.plain import table_of
from parsers.knowledge.forms import layout, outcomes
from parsers.model import Block, Page, Paragraph
from parsers.text.cells import is_unit
from tests.parsers.figures import printing
from tests.parsers.figures.sheets import YEARS, Grid, Key, Printed, Sheet, filled

Content = bytes | Page
Layout = Callable[[Sheet, random.Random], Sheet]
_ARTICLES = ("（一）", "（五）", "（六）", "（八）", "（九）")
_MISPRINTS = str.maketrans(
    {"询": "寻", "属": "居", "密": "秘", "止": "正", "案": "安", "物": "务", "投": "设", "复": "覆"}
)
_PAIRED = 3
_WIDTH = 14
"""Full-width characters of a printed column of labels."""
_UNIT = 2
"""Characters of a unit, which stands between a label and its number."""
_LONG_LABEL = 9
"""Characters from which a label may be broken over two rows."""
_SHARE = 0.4
"""Share of such rows that are broken."""


def fill(era: str, rng: random.Random) -> Sheet:
    """A form filled at random, half of it zeros, so that all of its sums hold."""
    form = forms()[era]

    def number() -> int:
        return rng.choice((0, 0, 0, rng.randint(1, 9), rng.randint(1, 400), rng.randint(1, 20_000)))

    values: dict[Key, int] = {}
    if form.is_list:
        rows = [row for row in layout(era, LIST) if row.code]
        values = {(row.code, TOTAL): number() for row in rows}
        for parent in ("applications.received", "applications.concluded", "review", "litigation", "capacity.staff"):
            own = [
                row.code for row in rows if row.code.rpartition(".")[0] == parent and not row.code.endswith(".total")
            ]
            values[f"{parent}.total", TOTAL] = sum(values[code, TOTAL] for code in own)
        denied = [row.code for row in rows if row.code.startswith("applications.answered.denied.")]
        values["applications.answered.denied", TOTAL] = sum(values[code, TOTAL] for code in denied)
        own = [
            row.code
            for row in rows
            if row.code.rpartition(".")[0] == "applications.answered" and not row.code.endswith(".total")
        ]
        values["applications.answered.total", TOTAL] = sum(values[code, TOTAL] for code in own)
    else:
        codes = [row.code for row in layout(era, MATRIX) if not row.is_header]
        received, carried_in, *answers, answered, carried_out = codes
        for kind in form.parts:
            values |= {(code, kind): rng.choice((0, 0, rng.randint(1, 30), rng.randint(1, 900))) for code in answers}
            values |= {(code, kind): rng.choice((0, rng.randint(1, 40))) for code in (carried_in, carried_out)}
            values[answered, kind] = sum(values[code, kind] for code in answers)
            values[carried_in, kind] = min(values[carried_in, kind], values[answered, kind] + values[carried_out, kind])
            values[received, kind] = values[answered, kind] + values[carried_out, kind] - values[carried_in, kind]
        values |= {(code, TOTAL): sum(values[code, kind] for kind in form.parts) for code in codes}
        suits, width = [row.code for row in layout(era, PROCEEDINGS)], len(outcomes(era))
        for group in (suits[start : start + width] for start in range(0, len(suits), width)):
            values |= {(code, TOTAL): rng.choice((0, rng.randint(1, 60))) for code in group[:-1]}
            values[group[-1], TOTAL] = sum(values[code, TOTAL] for code in group[:-1])
        values |= {(row.code, TOTAL): number() for row in layout(era, CELLS)}
    return _each_cell(
        filled(era), lambda cell: dataclasses.replace(cell, text=str(values[cell.key])) if cell.key else cell
    )


def _each_cell(sheet: Sheet, change: Callable[[Printed], Printed]) -> Sheet:
    return Sheet(sheet.era, tuple([[change(cell) for cell in row] for row in grid] for grid in sheet.tables))


def expected(sheet: Sheet) -> dict[Key, float]:
    """The numbers that a layout still prints; cells with several lines hold several."""
    found: dict[Key, float] = {}
    for grid in sheet.tables:
        for row in grid:
            for cell in row:
                for key, text in zip(keys_of(cell), cell.text.split("\n"), strict=False):
                    if re.fullmatch(r"\d+", text):
                        found[key] = float(text)
    return found


def keys_of(cell: Printed) -> tuple[Key, ...]:
    """What the numbers of a cell are about: of a cell with two lines, each line."""
    if cell.key is None:
        return ()
    codes = cell.key[0].split("\n")
    return tuple((code, cell.key[1]) for code in codes)


# --- Layouts


def official(sheet: Sheet, rng: random.Random) -> Sheet:
    """As the form itself, with merged cells."""
    return sheet


def without_spans(sheet: Sheet, rng: random.Random) -> Sheet:
    """No cell spans others: one column of labels, headings of groups as rows of their own."""
    return Sheet(sheet.era, tuple(_flat(grid, sheet.era) if _is_matrix(grid) else grid for grid in sheet.tables))


def _is_matrix(grid: Grid) -> bool:
    return len(grid) > 20 and len(grid[-1]) > 4


def _flat(grid: Grid, era: str) -> Grid:
    rows: Grid = [[Printed("项目"), *(Printed(applicant.name) for applicant in forms()[era].applicants)]]
    headings: set[str] = set()
    for row in grid[3:]:
        *above, label = [cell for cell in row if cell.key is None]
        for cell in above:
            if cell.text not in headings:
                headings.add(cell.text)
                rows.append([Printed(cell.text), *[Printed("")] * 7])
        rows.append([Printed(label.text), *(cell for cell in row if cell.key)])
    return rows


def split_titles(sheet: Sheet, rng: random.Random) -> Sheet:
    """Titles of columns broken over two rows of cells: 商业 | 科研 above 企业 | 机构."""

    def split(grid: Grid) -> Grid:
        rows: Grid = []
        for row in grid:
            if any(cell.key for cell in row) or not _names_columns(row):
                rows.append(row)
                continue
            low = [cell for cell in row if cell.height == 1 and cell.width == 1]
            # Taller cells of this row and the rows above grow by the row that is put between.
            depth = len(rows)
            rows = [[_taller(cell) if at + cell.height > depth else cell for cell in r] for at, r in enumerate(rows)]
            first = [dataclasses.replace(c, text=_halves(c.text)[0]) if c in low else _taller(c) for c in row]
            rows += [first, [Printed(_halves(cell.text)[1]) for cell in low]]
        return rows

    return Sheet(sheet.era, tuple(grid if len(grid) > 40 else split(grid) for grid in sheet.tables))


def _taller(cell: Printed) -> Printed:
    return dataclasses.replace(cell, height=cell.height + 1)


def _names_columns(row: list[Printed]) -> bool:
    words = {applicant.name for form in forms().values() for applicant in form.applicants}
    words |= {title for era in grid_forms() for title in (row.column for row in layout(era, PROCEEDINGS))}
    return sum(cell.text in words for cell in row) > 1


def _halves(word: str) -> tuple[str, str]:
    return (word[:2], word[2:]) if len(word) == 4 else (word, "")


def cut_titles(sheet: Sheet, rng: random.Random) -> Sheet:
    """Titles of columns cut off behind their third character (本年新 | 本年新)."""

    def cut(grid: Grid) -> Grid:
        first = next(index for index, row in enumerate(grid) if any(cell.key for cell in row))
        last = first - 1
        titles = [
            dataclasses.replace(cell, text=cell.text[:3]) if place else cell for place, cell in enumerate(grid[last])
        ]
        return [*grid[:last], titles, *grid[last + 1 :]]

    return Sheet(sheet.era, tuple(cut(grid) for grid in sheet.tables))


def signs(sheet: Sheet, rng: random.Random) -> Sheet:
    """Zeros printed as a dash, a stroke, 无 or nothing."""
    sign = rng.choice(("—", "-", "/", "无", ""))
    return _each_cell(
        sheet, lambda cell: dataclasses.replace(cell, text=sign) if cell.key and cell.text == "0" else cell
    )


def two_rows_in_one(sheet: Sheet, rng: random.Random) -> Sheet:
    """Two neighbouring rows typed into one, with line breaks in its cells."""

    def join(grid: Grid) -> Grid:
        places = [
            index
            for index in range(len(grid) - 1)
            if all(
                [cell.key is None for cell in grid[index]] == [cell.key is None for cell in row]
                and any(cell.key for cell in row)
                and all(cell.height == 1 for cell in row)
                for row in (grid[index], grid[index + 1])
            )
        ]
        if not places:
            return grid
        place = rng.choice(places)
        return [
            *grid[:place],
            [_both(*pair) for pair in zip(grid[place], grid[place + 1], strict=True)],
            *grid[place + 2 :],
        ]

    return Sheet(sheet.era, tuple(join(grid) for grid in sheet.tables))


def one_row_in_two(sheet: Sheet, rng: random.Random) -> Sheet:
    """Rows whose label is broken over two rows, with the numbers beside its beginning or its end."""

    def change(grid: Grid) -> Grid:
        changed: Grid = []
        for row in grid:
            place = next((index for index, cell in enumerate(row) if cell.key), 0) - 1
            place -= place > 0 and len(row[place].text) <= _UNIT
            fits = place >= 0 and len(row[place].text) >= _LONG_LABEL and all(cell.height == 1 for cell in row[place:])
            if not fits or rng.random() >= _SHARE:
                changed.append(row)
                continue
            above = [[_one_higher(cell, len(changed) - number) for cell in r] for number, r in enumerate(changed)]
            blank = [Printed("", cell.height, cell.width) for cell in row[place + 1 :]]
            first, second = rng.choice([(row[place + 1 :], blank), (blank, row[place + 1 :])])
            label, half = row[place].text, rng.randint(4, len(row[place].text) - 4)
            start, end = (dataclasses.replace(row[place], text=text) for text in (label[:half], label[half:]))
            headings = [dataclasses.replace(cell, height=cell.height + 1) for cell in row[:place]]
            changed = [*above, [*headings, start, *first], [end, *second]]
        return changed

    return Sheet(sheet.era, tuple(change(grid) for grid in sheet.tables))


def _one_higher(cell: Printed, rows_below: int) -> Printed:
    """A cell that also spans the row which is added that many rows below it, if it reaches so far."""
    return dataclasses.replace(cell, height=cell.height + 1) if cell.height > rows_below else cell


def _both(one: Printed, other: Printed) -> Printed:
    key = (f"{one.key[0]}\n{other.key[0]}", one.key[1]) if one.key and other.key else None
    return Printed(f"{one.text}\n{other.text}", 1, one.width, key)


def misprints(sheet: Sheet, rng: random.Random) -> Sheet:
    """One label of a table misprinted by a character, and （六）其他处理 as one row."""
    tables = []
    for grid in sheet.tables:
        changed = [list(row) for row in grid]
        if _is_matrix(grid):
            places = [
                (index, column)
                for index, row in enumerate(changed)
                for column, cell in enumerate(row)
                if cell.key is None and cell.height == 1 and any(c.key for c in row) and 6 <= len(cell.text) <= 20
            ]
            index, column = rng.choice(places)
            cell = changed[index][column]
            spot = rng.randrange(3, len(cell.text) - 1)
            text = cell.text[:spot] + rng.choice(("", "某")) + cell.text[spot + 1 :]
            changed[index][column] = dataclasses.replace(cell, text=text)
            if sheet.era == "2021":
                changed = _other_as_one_row(changed)
        tables.append(changed)
    return Sheet(sheet.era, tuple(tables))


def _other_as_one_row(grid: Grid) -> Grid:
    parts = [row for row in grid if any(cell.key and ".other." in cell.key[0] for cell in row)]
    columns = [[cell for cell in row if cell.key] for row in parts]
    sums = [
        Printed(str(sum(int(cell.text) for cell in cells)), key=("applications.answered.other", cells[0].key[1]))
        for cells in zip(*columns, strict=True)
        if cells[0].key
    ]
    place = grid.index(parts[0])
    rows = [*grid[:place], [Printed("（六）其他处理", width=2), *sums], *grid[place + len(parts) :]]
    return [
        [dataclasses.replace(cell, height=cell.height - 2) if cell.height > 10 else cell for cell in row]
        for row in rows
    ]


def another_order(sheet: Sheet, rng: random.Random) -> Sheet:
    """Columns in another order: the totals and litigation first, the last kind of numbers of documents in front."""
    return Sheet(sheet.era, tuple(map(_in_another_order, sheet.tables)))


def _in_another_order(grid: Grid) -> Grid:
    if _is_matrix(grid):
        head, spanning, applicants = grid[:3]
        rows = ([[cell for cell in row if not cell.key], [cell for cell in row if cell.key]] for row in grid[3:])
        return [
            head,
            spanning[::-1],
            applicants,
            *([*labels, last, *those, first] for labels, (first, *those, last) in rows),
        ]
    if not any(cell.key and cell.key[0].startswith("review.") for cell in grid[-1]):
        return [[row[0], *row[:0:-1]] for row in grid]
    spanning, middle, lower, numbers = grid
    kinds = [cell for cell in middle if cell.height == 1]
    width = len(middle) - len(kinds)
    middle, lower, numbers = (
        [
            cell
            for start in range(0, len(row), width)
            for cell in (row[start + width - 1], *row[start : start + width - 1])
        ]
        for row in (middle[:width], lower, numbers)
    )
    return [spanning[::-1], [*kinds, *middle], lower, [*numbers[width:], *numbers[:width]]]


def over_pages(sheet: Sheet, rng: random.Random) -> Sheet:
    """Tables cut by ends of pages, at times between titles and numbers, with or without their titles again."""
    tables: list[Grid] = []
    for grid in sheet.tables:
        flat = _flat(grid, sheet.era) if _is_matrix(grid) else grid
        if len(grid) < 3:
            tables.append(grid)
            continue
        cut = rng.randrange(3, len(flat) - 2) if len(flat) > 6 else len(flat) - 1
        again = [flat[0]] if rng.random() < 0.5 and len(flat) > 4 else []
        tables += [flat[:cut], [*again, *flat[cut:]]]
    return Sheet(sheet.era, tuple(tables))


# --- Files


def _lines(sheet: Sheet, table: Callable[[Grid], list[str]]) -> list[str]:
    """A report line by line, with the headings that stand before its tables."""
    lines = [printing.TITLE, *printing.INTRODUCTION]
    for before, grid in zip(headings(sheet), sheet.tables, strict=True):
        lines += [*before, *table(grid)]
    return [line.format(year=YEARS[sheet.era]) for line in (*lines, *printing.CLOSING)]


def headings(sheet: Sheet) -> list[list[str]]:
    """The lines before each table."""
    found: list[list[str]] = []
    article = 0
    shown: set[str] = set()
    for grid in sheet.tables:
        own: list[str] = []
        keys = [cell.key[0].split("\n")[0] for row in grid for cell in row if cell.key]
        words = "".join(cell.text for row in grid for cell in row)
        if forms()[sheet.era].is_list:
            own = ["政府信息公开情况统计表"]
        elif any(key.startswith(("documents.", "admin.")) for key in keys):
            own = ["二、主动公开政府信息情况", f"第二十条第{_ARTICLES[min(article, len(_ARTICLES) - 1)]}项"]
            article += 1
        elif any(key.startswith("applications.") for key in keys):
            own = ["三、收到和处理政府信息公开申请情况"]
        elif "复议" in words or any(key.startswith(("review.", "litigation.")) for key in keys):
            own = ["四、政府信息公开行政复议、行政诉讼情况"]
        found.append([line for line in own if line not in shown])
        shown.update(own[:1])
    return found


def _stretched(text: str, width: int) -> list[str]:
    """Lines of a text at a width in full-width characters."""
    return [text[start : start + width] for start in range(0, len(text), width)] or [""]


def _cell_html(cell: Printed, inner: Callable[[str], str]) -> str:
    return f'<td rowspan="{cell.height}" colspan="{cell.width}">{inner(cell.text)}</td>'


def _breaks(text: str) -> str:
    return f"<p>{text}</p>".replace("\n", "<br>")


def _page(sheet: Sheet, table: Callable[[Grid], str], frame: str = "{}") -> bytes:
    title = printing.TITLE.format(year=YEARS[sheet.era])
    marked = _lines(sheet, lambda grid: ["\x00" + table(grid).replace("{", "{{").replace("}", "}}")])
    body = "".join(line[1:] if line.startswith("\x00") else f"<p>{line}</p>" for line in marked[1:])
    body = frame.format(f"<h1>{title}</h1>{body}")
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


def _table_html(grid: Grid, inner: Callable[[str], str] = _breaks) -> str:
    rows = ("".join(_cell_html(cell, inner) for cell in row) for row in grid)
    return f"<table border=1>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def html(sheet: Sheet) -> Content:
    return _page(sheet, _table_html)


def html_framed(sheet: Sheet) -> Content:
    return _page(sheet, _table_html, "<table><tr><td>{}</td></tr></table>")


def html_without_cells(sheet: Sheet) -> Content:
    def table(grid: Grid) -> str:
        rows = ("".join(f"<span>{cell.text}</span>&nbsp;&nbsp;" for cell in row) for row in grid)
        return "".join(f"<div>{row}</div>" for row in rows)

    return _page(sheet, table)


def html_wrapped(sheet: Sheet) -> Content:
    return _page(sheet, lambda grid: _table_html(grid, lambda text: "<br>".join(_stretched(text, 6))))


def html_pipes(sheet: Sheet) -> Content:
    return _page(sheet, lambda grid: "".join(f"<p>{line}</p>" for line in _lone_pipes(grid)))


def _text(sheet: Sheet, table: Callable[[Grid], list[str]]) -> Content:
    return "\n".join(_lines(sheet, table)).encode()


def text(sheet: Sheet) -> Content:
    return _text(sheet, lambda grid: [line for row in grid for cell in row for line in cell.text.split("\n")])


def text_rows(sheet: Sheet) -> Content:
    return _text(sheet, lambda grid: [" | ".join(cell.text.replace("\n", " ") for cell in row) + " |" for row in grid])


def text_spaces(sheet: Sheet) -> Content:
    return _text(sheet, lambda grid: [" ".join(cell.text for cell in row) for row in grid])


def text_box(sheet: Sheet) -> Content:
    def table(grid: Grid) -> list[str]:
        rows = [["│" + "│".join(f" {cell.text} " for cell in row) + "│", "├" + "─" * 30 + "┤"] for row in grid]
        return ["┌" + "─" * 30 + "┐", *(line for row in rows for line in row)]

    return _text(sheet, table)


def _lone_pipes(grid: Grid) -> list[str]:
    return [line for row in grid for cell in row for line in (cell.text, "|")]


def text_pipes(sheet: Sheet) -> Content:
    return _text(sheet, _lone_pipes)


def text_wrapped(sheet: Sheet, width: int = _WIDTH, place: str = "first") -> Content:
    """Columns of full-width characters; long labels take several lines, and the numbers stand beside one of them."""

    def table(grid: Grid) -> list[str]:
        lines: list[str] = []
        for row in grid:
            words = "".join(cell.text for cell in row if cell.key is None and not is_unit(cell.text))
            labels = _stretched(words, width)
            others = [cell.text for cell in row if cell.key or is_unit(cell.text)]
            if not any(cell.key for cell in row):
                labels, others = [row[0].text], [cell.text for cell in row[1:]]
            beside = {"first": 0, "middle": len(labels) // 2, "last": len(labels) - 1}[place]
            numbers = "  " + "  ".join(f"{word:>6}" for word in others)
            for index, label in enumerate(labels):
                lines.append(label + "\u3000" * (width - len(label)) + numbers if index == beside else label)
        return lines

    return _text(sheet, table)


def _plain_lines(sheet: Sheet) -> list[str]:
    return _lines(sheet, lambda grid: [" ".join(cell.text for cell in row) for row in grid])


def pdf(sheet: Sheet) -> Content:
    return printing.pdf_with(sheet, _lines(sheet, lambda grid: ["\x00"]), framed=False)


def pdf_framed(sheet: Sheet) -> Content:
    return printing.pdf_with(sheet, _lines(sheet, lambda grid: ["\x00"]), framed=True)


def pdf_narrow(sheet: Sheet) -> Content:
    return printing.pdf_with(sheet, _lines(sheet, lambda grid: ["\x00"]), framed=False, width=620)


def pdf_lines(sheet: Sheet) -> Content:
    return printing.pdf_of_lines(_plain_lines(sheet))


def pdf_pipes(sheet: Sheet) -> Content:
    return printing.pdf_of_lines(
        _lines(sheet, lambda grid: [" | ".join(cell.text for cell in row) + " |" for row in grid])
    )


def _word(sheet: Sheet, table: Callable[[docx.document.Document, Grid], None], *, framed: bool = False) -> Content:
    document = docx.Document()
    inside = document.add_table(1, 1).cell(0, 0) if framed else document
    number = 0
    for line in _lines(sheet, lambda grid: ["\x00"]):
        if line == "\x00":
            table(inside, sheet.tables[number])
            number += 1
        else:
            inside.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _word_table(document: docx.document.Document, grid: Grid) -> None:
    places = list(printing.places(grid))
    n_columns = max(column + cell.width for cell, _, column in places)
    n_rows = max(row + cell.height for cell, row, _ in places)
    table = document.add_table(n_rows, n_columns)
    for cell, row, column in places:
        first = table.cell(row, column)
        first.merge(table.cell(row + cell.height - 1, column + cell.width - 1)).text = cell.text


def word(sheet: Sheet) -> Content:
    return _word(sheet, _word_table)


def word_framed(sheet: Sheet) -> Content:
    return _word(sheet, _word_table, framed=True)


def word_wrapped(sheet: Sheet) -> Content:
    def stretched(document: docx.document.Document, grid: Grid) -> None:
        cells = [[dataclasses.replace(c, text="\n".join(_stretched(c.text, 6))) for c in row] for row in grid]
        _word_table(document, cells)

    return _word(sheet, stretched)


def word_tabs(sheet: Sheet) -> Content:
    def lines(document: docx.document.Document, grid: Grid) -> None:
        for row in grid:
            document.add_paragraph("\t".join(cell.text for cell in row))

    return _word(sheet, lines)


def word_pipes(sheet: Sheet) -> Content:
    def lines(document: docx.document.Document, grid: Grid) -> None:
        for line in _lone_pipes(grid):
            document.add_paragraph(line)

    return _word(sheet, lines)


def _old_word(sheet: Sheet, table: Callable[[Grid], list[Block]]) -> Page:
    blocks: list[Block] = []
    number = 0
    for line in _lines(sheet, lambda grid: ["\x00"]):
        if line == "\x00":
            blocks += table(sheet.tables[number])
            number += 1
        else:
            blocks.append(Paragraph(line))
    return Page(blocks=tuple(blocks), media_type="application/msword")


def _unmerged(grid: Grid) -> list[list[str]]:
    """Rows as old Word files keep them: a cell that spans columns is one, one that spans rows is blank below."""
    rows: list[dict[int, str]] = [{} for _ in grid]
    for cell, row, column in printing.places(grid):
        for down in range(min(cell.height, len(grid) - row)):
            rows[row + down][column] = cell.text if not down else ""
    return [[row[column] for column in sorted(row)] for row in rows]


def old_word(sheet: Sheet) -> Content:
    return _old_word(sheet, lambda grid: [table_of([[re.sub(r"\n", " ", c) for c in row] for row in _unmerged(grid)])])


def old_word_framed(sheet: Sheet) -> Content:
    return _old_word(sheet, lambda grid: [table_of([["", *row] for row in _unmerged(grid)])])


def old_word_tabs(sheet: Sheet) -> Content:
    return _old_word(sheet, lambda grid: [Paragraph("\t".join(cell.text for cell in row)) for row in grid])


def old_word_wrapped(sheet: Sheet) -> Content:
    def table(grid: Grid) -> list[Block]:
        return [table_of([[" ".join(_stretched(c, 6)) for c in row] for row in _unmerged(grid)])]

    return _old_word(sheet, table)


def old_word_pipes(sheet: Sheet) -> Content:
    return _old_word(sheet, lambda grid: [Paragraph(line) for line in _lone_pipes(grid) if line])


Printers = Mapping[str, Callable[[Sheet], Content]]
_USUAL: Printers = MappingProxyType({"html": html, "text": text, "pdf": pdf, "docx": word, "doc": old_word})
LAYOUTS: Mapping[str, tuple[Layout, Printers]] = MappingProxyType(
    {
        "official": (official, _USUAL),
        "without spans": (without_spans, {**_USUAL, "text": text_rows}),
        "split titles": (split_titles, {**_USUAL, "text": text_rows}),
        "cut titles": (cut_titles, {**_USUAL, "text": text_rows}),
        "signs for zero": (signs, {**_USUAL, "text": text_rows}),
        "framed": (
            official,
            {"html": html_framed, "text": text_box, "pdf": pdf_framed, "docx": word_framed, "doc": old_word_framed},
        ),
        "no cells": (
            official,
            {
                "html": html_without_cells,
                "text": text_spaces,
                "pdf": pdf_lines,
                "docx": word_tabs,
                "doc": old_word_tabs,
            },
        ),
        "wrapped": (
            official,
            {
                "html": html_wrapped,
                "text": text_wrapped,
                "pdf": pdf_narrow,
                "docx": word_wrapped,
                "doc": old_word_wrapped,
            },
        ),
        "separators on lines of their own": (
            official,
            {"html": html_pipes, "text": text_pipes, "pdf": pdf_pipes, "docx": word_pipes, "doc": old_word_pipes},
        ),
        "two rows in one": (two_rows_in_one, _USUAL),
        "misprints": (misprints, {**_USUAL, "text": text_spaces}),
        "another order": (another_order, {**_USUAL, "text": text_rows}),
        "over pages": (over_pages, {**_USUAL, "text": text_rows}),
        "one row in two": (one_row_in_two, _USUAL),
    }
)

"""Table 四: reconsideration and litigation."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

from parsers.figures.cells import is_blank, is_unit, read_cell
from parsers.figures.form_value import FormValue
from parsers.figures.grid import GridRow, covers, has_numbers, is_numbering
from parsers.knowledge.forms import FormRow, label_key, layout
from parsers.model import PlacedCell

_OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_PROCEEDINGS = ("行政复议", "行政诉讼未经复议直接起诉", "行政诉讼复议后起诉")


def read_proceedings(rows: Sequence[GridRow], before: str, above: Sequence[GridRow], era: str) -> Iterator[FormValue]:
    """Reads table 四.

    Args:
        rows: Rows of a table.
        before: The line in front of it, which may name the kind of proceedings.
        above: Titles that the table before it ended in.
        era: Form.
    """
    titles: list[GridRow] = list(above)
    group = _group(label_key(before)) or ""
    is_named = "复议" in before and "诉讼" in before
    for row in rows:
        if is_numbering(row):
            continue
        keys = row.cell_keys()
        if _names_outcomes(row):
            # Titles that are printed again begin anew.
            titles = titles[: next((i for i, other in enumerate(titles) if other.cell_keys() == keys), len(titles))]
            titles.append(row)
            group = next(filter(None, map(_group, keys)), group) if len(row.cells) == 1 else group
            continue
        group = next(filter(None, map(_group, keys)), group)
        cells = [cell for cell in row.values if not is_unit(cell.cell.text)]
        values = [cell for cell in cells if read_cell(cell.cell.text) is not None or len(cells) > 1]
        outcome = _outcome(row.labels[-1]) if row.labels else None
        named = [key for title in titles for key in title.cell_keys() if key in _OUTCOMES]
        groups = [name for title in titles for key in title.cell_keys() if (name := _group(key))]
        if len(values) == 1 and outcome and group:
            yield from _proceeding(row, values[0], group, outcome, era)
        elif outcome and not named and len(row.values) == len(groups) == len(_PROCEEDINGS):
            for cell, name in zip(row.values, groups, strict=True):
                yield from _proceeding(row, cell, name, outcome, era)
        elif (all_of_them := _fifteen(row)) and _all_outcomes(named, is_named=is_named):
            for index, cell in enumerate(all_of_them):
                yield from _proceeding(row, cell, _PROCEEDINGS[index // 5], _OUTCOMES[index % 5], era)
        elif titles and len(row.values) in (5, 10) and len(row.values) == len(named):
            for cell in row.values:
                place = _place(titles, cell, group)
                if place is not None:
                    yield from _proceeding(row, cell, *place, era)


def outcome_titles(rows: Sequence[GridRow]) -> list[GridRow]:
    """The titles that a table of proceedings ends in, where its numbers stand on the next page."""
    titles = [row for row in rows if _names_outcomes(row)]
    return titles if titles and len(titles) == len(rows) else []


def _names_outcomes(row: GridRow) -> bool:
    return any(key in _OUTCOMES[:4] or _group(key) for key in row.cell_keys()) and not has_numbers(row)


@functools.cache
def _form_cells(era: str) -> Mapping[tuple[str, str], FormRow]:
    return {(label_key(row.label), label_key(row.columns[0])): row for row in layout(era, "表四")}


def _proceeding(row: GridRow, cell: PlacedCell, group: str, outcome: str, era: str) -> Iterator[FormValue]:
    form_row, number = _form_cells(era).get((group, outcome)), read_cell(cell.cell.text)
    if form_row is not None and number is not None:
        yield FormValue(form_row, number, "", cell, row.span)


def _group(key: str) -> str | None:
    """The kind of proceedings that words name."""
    if key == "行政复议" or key.endswith("公开行政复议"):
        return _PROCEEDINGS[0]
    if key.endswith(("直接起诉", "未经复议")):
        return _PROCEEDINGS[1]
    return _PROCEEDINGS[2] if key.endswith(("复议后起诉", "经复议起诉")) else None


def _outcome(cell: PlacedCell) -> str | None:
    key = label_key(cell.cell.text)
    return key if key in _OUTCOMES else None


def _fifteen(row: GridRow) -> Sequence[PlacedCell]:
    """The cells of a row that holds all of table 四, without blank ones between them where none of its own is blank."""
    count = len(_OUTCOMES) * len(_PROCEEDINGS)
    filled = [cell for cell in row.values if not is_blank(cell.cell.text)]
    return next((cells for cells in (row.values, filled) if len(cells) == count), ())


def _all_outcomes(named: Sequence[str], *, is_named: bool) -> bool:
    """Whether titles name the five outcomes three times in their order; a table without any must be named itself."""
    return list(named) == list(_OUTCOMES) * 3 or (is_named and not named)


def _place(titles: Sequence[GridRow], cell: PlacedCell, group: str) -> tuple[str, str] | None:
    """Proceedings and outcome that stand above a cell, or the proceedings that its row names."""
    above = [label_key(title.cell.text) for row in titles for title in row.cells if covers(title, cell.cell.column)]
    outcome = next((key for key in reversed(above) if key in _OUTCOMES), None)
    group = next(filter(None, map(_group, reversed(above))), group)
    return (group, outcome) if group and outcome else None

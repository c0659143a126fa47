"""Statistics tables that a copy has flattened to lines, put together again.

A table is rebuilt only against an official form. Lines are read as labels and the cells behind them, whether each cell
has a line of its own or a row one line; labels that were broken over lines are joined where together they make a label
of the form. A row of the applicants' table needs all its seven cells: where a copy has dropped blank ones, nobody can
say which, and the lines stay lines.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence

from parsers.blocks.plain import table_of
from parsers.layouts import label_key, layout, official_key
from parsers.model import Block, Paragraph

_NUMBER = r"(?:增加|减少|[+\-−－＋增减])?\d[\d,，.]*(?:[万亿]?(?:条|件|次|篇|个|人次|人|项|元|期|份|册|家|处))?"
_UNIT = r"条|件|次|篇|个|人次|人|项|万元|元|期|份|册"
_NOTHING = r"[—－–/\-]|无(?=[ \t\u3000]|$)"
_CELL = re.compile(rf"{_NUMBER}|[—\-－–/、]+|无|{_UNIT}")
_IS_NUMBER = re.compile(r"(?:增加|减少|[+\-−－＋增减])?\d")
_ROW = re.compile(
    rf"(?P<label>.*?[^\d\s.,，+\-−－])\s*(?P<unit>{_UNIT})?\s*"
    rf"(?P<cells>(?:{_NUMBER}|{_NOTHING})(?:[ \t\u3000]+(?:{_NUMBER}|{_NOTHING}))*)(?:[ \t\u3000]+(?P<behind>{_UNIT}))?"
)
_CELLS = re.compile(rf"(?:{_NUMBER}|{_NOTHING})(?:[ \t\u3000]+(?:{_NUMBER}|{_NOTHING}))+")
_BLANK_ROW = re.compile(rf"(?P<label>.*\S)[ \t\u3000]+(?P<unit>{_UNIT})")
"""A label with its unit and a blank cell."""
_PAGE_NUMBER = re.compile(r"[-—–－]\s*\d{1,3}\s*[-—–－]")
_SEPARATOR = re.compile(r"\s*[|｜]\s*")
_UNREADABLE = "a statistics table has lost cells and was not read"
_COLUMNS = 7
"""Columns of the applicants' table."""
_SHORT = 80
_LONGEST_LABEL = 5
"""Lines that one label may be broken over."""
_ENOUGH = 0.5
"""Share of the labels of the 2014 form that must be found for the lines to be that form."""
_FEW = 3
"""Rows with numbers that make lines a table."""
_APPLICANTS = ("自然人", "法人或其他组织", "总计", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
_OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_PROCEEDINGS = re.compile("(?:行政复议|行政诉讼|未经复议直接起诉|复议后起诉|" + "|".join(_OUTCOMES) + ")+")
_PROCEEDING_WORDS = re.compile("行政复议|行政诉讼|未经复议直接起诉|复议后起诉|" + "|".join(_OUTCOMES))


@dataclasses.dataclass(frozen=True, slots=True)
class _Group:
    """Lines of words and the cells that follow them.

    Attributes:
        labels: The words, a line each.
        cells: The cells.
        first: Index of the first line.
        last: Index of the last line.
    """

    labels: tuple[str, ...]
    cells: tuple[str, ...]
    first: int
    last: int


@dataclasses.dataclass(frozen=True, slots=True)
class _Rebuilt:
    """Rows put together from lines: which lines, and the rows; no rows where they cannot be told apart."""

    first: int
    last: int
    rows: list[list[str]]


@dataclasses.dataclass(frozen=True, slots=True)
class Rebuilt:
    """Blocks with their tables put together.

    Attributes:
        blocks: Paragraphs and tables.
        flags: What is a form's table but could not be put together.
    """

    blocks: tuple[Block, ...]
    flags: tuple[str, ...]


def rebuild_tables(blocks: Sequence[Block]) -> Rebuilt:
    """Replaces the lines of flattened forms by the tables that they were."""
    rebuilt: list[Block] = []
    flags: list[str] = []
    run: list[Block] = []
    for block in (*blocks, None):
        if block is not None and _may_be_flattened(block):
            run.append(block)
            continue
        rebuilt.extend(_rebuild_run(run, flags))
        run = []
        if block is not None:
            rebuilt.append(block)
    return Rebuilt(tuple(rebuilt), tuple(flags))


def _may_be_flattened(block: Block) -> bool:
    """Whether a block is a short line, or lines that a separator ends, each with one cell."""
    if block.aside:
        return False
    if isinstance(block, Paragraph):
        return "。" not in block.text and (len(block.text) <= _SHORT or len(_split(block.text)[0]) <= _SHORT)
    rows = block.rows()
    return sum(len(row) == 1 for row in rows) * 2 > len(rows)


def _rebuild_run(run: Sequence[Block], flags: list[str]) -> Iterator[Block]:
    """The blocks of a run with the lines that make tables replaced; a run without any stays as it is."""
    lines: list[tuple[str, Block]] = []
    for block in run:
        if isinstance(block, Paragraph):
            if not _PAGE_NUMBER.fullmatch(block.text):
                lines.append((_SEPARATOR.sub(" ", block.text), block))
        else:
            lines.extend((cell.text, block) for cell in block.cells)
    groups = list(_groups([text for text, _ in lines]))
    tables = list(_tables(groups))
    if any(not table.rows for table in tables) or _are_left_over(groups, tables):
        flags.append(_UNREADABLE)
    if not any(table.rows for table in tables):
        yield from run
        return
    position = 0
    for table in tables:
        if table.rows:
            yield from _as_blocks(lines[position : table.first])
            yield table_of(table.rows)
            position = table.last + 1
    yield from _as_blocks(lines[position:])


def _are_left_over(groups: Sequence[_Group], tables: Sequence[_Rebuilt]) -> bool:
    """Whether cells of a form belong to no table; a few such lines may stand in a report without any form, too."""
    taken = {line for table in tables for line in range(table.first, table.last + 1)}
    left = [group for group in groups if group.last not in taken and any(map(_IS_NUMBER.match, group.cells))]
    of_form = [group for group in left if any(map(_is_of_form, (*group.labels, "".join(group.labels))))]
    many = [group for group in left if len(re.findall(r"(?<!\S)\d[\d,]*(?!\S)", _words_and_cells(group))) >= _FEW]
    last = {table.last for table in tables}
    behind = [
        group
        for group in left
        if any(group.first <= line < group.last for line in last)
        or (group.first - 1 in last and len(group.labels) == 1)
    ]
    return bool(of_form or many or behind) if tables else len(of_form) >= _FEW


def _words_and_cells(group: _Group) -> str:
    return " ".join((*group.labels, *group.cells))


def _is_of_form(label: str) -> bool:
    """Whether words are a label of a form, begin with one, or name its columns."""
    key = label_key(label)
    return (
        _ends_in(label) is not None
        or official_key(label) in _keys_of_2014()
        or key in _OUTCOMES
        or any(len(name) > 3 and key.startswith(name) for name in _keys())
        or re.search(_title_pattern(), re.sub(r"\s+", "", label)) is not None
    )


def _as_blocks(lines: Sequence[tuple[str, Block]]) -> Iterator[Block]:
    """Lines outside the tables; of those that stood in rows only the words remain."""
    for text, block in lines:
        if isinstance(block, Paragraph):
            yield block
        elif text:
            yield Paragraph(text)


def _groups(texts: Sequence[str]) -> Iterator[_Group]:
    """Words and the cells behind them; trailing words without cells make a group, too."""
    labels: list[str] = []
    cells: list[str] = []
    first = 0
    for index, text in enumerate(texts):
        words, found = _split(text)
        if words and cells:
            yield _group(labels, cells, first, index - 1)
            labels, cells, first = [], [], index
        if words:
            labels.append(words)
        cells.extend(found)
    if labels or cells:
        yield _group(labels, cells, first, len(texts) - 1)


def _group(labels: Sequence[str], cells: Sequence[str], first: int, last: int) -> _Group:
    """A group; a last character that looks like a unit but ends a label (行政查询事|项) belongs to the label."""
    if len(cells) > 1 and labels and re.fullmatch(_UNIT, cells[0]) and _ends_in("".join(labels) + cells[0]):
        return _Group((*labels[:-1], labels[-1] + cells[0]), tuple(cells[1:]), first, last)
    return _Group(tuple(labels), tuple(cells), first, last)


def _split(text: str) -> tuple[str, list[str]]:
    """A line's words and its cells."""
    if not text or _CELL.fullmatch(text):
        return "", [text]
    if _CELLS.fullmatch(text):
        return "", re.split(r"[ \t\u3000]+", text)
    match = _ROW.fullmatch(text)
    if match is None:
        blank = _BLANK_ROW.fullmatch(text)
        return (blank["label"], [blank["unit"]]) if blank else (text, [])
    cells = re.split(r"[ \t\u3000]+", match["cells"])
    return match["label"], [*filter(None, [match["unit"] or match["behind"]]), *cells]


@functools.cache
def _keys() -> frozenset[str]:
    """Keys of the rows of the applicants' table that hold numbers."""
    return frozenset(row.key for era in ("2019", "2021") for row in layout(era, "表三") if row.code)


def _ends_in(label: str) -> str | None:
    """The label of a table since 2019 that words end in, behind the heading of a group."""
    key = official_key(label, "2019")
    known = _keys() | _document_labels()
    return key if key in known else next((name for name in known if len(name) > 3 and key.endswith(name)), None)


def _tables(groups: Sequence[_Group]) -> Iterator[_Rebuilt]:
    list_of_2014 = _rebuild_2014(groups)
    if list_of_2014 is not None:
        yield list_of_2014
        return
    position = 0
    while position < len(groups):
        table = _documents(groups, position) or _matrix(groups, position) or _proceedings(groups, position)
        if table is None:
            position += 1
            continue
        yield table
        while position < len(groups) and groups[position].last <= table.last:
            position += 1


# The list of 2014.


def _rebuild_2014(groups: Sequence[_Group]) -> _Rebuilt | None:
    """The list of 2014; what stands between its labels stays between them, whatever it is."""
    rows: list[list[str]] = []
    between: list[list[str]] = []
    first = last = -1
    n_labels = n_numbers = 0
    for group in groups:
        position = 0
        while position < len(group.labels):
            height = _height_of_label(group.labels, position)
            is_last = position + max(height, 1) == len(group.labels)
            cells = group.cells if is_last else ()
            if not height:
                between.append([group.labels[position], *cells])
                position += 1
                continue
            if first < 0:
                first, rows = _with_titles(group, position)
            else:
                rows.extend(between)
            between = []
            rows.append(_three_columns("".join(group.labels[position : position + height]), cells))
            n_labels += 1
            n_numbers += any(_IS_NUMBER.match(cell) for cell in cells)
            last = group.last if is_last else group.first + position + height - 1
            position += height
    if n_labels < _ENOUGH * len(layout("2014", "统计表")) or n_numbers < _FEW:
        return None
    return _Rebuilt(first, last, rows)


@functools.cache
def _keys_of_2014() -> frozenset[str]:
    return frozenset(row.key for row in layout("2014", "统计表"))


def _height_of_label(labels: Sequence[str], position: int) -> int:
    """How many lines the label of the 2014 form has that begins here; 0 where none does."""
    for height in range(min(_LONGEST_LABEL, len(labels) - position), 0, -1):
        if official_key("".join(labels[position : position + height]), "2014") in _keys_of_2014():
            return height
    return 0


def _with_titles(group: _Group, position: int) -> tuple[int, list[list[str]]]:
    """The line that the list begins in, and the titles of its columns where they stand right before it."""
    titles = [re.sub(r"\s+", "", label) for label in group.labels[max(0, position - 3) : position]]
    if len(titles) == 3 and titles[0].endswith("指标") and titles[1] == "单位":
        return group.first + position - 3, [titles]
    return group.first + position, []


def _three_columns(label: str, cells: Sequence[str]) -> list[str]:
    """Label, unit and value; a unit that the copy has lost is an empty cell."""
    if not cells or _IS_NUMBER.match(cells[0]) or (len(cells) == 1 and cells[0] == "无"):
        return [label, "", *(cells or [""])]
    return [label, *cells] if len(cells) > 1 else [label, cells[0], ""]


# Tables 二, 三 and 四 of the forms since 2019.


def _documents(groups: Sequence[_Group], position: int) -> _Rebuilt | None:
    """A block of table 二: its column titles behind 信息内容, then rows with as many cells."""
    labels = groups[position].labels
    start = max((i for i, label in enumerate(labels) if label_key(label).startswith("信息内容")), default=None)
    if start is None:
        return None
    head = re.sub(r"\s+", "", "".join(groups[position].labels[start:]))
    later = list(groups[position + 1 :])
    group = groups[position]
    if not any(group.cells) and later and _DOCUMENTS().fullmatch(head + "".join(later[0].labels)):
        # A blank title ends the group; the titles go on to the label of the first row all the same.
        head, group = head + "".join(later[0].labels), later.pop(0)
    match = _DOCUMENTS().fullmatch(head)
    if match is None:
        return None
    titles = re.findall(_title_pattern(), match["titles"])
    rows = [["信息内容", *titles]]
    label, last, certain = match["label"], group.last, True
    while True:
        cells = list(group.cells)
        while len(cells) > len(titles) and not cells[-1]:
            cells.pop()
        certain = certain and len(cells) == len(titles)
        rows.append([label, *cells])
        last = group.last
        joined = re.sub(r"\s+", "", "".join(later[0].labels)) if later else ""
        if label_key(joined) not in _document_labels():
            return _Rebuilt(groups[position].first + start, last, rows if certain else [])
        label, group = joined, later.pop(0)


@functools.cache
def _document_labels() -> frozenset[str]:
    return frozenset(label_key(row.label) for era in ("2019", "2021") for row in layout(era, "表二"))


@functools.cache
def _title_pattern() -> str:
    """A column title of table 二, with or without the note behind it."""
    titles = {row.columns[0].partition("（")[0] for era in ("2019", "2021") for row in layout(era, "表二")}
    alternatives = "|".join(re.escape(title) for title in sorted(titles, key=len, reverse=True))
    return rf"(?:{alternatives})(?:（[^（）]*）)?"


@functools.cache
def _DOCUMENTS() -> re.Pattern[str]:  # noqa: N802 - a constant that needs the forms' data
    labels = {row.label for era in ("2019", "2021") for row in layout(era, "表二")}
    alternatives = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"信息内容(?P<titles>(?:{_title_pattern()})+)(?P<label>{alternatives})")


def _matrix(groups: Sequence[_Group], position: int) -> _Rebuilt | None:
    """The applicants' table: rows whose label the form has, each with seven cells."""
    rows: list[list[str]] = []
    first = last = -1
    carried = ""
    found = 0
    certain = True
    for group in groups[position:]:
        labels = group.labels
        if carried and labels and label_key(labels[0]) == carried:
            labels = labels[1:]
        carried = ""
        leaf = _leaf(labels)
        if leaf is None:
            leaf, carried = _torn(labels)
        if leaf is None or (first < 0 and not any(map(_IS_NUMBER.match, group.cells))):
            break
        found += 1
        cells = list(group.cells)
        while len(cells) > _COLUMNS and not cells[-1]:
            cells.pop()
        certain = certain and len(cells) == _COLUMNS
        before = list(labels[: len(labels) - leaf[0]])
        if first < 0:
            first, titles = _applicant_titles(group, len(before))
            rows.extend(titles)
            before = []
        rows.append([*before, leaf[1], *cells])
        last = group.last
        if "结转下年" in label_key(leaf[1]):
            break
    if found < _FEW:
        return None
    return _Rebuilt(first, last, rows if certain else [])


def _leaf(labels: Sequence[str]) -> tuple[int, str] | None:
    """How many of the last lines make a label of the table, and that label."""
    for height in range(1, min(_LONGEST_LABEL, len(labels)) + 1):
        joined = "".join(labels[-height:])
        if _ends_in(joined) in _keys():
            return height, joined
    return None


def _torn(labels: Sequence[str]) -> tuple[tuple[int, str] | None, str]:
    """A label that goes on behind its cells: what it is, and the key of the words that must follow."""
    for height in range(1, min(_LONGEST_LABEL, len(labels)) + 1):
        joined = "".join(labels[-height:])
        key = label_key(joined)
        whole = [name for name in _keys() if len(key) >= 4 and name.startswith(key)]
        if len(whole) == 1:
            return (height, joined + whole[0][len(key) :]), whole[0][len(key) :]
    return None, ""


def _applicant_titles(group: _Group, n_before: int) -> tuple[int, list[list[str]]]:
    """The line that the table begins in, and its column titles where they stand before the first row."""
    joined = "".join(re.sub(r"\s+", "", label) for label in group.labels[:n_before])
    start = joined.rfind("自然人")
    named = re.findall("|".join(_APPLICANTS), joined[start:]) if start >= 0 else []
    if "".join(named) != joined[start:] or tuple(named) != _APPLICANTS:
        return group.first + n_before, []
    length, line = 0, 0
    while length + len(re.sub(r"\s+", "", group.labels[line])) <= start:
        length += len(re.sub(r"\s+", "", group.labels[line]))
        line += 1
    return group.first + line, [named]


def _proceedings(groups: Sequence[_Group], position: int) -> _Rebuilt | None:
    """Table 四: the titles of its fifteen cells, and the cells; blank titles may stand between them."""
    end = position
    while end + 1 < len(groups) and not any(groups[end].cells):
        end += 1
    group = groups[end]
    labels = [re.sub(r"\s+", "", label) for one in groups[position : end + 1] for label in one.labels]
    start = next((i for i in range(len(labels)) if _PROCEEDINGS.fullmatch("".join(labels[i:]))), None)
    if start is None or start >= len(groups[position].labels):
        return None
    titles = _PROCEEDING_WORDS.findall("".join(labels[start:]))
    if [title for title in titles if title in _OUTCOMES] != [*_OUTCOMES] * 3:
        return None
    cells = list(group.cells)
    while len(cells) > 3 * len(_OUTCOMES) and not cells[0]:
        cells.pop(0)
    certain = len(cells) == 3 * len(_OUTCOMES)
    return _Rebuilt(groups[position].first + start, group.last, [titles, cells] if certain else [])

"""Tables that came as lines are put together again (flattened.toml), and only so far as it is certain."""

from __future__ import annotations

import itertools
import pathlib
import tomllib
from collections.abc import Sequence
from typing import Any, SupportsIndex, overload

import pytest

from knowledge.forms import LIST, list_forms
from parsers.blocks.flattened.groups import Group
from parsers.blocks.flattened.mending import parted, with_whole_labels
from parsers.blocks.flattened.proceedings import rebuild_proceedings
from parsers.blocks.flattened.rebuild import rebuild_tables
from parsers.blocks.plain import read_plain_text
from parsers.knowledge.forms import layout
from parsers.model import Block, Paragraph

CASES = tomllib.loads(pathlib.Path(__file__).with_name("flattened.toml").read_text(encoding="utf-8"))["case"]


def _written(block: Block) -> str | list[str]:
    """A block as the cases write it."""
    if isinstance(block, Paragraph):
        return block.text
    return [" | ".join(cell.text for cell in row) for row in block.rows()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_lines_become_the_tables_that_they_were(case: dict[str, Any]) -> None:
    text = case["text"] if "text" in case else "\n".join(case["cells"].split())
    rebuilt = rebuild_tables(read_plain_text(text))
    assert [_written(block) for block in rebuilt.blocks] == case["blocks"]
    assert [f"{flag.kind} {flag.subject}" for flag in rebuilt.flags] == case.get("flags", [])


@pytest.mark.parametrize(
    ("cells", "parts"),
    [
        pytest.param(("条", "条", "5", "6"), [("条", "5"), ("条", "6")], id="a unit and a number for each"),
        pytest.param(("5", "6"), [("5",), ("6",)], id="a number for each"),
        pytest.param(("条", "6"), [("条", "6")], id="a number for one of them"),
        pytest.param(("5", "6", "7"), [("5", "6", "7")], id="more numbers than labels"),
        pytest.param(("5", "6", "7", "8"), [("5", "6", "7", "8")], id="two numbers for each"),
    ],
)
def test_two_labels_have_a_row_each_where_their_cells_tell(
    cells: tuple[str, ...], parts: list[tuple[str, ...]]
) -> None:
    labels = ("3.政务微博公开政府信息数", "4.政务微信公开政府信息数")
    found = parted(Group(labels, cells, 0, 1 + len(cells)))
    assert [group.cells for group in found] == parts
    assert [label for group in found for label in group.labels] == list(labels)


def test_two_rows_of_a_table_of_cells_are_parted() -> None:
    found = parted(Group(("行政处罚", "行政强制"), ("5", "6"), 0, 3))
    assert [(group.labels, group.cells) for group in found] == [(("行政处罚",), ("5",)), (("行政强制",), ("6",))]


@pytest.mark.parametrize(
    ("first", "second", "are_parted"),
    [
        (("0",) * 7, ("0",) * 7, True),
        (("1", "0", "0", "1", "0", "0", "2"), ("0",) * 7, False),
        (("3", "0", "0", "0", "0", "0", "3"), ("1", "2", "0", "0", "0", "0", "3"), True),
        (("3", "—", "0", "0", "0", "0", "3"), ("1", "2", "0", "0", "0", "0", "3"), True),
        (("3", "0", "0", "0", "0", "0", "3"), ("1", "2", "0", "0", "0", "0", "4"), False),
        (("3", "0", "0", "0", "0", "0", "4"), ("1", "2", "0", "0", "0", "0", "3"), False),
        (("3", "0,5", "0", "0", "0", "0", "3"), ("1", "2", "0", "0", "0", "0", "3"), False),
    ],
)
def test_two_rows_of_the_matrix_are_parted_if_both_add_up(
    first: tuple[str, ...], second: tuple[str, ...], *, are_parted: bool
) -> None:
    labels = ("1.属于国家秘密", "2.其他法律行政法规禁止公开")
    cells = tuple(cell for pair in zip(first, second, strict=True) for cell in pair)
    found = parted(Group(labels, cells, 0, 20))
    assert [group.cells for group in found] == ([first, second] if are_parted else [cells])


BEHIND = "（二）被依法纠错数 件 2"


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        pytest.param(
            ["（一）维持具体行政行为或者 件 3", "驳回原告诉讼请求数"],
            "（一）维持具体行政行为或者驳回原告诉讼请求数 件 3",
            id="a beginning that is a label of its own",
        ),
        pytest.param(
            ["（一）维持具体行政行为或者 件 3", "驳回", "原告", "诉讼", "请求", "数"],
            "（一）维持具体行政行为或者驳回原告诉讼请求数 件 3",
            id="in five pieces more",
        ),
        pytest.param(
            ["1.政府网站公开政 条 3", "府信息数"], "1.政府网站公开政府信息数 条 3", id="a beginning that is none"
        ),
        pytest.param(
            ["（一）维持具体行政", "件 3", "行为数"], "（一）维持具体行政行为数", id="cells on a line of their own"
        ),
        pytest.param(["意公开 件 3", "答复数"], None, id="an end without its beginning"),
        pytest.param(["（一）维持具体行政行为数 件 3", "或者驳回原告诉讼请求数"], None, id="a whole label"),
        pytest.param(
            ["（其中：网络 件 3", "申请数", "）"], "（其中：网络申请数） 件 3", id="a bracket behind the label"
        ),
        pytest.param(["4.其他 件 3", "处理"], None, id="a label that others begin with"),
        pytest.param(
            ["2.不 件 3", "同意公开答复数"], "2.不同意公开答复数 件 3", id="an end that is a label of its own"
        ),
        pytest.param(["办结 件 3", "同意公开答复数"], None, id="words that no label has before a label"),
        pytest.param(["2.不 件 3", "同意公开答复数", "件 4"], None, id="a label behind with cells of its own"),
        pytest.param(["（一）维持具体行政行为或者 件 3"], None, id="nothing of it behind"),
    ],
)
def test_a_label_that_goes_on_below_its_cells_is_put_together(lines: list[str], label: str | None) -> None:
    whole = with_whole_labels([*lines, BEHIND])
    n_taken = whole.count(None)
    assert [*whole[:1], whole[-1]] == [label or lines[0], BEHIND]
    assert [line for line in whole[1:-1] if line is not None] == lines[1 : len(lines) - n_taken]
    assert (n_taken > 0) == (label is not None)


def test_a_label_that_begins_above_its_cells_goes_on_below_them() -> None:
    assert with_whole_labels(["2.不同", "意公开 件 3", "答复数", BEHIND]) == [
        *("2.不同", "意公开答复数 件 3", None),
        BEHIND,
    ]


LABELS = [row.label for row in layout(list_forms()[0], LIST)]


def test_a_row_behind_a_list_whose_last_number_is_lost_is_told() -> None:
    lines = [f"{label} {number}" for number, label in enumerate(LABELS[:-1], 10)]
    rebuilt = rebuild_tables(read_plain_text("\n".join([*lines, LABELS[-1], "某某事项共计数 8"])))
    assert [flag.subject for flag in rebuilt.flags] == [f"{LABELS[-1]}某某事项共计数"]


@pytest.mark.parametrize(("second", "is_cell"), [("", False), ("2", True)])
def test_numbers_of_pages_are_told_apart_from_second_numbers_of_rows(second: str, is_cell: bool) -> None:
    """Behind the last page stands one, too: where there are two more, they may be cells."""
    titles, rows = ["统计指标", "单位", "统计数"], [[label, str(number)] for number, label in enumerate(LABELS, 10)]
    rows[-2] += [second] * bool(second)
    lines = [*titles, *itertools.chain(*rows[:9]), "1", *titles, *itertools.chain(*rows[9:]), str(2 + bool(second))]
    (table, *_) = rebuild_tables(read_plain_text("\n".join(lines))).blocks
    written = _written(table)
    assert isinstance(written, list)
    assert (f"{LABELS[-2]} |  | {rows[-2][1]}{' | 2' * is_cell}") in written
    assert (f"{LABELS[8]} |  | 18{' | 1' * is_cell}") in written


class _Watched(Sequence[Group]):
    """Groups that remember how far they were looked at."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.furthest = 0

    def __len__(self) -> int:
        return len(self.groups)

    @overload
    def __getitem__(self, index: SupportsIndex) -> Group: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Group]: ...
    def __getitem__(self, index: Any) -> Any:
        if not isinstance(index, slice):
            self.furthest = max(self.furthest, index)
        return self.groups[index]


def test_the_titles_of_proceedings_are_not_looked_for_to_the_end_of_a_long_text() -> None:
    groups = _Watched([Group((f"{number}",), ("",), number, number) for number in range(1000)])
    assert rebuild_proceedings(groups, 0) is None
    assert groups.furthest == 200

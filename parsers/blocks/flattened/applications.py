"""Table 三 of the forms since 2019, put together from lines: applications by outcome and applicant."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.blocks.flattened.groups import FEW, Group, RebuiltTable, is_number
from parsers.blocks.flattened.labels import LONGEST_LABEL, application_keys, ends_in, without_spaces
from parsers.knowledge.forms import label_key

_COLUMNS = 7
"""Columns of the applicants' table."""
_APPLICANTS = ("自然人", "法人或其他组织", "总计", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


def rebuild_applications(groups: Sequence[Group], position: int) -> RebuiltTable | None:
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
        if leaf is None or (first < 0 and not any(map(is_number, group.cells))):
            break
        found += 1
        cells = list(group.cells)
        while len(cells) > _COLUMNS and not cells[-1]:
            cells.pop()
        certain = certain and len(cells) == _COLUMNS
        before = list(labels[: len(labels) - leaf[0]])
        if first < 0:
            first, titles = _with_titles(group, len(before))
            rows.extend(titles)
            before = []
        rows.append([*before, leaf[1], *cells])
        last = group.last
        if "结转下年" in label_key(leaf[1]):
            break
    if found < FEW:
        return None
    return RebuiltTable(first, last, rows if certain else [])


def _leaf(labels: Sequence[str]) -> tuple[int, str] | None:
    """How many of the last lines make a label of the table, and that label."""
    for height in range(1, min(LONGEST_LABEL, len(labels)) + 1):
        joined = "".join(labels[-height:])
        if ends_in(joined) in application_keys():
            return height, joined
    return None


def _torn(labels: Sequence[str]) -> tuple[tuple[int, str] | None, str]:
    """A label that goes on behind its cells: what it is, and the key of the words that must follow."""
    for height in range(1, min(LONGEST_LABEL, len(labels)) + 1):
        joined = "".join(labels[-height:])
        key = label_key(joined)
        whole = [name for name in application_keys() if len(key) >= 4 and name.startswith(key)]
        if len(whole) == 1:
            return (height, joined + whole[0][len(key) :]), whole[0][len(key) :]
    return None, ""


def _with_titles(group: Group, n_before: int) -> tuple[int, list[list[str]]]:
    """The line that the table begins in, and its column titles where they stand before the first row."""
    joined = "".join(without_spaces(label) for label in group.labels[:n_before])
    start = joined.rfind("自然人")
    named = re.findall("|".join(_APPLICANTS), joined[start:]) if start >= 0 else []
    if "".join(named) != joined[start:] or tuple(named) != _APPLICANTS:
        return group.first + n_before, []
    length, line = 0, 0
    while length + len(without_spaces(group.labels[line])) <= start:
        length += len(without_spaces(group.labels[line]))
        line += 1
    return group.first + line, [named]

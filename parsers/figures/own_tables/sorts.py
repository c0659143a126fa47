"""Which rows of an own table are sorts of information: those of a list whose title says so or whose sum shows it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from parsers.figures.own_tables.entries import Entry, along
from parsers.figures.own_tables.facts import ON_DISCLOSURE, lists_accounts, lists_media
from parsers.figures.own_tables.holders import DISCLOSING
from parsers.figures.own_tables.layout import OwnTable
from parsers.figures.own_tables.subjects import Kind, Subject, says_disclosed
from parsers.figures.own_tables.wholes import make_up
from parsers.knowledge.forms import column_titles, title_key
from parsers.knowledge.own_titles import says
from parsers.model import Span
from parsers.prose.context.passage import Passage
from parsers.prose.words.codes import DISCLOSED, NAMES_CASES, SORTS
from parsers.prose.words.lexicon import features_of, find_terms
from parsers.prose.words.marks import INFORMATION

_ITEMS: tuple[Kind, ...] = ("code", "holder", "name", "none", "year")
"""What labels are known as that name one of several."""
_NAMES: tuple[Kind, ...] = ("name", "holder")
"""What labels are known as that may name a sort: some end like the name of an agency (挂牌督办)."""
_NOT_DISCLOSED = {("obj", "application"), ("obj", "consultation"), ("obj", "complaint"), *NAMES_CASES}
_SORTS_OF_INFORMATION = {f"{INFORMATION}类别", f"{INFORMATION}分类", f"{INFORMATION}类型", f"{INFORMATION}种类"}
"""Titles of labels that say what their sorts are of; 信息内容 heads a column of the official form, too."""
_NEVER_ASKED_FOR_IN = ("条", "条次", "篇", "则")
"""Measures of information in which nobody counts what was applied for, which has sorts, too."""
_OF_INFORMATION = ("admin.", "capacity.", "documents.", "fees.", "proposals.")
"""Beginnings of the codes of what information may be about (规范性文件, 行政处罚)."""


def as_sorts(entries: Sequence[Entry], table: OwnTable, context: Passage) -> list[Entry]:
    """The numbers of a table, with those of sorts of information as what they are.

    Args:
        entries: The numbers.
        table: The table.
        context: What the report is about there.
    """
    if lists_accounts(table):
        return list(entries)
    says_so = any(says("sorts", title) and not says("media", title) for title in table.label_titles)
    are_others = lists_media(table) or any(says("bodies", title) for title in table.label_titles)
    is_on_disclosure = context.theme.topic in ON_DISCLOSURE or says_disclosed(table.captions[-1:], context.year)
    names_information = not _SORTS_OF_INFORMATION.isdisjoint(table.label_titles)
    is_of_something_else = _names_something_else(table)
    sorts: dict[Span, str] = {}
    for column in along(entries, "column"):
        is_proven = not are_others and _make_up_a_whole(column)
        tells_of_all = says_so and is_proven and any(entry.code == DISCLOSED for entry in column)
        may_be_asked_for = context.theme.topic != "" and column[0].printed_unit not in _NEVER_ASKED_FOR_IN
        is_of_information = tells_of_all or (names_information and not may_be_asked_for)
        bare = not is_of_something_else and (is_on_disclosure or is_of_information)
        is_list = (is_proven or (says_so and _are_mostly_sorts(column))) and not any(map(_counts_of_a_form, column))
        if is_list and _counts_information(column[0].column, bare=bare):
            sorts |= {one.span: one.subject.words for one in column if _is_sort(one.subject)}
        elif not are_others:
            sorts |= {one.span: one.subject.words for one in _parts_of_the_whole(column)}
    return [
        dataclasses.replace(entry, code=SORTS, sort=sorts[entry.span]) if entry.span in sorts else entry
        for entry in entries
    ]


def _parts_of_the_whole(column: Sequence[Entry]) -> Sequence[Entry]:
    """The rows behind that of all that was disclosed that name its parts (其中：政策法规类) and make it up."""
    for place, whole in enumerate(column):
        behind = column[place + 1 :]
        if whole.code != DISCLOSED or not behind or not behind[0].subject.is_among:
            continue
        left, parts = whole.value, list[Entry]()
        for entry in behind:
            if entry.subject.kind != "name" or entry.printed_unit != whole.printed_unit or entry.time != whole.time:
                break
            parts.append(entry)
            left -= entry.value
            if left <= 0:
                break
        if left == 0 and len(parts) > 1:
            return parts
    return ()


def _counts_information(column: Subject, *, bare: bool) -> bool:
    """Whether a column counts what was disclosed, by its title.

    Args:
        column: What the column is about.
        bare: Whether a column counts it whose title names nothing.
    """
    return column.code == DISCLOSED or (bare and not column.code and column.kind in ("number", "year"))


def _names_something_else(table: OwnTable) -> bool:
    """Whether the title of the labels, or the nearest caption, is about applications or cases (申请内容|件数)."""
    lines = (*table.captions[-1:], *table.label_titles)
    said = [features_of(find_terms(line)) for line in lines]
    return any(not one.isdisjoint(_NOT_DISCLOSED) and one.isdisjoint(DISCLOSING) for one in said)


def _are_mostly_sorts(column: Sequence[Entry]) -> bool:
    """Whether most rows of a column, of which a title says that they are sorts, have names of some."""
    items = [entry for entry in column if entry.subject.kind in _ITEMS]
    sorts = [entry for entry in items if _is_sort(entry.subject)]
    return 2 * sum(entry.subject.kind != "holder" for entry in sorts) >= len(items)


def _counts_of_a_form(entry: Entry) -> bool:
    """Whether a label says what a column of the official form counts (本年制发件数, 制发), which is no sort."""
    return title_key(entry.subject.words) in column_titles()


def _make_up_a_whole(column: Sequence[Entry]) -> bool:
    """Whether the names of a column make up its only total, or what another row says was disclosed in all."""
    totals = [entry.value for entry in column if entry.subject.kind == "total" or entry.code == DISCLOSED]
    items = [entry for entry in column if entry.subject.kind in _ITEMS and entry.code != DISCLOSED]
    are_names = all(entry.subject.kind == "name" for entry in items)
    return are_names and len(totals) == 1 and make_up([entry.as_part() for entry in items], totals[0])


def _is_sort(label: Subject) -> bool:
    """Whether a label names a sort of information: by a name of no other meaning, or as what information is about."""
    return label.kind in _NAMES or label.code.startswith(_OF_INFORMATION)

"""Totals of an own table: each with the code of which the numbers of its column or row are the parts."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Sequence

from parsers.figures.own_tables.entries import Axis, Entry, along
from parsers.figures.own_tables.subjects import is_part, wholes_of
from parsers.figures.own_tables.wholes import code_of_a_total, make_up
from parsers.knowledge.title_times import CaptionTime
from parsers.model import Span

_AXES: tuple[tuple[Axis, int], ...] = (("column", 0), ("row", 1))
"""Along what a total adds up, and which of a number's kinds tells that it is one."""


def as_totals(entries: Sequence[Entry]) -> list[Entry]:
    """The numbers of a table, with the totals that their parts add up to as what they count.

    Args:
        entries: The numbers.
    """
    wholes: dict[Span, str] = {}
    over_years: set[Span] = set()
    without_code = {one.span for line in along(entries, "column") for one in (*_nameless(line), *_of_others(line))}
    for axis, place in _AXES:
        for line in along(entries, axis):
            addends = [one for one in line if one.kinds[place] != "total"]
            whole = _whole_of(addends)
            parts = [one.as_part(axis) for one in addends]
            totals = [one for one in line if one.kinds[place] == "total"]
            of_all = [one for one in totals if make_up(parts, one.value)]
            if len(of_all) == 1 and len(totals) > 1:
                (whole_total,) = of_all
                of_some = (one for one in totals if one is not whole_total and one.code == whole_total.code)
                without_code.update(one.span for one in of_some)
            for one in line:
                if one.kinds[place] != "total":
                    continue
                if _are_of_several_years(addends):
                    over_years.add(one.span)
                elif whole and not one.code and make_up(parts, one.value):
                    wholes.setdefault(one.span, whole)
                elif not one.code and len(totals) == 1 and (in_front := _made_up_in_front(one, line, axis)):
                    wholes.setdefault(one.span, in_front)
                elif axis == "row" and not one.code and (of_group := _made_up_in_its_group(one, line)):
                    wholes.setdefault(one.span, of_group)
    return [
        dataclasses.replace(
            entry,
            code="" if entry.span in without_code else wholes.get(entry.span, entry.code),
            time=CaptionTime("several_years") if entry.span in over_years else entry.time,
        )
        for entry in entries
    ]


def _made_up_in_front(total: Entry, line: Sequence[Entry], axis: Axis) -> str:
    """The code that a total counts if those in front of it make it up, and no others along it are parts of it.

    So it is where 结转下年度 stands behind the total of what was answered, and 本年新收 in front of all answers.
    """
    place = line.index(total)
    before = next((one.code for one in line[place - 1 :: -1] if one.code), "") if place else ""
    for whole in wholes_of(before)[::-1] if before else ():
        first = next(index for index, one in enumerate(line) if one.code and _may_be_part(one.code, whole))
        others = (*line[:first], *line[place + 1 :])
        are_apart = all(one.code and not _may_be_part(one.code, whole) for one in others)
        if are_apart and make_up([one.as_part(axis) for one in line[first:place]], total.value):
            return whole
    return ""


def _made_up_in_its_group(total: Entry, line: Sequence[Entry]) -> str:
    """The code that a total counts if the other columns of its group make it up (答复: 总数, 同意公开)."""
    group = total.number.titles[:-1]
    parts = [one for one in line if one is not total and one.number.titles[:-1] == group]
    whole = _whole_of(parts) if group and all(one.code for one in parts) else ""
    return whole if whole and make_up([one.as_part("row") for one in parts], total.value) else ""


def totals_of_some(lists: Sequence[Sequence[Entry]]) -> set[Span]:
    """Where the totals stand of one of several lists beside each other, where another one counts parts of the same.

    合计 below 网站 and 微信 is no total of all ways, if 微博 and 公报 stand beside them.

    Args:
        lists: The numbers of each list.
    """
    found: set[Span] = set()
    for place, entries in enumerate(lists):
        beside = {one.code for other in (*lists[:place], *lists[place + 1 :]) for one in other if one.code}
        found.update(
            one.span
            for one in entries
            if one.subject.kind == "total" and any(_may_be_part(code, one.code) for code in beside)
        )
    return found


def _nameless(column: Sequence[Entry]) -> list[Entry]:
    """The numbers without a label among others that have one, but for those that these add up to."""
    named = [one.as_part() for one in column if one.subject.kind not in ("none", "total")]
    return [one for one in column if named and one.subject.kind == "none" and not make_up(named, one.value)]


def _of_others(column: Sequence[Entry]) -> Iterator[Entry]:
    """The totals of groups whose rows count other things than parts of what the group names (更正补充 below 其他类).

    A total adds up the rows between it and the total in front, or those behind it where it stands first.
    """
    groups: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for one in column:
        groups[one.row.labels[:-1]].append(one)
    for group, entries in groups.items():
        above: list[Entry] = []
        for place, one in enumerate(entries):
            if one.subject.kind != "total":
                above.append(one)
                continue
            addends = above or entries[place + 1 :]
            named = (addend.code for addend in addends if addend.code and not addend.subject.is_of_group)
            if group and not all(_may_be_part(code, one.code) for code in named):
                yield one
            above = []


def _may_be_part(code: str, whole: str) -> bool:
    """Whether what a code counts is a part of another one, or stands beside it as a total of its family."""
    family, _, end = whole.rpartition(".")
    return is_part(code, whole) or (end == "total" and code.rpartition(".")[0] == family)


def _are_of_several_years(addends: Sequence[Entry]) -> bool:
    """Whether numbers that a total adds up are of several years."""
    return len({one.time.year for one in addends}) > 1


def _whole_of(addends: Sequence[Entry]) -> str:
    """What numbers count together: what each body counts, or the nearest code that all of theirs are parts of."""
    codes = sorted({one.code for one in addends if one.code})
    are_of_bodies = all(one.subject.place or one.column.place for one in addends)
    return codes[0] if are_of_bodies and len(codes) == 1 else code_of_a_total(codes)

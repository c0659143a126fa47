"""Lines without cells among the rows of an own table: headings of groups, pieces of labels, and drawn rules.

| line | what it is |
|---|---|
| makes a label of a form with the row above, or closes its bracket | the end of that label |
| makes a label of a form with the row below, or cannot end there | the beginning of that label |
| numbered, 情况, or followed by a row whose label stands for itself | the heading of a group |

What may be several of them makes the rows beside it uncertain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge import numbering
from knowledge.forms import list_forms
from parsers.knowledge.forms import label_key, list_keys, official_key, without_among, without_numbering
from parsers.text.cells import without_unit

MOST_BETWEEN = 5
"""Lines without cells that may stand between two rows."""
_LONGEST = 40
_SENTENCE = re.compile(r"[。；！？]|，.*，")
_RULE = re.compile(r"[\s+=\-_.·…‥—─━═*~]*(?:[=\-_.·…‥—─━═*~]\s?){4}[\s+=\-_.·…‥—─━═*~]*")
_HEADING = re.compile(
    rf"\s*(?:(?P<part>{numbering.PART})|(?P<chinese>{numbering.CHINESE}[、．])|(?P<bracketed>{numbering.BRACKETED}))"
)
_NUMBERED = re.compile(rf"\s*(?:{numbering.BEGINNING})")
_HEADS_GROUP = ("情况", "：", ":")
"""How a line ends that can only be the heading of a group."""
_ENDS_COUNT = ("数", "数量", "量", "额", "费", "费用", "人次", "次数")
"""How the label of a number ends; a heading of several does not."""
_GOES_ON = re.compile(r"[的之及和与或、，（(/—-]$")
"""How a line ends that is no whole label."""
_GONE_ON = re.compile(r"[的之中及和与或、，）)]")
"""How a line begins that is no whole label."""
_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_TELLING = 4
"""Characters up to which a label may say no more than that something is counted (申请数)."""


def is_rule(text: str) -> bool:
    """Whether a line is a rule that is drawn with characters."""
    return _RULE.fullmatch(text) is not None


def may_be_between(text: str) -> bool:
    """Whether a line without cells may stand among rows: it is short and no sentence."""
    return 0 < len(text) <= _LONGEST and not _SENTENCE.search(text)


def is_official(label: str) -> bool:
    """Whether words are a label of an official list, which stands alone though its number is blank or it has none."""
    return official_key(without_unit(label)[0], list_forms()) in list_keys()


def begins_elsewhere(labels: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether lines between two rows are no headings of a table, but go on with those of the report around it.

    The headings of a table begin with the first, unless they are below those of a wider level; no table has parts
    (第二部分).

    Args:
        labels: The labels and headings above.
        lines: The lines.
    """
    numbered: set[str] = set()
    for words in (*labels, *lines):
        match = _HEADING.match(words)
        if match is None:
            continue
        level = match.lastgroup or ""
        is_within = level in numbered or (level == "bracketed" and "chinese" in numbered)
        if words in lines and not is_within and (level == "part" or numbering.ordinal(words) != 1):
            return True
        numbered.add(level)
    return len(lines) > MOST_BETWEEN


def part_between(above: str, lines: Sequence[str], below: str) -> tuple[int, int] | None:
    """How many of the lines between two rows belong to the label above, and to that below; None where it is uncertain.

    Args:
        above: The label of the row above; empty where none is.
        lines: The lines.
        below: The label of the row below.
    """
    n_above = _behind(above, lines, below) if above else 0
    n_below = _in_front(lines[n_above:], below)
    headings = lines[n_above : len(lines) - n_below]
    if not all(map(_is_heading, headings)):
        return None
    return n_above, n_below


def _behind(above: str, lines: Sequence[str], below: str) -> int:
    """How many lines end the label of the row above them."""
    for count in range(1, len(lines) + 1):
        whole = above + "".join(lines[:count])
        if _is_open(above):
            if not _is_open(whole):
                return count
        elif not is_official(above) and is_official(whole) and not is_official(lines[0]):
            return count
    first = lines[0] if lines else ""
    if not first or is_official(first) or _HEADING.match(first):
        return 0
    if _NOTE.fullmatch(first) or _GONE_ON.match(first):
        return 1
    is_cut = not is_official(above) and not _ends_count(above)
    return int(is_cut and _ends_count(first) and not _NUMBERED.match(first) and _is_whole(below))


def _in_front(lines: Sequence[str], below: str) -> int:
    """How many lines begin the label of the row below them."""
    if not lines:
        return 0
    for count in range(1, len(lines) + 1):
        begin = "".join(lines[-count:])
        if not is_official(below) and is_official(begin + below) and not is_official(lines[-1]):
            return count
        if _is_open(begin) and not _is_open(begin + below):
            return count
    last = lines[-1]
    if last.endswith(_HEADS_GROUP) or is_official(last):
        return 0
    goes_on = _GOES_ON.search(last) or without_among(last) != last or _GONE_ON.match(below)
    return int(bool(goes_on) or not _is_whole(below))


def _is_heading(line: str) -> bool:
    if line.endswith(_HEADS_GROUP) or is_official(line) or _HEADING.match(line):
        return True
    return not _ends_count(line) and not _is_open(line) and without_among(line) == line


def _is_whole(label: str) -> bool:
    """Whether a label can be one without words in front: of a form, numbered, or long enough to say what is counted."""
    words = without_unit(label)[0]
    is_numbered = without_numbering(words) != words or without_among(words) != words
    return is_numbered or is_official(words) or len(label_key(words)) > _TELLING


def _ends_count(label: str) -> bool:
    return without_unit(label)[0].endswith(_ENDS_COUNT)


def _is_open(words: str) -> bool:
    """Whether a bracket in words is not closed."""
    return sum(map(words.count, "（(")) > sum(map(words.count, "）)"))

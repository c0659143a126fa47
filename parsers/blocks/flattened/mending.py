"""Lines mended before tables are made of them: labels that go on below their cells, and two rows typed into one.

A label is torn where columns have a printed width, or a page ends. It is put together where its pieces make a label of
a form, and the lines behind the cells alone make none.
"""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.forms import forms, grid_forms, list_forms
from parsers.blocks.flattened.groups import Group, is_number, words_and_cells
from parsers.blocks.flattened.labels import LONGEST_LABEL, without_spaces
from parsers.knowledge.forms import cells_keys, ends_in, label_key, list_keys, made_of_labels, matrix_keys, official_key
from parsers.text.cells import is_unit


def with_whole_labels(texts: Sequence[str]) -> list[str | None]:
    """Lines with their labels put together; None for a line that belongs to a label above it."""
    mended: list[str | None] = list(texts)
    parts = [words_and_cells(text) for text in texts]
    for place, (words, cells) in enumerate(parts):
        if not words or mended[place] is None:
            continue
        behind = place + 1
        while not cells and behind < len(texts) and not parts[behind][0]:
            behind += 1
        if not cells and behind == place + 1:
            continue
        taken = _pieces_behind(parts, place, texts[behind : behind + LONGEST_LABEL + 1])
        if taken:
            rest = without_spaces("".join(texts[behind : behind + taken]))
            mended[place] = " ".join([words + rest, *cells])
            mended[behind : behind + taken] = [None] * taken
    return mended


def _pieces_behind(parts: Sequence[tuple[str, list[str]]], place: int, behind: Sequence[str]) -> int:
    """How many of the lines behind its cells belong to the label that ends in a line."""
    above = place
    while above and place - above < LONGEST_LABEL - 1 and not parts[above - 1][1]:
        above -= 1
    begins = ["".join(words for words, _ in parts[first : place + 1]) for first in range(above, place + 1)]
    known = [begin for begin in begins if _is_label(begin)]
    if known:
        # 维持具体行政行为或 may stand for a label, and is the beginning of another one.
        ends = (taken for taken in range(1, len(behind) + 1) if _is_official(known[-1] + "".join(behind[:taken])))
        return 0 if any(map(_is_official, known)) else next(ends, 0)
    for begin in reversed(begins):
        for taken in range(1, min(LONGEST_LABEL, len(behind)) + 1):
            following = behind[taken : taken + 1]
            if _go_together(begin, "".join(behind[:taken]), following[0] if following else ""):
                # A bracket that closes the label may stand alone.
                return taken + (bool(following) and following[0] != "" and not label_key(following[0]))
    return 0


def _go_together(begin: str, rest: str, following: str) -> bool:
    """Whether words and those behind their cells are one label.

    Where those behind are a label themselves, they must have no cells of their own, and the label must begin in the
    words before, or these be nothing but headings.
    """
    if not _is_label(begin + rest):
        return False
    if not _is_label(rest):
        return True
    whole = ends_in(without_spaces(begin + rest)) or official_key(without_spaces(begin + rest), list_forms())
    longer = len(whole) > len(label_key(rest)) and label_key(begin + rest).endswith(whole)
    return bool(words_and_cells(following)[0]) and (longer or made_of_labels(label_key(begin)))


def _is_label(words: str) -> bool:
    """Whether words end in a label of a form that asks for a number."""
    label = without_spaces(words)
    return ends_in(label) is not None or official_key(label, list_forms()) in list_keys()


def _is_official(words: str) -> bool:
    """Whether words are a label in the wording of a form."""
    return label_key(words) in list_keys() | matrix_keys() | cells_keys()


def parted(group: Group) -> list[Group]:
    """A group, or two: one for each of its last two lines, where both are labels and there are two numbers for them.

    In the matrix each applicant has two numbers, one below the other; the sums of both rows must hold.
    """
    cells = group.cells
    if len(group.labels) < 2:
        return [group]
    if all(ends_in(label) in matrix_keys() for label in group.labels[-2:]):
        pairs: list[tuple[str, ...]] = [cells[0::2], cells[1::2]]
        beside = [cells[: len(cells) // 2], cells[len(cells) // 2 :]]
        if not all(map(_adds_up, pairs)) or (beside != pairs and _adds_up(beside[0])):
            return [group]
    elif not all(map(_asks_for_one_number, group.labels[-2:])):
        return [group]
    elif len(cells) == 4 and all(map(is_unit, cells[:2])):
        pairs = [(cells[0], cells[2]), (cells[1], cells[3])]
    elif len(cells) == 2 and not any(map(is_unit, cells)):
        pairs = [(cells[0],), (cells[1],)]
    else:
        return [group]
    one = Group(group.labels[:-1], pairs[0], group.first, group.last - 1)
    return [one, Group(group.labels[-1:], pairs[1], group.last, group.last)]


def _adds_up(cells: Sequence[str]) -> bool:
    """Whether cells are those of a row of the matrix whose applicants add up to its total."""
    if len(cells) not in {len(forms()[form].applicants) for form in grid_forms()}:
        return False
    if not all(cell.isdecimal() or not is_number(cell) for cell in cells):
        return False
    numbers = [int(cell) if cell.isdecimal() else 0 for cell in cells]
    return sum(numbers[:-1]) == numbers[-1]


def _asks_for_one_number(label: str) -> bool:
    key = official_key(label, list_forms())
    return key in list_keys() or ends_in(label) in cells_keys()

"""Accounts for the numbers of running text: each becomes a figure, or is kept as unread with the reason."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from parsers.model import Lump, Span, Unread
from parsers.prose.context.found import Found
from parsers.prose.names.naming import NO_WORD
from parsers.prose.sentences.sentences import Sentence
from parsers.prose.words.marks import PERCENT
from parsers.text.numbers import Quantity
from storage.schema import UnreadKind

_SHARE = "a share or a rate"
_SAID_AGAIN = "says again what was counted before"
_GAVE_WAY = "gave way to another number that says it for the year, or more precisely"
_NO_MEASURE = "its measure does not tell how many that are"
_NO_FIGURE = "no figure was made of it"


Place = tuple[int, int]
"""Where a number begins and ends in the report's text."""


class Left(NamedTuple):
    """Why a number gives no figure.

    Attributes:
        kind: The kind of unread number that it is (`parsers.model.Unread`).
        unit: Its measure word, which may stand behind the last number of a list.
        why: The reason.
    """

    kind: UnreadKind
    unit: str
    why: str


def place(sentence: Sentence, quantity: Quantity) -> Place:
    """Where a number of a sentence stands in the report's text."""
    return sentence.start + quantity.span.start, sentence.start + quantity.span.end


@dataclasses.dataclass(frozen=True, slots=True)
class Account:
    """What became of the numbers that count something.

    Attributes:
        n_numbers: How many there are.
        unread: Those that are no figure, in reading order.
    """

    n_numbers: int
    unread: tuple[Unread, ...]


def account(
    read: Iterable[Sentence],
    found: Sequence[Found],
    withdrawn: Iterable[Found],
    lumps: Sequence[Lump],
    left: Mapping[Place, Left],
) -> Account:
    """Accounts for all numbers that count something.

    Those do that have a measure, their own or that of their list (A、B分别为12、7件), and those without one whose words
    mean something (公开政务信息4287).

    Args:
        read: The sentences that were read.
        found: The figures.
        withdrawn: Figures that were taken back.
        lumps: Numbers that count several codes at once.
        left: Numbers that a sentence has left; some of them became a figure when it had been read to its end.
    """
    figures: dict[Place, list[Found]] = {}
    for one in found:
        if not one.stated_zero:
            figures.setdefault(place(one.sentence, one.quantity), []).append(one)
    gave_way = {place(one.sentence, one.quantity) for one in withdrawn}
    n_numbers = 0
    unread: list[Unread] = []
    counted: set[tuple[float, str]] = set()
    for sentence in read:
        for index, quantity in enumerate(sentence.quantities):
            where = place(sentence, quantity)
            own, reason = figures.get(where, ()), left.get(where)
            unit = quantity.unit or (reason.unit if reason else own[0].quantity.unit if own else "")
            if not (unit or own or (reason and reason.why != NO_WORD)):
                continue
            n_numbers += 1
            same = (quantity.value, unit)
            if any(one.value is not None for one in own) or any(_covers(lump, where) for lump in lumps):
                counted.add(same)
                continue
            kind: UnreadKind
            if own:
                kind, why = "unread", _NO_MEASURE
            elif reason is not None:
                kind, why = reason.kind, reason.why
            elif where in gave_way:
                kind, why = "look_alike", _GAVE_WAY
            else:
                kind, why = ("look_alike", _SAID_AGAIN) if same in counted else ("unread", _NO_FIGURE)
            if unit == PERCENT and kind != "look_alike":
                kind, why = "look_alike", _SHARE
            unread.append(
                Unread(
                    kind=kind,
                    value=quantity.value,
                    unit=unit,
                    reason=why,
                    section_id=sentence.section_id,
                    span=Span(*where),
                    sentence=Span(sentence.start, sentence.start + len(sentence.text)),
                    words=_words(sentence, index),
                )
            )
    return Account(n_numbers, tuple(unread))


def _words(sentence: Sentence, index: int) -> str:
    """The words that are nearest to a number: in front of it, behind it, or else from the beginning of its clause."""
    if before := sentence.before(index).text:
        return before
    if after := sentence.after(index).text:
        return f"…{after}"
    start = sentence.quantities[index].span.start
    return sentence.words(sentence.clause_start(start), start).text


def _covers(lump: Lump, where: Place) -> bool:
    return lump.span.start <= where[0] and where[1] <= lump.span.end

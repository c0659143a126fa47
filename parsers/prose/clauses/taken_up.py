"""Numbers of what was only taken up, of which the clause behind tells what became (处理申请16件，均已答复)."""

from __future__ import annotations

import re

from parsers.model import Span
from parsers.prose.context.found import Found
from parsers.prose.parts.dating import year_of_number
from parsers.prose.parts.draft import Draft
from parsers.prose.parts.whose import is_of_a_body
from parsers.prose.words.codes import CASE_OBJECTS, CASES, RECEIVED
from parsers.prose.words.frames import frame_of

_APPLICATION = ("obj", "application")
_TAKEN_UP = (("act", "handled"), ("act", "processed"))
_CLOSED = ("act", "closed_case")
_BESIDE = {"open", "public"}
"""Slots that such words may have besides."""
_SAYS_NOTHING_ELSE = {"", "all_year", "already", "duly"}
"""Kinds of modifiers that such words may have."""

_BRACKETS = re.compile("（[^（）]*）?")


def taken_up_before(draft: Draft, clause: Span) -> Found | None:
    """The number ahead of a clause that counts what was taken up, in place of what came in; None if there is none.

    No code counts it, and yet what is said of all of it is a figure: 办理申请5件，均同意公开; 审结诉讼5件，均判决驳回.

    Args:
        draft: The sentence.
        clause: A clause without a number.
    """
    sentence, passage = draft.sentence, draft.passage
    ahead = len(sentence.numbers_between(0, clause.start))
    index = next((one for one in reversed(range(ahead)) if not _is_aside(draft, one, clause)), None)
    if index is None or not draft.has_left(index):
        return None
    last, start = passage.last, sentence.before(index).start
    behind = _BRACKETS.sub("", sentence.text[sentence.quantities[index].span.end : clause.start])
    if behind.strip("，") and "universal" not in draft.phrases.phrase(clause.start, clause.end).modifiers:
        return None
    if last is not None and last.quantity.span.start > sentence.quantities[index].span.start:
        return None
    own = draft.phrases.own(index)
    known = _SAYS_NOTHING_ELSE | ({"part"} if _CLOSED in own.features else set())  # 收到4件，其中审结3件，均维持
    if own.unknown or not own.modifiers <= known or draft.phrases.after(index).features:
        return None
    code = _stands_for(draft, frozenset(one for one in own.features if one[0] not in _BESIDE))
    if not code or sentence.quantities[index].unit not in frame_of(code).counts:
        return None
    if year_of_number(draft, index, None) != passage.year or is_of_a_body(draft, start):
        return None
    return draft.found(index, code)


def _is_aside(draft: Draft, index: int, clause: Span) -> bool:
    """Whether a number stands in a bracket that the clause does not stand in."""
    bracket = draft.sentence.bracket_at(draft.sentence.quantities[index].span.start)
    return bracket is not None and bracket != draft.sentence.bracket_at(clause.start)


def _stands_for(draft: Draft, said: frozenset[tuple[str, str]]) -> str:
    """The code that a number of what was taken up stands for; empty if it counts anything else."""
    if _APPLICATION in said and said <= {_APPLICATION, *_TAKEN_UP} and len(said) > 1:
        return RECEIVED
    last = draft.passage.last
    if _CLOSED not in said or last is None or last.code not in CASES:
        return ""
    case = last.code.removesuffix(".total")
    return last.code if case in CASE_OBJECTS and said <= {_CLOSED, ("obj", case)} else ""

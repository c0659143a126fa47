"""What numbers make of others in their sentence: a total of what they are parts of, or what was said roughly before.

Each function here puts one figure in the place of another, or adds the one that others make up.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence

from parsers.prose.codes import CASE_OBJECTS, CASES, DISCLOSED, WEBSITE
from parsers.prose.dating import year_of_number
from parsers.prose.draft import Draft
from parsers.prose.found import Found
from parsers.prose.frames import Frame, fitting, frame_of
from parsers.prose.marks import PLATFORM
from parsers.prose.passage import Passage
from parsers.prose.shares import part_name
from parsers.prose.wholes import IN_ALL, total_of, whole_of
from parsers.text.numbers import Quantity

_PRECISELY = re.compile(r"(?:实际|总数|共)?(?:达到?|为)")
_OF_ALL_INFORMATION = {("obj", "information"), ("act", "disclose"), ("strong", "yes")}
_OF_GOVERNMENT = ("政府信息", "政务信息")
_SAYS_NO_PART = frozenset({"obj", "act", "strong", "open", "medium", "channel", "disclosure"})
"""Slots of words that may tell of all that was disclosed, whatever else is said of it."""
_DONE = ("handled", "concluded", "answered")


def take_for_the_whole(draft: Draft, end: int) -> None:
    """Adds a number without a label that figures in the brackets behind it make up (74人（专职5人，兼职69人）).

    Args:
        draft: The sentence.
        end: Where the brackets end.
    """
    sentence = draft.sentence
    bracket = next(one for one in sentence.brackets if one.end == end)
    index = next((i for i, one in enumerate(sentence.quantities) if one.span.end == bracket.start), None)
    if index is not None and draft.has_left(index):
        _add_what_parts_make_up(draft, sorted(draft.passage.of_this_sentence, key=_place), index, bracket.start, end)


def take_for_wholes(draft: Draft) -> None:
    """Adds numbers that gave no figure, but that the parts behind them make up (人员146名，其中专职31名，兼职115名).

    Args:
        draft: The sentence, read to its end.
    """
    sentence = draft.sentence
    wholes = [
        index
        for index, (quantity, following) in enumerate(itertools.pairwise(sentence.quantities))
        if draft.has_left(index) and draft.phrases.say_part(quantity.span.end, following.span.start)
    ]
    told = sorted(draft.passage.of_this_sentence, key=_place) if wholes else []
    ends = [sentence.quantities[index].span.start for index in wholes[1:]] + [len(sentence.text)]
    for index, end in zip(wholes, ends, strict=False):
        if year_of_number(draft, index, None) == draft.passage.year:
            start = sentence.quantities[index].span.end
            semicolon = sentence.text.find("；", start, end)
            end_of_parts = semicolon if semicolon >= 0 else end
            if _is_what_media_make_up(draft, index, end_of_parts):
                _add_all_that_was_disclosed(draft, index)
            else:
                _add_what_parts_make_up(draft, told, index, start, end_of_parts)


def _add_what_parts_make_up(draft: Draft, told: Sequence[Found], index: int, start: int, end: int) -> None:
    """Adds a number as what figures of the year between two positions make up, if they do; the figures are in order."""
    passage, quantity, own = draft.passage, draft.sentence.quantities[index], draft.phrases.own(index)
    if own.verb is not None or "medium" in own.slots or part_name(own.text[own.start : own.end]) is not None:
        return  # what was done, where, or by whom is told, and fits no code: 上报300条, 政务新媒体901条, 乡镇60人
    behind = told[bisect.bisect_left(told, start, key=_place) : bisect.bisect_left(told, end, key=_place)]
    parts_of_it = [one for one in behind if one.year == passage.year]
    code = whole_of(parts_of_it, quantity)
    frame = frame_of(code) if code else None
    counted = {feature for feature in own.features if feature[0] == "obj"}
    if frame is not None and passage.totals.of(code) is None and counted <= frame.needs | frame.allows:
        end = max(one.quantity.span.end for one in parts_of_it)
        passage.emit(draft.found(index, code)._replace(end=end, frame=frame), frame)


def _is_what_media_make_up(draft: Draft, index: int, end: int) -> bool:
    """Whether what media published makes up all of a number of information, whatever narrows it.

    主动公开海关政府信息587条，其中网站公开402条，微信公开185条: an office may call its information after its field.
    """
    whole, own = draft.sentence.quantities[index], draft.phrases.own(index)
    if draft.passage.totals.of(DISCLOSED) is not None or not own.features >= _OF_ALL_INFORMATION:
        return False
    nouns = [term.text for term in own.of("obj")]
    if not own.slots <= _SAYS_NO_PART or not all(noun.endswith(_OF_GOVERNMENT) for noun in nouns):
        return False
    behind = range(index + 1, len(draft.sentence.quantities))
    alike = (place for place in behind if draft.sentence.quantities[place].span.end <= end)
    parts_of_it = [place for place in alike if draft.sentence.quantities[place].unit == whole.unit]
    are_of_media = all("medium" in draft.phrases.own(place).slots for place in parts_of_it)
    total = sum(draft.sentence.quantities[place].value for place in parts_of_it)
    return len(parts_of_it) > 1 and are_of_media and total == whole.value


def _add_all_that_was_disclosed(draft: Draft, index: int) -> None:
    frame = frame_of(DISCLOSED)
    if frame is not None:
        draft.passage.emit(draft.found(index, DISCLOSED)._replace(frame=frame), frame)


def _place(found: Found) -> int:
    return found.quantity.span.start


def take_for_a_total(draft: Draft, of_a_medium: Found) -> None:
    """What a platform published is all, where a site or an account is a part of it (平台公开137条，其中网站公开106条).

    Args:
        draft: The sentence.
        of_a_medium: The figure of the medium, which is called a part.
    """
    passage, disclosed = draft.passage, frame_of(DISCLOSED)
    before = [*passage.of_this_sentence, *filter(None, [passage.opening if draft.tree.begins_below else None])]
    whole = next((one for one in before if one.code == WEBSITE and not one.label), None)
    if whole is None or disclosed is None or passage.totals.of(DISCLOSED) is not None:
        return
    if not any(term.text.endswith(PLATFORM) for term in whole.terms):
        return
    if of_a_medium.code != WEBSITE and not _make_up(draft, whole.quantity, of_a_medium.quantity):
        return  # 平台公开137条，其中微信转发26条
    if whole.quantity.value > of_a_medium.quantity.value and whole.quantity.unit == of_a_medium.quantity.unit:
        passage.correct(whole, whole._replace(code=DISCLOSED, frame=disclosed, scope=None), disclosed)


def _make_up(draft: Draft, whole: Quantity, part: Quantity) -> bool:
    """Whether the numbers of a list of parts, of which one is given, make up a whole."""
    index = next(i for i, one in enumerate(draft.sentence.quantities) if one.span == part.span)
    members = draft.tree.members_beside(index)
    return sum(draft.sentence.quantities[place].value for place in members) == whole.value


def is_total_of_what_it_follows(passage: Passage, found: Found, words: str) -> bool:
    """Adds a total that names nothing and is the sum of what stands before it (检索费12元、复制费8元，合计20元).

    Args:
        passage: What the text has stated.
        found: The number.
        words: The words in front of it.
    """
    total = total_of(passage.of_this_sentence, found.quantity) if words in IN_ALL else None
    frame = frame_of(total) if total else None
    if total is None or frame is None:
        return False
    for part in passage.of_this_sentence:
        if part.code == total:
            passage.withdraw(part)
    passage.emit(found._replace(code=total, frame=frame), frame)
    return True


def is_said_precisely(passage: Passage, quantity: Quantity, words: str) -> bool:
    """Puts a number in the place of the last one, if it says that one precisely (突破600万条，达到6,127,430条).

    Args:
        passage: What the text has stated.
        quantity: The number.
        words: The words in front of it.
    """
    rough = passage.last
    if rough is None or passage.last_frame is None or not _is_precisely(rough.quantity, quantity, words):
        return False
    passage.correct(rough, rough._replace(quantity=quantity, end=quantity.span.end), passage.last_frame)
    return True


def _is_precisely(rough: Quantity, quantity: Quantity, words: str) -> bool:
    return (
        rough.approx
        and rough.unit == quantity.unit
        and rough.value <= quantity.value
        and _PRECISELY.fullmatch(words) is not None
    )


def as_of_the_other_case(passage: Passage, frame: Frame, quantity: Quantity) -> Frame:
    """The frame of a result of cases, where there were none of the last kind, but enough of the other.

    复议6宗、诉讼0宗，维持3宗: results of the lawsuits would be more than there were.

    Args:
        passage: What the text has stated.
        frame: What the words of the result fit, by what the text went on about.
        quantity: The number.
    """
    kind = frame.code.partition(".")[0]
    if kind not in CASE_OBJECTS or frame.code in CASES or any(slot == "obj" for slot, _ in frame.needs):
        return frame
    other = CASE_OBJECTS[1 - CASE_OBJECTS.index(kind)]
    none, enough = passage.totals.of(f"{kind}.total"), passage.totals.of(f"{other}.total")
    if none is None or none.value or enough is None or not 0 < quantity.value <= enough.value:
        return frame
    context = (passage.context() - {("obj", kind)}) | {("obj", other)}
    fits = fitting(frame.needs, context, quantity.unit, passage.year)
    return fits[0] if len(fits) == 1 and fits[0].code.startswith(f"{other}.") else frame


def as_answered(passage: Passage, found: Found, frame: Frame) -> Frame | None:
    """Tells what was answered from what was handled and concluded, where a sentence prints several of them.

    Since 2019 all that was handled and concluded was answered; where several are printed, each is its own.
    办理61件，办结54件: what was handled is not what was answered, and gives no figure. 办结54件，答复50件: both are
    printed.

    Args:
        passage: What the text has stated.
        found: A figure of what was answered.
        frame: What its words fit.

    Returns:
        What the figure counts; None if it gives none.
    """
    act = frame.value("act")
    earlier = next((one for one in passage.of_this_sentence if one.key == found.key and not one.implied), None)
    concluded = frame_of("applications.concluded.total")
    if earlier is None or earlier.quantity.value == found.quantity.value or concluded is None:
        return frame
    before = next((value for term in earlier.terms if (value := term.value("act")) in _DONE), None)
    if act == "handled" and before is not None and before != act:
        return None
    if before == "handled":
        passage.withdraw(earlier)
    elif before == "concluded" and act == "answered":
        passage.withdraw(earlier)
        passage.add(earlier._replace(code=concluded.code))
    elif before == "answered" and act == "concluded":
        return concluded
    return frame

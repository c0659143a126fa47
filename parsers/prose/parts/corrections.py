"""What numbers make of others: what was said roughly before, is one of two that differ, or counts more than before."""

from __future__ import annotations

import re

from parsers.prose.context.found import Found
from parsers.prose.context.passage import Passage
from parsers.prose.parts.draft import Draft
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.sentences.sentences import LONGEST_LIST
from parsers.prose.words.codes import (
    ANSWERED,
    CARRIED_OUT,
    CASE_OBJECTS,
    CASES,
    CONCLUDED,
    DISCLOSED,
    RECEIVED,
    THROUGH_ALL,
)
from parsers.prose.words.frames import Frame, fitting, frame_of
from parsers.text.numbers import Quantity

_PRECISELY = re.compile(r"(?:实际|总数|共)?(?:达到?|为)")
_WAYS = re.compile("渠道|方式|途径|形式|平台|媒体")
_GRANTED, _ALREADY_PUBLIC = "applications.answered.granted", "applications.answered.already_public"
_OUTCOME = ("outcome", "granted")
_ARE_PUBLIC = re.compile("已经?公开的有?$")
_OF, _OPEN = "的", ("state", "open")
_DONE = ("handled", "concluded", "answered")
_LAWSUITS = "litigation"
_KINDS_OF_LAWSUITS = (f"{_LAWSUITS}.direct", f"{_LAWSUITS}.after_review")
_ALL_OF_A_KIND = tuple(f"{kind}.total" for kind in _KINDS_OF_LAWSUITS)


def correct_rough(passage: Passage, quantity: Quantity, words: str) -> bool:
    """Puts a number in the place of the last one, if it says that one precisely (突破600万条，达到6,127,430条).

    Args:
        passage: What the text has stated.
        quantity: The number.
        words: The words in front of it.

    Returns:
        Whether it does.
    """
    rough = passage.last
    if rough is None or passage.last_frame is None or not _is_precisely(rough.quantity, quantity, words):
        return False
    passage.correct(rough, rough._replace(quantity=quantity, end=quantity.span.end), passage.last_frame)
    return True


def _is_precisely(rough: Quantity, quantity: Quantity, words: str) -> bool:
    return rough.approx and rough.unit == quantity.unit and _PRECISELY.fullmatch(words) is not None


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
    none = next((one for one in reversed(passage.found) if one.code == f"{kind}.total"), None)
    enough = passage.totals.of(f"{other}.total")
    if none is None or none.quantity.value or enough is None or not 0 < quantity.value <= enough.value:
        return frame
    context = (passage.context() - {("obj", kind)}) | {("obj", other)}
    fits = fitting(frame.needs, context, quantity.unit, passage.year)
    return next(iter(fits), frame)


def as_of_all_lawsuits(draft: Draft, index: int, frame: Frame) -> Frame | None:
    """The frame of a result behind both kinds of lawsuits, of which it may be a result of either, or of all.

    诉讼6件，其中直接起诉4件，复议后起诉2件，驳回5件，未审结1件: all results make up all lawsuits.

    Args:
        draft: The sentence.
        index: Index of the number in it.
        frame: What its words fit, by the kind that the text went on about.

    Returns:
        What it counts; None if nobody can tell.
    """
    kind, _, result = frame.code.rpartition(".")
    if kind not in _KINDS_OF_LAWSUITS or f"{kind}.{result}" in _ALL_OF_A_KIND:
        return frame
    of_all = frame_of(f"{_LAWSUITS}.{result}")
    sentence, number = draft.sentence, draft.sentence.quantities[index]
    told = [one.quantity for one in draft.passage.lately if one.code in _ALL_OF_A_KIND]
    begins = told[-1].span.end if told else 0
    if "way" in draft.phrases.phrase(begins, sentence.clause_end(number.span.end)).slots:
        return frame  # 直接起诉的维持3件、未审结1件，复议后起诉的维持2件
    alike = draft.passage.totals.of(f"{kind}.total")
    if alike is not None and number.value > alike.value:
        return of_all
    if len(told) < len(_ALL_OF_A_KIND) or sentence.bracket_at(number.span.start) is not None:
        return frame
    first, last = told[0].span, told[-1].span
    has_own_results = sentence.numbers_between(first.end, last.start)
    if has_own_results or not told[0].value or sentence.part_start(first.start) != sentence.part_start(last.start):
        return frame  # 直接起诉4件，维持4件，复议后起诉2件，维持2件
    results = sentence.numbers_between(last.end, len(sentence.text))[:LONGEST_LIST]
    are_all = sum(one.value for one in results if one.unit == number.unit) == sum(one.value for one in told)
    return of_all if are_all else None


def as_gross(passage: Passage, frame: Frame, own: Phrase, quantity: Quantity) -> Frame:
    """The frame of what all media have published, for a number behind the smaller one of what was disclosed.

    公开1240条，通过各种渠道公开2350条: what several media publish counts once for each.

    Args:
        passage: What the text has stated.
        frame: What the words of the number fit.
        own: The words in front of it.
        quantity: The number.
    """
    whole = passage.totals.of(DISCLOSED)
    if frame.code != DISCLOSED or whole is None or whole.value >= quantity.value:
        return frame
    tells_ways = "through" in own.modifiers and _WAYS.search(own.text, own.start, own.end) is not None
    return frame_of(THROUGH_ALL) if tells_ways else frame


def as_already_public(frame: Frame, phrases: Phrases, index: int) -> Frame:
    """The frame of what was public before it was asked for, beside what was granted (同意公开的2件，已公开的3件).

    Args:
        frame: What the words of the number fit.
        phrases: The phrases of its sentence.
        index: Index of the number in it.
    """
    if frame.code != _GRANTED or _OUTCOME in frame.needs or _OUTCOME not in phrases.all.features:
        return frame
    return frame_of(_ALREADY_PUBLIC) if _ARE_PUBLIC.search(phrases.sentence.before(index).text) else frame


def as_still_open(frame: Frame, phrases: Phrases, index: int) -> Frame:
    """The frame of what is carried over, for applications of which only those are meant that are still open.

    收到申请57件，办结56件；12月29日收到的1件尚在办理期限内.

    Args:
        frame: What the words of the number fit.
        phrases: The phrases of its sentence.
        index: Index of the number in it.
    """
    is_of_some = frame.code == RECEIVED and phrases.sentence.before(index).text.endswith(_OF)
    return frame_of(CARRIED_OUT) if is_of_some and _OPEN in phrases.after(index).features else frame


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
    earlier = next((one for one in passage.of_this_sentence if one.key == found.key), None)
    if earlier is None or earlier.quantity.value == found.quantity.value:
        return frame
    before = next((value for term in earlier.terms if (value := term.value("act")) in _DONE), None)
    if act == "handled":
        return None
    if before == "handled":
        passage.take_back(earlier)
    elif before == "concluded" and act == "answered":
        passage.take_back(earlier)
        passage.add(earlier._replace(code=CONCLUDED))
    elif before == "answered" and act == "concluded":
        return frame_of(CONCLUDED)
    return frame


def without_what_is_carried_out(passage: Passage, carried_out: Found) -> None:
    """Takes back what was handled as answered, where what is carried out is a part of it.

    办理23件，21件按期答复，2件结转下年度: 23 came in, and 21 of them were answered.

    Args:
        passage: What the text has stated.
        carried_out: What is carried over to the next year.
    """
    sentence = carried_out.sentence
    for one in passage.of_this_sentence:
        handled = any(term.value("act") == "handled" for term in one.terms)
        rest = one.quantity.value - carried_out.quantity.value
        is_told = any(quantity.value == rest for quantity in sentence.quantities)
        if one.code == ANSWERED and handled and carried_out.quantity.value and is_told:
            passage.take_back(one)
            return


def without_other_leaders(passage: Passage, head: Found) -> None:
    """Takes back what any leaders took part in, where the part of the head follows (局领导参加4次，其中主要负责人1次).

    Args:
        passage: What the text has stated.
        head: What the head took part in, which is called a part.
    """
    for one in [one for one in passage.of_this_sentence if one.key == head.key]:
        passage.take_back(one)

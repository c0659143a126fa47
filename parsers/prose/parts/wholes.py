"""Numbers that others make up: a total behind its parts or in front of them, which tell what it counts.

| a whole | of | example | told by |
|---|---|---|---|
| a number that names nothing | what precedes it | 检索费12元、复制费8元，**合计20元** | `add_as_total` |
| a number without a label | what its brackets hold | **74人**（专职5人，兼职69人） | `take_for_the_whole` |
| a number that gave no figure | what is called its parts | **人员146名**，其中专职31名，兼职115名 | `take_for_wholes` |
| what a platform published | its sites and accounts | **平台公开137条**，其中网站公开106条 | `take_for_a_total` |
| a number that names nothing | a list of a medium | 网站公布预算信息14条，规划7条，**共21条** | `take_for_the_sum` |
| none that is printed | parts of one code | 检索费12元、复制费8元 | `take_back_parts_of_one_code` |
"""

from __future__ import annotations

import bisect
import itertools
from collections import defaultdict
from collections.abc import Sequence

from parsers.knowledge.codebook import codebook
from parsers.prose.context.found import Found
from parsers.prose.context.passage import Passage
from parsers.prose.parts.dating import year_of_number
from parsers.prose.parts.draft import Draft
from parsers.prose.sentences.sort_names import sort_of
from parsers.prose.words.codes import DISCLOSED, OF_CHANNELS, PUBLISHED, WEBSITE
from parsers.prose.words.frames import frame_if_any, frame_of
from parsers.prose.words.marks import IN_ALL, INFORMATION, PLATFORM
from parsers.prose.words.shares import part_name
from parsers.text.numbers import Quantity

_OF_ALL_INFORMATION = {("obj", "information"), ("act", "disclose"), ("strong", "yes")}
_OF_GOVERNMENT = ("政府信息", "政务信息")
_ROUNDING = 1e-6
_CHARGED = "fees.charged"
_MOST_PARTS = 20
"""Figures before a total that are looked at: a list of charges is shorter."""


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
                disclosed = frame_of(DISCLOSED)
                draft.passage.emit(draft.found(index, DISCLOSED)._replace(frame=disclosed), disclosed)
            else:
                _add_what_parts_make_up(draft, told, index, start, end_of_parts)


def take_back_parts_of_one_code(draft: Draft) -> None:
    """Takes back figures of one code that are parts of it, as none is all of it (检索费12元、复制费8元).

    Where all but one are zero, that one is.

    Args:
        draft: The sentence, read to its end.
    """
    told = draft.passage.lately
    if len(told) < 2:
        return
    parts: dict[tuple[object, ...], dict[str, Found]] = defaultdict(dict)
    for one in told:
        if not one.implied and (kind := _part_of_its_code(one)):
            parts[*one.key, one.label, one.scope][kind] = one
    for alike in parts.values():
        some = [one for one in alike.values() if one.quantity.value]
        given_up = [one for one in alike.values() if some and (len(some) > 1 or one not in some)]
        for one in given_up if len(alike) > 1 else ():
            draft.passage.take_back(one)
            draft.leave(draft.sentence.quantities.index(one.quantity), "one of the parts of what its words name")


def _part_of_its_code(found: Found) -> str:
    """What a charge was for, or who decided a case, as it is said; empty where nothing says it, and of other codes."""
    if found.code == _CHARGED:
        return "、".join(term.text for term in found.terms if term.value("cost"))
    verdict = next((term.start for term in found.terms if term.value("verdict")), None)
    if verdict is None:
        return ""
    return part_name(found.sentence.words(found.start, verdict).text) or ""


def _add_what_parts_make_up(draft: Draft, told: Sequence[Found], index: int, start: int, end: int) -> None:
    """Adds a number as what figures of the year between two positions make up, if they do; the figures are in order."""
    passage, quantity, own = draft.passage, draft.sentence.quantities[index], draft.phrases.own(index)
    if own.verb is not None or "medium" in own.slots or part_name(own.text[own.start : own.end]) is not None:
        return  # what was done, where, or by whom is told, and fits no code: 上报300条, 政务新媒体901条, 乡镇60人
    behind = told[bisect.bisect_left(told, start, key=_place) : bisect.bisect_left(told, end, key=_place)]
    parts_of_it = [one for one in behind if one.year == passage.year]
    code = _whole_of(parts_of_it, quantity)
    frame = frame_if_any(code)
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
    if not all(noun.endswith(_OF_GOVERNMENT) for noun in nouns):
        return False
    behind = range(index + 1, len(draft.sentence.quantities))
    alike = (place for place in behind if draft.sentence.quantities[place].span.end <= end)
    parts_of_it = [place for place in alike if draft.sentence.quantities[place].unit == whole.unit]
    are_of_media = all("medium" in draft.phrases.own(place).slots for place in parts_of_it)
    total = sum(draft.sentence.quantities[place].value for place in parts_of_it)
    return are_of_media and total == whole.value


def take_for_a_total(draft: Draft, of_a_medium: Found) -> None:
    """What a platform published is all, where a site or an account is a part of it (平台公开137条，其中网站公开106条).

    Args:
        draft: The sentence.
        of_a_medium: The figure of the medium, which is called a part.
    """
    passage = draft.passage
    before = [*passage.of_this_sentence, *filter(None, [passage.opening if draft.tree.begins_below else None])]
    whole = next((one for one in before if one.code == WEBSITE), None)
    if whole is None or passage.totals.of(DISCLOSED) is not None:
        return
    if not any(term.text.endswith(PLATFORM) for term in whole.terms):
        return
    if of_a_medium.code != WEBSITE and not _make_up(draft, whole.quantity, of_a_medium.quantity):
        return  # 平台公开137条，其中微信转发26条
    disclosed = frame_of(DISCLOSED)
    passage.correct(whole, whole._replace(code=DISCLOSED, frame=disclosed, scope=None), disclosed)


def _make_up(draft: Draft, whole: Quantity, part: Quantity) -> bool:
    """Whether the media of a list of parts, of which one is given, make up a whole."""
    index = next(i for i, one in enumerate(draft.sentence.quantities) if one.span == part.span)
    members = [place for place in draft.tree.members_beside(index) if "medium" in draft.phrases.own(place).slots]
    return sum(draft.sentence.quantities[place].value for place in members) == whole.value


def add_as_total(passage: Passage, found: Found, words: str) -> bool:
    """Adds a total that names nothing, if it is the sum of what stands before it (检索费12元、复制费8元，合计20元).

    Args:
        passage: What the text has stated.
        found: The number.
        words: The words in front of it.

    Returns:
        Whether it is.
    """
    if words not in IN_ALL:
        return False
    total = _total_of(passage.lately, found.quantity) or _untold_whole_of(passage, found.quantity)
    frame = frame_if_any(total)
    if frame is None:
        return False
    for part in passage.lately:
        if part.code == total:
            passage.withdraw(part)
    passage.emit(found._replace(code=total, frame=frame), frame)
    return True


def take_for_the_sum(draft: Draft, index: int) -> bool:
    """Takes a number that names nothing for what a medium published, if it sums up the list that begins with it.

    在网站公布预算信息14条，规划信息7条，共21条: the medium is said of all of the list, and its first number is a part.
    It is so, too, where the sum does not fit: then there is no figure.

    Args:
        draft: The sentence.
        index: Index of the number that sums up.

    Returns:
        Whether it does.
    """
    sentence, passage = draft.sentence, draft.passage
    told = passage.of_this_sentence[-1:]
    if sentence.before(index).text not in IN_ALL or not told:
        return False
    first, whole = told[0], sentence.quantities[index]
    if not first.code.startswith(OF_CHANNELS) or first.frame is None:
        return False
    begins = next((place for place, one in enumerate(sentence.quantities) if one.span == first.quantity.span), index)
    listed = sentence.quantities[begins:index]
    if len(listed) < 2 or any(one.unit != whole.unit for one in listed):
        return False
    if not all(_names_a_sort(draft, place) for place in range(begins + 1, index)):
        return False
    if sum(one.value for one in listed) != whole.value:
        passage.withdraw(first)
        return False
    passage.correct(first, first._replace(quantity=whole, end=whole.span.end), first.frame)
    return True


def _names_a_sort(draft: Draft, index: int) -> bool:
    """Whether a number in a list counts information of a sort, published with that in front of it.

    Not so 官网发布52条，在省政府网站专栏发布7条，总计59条; 微信发布120条，其中原创30条，共150条.
    """
    own = draft.phrases.own(index)
    words = draft.sentence.before(index).text
    are_published = all(term.value("act") in PUBLISHED for term in own.of("act"))
    is_sort = words.endswith(INFORMATION) or sort_of(words) is not None
    return is_sort and are_published and "medium" not in own.slots and "part" not in own.modifiers


def last_to_make_up(whole: Quantity, told: Sequence[Found]) -> Sequence[Found]:
    """The last figures of a list that make up a number; none if they do not.

    Args:
        whole: The number.
        told: The figures, in reading order.
    """
    total = 0.0
    for begins in range(len(told) - 1, -1, -1):
        total += told[begins].quantity.value
        if total >= whole.value:
            return told[begins:] if total == whole.value else ()
    return ()


def _untold_whole_of(passage: Passage, whole: Quantity) -> str:
    """The code of which all figures of the sentence are parts, if a number is their sum, and no other was told."""
    told = passage.lately
    code = _whole_of(told, whole) if all(one.year == passage.year for one in told) else ""
    return code if passage.totals.of(code) is None else ""


def _whole_of(parts: Sequence[Found], whole: Quantity) -> str:
    """The code of which figures are the parts, if they make up a number; empty if they do not, or count several things.

    Args:
        parts: The figures.
        whole: The number.
    """
    alike = [part for part in parts if not part.label and not part.implied and part.quantity.unit == whole.unit]
    wholes = {codebook()[part.code].parent for part in alike}
    is_sum_of = abs(sum(part.quantity.value for part in alike) - whole.value) < _ROUNDING
    return wholes.pop() if len(alike) > 1 and len(wholes) == 1 and is_sum_of else ""


def _total_of(parts: Sequence[Found], whole: Quantity) -> str:
    """The code of which a number is the total, because figures before it add up to it; empty if it is none.

    Args:
        parts: Figures of the sentence so far.
        whole: The number.
    """
    near = parts[-_MOST_PARTS:]
    alike = [part for part in near if part.quantity.unit == whole.unit and not part.label]
    groups: dict[str, list[float]] = defaultdict(list)
    for part in alike:
        groups[part.code].append(part.quantity.value)
    sums = (code for code, values in groups.items() if len(values) > 1 and abs(sum(values) - whole.value) < _ROUNDING)
    return next(sums, "")


def _place(found: Found) -> int:
    return found.quantity.span.start

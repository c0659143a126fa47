"""Lists of sorts of information: numbers that the sentence, or their sum, shows to be parts of what was disclosed."""

from __future__ import annotations

import bisect
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from parsers.model import Span
from parsers.prose.context.found import Found
from parsers.prose.context.passage import Passage
from parsers.prose.parts.listed_parts import SHORTEST_LIST, Item, begins_with, listed_as_parts
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.sentences.publication import taken_apart
from parsers.prose.sentences.sort_names import MEASURES, MEASURES_OF_SORTS, PLATFORMS, sort_name, sort_of
from parsers.prose.words.codes import DECISIONS, DISCLOSED, MADE_PUBLIC, OF_CHANNELS, PUBLISHED, SORTS, WEBSITE
from parsers.prose.words.lexicon import features_of
from parsers.prose.words.marks import IN_ALL, INFORMATION, PERCENT
from parsers.prose.words.shares import part_name
from parsers.text.numbers import Quantity

_ROUNDING = 0.005
"""What items that are given in 万 may miss of their total, as a share of it."""
_MEASURES_OF_LISTS = ("项", "个", "份")
"""Those of sorts that make up all that was disclosed, whatever each of them is counted in (档案180个、年度报告1条)."""
_THE_REST = ("其余", "剩余")
"""Words in front of a number that the noun behind it names (其余486条为工作动态)."""
_IS = ("为", "是", "属于", "属")
_GRANTED, _DENIED = ("outcome", "granted"), ("outcome", "denied")
_COUNTED_FOR_THEMSELVES = {("obj", "interpretation"), ("obj", "normative"), ("obj", "rules")}
_RECEIVED = ("act", "received")
_LISTED_BESIDE_SORTS = ("documents.normative.published", "documents.rules.published", "proposals.")
"""Beginnings of codes of information that lists of sorts count, too."""
_TOPICS_OF_SORTS = ("proactive_disclosure", "overview", "")
"""Topics of sections in which a verb of publishing may be said of sorts of information."""
_BRACKET, _ADDED, _SUMMED = "（", "new", "累计"
"""Begins what was added to the sum over years in front of it."""
_PUBLISHED_ON = ("平台", "系统")
"""What something may be published on that is no known medium (在省信用公示平台发布)."""


class _Whole(NamedTuple):
    """What sorts of information are parts of.

    Attributes:
        quantity: Its number.
        is_all: Whether it is all that was disclosed, and not what a website shows.
        of_columns: Whether names of columns may be names of its sorts.
    """

    quantity: Quantity
    is_all: bool
    of_columns: bool


def may_be_named(found: Found, before: str, after: str) -> str | None:
    """The words that may be the name of a sort of information, until the sentence has been read; None for none."""
    if found.quantity.unit not in (*MEASURES, *_MEASURES_OF_LISTS, ""):
        return None
    verb = next(filter(after.startswith, _IS), None)
    behind = after.removeprefix(verb) if verb else None
    return (behind if before in _THE_REST and behind else before) or behind


def name_sorts(unnamed: Sequence[Item], phrases: Phrases, passage: Passage) -> None:
    """Adds the unnamed numbers of a sentence as sorts of information, if they are a list of them.

    Numbers are, the surest first:

    | because | example |
    |---|---|
    | they complete a number in front of them | 网站公开3239条，其中概况362条、动态1777条、目录1100条 |
    | they add up to all that was disclosed | (公开86条。) 概况62条、动态24条 |
    | they are listed as parts (`listed_parts`) | 公开信息86条，其中概况12条、动态24条 |
    | one verb of publishing is said of all of them | 公开规划类文件35件，环保类文件15件 |

    Args:
        unnamed: Numbers of the sentence that nothing names, each with the words that may name it.
        phrases: The phrases of the sentence.
        passage: What the text is about.
    """
    added = _added_to(phrases, passage)
    _take_what_was_added(added, passage)
    if not unnamed or passage.theme.is_by_attribute:
        return
    unnamed = list(_of_the_year(unnamed, added))
    proven = _that_complete_a_whole(unnamed, phrases, passage)
    for label, found in proven:
        passage.add(found._replace(code=SORTS, label=label))
    rest = [(words, found) for words, found in unnamed if all(found is not one for _, one in proven)]
    rest = list(_published_here(rest, phrases, passage))
    if not rest or _counts_other_things(phrases, passage):
        return
    named = _that_are_parts(rest, phrases, passage) or _that_one_verb_publishes(rest, phrases, passage)
    for label, found in named:
        passage.add(found._replace(code=SORTS, label=label))


def _take_what_was_added(added: Mapping[Span, Quantity], passage: Passage) -> None:
    """Puts what was added in the year in the place of the stock of a sort (政策法规类信息1460条（2022年新增94条）)."""
    told = {one.quantity.span for one in passage.of_this_sentence} if added else set()
    for sort in [one for one in passage.of_this_sentence if one.code == SORTS and one.quantity.span in added]:
        new = added[sort.quantity.span]
        if new.span not in told:
            passage.take_back(sort)
            passage.add(sort._replace(quantity=new, end=new.span.end))


def _of_the_year(items: Sequence[Item], added: Mapping[Span, Quantity]) -> Iterator[Item]:
    """The items; one that is only the stock of a sort gives its words to what was added to it in the year."""
    places = {found.quantity.span: found for _, found in items} if added else {}
    taken = {added[span].span for span in places if span in added}
    for words, found in items:
        new = added.get(found.quantity.span)
        if new is not None and new.span in places:
            yield words.removesuffix(_SUMMED), places[new.span]
        elif found.quantity.span not in taken:
            yield words, found


def _added_to(phrases: Phrases, passage: Passage) -> Mapping[Span, Quantity]:
    """By the place of a number, how many were added to it, as brackets behind it say (1460条（2022年新增94条）).

    What is no more than all of the year is of the year itself (公开640条，其中概况类40条（新增14条），动态类600条).
    """
    if _ADDED not in phrases.all.modifiers:
        return {}
    whole = _whole_of_sorts(passage)
    most = whole.quantity.value if whole is not None else 0
    pairs = itertools.pairwise(phrases.sentence.quantities)
    return {stock.span: new for stock, new in pairs if stock.value > most and _is_added_to(stock, new, phrases)}


def _is_added_to(stock: Quantity, new: Quantity, phrases: Phrases) -> bool:
    """Whether brackets behind a number begin with how many were added to it, and say nothing else of them."""
    start = stock.span.end
    if phrases.sentence.text[start : start + 1] != _BRACKET or stock.unit != new.unit or new.value > stock.value:
        return False
    words = phrases.phrase(start + 1, new.span.start)
    return _ADDED in words.modifiers and not (words.slots - {"time"} or words.unknown)


def _published_here(items: Sequence[Item], phrases: Phrases, passage: Passage) -> Iterator[Item]:
    """The items that are no parts of a sort, and that no other medium has published, nor goes on with.

    在省信用平台发布许可信息69条，处罚信息3条.
    """
    places = {quantity.span: index for index, quantity in enumerate(phrases.sentence.quantities)}
    counted = [*(one for one in passage.of_this_sentence if one.code == SORTS), *(one for _, one in items)]
    for label, found in items:
        is_below = _is_below_a_sort(found, counted)
        if not is_below and not is_published_elsewhere(phrases, places[found.quantity.span]):
            yield label, found


def _is_below_a_sort(item: Found, sorts: Sequence[Found]) -> bool:
    """Whether a number stands in the brackets of a sort, and counts a part of that (工作动态280条（市县90条）)."""
    around = item.sentence.bracket_at(item.quantity.span.start)
    return around is not None and any(one.quantity.span.end == around.start for one in sorts)


def is_published_elsewhere(phrases: Phrases, index: int) -> bool:
    """Whether another medium than a website is said to have published what a number counts, also ahead in its list.

    微信发布……, 在省信用平台发布许可信息69条，处罚信息3条.

    Args:
        phrases: The phrases of the sentence.
        index: Index of the number in it.
    """
    if "medium" not in phrases.all.slots and "through" not in phrases.all.modifiers:
        return False
    sentence = phrases.sentence
    begins = sentence.part_start(sentence.quantities[index].span.start)
    first = bisect.bisect_left(sentence.quantities, begins, key=lambda one: one.span.start)
    while index > first and phrases.own(index).verb is None:
        index -= 1
    own = phrases.own(index)
    verb = max((term.start for term in own.of("act") if term.value("act") in PUBLISHED), default=own.start)
    ahead = [term for term in own.terms if own.start <= term.start and term.end <= verb]
    if any(term.value("medium") == "website" or term.value("part") for term in ahead):
        return False
    through = next((term.end for term in ahead if term.modifier == "through"), verb)
    is_somewhere = any(word in own.text[through:verb] for word in _PUBLISHED_ON)
    return is_somewhere or any(term.value("medium") in PLATFORMS for term in ahead)


def _counts_other_things(phrases: Phrases, passage: Passage) -> bool:
    """Whether a sentence lists media or outcomes, and no sorts yet."""
    if _sorts_of(passage):
        return False
    said = phrases.all.features
    asks = passage.theme.topic == "applications" or ("obj", "application") in said
    return _lists_media(phrases, passage) or _DENIED in said or (asks and _GRANTED in said)


def _that_are_parts(items: Sequence[Item], phrases: Phrases, passage: Passage) -> list[Item]:
    """Numbers with their labels that their sum, or words of their sentence, show to be parts of what was disclosed."""
    says_so = ("obj", "information") in phrases.all.features or all(INFORMATION in words for words, _ in items)
    if not says_so and not _has_just_disclosed(passage, items[0][1]):
        return []
    whole = _whole_of_sorts(passage)
    if whole is None:
        return _listed_below_none(items, phrases, passage) if says_so else []
    if whole.quantity.value and _add_up(items, whole.quantity):
        proven = _labelled(items, whole.quantity.value, is_proven=True, of_columns=True)
        if whole.is_all or len(proven) == len(items):
            return proven
        if len(proven) < SHORTEST_LIST:
            return []  # 网站公开81条，其中主动公开76条，约稿5条: a website may be divided otherwise than by sorts
    return _listed_below(whole, items, phrases, passage)


def _whole_of_sorts(passage: Passage) -> _Whole | None:
    """What sorts of information are parts of, or None where no number tells it."""
    disclosed, shown = passage.totals.of(DISCLOSED), passage.totals.of(WEBSITE)
    if disclosed is not None:
        of_columns = all(one.code != WEBSITE for one in passage.of_this_sentence)
        return _Whole(disclosed, is_all=True, of_columns=of_columns)
    return _Whole(shown, is_all=False, of_columns=False) if shown is not None else None


def _listed_below_none(items: Sequence[Item], phrases: Phrases, passage: Passage) -> list[Item]:
    """The items of a list of information whose whole no number tells, if the list is long and counts alike."""
    sorts = _sorts_of(passage)
    if len(items) + sorts < SHORTEST_LIST:
        return []
    mine = [(words, one) for words, one in items if not _is_part_of_other_things(one, phrases, passage)]
    alike = [
        (words, found)
        for words, found in mine
        if found.quantity.unit in MEASURES_OF_SORTS and not _has_a_code(words, found, MEASURES)
    ]
    listed = listed_as_parts(alike, phrases, passage, has_sorts=sorts > 0)
    named = _labelled(listed, math.inf, is_proven=False)
    return named if _are_counted_alike(listed, phrases) or begins_with(named, phrases) else []


def _listed_below(whole: _Whole, items: Sequence[Item], phrases: Phrases, passage: Passage) -> list[Item]:
    """The items that words call parts of a whole.

    What was disclosed in all says that they are its sorts. What a website shows in one measure it may show as other
    things in another (网站发布4718条，其中政策文件19份、意见征集12件).
    """
    unit, sorts = whole.quantity.unit, _members_of(passage, whole.quantity)
    mine = [(words, one) for words, one in items if not _is_part_of_other_things(one, phrases, passage)]
    alike = [
        (words, found)
        for words, found in mine
        if found.quantity.unit in (*MEASURES_OF_SORTS, unit)
        and found.quantity.value <= whole.quantity.value
        and not _has_a_code(words, found, (unit,))
    ]
    listed = listed_as_parts(alike, phrases, passage, has_sorts=sorts > 0)
    is_in_its_measure = unit not in MEASURES if whole.is_all else not _are_counted_alike(listed, phrases)
    if is_in_its_measure:
        listed = [(words, found) for words, found in listed if found.quantity.unit == unit]
    named = _labelled(listed, whole.quantity.value, is_proven=False, of_columns=whole.of_columns)
    if len(named) == 1 and not _sorts_of(passage) and part_name(named[0][0]) is not None:
        return []  # 其中规范性文件11件，镇街88件
    is_alone = len(named) == 1 and not sorts
    return [] if is_alone and named[0][1].quantity.unit != unit else named


def _sorts_of(passage: Passage) -> int:
    """How many sorts the sentence has counted so far."""
    return sum(one.code == SORTS for one in passage.of_this_sentence)


def _members_of(passage: Passage, whole: Quantity) -> int:
    """How many parts of what was disclosed the sentence has counted so far, with those that have codes of their own.

    公开信息1634条，其中规范性文件11件，重大项目批复92件.
    """
    is_here = any(one.quantity is whole for one in passage.of_this_sentence)
    begins = whole.span.end if is_here else 0
    return sum(
        one.code == SORTS
        or (
            one.code.startswith(_LISTED_BESIDE_SORTS)
            and one.quantity.span.start >= begins
            and one.quantity.value < whole.value
        )
        for one in passage.of_this_sentence
    )


def _are_counted_alike(items: Sequence[Item], phrases: Phrases) -> bool:
    """Whether all numbers of the list that items begin are counted in one measure."""
    begins = items[0][1].quantity.span.start if items else 0
    return len({one.unit for one in phrases.sentence.quantities if items and begins <= one.span.start}) == 1


def _has_a_code(words: str, found: Found, measures: Sequence[str]) -> bool:
    """Whether words name what is counted for itself, in a measure that does not count sorts (政策解读49项).

    Where sorts are a part of a whole, that is another measure than its own (发布信息2410条，其中……部门解读文件19件).
    """
    return found.quantity.unit not in measures and not _COUNTED_FOR_THEMSELVES.isdisjoint(
        taken_apart(words).name.features
    )


def _labelled(items: Sequence[Item], whole: float, *, is_proven: bool, of_columns: bool = False) -> list[Item]:
    """The items that have a label, and are no more than their whole."""
    named = ((sort_name(words, is_proven=is_proven, of_columns=of_columns), found) for words, found in items)
    return [(label, found) for label, found in named if label and found.quantity.value <= whole]


def _that_one_verb_publishes(items: Sequence[Item], phrases: Phrases, passage: Passage) -> list[Item]:
    """Numbers of nouns that one verb of publishing is said of (向社会公开规划类文件35件，环保类文件15件).

    They are three at least, or called 类, they are counted alike, all of them are names of sorts, nothing else is
    counted between them, none is called a part, and no medium but the website is told.
    """
    items = [(words, found) for words, found in items if words not in IN_ALL]
    if not items or passage.theme.topic not in _TOPICS_OF_SORTS:
        return []
    labelled = _labelled(items, math.inf, is_proven=False)
    places = {quantity.span: index for index, quantity in enumerate(phrases.sentence.quantities)}
    beside = _listed_with(places[items[0][1].quantity.span], phrases, passage)
    if len(items) + len(beside) < 2:
        return []
    is_short = len(items) + max(_sorts_of(passage), len(beside)) < SHORTEST_LIST
    if is_short and any(sort_of(words) is None for words, _ in items):
        return []  # 刊登市政府文件13件，市政府办公室文件39件
    if any(not DECISIONS.isdisjoint(taken_apart(words).name.features) for words, _ in items):
        return []  # 公示行政许可1043件、行政处罚54件
    units = {found.quantity.unit for _, found in items}
    if len(labelled) < len(items) or (len(units) > 1 and is_short) or not units <= set(MEASURES_OF_SORTS):
        return []
    quantities = phrases.sentence.quantities
    first, *rest = [*beside, *(places[found.quantity.span] for _, found in items)]
    between = set(range(first, max([first, *rest]))) - {first, *rest}
    if not all(_may_stand_between(phrases, index) for index in between):
        return []
    own, others = phrases.own(first), [phrases.own(index) for index in rest]
    before = quantities[first - 1].span if first else None
    if own.verb is None and any(one.code == SORTS and one.quantity.span == before for one in passage.of_this_sentence):
        own, others = phrases.own(first - 1), [own, *others]  # 公开规划计划类3条，人事信息1条，财政信息2条
    verb = own.verb
    if verb is None or verb.value("act") not in PUBLISHED or not own.text[verb.end : own.end].strip():
        return []
    if phrases.say_part(own.end, others[-1].end) or any(_publishes(one) for one in others):
        return []
    media = {term.value("medium") for one in (phrases.lead(first), own) for term in one.of("medium")}
    return labelled if media <= {"website"} else []


def _listed_with(index: int, phrases: Phrases, passage: Passage) -> list[int]:
    """The numbers in front of one in its list, if all are documents, suggestions or sorts, or information at the head.

    公开规范性文件3条、提案办理信息29条、人事信息11条. Empty if anything else stands there.
    """
    told = {one.quantity.span: one.code for one in passage.of_this_sentence}
    head = index
    while head and phrases.goes_on(head) and not _publishes(phrases.own(head)):
        head -= 1
        code = told.get(phrases.sentence.quantities[head].span, "")
        is_at_the_head = code in (DISCLOSED, WEBSITE) and _publishes(phrases.own(head))
        if not (code.startswith((SORTS, *_LISTED_BESIDE_SORTS)) or is_at_the_head):
            return []
    return list(range(head, index))


def _may_stand_between(phrases: Phrases, index: int) -> bool:
    """Whether a number interrupts no list: a share, or what is counted for itself (解读信息8条)."""
    unit = phrases.sentence.quantities[index].unit
    own = phrases.own(index)
    is_listed = unit in MEASURES and own.verb is None and not _COUNTED_FOR_THEMSELVES.isdisjoint(own.features)
    return unit == PERCENT or is_listed


def _publishes(words: Phrase) -> bool:
    """Whether words have a verb of publishing that is not the end of a name (党务公开23条)."""
    return any(term.value("act") in PUBLISHED and term.end < words.end for term in words.of("act"))


def _that_complete_a_whole(unnamed: Sequence[Item], phrases: Phrases, passage: Passage) -> list[Item]:
    """Numbers with their names that make up, with others, a number of disclosed information in front of them all.

    That may be what the sentence before begins with (公开信息1324条。其中……).
    网站公开3239条，其中概况362条、动态1777条、目录1100条: the sum shows what they are. One alone that is
    all of it is called a part (公开231条，其中工作动态231条).
    """
    named = [("", one) for one in passage.of_this_sentence if not one.implied]
    told = sorted((*named, *unnamed), key=_place)
    for whole in filter(None, (passage.opening, *(one for _, one in named))):
        if whole.label or whole.year != passage.year or whole.code not in (DISCLOSED, WEBSITE):
            continue
        if not whole.quantity.value:
            continue  # noughts prove nothing
        begins = -1 if whole is passage.opening else whole.quantity.span.end
        behind = itertools.islice(told, bisect.bisect_right(told, begins, key=_place), None)
        items: list[Item] = []
        rest = whole.quantity.value
        for words, one in behind:
            if one.quantity.unit not in (whole.quantity.unit, "") or one.code.startswith(OF_CHANNELS):
                break
            if one.quantity.value > rest:
                break
            items.append((words, one))
            rest -= one.quantity.value
            if not rest and (len(items) > 1 or phrases.say_part(begins + 1, one.quantity.span.start)):
                rest_of_it = [(words, one) for words, one in items if (words, one) in unnamed]
                proven = [(sort_name(words, is_proven=True, of_columns=True), one) for words, one in rest_of_it]
                return proven if all(label for label, _ in proven) else []
    return []


def _place(item: Item) -> int:
    return item[1].quantity.span.start


def _add_up(unnamed: Sequence[Item], total: Quantity) -> bool:
    """Whether numbers make up all that was disclosed; where each is counted in its own measure, three at least."""
    measures = {total.unit, *(found.quantity.unit for _, found in unnamed)}
    if len(unnamed) < (2 if measures <= set(MEASURES) else SHORTEST_LIST):
        return False
    rounded = any("万" in found.quantity.printed for _, found in unnamed)
    slack = _ROUNDING * total.value if rounded else 0.5
    return abs(sum(found.quantity.value for _, found in unnamed) - total.value) <= slack


def _lists_media(phrases: Phrases, passage: Passage) -> bool:
    """Whether a sentence counts what several media have published; what it counts beside is of one more medium."""
    counted = sum(one.code.startswith(OF_CHANNELS) and one.code != WEBSITE for one in passage.of_this_sentence)
    return counted > 1 or len(_media_that_count(phrases)) > 2


def _media_that_count(phrases: Phrases) -> set[str]:
    """The media that numbers of a sentence say to have published something, whether or not they gave figures."""
    owns = (phrases.own(index) for index in range(len(phrases.sentence.quantities)))
    by_verbs = (own for own in owns if own.verb is not None and own.verb.value("act") in MADE_PUBLIC)
    return {value for own in by_verbs for term in own.of("medium") if (value := term.value("medium"))}


def _is_part_of_other_things(item: Found, phrases: Phrases, passage: Passage) -> bool:
    """Whether a number is of what came in, or 其中 makes it a part of a larger one ahead that is no information.

    收到咨询61件，信箱2件; 解读15篇，其中其他解读5篇.
    """
    start = item.quantity.span.start
    ahead = [one for one in passage.lately if one.quantity.span.end <= start]
    last = max(ahead, key=lambda one: one.quantity.span.start, default=None)
    if last is not None and _RECEIVED in features_of(last.terms) and last.start >= phrases.sentence.part_start(start):
        return True
    alike = (one for one in reversed(ahead) if one.quantity.unit == item.quantity.unit)
    larger = next((one for one in alike if one.quantity.value > item.quantity.value), None)
    if larger is None or larger.code.startswith("disclosure."):
        return False
    return phrases.say_part(larger.quantity.span.end, start)


def _has_just_disclosed(passage: Passage, item: Found) -> bool:
    # What is a part of 48 interpretations is none of the information that the sentence before counts.
    ahead = [one for one in passage.of_this_sentence if one.quantity.span.start < item.quantity.span.start]
    near = ahead or tuple(filter(None, (passage.last, passage.opening)))
    return any(one.code.startswith("disclosure.") for one in near)

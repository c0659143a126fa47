"""Numbers that are summed over years, and those of the report's year beside them.

A report may state a sum over years and, beside it, the number of its own year: 累计推送4012条，2018年推送816条. The sum
is no figure then, and the number of the year counts what the sum counts.

| the number of the year | names what it counts | the sum | so |
|---|---|---|---|
| 累计推送4012条，**2018年推送816条** | no | gave no figure | it takes the frame of the sum (`frame_of_the_sum`) |
| 截至年底公开615条，**今年新增94条** | no | gave a figure | the same, and the sum is taken back with it |
| 公开7100条，**其中今年更新830条** | something else | gave a figure | the sum is taken back (`take_back_sum`) |
| 累计公开418条，**其中新增公开93条** | no | gave a figure | it takes the frame, and the sum is taken back |
| 累计公开418条，**新增公开93条** | yes | gave a figure | the sum is taken back (`stands_beside_sums`) |

So does a number that sums up what the one in front gives for each time (公报每期印发1500份，**共9000份**).

Parts of a sum are told here, too (`is_part_of_a_sum`). What words say of times is read in `times`, and which numbers
are of no single year at all in `dating`.
"""

from __future__ import annotations

from collections.abc import Iterator

from parsers.prose.context.found import Found
from parsers.prose.context.passage import Passage
from parsers.prose.context.scopes import scope_of
from parsers.prose.context.times import Time, names_a_year, time_between, time_of
from parsers.prose.parts.draft import Draft
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.sentences.tree import Tree
from parsers.prose.words.codes import DISCLOSED, WEBSITE, is_stock
from parsers.prose.words.frames import Frame
from parsers.prose.words.lexicon import Feature
from parsers.prose.words.marks import IN_ALL
from parsers.prose.words.years import is_rate

_FAMILY = "disclosure."
_ALL_YEAR = "全年"


def is_part_of_a_sum(phrases: Phrases, tree: Tree, index: int, passage: Passage, found: Found) -> bool:
    """Whether a number is a part of one that was summed over other times (截至年底累计公开115条，其中区政府46条).

    Parts that make up the number of the year are its parts, although a sum stands between (2015年公开51条，历年累计公开
    368条。其中，区政府公开42条，区直部门公开9条).

    Args:
        phrases: The phrases of the sentence.
        tree: Its tree.
        index: Index of the number in it.
        passage: What the text is about.
        found: The number with the words that belong to it.
    """
    summed = passage.sums.frame
    if summed is None or not tree.is_member(index):
        return False
    if time_of(phrases, passage.year, found).is_of_this_year_alone:
        return False
    of_the_year = passage.totals.of(summed.code)
    parts = [phrases.sentence.quantities[place].value for place in tree.members_beside(index)]
    return of_the_year is None or sum(parts) != of_the_year.value


def frame_of_the_sum(draft: Draft, index: int) -> Frame | None:
    """What a number counts of this year alone, by a sum in front of it (累计推送4012条，2018年推送816条).

    Args:
        draft: The sentence.
        index: Index of the number in it.

    Returns:
        What the sum counts; None if there is none, or the number says more than its year.
    """
    summed, said = draft.passage.sums.frame, frozenset[Feature]()
    if summed is None and index:
        summed, said = _frame_of_the_number_before(draft, index), draft.phrases.own(index - 1).features
    if summed is None:
        return None
    is_all = _sums_up_a_rate(draft, index) and draft.sentence.quantities[index].unit in summed.counts
    return summed if is_all or _says_only_its_year(draft, index, summed, said) else None


def _sums_up_a_rate(draft: Draft, index: int) -> bool:
    """Whether a number only sums up what the one before gives for each time (公报每期印发1500份，共9000份)."""
    if not index or draft.sentence.before(index).text.removeprefix(_ALL_YEAR) not in IN_ALL:
        return False
    return is_rate(draft.sentence.before(index - 1).text)


def take_back_sum(draft: Draft, index: int) -> None:
    """Takes back what was published over years, if a number that names nothing is the part of this year of it.

    Of applications it may be what became of them this year (其中今年转办3件).

    Args:
        draft: The sentence.
        index: Index of the number in it (公开信息1200条，其中今年更新80条).
    """
    whole = _larger_before(draft, index)
    if whole is not None and whole.code.startswith(_FAMILY) and _is_part_of_this_year(draft, index, whole):
        draft.passage.withdraw(whole)


def stands_beside_sums(draft: Draft, found: Found) -> bool:
    """Whether a figure stands: no sum over years beside the year's own figure, before which sums give way.

    Args:
        draft: The sentence.
        found: The figure.
    """
    passage, time = draft.passage, time_of(draft.phrases, draft.passage.year, found)
    if is_stock(found.code):
        return True
    if _is_over_years(draft, found, time):
        if passage.totals.of(found.code) is not None:
            return False
        passage.sums.add(found)
    elif found.year == passage.year:
        for one in list(_that_give_way(draft, found, time)):
            passage.withdraw(one)
    return True


def _that_give_way(draft: Draft, found: Found, time: Time) -> Iterator[Found]:
    """The figures that are sums over years beside a figure of this year."""
    passage = draft.passage
    alike = [one for one in passage.lately if one.key == found.key]
    is_first = not any(_is_of_the_year(draft, one) for one in alike)
    is_new = time.is_of_this_year_alone and is_first
    if passage.last is not None and _is_what_a_website_holds(draft, passage.last, found, time):
        yield passage.last
    earlier = next((one for one in reversed(alike) if not one.label), None)
    if earlier is not None and earlier.quantity.value > found.quantity.value and _adjoins(earlier, found):
        of_all_year = is_first and time.is_all_year and _is_to_date(draft, earlier)
        # 2010年收取复印费860元、邮寄费240元: both are of the year that stands in front of them.
        is_newer = is_new and not time_of(draft.phrases, passage.year, earlier).is_of_this_year_alone
        yield from [earlier] if is_newer or (of_all_year and _say_the_same(draft, earlier, found)) else []
    if is_new or time.says_which_year or not (passage.sums and _is_a_part(draft, found)):
        yield from passage.sums.take(found, is_new=is_new)


def _say_the_same(draft: Draft, earlier: Found, found: Found) -> bool:
    """Whether two figures differ in their time alone: of the same body, and named by the same words."""
    if earlier.scope != scope_of(found, draft.passage.found):
        return False
    places = {one.span: index for index, one in enumerate(draft.sentence.quantities)}
    if draft.tree.is_member(places[found.quantity.span]):
        return False
    one, other = (draft.phrases.own(places[each.quantity.span]) for each in (earlier, found))
    return one.features == other.features and not other.unknown


def _is_a_part(draft: Draft, found: Found) -> bool:
    """Whether a figure is called a part (累计发布微博108条，其中原创12条), and no sum over the same time."""
    index = next(i for i, one in enumerate(draft.sentence.quantities) if one.span == found.quantity.span)
    return draft.tree.is_member(index)


def _larger_before(draft: Draft, index: int) -> Found | None:
    """The figure of the number before, if that is larger and of the same measure."""
    sentence, last = draft.sentence, draft.passage.last
    if last is None:
        return None
    before, number = sentence.quantities[index - 1], sentence.quantities[index]
    is_it = last.quantity.span == before.span
    return last if is_it and last.quantity.unit == number.unit and last.quantity.value > number.value else None


def _frame_of_the_number_before(draft: Draft, index: int) -> Frame | None:
    """What the number before counts, if a number is what is new of it (截至年底615条，今年新增94条)."""
    phrases, year = draft.phrases, draft.passage.year
    last = _larger_before(draft, index)
    if last is None:
        return None
    if _is_part_of_this_year(draft, index, last):
        return draft.passage.last_frame
    own = phrases.own(index)
    time = time_between(phrases, year, own.start, own.end)
    of_the_sum = time_between(phrases, year, last.start, last.quantity.span.start)
    is_over_years = of_the_sum.is_summed and not _says_which_year(draft, last)
    is_told = of_the_sum.is_summed or _is_to_date(draft, last) or _is_in_brackets(draft, last, own.start)
    is_new = time.is_new or (is_over_years and time.says_which_year)
    return draft.passage.last_frame if is_told and is_new else None


def _is_part_of_this_year(draft: Draft, index: int, whole: Found) -> bool:
    """Whether a number is the part of this year of a number whose words say no year (公开7100条，其中今年公开830条)."""
    own = draft.phrases.own(index)
    time = time_between(draft.phrases, draft.passage.year, own.start, own.end)
    begins_with_part = bool(own.terms) and own.terms[0].modifier == "part"
    of_the_whole = time_between(draft.phrases, draft.passage.year, whole.start, whole.quantity.span.start)
    is_of_this_year = time.names_the_year or (time.is_new and of_the_whole.is_summed)
    return begins_with_part and is_of_this_year and not _says_which_year(draft, whole)


def _says_only_its_year(draft: Draft, index: int, summed: Frame, said: frozenset[Feature]) -> bool:
    """Whether words say no more than that of a sum over years so many are of one year (2018年推送816条).

    Args:
        draft: The sentence.
        index: Index of the number in it.
        summed: What the sum counts.
        said: What the words of the sum mean, if it stands in front.
    """
    own, unit = draft.phrases.own(index), draft.sentence.quantities[index].unit
    first = next((term for term in own.terms if term.modifier != "part"), None)
    if first is None or not (first.modifier in ("all_year", "new") or names_a_year(first)):
        return False
    return unit in summed.counts and own.features <= summed.needs | summed.allows | said and not own.unknown


def _is_over_years(draft: Draft, found: Found, time: Time) -> bool:
    """Whether a figure is counted over years: 累计 without a word for the report's year."""
    if not time.is_summed or time.is_all_year:
        return False
    numbers = [one.span.end for one in draft.sentence.quantities if one.span.end <= found.quantity.span.start]
    since = time_between(draft.phrases, draft.passage.year, max(numbers, default=0), found.end)
    return not since.names_the_year or _is_to_date(draft, found)


def _is_to_date(draft: Draft, found: Found) -> bool:
    """Whether words ahead of a figure count up to a day (截至年底)."""
    return time_between(draft.phrases, draft.passage.year, 0, found.end).is_to_date


def _says_which_year(draft: Draft, found: Found) -> bool:
    """Whether words ahead of a figure say that it is of this year; up to its end is no year."""
    time = time_between(draft.phrases, draft.passage.year, 0, found.quantity.span.start)
    return time.says_which_year and not time.is_to_date


def _is_in_brackets(draft: Draft, whole: Found, start: int) -> bool:
    """Whether words behind a number open the brackets that speak of it (150条（2012年新增20条）)."""
    return draft.sentence.text[whole.quantity.span.end : start] == "（"


def _is_of_the_year(draft: Draft, found: Found) -> bool:
    """Whether words in front of a figure say that it is of the year (全年累计公开138条，今年在报刊发布50条).

    In brackets they speak of the number in front of these.
    """
    known = draft.of_the_year.get(found.quantity.span)
    if known is None:
        start = found.sentence.clause_start(found.quantity.span.start)
        is_in_brackets = found.sentence.text[start - 1 : start] == "（"
        start = found.sentence.near_start(found.start, found.end)
        time = time_between(draft.phrases, draft.passage.year, start, found.quantity.span.start)
        known = not is_in_brackets and (time.is_all_year or time.is_new)
        draft.of_the_year[found.quantity.span] = known
    return known


def _is_what_a_website_holds(draft: Draft, before: Found, new: Found, time: Time) -> bool:
    """Whether a website has published more than all that is new this year (平台共发布3642条，本年度新增公开212条)."""
    is_before = before.code == WEBSITE and new.code == DISCLOSED and before.sentence is new.sentence
    if not is_before or before.quantity.value <= new.quantity.value or not time.is_new:
        return False
    of_the_website = time_between(draft.phrases, draft.passage.year, 0, before.end)
    return not of_the_website.names_the_year


def _adjoins(earlier: Found, found: Found) -> bool:
    """Whether no number of the same measure stands between two figures of a sentence."""
    start, end = earlier.quantity.span.end, found.quantity.span.start
    alike = (one for one in found.sentence.quantities if one.unit == found.quantity.unit)
    return not any(start <= one.span.start < end for one in alike)

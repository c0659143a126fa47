"""Numbers that are summed over years, and those of the report's year beside them."""

from __future__ import annotations

import re

from parsers.prose.codes import DISCLOSED, WEBSITE
from parsers.prose.draft import Draft
from parsers.prose.found import Found
from parsers.prose.frames import Frame
from parsers.prose.lexicon import Feature
from parsers.prose.wholes import THIS_YEAR, is_new, is_sum

_OF_THE_YEAR = re.compile(
    r"(?:其中)?(?:，)?(?:本年度?|当年|今年|全年|年内|20\d{2}年度?)(?:的)?(?:为|是|达到?|有|新增|共|公开|发布|收到)*"
)
_ALL_YEAR = ("全年", "年内")
_NEW = "新增"
_FAMILY = "disclosure."
_OF_WHICH = re.compile(r"其中，?(?:本年度?|当年|今年|20\d{2}年度?)")
_OF_WHICH_NEW = re.compile(r"其中，?(?:本年度?|当年|今年|20\d{2}年度?)新增")
_TO_DATE = re.compile("截[至止]")


def summed_before(draft: Draft, index: int) -> Frame | None:
    """What a number counts of this year alone, by a sum in front of it (累计推送4012条，2018年推送816条).

    Args:
        draft: The sentence.
        index: Index of the number in it.

    Returns:
        What the sum counts; None if there is none, or the number says more than its year.
    """
    summed, said = draft.passage.summed, frozenset[Feature]()
    if summed is None:
        summed, said = _sum_so_far(draft, index), draft.phrases.own(index - 1).features if index else said
    return summed if summed is not None and _is_of_the_year(draft, index, summed, said) else None


def take_back_sum(draft: Draft, index: int) -> None:
    """Takes back what was published over years, if a number that names nothing is the part of this year of it.

    Of applications it may be what became of them this year (其中今年转办3件).

    Args:
        draft: The sentence.
        index: Index of the number in it (公开信息1200条，其中今年更新80条).
    """
    last = _larger_before(draft, index)
    if last is not None and last.code.startswith(_FAMILY) and _is_part_of_this_year(draft, index, last):
        draft.passage.withdraw(last)


def _larger_before(draft: Draft, index: int) -> Found | None:
    """The figure of the number before, if that is larger and of the same measure."""
    sentence, last = draft.sentence, draft.passage.last
    if last is None or last.sentence is not sentence or sentence.quantities[index - 1].span != last.quantity.span:
        return None
    number = sentence.quantities[index]
    return last if last.quantity.unit == number.unit and last.quantity.value > number.value else None


def _sum_so_far(draft: Draft, index: int) -> Frame | None:
    """What the number before is a sum of, by a number that is new this year (截至年底公开615条，今年新增94条)."""
    sentence, phrases, year = draft.sentence, draft.phrases, draft.passage.year
    last = _larger_before(draft, index)
    if last is None:
        return None
    if _is_part_of_this_year(draft, index, last):
        return draft.passage.last_frame
    is_aside = sentence.text[last.quantity.span.end : phrases.own(index).start] == "（"
    accumulates = any(term.modifier == "sum" for term in phrases.between(last.start, last.quantity.span.start))
    is_to_date = _TO_DATE.search(sentence.text[: last.start]) is not None
    if not (is_aside or accumulates or is_to_date or _OF_WHICH_NEW.search(sentence.before(index).text)):
        return None
    new = any(_NEW in term.text for term in phrases.own(index).terms)
    is_over_years = accumulates and _is_of_no_year(draft, last)
    new = new or (is_over_years and _says_which_year(sentence.before(index).text, year))
    return draft.passage.last_frame if new else None


def _is_part_of_this_year(draft: Draft, index: int, whole: Found) -> bool:
    """Whether a number is the part of this year of a number whose words say no year (公开7100条，其中今年公开830条)."""
    words = draft.sentence.before(index).text
    return (
        _OF_WHICH.match(words) is not None
        and _says_which_year(words, draft.passage.year)
        and _is_of_no_year(draft, whole)
    )


def _is_of_no_year(draft: Draft, found: Found) -> bool:
    """Whether the words of a figure do not say that it is of this year; to its end is no year."""
    said = draft.sentence.text[: found.quantity.span.start]
    return _TO_DATE.search(said) is not None or not _says_which_year(said, draft.passage.year)


def _says_which_year(words: str, year: int) -> bool:
    return f"{year}年" in words or any(word in words for word in (*THIS_YEAR, *_ALL_YEAR))


def _is_of_the_year(draft: Draft, index: int, summed: Frame, said: frozenset[Feature]) -> bool:
    """Whether words say no more than that of a sum over years so many are of this one (2018年推送816条).

    Args:
        draft: The sentence.
        index: Index of the number in it.
        summed: What the sum counts.
        said: What the words of the sum mean, if it stands in front.
    """
    if _OF_THE_YEAR.match(draft.sentence.before(index).text) is None:
        return False
    own, unit = draft.phrases.own(index), draft.sentence.quantities[index].unit
    return unit in summed.counts and own.features <= summed.needs | summed.allows | said and not own.unknown


def stands_beside_sums(draft: Draft, found: Found) -> bool:
    """Whether a figure stands: no sum over years beside the year's own figure, before which sums give way.

    Args:
        draft: The sentence.
        found: The figure.
    """
    phrases, passage = draft.phrases, draft.passage
    sum_of_years, new = is_sum(phrases, passage.year, found), is_new(phrases, passage.year, found)
    if new:
        alike = [one for one in passage.of_this_sentence if one.key == found.key and not _is_aside(one)]
        new = not any(_says_of_the_year(draft, one) for one in alike)
    if new and passage.last is not None and _is_what_a_website_holds(draft, passage.last, found):
        passage.withdraw(passage.last)
    return passage.replaces(found, is_sum=sum_of_years, is_new=new)


def _is_what_a_website_holds(draft: Draft, before: Found, new: Found) -> bool:
    """Whether a website has published more than all that is new this year (平台共发布3642条，本年度新增公开212条)."""
    is_before = before.code == WEBSITE and new.code == DISCLOSED and before.sentence is new.sentence
    if not is_before or before.quantity.value <= new.quantity.value:
        return False
    year = draft.passage.year
    is_of_this_year = is_new(draft.phrases, year, before) or f"{year}年" in new.sentence.text[: before.end]
    is_of_this_year = is_of_this_year or _says_of_the_year(draft, before)
    return _NEW in new.sentence.text[before.end : new.end] and not is_of_this_year


def _is_aside(found: Found) -> bool:
    """Whether a figure stands in brackets, where it speaks of the number in front of them (150条（2012年新增20条）)."""
    start = found.sentence.clause_start(found.quantity.span.start)
    return found.sentence.text[start - 1 : start] == "（"


def _says_of_the_year(draft: Draft, found: Found) -> bool:
    """Whether words in front of a figure say that it is of the year (全年累计公开138条，今年在报刊发布50条)."""
    start = found.sentence.near_start(found.start, found.end)
    return "of_the_year" in draft.phrases.phrase(start, found.quantity.span.start).modifiers

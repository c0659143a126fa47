"""What a number of a sentence counts: the label in front of it, in the clause before, or behind it."""

from __future__ import annotations

import re

from parsers.figures.figure_labels import Label, parts
from parsers.figures.matching import Context, label_after, label_before
from parsers.figures.sentences import Sentence
from parsers.figures.years import year_of
from parsers.text.numbers import Quantity

_FROM = re.compile(r"(?:由|从)(?:上一?年度?|去年|\d{4}年度?)(?:底|末)?的?$")
_THIS_IS = re.compile(r"(?:，)(?:这)?是(?P<words>[^，。；]+?)(?:的)?(?:数量|总数|条数|件数|总量)(?=[，。；（])")
_ADJOINING = re.compile(r"(?:[^，。；：、（）]|（[^（）]*）)*")
_ALL_OF_THEM = re.compile(r"均|全部")
_BRACKETED = re.compile(r"[^，。；：（）\d]+（")
_JOINT = re.compile(r"[、和及与或]|以及|危及|涉及")
_JOINED = re.compile(r"(?:[、和及与或]|以及)$")
_LEADING = re.compile(r"^.*[，；：]")
_OF_ITS_OWN_YEAR = re.compile(r"applications\.carried|admin\..*\.items_")
"""Codes whose words name another year although the figure is one of this year (上年结转, 上一年项目数量)."""


def match(sentence: Sentence, quantity: Quantity, words: str, context: Context) -> Label | None:
    """The label that certain words in front of a number end in."""
    start, end = quantity.span.start, quantity.span.end
    behind = "" if sentence.text.startswith("、", end) else sentence.words(end, sentence.clause_end(end)).text
    return label_before(words, quantity.unit, context, behind=behind, part=sentence.part(start))


def in_front(sentence: Sentence, index: int, context: Context) -> Label | None:
    """The label in front of a number, or in the clause before where nothing is said in between.

    412件，是全区新收申请的数量 counts as one in front, too.
    """
    quantity, before = sentence.quantities[index], sentence.before(index)
    label = match(sentence, quantity, _FROM.sub("", before.text), context)
    if label is None and not before.text and (named := _THIS_IS.match(sentence.text, quantity.span.end)):
        label = match(sentence, quantity, named["words"], context)
    stands_alone = not before.text and not sentence.after(index).text
    led_to = (
        before.text or stands_alone or sentence.text.startswith("：", sentence.clause_start(quantity.span.start) - 1)
    )
    if label is not None or before.start == 0 or not led_to or not parts().filler.fullmatch(before.text):
        return label
    end = sentence.clause_start(quantity.span.start)
    start = sentence.clause_start(max(0, end - 1))
    if index and start < sentence.quantities[index - 1].span.end:
        return None
    if _ALL_OF_THEM.search(sentence.text[start:end]):
        return None
    joined = match(sentence, quantity, sentence.words(start, quantity.span.start).text, context)
    return joined or match(sentence, quantity, sentence.words(start, end).text, context)


def behind(sentence: Sentence, index: int, context: Context) -> Label | None:
    """The label behind a number, unless it belongs to another number: one that it runs into, or one in brackets."""
    quantity, before, after = sentence.quantities[index], sentence.before(index), sentence.after(index)
    end = quantity.span.end
    if not after.text and sentence.text.startswith("——", end):
        after = sentence.words(end + 2, sentence.clause_end(end + 2))
    if index + 1 < len(sentence.quantities):
        following = sentence.quantities[index + 1]
        if following.unit == quantity.unit and _ADJOINING.fullmatch(sentence.text[end : following.span.start]):
            return None
    bracketed = _BRACKETED.match(sentence.text, end)
    if bracketed is not None and any(
        other.span.start == bracketed.end()
        and other.unit == quantity.unit
        and sentence.text.startswith(("）", "，"), other.span.end)
        for other in sentence.quantities
    ):
        return None
    part = sentence.part(quantity.span.start)
    return label_after(after.text, quantity.unit, context, lead=before.text, part=part)


def coordinated(sentence: Sentence, index: int, label: Label, context: Context) -> list[str]:
    """The other codes that one number counts together with its label: 国家秘密、商业秘密、个人隐私17件."""
    quantity, words = sentence.quantities[index], sentence.before(index).text
    own = label.before.search(words) if label.before is not None else None
    head = words[: own.start("label")] if own else ""
    if not _JOINED.search(head):
        return []
    codes = []
    for item in filter(None, _JOINT.split(_LEADING.sub("", head))):
        other = match(sentence, quantity, item, context)
        if other is not None and other.code != label.code and other.applicant_type == label.applicant_type:
            codes.append(other.code)
    return list(dict.fromkeys(codes))


def is_former(sentence: Sentence, index: int) -> bool:
    """Whether a number is an earlier value, from before a change (231 in 由2015年的231个增加到266个)."""
    return _FROM.search(sentence.before(index).text) is not None


def year(sentence: Sentence, index: int, label: Label | None, report_year: int) -> int | None:
    """The year that a number is about, or None where it is no figure of one year (`years.year_of`)."""
    if label is not None and _OF_ITS_OWN_YEAR.match(label.code):
        return report_year
    quantity, before = sentence.quantities[index], sentence.before(index)
    start = sentence.clause_start(quantity.span.start)
    if sentence.text[start - 1 : start] == "：":
        start = sentence.clause_start(start - 1)
    clause = sentence.text[start : quantity.span.start]
    return year_of(clause, before.text, sentence.text[: quantity.span.start], report_year)

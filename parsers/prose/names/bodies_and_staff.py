"""Whether a number counts bodies or staff, and what these do for the disclosure of information."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.words.lexicon import Term
from parsers.prose.words.marks import PLATFORM

_BODIES = "单位"
"""Agencies right behind a number (对12个单位进行了通报), people in general elsewhere."""
_OF_BODIES = re.compile("的(?:单位|部门|机构|机关|乡镇|街道)[有共达为]*$")
"""Stands in front of a number of agencies that did something (收到申请的单位有12个)."""
_KIND_OF_BODIES = re.compile("(?:责任|成员|有关|相关|下属|直属)+")
"""What may stand between a number and the agencies that it counts (对37个责任单位检查通报4次)."""
_AGENCIES = "行政机关"
_COMPILED = re.compile(
    "编(?:制|写|完)(?:完成)?了?[^，。；]{0,10}公开指南|公开指南[^，。；]{0,24}的?编制工?作?(?=[，。；])"
)
"""Says that a guide to the disclosure of information was compiled."""
_ONLY_TOLD_TO = re.compile("未|没有|应|督促|要求|指导|推动|组织|责令")
"""Says that it was not, or not yet."""
_STAFF = ("obj", "staff")
_TASK = ("open",)
_OPEN = (("open", "yes"),)
"""What a task tells of staff: that they work for the disclosure of information."""
_RECEIVING_POINT = re.compile("信息(?:公开)?申请(?:的)?受理点")
"""Where applications for information come in, which the staff in the clause ahead are for."""


def counts_bodies(phrases: Phrases, index: int) -> bool:
    """Whether a number counts agencies, whatever these have done, or ways (27个部门设立了查阅点; 通过两条途径公开)."""
    number, own = phrases.sentence.quantities[index], phrases.own(index)
    if _keep_a_guide(phrases, index):
        return False
    kind = _KIND_OF_BODIES.match(own.text, number.span.end)
    first = phrases.term_at(kind.end() if kind else number.span.end)
    if first is not None and first.modifier == "way":
        return True
    if own.text.startswith(PLATFORM, number.span.end):
        ahead = phrases.term_before(number.span.start)
        if ahead is not None and ahead.modifier == "through":
            return True  # 政务微博在四个平台发布
    if _OF_BODIES.search(own.text, own.start, own.end):
        return True  # 送交政府信息的单位6420个
    if first is None or (first.modifier != "body" and first.text != _BODIES):
        return False
    return ("obj", "unit") not in phrases.clause_behind(index).features


def with_a_guide(phrases: Phrases, index: int, own: Phrase) -> Phrase | None:
    """The words in front of a number with the agencies that answer for disclosure, if it counts these; or None."""
    if not _keep_a_guide(phrases, index):
        return None
    end = phrases.sentence.quantities[index].span.end
    return own.with_terms((*own.terms, Term(end, end + len(_AGENCIES), _AGENCIES, (("obj", "unit"),))))


def _keep_a_guide(phrases: Phrases, index: int) -> bool:
    """Whether agencies are those that have compiled their guide, as whoever answers for disclosure does.

    全县共72个行政机关，编制了信息公开指南和目录; 72个行政机关，包括垂直管理的部门，完成了公开指南的编制.
    """
    end, text = phrases.sentence.quantities[index].span.end, phrases.sentence.text
    if not text.startswith(f"{_AGENCIES}，", end) or phrases.sentence.holds_number(end, len(text)):
        return False
    compiled = _COMPILED.search(text, end)
    return compiled is not None and _ONLY_TOLD_TO.search(text, end, compiled.end()) is None


def with_a_task(phrases: Phrases, index: int, own: Phrase, after: Phrase) -> Iterator[Phrase]:
    """The words around a number with what those whom it counts do, as far as that tells of disclosure."""
    are_staff = _STAFF in after.features
    if are_staff and (behind := _task_behind(phrases, index)) is not None:
        yield own.joined(after).joined(behind)
    task = next((term.start for term in after.terms if term.modifier == "duty"), None)
    if task is not None:
        told = _what_the_task_is(phrases, task, after.end) if are_staff else ()
        people = own.joined(after.part(after.start, task))
        yield people.with_terms((*people.terms, *told)) if told else people


def _task_behind(phrases: Phrases, index: int) -> Phrase | None:
    """What the next clause says that staff do for the disclosure of information (工作人员3名，负责信息公开日常工作).

    Or what is set up for them is for that: 工作人员3名，设立1个信息申请受理点.
    """
    begins = phrases.sentence.clause_end(phrases.sentence.quantities[index].span.end) + 1
    first = phrases.term_at(begins)
    text = phrases.sentence.text
    point = _RECEIVING_POINT.search(text, begins, phrases.sentence.clause_end(begins)) if begins < len(text) else None
    if point is not None:
        return phrases.phrase(begins, begins).with_terms([Term(*point.span(), point[0], _OPEN)])
    if first is None or not (first.modifier == "duty" or (first.value("open") and first.value("obj"))):
        return None
    task = phrases.phrase(begins, phrases.sentence.clause_end(begins))
    return task.with_terms([term.only(*_TASK) for term in task.terms])


def _what_the_task_is(phrases: Phrases, start: int, end: int) -> Sequence[Term]:
    """The first words that tell of a task, where they name disclosure (负责本局信息公开资料的收集)."""
    told = next((term for term in phrases.between(start, end) if term.features), None)
    return [told.only(*_TASK)] if told is not None and told.value("open") is not None else []

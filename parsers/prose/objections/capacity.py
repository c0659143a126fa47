"""Why a number is none of the staff, meetings and trainings for the disclosure of information, although it seems so."""

from __future__ import annotations

import re

from knowledge.self_references import of_itself
from parsers.prose.context.scopes import those_above
from parsers.prose.objections.claims import Claim
from parsers.prose.sentences.subjects import has_a_subject
from parsers.prose.words.marks import IN_ALL

_PEOPLE = ("人", "名", "位", "人次")
_EVENTS = ("期", "次", "场", "班", "场次", "班次", "批次", "批")
_STAFF = "capacity.staff."
_TRAININGS = "capacity.trainings"
_ON_DISCLOSURE = {("open", "yes"), ("disclosure", "yes"), ("obj", "information"), ("strong", "yes")}
_TOOK_PART = re.compile(
    "(?:前往|外出|赴|到|去)?[^，。；\\d]{0,6}?(?:参观|考察|学习|观摩|交流|参加|接受|培训|集训)(?!室|点|中心)"
)
"""Stands behind staff who only took part in something (组织工作人员46名参观学习)."""
_HEADS = ("组织", "选派", "安排", "抽调")
"""What stands in front of those whom somebody sends."""
_ATTENDED = ("act", "attend")
_ABOVE = "上级"
"""Whoever stands above, which no body calls itself."""
_SENT_TO_IT = re.compile(f"{of_itself()}[^，。；]*?(?:派|参加|参训|参会)")
"""Says that the body that reports is another one than the one that held something (市局组织培训2次，我局派员参加)."""
_OTHERS = ("obj", "other")
_MEETING = ("obj", "meeting")
_OTHER_WORK = {_OTHERS, ("obj", "elsewhere"), ("obj", "complaint")}
_IN_GENERAL = re.compile("问题|困难|精神|文件|方案")
"""What every office's meetings are about, its disclosure of information among them."""
_PURPOSE = re.compile("(?:^|[，。；])(?:围绕|聚焦|就|针对|推进|深化)(?P<what>[^，。；\\d]{2,20})，[^，。；\\d]{0,8}$")
"""Says in the clause ahead what meetings were about (推进“放管服”改革，召开推进会6次)."""
_AGENDA = re.compile(
    "，(?:专题|集中|重点)?(?:研究|讨论|审议|学习|传达)(?:部署|解决|讨论|审议|安排)?(?P<what>[^，。；\\d]{2,20})"
)
"""Says the same behind them (召开专题会议12次，研究安全生产工作)."""


def is_a_part_of_unread_staff(claim: Claim) -> bool:
    """Whether staff are a part of people who were not counted as such (网站编辑人员12名，其中专职4名)."""
    phrases, index = claim.phrases, claim.index
    if not claim.tree.is_member(index) or not phrases.own(index).features.isdisjoint(_ON_DISCLOSURE):
        return False
    quantities = phrases.sentence.quantities
    begins = phrases.last_part(claim.found.quantity.span.start)
    people = (place for place in range(index) if quantities[place].unit in _PEOPLE)
    ahead = [place for place in people if quantities[place].span.end <= begins]
    if not ahead or claim.draft.made_of(ahead[-1]) is not None:
        return False
    whole, lead = phrases.own(ahead[-1]), phrases.lead(ahead[-1])
    if not phrases.part_at(claim.found.quantity.span.start).features.isdisjoint(_ON_DISCLOSURE):
        return False  # 设立政府信息公开工作机构，配备工作人员3名，其中专职1名
    is_of_a_site = "medium" in whole.slots and ("obj", "staff") in whole.features
    return whole.unknown != "" or is_of_a_site or not lead.features.isdisjoint(_OTHER_WORK)


def only_took_part(claim: Claim) -> bool:
    """Whether staff were only sent to something, and are not all that there are (组织工作人员46名参观学习)."""
    if not any(word in claim.before for word in _HEADS):
        return False
    return _TOOK_PART.match(claim.phrases.sentence.text, claim.found.quantity.span.end) is not None


def is_attended_above(claim: Claim) -> bool:
    """Whether those above held what the body only took part in.

    参加全市政务公开工作会议2次、培训1次; 选派12人参加省、市培训; 上级培训2次; 市局组织培训2次，我局派员参加.
    """
    above, phrases = those_above(claim.passage.level), claim.phrases
    if above is None:
        return False
    first = phrases.own(phrases.first_of_list(claim.index))
    for words in (first, phrases.clause_behind(claim.index)):
        takes_part = next((term for term in words.terms if _ATTENDED in term.features), None)
        if takes_part is not None:
            return above.match(words.text[takes_part.end : words.end].removeprefix("了")) is not None
    host = above.match(first.text, first.start, first.end)
    if host is None or host[0] == _ABOVE:
        return host is not None
    return _SENT_TO_IT.search(first.text, claim.found.quantity.span.end) is not None


def is_beside_other_meetings(claim: Claim) -> bool:
    """Whether meetings stand beside others, so that they are only some: of such as no code counts, or of another name.

    召开听证会6次、座谈会12次; 召开部署会1次，推进会2次. With a sum behind them they are its parts.
    """
    phrases, index, quantities = claim.phrases, claim.index, claim.phrases.sentence.quantities
    if phrases.goes_on(index) and _OTHERS in phrases.own(index - 1).features:
        return True
    if any(phrases.sentence.before(place).text in IN_ALL for place in range(index + 1, len(quantities))):
        return False
    return (index > 0 and _goes_on_with_meetings(claim, index)) or (
        index + 1 < len(quantities) and _goes_on_with_meetings(claim, index + 1)
    )


def _goes_on_with_meetings(claim: Claim, index: int) -> bool:
    """Whether a number and the one ahead count meetings of two names, of the same body, and neither as a part."""
    phrases = claim.phrases
    own, ahead = phrases.own(index), phrases.own(index - 1)
    quantities = phrases.sentence.quantities
    is_alike = quantities[index].unit == quantities[index - 1].unit and "；" not in own.text[ahead.start : own.start]
    if not is_alike or claim.tree.is_member(index) or has_a_subject(phrases, index, claim.passage.year):
        return False
    names = [{term.text for term in words.terms if _MEETING in term.features} for words in (own, ahead)]
    is_of_others = "medium" in ahead.slots or _ATTENDED in ahead.features  # 网站工作会议2次; 参加工作会议2次
    are_about_the_same = not (own.unknown or ahead.unknown or is_of_others)
    return all(names) and are_about_the_same


def are_about_something_else(claim: Claim) -> bool:
    """Whether a clause beside meetings says what they were about, and that is no disclosure of information."""
    phrases, sentence = claim.phrases, claim.phrases.sentence
    if not phrases.all.features.isdisjoint(_ON_DISCLOSURE):
        return False
    end = claim.found.quantity.span.end
    purpose = _PURPOSE.search(sentence.text[sentence.part_start(claim.found.start) : claim.found.quantity.span.start])
    agenda = _AGENDA.match(sentence.text, end)
    if agenda is not None:
        is_general = _IN_GENERAL.search(agenda["what"]) is not None
        return not is_general and phrases.phrase(*agenda.span("what")).unknown != ""
    if purpose is None:
        return False
    begins = sentence.part_start(claim.found.start)
    return phrases.phrase(begins + purpose.start("what"), begins + purpose.end("what")).unknown != ""


def are_partly_about_disclosure(claim: Claim) -> bool:
    """Whether the next number says how many of them are about disclosure (会议126次，其中涉及政务公开的3次)."""
    phrases, following = claim.phrases, claim.following
    own = phrases.own(claim.index)
    if following is None or not own.features.isdisjoint(_ON_DISCLOSURE) or not claim.tree.is_part(following):
        return False
    return not phrases.own(following).features.isdisjoint(_ON_DISCLOSURE)


def are_of_an_uncounted_training(claim: Claim) -> bool:
    """Whether the training right ahead of people who were trained gave no figure (主体班26期，培训1268人)."""
    quantities = claim.phrases.sentence.quantities
    if not claim.index or quantities[claim.index - 1].unit not in _EVENTS:
        return False
    before = quantities[claim.index - 1].span
    own = claim.phrases.own(claim.index - 1)
    if _ATTENDED in own.features or not own.features.isdisjoint(_ON_DISCLOSURE):
        return False  # 组织人员参加学习培训2次，参加培训13人; 举办政务公开讲座2次，培训13人
    is_near = before.start >= claim.phrases.sentence.part_start(claim.found.start)
    return is_near and not (claim.is_counted_ahead or _is_a_part_of_a_training(claim))


def _is_a_part_of_a_training(claim: Claim) -> bool:
    """Whether the number ahead is a part of the trainings that were counted (培训6次，其中专题2次)."""
    whole = claim.draft.whole_of(claim.index - 1)
    return whole is not None and whole.code == _TRAININGS

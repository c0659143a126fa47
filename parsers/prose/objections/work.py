"""Why a number of decisions, fees, consultations or suggestions is none of the office, of the year, or at all."""

from __future__ import annotations

import re

from parsers.prose.objections.claims import Claim
from parsers.prose.words.codes import DISCLOSED, OWN_MEDIA, WEBSITE

_NO_DECISION = re.compile("不予|减轻|从轻|免[予于除]|抽查|评查|(?<!行政)检查|审核|复核|立案|案卷|听证|移送|拟")
"""Says of matters of penalties or permits that they were begun, gone over or left alone, and not decided."""
_PLANNED = re.compile("预算(?!单位)[^，。；]{0,4}$")
_DECISIONS = ".decisions"
_MATTERS = "事项"
_SHARED = "会办|协办|协查|委托"
_FOR_OTHERS = re.compile(f"{_SHARED}|配合(?!下)")
"""Says that another body answers a suggestion or an application, or holds a conference."""
_WITH_A_BODY = re.compile(
    f"{_SHARED}|配合(?=[^，。；、]{{0,12}}?(?:政府|人大|部门|单位|(?<!全)局|[厅委]|新闻办|府办|办公室))"
)
"""Says that another body issues a document, which may also only serve some work (配合机构改革制定规范性文件12件)."""
_DOCUMENTS = "documents"
_ON_ITS_OWN = "主动回应"
_READERS = ("网友", "网民", "粉丝")
"""Who asks something of an account."""
_HANDED_OUT = {("obj", "other"), ("act", "publish_issue")}
_PLACES = re.compile(r"(?:专区|窗口|大厅|驿站|服务台|查阅[点室]|服务[点站])[^，。；：\d]{0,6}\Z")
"""Places for the public, in front of a verb."""


def was_something_else_decided(claim: Claim) -> bool:
    """Whether 作出 has another object than what is counted (对427项行政处罚作出裁量基准细化, 作出许可告知承诺28项)."""
    if claim.frame.value("decided") is None:
        return False
    words = claim.phrases.own(claim.index).joined(claim.phrases.after(claim.index))
    return words.unknown_from(claim.named.terms[0].end) != ""


def counts_kinds_of_matters(claim: Claim) -> bool:
    """Whether 事项 makes a number one of kinds of penalties, and of no decisions (行政处罚事项共33项)."""
    if not claim.found.code.endswith(_DECISIONS):
        return False
    own = claim.phrases.own(claim.index)
    names_matters = any(own.text.startswith(_MATTERS, term.end) for term in own.of("obj"))
    return names_matters and own.slots.isdisjoint(("decided", "act"))


def is_a_sort_of_what_was_disclosed(claim: Claim) -> bool:
    """Whether 回应关切 is the name of a column in a list of what was published (其中，互动交流138条、回应关切112条).

    No column is called what was done of its own accord (其中，主动回应公众关注热点信息6条).
    """
    if not claim.tree.is_member(claim.index) or _ON_ITS_OWN in claim.before:
        return False
    before = (*claim.counted_before(), *filter(None, [claim.passage.opening if claim.tree.begins_below else None]))
    alike = (one for one in before if one.quantity.unit == claim.found.quantity.unit)
    return any(one.code in (DISCLOSED, WEBSITE) for one in alike)


def is_asked_through_an_account(claim: Claim) -> bool:
    """Whether they are questions to an account whose posts were counted before (微信发布178条，答复网友咨询160件)."""
    last = claim.counted_before()[-1:]
    return any(word in claim.before for word in _READERS) and any(one.code.startswith(OWN_MEDIA) for one in last)


def is_offered_at_a_place(claim: Claim) -> bool:
    """Whether places offer what is counted, who are not the body that reports (专区提供政策咨询1.9万次).

    Nor are they questions to it that people asked where things were handed out (发放宣传资料90余万份，解答咨询8万余条).
    """
    owns = (claim.phrases.own(place) for place in range(claim.index))
    if any(own.features >= _HANDED_OUT for own in owns):
        return True
    offers = [term.start for term in claim.named.terms if term.value("provide")]
    text = claim.phrases.sentence.text
    return any(_PLACES.search(text[claim.phrases.sentence.clause_start(start) : start]) for start in offers)


def is_of_what_was_paid(claim: Claim) -> bool:
    """Whether an amount goes on from how often a fee was in fact received (实际收取1件，金额400元)."""
    return claim.index > 0 and ("act", "actually") in claim.phrases.own(claim.index - 1).features


def is_handled_for_others(claim: Claim) -> bool:
    """Whether others do what a body only has a part in (会办建议8件、提案6件; 配合市局答复申请5件)."""
    words = claim.phrases.sentence.before(claim.phrases.first_of_list(claim.index)).text
    pattern = _WITH_A_BODY if claim.family == _DOCUMENTS else _FOR_OTHERS
    return pattern.search(words) is not None


def was_not_decided(claim: Claim) -> bool:
    """Whether matters were begun, gone over or left alone (行政处罚立案900件, 不予行政处罚56件, 抽查案件56件)."""
    if not claim.found.code.endswith(_DECISIONS):
        return False
    sentence, number = claim.phrases.sentence, claim.found.quantity.span.start
    return _NO_DECISION.search(sentence.text, sentence.near_start(number, number), number) is not None


def is_only_planned(claim: Claim) -> bool:
    """Whether an amount is what was planned, and not what was bought for (政府采购预算金额1.5亿元)."""
    return _PLANNED.search(claim.before.removesuffix("金额").removesuffix("总")) is not None

"""Words in front of what a number would count that deny it (未纠正2件, 不属于公开范围2件, 4件未按时答复).

A denial of all of something is a zero, and read in `denials`; one of so many things is no figure of what it denies.
Words that hold a denial and have a code of their own (不予公开, 未予受理) are terms, and no denial of another.
"""

from __future__ import annotations

import re

from parsers.prose.objections.claims import Claim
from parsers.prose.words.lexicon import Term

_MANNERS = (
    "能|予|曾|有|被|再|得到|获得?|进行|参加|召开|作出|做出|书面|及时|按[时期]|如期|依法|按规定|在[^，。；]{0,12}?[内前]"
)
_DENIES = re.compile(
    f"(?:(?:[不未]|没有?|无法|难以|无需|暂缓|拒绝|取消|推迟|延后|筹备)了?(?:{_MANNERS}|原定的?)*+"
    "|(?:提请|报请|提交)[^，。；、\\d]{0,10}?(?:审议|审定|审批|批准|研究|讨论))\\Z"
)
"""Stands in front of what did not happen, by no word of another meaning (not 不断公开, 证据不足撤销)."""
_NOT = "不"
"""Stands behind what was done where that was done badly."""
_DENIES_DISCLOSURE = re.compile(
    r"(?:不(?:属于?|归|符合?|在|应当?|便|能|得|可|满足|具备)|未|没有?|无法|难以|无需|超出|暂缓|暂不|非)[^，。；：、\d]{0,4}\Z"
)
"""Stands in front of 公开 where something was not disclosed, by words that are no outcome (不符合公开条件2件)."""
_DISCLOSED = (
    "applications.answered.granted",
    "applications.answered.partial",
    "applications.answered.already_public",
)
_UNDONE = "undone"
"""Modifier of words that say of what follows that it was not done in time, or not at all."""
_HAPPENS = ("act", "outcome", "verdict", "timing", "result")
"""Slots of what is done with something, or becomes of it."""
_DEEDS = {("obj", deed) for deed in ("interpretation", "meeting", "training", "response", "press", "interview")}
"""Objects that are named by what is done (未解读文件3件, 未召开会议)."""


def is_denied(claim: Claim) -> bool:
    """Whether words of a number deny what it would count, in front of what says so."""
    if claim.found.code in _DISCLOSED:
        said = [term for term in claim.named.terms if term.value("act") == "disclose" or term.value("outcome")]
        return any(_stands_in_front(claim, term, _DENIES_DISCLOSURE) for term in said)
    needs = {feature for feature in claim.frame.needs if feature[0] in _HAPPENS or feature in _DEEDS}
    told = [term for term in claim.named.terms if not needs.isdisjoint(term.features)]
    if told and _UNDONE in claim.phrases.all.modifiers:
        beside = (claim.phrases.own(claim.index), claim.phrases.after(claim.index))
        if any(_UNDONE in phrase.modifiers for phrase in beside):
            return True  # 未按规定时限答复2件, 2件申请未在规定时限内答复
    text, is_bound = claim.phrases.sentence.text, claim.found.quantity.bound is not None
    if not is_bound and any(text.startswith(_NOT, term.end) for term in told):
        return True  # 3件申请答复不规范, but not 公开不超过126条
    return any(_stands_in_front(claim, term, _DENIES) for term in told)


def _stands_in_front(claim: Claim, term: Term, denial: re.Pattern[str]) -> bool:
    sentence = claim.phrases.sentence
    return denial.search(sentence.text[sentence.clause_start(term.start) : term.start]) is not None

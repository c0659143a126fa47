"""Clauses without a word for all that are said of all of the number ahead, told by their shape.

| shape | example |
|---|---|
| 为 or 系, and what they were, or the result | (行政复议2件，)为其他结果, 结果维持 |
| how it was done, and that it was (done on whom) | (收到申请2件，)并依法予以答复 |
| because of what, and nothing else | (无法提供2件，)因不掌握相关信息 |
| that they are pending, and nothing else | (行政复议2件，)目前正在审理 |

Every word must have its place in the shape: 不能及时答复, 多数依法答复 or 为提升……影响力 say something else.
"""

from __future__ import annotations

import re

from knowledge.self_references import of_itself
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.words.lexicon import AND_OTHERS, Term

_IS = ("为", "系")
_RESULT = "结果"
_ASPECT = re.compile("申请(?:人类型|人身份|方式|渠道|途径|形式)(?=[为系])")
"""Stands in front of what all applications were in one respect (申请方式为信函申请)."""
_WHAT_THEY_WERE = frozenset({"verdict", "party", "channel", "outcome", "reason", "other", "obj", "submit", "open"})
_BECAUSE = ("因", "由于", "原因是", "原因为", "原因均为", "原因均是", "原因都是")
_PENDING = (frozenset({("verdict", "pending")}), frozenset({("state", "open")}))
_OF_ALL_OR_NOW = frozenset({"universal", "already", "to_date", "sum"})
"""Kinds of modifiers of what is said of all, or of now (目前, 截至年底)."""
_MANNER = "duly"
_ENDS = ("answered", "concluded")
"""What, done as the rules ask, says that the applications were done with; that they were handled does not."""
_STEPS = frozenset(("act", step) for step in ("accepted", "handled", "processed", *_ENDS))
_BY_THE_RULES = re.compile("并?(?:根据|按照|依据|依照|按)[^，。；]{1,20}?(?:规定|要求|程序|流程|政策)")
"""By which rules something was done (根据《条例》有关规定)."""
_LEADS = frozenset(["并", "且", "而", "现", "对", "针对", "对于", "上述", "该", "此", "这", "所有", "一切"])
"""Words that may stand in front of the manner, as what it was done to may."""
_LINKS = frozenset(["予以", "给予", "进行", "作出", "做出", "作", "做", "了", "向", "给", "对", "并", "和", "及", "、"])
"""Words that may stand between the manner and the end, or behind it."""
_ITSELF = re.compile(of_itself())


def says_what_they_were(clause: Phrase) -> bool:
    """Whether a clause says with 为 or 系 what all of the number ahead were, or 结果 how all of the cases ended."""
    aspect = _ASPECT.match(clause.text, clause.start, clause.end)
    clause = clause.part(aspect.end(), clause.end) if aspect else clause
    if clause.unknown:
        return False
    if clause.text.startswith(_RESULT, clause.start):
        return clause.slots == {"verdict"}
    return any(term.text in _IS for term in clause.terms[:1]) and clause.slots <= _WHAT_THEY_WERE


def says_it_was_duly_done(clause: Phrase) -> bool:
    """Whether a clause says that all applications ahead were answered or concluded as the rules ask."""
    rules = _BY_THE_RULES.match(clause.text, clause.start, clause.end)
    clause = clause.part(rules.end(), clause.end) if rules else clause
    begins = clause.start if rules else None
    manner = begins if rules else next((term.start for term in clause.terms if term.modifier == _MANNER), None)
    if manner is None or clause.unknown:
        return False
    ahead = [term for term in clause.terms if term.start < manner]
    behind = [term for term in clause.terms if term.start >= manner]
    if not (all(map(_may_lead, ahead)) and all(map(_may_follow, behind))):
        return False
    return any(term.value("act") in _ENDS for term in clause.terms)


def says_why_it_was(clause: Phrase) -> bool:
    """Whether a clause gives one reason for all of the number ahead, and names no others."""
    because = next((words for words in _BECAUSE if clause.text.startswith(words, clause.start)), None)
    if because is None or clause.unknown or any(term.text == AND_OTHERS for term in clause.terms):
        return False
    return len([term for term in clause.terms if term.value("reason")]) == 1


def says_they_are_pending(clause: Phrase) -> bool:
    """Whether a clause says that the cases ahead have not ended, and says nothing else."""
    return clause.features in _PENDING and clause.modifiers <= _OF_ALL_OR_NOW and not clause.unknown


def _may_lead(term: Term) -> bool:
    """Whether a word in front of the manner says what it was done to, or who did it."""
    if term.features:
        return all(feature == ("obj", "application") or feature[0] == "open" for feature in term.features)
    return term.text in _LEADS or _ITSELF.fullmatch(term.text) is not None


def _may_follow(term: Term) -> bool:
    """Whether a word behind it says that something was done with them, when, or with whom."""
    if term.features:
        return all(feature[0] in ("timing", "public") or feature in _STEPS for feature in term.features)
    return term.text in _LINKS or term.modifier == _MANNER

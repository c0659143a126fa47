"""Why a number is none of responses to the public: of conferences, interviews, interpretations and answered topics."""

from __future__ import annotations

import re

from parsers.prose.context.scopes import those_above
from parsers.prose.objections.claims import Claim
from parsers.prose.words.codes import TOPICS

_ATTENDED = ("act", "attend")
_OF_A_PLACE = ("county", "prefecture")
"""Levels whose governments hold conferences of their own; others take part in those of their government."""
_OF_WHOM = re.compile("(?:[委级局厅]|(?:人民)?政府)?(?:办公?[室厅]?|新闻办(?:公室)?)?(?:举办|召开|组织)?的?")
IN_GENERAL = ("关切", "关心", "关注")
"""Ends of words for what people care about, which letters and hotlines answer, too."""
_OTHER_WORK = {("obj", "elsewhere"), ("obj", "other"), ("obj", "net_reply"), ("obj", "complaint")}
_VISITS = re.compile("走访|慰问|接访|化解|调解")
_OF_A_PART = re.compile("(?:部门|单位|机关|乡镇|街道|[县市]区|区县|[^，。；我本年]{2}[局委厅办])(?:党政)?$")
"""Ends in front of a head with whose head that is: that of a part of the government that reports."""
_DOCUMENT, _ARTICLES = "文件", ("篇", "条", "则")
_HANDED_OUT = ("印发", "印制", "发放", "印刷", "编印")


def is_held_by_a_larger_body(claim: Claim) -> bool:
    """Whether a government only took part in what another one held (参加省政府新闻发布会1次)."""
    level, phrases = claim.passage.level, claim.phrases
    above = those_above(level) if level in _OF_A_PLACE else None
    if above is None or any(term.value("leader") for term in claim.named.terms):
        return False
    own, first = phrases.own(claim.index), phrases.own(phrases.first_of_list(claim.index))
    noun = next((term.start for term in own.terms if not claim.frame.nouns.isdisjoint(term.features)), own.end)
    takes_part = next((term.end for term in first.terms if _ATTENDED in term.features), None)
    if takes_part is None:
        return False
    words = own.text[max(own.start, takes_part) if first.start == own.start else own.start : noun].lstrip("了、，")
    begins = above.match(words)
    return begins is not None and _OF_WHOM.fullmatch(words, begins.end()) is not None


def is_of_another_head(claim: Claim) -> bool:
    """Whether the head of a department took part, and not that of the government (部门主要负责人参加发布会12次)."""
    leader = next((term for term in claim.named.terms if term.value("leader")), None)
    if leader is None or not claim.passage.has_parts:
        return False
    own = claim.phrases.own(claim.index)
    return _OF_A_PART.search(own.text, own.start, leader.start) is not None


def is_of_other_contacts(claim: Claim) -> bool:
    """Whether what people care about was answered in letters, calls or visits (走访群众126次，回应群众关切326件)."""
    told = [term for term in claim.named.terms if term.value("obj") == "opinion"]
    if not claim.index or not all(term.text.endswith(IN_GENERAL) for term in told):
        return False
    if claim.is_counted_ahead:
        return False  # 公开财政资金等信息512条，回应公众关切21次
    own = claim.phrases.own(claim.index - 1)
    return not own.features.isdisjoint(_OTHER_WORK) or _VISITS.search(own.text, own.start, own.end) is not None


def answers_messages(claim: Claim) -> bool:
    """Whether an account answered messages, which the number ahead counts of another one (微博回应留言9条，微信6条)."""
    if not claim.index or any(term.value("obj") for term in claim.named.terms):
        return False
    return not claim.phrases.own(claim.index - 1).features.isdisjoint(_OTHER_WORK)


def counts_no_articles(claim: Claim) -> bool:
    """Whether copies of an interpretation were handed out, or documents are counted that others explain.

    印发政策解读材料1268份; 解读文件12件，发布解读材料23篇.
    """
    unit = claim.found.quantity.unit
    if any(word in claim.before for word in _HANDED_OUT):
        return True
    explained = unit not in _ARTICLES and any(_DOCUMENT in term.text for term in claim.named.terms if term.value("obj"))
    return explained and any(_are_articles_beside(claim, place) for place in (claim.index - 1, claim.index + 1))


def _are_articles_beside(claim: Claim, place: int) -> bool:
    """Whether a number beside one of documents counts interpretations as articles are counted, and is no part of it."""
    quantities = claim.phrases.sentence.quantities
    if not 0 <= place < len(quantities) or quantities[place].unit not in _ARTICLES:
        return False
    is_part = claim.tree.is_member(max(place, claim.index))
    return not is_part and not claim.frame.nouns.isdisjoint(claim.phrases.own(place).features)


def is_of_a_part_of_what_is_unread(claim: Claim) -> bool:
    """Whether topics are a part of such as gave no figure (涉及我县舆情126起，其中重大舆情2起)."""
    is_below = claim.tree.is_part(claim.index) and claim.tree.has_whole(claim.index)
    return is_below and all(one.code != TOPICS for one in claim.counted_before())

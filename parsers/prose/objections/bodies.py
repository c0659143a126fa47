"""Why a number is no figure: it describes some bodies, or is true of some or of each of them."""

from __future__ import annotations

import re

from parsers.prose.objections.claims import Claim
from parsers.prose.words.codes import CARRIED_IN

_BODIES = "(?:部门|单位|机关|科室|机构|企业|街道|社区|账号|[县区市]直|[镇乡县区市村](?![级区场民]))"
_DESCRIBED = re.compile(
    rf"的(?:共?有|共计?|达)?(?:[\d一二三四五六七八九十]+[个家])?[^，。；、\d]{{0,6}}?{_BODIES}|的(?:共?有|共计?|达)\d"
)
"""Stands behind a number that only describes bodies, or says how many are so (超过500条的部门达12个)."""
_COUNTED = re.compile(rf"[^，。；、\d]{{0,8}}?{_BODIES}")
"""Stands behind a number of bodies."""
_OF_EVERY_ONE = re.compile(rf"每(?:一?[个家])?[^，。；、\d]{{0,4}}?{_BODIES}(?![^，。；]*共)[^，。；\d]*$")
"""Stands in front of what every one of several bodies has (每个单位配备2名兼职人员)."""
_MEASURES = ("个", "家", "")
_ALL = re.compile(r"(?:[全各]|所有|全部|下辖|所辖|辖区)[^，。；\d]{0,8}$")
"""Stands in front of a number that counts all bodies there are."""
_SAID_OF_ALL = ("均", "都", "皆")


def describes_bodies(claim: Claim) -> bool:
    """Whether a number tells which bodies are meant, and nothing of its own (公开信息不足50条的部门有12个)."""
    if claim.found.code == CARRIED_IN:
        return False
    return _DESCRIBED.match(claim.phrases.sentence.text, claim.found.quantity.span.end) is not None


def is_of_every_one(claim: Claim) -> bool:
    """Whether every one of several bodies has so many (每个单位配备2名兼职人员)."""
    sentence, end = claim.phrases.sentence, claim.found.quantity.span.start
    return _OF_EVERY_ONE.search(sentence.text, sentence.clause_start(end), end) is not None


def is_none_of_some(claim: Claim) -> bool:
    """Whether only some bodies, which a number ahead counts, had none of something (有3个部门公开信息为0条)."""
    if claim.found.quantity.value or not claim.index:
        return False
    sentence = claim.phrases.sentence
    end, ahead = claim.found.quantity.span.start, sentence.quantities[claim.index - 1]
    start = sentence.clause_start(end)
    if ahead.unit not in _MEASURES or ahead.span.start < start or _COUNTED.match(sentence.text, ahead.span.end) is None:
        return False
    return _ALL.search(sentence.text, start, ahead.span.start) is None and not claim.before.endswith(_SAID_OF_ALL)

"""Why a number is no figure: it describes bodies, is true of some or of each of them, or is of no government."""

from __future__ import annotations

import re

from parsers.prose.objections.claims import Claim
from parsers.prose.words.codes import CARRIED_IN

_BODIES = "(?:部门|单位|机关|科室|机构|企业|街道|社区|账号|[县区市]直|[镇乡县区市村](?![级区场民]))"
_DESCRIBED = re.compile(
    rf"(?:以[上下])?的(?:共?有|共计?|达)?(?:[\d一二三四五六七八九十]+[个家])?[^，。；、\d]{{0,6}}?{_BODIES}|的(?:共?有|共计?|达)\d"
)
"""Stands behind a number that only describes bodies, or says how many are so (超过500条的部门达12个)."""
_NO_GOVERNMENT = re.compile(
    "(?:^(?:通过|利用|依托|在|全?[县区镇乡]|各?(?:行政)?村|社区)*[村居]务公开栏|企事业单位|(?<!国)企业|排污单位|公司|[省市县区州]人大(?:常委会)?|政协|法院|检察院|村委会|居委会)(?:等)?"
    "(?:全年|共|累计|主动|依法|及时|按时|已|总共|合计)*$"
)
"""Ends in front of a verb with who is no government nor a part of one, and stands beside none."""
_GOVERNMENT = re.compile("部门|乡镇|政府|机关|街道")
_OTHER_SYSTEM = re.compile("(?:村务|居务|警务|厂务|校务|院务|检务|审判|党务|司法|财务)公开(?![栏墙屏专])")
_OF_GOVERNMENTS = re.compile("(?:政务|信息)公开")
_OF_GOVERNMENT = "政府信息"
_OF_DEPARTMENTS = "警务公开"
_COUNTED = re.compile(rf"[^，。；、\d]{{0,8}}?{_BODIES}")
"""Stands behind a number of bodies."""
_OF_EVERY_ONE = re.compile(rf"每(?:一?[个家])?[^，。；、\d]{{0,4}}?{_BODIES}(?![^，。；]*共)[^，。；\d]*$")
"""Stands in front of what every one of several bodies has (每个单位配备2名兼职人员)."""
_ALL = re.compile(r"(?:[全各]|所有|全部|下辖|所辖|辖区)[^，。；\d]{0,8}$")
"""Stands in front of a number that counts all bodies there are."""
_LESS = ("不足", "不到", "低于", "少于")
_MORE = ("不少于", "不低于", "多于", "高于", "超", "逾")
"""What a number begins with that only sorts bodies into such as have less and such as have more."""
_THERE_ARE = re.compile(r"(?<!所)有[^，。；\d]{0,4}$")
"""Stands in front of a number of bodies that are some of them (有17个单位); all of them may well have more."""
_TOGETHER = ("共", "累计", "合计", "总计", "总共")


def is_of_no_government(claim: Claim) -> bool:
    """Whether firms, or bodies beside a government, disclosed it (公共企事业单位公开信息1268条, 县人大公开信息12条)."""
    own = claim.phrases.own(claim.index)
    end = own.verb.start if own.verb is not None else own.end
    subject = own.text[own.start : end].replace(" ", "")  # 村（居）务公开栏
    return _NO_GOVERNMENT.search(subject) is not None and _GOVERNMENT.search(subject) is None


def is_disclosed_by_another_system(claim: Claim) -> bool:
    """Whether the clause ahead tells of what villages, the party or courts disclose (推进村务公开，公开信息8612条)."""
    if _OF_GOVERNMENT in claim.before:
        return False  # 加强村务公开，主动公开政府信息126条
    lead = claim.phrases.lead(claim.index)
    words = lead.text[lead.start : lead.end]
    is_own_field = claim.passage.level == "department" and _OF_DEPARTMENTS in words
    return not is_own_field and _OTHER_SYSTEM.search(words) is not None and _OF_GOVERNMENTS.search(words) is None


def describes_bodies(claim: Claim) -> bool:
    """Whether a number tells which bodies are meant, and nothing of its own (公开信息不足50条的部门有12个)."""
    if claim.found.code == CARRIED_IN:
        return False
    return _DESCRIBED.match(claim.phrases.sentence.text, claim.found.quantity.span.end) is not None


def is_of_every_one(claim: Claim) -> bool:
    """Whether every one of several bodies has so many (每个单位配备2名兼职人员)."""
    sentence, end = claim.phrases.sentence, claim.found.quantity.span.start
    return _OF_EVERY_ONE.search(sentence.text, sentence.clause_start(end), end) is not None


def is_less_or_more_of_some(claim: Claim) -> bool:
    """Whether some bodies, which a number ahead counts, had none of something, or more or less than so many of it.

    有3个部门公开信息为0条; 有8个部门公开信息不足20条. What bodies have together is no such number.
    """
    printed = claim.found.quantity.printed
    is_more = printed.startswith(_MORE)
    if not (is_more or printed.startswith(_LESS) or not claim.found.quantity.value) or not claim.index:
        return False
    sentence = claim.phrases.sentence
    end, ahead = claim.found.quantity.span.start, sentence.quantities[claim.index - 1]
    start = sentence.clause_start(end)
    counted = _COUNTED.match(sentence.text, ahead.span.end)
    if ahead.span.start < start or counted is None:
        return False
    are_some = _THERE_ARE.search(sentence.text, start, ahead.span.start) is not None
    if not are_some and (is_more or sentence.text.startswith(_TOGETHER, counted.end())):
        return False
    return _ALL.search(sentence.text, start, ahead.span.start) is None

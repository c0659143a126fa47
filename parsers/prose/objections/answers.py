"""Why a number is none of what came in or was answered: others did that, it tells how or when, or it is other work."""

from __future__ import annotations

import re

from parsers.prose.objections.claims import Claim
from parsers.prose.sentences.subjects import has_a_subject
from parsers.prose.words.codes import RECEIVED, WAYS_IN

_LED = "(?:共|累计|全年|先后|已|并|还)*"
_OF_ALL_BODIES = "(?=各|全|所有|部门|单位|机关|相关|有关|做到|对|[市县区省州])"
_LOOKED_AFTER = re.compile(f"{_LED}(?:(?:抽查|评查|通报)(?!后)|(?:审核|检查|督促|督导|指导|提醒|要求){_OF_ALL_BODIES})")
"""How a clause begins that says what was done about the answers of others (督促市住建局按期答复12件)."""
_GONE_THROUGH = re.compile("进行(?:了|全面|集中|随机|逐一)*(?:抽查|检查|评查|审核|通报|评议|测试)")
_PAPER = ("答复书", "告知书", "通知书", "决定书", "意见书", "说明书")
"""How the names of papers end that tell an applicant the answer; 申请书 is the application."""
_DAYS = re.compile("(\\d+|[一二三四五六七八九十]+)(?:个工作日|个?(?:工作)?[日天](?:之|以)?内)")
_LIMITS = ("15", "20", "30", "40", "十五", "二十", "三十", "四十")
"""Days within which the law asks for an answer: that all were given in them says nothing of a part."""
_AHEAD_OF_TIME = re.compile("提前[^，。；]{0,12}?(?:办结|答复|办理|回复|完成)")
_HANDED_OUT = ("提供", "获取", "送达", "寄送", "领取", "答复", "回复")
_WAS_CORRECTED = re.compile("(?:已|经|按期|按时|及时|完成)(?:按要求)?补正|补正(?:后|并|完)")
_OTHER_SERVICE = re.compile("政务服务|行政审批|一网通办|政民互动|便民服务|网上办事|审批平台|办事平台")
_OF_SECRECY = re.compile("保密审查|发布审查|上网审查|审查信息")
_OF_A_LARGER_PLACE = re.compile("占(?:到|了)?全[国省]")
_ASKED = re.compile("(?:征求|征询|发函)[^，。；]{0,14}?([0-9]+)(?:件|份|次|宗|条)|模拟(?:测试|申请|检查|依申请)|暗访")
_APPLICATION = ("obj", "application")


def is_about_what_others_did(claim: Claim) -> bool:
    """Whether the answers of others were looked after (审核各部门答复62件; 对56件答复书进行抽查)."""
    sentence, number = claim.phrases.sentence, claim.found.quantity.span
    start, end = sentence.clause_start(number.start), sentence.clause_end(number.end)
    if _LOOKED_AFTER.match(sentence.text, start, number.start):
        return True
    return _GONE_THROUGH.search(sentence.text, number.end, end) is not None


def is_what_others_were_asked(claim: Claim) -> bool:
    """Whether it is what others have answered who were asked, or tested (征求第三方意见17件，不同意公开6件)."""
    sentence, end = claim.phrases.sentence, claim.found.quantity.span.end
    asked = _ASKED.search(sentence.text, sentence.part_start(end), end)
    if asked is None or (asked[1] and float(asked[1]) < claim.found.quantity.value):
        return False
    if any(_APPLICATION in term.features for term in claim.phrases.between(asked.end(), end)):
        return False
    received, until = claim.passage.totals.of(RECEIVED), sentence.text.find("；", end)
    behind = sentence.numbers_between(asked.end(), until if until >= 0 else len(sentence.text))
    alike = sum(one.value for one in behind if one.unit == claim.found.quantity.unit)
    return received is None or received.value != alike  # 征求意见8件，同意公开6件，不予公开26件: all 32


def is_answered_by_a_way(claim: Claim) -> bool:
    """Whether answers are those of one way, in or out, or by one of several papers (以信函方式答复50件)."""
    if _is_a_paper(claim, claim.index):
        return any(_is_a_paper(claim, place) for place in (claim.index - 1, claim.index + 1))
    return any(term.value("channel") for term in claim.named.terms) and not _are_all(claim)


def _is_a_paper(claim: Claim, index: int) -> bool:
    """Whether a number counts papers of one kind (告知书1份，答复书2份)."""
    sentence = claim.phrases.sentence
    return 0 <= index < len(sentence.quantities) and sentence.before(index).text.endswith(_PAPER)


def is_answered_in_some_days(claim: Claim) -> bool:
    """Whether answers are those that took so many days, or came ahead of time (5个工作日内答复30件, 提前办结60件)."""
    if _are_all(claim):
        return False
    sentence = claim.phrases.sentence
    end = claim.found.quantity.span.start
    start = sentence.near_start(end, end)
    is_beside = any(term.value("timing") for term in claim.named.terms)  # 提前办结60件，按时办结25件
    if _AHEAD_OF_TIME.search(sentence.text, 0 if is_beside else start, end):
        return True
    days = [match[1] for match in _DAYS.finditer(sentence.text, start, end)]
    return any(one not in _LIMITS for one in days)


def _are_all(claim: Claim) -> bool:
    """Whether as many were answered as came in."""
    received = claim.passage.totals.of(RECEIVED)
    return received is not None and received.value == claim.found.quantity.value


def is_a_way_out(claim: Claim) -> bool:
    """Whether a way is the one in which information was handed out (电子邮件提供30件)."""
    way = next((term for term in reversed(claim.named.terms) if term.value("channel")), None)
    if claim.found.code == RECEIVED or way is None:
        return False
    return claim.phrases.sentence.text[way.end : claim.found.quantity.span.start] in _HANDED_OUT


def was_corrected(claim: Claim) -> bool:
    """Whether applicants have corrected what they were asked to (4件申请人已补正)."""
    sentence, number = claim.phrases.sentence, claim.found.quantity.span
    start, end = sentence.near_start(number.start, number.end), sentence.clause_end(number.end)
    return _WAS_CORRECTED.search(sentence.text, start, end) is not None


def is_of_another_service(claim: Claim) -> bool:
    """Whether what came in or was answered is work of another service (政务服务网受理网上申请15600件)."""
    sentence, end = claim.phrases.sentence, claim.found.quantity.span.end
    begins = sentence.part_start(end)
    service = _OTHER_SERVICE.search(sentence.text, begins, end)
    if service is None:
        return False
    if any(term.modifier == "through" for term in claim.phrases.between(begins, service.start())):
        return False  # 通过一网通办平台收到申请12件
    # 政务服务中心窗口收到政府信息公开申请2件
    return not any(term.value("open") for term in claim.phrases.between(begins, sentence.clause_end(end)))


def is_of_a_review_before_publishing(claim: Claim) -> bool:
    """Whether information was not published after a review of secrecy, for which nobody applied."""
    sentence, end = claim.phrases.sentence, claim.found.quantity.span.end
    begins = sentence.part_start(end)
    if _OF_SECRECY.search(sentence.text, begins, end) is None:
        return False
    return all(_APPLICATION not in term.features for term in claim.phrases.between(begins, end))


def is_less_than_one_way(claim: Claim) -> bool:
    """Whether what was taken in is less than what came in one way, of which it is what is left (实际受理32件)."""
    if has_a_subject(claim.phrases, claim.index, claim.passage.year):
        return False  # 网络申请203件；市政府办公室收到46件
    ways = (one for one in claim.counted_before() if one.code.startswith(WAYS_IN) and one.code != RECEIVED)
    return any(one.quantity.value > claim.found.quantity.value for one in ways)


def is_of_a_larger_place(claim: Claim) -> bool:
    """Whether a number is what all of the country or province has, of which this is a share (占全省申请总量的4.6%)."""
    sentence, number = claim.phrases.sentence, claim.found.quantity.span.start
    return _OF_A_LARGER_PLACE.search(sentence.text, sentence.near_start(number, number), number) is not None

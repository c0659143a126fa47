"""Why a number is none of what was charged for applications or waived: it was paid, is a part, or of other charges."""

from __future__ import annotations

import re

from parsers.prose.objections.claims import Claim

_CHARGE = ("act", "charge")
_PAID = re.compile("支付|支出|产生|发生|垫付|承担|负担|列支|花费|耗费|用于|投入")
"""Says of costs in front of a number that they were there, or that the body paid them (全年支付邮寄费用860元)."""
_BORNE = re.compile("(?:由|从|为)[^，。；]{1,12}(?:承担|负担|支付|支出|列支|垫付)|自行(?:承担|负担|支付)")
"""Says behind it who paid them (由市财政承担)."""
_OF_ONE = re.compile("最高|最多|最低|最少|平均|单件|每件|人均")
_OTHER_CHARGES = re.compile(
    "涉企|税费|税收|行政事业性(?!收费(?:有关|标准|管理|项目|的?规定))|社保|社会保险|租金|经营性?服务|中介"
)


def was_paid_by_the_body(claim: Claim) -> bool:
    """Whether costs are what the body paid itself, and not what it charged (产生邮寄费860元，由市财政承担)."""
    if not claim.found.quantity.value:
        return False
    sentence, number = claim.phrases.sentence, claim.found.quantity.span
    told = min((term.start for term in claim.named.terms), default=number.start)
    start = sentence.near_start(min(told, number.start), number.start)  # 支付邮寄费5件，共计120元
    if any(_CHARGE in term.features for term in claim.phrases.between(start, number.start)):
        return False
    if _PAID.search(sentence.text, start, number.start):
        return True
    end = sentence.text.find("；", number.end)
    return _BORNE.search(sentence.text, number.end, end if end >= 0 else len(sentence.text)) is not None


def is_of_a_larger_charge(claim: Claim) -> bool:
    """Whether an amount is a part of one ahead (共收取费用860元，其中检索费200元、复制费560元)."""
    if not claim.tree.is_member(claim.index):
        return False
    return any(one.code == claim.found.code for one in claim.counted_before())


def is_of_one_application(claim: Claim) -> bool:
    """Whether an amount is the highest, or what each paid on average (最高一件收费120元)."""
    sentence, number = claim.phrases.sentence, claim.found.quantity.span.start
    return _OF_ONE.search(sentence.text, sentence.near_start(number, number), number) is not None


def is_of_other_charges(claim: Claim) -> bool:
    """Whether charges are none for applications (清理涉企收费，减免费用560万元)."""
    sentence, end = claim.phrases.sentence, claim.found.quantity.span.end
    return _OTHER_CHARGES.search(sentence.text, sentence.part_start(end), end) is not None

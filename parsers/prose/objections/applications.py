"""Why a number is none of applications, of what became of them, or of cases, although its words fit that."""

from __future__ import annotations

import itertools
import re

from knowledge.self_references import of_itself
from parsers.prose.context.scopes import those_above
from parsers.prose.objections.claims import Claim
from parsers.prose.parts import whose
from parsers.prose.sentences.sentences import NEAR
from parsers.prose.words.codes import (
    ANSWERED,
    CARRIED_IN,
    CASE_OBJECTS,
    CASES,
    CONCLUDED,
    NAMES_CASES,
    RECEIVED,
    WAYS_IN,
)
from parsers.prose.words.lexicon import find_terms
from parsers.prose.words.marks import AND, IN_ALL
from parsers.prose.words.shares import name_behind, part_name
from parsers.prose.words.years import CAUSE

_APPLICATIONS = "applications."
_FROM_ANYBODY = "来"
"""How words begin for what people send or ask of any office (来信, 来访)."""
_OUTCOMES = ("applications.answered.", "applications.carried_")
"""Beginnings of the codes of what became of some applications."""
_PENDING = ".pending"
_INSTANCE = re.compile("[一二]审(?!审|仍|尚|正|未)")
_EXAMPLES = re.compile("案例|典型|通报")
_SOME_OF_DISCLOSURE = re.compile("其中[^；。\\d]{0,10}(?:信息|政务)公开[^；。]{0,10}?\\d")
_NEW, _OF = "新", "的"
_APPLIED = "申请"
_ITSELF = re.compile(of_itself())
_FOR_A_REASON = re.compile(r"(?:原因|理由|缘故)[^，。；\d]{0,4}(?:答复|回复)")
_BY_ONE_ASPECT = re.compile(
    r"(?:^|[，；。])(?:从|按照?|根据|依据?|就)[^，。；\d]{1,18}(?:来?看|分|划分|分类|统计|来说)，"
)
_PASSED_ON = re.compile("转[来办交送给]|交办|批转")
"""Says of some applications that another body has passed them on."""
_DIRECTLY, _BY_ITSELF = "直接", "自行"
"""Says in front of a verb that no other body has passed them on."""
_PEOPLE = ("人", "名", "位")
_OF_MISUSE = re.compile("滥用|滥诉|突出|重复|反复|频繁|大量|集中")
"""Complains of applicants who apply for too much."""
_THERE_ARE = "有"
_AGAINST, _TRIED, _AUTHORITY = "不服", "审理", "复议机关"
_DECIDE_NO_REVIEWS = ("department", "township")
_PASSIVE = ("被", "引发", "引起", "提起", "申请")
"""Says that somebody has appealed against the body that reports, or against one of its departments."""
_SYSTEMS = ("系统", "平台")
_REACH = 60
"""Characters in front of a number in which an aspect is looked for."""
_CHARGED = "charge"
_MEASURES_OF_INFORMATION = ("条", "条次", "篇", "则")
_DOCUMENTS = {("obj", "document"), ("obj", "normative"), ("obj", "rules"), ("whole", "documents")}
_TOGETHER = (*AND, "或", "或者")


def is_of_other_complaints(claim: Claim) -> bool:
    """Whether nothing in a sentence or its section says that complaints are about disclosure and its legal remedies."""
    said = claim.phrases.all
    is_at_home = "open" in said.slots or claim.passage.theme.topic == "review_litigation"
    return not is_at_home and said.features.isdisjoint(NAMES_CASES)


def is_an_attribute_of_documents(claim: Claim) -> bool:
    """Whether 依申请公开 is how some documents, or some information, may be disclosed.

    制发文件12件，主动公开10件，依申请公开2件; 政府信息中，主动公开76条，依申请公开9条.
    """
    if any(term.value("act") for term in claim.named.terms) or not claim.index:
        return False
    phrases, index, unit = claim.phrases, claim.index, claim.found.quantity.unit
    quantities = phrases.sentence.quantities
    begins = phrases.sentence.part_start(claim.found.start)
    ahead = (place for place in range(index) if quantities[place].span.start > begins)
    alike = [place for place in ahead if quantities[place].unit == unit]
    are_documents = any(not phrases.own(place).features.isdisjoint(_DOCUMENTS) for place in alike)
    are_counted_so = are_documents or unit in _MEASURES_OF_INFORMATION
    return are_counted_so and any(("strong", "yes") in phrases.own(place).features for place in alike)


def counts_several_outcomes(claim: Claim) -> bool:
    """Whether an outcome and a reason that stands beside it are counted together (不予公开或不属于政府信息43件)."""
    told = [term for term in claim.named.terms if term.value("outcome") or term.value("reason")]
    text = claim.phrases.sentence.text
    return any(
        (one.value("outcome") is None) != (following.value("outcome") is None)
        and text[one.end : following.start] in _TOGETHER
        for one, following in itertools.pairwise(told)
    )


def is_answered_in_one_way(claim: Claim) -> bool:
    """Whether answers are a part of those ahead, by when or how they were given (答复41件，按期答复39件)."""
    more = (one for one in claim.counted_before() if one.quantity.value > claim.found.quantity.value)
    whole = next((one for one in more if one.code == ANSWERED), None)
    if whole is None:
        return False
    if any(term.value("timing") for term in claim.named.terms):
        return True
    end = claim.found.quantity.span.start
    # 申请126件，其中公民申请97件；办结124件: a list ends with its part of the sentence
    between = claim.phrases.between(max(whole.quantity.span.end, claim.phrases.sentence.part_start(end)), end)
    parts = [term for term in between if term.modifier == "part"]
    # 办理126件（含结转14件），办结124件: brackets begin no list
    return any(claim.phrases.sentence.bracket_at(term.start) is None for term in parts)


def gave_rise_to_them(claim: Claim) -> bool:
    """Whether applications only gave rise to what is counted (因依申请公开引发行政争议91件)."""
    cause = CAUSE.search(claim.before)
    return cause is not None and any(term.value("obj") for term in find_terms(cause[0]))


def is_answered_for_a_reason(claim: Claim) -> bool:
    """Whether answers are those that had one reason (因不掌握该信息等原因答复8件)."""
    return _FOR_A_REASON.search(claim.before) is not None


def is_through_one_aspect(claim: Claim) -> bool:
    """Whether a number is the first of parts by one aspect (从申请涉及的地区看，东州41件，北陵29件), or by subject."""
    if _is_about_one_subject(claim):
        return True
    if claim.frame.applicant_type != "total" or any(term.value("act") for term in claim.named.terms):
        return False  # 从申请人看，自然人3208件
    sentence, end = claim.phrases.sentence, claim.found.quantity.span.start
    if any(term.value("obj") for term in claim.phrases.between(sentence.clause_start(end), end)):
        return False  # 从数量看，申请总数132件
    return _BY_ONE_ASPECT.search(sentence.text, max(sentence.part_start(end), end - _REACH), end) is not None


def _is_about_one_subject(claim: Claim) -> bool:
    """Whether unknown words name what a number of a list was about (收到公开征地信息的申请23件、拆迁信息的申请15件)."""
    phrases, following = claim.phrases, claim.following
    if following is None or not phrases.is_listed_behind(following):
        return False
    return phrases.own(claim.index).unknown != ""


def is_of_some_applicants(claim: Claim) -> bool:
    """Whether it is what one or some of the applicants have applied for (1人提出申请23件，3人提出申请5件)."""
    sentence, own = claim.phrases.sentence, claim.found.quantity
    ahead = sentence.quantities[claim.index - 1] if claim.index else None
    if ahead is None or ahead.unit not in _PEOPLE:
        return False
    start = sentence.clause_start(own.span.start)
    words = claim.phrases.between(start, ahead.span.start)
    is_all = any(term.text.removesuffix(_THERE_ARE) in IN_ALL or term.modifier == "all_year" for term in words)
    if ahead.span.start < start or is_all:
        return False
    return _stands_beside_other_applicants(claim) or (ahead.value == 1 and _tells_of_other_applications(claim))


def _stands_beside_other_applicants(claim: Claim) -> bool:
    """Whether a sentence says of other people, too, for how much they have applied."""
    quantities, unit = claim.phrases.sentence.quantities, claim.found.quantity.unit
    return any(
        people.unit in _PEOPLE and things.unit == unit and place != claim.index
        for place, (people, things) in enumerate(itertools.pairwise(quantities), start=1)
        # 12人提出申请15件，其中3人提出申请4件: these are some of the twelve
        if not (people.value < quantities[claim.index - 1].value and claim.tree.is_member(place))
    )


def _tells_of_other_applications(claim: Claim) -> bool:
    """Whether a sentence complains of one applicant, or more than what that one applied for is told of."""
    sentence, own = claim.phrases.sentence, claim.found.quantity
    if _OF_MISUSE.search(sentence.text) is not None or claim.passage.totals.of(RECEIVED) is not None:
        return True
    return any(one.unit == own.unit and one.value > own.value for one in sentence.quantities)


def is_of_what_was_done_with_some(claim: Claim) -> bool:
    """Whether a verb behind them says what was done with some applications (有2件申请收取信息处理费)."""
    if claim.leads or any(term.value("act") for term in claim.named.terms):
        return False
    return any(term.value("act") == _CHARGED for term in claim.phrases.clause_behind(claim.index).terms)


def is_one_of_those_told(claim: Claim) -> bool:
    """Whether 收到的 only tells which of more applications that were counted are meant (12月29日收到的1件尚在办理)."""
    if not claim.before.endswith(_OF):
        return False
    told = (claim.passage.totals.of(code) for code in (RECEIVED, ANSWERED, CONCLUDED))
    return any(one is not None and one.value > claim.found.quantity.value for one in told)


def is_of_nothing_applied_for(claim: Claim) -> bool:
    """Whether 主动公开 stands where no applications were counted yet, so that it may be said of anything."""
    if any(term.value("outcome") for term in claim.named.terms):
        return False
    if "outcome" in claim.phrases.all.slots:
        return False
    return not any(one.code.startswith(_APPLICATIONS) for one in claim.passage.found)


def is_of_one_receiver(claim: Claim) -> bool:
    """Whether one agency of several has accepted them (其中市政府办受理12件)."""
    name = part_name(claim.before)
    behind = name_behind(claim.phrases.sentence.after(claim.index).text)
    return behind is not None or (name is not None and _ITSELF.match(name) is None)


def came_in_directly(claim: Claim) -> bool:
    """Whether they came in without another body, which has passed on others (上级转来5件，直接受理7件)."""
    verb = next((term.start for term in claim.named.terms if term.value("act")), 0)
    sentence, end = claim.phrases.sentence, claim.found.quantity.span.end
    if not sentence.text.endswith((_DIRECTLY, _BY_ITSELF), 0, verb):
        return False
    if sentence.text.endswith(_BY_ITSELF, 0, verb) and "obj" not in claim.phrases.own(claim.index).slots:
        return True  # 自行受理19件 goes on from others
    return _PASSED_ON.search(sentence.text, sentence.part_start(end), verb) is not None


def was_told_before(claim: Claim) -> bool:
    """Whether a number of applications is a part of those that came in, or says them again."""
    tree, index = claim.tree, claim.index
    says_nothing = claim.frame.applicant_type == "total" and not claim.phrases.own(index).features
    says_no_verb = says_nothing or all(slot == "obj" for slot, _ in claim.frame.needs)
    is_told = claim.passage.totals.of(RECEIVED) is not None and says_no_verb
    if is_told and tree.is_member(index):
        return True
    return not claim.leads and (is_told or tree.is_part(index) or tree.is_said_again(index))


def is_through_several_ways(claim: Claim) -> bool:
    """Whether several ways in, which alone would be all, stand behind another (网站收到4件，邮箱、线下收到7件)."""
    if "channel" not in claim.phrases.own(claim.index).slots:
        return False
    return any(one.code.startswith(WAYS_IN) for one in claim.counted_before())


def may_be_all_that_came_in(claim: Claim) -> bool:
    """Whether a system that takes all in is the subject, and no other way is told (依申请公开系统收到1件)."""
    ways = [term for term in claim.phrases.own(claim.index).terms if term.value("channel") or term.value("medium")]
    if len(ways) != 1 or "through" in claim.phrases.own(claim.index).modifiers:
        return False  # 信息公开平台受理网上申请12件
    if not ways[0].text.endswith(_SYSTEMS):
        return False
    others = (place for place in range(len(claim.phrases.sentence.quantities)) if place != claim.index)
    return all("channel" not in claim.phrases.own(place).slots for place in others)


def may_be_carried_from_either_year(claim: Claim) -> bool:
    """Whether nothing tells the years of what was carried over, nor what is left of all (办结59件，结转5件)."""
    named = claim.named.terms
    if not any(term.value("carry") for term in named) or any(term.value("time") for term in named):
        return False
    totals = claim.passage.totals
    received, carried = totals.of(RECEIVED), totals.of(CARRIED_IN)
    done = totals.of(ANSWERED) or totals.of(CONCLUDED)
    if received is None or done is None or done.span.start > claim.found.quantity.span.start:
        return True
    there_were = received.value + (carried.value if carried is not None else 0)
    return there_were - done.value != claim.found.quantity.value


def is_newly_received(claim: Claim) -> bool:
    """Whether what was carried over is only named beside what came in newly (结转上年后新收到申请50件)."""
    return any(term.text.startswith(_NEW) for term in claim.named.terms)


def is_more_than_all(claim: Claim) -> bool:
    """Whether a result is of more cases than there were, so that it is of others (复议10件，诉讼0件，维持2件)."""
    whole = claim.passage.totals.of(f"{claim.family}.total")
    if whole is None or whole.approx or claim.found.code in CASES:
        return False
    return claim.found.quantity.value > whole.value


def is_more_than_its_whole(claim: Claim) -> bool:
    """Whether an applicant's part is more than the number that it would be a part of (结转2件，其中自然人申请92件)."""
    whole = claim.passage.totals.of(claim.found.code)
    if claim.frame.applicant_type == "total" or whole is None or whole.approx:
        return False
    return claim.found.quantity.value > whole.value


def is_of_the_same_cases(claim: Claim) -> bool:
    """Whether cases stand in a list of parts of the same cases."""
    return claim.tree.is_member(claim.index) and any(one.code == claim.found.code for one in claim.counted_before())


def is_of_a_case(claim: Claim) -> bool:
    """Whether what an applicant took back was asked for in a case (行政复议3件，其中申请人撤回申请1件)."""
    return claim.passage.theme.obj in CASE_OBJECTS


def came_in_without_an_application(claim: Claim) -> bool:
    """Whether nothing says that what came in some way applied for anything (在依申请公开一章: 收到来信2764件次)."""
    if claim.found.code == RECEIVED or claim.passage.totals.of(RECEIVED) is not None:
        return False
    are_letters = any(term.text.startswith(_FROM_ANYBODY) for term in claim.named.terms)
    if are_letters:
        return _APPLIED not in claim.before
    sentence = claim.phrases.sentence
    words = sentence.text[sentence.part_start(claim.found.start) : sentence.clause_end(claim.found.quantity.span.end)]
    return _APPLIED not in words and not claim.passage.theme.has_asked


def is_of_cases(claim: Claim) -> bool:
    """Whether a number is a part of cases that were counted before (行政诉讼20件，其中政府信息公开案件4件)."""
    are_ahead = any(index < claim.index for index in claim.tree.wholes_of_cases)
    return are_ahead and claim.tree.is_part(claim.index)


def may_be_of_a_part(claim: Claim) -> bool:
    """Whether what became of some may be said of the part of a body right ahead (其中市住建局32件，同意公开25件)."""
    return claim.found.code not in (RECEIVED, *CASES) and whose.may_be_of_a_part(claim.draft, claim.index)


def is_of_an_outcome(claim: Claim) -> bool:
    """Whether applicants or ways in are those of one outcome, or of what was carried over (公开50件，其中企业5件)."""
    whole = claim.whole
    if whole is None or claim.found.quantity.value > whole.quantity.value:
        return False
    return whole.code.startswith(_OUTCOMES) and whole.code != ANSWERED


def is_of_some_applications(claim: Claim) -> bool:
    """Whether an outcome is of the applications of one way, one applicant, or one year (上年结转的7件中，公开3件).

    Beside those that came over from the year before, so is one of what came in newly (新收85件中，公开40件).
    """
    whole = claim.whole
    if whole is None or claim.found.quantity.value > whole.quantity.value or whole.label:
        return False
    if whole.code == RECEIVED and whole.applicant_type == "total":
        return claim.is_of_what_was_said_again and any(one.code == CARRIED_IN for one in claim.counted_before())
    received = claim.passage.totals.of(RECEIVED)
    is_less = received is not None and received.value > whole.quantity.value  # else these may be all that there are
    return whole.code == CARRIED_IN or (whole.code.startswith(WAYS_IN) and is_less)


def is_of_a_verdict(claim: Claim) -> bool:
    """Whether cases are those of one verdict (依法纠错3件，其中行政复议2件)."""
    whole = claim.tree.whole_of(claim.index)
    if whole is None or claim.phrases.sentence.quantities[whole].value < claim.found.quantity.value:
        return False
    said = claim.phrases.own(whole)
    return "verdict" in said.slots and said.features.isdisjoint(NAMES_CASES)


def is_of_one_instance(claim: Claim) -> bool:
    """Whether a verdict is that of one court, beside those of another on the same cases (一审败诉2件，二审胜诉1件)."""
    sentence, number = claim.phrases.sentence, claim.found.quantity.span
    own = _INSTANCE.search(sentence.text, claim.phrases.own(claim.index).start, number.start)
    if own is None or claim.found.code.endswith(_PENDING):
        return False
    start, end = max(0, number.start - NEAR), number.end + NEAR
    pending = [term for term in claim.phrases.between(start, end) if term.value("verdict") == "pending"]
    return any(
        other[0] != own[0] and not any(term.start <= other.start() < term.end for term in pending)
        for other in _INSTANCE.finditer(sentence.text, start, end)
    )


def is_of_all_cases(claim: Claim) -> bool:
    """Whether a verdict is of all cases, of which some are about disclosure (复议35件，维持20件，涉及信息公开6件)."""
    if claim.found.code in CASES or not any(index < claim.index for index in claim.tree.wholes_of_cases):
        return False
    return all(one.code != f"{claim.family}.total" for one in claim.counted_before())


def is_of_both_kinds_of_cases(claim: Claim) -> bool:
    """Whether those about disclosure are of both kinds ahead (行政复议35件、行政诉讼18件，涉及信息公开的有6件)."""
    phrases = claim.phrases
    own = phrases.own(claim.index).features | phrases.after(claim.index).features
    return len(claim.tree.wholes_of_cases) > 1 and own.isdisjoint(NAMES_CASES)


def were_reviewed_by_the_body(claim: Claim) -> bool:
    """Whether the body itself decides cases about others (不服部门答复的行政复议案件9件, 法制办审理行政复议案件9件).

    Departments and townships do so only where they say it (作为复议机关).
    """
    phrases, end = claim.phrases, claim.found.quantity.span.end
    begins = max(phrases.sentence.part_start(end), end - NEAR)  # …审理复议案件19件；市政府本级被申请复议2件
    ahead = phrases.between(begins, phrases.sentence.clause_end(end))
    case = next((term for term in reversed(ahead) if ("obj", "review") in term.features and term.start < end), None)
    if any(term.text.endswith(_AUTHORITY) and term.value("obj") == "elsewhere" for term in ahead):
        return True
    if case is None or claim.passage.level in _DECIDE_NO_REVIEWS:
        return False
    start = phrases.sentence.near_start(case.start, case.start)
    words, told = phrases.sentence.text[start : case.start], phrases.between(start, case.start)
    bodies = [term.start for term in told if term.modifier == "body"]
    against = words.find(_AGAINST)
    if against >= 0 and not any(word in words[against:] + case.text for word in _PASSIVE):
        return any(body > start + against for body in bodies)
    verb = next((term.start for term in told if term.text == _TRIED), None)
    if verb is None or any(body < verb for body in bodies):
        return False
    above = those_above(claim.passage.level)
    return above is None or above.match(phrases.sentence.text, start, verb) is None


def is_of_examples(claim: Claim) -> bool:
    """Whether cases are examples that were passed on (通报行政复议纠错案例5件)."""
    return _EXAMPLES.search(claim.before) is not None


def are_of_all_kinds(claim: Claim) -> bool:
    """Whether complaints are about anything, of which some are about disclosure (投诉1560件，其中涉及信息公开3件)."""
    sentence, end = claim.phrases.sentence, claim.found.quantity.span.end
    return _SOME_OF_DISCLOSURE.search(sentence.text, end) is not None

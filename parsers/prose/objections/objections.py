"""Why a number whose words fit a code is no figure of it: a part of it, or what its words name was told before.

`_OBJECTIONS` lists what is asked of each number, in order. What is asked of applications and cases stands in
`applications`, of documents, suggestions and meetings in `documents`, and of totals of disclosed information, the
widest of all codes, in `totals`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from parsers.prose.objections import applications, documents, totals
from parsers.prose.objections.claims import Claim
from parsers.prose.objections.refusals import is_denied
from parsers.prose.parts.sums_over_years import is_part_of_a_sum
from parsers.prose.sentences.sort_names import names_a_sort, sort_of
from parsers.prose.words.codes import (
    ANSWERED,
    CARRIED_IN,
    CASE_OBJECTS,
    CASES,
    DISCLOSED,
    OF_CHANNELS,
    RECEIVED,
    THROUGH_ALL,
    WAYS_IN,
    WEBSITE,
)
from parsers.prose.words.lexicon import AND_OTHERS, Feature, Term, features_of, find_terms, slots
from parsers.prose.words.marks import INFORMATION

_COMPLAINTS = ("complaints.total", "appeals.total")
_DISCLOSURE = "disclosure."
_CASES = tuple(f"{case}." for case in CASE_OBJECTS)
_OF = ("", "的", "了")
"""May stand between a verb and its object (作出的行政许可1264项)."""
_EACH = "各"
_EACH_HAS = re.compile(f"{_EACH}自?(?:(?:确定|指定|明确|配备|安排|落实|抽调|选派|设立|设置|建立)了?)?(?:至少)?$")
_EACH_HAS_SOME = re.compile(f"{_EACH}自?(?:确定|指定|明确|配备|安排|落实|抽调|选派)了?(?!.*共)")
_ALL_TOGETHER = "共"
_MANY = 3
"""What several bodies have, one each at the least, is never fewer."""
_BODIES = re.compile(f"{_EACH}(?![项类种界位级个方])")
"""Bodies, and not things of several kinds (各项工作, 各类信息)."""
_BY = "由"
"""In front of a number, says that so many do something (各部门由1名专职人员负责)."""
_DECISIONS = ".decisions"
_MATTERS = "事项"
_FOR_OTHERS = ("会办", "协办")
"""Says that another body answers a suggestion."""
_MEETINGS = "capacity.meetings"
_MEDIA = tuple(f"{OF_CHANNELS}{medium}" for medium in ("weibo", "wechat", "gazette"))
"""Codes of media of which a body mostly has one, so that a part of what it counts is no other one's."""
_READERS = ("网友", "网民", "粉丝")
"""Who asks something of an account."""
_PLACES = re.compile(r"(?:专区|窗口|大厅|驿站|服务台|查阅[点室]|服务[点站])[^，。；：\d]{0,6}\Z")
"""Places for the public, in front of a verb."""
_TO = re.compile(r"向[^，。；\s]{0,4}\Z")
_NUMBER_OF_SORTS = re.compile(r"[\d一二三四五六七八九十]+(?:大|个)?[类种]$")
_DISCLOSED_OUTCOMES = (
    "applications.answered.granted",
    "applications.answered.partial",
    "applications.answered.already_public",
)
_REPEALED = ("documents.rules.repealed", "documents.normative.repealed")
_NEWLY_PUBLISHED = ("documents.rules.published", "documents.normative.published")


_IN_LISTS = {"information", "article", "document"}
"""Objects that a site publishes in lists; others may be made public after they were counted."""
_BESIDE_EACH_OTHER = {"weibo", "wechat", "website", "gazette", "app"}
"""Media of which none is another name of the other."""


class Objection(NamedTuple):
    """Something that speaks against a number.

    Attributes:
        speaks_against: Whether it does.
        reason: The reason that is given then.
        of: Beginnings of the codes whose figures it may be raised against; those of all others are not asked.
        is_no_part: Whether the number is no part or sort of what was counted before either.
        is_elsewhere: Whether its words are about what no code covers.
    """

    speaks_against: Callable[[Claim], bool]
    reason: str
    of: tuple[str, ...] = ("",)
    is_no_part: bool = False
    is_elsewhere: bool = False


def objection(claim: Claim) -> Objection | None:
    """Why a number whose words fit a code is no figure of it; None where it is one."""
    for one in _objections_to(claim.found.code):
        if one.speaks_against(claim):
            return one
    return None


@functools.cache
def _objections_to(code: str) -> tuple[Objection, ...]:
    """What may be raised against the figures of a code, in order."""
    return tuple(one for one in _OBJECTIONS if code.startswith(one.of))


def _is_of_another_year(claim: Claim) -> bool:
    """Whether the words behind a number say that it is one of another year (其中1件为2023年信息公开件)."""
    if claim.frame.value("carry") is not None:
        return False
    years = {int(term.text[:4]) for term in claim.phrases.after(claim.index).terms if term.text[:4].isdecimal()}
    return bool(years - {claim.passage.year})


def _is_of_a_sum(claim: Claim) -> bool:
    """Whether a number is a part of one that was summed over other times."""
    return is_part_of_a_sum(claim.phrases, claim.tree, claim.index, claim.passage, claim.found)


def _is_the_rest_of_something_else(claim: Claim) -> bool:
    """Whether 其他 follows, in a list, what is no sort of what it would be the rest of.

    城建类98件，其他方面164件; 网站公开208条，其中政策解读15条，其他公开信息118条.
    """
    is_the_rest = ("other", "yes") in claim.frame.needs and bool(claim.frame.context)
    is_another_way = ("medium", "rest") in claim.frame.needs and claim.tree.is_member(claim.index)
    if not claim.index or not (is_the_rest or is_another_way):
        return False
    before = claim.phrases.sentence.quantities[claim.index - 1]
    is_alike = before.unit == claim.found.quantity.unit
    if claim.found.code.startswith(OF_CHANNELS) and "medium" in claim.phrases.own(claim.index - 1).slots:
        return False  # 政务新媒体公开86条，其他媒体公开44条
    counted = [one for one in claim.counted_before() if one.quantity.span == before.span]
    if is_another_way:
        counted = [one for one in counted if one.code.startswith(OF_CHANNELS)]
    return is_alike and not counted


def _is_of_cases(claim: Claim) -> bool:
    """Whether a number is a part of cases that were counted before (行政诉讼20件，其中政府信息公开案件4件)."""
    are_ahead = any(index < claim.index for index in claim.tree.wholes_of_cases)
    return are_ahead and claim.tree.is_part(claim.index)


def _was_something_else_decided(claim: Claim) -> bool:
    """Whether 作出 has another object than what is counted (对427项行政处罚作出裁量基准细化, 作出许可告知承诺28项)."""
    if claim.frame.value("decided") is None:
        return False
    own = claim.phrases.own(claim.index)
    decided, noun = next(own.of("decided"), None), next(own.of("obj"), None)
    if decided is None or noun is None or own.text[decided.end : noun.start] not in _OF:
        return True
    return own.unknown_from(noun.end) != "" or claim.phrases.after(claim.index).unknown != ""


def _counts_kinds_of_matters(claim: Claim) -> bool:
    """Whether 事项 makes a number one of kinds of penalties, and of no decisions (行政处罚事项共33项)."""
    if not claim.found.code.endswith(_DECISIONS):
        return False
    own = claim.phrases.own(claim.index)
    names_matters = any(own.text.startswith(_MATTERS, term.end) for term in own.of("obj"))
    return names_matters and own.slots.isdisjoint(("decided", "act"))


def _is_of_each(claim: Claim) -> bool:
    """Whether so many are of each of several bodies; 分别 and lists are read apart.

    So says what stands in front (兼职人员各1人; 监察大队各确定1名), or all of the words (各科室都指定了一名信息员);
    in a list, what stands in front of its first number (各单位均配备专职1名、兼职2名). So does a number that is too
    small for all of them together (机关各部门配备一名专职人员).
    """
    if _EACH_HAS.search(claim.before) is not None:
        return True
    if claim.family != "capacity":
        return False
    phrases = claim.phrases
    first = phrases.first_of_list(claim.index)
    before = phrases.sentence.before(first).text
    is_of_every_one = "universal" in phrases.own(first).modifiers or before.endswith(_BY)
    each_has_them = before.startswith(_EACH) and is_of_every_one
    is_too_few_for_all = claim.found.quantity.value < _MANY and _ALL_TOGETHER not in before
    return (
        each_has_them
        or (is_too_few_for_all and _BODIES.search(before) is not None)
        or _EACH_HAS_SOME.search(before) is not None
    )


def _counts_others_in(claim: Claim) -> bool:
    """Whether brackets in its words, or right behind it, say that a number counts another kind (专职（含兼职）12人)."""
    phrases = claim.phrases
    own, end = phrases.own(claim.index), claim.found.quantity.span.end
    for span in phrases.sentence.light:
        if own.start <= span.start <= end:
            held = find_terms(phrases.sentence.text[span.start + 1 : span.end - 1])
            if held and held[0].modifier != "part" and _is_another_medium(held, phrases.term_before(span.start)):
                return True
            begins = bool(held) and held[0].start == 0 and held[0].modifier == "part"
            if begins and any(_is_another_kind(claim, feature) for feature in features_of(held)):
                return True
    return False


def _is_another_medium(held: Sequence[Term], named: Term | None) -> bool:
    """Whether brackets name one more medium beside the one in front of them (政务微博（微信）发布信息412条)."""
    media = {term.value("medium") for term in held} & _BESIDE_EACH_OTHER
    return named is not None and named.value("medium") in _BESIDE_EACH_OTHER and bool(media - {named.value("medium")})


def _is_another_kind(claim: Claim, feature: Feature) -> bool:
    """Whether a feature is of a kind that stands beside the kind of a number, and never within it."""
    slot, value = feature
    own = claim.frame.value(slot)
    return own not in (None, value) and any({own, value} <= kinds for kinds in slots()[slot].kinds_apart)


def _is_a_sort_of_what_was_disclosed(claim: Claim) -> bool:
    """Whether 回应关切 is the name of a column in a list of what was published (其中，互动交流138条、回应关切112条)."""
    if not claim.tree.is_member(claim.index):
        return False
    alike = (one for one in claim.counted_before() if one.quantity.unit == claim.found.quantity.unit)
    return any(one.code in (DISCLOSED, WEBSITE) and one.quantity.value > claim.found.quantity.value for one in alike)


def _is_of_the_same_count(claim: Claim) -> bool:
    """Whether a number is a part of a larger one ahead that counts the same (解读243条，其中解读材料36条)."""
    if not claim.tree.is_member(claim.index) or claim.time.says_which_year or claim.time.is_new:
        return False
    more = (one for one in claim.counted_before() if one.quantity.value > claim.found.quantity.value)
    return any(one.code == claim.found.code for one in more)


def _counts_sorts(claim: Claim) -> bool:
    """Whether the number of sorts stands right before a number (工作动态、文件解读信息4类46条)."""
    is_of_sorts = claim.found.code not in (DISCLOSED, RECEIVED)
    return is_of_sorts and _NUMBER_OF_SORTS.search(claim.before) is not None


def _is_asked_through_an_account(claim: Claim) -> bool:
    """Whether they are questions to an account whose posts were counted before (微信发布178条，答复网友咨询160件)."""
    last = claim.counted_before()[-1:]
    are_its_readers = any(word in claim.before for word in _READERS)
    return bool(last) and last[0].code.startswith(_MEDIA) and are_its_readers


def _is_offered_at_a_place(claim: Claim) -> bool:
    """Whether places offer what is counted, who are not the body that reports (专区提供政策咨询1.9万次)."""
    offers = [term.start for term in claim.named.terms if term.value("provide")]
    text = claim.phrases.sentence.text
    return any(_PLACES.search(text[claim.phrases.sentence.clause_start(start) : start]) for start in offers)


def _counts_more_than_is_named(claim: Claim) -> bool:
    """Whether an account ahead of 等 is only an example of what is counted (微信公众号等6个新媒体平台)."""
    if not claim.before.endswith(AND_OTHERS):
        return False
    start = claim.found.quantity.span.start
    return any(term.value("medium") and term.end <= start for term in claim.named.terms)


def _is_of_what_was_counted_before(claim: Claim) -> bool:
    """Whether a site made public what the number ahead counts, and no information (办理提案12件，网上公开12件)."""
    if not claim.index or claim.tree.is_member(claim.index) or any(term.value("obj") for term in claim.named.terms):
        return False
    before = claim.phrases.sentence.quantities[claim.index - 1]
    objects = {term.value("obj") for term in claim.phrases.own(claim.index - 1).of("obj")}
    return before.unit == claim.found.quantity.unit and bool(objects) and objects.isdisjoint(_IN_LISTS)


def _is_given_to_media(claim: Claim) -> bool:
    """Whether media are whom something was told, and not where it was published (向各新闻媒体公开各类新闻86篇)."""
    own = claim.phrases.own(claim.index)
    return any(_TO.search(own.text, own.start, term.start) is not None for term in own.of("medium"))


def _names_a_sort(claim: Claim) -> bool:
    """Whether words name a sort of information, or those of a website begin a list of them (概况类36条，动态类87条)."""
    if names_a_sort(claim.found.code, claim.before, claim.found.quantity.unit):
        return True
    phrases, following = claim.phrases, claim.following
    if claim.found.code != WEBSITE or following is None or sort_of(claim.before) is None:
        return False
    is_named = not phrases.own(following).slots.isdisjoint(("act", "medium"))
    words = phrases.sentence.before(following).text
    return not is_named and (sort_of(words) is not None or words.endswith(INFORMATION))


def _is_of_what_was_paid(claim: Claim) -> bool:
    """Whether an amount goes on from how often a fee was in fact received (实际收取1件，金额400元)."""
    return claim.index > 0 and ("act", "actually") in claim.phrases.own(claim.index - 1).features


def _is_handled_for_others(claim: Claim) -> bool:
    """Whether others answer what a body only has a part in (会办建议8件、提案6件)."""
    words = claim.phrases.sentence.before(claim.phrases.first_of_list(claim.index)).text
    return any(word in words for word in _FOR_OTHERS)


NOT_PUBLISHED = Objection(
    documents.is_not_published,
    "suggestions count where their replies were published, which nothing says of these",
    of=("proposals.",),
    is_no_part=True,
    is_elsewhere=True,
)
_OBJECTIONS = (
    Objection(_is_of_another_year, "a number of another year"),
    Objection(_is_of_a_sum, "a part of a sum over other times than the year", of=(_DISCLOSURE,)),
    Objection(
        applications.is_of_other_complaints,
        "nothing in its sentence says that it is about the disclosure of information",
        of=_COMPLAINTS,
    ),
    Objection(is_denied, "its words deny it", is_no_part=True),
    NOT_PUBLISHED,
    Objection(_is_of_what_was_paid, "what was received, and not what was billed", of=("fees.processing.billed",)),
    Objection(_is_handled_for_others, "others answer them", of=("proposals.",), is_no_part=True, is_elsewhere=True),
    Objection(
        applications.counts_several_outcomes, "several outcomes are counted together", of=("applications.answered.",)
    ),
    Objection(
        documents.is_named_by_unknown_words,
        "unknown words tell what was made public",
        of=("proposals.",),
    ),
    Objection(documents.is_of_one_of_two, "one of two numbers that are not told apart", of=("proposals.joint",)),
    Objection(
        applications.is_of_nothing_applied_for,
        "perhaps disclosed without an application",
        of=("applications.answered.already_public",),
    ),
    Objection(applications.was_announced, "unknown words tell what was made public", of=_DISCLOSED_OUTCOMES),
    Objection(applications.is_of_an_agency, "an agency is named, whose part it is", of=("applications.accepted",)),
    Objection(applications.was_told_before, "what its words name was told before", of=(RECEIVED,)),
    Objection(_is_the_rest_of_something_else, "the rest of something that was not counted"),
    Objection(_is_of_cases, "a part of the cases that were counted before", of=(RECEIVED,)),
    Objection(_was_something_else_decided, "something else was decided", of=("admin.",), is_elsewhere=True),
    Objection(_counts_kinds_of_matters, "counts kinds, and no decisions", of=("admin.",), is_elsewhere=True),
    Objection(_is_of_each, "so many of each of several bodies"),
    Objection(_counts_others_in, "others of its kind are counted with it", is_no_part=True),
    Objection(
        applications.is_through_several_ways,
        "ways in that stand beside another one, and are not told apart",
        of=(RECEIVED,),
    ),
    Objection(
        documents.is_of_disclosed_meetings,
        "meetings of which something was disclosed",
        of=(_MEETINGS,),
        is_elsewhere=True,
    ),
    Objection(applications.is_newly_received, "what came in newly is counted with it", of=(CARRIED_IN,)),
    Objection(applications.is_more_than_all, "more than all of the cases that were counted before", of=_CASES),
    Objection(
        applications.is_more_than_its_whole,
        "more than what it would be a part of",
        of=("applications.",),
        is_no_part=True,
    ),
    Objection(documents.counts_renewals, "how often a medium was renewed", of=_MEDIA, is_no_part=True),
    Objection(documents.were_renewed, "put up again, and counted before", of=_NEWLY_PUBLISHED, is_no_part=True),
    Objection(documents.were_promulgated, "perhaps issued, and not published by that", of=_NEWLY_PUBLISHED),
    Objection(documents.have_lapsed, "lapsed, beside those that were repealed", of=_REPEALED),
    Objection(documents.is_of_one_issuer, "a part of the documents that were counted before", of=("documents.",)),
    Objection(documents.is_held_by_a_library, "perhaps all that a library of documents holds", of=_NEWLY_PUBLISHED),
    Objection(
        documents.may_be_all_that_are_public,
        "perhaps all rules that are open to the public",
        of=("documents.rules.published",),
    ),
    Objection(documents.is_of_uncounted_documents, "a part of something that was not counted", of=_NEWLY_PUBLISHED),
    Objection(
        documents.is_printed_in_the_gazette,
        "printed in the gazette, and not published by itself",
        of=_NEWLY_PUBLISHED,
        is_no_part=True,
    ),
    Objection(applications.is_of_the_same_cases, "a part of the cases that were counted before", of=CASES),
    Objection(
        applications.came_in_without_an_application,
        "nothing says that it is an application",
        of=(WAYS_IN,),
        is_elsewhere=True,
    ),
    Objection(applications.is_of_a_case, "asked for in a case", of=("applications.answered.other.",)),
    Objection(
        _is_a_sort_of_what_was_disclosed, "a sort of what was published", of=("response.topics", "consultation.total")
    ),
    Objection(_is_of_the_same_count, "a part of what was counted before", of=(*_MEDIA, "response.")),
    Objection(applications.is_answered_for_a_reason, "answers for one reason", of=(ANSWERED,)),
    Objection(applications.is_through_one_aspect, "parts by one aspect of all", of=(RECEIVED,)),
    Objection(applications.is_of_what_was_done_with_some, "some of which something was done with", of=(RECEIVED,)),
    Objection(applications.is_answered_in_one_way, "a part of what was answered before", of=(ANSWERED,)),
    Objection(_is_asked_through_an_account, "asked through one of the media", of=("consultation.total",)),
    Objection(_is_offered_at_a_place, "offered at places of one kind", of=("consultation.total",)),
    Objection(_counts_more_than_is_named, "named only by an example", of=("newmedia.",)),
    Objection(_is_of_what_was_counted_before, "made public of what was counted before", of=(WEBSITE,)),
    Objection(_is_given_to_media, "told to media, and perhaps not published", of=(f"{OF_CHANNELS}other",)),
    Objection(_counts_sorts, "counts all of the sorts that are named before it"),
    Objection(_names_a_sort, "its words name a sort of information"),
    Objection(
        documents.may_be_of_documents, "perhaps a part of the documents that were counted before", of=(DISCLOSED,)
    ),
    Objection(totals.is_counted_in_items_beside, "counts the items of what the next number counts", of=(DISCLOSED,)),
    Objection(totals.counts_matters, "counts the matters of a catalogue", of=(DISCLOSED, WEBSITE)),
    Objection(totals.is_of_all_attributes, "only a part of it was disclosed on its own initiative", of=(DISCLOSED,)),
    Objection(totals.is_among_what_was_counted, "a part of what was counted before", of=(DISCLOSED,)),
    Objection(totals.is_besides, "published besides what was counted before", of=(DISCLOSED,)),
    Objection(
        totals.is_through_some_media, "what several media published of all that was counted before", of=(DISCLOSED,)
    ),
    Objection(totals.is_made_anew, "made anew, and counted before", of=(DISCLOSED,)),
    Objection(totals.is_what_was_asked_for, "perhaps what was disclosed of what was applied for", of=(DISCLOSED,)),
    Objection(totals.is_of_something_uncounted, "a part of something that was not counted", of=(DISCLOSED,)),
    Objection(totals.is_item, "a part of what was counted before", of=(DISCLOSED,)),
    Objection(totals.was_passed_on, "put up again by others", of=(WEBSITE,)),
    Objection(
        totals.is_through_an_unknown_medium,
        "published through something that is not known",
        of=(DISCLOSED, WEBSITE, THROUGH_ALL),
    ),
    Objection(
        totals.is_through_what_was_named_before,
        "perhaps published through what the clause before names",
        of=(DISCLOSED,),
    ),
    Objection(totals.is_by_a_medium_in_front, "perhaps published by what the clause before tells of", of=(DISCLOSED,)),
    Objection(totals.is_of_another_whole, "a part of what the number before counts", of=(_DISCLOSURE,)),
    Objection(totals.is_of_a_column, "a part of the website, which was counted before", of=(WEBSITE,)),
    Objection(totals.is_said_with_its_share, "a part of what was counted before, with its share", of=(DISCLOSED,)),
    Objection(
        totals.is_narrowed,
        "its words narrow it to a part of what was counted before",
        of=(DISCLOSED, WEBSITE, THROUGH_ALL),
    ),
    Objection(
        totals.is_of_documents_by_pieces, "documents, which are perhaps only some of what it published", of=(WEBSITE,)
    ),
    Objection(totals.is_summed_up, "a part of the sum behind it", of=(DISCLOSED,)),
    Objection(totals.begins_a_list, "the verb is said of a list of sorts", of=(_DISCLOSURE,)),
)
"""What may speak against a number; the first that does counts."""

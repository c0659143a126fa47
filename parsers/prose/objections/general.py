"""Why a number of any code is none: of another year, of each of several bodies, a rest, or the number of sorts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.prose.objections.claims import Claim
from parsers.prose.parts.dating import is_added
from parsers.prose.parts.sums_over_years import is_part_of_a_sum
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.sentences.sort_names import names_a_sort, sort_of
from parsers.prose.words.codes import DISCLOSED, LEADERS, PUBLISHED, RECEIVED, WEBSITE, is_stock
from parsers.prose.words.lexicon import AND_OTHERS, Feature, Term, features_of, find_terms, slots
from parsers.prose.words.marks import INFORMATION
from parsers.prose.words.shares import part_name
from parsers.prose.words.years import is_change, names_a_year

_EACH = "各"
_EACH_HAS = re.compile(f"{_EACH}自?(?:(?:确定|指定|明确|配备|安排|落实|抽调|选派|设立|设置|建立)了?)?(?:至少)?$")
_ALL_HAVE = ("均", "都")
"""The same right in front of a number (三家单位公开信息均超过500条)."""
_EACH_BODY = re.compile(
    f"{_EACH}(?![项类种界位级个方])(?!.*共)(?P<chose>自?(?:确定|指定|明确|配备|安排|落实|抽调|选派))?"
)
"""Bodies, and not things of several kinds (各项工作, 各类信息), of which no word says that all are counted together."""
_STAFF = "capacity.staff."
_WITHOUT = ("不含", "不包括", "不包含", "不计")
_AN_AIM = re.compile("的(?:年度|全年|既定|预期)?(?:工作)?(?:目标|任务|指标|计划|要求)")
_COUNTED_APART = re.compile("[，；（](?:均|都)?(?:不|未|没有)(?:计入|列入|纳入|算入|在)(?:上述|以上|上面|前述)")
_ASKED_FOR = ("不少于", "不低于", "至少")
"""Bounds that rules set (全年不少于60条)."""
_NOT_ALLOWED = ("不得", "不应", "不能")
_ALL_THERE_ARE = re.compile("总(?:[期场次条件个家处]?数|量)[已共]*(?:达到?|为|有)?$")
"""Stands in front of a sum over years, or of all that there are."""
_IS_ADDED = "new"
_OF_SEVERAL_KINDS = ("response.press_conference.total", "response.topics")
_HELD = re.compile("召开|举办|举行|组织|开展|参加|在|通过")
_PLAIN_NAME = re.compile("(?:召开|举办|举行|组织)了?新闻发布会$")
_MANY = 3
"""Whom several bodies have, one each at the least, are never fewer; to a training all of them may send people."""
_BY = "由"
"""In front of a number, says that so many do something (各部门由1名专职人员负责)."""
_NUMBER_OF_SORTS = re.compile(r"[\d一二三四五六七八九十]+(?:大|个)?[类种]$")
_OF_CASES = ("review.", "litigation.")
_BODIES = "单位"
_BESIDE_EACH_OTHER = {"weibo", "wechat", "website", "gazette", "app"}
"""Media of which none is another name of the other."""
_OTHER_ANSWERS = "response.other"


def is_of_another_year(claim: Claim) -> bool:
    """Whether words say that a number is one of another year (其中1件为2023年信息公开件, 2017年结转的2件诉讼案件)."""
    if claim.frame.value("carry") is not None:
        return False
    if "carry" in claim.phrases.own(claim.index).slots:
        return True
    years = {int(term.text[:4]) for term in claim.phrases.after(claim.index).terms if term.text[:4].isdecimal()}
    return bool(years - {claim.passage.year})


def is_only_aimed_at(claim: Claim) -> bool:
    """Whether words make a number an aim, and nothing that was done (发布会12场的目标, 全年不少于60条)."""
    quantity = claim.found.quantity
    is_asked_for = quantity.printed.startswith(_ASKED_FOR) or claim.before.endswith(_NOT_ALLOWED)
    return is_asked_for or _AN_AIM.match(claim.phrases.sentence.text, quantity.span.end) is not None


def is_counted_apart(claim: Claim) -> bool:
    """Whether words behind a number say that those above do not include it (群众来访5217批次，不计入上述数字)."""
    return _COUNTED_APART.match(claim.phrases.sentence.text, claim.found.quantity.span.end) is not None


def is_of_a_sum(claim: Claim) -> bool:
    """Whether a number is a part of one that was summed over other times."""
    return is_part_of_a_sum(claim.phrases, claim.tree, claim.index, claim.passage, claim.found)


def is_summed_beside_what_is_new(claim: Claim) -> bool:
    """Whether a number is summed over years, and the next one is what the year added (总期数达86期，今年新增12期)."""
    if is_stock(claim.found.code) or _ALL_THERE_ARE.search(claim.before) is None:
        return False
    following = claim.following
    if following is None:
        return False
    is_alike = claim.phrases.sentence.quantities[following].unit == claim.found.quantity.unit
    return is_alike and _IS_ADDED in claim.phrases.own(following).modifiers


def is_added_to_a_stock(claim: Claim) -> bool:
    """Whether only as many were added as the words say, which are not all that there are (新增专职人员5名)."""
    return is_added(claim.draft, claim.index, claim.found.code)


def is_the_rest_of_something_else(claim: Claim) -> bool:
    """Whether 其他 follows, in a list, what is no sort of what it would be the rest of.

    城建类98件，其他方面164件; 网站公开208条，其中政策解读15条，其他公开信息118条.
    """
    is_the_rest = ("other", "yes") in claim.frame.needs and bool(claim.frame.context)
    is_another_way = ("medium", "rest") in claim.frame.needs and claim.tree.is_member(claim.index)
    if claim.found.code == _OTHER_ANSWERS:
        return False  # 通过微博微信回应事件0次，通过其他方式回应事件4次: each is said whole
    if not claim.index or not (is_the_rest or is_another_way):
        return False
    told = [(one.code, one.applicant_type) for one in claim.counted_before()]
    if (claim.found.code, claim.frame.applicant_type) in told:
        return True  # 其他结果2件，其余0件
    others = [term.end for term in claim.named.terms if term.value("other")]
    behind = [term for end in others if (term := claim.phrases.term_at(end)) is not None]
    if claim.found.code.startswith(_OF_CASES) and any(one.modifier == "body" or one.text == _BODIES for one in behind):
        return True  # 县教育局复议2件，其他单位0件
    ahead = _ahead_of_changes(claim)
    before = claim.phrases.sentence.quantities[ahead]
    is_alike = before.unit == claim.found.quantity.unit
    if "medium" in claim.phrases.own(ahead).slots:
        return False  # 政务新媒体公开86条，其他媒体公开44条
    is_counted = any(one.quantity.span == before.span for one in claim.counted_before())
    return is_alike and (is_another_way or not is_counted)


def _ahead_of_changes(claim: Claim) -> int:
    """The number ahead that says no change of another (微博公开86条，同比增加12条；其他方式公开44条)."""
    ahead = claim.index - 1
    while ahead and is_change(claim.phrases.sentence.before(ahead).text):
        ahead -= 1
    return ahead


def is_of_each(claim: Claim) -> bool:
    """Whether so many are of each of several bodies; 分别 and lists are read apart.

    So says what stands in front (兼职人员各1人; 监察大队各确定1名), or all of the words (各科室都指定了一名信息员);
    in a list, what stands in front of its first number (各单位均配备专职1名、兼职2名; 各镇均明确一名领导和一名信息员).
    So does a number that is too small for all of them together (机关各部门配备一名专职人员).
    """
    if _EACH_HAS.search(claim.before) is not None or claim.before.endswith(_ALL_HAVE):
        return True
    if claim.family != "capacity":
        return False
    phrases, quantities = claim.phrases, claim.phrases.sentence.quantities
    first = phrases.first_of_list(claim.index)
    while first and quantities[first - 1].span.start >= phrases.sentence.clause_start(quantities[first].span.start):
        first -= 1
    before = phrases.sentence.before(first).text
    body = _EACH_BODY.search(before)
    if body is None:
        return False
    is_of_every_one = "universal" in phrases.own(first).modifiers or before.endswith(_BY)
    is_too_few = claim.found.code.startswith(_STAFF) and claim.found.quantity.value < _MANY
    return bool(body["chose"]) or is_of_every_one or is_too_few


def counts_others_in(claim: Claim) -> bool:
    """Whether brackets in its words, or right behind it, say that a number counts another kind (专职（含兼职）12人)."""
    phrases = claim.phrases
    own, end = phrases.own(claim.index), claim.found.quantity.span.end
    for span in phrases.sentence.light:
        if own.start <= span.start <= end:
            held = find_terms(phrases.sentence.text[span.start + 1 : span.end - 1])
            opens = any(term.modifier == "part" for term in held[:1])
            if not opens and _is_another_medium(held, phrases.term_before(span.start)):
                return True
            if opens and held[0].start == 0 and any(_is_another_kind(claim, feature) for feature in features_of(held)):
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


def is_of_the_same_count(claim: Claim) -> bool:
    """Whether a number is a part of a larger one ahead that counts the same (解读243条，其中解读材料36条).

    The head is one of the leaders who were counted ahead (局领导参加4次，其中主要负责人1次).
    """
    if claim.found.code in LEADERS:
        return False
    if _is_of_one_of_several_kinds(claim):
        return True
    if not claim.tree.is_member(claim.index) or claim.time.says_which_year:
        return False
    more = (one for one in claim.counted_before() if one.quantity.value > claim.found.quantity.value)
    return any(one.code == claim.found.code for one in more)


def _is_of_one_of_several_kinds(claim: Claim) -> bool:
    """Whether a list counts several kinds of one thing, of which none is all (例行新闻发布会12次、专题发布会5次).

    What is called by its plain name stands for all of them (新闻发布会12次、媒体通气会3次); those whose names tell who
    held them are parts of a total.
    """
    if not claim.found.code.startswith(_OF_SEVERAL_KINDS) or _PLAIN_NAME.search(claim.before):
        return False
    before, behind = claim.index - 1, claim.index + 1
    return _goes_on_with_another_kind(claim, claim.index, before) or _goes_on_with_another_kind(claim, behind, behind)


def _goes_on_with_another_kind(claim: Claim, later: int, beside: int) -> bool:
    """Whether a number goes on a list of one thing with the name of another kind of it.

    Args:
        claim: A number of the list.
        later: Index of the number that goes on.
        beside: Index of the number beside the one of the claim.
    """
    quantities, phrases, nouns = claim.phrases.sentence.quantities, claim.phrases, claim.frame.nouns
    if beside < 0 or later >= len(quantities) or quantities[beside].unit != claim.found.quantity.unit:
        return False
    own = _with_its_noun(phrases, later, nouns)
    if nouns.isdisjoint(own.features) or nouns.isdisjoint(_with_its_noun(phrases, beside, nouns).features):
        return False
    name = own.text[own.start : own.end].strip("，、")
    is_told_anew = own.verb is not None or _HELD.search(name) is not None
    if is_told_anew or "part" in own.modifiers or is_change(name) or names_a_year(name):
        return False
    noun = next(own.of("obj"))
    return part_name(own.text[own.start : noun.start].strip("，、")) is None


def _with_its_noun(phrases: Phrases, index: int, nouns: frozenset[Feature]) -> Phrase:
    """The words in front of a number, and those behind it where only they name what it counts (5次专题发布会)."""
    own = phrases.own(index)
    return own.joined(phrases.after(index)) if nouns.isdisjoint(own.features) else own


def counts_sorts(claim: Claim) -> bool:
    """Whether the number of sorts stands right before a number (工作动态、文件解读信息4类46条)."""
    is_of_sorts = claim.found.code not in (DISCLOSED, RECEIVED)
    return is_of_sorts and _NUMBER_OF_SORTS.search(claim.before) is not None


def is_of_one_sort(claim: Claim) -> bool:
    """Whether words name a sort of information, or those of a website begin a list of them.

    概况类36条，动态类87条; 预决算等信息28条，工作动态等信息41条.
    """
    if names_a_sort(claim.found.code, claim.before, claim.found.quantity.unit):
        return True
    if claim.found.code != WEBSITE or (following := claim.following) is None:
        return False
    phrases = claim.phrases
    own, words = phrases.own(following), phrases.sentence.before(following).text
    is_named = "medium" in own.slots or "part" in own.modifiers
    if is_named or not (sort_of(words) is not None or words.endswith(INFORMATION)):
        return False
    if any(term.value("act") not in PUBLISHED for term in own.of("act")):
        return False
    # 在网站发布政务动态类信息133条，发布解读信息82条
    return sort_of(claim.before) is not None or _gives_examples(phrases.own(claim.index))


def _gives_examples(own: Phrase) -> bool:
    """Whether words between the verb and the noun give examples of what was published (公开预决算等信息)."""
    start = own.verb.end if own.verb is not None else own.end
    return any(term.text == AND_OTHERS and term.start >= start for term in own.terms)


def is_left_out(claim: Claim) -> bool:
    """Whether a clause says what another number leaves out (受理1856件（不含公共企事业单位受理的120件）)."""
    sentence = claim.phrases.sentence
    return sentence.text.startswith(_WITHOUT, sentence.clause_start(claim.found.quantity.span.start))

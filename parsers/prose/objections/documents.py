"""Why a number is none of documents, suggestions or meetings, although its words fit that."""

from __future__ import annotations

import re

from parsers.prose.context.scopes import those_above
from parsers.prose.context.times import time_between
from parsers.prose.names.unknown_words import between_verb_and_number, in_front_of_the_verb
from parsers.prose.objections import totals
from parsers.prose.objections.claims import Claim
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.sentences.sentences import LONGEST_LIST
from parsers.prose.words.codes import DISCLOSED, PUBLISHED, WEBSITE
from parsers.prose.words.marks import DONE_TO

_SUGGESTIONS = {"npc", "cppcc", "proposals"}
"""Objects of suggestions to a congress."""
_MEANT_TO_BE = re.compile("应当?(?:予以)?公开(?!尽)|需公开|拟公开|待公开")
_IN_A_RANGE = re.compile("纳入[^，。；]{0,8}(?:范围|目录|清单)")
_ABOUT_THEM = re.compile("(?:总结|汇总表?|报告|方案|制度|计划|办法|清单|目录)(?:共|共计|计)?$")
_CONGRESS = re.compile(
    "(?:(?:全国|[省市县区州盟旗镇乡]|自治[区州县旗])(?:本?级)?[、和及]?)+(?:[一二三四五六七八九十]+届)?(?:人大|政协)"
)
"""Names the tier of the congress or conference whose members have made suggestions."""
_ISSUES = "期"
_TIMES = "次"
_POSTS = ("条", "篇", "则", "件")
_RENEWED = ("更新", "更新发布", "发布更新")
_AND = ("、", "和", "及", "与")
_REPEALED = "废止"
_GONE_OVER = ("act", "gone_over")
_IN_FORCE = ("act", "in_force")
_ON_A_SITE = ("medium", "website")
_IN_WHOSE_NAME = "名义"
"""Stands behind the body that issues a document (以市政府名义)."""
_ALL_OF_THEM = ("全文", "原文", "正文")
_ON_BEHALF = re.compile("(?<!朝)代[^，。；、]{0,8}(?:起草|拟[定订写]?|草拟|制[定订发]|印发)")
"""Says that a document is another body's, which this one only drafted."""
_PROPOSED_TO = re.compile(
    "(?:(?:提请|报请|呈请)(?P<body>[^，。；]{0,12}?(?:政府|国务院|人大|常委会|办公?[室厅]|府办))|"
    "向(?P<to>[^，。；]{0,12}?(?:政府|国务院))(?:提请|报请|呈请|建议))"
    "(?:研究|审议)*(?:制[定订发]|出台|印发|颁布|发布|修[订改]|废止|宣布失效)"
)
"""Says that a document is decided on by another body, to which this one proposed it (提请市政府出台)."""
_CONGRESSES = ("人大", "常委会", "国务院")
_IN_ITS_NAME = re.compile(
    "以(?:(?!镇|乡|街道|我|本)[^，。；])*?(?:国务院|(?:[省市县区州盟旗]|自治区)(?:委|府|(?:人民)?政府))[^，。；局厅]{0,6}名义"
)
"""Names a government as the issuer, which is another body than a department or a town."""
_BELOW_A_GOVERNMENT = ("department", "township")
_OFFICE_OF_A_GOVERNMENT = "政府办"
"""Begins the name of the one department whose documents are the government's."""
_RULES_PUBLISHED, _ALL_RULES = "documents.rules.published", "documents.rules.public_stock"
_DISCLOSED = ("act", "disclose")
_VOLUMES, _ITEMS = "部", "条"
_PIECES = "件"
"""Measure of documents, and of information."""


def is_not_published(claim: Claim) -> bool:
    """Whether nothing says of suggestions that their replies were published, nor that they are part of what was."""
    if claim.index in claim.tree.published:
        return False
    if claim.tree.is_said_of_other_work(claim.index):
        return True
    before = [*claim.counted_before(), *filter(None, [claim.passage.opening if claim.tree.begins_below else None])]
    is_among = any(one.code in (DISCLOSED, WEBSITE) for one in before)
    return not (is_among and claim.tree.is_member(claim.index))


def have_lapsed(claim: Claim) -> bool:
    """Whether documents have lapsed beside those that were repealed, or were repealed in any year.

    废止2件、失效4件; 梳理历年规范性文件40件，其中现行有效22件、已废止18件.
    """
    number = claim.found.quantity.span.start
    begins = claim.phrases.sentence.part_start(number)
    ahead = claim.phrases.between(begins, number)
    if claim.tree.is_member(claim.index) and any(term.modifier == "sum" for term in ahead):
        time = time_between(claim.phrases, claim.passage.year, begins, number)
        return not (claim.time.is_of_this_year_alone or (time.says_which_year and not time.is_to_date))
    repealed = [term.text for term in claim.named.terms if term.value("act") == "repeal"]
    if any(_REPEALED in words for words in repealed):
        return False
    return any(_REPEALED in term.text for term in claim.phrases.all.of("act"))


def were_gone_over(claim: Claim) -> bool:
    """Whether all documents that there are were gone over, or told to be in force.

    对制定的规范性文件12件进行清理; 公开现行有效规范性文件，涉及以县政府名义印发的规范性文件12件.
    """
    if _IN_FORCE in claim.phrases.lead(claim.index).features:
        return not claim.time.is_of_this_year_alone
    is_object = any(term.text in DONE_TO for term in claim.phrases.own(claim.index).terms)
    return is_object and _GONE_OVER in claim.phrases.clause_behind(claim.index).features


def is_of_something_made_of_them(claim: Claim) -> bool:
    """Whether unknown words right behind documents make something else of them (规范性文件草案12件)."""
    own = claim.phrases.own(claim.index)
    noun = next((term.end for term in own.terms if not claim.frame.nouns.isdisjoint(term.features)), own.end)
    behind_it = own.unknown_from(noun)
    return behind_it != "" and not behind_it.startswith(_ALL_OF_THEM)


def is_of_another_government(claim: Claim) -> bool:
    """Whether a body only drafted or proposed documents, or repeals, that another one decides on.

    代县政府起草规范性文件2件; 提请市政府废止规范性文件5件; of a department, 以县政府名义印发规范性文件2件.
    """
    clause = claim.phrases.sentence.clause_before(claim.found.start, claim.found.quantity.span.start)
    if _ON_BEHALF.search(clause) is not None:
        return True
    is_below = claim.passage.level in _BELOW_A_GOVERNMENT and _OFFICE_OF_A_GOVERNMENT not in claim.passage.own_name
    proposed = _PROPOSED_TO.search(clause)
    if proposed is not None and (is_below or _is_beside_or_above(claim, proposed["body"] or proposed["to"])):
        return True
    return is_below and _IN_ITS_NAME.search(clause) is not None


def _is_beside_or_above(claim: Claim, body: str) -> bool:
    """Whether a body that decides on documents is another one than the government that reports."""
    above = those_above(claim.passage.level)
    return body.endswith(_CONGRESSES) or (above is not None and above.match(body) is not None)


def is_of_one_issuer(claim: Claim) -> bool:
    """Whether brackets behind a number of documents divide it by issuers (规范性文件14件（以市政府名义印发6件）)."""
    around = claim.found.sentence.bracket_at(claim.found.quantity.span.start)
    if around is None or _IN_WHOSE_NAME not in claim.before:
        return False
    return any(one.code.startswith("documents.") for one in claim.counted_before())


def is_named_by_unknown_words(claim: Claim) -> bool:
    """Whether unknown words at 公开 name what was disclosed, not suggestions (决策预公开6件, 公开决策事项6件)."""
    phrases, index, terms = claim.phrases, claim.index, claim.named.terms
    verb = phrases.own(index).verb
    if verb is None or verb.value("act") != "disclose" or any(term.value("obj") for term in terms):
        return False
    return in_front_of_the_verb(phrases, index) != "" or between_verb_and_number(phrases, index, terms) != ""


def is_of_one_of_two(claim: Claim) -> bool:
    """Whether a number goes with the first of two kinds of suggestions (建议57件、提案66件，公开31件、42件)."""
    if claim.following is None or any(term.value("obj") for term in claim.named.terms):
        return False
    quantities = claim.phrases.sentence.quantities
    between = claim.phrases.sentence.text[claim.found.quantity.span.end : quantities[claim.following].span.start]
    return between in _AND


def is_a_part_of_other_things(claim: Claim) -> bool:
    """Whether the number ahead, of which it is a part, counts no suggestions (产生文件信息31条，其中主动公开19条)."""
    whole = claim.tree.whole_of(claim.index)
    if whole is None or any(term.value("obj") for term in claim.named.terms):
        return False
    objects = {term.value("obj") for term in claim.phrases.own(whole).terms} - {None}
    return bool(objects) and objects.isdisjoint(_SUGGESTIONS)


def is_of_one_of_several_congresses(claim: Claim) -> bool:
    """Whether the sentence counts suggestions to a congress of another tier, too (市人大建议3件，县人大建议86件)."""
    phrases = claim.phrases
    tier = _congress(phrases, claim.index)
    noun = next((term.value("obj") for term in claim.named.terms if term.value("obj")), None)
    if tier is None:
        return False
    near = range(max(0, claim.index - LONGEST_LIST), min(claim.index + LONGEST_LIST, len(phrases.sentence.quantities)))
    return any(
        _congress(phrases, place) != tier
        for place in near
        if place != claim.index and ("obj", noun) in phrases.own(place).features
    )


def _congress(phrases: Phrases, index: int) -> str | None:
    """The tier of the congress that the words in front of a number name; None where they name none."""
    own = phrases.own(index)
    found = _CONGRESS.search(own.text, own.start, own.end)
    return found[0].removesuffix("人大").removesuffix("政协") if found is not None else None


def may_be_of_documents(claim: Claim) -> bool:
    """Whether 主动公开 without a noun may be said of documents, or of what unknown words name in front of it.

    发文326件，主动公开231件; 公文属性认定情况为：主动公开231件; 审计报告主动公开12件.

    It is said of information where it is the first number of its sentence, which tells no other way to disclose, and
    no larger number of pieces stands ahead in the section that may count documents.
    """
    if not claim.is_strong or any(term.value("obj") for term in claim.named.terms):
        return False
    if in_front_of_the_verb(claim.phrases, claim.index):
        return True
    if claim.found.quantity.unit != _PIECES:
        return False
    said = claim.phrases.all
    is_told = claim.passage.theme.is_by_attribute or claim.passage.pieces >= claim.found.quantity.value
    return claim.index > 0 or is_told or "outcome" in said.slots


def is_of_disclosed_meetings(claim: Claim) -> bool:
    """Whether meetings are those of which something was disclosed (公开常务会议4次、专题会议28次)."""
    sentence = claim.phrases.sentence
    ahead = claim.phrases.between(sentence.part_start(claim.found.start), claim.found.quantity.span.start)
    return any(term.value("act") == "disclose" and not term.value("open") for term in ahead)


def is_held_by_a_library(claim: Claim) -> bool:
    """Whether documents are all of a library, and not the year's (完善规范性文件库，公开规章148部、规范性文件412件).

    Rules are counted by the volume where they are all that there are, and a list goes on with documents.
    """
    if claim.is_strong or claim.time.says_which_year or claim.time.is_new or _DISCLOSED not in claim.frame.needs:
        return False
    if claim.tree.is_part(claim.index):
        return False  # 公开规章12部，其中新公开规章1部
    are_volumes = claim.found.code == _RULES_PUBLISHED and claim.found.quantity.unit == _VOLUMES
    if are_volumes and may_be_all_that_are_public(claim):
        return True
    goes_on = claim.index > 0 and claim.phrases.goes_on(claim.index)
    if goes_on and any(one.code == _ALL_RULES for one in claim.passage.of_this_sentence[-1:]):
        return True
    return _tells_of_a_library(claim)


def may_be_held_by_a_library(claim: Claim) -> bool:
    """Whether documents may be all of a library, although words say that they were published in the whole year."""
    return _tells_of_a_library(claim) and not claim.time.is_of_this_year_alone


def _tells_of_a_library(claim: Claim) -> bool:
    return any(term.modifier == "library" for term in claim.phrases.between(0, claim.found.start))


def may_be_all_that_are_public(claim: Claim) -> bool:
    """Whether documents may be all that are open to the public (公开规章7件，制定规范性文件32件).

    Newly published are those that are told beside such as were made, those of the year, those disclosed on the body's
    own initiative, and those that are a part of all that was disclosed.
    """
    time = claim.time
    if claim.is_strong or time.says_which_year or time.is_new or not claim.found.quantity.value:
        return False
    if _is_of_what_was_disclosed(claim):
        return False  # 公开信息318条，其中规章9条
    numbers = range(len(claim.phrases.sentence.quantities))
    return not any(_tells_of_rules_made(claim.phrases.own(index)) for index in numbers)


def were_promulgated(claim: Claim) -> bool:
    """Whether documents were issued, which 发布 says, too, unless it is said of a part of what was disclosed.

    Nor is it said of such as are counted as the items of a site are (发布信息300条，规范性文件7条).
    """
    needs = claim.frame.needs
    if claim.found.quantity.unit == _ITEMS and claim.index > 0:
        return False
    return ("act", "post") in needs and _ON_A_SITE not in claim.frame.context and not _is_of_what_was_disclosed(claim)


def _is_of_what_was_disclosed(claim: Claim) -> bool:
    """Whether a number is a part of all that was disclosed, which its sentence has counted."""
    return claim.tree.is_member(claim.index) and any(one.code == DISCLOSED for one in claim.counted_before())


def _tells_of_rules_made(words: Phrase) -> bool:
    is_made = any(term.value("act") == "issue" for term in words.terms)
    return is_made and all(term.value("obj") != "normative" for term in words.terms)


def were_renewed(claim: Claim) -> bool:
    """Whether documents were only put up again (更新规范性文件3条)."""
    verbs = [term.text for term in claim.named.terms if term.value("act") in PUBLISHED]
    return bool(verbs) and all(verb in _RENEWED for verb in verbs)


def counts_renewals(claim: Claim) -> bool:
    """Whether a number says how often a medium was renewed, and not what it published.

    更新152次，共计公开361条; 推送52期236篇; 发布193次，文章共476篇.
    """
    quantity, following = claim.found.quantity, claim.following
    if quantity.unit == _ISSUES and following is not None:
        return claim.phrases.sentence.quantities[following].span.start == quantity.span.end
    return quantity.unit == _TIMES and (were_renewed(claim) or _counts_posts(claim, following))


def _counts_posts(claim: Claim, following: int | None) -> bool:
    """Whether the next number counts what a medium put up so many times, and names nothing else."""
    if following is None or claim.phrases.sentence.quantities[following].unit not in _POSTS:
        return False
    words = claim.phrases.own(following)
    return not words.unknown and words.slots <= {"act", "obj"} and not claim.tree.is_part(following)


def is_of_uncounted_documents(claim: Claim) -> bool:
    """Whether documents are a part of what gave no figure, and no verb says that they were published."""
    if any(term.value("act") for term in claim.named.terms):
        return False
    is_below = claim.tree.is_part(claim.index) or claim.phrases.sentence.bracket_at(claim.found.start) is not None
    is_below = is_below and claim.tree.has_whole(claim.index)
    return is_below and not claim.counted_before() and not totals.follows_what_was_disclosed(claim)


def is_printed_in_the_gazette(claim: Claim) -> bool:
    """Whether documents are what the gazette printed, which was counted before (公报6期。其中，部门规范性文件12件)."""
    if not claim.tree.is_member(claim.index):
        return False
    opening = claim.passage.opening if claim.tree.begins_below else None
    before = [*claim.counted_before(), *filter(None, [opening])]
    return any(one.code.startswith("gazette.") for one in before)


def is_only_to_be_published(claim: Claim) -> bool:
    """Whether suggestions are only to be published, or a number is of papers about them (应公开206件, 办理总结1份).

    They are more where a verb says that all were (应公开的38件建议、42件提案全部公开).
    """
    sentence, number = claim.phrases.sentence, claim.found.quantity.span
    end = sentence.clause_end(number.end)
    if _ABOUT_THEM.search(claim.before):
        return True
    if _MEANT_TO_BE.search(claim.before):
        behind = claim.phrases.phrase(number.end, end)
        return "universal" not in behind.modifiers or ("act", "disclose") not in behind.features
    return _IN_A_RANGE.search(sentence.text, number.end, end) is not None

"""Why a number whose words fit a code is no figure of it: a part of it, or what its words name was told before."""

from __future__ import annotations

import re

from parsers.prose.categories import names_a_sort, sort_of
from parsers.prose.codes import CASE_OBJECTS, CASES, DISCLOSED, NAMES_CASES, RECEIVED, WEBSITE
from parsers.prose.found import Found
from parsers.prose.lexicon import AND_OTHERS
from parsers.prose.naming import Named
from parsers.prose.passage import Passage
from parsers.prose.phrase import Phrase
from parsers.prose.phrases import Phrases
from parsers.prose.proposals import is_published
from parsers.prose.shares import name_behind, part_name
from parsers.prose.telling import JOINERS
from parsers.prose.unknown_words import (
    between_number_and_noun,
    between_verb_and_number,
    in_front_of_the_verb,
    stands_for_a_medium,
)
from parsers.prose.wholes import (
    begins_with_a_part,
    is_in_a_list_of_parts,
    is_new,
    is_of_the_office,
    is_part,
    list_goes_on,
    part_of_a_total,
    refers_back,
)

_ITEMS = ("条", "条次", "")
_COMPLAINTS = ("complaints.total", "appeals.total")
_NUMBER_OF_SORTS = re.compile(r"[\d一二三四五六七八九十]+(?:大|个)?[类种]$")
_DOCUMENTS = {("obj", "document"), ("obj", "normative"), ("obj", "rules")}
_ITSELF = ("我", "本")
_DISCLOSED_OUTCOMES = (
    "applications.answered.granted",
    "applications.answered.partial",
    "applications.answered.already_public",
)
_NEWLY_PUBLISHED = ("documents.rules.published", "documents.normative.published")
_DENIES = re.compile(
    r"(?:不(?:属于?|符合?|在|应当?|便|能|得|可|满足|具备)|未|没有?|无法|难以|无需|超出|暂缓|暂不|非)[^，。；：、\d]{0,4}$"
)
"""Stands in front of 公开 where something was not disclosed, by words that are no outcome (不符合公开条件2件)."""
NOT_PUBLISHED = "suggestions count where their replies were published, which nothing says of these"


def objection(phrases: Phrases, passage: Passage, index: int, found: Found, named: Named, *, leads: bool) -> str:
    """Why a number is no figure of the first frame that its words fit; empty where it is one.

    Args:
        phrases: The phrases of its sentence.
        passage: What the text is about.
        index: Index of the number in the sentence.
        found: The figure that it would be.
        named: What its words name.
        leads: Whether words in front of it say so.
    """
    sentence, frame = phrases.sentence, named.frames[0]
    family = frame.code.partition(".")[0]
    if frame.value("carry") is None and _is_of_another_year(phrases, passage, index):
        return "a number of another year"
    if frame.code in _COMPLAINTS and not _is_about_disclosure(phrases, passage):
        return "nothing in its sentence says that it is about the disclosure of information"
    if family == "proposals" and not (
        is_published(sentence, index) or _is_among_the_disclosed(phrases, passage, index)
    ):
        return NOT_PUBLISHED
    if frame.code in _DISCLOSED_OUTCOMES and _is_denied(phrases, named):
        return "its words deny it"
    if frame.code == "applications.accepted" and _is_of_an_agency(phrases, index):
        return "an agency is named, whose part it is"
    if frame.code == RECEIVED:
        says_nothing = frame.applicant_type == "total" and not phrases.own(index).features
        says_no_verb = says_nothing or all(slot == "obj" for slot, _ in frame.needs)
        is_told = passage.total(RECEIVED) is not None and says_no_verb
        is_item = is_told and is_in_a_list_of_parts(phrases, index)
        told_before = is_item or (not leads and (is_told or is_part(phrases, index) or refers_back(phrases, index)))
        return "what its words name was told before" if told_before else ""
    if family in CASE_OBJECTS and _is_more_than_all(passage, family, found):
        return "more than all of the cases that were counted before"
    if frame.code in _NEWLY_PUBLISHED and _is_held_by_a_library(phrases, passage, found):
        return "perhaps all that a library of documents holds"
    is_case = frame.code in CASES and is_in_a_list_of_parts(phrases, index)
    if is_case and any(one.code == frame.code for one in passage.of_this_sentence):
        return "a part of the cases that were counted before"
    if frame.code != DISCLOSED and _counts_sorts(phrases, index):
        return "counts all of the sorts that are named before it"
    if names_a_sort(frame.code, sentence.before(index).text, found.quantity.unit) or _begins_sorts(
        phrases, index, found
    ):
        return "its words name a sort of information"
    return _of_disclosure(phrases, passage, index, found, named) if family == "disclosure" else ""


def _is_among_the_disclosed(phrases: Phrases, passage: Passage, index: int) -> bool:
    """Whether a number is a part of what was disclosed (公开信息1812条，其中建议提案复文14件)."""
    value = phrases.sentence.quantities[index].value
    disclosed = (one for one in passage.of_this_sentence if one.code in (DISCLOSED, WEBSITE))
    return is_in_a_list_of_parts(phrases, index) and any(one.quantity.value > value for one in disclosed)


def _of_disclosure(phrases: Phrases, passage: Passage, index: int, found: Found, named: Named) -> str:
    """Why a number of disclosed information is only a part of what its words name."""
    if found.code == DISCLOSED:
        if _is_what_was_asked_for(passage, named):
            return "perhaps what was disclosed of what was applied for"
        if any(slot == "disclosure" for slot, _ in named.frames[0].needs) and is_part(phrases, index):
            return "a part of something that was not counted"
        if _is_item(phrases, passage, index, found):
            return "a part of what was counted before"
        if stands_for_a_medium(phrases, index, named.terms):
            return "published through something that is not known"
        if _is_through_what_was_named_before(phrases, index, named):
            return "perhaps published through what the clause before names"
    last = passage.of_this_sentence[-1] if passage.of_this_sentence else None
    of_another = last is not None and not last.code.startswith("disclosure.") and is_part(phrases, index)
    if of_another and not any(term.value("obj") for term in named.terms):
        return "a part of what the number before counts"
    is_of_a_column = found.code == WEBSITE and any(term.value("part") for term in named.terms)
    if is_of_a_column and passage.total(WEBSITE) is not None:
        return "a part of the website, which was counted before"
    if found.code in (DISCLOSED, WEBSITE):
        whole = passage.total(found.code) or passage.whole or passage.total(WEBSITE)
        is_first = whole is None or found.quantity.value >= whole.value
        may_be_all = is_first and found.code == WEBSITE and found.quantity.unit in _ITEMS
        if not may_be_all and _is_narrowed(phrases, index, named, is_first=is_first):
            return "its words narrow it to a part of what was counted before"
    return "the verb is said of a list of sorts" if _begins_a_list(phrases, index, named) else ""


def _is_what_was_asked_for(passage: Passage, named: Named) -> bool:
    """Whether a sentence on applications goes on to what was disclosed (受理申请162条，公开信息144条)."""
    asked = any(one.code.startswith("applications.") for one in passage.of_this_sentence)
    return asked and passage.topic == "applications" and not any(term.value("strong") for term in named.terms)


def _counts_sorts(phrases: Phrases, index: int) -> bool:
    """Whether the number of sorts stands right before a number (工作动态、文件解读信息4类46条)."""
    return _NUMBER_OF_SORTS.search(phrases.sentence.before(index).text) is not None


def _is_denied(phrases: Phrases, named: Named) -> bool:
    """Whether words in front of what says that something was disclosed deny it (不属于公开范围2件, 无法公开3件)."""
    sentence = phrases.sentence
    said = [term.start for term in named.terms if term.value("act") == "disclose" or term.value("outcome")]
    return any(_DENIES.search(sentence.text[sentence.clause_start(start) : start]) for start in said)


def _is_more_than_all(passage: Passage, family: str, found: Found) -> bool:
    """Whether a result is of more cases than there were, so that it is of others (复议10件，诉讼0件，维持2件)."""
    whole = passage.total(f"{family}.total")
    return whole is not None and found.code not in CASES and not whole.approx and found.quantity.value > whole.value


def _is_held_by_a_library(phrases: Phrases, passage: Passage, found: Found) -> bool:
    """Whether documents may be all of a library, and not the year's (完善规范性文件库，公开规章148部)."""
    is_named = any(term.modifier == "library" for term in phrases.between(0, found.start))
    return is_named and not is_new(phrases, passage.year, found)


def _is_about_disclosure(phrases: Phrases, passage: Passage) -> bool:
    """Whether a sentence or its section is about disclosure and its legal remedies, and not about any complaints."""
    said = phrases.all
    return "open" in said.slots or passage.topic == "review_litigation" or not said.features.isdisjoint(NAMES_CASES)


def _is_of_an_agency(phrases: Phrases, index: int) -> bool:
    """Whether an agency has accepted a part of what was received (其中市政府办受理12件; 12件由公安局受理)."""
    before, after = phrases.sentence.before(index).text, phrases.sentence.after(index).text
    name = part_name(before)
    return name_behind(after) is not None or (name is not None and not name.startswith(_ITSELF))


def _is_of_another_year(phrases: Phrases, passage: Passage, index: int) -> bool:
    """Whether the words behind a number say that it is one of another year (其中1件为2023年信息公开件)."""
    years = {int(term.text[:4]) for term in phrases.after(index).terms if term.text[:4].isdecimal()}
    return bool(years - {passage.year})


def _is_item(phrases: Phrases, passage: Passage, index: int, found: Found) -> bool:
    """Whether 其中 makes what could be a total a part of what was disclosed, and nobody's who could be named."""
    last = passage.last
    told = last is not None and last.code in (DISCLOSED, WEBSITE)
    told = told or (not passage.is_by_attribute and _follows_a_larger_number(phrases, index))
    told = told or (begins_with_a_part(phrases) and not any(term.value("strong") for term in phrases.own(index).terms))
    if not told or not is_in_a_list_of_parts(phrases, index) or is_new(phrases, passage.year, found):
        return False
    return part_of_a_total(phrases, passage, index, found) is None and not is_of_the_office(phrases, index)


def _follows_a_larger_number(phrases: Phrases, index: int) -> bool:
    """Whether a larger number of the same measure stands before it, between two semicolons."""
    quantities = phrases.sentence.quantities
    own, start = quantities[index], phrases.sentence.part_start(quantities[index].span.start)
    if list_goes_on(phrases, index):
        return True
    ahead = (one for one in quantities[:index] if one.span.start >= start)
    return any(one.unit == own.unit and one.value > own.value for one in ahead)


def _begins_sorts(phrases: Phrases, index: int, found: Found) -> bool:
    """Whether the sorts that a website has published are counted one by one (网站发布概况类36条，动态类87条)."""
    sentence = phrases.sentence
    if found.code != WEBSITE or index + 1 >= len(sentence.quantities) or sort_of(sentence.before(index).text) is None:
        return False
    is_named = not phrases.own(index + 1).slots.isdisjoint(("act", "medium"))
    return not is_named and sort_of(sentence.before(index + 1).text) is not None


def _begins_a_list(phrases: Phrases, index: int, named: Named) -> bool:
    """Whether a verb is said of a list of sorts (公开组织机构信息3条、财政信息16条)."""
    following = index + 1
    if following >= len(phrases.sentence.quantities) or phrases.own(following).verb is not None:
        return False
    documents = any(term.value("obj") == "document" for term in named.terms)
    if documents and not phrases.own(following).features.isdisjoint(_DOCUMENTS):
        return True
    if not phrases.goes_on(following):
        return False
    is_named = any(term.value("disclosure") for term in named.terms)
    return is_named or between_verb_and_number(phrases, index, named.terms) != ""


def _is_narrowed(phrases: Phrases, index: int, named: Named, *, is_first: bool) -> bool:
    """Whether words narrow what was published to some of it: unknown ones, or documents (公开市政府文件23件).

    All that was published may be told by examples (发布安全生产、应急管理等信息46条), but behind a larger number only
    where a website has published it.
    """
    if any(term.value("obj") == "document" for term in named.terms):
        return not is_first
    own = phrases.own(index)
    is_of_a_medium = any(term.value("medium") for term in named.terms)
    verb = own.verb.end if own.verb is not None else 0
    examples = next((term for term in own.terms if term.text == AND_OTHERS and term.start >= verb), None)
    # 等信息 is all of it, 等健康科普信息 a sort; 其中 makes parts of all that the sentence counts behind it.
    is_among = phrases.say_part(0, own.end)
    if examples is not None and _begin_with_documents(own.part(verb, examples.start)):
        return True  # 发布规范性文件草案、备案、清理等信息
    is_of_any_sort = examples is not None and not own.part(examples.end, own.end).unknown
    if is_of_any_sort and (is_of_a_medium or (is_first and not is_among)):
        return False
    if examples is not None and is_among and not is_of_a_medium:
        return True
    if between_verb_and_number(phrases, index, named.terms) or between_number_and_noun(phrases, index, named.terms):
        return True
    return not is_first and not is_of_a_medium and in_front_of_the_verb(phrases, index) != ""


def _begin_with_documents(examples: Phrase) -> bool:
    """Whether examples are of what happened to documents, which the first of them names, and not of all information."""
    first = next((term for term in examples.terms if term.features), None)
    if first is None or _DOCUMENTS.isdisjoint(first.features) or JOINERS.match(examples.text, first.end):
        return False
    return examples.part(first.end, examples.end).unknown != ""


def _is_through_what_was_named_before(phrases: Phrases, index: int, named: Named) -> bool:
    """Whether 发布 goes on from what was put on a medium, and may mean that (在网站公开会议12次，发布信息256条).

    What was put on the website and on other media is all that was published (通过网站和微信公众号，发布信息422条).
    """
    if any(term.value("act") == "disclose" or term.value("strong") for term in named.terms):
        return False
    start = phrases.own(index).start
    media = phrases.media(phrases.sentence.part_start(start), start)
    return bool(media) and not ("website" in media and len(media) > 1)

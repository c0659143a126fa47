"""Which phrases may say what a number counts, the nearest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from parsers.prose.context.passage import Passage
from parsers.prose.names.bodies_and_staff import counts_bodies, with_a_guide, with_a_task
from parsers.prose.names.naming import NOTHING, Named, name
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.words.codes import DECISIONS, DISCLOSED, PUBLISHED, RECEIVED, WEBSITE
from parsers.prose.words.lexicon import AND_OTHERS, Term, features_of
from parsers.prose.words.marks import IN_ALL
from parsers.prose.words.years import is_change

_THIS_IS = re.compile(r"(?:，|——)(?:这)?是(?P<words>[^，。；]+?)(?:的)?(?:数量|总数|条数|件数|总量)(?=[，。；（])")
_CARRIED = ("obj", "medium", "way", "place", "part")
"""Slots that a clause without a number lends to the number of the next; what it says was done stays its own."""
_FROM_CITIZENS = {("party", "natural_person"), ("obj", "application")}
_CAME_IN = {("act", "received"), ("act", "accepted")}
_THE_REST = ("其余", "其他", "其它")
"""Name a number only where nothing behind it does (其余31件均已答复, 其余7件涉及社会保障)."""
_JUST_THE_REST = [[words] for words in _THE_REST]
_NAMES = {"obj", "format"}
"""Slots of words that may name what a number in front of them counts."""
_ITEMS = "项"
"""Measure of the items of a list, whose pieces may be counted right behind it."""
_ISSUES = ("期", "次")
"""The same of the issues of a medium (微信公众号推送52期237篇)."""
_AMOUNT = {("kind", "amount")}
_MONEY = "元"
_CHARGES = {("obj", "fee"), ("obj", "waiver"), ("obj", "processing_fee"), ("act", "charge"), ("act", "actually")}
"""What tells how many were charged, of which the amount may follow."""
_PAID = ("act", "actually")
"""Says of how many that they were paid, so that the amount behind them was (实际收取1件，金额300元)."""
_CHANGED_TO = ("为", "达", "达到", "达到了")
_LONGEST_CHANGE = 8
"""Characters that say how something has changed (较上年同期增长)."""
_NAMED_BY = {"obj", "act", "medium"}
"""Slots of words that name what is counted themselves, whatever brackets add."""
_IN_GENERAL = {"information", "article"}
_STATE, _OTHERS = "in_force", ("obj", "document")
"""What documents of the law are, which no list of others goes on with (有效规范性文件2件，通知公告1条)."""
_NOT_PUBLIC = "未公开"
"""Says of a part what was not done with it, and not that it is what the clause before says was done."""
_ATTENDED = {("obj", "press"), ("obj", "interview")}
"""What leaders take part in, of which a list goes on (负责人参加新闻发布会2次、在线访谈3次)."""
_HELD = ("召开", "举行", "举办", "组织", "开展")
"""Verbs of those who hold what leaders take part in."""
_DOCUMENTS_ALONE = {("obj", "normative")}
"""What a number of published documents needs where the passage is about information."""
_WORDS = re.compile(r"[\u4e00-\u9fff]+")
_EXAMPLES_IN_ALL = re.compile(
    f"(?:内容)?(?:包括|包含|涵盖|涉及)[^，：]*{AND_OTHERS}(?:方面)?的?(?:内容|信息)?(?:{'|'.join(IN_ALL)})"
)
"""Examples of what the clause ahead says was published, all of which the number counts (包括补助领取等内容共计96条)."""
_SAID_OF_EACH = {"answered", "handled"}
_DONE = {"answered", "concluded"}
"""What says that applications were done with."""
_HOW_THEY_CAME = {"party", "channel"}
"""Slots of who made them, and how (21件均为自然人申请)."""


class Candidate(NamedTuple):
    """A phrase that may name a number.

    Attributes:
        phrase: The phrase.
        leads: Whether words in front of the number are part of it.
        is_own: Whether it is what stands in front of the number, and nothing else.
        borrows: Whether the clauses before lend it words.
    """

    phrase: Phrase
    leads: bool = True
    is_own: bool = False
    borrows: bool = False


def name_number(phrases: Phrases, index: int, passage: Passage, verb: Term | None) -> tuple[Named, bool]:
    """Names a number by the first of its candidates that fits.

    Args:
        phrases: The phrases of its sentence.
        index: Index of the number in the sentence.
        passage: What the text is about.
        verb: What was done to what the number before counts, which a list goes on with.

    Returns:
        What it counts, and whether words in front of it say so.
    """
    unit = phrases.sentence.quantities[index].unit
    first = NOTHING
    if counts_bodies(phrases, index):
        return Named(reason="counts bodies or ways", is_elsewhere=True, is_aside=True, is_no_part=True), True
    stands_for_all = _stands_for_all(phrases, index, passage)
    for candidate in _candidates(phrases, index, verb, passage):
        phrase = candidate.phrase
        if stands_for_all:
            phrase = phrase.with_terms([term.without("party") for term in phrase.terms])
        named = name(phrase, unit, passage)
        if candidate.is_own and named.is_final:
            return named, True
        if not candidate.leads and any(term.value("obj") == "other" for term in named.terms):
            return named, False
        if named.frames and named.frames[0].code == DISCLOSED:
            named = _through_a_medium(phrases, index, candidate, named, passage) or named
        if named.frames and (noun := _another_noun_behind(phrases, index, named)):
            return Named(terms=named.terms, reason=f"words right behind it may be what it counts: {noun}"), True
        if candidate.borrows and named.frames and _is_a_part(phrases, index, named):
            continue
        if named.frames and _goes_on_from_another_verb(phrases, index, verb, named):
            continue
        if named.frames:
            return named, candidate.leads
        first = first if first.terms else named
    return first, True


def _candidates(phrases: Phrases, index: int, verb: Term | None, passage: Passage) -> Iterator[Candidate]:
    own, after = phrases.own(index), phrases.after(index)
    if [term.text for term in own.terms if term.features] in _JUST_THE_REST:
        told = phrases.rest(index)
        if told.features or told.unknown:
            yield Candidate(told, leads=False)
            return
    if (guided := with_a_guide(phrases, index, own)) is not None:
        yield Candidate(guided)
    if _names_something_else(phrases, index, own):
        own = own.with_terms([term.without("obj") for term in own.terms])
    if after.features:
        leads = bool(own.features)
        yield Candidate(own.joined(after), leads=leads)
        yield from (Candidate(one, leads=leads) for one in with_a_task(phrases, index, own, after))
    if verb is not None and phrases.goes_on(index) and own.features & DECISIONS:
        own = own.with_terms((verb.only("act"), *own.terms))
    if not own.features.isdisjoint(_ATTENDED) and phrases.goes_on(index) and not _is_held(own):
        first = phrases.own(phrases.first_of_list(index))
        if "leader" in first.slots:
            who = [term.only("leader", "act") for term in first.terms]
            yield Candidate(own.with_terms((*who, *own.terms)), is_own=True)
            return
    if own.features and own.features <= _AMOUNT and phrases.adjoins(index) and _PAID in phrases.own(index - 1).features:
        yield Candidate(phrases.own(index - 1).joined(own))
    if after.slots.isdisjoint(_NAMES):
        yield Candidate(own, is_own=True)
    if not own.features and not own.unknown and _says_something_of_all(phrases, index, passage):
        yield Candidate(phrases.rest(index), leads=False)
    if own.slots.isdisjoint(_NAMED_BY) and (other := phrases.other_name(index)) is not None:
        yield Candidate(other)
    if (around := _ahead_of_brackets(phrases, index)) is not None:
        yield Candidate(around)
    if index:
        yield from _from_the_number_before(phrases, index, own, verb, passage)
    if not own.terms and not after.features:
        this = _THIS_IS.match(phrases.sentence.text, phrases.sentence.quantities[index].span.end)
        if this is not None:
            yield Candidate(phrases.phrase(*this.span("words")), leads=False)
    lead = phrases.lead(index)
    if "medium" not in own.slots and lead.features and _EXAMPLES_IN_ALL.fullmatch(own.text, own.start, own.end):
        yield Candidate(lead)
    if lead.terms and "negation" not in lead.modifiers and not own.unknown and not after.unknown:
        for lent in _lent(lead):
            if after.features:
                yield Candidate(lent.joined(own).joined(after), borrows=True)
            yield Candidate(lent.joined(own), borrows=True)
    if after.features and own.terms and ("obj", "other") not in own.features:
        yield Candidate(after, leads=False)


def _is_held(own: Phrase) -> bool:
    """Whether words say that something was held, and not that somebody took part (参加发布会2次、召开吹风会5次)."""
    return any(word in own.text[own.start : own.end] for word in _HELD)


def _from_the_number_before(
    phrases: Phrases, index: int, own: Phrase, verb: Term | None, passage: Passage
) -> Iterator[Candidate]:
    """What the number before says of the next one: its words, those of what has changed to it, or its verb."""
    if (
        own.features <= _AMOUNT
        and phrases.adjoins(index)
        and not phrases.sums_up(index)
        and _is_told_before(phrases, index, passage)
    ):
        yield Candidate(phrases.own(index - 1).joined(own))
    if (changed := _changed_to(phrases, index)) is not None:
        yield Candidate(changed)
    if verb is not None and _goes_on_with_verb(own) and not (verb.value("act") == _STATE and _OTHERS in own.features):
        yield Candidate(own.with_terms((verb.only("act", "stock"), *own.terms)))


def _ahead_of_brackets(phrases: Phrases, index: int) -> Phrase | None:
    """Words that go on behind brackets with numbers of their own (公开信息（包括5个栏目）共计6120条), or None."""
    sentence, start = phrases.sentence, phrases.sentence.quantities[index].span.start
    if not index or "（" not in sentence.text:
        return None
    held = sentence.quantities[index - 1].span.start
    brackets = next((span for span in sentence.brackets if span.start < held < span.end <= start), None)
    if brackets is None or sentence.text[brackets.end : start] not in IN_ALL:
        return None
    begins = sentence.label_start(brackets.start)
    return None if sentence.holds_number(begins, brackets.start) else phrases.phrase(begins, brackets.start)


def _says_something_of_all(phrases: Phrases, index: int, passage: Passage) -> bool:
    """Whether words behind a number say of all of so many that they were done with, or how they came.

    受理申请29件，26件均已答复，3件转下年. What is said of all that came in tells several things (29件均按时办结并答复).
    """
    first = phrases.term_at(phrases.sentence.quantities[index].span.end)
    if first is None or first.modifier != "universal":
        return False
    told = phrases.rest(index)
    is_denied = not told.modifiers.isdisjoint(("negation", "undone", "intent"))
    whole = passage.totals.of(RECEIVED)
    is_of_all = whole is not None and whole.value == phrases.sentence.quantities[index].value
    is_done = not is_of_all and any(term.value("act") in _DONE for term in told.terms)
    return (is_done or not told.slots.isdisjoint(_HOW_THEY_CAME)) and not is_denied and not told.unknown


def _names_something_else(phrases: Phrases, index: int, own: Phrase) -> bool:
    """Whether a noun right behind a number is what it counts, whatever stands ahead (明确工作机构、配备3个工作人员)."""
    end = phrases.sentence.quantities[index].span.end
    noun = phrases.term_at(end)
    if noun is None or noun.value("obj") is None or "obj" not in own.slots:
        return False
    if phrases.sentence.holds_number(end, phrases.sentence.clause_end(end)):
        return False
    behind = own.part(own.text.rfind("、", own.start, own.end) + 1, own.end)
    return not behind.features and not behind.unknown and all(term.text != AND_OTHERS for term in behind.terms)


def _is_told_before(phrases: Phrases, index: int, passage: Passage) -> bool:
    """Whether the words of the number before tell of the next one, too, in another measure (12期、6万册; 14项58条)."""
    if not index:
        return False
    before = phrases.sentence.quantities[index - 1]
    is_of_a_medium = before.unit in _ISSUES and "medium" in phrases.own(index - 1).slots
    adjoins = before.span.end == phrases.sentence.quantities[index].span.start
    hold_pieces = adjoins and (before.unit == _ITEMS or is_of_a_medium)
    if phrases.sentence.quantities[index].unit == _MONEY and _tells_of_charges(phrases, index):
        return True
    return hold_pieces or any(one.quantity.span == before.span for one in passage.lately)


def _tells_of_charges(phrases: Phrases, index: int) -> bool:
    """Whether the words of the number before say how many were charged, and so what was (收取费用23件，共计560元).

    Of fees for processing they do not say whether that was billed or paid, where they do not say so.
    """
    said = phrases.own(index - 1).features
    is_open = ("obj", "processing_fee") in said and ("act", "actually") not in said
    return not said.isdisjoint(_CHARGES) and not (is_open and phrases.sentence.quantities[index].value)


def _changed_to(phrases: Phrases, index: int) -> Phrase | None:
    """What a number counts that the one ahead has changed to, by words that say no more (申请同比下降12件，为56件)."""
    sentence = phrases.sentence
    if sentence.before(index).text not in _CHANGED_TO or not is_change(sentence.before(index - 1).text):
        return None
    before = phrases.own(index - 1)
    told = max((term.end for term in before.terms if term.features), default=before.start)
    counted = before.part(before.start, told)
    return counted if before.end - told <= _LONGEST_CHANGE and not counted.unknown else None


def _lent(lead: Phrase) -> Iterator[Phrase]:
    """What the clauses before a number lend it: all that they say, or else only what they are about."""
    yield lead
    yield lead.with_terms([term.only(*_CARRIED) for term in lead.terms])


def _stands_for_all(phrases: Phrases, index: int, passage: Passage) -> bool:
    """Whether 公民 means everybody: the first number of applications that came in, beside no other applicants."""
    own = phrases.own(index)
    if passage.totals.of(RECEIVED) is not None or not own.features >= _FROM_CITIZENS or not own.features & _CAME_IN:
        return False
    others = phrases.between(own.start, len(phrases.sentence.text))
    return all(term.value("who") is None and term.value("party") in (None, "natural_person") for term in others)


def _another_noun_behind(phrases: Phrases, index: int, named: Named) -> str:
    """Words right behind a number that may be what it counts (公布8件案例); empty if there are none.

    So they may where only the text before says what is counted: unknown words, a place or an agency, or another noun
    than one that the frame allows (举办培训，150名工作人员参加).
    """
    told = {feature for frame in named.frames for feature in frame.context if feature[0] == "obj"}
    if not told or told <= features_of(named.terms):
        return ""
    end = phrases.sentence.quantities[index].span.end
    noun = phrases.term_at(end)
    if noun is not None:
        accounted = told.union(*(frame.allows for frame in named.frames)) if noun in named.terms else told
        return noun.text if noun.value("obj") and ("obj", noun.value("obj")) not in accounted else ""
    behind = phrases.clause_behind(index)
    words = _WORDS.match(behind.text, end, min([behind.end, *(term.start for term in behind.terms[:1])]))
    return words[0] if words is not None else ""


def _goes_on_with_verb(own: Phrase) -> bool:
    """Whether words name a thing that the verb of the number before is said of, too (制发规章2件、规范性文件11件)."""
    if any(term.text == _NOT_PUBLIC for term in own.terms):
        return False  # 制发规范性文件12件，其中未公开规范性文件2件
    things = {value for slot, value in own.features if slot == "obj"}
    if "result" not in own.slots and things <= _IN_GENERAL:
        return False
    return {value for slot, value in own.features if slot == "act"} <= _SAID_OF_EACH


def _goes_on_from_another_verb(phrases: Phrases, index: int, verb: Term | None, named: Named) -> bool:
    """Whether documents without a verb take that of a list, which does not publish (废止规约2件、规范性文件6件)."""
    is_of_others = verb is not None and verb.value("act") not in PUBLISHED and phrases.goes_on(index)
    return is_of_others and named.frames[0].needs == _DOCUMENTS_ALONE


def _is_a_part(phrases: Phrases, index: int, named: Named) -> bool:
    """Whether a number is a part of what the clause before names without counting it (公开信息，其中动态57条)."""
    own, quantities = phrases.own(index), phrases.sentence.quantities
    if any(term.text == _NOT_PUBLIC for term in own.terms):
        return True  # 制发规范性文件，其中未公开的2件
    if named.frames[0].code not in (DISCLOSED, WEBSITE):
        return False
    begins_a_list = index + 1 < len(quantities) and phrases.sentence.text[: own.start].endswith("：")
    return begins_a_list or "part" in own.modifiers


def _through_a_medium(
    phrases: Phrases, index: int, candidate: Candidate, named: Named, passage: Passage
) -> Named | None:
    """What a total is of, by the medium that the clause before names (通过政府网站，公开信息63条), or None."""
    lead = phrases.lead(index)
    clause = phrases.phrase(max(phrases.sentence.clause_start(max(0, lead.end - 1)), lead.start), lead.end)
    media = [term.only("medium", "part") for term in clause.terms if term.value("medium") or term.text == AND_OTHERS]
    is_posted = named.frames[0].needs == {("obj", "information"), ("act", "post")}
    if not any(term.features for term in media):
        return None
    begins = next(term for term in clause.terms if term.modifier == "through" or term.features)
    if not is_posted and begins.modifier != "through":
        return None
    unit = phrases.sentence.quantities[index].unit
    through = name(clause.with_terms(media).joined(candidate.phrase), unit, passage)
    return through if through.frames else None

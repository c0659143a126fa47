"""What unknown words do to a number, by the place where they stand.

Words that no term of the vocabulary covers may say that a number counts only a part of what the known words name.
Which places matter to a code, its frame tells (`Frame.strict`); a total of disclosed information asks for all of them
(`objections`).

| place | example | what they do |
|---|---|---|
| anywhere in a phrase | 举办美食培训6次 | narrow a general noun, which frames that are `clean` or `open` forbid |
| behind the last word that a frame needs | 免收信息费用邮寄12元 | narrow it, too: frames that are `behind` |
| right in front of the noun | 制定交通规章3件 | narrow it: frames that ask for a clean `noun` |
| joined to the noun | 政府工作报告及解读2条 | are counted together with it |
| between the verb and the number, or the number and its noun | 公开财政信息8条 | are a sort of what was published |
| in front of the verb | 财政公开信息8条 | are a sort, unless they name an agency |
| where a medium stands | 在美篇公开政府信息78条 | are a medium, which none of the known ones is |
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.prose.context.scopes import scope_words
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.words.frames import Frame
from parsers.prose.words.lexicon import AND_OTHERS, Term
from parsers.prose.words.marks import AND, NAME, PLATFORM
from parsers.prose.words.shares import part_name

_TOUCHING = re.compile(r"[\u4e00-\u9fff]+\Z")
_OF_TIMES = frozenset({"part", "all_year", "new", "sum", "to_date"})
"""Kinds of modifiers that may stand in front of a subject."""
_MADE_OF_CASES = ("applications.", "review.", "litigation.", "admin.", "consultation.")
"""Beginnings of codes whose objects are told once, and then only what became of them."""
_OF_A_FIELD = re.compile("(?:行政|管理|工作|系统|部门|领域|方面|类|相关|有关)+$")
"""What may follow the name of a field of work."""
_OF_AN_OFFICE = re.compile("(?:行政|管理|监督|工作|事务)*(?:局|厅|委员会|委|办公室|办|部|处|中心|分局|总局)+$")
"""Ends of the names of offices behind their field."""
_OF_TWO_WORDS = 4
"""Letters of a field of two words, which its first letters may stand for (环境保护: 环保)."""


def narrowing(phrase: Phrase, frame: Frame, *, is_open: bool) -> str | None:
    """The unknown words that narrow what a frame counts; empty if there are none, None where none could.

    Args:
        phrase: What names the number.
        frame: The frame that it fits.
        is_open: Whether its words say that it is about the disclosure of information, so that its noun is not general.
    """
    if frame.strict in (None, "here") or (is_open and frame.strict != "clean"):
        return None
    if frame.strict == "noun":
        return right_in_front_of_the_noun(phrase, frame) or None
    if frame.strict == "behind" or is_open:
        needed = max(term.start for term in phrase.terms if not frame.needs.isdisjoint(term.features))
        return phrase.unknown_from(needed)
    return phrase.unknown


def may_name_another(phrase: Phrase, frame: Frame) -> str:
    """Unknown words that may name another object than the one that a frame takes from the passage; empty for none.

    They stand behind what says what became of it (公布调查结果2起); in front they say how, why or by whom it did
    (经审查予以公开12件, 因程序违法被撤销1件).
    """
    if not frame.code.startswith(_MADE_OF_CASES):
        return ""
    takes_its_object = frame.strict is None and any(slot == "obj" for slot, _ in frame.context)
    if not takes_its_object:
        return ""
    told = min(term.start for term in phrase.terms if not frame.needs.isdisjoint(term.features))
    return phrase.unknown_from(max(phrase.start, told))


def behind_the_last_word(phrase: Phrase) -> str:
    """The unknown words behind the last term of a phrase; empty if there are none."""
    return phrase.part(phrase.terms[-1].end, phrase.end).unknown


def right_in_front_of_the_noun(phrase: Phrase, frame: Frame) -> str:
    """Unknown words that touch what is counted from the left (交通规章3件); empty if there are none."""
    noun = next((term.start for term in phrase.terms if not frame.nouns.isdisjoint(term.features)), phrase.start)
    start = max([phrase.start, *(term.end for term in phrase.terms if term.end <= noun)])
    touching = _TOUCHING.search(phrase.text, start, noun)
    return phrase.part(touching.start(), noun).unknown if touching is not None else ""


_INTERPRETATION = ("obj", "interpretation")


def joined_to_the_noun(phrase: Phrase, frame: Frame) -> str:
    """What is joined to what is counted, and is not it: unknown words or documents in front, other information behind.

    政府工作报告及解读2条; 政策解读和公告信息15条. Empty for none.
    """
    joiners = [term for term in phrase.terms if term.text in AND]
    if not joiners:
        return ""
    nouns = [term for term in phrase.terms if not frame.nouns.isdisjoint(term.features)]
    joiner = next((term for term in joiners if nouns and term.end == nouns[0].start), None)
    if joiner is None:
        ends = {term.start for term in joiners} & {term.end for term in nouns}
        beside = (term.text for term in phrase.terms if ends and term.start > min(ends))
        return next(beside, "") if _INTERPRETATION in frame.nouns else ""
    documents = (term.text for term in phrase.terms if term.end == joiner.start and term.value("obj") == "document")
    return phrase.part(phrase.start, joiner.start).unknown or next(documents, "")


def between_verb_and_number(phrases: Phrases, index: int, terms: Sequence[Term]) -> str:
    """The unknown words between the verb among the terms of a number and the number; empty if there are none."""
    own = phrases.own(index)
    ends = (term.end for term in terms if term.value("act") and own.start <= term.end <= own.end)
    return own.part(next(ends, own.start), own.end).unknown


def between_verb_and_noun(phrases: Phrases, index: int, terms: Sequence[Term]) -> str:
    """All words between the verb among the terms of a number and the information that it counts."""
    own = phrases.own(index)
    begins = max((term.end for term in terms if term.value("act")), default=own.start)
    nouns = (term.start for term in terms if term.value("obj") == "information" and term.start >= begins)
    return own.text[begins : next(nouns, begins)]


def between_number_and_noun(phrases: Phrases, index: int, terms: Sequence[Term]) -> str:
    """The unknown words between a number and the information that it counts (发布2篇预决算信息); empty for none."""
    start = phrases.sentence.quantities[index].span.end
    end = next((term.start for term in terms if term.start >= start and term.value("obj")), start)
    if phrases.sentence.text.startswith(("—", "，", "（"), start):
        return ""
    return phrases.phrase(start, end).unknown


def in_front_of_the_verb(phrases: Phrases, index: int) -> str:
    """The unknown words in front of a verb that name no agency (财政公开信息8条); empty if there are none."""
    own = phrases.own(index)
    subject = own.part(own.start, own.verb.start if own.verb is not None else own.start)
    return "" if part_name(phrases.sentence.words(subject.start, subject.end).text) else subject.unknown


def is_own_field(words: str, name: str) -> bool:
    """Whether words are the field that a body is named after (司法行政信息71条 of a 司法局, 环保 of a 环境保护局).

    Of a body with several fields none is all of it (规划信息71条 of a 自然资源和规划局).

    Args:
        words: The words in front of 信息.
        name: Name of the body, behind its place; empty where it is not known, and of a government.
    """
    field = _OF_A_FIELD.sub("", words)
    own = _OF_AN_OFFICE.sub("", name)
    return len(field) > 1 and field in (own, own[::2] if len(own) == _OF_TWO_WORDS else own)


def touches_the_verb(own: Phrase) -> bool:
    """Whether unknown words stand right in front of a verb, as one word with it (拟审批公示信息21条)."""
    start = own.verb.start if own.verb is not None else own.start
    ahead = max([own.start, *(term.end for term in own.terms if term.end <= start)])
    return own.part(ahead, start).unknown != ""


def _begins_with_an_account(own: Phrase, verb: int) -> bool:
    """Whether a name in quotation marks is what publishes (“沙洲教育”全年发布信息650条): at most times stand ahead."""
    name = NAME.search(own.text, own.start, verb)
    if name is None:
        return False
    ahead = own.part(own.start, name.start())
    are_times = all(term.modifier in _OF_TIMES or term.text[:2] == "20" for term in ahead.terms)
    return are_times and not ahead.unknown


def _names_another_platform(own: Phrase, platform: Term) -> bool:
    """Whether unknown words right in front of a platform make it one for something else (食品安全信息公开平台)."""
    if not own.start <= platform.start < own.end:
        return False
    begins = max([own.start, *(term.end for term in own.terms if term.end <= platform.start)])
    words = own.text[begins : platform.start]
    if scope_words().portal.search(words):
        return False  # “中国沙洲”信息公开平台
    return own.part(begins, platform.start).unknown != ""


_ANOTHER_PLATFORM = re.compile(f"(?<![各类种多个等一])(?:级|市|县|区|省|镇|乡|部门|单位|办公|内部){PLATFORM}\\Z")
"""A platform of another tier or body, and not all of them (各类平台)."""


def stands_for_a_medium(phrases: Phrases, index: int, terms: Sequence[Term]) -> bool:
    """Whether unknown words, or only examples, stand where a medium would (在美篇公开政府信息78条)."""
    own = phrases.own(index)
    if any(_names_another_platform(own, term) for term in terms if term.text.endswith(PLATFORM)):
        return True
    verbs = (term.start for term in terms if term.value("act") and own.start <= term.start < own.end)
    verb = next(verbs, None)
    through = next((term.end for term in own.terms if term.modifier == "through"), None)
    if verb is None or "medium" in own.slots:
        return False
    if _begins_with_an_account(own, verb) or _ANOTHER_PLATFORM.search(own.text, own.start, verb):
        return True  # 县级平台公开信息176条
    if through is None:
        return False
    words = own.part(through, verb)
    return any(term.text == AND_OTHERS for term in words.terms) or words.unknown != ""

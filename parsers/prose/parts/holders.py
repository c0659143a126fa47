"""Who has a part of a total: an agency, a place, a host, or a sort of information.

Words may name one in front of a verb that is said of the total again (`part_of_a_total`), or be all that a number has
(`add_share`).
"""

from __future__ import annotations

import re

from knowledge.self_references import whole_place
from parsers.prose.context.found import Found
from parsers.prose.context.passage import Passage
from parsers.prose.context.scopes import scope_of, scope_words
from parsers.prose.parts.categories import is_published_elsewhere
from parsers.prose.parts.draft import Draft
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.sentences.sort_names import MEASURES_OF_SORTS, PLATFORMS, sort_of
from parsers.prose.sentences.telling import TAKEN_IN
from parsers.prose.words.codes import DISCLOSED, RECEIVED, SORTS, WEBSITE
from parsers.prose.words.marks import INFORMATION, PLATFORM
from parsers.prose.words.shares import name_behind, part_name, parts, with_brackets
from parsers.text.numbers import Quantity

_MEASURES_OF_POINTS = ("个", "处", "家")
_READING_POINTS = "capacity.reading_points"
_DOCUMENTS = {"规章": "documents.rules.", "规范性文件": "documents.normative."}
"""Nouns behind the name of who has issued documents, and the beginning of the codes that count these."""
_OF_A_BODY = re.compile("^各|[局委厅镇乡]$")
"""What no sort of information is called, wherever it stands (各乡镇, 市教育局); firms and zones may be one."""
_SITES = ("网站", "门户网", "政府网")
"""How a website is called, by the end of its name or inside it."""
_APPLICATIONS = "applications."
_ALL_OF_IT = re.compile(whole_place())


def part_of_a_total(phrases: Phrases, passage: Passage, index: int, found: Found) -> str | None:
    """Who has the part of a total that a verb is said of again (县区政府主动公开……); None for the government."""
    if found.code not in parts().spread or found.year != passage.year:
        return None
    sentence = phrases.sentence
    whole, own = passage.stated(found.code), phrases.own(index)
    if whole is None or own.verb is None:
        return None
    if found.quantity.value >= whole.quantity.value and whole.scope != "office":
        return None
    name_of_part = part_name(sentence.words(own.start, own.verb.start).text)
    where = (term for term in own.terms if term.value("medium") or term.modifier == "through")
    begins = min([own.verb.start, *(term.start for term in where)])
    if found.code == WEBSITE:
        of_whom = part_name(sentence.words(own.start, begins).text)
        if of_whom is None:
            return None  # 在局网站公开信息200条
        name_of_part = of_whom if "through" in own.modifiers else name_of_part
    if name_of_part is None or (found.code != WEBSITE and name_of_part.endswith((PLATFORM, *_SITES))):
        return None  # 政务信息平台公开272条, 区政府网站公开63702项
    if _ALL_OF_IT.fullmatch(name_of_part):
        return None  # 县政府办公室收到19件，全县共收到47件
    labelled = found._replace(label=with_brackets(name_of_part, sentence.text[own.start : own.verb.start]))
    return labelled.label if scope_of(labelled, passage.found) == "other" else None


def is_of_the_office(phrases: Phrases, index: int) -> bool:
    """Whether the government's own office is the subject of a verb (其中，区政府主动公开1142条)."""
    own = phrases.own(index)
    if own.verb is None:
        return False
    subject = phrases.sentence.words(own.start, own.verb.start).text
    return scope_words().office.search(subject) is not None


def add_share(draft: Draft, index: int, found: Found, *, may_be_a_sort: bool) -> bool:
    """Adds a number without a label of its own as the part of a total that somebody or some sort makes up.

    Args:
        draft: The sentence.
        index: Index of the number in it.
        found: The number.
        may_be_a_sort: Whether it may be a sort of what was published, as far as others than media have published it.

    Returns:
        Whether it is one.
    """
    passage = draft.passage
    before, after = draft.sentence.before(index).text, draft.sentence.after(index).text
    unit = found.quantity.unit
    own = draft.phrases.own(index)
    named = "" if own.features.isdisjoint(TAKEN_IN) else RECEIVED
    subject = passage.totals.shared(found.quantity, named, begins_anew=not passage.of_this_sentence)
    if subject == _READING_POINTS and all(one.code != subject for one in passage.of_this_sentence):
        subject = subject if draft.tree.is_member(index) else None  # 设立查阅点31个。全市运行政府网站14个
    if subject is not None and _is_below_another_number(found, passage.totals.of(subject)):
        return False
    if subject is not None and _is_of_an_outcome(draft, index, subject):
        return False
    if subject in (DISCLOSED, WEBSITE) and _OF_A_BODY.search(before) is None and _follows_a_sort(draft, index):
        subject = None
    if subject is not None and (holder := _holder(subject, own, before, after, unit, passage)):
        label = with_brackets(holder, found.sentence.clause_before(found.start, found.quantity.span.start))
        passage.add(found._replace(code=subject, label=label))
        return True
    if (
        may_be_a_sort
        and unit in MEASURES_OF_SORTS
        and _is_on_disclosure(passage)
        and (sort := sort_of(before or after)) is not None
        and not is_published_elsewhere(draft.phrases, index)
    ):
        passage.add(found._replace(code=SORTS, label=sort))
        return True
    return False


def _follows_a_sort(draft: Draft, index: int) -> bool:
    """Whether the number before may be a sort, and the next one so is no agency's (工作动态388条、园区公司14条)."""
    if not index:
        return False
    before = draft.sentence.quantities[index - 1].span
    sorts = (one for one in draft.passage.of_this_sentence[-1:] if one.code == SORTS)
    may_be_sorts = (one for words, one in draft.unnamed[-1:] if part_name(words) is None)
    return any(one.quantity.span == before for one in (*sorts, *may_be_sorts))


def _is_below_another_number(found: Found, total: Quantity | None) -> bool:
    """Whether a number stands in brackets right behind another one than a total (动态267条（省局181条、市县86条）)."""
    around = found.sentence.bracket_at(found.quantity.span.start)
    if around is None:
        return False
    return any(one.span.end == around.start and one != total for one in found.sentence.quantities)


def _is_of_an_outcome(draft: Draft, index: int, subject: str) -> bool:
    """Whether a number is a part of what had one outcome, or came in one way (同意公开60件，其中市住建局25件)."""
    whole = draft.whole_of(index)
    if whole is None or whole.label or whole.code in parts().spread:
        return False
    are_of_applications = subject.startswith(_APPLICATIONS) and whole.code.startswith(_APPLICATIONS)
    return are_of_applications and draft.sentence.quantities[index].value <= whole.quantity.value


def _holder(subject: str, own: Phrase, before: str, after: str, unit: str, passage: Passage) -> str | None:
    """Who has a part of a total: the host of a reading point, or an agency or a place."""
    if any(term.value("medium") in PLATFORMS for term in own.of("medium")):
        return None  # “印象官渡”微信公众号 is no agency
    if "channel" in own.slots and subject.startswith(_APPLICATIONS):
        return None  # 网站申请答复30件
    beside = passage.last or next(reversed(passage.of_this_sentence), None)
    if subject == _READING_POINTS and unit in _MEASURES_OF_POINTS and beside and beside.code == subject:
        host = part_name(before, parts().host)
        if host is not None:
            return host
    if PLATFORM in before or (subject == DISCLOSED and any(site in before for site in _SITES)):
        return None  # 一体化平台12件 came in by it, or were published on it
    counts_another = any(before.endswith(noun) and not subject.startswith(code) for noun, code in _DOCUMENTS.items())
    return (None if INFORMATION in before or counts_another else part_name(before)) or name_behind(after)


def _is_on_disclosure(passage: Passage) -> bool:
    return passage.totals.of(DISCLOSED) is not None or passage.theme.topic == "proactive_disclosure"

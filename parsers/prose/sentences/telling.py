"""Which terms of a phrase tell what its number counts, and what others beside them mean there.

Words that only say what something was about, examples of what is counted, formats and reasons that stand for others,
and what was done to the things that something else was done to, tell nothing of the number itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.prose.sentences.media import with_media_together, without_names_of_media
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.words.codes import CASE_OBJECTS, PUBLISHED
from parsers.prose.words.lexicon import AND_OTHERS, Term
from parsers.prose.words.marks import IN_ALL, JOINERS

TAKEN_IN = {("act", "received"), ("act", "accepted")}
DONE = {("act", "answered"), ("act", "concluded"), ("act", "handled")}
_A_FORMAT = "yes"
"""The value of `format` for what is made here, and not reprinted."""
_ITEMS = ("条", "条次")
"""Measure words that count information."""
_INFORMS = ("information", "article")
_POINT = ("obj", "reading_point")
_MEASURES_OF_POINTS = ("个", "处", "家", "所")
_ACTS_OF_OFFICES = (*PUBLISHED, "received", "accepted")
_NAMED_BY_OTHERS = ("medium", "part")
"""Slots of media and their parts, which words in front of them may name."""
_OTHER = "other"
"""Slot of words for others, with which a list may go on, as with 等."""
_WAYS = ("channel", "medium", "part")
"""Slots of the ways in which something came in."""
_COME_IN = ("application", "consultation")
_QUASHED = ("verdict", "corrected")
_ISSUED = ("act", "issue")
_CASES = {("obj", case) for case in CASE_OBJECTS}
_OF, _ABOUT = "的", "就"
_OPINION = ("obj", "opinion")
_ALL_KINDS = (AND_OTHERS, "各类", "多种", "各种")
"""What behind formats says that they stand for others, too."""
_CLOSING_QUOTES = '”’」』》"'


def telling(phrase: Phrase, unit: str | None) -> tuple[Term, ...]:
    """The terms of a phrase that tell what is counted, in reading order.

    Args:
        phrase: The phrase.
        unit: Measure word of the number; None where there is none.
    """
    if "topic" in phrase.modifiers or phrase.text.startswith(_ABOUT, phrase.start):
        phrase = _without_topics(phrase)
    if "through" in phrase.modifiers:
        phrase = _with_places_as_media(phrase, unit)
    own: Sequence[Term] = _without_examples(phrase, unit)
    if not phrase.slots.isdisjoint(_NAMED_BY_OTHERS):
        own = without_names_of_media(own)
    if "format" in phrase.slots:
        own = _without_formats_of_all(phrase, own)
    if "channel" in phrase.slots:
        own = _without_ways_of_all(phrase, own)
    if "medium" in phrase.slots:
        own = with_media_together(phrase, own)
    if ("obj", "unit") in phrase.features:
        own = _without_offices(own)
    if "reason" in phrase.slots:
        own = _as_far_as_told(own, phrase.text)
    if ("obj", "application") in phrase.features and not phrase.features.isdisjoint(_CASES):
        own = _without_causes(phrase, own)
    if _QUASHED in phrase.features:
        own = _without_what_was_quashed(own)
    if _ISSUED in phrase.features:
        own = _without_what_was_issued_before(phrase, own)
    if not (phrase.features.isdisjoint(TAKEN_IN) or phrase.features.isdisjoint(DONE)):
        own = tuple(_without_relative_clauses(own, phrase.text))
    return tuple(own)


def _without_topics(phrase: Phrase) -> Phrase:
    """A phrase without the words that tell what something was about (围绕税费改革等主题, 就空气质量等热点发布)."""
    begins = [term.end for term in phrase.terms if term.modifier == "topic"] or [phrase.start]
    ends = [_behind_the_topics(term, phrase) for term in phrase.terms if term.text == AND_OTHERS]
    spans = [(begin, end) for begin in begins for end in ends if begin < end][:1]
    about = {term for begin, end in spans for term in phrase.terms if begin <= term.start < end}
    return phrase.with_terms([term for term in phrase.terms if term not in about]) if about else phrase


def _behind_the_topics(others: Term, phrase: Phrase) -> int:
    """Where a list of topics ends: behind the noun for them that stands right behind 等 (等热点)."""
    behind = next((term for term in phrase.terms if term.start == others.end), None)
    return behind.end if behind is not None and _OPINION in behind.features else others.start


def _with_places_as_media(phrase: Phrase, unit: str | None) -> Phrase:
    """A phrase in which reading points are a medium, where something was published there (通过查阅场所公开信息12条).

    Those that published it in another way are not counted (各查阅点通过电子屏公开信息12条).
    """
    if unit in _MEASURES_OF_POINTS or _POINT not in phrase.features:
        return phrase
    through = next(term.end for term in phrase.terms if term.modifier == "through")
    verb = next((term.start for term in phrase.terms if term.value("act") in PUBLISHED), -1)
    terms: list[Term] = []
    for term in phrase.terms:
        if _POINT not in term.features or term.start > verb:
            terms.append(term)
        elif term.start >= through:
            terms.append(term._replace(features=(("medium", "board"),)))
    return phrase.with_terms(terms)


def _without_examples(phrase: Phrase, unit: str | None) -> list[Term]:
    """The terms that have a meaning, without examples of what is counted (发布规划、规范性文件等信息).

    Items of a list that goes on with others right in front of their number are information, too (公开规划、预算、任免等
    内容共945条).
    """
    terms = phrase.terms
    others = terms if _OTHER in phrase.slots else [term for term in terms if term.text == AND_OTHERS]
    if not any(map(phrase.goes_on_with_others, others)):
        return [term for term in terms if term.features]
    kept: list[Term] = []
    are_examples = False
    for index, term in enumerate(terms):
        if not phrase.goes_on_with_others(term):
            are_examples = are_examples and not term.value("act")  # 结合监督等工作，发布相关信息
            if term.features:
                kept.append(_as_examples(term) if are_examples else term)
            continue
        behind = terms[index + 1 :]
        following = next((later for later in behind if later.value("obj") or later.value("disclosure")), None)
        shortest = 2 if any(later.text in IN_ALL for later in behind) else 3
        if following is not None and (following.value("disclosure") or following.value("obj") in _INFORMS):
            are_examples = True
            verb_follows = any(later.value("act") for later in behind)
            places = (place for place, one in enumerate(kept) if one.value("act") and not verb_follows)
            first = next(places, -1)
            verb = kept[first].start if first >= 0 else -1
            kept = [one for place, one in enumerate(kept) if place <= first or (one.value("medium") and verb < 0)]
        elif unit in _ITEMS and _is_list(phrase, kept, shortest) and not any(one.features for one in behind):
            verb = next(place for place, one in enumerate(kept) if one.value("act") in PUBLISHED)
            told = [one for one in kept[: verb + 1] if one.value("act") or one.value("medium")]
            is_of_one_verb = all(one.value("obj") is None for one in kept[:verb])  # not 解读政策、公布人事变动等60条
            kept = [*told, term._replace(features=(("obj", "information" if is_of_one_verb else "several"),))]
    return kept


def _as_examples(term: Term) -> Term:
    """A term behind examples: information like them is information (等相关信息), its fields narrow it (等重点领域)."""
    return term.without("narrow") if term.value("obj") in _INFORMS else term


def _is_list(phrase: Phrase, terms: Sequence[Term], shortest: int) -> bool:
    """Whether a list of so many things at least follows a verb of disclosure."""
    verb = next((term for term in terms if term.value("act") in PUBLISHED), None)
    return verb is not None and phrase.text.count("、", verb.end, phrase.end) >= shortest - 1


def _without_formats_of_all(phrase: Phrase, own: Sequence[Term]) -> Sequence[Term]:
    """Formats that are listed, or that stand for others, too, are those of all (文字、图片、视频等形式解读83篇)."""
    formats = [term for term in own if term.value("format") == _A_FORMAT]
    behind = [phrase.text[term.end :].lstrip(_CLOSING_QUOTES) for term in formats]
    if len(formats) > 1 or any(words.startswith(_ALL_KINDS) for words in behind):
        return [term for term in own if term not in formats]
    return own


def _without_ways_of_all(phrase: Phrase, own: Sequence[Term]) -> Sequence[Term]:
    """Ways of applying or asking that stand for others are all of them (通过网络、信函等途径申请公开信息12件)."""
    ways = [term for term in own if term.value("channel")]
    if not ways or not phrase.text.startswith(AND_OTHERS, ways[-1].end):
        return own
    if not any(term.value("obj") in _COME_IN and term.start >= ways[-1].end for term in own):
        return own
    return [term.without(*_WAYS) for term in own]


def _without_offices(own: Sequence[Term]) -> Sequence[Term]:
    """Offices in front of what they have done are not what is counted (各公开主体共发布信息237482条)."""
    verb = next((term.start for term in own if term.value("act") in _ACTS_OF_OFFICES), None)
    if verb is None or not any(term.value("obj") not in (None, "unit") for term in own):
        return own
    return [term for term in own if term.value("obj") != "unit"]


def _as_far_as_told(terms: Sequence[Term], text: str) -> Sequence[Term]:
    """Reasons that stand for others, too (不掌握等原因), do not tell which one it was."""
    reasons = [term for term in terms if term.value("reason")]
    if not reasons or not text.startswith(AND_OTHERS, reasons[-1].end):
        return terms
    return [term._replace(features=tuple(one for one in term.features if one[0] != "reason")) for term in terms]


def _without_causes(phrase: Phrase, own: Sequence[Term]) -> Sequence[Term]:
    """Applications that cases were about are not counted with them (因依申请公开引起的行政诉讼2件)."""
    case = next((term for term in own if not _CASES.isdisjoint(term.features)), None)
    if case is None:  # the cases were examples
        return own
    return [
        term.without("obj")
        if term.end < case.start and not JOINERS.fullmatch(phrase.text, term.end, case.start)
        else term
        for term in own
    ]


def _without_what_was_quashed(own: Sequence[Term]) -> Sequence[Term]:
    """An answer of which something was quashed is not counted as answered (1件被撤销部分答复内容)."""
    verdict = next((term.end for term in own if _QUASHED in term.features), None)
    return [term for term in own if verdict is None or term.start < verdict or term.value("act") != "answered"]


def _without_what_was_issued_before(phrase: Phrase, own: Sequence[Term]) -> Sequence[Term]:
    """That documents were issued only describes those that were published (公开本年度制发的规章2件)."""
    verb = next((term.start for term in own if term.value("act") == "disclose"), len(phrase.text))
    return [term for term in own if not (term.start > verb and phrase.text.startswith(_OF, term.end))]


def _without_relative_clauses(terms: Sequence[Term], text: str) -> Iterator[Term]:
    """Which applications were answered is not what was done to them (答复当年受理申请6件, 收到的申请办结12件)."""
    done = [term for term in terms if not DONE.isdisjoint(term.features)]
    for index, term in enumerate(terms):
        following = terms[index + 1] if index + 1 < len(terms) else None
        if not TAKEN_IN.isdisjoint(term.features) and following is not None and following.value("obj") == "application":
            describes = text[term.end : following.start] in ("", _OF)
            if describes and any(not JOINERS.search(text, *_gap(term, other)) for other in done):
                yield term.without("act")
                continue
        yield term


def _gap(one: Term, other: Term) -> tuple[int, int]:
    """What stands between two terms, whichever comes first."""
    first, last = sorted((one, other), key=lambda term: term.start)
    return first.end, last.start

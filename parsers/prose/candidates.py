"""Which phrases may say what a number counts, the nearest first."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from parsers.model import Span
from parsers.prose.codes import DISCLOSED, RECEIVED, WEBSITE
from parsers.prose.lexicon import Term
from parsers.prose.naming import NO_WORD, Named, name, unknown
from parsers.prose.passage import Passage
from parsers.prose.phrases import Phrases

_THIS_IS = re.compile(r"(?:，|——)(?:这)?是(?P<words>[^，。；]+?)(?:的)?(?:数量|总数|条数|件数|总量)(?=[，。；（])")
_CARRIED = ("obj", "medium", "way", "place", "part")
"""Slots that a clause without a number lends to the number of the next; what it says was done stays its own."""
_FROM_CITIZENS = {("party", "natural_person"), ("obj", "application")}
_CAME_IN = {("act", "received"), ("act", "accepted")}
_THE_REST = "其余"
"""Names a number only where nothing behind it does (其余31件均已答复)."""
_DONE_BY_AN_AGENCY = ("license", "penalty", "coercion")


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may name a number.

    Attributes:
        terms: Its terms.
        span: Where it stands.
        leads: Whether words in front of the number are part of it.
        is_own: Whether it is what stands in front of the number, and nothing else.
        borrows: Whether the clauses before lend it words.
    """

    terms: tuple[Term, ...]
    span: Span
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
    first = Named(reason=NO_WORD)
    if _counts_bodies(phrases, index):
        return Named(reason="counts agencies or places", is_elsewhere=True, is_aside=True), True
    stands_for_all = _stands_for_all(phrases, index, passage)
    for candidate in _candidates(phrases, index, verb):
        terms = [_without_party(term) for term in candidate.terms] if stands_for_all else candidate.terms
        named = name(phrases.plain, terms, unit, passage, candidate.span)
        if candidate.is_own and named.is_final:
            return named, True
        if not candidate.leads and not candidate.borrows and any(term.value("obj") == "other" for term in named.terms):
            return named, False
        if named.frames and named.frames[0].code == DISCLOSED:
            named = _through_a_medium(phrases, index, candidate, named, passage) or named
        if candidate.borrows and named.frames and _is_a_part(phrases, index, named):
            continue
        if named.frames and not (candidate.borrows and _has_no_verb(named)):
            return named, candidate.leads
        first = first if first.terms else named
    return (first if not first.frames else Named(terms=first.terms, reason="no verb says what was done")), True


def _candidates(phrases: Phrases, index: int, verb: Term | None) -> Iterator[Candidate]:
    before, behind, lead = phrases.before(index), phrases.behind(index), phrases.lead(index)
    own, after, leading = (tuple(phrases.between(span)) for span in (before, behind, lead))
    if [term.text for term in own if term.features] == [_THE_REST]:
        told = phrases.rest(index)
        if any(term.features for term in phrases.between(told)):
            yield Candidate(tuple(phrases.between(told)), told, leads=False)
            return
    tells_behind = any(term.features for term in after)
    names_behind = any(term.value("obj") or term.value("format") for term in after)
    if tells_behind:
        leads = any(term.features for term in own)
        yield Candidate((*own, *after), Span(before.start, behind.end), leads=leads)
        task = next((term.start for term in after if term.modifier == "duty"), None)
        if task is not None:
            who = tuple(term for term in after if term.end <= task)
            yield Candidate((*own, *who), Span(before.start, task), leads=leads)
    if verb is not None and phrases.goes_on(index) and any(term.value("obj") in _DONE_BY_AN_AGENCY for term in own):
        own = (verb.only("act"), *own)
    if not names_behind:
        yield Candidate(own, before, is_own=True)
    if phrases.adjoins(index) and not any(term.features for term in own):
        same = phrases.before(index - 1)
        yield Candidate(tuple(phrases.between(same)), same)
    if verb is not None and _goes_on_with_verb(own):
        yield Candidate((verb.only("act", "stock"), *own), before)
    if not own and not tells_behind:
        this = _THIS_IS.match(phrases.sentence.text, phrases.sentence.quantities[index].span.end)
        if this is not None:
            words = Span(*this.span("words"))
            yield Candidate(tuple(phrases.between(words)), words, leads=False)
    denies = any(term.modifier == "negation" for term in leading)
    is_narrowed = unknown(phrases.plain, own, before, before.start) or unknown(
        phrases.plain, after, behind, behind.start
    )
    if leading and not denies and not is_narrowed:
        for lent in (leading, tuple(term.only(*_CARRIED) for term in leading)):
            if tells_behind:
                yield Candidate((*lent, *own, *after), Span(lead.start, behind.end), borrows=True)
            yield Candidate((*lent, *own), Span(lead.start, before.end), borrows=True)
    if tells_behind and own and not any(term.value("obj") == "other" for term in own):
        yield Candidate(after, behind, leads=False)


def _stands_for_all(phrases: Phrases, index: int, passage: Passage) -> bool:
    """Whether 公民 means everybody: the first number of applications that came in, beside no other applicants."""
    start = phrases.before(index).start
    own = {feature for term in phrases.between(phrases.before(index)) for feature in term.features}
    if passage.total(RECEIVED) is not None or not own >= _FROM_CITIZENS or not own & _CAME_IN:
        return False
    others = phrases.between(Span(start, len(phrases.sentence.text)))
    return all(term.value("who") is None and term.value("party") in (None, "natural_person") for term in others)


def _without_party(term: Term) -> Term:
    return term.only(*(slot for slot, _ in term.features if slot != "party"))


def _counts_bodies(phrases: Phrases, index: int) -> bool:
    """Whether a number counts agencies, whatever these have done (27个部门设立了查阅点)."""
    end = phrases.sentence.quantities[index].span.end
    behind = phrases.between(Span(end, phrases.sentence.clause_end(end)))
    if not behind or behind[0].start != end or behind[0].modifier != "body":
        return False
    return not any(term.value("obj") == "unit" for term in behind)


def _goes_on_with_verb(own: tuple[Term, ...]) -> bool:
    """Whether words name a thing that the verb of the number before is said of, too (制发规章2件、规范性文件11件)."""
    if not any(term.value("result") or term.value("obj") not in (None, "information", "article") for term in own):
        return False
    return all(term.value("act") in (None, "answered", "handled") for term in own)


def _is_a_part(phrases: Phrases, index: int, named: Named) -> bool:
    """Whether a number is a part of what the clause before names without counting it (公开信息，其中动态57条)."""
    if named.frames[0].code not in (DISCLOSED, WEBSITE):
        return False
    before, quantities = phrases.before(index), phrases.sentence.quantities
    begins_a_list = index + 1 < len(quantities) and phrases.sentence.text[: before.start].endswith("：")
    return begins_a_list or any(term.modifier == "part" for term in phrases.between(before))


def _has_no_verb(named: Named) -> bool:
    """Whether only a medium that a clause before mentions names a number without a verb of its own."""
    frame = named.frames[0]
    return frame.value("medium") is not None and all(slot != "act" for slot, _ in frame.needs)


def _through_a_medium(
    phrases: Phrases, index: int, candidate: Candidate, named: Named, passage: Passage
) -> Named | None:
    """What a total is of, by the medium that the clause before names (通过政府网站，公开信息63条), or None."""
    lead = phrases.lead(index)
    start = max(phrases.sentence.clause_start(max(0, lead.end - 1)), lead.start)
    clause = phrases.between(Span(start, lead.end))
    media = tuple(term.only("medium", "part") for term in clause if term.value("medium"))
    is_posted = named.frames[0].needs == {("obj", "information"), ("act", "post")}
    begins = next((term for term in clause if term.modifier == "through" or term.features), None)
    if not media or not (is_posted or (begins is not None and begins.modifier == "through")):
        return None
    unit = phrases.sentence.quantities[index].unit
    through = name(phrases.plain, (*media, *candidate.terms), unit, passage, Span(start, candidate.span.end))
    return through if through.frames else None

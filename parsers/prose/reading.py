"""Reads the figures that running text states: paragraph by paragraph, sentence by sentence, from left to right.

A sentence is read in the order of what it holds: numbers that stand alone (`single_numbers`), numbers that take the
names of a list in turn (`listed_numbers`), brackets, and clauses without a number, which can say that there was none of
something, or what all of it was (`clauses`). What those who read a part of it share is its `draft`.

What a number counts is told by the words around it (`naming`), joined with what the passage has established
(`passage`, with what it is about, its `theme`, and the `stated_totals`). If that is certain, it gives figures
(`named_numbers`); if not, other numbers may tell (`unnamed_numbers`, `categories`), or it is kept as unread, with the
reason. The year that it is about is found in `dating` and `sums_over_years`, and what numbers make of others in their
sentence in `corrections` and `wholes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.model import Figure, Narrative, ReportText, Section, Span
from parsers.prose.clauses.clauses import ClauseReader
from parsers.prose.clauses.universals import balance_of, is_not_what_was_done
from parsers.prose.context.found import Found
from parsers.prose.context.passage import Passage, State
from parsers.prose.numbers.listed_numbers import read_list
from parsers.prose.numbers.single_numbers import read_number
from parsers.prose.parts.account import Left, Place, account
from parsers.prose.parts.categories import name_sorts
from parsers.prose.parts.draft import Draft
from parsers.prose.parts.wholes import take_back_parts_of_one_code, take_for_the_whole, take_for_wholes
from parsers.prose.sentences.lists import Listing, listings
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.sentences.reporter import CountedBody, Reporter
from parsers.prose.sentences.sentences import Sentence, sentences
from parsers.prose.sentences.telling import TAKEN_IN
from parsers.prose.sentences.terms import SAYS_WITHOUT_A_NUMBER, may_say_without_a_number, terms_of, that_tell
from parsers.prose.words.lexicon import Term, as_terms, find_words
from parsers.text.numbers import Quantity
from parsers.text.sections import section_at

_ON_REQUEST = {("obj", "application"), ("outcome", "denied")}
"""What information may be besides disclosed on one's own initiative (依申请公开41条，不予公开125条)."""
_NO_LEVELS_OF_A_PLACE = ("department", "township")
"""Levels of bodies below the government of a place: that of a town has no departments."""
_Event = tuple[int, str, int]


def read_prose(
    text: ReportText,
    sections: Sequence[Section],
    year: int,
    level: str,
    scope: str = "citywide",
    in_tables: Sequence[Figure] = (),
    reporter: Reporter | None = None,
    *,
    traced: bool = False,
) -> Narrative:
    """Reads the figures that the paragraphs of a report state.

    Args:
        text: The report.
        sections: Its sections.
        year: Its year.
        level: Level of its agency.
        scope: What its figures cover where nothing else is said.
        in_tables: Figures that its tables print; what only follows from other words gives way to them.
        reporter: How the text names who reports, where that is known.
        traced: Whether to say what named each figure.
    """
    passage = Passage(
        year,
        level,
        is_of_a_government=reporter.is_a_government if reporter is not None else level not in _NO_LEVELS_OF_A_PLACE,
        own_name=reporter.name if reporter is not None else "",
    )
    left: dict[Place, Left] = {}
    read: list[Sentence] = []
    for span in text.paragraphs:
        section = section_at(sections, span.start)
        passage.enter(section)
        if not passage.theme.is_silent:
            for sentence in sentences(text.text, span, section.section_id if section is not None else None):
                _read_sentence(sentence, passage, left, reporter)
                read.append(sentence)
    numbers = account(read, passage.found, passage.withdrawn, passage.lumps, left)
    figures = list(_figures(passage.found, in_tables, scope))
    return Narrative(
        figures=tuple(figure for figure, _ in figures),
        lumps=tuple(passage.lumps),
        unread=numbers.unread,
        n_numbers=numbers.n_numbers,
        traces=tuple(one.trace(figure) for figure, one in figures) if traced else (),
    )


def _figures(found: Sequence[Found], in_tables: Sequence[Figure], scope: str) -> Iterator[tuple[Figure, Found]]:
    """Each figure once, with what it was made of; what only follows from others gives way to what is printed."""
    printed = {(*one.key, one.scope or scope) for one in found if not one.implied and not one.label}
    printed |= {(figure.code, figure.applicant_type, figure.year, scope) for figure in in_tables}
    balance = balance_of(found)
    seen: set[tuple[object, ...]] = set()
    for one in found:
        if one.implied and ((*one.key, one.scope or scope) in printed or is_not_what_was_done(one, balance)):
            continue
        figure = one.figure(scope)
        if figure is None:
            continue
        key = (*one.key, figure.value, figure.scope, figure.label)
        if key not in seen:
            seen.add(key)
            yield figure, one


def _read_sentence(sentence: Sentence, passage: Passage, left: dict[Place, Left], reporter: Reporter | None) -> None:
    """Reads a sentence; most hold no number and only tell what the text is about."""
    own_name = reporter.name if reporter else ""
    passage.begin_sentence()
    words = find_words(sentence.text)
    if not sentence.quantities and not may_say_without_a_number(words):
        passage.theme.mention(terms_of(sentence, that_tell(words), passage.year, own_name))
        return
    phrases = Phrases(sentence, terms_of(sentence, as_terms(words), passage.year, own_name))
    if _may_state_figures(phrases):
        _read_parts(Draft(phrases, passage, left), reporter)
    else:
        passage.theme.mention(phrases.terms)


def _may_state_figures(phrases: Phrases) -> bool:
    """Whether a sentence holds numbers, and not only what is left of a row of a table, or may say figures in words."""
    if phrases.sentence.quantities:
        return not phrases.sentence.is_row
    return not phrases.all.modifiers.isdisjoint(SAYS_WITHOUT_A_NUMBER)


def _read_parts(draft: Draft, reporter: Reporter | None) -> None:
    """Reads the numbers, the lists, the brackets and the clauses that hold no number."""
    sentence, passage = draft.sentence, draft.passage
    clauses, body = ClauseReader(draft), CountedBody(reporter, sentence.text)
    lists = {listing.indices[0]: listing for listing in listings(sentence)}
    around: list[tuple[State, Term | None]] = []
    cursor = 0
    for start, kind, detail in _events(sentence, lists):
        if cursor == 0 or "；" in sentence.text[cursor:start]:
            passage.theme.begin_part()
            passage.theme.is_by_attribute = _counts_by_attribute(draft, start)
        _mention(draft, cursor, start)
        cursor = max(cursor, start)
        if kind == "bracket opens":
            around.append((passage.state(), draft.verb))
        elif kind == "bracket closes":
            state, draft.verb = around.pop()
            passage.restore(state)
            take_for_the_whole(draft, start)
        elif kind in ("list", "number") and body.is_larger(sentence, start):
            indices = lists[detail].indices if kind == "list" else (detail,)
            for index in indices:
                draft.leave(index, "a number of a larger body", kind="no_code")
            cursor = sentence.quantities[indices[-1]].span.end
        elif kind == "list":
            read_list(draft, lists[detail])
            cursor = sentence.quantities[lists[detail].indices[-1]].span.end
        elif kind == "number":
            read_number(draft, detail, is_aside=bool(around))
            cursor = _behind(passage.last, sentence.quantities[detail])
        else:
            clauses.read(Span(start, detail), is_aside=bool(around))
            _mention(draft, start, detail)
            cursor = detail
    _mention(draft, cursor, len(sentence.text))
    take_for_wholes(draft)
    take_back_parts_of_one_code(draft)
    name_sorts(draft.unnamed, draft.phrases, passage)


def _events(sentence: Sentence, lists: dict[int, Listing]) -> list[_Event]:
    """What a sentence holds, in reading order: position, kind, and index of the number or end of the clause."""
    listed = {index for listing in lists.values() for index in listing.indices}
    heads = [(listing.start, sentence.quantities[index].span.start) for index, listing in lists.items()]
    events: list[tuple[int, int, str, int]] = []
    for bracket in sentence.brackets:
        events.extend([(bracket.start, 0, "bracket opens", 0), (bracket.end, 1, "bracket closes", 0)])
    events.extend(
        (start, 2, "clause", end)
        for start, end in sentence.clauses()
        if not sentence.holds_number(start, end) and not any(one <= start < last for one, last in heads)
    )
    events.extend((listing.start, 3, "list", index) for index, listing in lists.items())
    events.extend(
        (sentence.before(index).start, 3, "number", index)
        for index in range(len(sentence.quantities))
        if index not in listed
    )
    return [(position, kind, detail) for position, _, kind, detail in sorted(events)]


def _counts_by_attribute(draft: Draft, position: int) -> bool:
    """Whether a part counts documents by how they may be disclosed (主动公开41件，依申请公开0件，不予公开125件)."""
    if not draft.sentence.quantities:
        return False  # 没有依申请公开和不予公开的政府信息
    if draft.passage.theme.topic == "applications" or not draft.phrases.all.features >= _ON_REQUEST:
        return False
    said = draft.phrases.part_at(position).features
    is_of_information = ("obj", "information") in said and said.isdisjoint(TAKEN_IN)
    return said >= _ON_REQUEST and (("strong", "yes") in said or is_of_information)


def _mention(draft: Draft, start: int, end: int) -> None:
    if start < end:
        draft.passage.theme.mention(draft.phrases.between(start, end))


def _behind(last: Found | None, quantity: Quantity) -> int:
    """Where reading goes on behind a number: behind the words of its figure, if they follow it."""
    return max(quantity.span.end, last.end) if last and last.quantity.span == quantity.span else quantity.span.end

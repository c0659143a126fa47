"""Reads numbers that take the names of a list in turn: labels, or places and hosts that share a total."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import NamedTuple

from knowledge.self_references import whole_place
from parsers.prose.context.found import Found
from parsers.prose.names.naming import Named, name
from parsers.prose.objections.objections import NOT_PUBLISHED
from parsers.prose.parts.categories import may_be_named
from parsers.prose.parts.dating import NOT_OF_A_YEAR, in_year
from parsers.prose.parts.draft import Draft
from parsers.prose.parts.whose import with_holder
from parsers.prose.sentences.lists import Listing
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.words.codes import DISCLOSED
from parsers.prose.words.frames import Frame
from parsers.prose.words.lexicon import features_of, find_terms
from parsers.prose.words.shares import part_name, parts
from parsers.prose.words.years import is_change, year_of, years_in_turn

_WHOLE = re.compile(whole_place())
"""What stands beside its parts in a list (全市、市本级分别收到)."""
_ARE = re.compile("(?:[^，：]+(?:的|分别))?[是为](?=.)")
"""What says of all names of a list, in front of the first, what they are."""
_SUGGESTIONS = {"proposals.npc", "proposals.cppcc"}
_NOT_TOLD_APART = "a name of a list that does not tell it from the others"


class _Names(NamedTuple):
    """What the names of a list have in common.

    Attributes:
        listing: The list.
        phrases: The words of each name.
        years: The year that each name is about, None where that lies ahead.
        name_years: Whether the names themselves say so.
        unit: The measure word of all numbers, which may stand behind the last.
        is_one_count: Whether the last name ends in what is counted of all.
        are_places: Whether most of them are places or agencies.
        subject: The words that say in front of places what they are (申请量最大的是沙洲区、双山区); None for none.
        are_hosts: Whether they begin with where something is, which the last name counts of all (档案馆、图书馆查阅点).
    """

    listing: Listing
    phrases: Sequence[Phrase]
    years: Sequence[int | None]
    name_years: bool
    unit: str
    is_one_count: bool
    are_places: bool
    subject: Phrase | None
    are_hosts: bool


def read_list(draft: Draft, listing: Listing) -> None:
    """Makes figures of the numbers of a list, or keeps them as unread.

    Args:
        draft: The sentence.
        listing: The list.
    """
    sentence, year = draft.sentence, draft.passage.year
    quantities = [sentence.quantities[index] for index in listing.indices]
    unit = next((quantity.unit for quantity in reversed(quantities) if quantity.unit), "")
    clause = sentence.text[sentence.clause_start(listing.start) : quantities[0].span.start]
    year_of_all = None if is_change(clause) else year_of(clause, "", "", year)
    if year_of_all is None:
        for index in listing.indices:
            draft.leave(index, NOT_OF_A_YEAR, kind="look_alike", unit=unit)
        return
    if not listing.labels:
        _read_of_those_before(draft, listing)
        return
    told, are_places = _told_of_places(listing.labels)
    listing = dataclasses.replace(listing, labels=told)
    in_turn = years_in_turn(listing.labels, year)
    phrases = [draft.phrases.label(span) for span in listing.spans(sentence.text)]
    names = _Names(
        listing=listing,
        phrases=phrases,
        years=in_turn or [year_of_all] * len(phrases),
        name_years=in_turn is not None,
        unit=unit,
        is_one_count=_is_one_count(phrases, in_turn=in_turn is not None),
        are_places=sum(part_name(label) is not None for label in listing.labels) * 2 > len(listing.labels),
        subject=draft.phrases.phrase(listing.start, phrases[0].start) if are_places else None,
        are_hosts=phrases[0].slots <= {"place"} and part_name(listing.labels[0], parts().host) is not None,
    )
    for position in range(len(listing.labels)):
        _read_name(draft, names, position)


def _told_of_places(labels: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The labels of a list without words that say in front of the first what all of them are, if all are places.

    申请量居前的是沙洲区、双山区. Any other labels say themselves what is counted (收到的是网络申请、信函申请).

    Returns:
        The labels, and whether there were such words.
    """
    said = _ARE.match(labels[0])
    if said is None:
        return labels, False
    named = (labels[0][said.end() :], *labels[1:])
    return (labels, False) if any(features_of(find_terms(label)) for label in named) else (named, True)


def _read_of_those_before(draft: Draft, listing: Listing) -> None:
    """Makes figures of how many were published, in turn, of the suggestions that as many numbers ahead count.

    办理建议126件、提案208件，办理结果已公开的分别为94件和151件.
    """
    quantities, count = draft.sentence.quantities, len(listing.indices)
    ahead = range(listing.indices[0] - count, listing.indices[0])
    if ahead.start < 0 or not draft.tree.published.issuperset(listing.indices):
        return
    names = [name(draft.phrases.own(index), quantities[index].unit, draft.passage) for index in ahead]
    frames = [named.frames[0] for named in names if named.frames]
    if {frame.code for frame in frames} != _SUGGESTIONS or len(frames) != count:
        return
    if any(
        quantities[part].value > quantities[whole].value for part, whole in zip(listing.indices, ahead, strict=True)
    ):
        return
    end = quantities[listing.indices[-1]].span.end
    for index, named, frame in zip(listing.indices, names, frames, strict=True):
        found = draft.found(index)._replace(start=listing.start, end=end, terms=named.terms, frame=frame)
        draft.passage.emit(found._replace(code=frame.code, applicant_type=frame.applicant_type), frame)


def _is_one_count(names: Sequence[Phrase], *, in_turn: bool) -> bool:
    """Whether the last name of a list ends in what is counted of all (教育局、民政局公开信息, 去年和今年收到申请)."""
    return in_turn or part_name(_subject(names[-1])) is not None


def _subject(name_in_list: Phrase) -> str:
    """The words of a name in front of what is known of it; all of them where nothing is known."""
    start = next((term.start for term in name_in_list.terms if term.features), name_in_list.end)
    return name_in_list.text[name_in_list.start : start]


def _read_name(draft: Draft, names: _Names, position: int) -> None:
    """Makes a figure of one number of a list."""
    listing, unit, year = names.listing, names.unit, names.years[position]
    index = listing.indices[position]
    if year is None:
        draft.leave(index, NOT_OF_A_YEAR, kind="look_alike", unit=unit)
        return
    named = _named_in(draft, names, position)
    if names.name_years and not named.terms and (frame := _frame_of_the_last(draft, unit)) is not None:
        named = Named((frame,))
    named = in_year(named, year, unit, draft.passage.year)
    end = draft.sentence.quantities[listing.indices[-1]].span.end
    found = draft.found(index, year=year)
    found = found._replace(quantity=found.quantity._replace(unit=unit), start=listing.start, end=end)
    is_suggestion = bool(named.frames) and named.frames[0].code.startswith("proposals.")
    if is_suggestion and listing.indices[-1] not in draft.tree.published:
        draft.passage.theme.mention(named.terms)
        draft.leave(index, NOT_PUBLISHED.reason, kind="no_code", unit=unit)
    elif named.frames and not named.is_lump and not _is_each_of_some_sorts(names, named):
        _add_named(draft, names, position, named, found)
    else:
        _add_share(draft, names, position, named, found)


def _is_each_of_some_sorts(names: _Names, named: Named) -> bool:
    """Whether a number that would be all that was disclosed is that of each of several sorts (预算、决算信息各3条)."""
    listing = names.listing
    is_of_each = len(listing.indices) > 1 and len(set(listing.indices)) == 1
    return is_of_each and named.frames[0].code == DISCLOSED and not names.are_places and not names.name_years


def _named_in(draft: Draft, names: _Names, position: int) -> Named:
    """What a name of a list counts, if need be with the words behind the list or behind its last name."""
    phrases, passage, listing, unit = draft.phrases, draft.passage, names.listing, names.unit
    own, is_last = names.phrases[position], listing.labels[position] == listing.labels[-1]
    end = draft.sentence.quantities[listing.indices[0]].span.start
    if names.subject is not None:
        return name(names.subject, unit, passage)
    named = name(own, unit, passage)
    if not named.frames:
        behind = phrases.between(own.end, end)
        tail = behind if is_last or names.is_one_count else [one for one in behind if one.value("act")]
        named = name(own.with_terms((*own.terms, *tail)), unit, passage)
    if not named.frames and is_last:
        named = name(phrases.phrase(listing.start, end), unit, passage)
    return named


def _frame_of_the_last(draft: Draft, unit: str) -> Frame | None:
    """The frame of the figure before, with which numbers of years alone go (11件（2016年、2017年分别为6件、8件）)."""
    last = draft.passage.last
    return draft.passage.last_frame if last is not None and last.quantity.unit == unit else None


def _add_named(draft: Draft, names: _Names, position: int, named: Named, found: Found) -> None:
    """Adds what a name of a list counts, or the part that it has in what all of them count."""
    passage, own, frame = draft.passage, names.phrases[position], named.frames[0]
    found = found._replace(terms=named.terms, frame=frame, code=frame.code, applicant_type=frame.applicant_type)
    is_alike = names.is_one_count or names.are_hosts
    is_alike = is_alike or sum(other.features == own.features for other in names.phrases) > 1
    words = _subject(own) if names.is_one_count else names.listing.labels[position]
    part = part_name(words) if frame.code in parts().spread else None
    if ("other", "yes") in frame.needs and any(one.key == found.key for one in passage.of_this_sentence):
        draft.leave(names.listing.indices[position], _NOT_TOLD_APART, unit=names.unit)  # 其他结果2件，其余均为0
    elif names.name_years or not is_alike or (part is not None and _WHOLE.fullmatch(part)):
        passage.emit(with_holder(draft, names.listing.indices[position], found), frame)
    elif part is not None:
        passage.add(found._replace(label=part))
    elif own.features and names.listing.head:
        passage.emit(with_holder(draft, names.listing.indices[position], found), frame)
    else:
        draft.leave(names.listing.indices[position], _NOT_TOLD_APART, unit=names.unit)


def _add_share(draft: Draft, names: _Names, position: int, named: Named, found: Found) -> None:
    """Adds the part that a name of a list has in a total that was stated before."""
    passage, label = draft.passage, names.listing.labels[position]
    passage.theme.mention(names.phrases[position].terms)
    is_a_part = (names.are_places or part_name(label) is not None) and names.subject is None
    begins_anew = not passage.of_this_sentence
    subject = passage.totals.shared(found.quantity, begins_anew=begins_anew) if is_a_part else None
    if passage.theme.obj == "reading_point" and part_name(label, parts().host) is not None:
        passage.add(found._replace(code="capacity.reading_points", label=label))
    elif subject is not None:
        passage.add(found._replace(code=subject, label=part_name(label) or label))
    else:
        reason = named.reason or "a name of a list that counts several things"
        draft.leave(names.listing.indices[position], reason, unit=names.unit)
        if not named.frames and found.year == passage.year and may_be_named(found, label, "") is not None:
            draft.unnamed.append((label, found))

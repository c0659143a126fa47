"""Reads a number that stands alone: what names it, which year it is about, and what speaks against that."""

from __future__ import annotations

from parsers.prose.names.candidates import name_number
from parsers.prose.names.naming import Named
from parsers.prose.numbers.named_numbers import add_named
from parsers.prose.numbers.unnamed_numbers import place_unnamed
from parsers.prose.objections.claims import Claim
from parsers.prose.objections.objections import objection
from parsers.prose.parts.corrections import (
    as_already_public,
    as_gross,
    as_of_all_lawsuits,
    as_of_the_other_case,
    as_still_open,
)
from parsers.prose.parts.dating import NOT_OF_A_YEAR, ends_a_change, in_year, is_added, year_of_number
from parsers.prose.parts.draft import Draft
from parsers.prose.parts.stocks import as_the_stock
from parsers.prose.parts.sums_over_years import frame_of_the_sum, take_back_sum
from parsers.prose.words.codes import CASES


def read_number(draft: Draft, index: int, *, is_aside: bool) -> None:
    """Makes a figure of a number, or keeps it as unread.

    Args:
        draft: The sentence.
        index: Index of the number in it.
        is_aside: Whether it stands in brackets.
    """
    passage, phrases, tree = draft.passage, draft.phrases, draft.tree
    passage.theme.choose(draft.sentence.before(index).text)
    named, leads = name_number(phrases, index, passage, draft.verb)
    if not named.frames:
        draft.verb = phrases.own(index).verb or draft.verb
        if ends_a_change(draft, index):
            return
    frame = named.frames[0] if named.frames else None
    year = year_of_number(draft, index, frame)
    if frame is not None and index in tree.wholes_of_cases and frame.code in CASES:
        passage.theme.mention(named.terms)
        draft.leave(index, "only a part of it is about the disclosure of information", kind="no_code")
        return
    if year is None:
        passage.theme.mention(phrases.own(index).terms)
        passage.sums.frame = frame or passage.sums.frame
        draft.leave(index, NOT_OF_A_YEAR, kind="look_alike")
        return
    if frame is not None:
        quantity = draft.sentence.quantities[index]
        of_lawsuits = as_of_all_lawsuits(draft, index, frame)
        if of_lawsuits is None:
            draft.leave(index, "the result of lawsuits of one kind, or of both")
            return
        frame = as_of_the_other_case(passage, of_lawsuits, quantity)
        frame = as_still_open(as_already_public(frame, phrases, index), phrases, index)
        if year == passage.year:
            frame = as_gross(passage, frame, phrases.own(index), quantity)
        named = named._replace(frames=(frame, *named.frames[1:]))
        named = in_year(named, year, quantity.unit, passage.year)
    elif (summed := frame_of_the_sum(draft, index)) is not None:
        named = Named((summed,))
    if not named.frames:
        take_back_sum(draft, index)
        place_unnamed(draft, index, year, named)
        return
    found = draft.found(index, named.frames[0].code, year=year)
    against = objection(Claim(draft, index, found, named, leads))
    if against is not None and (summed := frame_of_the_sum(draft, index)) is not None:
        named, found = Named((summed,)), found._replace(code=summed.code)
        against = objection(Claim(draft, index, found, named, leads))
    if against is not None and against.is_of_a_stock and (stock := as_the_stock(named, year)) is not None:
        named, against = stock, None
    if against is None:
        add_named(draft, index, named, year, leads=leads, is_aside=is_aside)
        return
    if is_added(draft, index, found.code):
        passage.former = (found, named.frames[0])
    if against.is_elsewhere:
        passage.theme.mention(named.terms)
    named = named._replace(reason=against.reason, is_elsewhere=against.is_elsewhere, is_no_part=against.is_no_part)
    place_unnamed(draft, index, year, named)

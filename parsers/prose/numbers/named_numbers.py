"""Numbers with words that name them: the figures that they give."""

from __future__ import annotations

from parsers.model import Lump, Span
from parsers.prose.clauses.universals import verdicts
from parsers.prose.context.found import Found
from parsers.prose.context.times import time_between
from parsers.prose.names.naming import Named
from parsers.prose.parts.corrections import as_answered, without_other_leaders, without_what_is_carried_out
from parsers.prose.parts.dating import NOT_OF_A_YEAR, begins_a_change, is_of_no_named_year
from parsers.prose.parts.draft import Draft
from parsers.prose.parts.holders import part_of_a_total
from parsers.prose.parts.sums_over_years import stands_beside_sums
from parsers.prose.parts.wholes import take_for_a_total
from parsers.prose.parts.whose import with_holder
from parsers.prose.words.codes import ANSWERED, CARRIED_IN, CARRIED_OUT, LEADERS, OF_CHANNELS, RECEIVED
from parsers.prose.words.frames import Frame, frame_of
from parsers.prose.words.marks import MINUS
from parsers.prose.words.years import is_decrease

_GROSS = (RECEIVED, ANSWERED, "applications.concluded.total")
"""What may include applications that were carried in."""
_STAFF = "capacity.staff.total"
_KINDS_OF_STAFF = ("capacity.staff.full_time", "capacity.staff.part_time")
_INTERVIEWS = "response.interview.total"
"""Held with leaders alone, where no others were told before."""
_CONFERENCES = "response.press_conference.total"
_LED_CONFERENCES = "response.press_conference.leader"
_DEPARTMENT = "department"
_PUBLISHED, _ISSUED = ".published", ".issued"
_INTERVIEW, _ATTENDED = ("obj", "interview"), ("act", "attend")


def add_named(draft: Draft, index: int, named: Named, year: int, *, leads: bool, is_aside: bool) -> None:
    """Adds the figures of a number with the words that name it.

    Args:
        draft: The sentence.
        index: Index of the number in it.
        named: What its words name.
        year: The year that it is about.
        leads: Whether words in front of it say so.
        is_aside: Whether it stands in brackets.
    """
    passage, frame = draft.passage, named.frames[0]
    found = _figure_of(draft, index, named, year)
    if named.is_lump and found.quantity.value > 0:
        _add_lump(draft, found, named)
        return
    draft.verb = next((term for term in reversed(named.terms) if term.value("act")), draft.verb)
    if _is_all_of_the_staff(draft, index, found):
        all_of_it = frame_of(_STAFF)
        passage.emit(found._replace(code=_STAFF, frame=all_of_it), all_of_it)
    for other in named.frames[1:]:
        beside = found._replace(code=other.code, applicant_type=other.applicant_type, frame=other)
        passage.emit(beside, other)
    of_leaders = frame.code in LEADERS and _INTERVIEW in frame.needs and _ATTENDED not in frame.needs
    is_first = passage.totals.of(_INTERVIEWS) is None and not draft.tree.is_member(index)
    if of_leaders and is_first:
        passage.add(found._replace(code=_INTERVIEWS))
    if frame.code == ANSWERED:
        answered = as_answered(passage, found, frame)
        if answered is None:
            draft.leave(index, "what was handled beside what was answered")
            return
        frame = answered
        found = found._replace(code=frame.code)
    if not stands_beside_sums(draft, found):
        draft.leave(index, "a sum over years", kind="look_alike")
        passage.sums.frame = frame
        return
    found = _with_what_was_carried_in(draft, index, found, frame, is_aside=is_aside)
    begins = begins_a_change(draft, index)
    if begins and is_of_no_named_year(draft, index):
        passage.former = (found, frame)
        draft.leave(index, NOT_OF_A_YEAR, kind="look_alike")
        return
    if frame.code in LEADERS and draft.tree.is_member(index):
        without_other_leaders(passage, found)
    passage.emit(found, frame)
    if _was_made_this_year(draft, index, found):
        passage.add(found._replace(code=found.code.removesuffix(_PUBLISHED) + _ISSUED, implied=True))
    if _is_of_whoever_takes_part(draft, index, found):
        passage.add(found._replace(code=_CONFERENCES, implied=True))
    if frame.code == CARRIED_OUT:
        without_what_is_carried_out(passage, found)
    if not frame.context:
        passage.theme.turn_back()
    passage.theme.is_open = passage.theme.is_open or any(term.value("open") for term in named.terms)
    passage.former = (found, frame) if begins else None
    _complete(draft, found, leads=leads)


def _is_all_of_the_staff(draft: Draft, index: int, found: Found) -> bool:
    """Whether the clause ahead says of all of the staff how they are employed (工作人员均为兼职，共56名)."""
    if not found.code.startswith(_KINDS_OF_STAFF) or "emp" in draft.phrases.own(index).slots:
        return False
    lead = draft.phrases.lead(index)
    is_of_all = "universal" in lead.modifiers and ("obj", "staff") in lead.features and "other" not in lead.slots
    is_a_part = draft.tree.is_member(index) or draft.passage.totals.of(_STAFF) is not None
    return is_of_all and not is_a_part


def _was_made_this_year(draft: Draft, index: int, found: Found) -> bool:
    """Whether what was published is told to be what was made this year (公开本年度制发的规章3件、规范性文件5件)."""
    if not found.code.startswith("documents.") or not found.code.endswith(_PUBLISHED):
        return False
    own = draft.phrases.own(draft.phrases.first_of_list(index))
    made = next((term for term in own.terms if term.value("act") == "issue"), None)
    if made is None or not own.text.startswith("的", made.end):
        return False
    begins = own.verb.end if own.verb is not None else own.start
    time = time_between(draft.phrases, draft.passage.year, begins, made.start)
    return time.is_of_this_year_alone and begins < made.start


def _is_of_whoever_takes_part(draft: Draft, index: int, found: Found) -> bool:
    """Whether a head took part in conferences, which a department only attends, so that they are all that are told."""
    if found.code != _LED_CONFERENCES or draft.passage.level != _DEPARTMENT or draft.tree.is_member(index):
        return False
    return found.frame is not None and draft.passage.totals.of(_CONFERENCES) is None


def _figure_of(draft: Draft, index: int, named: Named, year: int) -> Found:
    """The figure of a number, which keeps the words that name it from the numbers behind it."""
    sentence, phrases, frame = draft.sentence, draft.phrases, named.frames[0]
    found = draft.found(index, frame.code, frame.applicant_type, year, named.terms, frame)
    last_term = max([term.end for term in named.terms], default=0)
    if last_term > found.end:
        found = found._replace(end=max(found.end, sentence.clause_end(found.end)))
    before = sentence.before(index).text
    if found.quantity.value and (is_decrease(before) or before.endswith(MINUS)):
        found = found._replace(quantity=found.quantity._replace(value=-found.quantity.value))
    if last_term > found.quantity.span.end:
        phrases.take(last_term)
    if found.code.startswith(OF_CHANNELS) and draft.tree.is_member(index):
        take_for_a_total(draft, found)
    label = part_of_a_total(phrases, draft.passage, index, found)
    return with_holder(draft, index, found) if label is None else found._replace(label=label)


def _add_lump(draft: Draft, found: Found, named: Named) -> None:
    """Adds a number that counts several things at once."""
    span = Span(draft.sentence.start + found.start, draft.sentence.start + found.end)
    codes = tuple(frame.code for frame in named.frames)
    draft.passage.lumps.append(Lump(codes=codes, year=found.year, value=found.quantity.value, span=span))
    draft.passage.theme.mention(named.terms)


def _with_what_was_carried_in(draft: Draft, index: int, found: Found, frame: Frame, *, is_aside: bool) -> Found:
    """The figure, marked if it counts applications of the year before, too; as a part of another it marks that one."""
    if frame.code == CARRIED_IN and (is_aside or draft.tree.is_part(index)):
        draft.passage.mark_gross(_GROSS)
    elif draft.counts_in and frame.code in _GROSS:
        found = found._replace(includes_carried_in=True)
    if frame.code in (*_GROSS, CARRIED_IN):
        draft.counts_in = "together" in draft.phrases.own(index).modifiers
    return found


def _complete(draft: Draft, found: Found, *, leads: bool) -> None:
    """43件均按时办结并答复: adds what the words behind a number say of all of it."""
    sentence, passage = draft.sentence, draft.passage
    start, end = found.quantity.span.end, sentence.clause_end(found.quantity.span.end)
    is_single = found.quantity.value == 1 and leads
    if not is_single and "universal" not in draft.phrases.all.modifiers:
        return
    if sentence.holds_number(start, end):
        return
    terms = draft.phrases.between(start, end)
    if not is_single and not any(term.modifier == "universal" for term in terms):
        return
    for other in verdicts(terms, found, passage, is_single=is_single):
        code, applicants = other.code, other.applicant_type
        passage.add(found._replace(code=code, applicant_type=applicants, end=end, implied=True))

"""Why a number whose words fit a code is no figure of it: a part of it, or what its words name was told before.

`_OBJECTIONS` lists what is asked of each number, in order:

| of | in |
|---|---|
| numbers of any code | `general`, `bodies`, `handling`, `refusals` |
| applications and cases | `applications` |
| what was answered, by whom, how and when | `answers` |
| documents, suggestions and meetings | `documents` |
| what was charged and waived | `fees` |
| decisions, fees and consultations | `work` |
| responses to the public | `responses` |
| staff, meetings and trainings | `capacity` |
| media | `media` |
| totals of disclosed information, the widest of all codes | `totals` |
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import NamedTuple

from parsers.prose.objections import (
    answers,
    applications,
    bodies,
    capacity,
    documents,
    fees,
    general,
    handling,
    media,
    responses,
    totals,
    work,
)
from parsers.prose.objections.claims import Claim
from parsers.prose.objections.refusals import is_denied
from parsers.prose.words.codes import (
    ANSWERED,
    CARRIED_IN,
    CARRIED_OUT,
    CASE_OBJECTS,
    CASES,
    DISCLOSED,
    LEADERS,
    OF_CHANNELS,
    OWN_MEDIA,
    RECEIVED,
    THROUGH_ALL,
    TOPICS,
    WAYS_IN,
    WEBSITE,
)

_COMPLAINTS = ("complaints.total", "appeals.total")
_DISCLOSURE = "disclosure."
_CASES = tuple(f"{case}." for case in CASE_OBJECTS)
_APPLICATIONS = ("applications.",)
_CONCLUDED = "applications.concluded."
_ANSWERED = ("applications.answered.", _CONCLUDED, "applications.answer_rate")
_CHARGED = ("fees.charged",)
_FEES = ("fees.charged", "fees.waived")
_MEETINGS = "capacity.meetings"
_TRAININGS = ("capacity.trainings", "capacity.trainees")
_REPEALED = ("documents.rules.repealed", "documents.normative.repealed")
_IN_FORCE = ("documents.rules.in_force", "documents.normative.in_force")
_ISSUED = ("documents.rules.issued", "documents.normative.issued")
_NEWLY_PUBLISHED = ("documents.rules.published", "documents.normative.published")


_HELD = ("response.press_conference.", "response.interview.")


class Objection(NamedTuple):
    """Something that speaks against a number.

    Attributes:
        speaks_against: Whether it does.
        reason: The reason that is given then.
        of: Beginnings of the codes whose figures it may be raised against; those of all others are not asked.
        is_no_part: Whether the number is no part or sort of what was counted before either.
        is_elsewhere: Whether its words are about what no code covers.
        is_of_a_stock: Whether the number is of all documents that are open to the public, and so a figure of these.
    """

    speaks_against: Callable[[Claim], bool]
    reason: str
    of: tuple[str, ...] = ("",)
    is_no_part: bool = False
    is_elsewhere: bool = False
    is_of_a_stock: bool = False


def objection(claim: Claim) -> Objection | None:
    """Why a number whose words fit a code is no figure of it; None where it is one."""
    for one in _objections_to(claim.found.code):
        if one.speaks_against(claim):
            return one
    return None


@functools.cache
def _objections_to(code: str) -> tuple[Objection, ...]:
    """What may be raised against the figures of a code, in order."""
    return tuple(one for one in _OBJECTIONS if code.startswith(one.of))


NOT_PUBLISHED = Objection(
    documents.is_not_published,
    "suggestions count where their replies were published, which nothing says of these",
    of=("proposals.",),
    is_no_part=True,
    is_elsewhere=True,
)
_OBJECTIONS = (
    Objection(general.is_of_another_year, "a number of another year"),
    Objection(general.is_counted_apart, "its sentence leaves it out of what was counted", is_no_part=True),
    Objection(general.is_only_aimed_at, "an aim, and nothing that was done", is_no_part=True),
    Objection(
        bodies.is_of_no_government, "disclosed by others than a government", of=(_DISCLOSURE,), is_elsewhere=True
    ),
    Objection(
        bodies.is_disclosed_by_another_system, "perhaps disclosed by villages, the party or courts", of=(DISCLOSED,)
    ),
    Objection(bodies.describes_bodies, "tells which bodies are meant", is_no_part=True),
    Objection(bodies.is_of_every_one, "so many of each of several bodies"),
    Objection(
        bodies.is_less_or_more_of_some, "some bodies alone have none of it, or less or more than that", is_no_part=True
    ),
    Objection(
        handling.was_only_handled,
        "something else was done with what there is",
        of=(_DISCLOSURE, "documents.", "response.", "capacity.", "gazette."),
        is_no_part=True,
    ),
    Objection(general.is_of_a_sum, "a part of a sum over other times than the year", of=(_DISCLOSURE,)),
    Objection(
        applications.is_of_other_complaints,
        "nothing in its sentence says that it is about the disclosure of information",
        of=_COMPLAINTS,
    ),
    Objection(is_denied, "its words deny it", is_no_part=True),
    NOT_PUBLISHED,
    Objection(work.is_of_what_was_paid, "what was received, and not what was billed", of=("fees.processing.billed",)),
    Objection(fees.was_paid_by_the_body, "what the body paid, and did not charge", of=_CHARGED, is_no_part=True),
    Objection(fees.is_of_a_larger_charge, "a part of what was charged", of=_CHARGED, is_no_part=True),
    Objection(fees.is_of_one_application, "what one of them paid", of=_FEES, is_no_part=True),
    Objection(fees.is_of_other_charges, "other charges", of=_FEES, is_no_part=True, is_elsewhere=True),
    Objection(
        work.is_handled_for_others,
        "others answer, hold or issue them",
        of=("proposals.", "applications.answered.", *_HELD, *_ISSUED),
        is_no_part=True,
        is_elsewhere=True,
    ),
    Objection(
        applications.counts_several_outcomes, "several outcomes are counted together", of=("applications.answered.",)
    ),
    Objection(
        documents.is_named_by_unknown_words,
        "unknown words tell what was made public",
        of=("proposals.",),
    ),
    Objection(
        documents.is_of_one_of_several_congresses,
        "suggestions to one of several congresses",
        of=("proposals.npc", "proposals.cppcc"),
        is_no_part=True,
    ),
    Objection(documents.is_a_part_of_other_things, "a part of other things", of=("proposals.",), is_no_part=True),
    Objection(documents.is_of_one_of_two, "one of two numbers that are not told apart", of=("proposals.joint",)),
    Objection(
        applications.is_of_nothing_applied_for,
        "perhaps disclosed without an application",
        of=("applications.answered.already_public",),
    ),
    Objection(
        applications.is_of_one_receiver,
        "what one agency received",
        of=("applications.accepted",),
    ),
    Objection(
        applications.came_in_directly,
        "what nobody passed on, beside what another body did",
        of=(RECEIVED, "applications.accepted"),
        is_no_part=True,
    ),
    Objection(
        applications.is_an_attribute_of_documents,
        "documents by how they may be disclosed",
        of=(RECEIVED,),
        is_no_part=True,
    ),
    Objection(applications.gave_rise_to_them, "cases that applications gave rise to", of=(RECEIVED,)),
    Objection(applications.is_one_of_those_told, "some of those that were counted before", of=(RECEIVED,)),
    Objection(applications.was_told_before, "what its words name was told before", of=(RECEIVED,)),
    Objection(general.is_summed_beside_what_is_new, "a sum over other times than the year", is_no_part=True),
    Objection(general.is_added_to_a_stock, "what was added to all that there are", of=("capacity.", "newmedia.")),
    Objection(general.is_the_rest_of_something_else, "the rest of something that was not counted"),
    Objection(applications.is_of_cases, "a part of the cases that were counted before", of=(RECEIVED,)),
    Objection(work.was_not_decided, "not decided", of=("admin.",), is_elsewhere=True),
    Objection(work.is_only_planned, "what was planned", of=("admin.procurement.",), is_no_part=True),
    Objection(documents.is_only_to_be_published, "not published by that", of=("proposals.",), is_no_part=True),
    Objection(
        applications.is_of_all_cases,
        "only a part of them is about the disclosure of information",
        of=_CASES,
        is_no_part=True,
    ),
    Objection(applications.is_of_both_kinds_of_cases, "of two kinds of cases", of=CASES, is_no_part=True),
    Objection(
        applications.were_reviewed_by_the_body,
        "cases about others, which the body has decided",
        of=("review.",),
        is_no_part=True,
        is_elsewhere=True,
    ),
    Objection(applications.is_of_examples, "examples of cases", of=_CASES, is_no_part=True),
    Objection(applications.are_of_all_kinds, "complaints about anything", of=_COMPLAINTS, is_no_part=True),
    Objection(work.was_something_else_decided, "something else was decided", of=("admin.",), is_elsewhere=True),
    Objection(work.counts_kinds_of_matters, "counts kinds, and no decisions", of=("admin.",), is_elsewhere=True),
    Objection(general.is_of_each, "so many of each of several bodies"),
    Objection(general.is_left_out, "not counted with the number ahead", is_no_part=True),
    Objection(general.counts_others_in, "others of its kind are counted with it", is_no_part=True),
    Objection(
        applications.is_through_several_ways,
        "ways in that stand beside another one, and are not told apart",
        of=(RECEIVED,),
    ),
    Objection(
        documents.is_of_disclosed_meetings,
        "meetings of which something was disclosed",
        of=(_MEETINGS,),
        is_elsewhere=True,
    ),
    Objection(
        applications.may_be_all_that_came_in,
        "perhaps all that came in, by the system that takes them in",
        of=(f"{WAYS_IN}online",),
    ),
    Objection(
        applications.may_be_carried_from_either_year,
        "carried over, and nothing tells from which year to which",
        of=(CARRIED_OUT,),
    ),
    Objection(applications.is_newly_received, "what came in newly is counted with it", of=(CARRIED_IN,)),
    Objection(applications.is_more_than_all, "more than all of the cases that were counted before", of=_CASES),
    Objection(
        applications.is_more_than_its_whole,
        "more than what it would be a part of",
        of=("applications.",),
        is_no_part=True,
    ),
    Objection(documents.counts_renewals, "how often a medium was renewed", of=OWN_MEDIA, is_no_part=True),
    Objection(documents.were_renewed, "put up again, and counted before", of=_NEWLY_PUBLISHED, is_no_part=True),
    Objection(documents.were_promulgated, "perhaps issued, and not published by that", of=_NEWLY_PUBLISHED),
    Objection(documents.have_lapsed, "lapsed beside those that were repealed, or repealed in any year", of=_REPEALED),
    Objection(documents.were_gone_over, "all that there are, which were gone over", of=(*_ISSUED, *_NEWLY_PUBLISHED)),
    Objection(
        documents.is_of_something_made_of_them,
        "made of documents, and no documents",
        of=(*_ISSUED, *_NEWLY_PUBLISHED, *_REPEALED),
    ),
    Objection(documents.is_of_one_issuer, "a part of the documents that were counted before", of=("documents.",)),
    Objection(
        documents.is_of_another_government,
        "decided on by another body",
        of=(*_ISSUED, *_REPEALED),
        is_no_part=True,
    ),
    Objection(
        documents.is_held_by_a_library,
        "all that a library of documents holds",
        of=_NEWLY_PUBLISHED,
        is_of_a_stock=True,
    ),
    Objection(documents.may_be_held_by_a_library, "perhaps all that a library of documents holds", of=_NEWLY_PUBLISHED),
    Objection(
        documents.may_be_all_that_are_public,
        "perhaps all rules that are open to the public",
        of=("documents.rules.published",),
    ),
    Objection(documents.is_of_uncounted_documents, "a part of something that was not counted", of=_NEWLY_PUBLISHED),
    Objection(
        documents.is_printed_in_the_gazette,
        "printed in the gazette, and not published by itself",
        of=_NEWLY_PUBLISHED,
        is_no_part=True,
    ),
    Objection(applications.is_of_the_same_cases, "a part of the cases that were counted before", of=CASES),
    Objection(
        applications.came_in_without_an_application,
        "nothing says that it is an application",
        of=(WAYS_IN,),
        is_elsewhere=True,
    ),
    Objection(applications.is_of_an_outcome, "a part of what had one outcome", of=(WAYS_IN,), is_no_part=True),
    Objection(
        applications.is_of_some_applications,
        "what became of a part",
        of=("applications.answered.", "applications.concluded."),
        is_no_part=True,
    ),
    Objection(applications.is_of_one_instance, "what one of two courts decided", of=("litigation.",), is_no_part=True),
    Objection(applications.is_of_a_verdict, "a part of the cases that ended in one way", of=CASES, is_no_part=True),
    Objection(
        applications.may_be_of_a_part,
        "perhaps of the part of a body that was counted before",
        of=("applications.answered.", "applications.concluded.", WAYS_IN, *_CASES),
        is_no_part=True,
    ),
    Objection(applications.is_of_a_case, "asked for in a case", of=("applications.answered.other.",)),
    Objection(
        work.is_a_sort_of_what_was_disclosed,
        "a sort of what was published",
        of=("response.topics", "consultation.total"),
    ),
    Objection(responses.is_held_by_a_larger_body, "held by a larger body", of=_HELD),
    Objection(responses.is_of_another_head, "the head of another body took part", of=LEADERS),
    Objection(responses.is_of_other_contacts, "answered in letters, calls or visits", of=(TOPICS,)),
    Objection(responses.answers_messages, "answers to messages", of=("response.social_media",)),
    Objection(
        responses.counts_no_articles,
        "copies that were handed out, or documents that others explain",
        of=("response.interpretation_articles",),
    ),
    Objection(responses.is_of_a_part_of_what_is_unread, "a part of something that was not counted", of=(TOPICS,)),
    Objection(
        capacity.is_a_part_of_unread_staff,
        "a part of people who were not counted",
        of=("capacity.staff.",),
        is_no_part=True,
    ),
    Objection(capacity.only_took_part, "staff who took part in something", of=("capacity.staff.",)),
    Objection(capacity.is_attended_above, "held by a larger body", of=(_MEETINGS, *_TRAININGS)),
    Objection(capacity.is_beside_other_meetings, "beside meetings that no code counts", of=(_MEETINGS,)),
    Objection(capacity.are_about_something_else, "about something that no code covers", of=(_MEETINGS,)),
    Objection(
        capacity.are_partly_about_disclosure,
        "only a part of it is about the disclosure of information",
        of=(_MEETINGS, *_TRAININGS, "reading_point.visitors"),
        is_elsewhere=True,
    ),
    Objection(capacity.are_of_an_uncounted_training, "of a training that was not counted", of=("capacity.trainees",)),
    Objection(
        general.is_of_the_same_count,
        "a part, or a kind, of what is counted beside it",
        of=(*OWN_MEDIA, "response.", "capacity.staff.", _MEETINGS, "capacity.trainings", *_IN_FORCE, *_REPEALED),
    ),
    Objection(
        answers.is_about_what_others_did,
        "what others have answered",
        of=_ANSWERED,
        is_no_part=True,
        is_elsewhere=True,
    ),
    Objection(
        answers.is_what_others_were_asked,
        "what others have answered who were asked",
        of=_APPLICATIONS,
        is_no_part=True,
        is_elsewhere=True,
    ),
    Objection(answers.is_answered_by_a_way, "answers in one way", of=(ANSWERED, _CONCLUDED), is_no_part=True),
    Objection(answers.is_answered_in_some_days, "answers in some days", of=(ANSWERED, _CONCLUDED), is_no_part=True),
    Objection(answers.is_a_way_out, "how information was handed out", of=(WAYS_IN,), is_no_part=True),
    Objection(
        answers.was_corrected,
        "applicants did as they were asked to",
        of=("applications.answered.correction_requested",),
        is_no_part=True,
    ),
    Objection(
        answers.is_of_another_service,
        "the work of another service",
        of=_APPLICATIONS,
        is_no_part=True,
        is_elsewhere=True,
    ),
    Objection(
        answers.is_of_a_review_before_publishing,
        "what a review has found before publishing",
        of=("applications.answered.",),
        is_no_part=True,
        is_elsewhere=True,
    ),
    Objection(answers.is_less_than_one_way, "less than what came in one way", of=(RECEIVED,), is_no_part=True),
    Objection(answers.is_of_a_larger_place, "what a larger place has", of=(RECEIVED,), is_no_part=True),
    Objection(applications.is_answered_for_a_reason, "answers for one reason", of=(ANSWERED,)),
    Objection(applications.is_through_one_aspect, "parts by one aspect of all", of=(RECEIVED,)),
    Objection(applications.is_of_some_applicants, "what some of the applicants applied for", of=(RECEIVED,)),
    Objection(applications.is_of_what_was_done_with_some, "some of which something was done with", of=(RECEIVED,)),
    Objection(applications.is_answered_in_one_way, "a part of what was answered before", of=(ANSWERED,)),
    Objection(work.is_asked_through_an_account, "asked through one of the media", of=("consultation.total",)),
    Objection(work.is_offered_at_a_place, "offered at a place or an event", of=("consultation.total",)),
    Objection(media.counts_more_than_is_named, "named only by an example", of=("newmedia.",)),
    Objection(media.is_of_what_was_counted_before, "made public of what was counted before", of=(WEBSITE,)),
    Objection(media.is_offered_to_an_account, "offered to an account, and perhaps not published", of=(OF_CHANNELS,)),
    Objection(media.is_published_by_another_body, "published by a body above", of=(OF_CHANNELS,)),
    Objection(
        media.is_a_site_of_a_group, "a part of the sites that were counted before", of=(WEBSITE,), is_no_part=True
    ),
    Objection(media.is_a_gazette_of_those_above, "the gazette of a body above", of=("gazette.",)),
    Objection(media.are_visits_elsewhere, "visits to something else than a site", of=("website.visits",)),
    Objection(media.are_copies_of_several, "copies of several things together", of=("gazette.copies",)),
    Objection(media.is_given_to_media, "told to media, and perhaps not published", of=(f"{OF_CHANNELS}other",)),
    Objection(general.counts_sorts, "counts all of the sorts that are named before it"),
    Objection(general.is_of_one_sort, "its words name a sort of information"),
    Objection(
        documents.may_be_of_documents, "perhaps a part of the documents that were counted before", of=(DISCLOSED,)
    ),
    Objection(totals.is_counted_in_items_beside, "counts the items of what the next number counts", of=(DISCLOSED,)),
    Objection(totals.counts_matters, "counts the matters of a catalogue", of=(DISCLOSED, WEBSITE)),
    Objection(
        totals.is_of_all_attributes,
        "only a part of it was disclosed on its own initiative",
        of=(DISCLOSED, *_NEWLY_PUBLISHED),
    ),
    Objection(totals.is_among_what_was_counted, "a part of what was counted before", of=(DISCLOSED,)),
    Objection(totals.are_articles_beside_all, "articles beside all that was counted before", of=(DISCLOSED,)),
    Objection(totals.goes_on_with_documents, "documents that were put on the website", of=(WEBSITE,)),
    Objection(totals.is_besides, "published besides what was counted before", of=(DISCLOSED,)),
    Objection(
        totals.is_through_some_media, "what several media published of all that was counted before", of=(DISCLOSED,)
    ),
    Objection(totals.is_made_anew, "made anew, and counted before", of=(DISCLOSED,)),
    Objection(totals.is_what_was_asked_for, "perhaps what was disclosed of what was applied for", of=(DISCLOSED,)),
    Objection(totals.is_of_something_uncounted, "a part of something that was not counted", of=(DISCLOSED,)),
    Objection(totals.is_item, "a part of what was counted before", of=(DISCLOSED,)),
    Objection(totals.was_passed_on, "put up again by others", of=(WEBSITE,)),
    Objection(
        totals.is_through_an_unknown_medium,
        "published through something that is not known",
        of=(DISCLOSED, WEBSITE, THROUGH_ALL),
    ),
    Objection(
        totals.is_through_what_was_named_before,
        "perhaps published through what the clause before names",
        of=(DISCLOSED,),
    ),
    Objection(totals.is_by_a_medium_in_front, "perhaps published by what the clause before tells of", of=(DISCLOSED,)),
    Objection(totals.is_of_another_whole, "a part of what the number before counts", of=(_DISCLOSURE,)),
    Objection(totals.is_of_a_column, "a part of the website, which was counted before", of=(WEBSITE,)),
    Objection(totals.is_said_with_its_share, "a part of what was counted before, with its share", of=(DISCLOSED,)),
    Objection(
        totals.is_narrowed,
        "its words narrow it to a part of what was counted before",
        of=(DISCLOSED, WEBSITE, THROUGH_ALL),
    ),
    Objection(
        totals.is_of_documents_by_pieces, "documents, which are perhaps only some of what it published", of=(WEBSITE,)
    ),
    Objection(totals.is_summed_up, "a part of the sum behind it", of=(DISCLOSED,)),
    Objection(totals.begins_a_list, "the verb is said of a list of sorts", of=(_DISCLOSURE,)),
)
"""What may speak against a number; the first that does counts."""

"""Whose a number is by the subject of its clause, or of the clause that its own goes on from.

| a clause | is of | example |
|---|---|---|
| begins with a department or a town | that | 市住建局收到申请32件 |
| begins with the government's own office | that | 市政府办公室收到申请23件 |
| begins with a tier, beside another body | that | 市政府公开560条，**各部门公开1860条** |
| begins with who reports, beside a tier | the office | **市政府公开560条**，各部门公开1860条 |
| begins with what was done, or is a part | whose the clause before is | 市住建局收到申请32件，**答复30件** |
| does so behind a body that only has a part | nobody knows whom | 收到申请81件，其中市住建局32件，**答复30件** |
| begins with anything else | the body that reports | 市住建局收到申请32件，**全市答复81件** |

Only the report of a government tells of bodies by name that are a part of it; any may tell of the tiers below it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from knowledge.self_references import of_itself
from parsers.model import Span
from parsers.prose.context.found import Found
from parsers.prose.context.scopes import scope_words
from parsers.prose.parts.draft import Draft
from parsers.prose.parts.wholes import last_to_make_up
from parsers.prose.sentences.subjects import (
    Subject,
    Subjects,
    begins_with_all,
    behind_lead,
    goes_on,
    has_a_subject,
    subject,
)
from parsers.prose.words.codes import CASES
from parsers.prose.words.shares import parts

_CASES = ("applications.", "review.", "litigation.")
"""Beginnings of the codes of cases, of which a body can have no more than came in."""
_DECIDED = ("review.", "litigation.")
"""Beginnings of the codes of cases that others decide."""
_SEMICOLON = "；"
_AND, _AMONG = "、", "其中"
_ITSELF = re.compile(f"(?:{of_itself()})(?![及和与各、])")
_FOR_ALL = ("capacity.", "review.", "litigation.", "gazette.", "response.", "newmedia.", "website.")
"""Codes of what some departments do for all of the government."""
_OF_EACH = ("applications.", "disclosure.")
"""Codes of what every body counts for itself; conferences and reviews are held by one for all."""


def with_holder(draft: Draft, index: int, found: Found) -> Found:
    """A figure with the body whose it is, where that is not the one that reports.

    Args:
        draft: The sentence.
        index: Index of the number.
        found: The figure.
    """
    if not (draft.passage.has_parts or _subjects(draft).tell_of_tiers):
        return found
    start = _begins(draft, draft.sentence.quantities[index].span.start)
    holder = _holder_of_clause(draft, start)
    if holder is None or not _may_be_of(draft, found, holder, start):
        return found
    if found.code.startswith(_DECIDED) and found.code not in CASES and _subjects(draft).at(start) is not None:
        return found  # 省教育厅维持2件: who has decided a case is not whose it is
    if holder.label is None:
        return found._replace(scope=holder.scope)
    is_uncertain = holder.is_bare or (holder.is_tier and not holder.is_below)
    is_of_each = found.code.startswith(_OF_EACH) or (holder.is_tier and found.code in parts().spread)
    if is_uncertain and not is_of_each and not _subjects(draft).stand_beside_each_other:
        return found
    if found.code.startswith(_FOR_ALL) and any(field in holder.label for field in parts().for_all):
        return found
    return found._replace(label=holder.label)


def _begins(draft: Draft, position: int) -> int:
    """Where the clause begins that a position lies in, or the item of a list that has a subject of its own."""
    return _subjects(draft).last_start(draft.sentence.clause_start(position), position)


def _subjects(draft: Draft) -> Subjects:
    """The subjects of the clauses and items with numbers of a sentence.

    Who reports is one only beside a tier, and all bodies of a tier only beside another body (各部门公开12680条).
    """
    if draft.subjects is None:
        draft.subjects = Subjects(dict(_find_subjects(draft)))
    return draft.subjects


def _find_subjects(draft: Draft) -> Iterator[tuple[int, Subject]]:
    told = dict(_clauses_by_subject(draft))
    tiers = [start for start, one in told.items() if one is not None and one.is_tier]
    for start in [start for start, one in told.items() if one is None and tiers]:
        following = next((tier for tier in tiers if tier > start), None)
        has_parts = following is not None and draft.phrases.say_part(start, following + len(_AMONG))
        if not has_parts and _is_who_reports(draft, start):  # 县政府公开8600条，其中乡镇公开3000条 is all of it
            told[start] = Subject(None, "office")
    is_alone = len({one for one in told.values() if one is not None}) == 1
    for start, one in told.items():
        if one is None:
            continue
        if not (is_alone and one.is_every and not one.is_below):
            yield start, one


def _is_who_reports(draft: Draft, start: int) -> bool:
    """Whether a clause begins with the government, or with the department or town that reports."""
    begins = behind_lead(draft.phrases, Span(start, len(draft.sentence.text)))
    named = scope_words().beside.match(draft.phrases.plain, begins)
    itself = None if draft.passage.has_parts else _ITSELF.match(draft.phrases.plain, begins)
    return named is not None or itself is not None


def _clauses_by_subject(draft: Draft) -> Iterator[tuple[int, Subject | None]]:
    """Where the clauses and items with numbers begin, and the bodies and tiers that they begin with."""
    sentence = draft.sentence
    items = (one.span.end + 1 for one in sentence.quantities if sentence.text.startswith(_AND, one.span.end))
    starts = sorted({0, *sentence.walls, *items})
    for start, following in itertools.pairwise([*starts, len(sentence.text)]):
        clause = Span(start, min(following, sentence.clause_end(start)))
        if sentence.holds_number(clause.start, clause.end):
            told = subject(draft.phrases, clause, draft.passage.year)
            is_part = told is not None and told.is_tier and (told.is_below or not told.is_bare)
            yield start, told if draft.passage.has_parts or is_part else None  # 街道公开12条 in its own report


def is_of_a_body(draft: Draft, start: int) -> bool:
    """Whether a clause without a number goes on from a department or a town (县教育局收到3件，未发生行政复议).

    What is told of a part of a total, and what the words behind it deny, is the government's again.

    Args:
        draft: The sentence.
        start: Where the clause begins.
    """
    if not draft.passage.has_parts or draft.phrases.say_part(0, start):
        return False
    holder = _holder_of_clause(draft, start)
    return holder is not None and holder.label is not None


def may_be_of_a_part(draft: Draft, index: int) -> bool:
    """Whether a number may be of the body right ahead of which only a part is told (其中市住建局32件，同意公开25件).

    It is of all where it is more than that part, where the parts that are listed there make up all of them, or where
    the numbers behind them do.

    Args:
        draft: The sentence.
        index: Index of the number, of which nothing more is known than what became of what it counts.
    """
    sentence, number = draft.sentence, draft.sentence.quantities[index]
    begins = sentence.part_start(number.span.start)
    ahead = [one for one in draft.passage.of_this_sentence if one.quantity.span.start >= begins]
    held = [one for one in ahead if one.label and not one.terms]
    if not held or number.value > held[-1].quantity.value or has_a_subject(draft.phrases, index, draft.passage.year):
        return False
    part = held[-1]
    if _says_what_was_done(draft, part):
        return False
    whole = draft.passage.totals.of(part.code)
    if whole is None:
        return True
    end = sentence.text.find("；", number.span.start)
    behind = sentence.numbers_between(part.quantity.span.end, end if end >= 0 else len(sentence.text))
    if sum(one.value for one in behind if one.unit == number.unit) == whole.value:
        return False
    return not last_to_make_up(whole, held)


def _may_be_of(draft: Draft, found: Found, holder: Subject, start: int) -> bool:
    """Whether a figure may be of a body that an earlier clause is about: no more than it has of the same.

    What is more ends what is told of the body (其中市住建局收到20件，同意公开100件). Of the office, which writes the
    report, is only what is counted as its own deeds are (县政府办公室印发文件2件，主动公开信息12680条).
    """
    if _subjects(draft).at(start) == holder:
        return True
    told = [one for one in draft.passage.lately if (one.label, one.scope) in _as_told(holder)]
    family = found.code.partition(".")[0]
    alike = [one for one in told if one.code.partition(".")[0] == family]
    if not alike:
        return holder.label is not None
    of_cases = [one.quantity.value for one in alike if found.code.startswith(_CASES)]
    if of_cases and found.quantity.value > max(of_cases):
        draft.holders[start] = None
        return False
    return True


def _as_told(holder: Subject) -> set[tuple[str | None, str | None]]:
    """How figures of a body are marked."""
    return {(holder.label, holder.scope), (holder.label, None)} if holder.label else {(None, holder.scope)}


def _holder_of_clause(draft: Draft, start: int) -> Subject | None:
    """Whose a clause is; asked of one clause after the other, it looks back no further than to the last one known."""
    sentence, known = draft.sentence, draft.holders
    bracket = sentence.bracket_at(start)
    passed: list[int] = []
    holder: Subject | None = None
    while True:
        if start in known:
            holder = known[start]
            break
        if sentence.bracket_at(start) == bracket:
            passed.append(start)
            clause = Span(start, sentence.clause_end(start))
            holds_number = sentence.holds_number(clause.start, clause.end)
            holder = _told_of(draft, clause) if holds_number else None
            is_of_all = begins_with_all(draft.phrases, start)
            if holder is not None or is_of_all or (holds_number and not goes_on(draft.phrases, clause)):
                break
        if not start:
            holder = _holder_of_the_sentence_before(draft) if bracket is None else None
            break
        if _ends_a_list_of_parts(draft, start):
            break
        start = _begins(draft, start - 1)
    known.update((place, holder) for place in passed)
    return holder


def _ends_a_list_of_parts(draft: Draft, start: int) -> bool:
    """Whether a clause stands behind a part of the sentence that tells who has which parts (…，其中市教育局12件；)."""
    sentence = draft.sentence
    if sentence.text[start - 1] != _SEMICOLON:
        return False
    return draft.phrases.say_part(sentence.part_start(start - 1), start)


def _told_of(draft: Draft, clause: Span) -> Subject | None:
    """The body that a clause with a number begins with, or of which its verb has told a part of a total."""
    found = _subjects(draft).at(clause.start)
    if found is not None:
        return found
    labelled = (one for one in draft.passage.lately if one.label and one.scope is not None)
    part = next((one for one in labelled if clause.start <= one.quantity.span.start < clause.end), None)
    return Subject(part.label, part.scope or "") if part is not None and _says_what_was_done(draft, part) else None


def _says_what_was_done(draft: Draft, part: Found) -> bool:
    """Whether a verb says what a body did, so that what follows goes on from that (其中市住建局收到32件，答复30件)."""
    number = part.quantity.span.start
    ahead = draft.phrases.between(draft.sentence.clause_start(number), number)
    return any(term.value("act") for term in ahead)


def _holder_of_the_sentence_before(draft: Draft) -> Subject | None:
    """Whose the sentence before began to count, where this one begins with parts of that."""
    opening = draft.passage.opening
    if not draft.tree.begins_below or opening is None or opening.scope is None:
        return None
    if opening.label is None and opening.code in scope_words().portal_codes:
        return None  # what the portal published is no work of the office alone
    return Subject(opening.label, opening.scope)

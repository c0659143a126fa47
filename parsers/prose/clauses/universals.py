"""What is said of all that was counted (均为驳回, 已全部办结), or of the only one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from parsers.prose.context.found import Found
from parsers.prose.context.passage import Passage
from parsers.prose.words.codes import ANSWERED, CARRIED_IN, CARRIED_OUT, CASE_OBJECTS, CASES, OF_CHANNELS, RECEIVED
from parsers.prose.words.frames import Frame, fitting
from parsers.prose.words.lexicon import Feature, Term
from parsers.prose.words.marks import JOINERS

_COMPLETIONS = ("answered", "concluded", "handled")
_TAKEN_IN = (RECEIVED, "applications.accepted")
_CONCLUDED = "applications.concluded.total"
_ALL_APPLICATIONS = {(code, "total") for code in (*_TAKEN_IN, _CONCLUDED)}
_ALL_DONE = (ANSWERED, _CONCLUDED)
_OF_ALL = {"universal", "already"}
"""Modifiers of what is said of all that came in."""
_DENYING = {"negation", "undone"}
"""Modifiers of what did not happen (均未按时答复)."""
_FUTURE = "将"
"""Says what is only meant to be (将在法定期限内办结); behind what was done it only marks an object."""
_DONE = "已"
_BALANCE = (RECEIVED, CARRIED_IN, CARRIED_OUT)
"""What tells how many applications can have been done with in a year."""
_ABOUT_OTHERS = {("obj", "elsewhere"), ("obj", "other"), ("obj", "answer_rate")}


def verdicts(
    terms: Sequence[Term],
    counted: Found,
    passage: Passage,
    *,
    is_single: bool = False,
    is_of_all: bool = False,
    is_known: bool = True,
) -> list[Frame]:
    """The frames that take over the figure before a clause.

    Args:
        terms: Terms of a clause without a number.
        counted: The figure.
        passage: What the text is about.
        is_single: Whether the clause is about all that was counted without saying so: there was one, or the clause is
            in brackets.
        is_known: Whether all of its words are known.
        is_of_all: Whether its shape says that it is about all of the figure (`said_of_all`).
    """
    modifiers = {term.modifier for term in terms}
    features = {feature for term in terms for feature in term.features}
    if modifiers & _DENYING or features & _ABOUT_OTHERS or _is_only_meant(terms):
        return []
    acts = [act for act in _COMPLETIONS if ("act", act) in features]
    timed = [feature for feature in features if feature[0] == "timing"]
    is_of_all_done = bool(acts) and bool(timed or is_of_all or modifiers & _OF_ALL)
    if is_of_all_done and counted.code in _TAKEN_IN and counted.applicant_type == "total":
        ways = _ways_in(terms)
        came_in = fitting(ways, passage.context(), None, passage.year) if ways and "universal" in modifiers else ()
        return [*came_in, *_completions(acts, timed, passage)]
    if "universal" not in modifiers and not is_single and not is_of_all:
        return []
    in_time = _completions(acts, timed, passage) if counted.code == _CONCLUDED else []
    if counted.code in CASES:  # 均胜诉 may be said of reconsiderations, too
        terms = [term.only("verdict") if term.value("verdict") else term for term in terms]
    unsaid = ("timing", "medium") if counted.code.startswith("documents.") else ("timing",)  # 全部在网站公布
    if _is_one_of_several_ways(terms):
        unsaid = (*unsaid, "channel")
    said = frozenset(feature for term in terms for feature in term.features if feature[0] not in unsaid)
    fits = fitting(said, passage.context(), None, passage.year)
    if is_known and {slot for slot, _ in said} >= {"party", "channel"}:  # 均为自然人网上申请
        each = (frozenset(one for one in said if one[0] != slot) for slot in ("party", "channel"))
        both = [fitting(one, passage.context(), None, passage.year) for one in each]
        return [fit for fits in both if len(fits) == 1 for fit in fits if _belongs(fit, counted)]
    told = [fit for fit in fits if len(fits) == 1 and _key(fit) != _key(counted) and _belongs(fit, counted)]
    return [*told, *(one for one in in_time if one.value("timing") is not None)]


def _ways_in(terms: Sequence[Term]) -> frozenset[Feature]:
    """The ways in which applications came, and not those of their answers (均用邮件答复, but 均为邮件申请并已答复).

    What stands between a way and what was done by it is known, and joins nothing (均用邮件按时答复).
    """
    ways: set[Feature] = set()
    for place, term in enumerate(terms):
        end = term.end
        for later in terms[place + 1 :]:
            tells_more = later.features and later.value("timing") is None
            if later.start > end or tells_more or JOINERS.fullmatch(later.text):
                break
            end = later.end
        said = next((later for later in terms[place + 1 :] if later.start == end), None)
        if said is None or said.value("act") not in _COMPLETIONS:
            ways.update(feature for feature in term.features if feature[0] == "channel")
    return frozenset(ways)


def _is_one_of_several_ways(terms: Sequence[Term]) -> bool:
    """Whether a way in is joined to one that is none of its own (均为自然人当面或书面提出)."""
    for one, joiner, other in zip(terms, terms[1:], terms[2:], strict=False):
        if JOINERS.fullmatch(joiner.text) and one.end == joiner.start and joiner.end == other.start:
            told = one.value("channel"), other.value("channel")
            if any(told) and not all(told) and not (one.features and other.features):
                return True
    return False


def _is_only_meant(terms: Sequence[Term]) -> bool:
    """Whether a clause says what is meant to be done, and not what was (确保全部按时答复, 将在法定期限内办结)."""
    if any(term.modifier == "intent" for term in terms):
        return True
    future = next((index for index, term in enumerate(terms) if term.text == _FUTURE), None)
    if future is None:
        return False
    ahead = terms[:future]
    # 均已将答复送达申请人, 均按时答复并将结果反馈申请人
    return not any(term.text.endswith(_DONE) or term.value("act") in _COMPLETIONS for term in ahead)


Balance = Mapping[tuple[int, str | None], Mapping[str, float]]
"""What a report states of received and carried applications, by year and scope."""


def balance_of(found: Iterable[Found]) -> Balance:
    """What the figures of a report say of how many applications there were to be done with.

    Args:
        found: All figures of the report.
    """
    stated: dict[tuple[int, str | None], dict[str, float]] = {}
    for one in found:
        if one.code in _BALANCE and not one.label and one.applicant_type == "total":
            of_it = stated.setdefault((one.year, one.scope), {})
            of_it.setdefault(one.code, one.quantity.value)
            if one.includes_carried_in:
                of_it[CARRIED_IN] = 0  # 受理648件，含上年结转21件
    return stated


def is_not_what_was_done(one: Found, balance: Balance) -> bool:
    """Whether words for all of the applications give another number than can have been done with.

    Where some came from the year before, or were left to the next, ahead of these words or behind (均已办理……结转5件),
    all may be all that came in, or all that there were: only the balance proves which.

    Args:
        one: A figure that follows from such words.
        balance: What the report states of them.
    """
    if one.code not in _ALL_DONE or one.label:
        return False
    stated = balance.get((one.year, one.scope), {})
    carried = stated.get(CARRIED_IN, 0) or stated.get(CARRIED_OUT, 0)
    done = stated.get(RECEIVED, 0) + stated.get(CARRIED_IN, 0) - stated.get(CARRIED_OUT, 0)
    return carried > 0 and one.quantity.value != done


def _key(one: Frame | Found) -> tuple[str, str]:
    return one.code, one.applicant_type


def _completions(acts: Sequence[str], timed: Sequence[Feature], passage: Passage) -> list[Frame]:
    """What says that all applications were concluded or answered, and that they were in time."""
    context = passage.context() | {("obj", "application")}
    found: list[Frame] = []
    for act in acts:
        for extra in ((), tuple(timed)) if timed else ((),):
            fits = fitting(frozenset({("act", act), *extra}), context, None, passage.year)
            found += (fit for fit in fits if fit not in found)
    return found


def _belongs(fit: Frame, counted: Found) -> bool:
    """Whether a code counts a sort of what a figure counts, or what became of it."""
    family = counted.code.split(".")[0]
    if family in CASE_OBJECTS and not counted.code.endswith(".total"):
        return False  # of those that were upheld, none is pending
    if family == "applications" and not counted.code.startswith("applications.answered."):
        # What became of those that came by letter, or of those of the year before, is not what became of all.
        return fit.code.split(".")[0] == family and _key(counted) in _ALL_APPLICATIONS
    if family == "documents":  # of those in force, not all were published in the year
        return counted.code.endswith(".issued") and fit.code.startswith(counted.code.rpartition(".")[0])
    if family == "capacity":
        return fit.code.startswith("capacity.staff.")
    if family == "disclosure":
        return fit.code.startswith(("disclosure.electronic_fulltext", OF_CHANNELS))
    if counted.code.startswith("applications.answered.") or family == "response":
        return fit.code.startswith(counted.code.removesuffix("total"))
    return fit.code.split(".")[0] == family

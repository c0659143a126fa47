"""What a phrase names: its features, joined with what the passage has established, must fit one frame."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from parsers.prose.context.passage import Passage
from parsers.prose.names.unknown_words import (
    behind_the_last_word,
    is_own_field,
    joined_to_the_noun,
    may_name_another,
    narrowing,
)
from parsers.prose.sentences.media import medium_of_all
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.telling import DONE, TAKEN_IN, telling
from parsers.prose.words.codes import CASE_OBJECTS, CASES, DISCLOSED, OF_CHANNELS, WEBSITE
from parsers.prose.words.frames import Frame, fitting
from parsers.prose.words.lexicon import AND_OTHERS, Feature, Term, features_of, slots
from parsers.prose.words.marks import JOINERS
from parsers.prose.words.shares import parts

NO_WORD = "no word says what it counts"
"""Why a number is not named whose words mean nothing."""
_AT_HOME = {"review_litigation", "fees", "applications"}
"""Topics of sections that are about the disclosure of information throughout."""
_NOT_COUNTED = {"key_areas": ("disclosure", "documents", "reading_point", "admin", "capacity")}
"""Beginnings of codes that sections of some topics do not count, although they use their words."""
_ANYBODY = {("party", "natural_person"), ("public", "yes")}
"""Who stands for everybody, where others are named beside them."""
_SOME = "some"
"""Modifier of words that say something of only some of what is counted."""
_WHO = ("party", "who", "public")
_CONSULTATIONS = "consultation."
_ELSEWHERE = ("obj", "elsewhere")
_HOSTED = {("obj", "reading_point"), ("place", "archive"), ("open", "yes")}
"""What shows that a body which does other things, too, is only where something is (政务服务大厅设查阅点1处)."""
_OTHER_THINGS = {("obj", "elsewhere"), ("obj", "other")}
_TOLD = {"information", "article"}
"""What is disclosed, and the form that it mostly has (工作动态和各类政府信息): one thing."""
_PARTS = "其中"
"""Begins a list of parts."""
_GAZETTE = ("medium", "gazette")
_PRINTED = {"document", "normative", "rules"}
"""What a gazette prints, of which one number is that of the gazette."""
_PROCESSED = "processed"
"""What is done to all that comes in, which tells nothing beside another verb (收到并妥善处理)."""
_GONE_OVER = "gone_over"
"""What is done to all that there is, which tells nothing in front of another verb (清理并公布)."""
_OPENED = ("act", "open_account")
"""What says that accounts are counted, in a sentence that closed others before."""
_ON_TIME = frozenset({("timing", "on_time")})
"""What is said of the last of several steps (受理并按时办结)."""
_BETWEEN_STEPS = _ON_TIME | {("obj", "application")}
"""What may stand between what was taken in and what was done (受理申请并按时办结)."""
_DISCLOSURE = "disclosure."
_DISCLOSED = ("act", "disclose")
_INFORMATION = ("obj", "information")
_ON_ITS_OWN_INITIATIVE = {("obj", "information"), ("strong", "yes")}
_ALL_OF_A_SITE = {("obj", "information"), ("open", "yes"), ("strong", "yes")}
"""What tells all that a site has disclosed (全年门户网站主动公开政府信息4127条), and not the news of an area."""


class Named(NamedTuple):
    """What a phrase names.

    Attributes:
        frames: The frames: several where several things are counted, none where nothing fits.
        terms: The terms that tell it.
        is_lump: Whether one number counts several things together, so that none of them can be told.
        reason: Why nothing fits.
        is_final: Whether no other phrase may name the number then.
        is_elsewhere: Whether the words are about something that no code covers.
        is_unknown: Whether that is only supposed of them, as they are not known.
        is_aside: Whether the sentence goes on as if the number were not there.
        is_no_part: Whether it is no part or sort of what was counted before either.
    """

    frames: tuple[Frame, ...] = ()
    terms: tuple[Term, ...] = ()
    is_lump: bool = False
    reason: str = ""
    is_final: bool = False
    is_elsewhere: bool = False
    is_unknown: bool = False
    is_aside: bool = False
    is_no_part: bool = False


NOTHING = Named(reason=NO_WORD)


def name(phrase: Phrase, unit: str | None, passage: Passage) -> Named:
    """Names what a phrase is about.

    Args:
        phrase: The phrase.
        unit: Measure word of the number; None where there is none.
        passage: What the text is about.
    """
    own = telling(phrase, unit) if phrase.features else ()
    if {"reason", "outcome"} <= phrase.slots:
        own = _without_examples(phrase, own)
    if not own:
        return NOTHING
    said = features_of(own)
    if _ELSEWHERE in said and not said.isdisjoint(_HOSTED):
        own = tuple(term for term in own if term.value("obj") != "elsewhere" or not parts().host.fullmatch(term.text))
        said = features_of(own)
    if not said.isdisjoint(_OTHER_THINGS):
        return Named(terms=own, reason="about something that no code covers", is_final=True, is_elsewhere=True)
    frames: list[Frame] = []
    context = passage.context()
    if ("obj", "litigation") in said:
        context = frozenset(feature for feature in context if feature[0] != "way")
    if said >= _ON_ITS_OWN_INITIATIVE:
        # 开通微信公众号14个，主动公开政府信息3287条: what an office must publish is not what accounts post.
        context = frozenset(feature for feature in context if feature[0] != "account")
    for features in _alternatives(phrase.text, own, said):
        fits = fitting(features, context, unit, passage.year)
        if not fits:
            return Named(terms=own, reason="no code fits all of the words")
        if len(fits) > 1:
            return Named(terms=own, reason=f"the words fit {fits[0].code} as well as {fits[1].code}")
        wrong = _wrong(phrase, fits[0], features, passage, is_denied=unit is None)
        if wrong:
            return wrong._replace(terms=own)
        if fits[0] not in frames:
            frames.append(fits[0])
    return Named(tuple(frames), own, is_lump=len(frames) > 1 and _are_counted_together(frames))


def _without_examples(phrase: Phrase, own: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms without reasons that are only examples of why an outcome came about (因不掌握等无法提供7件)."""
    end = next((term.start for term in phrase.terms if term.text == AND_OTHERS), None)
    behind = end is not None and any(term.value("outcome") for term in own if term.start > end)
    if end is None or not behind:
        return own
    return tuple(term for term in own if term.value("reason") is None or term.start > end)


def _are_counted_together(frames: Sequence[Frame]) -> bool:
    """Whether one number counts several things at once, and not what was done to one thing, step by step."""
    codes = {(frame.code, frame.applicant_type) for frame in frames}
    told = [{feature for feature in frame.needs if feature[0] == "obj"} for frame in frames]
    are_apart = all(told) and any(one.isdisjoint(other) for one, other in itertools.combinations(told, 2))
    return len(codes) > 1 and (are_apart or len({frame.value("act") for frame in frames}) < len(frames))


def _alternatives(text: str, terms: Sequence[Term], said: frozenset[Feature]) -> list[frozenset[Feature]]:
    """The sets of features that a phrase has: one for each of the values that it joins (A和B).

    Args:
        text: The sentence.
        terms: The terms of the phrase.
        said: All that they mean.
    """
    filled = frozenset([slot for slot, _ in said])
    people = [slot for slot in _WHO if slot in filled]
    # Mostly each slot has one value, and none of them changes what another means.
    if len(filled) == len(said) and len(people) < 2:
        return [said]
    everybody = len({feature for feature in said if feature[0] in _WHO}) > 1 and not said.isdisjoint(_ANYBODY)
    received = ("obj", "application") in said and not said.isdisjoint(TAKEN_IN)
    shared: set[Feature] = set()
    choices: list[list[Feature]] = []
    for slot in dict.fromkeys([slot for term in terms for slot, _ in term.features]):
        holders = [term for term in terms if term.value(slot) is not None]
        values = list(dict.fromkeys(term.value(slot) or "" for term in holders))
        if slot in _WHO and everybody:
            continue
        if slot == "act" and len(values) > 1:
            is_last = values[-1] == _GONE_OVER
            values = [value for value in values if value != _PROCESSED and (value != _GONE_OVER or is_last)]
        if slot == "medium":
            shared.add((slot, medium_of_all(values)))
        elif {"npc", "cppcc"} <= set(values) <= {"npc", "cppcc", "proposals", "information"}:
            shared.add((slot, "proposals"))
        elif slot == "obj" and "document" in values and _GAZETTE in said and set(values) <= _PRINTED:
            shared.add((slot, "document"))  # 公报公开政府文件和规范性文件98件
        elif set(values) == _TOLD:
            shared.add((slot, "information"))
        elif len(values) > 1 and slots()[slot].joins and _are_joined(text, holders, terms):
            # Ways in, joined in front of what came in by them, are all of its ways.
            if not (slot == "channel" and received):
                choices.append([(slot, value) for value in values])
        else:
            shared.update((slot, value) for value in values)
    sets = [shared | set(chosen) for chosen in itertools.product(*choices)]
    return [frozenset(one if TAKEN_IN.isdisjoint(one) or len(sets) == 1 else one - _ON_TIME) for one in sets]


def _are_joined(text: str, holders: Sequence[Term], terms: Sequence[Term]) -> bool:
    """Whether terms stand in a list, with nothing of meaning between them."""
    for one, following in itertools.pairwise(holders):
        is_done_at_once = not TAKEN_IN.isdisjoint(one.features) and not DONE.isdisjoint(following.features)  # 受理答复
        are_both_cases = one.value("obj") in CASE_OBJECTS and following.value("obj") in CASE_OBJECTS  # 行政复议诉讼
        adjoins = one.end == following.start
        is_one_word = adjoins and (one.value("channel") or is_done_at_once or are_both_cases)
        if not is_one_word and not JOINERS.search(text, one.end, following.start):
            return False
        within = [term for term in terms if one.end <= term.start < following.start]
        if not features_of(within) <= (_BETWEEN_STEPS if is_done_at_once else frozenset()):
            return False
    return True


def _wrong(
    phrase: Phrase, frame: Frame, features: frozenset[Feature], passage: Passage, *, is_denied: bool
) -> Named | None:
    """Why a frame that fits does not count here; None if it does."""
    is_open = ("open", "yes") in features
    if frame.code.split(".")[0] in _NOT_COUNTED.get(passage.theme.topic, ()) and not _counts_all(
        phrase, frame, features, passage
    ):
        return Named(reason="a section about key areas does not count it", is_final=True)
    is_of_documents = frame.code.startswith("documents.") and bool(frame.context) and _DISCLOSED in frame.needs
    if passage.theme.is_by_attribute and (is_of_documents or frame.code.startswith("applications.")):
        return Named(reason="documents are counted by how they may be disclosed", is_final=True)
    turns_back = is_open or _OPENED in features or (passage.theme.may_turn_back and frame.code in CASES)
    turns_back = turns_back or _is_listed_below_all(phrase, frame, features, passage)
    turns_back = turns_back or (frame.code.startswith(_CONSULTATIONS) and _goes_on_with_consultations(passage))
    if passage.theme.is_elsewhere and not turns_back and (frame.context or frame.strict not in (None, "noun")):
        reason = "the sentence is about something that no code covers"
        return Named(reason=reason, is_final=True, is_elsewhere=True, is_aside=True)
    beside = "" if is_denied else joined_to_the_noun(phrase, frame)
    if beside:
        return Named(reason=f"unknown words are counted with it: {beside}", is_elsewhere=True, is_unknown=True)
    if _is_of_some(phrase):
        return Named(reason="its words say that it is some of them", is_final=True, is_elsewhere=True, is_unknown=True)
    narrowed = narrowing(phrase, frame, is_open=is_open or ("cost", "yes") in features)
    if frame.strict in ("open", "behind") and narrowed is not None and not _is_at_home(frame, passage):
        return Named(reason="nothing says that it is about the disclosure of information", is_final=True)
    other = "" if is_denied else may_name_another(phrase, frame)
    if other:
        return Named(reason=f"unknown words may tell of something else: {other}", is_final=True)
    is_of_its_field = frame.strict == "noun" and is_own_field(narrowed or "", passage.own_name)
    gap = "" if is_of_its_field else narrowed or ""
    if is_denied and narrowed is None:
        is_of_disclosure = frame.code.startswith(_DISCLOSURE)
        gap = phrase.unknown if is_of_disclosure else behind_the_last_word(phrase)
    if gap:
        is_elsewhere = not frame.code.startswith(OF_CHANNELS)  # 中心网站614条；政务微博57条: one of the media
        return Named(
            reason=f"unknown words narrow it: {gap}", is_final=True, is_elsewhere=is_elsewhere, is_unknown=True
        )
    return None


def _goes_on_with_consultations(passage: Passage) -> bool:
    """Whether a sentence has counted consultations before it came to something else (当面咨询260人次，回复信箱83件)."""
    return any(one.code.startswith(_CONSULTATIONS) for one in passage.of_this_sentence)


def _is_listed_below_all(phrase: Phrase, frame: Frame, features: frozenset[Feature], passage: Passage) -> bool:
    """Whether a medium is one of the parts of all that was disclosed (公开信息98条，其中……交易31条，微信信息12条)."""
    if not frame.code.startswith(OF_CHANNELS) or _INFORMATION not in features:
        return False
    return passage.totals.of(DISCLOSED) is not None and _PARTS in phrase.text[: phrase.start]


def _is_of_some(phrase: Phrase) -> bool:
    """Whether something is said of only some of what is counted, and not of some of an answer (被撤销部分答复内容)."""
    if _SOME not in phrase.modifiers:
        return False
    verdict = min((term.end for term in phrase.of("verdict")), default=phrase.end)
    return any(term.modifier == _SOME and term.start < verdict for term in phrase.terms)


def _counts_all(phrase: Phrase, frame: Frame, features: frozenset[Feature], passage: Passage) -> bool:
    """Whether a section about key areas counts what was disclosed of all of them: its site in the whole year.

    Behind such a number, accounts count all that they have posted, too, where no word tells of an area.
    """
    if frame.code == WEBSITE and features >= _ALL_OF_A_SITE and "all_year" in phrase.modifiers and not phrase.unknown:
        return True
    medium = next((term.start for term in phrase.terms if term.value("medium")), phrase.end)
    tells_of_an_area = ("narrow", "yes") in features or phrase.unknown_from(medium) != ""
    return passage.theme.counts_all and frame.code.startswith(OF_CHANNELS) and not tells_of_an_area


def _is_at_home(frame: Frame, passage: Passage) -> bool:
    """Whether a passage is about the disclosure of information, or has counted the same before."""
    return passage.theme.is_open or passage.theme.topic in _AT_HOME or passage.totals.of(frame.code) is not None

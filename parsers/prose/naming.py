"""What a phrase names: its features, joined with what the passage has established, must fit one frame."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from parsers.prose.frames import Frame, fitting
from parsers.prose.lexicon import AND_OTHERS, Feature, Term, features_of, slots
from parsers.prose.passage import Passage
from parsers.prose.phrase import Phrase
from parsers.prose.shares import parts
from parsers.prose.unknown_words import behind_the_last_word, joined_to_the_noun, narrowing

_JOINERS = re.compile(r"[、和及与或并/／]|以及|暨")
NO_WORD = "no word says what it counts"
"""Why a number is not named whose words mean nothing."""
_ITEMS = ("条", "条次")
"""Measure words that count information."""
_INFORMS = ("information", "article")
_AT_HOME = {"review_litigation", "fees", "applications"}
"""Topics of sections that are about the disclosure of information throughout."""
_NOT_COUNTED = {"key_areas": ("disclosure", "documents", "reading_point", "admin", "capacity")}
"""Beginnings of codes that sections of some topics do not count, although they use their words."""
_ANYBODY = {("party", "natural_person"), ("public", "yes")}
"""Who stands for everybody, where others are named beside them."""
_WHO = ("party", "who", "public")
_HOSTED = {("obj", "elsewhere"), ("obj", "reading_point")}
"""What words say where a body that does other things, too, only has a reading point (政务服务大厅设查阅点1处)."""
_OTHER_THINGS = {("obj", "elsewhere"), ("obj", "other")}
_PROCESSED = "processed"
"""What is done to all that comes in, which tells nothing beside another verb (收到并妥善处理)."""
_TAKEN_IN = {("act", "received"), ("act", "accepted")}
_DONE = {("act", "answered"), ("act", "concluded"), ("act", "handled")}
_OPENED = ("act", "open_account")
"""What says that accounts are counted, in a sentence that closed others before."""
_OF = "的"
_OTHER_WAYS = {"press", "board", "rest"}
"""Media that the forms count together as other ways of publishing."""
_DISCLOSURE = "disclosure."
_A_FORMAT = "yes"
"""The value of `format` for what is made here, and not reprinted."""


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
    """

    frames: tuple[Frame, ...] = ()
    terms: tuple[Term, ...] = ()
    is_lump: bool = False
    reason: str = ""
    is_final: bool = False
    is_elsewhere: bool = False
    is_unknown: bool = False
    is_aside: bool = False


NOTHING = Named(reason=NO_WORD)


def name(phrase: Phrase, unit: str | None, passage: Passage) -> Named:
    """Names what a phrase is about.

    Args:
        phrase: The phrase.
        unit: Measure word of the number; None where there is none.
        passage: What the text is about.
    """
    own = _told(phrase, unit) if phrase.features else ()
    if not own:
        return NOTHING
    said = features_of(own)
    if said >= _HOSTED:
        own = tuple(term for term in own if term.value("obj") != "elsewhere" or not parts().host.fullmatch(term.text))
        said = features_of(own)
    if not said.isdisjoint(_OTHER_THINGS):
        return Named(terms=own, reason="about something that no code covers", is_final=True, is_elsewhere=True)
    frames: list[Frame] = []
    context = passage.context()
    if ("obj", "litigation") in said:
        context = frozenset(feature for feature in context if feature[0] != "way")
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


def _are_counted_together(frames: Sequence[Frame]) -> bool:
    """Whether one number counts several things at once, and not what was done to one thing, step by step."""
    codes = {(frame.code, frame.applicant_type) for frame in frames}
    return len(codes) > 1 and len({frame.value("act") for frame in frames}) < len(frames)


def _told(phrase: Phrase, unit: str | None) -> tuple[Term, ...]:
    """The terms of a phrase that tell what is counted."""
    own: Sequence[Term] = _without_examples(phrase, unit)
    if "format" in phrase.slots:
        own = _without_formats_of_all(phrase, own)
    if "medium" in phrase.slots:
        own = _with_other_media(phrase, own)
    if "reason" in phrase.slots:
        own = _as_far_as_told(own, phrase.text)
    if not (phrase.features.isdisjoint(_TAKEN_IN) or phrase.features.isdisjoint(_DONE)):
        own = tuple(_without_relative_clauses(own, phrase.text))
    return tuple(own)


def _without_examples(phrase: Phrase, unit: str | None) -> list[Term]:
    """The terms that have a meaning, without examples of what is counted (发布规划、规范性文件等信息).

    Items of a list that ends in 等 right in front of their number are information, too (公开规划、预算、任免等945条).
    """
    terms = phrase.terms
    if AND_OTHERS not in [term.text for term in terms]:
        return [term for term in terms if term.features]
    kept: list[Term] = []
    for index, term in enumerate(terms):
        if term.text != AND_OTHERS:
            if term.features:
                kept.append(term)
            continue
        following = next((later for later in terms[index + 1 :] if later.value("obj")), None)
        if term.end == phrase.end and unit in _ITEMS and _is_list(phrase, kept):
            verbs = [one for one in kept if one.value("act") or one.value("medium")]
            kept = [*verbs, term._replace(features=(("obj", "information"),))]
        elif following is not None and following.value("obj") in _INFORMS:
            verb_follows = any(later.value("act") for later in terms[index + 1 :])
            places = (place for place, one in enumerate(kept) if one.value("act") and not verb_follows)
            first = next(places, -1)
            kept = [one for place, one in enumerate(kept) if place <= first or one.value("medium")]
    return kept


def _is_list(phrase: Phrase, terms: Sequence[Term]) -> bool:
    """Whether a list of at least three things follows a verb of disclosure."""
    verb = next((term for term in terms if term.value("act") == "disclose"), None)
    return verb is not None and phrase.text.count("、", verb.end, phrase.end) > 1


def _without_formats_of_all(phrase: Phrase, own: Sequence[Term]) -> Sequence[Term]:
    """Formats that are listed, or that stand for others, too, are those of all (文字、图片、视频等形式解读83篇)."""
    formats = [term for term in own if term.value("format") == _A_FORMAT]
    if len(formats) > 1 or any(phrase.text.startswith(AND_OTHERS, term.end) for term in formats):
        return [term for term in own if term not in formats]
    return own


def _with_other_media(phrase: Phrase, own: Sequence[Term]) -> Sequence[Term]:
    """Says that media are several where a list of them goes on with others (通过政府网站、查阅场所等)."""
    text, terms = phrase.text, phrase.terms
    media = [term for term in own if term.value("medium")]
    others = next((term for term in terms if term.text == AND_OTHERS and media and term.start >= media[-1].end), None)
    if others is None:
        return own
    are_other_ways = all(term.value("medium") in _OTHER_WAYS for term in media)
    if not _JOINERS.search(text, media[-1].end, others.start) and (are_other_ways or media[-1].end < others.start):
        return own
    if any(term.value("act") and media[-1].end <= term.start < others.start for term in terms):
        return own
    value = "several" if any(term.value("medium") == "website" for term in media) else "mixed"
    together = media[-1]._replace(features=(("medium", value),))
    return [*(term for term in own if term not in media), together]


def _as_far_as_told(terms: Sequence[Term], text: str) -> Sequence[Term]:
    """Reasons that stand for others, too (不掌握等原因), do not tell which one it was."""
    reasons = [term for term in terms if term.value("reason")]
    if not reasons or not text.startswith(AND_OTHERS, reasons[-1].end):
        return terms
    return [term._replace(features=tuple(one for one in term.features if one[0] != "reason")) for term in terms]


def _without_relative_clauses(terms: Sequence[Term], text: str) -> Iterator[Term]:
    """Which applications were answered is not what was done to them (答复当年受理申请6件, 收到的申请办结12件)."""
    done = [term for term in terms if not _DONE.isdisjoint(term.features)]
    for index, term in enumerate(terms):
        following = terms[index + 1] if index + 1 < len(terms) else None
        if (
            not _TAKEN_IN.isdisjoint(term.features)
            and following is not None
            and following.value("obj") == "application"
        ):
            describes = text[term.end : following.start] in ("", _OF)
            if describes and any(not _JOINERS.search(text, *_gap(term, other)) for other in done):
                yield term.only(*(slot for slot, _ in term.features if slot != "act"))
                continue
        yield term


def _gap(one: Term, other: Term) -> tuple[int, int]:
    """What stands between two terms, whichever comes first."""
    first, last = sorted((one, other), key=lambda term: term.start)
    return first.end, last.start


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
    if len(filled) == len(said) and len(people) < 2 and not ("medium" in filled and "channel" in filled):
        return [said]
    everybody = len({feature for feature in said if feature[0] in _WHO}) > 1 and not said.isdisjoint(_ANYBODY)
    asked = ("obj", "application") in said
    received = asked and not said.isdisjoint(_TAKEN_IN)
    shared: set[Feature] = set()
    choices: list[list[Feature]] = []
    for slot in dict.fromkeys([slot for term in terms for slot, _ in term.features]):
        holders = [term for term in terms if term.value(slot) is not None]
        values = list(dict.fromkeys(term.value(slot) or "" for term in holders))
        if slot in _WHO and everybody:
            continue
        if slot == "act" and len(values) > 1:
            values = [value for value in values if value != _PROCESSED]
        if slot == "medium":
            if not (asked and "channel" in filled):
                shared.add((slot, _together(values, ("part", "column") in said)))
        elif slot == "obj" and {"npc", "cppcc"} <= set(values) <= {"npc", "cppcc", "proposals", "information"}:
            shared.add((slot, "proposals"))
        elif len(values) > 1 and slots()[slot].joins and _are_joined(text, holders, terms):
            # Ways in, joined in front of what came in by them, are all of its ways.
            if not (slot == "channel" and received):
                choices.append([(slot, value) for value in values])
        else:
            shared.update((slot, value) for value in values)
    return [frozenset(shared | set(chosen)) for chosen in itertools.product(*choices)]


def _together(media: Sequence[str], has_column: bool) -> str:
    """One value for several media: a total where the website is among them, else what they have in common."""
    named = [medium for medium in media if medium != "newmedia"] or media
    if len(named) == 1 and (len(media) == 1 or named[0] in ("weibo", "wechat")):
        return named[0]
    if "website" in media and not has_column:
        return "several"
    if set(media) <= _OTHER_WAYS:
        return "rest"
    return "social" if set(media) <= {"weibo", "wechat"} else "mixed"


def _are_joined(text: str, holders: Sequence[Term], terms: Sequence[Term]) -> bool:
    """Whether terms stand in a list, with nothing of meaning between them."""
    for one, following in itertools.pairwise(holders):
        is_one_word = one.end == following.start and one.value("channel") is not None
        if not is_one_word and not _JOINERS.search(text, one.end, following.start):
            return False
        if any(one.end <= term.start < following.start for term in terms if term.features and term not in holders):
            return False
    return True


def _wrong(
    phrase: Phrase, frame: Frame, features: frozenset[Feature], passage: Passage, *, is_denied: bool
) -> Named | None:
    """Why a frame that fits does not count here; None if it does."""
    is_open = ("open", "yes") in features
    if frame.code.split(".")[0] in _NOT_COUNTED.get(passage.topic, ()):
        return Named(reason="a section about key areas does not count it", is_final=True)
    if passage.is_by_attribute and frame.code.startswith("applications."):
        return Named(reason="documents are counted by how they may be disclosed", is_final=True)
    turns_back = is_open or _OPENED in features
    if passage.is_elsewhere and not turns_back and (frame.context or frame.strict not in (None, "noun")):
        return Named(reason="the sentence is about something that no code covers", is_final=True, is_elsewhere=True)
    beside = "" if is_denied else joined_to_the_noun(phrase, frame)
    if beside:
        return Named(reason=f"unknown words are counted with it: {beside}", is_elsewhere=True, is_unknown=True)
    narrowed = narrowing(phrase, frame, is_open=is_open or ("cost", "yes") in features)
    if frame.strict in ("open", "behind") and narrowed is not None and not _is_at_home(frame, passage):
        return Named(reason="nothing says that it is about the disclosure of information", is_final=True)
    gap = narrowed or ""
    if is_denied and narrowed is None:
        is_of_disclosure = frame.code.startswith(_DISCLOSURE)
        gap = phrase.unknown if is_of_disclosure else behind_the_last_word(phrase)
    if gap:
        return Named(reason=f"unknown words narrow it: {gap}", is_final=True, is_elsewhere=True, is_unknown=True)
    return None


def _is_at_home(frame: Frame, passage: Passage) -> bool:
    """Whether a passage is about the disclosure of information, or has counted the same before."""
    return passage.is_open or passage.topic in _AT_HOME or passage.total(frame.code) is not None

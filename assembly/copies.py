"""Copies, revisions and different reports told apart.

The same city's reports of two years share most of their words, and two cities may share a template: such reports
differ in place or year and are never copies, however alike. Among documents of one report the figures decide: the
same figures in other words, script or layout are a copy, and so is a part of them in a text that is cut short;
other figures are a revision.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from parsers.text.fingerprint import Fingerprint, likeness, without_marks
from storage.schema import Change

_NUMBER = re.compile(r"\d[\d,.]*")
_RANK = {"official": 0, "unknown": 1, "mirror": 2, "clone": 3}
_WINDOW = 5
"""Characters of the stretches that two texts are compared by."""
_CONTAINED = 0.8
"""Share of the shorter text's stretches that a cut copy must have in common with the longer."""
_SURELY_CONTAINED = 0.9
"""The same share where the cut copy has figures of its own."""
_MUCH_SHORTER = 0.85
"""Share of the longer text's stretches up to which a text with figures of its own may be a cut copy."""
_ALIKE = 0.5
"""Sketches that have this much in common are of one text, where nothing else says the place or the year."""
_DIFFERENCES = 20
"""Changed stretches that are kept of one revision."""


@dataclasses.dataclass(frozen=True, slots=True)
class Copy:
    """A document that holds a report.

    Attributes:
        document_id: Its id.
        report_id: Report that it is.
        text: Its clean text.
        provenance: Whose copy it is.
        damaged: Whether characters of it are lost.
        published_date: Day of publication that it states.
        order: Its place in the sequence of first fetches.
    """

    document_id: str
    report_id: str
    text: str
    provenance: str
    damaged: bool
    published_date: dt.date | None
    order: int


@dataclasses.dataclass(frozen=True, slots=True)
class Version:
    """One state of a report, and the documents that show it.

    Attributes:
        original: The document that it is read from: the official one, the most complete, the first.
        copies: Other documents of the same state, with the share of text they have in common with the original.
    """

    original: Copy
    copies: tuple[tuple[Copy, float], ...]


def versions(copies: Sequence[Copy]) -> list[Version]:
    """The states of one report, from the oldest to the one to be published.

    An official page is newer than whatever a mirror shows; among pages of one kind the day of publication decides, then
    the order of first fetches.
    """
    groups: list[list[tuple[Copy, float]]] = []
    for copy in sorted(copies, key=_preference):
        for group in groups:
            similarity = _same_state(group[0][0], copy)
            if similarity is not None:
                group.append((copy, similarity))
                break
        else:
            groups.append([(copy, 1.0)])
    found = [Version(group[0][0], tuple(group[1:])) for group in groups]
    return sorted(found, key=lambda version: _age(version.original))


def _preference(copy: Copy) -> tuple[int, bool, int, int]:
    return _RANK[copy.provenance], copy.damaged, -len(copy.text), copy.order


def _age(copy: Copy) -> tuple[int, dt.date, int]:
    return -_RANK[copy.provenance], copy.published_date or dt.date.min, copy.order


def _same_state(original: Copy, copy: Copy) -> float | None:
    """The share of common text if a document shows the same state of a report, else None."""
    one, other = without_marks(original.text), without_marks(copy.text)
    if one == other:
        return 1.0
    figures, others = Counter(_figures(original.text)), Counter(_figures(copy.text))
    if figures != others and not _is_part(one, other, same_figures=not (figures - others and others - figures)):
        return None
    return round(_common(one, other), 4)


def _figures(text: str) -> list[str]:
    return [number.replace(",", "").rstrip(".") for number in _NUMBER.findall(text)]


def _is_part(one: str, other: str, *, same_figures: bool) -> bool:
    """Whether the shorter text is a part of the longer: cut off, or with lost characters.

    A cut text may carry figures of its own (a pager); then it must be much shorter, or it may be a corrected one.
    """
    shorter, longer = sorted((_stretches(one), _stretches(other)), key=len)
    if not same_figures and len(shorter) > _MUCH_SHORTER * len(longer):
        return False
    return len(shorter & longer) >= (_CONTAINED if same_figures else _SURELY_CONTAINED) * len(shorter)


def _common(one: str, other: str) -> float:
    stretches, others = _stretches(one), _stretches(other)
    return len(stretches & others) / max(1, len(stretches | others))


def _stretches(text: str) -> set[str]:
    return {text[place : place + _WINDOW] for place in range(max(1, len(text) - _WINDOW + 1))}


def differences(before: str, after: str) -> tuple[Change, ...]:
    """What a revision has changed, line by line; of very many changes, the first."""
    old, new = before.splitlines(), after.splitlines()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    found = [
        Change(before="\n".join(old[first:last]), after="\n".join(new[new_first:new_last]))
        for kind, first, last, new_first, new_last in matcher.get_opcodes()
        if kind != "equal"
    ]
    return tuple(found[:_DIFFERENCES])


def nearest(unknown: Mapping[str, Fingerprint], known: Mapping[str, Fingerprint]) -> dict[str, tuple[str, float]]:
    """For documents that do not say whose they are, the document that each is a copy of.

    Only documents that share a hash are compared, so the time grows with the number of documents, not with its square.

    Args:
        unknown: Sketches of the documents in question, by id.
        known: Sketches of documents whose report is known.

    Returns:
        Id and likeness of the nearest known document, for those that have one.
    """
    holders: dict[int, list[str]] = defaultdict(list)
    for document_id, sketch in known.items():
        for value in sketch:
            holders[value].append(document_id)
    found: dict[str, tuple[str, float]] = {}
    for document_id, sketch in unknown.items():
        shared = Counter(holder for value in sketch for holder in holders.get(value, ()))
        candidates = [(likeness(sketch, known[holder]), holder) for holder, _ in shared.most_common(5)]
        if candidates and max(candidates)[0] >= _ALIKE:
            best = max(candidates)
            found[document_id] = (best[1], best[0])
    return found

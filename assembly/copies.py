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
from collections.abc import Collection, Mapping, Sequence

from parsers.text.fingerprint import Fingerprint, likeness, own_numbers, without_marks
from parsing import codec
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
_NEARLY_ALL = 0.9
"""The same for texts that say too little in numbers of their own to be told apart by them."""
_ALIKE = 0.5
"""Sketches that have this much in common are of one text, where nothing else says the place or the year."""
_DIFFERENCES = 20
"""Changed stretches that are kept of one revision."""
_FEWEST_STATEMENTS = 4
"""Numbers of its own that a report must have for them to tell whether another document is the same report."""
_MOST = 0.5
"""Share of the own numbers that a revision keeps at least: it corrects some, and another body's report shares none."""
_MOST_SENTENCES = 0.8
"""Share of sentences, or of all stretches of words, that a report with few numbers keeps in a revision."""
_SENTENCE = 8
"""Characters from which a sentence counts as wording."""


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
        addresses: What names the report beside its id: its address, its index number, its document number.
        proof: How surely it is of its publisher: 0 where its title names that one, more where weaker evidence does.
        speaks_for: Other bodies that something in the document names as its publisher.
    """

    document_id: str
    report_id: str
    text: str
    provenance: str
    damaged: bool
    published_date: dt.date | None
    order: int
    addresses: frozenset[str] = frozenset()
    proof: int = 0
    speaks_for: frozenset[str] = frozenset()


@dataclasses.dataclass(frozen=True, slots=True)
class Version:
    """One state of a report, and the documents that show it.

    Attributes:
        original: The document that it is read from: the official one, the most complete, the first.
        copies: Other documents of the same state, with the share of text they have in common with the original.
    """

    original: Copy
    copies: tuple[tuple[Copy, float], ...]


def same_reports(copies: Sequence[Copy]) -> list[list[Copy]]:
    """Documents under one id, put together where it is proved that they are one report.

    Two documents are one report, as copies or revisions, if they share an address, an index or a document number, or
    most of their own words, and nothing speaks for another publisher. The first group is the one to be published: by
    provenance, proof of its publisher, the latest day that it states, and at last by its hash, never by arrival.

    Returns:
        Groups of documents; more than one where they contradict each other.
    """
    groups: list[list[Copy]] = []
    for copy in sorted(copies, key=lambda copy: copy.document_id):
        matching = [group for group in groups if any(_is_same_report(other, copy) for other in group)]
        groups = [group for group in groups if group not in matching]
        groups.append([copy, *(other for group in matching for other in group)])
    return sorted(groups, key=lambda group: min(map(_claim, group)))


def _claim(copy: Copy) -> tuple[int, int, int, str]:
    date = copy.published_date or dt.date.min
    return _RANK[copy.provenance], copy.proof, -date.toordinal(), copy.document_id


def _is_same_report(one: Copy, other: Copy) -> bool:
    if one.speaks_for != other.speaks_for and not _has_same_words(one.text, other.text):
        return False
    if one.addresses & other.addresses:
        return True
    statements, others = own_numbers(one.text), own_numbers(other.text)
    fewer = min(len(statements), len(others))
    shares_most = fewer > 0 and len(statements & others) >= _MOST * fewer
    if fewer >= _FEWEST_STATEMENTS:
        return shares_most
    alike = shares_most and _common(without_marks(one.text), without_marks(other.text)) >= _MOST_SENTENCES
    return alike or _has_same_words(one.text, other.text)


def _has_same_words(one: str, other: str) -> bool:
    """Whether most sentences of the shorter text stand in the longer one, too."""
    sentences, others = _sentences(one), _sentences(other)
    fewer = min(len(sentences), len(others))
    return fewer > 0 and len(sentences & others) >= _MOST_SENTENCES * fewer


def _sentences(text: str) -> set[str]:
    return {words for sentence in re.split(r"[。；\n]", text) if len(words := without_marks(sentence)) >= _SENTENCE}


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


@dataclasses.dataclass(frozen=True, slots=True)
class Sketch:
    """What of a text is kept to find copies of it; those of all documents are in memory at once.

    Attributes:
        packed: Its smallest hashes, as `parsing.codec.packed` makes them.
        joined: What it says in numbers of its own, as `parsing.codec.joined` makes it.
    """

    packed: bytes
    joined: str

    @classmethod
    def of(cls, hashes: Fingerprint, numbers: Collection[str]) -> Sketch:
        """The sketch of a text with these hashes and numbers."""
        return cls(codec.packed(hashes), codec.joined(numbers))

    @property
    def hashes(self) -> Fingerprint:
        """Its smallest hashes."""
        return codec.unpacked(self.packed)

    @property
    def numbers(self) -> frozenset[str]:
        """What it says in numbers of its own."""
        return codec.separated(self.joined)

    def is_copy_of(self, other: Sketch) -> bool:
        """Whether two texts are one: they share most of their own numbers, or without any nearly all words."""
        numbers, others = self.numbers, other.numbers
        fewer = min(len(numbers), len(others))
        if fewer < _FEWEST_STATEMENTS:
            return likeness(self.hashes, other.hashes) >= _NEARLY_ALL
        return len(numbers & others) >= _MOST * fewer


def nearest(unknown: Mapping[str, Sketch], known: Mapping[str, Sketch]) -> dict[str, tuple[str, float]]:
    """For documents that do not say whose they are, the document that each is a copy of.

    Only documents that share a hash are compared, so the time grows with the number of documents, not with its square.

    Args:
        unknown: Sketches of the documents in question, by id.
        known: Sketches of documents whose report is known.

    Returns:
        Id and likeness of the nearest known document, for those that have one.
    """
    wanted = {value for sketch in unknown.values() for value in sketch.hashes}
    holders: dict[int, list[str]] = defaultdict(list)
    for document_id, sketch in sorted(known.items()):
        for value in wanted.intersection(sketch.hashes):
            holders[value].append(document_id)
    found: dict[str, tuple[str, float]] = {}
    for document_id, sketch in unknown.items():
        shared = Counter(holder for value in sketch.hashes for holder in holders.get(value, ()))
        candidates = [
            (likeness(sketch.hashes, known[holder].hashes), holder)
            for holder, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:5]
            if sketch.is_copy_of(known[holder])
        ]
        if candidates and max(candidates)[0] >= _ALIKE:
            best = max(candidates)
            found[document_id] = (best[1], best[0])
    return found

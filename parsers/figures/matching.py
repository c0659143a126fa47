"""Which of the known wordings stand in front of a number or behind it, given what the text is about."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from parsers.figures.figure_labels import Label, is_about, mentions, usable

_JOINED = re.compile(r"(?:或者?|和|及|与|、|以及)")
_NOT_IN = {
    "key_areas": ("disclosure", "documents", "reading_point", "admin", "capacity"),
    "applications": ("admin.",),
}
"""Beginnings of codes that sections of some topics do not count, although they use their words."""


@dataclasses.dataclass(frozen=True, slots=True)
class Context:
    """What a report has said up to a number.

    Attributes:
        year: Year of the report.
        level: Level of its agency.
        topic: Topic of the section (`storage.schema.Section`).
        focus: Code, or beginning of one, that the text is about; empty where it is about nothing that is counted.
        mentioned: What else the paragraph has mentioned.
    """

    year: int
    level: str
    topic: str = ""
    focus: str = ""
    mentioned: frozenset[str] = frozenset()


def label_before(words: str, unit: str, context: Context, *, behind: str = "", part: str = "") -> Label | None:
    """The label that the words in front of a number end in.

    Args:
        words: The words.
        unit: Measure word of the number.
        context: What the text is about.
        behind: The words behind the number.
        part: The part of the sentence between semicolons.

    Returns:
        The longest wording that fits; of equally long ones that with the longest context, then the first of the file.
    """
    fitting: list[tuple[tuple[int, int, int], Label]] = []
    said = mentions(words)
    for order, label in _usable(unit, context, part):
        match = label.before.search(words) if label.before is not None else None
        if match is None or (label.unless is not None and label.unless.search(words)):
            continue
        if label.unless_behind is not None and label.unless_behind.search(behind):
            continue
        ahead = (m.focus for m in reversed(said) if m.position < match.start("label") and not m.within)
        focus = next(ahead, context.focus)
        if focus != context.focus and context.focus.startswith(focus + "."):
            focus = context.focus
        fit = _fit(label, dataclasses.replace(context, focus=focus))
        if fit is not None:
            fitting.append(((len(match["label"]), len(fit), -order), label))
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def label_after(words: str, unit: str, context: Context, *, lead: str, part: str = "") -> Label | None:
    """The label that the words behind a number begin with, given the words in front of it (`lead`)."""
    if not unit:
        return None
    fitting: list[tuple[tuple[int, int, int], Label]] = []
    for order, label in _usable(unit, context, part):
        match = label.after.match(words) if label.after is not None else None
        if match is None or (label.lead is not None and not label.lead.search(lead)):
            continue
        rest = _JOINED.match(words, match.end())
        if rest is not None and label_after(words[rest.end() :], unit, context, lead=lead, part=part) not in (
            None,
            label,
        ):
            continue
        if label.unless is not None and label.unless.search(lead.rpartition("、")[2] + words):
            continue
        fit = _fit(label, context)
        if fit is not None:
            fitting.append(((len(match["label"]), len(fit), -order), label))
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _usable(unit: str, context: Context, part: str) -> Iterator[tuple[int, Label]]:
    for order, label in enumerate(usable(unit, context.year, context.level)):
        if label.code.startswith(_NOT_IN.get(context.topic, ())):
            continue
        if label.requires is None or label.requires.search(part):
            yield order, label


def _fit(label: Label, context: Context) -> str | None:
    """Which of a label's contexts the text is about; empty where it needs none, None where it is about none."""
    if not label.context:
        return ""
    fit = is_about(context.focus, label.context)
    if fit is None and label.nearby and any(is_about(said, label.context) for said in context.mentioned):
        return label.context[0]
    return fit

"""The discourse of a report: what it is about at a place, and what it has stated so far."""

from __future__ import annotations

import dataclasses
import re

from parsers.figures.figure_labels import Label, is_about, mentions, parts, units_of
from parsers.figures.found import Found
from parsers.figures.matching import Context
from parsers.figures.scopes import scope_of
from parsers.model import Lump, Section
from parsers.text.numbers import Quantity

_FOCUS_OF_TOPIC = {
    "applications": "applications",
    "proactive_disclosure": "disclosure",
    "review_litigation": "dispute",
    "fees": "fees",
    "proposals": "proposals",
}
_SILENT = "problems_improvements"
_RECEIVED = "applications.received.total"
_RECEIVING = re.compile("收到|受理|申请量|提出的?申请")
_FORMER_AND_LATTER = (
    (("前者", "前一类", "前类"), "litigation.direct.total"),
    (("后者", "后一类", "后类"), "litigation.after_review.total"),
)


class Discourse:
    """Follows a report from paragraph to paragraph and from figure to figure.

    Attributes:
        found: The figures, in reading order.
        lumps: Numbers that count several codes at once.
        focus: Code, or beginning of one, that the text is about; `elsewhere` where it is about what is not counted.
        last: The last figure of the sentence that stands for this year.
        opening: The first such figure of the sentence before.
        former: The figure of an earlier year from which something has changed (由2015年的231个).
        summed: Label of a number of several years, which one of this year may follow.
    """

    def __init__(self, year: int, level: str) -> None:
        self.found: list[Found] = []
        self.lumps: list[Lump] = []
        self.focus = ""
        self.last: Found | None = None
        self.opening: Found | None = None
        self.former: Found | None = None
        self.summed: Label | None = None
        self._year = year
        self._level = level
        self._section: Section | None = None
        self._topic = ""
        self._base = ""
        self._subject = ""
        self._totals: dict[str, Quantity] = {}
        self._mentioned: set[str] = set()
        self._sentence_begins = 0

    @property
    def is_silent(self) -> bool:
        """Whether the section is about problems and plans, where nothing is counted."""
        return self._topic == _SILENT

    @property
    def context(self) -> Context:
        """What labels need to know."""
        return Context(self._year, self._level, self._topic, self.focus, frozenset(self._mentioned))

    def enter(self, section: Section | None) -> None:
        """Begins a paragraph."""
        self._mentioned.clear()
        if section is self._section:
            return
        self._section = section
        self._topic = section.topic if section else ""
        self._base = _FOCUS_OF_TOPIC.get(self._topic, "")
        self.focus = self._base
        self._subject = ""
        self._totals.clear()
        self.last = None

    def begin_sentence(self) -> None:
        """Begins a sentence; what was elsewhere comes back to the section's topic."""
        if self.focus == "elsewhere":
            self.focus = self._base
        stated = self.found[self._sentence_begins :]
        self.opening = next((one for one in stated if one.year == self._year), None)
        self._sentence_begins = len(self.found)
        self.last = self.former = self.summed = None

    def mention(self, words: str) -> None:
        """Goes on past words that count nothing but may tell what comes."""
        for mention in mentions(words):
            if mention.within and not any(map(self.is_about, mention.within.split("|"))):
                continue
            if not self.focus.startswith(mention.focus + "."):
                self.focus = mention.focus
            self._mentioned.add(mention.focus)

    def remember(self, words: str) -> None:
        """Keeps what words mention for the rest of the paragraph, without turning to it."""
        self._mentioned.update(mention.focus for mention in mentions(words))

    def turn_back(self, words: str) -> None:
        """前者, 后者: what follows is about the one or the other of two figures."""
        for names, code in _FORMER_AND_LATTER:
            if words.startswith(names) and self.is_about("litigation"):
                self.last = next((one for one in reversed(self.found) if one.code == code), self.last)
                self.focus = code

    def is_about(self, prefix: str) -> bool:
        """Whether the text, or its section, is about a family of codes."""
        return any(is_about(focus, (prefix,)) is not None for focus in (self.focus, self._base))

    def is_on_disclosure(self) -> bool:
        """Whether sorts of information may be counted here."""
        return "disclosure" in (self._subject.partition(".")[0], self._base)

    def add(self, found: Found) -> Found:
        """Adds a figure that the text does not go on from."""
        scoped = dataclasses.replace(found, scope=scope_of(found, self.found) or found.scope)
        self.found.append(scoped)
        return scoped

    def emit(self, found: Found) -> None:
        """Adds a figure and goes on from it."""
        found = self.add(found)
        if found.year != self._year:
            return
        self.last = found
        self.focus = found.code if found.applicant_type == "total" else "applications.received.by_applicant"
        if not found.label and found.applicant_type == "total":
            if found.code in parts().spread:
                self._subject = found.code
            known = self._totals.get(found.code, found.quantity)
            self._totals[found.code] = max(found.quantity, known, key=lambda quantity: quantity.value)

    def correct(self, found: Found) -> None:
        """Puts a figure in the place of the last one, which it says more precisely."""
        if self.last is not None:
            self.found.remove(self.last)
        self.emit(found)

    def total(self, code: str) -> Quantity | None:
        """The total that the section has stated for a code."""
        return self._totals.get(code)

    def shared(self, quantity: Quantity, said: str = "") -> str | None:
        """Code of the total that a part without a label of its own belongs to; None if there is none.

        Args:
            quantity: The part.
            said: The sentence, which may say that it is about what was received.
        """
        received = is_about(self.focus, ("applications.received",)) or _RECEIVING.search(said)
        first = _RECEIVED if received else self._subject
        spread = [code for code in reversed(self._totals) if code in parts().spread]
        candidates = dict.fromkeys((first, self._subject, *spread))
        return next((code for code in candidates if self._is_below_total(quantity, code)), None)

    def _is_below_total(self, quantity: Quantity, code: str) -> bool:
        """Whether a number may be a part of a total: counted alike, and no more than that."""
        total = self._totals.get(code)
        if total is None or code not in parts().spread or quantity.unit not in units_of(code):
            return False
        alike = quantity.unit == total.unit or "" in (quantity.unit, total.unit)
        return alike and (quantity.value <= total.value or total.approx)

"""What a report is about at a place, and what it has stated so far."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from parsers.model import Lump, Section
from parsers.prose.codes import CASE_OBJECTS, DISCLOSED
from parsers.prose.found import Found
from parsers.prose.frames import Frame, units_of
from parsers.prose.lexicon import AND_OTHERS, Feature, Term, slots
from parsers.prose.scopes import scope_of
from parsers.prose.shares import parts
from parsers.text.numbers import Quantity

_OBJECT_OF_TOPIC = {
    "applications": "application",
    "proactive_disclosure": "information",
    "fees": "fee",
    "proposals": "proposals",
}
_OBJECT_OF_CODES = {
    "applications.": "application",
    "disclosure.": "information",
    "reading_point.": "reading_point",
    "capacity.reading_points": "reading_point",
    "fees.processing.": "processing_fee",
}
"""What a text goes on about behind a figure whose frame does not say it."""
_KEPT = ("obj", "way", "medium")
"""Slots that a text goes on about."""
_PASSED_OVER = ("article", "document", "other")
"""What may be mentioned without the text turning to it."""
_OWN_MEDIA = ("weibo", "wechat", "website", "app")
"""Media whose posts a sentence goes on to count."""
_OTHERS = "others"
"""Stands for a medium that is only an example of several (微信等新媒体)."""
_TOGETHER = ({"rules", "normative"}, set(CASE_OBJECTS))
"""What is counted as both, and then no longer as one of them."""
_SUGGESTIONS = {"npc", "cppcc"}
"""Whose replies are published together, where both are named in front (建议12件、提案7件，公开19件)."""
_POSTS_OF = {
    "newmedia.weibo_accounts": "weibo",
    "newmedia.wechat_accounts": "wechat",
    "gazette.issues": "gazette",
    "gazette.copies": "gazette",
}
"""Whose posts follow a figure of accounts or issues."""
_FORMER_AND_LATTER = ((("前者", "前一类", "前类"), "direct"), (("后者", "后一类", "后类"), "after_review"))
_SILENT = "problems_improvements"
_OTHER_OUTCOMES = "applications.answered.other."


@dataclasses.dataclass(frozen=True, slots=True)
class State:
    """What a bracket interrupts, and what it comes back to.

    Attributes:
        features: What the text is about.
        last: The last figure.
        frame: Its frame.
        slot: The slot that tells it from its siblings.
        whole_code: Code of the last total, of which parts may follow.
        is_elsewhere: Whether the sentence had turned to what no code covers.
    """

    features: Mapping[str, str]
    last: Found | None
    frame: Frame | None
    slot: str
    whole_code: str
    is_elsewhere: bool


class Passage:
    """Follows a report from paragraph to paragraph and from figure to figure.

    Attributes:
        year: Year of the report.
        level: Level of its agency.
        topic: Topic of the section (`storage.schema.Section`).
        found: The figures, in reading order.
        withdrawn: Figures that were taken back.
        lumps: Numbers that count several codes at once.
        last: The last figure of the sentence that stands for this year.
        last_frame: Its frame.
        opening: The first such figure of the sentence before.
        former: A figure of an earlier year from which something has changed (由2015年的231个), with its frame.
        summed: Frame of a number of several years, which one of this year may follow.
        whole: The first total of disclosed information that the report states.
        is_elsewhere: Whether the sentence has turned to what no code covers.
        is_open: Whether the paragraph has spoken of the disclosure of information.
        is_by_attribute: Whether the sentence counts documents by how they may be disclosed.
    """

    def __init__(self, year: int, level: str) -> None:
        self.year = year
        self.level = level
        self.topic = ""
        self.found: list[Found] = []
        self.withdrawn: list[Found] = []
        self.lumps: list[Lump] = []
        self.last: Found | None = None
        self.last_frame: Frame | None = None
        self.opening: Found | None = None
        self.former: tuple[Found, Frame] | None = None
        self.summed: Frame | None = None
        self.whole: Quantity | None = None
        self.is_elsewhere = False
        self.is_open = False
        self.is_by_attribute = False
        self._features: dict[str, str] = {}
        self._slot = ""
        self._by_channel = False
        self._whole_code = ""
        self._media = 0
        self._accounts: set[str] = set()
        self._suggested: set[str] = set()
        self._section: Section | None = None
        self._totals: dict[str, Quantity] = {}
        self._sums: dict[str, Found] = {}
        self._stated: set[str] = set()
        self._subject = ""
        self._sentence_begins = 0

    @property
    def is_silent(self) -> bool:
        """Whether the section is about problems and plans, where nothing is counted."""
        return self.topic == _SILENT

    @property
    def obj(self) -> str:
        """What the text is about."""
        return self._features.get("obj", "")

    @property
    def of_this_sentence(self) -> Sequence[Found]:
        """The figures that the sentence has stated so far."""
        return self.found[self._sentence_begins :]

    def context(self) -> frozenset[Feature]:
        """What a frame may take from the passage."""
        said: list[Feature] = [*self._features.items(), ("topic", self.topic)]
        if self._by_channel:
            said.append(("slot", "medium"))
        if self._slot and (self._slot != "medium" or self._media > 1):
            said.append(("slot", self._slot))
        if self.last is not None and self.last.code in _POSTS_OF:
            said.append(("account", _POSTS_OF[self.last.code]))
        elif len(self._accounts) == 1:
            said.extend(("account", medium) for medium in self._accounts)
        if self.is_open:
            said.append(("open", "yes"))
        if self._whole_code == "applications.carried_in":
            said.append(("whole", "carried_in"))
        said.extend([("stated", code) for code in slots()["stated"].values if code in self._stated])
        return frozenset(said)

    # From paragraph to paragraph.

    def enter(self, section: Section | None) -> None:
        """Begins a paragraph."""
        self.is_open = self._by_channel = False
        self.summed = None
        if section is self._section:
            return
        self._section = section
        self.turn_to(section.topic if section else "")

    def turn_to(self, topic: str) -> None:
        """Begins a section."""
        self.topic = topic
        self._come_back()
        self._subject = self._slot = ""
        self._totals.clear()
        self._sums.clear()
        self.last = self.last_frame = None

    def begin_sentence(self) -> None:
        """Begins a sentence; what was elsewhere comes back to the section's topic."""
        if self.is_elsewhere:
            self.is_elsewhere = False
            self._come_back()
        self.opening = next((one for one in self.of_this_sentence if one.year == self.year), None)
        self._sentence_begins = len(self.found)
        self.last = self.former = None
        self._media = 0
        self._accounts.clear()
        self._whole_code = ""
        self.is_by_attribute = False
        self.begin_part()

    def begin_part(self) -> None:
        """Begins what stands between two semicolons."""
        self._suggested.clear()

    def _come_back(self) -> None:
        base = _OBJECT_OF_TOPIC.get(self.topic)
        self._features = {"obj": base} if base else {}

    def state(self) -> State:
        """What the text is about, to come back to behind a bracket."""
        return State(dict(self._features), self.last, self.last_frame, self._slot, self._whole_code, self.is_elsewhere)

    def restore(self, state: State) -> None:
        """Comes back to what a bracket has interrupted."""
        self._features = dict(state.features)
        self.last, self.last_frame, self._slot = state.last, state.frame, state.slot
        self._whole_code, self.is_elsewhere = state.whole_code, state.is_elsewhere

    def mention(self, terms: Sequence[Term]) -> None:
        """Goes on past words that count nothing but may tell what comes."""
        objects: set[str] = set()
        media: list[Term] = []
        for term in terms:
            for slot, value in term.features:
                if slot == "obj":
                    objects.add(value)
                    self._turn_to(value)
                elif slot == "act":
                    self.is_elsewhere = self.is_elsewhere or value == "close"
                elif slot == "whole":
                    self.is_by_attribute = True
                elif slot == "open":
                    self.is_open = True
                elif (slot, value) == ("medium", "all"):
                    self._by_channel = True
                elif slot in _KEPT:
                    self._features[slot] = value
                if slot == "medium" and value in _OWN_MEDIA:
                    media.append(term)
        if media:
            of_others = {term.start for term in terms if term.text == AND_OTHERS}
            self._accounts.update(_OTHERS if term.end in of_others else term.value("medium") or "" for term in media)
        if len(objects) > 1 and any(together <= objects for together in _TOGETHER):
            self._features["obj"] = "several"

    def _turn_to(self, value: str) -> None:
        if value == "elsewhere":
            self.is_elsewhere = True
            return
        if value in _PASSED_OVER or (value == "information" and self.topic != "proactive_disclosure"):
            return
        if value != self.obj:
            self._features.pop("way", None)
        self._features["obj"] = value
        if value in _SUGGESTIONS:
            self._suggested.add(value)
            if self._suggested == _SUGGESTIONS:
                self._features["obj"] = "proposals"

    def turn_back(self, words: str) -> None:
        """前者, 后者: what follows is about the one or the other of two figures."""
        for names, way in _FORMER_AND_LATTER:
            if words.startswith(names) and self.obj == "litigation":
                self._features["way"] = way

    # From figure to figure.

    def add(self, found: Found) -> Found:
        """Adds a figure that the text does not go on from."""
        scope = scope_of(found, self.found)
        if scope is not None:
            found = found._replace(scope=scope)
        self.found.append(found)
        return found

    def emit(self, found: Found, frame: Frame) -> None:
        """Adds a figure and goes on from it."""
        found = self.add(found)
        if found.year != self.year:
            return
        self.last, self.last_frame = found, frame
        self.summed = None
        self._suggested.clear()
        self.go_on_from(frame)
        if not found.label and found.applicant_type == "total":
            self._count(found)

    def go_on_from(self, frame: Frame) -> None:
        """Turns to what a frame is about."""
        for slot in _KEPT:
            value = frame.value(slot)
            if value is not None:
                if slot == "obj" and value != self.obj:
                    self._features.pop("way", None)
                    self._features.pop("medium", None)
                self._features[slot] = value
        for beginning, value in _OBJECT_OF_CODES.items():
            if frame.code.startswith(beginning):
                self._features["obj"] = value
        self._media += frame.slot == "medium"
        self._slot = "other_outcome" if frame.code.startswith(_OTHER_OUTCOMES) else frame.slot

    def _count(self, found: Found) -> None:
        self._whole_code = found.code
        if found.code in parts().spread:
            self._subject = found.code
        if found.code == DISCLOSED and self.whole is None:
            self.whole = found.quantity
        self._stated.add(found.code)
        known = self._totals.get(found.code, found.quantity)
        self._totals[found.code] = max(found.quantity, known, key=lambda quantity: quantity.value)

    def correct(self, rough: Found, found: Found, frame: Frame) -> None:
        """Puts a figure in the place of an earlier one, which it says more precisely, or as what it is."""
        self.found.remove(rough)
        self.withdrawn.append(rough)
        if rough.code != found.code:
            self._totals.pop(rough.code, None)
            self._stated.discard(rough.code)
        self.emit(found, frame)

    def replaces(self, found: Found, *, is_sum: bool, is_new: bool) -> bool:
        """Whether a figure stands: a sum over years gives way to the figure of the year (累计公开418条，新增93条).

        Args:
            found: The figure.
            is_sum: Whether it is counted over years.
            is_new: Whether its words say that it is of the year alone.
        """
        if is_sum and self.total(found.code) is not None:
            return False
        if is_sum:
            self._sums[found.code] = found
        elif found.year == self.year:
            alike = (one for one in reversed(self.of_this_sentence) if one.key == found.key and not one.label)
            earlier = next(alike, None) if is_new else None
            is_more = earlier is not None and earlier.quantity.value > found.quantity.value
            if earlier is not None and is_more and _adjoins(earlier, found):
                self.withdraw(earlier)
            family = "disclosure." if is_new and found.code == DISCLOSED else found.code
            for code in [code for code in self._sums if code.startswith(family)]:
                self.withdraw(self._sums.pop(code))
        return True

    def withdraw(self, found: Found) -> None:
        """Takes a figure back, with what follows from it."""
        where = (found.sentence, found.quantity)
        self.found = [one for one in self.found if (one.sentence, one.quantity) != where]
        self.withdrawn.append(found)
        self._totals.pop(found.code, None)
        self._stated.discard(found.code)

    def mark_gross(self, codes: Iterable[str]) -> None:
        """Marks the last figure of some codes in this sentence: it includes what was carried in."""
        wanted = set(codes)
        for position in range(len(self.found) - 1, self._sentence_begins - 1, -1):
            if self.found[position].code in wanted and self.found[position].applicant_type == "total":
                self.found[position] = self.found[position]._replace(includes_carried_in=True)
                return

    def total(self, code: str) -> Quantity | None:
        """The total that the section has stated for a code."""
        return self._totals.get(code)

    def stated(self, code: str) -> Found | None:
        """The figure that is the section's total of a code."""
        total = self.total(code)
        return next((one for one in reversed(self.found) if total is not None and one.quantity == total), None)

    def shared(self, quantity: Quantity) -> str | None:
        """Code of the total that a part without a label of its own belongs to; None if there is none."""
        spread = [code for code in reversed(self._totals) if code in parts().spread]
        return next((code for code in dict.fromkeys((self._subject, *spread)) if self._is_below(quantity, code)), None)

    def _is_below(self, quantity: Quantity, code: str) -> bool:
        """Whether a number may be a part of a total: counted alike, and no more than that."""
        total = self.total(code)
        if total is None or code not in parts().spread or quantity.unit not in units_of(code):
            return False
        alike = quantity.unit == total.unit or "" in (quantity.unit, total.unit)
        return alike and (quantity.value <= total.value or total.approx)


def _adjoins(earlier: Found, found: Found) -> bool:
    """Whether no number of the same measure stands between two figures of a sentence."""
    start, end = earlier.quantity.span.end, found.quantity.span.start
    alike = (one for one in found.sentence.quantities if one.unit == found.quantity.unit)
    return not any(start <= one.span.start < end for one in alike)

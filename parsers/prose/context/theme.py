"""What a report is about at a place: the object that its words have turned to, and where they have turned away."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence

from parsers.prose.words.codes import CASE_OBJECTS, WEBSITE
from parsers.prose.words.frames import Frame
from parsers.prose.words.lexicon import AND_OTHERS, Feature, Term

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
_PASSED_OVER = ("article", "document", "other", "answer_rate")
"""What may be mentioned without the text turning to it."""
_OWN_MEDIA = ("weibo", "wechat", "website", "app")
"""Media whose posts a sentence goes on to count."""
_OTHERS = "others"
"""Stands for media of which one is only an example, or that are named beside it (微信等新媒体; 公开栏和微信)."""
_TOGETHER = ({"rules", "normative"}, set(CASE_OBJECTS))
"""What is counted as both, and then no longer as one of them."""
_SUGGESTIONS = {"npc", "cppcc"}
"""Whose replies are published together, where both are named in front (建议12件、提案7件，公开19件)."""
_FORMER_AND_LATTER = ((("前者", "前一类", "前类"), "direct"), (("后者", "后一类", "后类"), "after_review"))
_SILENT = "problems_improvements"
_OTHER_OUTCOMES = "applications.answered.other."


@dataclasses.dataclass(frozen=True, slots=True)
class ThemeState:
    """What a text is about where a bracket interrupts it.

    Attributes:
        features: What it is about.
        slot: The slot that tells the last figure from its siblings.
        is_elsewhere: Whether the sentence had turned to what no code covers.
    """

    features: Mapping[str, str]
    slot: str
    is_elsewhere: bool


class Theme:
    """Follows what a text is about, from section to section and from word to word.

    Attributes:
        topic: Topic of the section (`storage.schema.Section`).
        is_elsewhere: Whether the sentence has turned to what no code covers.
        is_open: Whether the paragraph has spoken of the disclosure of information.
        may_turn_back: Whether that was only supposed, of what a semicolon has ended, so that cases may be counted.
        is_by_attribute: Whether the sentence counts documents by how they may be disclosed.
        has_asked: Whether the section has spoken of applications.
        counts_all: Whether the section has counted what a site has disclosed, which one about key areas does of all.
    """

    def __init__(self) -> None:
        self.topic = ""
        self.is_elsewhere = False
        self.is_open = False
        self.is_by_attribute = False
        self.has_asked = False
        self.counts_all = False
        self._features: dict[str, str] = {}
        self._slot = ""
        self._by_channel = False
        self._media = 0
        self._accounts: set[str] = set()
        self._suggested: set[str] = set()
        self.may_turn_back = False
        self._is_supposed = False

    @property
    def is_silent(self) -> bool:
        """Whether the section is about problems and plans, where nothing is counted."""
        return self.topic == _SILENT

    @property
    def obj(self) -> str:
        """What the text is about."""
        return self._features.get("obj", "")

    @property
    def only_account(self) -> str | None:
        """The medium of which the sentence has spoken, if it is the only one."""
        return next(iter(self._accounts)) if len(self._accounts) == 1 else None

    def said(self) -> Iterator[Feature]:
        """What a frame may take from it."""
        yield from self._features.items()
        yield "topic", self.topic
        if self._by_channel:
            yield "slot", "medium"
        if self._slot and (self._slot != "medium" or self._media > 1):
            yield "slot", self._slot
        if self.is_open:
            yield "open", "yes"

    # From section to section.

    def begin_section(self, topic: str) -> None:
        """Turns to the topic of a section."""
        self.topic = topic
        self.has_asked = self.counts_all = False
        self._come_back()
        self._slot = ""

    def begin_paragraph(self) -> None:
        """Forgets what only a paragraph has said."""
        self.is_open = self._by_channel = False

    def begin_sentence(self) -> None:
        """Begins a sentence; what was elsewhere comes back to the section's topic."""
        if self.is_elsewhere:
            self.turn_back()
            self._come_back()
        self._media = 0
        self._accounts.clear()
        self.is_by_attribute = False
        self.begin_part()

    def begin_part(self) -> None:
        """Begins what stands between two semicolons."""
        self.end_suggestions()
        self.may_turn_back = self.is_elsewhere and self._is_supposed

    def end_suggestions(self) -> None:
        """Forgets which suggestions were told: those that follow are no part of one list with them."""
        self._suggested.clear()

    def turn_away(self, *, is_supposed: bool) -> None:
        """Turns to what no code covers.

        Args:
            is_supposed: Whether that is only supposed, as words are not known.
        """
        self._is_supposed = is_supposed and (self._is_supposed or not self.is_elsewhere)
        self.is_elsewhere = True

    def turn_back(self) -> None:
        """Comes back to what codes cover."""
        self.is_elsewhere = self.may_turn_back = self._is_supposed = False

    def _come_back(self) -> None:
        base = _OBJECT_OF_TOPIC.get(self.topic)
        self._features = {"obj": base} if base else {}

    def state(self) -> ThemeState:
        """What the text is about, to come back to behind a bracket."""
        return ThemeState(dict(self._features), self._slot, self.is_elsewhere)

    def restore(self, state: ThemeState) -> None:
        """Comes back to what a bracket has interrupted."""
        self._features = dict(state.features)
        self._slot, self.is_elsewhere = state.slot, state.is_elsewhere

    # From word to word, and from figure to figure.

    def mention(self, terms: Sequence[Term]) -> None:
        """Goes on past words that count nothing but may tell what comes."""
        if not terms:
            return
        objects: set[str] = set()
        media: list[Term] = []
        is_beside_others = False
        for term in terms:
            for slot, value in term.features:
                if slot == "obj":
                    objects.add(value)
                    self.has_asked = self.has_asked or value == "application"
                    self._turn_to(value)
                elif (slot, value) == ("act", "close"):
                    self.turn_away(is_supposed=False)
                elif slot == "whole":
                    self.is_by_attribute = True
                elif slot == "open":
                    self.is_open = True
                elif (slot, value) == ("medium", "all"):
                    self._by_channel = True
                elif slot in _KEPT:
                    self._features[slot] = value
                if slot == "medium":
                    if value in _OWN_MEDIA:
                        media.append(term)
                    else:
                        is_beside_others = True
        if media:
            of_others = {term.start for term in terms if term.text == AND_OTHERS}
            self._accounts.update(_OTHERS if term.end in of_others else term.value("medium") or "" for term in media)
            if is_beside_others:
                self._accounts.add(_OTHERS)
        if any(together <= objects for together in _TOGETHER):
            self._features["obj"] = "several"

    def _turn_to(self, value: str) -> None:
        if value == "elsewhere":
            self.turn_away(is_supposed=False)
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

    def choose(self, words: str) -> None:
        """前者, 后者: what follows is about the one or the other of two figures."""
        for names, way in _FORMER_AND_LATTER:
            if words.startswith(names) and self.obj == "litigation":
                self._features["way"] = way

    def go_on_from(self, frame: Frame) -> None:
        """Turns to what the frame of a figure is about."""
        self.counts_all = self.counts_all or frame.code == WEBSITE
        self.has_asked = self.has_asked or frame.code.startswith("applications.")
        for slot in _KEPT:
            value = frame.value(slot)
            if value is not None:
                if slot == "obj" and value != self.obj:
                    self._features.pop("way", None)
                    self._features.pop("medium", None)
                self._features[slot] = value
        if frame.value("obj") == "litigation" and frame.value("way") is None:
            self._features.pop("way", None)  # 直接起诉5件，复议后起诉4件，维持7件: all of them again
        for beginning, value in _OBJECT_OF_CODES.items():
            if frame.code.startswith(beginning):
                self._features["obj"] = value
        self._media += frame.slot == "medium"
        self._slot = "other_outcome" if frame.code.startswith(_OTHER_OUTCOMES) else frame.slot

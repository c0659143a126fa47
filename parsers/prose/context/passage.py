"""What a report has stated so far: its figures in their order, and where a sentence stands among them.

What it is about at a place is its `theme`, and what its figures are parts of its `stated_totals`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from parsers.model import Lump, Section
from parsers.prose.context.found import Found
from parsers.prose.context.scopes import scope_of
from parsers.prose.context.stated_sums import StatedSums
from parsers.prose.context.stated_totals import StatedTotals
from parsers.prose.context.theme import Theme, ThemeState
from parsers.prose.sentences.sentences import LONGEST_LIST
from parsers.prose.words.codes import DISCLOSED, SORTS, WEBSITE
from parsers.prose.words.frames import Frame
from parsers.prose.words.lexicon import Feature

_POSTS_OF = {
    "newmedia.weibo_accounts": "weibo",
    "newmedia.wechat_accounts": "wechat",
    "gazette.issues": "gazette",
    "gazette.copies": "gazette",
}
"""Whose posts follow a figure of accounts or issues."""
_ISSUES = "gazette.issues"
_WHOLE = frozenset({DISCLOSED, WEBSITE})
_ON_A_SITE = _WHOLE | {SORTS}
"""What may be counted of what was published, in front of the visits to the site that holds it."""


@dataclasses.dataclass(frozen=True, slots=True)
class State:
    """What a bracket interrupts, and what it comes back to.

    Attributes:
        theme: What the text is about.
        last: The last figure.
        frame: Its frame.
        whole_code: Code of the last total, of which parts may follow.
    """

    theme: ThemeState
    last: Found | None
    frame: Frame | None
    whole_code: str


class Passage:
    """Follows a report from paragraph to paragraph and from figure to figure.

    Attributes:
        year: Year of the report.
        level: Level of its agency.
        is_of_a_government: Whether it is known that a government reports, for its whole place.
        own_name: Name of who reports, behind the place; empty where it is not known, and for a government.
        theme: What it is about.
        totals: The totals that it has stated.
        found: The figures, in reading order.
        withdrawn: Figures that were taken back.
        lumps: Numbers that count several codes at once.
        last: The last figure of the sentence that stands for this year.
        last_frame: Its frame.
        opening: The first such figure of the sentence before.
        former: A figure of an earlier year from which something has changed (由2015年的231个), with its frame.
        pieces: The largest number of the section that gave no figure and may count documents.
        sums: The sums over years that it has stated.
    """

    def __init__(self, year: int, level: str, *, is_of_a_government: bool = False, own_name: str = "") -> None:
        self.year = year
        self.level = level
        self.is_of_a_government = is_of_a_government
        self.own_name = own_name
        self.theme = Theme()
        self.totals = StatedTotals()
        self.found: list[Found] = []
        self.withdrawn: list[Found] = []
        self.lumps: list[Lump] = []
        self.last: Found | None = None
        self.last_frame: Frame | None = None
        self.opening: Found | None = None
        self.former: tuple[Found, Frame] | None = None
        self.pieces = -1.0
        self.sums = StatedSums()
        self._whole_code = ""
        self._section: Section | None = None
        self._sentence_begins = 0

    @property
    def has_parts(self) -> bool:
        """Whether a government reports that has departments and towns, of which its report may tell."""
        return self.is_of_a_government and self.level != "township"

    @property
    def of_this_sentence(self) -> Sequence[Found]:
        """The figures that the sentence has stated so far."""
        return self.found[self._sentence_begins :]

    @property
    def lately(self) -> Sequence[Found]:
        """The last figures of the sentence: all of them in any real one, so that reading a longer one stays linear."""
        return self.found[max(self._sentence_begins, len(self.found) - LONGEST_LIST) :]

    def context(self) -> frozenset[Feature]:
        """What a frame may take from the passage."""
        said: list[Feature] = [*self.theme.said(), *self.totals.said(), *self._counted()]
        account = (
            _POSTS_OF.get(self.last.code) if self.last is not None and not self._counts_several_accounts() else None
        )
        account = self.theme.only_account if account is None else account
        if account is not None:
            said.append(("account", account))
        if self._whole_code == "applications.carried_in":
            said.append(("whole", "carried_in"))
        return frozenset(said)

    def _counted(self) -> Iterator[Feature]:
        """What the sentence has counted, whose copies or visits may follow without a name."""
        codes = {one.code for one in self.lately}
        if not codes:
            return
        if _ISSUES in codes:
            yield "counted", "gazette"
        published = {code for code in codes if code.startswith("disclosure.")}
        if published & _WHOLE and published <= _ON_A_SITE:
            yield "counted", "site"

    def _counts_several_accounts(self) -> bool:
        """Whether the last two figures count accounts of two media, so that what follows is of both.

        开通政务微博27个、政务微信31个，共发布信息3592条.
        """
        media = [_POSTS_OF.get(one.code) for one in self.of_this_sentence[-2:]]
        return len(media) > 1 and None not in media and media[0] != media[1]

    # From paragraph to paragraph.

    def enter(self, section: Section | None) -> None:
        """Begins a paragraph."""
        self.theme.begin_paragraph()
        self.sums.frame = None
        if section is self._section:
            return
        self._section = section
        self.turn_to(section.topic if section else "")

    def turn_to(self, topic: str) -> None:
        """Begins a section."""
        self.theme.begin_section(topic)
        self.totals.begin_section()
        self.sums.begin_section()
        self.pieces = -1.0
        self.last = self.last_frame = None

    def begin_sentence(self) -> None:
        """Begins a sentence."""
        self.theme.begin_sentence()
        self.opening = next((one for one in self.of_this_sentence if one.year == self.year), None)
        self._sentence_begins = len(self.found)
        self.last = self.former = None
        self._whole_code = ""

    def state(self) -> State:
        """Where the text is, to come back to behind a bracket."""
        return State(self.theme.state(), self.last, self.last_frame, self._whole_code)

    def restore(self, state: State) -> None:
        """Comes back to what a bracket has interrupted."""
        self.theme.restore(state.theme)
        self.last, self.last_frame, self._whole_code = state.last, state.frame, state.whole_code

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
        self.sums.frame = None
        self.theme.end_suggestions()
        self.theme.go_on_from(frame)
        if not found.label and found.applicant_type == "total":
            self._whole_code = found.code
            self.totals.add(found)

    def correct(self, rough: Found, found: Found, frame: Frame) -> None:
        """Puts a figure in the place of an earlier one, which it says more precisely, or as what it is."""
        self.found.remove(rough)
        self.withdrawn.append(rough)
        if rough.code != found.code:
            self.totals.drop(rough.code)
        self.emit(found, frame)

    def withdraw(self, found: Found) -> None:
        """Takes a figure back, with what follows from it."""
        where = (found.sentence, found.quantity)
        self.found = [one for one in self.found if (one.sentence, one.quantity) != where]
        self.withdrawn.append(found)
        self.totals.drop(found.code)

    def take_back(self, found: Found) -> None:
        """Takes one figure of a number back; what else the number counts stays (受理并办理61件)."""
        self.found.remove(found)
        self.totals.drop(found.code)
        where = (found.sentence, found.quantity)
        if all((one.sentence, one.quantity) != where for one in self.found):
            self.withdrawn.append(found)

    def mark_gross(self, codes: Iterable[str]) -> None:
        """Marks the last figure of some codes in this sentence: it includes what was carried in."""
        wanted = set(codes)
        for position in range(len(self.found) - 1, self._sentence_begins - 1, -1):
            if self.found[position].code in wanted and self.found[position].applicant_type == "total":
                self.found[position] = self.found[position]._replace(includes_carried_in=True)
                return

    def stated(self, code: str) -> Found | None:
        """The figure that is the section's total of a code."""
        total = self.totals.of(code)
        if total is None:
            return None
        alike = (one for one in reversed(self.found) if one.quantity == total)
        return next((one for one in alike if (one.code, one.applicant_type) == (code, "total")), None)

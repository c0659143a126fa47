"""A number with the figure that it would be by its words, and all that may speak against that."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from parsers.prose.context.found import Found
from parsers.prose.context.passage import Passage
from parsers.prose.context.times import Time, time_of
from parsers.prose.names.naming import Named
from parsers.prose.parts.draft import Draft
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.sentences.tree import Tree
from parsers.prose.words.frames import Frame
from parsers.prose.words.marks import PERCENT


@dataclasses.dataclass(slots=True, eq=False)
class Claim:
    """A number with the figure that it would be by its words.

    Attributes:
        draft: Its sentence.
        index: Index of the number in the sentence.
        found: The figure.
        named: What its words name.
        leads: Whether words in front of it say so.
        phrases: The phrases of its sentence.
        tree: The numbers of its sentence as a tree.
        passage: What the text is about.
    """

    draft: Draft
    index: int
    found: Found
    named: Named
    leads: bool
    phrases: Phrases = dataclasses.field(init=False)
    tree: Tree = dataclasses.field(init=False)
    passage: Passage = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        self.phrases, self.tree, self.passage = self.draft.phrases, self.draft.tree, self.draft.passage

    @property
    def frame(self) -> Frame:
        """The first frame that its words fit."""
        return self.named.frames[0]

    @property
    def family(self) -> str:
        """The beginning of its code."""
        return self.found.code.partition(".")[0]

    @property
    def before(self) -> str:
        """The words in front of the number."""
        return self.phrases.sentence.before(self.index).text

    @property
    def is_strong(self) -> bool:
        """Whether words of the figure say that it was disclosed on the body's own initiative."""
        return any(term.value("strong") for term in self.named.terms)

    @property
    def following(self) -> int | None:
        """Index of the number behind it, or behind its share; None where none follows."""
        quantities = self.phrases.sentence.quantities
        behind = range(self.index + 1, len(quantities))
        return next((place for place in behind if quantities[place].unit != PERCENT), None)

    @property
    def time(self) -> Time:
        """What its words say of its time."""
        return time_of(self.phrases, self.passage.year, self.found)

    @property
    def whole(self) -> Found | None:
        """The figure that it is a part of by the words between them; None where none is told."""
        return self.draft.whole_of(self.index)

    @property
    def is_counted_ahead(self) -> bool:
        """Whether the number ahead gave a figure."""
        return self.draft.made_of(self.index - 1) is not None

    @property
    def is_of_what_was_said_again(self) -> bool:
        """Whether a reference follows the number that it is a part of (85件中)."""
        whole = self.tree.whole_of(self.index)
        return whole is not None and self.tree.is_said_again(whole)

    def counted_before(self) -> Sequence[Found]:
        """The figures that its sentence has stated so far."""
        return self.passage.of_this_sentence

"""What the label of a row or column of an office's own table names, in the words of running text."""

from __future__ import annotations

from parsers.knowledge.units import magnitudes
from parsers.prose.context.passage import Passage
from parsers.prose.names.naming import name
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.words.frames import Frame
from parsers.prose.words.lexicon import find_terms

_ACCOUNTS = "newmedia."
"""Beginning of codes that count accounts, which a label of a medium names only in their own measure (政务微博, 条)."""


def name_label(words: str, unit: str, passage: Passage) -> Frame | None:
    """The frame that a label fits; None if none or several do.

    Args:
        words: The label.
        unit: Measure word of its numbers; a label that is not counted in it is tried without one.
        passage: What the table has been about so far.
    """
    label = Phrase(words, 0, len(words), find_terms(words))
    for measure in dict.fromkeys((unit, unit.lstrip("".join(magnitudes())), "")):
        named = name(label, measure, passage)
        if len(named.frames) == 1 and (measure or not named.frames[0].code.startswith(_ACCOUNTS)):
            return named.frames[0]
    return None

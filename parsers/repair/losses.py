"""Short runs of characters that a collector has dropped between digits: seen, told, and not guessed.

A collector that throws away text nodes of one character eats 年, 月 and 〕 where a portal puts them into spans of their
own. Where exactly one reading fits, `parsers.identify` uses it for the report's period and document number; the text
itself stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge import numbering
from parsers.model import Flag

_EATEN = (
    ("年 or 月 between digits", re.compile(r"(?<!\d)(?:19|20)\d{2}(?:1[0-2]|[1-9])(?:月\d{1,2}日|\d{1,2}日)")),
    (
        "a bracket of a document number",
        re.compile(rf"[\u4e00-\u9fff](?:{numbering.EATEN_BRACKET})\d{{1,4}}号"),
    ),
)
_QUESTION_MARK = re.compile(r"(?<=[\u4e00-\u9fff])？(?=[\u4e00-\u9fff])")
_ASKS = re.compile(r"(?:[吗呢么何哪否谁几]|多少|怎么办|为什么)？(?=[\u4e00-\u9fff])")


def flags(text: str) -> Iterator[Flag]:
    """What seems to be lost in a clean text, one sentence a kind, with the first example."""
    for what, pattern in _EATEN:
        found = [match[0] for match in pattern.finditer(text)]
        if found:
            sentence = f"{what} seems to be lost in {len(found)} places, the first: {found[0]}"
            yield Flag("suspected_loss", sentence, found[0])
    marks = len(_QUESTION_MARK.findall(text)) - len(_ASKS.findall(text))
    if marks > 0:
        yield Flag(
            "suspected_loss", f"{marks} question marks in the middle of sentences may stand for lost characters", "？"
        )

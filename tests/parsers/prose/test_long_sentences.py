"""A sentence of twice the length takes about twice the work, whatever it repeats: copies lose their full stops."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from parsers.model import Paragraph, Section, Span
from parsers.prose.reading import read_prose
from parsers.text.layout import lay_out

LENGTH = 3000
MOST = 2.6
"""How many times the calls a sentence of twice the length may take; work that grows with the square takes four."""
REPEATED = [
    ("proactive_disclosure", "公开政府信息1条，共2条，"),
    ("proactive_disclosure", "公开政府信息1条、"),
    ("proactive_disclosure", "工作动态2条（市县1条）、"),
    ("proactive_disclosure", "其他2条、"),
    ("proactive_disclosure", "收到2件，信息1条，"),
    ("proactive_disclosure", "其中在网站公开信息1条，"),
    ("proactive_disclosure", "上半年，公开1条；"),
    ("applications", "从地区看，东州4件，"),
    ("applications", "予以公开1件、不予公开1件，总计2件，"),
    ("applications", "未在期限内答复2件，"),
    ("applications", "均已按时答复，"),
    ("review_litigation", "收费情况：无，"),
    ("review_litigation", "未发生行政复议，"),
    ("other", "专职人员1名、兼职2名和"),
    ("other", "各单位配备专职人员1名、"),
    ("proposals", "会办建议8件、"),
]


def calls(topic: str, text: str) -> int:
    """How many functions are called, and generators gone on with, to read a sentence."""
    laid_out = lay_out((Paragraph(text),))
    whole = Span(0, len(laid_out.text))
    section = Section(section_id=1, parent_id=None, level=1, number=None, heading="", topic=topic, span=whole)
    count = 0

    def tell(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(tell)
    try:
        read_prose(laid_out, (section,), 2018, "prefecture")
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(("topic", "piece"), REPEATED)
def test_work_grows_with_the_length_of_a_sentence(topic: str, piece: str) -> None:
    once = piece * (LENGTH // len(piece))
    calls(topic, once)  # what the first reading keeps for later ones is no work of a longer sentence
    assert calls(topic, once * 2) < MOST * calls(topic, once)

"""A sentence of twice the length takes about twice the work, whatever it repeats: copies lose their full stops."""

from __future__ import annotations

import pytest

from parsers.model import Paragraph, Section, Span
from parsers.prose.reading import read_prose
from parsers.text.layout import lay_out
from tests.parsers.counting import calls

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


def work(topic: str, text: str) -> int:
    laid_out = lay_out((Paragraph(text),))
    whole = Span(0, len(laid_out.text))
    section = Section(section_id=1, parent_id=None, level=1, number=None, heading="", topic=topic, span=whole)
    return calls(lambda: read_prose(laid_out, (section,), 2018, "prefecture"))


@pytest.mark.parametrize(("topic", "piece"), REPEATED)
def test_work_grows_with_the_length_of_a_sentence(topic: str, piece: str) -> None:
    once = piece * (LENGTH // len(piece))
    work(topic, once)  # what the first reading keeps for later ones is no work of a longer sentence
    assert work(topic, once * 2) < MOST * work(topic, once)

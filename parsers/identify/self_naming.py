"""How a report speaks of its own body: as a bureau, a town, a whole place (我局, 我镇, 全市)."""

from __future__ import annotations

import functools
import re
from collections import Counter

from knowledge.self_references import kinds, nouns_of_bodies, telling
from parsers.body.finding import Body
from parsers.identify.citations import without_citations
from parsers.identify.opening import PREAMBLE
from parsers.model import Paragraph

_LENGTH = 3000
"""Characters in which a report speaks of its own body."""
_QUOTES = re.compile(r"[“”\"]")
_OWN_REPORT = re.compile(r"(?:将|公布|发布|编制了?|形成了?)(?P<body>[我本][\u4e00-\u9fff]{1,3}?)(?=20\d\d年)")
"""How a report says outright of which body it is (现将我局2016年政府信息公开工作报告如下)."""


def count_self_references(body: Body) -> Counter[str]:
    """How often the report speaks of itself as a body of each kind.

    What it says outright of whose report it is decides against words for a whole place: a bureau writes of 全县, too.
    """
    text = "\n".join(block.text for block in body.blocks if isinstance(block, Paragraph))[:_LENGTH]
    text = _QUOTES.sub("", without_citations(text))
    spoken: Counter[str] = Counter(kinds()[word] for word in telling().findall(text))
    spoken.update(nouns_of_bodies()[match["body"]] for match in _alias().finditer(text[:PREAMBLE]))
    own = _OWN_REPORT.search(text[:PREAMBLE])
    kind = kinds().get(own["body"]) if own else None
    if kind not in (None, "government"):
        del spoken["government"]
    if kind != "office":
        # An office that writes for its government asks readers to turn to it (请与我办联系).
        del spoken["office"]
    return spoken


@functools.cache
def _alias() -> re.Pattern[str]:
    """How a report names its body for short behind the full name (某市服务中心（以下简称中心）)."""
    nouns = "|".join(map(re.escape, nouns_of_bodies()))
    return re.compile(rf"[（(](?:以下|下)?简称(?:本|我)?(?P<body>{nouns})[）)]")

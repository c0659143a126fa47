"""How a report speaks of its own body: as a bureau, a town, a whole place (我局, 我镇, 全市)."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import Counter
from collections.abc import Mapping
from typing import Annotated

from knowledge.fields import UNIQUE
from knowledge.loading import read_rows
from knowledge.publishers import AgencyKind
from parsers.body.finding import Body
from parsers.identify.citations import without_citations
from parsers.identify.opening import PREAMBLE
from parsers.model import Paragraph

_LENGTH = 3000
"""Characters in which a report speaks of its own body."""
_QUOTES = re.compile(r"[“”\"]")
_ALIAS = re.compile(r"[（(](?:以下|下)?简称(?:本|我)?(?P<body>局|委|厅|办|中心|站|院|馆|校|公司|街道|镇|乡)[）)]")
"""How a report names its body for short behind the full name (某市服务中心（以下简称中心）)."""
_OWN_REPORT = re.compile(r"(?:将|公布|发布|编制了?|形成了?)(?P<body>[我本][\u4e00-\u9fff]{1,3}?)(?=20\d\d年)")
"""How a report says outright of which body it is (现将我局2016年政府信息公开工作报告如下)."""


@dataclasses.dataclass(frozen=True, slots=True)
class SelfReference:
    """Words by which a report speaks of the body that publishes it, and what kind that is: a row of the file."""

    word: Annotated[str, UNIQUE]
    kind: AgencyKind


def count_self_references(body: Body) -> Counter[str]:
    """How often the report speaks of itself as a body of each kind.

    What it says outright of whose report it is decides against words for a whole place: a bureau writes of 全县, too.
    """
    text = "\n".join(block.text for block in body.blocks if isinstance(block, Paragraph))[:_LENGTH]
    text = _QUOTES.sub("", without_citations(text))
    spoken = Counter(_self_references()[word] for word in _self_pattern().findall(text))
    aliases = (_self_references().get(f"我{match['body']}") for match in _ALIAS.finditer(text[:PREAMBLE]))
    spoken.update(kind for kind in aliases if kind)
    own = _OWN_REPORT.search(text[:PREAMBLE])
    kind = _self_references().get(own["body"]) if own else None
    if kind not in (None, "government"):
        del spoken["government"]
    if kind != "office":
        # An office that writes for its government asks readers to turn to it (请与我办联系).
        del spoken["office"]
    return spoken


@functools.cache
def _self_references() -> Mapping[str, str]:
    return {row.word: row.kind for row in read_rows("parsers", "self_references.csv", SelfReference)}


@functools.cache
def _self_pattern() -> re.Pattern[str]:
    """The words, the longest first; 办 begins verbs, too (我办理, 本办法)."""
    longest_first = sorted(_self_references(), key=lambda word: (-len(word), word))
    return re.compile("|".join(re.escape(word) + "(?![法理结事公])" * word.endswith("办") for word in longest_first))

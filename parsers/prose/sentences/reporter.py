"""Who reports, as running text names it, and the larger bodies around it, whose numbers are none of the report."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator

from knowledge.publishers import OF_GOVERNMENT, OF_TOWNSHIP
from knowledge.self_references import of_itself, whole_place
from parsers.model import Identity
from parsers.prose.sentences.sentences import Sentence

_SHORTEST_NAME = 3
_ABROAD = ("全国", "全省")
_WHOLES_OF_A_COUNTY = ("全市", "全州", "全盟")
_WHOLES_OF_A_TOWNSHIP = ("全县", "全区", "全旗")
_OF_ALL_OF_IT = rf"(?:{whole_place(OF_GOVERNMENT)}|及|各|共|所辖|所属|下辖|下属|辖区|辖内|\d+个)"
"""What follows the name of a larger place where all of it is meant; else the name only begins one's own."""
_ITSELF = re.compile(rf"(?:其中，?)?(?:\d{{4}}年度?)?{of_itself()}|{whole_place((*OF_TOWNSHIP, 'department'))}|全系")
_OWN_PLACE = re.compile("[我本](?P<noun>自治[区州县旗]|[县区旗市州盟省镇乡]|街道)(?![级直域])")
"""How a sentence names the own place beside those around it (我县公开12条，全市公开86条)."""
_OTHERS = "(?:全|兄弟|邻近?)"
_AROUND = {
    "省": "全国",
    "市": f"{_OTHERS}(?:[省国市]|自治区)(?<!全市)|国务院|省(?:人民)?政府",
    "县": f"{_OTHERS}(?:[省国市州盟县区旗]|自治区)(?<!全[县区旗])|国务院|[省市州](?:人民)?政府",
    "镇": f"{_OTHERS}(?:[省国市州盟县区旗乡镇]|自治区)(?<!全[乡镇])|国务院|[省市州县区](?:人民)?政府(?!网|门户|信息)",
}
"""What is around a place, or beside it, by the tier of the noun that the sentence uses for it.

Towns publish on the site of their county, which is then no larger body.
"""
_TIERS = {
    "自治区": "省",
    **dict.fromkeys(("州", "盟", "自治州"), "市"),
    **dict.fromkeys(("区", "旗", "自治县", "自治旗"), "县"),
    **dict.fromkeys(("乡", "街道"), "镇"),
}
_BEGINS = r"(?:\d{4}年度?，?|同期，?|其中，?|另外?，?|据统计，?)?"


@dataclasses.dataclass(frozen=True, slots=True)
class Reporter:
    """How running text names the body that reports, and larger ones.

    Attributes:
        name: Its name behind the place (市场监督管理局); its words are no medium and nothing that is counted. Empty
            for a government, whose name holds no such word.
        larger: What clauses begin with that count for a larger body.
        is_a_government: Whether it reports for a place, so that a department is a part of it.
    """

    name: str
    larger: re.Pattern[str]
    is_a_government: bool


def reporter_of(identity: Identity) -> Reporter:
    """How running text names who reports.

    Args:
        identity: Who reports.
    """
    name = "" if identity.covers_a_place else identity.agency
    for place in (identity.province, identity.city, identity.county, identity.township):
        name = name.removeprefix(place or "")
    return Reporter(name if len(name) >= _SHORTEST_NAME else "", larger_bodies(identity), identity.covers_a_place)


def larger_bodies(identity: Identity) -> re.Pattern[str]:
    """What the clauses begin with that count for a place around the one that reports (赤峰市12个旗县区共新收731件).

    Args:
        identity: Who reports.
    """
    names = "|".join(map(re.escape, dict.fromkeys(_names(identity))))
    wholes = "|".join(_wholes(identity))
    return re.compile(rf"{_BEGINS}(?:(?:{names}){_OF_ALL_OF_IT}|{wholes})" if names else rf"{_BEGINS}(?:{wholes})")


def _names(identity: Identity) -> Iterator[str]:
    """Names of the places around the one that reports."""
    if identity.city or identity.county:
        yield identity.province
    if identity.city and (identity.county or identity.township):
        yield identity.city
    if identity.township and identity.county:
        yield identity.county


def _wholes(identity: Identity) -> Iterator[str]:
    """What a place around it calls all of itself; the own place may use the same word (全市 of a county-level city)."""
    own = identity.county or identity.city or identity.province
    yield from _ABROAD if identity.city or identity.county else _ABROAD[:1]
    if identity.county or identity.township:
        yield from (word for word in _WHOLES_OF_A_COUNTY if identity.township or not own.endswith(word[-1]))
    if identity.level == "township":
        yield from _WHOLES_OF_A_TOWNSHIP


class CountedBody:
    """Follows one sentence from clause to clause: whether it counts for the body that reports, or for a larger one."""

    def __init__(self, reporter: Reporter | None, text: str) -> None:
        """Begins a sentence.

        Args:
            reporter: How running text names the body, where that is known.
            text: The sentence, which may name the own place beside those around it.
        """
        own = _OWN_PLACE.search(text)
        around = _AROUND[_TIERS.get(own["noun"], own["noun"])] if own else None
        patterns = [reporter.larger] if reporter else []
        self._larger = [*patterns, _beginning_with(around)] if around else patterns
        self._whole_of_a_share = _before_a_share(around) if around else None
        self._is_larger = False

    def is_larger(self, sentence: Sentence, position: int) -> bool:
        """Whether a clause counts for a larger body, or goes on from one that does (全市2016件，其中市直部门944件).

        Args:
            sentence: The sentence.
            position: A place in the clause; clauses are asked for from left to right.
        """
        if not self._larger:
            return False
        start = sentence.clause_start(position)
        if self._is_whole_of_a_share(sentence, start, position):
            return True
        if any(larger.match(sentence.text, start) for larger in self._larger):
            self._is_larger = True
        elif self._is_larger and _ITSELF.match(sentence.text, start):
            self._is_larger = False
        return self._is_larger

    def _is_whole_of_a_share(self, sentence: Sentence, start: int, position: int) -> bool:
        if self._whole_of_a_share is None:
            return False
        number = next((one.span.start for one in sentence.quantities if one.span.start >= position), position)
        return self._whole_of_a_share.search(sentence.text, start, number) is not None


@functools.cache
def _beginning_with(places: str) -> re.Pattern[str]:
    return re.compile(f"{_BEGINS}(?:{places})")


@functools.cache
def _before_a_share(places: str) -> re.Pattern[str]:
    """What stands in front of the whole that a share is of (我县占全市公开信息总量86126条的10%)."""
    return re.compile(f"占(?:{places})[^，。；\\d]*$")

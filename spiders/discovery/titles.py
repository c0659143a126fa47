"""The words of links: made plain, and read for years and for whose report they name."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence

from knowledge import divisions
from knowledge.place_names import spellings
from spiders.discovery.vocabulary import vocabulary

_DIGITS = str.maketrans("〇○零OoＯ一二三四五六七八九", "000000123456789")
_HAN_YEAR = re.compile(r"[二2][〇○零Oo0][〇○零Oo0一二三四五六七八九\d]{2}(?=[年度])")
_DATE = re.compile(r"(?:19|20)\d{2}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)(?:\d{1,2}:\d{2}(?::\d{2})?)?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)([0-3]\d)年度")
_RUN_OF_YEARS = re.compile(r"(?<!\d)((?:19|20)\d{2})年?(?:度)?[-—–~～至到]+((?:19|20)\d{2})(?!\d)")
_OPEN_RUN = re.compile(
    r"(?<!\d)((?:19|20)\d{2})年?度?(?:及其?|\(含\)|[-—–~～])*(?:(以前|之前|前)|以后|之后|以来|至今|起)"
)
"""A run without its first or its last year; the last group tells which (2013年及以前, 2014年以来)."""
_RUN = rf"(?:{_RUN_OF_YEARS.pattern}年?度?|{_OPEN_RUN.pattern})"
_BRACKETED_RUN = re.compile(rf"[(\[【〔][^)\]】〕]*{_RUN}[^)\]】〕]*[)\]】〕]|{_RUN}")
_PUNCTUATION = re.compile(r"[\s\W_]+")
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_AUTHORITY = re.compile(r"([\u4e00-\u9fff]{1,12}?(?:省|市|县|区|州|盟|旗))(?:人民)?政府")
_AUTONOMOUS = re.compile(r"(?<![\u4e00-\u9fff])自治(?=[区州县旗])")
"""The first word for an autonomous level, where no name of a place stands before it: 自治区政府 is like 省政府."""
_LONGEST_RUN = 30
_EARLIEST = 2004
"""Year of the first reports that any government has published."""


class Label:
    """The words of a link, taken apart once for all that is asked of them.

    Args:
        text: The words, made plain.
        places: Names of places that say nothing in them: those of the portal's own, and of those above it.
    """

    def __init__(self, text: str, places: Sequence[str]) -> None:
        self.text = text
        self._places = places

    @functools.cached_property
    def years(self) -> frozenset[int]:
        """The years that it may be about."""
        return years(self.text)

    @functools.cached_property
    def named_years(self) -> frozenset[int]:
        """The years that it is certainly about."""
        return named_years(self.text)

    @functools.cached_property
    def without_run(self) -> str:
        """The words without a run of years (2008—2012, 2013年以前)."""
        return without_run(self.text)

    @property
    def has_run(self) -> bool:
        """Whether it names a run of years."""
        return self.without_run != self.text

    @functools.cached_property
    def without_places(self) -> str:
        """The words without places."""
        return _without(self.text, self._places)

    @functools.cached_property
    def bare(self) -> str:
        """The name of a column or page: without run and places, and without the marks that adorn it (◇年度报告◇)."""
        return _AUTONOMOUS.sub("", unadorned(_without(self.without_run, self._places)))

    @functools.cached_property
    def rest(self) -> str:
        """What it says besides years, places, government and the words of all titles of reports."""
        return rest(self.without_run, self._places)

    @property
    def is_place(self) -> bool:
        """Whether it names places, and nothing else besides a run of years."""
        return not self.bare and unadorned(self.without_run) != ""


@functools.lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Text without spaces and capitals, with full-width characters and Chinese years made plain.

    What scripts and interfaces tell may hold halves of characters, which nothing can be written with.
    """
    text = text.encode("utf-8", "ignore").decode()
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()
    text = text.replace("\u200b", "").replace("\ufeff", "")
    return _HAN_YEAR.sub(lambda match: match[0].translate(_DIGITS), text)


def without_dates(text: str) -> str:
    """Plain text without days, which are of publication and not of the report."""
    return _DATE.sub(" ", text)


def has_date(text: str) -> bool:
    """Whether a row shows a day."""
    return _DATE.search(plain(text)) is not None


def years(text: str) -> frozenset[int]:
    """The years that plain text may be about: those that it names, and all those of an open run (2013年以前)."""
    found = set(named_years(text))
    for year, is_before in _OPEN_RUN.findall(without_dates(text)):
        found.update(range(_EARLIEST, int(year) + 1) if is_before else range(int(year), int(year) + _LONGEST_RUN))
    return frozenset(found)


def named_years(text: str) -> frozenset[int]:
    """The years that plain text names; a run with its first and last year (2008—2012) names each."""
    text = without_dates(text)
    found = {int(year) for year in _YEAR.findall(text)}
    found.update(2000 + int(year) for year in _SHORT_YEAR.findall(text))
    for first, last in _RUN_OF_YEARS.findall(text):
        if int(first) < int(last) < int(first) + _LONGEST_RUN:
            found.update(range(int(first), int(last) + 1))
    return frozenset(found)


def without_run(text: str) -> str:
    """Plain text without a run of years (2008—2012, 2013年以前), and without the bracket that it may stand in."""
    return _BRACKETED_RUN.sub("", text)


def without_years(text: str) -> str:
    """Plain text without the numbers of years, but with the word for them (网站年度工作报表)."""
    return _YEAR.sub("", text)


def is_truncated(text: str) -> bool:
    """Whether the words are cut off with an ellipsis."""
    return text.endswith(("…", ".."))


def without_ellipsis(text: str) -> str:
    """The words without the ellipsis that they are cut off with."""
    return text.rstrip(text[-1]) if is_truncated(text) else text


def governments_named(text: str) -> tuple[str, ...]:
    """Names of places whose government a site's title names (甲市 in 甲市人民政府门户网站)."""
    return tuple(dict.fromkeys(_AUTHORITY.findall(re.sub(r"[\s·•—|-]+", " ", text))))


def unadorned(text: str) -> str:
    """The words without marks around them."""
    return _AROUND.sub("", text)


def rest(text: str, places: Sequence[str]) -> str:
    """What a title says besides year, government, the words of all such titles, and these places."""
    text = _without(_YEAR.sub(" ", without_dates(without_ellipsis(text))), places, " ")
    text = vocabulary().generic.sub(" ", _AUTONOMOUS.sub("", _SHORT_YEAR.sub(" ", text)))
    return _PUNCTUATION.sub("", re.sub(r"\d+", " ", text))


def names_place(text: str, places: Sequence[str]) -> bool:
    """Whether words name one of some places, and no other that is called like it but for its kind (吉林市, 吉林省)."""
    return _named(tuple(places)).search(text) is not None


def _without(text: str, places: Sequence[str], instead: str = "") -> str:
    return _named(tuple(places)).sub(instead, text)


@functools.lru_cache(maxsize=256)
def _named(places: tuple[str, ...]) -> re.Pattern[str]:
    """All names of places, the longest first; a short one is none where it begins that of another place."""
    names = {name: place for place in places for name in spellings(place)}
    patterns = []
    for name in sorted(names, key=len, reverse=True):
        others = [kind for kind in divisions.kinds_of_namesakes(name, names[name]) if name + kind not in names]
        patterns.append(re.escape(name) + (f"(?![{''.join(others)}])" if others else ""))
    return re.compile("|".join(patterns) or r"(?!)")

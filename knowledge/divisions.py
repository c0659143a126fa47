"""Administrative divisions and their history (GB/T 2260): which place a name meant in the year of a report."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Literal

from knowledge.fields import Among, Fault, Reader, is_not
from knowledge.loading import read_rows
from knowledge.times import FIRST_YEAR

_STILL = 9999
_SLACK = 2
"""Years around a renaming in which reports still (or already) use the other name."""
TODAY = _STILL - 1
"""A year in which all places stand that stand today."""
_BETWEEN_CHANGES = (2018, 2014, 2010)
"""Years between those in which many places got other names."""
_AMBIGUOUS_LENGTH = 2
"""Names this short (城区, 新县) mean a place only behind the name of the unit they belong to, or at the beginning."""
_ZONE = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,4}?)(?:国家|国际|省级)?"
    r"(?:高新|经济|经开|综合|保税|空港|临港|循环|工业|产业|农业|旅游|自由|生态|滨海|新)[\u4e00-\u9fff]{0,14}?区"
)
_KIND_WORDS = "市县区州盟旗"
"""What a place may be, from what its short name is most likely to mean."""
_RANKS = ("市", "县区", "州", "盟", "旗")
"""The same, with those together of which none is likelier (大通县, 大通区)."""
_LONGEST_SHORT = 5
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")


def six_digits(code: str) -> str:
    """A division code as it is.

    Raises:
        ValueError: It is none.
    """
    if re.fullmatch(r"\d{6}", code, re.ASCII) is None:
        raise ValueError(code)
    return code


def _prefecture(name: str) -> str | None:
    """直辖 is no unit: what lies directly below its province has none."""
    return None if name == "直辖" else name


def _successors(written: str) -> tuple[str, ...]:
    """Codes with `;` between them; one with a year in brackets is that of a part, which is not kept."""
    codes = written.split(";")
    if not all(re.fullmatch(r"\d{6}(\[\d{4}\])?", code, re.ASCII) for code in codes):
        raise ValueError(written)
    return tuple(code for code in codes if not code.endswith("]"))


@dataclasses.dataclass(frozen=True, slots=True)
class Division:
    """A province-, prefecture- or county-level unit during the years in which it had one name and code.

    A row of `knowledge/data/divisions.csv`.

    Attributes:
        code: Six digits.
        name: Full name.
        level: province, prefecture or county.
        province: Name of its province-level unit (its own, for a province).
        prefecture: Name of its prefecture-level unit (its own, for a prefecture); None where there is none.
        since: First year.
        until: Year in which it ceased or was renamed; 9999 while it stands.
        successors: Codes of the units that it became; not those that a part of it became while it stood.
    """

    code: Annotated[str, Reader("a code of six digits", six_digits)]
    name: str
    level: Literal["province", "prefecture", "county"]
    province: str
    since: int
    prefecture: Annotated[str | None, Reader("a name, or 直辖", _prefecture)] = None
    until: int = _STILL
    successors: Annotated[tuple[str, ...], Reader("a list of six-digit codes with ; between them", _successors)] = ()

    @classmethod
    def check(cls, rows: Sequence[Division]) -> Iterator[Fault]:
        """A division begins before it ends, a code means one division in any year, and successors are in the file."""
        codes = {row.code for row in rows}
        ends: dict[str, int] = {}
        for index, row in sorted(enumerate(rows), key=lambda numbered: numbered[1].since):
            if row.since >= row.until:
                yield Fault((index, "until"), f"{row.until} is not after {row.since}, when the division began")
            if row.since < ends.get(row.code, 0):
                yield Fault((index, "since"), f"in {row.since} another division still had the code {row.code}")
            ends[row.code] = max(row.until, ends.get(row.code, 0))
            for code in row.successors:
                if code not in codes:
                    yield Fault((index, "successors"), is_not(code, "a code of this file"))

    @property
    def stands(self) -> bool:
        """Whether it stands to this day."""
        return self.until == _STILL

    def stands_in(self, year: int, slack: int = 0) -> bool:
        return self.since - slack <= year < self.until + slack

    @property
    def city(self) -> str | None:
        """The prefecture-level unit that a reader would name; a municipality counts as its own."""
        if self.level == "province":
            return None
        return self.prefecture or (self.province if self.province in _MUNICIPALITIES else None)

    @property
    def county(self) -> str | None:
        return self.name if self.level == "county" else None


@dataclasses.dataclass(frozen=True, slots=True)
class Alias:
    """One row of `knowledge/data/division_aliases.csv`.

    Attributes:
        code: Code of a division.
        alias: A short form of its name.
        at_home: Whether it names the place on its own portal alone, and another one anywhere else (巴州).
    """

    code: Annotated[str, Among("a code of divisions.csv", _by_code)]
    alias: str
    at_home: bool = False

    @classmethod
    def check(cls, rows: Sequence[Alias]) -> Iterator[Fault]:
        """Several places may have the same short name, but none has it twice."""
        known: set[tuple[str, str]] = set()
        for index, row in enumerate(rows):
            if (row.code, row.alias) in known:
                yield Fault((index, "alias"), f"{row.alias!r} is there twice for {row.code}")
            known.add((row.code, row.alias))


@functools.cache
def _divisions() -> tuple[Division, ...]:
    return read_rows("knowledge", "divisions.csv", Division)


@functools.cache
def _by_code() -> Mapping[str, tuple[Division, ...]]:
    by_code: dict[str, list[Division]] = defaultdict(list)
    for division in _divisions():
        by_code[division.code].append(division)
    return {code: tuple(found) for code, found in by_code.items()}


@functools.cache
def _by_name() -> Mapping[str, tuple[Division, ...]]:
    """Divisions by full name and by the short forms that reports use (楚雄州, 宁夏, 海南)."""
    by_name: dict[str, list[Division]] = defaultdict(list)
    for division in _divisions():
        by_name[division.name].append(division)
    for row in read_rows("knowledge", "division_aliases.csv", Alias):
        if not row.at_home:
            by_name[row.alias].extend(_by_code()[row.code])
    return {name: tuple(found) for name, found in by_name.items()}


@functools.cache
def _aliases() -> Mapping[str, tuple[str, ...]]:
    """The short forms that reports use, by the names that their places have had."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for row in read_rows("knowledge", "division_aliases.csv", Alias):
        for name in {division.name for division in _by_code()[row.code]}:
            by_name[name].append(row.alias)
    return {name: tuple(found) for name, found in by_name.items()}


def aliases(name: str) -> tuple[str, ...]:
    """The short forms that reports use for places of a name, besides what is left without the word for their kind.

    So 博尔塔拉蒙古自治州 is called 博尔塔拉州 and 博州; some mean the place only on its own portal (巴州).
    """
    return _aliases().get(name, ())


@functools.cache
def _name_lengths() -> tuple[int, ...]:
    return tuple(sorted({len(name) for name in _by_name()}, reverse=True))


@functools.cache
def _beginnings() -> frozenset[str]:
    """The first two characters of every name: most places of a text begin none."""
    return frozenset(name[:2] for name in _by_name())


def by_code(code: str, year: int) -> Division | None:
    """The division that a code denoted in a year, or failing that around it."""
    found = _by_code().get(code, ())
    for slack in (0, _SLACK, _STILL):
        for division in found:
            if division.stands_in(year, slack):
                return division
    return None


def of_code(code: str, year: int) -> Division | None:
    """The place that a code of today denotes, or failing that one of another time, as it was in a year."""
    today = (division for division in _by_code().get(code, ()) if division.stands)
    division = next(today, None) or by_code(code, year)
    return in_year(division, year) if division is not None else None


def place_id(code: str, year: int) -> str:
    """An id of a place that stays the same when its code changes (望城县 430122 became 望城区 430112).

    It is the code of the unit that the place has become as a whole and alone; a place that was divided, or taken into
    another one, keeps its own last code.

    Args:
        code: Division code.
        year: Year in which it denotes the place.
    """
    division = by_code(code, year)
    return code if division is None else _lasting_code(division)


@functools.cache
def _lasting_code(division: Division) -> str:
    """The code of the unit that a division has become as a whole and alone."""
    while not division.stands and (whole := _followers(division)):
        division = whole[0]
    return division.code


def in_year(division: Division, year: int) -> Division | None:
    """The unit that a place was in a year, as a whole (江都市 up to 2011, for 江都区); None where none is known.

    Args:
        division: The place under its name and code of some time.
        year: The year.
    """
    while not division.stands_in(year):
        beside = _formers(division) if year < division.since else _followers(division)
        if len(beside) != 1:
            return None
        division = beside[0]
    return division


def _followers(division: Division) -> Sequence[Division]:
    """The unit that goes on for a division as a whole and alone."""
    if not division.successors:
        return [other for other in _divisions() if other.since == division.until and division in _formers(other)]
    return _continuing(division) if len(division.successors) == 1 else ()


def _continuing(division: Division) -> Sequence[Division]:
    """Those of the units that a division became which are it under another code or name."""
    became = (other for successor in division.successors for other in _by_code()[successor])
    return [other for other in became if other.stands_in(division.until) and _continues(other, division)]


@functools.cache
def _formers(division: Division) -> Sequence[Division]:
    """The units that a division alone goes on for, or the one of its own name among several."""
    ended = [former for former in _divisions() if former.until == division.since and former.level == division.level]
    alike = [former for former in ended if _without_kind(former.name) == _without_kind(division.name)]
    became = [former for former in ended if division.code in (*former.successors, former.code)]
    of_its_name = [
        former
        for former in alike
        if former in became or (former.province, former.successors) == (division.province, ())
    ]
    return of_its_name or [former for former in became if len(former.successors) <= 1]


def _without_kind(name: str) -> str:
    return name.removesuffix("地区") if name.endswith("地区") else name[:-1]


def _continues(later: Division, earlier: Division) -> bool:
    """Whether a unit is an earlier one under another code or name: it began when that ended, and took in no other."""
    if later.level != earlier.level:
        return False
    same = later.code == earlier.code
    merged = _preceding().get((later.code, earlier.until), frozenset()) - {earlier.code}
    return same or (later.since == earlier.until and not merged)


@functools.cache
def _preceding() -> Mapping[tuple[str, int], frozenset[str]]:
    """Codes of the units that ended in a year and went into another one, by its code and the year."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for division in _divisions():
        for successor in division.successors:
            found[successor, division.until].add(division.code)
    return {ended: frozenset(codes) for ended, codes in found.items()}


def former_names(path: str, code: str = "") -> tuple[str, ...]:
    """Names that a place has had since reports exist, and those of units that became the place or lie wholly in it now.

    襄樊市 is a former name of 襄阳市, 崇文区 one of 东城区. 遵义县 is one of 播州区, too: the rest of it went to
    districts that stood beside it.

    Args:
        path: The place, below the units that it belongs to (湖北省/襄阳市).
        code: Its code, if that is known.
    """
    *higher, name = path.split("/")
    standing = [division for division in _by_code().get(code, ()) or _by_name().get(name, ()) if division.stands]
    present = [division for division in standing if code or {division.province, division.prefecture} >= {*higher}]
    if len(present) != 1:
        return ()
    level, codes, names = present[0].level, {present[0].code}, dict[str, None]()
    grown = True
    while grown:
        became = [
            division
            for division in _divisions()
            if division.level == level
            and FIRST_YEAR <= division.until < _STILL
            and (division.code in codes or _heir(division) in codes)
        ]
        names.update((division.name, None) for division in became)
        grown = not codes.issuperset(division.code for division in became)
        codes.update(division.code for division in became)
    return tuple(former for former in names if former != name)


def _heir(division: Division) -> str | None:
    """Code of the unit that goes on for one that has ceased: its successor, or the one of several that began then."""
    if len(division.successors) == 1:
        return division.successors[0]
    begun = _continuing(division)
    return begun[0].code if len(begun) == 1 else None


class _Names:
    """Names that are looked for in texts: few places of a text begin one."""

    def __init__(self, names: Iterable[str]) -> None:
        longest_first = sorted(names, key=len, reverse=True)
        self._by_beginning: dict[str, list[str]] = defaultdict(list)
        for name in longest_first:
            self._by_beginning[name[:2]].append(name)
        first, second = ("".join(sorted({name[place] for name in longest_first})) for place in (0, 1))
        self._beginning = re.compile(f"[{first}](?=[{second}])")

    def found(self, text: str) -> Iterator[tuple[int, str]]:
        """Every name at every place, from left to right; of those at one place the longest first."""
        for match in self._beginning.finditer(text):
            start = match.start()
            for name in self._by_beginning.get(text[start : start + 2], ()):
                if text.startswith(name, start):
                    yield start, name


@functools.cache
def _names() -> _Names:
    """The names of all divisions."""
    return _Names(_by_name())


def mentioned(text: str, year: int) -> list[Division]:
    """All divisions that a short text may name, in order of mention; a name of several places gives each of them."""
    return [division for run in runs(text, year) for division in run]


def of_path(path: str, year: int) -> Sequence[Division]:
    """The places of a path that names the larger ones first, as they were in a year, from the smallest.

    The path may be of today, of the year or of another time. The reading counts in which it names the most units, none
    of those in between is missing, and the place was there.

    Args:
        path: The path (江苏省扬州市江都区); it may begin anywhere.
        year: The year.

    Returns:
        The places; none where the smallest one is not known to have been there, or may be several.
    """
    readings = []
    for when in dict.fromkeys((TODAY, year, *_BETWEEN_CHANGES)):
        named = mentioned(path, when)
        smallest = most_specific(named)
        if len(smallest) != 1:
            continue
        (place,) = smallest
        larger = [unit for unit in named if is_within(place, unit)]
        is_whole = place.level != "county" or place.prefecture in (None, *(unit.name for unit in larger))
        then = in_year(place, year)
        readings.append(((len({unit.level for unit in larger}), is_whole, then is not None), then, larger))
    _, place_then, larger = max(readings, key=lambda reading: reading[0], default=(None, None, []))
    if place_then is None:
        return ()
    larger_then = (in_year(unit, year) for unit in reversed(larger))
    return (place_then, *dict.fromkeys(unit for unit in larger_then if unit and is_within(place_then, unit)))


def runs(text: str, year: int) -> list[list[Division]]:
    """All divisions that a short text may name, those together whose names stand one right behind the other."""
    found: list[Division] = []
    together: list[list[Division]] = []
    end = 0
    for start, name in _names().found(text):
        divisions = _standing(_by_name()[name], year) if start >= end else []
        if divisions and _is_distinct(name, start, found):
            found.extend(divisions)
            if together and start == end:
                together[-1].extend(divisions)
            else:
                together.append(list(divisions))
            end = start + len(name)
    return together


def without_places(text: str) -> str:
    """A text without the names of divisions (滨湖区受理来信 becomes 受理来信); names that are also words stay."""
    kept: list[str] = []
    position = 0
    while position < len(text):
        lengths = _name_lengths() if text[position : position + 2] in _beginnings() else ()
        length = next((length for length in lengths if _is_long_name(text[position : position + length])), 1)
        if length == 1:
            kept.append(text[position])
        position += length
    return "".join(kept)


def _is_long_name(name: str) -> bool:
    return len(name) > _AMBIGUOUS_LENGTH and name in _by_name()


def _standing(divisions: Sequence[Division], year: int) -> list[Division]:
    for slack in (0, _SLACK):
        standing = [division for division in divisions if division.stands_in(year, slack)]
        if standing:
            return standing
    return []


def _is_distinct(name: str, position: int, found: Sequence[Division]) -> bool:
    return len(name) > _AMBIGUOUS_LENGTH or position == 0 or bool(found)


def most_specific(
    named: Sequence[Division], known: Sequence[Division] = (), around: Sequence[Division] = ()
) -> list[Division]:
    """The places that a title means: of all named, those most specific, and of these the ones that the rest support.

    Args:
        named: Divisions named in the title or by the agency.
        known: Divisions known from elsewhere: from the portal, or from the publisher's code.
        around: Divisions named in the text around it.

    Returns:
        One division if the place is certain, several if it is not, none if nothing is named.
    """
    for level in ("county", "prefecture", "province"):
        candidates = list(dict.fromkeys(division for division in named if division.level == level))
        if not candidates:
            continue
        for support in (
            {division: _units_around(division, named) for division in candidates},
            {division: int(division in known) + _units_around(division, known) for division in candidates},
            {division: _units_around(division, around) for division in candidates},
        ):
            most = max(support[division] for division in candidates)
            candidates = [division for division in candidates if support[division] == most]
        return candidates
    return []


def _units_around(division: Division, units: Sequence[Division]) -> int:
    """How many of the units that a place belongs to are among some others: a province names less than a prefecture."""
    return sum(is_within(division, unit) for unit in dict.fromkeys(units))


def is_within(division: Division, unit: Division) -> bool:
    """Whether a place belongs to a larger unit."""
    if unit.level == "prefecture":
        return division.prefecture == unit.name and division != unit
    return division.level != "province" and division.province == unit.name


@functools.lru_cache(maxsize=4096)
def has_counties(prefecture: Division, year: int) -> bool:
    """Whether counties or districts stood between a city and its towns (东莞 has none, 三亚 had none until 2014)."""
    within = (one for one in _divisions() if one.level == "county" and one.code[:4] == prefecture.code[:4])
    return bool(_standing(list(within), year))


def begins_name(text: str) -> bool:
    """Whether some words may begin with the name of a place."""
    return text[:2] in _beginnings()


def beginnings(characters: Iterable[str]) -> Sequence[str]:
    """The first two characters of all names of places that begin with any of some characters (本溪 for 本).

    Args:
        characters: The characters.
    """
    first = set(characters)
    return sorted(beginning for beginning in _beginnings() if beginning[0] in first)


def long_names(characters: Iterable[str]) -> Sequence[str]:
    """The names of places that begin with any of some characters, and are too long to be other words (和平区 for 和).

    Args:
        characters: The characters.
    """
    first = set(characters)
    return sorted(name for name in _by_name() if name[0] in first and len(name) > _AMBIGUOUS_LENGTH)


def in_front(text: str, year: int, behind: Sequence[Division] = ()) -> tuple[int, tuple[Division, ...]] | None:
    """The place whose name some words begin with.

    Args:
        text: The words.
        year: Year in which the place stands.
        behind: Places named before them; of several places of one name, those within these are meant.

    Returns:
        Length of the name, and the places that it means; None where they begin with none.
    """
    if not begins_name(text):
        return None
    for length in _name_lengths():
        name = text[:length]
        divisions = _standing(_by_name().get(name, ()), year) if len(name) == length else []
        within = [division for division in divisions if any(is_within(division, unit) for unit in behind)]
        if within or (divisions and (not behind or length > _AMBIGUOUS_LENGTH)):
            return length, tuple(within or divisions)
    return None


def short_in_front(text: str, year: int, behind: Sequence[Division] = ()) -> Iterator[tuple[int, tuple[Division, ...]]]:
    """Places named by their short form at the beginning of some words (桃源 for 桃源县), longest name first.

    Args:
        text: The words.
        year: Year in which the places stand.
        behind: Places named before them, which they must lie in.
    """
    for length in range(min(len(text), _LONGEST_SHORT), 1, -1):
        for kinds in _RANKS:
            named = [place for kind in kinds for place in _by_name().get(text[:length] + kind, ())]
            # A zone bears a name before the district does that is made of it (钱塘新区, from 2021 on 钱塘区).
            found = tuple(_standing([place for place in named if place.since <= year], year))
            within = tuple(division for division in found if any(is_within(division, unit) for unit in behind))
            if within or (found and not behind):
                yield length, within or found
                break


def of_zone(name: str, year: int) -> list[Division]:
    """The places that a development zone or new area may lie in: 西安高新区 names 西安市 (rather than 西安区)."""
    match = _ZONE.match(name)
    if match is None:
        return []
    place = match["place"]
    standing = (_standing(_by_name().get(place + kind, ()), year) for kind in ("市", "县", "州", "区"))
    return next(filter(None, standing), [])


def is_place(name: str) -> bool:
    """Whether a name is that of a division in some year, or what is left of one without its kind (玉州 for 玉州区)."""
    if name in _by_name():
        return True
    return len(name) > 1 and any(name + kind in _by_name() for kind in _KIND_WORDS)


def kinds_of_namesakes(short: str, place: str) -> Sequence[str]:
    """The words for the kind of other places that are called like one but for that word: 市 for 吉林 of 吉林省.

    石柱县 is no other place than 石柱土家族自治县, and a name that no place has borne since reports exist is none.

    Args:
        short: The name of the place without its kind.
        place: Its full name.
    """
    kinds = [kind for kind in ("省", *_KIND_WORDS) if not place.endswith(kind)]
    return [kind for kind in kinds if any(each.until >= FIRST_YEAR for each in _by_name().get(short + kind, ()))]


@functools.cache
def _provinces() -> Mapping[str, frozenset[str]]:
    """The provinces of every name, also of one without its kind (玉州 for 玉州区)."""
    provinces: dict[str, set[str]] = defaultdict(set)
    for name, places in _by_name().items():
        names = (name, name[:-1]) if name[-1] in _KIND_WORDS and len(name) > _AMBIGUOUS_LENGTH else (name,)
        for form in names:
            provinces[form].update(place.province for place in places)
    return {name: frozenset(found) for name, found in provinces.items()}


@functools.cache
def _names_and_forms() -> _Names:
    """The names of all divisions, and those without their kind."""
    return _Names(_provinces())


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Where names of places stand in a text, with or without their kind; of several at one place the longest counts."""
    end = 0
    for start, name in _names_and_forms().found(text):
        if start >= end:
            end = start + len(name)
            yield start, end


def provinces_of(name: str) -> frozenset[str]:
    """The provinces that have or had a place of this name, with or without its kind; empty for what is no place."""
    return _provinces().get(name, frozenset())

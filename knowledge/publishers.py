"""Names of those who publish reports, taken apart: the places in front, and what kind of body the rest names.

A name is read as a name: it begins with places, largest first, and ends with its head noun (局, 办事处, 开发区), which
`data/agency_words.csv` lists with the kind of body that it makes. What cannot be read so is no name of a publisher.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal, get_args

from knowledge import divisions
from knowledge.divisions import Division
from knowledge.fields import UNIQUE
from knowledge.loading import read_rows

AgencyKind = Literal[
    "government",
    "office",
    "department",
    "institution",
    "zone",
    "township",
    "street",
    "village",
    "association",
    "enterprise",
]
AGENCY_KINDS: tuple[AgencyKind, ...] = get_args(AgencyKind)
AGENCY_KIND_MEANINGS: Mapping[AgencyKind, str] = {
    "government": "the government itself",
    "office": "its own office (办公室)",
    "department": "a department (局, 委)",
    "institution": "a public institution (中心, 院)",
    "zone": "a development zone",
    "township": "a town or township",
    "street": "a street office (街道办事处)",
    "village": "a village",
    "association": "an association",
    "enterprise": "an enterprise",
}
"""What each kind is, for the data dictionary."""
CENTRAL = "central"
"""Kind of a ministry or another central body of the lexicon."""
OF_GOVERNMENT = ("government", "office")
"""Kinds that stand for the government of a place as a whole, or for its own office."""
OF_TOWNSHIP = ("township", "street", "village")
_BY_SHORT_PLACE = ("zone", "department", "office", "government", "institution", "association", "enterprise")
"""Kinds before which a place may stand without the word for what it is (桃源经济开发区 lies in 桃源县).

A town may bear the same short name by chance (朝阳街道).
"""
_LEVEL_WORD = re.compile(r"(?:本|我|全)?(?:自治[区州县旗]|[省市县区州盟旗])(?=.{2})(?!场|容|民|立|域|划|政(?!府))")
"""县教育局, 市政府: the kind of a place that is not named; 市场监管局 and 市政管理处 begin otherwise."""
_OWN_OFFICE = re.compile(r"(?:党政|党委|综合)*(?:办公室|办公厅|机关本级|机关|本级|筹备处|筹备组|筹建处)$")
"""What may stand behind a body's name and still means that body (教育局办公室, 林业局机关, 高山镇党政办公室)."""
_INNER_UNIT = re.compile(
    r"(?<=[局厅委会])(?:指挥中心|(?:综合|秘书|文秘|人秘|政策法规|政务公开|信息公开)(?:科|股|处|室))$"
)
"""A unit inside a body, which writes for that body (公安局指挥中心, 教育局秘书股)."""
_BUREAU = re.compile(r"(?![门队级属驻各])[\u4e00-\u9fff]{2,12}(?:局|司|委员会)")
"""What follows the name of a ministry in that of its own bureau (水利部水文局); 交通部门管理局 names no ministry."""
_NO_BODY = re.compile(r"^(?:通过|利用|依托|借助|充分|依据|根据|按照|结合|及时|积极|认真)|网站$")
"""Words that begin or end like a name and are none: a verb is no part of a name, and a website no station."""
_IN_NAME_OF_STREET = r"[\u4e00-\u9fff]{0,3}街道(?!社区|居|村)"
"""What follows 镇 or 乡 where these are within the name of a street (嘉定镇街道, 西乡塘街道)."""
_TOWN = re.compile(
    r"(?!住房|统筹)(?:(?!局)[\u4e00-\u9fff]){1,8}?"
    rf"(?:民族乡|街道|街(?=办事处|$)|苏木|[镇乡](?!{_IN_NAME_OF_STREET}))(?!镇|乡|村)"
)
_ENDS_TOWN = re.compile(r"街道|镇|苏木|民族乡|乡(?!镇|村)")
"""What follows the name of a town or street, and no place that is named for short (西乡街道财政所; 旌德乡村振兴局)."""
_SHORT_STREET = re.compile(r"(?<=街)(?:办事处)?$")
"""Where the name of a street office stops that is printed for short (白云街 for 白云街道)."""
_STREET = re.compile(r"(?<=[\u4e00-\u9fff])(?:街道?(?:办事处|办)?)+$")
"""What ends the names of street offices: 白云街 is short for 白云街道, and 北正街 for 北正街街道."""
_SHORTEST_TOWN = 3
"""Characters of a town's name in front of another body's (祥芝镇财政所); 城镇建设局 lies in no town."""
_REGIMENT = re.compile(r"第?(?:\d{1,3}|[一二三四五六七八九十〇零百]{1,4})团(?:场)?")
"""A regiment of the corps in Xinjiang, which is by its number what a town is elsewhere (143团)."""
_AWAY = re.compile(r"(?:政府)?驻(?P<seat>[\u4e00-\u9fff]{1,8}?)(?:办事处|联络处|办公室|办)")
"""An office that a place keeps in another one (三明市人民政府驻北京办事处), which is no street's."""
_NAME = re.compile(r"(?:[\u4e00-\u9fff·、]|(?<!\d)\d{1,3}(?=团))+")
_BETWEEN_NAMES = re.compile(r"(?:[^\u4e00-\u9fff·、\d]|\d(?!\d{0,2}团)|(?<=\d)\d(?=\d{3}))+")
_COMMITTEE = "管理委员会"
"""Heads a zone (开发区管理委员会) or a department (城市管理委员会)."""
_GOVERNMENT = "人民政府"
_NAMES_GOVERNMENT = re.compile(r"政府|行署|公署")
_OF_SEVERAL = re.compile(r"^(?:各|全|其[他它余])|[、，,]|以及")
"""What stands in names that mean several bodies together (各镇街, 民政局、教育局)."""
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
"""民族事务委员会（宗教事务局）: another name of the same body."""
_LONGEST = 40


@dataclasses.dataclass(frozen=True, slots=True)
class AgencyWord:
    """A word that names of bodies end in: a row of `agency_words.csv`.

    Attributes:
        word: The word.
        kind: Kind of body that it makes.
        alone: Whether it is a name by itself (残联), or needs words before it (局).
        certain: Whether what ends in it is a name without a place or the word for one in front, too (教育局); 内部 and
            农贸市场 end in words that others do.
    """

    word: Annotated[str, UNIQUE]
    kind: AgencyKind
    alone: bool
    certain: bool


@dataclasses.dataclass(frozen=True, slots=True)
class ShortName:
    """A full name of bodies and its usual short form: a row of `agency_short_names.csv`."""

    name: Annotated[str, UNIQUE]
    short: str


@dataclasses.dataclass(frozen=True, slots=True)
class CentralBody:
    """A ministry or another body of the centre, under any name since 2008: a row of `central_bodies.csv`."""

    name: Annotated[str, UNIQUE]


@dataclasses.dataclass(frozen=True, slots=True)
class CentralBranch:
    """A word that ends the names of branches of the centre whose districts are of no division.

    A row of `central_branches.csv`.
    """

    word: Annotated[str, UNIQUE]


@dataclasses.dataclass(frozen=True, slots=True)
class PublisherName:
    """The name of a publisher.

    Attributes:
        words: The name as printed.
        places: Divisions that its first words may mean, from the largest down; one name may mean several.
        own: What follows the places; empty where a place stands for its government (无锡市).
        kind: Kind of body (`AGENCY_KINDS`), or `central`; empty where no word of the lexicon tells.
        town: Name of the town, township or street, where it is one or lies in one; else empty.
        by_short_name: Whether its place is named without the word for what it is (桃源 for 桃源县).
    """

    words: str
    places: tuple[Division, ...]
    own: str
    kind: str
    town: str = ""
    by_short_name: bool = False

    @property
    def suffix(self) -> str:
        """What tells its reports from those of the government itself: empty for that one, else a short hash.

        It stays the same where the wording of a name varies (高山镇, 高山镇人民政府; 市残联, 市残疾人联合会).
        """
        if not self.own:
            return ""
        return hashlib.sha256(self.key.encode()).hexdigest()[:6]

    @property
    def key(self) -> str:
        """The shortest usual form of the name without its places."""
        if self.kind == "office":
            return "office"
        shortest = _shortest(self.own)
        return _SHORT_STREET.sub("道", shortest, count=1) if self.kind == "street" else shortest

    def is_same_body(self, other: PublisherName) -> bool:
        """Whether two names of one place are of one body, also where one is printed for short."""
        if self.kind == other.kind == "street":
            return _STREET.sub("", self.key) == _STREET.sub("", other.key)
        return self.key == other.key


@functools.lru_cache(maxsize=4096)
def read_name(text: str, year: int) -> PublisherName | None:
    """Reads words as the name of a publisher.

    Args:
        text: The words; white space does not count.
        year: Year whose places are meant.

    Returns:
        The name; None where the words are none: no place stands in front, and no word of the lexicon at their end.
    """
    words = _BRACKETED.sub("", re.sub(r"\s+", "", text)).strip('，。、：:；;-—_|·"“”《》【】[]<>〈〉#*（）()')
    if len(words) > _LONGEST or not _NAME.fullmatch(words):
        return None
    central = words.removeprefix("中华人民共和国").removesuffix("办公厅")
    if central in _central_bodies():
        return PublisherName(words, (), central, CENTRAL)
    readings = [
        reading
        for places, rest, short in _places_in_front(words, year)
        if (reading := _reading(words, places, rest, by_short_name=short))
    ]
    certain = next((reading for reading in readings if reading.kind), None)
    if certain is not None:
        return _in_its_place(certain, year)
    return next(iter(readings), None)


def _in_its_place(name: PublisherName, year: int) -> PublisherName:
    """A name that begins with that of a central body, with the place behind it (国家统计局商城调查队) or as central."""
    begun = [body for body in _central_bodies() if name.own.startswith(body)] if not name.places else []
    if not begun:
        return name
    behind = name.own.removeprefix(max(begun, key=len))
    local = read_name(behind, year)
    if local is None:
        return name
    name = dataclasses.replace(name, town=local.town)  # 国家税务总局清镇市税务局 is in no town
    if local.places:
        return dataclasses.replace(name, places=local.places, by_short_name=local.by_short_name)
    is_bureau = _BUREAU.fullmatch(behind) is not None and _LEVEL_WORD.match(behind) is None
    return dataclasses.replace(name, kind=CENTRAL) if is_bureau else name


def last_name(text: str, year: int) -> PublisherName | None:
    """The name that some words end in, behind other words that are none of it (某体育_石门县人民政府)."""
    pieces = _BETWEEN_NAMES.split(_BRACKETED.sub("", text))
    for piece in reversed(pieces):
        if not piece:
            continue
        names = (read_name(piece[start:], year) for start in _possible_starts(piece))
        return next(filter(None, names), None)
    return None


@functools.lru_cache(maxsize=4096)
def names_a_body(words: str, year: int) -> bool:
    """Whether words that may be any are the name of one body (市教育局), and neither of several nor of a place alone.

    Args:
        words: The words, without spaces.
        year: Year whose places are meant.
    """
    name = None if _OF_SEVERAL.search(words) else read_name(words, year)
    if name is None or not name.kind or not name.own:
        return False
    is_placed = bool(name.places) and not name.by_short_name
    if is_placed or _LEVEL_WORD.match(words) is not None or name.kind == CENTRAL:
        return True
    word = _last_word(name.own)
    return word is not None and word.certain


def names_government(words: str) -> bool:
    """Whether words name a government, and not its place alone."""
    return _NAMES_GOVERNMENT.search(words) is not None


def is_away(own: str) -> bool:
    """Whether a name without its places is that of an office in another place (驻北京办事处)."""
    office = _AWAY.fullmatch(own)
    return office is not None and (len(office["seat"]) == 1 or divisions.is_place(office["seat"]))


def is_branch_of_centre(own: str) -> bool:
    """Whether a name without its places is that of a branch of the centre that no division owns (拱北海关)."""
    is_named_so = own.endswith(_central_branches())
    return is_named_so and _LEVEL_WORD.match(own) is None and not divisions.is_place(own)


def body_words() -> Mapping[str, str]:
    """The words that names of bodies end in, with the kind of body that each makes."""
    return {word: row.kind for word, row in _words().items()}


def certain_body_words() -> Mapping[str, str]:
    """Those of them that nothing but names of bodies ends in."""
    return {word: row.kind for word, row in _words().items() if row.certain}


def usual_forms(own: str) -> Sequence[str]:
    """All full and short forms of a body's name without its places (发改委 and 发展和改革委员会), the longest first."""
    forms, waiting = {own}, [own]
    while waiting:
        form = waiting.pop()
        for name, short in _short_names():
            for one, other in ((name, short), (short, name)):
                if form.endswith(one) and not (one == short and form.endswith(name)):
                    found = form.removesuffix(one) + other
                    waiting.extend({found} - forms)
                    forms.add(found)
    return sorted(forms, key=lambda form: (-len(form), form))


def _possible_starts(piece: str) -> Iterator[int]:
    for start in range(len(piece)):
        if start == 0 or divisions.begins_name(piece[start:]):
            yield start


def _places_in_front(words: str, year: int) -> Iterator[tuple[tuple[Division, ...], str, bool]]:
    """All ways to take places off the front, the most specific first; the flag says whether by a short name."""
    chains = list(_chains(words, year))
    for places, rest in chains:
        shorter = divisions.short_in_front(rest, year, behind=places)
        if places:
            # 安徽省涡阳第三中学 lies in 涡阳县.
            yield from (((*places, *found), rest[length:], True) for length, found in shorter)
            yield places, rest, False
            continue
        for length, found in shorter:
            for further, behind in _chains(rest[length:], year, (*places, *found)):
                yield further, behind, True
    yield (), words, False


def _chains(words: str, year: int, places: tuple[Division, ...] = ()) -> Iterator[tuple[tuple[Division, ...], str]]:
    """Places by their names, one behind the other; the longest chain first, none but those known at last."""
    chain: list[tuple[tuple[Division, ...], str]] = [(places, words)]
    rest = words
    while rest:
        found = divisions.in_front(rest, year, behind=places)
        if found is None:
            break
        length, named = found
        places, rest = (*places, *named), rest[length:]
        chain.append((places, rest))
    yield from reversed(chain)


def _reading(words: str, places: tuple[Division, ...], rest: str, *, by_short_name: bool) -> PublisherName | None:
    """The name, if what follows the places is one; a place alone stands for its government."""
    if not rest:
        return PublisherName(words, places, "", "government", by_short_name=by_short_name)
    if _REGIMENT.fullmatch(rest) and (places or re.search(r"\d", rest)):
        return PublisherName(words, places, rest, "township", rest, by_short_name)
    found = _local(rest)
    if found is None:
        return PublisherName(words, places, rest, "") if places and not by_short_name else None
    kind, own, town = found
    if by_short_name and (kind not in _BY_SHORT_PLACE or _ENDS_TOWN.match(rest)):
        return None
    # 镇宁自治县 leaves out the peoples of a full name, not what the place is.
    return PublisherName(words, places, own, kind, town, by_short_name and not rest.startswith("自治"))


@functools.lru_cache(maxsize=8192)
def _local(text: str) -> tuple[str, str, str] | None:
    """Kind, name and town of a body whose place is not part of the name; None where no word of the lexicon ends it."""
    level_word = _LEVEL_WORD.match(text)
    without = text[level_word.end() :] if level_word else text
    return _classified(without) or (_classified(text) if without != text else None)


def _classified(own: str) -> tuple[str, str, str] | None:
    if _NO_BODY.search(own):
        return None
    if is_away(own):
        return "department", own.removeprefix("政府"), ""
    unit = _INNER_UNIT.search(own)
    whole = _classified(own[: unit.start()]) if unit else None
    if whole is not None:
        return whole
    word = _last_word(own)
    if word is None:
        return None
    kind, modifier = word.kind, own.removesuffix(word.word)
    if kind in OF_GOVERNMENT:
        if own.removeprefix(modifier).startswith("政府"):
            # 人民政府信息公开办公室 names the government once for both words.
            modifier = modifier.removesuffix("人民")
        if modifier:
            return _classified(modifier)
        return kind, own if kind == "office" else "", ""
    before = _last_word(own.removesuffix(_COMMITTEE)) if own.endswith(_COMMITTEE) else None
    if before is not None and before.kind == "zone":
        return "zone", own, ""
    behind = own.removeprefix(_GOVERNMENT)
    if behind != own and (of_it := _classified(behind)) is not None:
        # 鼓楼区人民政府东街街道办事处 is of the district's government.
        return of_it
    office = _OWN_OFFICE.search(own)
    inner = _classified(own[: office.start()]) if office and office.start() > 1 else None
    if inner is not None and inner[0] not in OF_GOVERNMENT:
        return inner
    town = _TOWN.match(own)
    return kind, own, town[0] if town and (kind in OF_TOWNSHIP or len(town[0]) >= _SHORTEST_TOWN) else ""


def _last_word(own: str) -> AgencyWord | None:
    """The longest word of the lexicon that a name ends in; a name by itself only where that word is one.

    What ends the names of towns and streets (街道办) is no shorter name by itself, as the office (办) of a place.
    """
    for length in range(min(len(own), _longest_word()), 0, -1):
        word = _words().get(own[-length:])
        if word is None:
            continue
        if length < len(own) or word.alone:
            return word
        if word.kind in OF_TOWNSHIP:
            return None
    return None


def _shortest(own: str) -> str:
    """The usual short form of a body's name."""
    for tail in ("人民政府", "政府"):
        if len(own) > len(tail) + 1:
            own = own.removesuffix(tail)
    own = own.removeprefix("中华人民共和国").removeprefix("政府") or own
    before = ""
    while own != before:
        before = own
        for name, short in _short_names():
            if own.endswith(name):
                own = own.removesuffix(name) + short
        if _local(own.removesuffix("管委会")):
            own = own.removesuffix("管委会")
    return own


@functools.cache
def _words() -> Mapping[str, AgencyWord]:
    return {row.word: row for row in read_rows("knowledge", "agency_words.csv", AgencyWord)}


@functools.cache
def _longest_word() -> int:
    return max(map(len, _words()))


@functools.cache
def _short_names() -> Sequence[tuple[str, str]]:
    rows = read_rows("knowledge", "agency_short_names.csv", ShortName)
    return sorted(((row.name, row.short) for row in rows), key=lambda pair: (-len(pair[0]), pair[0]))


@functools.cache
def _central_bodies() -> frozenset[str]:
    return frozenset(row.name for row in read_rows("knowledge", "central_bodies.csv", CentralBody))


@functools.cache
def _central_branches() -> tuple[str, ...]:
    return tuple(row.word for row in read_rows("knowledge", "central_branches.csv", CentralBranch))

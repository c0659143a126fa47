"""What the first sentences of a report say of who reports: a title in them, who compiled it, whom it is about."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from knowledge import divisions
from knowledge.divisions import Division
from knowledge.publishers import CENTRAL, OF_GOVERNMENT, PublisherName, last_name, read_name
from knowledge.self_references import is_all, of_its_level, of_itself
from knowledge.titles import Title, read_title
from parsers.body.finding import Body
from parsers.identify.branches import place_of_branch
from parsers.identify.citations import without_citations
from parsers.identify.coordinators import is_coordinator

PREAMBLE = 900
"""Characters in which a report says who compiled it."""
_FIRST_WORDS = 400
"""Characters in which a report says whom it is about."""
_FIRST_HEADING = re.compile(r"\n(?:第?[一1](?:部分|、|．|\.))")
_BRACKETED = re.compile(r"[（(][^（）()]{0,40}[）)]")
_PUBLISHED = re.compile(
    r"(?<=报告|年报)(?:予以|现予|向社会|公布|发布|公开|汇报|报告|通报|如下|根据|依据|按照|依照|是|系)+$"
)
"""What a sentence says of the title in it: 现将某局2016年政府信息公开年度报告公布如下."""
_COMPILED = re.compile(
    r"(?P<name>[^，。；：《》（）\s]{2,16}?)(?:20\d\d年度?)?(?:市级|县级|区级)?(?:各级|各县|各市|各区|各委|各部门|各乡|各镇|各有关)"
    r"[^。《》]{0,60}(?:年度报告|工作报告|情况)[^。《》]{0,12}(?:编制|汇编|汇总)"
)
"""How a report says whose bodies' reports it puts together (综合某市各县、各部门的年度报告编制而成)."""
_BEFORE_NO_NAME = ("现", "对", "特", "向", "为", "自(?!治)", "并", "我", "本")
"""What begins no name but those of places (向社会; 向阳区)."""
_NOTICE = re.compile(r"的?(?:通知|通报|公告|函|批复|意见)$")
"""How the title of what another body sent out ends (《某市人民政府办公室关于报送2014年度报告的通知》)."""
_MANY = re.compile(r"各(?:级|部门|单位|乡镇|镇|街道|地|有关|相关)")
"""How a report that is on all bodies of a place speaks of them."""
_SHORTEST_SUBJECT = 3
_IN_NO_NAME = ("各", "已", "全部")
"""What the name of one body never holds (全市各级行政机关; 3件，已全部在门户网站公开)."""


def titles_in_lead(body: Body, opening: str, *, in_notices: bool = True) -> Iterator[Title]:
    """Full titles that the first sentences print (由某局编制的2012年度政府信息公开年度报告).

    Args:
        body: The report.
        opening: First words of its text.
        in_notices: Whether those count that notices of others ask for, which tell the year and nothing else.
    """
    preamble = _BRACKETED.sub("", before_headings(opening))
    first, _, following = preamble.partition("\n")
    is_title = body.title is not None and (following or body.title.text == first)
    for clause in re.split(r"[，。；：《》、\n]", following if is_title else preamble):
        if not in_notices and _NOTICE.search(clause):
            continue
        title = read_title("" if "学年" in clause else _PUBLISHED.sub("", _without_introduction(clause)))
        if title is not None:
            yield title


def before_headings(opening: str) -> str:
    """The words of an opening in front of the first heading."""
    return _FIRST_HEADING.split(opening, maxsplit=1)[0][:PREAMBLE]


def _without_introduction(clause: str) -> str:
    """A clause without the words that lead to a title, which begin names of places, too (现将将乐县…报告公布如下)."""
    while not divisions.begins_name(clause) and (words := _patterns().introduction.match(clause)):
        clause = clause[words.end() :]
    return clause


def body_titled_in_lead(body: Body, opening: str, year: int) -> PublisherName | None:
    """The body in such a title (现公布江门市政府办公室2011年政府信息公开年度报告)."""
    names = (last_name(title.agency, year) for title in titles_in_lead(body, opening, in_notices=False))
    return next((name for name in names if name is not None and name.kind), None)


def author(opening: str, year: int) -> PublisherName | None:
    """The body that the words before the first heading name as the report's author."""
    preamble = before_headings(opening)
    names = (
        read_name(match["name"], year)
        # What stands in brackets behind a name may be its former one.
        for text in (preamble, _BRACKETED.sub("", preamble))
        for pattern in (_patterns().by, _patterns().subject)
        for match in pattern.finditer(text)
    )
    return next((name for name in names if name is not None and name.kind and (name.places or len(name.own) > 1)), None)


def subject(opening: str, year: int, place: Division | None = None) -> PublisherName | None:
    """The body that the first sentences are about (区人力资源和社会保障局切实加强政府信息公开工作).

    Args:
        opening: First words of the report.
        year: Year whose places are meant.
        place: Place of the report by its portal or signature: what those of a larger one do is done above it.

    One of many bodies whose work the report tells of comes behind words for all of them (全县各级…。县审计局…).
    """
    text = _plain(opening)[:_FIRST_WORDS]
    for match in _patterns().acting.finditer(text):
        name = read_name(match["name"], year)
        if _tells_of_all(text[: match.start() + 1]):
            return None
        if name is None or _is_of_many(name.own) or (place is not None and _is_above(name, place, year)):
            continue
        if name.kind not in ("", *OF_GOVERNMENT, CENTRAL) and len(name.own) >= _SHORTEST_SUBJECT:
            return name
    return None


def _tells_of_all(sentences: str) -> bool:
    """Whether sentences before the last full stop are on all of a place (我县各级积极公开。)."""
    whole = sentences[: sentences.rfind("。") + 1]
    own = (match for match in re.finditer(of_its_level(), whole) if not is_all(match["whose"]))
    return next(own, None) is not None or _MANY.search(whole) is not None


def _is_above(name: PublisherName, place: Division, year: int) -> bool:
    """Whether a body is of what a place belongs to, and not of a part of that (市公安局某区分局)."""
    is_of_part = bool(divisions.mentioned(name.own, year)) or place_of_branch(name.own) != ""
    most_specific = divisions.most_specific(name.places, (place,))
    return not is_of_part and any(divisions.is_within(place, larger) for larger in most_specific)


def acting_government(opening: str, year: int) -> PublisherName | None:
    """The government, or its office, that the first sentences are about (2020年，某市人民政府办公室认真落实…)."""
    text = _plain(opening)
    for match in (*_patterns().told_of.finditer(text[:PREAMBLE]), *_patterns().acting.finditer(text[:_FIRST_WORDS])):
        name = read_name(match["name"], year)
        if name is None or name.by_short_name or _is_of_many(name.words):
            continue
        if name.kind == "office" or (name.kind == "government" and name.places):
            return name
    return None


def compiling_government(opening: str, year: int) -> PublisherName | None:
    """The government that puts the reports of its own bodies together, by the place that these are of."""
    match = _COMPILED.search(before_headings(_plain(opening)))
    name = last_name(match["name"], year) if match else None
    if name is None or not name.places or name.own or name.by_short_name:
        return None
    return dataclasses.replace(name, kind="government")


def _plain(opening: str) -> str:
    """The words of the report itself: nothing that it cites, nothing in brackets."""
    return _BRACKETED.sub("", without_citations(opening))


def _is_of_many(words: str) -> bool:
    return any(word in words for word in _IN_NO_NAME)


def contacts(opening: str, year: int) -> Iterator[PublisherName]:
    """The bodies that readers are asked to turn to (请与县民政局联系), but for those that answer for all of a place."""
    for match in _patterns().contact.finditer(opening):
        name = read_name(match["name"], year)
        if name is not None and name.kind and not is_coordinator(name.own):
            yield dataclasses.replace(name, words=name.words[: name.words.index(name.own) + len(name.own)])


class _Patterns(NamedTuple):
    """What tells a name in running text.

    Attributes:
        introduction: Words that lead to a title.
        by: Who compiled the report.
        subject: Who makes it known.
        acting: Who did what the first sentences tell.
        told_of: Whose work the report tells of (本报告内容为某市人民政府办公室2012年度的政府信息公开工作情况).
        contact: Whom readers are asked to turn to.
    """

    introduction: re.Pattern[str]
    by: re.Pattern[str]
    subject: re.Pattern[str]
    acting: re.Pattern[str]
    told_of: re.Pattern[str]
    contact: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    never = "|".join(_BEFORE_NO_NAME)
    places = "|".join(divisions.beginnings(word[0] for word in _BEFORE_NO_NAME))
    name = rf"(?P<name>(?:(?={places})|(?!{never}))[^，。；：、,;:《》（）()“”\s]{{2,40}}?)"
    return _Patterns(
        introduction=re.compile(
            rf"现将|现|特|并|将|对|予以|向社会|{of_itself()}|公布|发布|公开|编制了?|编写了?|形成了?"
        ),
        by=re.compile(
            rf"(?:由|是|经){name}"
            r"(?=负责|组织(?!部|机构|人事)|根据|依据|按照|依照|遵照|综合(?!行政|执法|管理|服务|保障)|结合|会同|牵头|汇总|编制|编写|汇编|编成|形成|起草|编报|公布|发布|[，,《（(])"
        ),
        subject=re.compile(
            rf"(?:^|[，。；,;\n])(?:现将)?{name}"
            r"(?=根据|依据|按照|依照|遵照|现|特|编制|向社会|公布|发布|关于|20\d\d年年报)(?=[^。\n]{0,80}(?:报告|年报))"
        ),
        acting=re.compile(
            rf"(?:^|[，。；,;\n])(?:20\d\d年度?的?)?{name}"
            r"(?=的?(?:(?:政府信息|政务信息|政务|信息)公开(?:各项)?工作，?)?"
            r"(?:在|认真|切实|严格|高度|积极|坚持|深入|按照|根据|贯彻|紧紧|围绕|全面|以|把|将|进一步|不断|始终|主动公开))"
        ),
        told_of=re.compile(rf"(?:为|是|反映|介绍){name}(?=20\d\d年度?的?(?:政府|政务)?信息公开(?:工作)?的?情况)"),
        contact=re.compile(rf"请(?:直接)?(?:与|和|同|联系)[:：]?{name}(?=联系|[（(，,。；])"),
    )

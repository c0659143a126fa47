"""Who publishes a report: the body and its place, by all that speaks for one, the strongest evidence first.

The order is that of `EVIDENCE`. A title that names a place alone may stand for its government or for a body that took
its name for granted, so what the report says of its author is heard before the government is taken. Where nothing
decides, the document is rejected: it is never given to the larger body.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from knowledge import divisions
from knowledge.divisions import Division
from knowledge.fields import UNIQUE
from knowledge.loading import read_rows
from knowledge.publishers import CENTRAL, OF_GOVERNMENT, OF_TOWNSHIP, AgencyKind, PublisherName, last_name, read_name
from knowledge.titles import Title, read_title
from parsers.body.finding import Body
from parsers.body.site import STEP
from parsers.errors import NotAReport
from parsers.model import Document, Flag, Paragraph
from storage.schema import Evidence

EVIDENCE = ("title", "lead", "byline", "author", "subject", "signature", "contact", "publisher", "link", "breadcrumb")
"""Kinds of evidence that name a body, from the strongest: the report's own words, the page's, the portal's."""
_OWN_WORDS = ("title", "lead", "byline", "author", "subject", "signature")
"""Kinds of evidence that are the report's own words."""
_PREAMBLE = 900
"""Characters in which a report says who compiled it."""
_NAMED = r"(?!现|特(?!克斯)|向(?!阳)|为|自(?!贡|流井|治)|并|我|本(?!溪))[^，。；：、,;:《》（）()“”\s]{2,40}?"
_BY = re.compile(
    rf"(?:由|是|经)(?P<name>{_NAMED})"
    r"(?=负责|组织(?!部|机构|人事)|根据|依据|按照|依照|遵照|综合(?!行政|执法|管理|服务|保障)|结合|会同|牵头|汇总|编制|编写|汇编|编成|形成|起草|编报|公布|发布|[，,《（(])"
)
_SUBJECT = re.compile(
    rf"(?:^|[，。；,;\n])(?:现将)?(?P<name>{_NAMED})"
    r"(?=根据|依据|按照|依照|遵照|现|特|编制|向社会|公布|发布|关于|20\d\d年年报)(?=[^。\n]{0,80}(?:报告|年报))"
)
_ACTING = re.compile(
    rf"(?:^|[，。；,;\n])(?:20\d\d年度?的?)?(?P<name>{_NAMED})"
    r"(?=的?(?:(?:政府信息|政务信息|政务|信息)公开(?:各项)?工作，?)?"
    r"(?:在|认真|切实|严格|高度|积极|坚持|深入|按照|根据|贯彻|紧紧|围绕|全面|以|把|将|进一步|不断|始终|主动公开))"
)
_CONTACT = re.compile(rf"请(?:直接)?(?:与|和|同|联系)[:：]?(?P<name>{_NAMED})(?=联系|[（(，,。；])")
_ALIAS = re.compile(r"[（(](?:以下|下)?简称(?:本|我)?(?P<body>局|委|厅|办|中心|站|院|馆|校|公司|街道|镇|乡)[）)]")
"""How a report names its body for short behind the full name (某市服务中心（以下简称中心）)."""
_TOLD_OF = re.compile(rf"(?:为|是|反映|介绍)(?P<name>{_NAMED})(?=20\d\d年度?的?(?:政府|政务)?信息公开(?:工作)?的?情况)")
"""How a report says whose work it tells of (本报告内容为某市人民政府办公室2012年度的政府信息公开工作情况)."""
_OWN_REPORT = re.compile(r"(?:将|公布|发布|编制了?|形成了?)(?P<body>[我本][\u4e00-\u9fff]{1,3}?)(?=20\d\d年)")
"""How a report says outright of which body it is (现将我局2016年政府信息公开工作报告如下)."""
_FIRST_WORDS = 400
"""Characters in which a report says whom it is about."""
_SHORTEST_SUBJECT = 3
_IN_NO_NAME = re.compile("各|已|全部")
"""What the name of one body never holds (全市各级行政机关; 3件，已全部在门户网站公开)."""
_BYLINE_LINES = 3
_FIRST_HEADING = re.compile(r"\n(?:第?[一1](?:部分|、|．|\.))")
_BRACKETED = re.compile(r"[（(][^（）()]{0,40}[）)]")
_INTRODUCTION = re.compile(
    r"现将|现|特|并|将|予以|向社会|(?:本|我)[局委厅办院镇乡县市区]|我街道|本(?:单位|机关|街道)|公布|发布|公开|编制了?|编写了?|形成了?"
)
_PUBLISHED = re.compile(r"(?<=报告|年报)(?:予以|现予|向社会|公布|发布|公开|汇报|报告|通报|如下)+$")
"""What a sentence says of the title in it: 现将某局2016年政府信息公开年度报告公布如下."""
_NEWS_VERB = re.compile(r"(?:正式|对外|向社会)?(?:发布|公布|晒出)$")
"""What the headline of a page puts behind the name of a government (某省发布2016年政府信息公开工作年度报告)."""
_QUOTED = re.compile(r"《[^》]{1,60}》")
_SIGNATURE_LINES = 5
_LONGEST_SIGNATURE = 40
_DATE_BEHIND = re.compile(r"(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?$")
_CREDIT_CODE = re.compile(r"\b1[1-9](\d{6})[0-9A-Z]{10}\b")
_SELF_TEXT = 3000
"""Characters in which a report speaks of its own body (我局, 全市)."""
_QUOTES = re.compile(r"[“”\"]")
_BRANCH = re.compile(r"局(?P<place>[\u4e00-\u9fff]{2,4})分局$")
_NAMES_GOVERNMENT = re.compile(r"政府|行署|公署")
_SPOKEN_LEVEL = re.compile(r"(?P<whose>[全我本])(?P<level>[省市县区旗州盟])(?!别|域|间)")
_FIRST_LEVEL = re.compile(r"([省市县区旗州盟])(?!场|容|民|立|域|划)")
_LEVELS: Mapping[str, tuple[str, ...]] = {
    "省": ("province",),
    "市": ("province", "prefecture", "county"),
    "县": ("county",),
    "区": ("province", "county"),
    "旗": ("county",),
    "州": ("prefecture",),
    "盟": ("prefecture",),
}
"""Levels of places that a report may call so: 全市 is said of Shanghai, of Wuxi and of Tongxiang."""
_CITIES_WITHOUT_COUNTIES = ("441900", "442000", "460400", "620200")
"""东莞, 中山, 儋州 and 嘉峪关 have towns and no counties between (GB/T 2260)."""


@dataclasses.dataclass(frozen=True, slots=True)
class SelfReference:
    """Words by which a report speaks of the body that publishes it, and what kind that is: a row of the file."""

    word: Annotated[str, UNIQUE]
    kind: AgencyKind


@dataclasses.dataclass(frozen=True, slots=True)
class Coordinator:
    """A word in the names of bodies that compile their government's report: a row of `report_coordinators.csv`."""

    word: Annotated[str, UNIQUE]


@dataclasses.dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes a report.

    Attributes:
        name: The body's name, taken apart.
        division: Its place; None for a central body.
        agency: The body as the report names it.
        evidence: What spoke for it.
        flags: Evidence that speaks for another body or place.
    """

    name: PublisherName
    division: Division | None
    agency: str
    evidence: tuple[Evidence, ...]
    flags: tuple[Flag, ...]


def find_publisher(body: Body, document: Document, opening: str, year: int) -> Publisher:
    """Says who publishes a report.

    Args:
        body: The report.
        document: Its document, with what the portal says.
        opening: First words of its text.
        year: Year whose places are meant.

    Raises:
        NotAReport: Nothing tells which body, or which place.
    """
    known = tuple(_known_places(body, document, year))
    named = {
        kind: _with_certain_places(name, known, opening, year)
        for kind, name in _names(body, document, opening, year).items()
    }
    spoken = _spoken_of(body)
    name, deciding = _choose(named, spoken, _contacts(opening, year), document)
    if deciding == "contact":
        named[deciding] = name
    sites = _places_of_sites(body, name, opening, year)
    division = None if name.kind == CENTRAL else _place(name, named, known, opening, year, tuple(sites))
    evidence = [Evidence(kind=kind, words=found.words) for kind, found in named.items()]
    evidence += [Evidence(kind="portal", words=document.place)] if document.place else []
    if (
        division is not None
        and division in sites
        and not known
        and all(division not in found.places for found in named.values())
    ):
        evidence.append(Evidence(kind="site", words=sites[division]))
    return Publisher(
        name=name,
        division=division,
        agency=_agency(name, named, division),
        evidence=tuple(sorted(evidence, key=lambda item: item.kind != deciding)),
        flags=tuple(_disagreements(name, deciding, named, division, known)),
    )


# Evidence.


def _names(body: Body, document: Document, opening: str, year: int) -> dict[str, PublisherName]:
    """The names that speak for a publisher, by the kind of evidence."""
    candidates = (
        ("title", last_name(_NEWS_VERB.sub("", body.title.agency), year) if body.title else None),
        ("lead", _titled_in_lead(body, opening, year)),
        ("byline", _byline(body, year)),
        ("author", _author(opening, year)),
        ("subject", _subject(opening, year)),
        ("signature", _signature(body, year)),
        ("publisher", _of_publisher(body, year)),
        ("link", _of_link(document, year)),
        ("breadcrumb", _of_breadcrumb(body, year)),
    )
    named = {kind: name for kind, name in candidates if name is not None}
    if not any(kind in named for kind in _OWN_WORDS) and (government := _acting_government(opening, year)):
        named["subject"] = government
    return named


def _with_certain_places(name: PublisherName, known: Sequence[Division], opening: str, year: int) -> PublisherName:
    """A name without a place that it names for short only and that nothing else supports (南湖 in 南湖新区).

    Supported is what the portal or the text says, and the short name of a city (襄阳高新区).
    """
    if not name.by_short_name:
        return name
    if known:
        certain = any(_agree(place, known) for place in name.places)
    else:
        told = divisions.mentioned(opening, year)
        certain = any(
            place.level != "county" or place in told or any(divisions.is_within(place, other) for other in told)
            for place in name.places
        )
    return name if certain else dataclasses.replace(name, places=(), own=name.words, by_short_name=False)


def titles_in_lead(body: Body, opening: str) -> Iterator[Title]:
    """Full titles that the first sentences print (由某局编制的2012年度政府信息公开年度报告)."""
    preamble = _BRACKETED.sub("", _FIRST_HEADING.split(opening, maxsplit=1)[0][:_PREAMBLE])
    first, _, following = preamble.partition("\n")
    is_title = body.title is not None and (following or body.title.text == first)
    for clause in re.split(r"[，。；：《》、\n]", following if is_title else preamble):
        title = read_title("" if "学年" in clause else _PUBLISHED.sub("", _without_introduction(clause)))
        if title is not None:
            yield title


def _without_introduction(clause: str) -> str:
    """A clause without the words that lead to a title, which begin names of places, too (现将将乐县…报告公布如下)."""
    while not divisions.begins_name(clause) and (words := _INTRODUCTION.match(clause)):
        clause = clause[words.end() :]
    return clause


def _titled_in_lead(body: Body, opening: str, year: int) -> PublisherName | None:
    """The body in such a title (现公布江门市政府办公室2011年政府信息公开年度报告)."""
    names = (last_name(title.agency, year) for title in titles_in_lead(body, opening))
    return next((name for name in names if name is not None and name.kind), None)


def _byline(body: Body, year: int) -> PublisherName | None:
    """The body whose name alone fills one of the lines right below the title."""
    lines = [block.text for block in body.blocks[: _BYLINE_LINES + 1] if isinstance(block, Paragraph)]
    title = body.title.text if body.title else ""
    for line in lines:
        words = re.sub(r"\s+", "", line)
        name = read_name(words, year) if words != title and len(words) <= _LONGEST_SIGNATURE else None
        if name is not None and name.kind and name.own:
            return name
    return None


def _subject(opening: str, year: int) -> PublisherName | None:
    """The body that the first sentences are about (区人力资源和社会保障局切实加强政府信息公开工作)."""
    for match in _ACTING.finditer(_BRACKETED.sub("", _QUOTED.sub("", opening))[:_FIRST_WORDS]):
        name = read_name(match["name"], year)
        if name is None or _IN_NO_NAME.search(name.own):
            continue
        if name.kind not in ("", *OF_GOVERNMENT, CENTRAL) and len(name.own) >= _SHORTEST_SUBJECT:
            return name
    return None


def _acting_government(opening: str, year: int) -> PublisherName | None:
    """The government, or its office, that the first sentences are about (2020年，某市人民政府办公室认真落实…)."""
    text = _BRACKETED.sub("", _QUOTED.sub("", opening))
    for match in (*_TOLD_OF.finditer(text[:_PREAMBLE]), *_ACTING.finditer(text[:_FIRST_WORDS])):
        name = read_name(match["name"], year)
        if name is None or name.by_short_name or _IN_NO_NAME.search(name.words):
            continue
        if name.kind == "office" or (name.kind == "government" and name.places):
            return name
    return None


def _contacts(opening: str, year: int) -> Iterator[PublisherName]:
    """The bodies that readers are asked to turn to (请与县民政局联系), but for those that answer for all of a place."""
    for match in _CONTACT.finditer(opening):
        name = read_name(match["name"], year)
        if name is not None and name.kind and name.own in name.words and not _coordinators().search(name.own):
            yield dataclasses.replace(name, words=name.words[: name.words.index(name.own) + len(name.own)])


def author_names(preamble: str, year: int) -> Iterator[PublisherName]:
    """Bodies that the words before the first heading name as the report's author."""
    for pattern in (_BY, _SUBJECT):
        for match in pattern.finditer(preamble):
            name = read_name(match["name"], year)
            if name is not None and name.kind and (name.places or name.own or name.kind == "government"):
                yield name


def _author(opening: str, year: int) -> PublisherName | None:
    preamble = _FIRST_HEADING.split(opening, maxsplit=1)[0][:_PREAMBLE]
    return next((name for name in author_names(preamble, year) if name.places or len(name.own) > 1), None)


def _signature(body: Body, year: int) -> PublisherName | None:
    """The body whose name alone fills one of the last lines, with or without the day behind it."""
    lines = [block.text for block in body.blocks[-_SIGNATURE_LINES:] if isinstance(block, Paragraph)]
    for line in reversed(lines):
        words = _DATE_BEHIND.sub("", re.sub(r"\s+", "", line))
        name = read_name(words, year) if 2 < len(words) <= _LONGEST_SIGNATURE else None
        if (
            name is not None
            and name.kind
            and not (name.places and not name.own and not _NAMES_GOVERNMENT.search(words))
        ):
            return name
    return None


def _of_publisher(body: Body, year: int) -> PublisherName | None:
    name = read_name(body.metadata.get("publisher", ""), year)
    return name if name is not None and name.kind else None


def _of_link(document: Document, year: int) -> PublisherName | None:
    title = read_title(document.link_text or "")
    name = last_name(title.agency, year) if title else None
    return name if name is not None and name.kind else None


def _of_breadcrumb(body: Body, year: int) -> PublisherName | None:
    """The last name of a body that is not the government itself on the way to the page (首页 > 各镇街 > 高山镇)."""
    steps = STEP.split(body.metadata.get("breadcrumb", ""))
    for step in reversed(steps):
        name = read_name(step, year)
        if name is not None and name.kind and name.kind not in OF_GOVERNMENT:
            return name
    return None


def _known_places(body: Body, document: Document, year: int) -> Iterator[Division]:
    """Places known from outside the text: the portal or manifest, and the publisher's code in the index number."""
    codes = [document.place or "", *_CREDIT_CODE.findall(body.metadata.get("index_number", ""))]
    for code in codes:
        division = divisions.by_code(code, year)
        if division:
            yield division
    if document.place and not document.place.isdigit():
        yield from divisions.mentioned(document.place, year)


def _spoken_of(body: Body) -> Counter[str]:
    """How often the report speaks of itself as a body of each kind (我局, 全市).

    What it says outright of whose report it is decides against words for a whole place: a bureau writes of 全县, too.
    """
    text = "\n".join(block.text for block in body.blocks if isinstance(block, Paragraph))[:_SELF_TEXT]
    text = _QUOTES.sub("", _QUOTED.sub("", text))
    spoken = Counter(_self_references()[word] for word in _self_pattern().findall(text))
    aliases = (_self_references().get(f"我{match['body']}") for match in _ALIAS.finditer(text[:_PREAMBLE]))
    spoken.update(kind for kind in aliases if kind)
    own = _OWN_REPORT.search(text[:_PREAMBLE])
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


@functools.cache
def _coordinators() -> re.Pattern[str]:
    """Words of bodies that compile the report of their government (政务服务和大数据局)."""
    rows = read_rows("parsers", "report_coordinators.csv", Coordinator)
    return re.compile("|".join(re.escape(row.word) for row in rows))


def _places_of_sites(body: Body, name: PublisherName, opening: str, year: int) -> Mapping[Division, str]:
    """Places whose government owns the page's site, with its name, as far as the report speaks of such a place.

    A county's body may publish on the site of its city: 我区 is not said of a city.
    """
    spoken = {match["level"] for match in _SPOKEN_LEVEL.finditer(opening)}
    spoken.update(match[1] for match in [_FIRST_LEVEL.match(name.words)] if match)
    found: dict[Division, str] = {}
    for words in body.sites:
        site = read_name(words, year)
        if site is None or site.kind not in OF_GOVERNMENT:
            continue
        places = divisions.most_specific(site.places, (), ())
        if len(places) == 1 and (not spoken or places[0].level in {level for one in spoken for level in _LEVELS[one]}):
            found.setdefault(places[0], words)
    return found


# Which body.


def _choose(
    named: Mapping[str, PublisherName],
    spoken: Counter[str],
    contacts: Iterator[PublisherName],
    document: Document,
) -> tuple[PublisherName, str]:
    """The body that publishes, and the kind of evidence that decided."""
    title = named.get("title")
    if title is not None and title.kind and (title.own or _NAMES_GOVERNMENT.search(title.words)):
        return title, "title"
    lead = named.get("lead")
    if lead is not None and (title is None or not title.own) and (lead.own or _NAMES_GOVERNMENT.search(lead.words)):
        return lead, "lead"
    author = _other_author(named, spoken)
    if title is not None and not title.kind:
        return (author[0], author[1]) if author and title.own in author[0].words else (title, "title")
    if author is not None and not (title is not None and _is_weak(author[1], spoken)):
        return author
    for_government = any(
        kind in named and (named[kind].kind in OF_GOVERNMENT or _coordinators().search(named[kind].own))
        for kind in ("author", "signature")
    )
    others = {kind: count for kind, count in spoken.items() if kind != "government"}
    if others and not spoken["government"] and not for_government:
        kind = max(others, key=lambda kind: others[kind])
        for evidence in EVIDENCE:
            if kind == "office" and evidence in named and named[evidence].kind == kind:
                return named[evidence], evidence
        for contact in contacts:
            if contact.kind == kind:
                return contact, "contact"
        raise NotAReport(f"The report speaks of its publisher as a body of its own ({kind}), and nothing names it.")
    if title is not None:
        return dataclasses.replace(title, kind="government"), "title"
    for kind in EVIDENCE:
        if kind == "subject" and kind in named and named[kind].kind == "office" and not spoken["government"]:
            return named[kind], kind
        if kind in named:
            return dataclasses.replace(named[kind], own="", kind="government", town=""), kind
    if not spoken["government"]:
        raise NotAReport(
            f"Nothing tells which body {f'of {document.place} ' if document.place else ''}publishes the report."
        )
    return PublisherName("", (), "", "government"), "text"


def _is_weak(kind: str, spoken: Counter[str]) -> bool:
    """Whether evidence for another body does not outweigh a title that names the place alone."""
    return kind == "subject" or (kind in ("publisher", "link", "breadcrumb") and spoken["government"] > 0)


def _other_author(named: Mapping[str, PublisherName], spoken: Counter[str]) -> tuple[PublisherName, str] | None:
    """A body other than the government that the report or its page names as its author.

    A government's own office, and a body whose task is to put such reports together, write for the government; the
    latter writes for itself where the report speaks of itself as such a body more than of the place.
    """
    for kind in EVIDENCE[2:]:
        name = named.get(kind)
        if name is None:
            continue
        by_itself = kind in ("author", "signature")
        for_itself = by_itself and spoken[name.kind] > spoken["government"]
        if name.kind in OF_GOVERNMENT or (_coordinators().search(name.own) and not for_itself):
            if by_itself:
                return None
            continue
        return name, kind
    return None


# Which place.


def _place(
    name: PublisherName,
    named: Mapping[str, PublisherName],
    known: Sequence[Division],
    opening: str,
    year: int,
    sites: Sequence[Division],
) -> Division:
    around = [*divisions.mentioned(_QUOTED.sub("", opening), year), *sites]
    with_places = [other for kind in EVIDENCE if (other := named.get(kind)) and other.places]
    others = [other.places for other in sorted(with_places, key=lambda other: other.key != name.key)]
    within = divisions.mentioned(name.words, year) if not name.places and name.kind not in OF_TOWNSHIP else []
    for places in (name.places, tuple(within), *others):
        found = divisions.most_specific(places, known, around)
        if len(found) == 1:
            return _certain(name, _within(name, found[0], known, year), known, around)
        if found:
            listed = ", ".join(f"{place.province}{place.prefecture or ''}{place.name}" for place in found)
            raise NotAReport(f"The report may be of any of these places, and nothing tells which: {listed}.")
    quoted = _bound_by(name, opening, year)
    for division in (*known, *_told(name, opening, around, year), *sites, *quoted):
        return _certain(name, division, known, (*around, *quoted))
    raise NotAReport("Neither the document nor its portal says which place it is about.")


def _told(name: PublisherName, opening: str, around: Sequence[Division], year: int) -> Iterator[Division]:
    """Places that the text itself names, as far as it speaks of a place of their level (我县).

    Of names that stand one right behind the other the last is meant (北京市西城区); one that several places have and
    nothing else tells apart tells nothing.
    """
    words = _level_words(name, opening)
    for run in divisions.runs(_QUOTED.sub("", opening), year):
        called = [place for place in run if not words or place.name.endswith(words)]
        places = divisions.most_specific(called, (), around)
        yield from places if len(places) == 1 else ()


def _bound_by(name: PublisherName, opening: str, year: int) -> Sequence[Division]:
    """The county whose own rules and notices the text cites: they bind none but its bodies (《某县政府信息公开规定》).

    Those of a city bind the bodies of all its counties and tell nothing of them.
    """
    words = _level_words(name, opening)
    if name.kind not in OF_TOWNSHIP and not words:
        return ()
    cited = [place for title in _QUOTED.findall(opening) for place in divisions.mentioned(title, year)]
    counties = divisions.most_specific([place for place in cited if place.level == "county"], (), cited)
    certain = len(counties) == 1 and (not words or counties[0].name.endswith(words))
    return counties if certain else ()


def _level_words(name: PublisherName, opening: str) -> tuple[str, ...]:
    """What a body calls its place: by its name (县教育局), by 我县, or failing both by 全县.

    A town speaks of itself otherwise, and a zone calls itself a district (全区).
    """
    if name.kind in OF_TOWNSHIP or name.kind == "zone":
        return ()
    first = _FIRST_LEVEL.match(name.words)
    spoken = list(_SPOKEN_LEVEL.finditer(opening))
    own = {match["level"] for match in spoken if match["whose"] != "全"}
    return tuple({first[1]} if first else own or {match["level"] for match in spoken})


def _within(name: PublisherName, place: Division, known: Sequence[Division], year: int) -> Division:
    """The part of a place that a body is of: a branch names it (公安局增城区分局), a zone's portal may be of it."""
    inner = [part for part in divisions.mentioned(name.own, year) if divisions.is_within(part, place)]
    branch = _BRANCH.search(name.own) if not inner else None
    for length, parts in divisions.short_in_front(branch["place"], year, behind=(place,)) if branch else ():
        inner.extend(parts if branch and length == len(branch["place"]) and len(parts) == 1 else ())
    if inner and name.kind not in OF_TOWNSHIP:
        return inner[-1]
    portal = next((part for part in known if divisions.is_within(part, place)), None)
    return portal if portal is not None and name.kind == "zone" else place


def _certain(
    name: PublisherName, division: Division, known: Sequence[Division], around: Sequence[Division]
) -> Division:
    """The place of a body; a town's must be a county, or a city that has none."""
    if name.kind not in OF_TOWNSHIP or division.level == "county" or division.code in _CITIES_WITHOUT_COUNTIES:
        return division
    for place in (*known, *around):
        if place.level == "county" and divisions.is_within(place, division):
            return place
    raise NotAReport(f"The report is of {name.own}, and nothing tells which county of {division.name} it belongs to.")


def _agree(division: Division, known: Sequence[Division]) -> bool:
    return any(
        division == other or divisions.is_within(division, other) or divisions.is_within(other, division)
        for other in known
    )


# What is told.


def _agency(name: PublisherName, named: Mapping[str, PublisherName], division: Division | None) -> str:
    """The body as the report names it; a government by who compiled its report, where the report says so."""
    if name.kind == "government":
        candidates = (named.get("author"), name, named.get("publisher"))
        own = next((n.words for n in candidates if n is not None and _NAMES_GOVERNMENT.search(n.words)), "")
        return own or f"{division.name if division else ''}人民政府"
    return name.words


def _disagreements(
    name: PublisherName,
    deciding: str,
    named: Mapping[str, PublisherName],
    division: Division | None,
    known: Sequence[Division],
) -> Iterator[Flag]:
    for kind, other in named.items():
        same_body = other.key == name.key or {other.kind, name.kind} <= {*OF_GOVERNMENT, ""}
        if kind != deciding and other.kind and not same_body and not _coordinators().search(other.own):
            taken = name.words or "the government"
            sentence = f"the {kind} names {other.words}, the {deciding} {taken}, which was taken"
            yield Flag("other_publisher", sentence, other.words)
    if division is not None and known and not _agree(division, known[:1]):
        yield Flag("other_place", f"the portal is of {known[0].name}, the report of {division.name}", known[0].name)
    if not name.kind:
        yield Flag("agency_kind_unknown", f"what kind of body {name.own} is, is not known", name.own)

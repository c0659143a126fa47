"""What the rows and columns of an office's own table are about, by the words of their labels and titles."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Mapping, Sequence
from typing import Literal

from knowledge.forms import LIST, form_of_year, list_forms
from knowledge.titles import read_title
from parsers.figures.own_tables.holders import (
    DISCLOSED,
    DISCLOSING,
    besides,
    holder_of,
    leaves_all,
    without_caption_number,
)
from parsers.knowledge.codebook import codebook
from parsers.knowledge.forms import label_key, layout, official_key, without_among, without_numbering
from parsers.knowledge.own_titles import says, without_total, without_words
from parsers.knowledge.title_times import is_part_of_year, without_year, year_of_title
from parsers.prose.context.passage import Passage
from parsers.prose.names.labels import name_label
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.sort_names import PLATFORMS
from parsers.prose.words.codes import CASES, MADE_PUBLIC, SORTS
from parsers.prose.words.frames import Frame, fitting, frame_if_any, is_counted_in
from parsers.prose.words.lexicon import features_of, find_terms
from parsers.text.cells import is_unit, without_unit

STATISTICS = "statistics_table"
"""Topic of the section that holds nothing but the table of statistics."""
_TOPICS_OF_WAYS = {
    **{("act", act): "proactive_disclosure" for act in MADE_PUBLIC},
    ("obj", "application"): "applications",
}
"""Topics of lists of ways, by what the title of their labels says (公开渠道, 申请方式)."""
_OBJECTS = {"applications": "application", "review": "review", "litigation": "litigation", "disclosure": "information"}
"""What a table is about where it counts codes that begin so."""
Kind = Literal["code", "year", "holder", "number", "total", "part_of_year", "look_alike", "nothing", "name", "none"]
_NO_COUNTS: tuple[Literal["nothing", "look_alike"], ...] = ("nothing", "look_alike")
_COUNTS: tuple[Literal["total", "number"], ...] = ("total", "number")
_ON_DISCLOSURE = {*DISCLOSED, ("disclosure", "yes"), ("medium", "website")}
"""What words say that name the disclosure of information, or begin a name of it (信息公开平台)."""
_ON_INFORMATION = {*DISCLOSED, ("disclosure", "yes"), ("open", "yes"), ("obj", "information"), ("act", "disclose")}
"""What words say of which something is a part of the disclosure of information."""
_ABOUT_APPLICATIONS = ("applications", STATISTICS, "")
"""Topics of sections whose applications are for information; a report without sections is about it all."""
ANSWER_RATE = "applications.answer_rate"
"""The only share that the codebook has."""
_SHORTEST_WORD = 2
_CLAUSES = re.compile("[，,；;]")
_COUNTED_WAYS = re.compile("[\\d一二三四五六七八九十两几多数各]+(?:种|类|个|项|大)")
_OF_THEIR_COUNT = re.compile(
    r"(?:[共达为约]*\d[\d,.]*[余多]?万?[余多]?(?:条次?|件|篇|则)(?:[,，](?:其中[:：,，]?)?)?)?"
    "(?:总?数量?|总?量|[条件]数|情况|统计|对比|比较|汇总|分布|分类|类别|渠道|方式|途径|载体|平台|媒体|[的及各图表按]"
    "|[按分逐](?:月份?|季度?|年度?))*"
    "(?:如下)?[:：]?"
)
"""What follows words for what was disclosed that says no more than that it is counted, also how much it was."""
_EXAMPLES = re.compile("^.+等(?=其[他它])")
"""Examples in front of what a label names (广播、公示栏等其他方式)."""
_BEHIND = re.compile(r"[(（][^()（）]*[)）]$")
"""What brackets behind a label explain (市政府网站（民政局专栏）)."""
_INCLUDING = re.compile(r"[(（](?:包括|包含|含|即)(?P<words>[^()（）]+)[)）]")
"""What a label says in brackets that its numbers include."""
_WHAT_IS_COUNTED_IN = ("含", "包括", "即")
_REPOSTED = ("act", "repost")
"""What a label says of what others have published first, which no way of disclosure counts."""
_PARTS = ("channel", "emp", "medium", "outcome", "party", "reason", "verdict", "way")
"""Slots of which each value is a part of a whole."""
_REST = "rest"
"""The value of such a slot that is none of the others."""
_RESTS = ("其他", "其它", "其他情况", "其它情况", "其他指标")
"""What heads all that a table tells besides, and says nothing of it."""
_ON_REQUEST, _FEES = "依申请公开", "fees."
_BOTH = 2
_QUOTES = re.compile("[“”‘’\"']")
_SHORTEST_ALIAS = 4
_COUNTED = re.compile("数量?$")


@dataclasses.dataclass(frozen=True, slots=True)
class Subject:
    """What a row or a column is about.

    Attributes:
        words: Its own label or title, without the unit in brackets.
        code: The code that it names; empty where it names none.
        applicant_type: The applicants that it names.
        year: The year that it names.
        place: The place or agency that it names.
        unit: The unit that it prints.
        kind: What it is known as: a `code` that it names, a `year`, a `holder` (a place or agency); `number` where it
            only says that numbers stand there, `total` where they are sums of the others; `part_of_year` and
            `look_alike` where they are no figures of a year, `nothing` where they count nothing; a `name` of something
            that is not known; `none` where there are no words.
        is_among: Whether it says that its numbers are a part of those above (其中).
        is_of_group: Whether its code is that of its group, which its own words do not name.
    """

    words: str = ""
    code: str = ""
    applicant_type: str = "total"
    year: int | None = None
    place: str = ""
    unit: str = ""
    kind: Kind = "none"
    is_among: bool = False
    is_of_group: bool = False


def passage_of(year: int, level: str, topic: str, captions: Sequence[str] = (), titles: Sequence[str] = ()) -> Passage:
    """What a text is about where a table stands, behind words that are said above it.

    A list of ways is about what its words say, whatever section it stands in: 公开渠道 | 数量 in one on applications is
    still a list of what media have published.

    Args:
        year: Year of the report.
        level: Level of its agency.
        topic: Topic of the section.
        captions: Lines above the table.
        titles: Titles in it.
    """
    passage = Passage(year, level)
    passage.turn_to(topic)
    # What is annexed as statistics of a report on disclosure counts disclosure, whatever its rows leave unsaid.
    passage.theme.is_open = topic == STATISTICS
    for words in captions:
        passage.theme.mention(find_terms(words))
    for words in titles:
        if ways := _topic_of_ways(words):
            passage.turn_to(ways)
        passage.theme.mention(find_terms(words))
    if any(_is_of_something_else(words, topic) for words in captions):
        passage.theme.turn_away(is_supposed=False)
    return passage


def _topic_of_ways(words: str) -> str:
    """The topic of what is listed by its ways (公开渠道, 申请方式); empty for any other list."""
    if not says("media", words):
        return ""
    told = features_of(find_terms(words))
    return next((topic for feature, topic in _TOPICS_OF_WAYS.items() if feature in told), "")


def _is_of_something_else(words: str, topic: str) -> bool:
    """Whether a caption says that a table is about what no code covers (信访件办理情况, 公租房申请).

    Applications are for information where the caption says so, or the section is about these and no word in front of
    them is unknown.
    """
    words = without_year(without_caption_number(words))
    terms = find_terms(words)
    said = features_of(terms)
    if not said.isdisjoint(_ON_INFORMATION):
        return False
    asked = next((term for term in terms if term.value("obj") == "application"), None)
    if asked is None:
        return ("obj", "elsewhere") in said
    in_front = Phrase(words, 0, asked.start, terms).unknown
    return topic not in _ABOUT_APPLICATIONS or len(in_front) >= _SHORTEST_WORD


def subject_of(words: Sequence[str], context: Passage, this_year: int, unit: str = "") -> Subject:
    """What a row or column is about; of a year or a body also where only the title of its group names it.

    Args:
        words: Its labels or titles, from the widest to its own.
        context: What the table is about.
        this_year: The year that 本年 is.
        unit: The unit that its numbers have by other words.
    """
    if not words:
        return Subject()
    parted = [without_unit(one) for one in words]
    *groups, (own, _) = parted
    printed = next((printed for _, printed in reversed(parted) if printed), "") or _implied_unit(own)
    for one, _ in parted:
        if (no_count := _no_count(one, this_year)) is not None:
            code = ANSWER_RATE if one == own and _states_answer_rate(one, context) else ""
            return Subject(own, code, unit=printed, kind=no_count)
    years = [year_of_title(group, this_year, may_be_bare=True) for group, _ in groups]
    holders = [holder_of(group, context.year) for group, _ in groups]
    apart = zip(words, [*years, None], [*holders, ""], strict=True)
    subject = _subject(
        [one for one, year, holder in apart if year is None and not holder], context, this_year, printed or unit
    )
    of_group = next((year for year in reversed(years) if year is not None), None)
    return dataclasses.replace(
        subject,
        unit=printed,
        year=of_group if subject.year is None else subject.year,
        place=subject.place or next(filter(None, reversed(holders)), ""),
    )


def _states_answer_rate(words: str, context: Passage) -> bool:
    """Whether a title or label is that of the share of applications that were answered, and of nothing besides."""
    terms = find_terms(words)
    told = features_of(terms)
    is_of_applications = context.theme.obj == "application" or ("obj", "application") in told
    return ("obj", "answer_rate") in told and is_of_applications and not besides(words, terms)


def _is_total_of_applications(words: str) -> bool:
    """Whether words are a total of applications, and do not say of which (申请小计), which what it adds up tells."""
    counted = without_total(words)
    terms = find_terms(counted)
    return ("obj", "application") in features_of(terms) and not besides(counted, terms)


def _no_count(words: str, this_year: int) -> Kind | None:
    """What a title or label is known as whose numbers are none of a year; None for any other."""
    if year_of_title(words, this_year) is not None:
        return None
    for kind in _NO_COUNTS:
        if says(kind, words):
            return kind
    return "part_of_year" if is_part_of_year(words, this_year) else None


def _subject(words: Sequence[str], context: Passage, this_year: int, unit: str) -> Subject:
    """What a row or column is about whose groups name no year."""
    if len(words) > 1 and _is_whole_below_the_rest(words, unit, context):
        words = words[-1:]
    *groups, own = (without_unit(one)[0] for one in words)
    of_group = _code(words[-2], groups[-1], unit, context) if groups else None
    code, applicant_type = of_group or ("", "total")
    is_of_group = code != ""
    year = year_of_title(own, this_year, may_be_bare=True)
    if year is not None:
        return Subject(own, code, applicant_type, year, kind="year", is_of_group=is_of_group)
    unnumbered = without_numbering(own)
    behind = without_year(unnumbered)
    dated = unnumbered.removesuffix(behind)
    year = year_of_title(dated, this_year, may_be_bare=True) if behind != unnumbered else None
    for kind in _COUNTS:
        if says(kind, without_numbering(own)) or (kind == "number" and is_unit(own)):
            return Subject(own, code, applicant_type, kind=kind, is_of_group=is_of_group)
        if says(kind, behind):
            return Subject(own, code, applicant_type, year, kind=kind, is_of_group=is_of_group)
    is_among = without_among(own) != own
    if code and (place := holder_of(own, context.year)) and _code(words[-1], own, unit, context) is None:
        # Below 收到申请 stands 县区 for what was received there; where information was shown, and who decided on cases,
        # is not whose it is (主动公开 over 档案馆, 行政复议 over 市政府).
        is_where = code in CASES or any(term.value("place") for term in find_terms(own))
        whose = "" if is_where else code
        return Subject(own, whose, applicant_type, place=place, kind="holder", is_among=is_among, is_of_group=True)
    within = _behind(context, groups)
    undated = _code(behind, behind, unit, within) if year is not None else None
    named = _code(words[-1], own, unit, within) or undated
    if groups and (named is None or (of_group is not None and not are_kin(named[0], of_group[0]))):
        # Below 主动公开信息数（条） stands 微信 for what it has published, and 班次 below 培训 for trainings.
        named = _joined(groups[-1], own, unit, context) or _joined(own, groups[-1], unit, context)
    if named is None and context.theme.topic == STATISTICS:
        named = _fees_for_applications(own, unit, context)
    if named:
        # 2015年收到申请 is what was received in 2015, but 上年结转 is no 结转 of the year before.
        return Subject(
            own,
            *named,
            year if named == undated else None,
            kind="code",
            is_among=is_among,
            is_of_group=any(_is_told_by(group, own, named[0]) for group in groups),
        )
    if place := holder_of(own, context.year):
        return Subject(own, place=place, kind="holder", is_among=is_among)
    if _is_total_of_applications(own):
        return Subject(own, kind="total", is_among=is_among)
    return Subject(own, kind="name", is_among=is_among)


def _is_whole_below_the_rest(words: Sequence[str], unit: str, context: Passage) -> bool:
    """Whether a label is that of something that is counted for itself, and stands among 其他 that the table tells.

    行政复议 below 其他 are all cases, and no other outcome of theirs.
    """
    group, own = (without_unit(one)[0] for one in words[-2:])
    if without_numbering(group) not in _RESTS:
        return False
    named = _code(words[-1], own, unit, context)
    return named is not None and not codebook()[named[0]].parent


def of_a_medium(subject: Subject, published: Subject, context: Passage, group: str = "") -> Subject:
    """A row of a medium below a title of what was disclosed: what this medium has published (县政府网站, 发布信息).

    Args:
        subject: What the row is about; any but that of a medium stays as it is.
        published: What the column is about.
        context: What the table is about.
        group: The medium, or the sort of media, of which the row has an account or one.
    """
    is_of_group = group != "" and (is_name_of_account(subject.words, group) or not names_medium(subject.words))
    medium = group if is_of_group else subject.words
    is_sum = is_of_group and subject.kind == "total"
    if not names_medium(medium) or (subject.kind not in ("name", "holder") and not is_sum):
        return subject
    named = _joined(medium, published.words, published.unit, context)
    if named is None:
        return subject
    if is_sum:
        return dataclasses.replace(subject, code=named[0])
    return dataclasses.replace(subject, code=named[0], place="", kind="code", is_of_group=is_of_group)


def names_platform(words: str) -> bool:
    """Whether words name a medium in which anybody has accounts (政务微信)."""
    return any(term.value("medium") in PLATFORMS for term in find_terms(words))


def is_name_of_account(words: str, group: str) -> bool:
    """Whether what stands below the title of accounts is the name of one, whatever that says (市政府网 below 政务微信).

    What says no more than the platform itself is all of it (微信公众号 below 微信).

    Args:
        words: The label.
        group: What the label stands below or behind.
    """
    terms = find_terms(words)
    platforms = {term.value("medium") for term in find_terms(group)} & set(PLATFORMS)
    is_of_it = platforms >= {medium for term in terms if (medium := term.value("medium"))} != set()
    return bool(platforms) and not (is_of_it and besides(words, terms) == "")


def names_medium(words: str) -> bool:
    """Whether words name a medium (门户网站, 公告栏)."""
    return any(term.value("medium") for term in find_terms(words))


def says_disclosed(lines: Sequence[str], year: int) -> bool:
    """Whether lines say that what was disclosed is counted, and of nothing else that is (各渠道公开信息数量).

    What words in front that are not known say of it, nobody can tell (疫情信息发布平台).

    Args:
        lines: Captions, and titles of labels.
        year: Year of the report.
    """
    told = False
    for words in lines:
        if read_title(words) is not None:
            continue  # the report is on all that was done
        terms = find_terms(words)
        if not features_of(terms).isdisjoint(DISCLOSING):
            last = max(term.end for term in terms if term.value("act") or term.value("obj"))
            is_all = _OF_THEIR_COUNT.fullmatch(_BEHIND.sub("", words[last:])) is not None
            first = next(term.start for term in terms if not DISCLOSING.isdisjoint(term.features))
            told = is_all and _is_of_all(words[:first], year)
            if not told:
                return False
        if any(term.value("act") or term.value("obj") for term in terms if not DISCLOSED.issuperset(term.features)):
            return False
    return told


def is_of_some_information(captions: Sequence[str], year: int) -> bool:
    """Whether the nearest caption on the ways of disclosure is of information on something only (疫情信息发布平台).

    Words in front that are known, that say of when or of whom it is, or only that there are ways (拓展公开渠道,
    三种公开渠道) leave it that of all.

    Args:
        captions: The captions of a table.
        year: Year of the report.
    """
    for caption in reversed(captions):
        words = _CLAUSES.split(caption)[-1]
        starts = [term.start for term in find_terms(words) if not _ON_DISCLOSURE.isdisjoint(term.features)]
        if starts and says("media", words):
            return not _is_of_all(words[: starts[0]], year)
    return False


def _is_of_all(in_front: str, year: int) -> bool:
    """Whether what stands in front of words for what was disclosed leaves it all, or says that there are ways to it."""
    words = without_words("opening", without_caption_number(in_front))
    return leaves_all(_COUNTED_WAYS.sub("", words), year)


def code_of_caption(captions: Sequence[str], context: Passage) -> str:
    """The code that the caption of a table names for all of its numbers; empty where it names none, or several."""
    found: set[str] = set()
    for words in captions:
        fits = fitting(features_of(find_terms(words)), context.context(), None, context.year)
        found.update(frame.code for frame in fits)
    return found.pop() if len(found) == 1 else ""


def is_part(code: str, whole: str) -> bool:
    """Whether what a code counts is a part of what another one counts."""
    return whole in wholes_of(code)


def wholes_of(code: str) -> list[str]:
    """The codes that a code is a part of, from the nearest."""
    found: list[str] = []
    while parent := codebook()[code].parent:
        found.append(parent)
        code = parent
    return found


def are_kin(code: str, other: str) -> bool:
    """Whether two codes count things of one sort."""
    return code.partition(".")[0] == other.partition(".")[0]


def _implied_unit(title: str) -> str:
    """The unit that a title says by its first word (条数, 件数), or is (人次)."""
    unit = _COUNTED.sub("", title)
    return unit if is_unit(unit) else ""


def _behind(context: Passage, groups: Sequence[str]) -> Passage:
    """What a table is about behind the titles of a group."""
    if not groups:
        return context
    state = context.state()
    within = Passage(context.year, context.level)
    within.turn_to(context.theme.topic)
    within.theme.is_open = context.theme.is_open
    within.restore(state)
    for group in groups:
        within.theme.mention(find_terms(group))
    return within


def _is_told_by(group: str, own: str, code: str) -> bool:
    """Whether a group, and not what it holds, names what tells a code from those beside it (微信 over 安岳发布)."""
    frame = frame_if_any(code)
    told = (frame.slot, frame.value(frame.slot)) if frame is not None else None
    return told in features_of(find_terms(group)) and told not in features_of(find_terms(own))


def _joined(group: str, own: str, unit: str, context: Passage) -> tuple[str, str] | None:
    """What a title names together with that of its group (培训 over 班次)."""
    found = name_label(label_key(group) + label_key(own), unit, context)
    return (found.code, found.applicant_type) if found else None


def _fees_for_applications(own: str, unit: str, context: Passage) -> tuple[str, str] | None:
    """The fees that a label names in statistics on disclosure, where none but those for applications are counted."""
    named = _joined(_ON_REQUEST, own, unit, context)
    return named if named is not None and named[0].startswith(_FEES) else None


def _code(label: str, words: str, unit: str, context: Passage) -> tuple[str, str] | None:
    """The code and applicant type that a label names, with what it says in brackets that it includes.

    Both parts of a whole together are the whole (专职人员数（包括兼职）); two of several have no code (微博（含微信）).
    A whole has its parts there, and what counts the rest its examples (其他方式（含公告栏）).
    """
    including = _INCLUDING.search(words)
    if including is None:
        return _own_code(label, words, unit, context)
    without = words[: including.start()] + words[including.end() :]
    named = _own_code(without, without, unit, context) or _own_code(label, words, unit, context)
    if named is None:
        return None
    own, besides = (features_of(find_terms(one)) for one in (without, including["words"]))
    are_beside = any(
        slot in _PARTS and other == slot and value not in (one, _REST) for slot, value in own for other, one in besides
    )
    included = _own_code(including["words"], including["words"], unit, context)
    if not are_beside or (included is not None and _counts_too(named[0], included[0], context.year)):
        return named
    whole = codebook()[named[0]].parent
    return (whole, "total") if sum(row.parent == whole for row in codebook().values()) == _BOTH else None


def _counts_too(code: str, other: str, year: int) -> bool:
    """Whether a code counts what another one does: as its whole, or in a form that no longer has the other.

    Since 2019 信息不存在 is one of the reasons of 无法提供.
    """
    form = form_of_year(year)
    rows = layout(form.form) if form is not None else ()
    of_form = {whole for row in rows if row.code for whole in (row.code, *wholes_of(row.code))}
    return is_part(other, code) or (code in of_form and other not in of_form)


def _own_code(label: str, words: str, unit: str, context: Passage) -> tuple[str, str] | None:
    """The code and applicant type that a label names: in the wording of an official form, or in one of the lexicon."""
    if _narrows(words):
        found = name_label(label_key(words), unit, context)
        return (found.code, found.applicant_type) if found else None
    listed = (row for form in list_forms() for row in layout(form, LIST))
    official = {row.code for row in listed if row.code and row.key == official_key(label, list_forms())}
    # 办结 is what was answered since 2019, whatever the form before called it.
    official = {code for code in official if is_counted_in(code, context.year)}
    about = context.theme.obj
    nested = {code for code in official if _OBJECTS.get(code.split(".")[0]) == about}
    if len(official) == 1 or len(nested) == 1:
        (code,) = nested if len(nested) == 1 else official
        return code, "total"
    key = _EXAMPLES.sub("", label_key(_QUOTES.sub("", words)))
    if _REPOSTED in features_of(find_terms(key)):
        return None  # 网站转载国务院信息 is what others have published
    alias = _aliases().get(_COUNTED.sub("", key))
    if alias is not None and is_counted_in(alias, context.year) and _OBJECTS.get(alias.split(".")[0]) == about:
        return alias, "total"
    found = name_label(key, unit, context) or name_label(label_key(_BEHIND.sub("", words)), unit, context)
    if found is None and (counted := without_total(key)):
        found = name_label(counted, unit, context)  # 收到申请小计
    # A medium has accounts and posts, which its label may tell.
    is_clear = about != _OBJECTS["disclosure"] and not names_medium(key)
    if found is None and not unit and (is_clear or _tells_posts(key)):
        found = _of_any_unit(key, context)
    return (found.code, found.applicant_type) if found else None


def _narrows(words: str) -> bool:
    """Whether brackets behind a label name a part of what stands in front of them (行政诉讼（未经复议）)."""
    brackets = _BEHIND.search(words)
    if brackets is None or any(word in brackets[0] for word in _WHAT_IS_COUNTED_IN):
        return False  # 政务微博（含微信）, 专职人员数（不含兼职）
    in_front = features_of(find_terms(words[: brackets.start()]))
    return any(slot in _PARTS for slot, _ in features_of(find_terms(brackets[0])) - in_front)


def _tells_posts(key: str) -> bool:
    """Whether a label says that something is disclosed in a medium, and nothing else (网站公开, 微博发布信息数)."""
    terms = find_terms(key)
    are_known = all(
        term.value("medium") or (term.features and DISCLOSED.issuperset(term.features)) or term.modifier == "through"
        for term in terms
    )
    # What stands last is counted: 网站公开, but no 公开网站.
    is_said = terms != [] and terms[-1].value("medium") is None and names_medium(key)
    return are_known and is_said and not _COUNTED.sub("", besides(key, terms))


def _of_any_unit(key: str, context: Passage) -> Frame | None:
    """What a label without a unit names in whatever unit it would be counted; None where that makes a difference.

    The rows of a table that prints no units are each counted in its own (专职人员 | 3, 查阅点 | 12).
    """
    units = dict.fromkeys(code.unit for code in codebook().values())
    named = (name_label(key, unit, context) for unit in units)
    found = {(frame.code, frame.applicant_type): frame for frame in named if frame is not None}
    return next(iter(found.values())) if len(found) == 1 else None


@functools.cache
def _aliases() -> Mapping[str, str]:
    """The codes by the names that reports use for them; names that are short or of several codes are none."""
    codes: dict[str, set[str]] = {}
    for row in codebook().values():
        for alias in row.aliases:
            codes.setdefault(_COUNTED.sub("", label_key(alias)), set()).add(row.code)
    return {
        alias: min(named)
        for alias, named in codes.items()
        if len(named) == 1 and len(alias) >= _SHORTEST_ALIAS and SORTS not in named
    }

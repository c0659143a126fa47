"""The words by which annual reports are found, read from `spiders/data/discovery.toml`."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from knowledge import publishers
from knowledge.loading import read_document

_Patterns = tuple[re.Pattern[str], ...]
_Weighted = tuple[tuple[int, re.Pattern[str]], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Bounds:
    """How far the search of one portal goes.

    Attributes:
        list_pages: Pages of one list.
        barren_pages: Pages of a list in a row that show nothing new.
        path_pages: Pages on the way that may be looked at while no column is found.
        extra_path_pages: Those that may be looked at when a column is found and years are missing.
        depth: Steps from the home page.
        navigation: Pages of a portal that are not reports.
        requests_per_report: What may be spent for completeness when something is found.
        orders: Pages of a portal that are read once more for what the parsers missed in them.
        ordered: Addresses that are asked for because of that.
        pictures: Pictures of one page among them.
    """

    list_pages: int
    barren_pages: int
    path_pages: int
    extra_path_pages: int
    depth: int
    navigation: int
    requests_per_report: int
    orders: int
    ordered: int
    pictures: int


@dataclasses.dataclass(frozen=True, slots=True)
class TimeWords:
    """Table `[times]`: words for former times; the name of a key, in braces, stands for them in patterns elsewhere."""

    former: _Patterns
    archived: _Patterns


@dataclasses.dataclass(frozen=True, slots=True)
class BodyWords:
    """Table `[bodies]`: words for several bodies, and for one; `{bodies}` and `{body}` stand for them elsewhere."""

    several: _Patterns
    inner: frozenset[str]
    unsure: frozenset[str]


@dataclasses.dataclass(frozen=True, slots=True)
class ColumnWords:
    """Table `[column]`: what names a column of annual reports."""

    text: _Patterns
    publisher: _Patterns
    former: re.Pattern[str]
    combined: re.Pattern[str]
    after: re.Pattern[str]
    slug: frozenset[str]
    folder: _Patterns
    tag: _Patterns


@dataclasses.dataclass(frozen=True, slots=True)
class OthersWords:
    """Table `[column_of_others]`: what names a column of other bodies' reports."""

    text: _Patterns
    own: _Patterns


@dataclasses.dataclass(frozen=True, slots=True)
class PathWords:
    """Table `[path]`: the links on the way to a column, with how promising each is."""

    steps: _Weighted
    archive: tuple[int, re.Pattern[str]]
    slug: _Weighted
    until_found: re.Pattern[str]
    remark: re.Pattern[str]
    never: _Patterns


@dataclasses.dataclass(frozen=True, slots=True)
class ReportWords:
    """Table `[report]`: what names a report; `generic` are plain words that may stand in its row besides."""

    text: _Patterns
    end: _Patterns
    on: re.Pattern[str]
    no_subject: tuple[str, ...]
    spoken: _Patterns
    chapter: _Patterns
    generic: frozenset[str]
    generic_pattern: _Patterns
    carried: re.Pattern[str]
    published: re.Pattern[str]
    doing: _Patterns
    told: re.Pattern[str]
    press: re.Pattern[str]
    first_year: int
    earlier: re.Pattern[str]
    never: _Patterns


@dataclasses.dataclass(frozen=True, slots=True)
class HintWords:
    """Table `[hint]`: what the lines begin with that pop up over a link."""

    title: re.Pattern[str]
    further: re.Pattern[str]


@dataclasses.dataclass(frozen=True, slots=True)
class AgencyWords:
    """Table `[agency]`: what names another body."""

    other: _Patterns
    field: frozenset[str]
    name: re.Pattern[str]
    group: re.Pattern[str]
    behind: re.Pattern[str]
    pages: re.Pattern[str]
    column: re.Pattern[str]
    publishes: re.Pattern[str]
    part: _Patterns
    news: _Patterns
    itself: re.Pattern[str]
    government: re.Pattern[str]
    several: re.Pattern[str]
    joint: re.Pattern[str]
    place: re.Pattern[str]


@dataclasses.dataclass(frozen=True, slots=True)
class AvoidWords:
    """Table `[avoid]`: addresses that are no pages to visit."""

    address: _Patterns
    writes_surely: _Patterns
    writes: _Patterns
    counts: _Patterns
    no_list: _Patterns
    wap: _Patterns
    library: _Patterns
    suffix: frozenset[str]


@dataclasses.dataclass(frozen=True, slots=True)
class AttachmentWords:
    """Table `[attachment]`: files that may be a report, and what a report's page may show in place of its tables."""

    suffix: frozenset[str]
    address: _Patterns
    text: _Patterns
    viewer: frozenset[str]
    never: _Patterns
    annex: _Patterns
    picture: frozenset[str]
    picture_never: _Patterns
    outside: _Patterns


@dataclasses.dataclass(frozen=True, slots=True)
class PagerWords:
    """Table `[pager]`: what turns the pages of a list."""

    next: re.Pattern[str]
    last: re.Pattern[str]
    number: re.Pattern[str]
    load: re.Pattern[str]
    more: re.Pattern[str]
    rest: re.Pattern[str]
    any_year: re.Pattern[str]


@dataclasses.dataclass(frozen=True, slots=True)
class DiscoveryWords:
    """The whole file, table by table."""

    column: ColumnWords
    column_of_others: OthersWords
    path: PathWords
    report: ReportWords
    hint: HintWords
    agency: AgencyWords
    avoid: AvoidWords
    attachment: AttachmentWords
    pager: PagerWords
    bounds: Bounds
    times: TimeWords
    bodies: BodyWords


@dataclasses.dataclass(frozen=True, slots=True)
class Vocabulary:
    """Compiled patterns, by what they tell; all are tried on text that `spiders.discovery.titles.plain` has made."""

    column: re.Pattern[str]
    publisher: re.Pattern[str]
    former_part: re.Pattern[str]
    combined: re.Pattern[str]
    column_after: re.Pattern[str]
    column_slugs: frozenset[str]
    column_folder: re.Pattern[str]
    column_tag: re.Pattern[str]
    others: re.Pattern[str]
    others_own: re.Pattern[str]
    steps: _Weighted
    archive: re.Pattern[str]
    step_slugs: _Weighted
    until_found: re.Pattern[str]
    remark: re.Pattern[str]
    step_never: re.Pattern[str]
    report: re.Pattern[str]
    report_never: re.Pattern[str]
    report_end: re.Pattern[str]
    report_doing: re.Pattern[str]
    report_told: re.Pattern[str]
    press: re.Pattern[str]
    first_year: int
    report_earlier: re.Pattern[str]
    report_on: re.Pattern[str]
    no_subject: tuple[str, ...]
    spoken: re.Pattern[str]
    chapter: re.Pattern[str]
    generic: re.Pattern[str]
    hint: HintWords
    agency: re.Pattern[str]
    agency_end: re.Pattern[str]
    agency_certain: re.Pattern[str]
    agency_field: re.Pattern[str]
    agency_name: re.Pattern[str]
    agency_group: re.Pattern[str]
    agency_behind: re.Pattern[str]
    agency_pages: re.Pattern[str]
    agency_column: re.Pattern[str]
    agency_publishes: re.Pattern[str]
    part_of_site: re.Pattern[str]
    news: re.Pattern[str]
    body_itself: re.Pattern[str]
    body_government: re.Pattern[str]
    several: re.Pattern[str]
    joint: re.Pattern[str]
    place: re.Pattern[str]
    carried: re.Pattern[str]
    published: re.Pattern[str]
    avoid: re.Pattern[str]
    doing: re.Pattern[str]
    counting: re.Pattern[str]
    no_list: re.Pattern[str]
    wap: re.Pattern[str]
    library: re.Pattern[str]
    avoid_suffixes: frozenset[str]
    file_suffixes: frozenset[str]
    file_address: re.Pattern[str]
    file_text: re.Pattern[str]
    offer: re.Pattern[str]
    file_viewer: frozenset[str]
    file_never: re.Pattern[str]
    annex: re.Pattern[str]
    picture_suffixes: frozenset[str]
    picture_never: re.Pattern[str]
    outside: re.Pattern[str]
    next_page: re.Pattern[str]
    last_page: re.Pattern[str]
    page_number: re.Pattern[str]
    load_more: re.Pattern[str]
    more: re.Pattern[str]
    rest_of_list: re.Pattern[str]
    any_year: re.Pattern[str]
    bounds: Bounds


@functools.cache
def vocabulary() -> Vocabulary:
    """The vocabulary of this package.

    Raises:
        KnowledgeError: The file lacks something, or a pattern is none.
    """
    words = read_document("spiders", "discovery.toml", DiscoveryWords)
    certain = {word for word, kind in publishers.certain_body_words().items() if kind not in publishers.OF_GOVERNMENT}
    of_one = sorted(certain - words.bodies.inner | words.bodies.unsure)
    marks = {
        "{former}": _any(words.times.former),
        "{archived}": _any(words.times.archived),
        "{bodies}": _any(words.bodies.several),
        "{body}": re.compile("|".join(map(re.escape, of_one))),
    }
    return _compiled(_put_together(words, {mark: f"(?:{pattern.pattern})" for mark, pattern in marks.items()}))


def _put_together(value: Any, words: Mapping[str, str]) -> Any:
    """A value in whose patterns words stand for their marks."""
    if isinstance(value, re.Pattern):
        pattern = value.pattern
        for mark, instead in words.items():
            pattern = pattern.replace(mark, instead)
        return re.compile(pattern, value.flags)
    if isinstance(value, tuple):
        return tuple(_put_together(one, words) for one in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        held = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **{name: _put_together(one, words) for name, one in held.items()})
    return value


def _compiled(words: DiscoveryWords) -> Vocabulary:
    # Longer words first, so that no part of one is left over.
    generic = sorted(map(re.escape, words.report.generic), key=lambda word: (-len(word), word))
    agency = _any([*words.agency.other, *_endings(publishers.body_words())])
    return Vocabulary(
        column=_any(words.column.text),
        publisher=_any(words.column.publisher),
        former_part=words.column.former,
        combined=words.column.combined,
        column_after=words.column.after,
        column_slugs=words.column.slug,
        column_folder=_any(words.column.folder),
        column_tag=_any(words.column.tag),
        others=_any(words.column_of_others.text),
        others_own=_any(words.column_of_others.own),
        steps=(*words.path.steps, words.path.archive),
        archive=words.path.archive[1],
        step_slugs=words.path.slug,
        until_found=words.path.until_found,
        remark=words.path.remark,
        step_never=_any(words.path.never),
        report=_any(words.report.text),
        report_never=_any(words.report.never),
        report_end=_any(words.report.end),
        report_doing=_any(words.report.doing),
        report_told=words.report.told,
        press=words.report.press,
        first_year=words.report.first_year,
        report_earlier=words.report.earlier,
        report_on=words.report.on,
        no_subject=words.report.no_subject,
        spoken=_any(words.report.spoken),
        chapter=_any(words.report.chapter),
        generic=re.compile("|".join([*(pattern.pattern for pattern in words.report.generic_pattern), *generic])),
        hint=words.hint,
        agency=agency,
        agency_end=re.compile(rf"(?:{agency.pattern})[\W\d]*$"),
        agency_certain=_any([*words.agency.other, *_endings(publishers.certain_body_words())]),
        agency_field=re.compile("|".join(map(re.escape, sorted(words.agency.field)))),
        agency_name=words.agency.name,
        agency_group=words.agency.group,
        agency_behind=words.agency.behind,
        agency_pages=words.agency.pages,
        agency_column=words.agency.column,
        agency_publishes=words.agency.publishes,
        part_of_site=_any(words.agency.part),
        news=_any(words.agency.news),
        body_itself=words.agency.itself,
        body_government=words.agency.government,
        several=words.agency.several,
        joint=words.agency.joint,
        place=words.agency.place,
        carried=words.report.carried,
        published=words.report.published,
        avoid=_any(words.avoid.address),
        doing=_doing(words.avoid),
        counting=_any(words.avoid.counts),
        no_list=re.compile(_any([*words.avoid.counts, *words.avoid.no_list]).pattern, re.IGNORECASE),
        wap=_any(words.avoid.wap),
        library=_any(words.avoid.library),
        avoid_suffixes=words.avoid.suffix,
        file_suffixes=words.attachment.suffix,
        file_address=_any(words.attachment.address),
        file_text=_any(words.attachment.text),
        offer=re.compile(f"(?:{_any(words.attachment.text).pattern})+"),
        file_viewer=words.attachment.viewer,
        file_never=_any(words.attachment.never),
        annex=_any(words.attachment.annex),
        picture_suffixes=words.attachment.picture,
        picture_never=_any(words.attachment.picture_never),
        outside=_any(words.attachment.outside),
        next_page=words.pager.next,
        last_page=words.pager.last,
        page_number=words.pager.number,
        load_more=words.pager.load,
        more=words.pager.more,
        rest_of_list=words.pager.rest,
        any_year=words.pager.any_year,
        bounds=words.bounds,
    )


def _doing(words: AvoidWords) -> re.Pattern[str]:
    """Addresses that do something: tried on the path and on each value of the query."""
    begin, verbs = "[/.?&=_-]", "do|to|user|ajax|batch"
    surely, alone = _any(words.writes_surely).pattern, _any(words.writes).pattern
    programs = r"\.(?:jsp|do|action|php|aspx?|ashx|cgi)"
    return re.compile(
        rf"{begin}(?:{verbs})?(?:{surely})(?![a-z]*(?:d|list)[/.])"
        rf"|{begin}(?:{verbs}|add)?(?:{alone})(?:{programs}|/?\d*$|/?\?)"
        rf"|[?&]\w+=(?:do|add)?(?:{alone})(?:[&#]|$)",
        re.IGNORECASE,
    )


def _endings(kinds: Mapping[str, str]) -> Iterator[re.Pattern[str]]:
    """Words that names of bodies end in; one character alone says so only at the end of a name."""
    for word, kind in kinds.items():
        if kind not in publishers.OF_GOVERNMENT:
            yield re.compile(re.escape(word) if len(word) > 1 else f"{word}$")


def _any(patterns: Iterable[re.Pattern[str]]) -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern in patterns))

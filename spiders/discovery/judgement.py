"""What a link promises: a report of this government, of another body, a column of reports, or the way to one."""

from __future__ import annotations

import dataclasses
import enum
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from knowledge import divisions
from knowledge.publishers import OF_GOVERNMENT, names_a_body, names_government, read_name
from knowledge.titles import ANY_YEAR, read_title
from spiders.discovery import addresses, titles
from spiders.discovery.owners import owner
from spiders.discovery.pages import NOWHERE, Link, PortalPage
from spiders.discovery.vocabulary import vocabulary

_SHORT_REST = 4
_SHORTEST_SUBJECT = 2
_GOVERNMENT = "政府"
_LONGEST_NAME = 24
_LONGEST_TITLE = 120
_COLUMN = 100
_OWN_COLUMN = 120
_COLUMN_BY_SLUG = 88
_COLUMN_OF_OTHERS = 80
_PAGE_OF_OTHERS = 38
_NODE = 26
LISTED_BODIES = 3
"""Names of bodies that make what they stand among a list of them; a text may name them, too."""
_SIDES = 2
"""Neighbours of an entry of a menu that is neither the first nor the last."""
_MOST_NEWEST = 20
"""Rows below a name that are looked at."""
_LONGEST_YEARS = 12
"""Characters of what names years and hardly anything else (2019年度报告, 2008-2018年)."""
_SLUG_PART = 6
"""A slug this long may also be part of a name (`lzszfxxgknb`)."""


class Promise(enum.Enum):
    """What a link leads to."""

    REPORT = "report"
    OTHER_BODY = "report of another body"
    OTHER_PLACE = "report of another place"
    COLUMN = "column"
    PATH = "path"
    NOTHING = "nothing"


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement.

    Attributes:
        promise: What the link leads to.
        score: How much a column or path promises.
        years: Years that it may be of, by the words; all of an open run (2014年以来).
        named: Those of them that the words name.
        agency: Name of the other body, or list of bodies, whose column or page it is, or in whose group a report stands
            that does not name it; else empty.
        former: Whether it is a page of what the site keeps of former times (旧版, 历史资料).
    """

    promise: Promise
    score: int = 0
    years: frozenset[int] = frozenset()
    named: frozenset[int] = frozenset()
    agency: str = ""
    former: bool = False


NOTHING = Verdict(Promise.NOTHING)


class _Row(NamedTuple):
    """A link that may be the row of a report.

    Attributes:
        link: The link.
        whole: All its words.
        label: Those of the report, where they are of a notice that carries it; else all.
        rest: What the latter say besides the words of all such titles.
        names_report: Whether the words name a report.
        is_file: Whether it leads to a file.
        is_text: Whether it leads to a file or a text.
        in_column: Whether it stands in a column of reports, by its page or by its address.
    """

    link: Link
    whole: titles.Label
    label: titles.Label
    rest: str
    names_report: bool
    is_file: bool
    is_text: bool
    in_column: bool


class Judge:
    """Judges the links of one portal.

    Args:
        name: Path of its place from the province down (江苏省/无锡市), as the registry has it; or that of a body whose
            portal it is (江苏省/无锡市/无锡市水利局).
        bodies: Whether the reports of its departments, towns and other bodies are wanted, too.
    """

    def __init__(self, name: str, *, bodies: bool = False) -> None:
        self._bodies = bodies
        self._owner = owner(name)
        self._met: set[str] = set()
        """Names that other things than bodies may have, too, and that have stood among those of bodies."""
        self._parts: set[tuple[str, str]] = set()
        """Addresses and labels of links to former times that are parts of the column in which they stand."""
        self._news: set[tuple[str, str]] = set()
        """Addresses and labels of links that name lists of bodies, and lead to news about these."""
        self._press: set[str] = set()
        """Addresses of columns of news."""
        self._site: set[str] = set()
        """What the home page is called: above all else on a page, it says whose site this is, and nothing of a list."""

    def learn(self, names: Iterable[str]) -> None:
        """Takes further names of the place: those that the portal gives itself, and those it bore earlier."""
        self._owner.learn(names)

    def learn_site(self, home: PortalPage) -> None:
        """Takes what the home page is called, which may be the government on whose site a body has its pages."""
        headings = home.tree.iter("h1") if home.tree is not None else ()
        names = (home.title, home.tag("SiteName"), *(heading.text_content() for heading in headings))
        self._site.update(map(titles.plain, names))

    def meet(self, links: Sequence[Link], page: str) -> None:
        """Learns from a page what its links alone do not say: which are parts of a column, or news, and who is a body.

        A name that ends as those of other things do is a body's where it stands among bodies (网信办).

        Args:
            links: The links of the page, in its order.
            page: Its address.
        """
        self.meet_parts(links, page)
        self._press.update(link.url for link in links if self._is_press(link))
        if self._bodies:
            self._meet_news(links)
        headings = (link.groups[0] for link in links if link.groups)
        for names in ((link.label for link in links), (name for name, _ in itertools.groupby(headings))):
            for company in self._companies(names):
                bodies = {name for name, is_certain in company.items() if is_certain}
                if len(bodies) >= LISTED_BODIES:
                    self._met.update(company.keys() - bodies)
        for link in links:
            if link.groups and vocabulary().agency_group.fullmatch(self._label(link.groups[0]).bare):
                self._met.update(name for name, is_certain in self._like_body(link.label) if not is_certain)

    def meet_parts(self, links: Sequence[Link], page: str) -> None:
        """Learns which links to former times are parts of a column: those among years, and those to what lies below it.

        Others are entries of a menu, and lead to what the site keeps of anything else (历史文件, 往期).

        Args:
            links: The links of the page, or what can be clicked there, in its order.
            page: Its address.
        """
        for before, link, behind in zip((None, *links), links, (*links[1:], None), strict=False):
            if vocabulary().former_part.fullmatch(self._label(link.label).bare):
                beside = (other for other in (before, behind) if other is not None)
                if addresses.lies_below(link.url, page) or any(self._names_years(other) for other in beside):
                    self._parts.add((link.url, link.label))
                elif link.url == NOWHERE:
                    # Without an address, what is called alike on another page is something else.
                    self._parts.discard((link.url, link.label))

    def _meet_news(self, links: Sequence[Link]) -> None:
        """Learns which names of lists of bodies lead to news about them.

        They stand above the newest texts, on whatever, or in a menu between other columns of news.
        """
        below: defaultdict[str, list[Link]] = defaultdict(list)
        for link in links:
            if link.groups and link.dated:
                below[link.groups[0]].append(link)
        runs = [list(run) for _, run in itertools.groupby(links, lambda link: (link.dated, link.groups))]
        behind = {id(one[-1]): other for one, other in itertools.pairwise(runs) if one[-1].groups == other[0].groups}
        for before, head, after in zip((None, *links), links, (*links[1:], None), strict=False):
            if not head.dated and vocabulary().agency_group.fullmatch(self._label(head.label).bare):
                rows = (below.get(head.label) or behind.get(id(head), []))[:_MOST_NEWEST]
                is_above_news = len(rows) >= LISTED_BODIES and not any(map(self._may_be_of_body, rows))
                beside = [link for link in (before, after) if link is not None and link.groups == head.groups]
                if is_above_news or (len(beside) == _SIDES and all(map(self._names_news, beside))):
                    self._news.add((head.url, head.label))

    def _is_press(self, link: Link) -> bool:
        """Whether a link leads to a column of news, by its name."""
        press = vocabulary().press
        if len(link.label) > _LONGEST_NAME or not press.search(link.label) or addresses.is_article(link.url):
            return False
        return press.fullmatch(self._label(link.label).bare) is not None

    def _is_reported(self, row: _Row) -> bool:
        """Whether a row is news that a report has been published: it says so, and lies in a column of news."""
        if not vocabulary().report_told.search(row.label.text):
            return False
        return any(addresses.path_below(row.link.url, column) for column in self._press)

    def _names_news(self, link: Link) -> bool:
        """Whether a link has the whole name of a column of news."""
        return vocabulary().news.fullmatch(self._label(link.label).bare) is not None

    def _may_be_of_body(self, link: Link) -> bool:
        """Whether a row may be one of a list of bodies or of their reports: it names either, or a year alone."""
        label, words = self._label(link.label), vocabulary()
        names = self._names_other(label) or words.place.fullmatch(label.rest) is not None
        return names or not label.rest or any(words_of.search(label.text) for words_of in (words.report, words.column))

    def _names_years(self, link: Link) -> bool:
        """Whether a link names years, and nothing else but perhaps the word for reports."""
        label = self._label(link.label)
        return len(label.text) <= _LONGEST_YEARS and bool(label.years) and not label.rest

    def _companies(self, names: Iterable[str]) -> Iterator[Mapping[str, bool]]:
        """Names that follow each other and end like those of bodies or places, each with whether it is one for sure."""
        for is_like, run in itertools.groupby(map(self._like_body, names), key=bool):
            if is_like:
                yield dict(itertools.chain.from_iterable(run))

    def _like_body(self, text: str) -> Sequence[tuple[str, bool]]:
        """A whole name that ends like that of a body or place, with whether it is one for sure; nothing for another."""
        words = vocabulary()
        if not (words.agency_name.fullmatch(text) or words.place.fullmatch(text)):
            return ()
        label = self._label(text)
        if not (words.agency.search(label.rest) or words.place.fullmatch(label.rest)):
            return ()
        name = titles.unadorned(text)
        is_certain = self._is_of_agency(label) or words.place.fullmatch(label.rest) is not None
        return () if words.part_of_site.fullmatch(name) else ((name, is_certain),)

    def names_own(self, site: str) -> bool:
        """Whether the title of a site names the government of this place, or the body whose portal it is."""
        return self._owner.is_named_by(site)

    def names_its_place(self, label: str) -> bool:
        """Whether words name the place of the portal, or the body whose it is."""
        return self._owner.is_named_in(label)

    @property
    def may_be_renamed(self) -> bool:
        """Whether the only other place that reports name may be that of the portal, under another name."""
        return self._owner.is_government

    def names_body(self, link: Link) -> bool:
        """Whether a link to a text has the name of a body or of a place for its words: its row in a list of them."""
        if not addresses.is_article(link.url) or len(link.label) > _LONGEST_NAME:
            return False
        label = self._label(link.label)
        return self._is_of_agency(label) or vocabulary().place.fullmatch(label.rest) is not None

    def names_nobody_else(self, label: str) -> bool:
        """Whether the words of a report or column name no other place or body, and nothing else besides."""
        return self._owner.is_alone_in(label)

    def is_own_government(self, link: Link) -> bool:
        """Whether a link has the name of this place's government, in full or as it is called at home (县政府).

        Among links to something else (法治政府建设年度报告：市政府 | 市直部门), it is the government's part of that.
        """
        words = vocabulary()
        name, office = _parted_by_brackets(link.label)
        bare, behind = (self._label(part).bare for part in (name, office))
        if not words.publisher.fullmatch(bare) or not (bare == name or self.names_its_place(name)):
            return False
        # A government may stand beside its office: 县人民政府(县政府办), or 办公室 alone
        if office and not any(map(words.publisher.fullmatch, (behind, f"{_GOVERNMENT}{behind}"))):
            return False
        if self._owner.is_governments(link.label):
            return False
        return not any(words.report_never.search(group) for group in link.groups[:1])

    def judge(self, link: Link, *, in_column: bool) -> Verdict:
        """Says what a link promises.

        Args:
            link: The link.
            in_column: Whether it stands in a column of annual reports, where a year alone names a report.
        """
        address = link.url.lower()
        words = vocabulary()
        if (
            words.avoid.search(address)
            or words.doing.search(link.url)
            or addresses.suffix(link.url) in words.avoid_suffixes
        ):
            return NOTHING
        if len(link.label) > _LONGEST_TITLE:
            return NOTHING
        label = self._label(link.label)
        column = self._column(link, label) or self._years_of_column(link, label, in_column)
        return (
            self._report(link, label, in_column, is_column=column is not None)
            or column
            or (self._publisher(label) if self.stands_in_column(link, in_column=in_column) else None)
            or self._of_others(link, label, in_column)
            or self._path(link, label)
            or NOTHING
        )

    def names_column(self, page: PortalPage) -> bool:
        """Whether tags, title or a heading of a page say that it is a column of annual reports."""
        if page.is_article:
            return False
        if any(vocabulary().column_tag.search(tag) for tag in page.column_tags):
            return True
        named = (Link(NOWHERE, name) for name in page.names if len(name) <= _LONGEST_NAME)
        return any(self._column(link, self._label(link.label)) is not None for link in named)

    def _report(self, link: Link, label: titles.Label, in_column: bool, *, is_column: bool) -> Verdict | None:
        words = vocabulary()
        # Reports of several years are a list, but in one file.
        is_list = label.has_run or (not label.years and addresses.in_folder(link.url, words.column_folder))
        row = self._row(link, label, in_column)
        if (is_column and is_list) or not self._may_be_report(row):
            return None
        whose = self._whose(row.label.text, row.rest)
        if whose is Promise.OTHER_BODY and self._names_field(row):
            return None
        whose, agency = self._among_groups(row, whose)
        if self._is_of_another_kind(row, whose) or (whose is Promise.REPORT and self._is_of_something_else(row)):
            return None
        return Verdict(whose, years=label.years, named=label.named_years, agency=agency)

    def _row(self, link: Link, label: titles.Label, in_column: bool) -> _Row:
        words = vocabulary()
        is_file = addresses.suffix(link.url) in words.file_suffixes
        is_text = is_file or addresses.is_article(link.url)
        carried = self._carried(label)
        return _Row(
            link,
            label,
            carried,
            # A file of tables belongs to the report of its row: 统计 names no body there.
            rest=words.annex.sub("", carried.rest) if is_file else carried.rest,
            names_report=words.report.search(label.text) is not None,
            is_file=is_file,
            is_text=is_text,
            in_column=in_column or (is_text and bool(column_slug(link.url))),
        )

    def _may_be_report(self, row: _Row) -> bool:
        """Whether a row names a report, or stands where years and governments are names of some."""
        years = row.whole.years
        if not (years or row.is_text or row.link.dated):
            return False
        if row.names_report or (row.in_column and (years or titles.is_truncated(row.whole.text))):
            return True
        if years and not row.label.rest and self.stands_in_column(row.link, in_column=row.in_column):
            # A year alone, below the name of a column in a menu.
            return True
        # A page for each year may list the bodies that report by their names alone.
        names_whose = row.in_column and row.is_text and not row.is_file and not row.rest
        return names_whose and names_government(row.label.text) and self._step(row.label.bare) is None

    def _names_field(self, row: _Row) -> bool:
        """Whether what names a body is a field within the name of something else (残疾人就业保障金统计表)."""
        if row.names_report or self._of_publisher(row.label.text) is not None:
            return False
        words = vocabulary()
        return words.agency_end.search(words.annex.sub("", row.rest)) is None

    def _among_groups(self, row: _Row, whose: Promise) -> tuple[Promise, str]:
        """Whose report a row is by its groups, where its words name nobody else, with the other body that they name."""
        if whose is not Promise.REPORT:
            return whose, ""
        words, above = vocabulary(), self._above(row.link)
        if above and (
            words.agency_group.fullmatch(self._label(above).bare) or not words.agency_publishes.search(above)
        ):
            return Promise.OTHER_BODY, above
        if not self.names_its_place(row.label.text) and self._owner.is_elsewhere(self._groups(row.link)):
            return Promise.OTHER_PLACE, ""
        return whose, ""

    def _is_of_another_kind(self, row: _Row, whose: Promise) -> bool:
        """Whether what a row names is no report of this kind, by words that those have not, or by its time."""
        words, named, years = vocabulary(), row.label.without_places, row.whole.years
        # A year may stand within what tells so (网站2021年度工作报表).
        is_another = any(words.report_never.search(text) for text in (named, titles.without_years(named)))
        if is_another and not (row.names_report and whose is Promise.OTHER_BODY):
            return True
        is_early = bool(years) and max(years) < words.first_year
        return is_early and words.report_earlier.search(row.label.text) is not None

    def _is_of_something_else(self, row: _Row) -> bool:
        """Whether a row that names nobody else is on another subject, or news of reports."""
        words, text = vocabulary(), row.label.text
        if titles.is_truncated(text):
            return False
        if not row.names_report:
            return len(row.rest) > _SHORT_REST or _is_subject(row.rest, text)
        if row.rest and not words.report_end.search(text):
            # Titles of news about the reports end in what happened (年度报告全部上网), those of reports in a noun.
            return True
        if row.in_column:
            return False
        # Elsewhere than in a column, they tell who does what with reports (某市集中公布2021年度报告), or, where they
        # name no year, that some are there (某市年度报告发布).
        tells = (row.rest or not row.whole.years) and words.report_doing.search(text) is not None
        return bool(tells) or self._is_reported(row)

    def _carried(self, label: titles.Label) -> titles.Label:
        """The report that a notice carries; the whole label of what is no such notice."""
        carried = vocabulary().carried.search(label.text)
        if carried:
            return self._label(carried[carried.lastindex or 0])
        published = vocabulary().published.search(label.text)
        return self._label(published[1]) if published and self.names_its_place(published[1]) else label

    def _whose(self, label: str, rest: str) -> Promise:
        """Whose report a label names: by the publisher in its title, or, where it is no whole title, by its words."""
        return self._of_publisher(label) or self._of_words(label, rest)

    def _of_publisher(self, label: str) -> Promise | None:
        """Whose report it is by the name that a title gives its publisher; None where none can be read."""
        title = read_title(titles.without_dates(label))
        name = read_name(title.agency, title.year or ANY_YEAR) if title and title.agency else None
        if name is None or not name.kind or vocabulary().several.search(name.words):
            return None
        if self._owner.is_meant_by(name):
            return Promise.REPORT
        if name.kind not in OF_GOVERNMENT:
            return Promise.OTHER_BODY
        return Promise.OTHER_PLACE if name.places else None

    def _of_words(self, label: str, rest: str) -> Promise:
        """Whose report it is by what is left of a label without the words of all such titles."""
        words = vocabulary()
        named = self.names_its_place(label)
        together = named and words.several.search(label) is not None and words.joint.fullmatch(rest) is not None
        if words.agency.search(rest) and not together:
            return Promise.OTHER_BODY
        if words.place.fullmatch(rest):
            return Promise.OTHER_PLACE
        if not named and divisions.is_place(rest):
            return Promise.OTHER_PLACE
        return Promise.OTHER_PLACE if self._owner.is_above(label) else Promise.REPORT

    def _column(self, link: Link, label: titles.Label) -> Verdict | None:
        words, name, bare = vocabulary(), label.without_run, label.bare
        if self._owner.is_governments(link.label, self._groups(link)):
            return None
        if addresses.suffix(link.url) in words.file_suffixes or len(name) > _LONGEST_NAME + 8:
            return None
        # The reports of several years (历史年报(2008—2013年)) are a list, also where its folder alone tells so.
        is_text = addresses.is_article(link.url) and not addresses.in_folder(link.url, words.column_folder)
        if label.years and (is_text or titles.years(name)):
            return None
        if not words.combined.search(name) and (words.step_never.search(bare) or words.report_never.search(bare)):
            return None
        matches = list(words.column.finditer(bare))
        named = bool(matches)
        of_others = bool(words.others.search(bare) and not words.others_own.search(name))
        # Parts of a website have no reports of their own.
        of_others = of_others or (words.agency.search(label.rest) is not None if named else self._is_of_agency(label))
        above = "" if of_others else self._above(link)
        of_others = of_others or bool(above)
        if of_others and not self._bodies:
            return None
        before, after = (bare[: matches[0].start()], bare[matches[-1].end() :]) if named else ("", "")
        if after and not words.column_after.fullmatch(after):
            return None
        tells = words.report_doing.search(before) or (
            self.names_its_place(name) and words.report_doing.fullmatch(after) is not None
        )
        if addresses.is_article(link.url) and tells:
            # News that tells who does what with reports (某县组织学习信息公开年报, 某县信息公开年报发布).
            return None
        by_slug = not addresses.is_article(link.url) and bool(column_slug(link.url, last=True))
        if not named and not by_slug:
            return None
        if of_others:
            agency = above or name
            return Verdict(Promise.COLUMN, _COLUMN_OF_OTHERS, agency=agency) if len(agency) <= _LONGEST_NAME else None
        if not named:
            return Verdict(Promise.COLUMN, _COLUMN_BY_SLUG) if len(name) <= _LONGEST_NAME else None
        return Verdict(Promise.COLUMN, _OWN_COLUMN if words.others_own.search(name) else _COLUMN)

    def _years_of_column(self, link: Link, label: titles.Label, in_column: bool) -> Verdict | None:
        """The part of a column that holds the reports of several years (2019年以来 | 2008—2018年 | 往年)."""
        words = vocabulary()
        is_list = not addresses.is_article(link.url) and addresses.suffix(link.url) not in words.file_suffixes
        is_run = label.has_run and not label.rest
        is_former = (link.url, link.label) in self._parts and not self._above(link)
        stands_in = self.stands_in_column(link, in_column=in_column) if is_former else in_column and is_run
        return Verdict(Promise.COLUMN, _COLUMN) if is_list and stands_in else None

    def judge_node(self, label: str) -> int:
        """How much a node of a menu promises whose own nodes are not shown: any name may stand above the column."""
        words = vocabulary()
        label = titles.plain(label)
        bare = self._label(label).bare
        if not label or len(label) > _LONGEST_NAME or words.step_never.search(bare) or words.others.search(bare):
            return 0
        return self._step(bare) or _NODE

    def _above(self, link: Link) -> str:
        """The other body, or list of them, that the groups around a link name, if its words name no government."""
        if vocabulary().others_own.search(link.label) or self.names_its_place(link.label):
            return ""
        for group in map(self._label, link.groups):
            if self._names_other(group):
                return group.text
            if vocabulary().publisher.fullmatch(group.bare) or group.is_place:
                return ""
        return ""

    def stands_in_column(self, link: Link, *, in_column: bool) -> bool:
        """Whether a link stands in a column of annual reports: by the innermost group around it, or by its page.

        Args:
            link: The link.
            in_column: Whether its page is such a column.
        """
        group = link.groups[0] if link.groups else ""
        if group and self._column(Link(NOWHERE, group), self._label(group)) is not None:
            return True
        return in_column and not vocabulary().report_never.search(group)

    def _publisher(self, label: titles.Label) -> Verdict | None:
        """The government's own part of a column that has one for each publisher (市政府 | 市直部门 | 县市区)."""
        if self._owner.is_governments(label.text):
            return None
        is_own = label.is_place or vocabulary().publisher.fullmatch(label.bare)
        return Verdict(Promise.COLUMN, _OWN_COLUMN) if is_own else None

    def _of_others(self, link: Link, label: titles.Label, in_column: bool) -> Verdict | None:
        """The pages of another body, or a list of bodies, where their reports are wanted, too."""
        if not self._bodies or not self._names_other(label):
            return None
        words, bare = vocabulary(), label.bare
        besides = bare.replace(label.rest, "")
        # In a column, the name of a body alone has its reports behind it (县教育局), that of its pages has them all
        # (县教育局信息公开).
        leads_on = not in_column or words.agency_pages.search(bare)
        if leads_on and not words.column.search(besides):
            if (link.url, link.label) in self._news:
                return None
            return Verdict(Promise.PATH, _PAGE_OF_OTHERS, agency=label.text)
        if addresses.suffix(link.url) in vocabulary().file_suffixes:
            return Verdict(Promise.OTHER_BODY)
        return Verdict(Promise.COLUMN, _COLUMN_OF_OTHERS, agency=label.text)

    def wants(self, verdict: Verdict) -> bool:
        """Whether reports of whom a judgement tells are wanted: those of other bodies may be, of other places never."""
        return verdict.promise is not Promise.OTHER_PLACE and (
            self._bodies or verdict.promise is not Promise.OTHER_BODY
        )

    def names_other(self, label: str) -> bool:
        """Whether words are the whole name of another body, or of a list of bodies."""
        return self._names_other(self._label(label))

    def _names_other(self, label: titles.Label) -> bool:
        words, bare, rest = vocabulary(), label.bare, label.rest
        if words.agency_group.fullmatch(bare):
            return words.part_of_site.fullmatch(titles.unadorned(label.text)) is None
        if words.agency_name.fullmatch(bare):
            return self._is_of_agency(label)
        if not words.agency_name.fullmatch(rest):
            return False
        behind = bare.partition(rest)[2]
        if not behind:
            return self._is_of_agency(label)
        # Parts of a website have neither reports nor pages of disclosure of their own.
        return words.agency_behind.fullmatch(behind) is not None and words.agency.search(rest) is not None

    def _is_of_agency(self, label: titles.Label) -> bool:
        """Whether a whole name is that of another body, and of no part of a website that ends like one (新闻中心)."""
        words, name = vocabulary(), titles.unadorned(label.text)
        if not words.agency.search(label.rest) or words.part_of_site.fullmatch(name):
            return False
        if words.agency_certain.search(label.rest) or words.agency_field.search(label.bare):
            return True
        return name in self._met or self.names_its_place(name) or names_a_body(name, ANY_YEAR)

    def _path(self, link: Link, label: titles.Label) -> Verdict | None:
        words = vocabulary()
        if not label.text or len(label.text) > _LONGEST_NAME or words.step_never.search(label.bare):
            return self._path_by_slug(link) if not label.text else None
        if self._owner.is_governments(link.label, self._groups(link)):
            return None
        if link.dated and addresses.is_article(link.url):
            # A text in a list may be called like a page on the way (信息公开目录(2014年版)).
            return None
        bare = self._label(words.remark.sub("", label.text)).bare
        score = self._step(bare)
        if score is not None:
            is_former = words.archive.fullmatch(bare) is not None
            return Verdict(Promise.PATH, score + (2 if self._path_by_slug(link) else 0), former=is_former)
        # Each body has a catalogue of its own, whose address is like that of the government's.
        is_other = self._is_of_agency(label) or words.place.fullmatch(label.rest)
        return None if is_other else self._path_by_slug(link)

    def _step(self, bare: str) -> int | None:
        """How much a whole name promises that pages on the way have; None for any other."""
        return next((score for score, pattern in vocabulary().steps if pattern.fullmatch(bare)), None)

    def _path_by_slug(self, link: Link) -> Verdict | None:
        parts = addresses.slugs(link.url)
        if not parts or addresses.is_article(link.url):
            return None
        for score, pattern in vocabulary().step_slugs:
            if pattern.search(parts[-1]):
                return Verdict(Promise.PATH, score - 6)
        return None

    def _groups(self, link: Link) -> Sequence[str]:
        """Words of the groups that a link stands in, without the name of the whole site."""
        groups = list(link.groups)
        while groups and groups[-1] in self._site:
            groups.pop()
        return groups

    def _label(self, text: str) -> titles.Label:
        return self._owner.label(text)


def _is_subject(rest: str, text: str) -> bool:
    """Whether what is left of a title is what its report is on: whole words right before those for a report."""
    words = vocabulary()
    if len(rest) < _SHORTEST_SUBJECT or rest.endswith(words.no_subject):
        return False
    return words.report_on.match(text.partition(rest)[2]) is not None


def column_slug(url: str, *, last: bool = False) -> str:
    """The part of an address that names a column of annual reports, or an empty string.

    Args:
        url: Address.
        last: Look at the last part only.
    """
    known = vocabulary().column_slugs
    parts = addresses.slugs(url)
    for part in parts[-1:] if last else parts:
        if part in known or any(slug in part for slug in known if len(slug) >= _SLUG_PART):
            return part
    return ""


def _parted_by_brackets(text: str) -> tuple[str, str]:
    """What plain words say in front of brackets that end them, and within; all of them, and nothing, where none do."""
    in_front, _, within = text.removesuffix(")").partition("(")
    return (in_front, within) if text.endswith(")") and within else (text, "")

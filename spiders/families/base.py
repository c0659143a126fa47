"""What all families share: steps through a portal, and the requests that they become."""

from __future__ import annotations

import abc
import dataclasses
import enum
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

import scrapy
from scrapy.http import Response

from spiders.discovery import titles
from spiders.discovery.judgement import Judge, Promise, Verdict
from spiders.discovery.pages import NOWHERE, Link, PortalPage
from spiders.families.asking import Awaited
from spiders.job import Order
from spiders.portals import Portal

FORM = "application/x-www-form-urlencoded"
"""Media type of what forms send."""
FORM_IN_UTF_8 = f"{FORM}; charset=UTF-8"


class Kind(enum.Enum):
    """What a step is taken for."""

    HOME = "home"
    PATH = "path"
    COLUMN = "column"
    LIST = "list"
    REPORT = "report"
    PART = "part"
    ATTACHMENT = "attachment"
    OFFER = "offer"
    """What tells the address of a file: a script of a report's page, or an answer that it asks for."""

    @property
    def role(self) -> str:
        """Role of the request in the fetch log: a home page or column may be the report itself, a pager's page not."""
        own = {"list": "listing", "report": "report", "part": "part", "attachment": "attachment"}
        return own.get(self.value, "page")

    @property
    def is_navigation(self) -> bool:
        """Whether it is a page of the way, and none of what is looked for."""
        return self not in (Kind.REPORT, Kind.PART, Kind.ATTACHMENT, Kind.OFFER)


class Why(enum.Enum):
    """What an address is to the walk, which decides where it may lie (`spiders.families.general.territory`)."""

    GIVEN = "given by a row of the registry, or by an order"
    MOVED_HOME = "where the home page has answered"
    NAMED_HOME = "the same, of a page that names this government"
    HOME_LEADS = "where the home page leads by itself"
    SPLASH = "a link of a home page that shows next to nothing"
    LINK_OF_HOME = "a promising link of the home page"
    COLUMN = "the government's own column, linked on the way to it"
    FRAME_OF_COLUMN = "what such a column shows within itself in place of a list"
    PAGE = "any other page, or a part of one"
    SCRIPT = "a script that a page loads, or what one asks"
    TURNED = "what shows a further page of a list, or one of its parts"
    REPORT = "a report, or a file or picture of one"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A request that the walk through a portal may make.

    Attributes:
        url: Address, as the page gives it.
        kind: What it is taken for.
        why: What its address is to the walk.
        text: Words of the link that leads there.
        referrer: Page that the link stands on.
        score: How much it promises; the best is taken first.
        depth: Steps from the home page.
        method: HTTP method.
        body: Body of a POST.
        content_type: Media type of that body.
        family: Family that reads the answer, where only one can.
        data: What that family wants to know again when the answer comes.
        awaited: What is to be known of the question that is asked, where a script asks; else None.
        column: Whether what it shows is a column of annual reports.
        list_page: Number of the page within its list, from 1.
        agency: Name of the body, or list of bodies, whose pages it is in; empty for those of the government.
        former: Whether it is in what the site keeps of former times (旧版, 历史资料).
        entry: What the link promised that its way began with; 0 where the home page itself links to a column.
        barren: Pages of its list in a row, before this one, that showed nothing new.
        otherwise: What to request if this gives nothing.
        shell: The page that the answer is read for, as one of its scripts; None where it is read for itself.
        part_of: Address of the page that the answer is read for, as a piece of it; empty where it is read for itself.
        hops: How many pages in a row have led here by themselves.
        instead: Address and title of the page that was taken for a report and is a list if this shows one; else None.
    """

    url: str
    kind: Kind
    why: Why = Why.PAGE
    text: str = ""
    referrer: str | None = None
    score: int = 0
    depth: int = 0
    method: str = "GET"
    body: str = ""
    content_type: str = FORM_IN_UTF_8
    family: str = ""
    data: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    awaited: Awaited | None = None
    column: bool = False
    list_page: int = 1
    agency: str = ""
    former: bool = False
    entry: int = 0
    barren: int = 0
    otherwise: Step | None = None
    shell: PortalPage | None = None
    part_of: str = ""
    hops: int = 0
    instead: tuple[str, str] | None = None

    def to_page(self, url: str, referrer: str) -> Step:
        """The step to a page that stands in the place of this one's, or within it: whatever that is read for.

        Args:
            url: Its address.
            referrer: Address of the page that shows it or leads on to it.
        """
        return dataclasses.replace(self, url=url, referrer=referrer, otherwise=None, shell=None, part_of="")


class Family(abc.ABC):
    """The way through one portal.

    Args:
        portal: The portal.
        years: Report years wanted; empty for all.
    """

    name: ClassVar[str]

    def __init__(self, portal: Portal, years: tuple[int, ...] = ()) -> None:
        self.portal = portal
        self.years = years
        self.reports_at_most: int | None = None
        """Reports and files to ask for, where only the way to them is of interest; None for all."""

    @abc.abstractmethod
    def start(self) -> Iterable[scrapy.Request]:
        """The first requests to the portal."""

    def complete(self, orders: Sequence[Order], asked: Iterable[str]) -> Iterable[scrapy.Request]:
        """The requests that orders lead to; none where a family's pages lead to nothing further.

        Args:
            orders: What pages of the last crawl must still give.
            asked: Addresses of the fetch log that the crawl has asked for.
        """
        return ()

    def request(
        self,
        url: str,
        role: str,
        callback: Callable[..., Any] | None = None,
        *,
        referrer: str | None = None,
        link_text: str | None = None,
        **options: Any,
    ) -> scrapy.Request:
        """A request that the fetch log can account for.

        Args:
            url: Address.
            role: What is looked for (`storage.schema.Fetch.role`).
            callback: What reads the answer; by default nothing does, and it is only archived.
            referrer: Page that the link stands on.
            link_text: Words of the link.
            options: Other arguments of the request, such as its method.
        """
        record = {
            "portal": self.portal.portal,
            "place": self.portal.adcode or None,
            "role": role,
            "referrer": referrer,
            "link_text": link_text,
        }
        meta = {"record": record, **options.pop("meta", {})}
        return scrapy.Request(url, callback=callback or self.keep, meta=meta, **options)

    def keep(self, _: Response) -> Iterable[scrapy.Request]:
        """Callback of a response that is wanted for its bytes alone; the recorder has archived them."""
        return ()

    def wanted(self, title: str) -> bool:
        """Whether a title names a year that was asked for; a title without a year is always worth a look."""
        named = titles.years(titles.plain(title))
        return not self.years or not named or not named.isdisjoint(self.years)


class System(abc.ABC):
    """A content-management system whose lists must be read by their structure, because their links show too little.

    It is recognised by what a page holds, never by its address alone. Systems do not exclude each other: where several
    recognise a page, each adds what it sees.

    Args:
        judge: Says what a link promises, as in the rest of the walk.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    """Name for people."""
    names_columns: ClassVar[bool] = False
    """Whether its pages list columns by other means than links, so that each is worth a look."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    @classmethod
    @abc.abstractmethod
    def recognises(cls, page: PortalPage) -> bool:
        """Whether the page, or answer, is of this make."""

    def links(self, page: PortalPage, step: Step) -> Iterator[Link]:
        """Links that the page holds elsewhere than in its links."""
        yield from ()

    def further(self, page: PortalPage, step: Step, found: int) -> Iterator[Step]:
        """What else to ask for the rest of this list.

        Args:
            page: The page or answer.
            step: The step that it answers.
            found: Rows that it showed.
        """
        yield from ()

    def shown(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """What a page that was taken for a report and has no text asks for by itself, and shows.

        Args:
            page: The page.
            step: The step that led there.
        """
        yield from ()

    def column(self, words: str, groups: tuple[str, ...] = ()) -> Verdict | None:
        """What is to be known of the column of annual reports that something besides links names; None for any other.

        Args:
            words: The name, made plain.
            groups: Words of the groups that it stands in, from the innermost outwards.
        """
        verdict = self._judge.judge(Link(NOWHERE, words, groups=groups), in_column=False)
        return verdict if verdict.promise is Promise.COLUMN else None

    def continued(self, step: Step, url: str, *, agency: str = "", **changes: Any) -> Step:
        """The step to the next page of a list, or to a column that a page shows.

        Args:
            step: The step to the page.
            url: Address.
            agency: The other body, or list of bodies, that the page names for it; else it is whose the page is.
            changes: What else differs from the next page of a list.
        """
        settled: dict[str, Any] = {
            "agency": agency or step.agency,
            "kind": Kind.LIST,
            "referrer": step.url,
            "list_page": step.list_page + 1,
            "family": self.name,
            "awaited": None,
            "method": "GET",
            "body": "",
            "otherwise": None,
            "shell": None,
            "part_of": "",
            "hops": 0,
        }
        return dataclasses.replace(step, url=url, **{**settled, **changes})

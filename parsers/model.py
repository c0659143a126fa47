"""The plain data that passes from one step of parsing to the next."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping

from storage.schema import Evidence, FlagKind, Repair, UnreadKind


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as it lies in the archive, with what is known of where it came from.

    Attributes:
        content: The bytes.
        url: Address it came from.
        media_type: Media type that the server declared.
        charset: Character set that the server declared.
        role: What the crawl took it for (`storage.schema.Fetch.role`).
        link_text: Words of the link that led to it.
        place: Place that the portal or a manifest gives: a division code or a name.
        parts: Documents that hold the rest of it, in their order: further pages, tables in files of their own.
        missing_parts: How many more there should be and cannot be had.
    """

    content: bytes
    url: str = ""
    media_type: str | None = None
    charset: str | None = None
    role: str = "file"
    link_text: str | None = None
    place: str | None = None
    parts: tuple[Document, ...] = ()
    missing_parts: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in code points."""

    start: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True)
class Flag:
    """Something that is wrong with a document or could not be read, and stays so.

    Attributes:
        kind: What sort of thing it is, one of `storage.schema.FlagKind`.
        sentence: What a person reads.
        subject: What it is about: a form's row or column, a character; empty where it is the whole document.
        span: Where that stands in the report's text, as far as it is known.
    """

    kind: FlagKind
    sentence: str
    subject: str = ""
    span: Span | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Decoded:
    """Text read from bytes.

    Attributes:
        text: The text; U+FFFD marks characters that are lost.
        encoding: Encoding it was read in.
        repairs: What had to be undone on the way.
        flags: What is wrong and stays so.
    """

    text: str
    encoding: str
    repairs: tuple[Repair, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """What one recognition of a picture read.

    Attributes:
        text: The words or digits.
        certainty: How sure the least sure of its characters is, in thousandths.
    """

    text: str
    certainty: int


@dataclasses.dataclass(frozen=True, slots=True)
class OnPage:
    """Where something stands on the pages of a document.

    Attributes:
        page: Number of the page, from 1.
        box: Left, upper, right and lower edge, in ten-thousandths of the upright page's width and height.
    """

    page: int
    box: tuple[int, int, int, int]


@dataclasses.dataclass(frozen=True, slots=True)
class Scan:
    """How a cell or paragraph was read from a picture.

    Attributes:
        on_page: Where it stands.
        readings: What independent recognitions read; empty where nothing is printed.
        is_clear: Whether nothing covers it.
        is_ruled: Whether rules close its cell, so that it is all that stands there, and whole.
    """

    on_page: OnPage
    readings: tuple[Reading, ...]
    is_clear: bool = True
    is_ruled: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text.

    Attributes:
        text: Its text, on one line.
        heading: True where the document itself marks it as a heading.
        aside: True where it stands outside the page's main content.
        scan: How it was recognised, where it stands in a picture.
        below_picture: True where a picture stands right in front of it.
    """

    text: str
    heading: bool = False
    aside: bool = False
    scan: Scan | None = None
    below_picture: bool = False


LINE = "\u2003"
"""Stands in the text of a cell, which has one line, between two numbers that are printed on lines of their own."""


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell of a table and the area of the grid that it covers.

    Attributes:
        text: What is printed in it, on one line.
        row: Row of the grid that it begins in.
        column: Column that it begins in.
        row_span: Rows that it covers.
        column_span: Columns that it covers.
        scan: How it was recognised, where it stands in a picture.
    """

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    scan: Scan | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """A table as a grid of cells, in reading order.

    Attributes:
        cells: Its printed cells.
        aside: True where it stands outside the page's main content.
    """

    cells: tuple[Cell, ...]
    aside: bool = False

    def rows(self) -> list[list[Cell]]:
        """The cells by the row they begin in; rows that no cell begins in are left out."""
        by_row: dict[int, list[Cell]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.row, []).append(cell)
        return [by_row[row] for row in sorted(by_row)]


Block = Paragraph | Table


@dataclasses.dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the main content of a page, whose bytes are a document of their own.

    Attributes:
        addresses: Where it is, as the page says: pictures that scripts load later have several.
        before: How many blocks of the page stand in front of it.
    """

    addresses: tuple[str, ...]
    before: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a document holds, before it is known whether it is a report.

    Attributes:
        blocks: Paragraphs and tables, in reading order.
        metadata: What the page's head says of itself: name of the tag to value (ArticleTitle, PubDate, ...).
        media_type: What the bytes really are.
        encoding: Character encoding, where there is one.
        repairs: What was repaired so far.
        flags: What is wrong and stays so.
        source: The beginning of the markup, where there is any.
        links: Links of the page, words to address.
        menus: Words of its menus, which are no blocks.
        scripted: True where the page holds scripts and hardly any words.
        has_password_field: True where the page asks for a password.
        n_images: Pictures in the main content.
        pictures: Those of them that are large enough to show words, in reading order.
        page_number: Which page of a divided article it is.
        n_pages: Number of pages of the article.
    """

    blocks: tuple[Block, ...]
    metadata: Mapping[str, str] = dataclasses.field(default_factory=dict)
    media_type: str
    encoding: str | None = None
    repairs: tuple[Repair, ...] = ()
    flags: tuple[Flag, ...] = ()
    source: str = ""
    links: tuple[tuple[str, str], ...] = ()
    menus: str = ""
    scripted: bool = False
    has_password_field: bool = False
    n_images: int = 0
    pictures: tuple[Picture, ...] = ()
    page_number: int = 1
    n_pages: int = 1


@dataclasses.dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell and where it stands in the report's text."""

    cell: Cell
    span: Span

    def __hash__(self) -> int:
        # Where it stands tells it from all others of its report.
        return hash(self.span)


@dataclasses.dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and where its cells stand in the report's text."""

    cells: tuple[PlacedCell, ...]
    span: Span

    def __hash__(self) -> int:
        # Where it stands tells it from all others of its report, without a look at each cell.
        return hash(self.span)


@dataclasses.dataclass(frozen=True, slots=True)
class ReportText:
    """The clean text of a report and what lies where in it.

    Attributes:
        text: One paragraph or table row a line.
        paragraphs: Where the paragraphs stand, in reading order.
        headings: Those of them that the document marks as headings.
        tables: The tables.
        below_pictures: Those of the paragraphs that stand right behind a picture.
    """

    text: str
    paragraphs: tuple[Span, ...]
    headings: frozenset[Span]
    tables: tuple[PlacedTable, ...]
    below_pictures: frozenset[Span] = frozenset()

    def read(self, span: Span) -> str:
        return self.text[span.start : span.end]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A statistical period.

    Attributes:
        start: First day.
        end: Last day.
        printed: The clause as it stands.
        restored: True where characters of the clause are lost, and only a full year fits what is left.
    """

    start: dt.date
    end: dt.date
    printed: str
    restored: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who reports on what, as far as the document and its portal tell.

    Attributes are those of `storage.schema.Report`, whose two days of the period are one here; `suffix` distinguishes
    other agencies of the same place.
    """

    adcode: str
    province: str
    city: str | None
    county: str | None
    level: str
    agency_kind: str
    agency: str
    township: str | None
    suffix: str
    report_year: int
    evidence: tuple[Evidence, ...]
    title: str | None
    doc_number: str | None
    index_number: str | None
    published_date: dt.date | None
    period: Period | None

    @property
    def covers_a_place(self) -> bool:
        """Whether its reports cover a whole territory; all bodies but governments and zones report on themselves."""
        return self.agency_kind in ("government", "zone")

    @property
    def report_id(self) -> str:
        return "-".join(filter(None, (self.adcode, str(self.report_year), self.suffix)))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and the text it governs; fields as in `storage.schema.Section`."""

    section_id: int
    parent_id: int | None
    level: int
    number: str | None
    heading: str
    topic: str
    span: Span


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure that the report states; fields as in `storage.schema.Indicator`."""

    code: str
    applicant_type: str = "total"
    year: int
    value: float
    unit: str
    printed: str
    approx: bool = False
    bound: str | None = None
    scope: str = "citywide"
    source: str
    stated_zero: bool = False
    implied: bool = False
    includes_carried_in: bool = False
    label: str | None = None
    span: Span
    section_id: int | None = None
    unproved: bool = False
    on_page: OnPage | None = None
    corrected: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Lump:
    """A number that counts several codes together, so that none of them can be told.

    Attributes:
        codes: The codes, in reading order.
        year: Year it is about.
        value: The number.
        span: The words it was read from.
    """

    codes: tuple[str, ...]
    year: int
    value: float
    span: Span


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A number of running text, or of a table of an office's own making, that gives no figure.

    Attributes:
        kind: `no_code` where it counts what no code covers, `look_alike` where it counts nothing of one year (a change,
            a rate, a plan, a sum over years), `unread` where its words are not understood.
        value: The number.
        unit: Its measure word; empty where none is printed.
        reason: What was missing.
        span: Where it stands.
        sentence: The sentence or the row that it stands in.
        words: The words in front of it in its clause, back to the number before; where there are none, those behind it
            after an ellipsis, or else all from the beginning of the clause. In a table the label of its row and the
            title of its column.
        section_id: The section that it stands in.
    """

    kind: UnreadKind
    value: float
    unit: str
    reason: str
    span: Span
    sentence: Span
    words: str = ""
    section_id: int | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What named a figure of running text.

    Attributes:
        figure: The figure.
        terms: The words that named it, each with what it means (`act=received`) or which kind of modifier it is.
        needs: What its code asked of these words.
        inherited: What the passage had said before, and the words need not repeat.
    """

    figure: Figure
    terms: tuple[tuple[str, str], ...]
    needs: str
    inherited: str


@dataclasses.dataclass(frozen=True, slots=True)
class Narrative:
    """What the paragraphs of a report state.

    Attributes:
        figures: The figures.
        lumps: Figures of several codes at once (涉及国家秘密、商业秘密17件), which are published under none of them.
        unread: Numbers with a measure that give no figure.
        n_numbers: How many numbers with a measure there are, in the sections that are read.
        traces: What named the figures, in the same order; empty where nobody has asked for them.
    """

    figures: tuple[Figure, ...]
    lumps: tuple[Lump, ...]
    unread: tuple[Unread, ...] = ()
    n_numbers: int = 0
    traces: tuple[Trace, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule applied; fields as in `storage.schema.Check`."""

    rule_id: str
    severity: str
    passed: bool
    applicant_type: str = "total"
    expected: str
    observed: str
    difference: float | None = None
    explanation: str
    codes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """Everything read from a document that is a report.

    `flags` says what could not be read with certainty, `unread` which of the `n_numbers` numbers with a measure in its
    running text gave no figure.
    """

    identity: Identity
    form: str
    script: str
    scope: str
    text: str
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]
    flags: tuple[Flag, ...] = ()
    unread: tuple[Unread, ...] = ()
    n_numbers: int = 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What became of a document.

    Attributes:
        outcome: `report`, `part`, `rejected` or `failed`.
        reason: Why, where it is no report.
        report: What was read, where it is one.
        fingerprint: Sketch of its text, by which copies are found.
        own_numbers: What it says in numbers of its own, by which they are proved (`parsers.text.fingerprint`).
    """

    outcome: str
    reason: str | None = None
    media_type: str | None = None
    encoding: str | None = None
    repairs: tuple[Repair, ...] = ()
    flags: tuple[Flag, ...] = ()
    provenance: str = "unknown"
    report: ReportContent | None = None
    fingerprint: tuple[int, ...] = ()
    own_numbers: frozenset[str] = frozenset()

"""The one source of every table and column.

A row of a table is a frozen dataclass; its fields are the columns, their annotations the types, their metadata the
documentation. The Arrow schemas (`storage.arrow_tables`), the data dictionary and `datapackage.json`
(`storage.dictionary`) are derived from here, so that they cannot disagree.

This module imports only the standard library and the knowledge of forms, publishers and headline columns: the parsers
use its rows without knowing how they are stored.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

from knowledge.forms import applicant_names, first_matrix_year, forms
from knowledge.headlines import CODE as OF_CODE
from knowledge.headlines import Headline, headlines
from knowledge.publishers import AGENCY_KIND_MEANINGS, AGENCY_KINDS

SCHEMA_VERSION = 4
"""Version of the tables and columns, which `datapackage.json` of each snapshot names. It grows whenever a table or a
column is added; none is renamed. Snapshots of earlier versions are read: what they lack is null, or no row.

1: release 0.1. 2: `city` is the prefecture-level unit in all tables; `panel`, `flags`, `unread`, `conflicts`. 3: tables
of knowledge, `government_years`, and which years of a code may be compared. 4: what revisions change, figure by figure;
which figures were corrected; `quality`.
"""
PARTITION = "report_year"
"""Column that the larger tables are partitioned by; it is named in the folder, not stored in the file."""

LEVELS = ("central", "province", "prefecture", "county", "department", "township")
FORMS = ("narrative", *forms())
SCRIPTS = ("hans", "hant", "hant-tw", "hant-hk", "hant-pinyin")
DOCUMENT_OUTCOMES = ("report", "part", "duplicate", "revision", "conflict", "rejected", "failed")
PROVENANCES = ("official", "mirror", "clone", "unknown")
SOURCES = ("table", "scan", "narrative", "derived")
SCOPES = ("citywide", "office", "other")
BOUNDS = ("ge", "le")
SEVERITIES = ("error", "warn", "info")
COMPARABILITY_MEANINGS: Mapping[str, str] = {
    "A": "the same meaning in all years",
    "B": "to be compared with care: the change of the forms is bridged by a formula, or told in a note",
    "C": "not comparable across the years in which the forms broke it",
}
COMPARABILITIES = tuple(COMPARABILITY_MEANINGS)
COVERAGE_STATUSES = ("published", "blocked", "not_found", "failed", "not_crawled")
APPLICANT_TYPES = tuple(applicant_names())
FETCH_OUTCOME_MEANINGS: Mapping[str, str] = {
    "ok": "the answer was received and archived",
    "not_modified": "the server says that the archived answer still holds",
    "redirected": "the answer names another address, which stands in the reason and is requested in another row",
    "blocked": "a challenge or a refusal was sent instead of the answer, of the kind that follows the colon",
    "refused_by_robots": "robots.txt does not permit the request, or its server does not say so; not made",
    "refused_address": "the address is not one of the public internet, or not of the web; not made",
    "not_found": "status 404 or 410",
    "soft_404": "an error page with status 200",
    "no_report": "a page that came as a report turned out to be a list of reports; it stands beside the row of the "
    "answer itself",
    "http_error": "another status that means no success",
    "throttled": "status 429 or 503: the server wants fewer requests",
    "too_large": "the body is longer than the limit, as sent or decompressed",
    "truncated": "the connection ended before the body, or the compressed body is torn; kept if the body is complete",
    "timeout": "the answer was not complete in time",
    "tls": "the certificate or the secure channel was refused",
    "dns": "the host's name leads to no address",
    "connection": "no connection, or one that was broken off before an answer",
    "redirect_loop": "redirects lead in a circle, or on and on",
    "bounded": "one run may make no more requests to the portal, or a list does not end; not made",
    "failed": "anything else, which the reason tells",
}
FETCH_OUTCOMES = tuple(FETCH_OUTCOME_MEANINGS)
REPAIR_MEANINGS: Mapping[str, str] = {
    "utf8_read_as_gbk": "UTF-8 had been read as GBK (鏀垮簻 for 政府)",
    "utf8_read_as_latin1": "UTF-8 had been read as Latin-1",
    "gbk_read_as_latin1": "GBK had been read as Latin-1",
    "unencodable_character": "a question mark that a converter wrote for a character became U+FFFD",
    "invisible_character": "an invisible character was removed",
    "decimal_point_glyph": "another glyph became a decimal point",
    "compatibility_character": "a compatibility character became the usual one",
    "full_width_alphanumeric": "full-width letters and digits became ASCII",
    "pinyin_gloss": "a reading that had been inserted behind words, in pinyin or zhuyin, was removed",
    "markdown_mark": "marks of Markdown were removed",
    "character_reference": "a reference such as &nbsp; became the character that it stands for",
    "markup_in_text": "remains of an editor's markup were removed",
    "stray_question_mark": "question marks at the edge of a paragraph, written for spaces, were removed",
    "brand_name": "the name of a gambling site, or its advertisement, was removed",
    "place_list": "a list of places from all over the country was removed",
    "lost_date_word": "年, 月 or 日 was put back where only one date can be meant",
    "lost_number": "the number of a heading was put back between its neighbours",
    "lost_bracket": "a bracket or 号 was put back where only one reading is possible",
    "space_in_number": "spaces inside a number were removed",
    "broken_heading": "a heading that had been broken over two lines was joined",
    "printed_twice": "a character that a PDF file prints twice, to look bold, was read once",
    "watermark": "a watermark of a PDF file was left out: characters that lie over others, or that nobody sees",
    "broken_line": "a paragraph that had been broken over lines of a printed width was joined",
    "page_number": "the number of a printed page between the lines of a text was removed",
    "leader_dots": "dots that lead from a label to its number became a gap between both",
    "traditional_script": "traditional characters became simplified ones",
    "vocabulary": "a word that conversion of the script leaves or makes wrong became the mainland one",
}
EVIDENCE_MEANINGS: Mapping[str, str] = {
    "title": "the report's title",
    "lead": "a full title in its first sentences",
    "byline": "a line directly below the title",
    "author": "the words that say who compiled it",
    "subject": "the body that its first sentences are about",
    "signature": "one of its last lines",
    "contact": "the body that readers are asked to turn to, of the kind that the report says it is",
    "publisher": "the page's own field",
    "link": "the link that leads to the page",
    "breadcrumb": "the way to the page that it shows",
    "portal": "the place in the registry or manifest",
    "site": "the government that the page names as the owner of its site",
}
FlagKind = Literal[
    "lost_characters",
    "suspected_loss",
    "foreign_name",
    "unknown_characters",
    "second_body",
    "second_body_differs",
    "other_report",
    "incomplete",
    "form_table_unread",
    "form_row_unread",
    "form_row_unknown",
    "form_column_unknown",
    "form_label_misprinted",
    "form_unknown",
    "form_cell_unread",
    "form_unit_unknown",
    "other_publisher",
    "conflict",
    "other_place",
    "agency_kind_unknown",
    "scan_recognized",
    "scan_cell_unread",
    "page_unread",
    "part_unread",
    "several_numbers",
    "corrected",
    "correction_not_applied",
    "withheld",
    "contested_row",
]
"""What sort of thing a flag tells; what each means stands below."""
FLAG_MEANINGS: Mapping[FlagKind, str] = {
    "lost_characters": "characters are lost for good and stand as U+FFFD",
    "suspected_loss": "characters seem to be lost: digits or marks stand where something must have been",
    "foreign_name": "the name of another site stood in the text, perhaps in place of other words, and was removed",
    "unknown_characters": "private-use characters whose meaning is not known",
    "second_body": "the body stands twice, and the second copy was left out",
    "second_body_differs": "a paragraph of the second copy has other words or numbers",
    "other_report": "another report stands in the document; none of its figures was read",
    "incomplete": "a part of the report that is printed, announced or prescribed is not in the document",
    "form_table_unread": "a table with rows of an official form was not read by that form",
    "form_row_unread": "a row of an official form was not read",
    "form_row_unknown": "a row in a table of an official form that no known form has; it was not read",
    "form_column_unknown": "a column in a table of an official form that the form does not have; it was not read",
    "form_label_misprinted": "a row's label is misprinted; it was read by its place, its sums and its nearest words",
    "form_unknown": "the tables have rows or columns that no known form has; the report's form is only the nearest",
    "form_cell_unread": "a cell of an official form holds something that is no number",
    "form_unit_unknown": "the unit of a row does not count what the row counts",
    "other_publisher": "a piece of evidence names another body than the one that the report was given to",
    "conflict": "another report has the same place, year and agency, and that one is published",
    "other_place": "the portal is of another place than the report",
    "agency_kind_unknown": "no word of the lexicon tells what kind of body the publisher is",
    "scan_recognized": "words of the report were recognised on a picture of a page",
    "scan_cell_unread": "a number in a cell of a form was recognised on a picture, and no sum of the form proves it",
    "page_unread": "a page of a PDF file is a picture or a drawing, and what stands on it is missing",
    "part_unread": "a document that is a part of the report is missing or cannot be read",
    "several_numbers": "a cell of a table holds several numbers on lines of their own; none was taken",
    "corrected": "a person has read a figure again, and it replaces what was read (`assembly/data/corrections.csv`)",
    "correction_not_applied": "a correction no longer fits what is read; it was left out and must be reviewed",
    "withheld": "the words of the document are not published; its figures are (`assembly/data/withheld.csv`)",
    "contested_row": "a row stands there twice with different numbers, and none was taken",
}
FLAG_KINDS = tuple(FLAG_MEANINGS)
PANEL_STATUS_MEANINGS: Mapping[str, str] = {
    "stated": "the report gives a figure, which stands in `value`",
    "several": "the report gives several figures under this code, none of which goes before the others; they stand in "
    "`other_values`, and `value` is null",
    "row_flagged": "the report has the row of the form, or its table, and it could not be read (table `flags`), or was "
    "recognised on a picture and is not proved (`indicators`.`unproved`)",
    "unread": "no figure was found, and the text has a number that is not understood, in a place and a unit that fit "
    "the code (table `unread`)",
    "not_found": "the row of the form is blank or not there, and nothing in the text speaks of it",
    "conflict": "two different reports claim to be the one of this body and year; which is whose is not known, and no "
    "figure of either is given",
    "no_report": "there is no report; behind the colon stands the status of the table `coverage`",
}
PANEL_STATUSES = tuple(PANEL_STATUS_MEANINGS)
GOVERNMENT_YEAR_MEANINGS: Mapping[str, str] = {
    "report": "there is a report; a column without a value has its reason in `panel`, or in `ratios` lacks a figure",
    "conflict": "two different reports claim to be the one of this government and year; no figure of either is given",
    "no_report": "there is no report; behind the colon stands the status of the table `coverage`",
}
ALL_CODES = "*"
"""Code of the one row of `panel` that says of all codes of a year why none has a value."""
UnreadKind = Literal["no_code", "look_alike", "unread"]
"""Why a number is no figure; what each means stands below."""
UNREAD_MEANINGS: Mapping[UnreadKind, str] = {
    "no_code": "it counts something that no code of the codebook covers",
    "look_alike": "it is no count of the year (a share or any other percentage, a change, a plan, a sum over years), "
    "or another number of the passage says the same",
    "unread": "its words are not understood, and it may be a figure that is missing in `indicators`",
}


_COMPARABILITIES_TOLD = "; ".join(f"`{grade}`: {meaning}" for grade, meaning in COMPARABILITY_MEANINGS.items()) + "."
HASH = "a hash"
ADDRESS = "an address"
OWN_ID = "an id of this data set"
CODE = "a code"
LISTED = "one of the program's own words"
DIVISION = "a name of the list of divisions"
HEADER = "a header, of use only as it came"
CATALOGUE = "an index number"
"""Why a column is an identifier: its values hold no words of a document, or lead to nothing once a digit is changed."""


def column(
    description: str,
    *,
    unit: str = "",
    enum: tuple[str, ...] = (),
    detailed: bool = False,
    key: bool = False,
    free_text: bool = False,
    excerpt: bool = False,
    identifier: str = "",
) -> Any:
    """Declares a column.

    A column of strings is one of three: of free text, an identifier, or of permitted values.

    Args:
        description: What it means, for the data dictionary.
        unit: Unit of its values; empty where they have none.
        enum: Its permitted values; empty where all are.
        detailed: Whether a permitted value may carry a detail behind a colon (`blocked:412`); only with `enum`.
        key: Whether it is part of the primary key.
        free_text: Whether it may hold words of a document, of a server or of a person: personal numbers are masked.
        excerpt: Whether a free text is cut from another one and must agree with it.
        identifier: Why its values are stored as they are; empty where they are not.
    """
    return dataclasses.field(
        metadata={
            "description": description,
            "unit": unit,
            "enum": enum,
            "detailed": detailed,
            "key": key,
            "free_text": free_text,
            "excerpt": excerpt,
            "identifier": identifier,
        }
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One request made, or refused before it was made."""

    run_id: str = column("Crawl or ingest that made the request.", key=True, identifier=OWN_ID)
    sequence: int = column("Number of the request within its run, from 0.", key=True)
    url: str = column(
        "Address asked for, of a form with what was sent (`URL#post:BODY`); for an ingested file the address of its "
        "manifest, else `file:` and its name.",
        identifier=ADDRESS,
    )
    portal: str = column(
        "Portal on whose behalf the request was made (`spiders/portals.csv`), or `ingest`.", identifier=OWN_ID
    )
    role: str = column(
        "What was looked for: `robots`, `page`, `listing`, `report`, `attachment` or `file`; `part` for what is a "
        "part of the document at the address of the referrer, and is read with it.",
        identifier=LISTED,
    )
    referrer: str | None = column("Address of the page that the link stood on.", identifier=ADDRESS)
    link_text: str | None = column("Words of the link that was followed, at full length.", free_text=True)
    fetched_at: dt.datetime = column("When the answer was complete, or the file ingested (UTC).")
    status: int | None = column("HTTP status; null where there was no HTTP answer.")
    outcome: str = column(
        "How the request ended. `blocked` carries its kind: `blocked:412`. "
        + "; ".join(f"`{outcome}`: {meaning}" for outcome, meaning in FETCH_OUTCOME_MEANINGS.items())
        + ".",
        enum=FETCH_OUTCOMES,
        detailed=True,
    )
    reason: str | None = column(
        "Why it ended so, for a person to read; for `ok`, what was odd about the answer, or null.",
        free_text=True,
    )
    document_id: str | None = column(
        "SHA-256 of the body kept in the archive; null where no body was kept.", identifier=HASH
    )
    bytes: int | None = column("Length of the body received.", unit="bytes")
    media_type: str | None = column("Media type that the server declared, without parameters.", identifier=HEADER)
    charset: str | None = column("Character set that the server declared in Content-Type.", identifier=HEADER)
    etag: str | None = column("ETag, for the next conditional request.", identifier=HEADER)
    last_modified: str | None = column("Last-Modified, for the next conditional request.", identifier=HEADER)
    place: str | None = column(
        "Place that the registry or a manifest gives: a division code or a name.", free_text=True
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One kind of repair made to a text, and how often."""

    kind: str = column(
        "What was repaired; where a text had been read wrongly twice, both kinds with `, then ` between them. "
        + "; ".join(f"`{kind}`: {meaning}" for kind, meaning in REPAIR_MEANINGS.items())
        + ".",
        identifier=LISTED,
    )
    count: int = column("How many places were changed.")
    before: str = column("One example before the repair.", free_text=True)
    after: str = column("The same example after it.", free_text=True)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One distinct byte string in the archive, and what became of it."""

    document_id: str = column(
        "SHA-256 of the bytes; also the name of the object in the archive.", key=True, identifier=HASH
    )
    source_url: str = column("Address that it was first fetched from.", identifier=ADDRESS)
    portal: str = column("Portal that it was first fetched for.", identifier=OWN_ID)
    media_type: str | None = column(
        "Media type found in the bytes themselves, not the one declared.", identifier=LISTED
    )
    encoding: str | None = column(
        "Character encoding that the bytes were read in; null where there is none.", identifier=LISTED
    )
    n_bytes: int = column("Length.", unit="bytes")
    outcome: str = column(
        "`report`: the report's text and figures come from this document. `part`: they come from it together with the "
        "document that it is a part of. `duplicate`: the same again. `revision`: an "
        "earlier state of the report, with other figures. `conflict`: another report that would have the same id "
        "(table `conflicts`). `rejected`: no annual report. `failed`: could not be read.",
        enum=DOCUMENT_OUTCOMES,
    )
    reason: str | None = column("Why, in words; null for `report`.", free_text=True)
    part_of: str | None = column(
        "document_id of the document that it is a part of: a page of it, a table, an attachment.", identifier=HASH
    )
    report_id: str | None = column(
        "Report that the document belongs to; null for `rejected` and `failed`.", identifier=OWN_ID
    )
    duplicate_of: str | None = column("document_id of the document that it repeats.", identifier=HASH)
    similarity: float | None = column("Estimated share of common text with `duplicate_of`, 0 to 1.")
    repairs: tuple[Repair, ...] = column("What was repaired in its text.")
    flags: tuple[str, ...] = column(
        "What is wrong with its text and could not be repaired or read: the sentences of the table `flags`.",
        free_text=True,
    )
    provenance: str = column(
        "Whose copy it is: the government's own site, a mirror of it, a hijacked clone, or not known.",
        enum=PROVENANCES,
    )
    parser_version: str = column("Version of the parsers, and a hash of their code and data.", identifier=OWN_ID)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something wrong in a document, or a part of it that could not be read with certainty and so gave no figure."""

    document_id: str = column("Document.", key=True, identifier=HASH)
    sequence: int = column("Number of the flag within the document, from 1; the order of `documents.flags`.", key=True)
    report_id: str | None = column("Report that the document belongs to; null where it is none.", identifier=OWN_ID)
    report_year: int | None = column("Year of that report.")
    kind: str = column(
        "What sort of thing it is. "
        + "; ".join(f"`{kind}`: {meaning}" for kind, meaning in FLAG_MEANINGS.items())
        + ".",
        enum=FLAG_KINDS,
    )
    subject: str = column(
        "What it is about, in the words of the document or of the form: a row, a column, characters. Empty where it is "
        "about the whole document.",
        free_text=True,
    )
    start: int | None = column(
        "Offset of the place in the text of the report or revision; null where it is not known, and for duplicates, "
        "whose text is not kept.",
        unit="code points",
    )
    end: int | None = column("Offset of its end.", unit="code points")
    sentence: str = column("The same for a person to read.", free_text=True)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words that tell who published a report."""

    kind: str = column(
        "Where the words are. "
        + "; ".join(f"`{kind}`: {meaning}" for kind, meaning in EVIDENCE_MEANINGS.items())
        + ".",
        identifier=LISTED,
    )
    words: str = column("The words.", free_text=True)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One annual report: one agency, one year, in its latest revision."""

    report_id: str = column(
        "`<adcode>-<year>` for the government itself, with a short stable suffix for another agency of the place.",
        key=True,
        identifier=OWN_ID,
    )
    adcode: str = column(
        "Division code (GB/T 2260) of the most specific place, by the codes of the report's year.", identifier=CODE
    )
    place_id: str = column(
        "Id of the place that stays the same when its division code changes (县 to 区): the code of what it has "
        "become.",
        identifier=CODE,
    )
    province: str = column("Province-level unit; 中央 for a central body.", identifier=DIVISION)
    city: str | None = column("Prefecture-level unit; null for a province.", identifier=DIVISION)
    county: str | None = column("County-level unit; null above it.", identifier=DIVISION)
    level: str = column("Level of the reporting agency.", enum=LEVELS)
    agency_kind: str = column(
        "Kind of the reporting agency. "
        + "; ".join(f"`{kind}`: {AGENCY_KIND_MEANINGS[kind]}" for kind in AGENCY_KINDS)
        + ".",
        enum=AGENCY_KINDS,
    )
    agency: str = column("Agency that reports, as the report names it.", free_text=True)
    township: str | None = column(
        "Town, township or street that reports, or that the agency lies in; else null.", free_text=True
    )
    report_year: int = column("Year that is reported on.")
    evidence: tuple[Evidence, ...] = column("What tells the publisher, the deciding words first.")
    title: str | None = column("Title of the report; null where the document has none.", free_text=True)
    doc_number: str | None = column("Document number (文号), such as 呼政发〔2015〕19号.", free_text=True)
    index_number: str | None = column("Index number (索引号) of the portal's catalogue.", identifier=CATALOGUE)
    published_date: dt.date | None = column("Day of publication, as the page states it.")
    period_start: dt.date | None = column("First day of the statistical period that the report states.")
    period_end: dt.date | None = column("Last day of that period.")
    form: str = column(
        "Official form that the figures are printed in, or none (`narrative`); where a flag of the kind `form_unknown` "
        "says so, the nearest to it. "
        + "; ".join(f"`{form.form}`: {form.document}" for form in forms().values())
        + ".",
        enum=FORMS,
    )
    script: str = column(
        "Script that the document came in: simplified, traditional, localised for Taiwan or Hong Kong, or "
        "traditional with injected pinyin. `text` is always mainland simplified.",
        enum=SCRIPTS,
    )
    scope: str = column("Whom the figures cover by default: the whole territory, or the agency alone.", enum=SCOPES)
    text: str = column(
        "Clean text, one paragraph or table row (cells joined by ` | `) a line. All offsets count its code points. "
        "Personal numbers are masked at their length.",
        free_text=True,
    )
    document_id: str = column("Document that text and figures were read from.", identifier=HASH)
    source_url: str = column("Address of that document.", identifier=ADDRESS)
    revision: int = column("Number of the revision that is published here, from 1.")
    n_documents: int = column("How many archived documents are this report.")
    n_numbers: int = column(
        "How many numbers that count something stand in the running text and in tables that follow no official form, "
        "outside sections about problems and plans: those "
        "with a measure word, and others whose words are known."
    )
    n_unread: int = column(
        "How many of them are of the kind `unread` in the table `unread`: 0 says that these were read whole."
    )

    @property
    def place(self) -> str:
        """Name of the most specific place."""
        return self.county or self.city or self.province


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A stretch of text that a later revision has changed."""

    before: str = column("Lines of this revision.", free_text=True)
    after: str = column("Lines that stand in their place in the next.", free_text=True)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFigure:
    """A figure that a later revision has changed, added (no `before`) or left out (no `after`)."""

    code: str = column("What is counted.", identifier=CODE)
    applicant_type: str = column("Column of the applicants' matrix, or `total`.", enum=APPLICANT_TYPES)
    year: int = column("Year that the figure is about.")
    scope: str = column("Whom the figure covers.", enum=SCOPES)
    label: str = column("What the text calls the part that is counted; empty for the whole.", free_text=True)
    before: float | None = column("The figure of this revision; null where it has none.")
    after: float | None = column("The figure of the next one; null where it has none.")
    before_quote: str | None = column("The words that `before` was read from.", free_text=True, excerpt=True)
    after_quote: str | None = column("The words that `after` was read from.", free_text=True, excerpt=True)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """An earlier revision of a report: what the government, or a copy of its page, said before."""

    report_id: str = column("Report.", key=True, identifier=OWN_ID)
    report_year: int = column("Year that is reported on.")
    revision: int = column("Number of this revision, from 1; the report itself has the highest.", key=True)
    document_id: str = column("Document that shows it.", identifier=HASH)
    source_url: str = column("Address of that document.", identifier=ADDRESS)
    published_date: dt.date | None = column("Day of publication that it states.")
    text: str = column("Its clean text.", free_text=True)
    changes: tuple[Change, ...] = column("What the next revision has changed, up to twenty stretches.")
    figures: tuple[ChangedFigure, ...] = column(
        "The figures that the next revision has changed, added or left out, with the words of both."
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FormerId:
    """A report whose id has changed since release 0.1, which took towns and some agencies for their government."""

    report_id: str = column("Report.", key=True, identifier=OWN_ID)
    report_year: int = column("Year that is reported on.")
    former_id: str = column(
        "Id that it had up to release 0.1, as far as its place was told in the same way.", identifier=OWN_ID
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A document that would have the id of a report and is proved to be another one; which is whose is not known."""

    report_id: str = column("Report whose id it would have.", key=True, identifier=OWN_ID)
    report_year: int = column("Year that is reported on.")
    document_id: str = column("Document.", key=True, identifier=HASH)
    source_url: str = column("Address of the document.", identifier=ADDRESS)
    title: str | None = column("Title that it has.", free_text=True)
    agency: str = column("Agency that it names.", free_text=True)
    published_date: dt.date | None = column("Day of publication that it states.")
    text: str = column("Its clean text.", free_text=True)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One heading of a report and the text it governs."""

    report_id: str = column("Report.", key=True, identifier=OWN_ID)
    report_year: int = column("Year that is reported on.")
    section_id: int = column("Number of the section in reading order, from 1.", key=True)
    parent_id: int | None = column("Section that it is part of; null at the top.")
    level: int = column("Depth of the heading, from 1.")
    number: str | None = column(
        "Number as printed (一, （一）, 1.); null where it has none or has lost it.", free_text=True
    )
    heading: str = column("Words of the heading.", free_text=True)
    topic: str = column("What the section is about (`parsers/data/topics.csv`).", identifier=LISTED)
    start: int = column("Offset of the heading in the report's text.", unit="code points")
    end: int = column("Offset where the section ends.", unit="code points")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OfReport:
    """What the rows about a report begin with: which it is, where its agency is, and of what kind."""

    report_id: str = column("Report.", key=True, identifier=OWN_ID)
    adcode: str = column("Division code of the report.", identifier=CODE)
    place_id: str = column("Id of the place that stays the same when its code changes.", identifier=CODE)
    province: str = column("Province-level unit of the report.", identifier=DIVISION)
    city: str | None = column("Prefecture-level unit of the report; null for a province.", identifier=DIVISION)
    county: str | None = column("County-level unit of the report; null above it.", identifier=DIVISION)
    level: str = column("Level of the reporting agency.", enum=LEVELS)
    agency_kind: str = column("Kind of the reporting agency.", enum=AGENCY_KINDS)
    report_year: int = column("Year of the report, whatever year the row is about.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Indicator(OfReport):
    """One figure that a report states, with the words it was read from."""

    code: str = column("What is counted (`parsers/data/codebook.csv`).", key=True, identifier=CODE)
    applicant_type: str = column(
        f"Column of the applicants' matrix of the forms since {first_matrix_year()}; `total` everywhere else.",
        enum=APPLICANT_TYPES,
        key=True,
    )
    year: int = column("Year that the figure is about; a comparison with last year is a row of last year.", key=True)
    value: float = column("The figure, in `unit`. A bound or a rounded figure stands as its printed amount.", key=True)
    unit: str = column("Unit of the codebook, to which the value was converted.", identifier=LISTED)
    printed: str = column(
        "The figure as printed, with its own unit where it has one: 14万余, 184719元.", free_text=True
    )
    approx: bool = column("The report itself calls the figure inexact (余, 多, 近, 约).")
    bound: str | None = column("`ge`: at least this much (余, 多, 以上); `le`: at most (近, 不到).", enum=BOUNDS)
    scope: str = column("Whom the figure covers.", enum=SCOPES, key=True)
    source: str = column(
        "Where it stands: in a table, in a table on a picture (`scan`), in running text, or computed from others.",
        enum=SOURCES,
    )
    stated_zero: bool = column("Zero is said in words (未收取费用); a printed 0 is false.")
    implied: bool = column(
        "Follows from words such as 均 or 全部 and another figure; the number itself is not printed."
    )
    includes_carried_in: bool = column(
        "Applications carried in from the year before are included, as the text says (受理648件，含上年结转21件); they "
        "are not to be added once more."
    )
    label: str = column(
        "What the text calls the part that is counted: an agency, a place, a category. Empty for the whole.",
        key=True,
        free_text=True,
    )
    quote: str = column(
        "The words it was read from: exactly `text[start:end]` of the report.", free_text=True, excerpt=True
    )
    start: int = column("Offset of the quote in the report's text.", unit="code points", key=True)
    end: int = column("Offset of its end.", unit="code points")
    section_id: int | None = column("Section that the quote stands in.")
    unproved: bool = column(
        "It was recognised on a picture, twice and alike, and no sum of the report proves it; `panel` leaves it out."
    )
    page: int | None = column(
        "Page of the document that it was recognised on, or which of its pictures, in the order of the text; null "
        "where it was not recognised."
    )
    box: tuple[int, ...] = column(
        "Left, upper, right and lower edge of its cell or paragraph on that page, turned upright; empty where it was "
        "not recognised.",
        unit="ten-thousandths of the page's width and height",
    )
    corrected: bool = column(
        "A person has read the figure again, and it stands as they read it; the flag of the kind `corrected` says what "
        "was read before, who has reviewed it, and when."
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Unread(OfReport):
    """One number of running text or of a table without an official form that counts something and gave no figure.

    Sections about problems and plans are left out.
    """

    section_id: int | None = column("Section that the number stands in.")
    kind: str = column(
        "Why it is no figure. " + "; ".join(f"`{kind}`: {text}" for kind, text in UNREAD_MEANINGS.items()) + ".",
        enum=tuple(UNREAD_MEANINGS),
    )
    value: float = column("The number, in the printed measure word (万元 counts as 元).")
    unit: str = column("The measure word, of `parsers/data/units.csv`; empty where none is printed.", identifier=LISTED)
    words: str = column(
        "The words in front of it in its clause, back to the number before; where there are none, those behind it "
        "after an ellipsis, or else all from the beginning of the clause; in a table the label of its row and the "
        "title of its column. What is left unread for want of the same word has the same words here.",
        free_text=True,
        excerpt=True,
    )
    sentence: str = column("The sentence or the row that it stands in.", free_text=True, excerpt=True)
    reason: str = column("What was missing, in words.", free_text=True)
    start: int = column("Offset of the number in the report's text.", unit="code points", key=True)
    end: int = column("Offset of its end.", unit="code points")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Check(OfReport):
    """One arithmetic or plausibility rule, applied to one report."""

    rule_id: str = column("Rule (`parsers/data/rules.csv`).", key=True, identifier=CODE)
    severity: str = column("How grave a failure is.", enum=SEVERITIES)
    passed: bool = column("Whether the rule holds on what is printed.")
    applicant_type: str = column("Column of the matrix that was tested, or `total`.", enum=APPLICANT_TYPES, key=True)
    expected: str = column("What the other figures give.", free_text=True)
    observed: str = column("What is printed.", key=True, free_text=True)
    difference: float | None = column("Observed minus expected, where both are numbers.")
    explanation: str = column("One sentence on what was compared and what was found.", key=True, free_text=True)
    codes: tuple[str, ...] = column("Codes of the report's own figures that were compared.", identifier=CODE)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Ratio(OfReport):
    """One ratio of a report, computed from printed figures; where one of them is missing there is no row."""

    ratio_id: str = column("Ratio (`parsers/data/derived.csv`).", key=True, identifier=CODE)
    name_zh: str = column("Its Chinese name.", identifier=LISTED)
    name_en: str = column("Its English name.", identifier=LISTED)
    value: float = column("The ratio; a plain quotient unless its name says otherwise (per 100 answers, days).")
    numerator: float = column("What is divided, or the whole value of one that is not a quotient.")
    denominator: float | None = column("What it is divided by; null where it is not a quotient.")
    numerator_codes: tuple[str, ...] = column("Codes that the numerator was computed from.", identifier=CODE)
    denominator_codes: tuple[str, ...] = column("Codes that the denominator was computed from.", identifier=CODE)
    approx: bool = column("One of the figures is inexact.")
    comparability: str = column(
        f"How it compares over the years (table `ratio_definitions`). {_COMPARABILITIES_TOLD}", enum=COMPARABILITIES
    )
    break_2019: bool = column("Values up to 2018 and from 2019 on must not be compared with each other.")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The one figure to use of a government or agency, a year and a code, or why there is none.

    Taken are figures of the report's own year, about its whole scope, of all applicants and under no label. A table
    goes before the text, what is printed before a sum of printed parts, and that before what follows from 均 or 全部.
    Of several in the same place, those without applications carried in go first, and an exact one goes before the
    inexact ones that agree with it; where they still differ, none is taken. A later report's figure about an earlier
    year replaces nothing. Rows without a value are there for the codes that the form of the report's year asks for. A
    year without any figures has one row, with the code `*`; governments that have no report at all and that no crawl
    has looked for stand in `coverage` alone.
    """

    publisher_id: str = column(
        "Id of the reporting body that stays the same over the years: the `place_id`, and the suffix of `report_id`.",
        key=True,
        identifier=CODE,
    )
    adcode: str = column("Division code of the report.", identifier=CODE)
    place_id: str = column("Id of the place that stays the same when its code changes.", identifier=CODE)
    province: str = column("Province-level unit of the report.", identifier=DIVISION)
    city: str | None = column("Prefecture-level unit of the report; null for a province.", identifier=DIVISION)
    county: str | None = column("County-level unit of the report; null above it.", identifier=DIVISION)
    level: str = column("Level of the reporting agency.", enum=LEVELS)
    agency_kind: str = column("Kind of the reporting agency.", enum=AGENCY_KINDS)
    agency: str | None = column(
        "Agency that reports, as the report names it; null where there is no report.", free_text=True
    )
    year: int = column("Year that the figure is about, which is the year of the report.", key=True)
    code: str = column(
        "What is counted (`parsers/data/codebook.csv`); `*` in the row that says of all codes why they have no value.",
        key=True,
        identifier=CODE,
    )
    name_zh: str | None = column("Chinese name of the code; null for `*`.", identifier=LISTED)
    name_en: str | None = column("English name of the code; null for `*`.", identifier=LISTED)
    status: str = column(
        "What is known. "
        + "; ".join(f"`{status}`: {meaning}" for status, meaning in PANEL_STATUS_MEANINGS.items())
        + ".",
        enum=PANEL_STATUSES,
        detailed=True,
    )
    reason: str | None = column("Why there is no report, or which reports are in conflict; else null.", free_text=True)
    value: float | None = column(
        "The figure, in `unit`. A bound or a rounded figure stands as its printed amount. Null where `status` is not "
        "`stated`."
    )
    unit: str | None = column("Unit of the codebook, to which the value was converted.", identifier=LISTED)
    comparability: str | None = column(
        f"How the code compares over the official forms (table `codebook`, with a note). {_COMPARABILITIES_TOLD} Null "
        "for `*`, and where no official form asks for the code.",
        enum=COMPARABILITIES,
    )
    comparable_from: int | None = column(
        "First year whose figures under this code may be compared with this one; null where no break lies before it."
    )
    comparable_to: int | None = column("Last such year; null where no break lies behind it.")
    printed: str | None = column(
        "The figure as printed, with its own unit where it has one: 14万余, 184719元.", free_text=True
    )
    approx: bool = column("The report itself calls the figure inexact (余, 多, 近, 约).")
    bound: str | None = column("`ge`: at least this much (余, 多, 以上); `le`: at most (近, 不到).", enum=BOUNDS)
    stated_zero: bool = column("Zero is said in words (未收取费用); a printed 0 is false.")
    implied: bool = column(
        "Follows from words such as 均 or 全部 and another figure; the number itself is not printed."
    )
    includes_carried_in: bool = column(
        "Applications carried in from the year before are included, as the text says (受理648件，含上年结转21件); they "
        "are not to be added once more."
    )
    scope: str | None = column("Whom the figure covers.", enum=SCOPES)
    source: str | None = column(
        "Where it stands: in a table, in a table on a picture (`scan`), in running text, or computed from others.",
        enum=SOURCES,
    )
    other_values: tuple[float, ...] = column(
        "Other figures that the report gives under the same code for the same whole, in `unit`, from the smallest; "
        "empty where all agree."
    )
    contradicted: bool = column("A check of the report that compares the code fails, of the severity error or warn.")
    failed_checks: tuple[str, ...] = column("The rules of these checks (table `checks`).", identifier=CODE)
    incomplete: bool = column("The report lacks a part, a table, a page or its end (rule C17 of the table `checks`).")
    unread_share: float | None = column(
        "Share of the numbers of the report's running text and own tables that are not understood: `n_unread` / "
        "`n_numbers` of `reports`; null where it has none."
    )
    form: str | None = column(
        "Official form that the figures are printed in, or none (`narrative`).",
        enum=FORMS,
    )
    report_id: str | None = column(
        "Report; with `code`, `start` and `year` it names the row of `indicators`. Null where there is none.",
        identifier=OWN_ID,
    )
    quote: str | None = column(
        "The words it was read from: exactly `text[start:end]` of the report.", free_text=True, excerpt=True
    )
    start: int | None = column("Offset of the quote in the report's text.", unit="code points")
    end: int | None = column("Offset of its end.", unit="code points")
    corrected: bool = column(
        "A person has read the figure again, and it stands as they read it; the flag of the kind `corrected` says what "
        "was read before, who has reviewed it, and when."
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One government and year that a report is expected from."""

    adcode: str = column("Division code of the government.", key=True, identifier=CODE)
    place_id: str = column("Id of the place that stays the same when its code changes.", identifier=CODE)
    province: str = column("Province-level unit.", identifier=DIVISION)
    city: str | None = column("Prefecture-level unit; null for a province.", identifier=DIVISION)
    county: str | None = column("County-level unit; null above it.", identifier=DIVISION)
    level: str = column("Level of the government.", enum=LEVELS)
    agency_kind: str = column("Kind of the agency that is expected to report: always `government`.", enum=AGENCY_KINDS)
    year: int = column("Year that should be reported on.", key=True)
    status: str = column("What became of it. A block is never an absence.", enum=COVERAGE_STATUSES)
    report_id: str | None = column("Report, where one is published.", identifier=OWN_ID)
    reason: str | None = column("Why there is none; of a published report, what it lacks.", free_text=True)

    @property
    def place(self) -> str:
        """Name of the most specific place."""
        return self.county or self.city or self.province


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _OfGovernmentYear:
    """What a row of `government_years` tells beside its figures."""

    publisher_id: str = column("Id of the government that stays the same over the years.", key=True, identifier=CODE)
    adcode: str = column("Division code of the report.", identifier=CODE)
    place_id: str = column("Id of the place that stays the same when its code changes.", identifier=CODE)
    province: str = column("Province-level unit of the report.", identifier=DIVISION)
    city: str | None = column("Prefecture-level unit of the report; null for a province.", identifier=DIVISION)
    county: str | None = column("County-level unit of the report; null above it.", identifier=DIVISION)
    level: str = column("Level of the government.", enum=LEVELS)
    agency: str | None = column(
        "Agency that reports, as the report names it; null where there is no report.", free_text=True
    )
    year: int = column("Year that the figures are about, which is the year of the report.", key=True)
    status: str = column(
        "What is known. "
        + "; ".join(f"`{status}`: {meaning}" for status, meaning in GOVERNMENT_YEAR_MEANINGS.items())
        + ".",
        enum=tuple(GOVERNMENT_YEAR_MEANINGS),
        detailed=True,
    )
    reason: str | None = column("Why there is no report, or which reports are in conflict; else null.", free_text=True)
    report_id: str | None = column("Report; null where there is none.", identifier=OWN_ID)
    form: str | None = column(
        "Official form that the figures are printed in, or none (`narrative`).",
        enum=FORMS,
    )
    incomplete: bool = column("The report lacks a part, a table, a page or its end (rule C17 of the table `checks`).")
    unread_share: float | None = column(
        "Share of the numbers of the report's running text and own tables that are not understood; null where it has "
        "none."
    )
    inexact_columns: tuple[str, ...] = column(
        "Columns of this row whose value the report calls inexact (余, 多, 近, 约), or is computed from such figures.",
        identifier=LISTED,
    )
    contradicted_columns: tuple[str, ...] = column(
        "Columns of this row whose code a failed check of the report compares (`contradicted` in `panel`).",
        identifier=LISTED,
    )
    corrected_columns: tuple[str, ...] = column(
        "Columns of this row whose figure a person has read again (`corrected` in `panel`).", identifier=LISTED
    )


def _headline_column(headline: Headline) -> tuple[str, Any, Any]:
    if headline.source == OF_CODE:
        told = f"{headline.name_en} ({headline.name_zh}): `value` of the code `{headline.id}` in `panel`."
    else:
        told = f"{headline.name_en} ({headline.name_zh}): `value` of the ratio `{headline.id}` in `ratios`."
    return headline.column, float | None, column(told, unit=headline.unit)


GovernmentYear: type[Any] = dataclasses.make_dataclass(
    "GovernmentYear",
    map(_headline_column, headlines()),
    bases=(_OfGovernmentYear,),
    namespace={
        "__doc__": """The figures and ratios that are asked for first, of one government and year in one row.

    The columns are those of `knowledge/data/headlines.csv`. Governments only, of all levels; agencies stand in `panel`.
    Which years of a column may be compared stands in `codebook` and `ratio_definitions`.
    """,
        "__module__": __name__,
    },
    frozen=True,
    slots=True,
    kw_only=True,
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CodebookEntry:
    """One thing that is counted: what the codes of `panel` and `indicators` mean."""

    code: str = column("The code.", key=True, identifier=CODE)
    sequence: int = column("Its place in the codebook, from 1: what belongs together stands together.")
    parent: str | None = column("Code of what it is a part of; null at the top.", identifier=CODE)
    name_zh: str = column("Its Chinese name.", identifier=LISTED)
    name_en: str = column("Its English name.", identifier=LISTED)
    definition: str = column("What it counts, in one sentence.", identifier=LISTED)
    definition_zh: str = column("The same in Chinese.", identifier=LISTED)
    unit: str = column("Unit that every value is converted to.", identifier=LISTED)
    value_type: str = column("Whether its values are whole numbers.", enum=("integer", "decimal"))
    aliases: tuple[str, ...] = column("Chinese names that reports use for it.", identifier=LISTED)
    forms: tuple[str, ...] = column("Official forms that ask for it (table `forms`).", identifier=CODE)
    sources: tuple[str, ...] = column(
        "Documents that introduced these forms; empty where it is read from running text alone.", identifier=LISTED
    )
    comparability: str | None = column(
        f"How it compares over the forms. {_COMPARABILITIES_TOLD} Null where no official form asks for it.",
        enum=COMPARABILITIES,
    )
    break_years: tuple[int, ...] = column("First years in which it has another meaning, or is asked for no longer.")
    comparability_note: str | None = column("What to mind in comparisons.", identifier=LISTED)
    comparability_note_zh: str | None = column("The same in Chinese.", identifier=LISTED)
    notes: str = column(
        "How it is read, and where its unit and its rows are known from; what follows `RULE:` binds.", identifier=LISTED
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RuleDefinition:
    """One rule that figures must obey: what the ids in `checks` mean."""

    rule_id: str = column("The rule.", key=True, identifier=CODE)
    description: str = column("What it is about.", identifier=LISTED)
    forms: tuple[str, ...] = column(
        "Forms of the reports that it applies to; `narrative`: reports of the time before the first.", identifier=CODE
    )
    first_year: int | None = column("First year of the reports; null where the forms alone decide.")
    last_year: int | None = column("Last year of the reports; null where there is none.")
    severity: str = column("How grave a failure is.", enum=SEVERITIES)
    derives: bool = column("It says how a figure follows from others, rather than what must hold.")
    method: str = column(
        "How it is checked: `sum` (a total and its parts), `relation`, `between_years`, or a function of the program.",
        identifier=LISTED,
    )
    expression: str = column("What must hold, in codes; of a function, what it does.", identifier=LISTED)
    expression_zh: str | None = column(
        "The same in the Chinese names of the codes; null for a function.", identifier=LISTED
    )
    tolerance: float = column("Largest difference that is no failure.")
    tolerance_percent: float = column("The same, as a percentage of the greater side.")
    applies_when: str | None = column("When it applies, besides.", identifier=LISTED)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RatioDefinition:
    """One ratio: what the ids in `ratios` mean, and how they are computed."""

    ratio_id: str = column("The ratio.", key=True, identifier=CODE)
    name_zh: str = column("Its Chinese name.", identifier=LISTED)
    name_en: str = column("Its English name.", identifier=LISTED)
    method: str = column(
        "`formula`, or the function that computes it; `external`: needs data that no report prints; not computed.",
        identifier=LISTED,
    )
    formula: str = column(
        "The formula in codes, or one for each span of years; of a function, what it does.", identifier=LISTED
    )
    formula_zh: str | None = column("The same in the Chinese names of the codes; null for others.", identifier=LISTED)
    first_year: int | None = column("First year of the reports; null where there is none.")
    last_year: int | None = column("Last year of the reports; null where there is none.")
    comparability: str = column(f"How it compares over the years. {_COMPARABILITIES_TOLD}", enum=COMPARABILITIES)
    comparability_note: str | None = column("What to mind in comparisons.", identifier=LISTED)
    break_2019: bool = column("Values up to 2018 and from 2019 on must not be compared with each other.")
    known_use: str = column("Who uses it.", identifier=LISTED)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FormCell:
    """One row of an official form, or one cell of a table that is read by columns, in the order of the form."""

    form: str = column("Form: the year of the document that introduced it.", key=True, enum=FORMS)
    sequence: int = column("Number of the row within the form, from 1.", key=True)
    first_year: int | None = column("First year that is reported on the form.")
    introduced_by: str = column("Document that introduced the form.", identifier=LISTED)
    form_table: str = column("Table of the form.", identifier=LISTED)
    row_label: str = column("Words of the row, as the form prints them.", identifier=LISTED)
    column_label: str | None = column(
        "Title that the value stands under; null where the table has one column, or one for each applicant.",
        identifier=LISTED,
    )
    row_kind: str = column(
        "`value`; `header` where the form asks for no value; `local` for a row that only some offices add.",
        enum=("value", "header", "local"),
    )
    code: str | None = column("Code that it is read as; null where none is defined.", identifier=CODE)
    unit: str | None = column("Unit as the form prints it; null where it prints none.", identifier=LISTED)
    earlier_label: str | None = column("Other words for the label in an earlier form.", identifier=LISTED)
    earlier_column: str | None = column("Other words for the column's title in an earlier form.", identifier=LISTED)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PortalEntry:
    """One government portal that is crawled, of the registry that the snapshot was built with."""

    portal: str = column("Id of the portal.", key=True, identifier=OWN_ID)
    adcode: str | None = column("Division code of its government; null where the registry knows none.", identifier=CODE)
    name: str = column("Path of the place from its province down (江苏省/无锡市).", identifier=DIVISION)
    level: str | None = column("Level of the government; null for several governments.", enum=LEVELS)
    home_url: str = column("Address of the home page.", identifier=ADDRESS)
    column_url: str | None = column(
        "Address of the column of yearly reports; null where not known.", identifier=ADDRESS
    )
    family: str | None = column("Family of content-management systems; null where not known.", identifier=LISTED)
    expected_years: str | None = column("Years that reports are expected for; null for the default.", identifier=LISTED)
    floor: int | None = column("Fewest reports that a full crawl must find; null where none is declared.")
    remarks: str | None = column("What a person should know.", free_text=True)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """One measurement of how well documents are read: figures found and figures right, on material of one kind."""

    measure: str = column("The measurement.", key=True, identifier=LISTED)
    measured_on: str = column("Month in which it was made.", identifier=LISTED)
    blind: bool = column(
        "The truth was written before the program first read the material, and the program was not changed in between. "
        "Only such a measurement says how well other reports are read."
    )
    items: str = column("What `n_items` counts.", enum=("passage", "document"))
    n_items: int = column("How many passages or documents were read.")
    source: str | None = column(
        "Where the figures stand (`source` of `panel` and `indicators`); null for all together.", enum=SOURCES
    )
    form: str | None = column(
        "Form of the reports (`form` of `panel`), which tells their era; null for all.", enum=FORMS
    )
    code: str | None = column("What is counted; null for all codes together.", identifier=CODE)
    precision: float = column("Share of the figures given that are right.")
    recall: float = column("Share of the figures that are there that were found.")
    n_items_with_false_number: int | None = column("How many of the items have a wrong figure; null where not counted.")
    material: str = column("What was read.", identifier=LISTED)


@dataclasses.dataclass(frozen=True, slots=True)
class DatasetTable:
    """A table of the data set: its name, its row type and how it is laid out.

    Attributes:
        name: Name of the table and of its folder.
        row: Dataclass of one row.
        partitioned: Whether the files lie in one folder per report year.
        file_for: Column of which each value has a file of its own; empty where there is one file, or one a folder.
        first: Columns that the rows are sorted by, before the others of the primary key.
    """

    name: str
    row: type
    partitioned: bool
    file_for: str = ""
    first: tuple[str, ...] = ()

    @property
    def description(self) -> str:
        return (self.row.__doc__ or "").strip()

    @property
    def columns(self) -> tuple[dataclasses.Field[Any], ...]:
        return dataclasses.fields(self.row)

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.columns if field.metadata["key"])

    @property
    def order(self) -> tuple[str, ...]:
        """The columns that rows are sorted by: all of them, so that the same rows have one order."""
        return tuple(dict.fromkeys((*self.first, *self.key, *(field.name for field in self.columns))))

    @property
    def divided_by(self) -> str:
        """Column by whose values the rows are divided into files; empty where they are not."""
        return PARTITION if self.partitioned else self.file_for

    def file(self, part: int | str) -> str:
        """Path within a snapshot of the rows with a value of the column that divides them; of all, where none does."""
        if self.partitioned:
            return f"{self.name}/{PARTITION}={part}/part-0.parquet"
        return f"{self.name}/part-{part if self.file_for else 0}.parquet"


FETCHES = DatasetTable("fetches", Fetch, partitioned=False)

REFERENCES: Mapping[str, tuple[str, str]] = {
    "code": ("codebook", "code"),
    "parent": ("codebook", "code"),
    "rule_id": ("rules", "rule_id"),
    "ratio_id": ("ratio_definitions", "ratio_id"),
}
"""Columns that name a row of a table of knowledge, with that table and its column; `panel` has the code `*`, too."""

SNAPSHOT_TABLES: Mapping[str, DatasetTable] = {
    table.name: table
    for table in (
        DatasetTable("panel", Panel, partitioned=False, file_for="year", first=("year", "code")),
        DatasetTable("government_years", GovernmentYear, partitioned=False, first=("year",)),
        DatasetTable("documents", Document, partitioned=False),
        DatasetTable("flags", Flag, partitioned=False),
        DatasetTable("reports", Report, partitioned=True),
        DatasetTable("revisions", Revision, partitioned=True),
        DatasetTable("conflicts", Conflict, partitioned=True),
        DatasetTable("former_ids", FormerId, partitioned=False),
        DatasetTable("sections", Section, partitioned=True),
        DatasetTable("indicators", Indicator, partitioned=True),
        DatasetTable("unread", Unread, partitioned=True),
        DatasetTable("checks", Check, partitioned=True),
        DatasetTable("ratios", Ratio, partitioned=True),
        DatasetTable("coverage", Coverage, partitioned=False),
        DatasetTable("codebook", CodebookEntry, partitioned=False),
        DatasetTable("rules", RuleDefinition, partitioned=False),
        DatasetTable("ratio_definitions", RatioDefinition, partitioned=False),
        DatasetTable("forms", FormCell, partitioned=False),
        DatasetTable("portals", PortalEntry, partitioned=False),
        DatasetTable("quality", Quality, partitioned=False),
    )
}
"""The tables of a snapshot, by name, in the order that documentation lists them."""

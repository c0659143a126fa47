"""Tables of portals, crawls, coverage and differences: which rows they have, and what stands in their cells."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from rich.console import Console, Group, RenderableType
from rich.table import Table

from assembly.comparison import OTHERWISE, Difference, FigureChange
from cli.views.coverage import coverage, provinces
from cli.views.crawls import crawl_table
from cli.views.differences import COLUMNS, differences
from cli.views.differences import rows as difference_rows
from cli.views.figures import other_columns
from cli.views.figures import tables as figure_tables
from cli.views.portals import surveys
from cli.views.snapshot import documents_listed, rejected, summary
from parsers.errors import FOLLOWED_LIST
from spiders.job import CrawlResult, PortalResult
from spiders.portals import Portal
from spiders.survey import Survey
from storage import dataset
from storage.root import DataRoot
from storage.schema import Coverage
from tests.storage.rows import PLACE, document, indicator, report, snapshot

PROVINCES = {"32": "江苏省", "33": "浙江省", "51": "四川省"}


def printed(content: RenderableType, width: int = 120) -> str:
    target = io.StringIO()
    Console(file=target, width=width, force_terminal=False).print(content)
    return target.getvalue()


def cells(table: RenderableType) -> list[list[str]]:
    """The rows of a table, from left to right."""
    assert isinstance(table, Table)
    return [[str(cell) for cell in row] for row in zip(*(column.cells for column in table.columns), strict=True)]


def row(code: str, year: int, status: str, reason: str | None = None) -> Coverage:
    names = {"city": f"市{code}", "province": "某省"}
    return Coverage(
        **(PLACE | {"adcode": code, "place_id": code} | names),
        year=year,
        status=status,
        report_id=None,
        reason=reason,
    )


def test_the_map_of_coverage_has_the_worst_of_each_province_and_year() -> None:
    rows = [
        *(row("320100", 2016, status) for status in ("published", "published", "failed")),
        *(row("320100", 2017, status) for status in ("not_crawled", "blocked", "failed")),
        *(row("320100", 2018, status) for status in ("not_crawled", "not_found", "blocked")),
        *(row("320100", 2020, status) for status in ("not_crawled", "not_found")),
        row("510100", 2021, "not_crawled"),
        row("510100", 2017, "published"),
        *(row("330100", year, "not_crawled") for year in (2016, 2021)),
    ]
    shown = coverage(rows, PROVINCES)
    assert isinstance(shown, Group)
    table, *others = shown.renderables
    assert isinstance(table, Table)
    assert [column.header for column in table.columns] == ["province", "16", "17", "18", "20", "21"]
    assert cells(table) == [
        ["江苏省", "2", "!", "x", "-", ""],
        ["四川省", "", "1", "", "", "·"],
    ]
    assert [text for text in map(printed, others) if "浙江省" in text], "not crawled at all, and named so"


def test_codes_of_no_known_province_stand_for_themselves_after_all_provinces() -> None:
    codes = ["990000", "110000", "510000", "320000"]
    shown = coverage([row(code, 2016, "published") for code in codes], PROVINCES)
    assert isinstance(shown, Group)
    assert cells(shown.renderables[0]) == [["江苏省", "1"], ["四川省", "1"], ["11", "1"], ["99", "1"]]


def test_a_province_of_several_codes_stands_where_the_first_of_them_does() -> None:
    shown = coverage(
        [row(code, 2016, "published") for code in ("330000", "320000", "310000")],
        {"32": "乙省", "33": "甲省", "31": "甲省"},
    )
    assert isinstance(shown, Group)
    assert cells(shown.renderables[0]) == [["甲省", "2"], ["乙省", "1"]]


def test_of_nothing_there_is_no_map() -> None:
    assert len(printed(coverage([], PROVINCES)).splitlines()) == 1


@pytest.mark.parametrize(
    ("n_governments", "named", "remedy"),
    [
        (3, ["市320001", "市320003"], "nianbao crawl 320001 320002 320003`"),
        (4, ["市320001", "市320003", "and 1 more"], "nianbao crawl 320001 320002 320003 320004`"),
        (40, ["and 37 more"], "320039 320040`"),
        (41, ["and 38 more"], "nianbao crawl --all`"),
    ],
)
def test_a_hole_names_a_few_governments_and_what_to_do_about_all(
    n_governments: int, named: list[str], remedy: str
) -> None:
    rows = [row(f"{320001 + number}", 2016, "failed", "all requests failed") for number in range(n_governments)]
    text = printed(coverage(rows, PROVINCES), width=1000)
    assert all(words in text for words in (*named, remedy))
    assert "市320004" not in text
    assert (" more" in text) == (n_governments > 3)
    assert "nianbao portals check 320001`" in text


def test_provinces_are_named_by_their_portals_in_the_order_of_the_codes() -> None:
    portals = [
        Portal("b", "510500", "四川省/泸州市", "prefecture", "http://127.0.0.2/"),
        Portal("a", "320200", "江苏省/无锡市", "prefecture", "http://127.0.0.1/"),
        Portal("seeds", "", "种子", "", "seeds://offline/manifest.csv"),
    ]
    assert list(provinces(portals).items()) == [("32", "江苏省"), ("51", "四川省")]


def portals(count: int) -> list[Portal]:
    return [Portal(f"p{number}", "", f"市{number}", "", f"http://127.0.0.{number}/") for number in range(count)]


def result(chosen: Sequence[Portal], others: Mapping[str, PortalResult]) -> CrawlResult:
    """All portals gave a report, but for some."""
    of_all = {portal.portal: PortalResult(requests=3, found=1, outcomes={"ok": 3}) for portal in chosen}
    return CrawlResult(finish_reason="finished", errors=(), portals=of_all | others)


@pytest.mark.parametrize(("count", "shown"), [(40, 40), (41, 2)])
def test_of_very_many_portals_only_those_that_are_not_done_are_listed(count: int, shown: int) -> None:
    failed = PortalResult(requests=9, found=0, outcomes={"timeout": 7, "ok": 2})
    in_part = PortalResult(requests=5, found=2, outcomes={"blocked:waf": 1, "ok": 4})
    chosen = portals(count)
    text = printed(crawl_table(chosen, result(chosen, {"p3": failed, "p7": in_part})))
    listed = [words for row in text.splitlines() if (words := row.split()) and row.startswith("│")]
    assert len(listed) == shown
    (of_failed,) = [" ".join(words) for words in listed if words[1] == "p3"]
    assert "市3 │ 9 │ 0 │ failed: timeout │ ok 2, timeout 7" in of_failed
    assert f"{count - 1} of {count}" in text


def test_a_crawl_of_very_many_that_all_gave_reports_has_no_table() -> None:
    chosen = portals(41)
    assert len(printed(crawl_table(chosen, result(chosen, {}))).splitlines()) == 1


def test_a_portal_that_the_crawl_says_nothing_of_gave_nothing() -> None:
    chosen = portals(2)
    crawled = CrawlResult(finish_reason="shutdown", errors=(), portals={"p0": PortalResult(1, 1, {"ok": 1})})
    assert "1 of 2" in printed(crawl_table(chosen, crawled))


def survey(links: int) -> Survey:
    portal = Portal("320200", "320200", "江苏省/无锡市", "prefecture", "http://127.0.0.1/")
    return Survey(portal, "ok", portal.home_url, "", ("jpaas",), "http://127.0.0.1/[nb]/", links, {"ok": 3, "dns": 1})


def test_what_a_survey_found_stands_in_its_row() -> None:
    ((*_, column, links, requests),) = cells(surveys([survey(7)]))
    assert (column, links, requests) == (r"http://127.0.0.1/\[nb]/", "7", "dns 1, ok 3")
    assert "/[nb]/" in printed(surveys([survey(7)]), width=200)


CHANGE = FigureChange(
    key=("320200-2017", "applications.received.total", "business", 2016, "citywide", "table", "教育局"),
    before=(12.0, 13.5),
    after=(),
    cause="source",
    quotes_before=("教育局12件", "教育局13.5件"),
    quotes_after=(),
)


def difference(changes: Sequence[FigureChange] = (), **others: Any) -> Difference:
    return Difference(**{"came": (), "went": (), "reworded": (), "reassigned": {}, "changes": tuple(changes)} | others)


def test_what_differs_is_shown_and_of_many_figures_the_first() -> None:
    found = difference([CHANGE] * 41, came=("a-2016",), reworded=("b-2016",), reassigned={"d": ("c-2016", "e-2016")})
    lines = printed(differences(found), width=80).splitlines()
    assert "a-2016" in lines[0]
    assert "b-2016" in lines[1]
    assert "c-2016 is now e-2016" in lines[2]
    assert lines[3] == "41 figures, the first 40"
    assert lines[4:8] == [
        "320200-2017 applications.received.total business 教育局 2016",
        "  12 and 13.5 → none (source revised)",
        "  before: 教育局12件",
        "  before: 教育局13.5件",
    ]
    assert len([line for line in lines if line.startswith("320200-2017")]) == 40
    assert "41 times source revised" in lines[-1]
    assert "the first" not in printed(differences(difference([CHANGE] * 40)))


def test_a_figure_of_all_applicants_is_named_by_its_code_alone() -> None:
    key = ("320200-2017", "review.total", "total", 2017, "citywide", "table", "")
    text = printed(differences(difference([FigureChange(key, (), (1.0,), "reader", (), ("一件",))])))
    assert "320200-2017 review.total 2017\n  none → 1 (reader changed)\n  after: 一件" in text


def test_a_change_of_another_cause_says_so_and_of_a_long_quote_the_beginning_is_shown() -> None:
    key = ("320200-2017", "review.total", "total", 2017, "citywide", "table", "")
    change = FigureChange(key, (2.0,), (1.0,), OTHERWISE, ("甲" * 60,), ("乙" * 61,))
    lines = printed(differences(difference([change])), width=200).splitlines()
    assert lines[2:5] == ["  2 → 1 (other cause)", f"  before: {'甲' * 60}", f"  after: {'乙' * 59}…"]


def test_other_programs_get_all_that_differs() -> None:
    reports = {"came": ("f-2016", "g-2016"), "went": ("a-2016",), "reworded": ("b-2016",)}
    told = list(difference_rows(difference([CHANGE] * 41, **reports, reassigned={"d": ("c-2016", "e-2016")})))
    assert all(tuple(row) == COLUMNS for row in told)
    *of_reports, reassigned, figure = [{name: value for name, value in row.items() if value} for row in told[:6]]
    assert of_reports == [
        {"what": "came", "report_id": "f-2016"},
        {"what": "came", "report_id": "g-2016"},
        {"what": "went", "report_id": "a-2016"},
        {"what": "reworded", "report_id": "b-2016"},
    ]
    assert reassigned == {"what": "reassigned", "report_id": "e-2016", "document_id": "d", "report_before": "c-2016"}
    assert figure == {
        "what": "figure",
        "report_id": "320200-2017",
        "code": "applications.received.total",
        "applicant_type": "business",
        "year": 2016,
        "scope": "citywide",
        "source": "table",
        "label": "教育局",
        "before": (12.0, 13.5),
        "quotes_before": ("教育局12件", "教育局13.5件"),
        "cause": "source",
    }
    assert told[5:] == [told[5]] * 41


def test_where_nothing_differs_there_is_one_line() -> None:
    assert len(printed(differences(difference())).splitlines()) == 1


@pytest.mark.parametrize(("length", "shown"), [(44, "年" * 44), (45, "年" * 43 + "…")])
def test_a_snapshot_has_a_row_for_each_report(root: DataRoot, length: int, shown: str) -> None:
    others = [indicator(code=code) for code in ("a", "b")]
    rows = snapshot(
        reports=[report(title="年" * length), report(report_id="320200-2018", report_year=2018, city=None)],
        indicators=[*others, indicator(report_id="320200-2018", report_year=2018)],
    )
    dataset.publish(root, rows)
    first, second = cells(summary(dataset.current(root)))
    assert first == ["320200-2017", "无锡市", "2017", "narrative", shown, "2", "0"]
    assert (second[2], second[5]) == ("2018", "1")


@pytest.mark.parametrize(("count", "lines"), [(5, 5), (6, 6)])
def test_the_first_documents_that_are_no_reports_are_named(root: DataRoot, count: int, lines: int) -> None:
    documents = [
        document(document_id=f"{number}" * 64, report_id=None, outcome=outcome, reason=f"reason {number}")
        for number, outcome in enumerate(["failed", "rejected"] * 3)
    ][:count]
    dataset.publish(root, snapshot(documents=[*documents, document(document_id="9" * 64)]))
    told = printed(rejected(dataset.current(root))).splitlines()
    assert len(told) == lines
    assert [f"reason {number}" in words for number, words in enumerate(told)] == [True] * 5 + [False] * (lines - 5)


def test_a_list_that_a_crawl_followed_is_no_document_that_was_rejected(root: DataRoot) -> None:
    lists = document(document_id="1" * 64, report_id=None, outcome="rejected", reason=FOLLOWED_LIST)
    other = document(document_id="2" * 64, report_id=None, outcome="rejected", reason="no Chinese text")
    dataset.publish(root, snapshot(documents=[lists, other]))
    (line,) = printed(rejected(dataset.current(root))).splitlines()
    assert "no Chinese text" in line


def test_where_no_document_is_meant_that_is_said() -> None:
    assert printed(documents_listed([])) == "there is no such document\n"


def test_what_the_matrix_cannot_hold_of_its_codes_stands_among_the_other_figures() -> None:
    """What running text says of them, and what a row of a table says of one office."""
    received = {"code": "applications.received.total", "source": "table"}
    figures = [
        indicator(**received, value=7.0),
        indicator(**received, applicant_type="business", value=5.0),
        indicator(**received, applicant_type="business", value=4.0, label="教育局"),
        indicator(code="applications.received.total", value=8.0),
        indicator(code="applications.received.online", value=6.0),
    ]
    plain, matrix = figure_tables(figures, report())
    assert [(row[0], row[2], row[3]) for row in cells(plain)] == [
        ("applications.received.total", "4 件", "教育局, table, 商业企业"),
        ("applications.received.total", "8 件", ""),
        ("applications.received.online", "6 件", ""),
    ]
    assert isinstance(matrix, Table)
    assert [column.header for column in matrix.columns] == ["code", "总计", "商业"], "none that is empty"
    assert [row[1:] for row in cells(matrix)] == [["7", "5"]]


@pytest.mark.parametrize(
    ("column", "note"),
    [
        ({"unproved": True}, "unproved"),
        ({"implied": True}, "implied"),
        ({"includes_carried_in": True}, "with those carried in"),
        ({"applicant_type": "business"}, "商业企业"),
        ({"label": "教育局"}, "教育局"),
        ({"year": 2016}, "2016"),
        ({"scope": "office"}, "office"),
        ({"source": "derived"}, "derived"),
        ({"applicant_type": "total"}, ""),
    ],
    ids=lambda told: next(iter(told)) if isinstance(told, dict) else "",
)
def test_the_notes_of_a_figure_tell_what_makes_it_another_one_or_less_sure(column: dict[str, Any], note: str) -> None:
    (table,) = figure_tables([indicator(**column)], report())
    assert [row[3] for row in cells(table)] == [note]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("applications.received.total", "applications.received.\ntotal"),
        ("applications.received.mail", "applications.received.mail"),
        ("disclosure.electronic_fulltext", "disclosure.electronic_fulltext"),
    ],
)
def test_a_long_code_of_the_matrix_is_broken_behind_its_second_part(code: str, shown: str) -> None:
    (matrix,) = figure_tables([indicator(code=code, source="table", applicant_type="business")], report())
    assert [row[0].endswith(f"[dim]{shown}[/dim]") for row in cells(matrix)] == [True]


def test_a_code_that_the_codebook_does_not_know_has_no_name() -> None:
    """A snapshot may be of a later release."""
    (table,) = figure_tables([indicator(code="weather.rain")], report())
    assert [row[:3] for row in cells(table)] == [["weather.rain", "", "2338 件"]]


def test_another_column_repeats_only_the_words_that_are_not_shown_yet() -> None:
    others = [indicator(applicant_type="business"), indicator(applicant_type="legal_service", quote="[b]二件")]
    told = [row[3] for row in cells(other_columns(others, {"收到申请2338件"}))]
    assert told == ["the same row", r"\[b]二件"]

"""Coverage: what is published, why the rest is not, and what people are told about it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from typing import Any

import pyarrow as pa
import pytest
from rich.console import Console

from assembly.coverage import LOG_COLUMNS, Runs, coverage, holes, standing_of_portals
from cli.views import coverage as views
from spiders import portals as registry
from spiders.portals import Portal
from storage import arrow_tables
from storage.schema import FETCHES, Coverage, Fetch
from tests.storage.rows import fetch, report

WUXI = Portal("320200", "320200", "江苏省/无锡市", "prefecture", "http://127.0.0.1/", expected_years="2016-2018")
LUZHOU = Portal("510500", "510500", "四川省/泸州市", "prefecture", "http://127.0.0.2/")
SEEDS = Portal("seeds", "", "种子", "", "seeds://offline/manifest.csv")


def log(*outcomes: str, run: str = "crawl-1", portal: str = "320200", day: int = 1, **columns: Any) -> list[Fetch]:
    return [
        fetch(
            run_id=run,
            sequence=number,
            portal=portal,
            url=f"http://127.0.0.1/{number}",
            role="page",
            outcome=outcome,
            fetched_at=dt.datetime(2026, 4, day, tzinfo=dt.UTC),
            **columns,
        )
        for number, outcome in enumerate(outcomes)
    ]


def table(rows: list[Fetch]) -> pa.Table:
    return arrow_tables.to_arrow(FETCHES, rows).select(list(LOG_COLUMNS))


def statuses(rows: list[Coverage]) -> dict[tuple[str, int], str]:
    assert len({(row.adcode, row.year) for row in rows}) == len(rows)
    return {(row.adcode, row.year): row.status for row in rows}


def test_a_published_report_says_what_it_lacks() -> None:
    lacking = {"320200-2017": "The report is divided into 3 pages, and only page 1 is there."}
    rows = coverage([report()], [WUXI], table(log("ok")), lacking)
    assert [(row.status, row.reason) for row in rows if row.year == 2017] == [("published", *lacking.values())]
    assert [row.reason for row in coverage([report()], [], table(log("ok")))] == [None]


def test_each_government_and_expected_year_has_one_row() -> None:
    rows = coverage([report()], [SEEDS, WUXI, LUZHOU], table(log("ok")))
    found = statuses(rows)
    assert {year: found["320200", year] for year in (2016, 2017, 2018)} == {
        2016: "not_found",
        2017: "published",
        2018: "not_found",
    }
    assert {year for code, year in found if code == "510500"} == set(range(2008, 2018))
    assert {status for (code, _), status in found.items() if code == "510500"} == {"not_crawled"}
    assert all((row.reason is None) == (row.status == "published") == (row.report_id is not None) for row in rows)


def test_without_a_report_only_declared_years_are_expected() -> None:
    assert set(statuses(coverage([], [WUXI, LUZHOU], table([])))) == {("320200", year) for year in (2016, 2017, 2018)}


def test_a_report_of_an_agency_is_not_that_of_the_government() -> None:
    agency = report(report_id="320200-2017-a1b2", level="department")
    assert statuses(coverage([agency], [WUXI], table(log("ok"))))["320200", 2017] == "not_found"


def test_a_government_whose_code_has_changed_is_published_under_that_of_the_year() -> None:
    old = report(report_id="320299-2017", adcode="320299")
    found = statuses(coverage([old], [WUXI], table(log("ok"))))
    assert found["320299", 2017] == "published"
    assert ("320200", 2017) not in found


def test_a_government_may_have_another_portal_id_in_another_registry() -> None:
    rows = coverage([report()], [WUXI], table(log("blocked:412", portal="my-wuxi", place="320200")))
    assert statuses(rows)["320200", 2018] == "blocked"


def test_a_government_of_the_registry_is_expected_for_its_years_alone_also_where_it_was_crawled() -> None:
    found = statuses(coverage([report()], [WUXI], table(log("ok", place="320200"))))
    assert set(found) == {("320200", year) for year in (2016, 2017, 2018)}


def test_governments_of_another_registry_are_known_by_the_log() -> None:
    rows = coverage([report()], [], table(log("ok", portal="my-city", place="330483")))
    assert statuses(rows)["330483", 2017] == "not_found"


def test_a_place_that_is_told_by_its_name_alone_is_no_government_of_its_own() -> None:
    rows = coverage([report()], [], table(log("ok", portal="ingest", place="嘉兴市")))
    assert {row.adcode for row in rows} == {"320200"}


@pytest.mark.parametrize(
    ("outcomes", "status", "words"),
    [
        (("ok", "not_found"), "not_found", "shows no report of this year"),
        (("not_modified",), "not_found", "shows no report of this year"),
        (("blocked:412",), "blocked", "the portal answered with a block (blocked:412)"),
        (("ok", "blocked:ruishu"), "blocked", "partly answered with a block (blocked:ruishu)"),
        (("refused_by_robots",), "blocked", "robots.txt does not permit"),
        (("ok", "refused_by_robots"), "not_found", "shows no report"),
        (("dns",), "failed", "all requests to the portal failed (dns)"),
        (("ok", "timeout"), "failed", "some requests to the portal failed (timeout)"),
        (("ok", "bounded"), "failed", "more pages than one crawl"),
        (("soft_404",), "failed", "home page could not be fetched (soft_404)"),
        *(
            (("ok", failure), "failed", f"some requests to the portal failed ({failure})")
            for failure in (*("http_error", "throttled", "too_large", "timeout", "tls", "dns", "connection", "failed"),)
        ),
        (("ok", "redirected", "soft_404", "no_report"), "not_found", "shows no report of this year"),
    ],
)
def test_a_block_is_never_an_absence(outcomes: tuple[str, ...], status: str, words: str) -> None:
    standing = standing_of_portals(table(log(*outcomes)))["320200"]
    assert standing.status == status
    assert words in standing.reason


@pytest.mark.parametrize(("document", "status"), [("d" * 64, "not_found"), (None, "failed")])
def test_a_body_that_is_shorter_than_announced_is_an_answer_where_it_is_whole(
    document: str | None, status: str
) -> None:
    rows = [fetch(**{**_columns(row), "document_id": document}) for row in log("truncated")]
    assert standing_of_portals(table(rows))["320200"].status == status


def test_only_the_last_attempt_of_the_last_whole_crawl_counts() -> None:
    earlier = log("blocked:412", run="crawl-1", day=1)
    failed_first = log("timeout", run="crawl-2", day=2)
    then_ok = [fetch(**{**_columns(failed_first[0]), "sequence": 5, "outcome": "ok"})]
    some_years = log("dns", run="years-3", day=3)
    rows = table([*earlier, *failed_first, *then_ok, *some_years])
    assert standing_of_portals(rows)["320200"].status == "not_found"


def test_a_crawl_for_some_years_says_nothing_of_the_others() -> None:
    assert standing_of_portals(table(log("ok", run="years-1")))["320200"].status == "not_crawled"


def test_a_crawl_that_has_not_ended_says_nothing_of_what_it_did_not_see() -> None:
    runs = Runs(unfinished=frozenset({"crawl-2"}))
    rows = coverage([], [WUXI], table(log("ok", run="crawl-2")), runs=runs)
    assert {row.status for row in rows} == {"not_crawled"}
    assert all("has not ended" in (row.reason or "") for row in rows)


def test_an_ended_crawl_holds_while_the_next_one_runs() -> None:
    rows = table([*log("ok", run="crawl-1", day=1), *log("timeout", run="crawl-2", day=2)])
    assert standing_of_portals(rows, Runs(frozenset({"crawl-2"})))["320200"].status == "not_found"
    assert standing_of_portals(rows)["320200"].status == "failed"


def test_a_crawl_that_was_continued_is_judged_as_a_whole() -> None:
    """What its first half met counts: the second did not ask for it again."""
    second = log("ok", run="crawl-2", day=2)
    rows = table([*log("ok", "blocked:412", run="crawl-1", day=1), *second])
    assert standing_of_portals(rows, Runs(continued={"crawl-1": "crawl-2"}))["320200"].status == "blocked"
    assert standing_of_portals(rows)["320200"].status == "not_found"


@pytest.mark.parametrize(("run", "status"), [("years-1", "not_crawled"), ("crawl-0", "not_crawled")])
def test_a_portal_says_nothing_of_those_that_come_behind_it_in_the_log(run: str, status: str) -> None:
    rows = table([*log("ok", run=run, portal="my-city", day=1), *log("ok", run="crawl-1", day=2)])
    standings = standing_of_portals(rows, Runs(unfinished=frozenset({"crawl-0"})))
    assert {portal: standing.status for portal, standing in standings.items()} == {
        "my-city": status,
        "320200": "not_found",
    }


def test_two_portals_of_one_government_have_one_row_a_year() -> None:
    again = dataclasses.replace(WUXI, portal="wuxi-2", name="江苏省/无锡市政府")
    found = statuses(coverage([], [WUXI, again], table(log("ok"))))
    assert found == {("320200", year): "not_found" for year in (2016, 2017, 2018)}


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"report_id": "320299-2017", "adcode": "320299", "place_id": "320299"}, "by its name"),
        ({"report_id": "320299-2017", "adcode": "320299", "city": "某市"}, "by its place"),
        ({"city": "某市", "place_id": "320299"}, "by its code"),
        ({"report_id": "320299-2017", "adcode": "320299", "place_id": "320299", "city": "某市"}, ""),
    ],
)
def test_a_report_fills_the_year_of_its_government(columns: dict[str, str], expected: str) -> None:
    rows = coverage([report(**columns)], [WUXI], table(log("ok")))
    missing = [row.year for row in rows if row.status == "not_found"]
    assert missing == ([2016, 2018] if expected else [2016, 2017, 2018])


@pytest.mark.parametrize(
    ("name", "level", "province", "county", "told_level"),
    [
        ("江苏省/某市/某县", "county", "江苏省", "某县", "county"),
        ("江苏省/某市", "prefecture", "江苏省", None, "prefecture"),
        ("某省", "", "某省", None, "county"),
    ],
)
def test_a_government_without_a_known_code_lies_where_its_name_says(
    name: str, level: str, province: str, county: str | None, told_level: str
) -> None:
    portal = Portal("x", "999999", name, level, "http://127.0.0.1/", expected_years="2016-2016")
    (row,) = coverage([], [portal], table([]))
    assert (row.adcode, row.place_id, row.province, row.city, row.county, row.level, row.agency_kind) == (
        "999999",
        "999999",
        province,
        None,
        county,
        told_level,
        "government",
    )


def test_robots_alone_is_no_crawl() -> None:
    rows = table([fetch(run_id="crawl-1", portal="320200", role="robots", outcome="ok")])
    assert standing_of_portals(rows)["320200"].status == "failed"


@pytest.mark.parametrize(
    ("outcome", "status", "words"),
    [
        ("not_found", "failed", "home page could not be fetched (no request)"),
        ("timeout", "failed", "all requests to the portal failed (timeout)"),
        ("blocked:412", "blocked", "answered with a block (blocked:412)"),
    ],
)
def test_a_portal_that_does_not_even_give_its_robots_is_not_reached(outcome: str, status: str, words: str) -> None:
    """That it has none says nothing of its pages."""
    rows = table([fetch(run_id="crawl-1", portal="320200", role="robots", outcome=outcome)])
    standing = standing_of_portals(rows)["320200"]
    assert standing.status == status
    assert words in standing.reason


def _columns(row: Fetch) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Fetch.__dataclass_fields__}


def shown(content: Any, width: int) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    console.print(content)
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return text


def test_the_map_fits_a_terminal_and_says_what_to_do() -> None:
    known = list(registry.load())
    rows = coverage([report(report_year=2024, report_id="320200-2024")], known, table(log("ok", "timeout")))
    lines = shown(views.coverage(rows, views.provinces(known)), 80).splitlines()
    assert lines[0].strip() == "reports published, 2008 to 2024"
    assert lines[1].split() == ["province", *(f"{year % 100:02}" for year in range(2008, 2025))]
    assert next(line for line in lines if line.startswith("江苏省")).split()[1:] == ["!"] * 16 + ["1"]
    text = "\n".join(lines)
    assert "nianbao portals check 320200" in text
    assert "nianbao crawl --all" in text.replace("\n", " ")
    assert "北京市" in text


def test_holes_are_grouped_by_reason() -> None:
    rows = coverage([report()], [WUXI, LUZHOU], table(log("blocked:412")))
    blocked, never = holes(rows)
    assert (blocked.status, blocked.governments, blocked.n_years) == ("blocked", [("320200", "无锡市")], 2)
    assert (never.status, never.governments, never.n_years) == ("not_crawled", [("510500", "泸州市")], 10)


def test_nothing_is_said_to_be_nothing() -> None:
    assert "nothing is expected" in shown(views.coverage([], {}), 80)

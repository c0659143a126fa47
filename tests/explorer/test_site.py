"""What a site holds: the numbers of the snapshot, each where its words stand, and nothing that a page could run."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import pathlib
import re
from collections.abc import Sequence
from typing import Any

import pytest

from assembly.panel import gap_rows
from assembly.reports import assemble
from explorer import charts, reports, searching, series, site
from explorer.errors import ExplorerError
from explorer.marks import marks, place_of_number
from explorer.scripts import Scripts, encoded
from explorer.tiles import tiles
from knowledge import divisions
from knowledge.headlines import headlines
from storage import dataset
from storage.dataset import Snapshot
from storage.errors import StorageError
from storage.root import DataRoot
from storage.schema import Conflict
from tests.assembly.test_panel import expected
from tests.assembly.test_reports import parsed
from tests.assembly.test_reports import report as written
from tests.explorer.conftest import FACTS, HARMED_REPORT, HOSTILE
from tests.storage import rows
from tests.support import SEEDS


def data(folder: pathlib.Path, key: str) -> Any:
    """What a script hands to the page."""
    text = (folder / "data" / f"{key}.js").read_text(encoding="utf-8")
    match = re.fullmatch(r"nianbao\.loaded\((\"[^\"]+\"),(.*)\);\n", text, re.DOTALL)
    assert match
    assert json.loads(match[1]) == key
    return json.loads(match[2])


def scripts_of(folder: pathlib.Path, below: str) -> list[pathlib.Path]:
    return sorted((folder / "data" / below).rglob("*.js"))


def test_every_report_has_a_page_with_its_text_and_figures(folder: pathlib.Path, snapshot: Snapshot) -> None:
    stated = snapshot.rows("indicators")
    reports = snapshot.rows("reports")
    assert len(scripts_of(folder, "reports")) == len(reports)
    for report in reports:
        page = data(folder, f"reports/{report.report_id[:2]}/{report.report_id}")
        figures = [figure for figure in stated if figure.report_id == report.report_id]
        assert page["text"] == report.text
        assert [(row[0], row[3], row[10], row[11]) for row in page["figures"]] == [
            (figure.code, figure.value, figure.start, figure.end) for figure in figures
        ]
        for row, figure in zip(page["figures"], figures, strict=True):
            assert (row[1], row[2], row[4], row[5]) == (figure.applicant_type, figure.year, figure.unit, figure.printed)
            assert (row[7], row[8], row[9]) == (figure.scope, figure.source, figure.label)
            assert row[14:] == [figure.section_id, figure.page], "wherever its number stands, also where nowhere"
            start, end = row[12], row[13]
            assert start is None or report.text[start:end].strip() == figure.printed


def test_offsets_that_do_not_fit_the_text_are_told(root: DataRoot, tmp_path: pathlib.Path) -> None:
    wrong = rows.snapshot(
        reports=[rows.report()],
        indicators=[rows.indicator(start=1, end=10)],
        panel=[],
    )
    dataset.publish(root, wrong)
    # Years are those of the panel: without one there is nothing to show.
    with pytest.raises(ExplorerError, match=r"320200-2017.*is not what stands at 1 to 10"):
        list(site.reports.pages(dataset.current(root), 2017, {}))


def test_the_map_counts_governments_by_state(folder: pathlib.Path, snapshot: Snapshot) -> None:
    overview = data(folder, "site")
    provinces = {province["code"]: province for province in overview["provinces"]}
    of_2017 = overview["years"].index(2017)
    published = {row.adcode for row in snapshot.rows("coverage") if row.year == 2017 and row.status == "published"}
    assert provinces["32"]["counts"]["P"][of_2017] == sum(code.startswith("32") for code in published) > 0
    assert provinces["51"]["counts"]["B"][of_2017] == 1
    assert provinces["43"]["counts"] == {"C": [int(year == 2020) for year in overview["years"]]}
    assert provinces["32"]["counts"]["U"][overview["years"].index(2018)] == 1
    assert overview["snapshot"] == snapshot.snapshot_id
    assert (overview["built"], overview["written"]) == (FACTS.built, FACTS.written)


def test_a_government_has_the_figures_of_the_panel(folder: pathlib.Path, snapshot: Snapshot) -> None:
    government = data(folder, "governments/32/320200")
    (year,) = [year for year in government["years"] if year["year"] == 2017]
    panel = {row.code: row for row in snapshot.rows("panel") if row.report_id == "320200-2017"}
    stated = {code for code, row in panel.items() if row.status == "stated"}
    assert stated <= year["figures"].keys()
    for code in stated:
        value, letters, start, *_ = year["figures"][code]
        assert (value, start) == (panel[code].value, panel[code].start)
        assert ("x" in letters) == panel[code].contradicted
        assert ("i" in letters) == panel[code].implied
    assert not any(panel[code].status == "not_found" for code in year["figures"])
    ratios = {row.ratio_id: row for row in snapshot.rows("ratios") if row.report_id == "320200-2017"}
    assert year["ratios"].keys() == ratios.keys()
    assert year["ratios"]["d.denial_rate"][2:] == [174.0, 2320.0]


def test_a_body_is_told_with_its_place_and_its_own_name(folder: pathlib.Path) -> None:
    found = data(folder, "governments/32/320200")
    told = {name: value for name, value in found.items() if name != "years"}
    assert told == {
        "id": "320200",
        "name": "无锡市",
        "place": "江苏省 无锡市",
        "province": "32",
        "level": "prefecture",
        "kind": "government",
    }
    row = {"publisher_id": "330483-b", "adcode": "330483", "province": "浙江省", "city": "嘉兴市", "county": "桐乡市"}
    office = series._publisher(row | {"level": "county", "agency_kind": "department", "agency": "桐乡市教育局"})
    assert (office.name, office.place, office.kind) == ("桐乡市教育局", "浙江省 嘉兴市 桐乡市", "department")
    nameless = series._publisher(row | {"level": "county", "agency_kind": "department", "agency": None, "city": None})
    assert (nameless.name, nameless.place) == ("桐乡市", "浙江省 桐乡市")


def test_a_report_in_conflict_is_shown_and_not_compared(folder: pathlib.Path, snapshot: Snapshot) -> None:
    (conflict,) = snapshot.rows("conflicts")
    page = data(folder, f"reports/43/{conflict.report_id}")
    assert [row[2] for row in page["conflicts"]] == [conflict.source_url]
    assert page["figures"]
    (year,) = data(folder, "governments/43/430726")["years"]
    assert (year["status"], year["figures"], year["ratios"]) == ("conflict", {}, {})
    # Nobody else has reported on 2020, so that no code has a ranking.
    assert scripts_of(folder, "codes/applications.received.total")
    assert "2020" not in {file.stem for file in scripts_of(folder, "codes")}


def test_a_year_of_a_code_has_all_who_state_it(folder: pathlib.Path, snapshot: Snapshot) -> None:
    listed = data(folder, "codes/applications.received.total/2017")
    panel = [
        row
        for row in snapshot.rows("panel")
        if row.year == 2017 and row.code == "applications.received.total" and row.value is not None
    ]
    assert sorted((row[0], row[6]) for row in listed) == sorted((row.publisher_id, row.value) for row in panel)
    spread = data(folder, "codes/applications.received.total/spread")
    assert spread["years"]["2017"]["prefecture"][0] == sum(row.level == "prefecture" for row in panel)
    codes = data(folder, "codes")
    assert codes["figures"]["applications.received.total"]["counts"]["2017"] == len(panel)


def test_how_well_it_reads_is_what_was_measured(folder: pathlib.Path, snapshot: Snapshot) -> None:
    measured = data(folder, "site")["reading"]["measured"]
    assert [(row[0], row[2], row[5], row[6]) for row in measured] == [
        (row.material, row.blind, row.precision, row.recall) for row in snapshot.rows("quality")
    ]
    assert measured


def test_codes_have_what_the_codebook_says_in_its_order(folder: pathlib.Path, snapshot: Snapshot) -> None:
    codes = data(folder, "codes")
    book = sorted(snapshot.rows("codebook"), key=lambda row: row.sequence)
    assert list(codes["figures"]) == [row.code for row in book]
    for row in book:
        found = codes["figures"][row.code]
        assert (found["zh"], found["en"], found["unit"]) == (row.name_zh, row.name_en, row.unit)
        assert found["defined"] == {"zh": row.definition_zh, "en": row.definition}
        assert found["note"] == {"zh": row.comparability_note_zh, "en": row.comparability_note}
        assert (found["grade"], found["breaks"]) == (row.comparability, list(row.break_years))
    assert codes["figures"]["applications.answered.denied"]["grade"] == "C"
    denial = codes["ratios"]["d.denial_rate"]
    (definition,) = [row for row in snapshot.rows("ratio_definitions") if row.ratio_id == "d.denial_rate"]
    assert denial["breaks"] == [2019]
    assert denial["defined"] == {"zh": definition.formula_zh, "en": definition.formula}
    assert codes["headlines"] == [headline.id for headline in headlines()]


def test_a_snapshot_from_before_the_codebook_has_the_names_of_its_panel(root: DataRoot, tmp_path: pathlib.Path) -> None:
    seed = min(SEEDS.glob("*.txt"))
    dataset.publish(root, {name: list(of) for name, of in assemble([parsed("0", seed.read_bytes())]).items()})
    snapshot = dataset.current(root)
    assert not snapshot.rows("codebook")
    site.write(snapshot, tmp_path / "of" / "a" / "site", FACTS)
    (tmp_path / "of" / "a" / "site").replace(tmp_path / "site")
    assert list((tmp_path / "of" / "a").iterdir()) == [], "nothing half done is left"
    figures = data(tmp_path / "site", "codes")["figures"]
    panel = {row.code: row for row in snapshot.rows("panel")}
    assert figures.keys() == {code for code, row in panel.items() if row.unit}
    assert all(
        (entry["zh"], entry["grade"]) == (panel[code].name_zh, panel[code].comparability)
        for code, entry in figures.items()
    )
    assert not any("defined" in entry for entry in figures.values())


def test_governments_with_most_years_are_shown_where_nobody_is_chosen() -> None:
    def year(number: int, values: dict[str, float]) -> series.YearOfSeries:
        bodies = {name: series.Publisher(name, "320200", "", "", "", "", kind, "") for name, kind in KINDS.items()}
        return series.YearOfSeries(number, bodies, {}, {}, set(), {}, {"a.b": values})

    years = [year(2017, {"long": 1, "once": 9, "office": 99}), year(2018, {"long": 2, "office": 99}), year(2019, {})]
    assert series._examples("a.b", years, years[0].publishers) == ["long", "once", "office"]


def test_the_spread_of_a_code_is_that_of_governments_of_one_level() -> None:
    """A bureau of a city states as much as a county, or nothing near it."""
    ranked = [
        ["320200", "无锡市", "江苏省", "prefecture", "government", "320200-2017", 4.0, "", 0],
        ["320100", "南京市", "江苏省", "prefecture", "government", "320100-2017", 8.0, "", 0],
        ["320211", "滨湖区", "江苏省", "county", "government", "320211-2017", 1.0, "", 0],
        ["320200-b", "市教育局", "江苏省", "prefecture", "department", "320200-b-2017", 900.0, "", 0],
    ]
    assert series._spread(ranked) == {
        "county": [1, 1.0, 1.0, 1.0, 1.0, 1.0],
        "prefecture": [2, 4.0, 5.0, 6.0, 7.0, 8.0],
    }


def test_a_ratio_of_a_report_that_the_panel_does_not_know_is_not_compared(
    root: DataRoot, tmp_path: pathlib.Path
) -> None:
    assembled = assemble([written("a", "芜湖市", 2021, 688, 5, 20)])
    assert assembled["ratios"]
    dataset.publish(root, assembled | {"panel": []})
    told = series.write_year(Scripts(tmp_path / "data"), dataset.current(root), 2021)
    assert (told.publishers, told.values, list(tmp_path.rglob("*.js"))) == ({}, {}, [])


def of_year(number: int, bodies: list[series.Publisher], reports: dict[str, str]) -> series.YearOfSeries:
    return series.YearOfSeries(number, {body.publisher_id: body for body in bodies}, {}, reports, set(), {}, {})


def test_bodies_beside_the_governments_are_listed_with_all_their_reports() -> None:
    """By their id, as their latest report names them, and without years that have none."""
    government = series.Publisher("320200", "320200", "江苏省", "无锡市", "", "prefecture", "government", "")
    office = series.Publisher("320200-b", "320200", "江苏省", "无锡市", "", "prefecture", "department", "市环保局")
    renamed = dataclasses.replace(office, agency="市生态环境局")
    town = series.Publisher("110101-a", "110101", "北京市", "北京市", "东城区", "county", "township", "某街道")
    years = [
        of_year(2017, [government, office], {"320200": "320200-2017", "320200-b": "320200-b-2017"}),
        of_year(2018, [office, town], {"110101-a": "110101-a-2018"}),
        of_year(2019, [renamed], {"320200-b": "320200-b-2019"}),
    ]
    one, other = series.agencies(years)
    assert dataclasses.astuple(one) == (
        *("110101-a", "某街道", "township", "11", "北京市 东城区"),
        {2018: "110101-a-2018"},
    )
    assert dataclasses.astuple(other) == (
        *("320200-b", "市生态环境局", "department", "32", "无锡市"),
        {2017: "320200-b-2017", 2019: "320200-b-2019"},
    )


def test_a_list_of_reports_has_each_government_in_front_of_its_other_bodies() -> None:
    office = series.Publisher("320200-b", "320200", "江苏省", "无锡市", "", "prefecture", "department", "办公室")
    government = dataclasses.replace(office, publisher_id="320200", kind="government", agency="")
    district = series.Publisher("320211", "320211", "江苏省", "无锡市", "滨湖区", "county", "government", "")
    reports = {"320211": "320211-2017", "320200-b": "320200-b-2017", "320200": "320200-2017"}
    listed = searching.listed(
        ["320200-b-2017", "320200-2017", "320211-2017", "320205-2017"],
        of_year(2017, [office, government, district], reports),
    )
    assert listed == [
        ["320200-2017", "无锡市", "江苏省 无锡市", "32", "government"],
        ["320200-b-2017", "办公室", "江苏省 无锡市", "32", "department"],
        ["320205-2017", "320205-2017", "", "", ""],
        ["320211-2017", "滨湖区", "江苏省 无锡市 滨湖区", "32", "government"],
    ]


WHOLE = """芜湖市2021年政府信息公开工作年度报告
本报告由芜湖市人民政府办公室编制，数据统计期限为2021年1月1日至2021年12月31日。
一、主动公开情况
2021年，全市主动公开政府(zhèngfǔ)信息8124条，编发简报17期，公开工作有序开展，群众较为满意。
（一）依申请公开情况
新收政府信息公开申请约30件，上年结转5件，共答复40件，市教育局收到申请4件。
"""


def test_a_page_shows_all_that_is_known_of_its_own_document(root: DataRoot) -> None:
    """Figures with what stands around them, lists in their order; of the revision before only what was changed."""
    older = parsed("a", WHOLE.replace("40件", "31件").replace("简报", "简\ue123报").encode())
    dataset.publish(root, assemble([older, parsed("b", WHOLE.encode())]))
    ((page, words),) = reports.pages(dataset.current(root), 2021, {"340200-2021": "340200-x"})
    received, answered = "applications.received.total", "applications.answered.total"
    about = {name: page[name] for name in ("publisher_id", "report_id", "document_id", "revision", "n_documents")}
    assert list(about.values()) == ["340200-x", "340200-2021", "b", 2, 2]
    assert (page["published_date"], page["period_start"], page["period_end"]) == (None, "2021-01-01", "2021-12-31")
    assert (page["n_numbers"], page["n_unread"]) == (6, 0)
    assert page["evidence"] == [["title", "芜湖市"], ["author", "芜湖市人民政府办公室"]]
    assert page["sections"] == [
        [1, None, 1, "一", "主动公开情况", "proactive_disclosure", 68, 175],
        [2, 1, 2, "（一）", "依申请公开情况", "applications", 124, 175],
    ]
    own, all_else = ["citywide", "narrative", ""], [2, None]
    assert page["figures"] == [
        [answered, "total", 2021, 40.0, "件", "40", "", *own, 157, 163, 160, 162, *all_else],
        ["applications.carried_in", "total", 2021, 5.0, "件", "5", "", *own, 150, 156, 154, 155, *all_else],
        [received, "total", 2021, 4.0, "件", "4", "", "other", "narrative", "市教育局", 164, 174, 172, 173, *all_else],
        [received, "total", 2021, 30.0, "件", "约30", "a", *own, 135, 149, 145, 148, *all_else],
        ["disclosure.total", "total", 2021, 8124.0, "条", "8124", "", *own, 83, 98, 93, 97, 1, None],
    ]
    missing = (
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    )
    sentences = [f"a part of the report is missing: {part}" for part in missing]
    assert [row for row in page["checks"] if not row[2]] == [
        ["C17", "warn", False, "total", f"{'; '.join(sentences).capitalize()}.", []]
    ]
    assert [row[0] for row in page["checks"]] == ["C01", "C02", "C07", "C08", "C09", "C13", "C17", "N07"]
    assert page["ratios"] == [
        ["d.demand", 30.0, 30.0, None, [received], [], True, False],
        ["d.quality", 1.0, 5.0, 5.0, [], [], False, False],
    ]
    assert page["unread"] == [["no_code", "about something that no code covers", 103, 106]]
    assert page["flags"] == [["incomplete", sentence, None, None] for sentence in sentences]
    assert page["repairs"] == [["pinyin_gloss", 1, "政府(zhèngfǔ)", "政府"]]
    assert page["conflicts"] == []
    assert [row[:3] for row in page["revisions"]] == [[1, "file:a", None]]
    assert words == [
        "主动公开情况",
        "依申请公开情况",
        "共答复40件",
        "上年结转5件",
        "市教育局收到申请4件",
        "新收政府信息公开申请约30件",
        "全市主动公开政府信息8124条",
    ]


def test_a_page_tells_what_each_revision_changed_and_what_else_claims_to_be_its_report(root: DataRoot) -> None:
    """And the years of the site are those that have reports."""
    older = written("a", "芜湖市", 2021, 688, 5, 20)
    dataset.publish(root, assemble([older, written("b", "芜湖市", 2021, 690, 5, 20)]))
    ((page, _),) = reports.pages(dataset.current(root), 2021, {})
    ((number, address, day, changes),) = page["revisions"]
    assert (number, address, day, page["conflicts"]) == (1, "file:a", None, [])
    ((before, after),) = changes
    assert "688件" in before
    assert "690件" in after


def test_a_page_tells_what_else_claims_to_be_its_report(root: DataRoot) -> None:
    """In the order of the documents."""

    def claim(name: str, report_id: str, title: str | None, agency: str, day: dt.date | None) -> Conflict:
        return Conflict(
            report_id=report_id,
            report_year=2017,
            document_id=name,
            source_url=f"file:{name}",
            title=title,
            agency=agency,
            published_date=day,
            text="甲",
        )

    others = [
        claim("c", "320200-2017", None, "市教育局", None),
        claim("b", "320200-2017", "年报", "", dt.date(2018, 4, 2)),
        claim("d", "320201-2017", "", "", None),
    ]
    dataset.publish(root, rows.snapshot(reports=[rows.report()], conflicts=others))
    ((page, _),) = reports.pages(dataset.current(root), 2017, {})
    assert page["conflicts"] == [["年报", "", "file:b", "2018-04-02"], [None, "市教育局", "file:c", None]]
    assert page["published_date"] == "2018-03-01"


def test_a_year_without_any_report_is_none_of_those_with_reports(root: DataRoot, tmp_path: pathlib.Path) -> None:
    known = [expected("340200", 2021, "published"), expected("340200", 2020, "not_found")]
    found = assemble([written("a", "芜湖市", 2021, 688, 5, 20)]) | {"coverage": known}
    dataset.publish(root, found | {"panel": [*found["panel"], *gap_rows(known)]})
    result = site.write(dataset.current(root), tmp_path / "site", FACTS)
    told = data(tmp_path / "site", "site")
    assert (told["years"], told["reportYears"], told["nReports"], result.n_reports) == ([2020, 2021], [2021], 1, 1)


def test_reports_of_a_year_are_listed_by_place(folder: pathlib.Path, snapshot: Snapshot) -> None:
    listed = data(folder, "search/years/2017")
    reports = [row for row in snapshot.rows("reports") if row.report_year == 2017]
    assert {row[0] for row in listed} == {row.report_id for row in reports}
    assert [row[0][:6] for row in listed] == sorted(row.adcode for row in reports)
    (wuxi,) = [row for row in listed if row[0] == "320200-2017"]
    assert wuxi == ["320200-2017", "无锡市", "江苏省 无锡市", "32", "government"]


def test_search_finds_the_reports_that_hold_a_pair_of_characters(folder: pathlib.Path, snapshot: Snapshot) -> None:
    expected: dict[int, set[str]] = {}
    for section in snapshot.rows("sections"):
        if "复议" in section.heading:
            expected.setdefault(section.report_year, set()).add(section.report_id)
    for figure in snapshot.rows("indicators"):
        if "复议" in figure.quote:
            expected.setdefault(figure.report_year, set()).add(figure.report_id)
    found = data(folder, f"search/words/{searching.shard('复议')}")["复议"]
    assert {
        int(year): {data(folder, f"search/reports/{year}")[number] for number in numbers(gaps)}
        for year, gaps in found.items()
    } == expected
    assert len(expected) > 1


def numbers(gaps: str) -> list[int]:
    """The opposite of `searching.postings`, as the page does it."""
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    found, before, gap, shift = [], -1, 0, 0
    for digit in gaps:
        value = digits.index(digit)
        gap |= (value & 31) << shift
        if value & 32:
            shift += 5
        else:
            before += gap + 1
            found.append(before)
            gap = shift = 0
    return found


@pytest.mark.parametrize("positions", [[0], [0, 1, 2], [31], [32], [0, 33, 1100, 40_000], [5000]])
def test_gaps_give_the_numbers_back(positions: Sequence[int]) -> None:
    found: list[set[str]] = [set() for _ in range(max(positions) + 1)]
    for position in positions:
        found[position].add("复议")
    assert numbers(searching.postings(found)["复议"]) == list(positions)


def test_pairs_do_not_reach_across_marks() -> None:
    assert searching.pairs(["行政复议，诉讼 PM"]) == {"行政", "政复", "复议", "诉讼", "pm"}


def test_no_script_can_be_ended_by_what_it_holds(folder: pathlib.Path) -> None:
    for file in scripts_of(folder, "."):
        text = file.read_text(encoding="utf-8")
        assert "<" not in text, file
        assert "\u2028" not in text, file
    page = data(folder, f"reports/{HARMED_REPORT[:2]}/{HARMED_REPORT}")
    assert page["title"] == HOSTILE
    assert page["text"].endswith(f"{HOSTILE}\u2028{HOSTILE}")


def test_json_of_a_script_is_json() -> None:
    assert json.loads(encoded({"a": "<b>\u2028\u2029"})) == {"a": "<b>\u2028\u2029"}


@pytest.mark.parametrize("key", ["../site", "a//b", "a b", "", "/a", "a/.b", "a\\b"])
def test_a_key_that_is_no_file_name_is_rejected(key: str, tmp_path: pathlib.Path) -> None:
    with pytest.raises(ExplorerError):
        Scripts(tmp_path / "data").write(key, 1)
    assert not list(tmp_path.rglob("*.js"))


KINDS = {"long": "government", "once": "government", "office": "office"}
QUOTES = [
    ("收到申请2338件", "2338", "total", "2338"),
    ("不予公开四件", "四", "total", "四"),
    ("分别为134件、9件和8件", "8", "total", "8"),
    ("依次为3、6、3", "3", "total", None),
    ("未收取费用", "未收取费用", "total", "未收取费用"),
    ("合计12345件", "234", "total", None),
    ("共十四件", "四", "total", None),
    ("总额1.5万元，5件", "5", "total", "5"),
    ("答复总数 | 件 | 2", "2", "total", "2"),
    ("无申请", "", "total", None),
    ("共1,234件", "234", "total", None),
    ("共1.5万件", "5", "total", None),
    ("共234,1件", "234", "total", None),
    ("第1、234件", "234", "total", "234"),
]


@pytest.mark.parametrize(("quote", "printed", "applicant", "found"), QUOTES)
def test_a_number_is_pointed_at_only_where_it_stands_alone(
    quote: str, printed: str, applicant: str, found: str | None
) -> None:
    place = place_of_number(quote, printed, applicant)
    assert (quote[slice(*place)] if place else None) == found


def test_cells_of_the_matrix_are_told_by_their_column() -> None:
    row = "（三）不予公开 | 1.属于国家秘密 | 2 | 0 | 0 | 0 | 0 | 0 | 2"
    total = place_of_number(row, "2", "total")
    person = place_of_number(row, "2", "natural_person")
    assert total == (len(row) - 1, len(row))
    assert person == (row.index("2 | 0"), row.index("2 | 0") + 1)
    assert place_of_number("5 | 1 | 2 | 0 | 8 | 4 | 0 | 1 | 0 | 5 | 1 | 0 | 0 | 1 | 2", "1", "total") is None
    assert place_of_number(row, "2", "business") is None, "another number stands in that column"


@pytest.mark.parametrize(
    ("labels", "found"), [([], None), (["新收"], 1), (["一、", "新收"], 2), (["一、", "（一）", "新收"], None)]
)
def test_a_row_of_the_matrix_has_one_label_or_two(labels: list[str], found: int | None) -> None:
    cells = [*labels, "7", "0", "0", "0", "0", "7", "7"]
    quote = " | ".join(cells)
    expected = None if found is None else len(" | ".join([*cells[:found], ""]))
    assert place_of_number(quote, "7", "natural_person") == (None if expected is None else (expected, expected + 1))


def test_a_number_that_stands_once_alone_is_no_question_of_cells() -> None:
    assert place_of_number("新收（含上年3件） | 12 | 30", "3", "total") == (6, 7)
    assert place_of_number("新收 | 12 3 | 3", "3", "total") == (12, 13)


def test_marks_tell_all_that_makes_a_number_less_sure() -> None:
    sure = {"bound": None, "source": "narrative", "approx": False}
    assert marks(sure) == ""
    assert set(marks({**sure, "approx": True, "bound": "ge", "contradicted": True, "incomplete": True})) == set("agxp")
    assert marks({**sure, "unproved": True}) == "r"
    assert set(marks({**sure, "source": "derived", "status": "stated", "other_values": [1.0]})) == set("do")
    assert set(marks({**sure, "source": None, "status": "several", "other_values": [1.0, 2.0]})) == set("s")


def test_every_province_has_a_tile() -> None:
    standing = {division.code[:2] for division in divisions._divisions() if division.level == "province"}
    assert standing - tiles().keys() == {"71", "81", "82"}, "the regulation binds no body there"


def test_an_earlier_site_is_replaced_and_nothing_else(snapshot: Snapshot, tmp_path: pathlib.Path) -> None:
    other = tmp_path / "papers"
    other.mkdir()
    (other / "thesis.txt").write_text("years of work")
    with pytest.raises(ExplorerError, match="no site that nianbao has written"):
        site.write(snapshot, other, FACTS)
    assert [path.name for path in other.iterdir()] == ["thesis.txt"]
    target = tmp_path / "site"
    target.mkdir()
    first = site.write(snapshot, target, FACTS)
    (target / "left.txt").write_text("from before")
    again = site.write(snapshot, target, FACTS)
    assert again == first
    assert not (target / "left.txt").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["papers", "site"]


def test_one_process_and_several_write_the_same(
    snapshot: Snapshot, folder: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "_FEW_ROWS", 0)
    site.write(snapshot, tmp_path / "site", FACTS)
    for file in scripts_of(folder, "."):
        other = tmp_path / "site" / file.relative_to(folder)
        assert other.read_bytes() == file.read_bytes(), file.name


def test_without_the_library_of_the_charts_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    with pytest.raises(ExplorerError, match="pip install vl-convert-python"):
        charts.library.__wrapped__()


def test_a_year_of_a_table_is_read_alone(snapshot: Snapshot) -> None:
    every = snapshot.arrow("indicators")
    of_2017 = snapshot.arrow("indicators", year=2017, columns=["report_id", "report_year"])
    assert set(of_2017["report_year"].to_pylist()) == {2017}
    assert 0 < of_2017.num_rows < every.num_rows
    assert snapshot.arrow("panel", year=2017, columns=["year"])["year"].unique().to_pylist() == [2017]
    assert snapshot.arrow("reports", year=1999).num_rows == 0
    with pytest.raises(StorageError, match="not kept by year"):
        snapshot.arrow("documents", year=2017)

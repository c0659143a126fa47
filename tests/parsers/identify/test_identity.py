from __future__ import annotations

import pathlib
import re
from collections.abc import Sequence

import pytest

from parsers.identify.evidence import EVIDENCE
from parsers.identify.periods import find_period
from parsers.model import Document, Parsed
from parsers.pipeline import parse
from storage.schema import EVIDENCE_MEANINGS
from tests.support import cases

CASES = pathlib.Path(__file__).parent
PUBLISHERS = cases(CASES / "publishers.csv")


@pytest.mark.parametrize("case", cases(CASES / "periods.csv"), ids=lambda case: case["note"])
def test_periods(case: dict[str, str]) -> None:
    period = find_period(case["text"])
    found = (str(period.start), str(period.end), "yes" if period.restored else "no") if period else ("", "", "")
    assert found == (case["start"], case["end"], case["restored"])


def test_an_ambiguous_place_is_not_guessed() -> None:
    text = (
        "朝阳区2015年政府信息公开工作年度报告\n一、概述\n2015年，全区主动公开政府信息100条，"
        "收到申请3件，没有发生行政复议和行政诉讼，没有收取费用，公开工作总体平稳有序，群众对公开工作比较满意。\n"
    )
    parsed = parse(Document(content=text.encode()))
    assert parsed.outcome == "rejected"
    assert parsed.reason is not None
    assert "北京市朝阳区" in parsed.reason
    assert parse(Document(content=text.encode(), place="220104")).report is not None


def report_of(head: Sequence[str], lead: str, year: int, place: str) -> Parsed:
    """A report with some first lines, which says nothing else of its publisher."""
    text = "\n".join(
        (
            *head,
            lead,
            "一、概述",
            f"{year}年，各项公开工作平稳有序，制度更加完善，群众对公开工作比较满意，监督渠道畅通，业务培训按计划开展。",
            "二、主动公开政府信息情况",
            "全年主动公开政府信息1000条。没有收到申请，没有发生行政复议和行政诉讼，没有收取费用。",
        )
    )
    return parse(Document(content=text.encode(), place=place or None))


@pytest.mark.parametrize("number", range(len(PUBLISHERS)), ids=lambda number: PUBLISHERS[number]["title"])
def test_a_report_is_never_given_to_a_larger_body(number: int) -> None:
    case = PUBLISHERS[number]
    year = int(case["year"] or re.findall(r"(20[012]\d)年", case["title"].split("#")[-1])[0])
    lead = case["lead"] or "本报告根据《中华人民共和国政府信息公开条例》编制。"
    parsed = report_of(case["title"].split(" / "), lead, year, case["portal_place"])
    level, _, alternative = case["level"].partition(" or ")
    if parsed.report is None:
        assert parsed.outcome == alternative
        return
    identity = parsed.report.identity
    assert (identity.level, identity.report_year) == (level, year)
    assert bool(identity.township) == (level == "township")
    assert (identity.township or "") in identity.agency
    assert case["adcode"] in ("", identity.adcode)
    assert case["agency"] in identity.agency
    itself = identity.agency_kind == "government"
    assert itself == (identity.report_id == f"{identity.adcode}-{year}")
    assert itself == case["title"].startswith(("怀化市", "某体育"))


@pytest.mark.parametrize("case", cases(CASES / "evidence.csv"), ids=lambda case: case["note"])
def test_the_strongest_evidence_decides(case: dict[str, str]) -> None:
    parsed = report_of(case["head"].split(" / "), "", 2016, case["portal_place"])
    if case["kind"] == "rejected":
        assert parsed.outcome == "rejected"
        assert case["agency"] in (parsed.reason or "")
        return
    assert parsed.report is not None
    identity = parsed.report.identity
    assert identity.agency_kind == case["kind"]
    assert case["agency"] in identity.agency
    assert identity.evidence[0].kind == case["evidence"]
    assert (identity.suffix == "") == (case["kind"] == "government")
    assert parsed.report.scope == ("citywide" if case["kind"] in ("government", "zone") else "office")


FILLING = "各项公开工作平稳有序，制度更加完善，监督渠道畅通，业务培训按计划开展，群众对公开工作比较满意。"


def opened(head: str, place: str, tail: str = "") -> Parsed:
    """A report with some first and last lines, which says nothing else of who and when."""
    text = "\n".join(
        (
            *head.split(" / "),
            FILLING,
            "二、主动公开政府信息情况",
            "主动公开政府信息1000条。没有收到申请，没有发生行政复议和行政诉讼，没有收取费用。",
            *tail.split(" / "),
        )
    )
    return parse(Document(content=text.encode(), place=place or None))


@pytest.mark.parametrize("case", cases(CASES / "openings.csv"), ids=lambda case: case["note"])
def test_the_opening_tells_who_reports(case: dict[str, str]) -> None:
    parsed = opened(case["head"], case["place"])
    if not case["adcode"]:
        assert parsed.report is None
        assert case["agency"] in (parsed.reason or "")
        return
    assert parsed.report is not None, parsed.reason
    identity = parsed.report.identity
    assert (identity.adcode, identity.agency_kind, identity.report_year) == (
        case["adcode"],
        case["kind"],
        int(case["year"]),
    )
    assert identity.agency.startswith(case["agency"])
    assert (identity.suffix == "") == (case["kind"] == "government")


def test_a_title_of_no_known_kind_names_no_other_publisher() -> None:
    parsed = opened("石门县夹山2016年政府信息公开年度报告 / 本报告由石门县夹山镇编制。", "")
    assert parsed.report is not None
    assert parsed.report.identity.agency == "石门县夹山镇"
    assert "other_publisher" not in {flag.kind for flag in parsed.flags}


@pytest.mark.parametrize("case", cases(CASES / "years.csv"), ids=lambda case: case["note"])
def test_the_first_and_last_lines_tell_the_year(case: dict[str, str]) -> None:
    parsed = opened(f"{case['text']}全市群众满意。", "341800", case["tail"])
    assert (str(parsed.report.identity.report_year) if parsed.report else "") == case["year"]
    assert case["year"] or "no year" in (parsed.reason or "")


def test_the_places_on_the_way_to_a_page_tell_its_place() -> None:
    page = (
        "<html><body><div>您所在的位置：<a>张家口市</a> &gt; <a>蔚县</a> &gt; <a>乡镇</a> &gt; <a>涌泉庄乡</a></div>"
        "<h1>涌泉庄乡2020年政府信息公开工作年度报告</h1>"
        "<p>2020年，我乡认真贯彻《中华人民共和国政府信息公开条例》，各项公开工作平稳有序，制度更加完善，渠道更加畅通。</p>"
        "<p>二、主动公开政府信息情况</p><p>全年主动公开政府信息1000条。没有收到申请，没有发生行政复议和行政诉讼。</p>"
        "</body></html>"
    )
    report = parse(Document(content=page.encode())).report
    assert report is not None
    assert (report.identity.adcode, report.identity.level) == ("130726", "township")
    assert "蔚县" in [one.words for one in report.identity.evidence if one.kind == "site"]


@pytest.mark.parametrize(
    ("year", "site", "way", "place", "adcode"),
    [
        pytest.param(2010, "杭州市富阳区人民政府", "", "", "330183", id="the site of what is a district today"),
        pytest.param(2010, "", "首页 > 杭州市 > 富阳区 > 年报", "", "330183", id="the same on the way"),
        pytest.param(2010, "", "", "浙江省杭州市富阳区", "330183", id="the same by the portal"),
        pytest.param(2010, "", "", "330111", "330183", id="the same by the portal's code"),
        pytest.param(2018, "", "", "浙江省杭州市富阳市", "330111", id="a portal by its former name"),
        pytest.param(2018, "富阳区人民政府", "", "", "330111", id="in its own time"),
        pytest.param(2010, "杭州市钱塘区人民政府", "", "", "", id="the site of a district that was not there"),
        pytest.param(2010, "", "首页 > 杭州市 > 钱塘区 > 年报", "", "", id="the same on a way through its city"),
        pytest.param(2010, "", "", "浙江省杭州市钱塘区", "", id="the same by the portal"),
    ],
)
def test_an_old_report_is_of_the_place_as_it_was(year: int, site: str, way: str, place: str, adcode: str) -> None:
    whose = "我区" if adcode == "330111" else "我市"
    page = (
        f"<html><head><meta name='SiteName' content='{site}'></head><body><div>您所在的位置：{way}</div>"
        f"<h1>{year}年政府信息公开工作年度报告</h1><p>{year}年，{whose}认真贯彻条例，{FILLING}</p>"
        "<p>二、主动公开政府信息情况</p>"
        "<p>全年主动公开政府信息1000条。没有收到申请，没有发生行政复议和行政诉讼。</p></body></html>"
    )
    parsed = parse(Document(content=page.encode(), place=place or None))
    assert (parsed.report.identity.adcode if parsed.report else "") == adcode, parsed.reason


@pytest.mark.parametrize(
    ("title", "way", "adcode"),
    [
        pytest.param("教育局", "首页 > 县（市、区） > 蔚县 > 县教育局", "130726", id="a county's bureau on the way"),
        pytest.param("教育局", "首页 > 县（市、区） > 县教育局", "", id="a county's bureau of no county"),
        pytest.param("教育局", "首页 > 部门 > 市教育局", "130700", id="the city's bureau"),
        pytest.param("教育局", "首页 > 蔚县 > 县水利局", "130700", id="another bureau on the way"),
    ],
)
def test_the_way_to_a_page_tells_of_which_level_a_body_is(title: str, way: str, adcode: str) -> None:
    page = (
        f"<html><body><div>您所在的位置：{way}</div><h1>{title}2020年政府信息公开工作年度报告</h1>"
        f"<p>2020年，我局认真贯彻条例。{FILLING}</p><p>二、主动公开政府信息情况</p>"
        "<p>全年主动公开政府信息1000条。没有收到申请，没有发生行政复议和行政诉讼。</p></body></html>"
    )
    parsed = parse(Document(content=page.encode(), place="130700"))
    assert (parsed.report.identity.adcode if parsed.report else "") == adcode, parsed.reason


@pytest.mark.parametrize("case", cases(CASES / "sites.csv"), ids=lambda case: case["note"])
def test_the_owner_of_the_site_tells_the_place_where_nothing_else_does(case: dict[str, str]) -> None:
    heading, year = case["heading"], 2020
    page = (
        f"<html><head><title>{case['page_title']}</title></head><body><h1>{heading}</h1>"
        f"<p>{year}年，{case['opening']}认真贯彻《中华人民共和国政府信息公开条例》，各项公开工作平稳有序，制度更加完善。</p>"
        "<p>二、主动公开政府信息情况</p><p>全年主动公开政府信息1000条。没有收到申请，没有发生行政复议和行政诉讼。</p>"
        f"<div>{case['footer']}</div></body></html>"
    )
    parsed = parse(Document(content=page.encode(), place=case["portal_place"] or None))
    if not case["adcode"]:
        assert parsed.report is None
        assert case["reason"] in (parsed.reason or "")
        return
    assert parsed.report is not None
    identity = parsed.report.identity
    assert (identity.adcode, identity.level) == (case["adcode"], case["level"])
    assert ("site" in {one.kind for one in identity.evidence}) == (case["by_site"] == "yes")


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("石门县林业局2016年政府信息公开年度报告", "石门县林业局"),
        ("2016年政府信息公开年度报告", None),
        ("石门县林业局的年报", None),
        ("", None),
    ],
)
def test_the_words_of_the_link_to_a_page_name_its_body_where_it_names_none(words: str, agency: str | None) -> None:
    text = f"2016年政府信息公开年度报告\n2016年，{FILLING}\n二、主动公开政府信息情况\n主动公开政府信息1000条。"
    parsed = parse(Document(content=text.encode(), place="430726", link_text=words))
    assert (parsed.report.identity.agency if parsed.report else None) == agency
    if parsed.report:
        assert [one.kind for one in parsed.report.identity.evidence] == ["link", "portal"]


def test_what_disagrees_is_a_flag() -> None:
    head = ["石门县人民政府2016年政府信息公开年度报告", "本报告由石门县林业局编制。"]
    parsed = report_of(head, "", 2016, "430600")
    flags = {flag.kind: flag.subject for flag in parsed.flags}
    assert flags["other_publisher"] == "石门县林业局"
    assert flags["other_place"] == "岳阳市"


@pytest.mark.parametrize(
    ("index_number", "place", "other"),
    [
        ("11330483002561234A/2017-00012", "320200", "无锡市"),
        ("11330483002561234A/2017-00012", "330400", None),
        ("11330483002561234A/2017-00012", None, None),
        ("11320200002561234A/2017-00012", "330483", None),
        ("11320200002561234A/2017-00012", None, "无锡市"),
    ],
)
def test_the_portal_is_asked_first_which_place_a_report_was_to_be_of(
    index_number: str, place: str | None, other: str | None
) -> None:
    head = [f"索引号：{index_number}", "桐乡市人民政府2017年政府信息公开年度报告"]
    parsed = report_of(head, "本报告由桐乡市人民政府办公室编制。", 2017, place or "")
    assert parsed.report is not None
    assert parsed.report.identity.adcode == "330483"
    assert [flag.subject for flag in parsed.flags if flag.kind == "other_place"] == ([other] if other else [])


def test_every_kind_of_evidence_is_described() -> None:
    assert tuple(EVIDENCE_MEANINGS) == (*EVIDENCE, "portal", "site")


@pytest.mark.parametrize("case", cases(CASES / "full_names.csv"), ids=lambda case: case["note"])
def test_a_body_goes_by_its_fullest_name(case: dict[str, str]) -> None:
    parsed = opened(case["head"], case["place"], case["tail"])
    assert parsed.report is not None, parsed.reason
    identity = parsed.report.identity
    found = (identity.adcode, identity.agency, identity.township or "")
    assert found == (case["adcode"], case["agency"], case["township"])
    assert [flag for flag in parsed.flags if flag.kind == "other_publisher"] == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("南关区公安分局", "长春市公安局南关区分局", True),
        ("南关区公安分局", "长春市公安局南关分局", True),
        ("南关区公安分局", "长春市公安局宽城区分局", False),
        ("南关区公安分局", "长春市公安局水上分局", False),
        ("荔湾区沙面街", "荔湾区沙面街道办事处", True),
    ],
)
def test_both_names_of_a_body_give_its_reports_one_id(one: str, other: str, same: bool) -> None:
    reports = [opened(f"{name}2018年政府信息公开年度报告", "").report for name in (f"{one}", other)]
    assert (len({report.identity.report_id for report in reports if report is not None}) == 1) == same


@pytest.mark.parametrize(
    ("site", "page_title", "agency"),
    [
        pytest.param("旌德县林业局", "", "旌德县林业局", id="the site"),
        pytest.param("", "2016年政府信息公开年度报告-旌德县林业局", "旌德县林业局", id="behind the title"),
        pytest.param("旌德县人民政府", "2016年政府信息公开年度报告-旌德县人民政府", "", id="a government"),
        pytest.param("旌德县司法局", "旌德县林业局2016年政府信息公开年度报告", "旌德县林业局", id="the title first"),
        pytest.param("旌德新闻网", "", "", id="no body"),
    ],
)
def test_a_body_publishes_on_its_own_site(site: str, page_title: str, agency: str) -> None:
    heading = page_title.partition("-")[0] or "2016年政府信息公开年度报告"
    page = (
        f"<html><head><title>{page_title}</title><meta name='SiteName' content='{site}'></head><body><h1>{heading}</h1>"
        f"<p>2016年，林业信息公开有序。{FILLING}</p><p>二、主动公开政府信息情况</p>"
        "<p>主动公开政府信息1000条。没有收到申请，没有发生行政复议和行政诉讼。</p></body></html>"
    )
    report = parse(Document(content=page.encode(), place="341825")).report
    assert (report.identity.agency if report else "") == agency

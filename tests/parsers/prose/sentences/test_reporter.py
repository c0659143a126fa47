"""Numbers of larger bodies give no figure of the report, and the words of its own name mean nothing."""

from __future__ import annotations

import pytest

from parsers.model import Identity, Narrative, Paragraph, Section, Span
from parsers.prose.reading import read_prose
from parsers.prose.sentences.reporter import reporter_of
from parsers.text.layout import lay_out

COUNTY = {"province": "内蒙古自治区", "city": "赤峰市", "county": "巴林左旗", "level": "county"}
DISTRICT = {"province": "广东省", "city": "江门市", "county": "新会区", "level": "county"}
CITY_OF_A_COUNTY = {"province": "浙江省", "city": "温州市", "county": "瑞安市", "level": "county"}
PREFECTURE = {"province": "广东省", "city": "江门市", "county": None, "level": "prefecture"}
PROVINCE = {"province": "广东省", "city": None, "county": None, "level": "province"}
COUNTY_OF_NO_CITY = {"province": "重庆市", "city": None, "county": "云阳县", "level": "county"}
TOWN_OF_NO_COUNTY = {
    "province": "广东省",
    "city": "东莞市",
    "county": None,
    "level": "township",
    "township": "虎门镇",
}
TOWN_OF_A_CITY = {"province": "浙江省", "city": "温州市", "county": "瑞安市", "level": "township", "township": "塘下镇"}
TOWN = {"province": "江西省", "city": "赣州市", "county": "南康区", "level": "township", "township": "龙回镇"}


def identity_of(place: dict[str, str | None], agency: str = "", agency_kind: str = "government") -> Identity:
    unsaid = {"adcode": "", "agency_kind": agency_kind, "agency": agency, "township": None, "suffix": ""}
    unsaid |= dict.fromkeys(("title", "doc_number", "index_number", "published_date", "period"))
    return Identity(**{**unsaid, **place, "evidence": (), "report_year": 2023})  # type: ignore[arg-type]


def read(text: str, topic: str, identity: Identity) -> Narrative:
    laid_out = lay_out((Paragraph(text),))
    whole = Span(0, len(laid_out.text))
    section = Section(section_id=1, parent_id=None, level=1, number=None, heading="", topic=topic, span=whole)
    return read_prose(laid_out, (section,), 2023, identity.level, reporter=reporter_of(identity))


def received(text: str, place: dict[str, str | None]) -> tuple[list[float], list[str]]:
    """Numbers of applications received, and why the others gave none."""
    narrative = read(text, "applications", identity_of(place))
    figures = [figure.value for figure in narrative.figures if figure.code == "applications.received.total"]
    return figures, [number.reason for number in narrative.unread]


@pytest.mark.parametrize(
    ("text", "place", "own"),
    [
        ("全旗新收申请48件。赤峰市12个旗县区共新收申请731件。", COUNTY, 48),
        ("全区收到申请193件；江门市全市收到申请2016件，其中市直部门收到申请944件。", DISTRICT, 193),
        ("全区收到申请193件。全市收到申请2016件。", DISTRICT, 193),
        ("全市收到申请193件。2023年，全省收到申请52016件。", PREFECTURE, 193),
        ("全市收到申请193件。广东省各地共收到申请52016件。", PREFECTURE, 193),
        ("全省收到申请52016件。2023年，全国共收到申请730000件。", PROVINCE, 52016),
        ("我镇收到申请2件。南康区各乡镇收到申请37件，赣州市共收到申请412件。", TOWN, 2),
        ("全市收到申请86件。温州市及所属县市共收到申请1300件。", CITY_OF_A_COUNTY, 86),
        ("我镇收到申请2件。全区各乡镇共收到申请37件。", TOWN, 2),
        ("全区共收到申请37件，我镇收到申请2件。", TOWN, 2),
        ("全县收到申请48件。重庆市各区县共收到申请2016件。", COUNTY_OF_NO_CITY, 48),
        ("全县收到申请48件。全市收到申请2016件。", COUNTY_OF_NO_CITY, 48),
        ("全县收到申请48件。全省收到申请2016件。", COUNTY_OF_NO_CITY, 48),
        ("我镇收到申请2件。东莞市各镇街共收到申请412件。", TOWN_OF_NO_COUNTY, 2),
        ("我镇收到申请2件。全市共收到申请412件。", TOWN_OF_NO_COUNTY, 2),
        ("我镇收到申请2件。广东省各地共收到申请52016件。", TOWN_OF_NO_COUNTY, 2),
        ("我镇收到申请2件。全市共收到申请86件。", TOWN_OF_A_CITY, 2),
        ("我县收到申请48件。全市各区县、各部门分别收到申请1200件、816件。", COUNTY_OF_NO_CITY, 48),
    ],
)
def test_a_larger_body_counts_for_itself(text: str, place: dict[str, str | None], own: float) -> None:
    figures, reasons = received(text, place)
    assert figures == [own]
    assert set(reasons) == {"a number of a larger body"}


@pytest.mark.parametrize(
    ("text", "place", "own"),
    [
        ("全市共收到申请86件。", CITY_OF_A_COUNTY, 86),
        ("赤峰市巴林左旗共收到申请48件。", COUNTY, 48),
        ("江门市新会区人民政府收到申请193件。", DISTRICT, 193),
        ("全市收到申请193件。", PREFECTURE, 193),
        ("广东省共收到申请52016件。", PROVINCE, 52016),
        ("全省收到申请52016件。", PROVINCE, 52016),
        ("全区收到申请193件。", DISTRICT, 193),
        ("江门市收到申请193件。", PREFECTURE, 193),
    ],
)
def test_the_own_place_may_be_called_so(text: str, place: dict[str, str | None], own: float) -> None:
    assert received(text, place) == ([own], [])


@pytest.mark.parametrize(
    ("agency", "text", "code"),
    [
        ("赤峰市档案馆", "市档案馆全年主动公开政府信息36条。", "disclosure.total"),
        ("赤峰市电视台", "赤峰市电视台全年主动公开政府信息36条。", "disclosure.total"),
        ("赤峰市人民政府", "市政府网站全年主动公开政府信息36条。", "disclosure.channel.website"),
    ],
)
def test_the_words_of_the_own_name_mean_nothing(agency: str, text: str, code: str) -> None:
    kind = "government" if agency.endswith("政府") else "department"
    identity = identity_of(
        {**PREFECTURE, "province": "内蒙古自治区", "city": "赤峰市"}, agency=agency, agency_kind=kind
    )
    assert [figure.code for figure in read(text, "proactive_disclosure", identity).figures] == [code]


@pytest.mark.parametrize(
    ("agency", "text", "values"),
    [
        ("赤峰市交通运输局", "本局新制定交通规范性文件3件。", []),
        ("赤峰市气象局", "官网公开通知公告29份，其中包括本局新制定的3件气象规范性文件。", [3]),
        ("赤峰市气象局", "本局新制定地震规范性文件3件。", []),
        ("赤峰市人民政府", "新制定气象规范性文件3件。", []),
    ],
)
def test_documents_of_the_own_field_are_all_that_a_body_has_made(agency: str, text: str, values: list[float]) -> None:
    kind = "government" if agency.endswith("政府") else "department"
    identity = identity_of(
        {**PREFECTURE, "province": "内蒙古自治区", "city": "赤峰市"}, agency=agency, agency_kind=kind
    )
    figures = read(text, "proactive_disclosure", identity).figures
    assert [figure.value for figure in figures if figure.code == "documents.normative.issued"] == values


def test_the_own_name_is_told_without_its_place() -> None:
    assert reporter_of(identity_of(PREFECTURE, agency="江门市档案馆", agency_kind="department")).name == "档案馆"
    assert reporter_of(identity_of(PREFECTURE, agency="江门市人民政府")).name == ""


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("国土资源局受理依申请公开25件，规划局受理12件。", [("other", "国土资源局"), ("other", "规划局")]),
        ("江门市公安局收到政府信息公开申请25件。", [("other", "江门市公安局")]),
        ("我局收到政府信息公开申请25件。", [("citywide", None)]),
        ("各局收到政府信息公开申请25件。", [("citywide", None)]),
        ("市政务公开办收到政府信息公开申请25件。", [("citywide", None)]),
    ],
)
def test_a_department_is_a_part_of_the_government_that_reports(text: str, scopes: list[tuple[str, str | None]]) -> None:
    figures = read(text, "applications", identity_of(PREFECTURE)).figures
    assert [(figure.scope, figure.label) for figure in figures] == scopes


def test_a_department_speaks_of_itself_in_its_own_report() -> None:
    own = identity_of(PREFECTURE, "江门市国土资源局", "department")
    figures = read("国土资源局受理依申请公开25件。", "applications", own).figures
    assert [(figure.value, figure.label) for figure in figures] == [(25, None)]


def test_one_department_receives_the_reviews_of_all() -> None:
    figures = read("市司法局受理行政复议案件25件。", "review_litigation", identity_of(PREFECTURE)).figures
    assert [(figure.code, figure.label) for figure in figures] == [("review.total", None)]


@pytest.mark.parametrize(
    ("agency", "text", "totals"),
    [
        ("江门市司法局", "2023年，主动公开司法行政信息71条。", [71]),
        ("江门市环境保护局", "全年主动公开环保信息698条。", [698]),
        ("江门市自然资源局", "向社会公开自然资源信息143条。", [143]),
        ("江门市司法局", "2023年，主动公开财政信息71条。", []),
        ("江门市司法局", "2023年，主动公开政府信息98条，公开司法行政信息71条。", [98]),
        ("江门市司法局", "2023年，主动公开司法行政信息71条、财政信息3条。", []),
        ("江门市人民政府", "2023年，主动公开司法行政信息71条。", []),
    ],
)
def test_what_a_body_is_named_after_is_all_that_it_discloses(agency: str, text: str, totals: list[float]) -> None:
    kind = "government" if agency.endswith("人民政府") else "department"
    narrative = read(text, "proactive_disclosure", identity_of(PREFECTURE, agency=agency, agency_kind=kind))
    assert [figure.value for figure in narrative.figures if figure.code == "disclosure.total"] == totals

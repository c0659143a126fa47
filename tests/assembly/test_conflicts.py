"""No report takes another's place: a revision is proved, and what contradicts itself is told."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import random as random_numbers
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembly.copies import Copy, same_reports
from assembly.reports import ParsedDocument, assemble
from parsers.model import Document
from parsers.pipeline import parse
from parsing.sources import Source
from storage.archive import document_id

PLACES = {
    "石门县": ("430726", "county"),
    "准格尔旗": ("150622", "county"),
    "上海市浦东新区": ("310115", "county"),
    "江苏省徐州市鼓楼区": ("320302", "county"),
    "无锡市": ("320200", "prefecture"),
    "延边朝鲜族自治州": ("222400", "prefecture"),
    "浙江省": ("330000", "province"),
    "广西壮族自治区": ("450000", "province"),
}
BODIES = {
    "人民政府": "government",
    "人民政府办公室": "office",
    "经济开发区": "zone",
    "林业局": "department",
    "残联": "association",
    "中医医院": "institution",
    "水务集团": "enterprise",
    "夹山镇": "township",
    "楚江街道办事处": "street",
}
OF_COUNTIES = ("夹山镇", "楚江街道办事处")
LEVELS = {"zone": "county", "township": "township", "street": "township"}
TITLES = (
    "{body}2020年政府信息公开工作年度报告",
    "2020年{body}政府信息公开工作年度报告",
    "{body}2020年度政府信息公开年报",
    "{body}政府信息公开工作2020年度报告",
)


def document(
    title: str, items: int, applications: int, *, lead: str = "", url: str = "", order: int = 0, place: str = "430726"
) -> ParsedDocument:
    text = "\n".join(
        (
            title,
            lead
            or "本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自2020年1月1日起至12月31日止。",
            "一、总体情况",
            f"全年主动公开政府信息{items}条，其中通过网站公开{items - 17}条，发布政策解读{items // 9}篇。",
            f"召开工作会议{order + 12}次。",
            "二、依申请公开情况",
            f"全年收到申请{applications}件，已答复{applications}件。没有发生行政复议和行政诉讼，没有收取费用。",
            "三、存在的主要问题及改进情况",
            "公开还不够及时，下一步将加强指导和培训，提升公开质量。",
        )
    )
    return of_text(text, url=url, order=order, place=place)


def of_text(text: str, *, url: str = "", order: int = 0, place: str = "430726") -> ParsedDocument:
    content = text.encode()
    name = document_id(content)
    source = Source(
        document_id=name,
        url=url or f"http://www.example.gov.cn/{name[:8]}.html",
        portal="430726",
        role="report",
        media_type="text/plain",
        charset=None,
        link_text=None,
        place=place,
        order=order,
    )
    return ParsedDocument(source, len(content), parse(Document(content=content, url=source.url, place=place)))


def arrivals(documents: Sequence[ParsedDocument]) -> list[list[ParsedDocument]]:
    """The same documents in every order of arrival."""
    return [
        [
            dataclasses.replace(one, source=dataclasses.replace(one.source, order=order))
            for order, one in enumerate(permutation)
        ]
        for permutation in itertools.permutations(documents)
    ]


def test_a_county_two_towns_and_a_zone_are_four_reports_in_every_order() -> None:
    documents = [
        document("石门县人民政府2020年政府信息公开工作年度报告", 8124, 61),
        document("石门县夹山镇2020年政府信息公开工作年度报告", 312, 2),
        document("石门县楚江街道2020年政府信息公开工作年度报告", 455, 3),
        document("石门经济开发区2020年政府信息公开工作年度报告", 210, 1),
    ]
    for arrived in arrivals(documents):
        rows = assemble(arrived)
        assert len(rows["reports"]) == 4
        (government,) = [row for row in rows["reports"] if row.report_id == "430726-2020"]
        assert "8124" in government.text
        assert {row.outcome for row in rows["documents"]} == {"report"}


@pytest.mark.parametrize("signed", [False, True])
def test_one_number_of_two_documents_makes_them_one_report_unless_one_speaks_for_another_body(signed: bool) -> None:
    first = document("石门县人民政府2020年政府信息公开工作年度报告", 8124, 61).report.text
    second = "\n".join(
        (
            "石门县人民政府2020年政府信息公开工作年度报告",
            "一、工作开展情况",
            "全县主动公开政府信息233条，各部门按要求更新了公开目录，群众满意度有所提高。",
            "二、申请办理情况",
            "收到申请4件，均已按期办结，没有引发行政复议，也没有引发行政诉讼，没有收取费用。",
            *(["石门县林业局", "2021年2月3日"] if signed else []),
        )
    )
    documents = [
        of_text(f"文号：石政办发〔2021〕7号\n{text}", order=order) for order, text in enumerate((first, second))
    ]
    assert [one.report.identity.doc_number for one in documents] == ["石政办发〔2021〕7号"] * 2
    assert {row.outcome for row in assemble(documents)["documents"]} == {"report", "conflict" if signed else "revision"}


def test_two_reports_under_one_id_are_a_conflict_whatever_came_first() -> None:
    documents = [
        document("石门县人民政府2020年政府信息公开工作年度报告", 8124, 61),
        document("石门县2020年政府信息公开工作年度报告", 233, 4, lead="本报告由石门县人民政府办公室编制。"),
    ]
    published = set()
    for arrived in arrivals(documents):
        rows = assemble(arrived)
        (report,) = rows["reports"]
        (conflict,) = rows["conflicts"]
        published.add(report.document_id)
        assert {report.document_id, conflict.document_id} == {one.source.document_id for one in documents}
        assert sorted(row.outcome for row in rows["documents"]) == ["conflict", "report"]
        (check,) = [row for row in rows["checks"] if row.rule_id == "C16"]
        assert not check.passed
        assert conflict.source_url in check.explanation
        assert [flag.kind for flag in rows["flags"] if flag.document_id == conflict.document_id][-1] == "conflict"
    assert len(published) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"items": 8124, "applications": 61}, {"items": 8124, "applications": 67}),
        ({"items": 8124, "applications": 61}, {"items": 8124, "applications": 61, "lead": "本报告依法编制。"}),
    ],
)
def test_most_of_its_own_numbers_prove_a_revision(before: dict[str, int], after: dict[str, int]) -> None:
    title = "石门县人民政府2020年政府信息公开工作年度报告"
    rows = assemble([document(title, **before), document(title, **after, order=0)])  # type: ignore[arg-type]
    assert len(rows["reports"]) == 1
    assert rows["conflicts"] == []


OTHER_WORDS = """一、概述
一年来制发各类文件912件，编印公报7期，开展业务培训3次，队伍建设取得进展。
二、申请办理
受理申请5件，均按期办结，没有行政复议。
三、不足与打算
人员流动较大，今后要充实力量，完善考核办法。"""
"""The rest of a report that has no sentence in common with the others here."""


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("http://www.example.gov.cn/report.html", "http://www.example.gov.cn/report.html", "revision"),
        ("http://www.example.gov.cn/report.html", "http://www.example.gov.cn/other.html", "conflict"),
        ("file:report.html", "file:report.html", "conflict"),
    ],
)
def test_the_same_address_on_the_web_proves_a_revision(one: str, other: str, outcome: str) -> None:
    title = "石门县人民政府2020年政府信息公开工作年度报告"
    rows = assemble([document(title, 8124, 61, url=one), of_text(f"{title}\n{OTHER_WORDS}", url=other, order=1)])
    assert {row.outcome for row in rows["documents"]} == {"report", outcome}


@pytest.mark.parametrize(
    ("named", "is_revision"),
    [
        pytest.param("石政办发〔2021〕7号", True, id="document number"),
        pytest.param("索引号：4307260/2021-0007", True, id="index number"),
        pytest.param("索引号：4307/202", True, id="shortest index number that names one report"),
        pytest.param("索引号：430/202", False, id="index number of an agency"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_the_number_of_a_document_proves_a_revision(named: str, is_revision: bool) -> None:
    title = f"{named}\n石门县人民政府2020年政府信息公开工作年度报告".strip()
    rows = assemble([document(title, 8124, 61), of_text(f"{title}\n{OTHER_WORDS}", order=1)])
    assert {row.outcome for row in rows["documents"]} == {"report", "revision" if is_revision else "conflict"}


def _copy(text: str, name: str = "a", **known: object) -> Copy:
    values = {"provenance": "official", "damaged": False, "published_date": None, "order": 0} | known
    return Copy(document_id=name, report_id="430726-2020", text=text, **values)  # type: ignore[arg-type]


def _kinds(numbers: Sequence[int]) -> str:
    return "。".join(f"公开第{name}类信息{number}条" for name, number in zip("甲乙丙丁戊己庚辛", numbers, strict=True))


def test_numbers_on_both_sides_of_the_threshold() -> None:
    numbers = [31, 42, 53, 64, 75, 86, 97, 18]
    for kept, together in ((4, True), (3, False)):
        changed = [number if index < kept else number + 200 for index, number in enumerate(numbers)]
        assert (len(same_reports([_copy(_kinds(numbers)), _copy(_kinds(changed), "b")])) == 1) == together


SAYINGS = ("各级部门坚持公开透明", "重点领域不断拓展深化", "平台建设持续得到加强", "监督考核逐步走向规范")
"""Sentences without numbers, of ten characters each."""


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        pytest.param(
            "公开信息31条，收到申请42件，召开会议53次，编发公报64期。各部门认真落实。",
            "公开信息31条，今年收到申请42件；举办培训15次，接待来访26人。群众较为满意。",
            True,
            id="half of four numbers",
        ),
        pytest.param(
            "公开信息31条，收到申请42件，召开会议53次。各部门认真落实。",
            "公开信息31条；今年收到申请42件；其中召开会议53次。群众较为满意。",
            False,
            id="three numbers alone prove nothing",
        ),
        pytest.param(
            f"公开信息31条，{'，'.join(SAYINGS)}，收到申请42件",
            f"全年公开信息31条，{'，'.join(SAYINGS)}，收到申请42件",
            True,
            id="two numbers in one sentence of nearly the same words",
        ),
        pytest.param(
            f"{'，'.join(SAYINGS)}，公开信息31条",
            f"如今，{'，'.join(SAYINGS)}，公开信息31条",
            True,
            id="one number in nearly the same words",
        ),
        pytest.param(
            f"{'，'.join(SAYINGS)}，公开信息31条",
            f"如今，{'，'.join(SAYINGS)}，公开信息32条",
            False,
            id="another number in nearly the same words",
        ),
        pytest.param(
            f"{'，'.join(SAYINGS)}，开展公开工作", f"如今，{'，'.join(SAYINGS)}，开展公开工作", False, id="no number"
        ),
        pytest.param(
            "。".join((*SAYINGS, "积极回应社会关切")),
            "。".join((*SAYINGS, "及时解答群众疑问")),
            True,
            id="four of five sentences",
        ),
        pytest.param(
            "。".join((*SAYINGS[:3], "积极回应社会关切")),
            "。".join((*SAYINGS[:3], "及时解答群众疑问")),
            False,
            id="three of four sentences",
        ),
        pytest.param("公开工作有序推进", "公开工作有序推进", True, id="a sentence of eight characters"),
        pytest.param("公开工作有序。推进", "公开工作有序。推进顺利", False, id="no sentence of eight characters"),
        pytest.param("公开工作继续推", "公开工作继续推", False, id="a sentence of seven characters"),
    ],
)
def test_how_much_two_documents_must_share_to_be_one_report(one: str, other: str, together: bool) -> None:
    for texts in ((one, other), (other, one)):
        groups = same_reports([_copy(text, name) for text, name in zip(texts, "ab", strict=True)])
        assert (len(groups) == 1) == together


CONTRADICTING = (
    "公开信息31条，收到申请42件，召开会议53次，编发公报64期",
    "举办培训15次，接待来访26人，发布政策37篇，受理咨询48次",
)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({"provenance": "official", "proof": 9}, {"provenance": "unknown"}),
        ({"provenance": "unknown", "proof": 9}, {"provenance": "mirror"}),
        ({"provenance": "mirror", "proof": 9}, {"provenance": "clone"}),
        ({"proof": 1}, {"proof": 2, "published_date": dt.date(2021, 3, 1)}),
        ({"published_date": dt.date(2021, 3, 1)}, {"published_date": dt.date(2021, 2, 28)}),
        ({"published_date": dt.date(2021, 3, 1)}, {}),
    ],
)
def test_which_of_two_contradicting_reports_comes_first(first: dict[str, object], then: dict[str, object]) -> None:
    """By provenance, proof and day, whatever their names; by these where all else is equal."""
    for names in ("ab", "ba"):
        copies = [_copy(text, name, **of) for text, name, of in zip(CONTRADICTING, names, (first, then), strict=True)]
        assert same_reports(copies) == same_reports(copies[::-1]) == [[copy] for copy in copies]
        alike = [_copy(text, name, **first) for text, name in zip(CONTRADICTING, names, strict=True)]
        assert same_reports(alike) == [[copy] for copy in sorted(alike, key=lambda copy: copy.document_id)]


def test_another_publisher_in_the_evidence_is_no_copy_unless_the_words_are_the_same() -> None:
    text = "全县公开信息8124条。收到申请61件。全年召开会议共15次。全年编发公报共24期。"
    other = text.replace("24期", "36期") + "全年开展培训共27次。全年接待来访共48人。"
    spoken = _copy(other, "b", speaks_for=frozenset({"林业局"}))
    assert len(same_reports([_copy(text), spoken])) == 2
    assert len(same_reports([_copy(text), dataclasses.replace(spoken, text=text)])) == 1


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(PLACES)),
    st.lists(st.sampled_from(sorted(BODIES)), min_size=2, max_size=4, unique=True),
    st.lists(st.sampled_from(TITLES), min_size=4, max_size=4),
    st.randoms(use_true_random=False),
)
def test_no_report_ever_takes_anothers_place(
    place: str, bodies: list[str], titles: list[str], random: random_numbers.Random
) -> None:
    code, level = PLACES[place]
    bodies = [body for body in bodies if level == "county" or body not in OF_COUNTIES]
    documents = [
        document(title.format(body=place + body), 1000 + 731 * index, 20 + 13 * index, order=index, place=code)
        for index, (body, title) in enumerate(zip(bodies, titles, strict=False))
    ]
    expected = {}
    for one, body in zip(documents, bodies, strict=True):
        kind = BODIES[body]
        own = level if kind in ("government", "office") else LEVELS.get(kind, "department")
        expected[one.source.document_id] = (code, own, kind)
    shuffled = random.sample(documents, len(documents))
    for arrived in (documents, shuffled):
        rows = assemble(
            [
                dataclasses.replace(one, source=dataclasses.replace(one.source, order=order))
                for order, one in enumerate(arrived)
            ]
        )
        found = {row.document_id: (row.adcode, row.level, row.agency_kind) for row in rows["reports"]}
        assert found == expected

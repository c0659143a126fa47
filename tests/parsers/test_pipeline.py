"""Any input ends in a report or a reason, and the same input always in the same."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.personal_numbers import mask
from parsers import pipeline
from parsers.checks.ledger import Facts
from parsers.model import Document, Flag, OnPage, Page, Paragraph, Scan
from parsers.pipeline import parse
from parsers.text.fingerprint import fingerprint, likeness
from parsers.version import PARSER_VERSION
from tests.support import SEEDS
from tests.writing import digits_of, spellings_of_phones

REPORT = """芜湖市人民政府2016年政府信息公开工作年度报告
本报告由芜湖市人民政府办公室编制，数据统计期限为2016年1月1日至2016年12月31日。
一、概述
2016年，全市主动公开政府信息81245条。联系人李某，手机13812345678，身份证号340202198001011234。
二、依申请公开情况
全市收到政府信息公开申请688件，共答复682件。
"""
FLAG = Flag("form_row_unread", "a row was not read", "重复申请")


def test_a_report_is_read() -> None:
    parsed = parse(Document(content=REPORT.encode("gb18030")))
    assert parsed.outcome == "report"
    assert parsed.encoding == "gb18030"
    assert parsed.report is not None
    assert parsed.report.identity.report_id == "340200-2016"
    assert {figure.code: figure.value for figure in parsed.report.figures} == {
        "disclosure.total": 81245,
        "applications.received.total": 688,
        "applications.answered.total": 682,
    }


def test_what_of_a_form_could_not_be_read_is_flagged(monkeypatch: pytest.MonkeyPatch) -> None:
    """The flags of the form reach the document's, and the checks take no missing cell for a blank one."""
    told: list[Facts] = []
    read_forms = pipeline.read_forms
    monkeypatch.setattr(pipeline, "read_forms", lambda *given: dataclasses.replace(read_forms(*given), flags=(FLAG,)))
    monkeypatch.setattr(pipeline, "check_report", lambda facts: told.append(facts) or ())
    parsed = parse(Document(content=REPORT.encode()))
    assert FLAG in parsed.flags
    assert [facts.fully_read for facts in told] == [False]


@pytest.mark.parametrize("is_recognised", [False, True])
def test_figures_that_nothing_proves_are_published_and_prove_no_other_wrong(
    monkeypatch: pytest.MonkeyPatch, is_recognised: bool
) -> None:
    """A share that is printed as 20% and counted as 50% tells nothing where both numbers may be misread."""
    scan, read_page = Scan(OnPage(1, (0, 0, 10_000, 10_000)), ()), pipeline.read_page

    def recognised(document: Document) -> Page:
        page = read_page(document)
        blocks = [dataclasses.replace(block, scan=scan) for block in page.blocks if isinstance(block, Paragraph)]
        return dataclasses.replace(page, blocks=tuple(blocks))

    if is_recognised:
        monkeypatch.setattr(pipeline, "read_page", recognised)
    report = parse(Document(content=REPORT.replace("共答复682件", "其中信函申请344件，占20%").encode())).report
    assert report is not None
    assert [(figure.value, figure.unproved) for figure in report.figures] == [
        (value, is_recognised) for value in (81245, 688, 344)
    ]
    assert [finding.rule_id for finding in report.findings if not finding.passed] == ["C05"] * (not is_recognised)


def test_personal_numbers_are_masked_at_the_same_length() -> None:
    report = parse(Document(content=REPORT.encode())).report
    assert report is not None
    assert "138********" in report.text
    assert "340202************" in report.text
    assert len(report.text) == len(REPORT.strip())


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        pytest.param(b"", "rejected", id="empty"),
        pytest.param(b"\x00\x01\x02\xff\xfe" * 1000, "failed", id="binary"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, "rejected", id="picture"),
        pytest.param(b"lorem ipsum dolor sit amet\n" * 200_000, "rejected", id="5 MB of junk"),
        pytest.param("今天是星期一。\n".encode() * 10, "rejected", id="another text"),
    ],
)
def test_bad_input_ends_with_a_reason(content: bytes, outcome: str) -> None:
    parsed = parse(Document(content=content))
    assert parsed.outcome == outcome
    assert parsed.reason


@settings(max_examples=300)
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_no_input_raises(content: bytes) -> None:
    parsed = parse(Document(content=content))
    assert (parsed.report is None) == (parsed.outcome != "report")
    assert (parsed.reason is None) == (parsed.outcome == "report")


@settings(max_examples=60)
@given(st.data())
def test_mutated_reports_raise_nothing_and_quotes_hold(data: st.DataObject) -> None:
    seed = data.draw(st.sampled_from(sorted(SEEDS.glob("*.txt")))).read_bytes()[:6000]
    start = data.draw(st.integers(0, len(seed)))
    end = data.draw(st.integers(start, min(len(seed), start + 200)))
    mutated = seed[:start] + data.draw(st.binary(max_size=40)) + seed[end:]
    parsed = parse(Document(content=mutated))
    assert parsed == parse(Document(content=mutated))
    if parsed.report:
        for figure in parsed.report.figures:
            assert 0 <= figure.span.start < figure.span.end <= len(parsed.report.text)


@settings(deadline=None, max_examples=25)
@given(st.text("各县市区镇本级直单位部门其中及合计数量年月上半季度12至—", min_size=1, max_size=10))
@example("各各单位")
def test_no_label_of_a_table_raises(label: str) -> None:
    rows = ("<tr><th>单位</th><th>收到申请数（件）</th></tr>", f"<tr><td>{label}</td><td>12</td></tr>")
    lines = "".join(f"<p>{line}</p>" for line in REPORT.splitlines())
    page = f"<html><body>{lines}<table>{''.join(rows)}</table></body></html>"
    assert parse(Document(content=page.encode(), media_type="text/html")).outcome == "report"


@pytest.mark.parametrize(("role", "outcome"), [("part", "part"), ("page", "rejected")])
def test_what_is_no_report_by_itself_is_known_by_its_words_and_its_repairs(role: str, outcome: str) -> None:
    """By these copies are found, and a part tells what is wrong with it before its document is read."""
    words = (
        "二、主动公开政府信息情况，全年共公开政府信息812条，" + "政务(zhèngwù)公开各项工作平稳有序，群众较为满意。" * 9
    )
    page = f"<html><head><meta charset='gbk'></head><body><p>{words}</p><p>\ue123</p></body></html>"
    parsed = parse(Document(content=page.encode("gb18030"), role=role))
    assert (parsed.outcome, parsed.report, parsed.media_type) == (outcome, None, "text/html")
    assert bool(parsed.reason) == (outcome == "rejected")
    assert parsed.encoding == "gb18030"
    assert parsed.own_numbers == {"政府信息812"}
    if outcome == "part":
        assert [(repair.kind, repair.count) for repair in parsed.repairs] == [("pinyin_gloss", 9)]
        assert [flag.kind for flag in parsed.flags] == ["unknown_characters"]
        assert likeness(parsed.fingerprint, fingerprint(words.replace("(zhèngwù)", ""))) > 0.9


def test_the_version_names_code_and_data() -> None:
    assert PARSER_VERSION.partition("+")[2].isalnum()


PLACES = {
    "a paragraph": "<p>联系人李某，{}，欢迎来访。</p>",
    "behind a figure": "<p>收到申请3件。电话{}</p>",
    "a heading": "<p>二、咨询电话{}</p>",
    "a cell": "<table><tr><td>指标</td><td>数量</td></tr><tr><td>收到申请数</td><td>{}</td></tr></table>",
    "a row": "<table><tr><td>主动公开政府信息数</td><td>联系电话</td><td>{}</td></tr></table>",
}


@pytest.mark.parametrize("place", PLACES)
def test_no_personal_number_becomes_a_figure_and_quotes_are_cut_from_the_masked_text(place: str) -> None:
    counted = set()
    for form in itertools.islice(spellings_of_phones("13987654321"), 0, None, 9):
        page = "".join(f"<p>{line}</p>" for line in REPORT.splitlines()) + PLACES[place].format(form)
        report = parse(Document(content=f"<html><body>{page}</body></html>".encode())).report
        assert report is not None
        assert "87654321" not in digits_of(report.text), form
        assert not {figure.value for figure in report.figures} & {139.0, 8765.0, 4321.0, 87654321.0, 13987654321.0}, (
            form
        )
        for figure in report.figures:
            assert "87654321" not in digits_of(figure.printed)
            cut = report.text[figure.span.start : figure.span.end]
            assert mask(cut, excerpt=True) == cut
        for section in report.sections:
            assert section.heading in report.text
        counted.add(frozenset((figure.code, figure.value) for figure in report.figures))
    assert len(counted) == 1


@pytest.mark.parametrize("count", ["13987654321条", "13,987,654,321条", "20171231条"])
def test_a_large_count_stays_a_figure(count: str) -> None:
    report = parse(Document(content=REPORT.replace("81245条", count).encode())).report
    assert report is not None
    values = {figure.code: figure.value for figure in report.figures}
    assert values["disclosure.total"] == float(count.replace(",", "").rstrip("条"))
    assert count in report.text


def test_examples_of_repairs_are_masked_before_they_are_cut() -> None:
    content = REPORT + "联系人王某的办公室电话号码如下所示：１３９８７６５４３２１，欢迎来电咨询。\n"
    parsed = parse(Document(content=content.encode()))
    assert parsed.repairs
    for repair in parsed.repairs:
        assert "8765" not in digits_of(repair.before + " " + repair.after)


def test_numbers_of_own_tables_are_counted_among_those_of_the_text() -> None:
    """So that it can be told which share of all numbers with a meaning gave no figure."""
    table = "项目\t2016年\t2015年\n收到申请数\t12\t9\n答复申请数\t11\t9\n天气温度数\t5\t6\n"
    alone, whole = (
        parse(Document(content=REPORT.replace("二、", f"{more}二、").encode())).report for more in ("", table)
    )
    assert alone is not None
    assert whole is not None
    assert (whole.n_numbers - alone.n_numbers, len(whole.unread) - len(alone.unread)) == (6, 2)


KINDS = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
TITLES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def outcomes_of_cases(tables: int = 3, *, in_columns: bool = False) -> dict[str, float]:
    """What is read of tables of outcomes, in which only their place tells of which kind of cases each is."""
    outcomes = [row_by_row(TITLES, [str(number) for number in (n, 0, 1, 0, n + 1)]) for n in (3, 5, 7)][:tables]
    lines = "".join(f"<p>{kind}</p>" for kind in KINDS) + "".join(outcomes)
    page = f"""<html><head><title>芜湖市人民政府2020年政府信息公开工作年度报告</title></head><body>
    <h1>芜湖市人民政府2020年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>2020年，我市认真落实条例，公开工作有序开展。</p>
    <p>四、政府信息公开行政复议、行政诉讼情况</p>{row_by_row(KINDS, outcomes) if in_columns else lines}
    <p>五、存在的主要问题及改进情况</p><p>公开的内容还不够丰富，将在下一年改进。</p></body></html>"""
    report = parse(Document(content=page.encode())).report
    assert report is not None
    return {figure.code: figure.value for figure in report.figures if figure.code.endswith(".total")}


def row_by_row(*rows: Sequence[str]) -> str:
    return "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows) + "</table>"


@pytest.mark.parametrize("in_columns", [True, False])
def test_each_of_several_tables_is_of_the_kind_of_cases_that_is_named_for_it(*, in_columns: bool) -> None:
    totals = {"review.total": 4, "litigation.direct.total": 6, "litigation.after_review.total": 8}
    assert outcomes_of_cases(in_columns=in_columns).items() >= totals.items()


def test_of_more_kinds_of_cases_than_tables_nobody_can_tell_whose_one_is() -> None:
    assert not outcomes_of_cases(tables=2)

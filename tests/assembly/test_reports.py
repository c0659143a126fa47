"""What only shows when all reports lie side by side, and what follows from a report's own figures."""

from __future__ import annotations

import dataclasses
import random
from typing import Any

import pytest

from assembly.reports import ParsedDocument, assemble
from parsers.model import Document, Parsed
from parsers.pipeline import parse
from parsing.sources import Source
from storage import arrow_tables, schema
from tests.support import EXAMPLES

REPORT = """{place}人民政府{year}年政府信息公开工作年度报告
本报告由{place}人民政府办公室编制，数据统计期限为{year}年1月1日至{year}年12月31日。
一、主动公开情况
{year}年，全市主动公开政府信息{disclosed}条，召开新闻发布会12次，公开工作有序开展，群众较为满意。
二、依申请公开情况
全市新收政府信息公开申请{received}件，上年结转{carried_in}件，共答复{answered}件，结转下年度继续办理{carried_out}件。
因政府信息公开引发行政复议9件，行政诉讼4件。
"""


def parsed(name: str, content: bytes, place: str | None = None) -> ParsedDocument:
    source = Source(
        document_id=name,
        url=f"file:{name}",
        portal="ingest",
        role="file",
        media_type=None,
        charset=None,
        link_text=None,
        place=place,
        order=ord(name[0]),
    )
    return ParsedDocument(source, len(content), parse(Document(content=content, place=place)))


def before_text(received: int) -> str:
    return REPORT.format(
        place="芜湖市", year=2021, disclosed=81245, received=received, carried_in=5, carried_out=20, answered=673
    )


def report(
    name: str, place: str, year: int, received: int, carried_in: int, carried_out: int, disclosed: int = 81245
) -> ParsedDocument:
    text = REPORT.format(
        place=place,
        year=year,
        disclosed=disclosed,
        received=received,
        carried_in=carried_in,
        carried_out=carried_out,
        answered=received + carried_in - carried_out,
    )
    return parsed(name, text.encode())


def checks(rows: dict[str, list[Any]], rule: str, *, passed: bool) -> list[str]:
    return sorted(check.report_id for check in rows["checks"] if (check.rule_id, check.passed) == (rule, passed))


def test_what_was_carried_over_is_carried_in() -> None:
    rows = assemble([report("a", "芜湖市", 2021, 688, 5, 20), report("b", "芜湖市", 2022, 700, 19, 7)])
    assert checks(rows, "M05", passed=False) == ["340200-2022"]
    (failing,) = [check for check in rows["checks"] if check.rule_id == "M05"]
    assert (failing.expected, failing.observed, failing.difference) == ("20", "19", -1)
    assert "applications.carried_in" in failing.codes
    assert checks(rows, "C11", passed=True) == ["340200-2022"]


@pytest.mark.parametrize(
    ("place", "year"),
    [
        pytest.param("芜湖市", 2023, id="a year between them is missing"),
        pytest.param("马鞍山市", 2022, id="another place"),
    ],
)
def test_only_the_year_before_is_compared(place: str, year: int) -> None:
    rows = assemble([report("a", "芜湖市", 2021, 688, 5, 20), report("b", place, year, 700, 19, 7)])
    assert checks(rows, "M05", passed=False) == checks(rows, "M05", passed=True) == []


def test_a_jump_and_copied_figures() -> None:
    rows = assemble(
        [
            report("a", "芜湖市", 2021, 688, 5, 20, disclosed=8124),
            report("b", "芜湖市", 2022, 700, 20, 7, disclosed=812450),
            report("c", "马鞍山市", 2022, 700, 20, 7, disclosed=812450),
        ]
    )
    assert checks(rows, "C11", passed=False) == ["340200-2022"]
    assert checks(rows, "C12", passed=False) == ["340200-2022", "340500-2022"]
    assert checks(rows, "C12", passed=True) == ["340200-2021"]


def test_the_order_of_documents_does_not_matter() -> None:
    documents = [
        report("a", "芜湖市", 2021, 688, 5, 20),
        report("b", "芜湖市", 2022, 700, 19, 7),
        report("c", "马鞍山市", 2022, 700, 19, 7),
    ]
    shuffled = list(documents)
    random.Random(7).shuffle(shuffled)
    assert shuffled != documents
    one, other = assemble(documents), assemble(shuffled)
    for name in ("checks", "ratios", "indicators"):
        table = schema.SNAPSHOT_TABLES[name]
        assert arrow_tables.to_arrow(table, one[name]).equals(arrow_tables.to_arrow(table, other[name]))


def test_derived_rows_and_ratios_of_a_form() -> None:
    rows = assemble([parsed("a", (EXAMPLES / "forms" / "08.txt").read_bytes())])
    figures = {(row.code, row.applicant_type): row for row in rows["indicators"]}
    text = rows["reports"][0].text
    for result in ("total", "upheld", "corrected", "other", "pending"):
        derived = figures[f"litigation.{result}", "total"]
        parts = [figures[f"litigation.{kind}.{result}", "total"].value for kind in ("direct", "after_review")]
        assert derived.source == "derived"
        assert derived.value == sum(parts)
        assert derived.quote == text[derived.start : derived.end]
        assert derived.quote
        (used,) = [row for row in rows["panel"] if row.code == derived.code]
        assert (used.status, used.source, used.value, used.quote) == ("stated", "derived", derived.value, derived.quote)
    ratios = {row.ratio_id: row for row in rows["ratios"]}
    assert ratios["d.person_share"].denominator == figures["applications.received.total", "total"].value
    assert ratios["d.lit_loss"].numerator == figures["litigation.corrected", "total"].value
    assert ratios["d.denial_rate"].break_2019
    assert "d.ontime" not in ratios


def test_marks_of_figures_are_kept() -> None:
    rows = assemble([parsed("a", (EXAMPLES / "narrative" / "08.html").read_bytes(), "210300")])
    labelled = [row for row in rows["indicators"] if row.label]
    assert {row.scope for row in labelled} == {"other"}
    keys = [
        tuple(getattr(row, name) for name in schema.SNAPSHOT_TABLES["indicators"].key) for row in rows["indicators"]
    ]
    assert len(set(keys)) == len(keys)


DAMAGED = REPORT.replace("本报告由", "数据从2017111日起。本报告由")


def test_flags_are_rows_with_the_sentences_of_their_document() -> None:
    """A report's flag says where; a document that is none keeps its flags, and a copy tells no offsets."""
    matrix = "\n".join(
        "| " + " | ".join(row) + " |"
        for row in (
            ["项目", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"],
            ["一、本年新收政府信息公开申请数量", *"3000003"],
            ["二、上年结转政府信息公开申请数量", *"2000002"],
            ["重复申请", *"10000"],
            ["四、结转下年度继续办理", *"1000001"],
        )
    )
    text = DAMAGED.format(place="芜湖市", year=2022, disclosed=5, received=3, carried_in=2, answered=4, carried_out=1)
    rows = assemble([parsed("a", f"{text}\n{matrix}".encode()), parsed("b", f"{text}\n{matrix}\n".encode())])
    documents = {row.document_id: row for row in rows["documents"]}
    for document in documents.values():
        own = [flag for flag in rows["flags"] if flag.document_id == document.document_id]
        assert [flag.sequence for flag in own] == list(range(1, len(own) + 1))
        assert tuple(flag.sentence for flag in own) == document.flags
        assert {(flag.report_id, flag.report_year) for flag in own} == {("340200-2022", 2022)}
    assert [documents[name].outcome for name in ("a", "b")] == ["report", "duplicate"]
    loss, row, *missing = (flag for flag in rows["flags"] if flag.document_id == "a")
    assert {flag.kind for flag in missing} == {"incomplete"}
    assert (loss.kind, loss.subject, loss.start) == ("suspected_loss", "2017111日", None)
    assert (row.kind, row.subject) == ("form_row_unread", "2.重复申请")
    assert rows["reports"][0].text[row.start : row.end] == "重复申请 | 1 | 0 | 0 | 0 | 0"
    assert {flag.start for flag in rows["flags"] if flag.document_id == "b"} == {None}
    table = schema.SNAPSHOT_TABLES["flags"]
    assert len(arrow_tables.from_arrow(table, arrow_tables.to_arrow(table, rows["flags"]))) == len(rows["flags"])


def test_flags_of_what_is_no_report() -> None:
    rows = assemble([parsed("a", ("今天是星期一？天气很好。\ue5d2" * 5).encode())])
    assert {(flag.kind, flag.report_id, flag.report_year) for flag in rows["flags"]} == {
        ("unknown_characters", None, None),
        ("suspected_loss", None, None),
    }


def test_the_share_of_rules_that_hold_counts_those_between_documents() -> None:
    """A contradiction with another report of the same id is an error of the published one, too."""
    one = report("a", "芜湖市", 2021, 688, 5, 20)
    text = REPORT.format(
        place="芜湖市", year=2021, disclosed=97, received=33, carried_in=2, answered=31, carried_out=4
    ).replace("12次", "44次")
    rows = assemble([one, parsed("b", text.encode())])
    assert checks(rows, "C16", passed=False) == ["340200-2021"]
    (ratio,) = [row for row in rows["ratios"] if row.ratio_id == "d.quality"]
    applied = {check.rule_id for check in rows["checks"] if check.severity == "error"}
    failed = {check.rule_id for check in rows["checks"] if check.severity == "error" and not check.passed}
    assert "C16" in failed
    assert (ratio.denominator, ratio.numerator) == (len(applied), len(applied) - len(failed))


def test_of_two_reports_the_one_is_published_of_which_something_says_whose_it_is() -> None:
    unproved = report("a", "芜湖市", 2021, 688, 5, 20)
    content = unproved.report
    content = dataclasses.replace(content, identity=dataclasses.replace(content.identity, evidence=()))
    unproved = dataclasses.replace(unproved, parsed=dataclasses.replace(unproved.parsed, report=content))
    text = REPORT.format(
        place="芜湖市", year=2021, disclosed=97, received=33, carried_in=2, answered=31, carried_out=4
    ).replace("12次", "44次")
    rows = assemble([unproved, parsed("b", text.encode())])
    assert {row.document_id: row.outcome for row in rows["documents"]} == {"a": "conflict", "b": "report"}


def test_a_revision_tells_each_figure_that_changed_with_its_words() -> None:
    before = report("a", "芜湖市", 2021, 688, 5, 20)
    after = parsed("b", before_text(received=690).replace("因政府信息公开引发行政复议9件，", "").encode())
    rows = assemble([before, after])
    (revision,) = rows["revisions"]
    changed = {figure.code: figure for figure in revision.figures}
    received = changed["applications.received.total"]
    assert (received.before, received.after) == (688, 690)
    assert "688件" in received.before_quote
    assert "690件" in received.after_quote
    gone = changed["review.total"]
    assert (gone.before, gone.after, gone.after_quote) == (9, None, None)
    assert gone.before_quote in revision.text
    assert "applications.carried_in" not in changed
    assert "litigation.total" not in changed


def test_a_document_that_names_nobody_is_a_copy_of_the_report_whose_words_it_has() -> None:
    """It counts among the documents of the report, and its row says whose words it has."""
    whole = report("a", "芜湖市", 2021, 688, 5, 20)
    nameless = parsed("b", "\n".join(before_text(688).splitlines()[2:]).encode())
    other = parsed("c", "今天是星期一，天气很好。".encode())
    assert nameless.parsed.outcome == "rejected"
    rows = assemble([whole, nameless, other])
    assert [(row.report_id, row.n_documents) for row in rows["reports"]] == [("340200-2021", 2)]
    ended = {row.document_id: row for row in rows["documents"]}
    copied = ended["b"]
    assert (copied.outcome, copied.duplicate_of, copied.report_id) == ("duplicate", "a", "340200-2021")
    assert copied.reason == "Does not say whose report it is, but has the text of file:a."
    assert copied.similarity is not None
    assert 0.5 <= copied.similarity < 1
    assert (ended["c"].outcome, ended["c"].report_id, ended["c"].similarity) == ("rejected", None, None)


def test_a_part_is_read_together_with_its_document_and_has_its_report() -> None:
    """A part that was not read, as a picture, says why by itself."""
    whole = report("a", "芜湖市", 2021, 688, 5, 20)
    part = dataclasses.replace(whole.source, document_id="b", url="file:b", role="part", part_of="a")
    picture = dataclasses.replace(part, document_id="c", url="file:c")
    read = ParsedDocument(part, 1, parse(Document(content=b"<p>1</p>", role="part")))
    unread = ParsedDocument(picture, 1, Parsed(outcome="rejected", reason="a picture"))
    ended = {
        row.document_id: (row.outcome, row.reason, row.part_of, row.report_id)
        for row in assemble([whole, read, unread])["documents"]
    }
    assert ended["b"] == ("part", "Read together with file:a.", "a", "340200-2021")
    assert ended["c"] == ("rejected", "a picture", "a", None)

"""What proves whose a report is decides which of two contradicting ones is published, and is seen in the flags."""

from __future__ import annotations

import dataclasses

import pytest

from assembly.reports import assemble
from parsers.identify.evidence import EVIDENCE
from parsers.text.fingerprint import likeness
from storage import schema
from tests.assembly.test_conflicts import document
from tests.assembly.test_reports import parsed

TITLED = "石门县人民政府2020年政府信息公开工作年度报告"
SAID = "石门县2020年政府信息公开工作年度报告"
LEAD = "现公布石门县人民政府2020年政府信息公开年度报告。"


@pytest.mark.parametrize("number", range(8))
def test_of_two_contradicting_reports_the_one_whose_title_names_its_publisher_is_published(number: int) -> None:
    """Whatever their hashes: they decide only between equal proofs."""
    titled = document(TITLED, 8124 + 310 * number, 61 + number)
    said = document(SAID, 233 + 170 * number, 4 + 23 * number, lead=LEAD)
    assert [one.report.identity.evidence[0].kind for one in (titled, said)] == ["title", "lead"]
    assert {one.report.identity.evidence[-1].kind for one in (titled, said)} == {"portal"}
    rows = assemble([titled, said])
    assert [row.document_id for row in rows["reports"]] == [titled.source.document_id]
    assert [row.document_id for row in rows["conflicts"]] == [said.source.document_id]


NAMELESS = """政府信息公开工作年度报告
{lead}
一、主动公开情况
全年主动公开政府信息{}条，发布政策解读{}篇，召开新闻发布会{}次，编发公报{}期，公开工作有序开展。
二、依申请公开情况
全年收到政府信息公开申请{}件，答复{}件，没有发生行政复议和行政诉讼，没有收取费用，群众较为满意。
三、存在的主要问题及改进情况
公开还不够及时，下一步将加强指导和培训，提升公开质量，完善制度，畅通渠道，加强监督保障。
与群众的需求相比，内容还不够丰富，解读的形式较为单一，下一步将围绕重点领域深化公开，提高实效。
"""
NUMBERS = (8124, 237, 12, 24, 688, 682)
OTHER_LEAD = "各部门围绕中心工作，扎实推进公开，规范办理申请，加强平台建设，强化队伍培训，取得新的成效。"


@pytest.mark.parametrize(
    ("numbers", "outcome"),
    [
        pytest.param(NUMBERS, "duplicate", id="the same numbers"),
        pytest.param((*NUMBERS[:3], 36, 97, 91), "duplicate", id="half of them"),
        pytest.param((*NUMBERS[:2], 17, 36, 97, 91), "rejected", id="fewer"),
    ],
)
def test_a_nameless_document_in_other_words_is_a_copy_by_its_numbers(numbers: tuple[int, ...], outcome: str) -> None:
    """The words alone would not tell: only a part of them is the same."""
    whole = NAMELESS.format(*NUMBERS, lead="芜湖市人民政府办公室编制本报告，统计期限为2016年1月1日至12月31日。")
    named = parsed("a", f"芜湖市人民政府2016年{whole}".encode())
    nameless = parsed("b", NAMELESS.format(*numbers, lead=OTHER_LEAD).encode())
    assert (named.parsed.outcome, nameless.parsed.outcome) == ("report", "rejected")
    assert 0.5 <= likeness(named.parsed.fingerprint, nameless.parsed.fingerprint) < 0.9
    (row,) = [row for row in assemble([named, nameless])["documents"] if row.document_id == "b"]
    assert row.outcome == outcome
    assert row.duplicate_of == ("a" if outcome == "duplicate" else None)


@pytest.mark.parametrize("kind", schema.EVIDENCE_MEANINGS)
def test_a_report_is_published_whatever_proves_whose_it_is(kind: str) -> None:
    """A kind of proof that the assembly does not know would end the run, and not only cost the report."""
    known = document(TITLED, 8124, 61)
    first, *rest = known.report.identity.evidence
    identity = dataclasses.replace(known.report.identity, evidence=(dataclasses.replace(first, kind=kind), *rest))
    report = dataclasses.replace(known.report, identity=identity)
    proven = dataclasses.replace(known, parsed=dataclasses.replace(known.parsed, report=report))
    assert [row.document_id for row in assemble([proven])["reports"]] == [known.source.document_id]


def test_every_kind_of_proof_has_a_meaning() -> None:
    assert set(EVIDENCE) < set(schema.EVIDENCE_MEANINGS)

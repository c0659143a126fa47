"""What persons have decided about documents: figures that were read again, and words that are not published."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from assembly.corrections import Correction, by_document
from assembly.reports import ParsedDocument, Review, Rows, assemble
from assembly.withheld import Withheld
from explorer import reports as pages
from parsers.model import Document
from parsers.pipeline import parse
from storage import dataset, schema
from storage.root import DataRoot
from tests.assembly.test_reports import before_text, parsed, report
from tests.storage.rows import snapshot

RECEIVED = "applications.received.total"
WORDS = "全市新收政府信息公开申请688件"


def correction(read: float | None = 688, value: float | None = 689, **columns: Any) -> Correction:
    told = {
        "document_id": "a",
        "code": RECEIVED,
        "applicant_type": "total",
        "year": 2021,
        "words": WORDS,
        "reason": "the scan shows a 9",
        "reviewed_by": "A. Reader",
        "reviewed_on": dt.date(2026, 11, 26),
    }
    return Correction(**told | columns, read=read, value=value)


def assembled(documents: Sequence[ParsedDocument], *rows: Correction, withheld: Sequence[str] = ()) -> Rows:
    listed = {name: Withheld(name, "the author asked for it", "A. Reader", dt.date(2026, 11, 26)) for name in withheld}
    return assemble(documents, Review(by_document(rows), listed))


def figures(rows: Rows, code: str = RECEIVED) -> list[schema.Indicator]:
    return [row for row in rows["indicators"] if row.code == code]


def panel(rows: Rows, code: str = RECEIVED) -> schema.Panel:
    (found,) = [row for row in rows["panel"] if row.code == code]
    return found


def flags(rows: Rows) -> list[schema.Flag]:
    return [row for row in rows["flags"] if row.kind in ("corrected", "correction_not_applied", "withheld")]


def test_a_figure_is_replaced_and_marked_wherever_it_stands() -> None:
    rows = assembled([report("a", "芜湖市", 2021, 688, 5, 20)], correction())
    (figure,) = figures(rows)
    assert (figure.value, figure.corrected, figure.quote) == (689, True, WORDS)
    assert rows["reports"][0].text[figure.start : figure.end] == WORDS
    assert (panel(rows).value, panel(rows).corrected, panel(rows).quote) == (689, True, WORDS)
    (year,) = rows["government_years"]
    assert year.received == 689
    assert year.corrected_columns == ("received",)
    assert not any(row.corrected for row in rows["indicators"] if row.code != RECEIVED)
    (flag,) = flags(rows)
    assert (flag.kind, flag.subject, flag.report_id) == ("corrected", WORDS, "340200-2021")
    assert rows["reports"][0].text[flag.start : flag.end] == WORDS
    assert "688 was read, and the document says 689" in flag.sentence
    assert "A. Reader on 2026-11-26" in flag.sentence
    assert flag.sentence in rows["documents"][0].flags


def test_ratios_follow_and_checks_of_the_number_before_are_gone() -> None:
    documents = [report("a", "芜湖市", 2021, 688, 5, 20), report("b", "芜湖市", 2022, 700, 19, 7)]
    before = assembled(documents)
    assert any(row.rule_id == "M05" and not row.passed for row in before["checks"])
    right = correction(19, 20, document_id="b", code="applications.carried_in", year=2022, words="上年结转19件")
    rows = assembled(documents, right)
    assert any(row.rule_id == "M05" and row.passed for row in rows["checks"]), "compared anew with the year before"
    alone = {row.rule_id for row in before["checks"] if right.code in row.codes and row.report_id == "340200-2022"}
    assert alone - {row.rule_id for row in rows["checks"] if right.code in row.codes and row.report_id == "340200-2022"}


def test_a_figure_is_added_or_removed() -> None:
    documents = [report("a", "芜湖市", 2021, 688, 5, 20)]
    added = correction(None, 3, code="capacity.trainings", words="公开工作有序开展")
    assert not figures(assembled(documents), added.code)
    (figure,) = figures(assembled(documents, added), added.code)
    assert (figure.value, figure.corrected, figure.source) == (added.value, True, "narrative")
    removed = assembled(documents, correction(688, None))
    assert figures(removed) == []
    assert [flag.kind for flag in flags(removed)] == ["corrected"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (correction(words="收到申请1件"), "its words do not stand in the text"),
        (correction(687), "687 is not read any more"),
        (correction(None, 688), "the figure is read by itself"),
    ],
)
def test_a_correction_that_fits_no_longer_is_told_and_changes_nothing(row: Correction, why: str) -> None:
    rows = assembled([report("a", "芜湖市", 2021, 688, 5, 20)], row)
    assert [(figure.value, figure.corrected) for figure in figures(rows)] == [(688, False)]
    (flag,) = flags(rows)
    assert flag.kind == "correction_not_applied"
    assert why in flag.sentence


def test_a_correction_is_of_the_document_that_is_published_alone() -> None:
    older, newer = report("a", "芜湖市", 2021, 688, 5, 20), parsed("b", before_text(received=690).encode())
    rows = assembled([older, newer], correction())
    assert [figure.value for figure in figures(rows)] == [690]
    assert flags(rows) == []


def words_of(row: Any) -> list[str]:
    """All words of documents that a row has."""
    found = []
    for field in dataclasses.fields(row):
        value = getattr(row, field.name)
        if isinstance(value, tuple):
            nested = [words_of(one) if dataclasses.is_dataclass(one) else [str(one)] for one in value]
            found.extend(word for words in nested for word in words)
        elif isinstance(value, str):
            found.append(value)
    return found


def test_words_are_withheld_in_all_tables_and_figures_stay(root: DataRoot) -> None:
    older, newer = report("a", "芜湖市", 2021, 688, 5, 20), parsed("b", before_text(received=690).encode())
    other = report("c", "马鞍山市", 2021, 688, 5, 20)
    open_rows, rows = assembled([older, newer, other]), assembled([older, newer, other], withheld=["a"])
    said = [word for table in rows.values() for row in table for word in words_of(row) if "340200" in str(row)]
    for words in ("依申请公开情况", "群众较为满意", "新收政府信息公开申请", "编制"):
        assert any(words in word for table in open_rows.values() for row in table for word in words_of(row))
        assert not [word for word in said if words in word]
    assert {(row.code, row.value, row.printed) for row in rows["indicators"]} == {
        (row.code, row.value, row.printed) for row in open_rows["indicators"]
    }
    assert any(row.quote for row in rows["indicators"] if row.report_id == "340500-2021"), "others keep their words"
    (revision,) = rows["revisions"]
    assert {(figure.before, figure.before_quote) for figure in revision.figures if figure.code == RECEIVED} == {
        (688, None)
    }
    told = {flag.document_id: flag.sentence for flag in flags(rows)}
    assert told.keys() == {"a", "b"}
    assert "the author asked for it (A. Reader, 2026-11-26)" in told["b"]
    dataset.publish(root, snapshot(**{name: of for name, of in rows.items() if of}))
    ((page, words), _) = pages.pages(dataset.current(root), 2021, {})
    assert (page["text"], set(words)) == ("", {""})
    assert page["figures"]


def test_a_correction_of_a_part_is_applied_to_the_report_that_it_belongs_to() -> None:
    """The part has a document of its own, under which a reader finds it."""
    whole = report("a", "芜湖市", 2021, 688, 5, 20)
    part = dataclasses.replace(whole.source, document_id="b", role="part", part_of="a")
    whole = dataclasses.replace(whole, source=dataclasses.replace(whole.source, parts=(part,)))
    rows = assembled([whole], correction(document_id="b"))
    assert [(figure.value, figure.corrected) for figure in figures(rows)] == [(689, True)]
    assert [flag.kind for flag in flags(rows)] == ["corrected"]


@pytest.mark.parametrize("scope", ["citywide", "office", "other"])
def test_a_right_figure_covers_what_the_one_that_was_read_covers(scope: str) -> None:
    """A number of the government's own office stays out of the panel, which is of the whole city."""
    read = report("a", "芜湖市", 2021, 688, 5, 20)
    content = read.parsed.report
    assert content is not None
    of_scope = [dataclasses.replace(one, scope=scope) if one.code == RECEIVED else one for one in content.figures]
    content = dataclasses.replace(content, figures=tuple(of_scope))
    rows = assembled([dataclasses.replace(read, parsed=dataclasses.replace(read.parsed, report=content))], correction())
    (figure,) = figures(rows)
    assert (figure.value, figure.scope, figure.corrected) == (689, scope, True)
    assert panel(rows).value == (689 if scope == "citywide" else None)


def test_a_figure_that_was_not_read_covers_what_its_report_covers() -> None:
    """It stands in its section, in the unit of the codebook, as it is printed."""
    added = correction(None, 12, code="capacity.meetings", words="召开新闻发布会12次")
    document = parsed("a", before_text(688).replace("芜湖市人民政府2021", "芜湖市教育局2021", 1).encode())
    (figure,) = figures(assembled([document], added), added.code)
    assert (figure.scope, figure.unit, figure.printed, figure.section_id) == ("office", "次", "12", 1)
    assert (figure.applicant_type, figure.year, figure.source) == ("total", 2021, "narrative")


def test_one_figure_stands_for_all_that_were_read_alike() -> None:
    read = report("a", "芜湖市", 2021, 688, 5, 20)
    content = read.parsed.report
    assert content is not None
    (figure,) = [
        one for one in content.figures if (one.code, one.applicant_type, one.year) == (RECEIVED, "total", 2021)
    ]
    again = dataclasses.replace(figure, source="narrative" if figure.source == "table" else "table")
    content = dataclasses.replace(content, figures=(*content.figures, again))
    rows = assembled([dataclasses.replace(read, parsed=dataclasses.replace(read.parsed, report=content))], correction())
    assert [(one.value, one.corrected) for one in figures(rows)] == [(689, True)]
    assert panel(rows).other_values == ()


def test_words_of_a_copy_are_withheld_with_those_of_the_report_that_it_copies() -> None:
    original, other = report("a", "芜湖市", 2021, 688, 5, 20), report("c", "马鞍山市", 2021, 688, 5, 20)
    copied = report("b", "芜湖市", 2021, 688, 5, 20)
    rows = assembled([original, copied, other], withheld=["b"])
    assert {row.document_id: row.outcome for row in rows["documents"]}["b"] == "duplicate"
    assert not any(row.quote for row in rows["indicators"] if row.report_id == "340200-2021")
    assert any(row.quote for row in rows["indicators"] if row.report_id == "340500-2021")


def test_words_of_a_part_are_withheld_with_those_of_the_report_that_it_is_read_together_with() -> None:
    """Its words stand in the report; those of other reports of the place stay."""
    whole, other = report("a", "芜湖市", 2021, 688, 5, 20), report("c", "芜湖市", 2022, 700, 20, 7)
    part = dataclasses.replace(whole.source, document_id="b", url="file:b", role="part", part_of="a")
    whole = dataclasses.replace(whole, source=dataclasses.replace(whole.source, parts=(part,)))
    annex = ParsedDocument(part, 1, parse(Document(content=before_text(688).encode(), role="part")))
    rows = assembled([whole, annex, other], withheld=["b"])
    assert {row.document_id: (row.outcome, row.part_of) for row in rows["documents"]}["b"] == ("part", "a")
    assert {row.report_id: bool(row.text) for row in rows["reports"]} == {"340200-2021": False, "340200-2022": True}
    assert {row.report_id for row in rows["indicators"] if row.quote} == {"340200-2022"}
    assert {flag.document_id for flag in flags(rows)} == {"a", "b"}


def test_words_of_a_document_that_names_nobody_are_withheld_with_those_of_the_report_that_it_copies() -> None:
    text = before_text(688)
    nameless = text.replace("芜湖市人民政府", "").replace("芜湖市", "").replace("2021年", "")
    documents = [parsed("a", text.encode()), parsed("b", nameless.encode()), report("c", "马鞍山市", 2021, 700, 5, 20)]
    rows = assembled(documents, withheld=["b"])
    assert {row.document_id: (row.outcome, row.duplicate_of) for row in rows["documents"]}["b"] == ("duplicate", "a")
    assert {row.report_id: bool(row.text) for row in rows["reports"]} == {"340200-2021": False, "340500-2021": True}


def test_words_of_a_document_that_is_no_report_are_withheld_too() -> None:
    rows = assembled([parsed("a", "一则要闻：培\ufffd工作\ufffd序推进，日前召开了会议。".encode())], withheld=["a"])
    (row,) = rows["documents"]
    assert row.outcome == "rejected"
    assert len(row.flags) > 1
    assert {flag.sentence for flag in rows["flags"]} == {*row.flags}
    assert not [flag for flag in row.flags if "工作" in flag]
    assert {flag.subject for flag in rows["flags"]} == {""}


def test_what_is_withheld_and_not_there_withholds_nothing() -> None:
    rows = assembled([report("a", "芜湖市", 2021, 688, 5, 20)], withheld=["nowhere"])
    assert any(row.quote for row in rows["indicators"])
    assert flags(rows) == []


def test_a_part_of_the_same_number_stays_as_it_is() -> None:
    document = report("a", "芜湖市", 2021, 688, 5, 20)
    content = document.parsed.report
    assert content is not None
    total = next(one for one in content.figures if one.code == RECEIVED)
    share = dataclasses.replace(total, label="镜湖区", scope="other")
    content = dataclasses.replace(content, figures=(*content.figures, share))
    document = dataclasses.replace(document, parsed=dataclasses.replace(document.parsed, report=content))
    found = figures(assembled([document], correction()))
    assert {row.label: (row.value, row.corrected) for row in found} == {"": (689, True), "镜湖区": (688, False)}

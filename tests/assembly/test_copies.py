"""Copies, revisions and different reports."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.copies import Copy, Sketch, differences, nearest, versions
from parsers.model import Document, Parsed
from parsers.pipeline import parse
from parsers.text.fingerprint import fingerprint, likeness, own_numbers
from storage.schema import Change
from tests.support import EXAMPLES, SEEDS, cases

FOLDER = EXAMPLES / "duplicates"
TRUTH = {row["file"]: row for row in cases(FOLDER / "truth.csv")}


def copy(name: str, parsed: Parsed, order: int) -> Copy:
    assert parsed.report is not None
    identity = parsed.report.identity
    return Copy(
        document_id=name,
        report_id=identity.report_id,
        text=parsed.report.text,
        provenance=parsed.provenance,
        damaged="\ufffd" in parsed.report.text,
        published_date=identity.published_date,
        order=order,
    )


@pytest.fixture(scope="module")
def copies() -> dict[str, Copy]:
    return {
        name: copy(name, parse(Document(content=(FOLDER / name).read_bytes())), order)
        for order, name in enumerate(sorted(TRUTH))
    }


def test_clusters_are_reports(copies: dict[str, Copy]) -> None:
    for one, other in itertools.combinations(TRUTH, 2):
        together = TRUTH[one]["cluster"] == TRUTH[other]["cluster"]
        assert (copies[one].report_id == copies[other].report_id) == together, (one, other)


def test_corrections_are_revisions_and_all_else_copies(copies: dict[str, Copy]) -> None:
    for cluster in {row["cluster"] for row in TRUTH.values()}:
        members = [copies[name] for name, row in TRUTH.items() if row["cluster"] == cluster]
        revised = any(TRUTH[member.document_id]["relation"] == "revision" for member in members)
        assert len(versions(members)) == 1 + revised, cluster


def test_the_later_revision_is_published(copies: dict[str, Copy]) -> None:
    old, new = versions([copies[name] for name in ("18.txt", "26.txt", "27.txt")])
    assert {old.original.document_id, *(other.document_id for other, _ in old.copies)} == {"18.txt", "26.txt"}
    assert new.original.document_id == "27.txt"
    change = differences(old.original.text, new.original.text)[0]
    assert "335件" in change.before
    assert "353件" in change.after


@pytest.mark.parametrize(("better", "worse"), [*itertools.pairwise(("official", "unknown", "mirror", "clone"))])
def test_the_official_page_wins_over_mirrors(copies: dict[str, Copy], better: str, worse: str) -> None:
    first = dataclasses.replace(copies["26.txt"], provenance=better, order=9)
    other = dataclasses.replace(copies["27.txt"], provenance=worse, order=10)
    assert [version.original for version in versions([other, first])] == [other, first]
    (state,) = versions([dataclasses.replace(first, provenance=worse, order=1), first])
    assert state.original is first


def test_of_copies_the_undamaged_the_longest_and_the_first_is_the_original() -> None:
    text = "全县公开信息8124条，收到申请61件，答复60件，召开会议15次，各项工作有序开展。"
    known = Copy("a", "430726-2020", text, "official", damaged=False, published_date=None, order=5)
    damaged = dataclasses.replace(known, document_id="b", text=text + "\ufffd\n", damaged=True, order=1)
    longer = dataclasses.replace(known, document_id="c", text=f"{text}\n", order=7)
    later = dataclasses.replace(longer, document_id="d", order=8)
    for copies in itertools.permutations((known, damaged, longer, later)):
        (state,) = versions(copies)
        assert [state.original, *(copy for copy, _ in state.copies)] == [longer, later, known, damaged]


def test_of_states_the_one_of_the_latest_day_is_the_newest_then_the_last_that_was_fetched() -> None:
    """A page that states no day is older than any that does."""
    states = [
        Copy(name, "430726-2020", f"收到申请{name}件", "official", damaged=False, published_date=day, order=order)
        for name, day, order in (
            ("61", None, 8),
            ("62", None, 9),
            ("63", dt.date(2021, 1, 31), 7),
            ("64", dt.date(2021, 2, 1), 3),
            ("65", dt.date(2021, 2, 1), 4),
        )
    ]
    for copies in itertools.permutations(states):
        assert [version.original for version in versions(copies)] == states


def test_a_change_is_told_by_the_lines_that_it_replaces() -> None:
    before, after = "一\n二\n三\n四\n五", "一\n贰\n叁\n四\n五\n六"
    assert differences(before, after) == (Change(before="二\n三", after="贰\n叁"), Change(before="", after="六"))
    lines = [f"{number}" for number in range(50)]
    changed = [line if place % 2 else f"{line}号" for place, line in enumerate(lines)]
    assert differences("\n".join(lines), "\n".join(changed)) == tuple(
        Change(before=f"{number}", after=f"{number}号") for number in range(0, 40, 2)
    )


def test_the_most_complete_copy_is_the_original(copies: dict[str, Copy]) -> None:
    (version,) = versions([copies["25.txt"], copies["20.txt"]])
    assert version.original.document_id == "20.txt"
    ((_, similarity),) = version.copies
    assert 0.5 < similarity < 0.9


def test_a_copy_that_does_not_say_whose_it_is_finds_its_original() -> None:
    whole = parse(Document(content=next(SEEDS.glob("003*")).read_bytes()))
    text = next(SEEDS.glob("003*")).read_text(encoding="utf-8")
    nameless = text.replace("呼和浩特", "某某").replace("2014年", "当年").replace("\n呼政发〔2015〕19号", "")
    other = parse(Document(content=next(SEEDS.glob("000*")).read_bytes()))
    known = {
        "whole": Sketch.of(whole.fingerprint, whole.own_numbers),
        "other": Sketch.of(other.fingerprint, other.own_numbers),
    }
    found = nearest({"nameless": Sketch.of(fingerprint(nameless), own_numbers(nameless))}, known)
    assert found["nameless"][0] == "whole"


def test_another_report_is_nobodys_copy() -> None:
    parsed = [parse(Document(content=path.read_bytes())) for path in sorted(SEEDS.glob("*.txt"))]
    sketches = [Sketch.of(one.fingerprint, one.own_numbers) for one in parsed]
    for one, other in itertools.combinations(sketches, 2):
        assert likeness(one.hashes, other.hashes) < 0.1
    assert nearest({"a": sketches[0]}, {"b": sketches[1]}) == {}


def test_the_same_model_filled_in_by_another_is_nobodys_copy() -> None:
    words = "本年度各级各部门认真贯彻条例，围绕中心工作主动公开，规范办理申请，加强平台建设，强化监督保障，"
    model = words + "公开信息{}条，收到申请{}件，答复{}件，发布解读{}篇，" + words[::-1]
    one, other = model.format(8124, 61, 59, 237), model.format(233, 14, 15, 88)
    sketches = [Sketch.of(fingerprint(text), own_numbers(text)) for text in (one, other)]
    assert likeness(sketches[0].hashes, sketches[1].hashes) > 0.6
    assert nearest({"a": sketches[0]}, {"b": sketches[1]}) == {}
    assert nearest({"a": sketches[0]}, {"b": sketches[0]}) == {"a": ("b", 1.0)}


@given(st.text(min_size=0, max_size=400))
def test_a_text_is_like_itself(text: str) -> None:
    sketch = fingerprint(text)
    assert likeness(sketch, sketch) in (0.0, 1.0)
    assert fingerprint(text.replace("，", " ")) == sketch

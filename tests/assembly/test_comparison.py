from __future__ import annotations

import dataclasses
import io

import pyarrow.parquet as pq
import pytest
from rich.console import Console

from assembly import comparison
from assembly.comparison import Difference, FigureChange
from cli.views.differences import differences
from storage import dataset
from storage.dataset import Snapshot
from storage.errors import StorageError
from storage.root import DataRoot
from storage.schema import SNAPSHOT_TABLES
from tests.storage import rows


def published(root: DataRoot, values: dict[str, float], texts: dict[str, str] | None = None) -> Snapshot:
    """A snapshot with one figure for each of some reports."""
    reports = [rows.report(report_id=name, text=(texts or {}).get(name, "无锡市收到申请1件。")) for name in values]
    figures = [rows.indicator(report_id=name, value=float(value)) for name, value in values.items()]
    content = {name: [] for name in SNAPSHOT_TABLES} | {"reports": reports, "indicators": figures}
    return dataset.opened(root, dataset.publish(root, content).snapshot_id)


def test_reports_and_figures_that_differ(root: DataRoot) -> None:
    older = published(root, {"a-2016": 1, "b-2016": 2, "c-2016": 3})
    newer = published(root, {"b-2016": 2, "c-2016": 4, "d-2016": 5}, {"b-2016": "别的话"})
    difference = comparison.compare(older, newer)
    assert difference.came == ("d-2016",)
    assert difference.went == ("a-2016",)
    assert difference.reworded == ("b-2016",)
    assert [(change.key[0], change.before, change.after) for change in difference.changes] == [("c-2016", (3,), (4,))]
    target = io.StringIO()
    Console(file=target, width=80).print(differences(difference))
    for words in ("new reports: d-2016", "gone: a-2016", "changed: b-2016", "3", "4"):
        assert words in target.getvalue()


def test_all_that_differs_is_told_in_the_order_of_its_names(root: DataRoot) -> None:
    """What both have alike, and figures of a report that only one of them has, are no differences."""

    def filled(came: str, words: str, values: dict[str, list[float]], owner: str) -> Snapshot:
        reports = [
            rows.report(report_id=f"{name}-{year}", report_year=year, document_id=f"{name}{year}", text=text)
            for year in (2016, 2017)
            for name, text in ((f"z{came}", ""), (came, ""), ("same", ""), ("d", f"{words}一"), ("c", f"{words}二"))
        ]
        figures = [
            rows.indicator(report_id=f"{name}-{year}", report_year=year, code=code, value=value, quote=f"{value:g}件")
            for year in (2016, 2017)
            for name in (came, "same", "d", "c")
            for code, found in {**values, "alike": [9]}.items()
            for value in found
        ]
        owners = [rows.document(document_id=name, report_id=f"{owner}-2016") for name in ("y", "x")]
        content = rows.snapshot(reports=reports, indicators=figures, documents=owners)
        return dataset.opened(root, dataset.publish(root, content).snapshot_id)

    older = filled("a", "旧", {"meetings": [7, 5], "gone": [3]}, "d")
    newer = filled("b", "新", {"meetings": [5, 8], "new": [4]}, "c")
    difference = comparison.compare(older, newer)
    assert difference.came == ("b-2016", "b-2017", "zb-2016", "zb-2017")
    assert difference.went == ("a-2016", "a-2017", "za-2016", "za-2017")
    assert difference.reworded == ("c-2016", "c-2017", "d-2016", "d-2017")
    assert list(difference.reassigned.items()) == [("x", ("d-2016", "c-2016")), ("y", ("d-2016", "c-2016"))]
    assert [(*change.key[:2], change.before, change.after) for change in difference.changes] == [
        (f"{name}-{year}", code, before, after)
        for name in ("c", "d", "same")
        for year in (2016, 2017)
        for code, before, after in (("gone", (3,), ()), ("meetings", (5, 7), (5, 8)), ("new", (), (4,)))
    ]
    assert (difference.changes[1].quotes_before, difference.changes[1].quotes_after) == (("5件", "7件"), ("5件", "8件"))


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(Difference)])
def test_snapshots_differ_where_anything_does(name: str) -> None:
    nothing = Difference(came=(), went=(), reworded=(), reassigned={}, changes=())
    change = FigureChange(("a-2016", "", "", 2016, "", "", ""), (1,), (2,), "other", ("1件",), ("2件",))
    something = {"reassigned": {"d": ("a-2016", "b-2016")}, "changes": (change,)}
    assert not nothing
    assert dataclasses.replace(nothing, **{name: something.get(name, ("a-2016",))})


def test_a_snapshot_does_not_differ_from_itself(root: DataRoot) -> None:
    snapshot = published(root, {"a-2016": 1})
    assert not comparison.compare(snapshot, snapshot)


def test_a_figure_that_is_gone_is_a_change(root: DataRoot) -> None:
    older = published(root, {"a-2016": 1})
    content = {name: [] for name in SNAPSHOT_TABLES}
    content["reports"] = [rows.report(report_id="a-2016")]
    newer = dataset.opened(root, dataset.publish(root, content).snapshot_id)
    (change,) = comparison.compare(older, newer).changes
    assert isinstance(change, FigureChange)
    assert (change.before, change.after) == ((1,), ())


def test_a_snapshot_that_is_not_there(root: DataRoot) -> None:
    published(root, {"a-2016": 1})
    with pytest.raises(StorageError, match="no snapshots have"):
        dataset.opened(root, "ffff0000ffff")


def test_a_snapshot_of_a_release_that_had_fewer_columns_can_be_compared(root: DataRoot) -> None:
    older = published(root, {"a-2016": 1})
    newer = published(root, {"a-2016": 2})
    for path in root.files(f"{older.folder}/reports", ".parquet"):
        with root.filesystem.open_input_file(root.full(path)) as stream:
            table = pq.ParquetFile(stream).read()
        with root.filesystem.open_output_stream(root.full(path)) as target:
            pq.write_table(table.drop_columns(["n_numbers", "n_unread"]), target)
    (change,) = comparison.compare(older, newer).changes
    assert (change.before, change.after) == ((1,), (2,))


def read_from(
    root: DataRoot, value: float, documents: dict[str, str | None], reader: str = "1", **of: object
) -> Snapshot:
    """A snapshot with one report, read from the first of some documents; each belongs to a report, or to none."""
    told = [
        rows.document(document_id=name, report_id=owner, parser_version=reader, part_of=of.get(name))
        for name, owner in documents.items()
    ]
    content = {name: [] for name in SNAPSHOT_TABLES}
    content["documents"] = told
    content["reports"] = [rows.report(report_id="a-2016", document_id=next(iter(documents)))]
    content["indicators"] = [rows.indicator(report_id="a-2016", value=value, quote=f"收到申请{value:g}件")]
    return dataset.opened(root, dataset.publish(root, content).snapshot_id)


@pytest.mark.parametrize(
    ("older", "newer", "cause"),
    [
        pytest.param(({"d": "a-2016"},), ({"e": "a-2016", "d": "a-2016"},), "source", id="a new document"),
        pytest.param(({"d": "a-2016"}, "1"), ({"e": "a-2016"}, "2"), "source", id="other bytes and another reader"),
        pytest.param(({"d": "a-2016"}, "1"), ({"d": "a-2016"}, "2"), "reader", id="same bytes"),
        pytest.param(({"d": "a-2016", "e": None}, "1"), ({"e": "a-2016", "d": None}, "2"), "reader", id="other choice"),
        pytest.param(({"d": "a-2016", "e": None}, "1"), ({"e": "a-2016"}, "2"), "source", id="the old bytes are gone"),
        pytest.param(({"d": "a-2016"}, "1"), ({"e": "a-2016", "d": None}, "2"), "source", id="the bytes are new"),
        pytest.param(({"d": "a-2016", "e": None},), ({"e": "a-2016", "d": None},), "source", id="other choice alone"),
        pytest.param(({"d": "a-2016"},), ({"e": "a-2016", "d": "b-2016"},), "publisher", id="given away"),
        pytest.param(({"d": "a-2016", "e": "b-2016"},), ({"e": "a-2016"},), "publisher", id="taken over"),
        pytest.param(({"d": "a-2016"},), ({"d": "a-2016"},), "other", id="neither"),
    ],
)
def test_why_a_figure_differs(root: DataRoot, older: tuple, newer: tuple, cause: str) -> None:
    difference = comparison.compare(read_from(root, 1, *older), read_from(root, 2, *newer))
    (change,) = difference.changes
    assert change.cause == cause
    assert (change.quotes_before, change.quotes_after) == (("收到申请1件",), ("收到申请2件",))
    assert bool(difference.reassigned) == (cause == "publisher")


def test_a_part_that_came_is_a_revised_source(root: DataRoot) -> None:
    older = read_from(root, 1, {"d": "a-2016"}, "1")
    newer = read_from(root, 2, {"d": "a-2016", "p": "a-2016"}, "2", p="d")
    assert [change.cause for change in comparison.compare(older, newer).changes] == ["source"]

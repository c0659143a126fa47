"""What the command line gives to other programs and to narrow, piped and ASCII-only outputs."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
import os
import pathlib
import subprocess
import sys
from types import SimpleNamespace

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from assembly.knowledge_tables import knowledge_tables
from assembly.reports import assemble
from cli import lookup, terminal
from cli.errors import NoReports, UnknownReport
from cli.lookup import find_report, find_reports
from cli.main import app
from cli.views.snapshot import reading_examples
from explorer import site
from storage import dataset, snapshots
from storage.dataset import Snapshot
from storage.root import DataRoot, ObjectRoot, open_root
from storage.schema import APPLICANT_TYPES, LEVELS, UNREAD_MEANINGS, Indicator
from tests.assembly.test_reports import parsed
from tests.assembly.test_reports import report as written
from tests.storage import rows as sample
from tests.support import REPOSITORY, SEEDS


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    folder = tmp_path_factory.mktemp("data")
    documents = [
        parsed(f"{number}{path.name}", path.read_bytes()) for number, path in enumerate(sorted(SEEDS.glob("*.txt")))
    ]
    documents += [written("x", "无锡市", 2016, 688, 5, 20), written("y", "江苏省", 2017, 70, 2, 1)]
    documents += [parsed("z", b"%PDF-1.4 torn"), parsed("w", "通知".encode())]
    rows = assemble(documents) | knowledge_tables([])
    dataset.publish(open_root(folder), rows)
    return folder


@pytest.fixture(scope="module")
def snapshot(data: pathlib.Path) -> Snapshot:
    return dataset.current(open_root(data))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("无锡2017", ["320200-2017"]),
        ("无锡市 2017年", ["320200-2017"]),
        ("320200-2017", ["320200-2017"]),
        ("无锡", ["320200-2016", "320200-2017"]),
        ("江苏 2017", ["320000-2017"]),
        ("江苏 2016", ["320200-2016"]),
        ("320200", ["320200-2016", "320200-2017"]),
        ("2016", ["320200-2016"]),
    ],
)
def test_a_report_is_found_as_people_name_it(snapshot: Snapshot, name: str, found: list[str]) -> None:
    assert [report.report_id for report in find_reports(snapshot, name)] == found


def test_a_province_and_year_are_all_reports_in_it_though_one_is_of_a_government(tmp_path: pathlib.Path) -> None:
    documents = [written("x", "无锡市", 2016, 688, 5, 20), written("y", "南京市教育局", 2016, 70, 2, 1)]
    dataset.publish(open_root(tmp_path), assemble(documents) | knowledge_tables([]))
    found = find_reports(dataset.current(open_root(tmp_path)), "江苏 2016")
    assert {report.place: report.agency_kind for report in found} == {"无锡市": "government", "南京市": "department"}


def test_a_place_without_a_year_is_all_reports_of_its_bodies(tmp_path: pathlib.Path) -> None:
    """With a year, that of its government is meant."""
    documents = [written("x", "无锡市", 2016, 688, 5, 20), written("y", "无锡市教育局", 2016, 70, 2, 1)]
    dataset.publish(open_root(tmp_path), assemble(documents) | knowledge_tables([]))
    snapshot = dataset.current(open_root(tmp_path))
    kinds = {name: sorted(one.agency_kind for one in find_reports(snapshot, name)) for name in ("无锡", "无锡2016")}
    assert kinds == {"无锡": ["department", "government"], "无锡2016": ["government"]}


def test_where_several_are_meant_they_are_offered(snapshot: Snapshot) -> None:
    with pytest.raises(
        UnknownReport, match=r"names several reports: 320200-2016, 320200-2017.*`nianbao show 无锡` lists"
    ):
        find_report(snapshot, "无锡")
    for name in ("巴黎", "锡", "无锡2031", "2031", "无\n锡"):
        with pytest.raises(UnknownReport, match="there is no report"):
            find_reports(snapshot, name)


def test_of_many_reports_of_a_name_the_first_are_offered(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "_FEW", 1)
    with pytest.raises(UnknownReport, match=r"several reports: 320200-2016 and 1 more\."):
        find_report(snapshot, "无锡")


def test_a_year_without_a_report_of_the_government_is_those_of_its_bodies(tmp_path: pathlib.Path) -> None:
    documents = [written("x", "无锡市", 2015, 688, 5, 20), written("y", "无锡市教育局", 2016, 70, 2, 1)]
    dataset.publish(open_root(tmp_path), assemble(documents) | knowledge_tables([]))
    found = find_reports(dataset.current(open_root(tmp_path)), "无锡2016")
    assert [(one.agency_kind, one.report_year) for one in found] == [("department", 2016)]


def run(data: pathlib.Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    own = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "PYTHONIOENCODING")}
    own |= {"NIANBAO_DATA": str(data), "PYTHONPATH": str(REPOSITORY)} | environment
    command = [sys.executable, "-m", "cli.main", *arguments]
    return subprocess.run(command, env=own, cwd=REPOSITORY, capture_output=True, timeout=120, check=False)


COMMANDS = [
    ["show"],
    ["show", "无锡2017"],
    ["show", "无锡"],
    ["explain", "无锡2017", "applications.received.total"],
    ["coverage"],
    ["unread"],
    ["why", "收到申请12件，接听电话7件。", "--topic", "applications"],
    ["documents"],
    ["documents", "--failed"],
    ["runs"],
    ["snapshots", "list"],
    ["portals", "list", "泸州"],
    ["portals", "show", "桐乡市"],
    ["diff", "SNAPSHOT"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_view_gives_the_same_rows_as_json_and_csv(
    data: pathlib.Path, snapshot: Snapshot, command: list[str]
) -> None:
    """Also where there is no row: an empty list, and the header alone."""
    arguments = [snapshot.snapshot_id if word == "SNAPSHOT" else word for word in command]
    of_registry = command[0] in ("portals", "why")
    told = [
        CliRunner().invoke(app, [*arguments, kind, *([] if of_registry else ["--data", str(data)])])
        for kind in ("--json", "--csv")
    ]
    assert [answer.exit_code for answer in told] == [0, 0], told[0].output
    rows = json.loads(told[0].stdout)
    table = list(csv.DictReader(io.StringIO(told[1].stdout)))
    assert len(rows) == len(table)
    assert told[1].stdout.splitlines()[0], "a header"
    assert all(row.keys() == line.keys() for row, line in zip(rows, table, strict=True))
    both = CliRunner().invoke(app, [*arguments, "--json", "--csv", *([] if of_registry else ["--data", str(data)])])
    assert both.exit_code == 2


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_view_is_shown_to_people_where_no_program_asks(
    data: pathlib.Path, snapshot: Snapshot, command: list[str]
) -> None:
    arguments = [snapshot.snapshot_id if word == "SNAPSHOT" else word for word in command]
    of_registry = command[0] in ("portals", "why")
    shown, *for_programs = (
        CliRunner().invoke(app, [*arguments, *kind, *([] if of_registry else ["--data", str(data)])]).stdout
        for kind in ([], ["--json"], ["--csv"])
    )
    assert shown.strip()
    assert shown not in for_programs


def test_a_report_without_figures_has_the_header_of_its_figures(root: DataRoot) -> None:
    dataset.publish(root, sample.snapshot(documents=[sample.document()], reports=[sample.report()]))
    told = CliRunner().invoke(app, ["show", "无锡2017", "--csv", "--data", root.location])
    assert told.exit_code == 0
    assert told.stdout == f"{','.join(field.name for field in dataclasses.fields(Indicator))}\n"


def test_all_reports_are_listed_also_where_there_is_only_one(root: DataRoot) -> None:
    dataset.publish(root, sample.snapshot(documents=[sample.document()], reports=[sample.report()]))
    told = [CliRunner().invoke(app, ["show", *name, "--data", root.location]).stdout for name in ([], ["无锡"])]
    assert [f"snapshot {dataset.current(root).snapshot_id}" in text for text in told] == [True, False]


def test_two_snapshots_that_are_named_are_compared_whichever_is_current(root: DataRoot) -> None:
    of_years = [sample.report(report_id=f"320200-{year}", report_year=year) for year in (2016, 2017)]
    first, second, _ = (
        dataset.publish(root, sample.snapshot(documents=[sample.document()], reports=known)).snapshot_id
        for known in (of_years, of_years[:1], [])
    )
    told = [
        json.loads(CliRunner().invoke(app, ["diff", *names, "--json", "--data", root.location]).stdout)
        for names in ([first, second], [first])
    ]
    assert [[(row["what"], row["report_id"]) for row in compared] for compared in told] == [
        [("went", "320200-2017")],
        [("went", "320200-2016"), ("went", "320200-2017")],
    ]


def test_a_site_tells_when_its_snapshot_was_written(root: DataRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not when one was written that nobody is led to any more."""
    for title, day in (("甲", 1), ("乙", 3)):
        dataset.publish(root, sample.snapshot(documents=[sample.document()], reports=[sample.report(title=title)]))
        moment = dt.datetime(2026, 4, day, 12, tzinfo=dt.UTC).timestamp()
        for path in root.files(dataset.current(root).folder):
            os.utime(root.full(path), (moment, moment))
    earlier = snapshots.listed(root)[1].snapshot_id
    snapshots.make_current(root, earlier)
    given: list[site.Facts] = []

    def write(snapshot: Snapshot, target: pathlib.Path, facts: site.Facts, told: object) -> SimpleNamespace:
        given.append(facts)
        return SimpleNamespace(n_reports=1, n_files=2, index=target / "index.html")

    monkeypatch.setattr(site, "write", write)
    answer = CliRunner().invoke(app, ["explore", "there", "--contact", "a@b", "--data", root.location])
    assert answer.stdout == "1 reports in 2 files; open there/index.html\n"
    assert [(facts.written, facts.contact) for facts in given] == [("2026-04-01", "a@b")]


def test_a_terminal_has_its_own_width_and_what_is_none_that_of_columns_or_enough(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def width() -> int:
        terminal.to_terminal("年" * 300)
        return max(map(cell_len, capsys.readouterr().out.splitlines()))

    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((60, 20)))
    assert width() == 200
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert width() == 60
    monkeypatch.delenv("FORCE_COLOR")
    monkeypatch.setenv("COLUMNS", "50")
    assert width() == 50


def test_a_list_of_reports_says_what_it_lists(data: pathlib.Path, snapshot: Snapshot) -> None:
    """All of a snapshot, which it names; or those of a place, and how to see one of them."""
    everything, of_place = (
        CliRunner().invoke(app, ["show", *name, "--data", str(data)]).stdout for name in ([], ["无锡"])
    )
    assert f"snapshot {snapshot.snapshot_id}" in everything
    assert "320000-2017" in everything
    assert " show 320200-2016` shows one" in of_place
    assert of_place.lstrip().startswith("2 reports; `")
    assert "320000-2017" not in of_place
    assert snapshot.snapshot_id not in of_place


def test_documents_that_were_not_read_are_listed_with_the_reason(data: pathlib.Path) -> None:
    answer = CliRunner().invoke(app, ["documents", "--failed", "--json", "--data", str(data)])
    (row,) = json.loads(answer.stdout)
    assert (row["outcome"], row["document_id"]) == ("failed", "z")
    assert row["reason"]
    shown = CliRunner().invoke(app, ["documents", "--rejected", "--data", str(data)]).stdout
    assert "rejected: file:w" in shown
    assert "file:z" not in shown


@pytest.mark.parametrize("command", [["show"], ["show", "无锡"], ["snapshots", "list"], ["documents"]], ids=" ".join)
def test_a_pipe_has_the_width_of_columns_and_breaks_no_id(
    data: pathlib.Path, snapshot: Snapshot, command: list[str]
) -> None:
    answer = run(data, *command, COLUMNS="80", PYTHONIOENCODING="utf-8")
    assert answer.returncode == 0, answer.stderr
    text = answer.stdout.decode()
    assert max(map(cell_len, text.splitlines())) <= 80
    wanted = {"show": ["320200-2016"], "snapshots": [snapshot.snapshot_id], "documents": ["file:z"]}[command[0]]
    assert all(word in text for word in wanted)


@pytest.mark.parametrize("command", [["show", "无锡2017"], ["show", "巴黎2017"], ["coverage"], ["show", "--json"]])
def test_an_output_that_knows_only_ascii_shows_escapes(data: pathlib.Path, command: list[str]) -> None:
    answer = run(data, *command, PYTHONIOENCODING="ascii")
    assert answer.returncode == (1 if "巴黎2017" in command else 0)
    assert b"Traceback" not in answer.stderr
    if command == ["show", "--json"]:
        assert "无锡市" in {row["city"] for row in json.loads(answer.stdout.decode())}, "for programs it stays UTF-8"
    else:
        assert answer.stdout.isascii()
    if command == ["show", "无锡2017"]:
        assert "无锡市".encode("ascii", "backslashreplace") in answer.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["show"], 0), (["show", "巴黎"], 1), (["show", "--no-such-option"], 2), (["no-such-command"], 2)],
)
def test_exit_codes_are_those_of_the_help(data: pathlib.Path, arguments: list[str], code: int) -> None:
    assert run(data, *arguments, PYTHONIOENCODING="utf-8").returncode == code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["why", "收到申请12件。", "--topic", "weather"], "--topic must be one of "),
        (["why", "收到申请12件。", "--level", "planet"], f"--level must be one of {', '.join(LEVELS)} "),
        (["unread", "--kind", "read"], f"--kind must be one of {', '.join(UNREAD_MEANINGS)} "),
        (["unread", "--json", "--csv"], "--json and --csv exclude each other"),
        (
            ["explain", "无锡2017", "fees.total", "--applicant", "nobody"],
            f"--applicant must be one of {', '.join(APPLICANT_TYPES)} ",
        ),
        (["export", "panel.txt"], "the suffix must be one of "),
        (["export", "panel.txt"], "or none for a folder of CSV files"),
        (["crawl", "320200", "--all"], "give names of portals, or --all"),
    ],
    ids=lambda told: " ".join(told) if isinstance(told, list) else "",
)
def test_what_an_option_may_not_be_is_told_before_anything_is_done(
    data: pathlib.Path, arguments: list[str], message: str
) -> None:
    answer = CliRunner().invoke(app, arguments, env={"NIANBAO_DATA": str(data), "COLUMNS": "400"})
    assert answer.exit_code == 2
    assert message in " ".join(answer.output.split())


@pytest.mark.parametrize(
    ("changed", "repaired", "news"),
    [
        (True, False, "published a new snapshot"),
        (True, True, "the snapshot was damaged, and is written again"),
        (False, False, "nothing changed: the snapshot is the one published before"),
    ],
)
def test_what_became_of_a_build_is_told(
    data: pathlib.Path, monkeypatch: pytest.MonkeyPatch, changed: bool, repaired: bool, news: str
) -> None:
    outcomes = {"report": 7, "failed": 1}
    result = SimpleNamespace(changed=changed, repaired=repaired, outcomes=outcomes, damage=["a: torn", "b: lost"])
    monkeypatch.setattr("cli.producing.run_named", lambda name, **_: {"build": result}[name])
    answer = CliRunner().invoke(app, ["build", "--data", str(data)])
    assert answer.exit_code == 0
    lines = answer.stdout.splitlines()
    assert "documents: report 7, failed 1" in lines
    assert news in lines
    assert [line for line in lines if "read_parquet" in line], "how to read the data comes last"
    assert answer.stderr.splitlines() == ["damaged: a: torn", "damaged: b: lost"]


def test_a_snapshot_without_reports_is_published_and_no_success(
    root: DataRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset.publish(root, assemble([parsed("w", "通知".encode())]))
    result = SimpleNamespace(changed=True, repaired=False, outcomes={"rejected": 1}, damage=[])
    monkeypatch.setattr("cli.producing.run_named", lambda *_, **__: result)
    answer = CliRunner().invoke(app, ["build", "--data", root.location])
    assert isinstance(answer.exception, NoReports)
    assert "documents: rejected 1" in answer.stdout
    assert "published a new snapshot" in answer.stdout
    assert "read_parquet" not in answer.stdout


def test_hints_call_the_program_as_it_was_called(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(terminal.sys, "argv", [str(tmp_path / ".venv" / "bin" / "nianbao")])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert terminal.as_called("Run `nianbao run` first.") == "Run `.venv/bin/nianbao run` first."
    (tmp_path / "nianbao").write_text("")
    (tmp_path / "nianbao").chmod(0o755)
    assert terminal.as_called("Run `nianbao run` first.") == "Run `nianbao run` first."
    (tmp_path / "nianbao").unlink()
    monkeypatch.setattr(terminal.sys, "argv", [str(tmp_path / "main.py")])
    assert terminal.as_called("Run `nianbao run` first.") == "Run `nianbao run` first.", "called by another program"


def test_the_lines_that_read_the_data_name_a_folder_that_is_there(snapshot: Snapshot) -> None:
    local = str(reading_examples(snapshot))
    folder = local.split('read_parquet("')[1].split('"', maxsplit=1)[0]
    assert list(pathlib.Path(folder).glob("*.parquet"))
    remote = object.__new__(ObjectRoot)
    remote.location = "s3://bucket/prefix"
    told = str(reading_examples(Snapshot(remote, "f" * 16)))
    assert f'pd.read_parquet("s3://bucket/prefix/dataset/{"f" * 16}/panel")' in told
    assert "current" not in told

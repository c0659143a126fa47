"""The command line, as a person uses it: in a process of its own."""

from __future__ import annotations

import contextlib
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tomllib

import pytest
from typer.testing import CliRunner

from cli.main import app
from flows.completing import Completed
from spiders.job import Order
from tests.support import REPOSITORY


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    home = tmp_path_factory.mktemp("home")
    return os.environ | {"PREFECT_HOME": str(home / "prefect"), "NIANBAO_DATA": str(home / "data"), "COLUMNS": "160"}


def nianbao(
    environment: dict[str, str], *arguments: str, cwd: pathlib.Path = REPOSITORY
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cli.main", *arguments]
    return subprocess.run(command, env=environment, cwd=cwd, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def published(environment: dict[str, str]) -> str:
    ran = nianbao(environment, "run")
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_version_is_the_one_of_pyproject(environment: dict[str, str]) -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    answer = nianbao(environment, "--version")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == f"nianbao {project['version']}\n"


def test_run_shows_a_table_and_how_to_read_the_data(published: str, environment: dict[str, str]) -> None:
    for words in ("无锡市", "2017", "330483-2017", "indicators", "checks failed", "published a new snapshot"):
        assert words in published
    assert f'pd.read_parquet("{environment["NIANBAO_DATA"]}/dataset/current/panel")' in published
    assert "SELECT * FROM '" in published
    assert "pl.read_parquet(" in published


def test_a_second_run_says_that_nothing_changed(published: str, environment: dict[str, str]) -> None:
    again = nianbao(environment, "run")
    assert again.returncode == 0, again.stderr
    assert "nothing changed" in again.stdout
    snapshots = [
        path for path in pathlib.Path(environment["NIANBAO_DATA"], "dataset").iterdir() if not path.is_symlink()
    ]
    assert len(snapshots) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show"], ["连云港市", "5"]),
        (["show", "桐乡市2017"], ["嘉兴市", "review_litigation", "applications.received.total"]),
        (["explain", "510500-2017", "applications.answered.total"], ["共办理答复482件", "三", "seeds://offline/001"]),
        (["coverage"], ["江苏省", "2018"]),
        (["why", "收到申请12件。", "--topic", "applications"], ["applications.received.total", "act=received"]),
        (["unread", "--kind", "no_code"], ["numbers in", "about something that no code covers"]),
        (["unread", "--csv"], ["words,unit,count,reports,reason,example,report_id", "no word says what it counts"]),
        (["portals", "list", "泸州"], ["510500", "http://www.luzhou.gov.cn/", "portals"]),
        (["portals", "show", "桐乡市"], ["浙江省/嘉兴市/桐乡市", "hanweb_annual_report"]),
        (["portals", "check"], ["3210 rows, 0 problems"]),
        (["--help"], ["ingest", "explain", "Exit codes"]),
        (["run", "--help"], ["Example", "--years"]),
    ],
)
def test_questions_are_answered(
    published: str, environment: dict[str, str], arguments: list[str], words: list[str]
) -> None:
    answer = nianbao(environment, *arguments)
    assert answer.returncode == 0, answer.stderr
    for word in words:
        assert word in answer.stdout


HEAVY = {
    "docx",
    "duckdb",
    "lxml",
    "opencc",
    "pandas",
    "pdfminer",
    "prefect",
    "pypinyin",
    "rapidfuzz",
    "scrapy",
    "twisted",
}


@pytest.mark.parametrize(
    "arguments",
    [["show"], ["show", "320200-2017"], ["explain", "320200-2017", "review.total"], ["coverage"]],
)
def test_reading_a_snapshot_imports_no_crawler_parser_or_scheduler(
    published: str, environment: dict[str, str], arguments: list[str]
) -> None:
    """More than half of the time of `show` once went into imports that it had no use for."""
    code = "import sys; from cli.main import app; app(sys.argv[1:], standalone_mode=False); print(*sys.modules)"
    command = [sys.executable, "-c", code, *arguments]
    ran = subprocess.run(command, env=environment, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    imported = set(ran.stdout.splitlines()[-1].split())
    assert "cli.lookup" in imported
    assert not {name.partition(".")[0] for name in imported} & HEAVY


def test_every_view_can_be_imported_without_crawler_parser_or_scheduler(environment: dict[str, str]) -> None:
    views = [f"cli.views.{path.stem}" for path in (REPOSITORY / "cli" / "views").glob("[a-z]*.py")]
    assert views
    command = [sys.executable, "-c", f"import sys, {', '.join(views)}; print(*sys.modules)"]
    ran = subprocess.run(command, env=environment, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert not {name.partition(".")[0] for name in ran.stdout.split()} & HEAVY


WITHOUT_LOCKS = "import sys; sys.modules['fcntl'] = None; from cli.main import main; main()"
"""The command line on a system that has no `fcntl`, such as Windows."""


@pytest.mark.parametrize(
    "arguments", [["show", "320200-2017"], ["coverage"], ["verify"], ["unread"], ["portals", "list", "泸州"]]
)
def test_what_only_reads_works_where_the_system_has_no_locks(
    published: str, environment: dict[str, str], arguments: list[str]
) -> None:
    command = [sys.executable, "-c", WITHOUT_LOCKS, *arguments]
    ran = subprocess.run(command, env=environment, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout


def test_nothing_is_written_where_the_system_has_no_locks(environment: dict[str, str], tmp_path: pathlib.Path) -> None:
    (tmp_path / "report.txt").write_text("桐乡市人民政府2017年政府信息公开工作年度报告", encoding="utf-8")
    command = [sys.executable, "-c", WITHOUT_LOCKS, "ingest", str(tmp_path / "report.txt"), "--data", "data"]
    path = {"PYTHONPATH": str(REPOSITORY)}
    ran = subprocess.run(command, env=environment | path, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "no locks that end with a process" in ran.stderr
    assert not [found for found in (tmp_path / "data").rglob("*") if found.is_file() and found.stat().st_size]


def test_export(published: str, environment: dict[str, str], tmp_path: pathlib.Path) -> None:
    assert nianbao(environment, "export", str(tmp_path / "out.duckdb")).returncode == 0
    assert (tmp_path / "out.duckdb").stat().st_size > 0
    assert nianbao(environment, "export", str(tmp_path / "out.docx")).returncode == 2
    done = nianbao(environment, "export", str(tmp_path / "a.sqlite"), "--table", "panel", "--table", "codebook")
    assert done.returncode == 0
    assert f"datasette {tmp_path / 'a.sqlite'} --metadata {tmp_path / 'a.metadata.json'}" in done.stdout
    with contextlib.closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert {"panel", "codebook"} <= set(tables) <= {"panel", "codebook", "sqlite_stat1"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "nowhere"], "there is no portal 'nowhere'"),
        (["run", "--years", "last"], "'last' is not a set of years"),
        (["crawl", "--portals-file", "absent.csv"], "absent.csv: cannot be read"),
        (["ingest", "absent"], "absent: there is no such file or folder"),
        (["portals", "add", "ftp://x/"], "'ftp://x/' is not a web address"),
        (["show", "巴黎2017"], "there is no report '巴黎2017'"),
        (["explain", "510500-2017", "no.such.code"], "there is no code 'no.such.code'"),
        (["explain", "510500-2017", "capacity.budget"], "the report states no capacity.budget"),
        (
            ["explain", "510500-2017", "applications.answered.total", "--applicant", "business"],
            "the report states no applications.answered.total of business",
        ),
        (["show", "--data", "absent"], "nothing is published here yet"),
        (["build", "--data", "absent"], "the archive holds no documents"),
        (["run", "--data", "README.md"], "README.md"),
    ],
)
def test_mistakes_are_told_without_a_traceback(
    published: str, environment: dict[str, str], arguments: list[str], message: str
) -> None:
    answer = nianbao(environment, *arguments)
    assert answer.returncode == 1
    assert message in answer.stderr.replace("\n", "")
    assert "Traceback" not in answer.stderr
    assert "Traceback" not in answer.stdout


def test_to_find_no_report_is_no_success(environment: dict[str, str], tmp_path: pathlib.Path) -> None:
    (tmp_path / "page.html").write_text("<html><body>Welcome</body></html>", encoding="utf-8")
    answer = nianbao(environment, "ingest", str(tmp_path / "page.html"), "--data", str(tmp_path / "data"))
    assert answer.returncode == 1
    assert "no Chinese text" in answer.stdout
    assert "none of the documents is a report" in answer.stderr
    again = nianbao(environment, "documents", "--rejected", "--failed", "--data", str(tmp_path / "data"))
    assert "no Chinese text" in again.stdout


def test_an_unwritable_folder_is_named(environment: dict[str, str], tmp_path: pathlib.Path) -> None:
    """A file stands where the archive's folder must be made: nobody, not even root, can write below it."""
    (tmp_path / "archive").write_text("", encoding="utf-8")
    answer = nianbao(environment, "ingest", "seeds", "--data", str(tmp_path))
    assert answer.returncode == 1
    assert "cannot be written" in answer.stderr.replace("\n", "")
    assert "Traceback" not in answer.stderr


def test_a_clean_checkout_runs_from_its_tracked_files_alone(
    environment: dict[str, str], tmp_path: pathlib.Path
) -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True).stdout
    for name in filter(None, tracked.decode().split("\0")):
        if not name.startswith(("tests/", "docs/")):
            target = tmp_path / "clone" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(REPOSITORY / name, target)
    own = environment | {"NIANBAO_DATA": str(tmp_path / "data"), "PYTHONPATH": str(tmp_path / "clone")}
    ran = nianbao(own, "run", cwd=tmp_path / "clone")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("2017") >= 3


def test_what_a_crawl_missed_is_told_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """With nothing in it that a terminal would take for an order."""
    order = Order(portal="320200", url="http://127.0.0.1/a.html", wants="files", why="no table\x1b[2J")
    completed = Completed((order,), {"320200": 3}, None)
    monkeypatch.setattr("cli.producing.run_named", lambda *_, **__: completed)
    result = CliRunner().invoke(app, ["complete", "320200"])
    assert result.output.splitlines() == [
        "320200: files of http://127.0.0.1/a.html: no table\ufffd[2J",
        "320200: 3 more pages lack something; they are left for a person",
        "1 pages were read once more",
    ]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The flow that a command asks for and what it gives to it; the flow itself does not run."""
    found: dict[str, object] = {}

    def run_named(name: str, **arguments: object) -> None:
        found.update(arguments, flow=name)
        raise SystemExit(0)

    monkeypatch.setattr("cli.producing.run_named", run_named)
    return found


def test_portals_are_named_or_all_of_them() -> None:
    result = CliRunner().invoke(app, ["complete", "320200", "--all"])
    assert result.exit_code == 2
    assert "give names of portals, or --all" in result.output


@pytest.mark.parametrize(
    ("command", "asked"),
    [
        (
            ["crawl", "320200", "--years", "2017-2018", "--data", "d", "--no-resume"],
            {"flow": "crawl", "portals": ["320200"], "years": [2017, 2018], "data": "d", "resume": False},
        ),
        (["crawl", "320200"], {"flow": "crawl", "portals": ["320200"], "years": [], "resume": True}),
        (["complete", "320200", "--data", "d"], {"flow": "complete", "portals": ["320200"], "years": [], "data": "d"}),
        (["run", "320200", "--years", "2017"], {"flow": "annual", "portals": ["320200"], "years": [2017]}),
        (["build", "--data", "d"], {"flow": "build", "data": "d"}),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, list) else "",
)
def test_what_a_command_asks_its_flow_for(
    given: dict[str, object], command: list[str], asked: dict[str, object]
) -> None:
    """Each option reaches the flow; what the flow returns does not matter here."""
    assert CliRunner().invoke(app, command).exit_code == 0
    assert {name: given.get(name) for name in asked} == asked


@pytest.mark.parametrize(("command", "left_out"), [("crawl", {"seeds"}), ("complete", set())])
def test_all_portals_are_those_of_the_registry_and_a_crawl_of_them_leaves_the_offline_one_out(
    given: dict[str, object], tmp_path: pathlib.Path, command: str, left_out: set[str]
) -> None:
    own = tmp_path / "own.csv"
    rows = (REPOSITORY / "spiders" / "portals.csv").read_text(encoding="utf-8").splitlines(keepends=True)[:4]
    own.write_text("".join(rows), encoding="utf-8")
    known = [row.partition(",")[0] for row in rows[1:]]
    assert "seeds" in known
    assert CliRunner().invoke(app, [command, "--all", "--portals-file", str(own)]).exit_code == 0
    assert given["portals"] == [name for name in known if name not in left_out]


@pytest.mark.parametrize("command", ["crawl", "complete", "run"])
@pytest.mark.parametrize("named", [True, False])
def test_a_registry_of_ones_own_reaches_the_flow(
    given: dict[str, object], tmp_path: pathlib.Path, command: str, named: bool
) -> None:
    own = tmp_path / "own.csv"
    shutil.copy(REPOSITORY / "spiders" / "portals.csv", own)
    options = ["--portals-file", str(own)] if named else []
    assert CliRunner().invoke(app, [command, "320200", *options]).exit_code == 0
    assert given["portals_file"] == (str(own) if named else "")

"""Whether a command needs Prefect, and what it prints of what its flow returns."""

from __future__ import annotations

import pathlib
from collections.abc import Awaitable, Callable

import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings
from typer.testing import CliRunner

from cli.main import app
from cli.running import needs_prefect, run_named
from flows.settings import TASKS, THREADS
from spiders.job import CrawlResult, PortalResult


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path) -> None:
    """A machine on which nobody has set up Prefect."""
    for name in ("PREFECT_API_URL", TASKS):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))


def test_where_nothing_is_set_up_prefect_is_not_needed() -> None:
    assert not needs_prefect()


@pytest.mark.parametrize(
    ("name", "value", "needed"),
    [
        ("PREFECT_API_URL", "http://127.0.0.1:4200/api", True),
        (TASKS, THREADS, False),
        (TASKS, "", False),
        (TASKS, "dask", True),
    ],
)
def test_the_environment_says_whether_prefect_is_needed(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, needed: bool
) -> None:
    monkeypatch.setenv(name, value)
    assert needs_prefect() is needed


@pytest.mark.parametrize("address", ["", "http://127.0.0.1:4200/api"])
@pytest.mark.parametrize("named", [True, False], ids=["PREFECT_HOME", "home"])
def test_a_profile_says_whether_prefect_is_needed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: pathlib.Path, address: str, named: bool
) -> None:
    """Prefect keeps its profiles in a folder of its own, by default in that of the person."""
    folder = tmp_path
    if not named:
        monkeypatch.delenv("PREFECT_HOME")
        monkeypatch.setattr(pathlib.Path, "home", lambda: tmp_path)
        folder = tmp_path / ".prefect"
        folder.mkdir()
    (folder / "profiles.toml").write_text("", encoding="utf-8")
    with temporary_settings(updates={PREFECT_API_URL: address or None}):
        assert needs_prefect() is bool(address)


@pytest.mark.parametrize(("address", "home"), [("", "flows.direct"), ("http://127.0.0.1:4200/api", "flows.annual")])
def test_where_prefect_is_set_up_it_runs_what_a_command_does(
    monkeypatch: pytest.MonkeyPatch, address: str, home: str
) -> None:
    """Its server then shows the run."""
    monkeypatch.setenv("PREFECT_API_URL", address)

    def told_by(name: str) -> Callable[[str], Awaitable[str]]:
        async def build(data: str) -> str:
            return f"{name} {data}"

        return build

    for name in ("flows.direct", "flows.annual"):
        monkeypatch.setattr(f"{name}.build", told_by(name))
    assert run_named("build", data="d") == f"{home} d"


def test_after_a_crawl_each_portal_is_told_by_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"320200": PortalResult(found=3, outcomes={"ok": 5})}
    result = CrawlResult(finish_reason="finished", errors=(), portals=given)
    monkeypatch.setattr("cli.producing.run_named", lambda *_, **__: result)
    told = CliRunner().invoke(app, ["crawl", "320200"])
    assert told.exit_code == 0
    assert "江苏省/无锡市" in told.output
    assert "1 of 1 portals gave reports" in told.output


@pytest.mark.parametrize(("years", "told"), [(["--years", "2018"], "done"), ([], "below its floor of 5")])
def test_what_a_crawl_of_one_year_gives_is_not_told_as_too_little_for_all(
    years: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawled = CrawlResult(finish_reason="finished", errors=(), portals={"seeds": PortalResult(3, 1, {"ok": 2})})
    monkeypatch.setattr("cli.producing.run_named", lambda *_, **__: crawled)
    assert told in CliRunner().invoke(app, ["crawl", "seeds", *years]).output

"""Commands of the registry of portals, without the crawl behind them."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import cli.portals
from cli.main import app
from spiders.survey import Survey

REGISTRY = """portal,adcode,name,level,home_url,family,column_url,hosts,render,expected_years,floor,notes
320200,320200,江苏省/无锡市,prefecture,http://127.0.0.1/,,,,,,,
510500,510500,四川省/泸州市,prefecture,http://127.0.0.2/,,,,,,,
"""


@pytest.fixture
def registry(tmp_path: pathlib.Path) -> pathlib.Path:
    path = tmp_path / "portals.csv"
    path.write_text(REGISTRY, encoding="utf-8")
    return path


def answering(links: dict[str, int]) -> Callable[..., list[Survey]]:
    """Plays the visits: how many links to reports each portal shows, by its id, or else by its address."""

    def visit(survey: object, chosen: list[Any]) -> list[Survey]:
        return [
            Survey(
                one, "ok", one.home_url, "泸县人民政府", (), "", links.get(one.portal, links.get(one.home_url, 0)), {}
            )
            for one in chosen
        ]

    return visit


def invoked(registry: pathlib.Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["portals", *arguments, "--portals-file", str(registry)])


@pytest.mark.parametrize(
    ("names", "links", "code"),
    [
        ([], {}, 0),
        (["无锡市"], {"320200": 3}, 0),
        (["无锡市"], {}, 1),
        (["无锡市", "泸州市"], {"320200": 3, "510500": 1}, 0),
        (["无锡市", "泸州市"], {"320200": 3}, 1),
        (["无锡市", "泸州市"], {"510500": 3}, 1),
    ],
)
def test_a_portal_without_reports_is_no_success(
    registry: pathlib.Path, monkeypatch: pytest.MonkeyPatch, names: list[str], links: dict[str, int], code: int
) -> None:
    monkeypatch.setattr(cli.portals, "run_async", answering(links))
    assert invoked(registry, "check", *names).exit_code == code


def test_a_row_that_is_wrong_is_told_and_is_no_success(registry: pathlib.Path) -> None:
    registry.write_text(REGISTRY.replace("510500,510500", "510500,999999"), encoding="utf-8")
    result = invoked(registry, "check")
    assert result.exit_code == 1
    assert "999999" in result.output
    assert "2 rows, 1 problems" in result.output


@pytest.mark.parametrize(("text", "found"), [("", 2), ("无锡", 1), ("127.0.0.2", 1), ("510500", 1), ("nowhere", 0)])
def test_portals_are_listed_by_any_part_of_their_id_place_or_address(
    registry: pathlib.Path, text: str, found: int
) -> None:
    assert f"\n{found} portals\n" in invoked(registry, "list", text).output


@pytest.mark.parametrize(
    ("links", "options", "code", "is_added"),
    [(3, ["--write"], 0, True), (3, [], 0, False), (0, ["--write"], 1, False)],
)
def test_a_portal_is_added_if_it_shows_reports_and_a_person_says_so(
    registry: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
    links: int,
    options: list[str],
    code: int,
    is_added: bool,
) -> None:
    home = "http://127.0.0.3/"
    monkeypatch.setattr(cli.portals, "run_async", answering({home: links}))
    result = invoked(registry, "add", home, *options)
    assert result.exit_code == code
    assert (home in registry.read_text(encoding="utf-8")) == is_added
    assert registry.read_text(encoding="utf-8").startswith(REGISTRY)
    assert home in result.output

"""What runs are called in Prefect's UI, by the parameters that they were given."""

from __future__ import annotations

from typing import Any

import pytest

from flows import names
from flows.forms import due_year
from storage.fetch_log import FetchLog
from storage.root import DataRoot
from tests.storage.rows import fetch

ROWS = """portal,adcode,name,level,home_url
320000,320000,江苏省,province,http://js.example.gov.cn/
320200,320200,江苏省/无锡市,prefecture,http://wx.example.gov.cn/
"""


class Run:
    """A run of a flow, as Prefect tells of it."""

    def __init__(self, flow: str, **parameters: Any) -> None:
        self._flow = flow
        self._parameters = parameters

    def get_flow_name(self) -> str:
        return self._flow

    def get_parameters(self) -> dict[str, Any]:
        return self._parameters


@pytest.fixture
def registry(tmp_path: Any) -> str:
    path = tmp_path / "portals.csv"
    path.write_text(ROWS, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"portals": ["无锡市"], "years": []}, "江苏省/无锡市"),
        ({"portals": ["无锡市"], "years": [2019, 2018]}, "江苏省/无锡市 2018-2019"),
        ({"portals": ["无锡市"], "years": [2018], "due_only": True}, f"江苏省/无锡市 {due_year()}"),
        ({"provinces": ["江苏省"], "portals": None}, "江苏省 (2 portals)"),
        ({"provinces": ["江苏省"], "first_year": 2015, "last_year": 2017}, "江苏省 2015-2017 (2 portals)"),
        ({"portals": ["无锡市"], "variable": "nianbao_portals"}, "of nianbao_portals"),
        ({"portals": ["乌有市"]}, "of a choice that cannot be followed"),
        ({"portals": []}, "of a choice that cannot be followed"),
    ],
)
def test_a_crawl_is_called_by_what_it_is_for(
    monkeypatch: pytest.MonkeyPatch, registry: str, given: dict[str, Any], expected: str
) -> None:
    monkeypatch.setattr(names, "flow_run", Run("crawl", portals_file=registry, **given))
    assert names.crawl_name() == f"crawl {expected}"


def test_a_build_is_called_by_how_many_documents_there_are(monkeypatch: pytest.MonkeyPatch, root: DataRoot) -> None:
    ids = [f"{number:064x}" for number in range(1200)]
    rows = [fetch(document_id=name, sequence=number) for number, name in enumerate([*ids, ids[0], None])]
    FetchLog(root).append(rows)
    for given in ({"data": root.location}, {"data": ""}, {}):
        monkeypatch.setattr(names, "flow_run", Run("build", **given))
        assert names.build_name() == "build 1,200 documents"

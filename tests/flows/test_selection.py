"""Which portals a run is for, and what its name says of them."""

from __future__ import annotations

import dataclasses
import pathlib

import pytest

from flows.errors import WrongSetting
from flows.selection import chosen, chosen_by_name, describe, groups, measured
from spiders.errors import RegistryError
from spiders.portals import Portal

ROWS = """portal,adcode,name,level,home_url
seeds,,五份种子报告,,seeds://offline/manifest.csv
320000,320000,江苏省,province,http://js.example.gov.cn/
320200,320200,江苏省/无锡市,prefecture,http://wx.example.gov.cn/
330483,330483,浙江省/嘉兴市/桐乡市,county,http://tx.example.gov.cn/
"""


@pytest.fixture
def registry(tmp_path: pathlib.Path) -> str:
    path = tmp_path / "portals.csv"
    path.write_text(ROWS, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("provinces", "names", "expected"),
    [
        (["江苏省"], [], ["320000", "320200"]),
        ([], ["all"], ["320000", "320200", "330483"]),
        (["江苏省"], ["桐乡市", "320200"], ["320000", "320200", "330483"]),
        ([], ["seeds"], ["seeds"]),
    ],
)
def test_a_choice(registry: str, provinces: list[str], names: list[str], expected: list[str]) -> None:
    assert [portal.portal for portal in chosen(provinces, names, registry)] == expected


def test_the_name_of_a_province_in_a_list_means_all_of_it(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "portals.csv"
    rows = "110000,110000,北京市,province,http://bj.example.gov.cn/\n110101,110101,北京市/东城区,county,http://dc.example.gov.cn/\n"
    path.write_text(ROWS + rows, encoding="utf-8")
    found = chosen_by_name(["北京市", "桐乡市"], str(path))
    assert [portal.portal for portal in found] == ["330483", "110000", "110101"]
    assert len(chosen_by_name(["all"], str(path))) == 5


def test_nothing_chosen_is_no_run_of_everything(registry: str) -> None:
    with pytest.raises(WrongSetting, match="no portal is chosen"):
        chosen([], [], registry)


def test_a_name_that_nobody_bears(registry: str) -> None:
    with pytest.raises(RegistryError, match="no portal"):
        chosen([], ["乌有市"], registry)
    with pytest.raises(WrongSetting, match="江西省 has no portal"):
        chosen(["江西省"], [], registry)


def test_a_floor_is_one_of_all_years() -> None:
    portals = [dataclasses.replace(portal, floor=5) for portal in chosen([], ["seeds"])]
    assert [portal.floor for portal in measured(portals, [2017])] == [None]
    assert measured(portals, []) == list(portals)


def test_groups_are_provinces(registry: str) -> None:
    parts = groups(chosen([], ["all"], registry))
    assert [(group.name, group.size) for group in parts] == [("江苏省", 2), ("浙江省", 1)]


@pytest.mark.parametrize(
    ("names", "years", "expected"),
    [
        (["320000", "320200"], [2024], "江苏省 2024 (2 portals)"),
        (["330483"], [], "浙江省/嘉兴市/桐乡市"),
        (["all"], [2019, 2014, 2015, 2016], "江苏省、浙江省 2014-2016, 2019 (3 portals)"),
        (["330483"], [2017, 2014, 2018, 2014], "浙江省/嘉兴市/桐乡市 2014, 2017-2018"),
    ],
)
def test_a_run_says_what_it_is_for(registry: str, names: list[str], years: list[int], expected: str) -> None:
    assert describe(chosen([], names, registry), years) == expected


@pytest.mark.parametrize(("count", "named"), [(3, "甲省、乙省、丙省"), (4, "4 provinces")])
def test_a_run_names_its_provinces_unless_they_are_many(count: int, named: str) -> None:
    portals = [Portal(name, "", f"{name}省/某市", "prefecture", "http://127.0.0.1/") for name in "甲乙丙丁"[:count]]
    assert describe(portals, []) == f"{named} ({count} portals)"

"""Names of publishers, taken apart."""

from __future__ import annotations

import pathlib

import pytest

from knowledge import publishers
from knowledge.publishers import (
    AGENCY_KIND_MEANINGS,
    AGENCY_KINDS,
    body_words,
    certain_body_words,
    is_branch_of_centre,
    last_name,
    names_a_body,
    read_name,
    usual_forms,
)
from tests.support import cases


@pytest.mark.parametrize(
    "case", cases(pathlib.Path(__file__).with_name("names.csv")), ids=lambda case: f"{case['text']} {case['year']}"
)
def test_a_name_is_taken_apart(case: dict[str, str]) -> None:
    name = read_name(case["text"], int(case["year"]))
    if case["kind"] == "none":
        assert name is None
        return
    assert name is not None
    assert ([place.code for place in name.places], name.own, name.kind, name.key) == (
        case["places"].split(),
        case["own"],
        case["kind"],
        case["key"],
    )


@pytest.mark.parametrize(
    ("name", "town"),
    [
        ("石狮市祥芝镇", "祥芝镇"),
        ("福清市高山镇人民政府", "高山镇"),
        ("历下区千佛山街道办事处", "千佛山街道"),
        ("福州市鼓楼区人民政府东街街道办事处", "东街街道"),
        ("北正街", "北正街"),
        ("北正街办事处", "北正街"),
        ("真如镇街道", "真如镇街道"),
        ("上海市嘉定区嘉定镇街道办事处", "嘉定镇街道"),
        ("西乡街道", "西乡街道"),
        ("西乡塘街道办", "西乡塘街道"),
        ("西乡街道财政所", "西乡街道"),
        ("石门县夹山镇街道居委会", "夹山镇"),
        ("石门县夹山镇", "夹山镇"),
        ("石狮市祥芝镇财政所", "祥芝镇"),
        ("国家税务总局石狮市税务局祥芝镇税务分局", ""),
        ("国家税务总局祥芝镇税务分局", "祥芝镇"),
        ("国家税务总局清镇市税务局", ""),
        ("石门县城镇建设局", ""),
        ("上海市浦东新区唐镇", "唐镇"),
        ("石门县教育局", ""),
        ("石门县人民政府", ""),
    ],
)
def test_a_name_tells_the_town_or_street_that_it_is_of(name: str, town: str) -> None:
    found = read_name(name, 2018)
    assert found is not None
    assert found.town == town


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("福清市高山镇", "高山镇人民政府"),
        ("石门县残疾人联合会", "县残联"),
        ("西安高新技术产业开发区管理委员会", "西安高新区"),
        ("桓台县政府办", "桓台县人民政府办公室"),
    ],
)
def test_a_suffix_is_stable_when_the_wording_varies(one: str, other: str) -> None:
    first, second = read_name(one, 2018), read_name(other, 2018)
    assert first is not None
    assert second is not None
    assert first.suffix == second.suffix != ""


@pytest.mark.parametrize("government", ["无锡市", "无锡市人民政府", "市政府"])
def test_a_government_itself_has_no_suffix(government: str) -> None:
    name = read_name(government, 2018)
    assert name is not None
    assert name.suffix == ""


def test_the_words_of_a_hijacked_page_are_no_part_of_a_name() -> None:
    name = last_name("某体育投注_2024世界杯#石门县人民政府", 2020)
    assert name is not None
    assert name.words == "石门县人民政府"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("石门县人民政府", "石门县人民政府"),
        ("石门县人民政府（办公室）", "石门县人民政府"),
        ("欢迎访问_石门县教育局_", "石门县教育局"),
        ("旧版 教育局", "教育局"),
        ("热烈欢迎无锡市", "无锡市"),
        ("石门县人民政府_首页", None),
        ("_", None),
        ("", None),
    ],
)
def test_a_name_is_what_the_last_words_say(text: str, words: str | None) -> None:
    name = last_name(text, 2020)
    assert (name.words if name else None) == words


def test_every_kind_of_body_is_described() -> None:
    assert tuple(AGENCY_KIND_MEANINGS) == AGENCY_KINDS


@pytest.mark.parametrize(
    "words",
    ["市教育局", "教育局", "县自然资源局", "市档案馆", "市红十字会", "泾川镇", "海城市教育局", "县气象站", "教育部"],
)
def test_names_of_one_body(words: str) -> None:
    assert names_a_body(words, 2016)


@pytest.mark.parametrize(
    "words",
    [
        "农贸市场",
        "挂牌督办",
        "内部",
        "公共场所",
        "新闻发布会",
        "档案馆",
        "各镇街",
        "民政局、教育局",
        "其他部门",
        "海城市",
        "人事",
        "51团",
        "石门县随便",
    ],
)
def test_words_that_may_be_no_body(words: str) -> None:
    assert not names_a_body(words, 2016)


@pytest.mark.parametrize(
    ("own", "is_branch"), [("拱北海关", True), ("市海关", False), ("山海关", False), ("教育局", False)]
)
def test_branches_of_the_centre_that_no_place_owns(own: str, is_branch: bool) -> None:
    assert is_branch_of_centre(own) == is_branch


def test_only_words_that_nothing_else_ends_in_are_certain() -> None:
    assert {"局", "街道"} <= certain_body_words().keys()
    assert body_words().keys() - certain_body_words().keys() >= {"部", "中心"}


@pytest.mark.parametrize("name", ["国家电网无锡供电公司", "华东师范大学无锡学院"])
def test_a_place_within_a_name_begins_no_other_one(name: str) -> None:
    found = last_name(f"首页_{name}", 2018)
    assert found is not None
    assert (found.words, found.places) == (name, ())


@pytest.mark.parametrize(
    ("own", "forms"),
    [
        ("水利局", ["水利局"]),
        ("卫健委", ["卫生健康委员会", "卫生健康委", "卫健委"]),
        ("卫生健康委员会", ["卫生健康委员会", "卫生健康委", "卫健委"]),
        ("经开区", ["经济技术开发区", "经济开发区", "经开区"]),
        ("前洲街道", ["前洲街道办事处", "前洲街道办", "前洲街道"]),
        ("周庄镇", ["周庄镇"]),
    ],
)
def test_a_body_goes_by_all_full_and_short_forms_of_its_name(own: str, forms: list[str]) -> None:
    assert usual_forms(own) == forms


def test_a_short_name_that_ends_the_full_one_does_not_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishers, "_short_names", lambda: [("交通局", "局")])
    assert usual_forms("县交通局") == ["县交通局", "县局"]


@pytest.mark.parametrize(
    ("one", "other", "same_body", "same_suffix"),
    [
        pytest.param("沙面街", "沙面街道办事处", True, True, id="without 道"),
        pytest.param("沙面街办事处", "荔湾区沙面街道", True, True, id="an office without 道"),
        pytest.param("西华街", "西华街街道办事处", True, False, id="a street that is named after a street"),
        pytest.param("沙面街道", "沙园街道", False, False, id="two streets"),
        pytest.param("沙面镇", "沙面街道", False, False, id="a town and a street"),
        pytest.param("教育局", "荔湾区教育局", True, True, id="a bureau with its place"),
        pytest.param("教育局", "民政局", False, False, id="two bureaus"),
    ],
)
def test_a_street_printed_for_short_is_the_same_body(one: str, other: str, same_body: bool, same_suffix: bool) -> None:
    names = [read_name(words, 2018) for words in (one, other)]
    assert names[0] is not None
    assert names[1] is not None
    assert (names[0].is_same_body(names[1]), names[0].suffix == names[1].suffix) == (same_body, same_suffix)

"""Places in the years that they stood: names, codes, what became of them, and which of several is meant."""

from __future__ import annotations

import pathlib

import pytest

from knowledge import divisions
from knowledge.divisions import Division, former_names, mentioned, most_specific, of_zone
from tests.support import cases


def codes(found: list[Division] | tuple[Division, ...]) -> list[str]:
    return [division.code for division in found]


def one(code: str, year: int = 2016) -> Division:
    division = divisions.by_code(code, year)
    assert division is not None
    return division


@pytest.mark.parametrize(
    ("year", "former", "present"),
    [
        (2007, True, False),
        (2008, True, True),
        (2009, True, True),
        (2010, True, True),
        (2011, True, True),
        (2012, False, True),
        (2020, False, True),
    ],
)
def test_a_name_is_understood_two_years_around_its_change(year: int, former: bool, present: bool) -> None:
    """襄樊市 became 襄阳市 in 2010."""
    assert codes(divisions.mentioned("襄樊市", year)) == ["420600"] * former
    assert codes(divisions.mentioned("襄阳市", year)) == ["420600"] * present


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [("420600", 2009, "襄樊市"), ("420600", 2010, "襄阳市"), ("110103", 2024, "崇文区"), ("430112", 1990, "望城区")],
)
def test_a_code_means_the_division_of_its_year_or_the_nearest(code: str, year: int, name: str) -> None:
    assert one(code, year).name == name
    assert divisions.by_code("999999", year) is None


@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        pytest.param("430122", 2010, "430112", id="望城县 became a district"),
        pytest.param("340824", 2012, "340882", id="潜山县 became a city"),
        pytest.param("420600", 2009, "420600", id="襄樊市 kept its code"),
        pytest.param("110103", 2009, "110103", id="崇文区 was taken into another one"),
        pytest.param("330182", 2016, "330182", id="建德市 stands as ever"),
        pytest.param("999999", 2016, "999999", id="an unknown code"),
    ],
)
def test_the_id_of_a_place_outlives_its_code(code: str, year: int, expected: str) -> None:
    assert divisions.place_id(code, year) == expected


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        pytest.param("500110", 2005, "綦江县", id="綦江区, and not the place that had its code before"),
        pytest.param("420600", 2009, "襄樊市", id="a place that kept its code"),
        pytest.param("430122", 2010, "望城县", id="a code that no place of today has"),
        pytest.param("340203", 2004, "马塘区", id="a code that two places had, one after the other"),
        pytest.param("330114", 2015, None, id="a place that was not there"),
        pytest.param("999999", 2010, None, id="an unknown code"),
    ],
)
def test_a_code_of_today_means_its_place_as_it_was_in_a_year(code: str, year: int, name: str | None) -> None:
    found = divisions.of_code(code, year)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("无锡市滨湖区", [["320200", "320211"]]),
        ("无锡市和苏州市", [["320200"], ["320500"]]),
        ("无锡市滨湖区、苏州市", [["320200", "320211"], ["320500"]]),
        ("某地", []),
    ],
)
def test_places_whose_names_follow_each_other_belong_together(text: str, together: list[list[str]]) -> None:
    assert [codes(run) for run in divisions.runs(text, 2016)] == together


@pytest.mark.parametrize(
    ("code", "city", "county"),
    [
        ("320000", None, None),
        ("320200", "无锡市", None),
        ("320211", "无锡市", "滨湖区"),
        ("110105", "北京市", "朝阳区"),
        ("419001", None, "济源市"),
    ],
)
def test_the_units_that_a_reader_would_name(code: str, city: str | None, county: str | None) -> None:
    assert (one(code).city, one(code).county) == (city, county)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("江苏省无锡市滨湖区", ["320000", "320200", "320211"]),
        ("朝阳区", ["110105", "220104"]),
        ("位于滨湖区", ["320211"]),
        ("在城区的新县", []),
        ("新县教育局", ["411523"]),
        ("信阳市新县", ["411500", "411523"]),
        ("某地", []),
    ],
)
def test_places_that_a_text_names(text: str, expected: list[str]) -> None:
    """A name of two characters is one at the beginning or behind another place only."""
    assert codes(divisions.mentioned(text, 2016)) == expected


@pytest.mark.parametrize(
    ("known", "around", "expected"),
    [
        pytest.param([], [], ["110105", "220104"], id="nothing tells"),
        pytest.param(["110000"], [], ["110105"], id="a place known from elsewhere holds it"),
        pytest.param(["220104"], [], ["220104"], id="a place known from elsewhere is it"),
        pytest.param([], ["220100"], ["220104"], id="the text around"),
        pytest.param(["110000"], ["220100"], ["110105"], id="what is known counts before what is around"),
    ],
)
def test_of_places_of_one_name_that_is_meant_which_the_rest_supports(
    known: list[str], around: list[str], expected: list[str]
) -> None:
    named = divisions.mentioned("朝阳区", 2016)
    found = divisions.most_specific(named, [one(code) for code in known], [one(code) for code in around])
    assert codes(found) == expected


def test_the_smallest_unit_is_meant() -> None:
    named = divisions.mentioned("江苏省无锡市滨湖区", 2016)
    assert codes(divisions.most_specific(named)) == ["320211"]
    assert codes(divisions.most_specific(named[:2])) == ["320200"]
    assert codes(divisions.most_specific(named[:1])) == ["320000"]
    assert divisions.most_specific([]) == []


@pytest.mark.parametrize(
    ("part", "unit", "within"),
    [
        ("320211", "320200", True),
        ("320211", "320000", True),
        ("320200", "320000", True),
        ("320200", "320200", False),
        ("320000", "320000", False),
        ("320211", "320100", False),
        ("320200", "320211", False),
    ],
)
def test_a_place_lies_within_larger_units_only(part: str, unit: str, within: bool) -> None:
    assert divisions.is_within(one(part), one(unit)) == within


@pytest.mark.parametrize(
    ("text", "behind", "length", "expected"),
    [
        ("滨湖区教育局", ["320200"], 3, ["320211"]),
        ("朝阳区教育局", ["110000"], 3, ["110105"]),
        ("朝阳区教育局", ["320200"], 3, ["110105", "220104"]),
        ("新县教育局", ["320200"], 0, []),
        ("新县教育局", ["411500"], 2, ["411523"]),
        ("新县教育局", [], 2, ["411523"]),
        ("教育局", [], 0, []),
    ],
)
def test_the_place_in_front_of_a_name(text: str, behind: list[str], length: int, expected: list[str]) -> None:
    found = divisions.in_front(text, 2016, [one(code) for code in behind])
    assert (found[0] if found else 0, codes(found[1]) if found else []) == (length, expected)


@pytest.mark.parametrize(
    ("text", "behind", "expected"),
    [
        ("桃源经济开发区", [], ["430725"]),
        ("桃源经济开发区", ["430000"], ["430725"]),
        ("桃源经济开发区", ["320000"], []),
        ("某某经济开发区", [], []),
    ],
)
def test_a_place_may_be_named_without_the_word_for_what_it_is(
    text: str, behind: list[str], expected: list[str]
) -> None:
    found = list(divisions.short_in_front(text, 2016, [one(code) for code in behind]))
    assert [code for _, places in found for code in codes(places)] == expected
    assert {length for length, _ in found} <= {2}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("西安高新技术产业开发区管理委员会", ["610100"]),
        ("无锡新区", ["320200"]),
        ("天河高新技术产业开发区", ["440106"]),
        ("长丰经济开发区", ["340121"]),
        ("某某经济开发区", []),
        ("西安市教育局", []),
    ],
)
def test_a_zone_lies_in_the_place_that_it_names(name: str, expected: list[str]) -> None:
    assert codes(divisions.of_zone(name, 2016)) == expected


@pytest.mark.parametrize(
    ("name", "place"), [("玉州区", True), ("玉州", True), ("无锡", True), ("某地", False), ("市", False), ("", False)]
)
def test_what_is_left_of_a_name_is_still_known(name: str, place: bool) -> None:
    assert divisions.is_place(name) == place


@pytest.mark.parametrize(
    ("short", "place", "kinds"),
    [
        ("吉林", "吉林省", ["市"]),
        ("吉林", "吉林市", ["省"]),
        ("长沙", "长沙县", ["市"]),
        ("延边", "延边朝鲜族自治州", []),
        ("石柱", "石柱土家族自治县", []),
        ("房山", "房山区", []),
        ("某地", "某地县", []),
    ],
)
def test_places_may_be_called_alike_but_for_their_kind(short: str, place: str, kinds: list[str]) -> None:
    assert divisions.kinds_of_namesakes(short, place) == kinds


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("位于滨湖区", ["滨湖区"], id="behind other words"),
        pytest.param("滨湖办事处", ["滨湖"], id="without its kind"),
        pytest.param("吉林省吉林市", ["吉林省", "吉林市"], id="the longest of the names that begin at a place"),
        pytest.param("吉林松花江", ["吉林"], id="the name that several places share"),
        pytest.param("某地", [], id="none"),
        pytest.param("滨", [], id="a text that is too short"),
    ],
)
def test_the_names_of_places_in_a_text(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in divisions.names_in(text)] == names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("滨湖区", {"江苏省"}),
        ("滨湖", {"江苏省"}),
        ("朝阳区", {"北京市", "吉林省"}),
        ("朝阳", {"北京市", "吉林省", "辽宁省"}),
        ("襄樊市", {"湖北省"}),
        ("新县", {"河南省"}),
        ("新", set()),
        ("某地", set()),
    ],
)
def test_the_provinces_that_have_or_had_a_place_of_a_name(name: str, expected: set[str]) -> None:
    """A name of two characters is none without its last."""
    assert divisions.provinces_of(name) == expected


@pytest.mark.parametrize(
    ("path", "code", "names"),
    [
        ("湖北省/襄阳市", "", ("襄樊市",)),
        ("某省/随便", "420600", ("襄樊市",)),
        ("北京市/东城区", "110101", ("崇文区",)),
        ("贵州省/遵义市/播州区", "", ("遵义县",)),
        ("贵州省/遵义市/红花岗区", "", ()),
        ("江西省/九江市/庐山市", "", ("星子县",)),
        ("江苏省/襄阳市", "", ()),
        ("安徽省/马鞍山市/含山县", "", ()),
        ("海南省/三沙市", "", ()),
        ("朝阳区", "", ()),
    ],
)
def test_former_names_of_a_place(path: str, code: str, names: tuple[str, ...]) -> None:
    assert divisions.former_names(path, code) == names


@pytest.mark.parametrize(
    ("text", "kept"),
    [("滨湖区受理来信", "受理来信"), ("无锡市滨湖区", ""), ("在城区张贴公告", "在城区张贴公告"), ("", "")],
)
def test_names_of_places_are_taken_out_of_a_text(text: str, kept: str) -> None:
    assert divisions.without_places(text) == kept


@pytest.mark.parametrize(
    ("code", "year", "has_some"),
    [
        ("441900", 2016, False),
        ("460200", 2011, False),
        ("460200", 2018, True),
        ("460300", 2016, False),
        ("320200", 2016, True),
    ],
)
def test_cities_that_have_towns_and_no_counties_between(code: str, year: int, *, has_some: bool) -> None:
    city = divisions.by_code(code, year)
    assert city is not None
    assert divisions.has_counties(city, year) == has_some


def test_names_begin_like_words_that_are_none() -> None:
    assert divisions.beginnings("本特") == ["本溪", "特克"]
    assert divisions.long_names("含且") == ["且末县", "含山县"]
    assert "和县" not in divisions.long_names("和")


@pytest.mark.parametrize(
    "case", cases(pathlib.Path(__file__).with_name("places.csv")), ids=lambda case: f"{case['text']} {case['year']}"
)
def test_the_places_that_words_name(case: dict[str, str]) -> None:
    year = int(case["year"])
    found = most_specific(mentioned(case["text"], year), around=mentioned(case["context"], year))
    assert [division.code for division in found] == case["codes"].split()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("西安高新技术产业开发区管理委员会", "610100"),
        ("襄阳高新区管委会", "420600"),
        ("苏州工业园区管理委员会", "320500"),
        ("西安市教育局", None),
    ],
)
def test_a_zone_lies_in_the_city_it_is_named_after(name: str, code: str | None) -> None:
    assert [division.code for division in of_zone(name, 2022)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("path", "code", "names"),
    [
        ("湖北省/襄阳市", "", ("襄樊市",)),
        ("安徽省/安庆市/潜山市", "", ("潜山县",)),
        ("安徽省/安庆市/潜山市", "340882", ("潜山县",)),
        ("北京市/东城区", "", ("崇文区",)),
        ("浙江省/嘉兴市/桐乡市", "", ()),  # no county since there are reports
        ("浙江省/杭州市/临平区", "", ()),  # a part of what stands on as 余杭区
        ("甲市", "", ()),
        ("江西省/南昌市/东湖区/某街道", "", ()),
    ],
)
def test_names_that_a_place_bore_earlier(path: str, code: str, names: tuple[str, ...]) -> None:
    assert former_names(path, code) == names


@pytest.mark.parametrize("text", ["朝阳教育局", "吉林大学", "海南人民医院"])
def test_each_short_name_in_front_of_words_is_told_once(text: str) -> None:
    lengths = [length for length, _ in divisions.short_in_front(text, 2018)]
    assert lengths == sorted(set(lengths), reverse=True)
    assert lengths


@pytest.mark.parametrize(
    ("code", "year", "then"),
    [
        pytest.param("321012", 2009, "江都市", id="a city that became a district"),
        pytest.param("321012", 2018, "江都区", id="in its own time"),
        pytest.param("320681", 2009, "启东市", id="a place that stays as it is"),
        pytest.param("341402", 2015, "巢湖市", id="a district that became a city"),
        pytest.param("520502", 2009, "毕节市", id="a district under another name"),
        pytest.param("520500", 2009, "毕节地区", id="a region that became a city"),
        pytest.param("522400", 2015, "毕节市", id="the same by the code of the region"),
        pytest.param("341400", 2015, None, id="a city that was divided"),
        pytest.param("500111", 2015, "大足区", id="a county that took in a district"),
        pytest.param("360703", 2012, "南康市", id="a city of which a part went elsewhere"),
        pytest.param("330114", 2015, None, id="a district that was made of parts"),
        pytest.param("330383", 2015, None, id="a city that was a town"),
        pytest.param("520602", 2009, None, id="a part of what was divided"),
        pytest.param("330104", 2022, None, id="what was divided"),
    ],
)
def test_a_place_in_another_year(code: str, year: int, then: str | None) -> None:
    division = divisions.by_code(code, 2024)
    assert division is not None
    found = divisions.in_year(division, year)
    assert (found.name if found else None) == then


def test_a_place_that_took_in_another_one_was_the_one_of_its_name() -> None:
    now = divisions.by_code("500111", 2024)
    assert now is not None
    then = divisions.in_year(now, 2009)
    assert then is not None
    assert (then.code, then.name) == ("500225", "大足县")


@pytest.mark.parametrize(
    ("path", "year", "places"),
    [
        pytest.param("浙江省杭州市富阳区", 2010, "富阳市 杭州市 浙江省", id="a district that was a city"),
        pytest.param("浙江省杭州市富阳市", 2018, "富阳区 杭州市 浙江省", id="a city that is a district"),
        pytest.param("浙江省杭州市富阳区", 2018, "富阳区 杭州市 浙江省", id="of its own time"),
        pytest.param("贵州省毕节市", 2009, "毕节地区 贵州省", id="a city that was a region, of which one was a part"),
        pytest.param("安徽省巢湖市", 2009, "巢湖市 安徽省", id="a city of that time"),
        pytest.param("海南省儋州市", 2019, "儋州市 海南省", id="a city that was a county"),
        pytest.param("海南省儋州市", 2012, "儋州市 海南省", id="a city while it was a county"),
        pytest.param("浙江省杭州市钱塘区", 2011, "", id="a district that was not there"),
        pytest.param("安徽省合肥市庐江县", 2009, "庐江县 安徽省", id="a county that lay in another city"),
        pytest.param("安徽省巢湖市庐江县", 2014, "庐江县 安徽省", id="a county whose city is no more"),
        pytest.param("江苏省", 2011, "江苏省", id="a province"),
        pytest.param("鼓楼区", 2011, "", id="a name of several places"),
        pytest.param("新闻中心", 2011, "", id="no place"),
    ],
)
def test_the_places_of_a_path(path: str, year: int, places: str) -> None:
    assert [place.name for place in divisions.of_path(path, year)] == places.split()

from __future__ import annotations

import pathlib

import pytest

from spiders import families, portals, registering
from spiders.discovery.pages import PortalPage
from spiders.errors import RegistryError
from tests.support import DATA

HEADER = "portal,adcode,name,level,home_url\n"


def registry(tmp_path: pathlib.Path, text: str) -> portals.Registry:
    path = tmp_path / "portals.csv"
    path.write_text(text, encoding="utf-8")
    return portals.load(path)


def test_the_registry_has_every_portal_once() -> None:
    known = list(portals.load())
    assert len(known) == 3210
    assert len({portal.portal for portal in known}) == 3210
    assert sum(not portal.adcode for portal in known) == 8
    assert {portal.level for portal in known} == {"province", "prefecture", "county", ""}


@pytest.mark.parametrize("name", ["330483", "桐乡市", "浙江省/嘉兴市/桐乡市"])
def test_a_portal_is_found_by_id_and_by_place(name: str) -> None:
    assert portals.load().find(name).home_url == "https://www.tx.gov.cn/"


def test_an_unknown_portal_is_an_error() -> None:
    with pytest.raises(RegistryError, match=r"no portal '桐城'.*nianbao portals list"):
        portals.load().find("桐城")


def test_a_name_of_several_places_is_an_error_that_lists_them() -> None:
    with pytest.raises(RegistryError, match=r"several portals: .*北京市/朝阳区.*长春市/朝阳区"):
        portals.load().find("朝阳区")


def test_another_registry_needs_only_a_few_columns(tmp_path: pathlib.Path) -> None:
    known = registry(tmp_path, HEADER + "a,,甲市,prefecture,http://127.0.0.1:8000/\n")
    assert known.find("甲市") == portals.Portal("a", "", "甲市", "prefecture", "http://127.0.0.1:8000/")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("portal,name\na,b\n", "line 1, column adcode: the column 'adcode' is missing"),
        (
            HEADER + "a,12,甲市,prefecture,http://x/\n",
            "line 2, column adcode: '12' is not a code of six digits",
        ),
        ("portal,adcode,name,level,home_url,hosts\na,,甲,,http://x/,http://y/\n", "'http://y/' is not hosts, such as"),
        (
            f"{HEADER}a,450321,广西壮族自治区桂林市阳朔县,county,http://x/\n",
            "is not the path of a place, such as 江苏省/无锡市",
        ),
        (f"{HEADER}a,450321,广西壮族自治区/桂林市阳朔县,county,http://x/\n", "is not the path of a place"),
        (HEADER + "a,,甲市,prefecture,ftp://x/\n", "column home_url: 'ftp://x/' is not a web address"),
        (HEADER + "a,,,prefecture,http://x/\n", "line 2, column name: the cell is empty"),
        (HEADER + "a,,甲,,http://x/\na,,乙,,http://y/\n", "line 3, column portal: 'a' is already in line 2"),
        (
            "portal,adcode,name,level,home_url,floor\na,,甲,,http://x/,many\n",
            "column floor: 'many' is not a whole number",
        ),
        (
            "portal,adcode,name,level,home_url,expected_years\na,,甲,,http://x/,18\n",
            "column expected_years: '18' is not a set of years",
        ),
    ],
)
def test_a_registry_that_cannot_be_right_is_refused(tmp_path: pathlib.Path, text: str, message: str) -> None:
    with pytest.raises(RegistryError, match=message):
        registry(tmp_path, text)


def test_a_row_may_name_further_hosts_with_or_without_a_port(tmp_path: pathlib.Path) -> None:
    known = registry(tmp_path, f"{HEADER.strip()},hosts\na,,甲,,http://x/,Old.example.gov.cn:8080 b.cn\n")
    assert known.find("a").further_hosts == ("old.example.gov.cn:8080", "b.cn")


@pytest.mark.parametrize("url", ["ftp://www.example.gov.cn/", "http:///", "www.example.gov.cn"])
def test_a_portal_of_which_only_the_home_page_is_known_has_an_address_of_the_web(url: str) -> None:
    with pytest.raises(RegistryError, match="is not a web address"):
        portals.unnamed(url)
    assert portals.unnamed("https://www.example.gov.cn/").portal == "www.example.gov.cn"


@pytest.mark.parametrize("column", ["render", "bodies"])
@pytest.mark.parametrize(("written", "is_asked"), [("yes", True), ("no", False), ("", False)])
def test_a_row_may_ask_for_a_browser_and_for_other_bodies(
    tmp_path: pathlib.Path, column: str, written: str, is_asked: bool
) -> None:
    path = tmp_path / "portals.csv"
    path.write_text(f"portal,adcode,name,level,home_url,{column}\na,,甲,,http://x/,{written}\n", encoding="utf-8")
    assert getattr(portals.load(path).find("a"), column) == is_asked


def test_no_portal_is_shown_in_a_browser_or_asked_for_other_bodies_unless_an_operator_says_so() -> None:
    assert not [portal.portal for portal in portals.load() if portal.render or portal.bodies]


def test_a_missing_registry_is_an_error(tmp_path: pathlib.Path) -> None:
    with pytest.raises(RegistryError, match="cannot be read"):
        portals.load(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("text", "expected"), [("", ()), ("2019", (2019,)), ("2014-2016, 2019", (2014, 2015, 2016, 2019))]
)
def test_years(text: str, expected: tuple[int, ...]) -> None:
    assert portals.years(text) == expected


@pytest.mark.parametrize("text", ["19", "2019-2014", "2014–2016", "all"])
def test_what_is_no_set_of_years(text: str) -> None:
    with pytest.raises(RegistryError, match="not a set of years"):
        portals.years(text)


def test_every_row_has_a_way_into_its_portal() -> None:
    """The contract of all rows and families, offline: a first request to the row's own host, that the log can tell."""
    known = portals.load()
    assert registering.lint(known) == []
    for row in known:
        first = next(iter(families.find(row).start()))
        assert first.url in (row.home_url, row.column_url, f"{row.home_url}/")
        assert first.meta["record"]["portal"] == row.portal
        assert first.meta["record"]["role"] in ("page", "listing")


@pytest.mark.parametrize("name", families.names())
def test_every_family_can_be_named_in_a_row(name: str) -> None:
    row = portals.Portal("a", "", "甲市", "prefecture", "http://127.0.0.1:1/", family=name)
    assert [request.url for request in families.find(row).start()] == ["http://127.0.0.1:1/"]


@pytest.mark.parametrize("name", list(families.SYSTEMS))
def test_every_system_is_recognised_by_what_a_recorded_page_holds(name: str) -> None:
    recorded = [path for path in (DATA / "portals").rglob("*.*") if path.suffix in (".html", ".shtml", ".xml")]
    known = [PortalPage("http://h/gk/index.html", path.read_text("utf-8", "replace")) for path in recorded]
    marked = [page for page in known if families.SYSTEMS[name].recognises(page)]
    assert marked
    assert len(marked) < len(known)

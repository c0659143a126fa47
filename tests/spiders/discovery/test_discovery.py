"""What pages and links say, without asking anything."""

from __future__ import annotations

import dataclasses
import pathlib
import re
from collections.abc import Iterable, Mapping, Sequence

import pytest
import scrapy
from hypothesis import example, given
from hypothesis import strategies as st
from scrapy.http import TextResponse

from knowledge import numbering
from knowledge.errors import KnowledgeError
from knowledge.loading import parse_document
from spiders import families, portals
from spiders.discovery import addresses, pager, titles, vocabulary
from spiders.discovery.attachments import attachments
from spiders.discovery.chapters import chapters
from spiders.discovery.judgement import Judge, Promise
from spiders.discovery.offers import Offers, has_files_without_address
from spiders.discovery.owners import owner
from spiders.discovery.pages import NOWHERE, Link, PortalPage
from spiders.families.base import Kind, Step
from spiders.portals import Portal
from spiders.scripting.world import Answered
from tests.support import cases

HERE = pathlib.Path(__file__).parent
HOST = "http://www.example.gov.cn"
URL = "http://www.example.gov.cn/gk/nb/index.html"


def page(body: str, url: str = URL, head: str = "") -> PortalPage:
    return PortalPage(url, f"<html><head>{head}</head><body>{body}</body></html>")


@pytest.mark.parametrize("case", cases(HERE / "links.csv"), ids=lambda case: f"{case['text']}-{case['url']}")
def test_what_a_link_promises(case: dict[str, str]) -> None:
    link = Link(f"http://www.example.gov.cn{case['url']}", titles.plain(case["text"]))
    verdict = Judge(case["place"]).judge(link, in_column=case["in_column"] == "yes")
    assert verdict.promise.value == case["promise"], case["why"]


@pytest.mark.parametrize(
    "case",
    cases(HERE / "links_on_portals_of_bodies.csv"),
    ids=lambda case: f"{case['place']}-{case['text']}-{case['url']}",
)
def test_what_a_link_promises_on_the_portal_of_a_body(case: dict[str, str]) -> None:
    link = Link(f"http://www.example.gov.cn{case['url']}", titles.plain(case["text"]))
    verdict = Judge(case["place"]).judge(link, in_column=case["in_column"] == "yes")
    assert verdict.promise.value == case["promise"], case["why"]


@pytest.mark.parametrize(
    ("groups", "promise", "is_wanted_with_bodies"),
    [
        (("市水利局",), "report", True),
        (("局机关", "市政府"), "report", True),
        (("市政府",), "report of another place", False),
        (("年度报告", "郴州市人民政府"), "report of another place", False),
        (("市林业局",), "report of another body", True),
    ],
)
def test_the_groups_of_a_row_tell_whose_it_is_on_the_portal_of_a_body(
    groups: tuple[str, ...], promise: str, is_wanted_with_bodies: bool
) -> None:
    link = Link(f"{HOST}/nb/2019.html", "2019年", groups=groups)
    judge, with_bodies = (Judge("湖南省/郴州市/郴州市水利局", bodies=bodies) for bodies in (False, True))
    verdict = judge.judge(link, in_column=True)
    assert (verdict.promise.value, judge.wants(verdict)) == (promise, promise == "report")
    assert with_bodies.wants(with_bodies.judge(link, in_column=True)) == is_wanted_with_bodies
    assert not judge.may_be_renamed


@pytest.mark.parametrize("body", ["湖南省/郴州市/郴州市水利局", "湖南省/郴州市/桂阳县/正和镇"])
@pytest.mark.parametrize(
    ("groups", "is_own"),
    [
        (("郴州市人民政府",), True),
        (("年度报告", "郴州市人民政府"), True),
        (("年度报告", "郴州市人民政府", "郴州市人民政府门户网站"), True),
        (("郴州市人民政府", "年度报告", "郴州市人民政府"), False),
        (("湖南省人民政府", "郴州市人民政府"), False),
        (("湖南省人民政府",), False),
    ],
)
def test_what_heads_the_home_page_says_nothing_of_a_list(body: str, groups: tuple[str, ...], is_own: bool) -> None:
    home = "<title>郴州市人民政府门户网站</title><h1>郴州市<b>人民政府</b></h1>"
    judge, other = Judge(body), Judge(body)
    judge.learn_site(PortalPage(f"{HOST}/", f"<html><body>{home}</body></html>"))
    row, column = (
        Link(f"{HOST}/nb/2019.html", "2019年", groups=groups),
        Link(f"{HOST}/nb/", "政府信息公开年报", groups=groups),
    )
    assert judge.judge(row, in_column=True).promise is (Promise.REPORT if is_own else Promise.OTHER_PLACE)
    assert (judge.judge(column, in_column=False).promise is Promise.COLUMN) == is_own
    assert other.judge(row, in_column=True).promise is Promise.OTHER_PLACE


@pytest.mark.parametrize(
    ("body", "learned", "text", "promise"),
    [
        ("河南省/济源示范区", ("济源市",), "济源市2022年政府信息公开年度报告", "report"),
        ("河南省/济源示范区", ("济源市",), "2022年市政府信息公开年报", "report"),
        ("河南省/济源示范区", ("济源市",), "示范区管委会2022年政府信息公开年度报告", "report"),
        ("河南省/济源示范区", (), "济源市2022年政府信息公开年度报告", "report of another place"),
        ("河南省/济源示范区", ("河南省",), "河南省2022年政府信息公开年度报告", "report of another place"),
        ("河南省/济源示范区", ("济源市",), "洛阳市2022年政府信息公开年度报告", "report of another place"),
        ("湖南省/郴州市/郴州高新区", ("郴州市",), "郴州市2022年政府信息公开年度报告", "report of another place"),
        ("湖南省/郴州市/水利局", ("桂阳县",), "桂阳县2022年政府信息公开年度报告", "report of another place"),
    ],
)
def test_a_zone_may_be_the_government_of_a_place_that_it_does_not_lie_in(
    body: str, learned: tuple[str, ...], text: str, promise: str
) -> None:
    judge = Judge(body)
    judge.learn(learned)
    assert judge.judge(Link(f"{HOST}/c/7.html", text), in_column=True).promise.value == promise


@pytest.mark.parametrize(
    ("portal", "site", "is_own"),
    [
        ("湖南省/郴州市/郴州市水利局", "首页 - 郴州市水利局", True),
        ("湖南省/郴州市/郴州市水利局", "水利局", True),
        ("湖南省/郴州市/郴州市水利局", "郴州市人民政府", False),
        ("湖南省/郴州市/郴州市水利局", "衡阳市水利局", False),
        ("湖南省/郴州市", "郴州市人民政府门户网站", True),
        ("湖南省/郴州市", "郴州市水利局", False),
        ("湖南省/郴州市", "郴州政府网", True),
        ("湖南省/郴州市", "郴州市桂阳县人民政府", False),
        ("新疆维吾尔自治区/昌吉回族自治州", "新疆昌吉州人民政府网", True),
        ("新疆维吾尔自治区/昌吉回族自治州", "昌吉市人民政府", False),
        ("湖南省/邵阳市/城步苗族自治县", "城步县人民政府", True),
    ],
)
def test_the_title_of_a_site_tells_whether_it_is_the_portal(portal: str, site: str, is_own: bool) -> None:
    assert Judge(portal).names_own(site) == is_own


@pytest.mark.parametrize(
    ("text", "groups", "promise"),
    [
        ("2019年", ("郴州市人民政府",), "report"),
        ("2019年", ("年度报告",), "report"),
        ("2019年", ("市政府",), "report"),
        ("2019年", ("桂阳县人民政府",), "report of another place"),
        ("2019年", ("湖南省人民政府",), "report of another place"),
        ("2019年", ("郴州市", "市教育局"), "report"),
        # What names the place itself is not of another one, wherever it stands.
        ("郴州市2019年", ("湖南省人民政府",), "report"),
    ],
)
def test_the_groups_of_a_row_tell_whose_it_is_on_the_portal_of_a_government(
    text: str, groups: tuple[str, ...], promise: str
) -> None:
    link = Link(f"{HOST}/nb/2019.html", text, groups=groups)
    assert Judge("湖南省/郴州市").judge(link, in_column=True).promise.value == promise


@pytest.mark.parametrize(
    ("text", "groups", "is_own"),
    [
        ("市政府", (), True),
        ("本级", ("政府信息公开年度报告",), True),
        ("郴州市人民政府", (), True),
        ("市政府办", (), True),
        ("郴州市人民政府(市政府办)", ("市政府",), True),
        ("郴州市人民政府(市政府办公室)", (), True),
        ("郴州市人民政府(办公室)", (), True),
        ("郴州市人民政府(教育局)", (), False),
        ("郴州市人民政府(2019年)", (), False),
        ("郴州市人民政府(市水利局)", (), False),
        ("衡阳市人民政府(市政府办)", (), False),
        ("衡阳市人民政府", (), False),
        ("湖南省人民政府", (), False),
        ("市水利局", (), False),
        ("市政府", ("法治政府建设年度报告",), False),
        ("市政府", ("政府信息公开年度报告", "法治政府建设年度报告"), True),
    ],
)
def test_the_part_of_the_government_in_what_lists_bodies_is_told_by_its_name(
    text: str, groups: tuple[str, ...], is_own: bool
) -> None:
    link = Link(f"{HOST}/nb/szf/", text, groups=groups)
    assert Judge("湖南省/郴州市").is_own_government(link) == is_own


@pytest.mark.parametrize(("text", "is_own"), [("本级", True), ("市政府", False), ("郴州市人民政府", False)])
def test_the_part_of_the_government_is_none_of_the_owner_on_the_portal_of_a_body(text: str, is_own: bool) -> None:
    assert Judge("湖南省/郴州市/郴州市水利局").is_own_government(Link(f"{HOST}/nb/szf/", text)) == is_own


def test_no_portal_of_the_registry_but_that_of_a_zone_is_taken_for_one_of_a_body() -> None:
    of_bodies = [portal.name for portal in portals.load() if not owner(portal.name).is_government]
    assert of_bodies == ["重庆市/两江新区", "河南省/济源示范区"]


@pytest.mark.parametrize("case", cases(HERE / "links_of_bodies.csv"), ids=lambda case: f"{case['text']}-{case['url']}")
def test_what_a_link_promises_where_the_reports_of_other_bodies_are_wanted(case: dict[str, str]) -> None:
    link = Link(f"http://www.example.gov.cn{case['url']}", titles.plain(case["text"]))
    verdict = Judge(case["place"], bodies=True).judge(link, in_column=case["in_column"] == "yes")
    assert (verdict.promise.value, verdict.agency) == (case["promise"], case["agency"]), case["why"]


UNSURE = "网信办", "文明办", "行政服务中心", "审改办", "党史办", "信息中心", "测绘院", "市民服务中心"


def met(words: Iterable[str], groups: Mapping[str, str] | None = None) -> Judge:
    """A judge that has met links of these words, some of them below a heading."""
    judge = Judge("江苏省/无锡市", bodies=True)
    above = {name: (heading,) for name, heading in (groups or {}).items()}
    judge.meet([Link(f"{HOST}/{n}/", text, groups=above.get(text, ())) for n, text in enumerate(words)], HOST)
    return judge


@pytest.mark.parametrize("name", UNSURE)
@pytest.mark.parametrize(
    ("before", "after", "heading", "is_body"),
    [
        (("市教育局", "市公安局", "市财政局"), (), "", True),
        (("市教育局",), ("市公安局", "江阴市"), "", True),
        ((), (), "市直部门", True),
        (("市教育局", "市公安局"), (), "", False),
        (("市教育局", "市公安局", "市财政局", "政务公开"), ("互动交流",), "", False),
        (("市教育局", "市教育局", "市教育局"), (), "", False),
        (("首页", "新闻中心", "服务中心", "学习中心"), (), "", False),
        # What is none, such as the place itself or a part of the site, parts those before it from those behind it.
        (("市教育局", "市公安局", "无锡市"), ("市财政局",), "", False),
        (("市教育局", "市公安局", "网上展厅"), ("市财政局",), "", False),
        ((), (), "网上办事", False),
        ((), (), "", False),
    ],
)
def test_what_ends_like_a_body_is_one_among_bodies(
    name: str, before: tuple[str, ...], after: tuple[str, ...], heading: str, is_body: bool
) -> None:
    judge = met((*before, name, *after), {name: heading} if heading else None)
    assert judge.names_other(name) == is_body
    verdict = judge.judge(Link(f"{HOST}/a/", name), in_column=True)
    assert (verdict.promise.value, verdict.agency) == (("column", name) if is_body else ("nothing", ""))


def test_what_stands_below_names_of_bodies_is_theirs_also_below_those_that_end_like_others() -> None:
    names = ("市教育局", "市公安局", "市财政局", "网信办")
    links = [Link(f"{HOST}/{n}/", "年度报告", groups=(name,)) for n, name in enumerate(names)]
    judge = Judge("江苏省/无锡市", bodies=True)
    assert judge.judge(links[3], in_column=False).agency == ""
    judge.meet(links, HOST)
    assert [judge.judge(link, in_column=False).agency for link in links] == list(names)


NEWS = "走访慰问困难群众", "召开工作推进会", "开展防火检查"


@pytest.mark.parametrize(
    ("rows", "above", "dated", "is_way"),
    [
        (NEWS, (), True, False),
        (NEWS, ("乡镇街道",), True, False),
        # What stands below another heading, or is no text, says nothing of what is before it.
        (NEWS, ("要闻",), True, True),
        (NEWS, (), False, True),
        (NEWS[:2], (), True, True),
        (("玉祁街道", "洛社镇", "前洲街道"), (), True, True),
        ((*NEWS, "玉祁街道2017年政府信息公开年报"), (), True, True),
        (("2017年", "2016年", "2015年"), (), True, True),
    ],
)
def test_a_list_of_bodies_above_texts_about_anything_is_their_news(
    rows: Sequence[str], above: tuple[str, ...], dated: bool, is_way: bool
) -> None:
    head = Link(f"{HOST}/list?id=7", "乡镇街道")
    links = [Link(f"{HOST}/t/{n}.html", text, dated=dated, groups=above) for n, text in enumerate(rows)]
    judge = Judge("江苏省/无锡市", bodies=True)
    judge.meet([Link(f"{HOST}/x/", "首页"), head, *links, Link(f"{HOST}/y/", "专题")], HOST)
    assert judge.judge(head, in_column=False).promise.value == ("path" if is_way else "nothing")
    assert judge.judge(dataclasses.replace(head, url=f"{HOST}/xz/"), in_column=False).promise.value == "path"


@pytest.mark.parametrize(("further", "is_way"), [("要闻", True), ("乡镇动态", False)])
def test_texts_below_another_heading_are_not_those_behind_a_list_of_bodies(further: str, is_way: bool) -> None:
    """What stands first behind the list has the heading of the list, and is not enough; more follow below another."""
    head = Link(f"{HOST}/list?id=7", "乡镇街道", groups=("乡镇动态",))
    groups = "乡镇动态", further, further
    links = [
        Link(f"{HOST}/t/{n}.html", text, dated=True, groups=(group,))
        for n, (text, group) in enumerate(zip(NEWS, groups, strict=True))
    ]
    judge = Judge("江苏省/无锡市", bodies=True)
    judge.meet([head, *links], HOST)
    assert judge.judge(head, in_column=False).promise.value == ("path" if is_way else "nothing")


@pytest.mark.parametrize(
    ("menu", "is_way"),
    [
        ("无锡要闻 部门乡镇 通知公告", False),
        ("首页 政务动态 部门乡镇 视频新闻 无锡要闻", False),
        ("口岸要闻 部门信息 部门乡镇 公示公告", False),
        ("园区信息 部门乡镇 委办局工作信息", False),
        ("部门信息 部门乡镇 镇街工作信息", False),
        ("无锡要闻 政府信息 部门乡镇 公示公告", True),
        ("无锡要闻 部门信息公开 部门乡镇 公示公告", True),
        # What has a column of news on one side only may be a menu's last before it, or its first behind it.
        ("政务公开 部门乡镇 通知公告", True),
        ("无锡要闻 部门乡镇 政务公开", True),
        ("部门乡镇 通知公告", True),
        ("无锡要闻 部门乡镇", True),
        ("政府信息公开指南 部门乡镇 政策解读", True),
        # What has a word of news within a name of something else is none.
        ("动态监测系统 部门乡镇 公告发布制度", True),
    ],
)
def test_a_list_of_bodies_between_columns_of_news_is_one(menu: str, is_way: bool) -> None:
    links = [Link(f"{HOST}/{n}/", text) for n, text in enumerate(menu.split())]
    judge = Judge("江苏省/无锡市", bodies=True)
    judge.meet(links, HOST)
    (head,) = (link for link in links if link.text == "部门乡镇")
    assert judge.judge(head, in_column=False).promise.value == ("path" if is_way else "nothing")


def test_columns_of_news_below_another_heading_are_beside_nothing() -> None:
    words = ("无锡要闻", ""), ("部门乡镇", "政务公开"), ("通知公告", "")
    links = [Link(f"{HOST}/{n}/", text, groups=(group,) if group else ()) for n, (text, group) in enumerate(words)]
    judge = Judge("江苏省/无锡市", bodies=True)
    judge.meet(links, HOST)
    assert judge.judge(links[1], in_column=False).promise.value == "path"


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/cms/delete.do?id=7",
            "/nb/remove?id=2017",
            "/vote.jsp?id=1",
            *(
                "/api/zan",
                "/api/zan/add",
                "/api/pv/add",
                "/api/pv?id=8",
                "/article/addread?id=8",
                "/a/addHits.do",
                "/x/readAdd",
            ),
            *("/index.php?m=like", "/index.php?c=show&a=dianzan"),
            "/nb/list.do?method=del&id=3",
            "/doDelete.action",
        ),
        *("/user/subscribe/9", "/nb/2017.html?action=delete", "/api/submit?x=2017", "/nb/unsubscribe.html", "/logout"),
        *("/cms/deleteReport", "/addVote.do", "/removeItem?id=1", "/art_1_2.html?optype=delete", "/system/del/7"),
        *(
            "/UserSubmit.aspx",
            "/upload.php",
            "/form/save.action",
            "/saveBrowse.do",
            "/doSaveAccess.action",
            "/recordAccess",
        ),
        *(
            "/doSaveAccess.action",
            "/api/increaseView",
            "/article/updateBrowse/8",
            "/addBrowse?id=8",
            "/delAll",
            "/plus/digg.php?id=3",
        ),
    ],
)
def test_what_does_something_is_not_followed_whatever_it_is_called(path: str) -> None:
    link = Link(f"http://www.example.gov.cn{path}", "甲市2017年政府信息公开工作年度报告")
    assert Judge("江苏省/甲市").judge(link, in_column=True).promise.value == "nothing"


@pytest.mark.parametrize(
    "path",
    [
        *("/zanzhu/2019.html", "/pvc/", "/address/", "/nb/add-2016.html", "/index.php?c=rows&a=add", "/readme/"),
        *("/nb/voted-2016.html", "/xxgk/updated/2019.html", "/deleted/2017.html", "/upload/2017/a.pdf", "/save/1.html"),
        *(
            "/uploadfiles/a.pdf",
            "/delivery/a.html",
            "/xxgk/apply/2017.html",
            "/submitted/2017.html",
            "/likes/a.html",
            *("/updateList.do", "/addressBook/", "/editorChoice/", "/deltaXxgk/", "/ADDRESS/", "/addNews/2017.html"),
            *("/rows?sort=updateTime", "/rows?orderBy=addTime&desc=1", "/rows.do?order=saveDate"),
        ),
    ],
)
def test_what_only_sounds_like_it_is_followed(path: str) -> None:
    link = Link(f"http://www.example.gov.cn{path}", "甲市2017年政府信息公开工作年度报告")
    assert Judge("江苏省/甲市").judge(link, in_column=True).promise.value == "report"


@pytest.mark.parametrize(
    "href",
    [
        "seeds://offline/000.txt",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://h/x",
        "gopher://h/",
        "view-source:http://h/",
    ],
)
def test_a_page_leads_nowhere_but_into_the_web(href: str) -> None:
    for body in (
        f'<a href="{href}">公开年报</a>',
        f'<iframe src="{href}"></iframe>',
        f'<li data-url="{href}">公开年报</li>',
    ):
        read = page(body, head=f'<meta http-equiv="refresh" content="0;url={href}">')
        assert (read.links, read.frames, read.refresh) == ((), (), ())


def test_a_portal_may_call_itself_otherwise_than_the_registry() -> None:
    judge = Judge("replica")
    link = Link("http://h/nb/1.html", "临江市2017年政府信息公开工作年度报告")
    assert judge.judge(link, in_column=True).promise.value == "report of another place"
    judge.learn(titles.governments_named("临江市人民政府门户网站"))
    assert judge.judge(link, in_column=True).promise.value == "report"


def test_the_place_above_is_not_the_portals_own_whatever_its_home_page_is_called() -> None:
    judge = Judge("江苏省/无锡市")
    judge.learn(titles.governments_named("江苏省人民政府 无锡市人民政府"))
    assert judge.judge(Link(f"{HOST}/nb/1.html", "江苏省2017年度"), in_column=True).promise is Promise.OTHER_PLACE


@pytest.mark.parametrize(
    ("portal", "words", "is_named"),
    [
        ("湖南省/郴州市/郴州市水利局", "郴州市2022年水利局年报", True),
        ("湖南省/郴州市/郴州市水利局", "郴州市2022年林业局年报", False),
        ("湖南省/郴州市/桂阳县/正和镇", "2022年政府年报", True),
        ("湖南省/郴州市/桂阳县/正和镇", "桂阳县2022年政府年报", False),
    ],
)
def test_a_word_that_the_places_above_have_too_names_a_body_where_these_are_not_named(
    portal: str, words: str, is_named: bool
) -> None:
    assert Judge(portal).names_its_place(words) == is_named


@pytest.mark.parametrize(
    ("portal", "words", "is_alone"),
    [
        ("湖南省/郴州市", "郴州市政府信息公开年报", True),
        ("湖南省/郴州市", "桂阳县政府信息公开年报", False),
        ("湖南省/郴州市/郴州市水利局", "水利局信息公开年报", True),
        ("湖南省/郴州市/郴州市水利局", "市水利局和市林业局信息公开年报", False),
        ("湖南省/郴州市/郴州市水利局", "郴州市政府信息公开年报", False),
    ],
)
def test_a_column_may_name_its_owner_and_nobody_else(portal: str, words: str, is_alone: bool) -> None:
    assert Judge(portal).names_nobody_else(words) == is_alone


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://h/a.jsp?area=1&fbtime=2017", "http://h/a.jsp?fbtime=2017&area=1"),
        ("http://h/a/", "https://www.h/a/index.html"),
        ("http://h/a;jsessionid=1F", "http://h/a"),
        ("http://h/%E5%B9%B4", "http://h/年"),
    ],
)
def test_twins_are_one_page(one: str, other: str) -> None:
    assert addresses.key(one) == addresses.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("http://h/a?p=1", "http://h/a?p=2"), ("http://h:81/a", "http://h/a"), ("http://h/a", "http://g/a")],
)
def test_other_pages_are_not_one(one: str, other: str) -> None:
    assert addresses.key(one) != addresses.key(other)


HOSTS = st.text(alphabet="a.年。-[]:@_\u200b\ud800", max_size=20).map(lambda host: f"http://{host}/x")


@given(st.text(), st.one_of(st.text(), HOSTS))
@example("", "http://[::][@a。]/x")
@example("", "http://\ud800/x")
def test_no_link_breaks_the_search(base: str, href: str) -> None:
    url = addresses.resolve(f"http://h/{base}", href)
    if url is not None:
        assert scrapy.Request(url).url.startswith("http")
        assert addresses.key(url)
        assert addresses.domain(addresses.host(url))


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("https://www.example.gov.cn/a", "https://www.example.gov.cn/a"),
        ("http://www.example.gov.cn/a#b", "http://www.example.gov.cn/a"),
        ("//www.example.gov.cn/a", "https://www.example.gov.cn/a"),
        ("ftp://www.example.gov.cn/a", None),
        ("javascript:go(1)", None),
        ("mailto:a@example.gov.cn", None),
    ],
)
def test_only_addresses_of_the_web_are_followed(href: str, found: str | None) -> None:
    assert addresses.resolve("https://h/", href) == found


def test_an_address_that_scrapy_would_drop_is_none() -> None:
    assert addresses.resolve("http://h/", f"/a?{'b' * 2100}") is None


@pytest.mark.parametrize(
    ("code", "script", "expected"),
    [
        ("window.open('/a.html')", "", "/a.html"),
        ("javascript:show('123')", "function show(id){window.open('/art/'+id+'.html');}", "/art/123.html"),
        ("go(2)", 'function go(n){ location.href = "list.jsp?page=" + n; }', "list.jsp?page=2"),
        ("open2(7)", 'function open2(id){ var u = "/i/" + id + ".html"; window.open(u); }', "/i/7.html"),
        ("openFile('/f/a.pdf')", "", "/f/a.pdf"),
        ("$('#f').attr('src','/nb.html')", "", "/nb.html"),
        ("toPage(2)", "function toPage(n){ form.submit(); }", None),
        ("alert('年报')", "", None),
    ],
)
def test_where_a_click_leads(code: str, script: str, expected: str | None) -> None:
    found = page(f"<script>{script}</script><b>x</b>").clicked(code, None)
    assert found == (None if expected is None else addresses.resolve(URL, expected))


@given(st.text(alphabet="'\"\\+(){}[];:,.$ab=/1 \n"), st.text(alphabet="'\"\\+(){}[];:,.$ab=/1 \n"))
def test_no_script_breaks_the_search(code: str, script: str) -> None:
    read = page(f"<script>{script}</script><b>x</b>")
    target = read.clicked(code, None)
    assert target is None or target.startswith("http")
    assert all(link.url.startswith("http") for link in read.links)


@pytest.mark.parametrize(
    "control",
    [
        "<select><option value='2019'>2019</option></select>",
        "<li onclick=\"go('2019')\">2019年</li>",
        "<a href='#' onclick=\"go('2019')\">年报</a>",
        "<a href=\"javascript:go('2019')\">年报</a>",
        "<a href='/nb/2018.html'>2018</a>",
    ],
)
def test_the_years_of_a_page_of_annual_reports(control: str) -> None:
    """Each in a box or behind a click is the page's own address with that year; an address of its own is not."""
    url = "http://www.example.gov.cn/xxgkAnnualReport.jsp?webid=7&fbtime=2020"
    answer, step = page(control, url), Step(url=url, kind=Kind.COLUMN, column=True)
    system = families.SYSTEMS["hanweb_annual_report"](Judge("江苏省/甲市"))
    expected = [] if "/nb/" in control else ["http://www.example.gov.cn/xxgkAnnualReport.jsp?webid=7&fbtime=2019"]
    assert [link.url for link in system.links(answer, step)] == expected


@given(st.text())
def test_no_page_breaks_a_family(text: str) -> None:
    answer = PortalPage(URL, text)
    step = Step(url=URL, kind=Kind.COLUMN, column=True)
    for make in families.SYSTEMS.values():
        system = make(Judge("江苏省/甲市"))
        if system.recognises(answer):
            assert all(link.url.startswith("http") for link in system.links(answer, step))
            assert all(further.url.startswith("http") for further in system.further(answer, step, 0))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            '<a href="/a.html" title="甲市2017年政府信息公开年度报告">甲市2017年政府…</a>',
            "甲市2017年政府信息公开年度报告",
        ),
        ('<a href="/a.html"><img src="b.gif" alt="年度报告"></a>', "年度报告"),
        ('<li><span>2017年度报告</span><a href="/a.html">[详细]</a></li>', "2017年度报告"),
        ('<tr><td>2017年度报告</td><td><a href="/a.pdf">PDF</a></td></tr>', "2017年度报告"),
        ('<div class="hd"><h3>公开年报</h3><a href="/nb/">更多&gt;&gt;</a></div>', "公开年报"),
        ("<div onclick=\"location.href='/a.html'\"><p>2017年度报告</p></div>", "2017年度报告"),
        ('<map><area href="/a.html" alt="政府信息公开"></map>', "政府信息公开"),
        ('<select onchange="location.href=this.value"><option value="/a.html">2017年</option></select>', "2017年"),
        ('<script>var m=[{name:"年报",url:"/a.html"}]</script>', "年报"),
        ('<script>d.add(2,0,"年报","/a.html")</script>', "年报"),
        ('<script>document.write("<a href=\\"/a.html\\">年报</a>")</script>', "年报"),
    ],
)
def test_links_are_read_wherever_they_are(body: str, text: str) -> None:
    markup = f"<table>{body}</table>" if body.startswith("<tr") else body
    assert [link.label for link in page(markup).links] == [text]


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        ("单位 2023年 2022年/教育局 @ @查看", "教育局 2023年/教育局 2022年"),
        ("年度 市政府 教育局/2023 @ @", "2023 市政府/2023 教育局"),
        ("教育局 @2023年 @2022", "教育局 2023年/教育局 2022"),
        ("1 部门 教育局 @2023年 @2022年", "部门教育局 2023年/部门教育局 2022年"),
        ("序号 标题 日期/1 @2023年年报 2024-01-09", "2023年年报"),
        ("@2023年 @2022年", "2023年/2022年"),
        ("标题 操作/教育局2023年年报 @下载", "教育局2023年年报"),
        ("教育局 @2023年教育局年报 @通知", "2023年教育局年报/通知"),
    ],
)
def test_heads_of_a_table_name_its_links(rows: str, labels: str) -> None:
    """A cell that begins with @ is a link; one without further words shows a picture."""
    cells = [[re.sub("^@(.*)", r"<a href='/x.html'>\1</a>", cell) for cell in row.split()] for row in rows.split("/")]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    assert [link.label for link in page(f"<table>{table}</table>").links] == labels.split("/")


def test_cells_that_span_others_keep_the_heads_of_a_table_in_place() -> None:
    body = (
        '<table><tr><th colspan="4">2022—2023年年报</th></tr>'
        '<tr><th colspan="2">单位</th><th>2023</th><th>2022</th></tr>'
        '<tr><td rowspan="2">部门</td><td>教育局</td><td><a href="/1.html"></a></td><td>--</td></tr>'
        '<tr><td>财政局</td><td>--</td><td><a href="/2.html"></a></td></tr></table>'
    )
    assert [link.label for link in page(body).links] == ["部门教育局 2023", "部门财政局 2022"]


def test_what_nobody_can_see_or_follow_is_no_link() -> None:
    hidden = '<a href="/trap.html" style="display: none">年报</a><!-- <a href="/old.html">年报</a> -->'
    assert (
        page(hidden + '<a href="#">年报</a><a href="javascript:void(0)">年报</a><a href="mailto:a@b">年报</a>').links
        == ()
    )


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("", '<meta http-equiv="Refresh" content="0; URL=/cms/">'),
        ('<script>window.location="/cms/";</script>', ""),
        ("<script>top.location.replace('/cms/')</script>", ""),
        ('<script>function go(){location.href="/cms/"}</script>', ""),
    ],
)
def test_a_page_that_leads_on_by_itself(body: str, head: str) -> None:
    assert page(body, head=head).refresh == ("http://www.example.gov.cn/cms/",)


def test_a_full_page_is_not_left_for_its_scripts() -> None:
    links = "".join(f'<a href="/{n}/">栏目</a>' for n in range(10))
    assert page(f'{links}<script>function m(){{location.href="/wap/"}}</script>').refresh == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<a href="index_2.html">下一页</a>', ["/gk/nb/index_2.html"]),
        ('<a href="list.jsp?p=2">2</a><a href="list.jsp?p=3">[3]</a>', []),
        ('<a href="index_1.html">2</a><a href="index_2.html">3</a>', ["/gk/nb/index_1.html", "/gk/nb/index_2.html"]),
        ('<a href="index.html">下一页</a>', []),
        ('<a href="http://elsewhere.gov.cn/">下一页</a>', []),
        ('<a href="/xw/2.html">2</a>', []),
        ('<a href="/gk/nb/next.html">下一篇</a>', []),
    ],
)
def test_the_pages_of_a_list(body: str, expected: list[str]) -> None:
    found = [url.removeprefix("http://www.example.gov.cn") for url in pager.following(page(body), URL)]
    assert found == expected


def test_the_first_page_is_not_read_again_by_its_number() -> None:
    second = PortalPage("http://www.example.gov.cn/list.php?page=2", '<a href="?page=1">1</a><a href="?page=3">3</a>')
    of_first, of_second = (
        [url.rpartition("?")[2] for url in pager.following(second, second.url, turned=turned)]
        for turned in (False, True)
    )
    assert (of_first, of_second) == (["page=1", "page=3"], ["page=3"])


def test_the_pages_of_a_text_that_a_program_makes() -> None:
    """They bear its name and a number; other texts lie in the same folder."""
    of_text = PortalPage(
        "http://www.example.gov.cn/Show/812.aspx",
        '<a href="812_2.aspx">[2]</a><a href="/Show/812_3.aspx">3</a><a href="813_2.aspx">2</a><a href="9.aspx">9</a>',
    )
    assert [url.rpartition("/")[2] for url in pager.following(of_text, of_text.url)] == ["812_2.aspx", "812_3.aspx"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<a>2017年度报告.pdf</a>", True),
        ("<a id='f0' title='文件下载'></a>", True),
        ("<a href='javascript:;' onclick='load(7)'>附表.docx</a>", True),
        ("<a href='/f/7.pdf'>2017年度报告.pdf</a>", False),
        ("<a href='javascript:;' onclick=\"open('/f/7.pdf')\">2017年度报告.pdf</a>", False),
        ("<a>申请表.doc</a>", False),
        ("<a id='f0' title='申请表下载'></a>", False),
        ("<a name='top'>2017年度报告</a><a href='#'>返回顶部</a>", False),
        ("<div style='display: none'><a>2017年度报告.pdf</a></div>", False),
    ],
)
def test_files_whose_links_lead_nowhere_are_noticed(body: str, *, expected: bool) -> None:
    assert has_files_without_address(page(body)) is expected


@pytest.mark.parametrize(
    ("asks", "asked"),
    [
        ("$.get('/files/attach?id=7')", "/files/attach?id=7"),
        ("$.post('/files/attach', {id: 7})", None),
        ("$.get('/counter/hits?id=7')", None),
        ("$.get('/login/attach?id=7')", None),
        ("$.get('/files/attach?id=' + who)", None),
        ("$.get('/counter/hits?id=7'); $.get('/files/attach?id=7')", "/files/attach?id=7"),
    ],
)
def test_what_a_report_asks_for_its_files_is_told_from_all_else_that_it_asks(asks: str, asked: str | None) -> None:
    read = page(f"<a id='f'>附件.pdf</a><script>{asks}</script>")
    assert Offers(read, {}).question() == (None if asked is None else f"{HOST}{asked}")


def test_of_what_a_script_writes_files_alone_are_those_of_a_report() -> None:
    written = '<a href="/f/1.pdf">附件1.pdf</a><a href="/nb/">政府信息公开年报</a>'
    read = page(f"<a id='f'>附件.pdf</a><script>document.write('{written}')</script>")
    assert {link.url for link in Offers(read, {}).files()} == {f"{HOST}/f/1.pdf"}
    led = page("<a id='f'>附件.pdf</a><a id='g'>更多</a><script>f.href = '/f/2.pdf'; g.href = '/nb/';</script>")
    assert {link.url for link in Offers(led, {}).files()} == {f"{HOST}/f/2.pdf"}


def test_of_what_a_script_makes_of_an_answer_files_alone_are_those_of_a_report() -> None:
    made = "'<a href=\"' + told.url + '\">附件.pdf</a><a href=\"/nb/\">政府信息公开年报</a>'"
    read = page(
        "<a id='f'>附件.pdf</a><p id='x'></p>"
        f"<script>$.get('/files/attach', function (told) {{ $('#x').html({made}); }}, 'json');</script>"
    )
    answer = Answered(f"{HOST}/files/attach", '{"url": "/f/9.pdf"}', {"url": "/f/9.pdf"})
    assert [link.url for link in Offers(read, {}, answer).files()] == [f"{HOST}/f/9.pdf"]
    assert list(Offers(read, {}).files()) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("一、概述 二、主动公开情况 三、收费情况", [1, 2, 3], id="contents"),
        pytest.param("（一）概述 （二）主动公开情况 （三）收费情况 （一）概述 下一章", [1, 2, 3], id="other numbers"),
        pytest.param("首页 二、主动公开情况 三、收费情况 四、存在的问题", [2, 3, 4], id="the first is this page"),
        pytest.param("一、概述 二、主动公开情况", [], id="too few"),
        pytest.param("一、政策文件 二、规划计划 三、财政资金 四、主动公开情况", [], id="columns of the site"),
        pytest.param("概述 主动公开情况 收费情况", [], id="without numbers"),
        pytest.param("三、收费情况 四、存在的问题 五、附表", [], id="no beginning"),
    ],
)
def test_the_chapters_of_a_report(words: str, expected: list[int]) -> None:
    """Chapters lie at the address of their number; whatever is named again lies at the same."""
    links = "".join(f'<a href="/nb/{numbering.ordinal(word) or 0}.html">{word}</a>' for word in words.split())
    assert [link.url for link in chapters(page(links))] == [f"http://www.example.gov.cn/nb/{n}.html" for n in expected]


def test_neither_the_page_itself_nor_another_list_behind_them_is_a_chapter() -> None:
    words = ["一、概述", "二、主动公开情况", "三、收费情况", "四、存在的问题", "二、依申请公开情况"]
    links = "".join(f'<a href="/nb/{number}.html">{word}</a>' for number, word in enumerate(words, 1))
    first, second = (chapters(page(each, url=f"{HOST}/nb/1.html")) for each in (links, links.partition("</a>")[2]))
    assert [link.url for link in first] == [link.url for link in second]
    assert [link.url for link in first] == [f"{HOST}/nb/{number}.html" for number in (2, 3, 4)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<a href="/f/a.pdf">附件</a>', ["/f/a.pdf"]),
        ('<a href="/f/a.wps">2017年报</a>', ["/f/a.wps"]),
        ('<a href="/x/downfile.jsp?filename=ab.pdf">下载</a>', ["/x/downfile.jsp?filename=ab.pdf"]),
        ('<a href="down.asp?fid=3">点击下载</a>', ["/gk/nb/down.asp?fid=3"]),
        ('<a href="down.asp?fid=3">申请表下载</a><a href="down.asp?fid=4">上一篇</a>', []),
        ('<a href="/down/list.asp?fid=3">点击下载</a><a href="/countdown.asp?fid=4">下载</a>', []),
        ('<a href="/attach/123">附件：年度报告.doc</a>', ["/attach/123"]),
        ('<iframe src="/web/viewer.html?file=%2Ff%2Fa.pdf"></iframe>', ["/f/a.pdf"]),
        ('<embed src="/f/a.pdf"><object data="/f/b.pdf"></object>', ["/f/a.pdf", "/f/b.pdf"]),
        ('<a href="javascript:;" onclick="window.open(\'/f/a.docx\')">查看</a>', ["/f/a.docx"]),
        ('<script>var u = "/f/a.pdf"; show(u);</script>', ["/f/a.pdf"]),
        ('<a href="/f/sqb.doc">政府信息公开申请表</a><a href="/f/logo.png">附件</a>', []),
    ],
)
def test_files_are_found_however_they_are_offered(body: str, expected: list[str]) -> None:
    found = [link.url.removeprefix("http://www.example.gov.cn") for link in attachments(page(body))]
    assert found == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('<meta name="ColumnType" content="信息公开年报">', True),
        ("<title>政府信息公开年报-甲市人民政府</title>", True),
        ("<title>部门信息公开年报</title>", False),
        ('<meta name="ColumnType" content="信息公开年报"><meta name="ArticleTitle" content="2017年报告">', False),
        ("<title>甲市人民政府</title>", False),
        ('<meta name="ColumnType" content="政务要闻">', False),
    ],
)
def test_a_column_names_itself(tag: str, expected: bool) -> None:
    assert Judge("江苏省/甲市").names_column(page("", head=tag)) is expected


def test_years_of_a_run_are_all_named() -> None:
    assert titles.years(titles.plain("2008—2010年政府信息公开年报 2011-03-01")) == {2008, 2009, 2010}


@pytest.mark.parametrize(
    ("label", "named", "also"),
    [
        ("2008—2010年政府信息公开年报", {2008, 2009, 2010}, set()),
        ("2006年及以前政府信息公开年报", {2006}, {2004, 2005}),
        ("2008年以来政府信息公开年报", {2008}, set(range(2009, 2038))),
        ("2019年政府信息公开年报", {2019}, set()),
    ],
)
def test_an_open_run_may_hold_years_that_it_does_not_name(label: str, named: set[int], also: set[int]) -> None:
    assert titles.named_years(label) == named
    assert titles.years(label) == named | also


@pytest.mark.parametrize(
    ("text", "message"), [("", "key column: the key 'column' is missing"), ("a = ", "is not valid TOML")]
)
def test_a_vocabulary_that_cannot_be_used_is_refused(text: str, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        parse_document(text, vocabulary.DiscoveryWords, "discovery.toml")


PIECES = st.lists(
    st.sampled_from(
        [
            '<a href="/nb/">政府信息公开年报</a>',
            '<a href="?p=2">下一页</a>',
            "<a href='2017.html' title='2017年政府信息公开年度报告'>2017…</a>",
            "<script>createPageHTML(3,0,'index','html');$.post('/a',{page:1},f)</script>",
            "<record><![CDATA[<li><a href='/r/1.html'>2017年</a></li>]]></record>",
            "<script>columnid:1,unitid:2,totalRecord:99,proxyUrl:'/dataproxy.jsp'</script>",
            "<form action='x.asp'><input name=page><select name=y><option>2017</select>",
            "<iframe src='/f/?file=/a.pdf'>",
            "<frame src='//['>",
            '<a href="http://[/x">公开年报</a>',
            "<div onclick=\"go('/x')\">年度报告</div>",
            "_CONFIG={SID:'1',TREE:[{id:3,name:'公开年报'}]}",
            '{"data":[{"title":"2017年政府信息公开年报","url":"/x"}],"total":9}',
            "<meta http-equiv=refresh content='0;url=/x'>",
            "<script>function f(n){$.getJSON('/p'+n,r=>{$('#l').html('<a href=/'+r.id+'>7</a>')})}f(1)</script>",
            "<script>var q={pager:{page:1},c:[{}]};axios.post('/q',q).then(r=>{v.rows=r.data})</script>",
            "<div data-url='/t/1.html' data-x='[{&quot;title&quot;:&quot;7&quot;,&quot;url&quot;:1}]'>市政府</div>",
            "<script>$('div').click(function(){location=$(this).data('url')});new Vue({data:{rows:[1]}})</script>",
            "<li v-for='r in rows'><a :href='\"/v/\"+r.id'>{{r.t}}</a></li>",
            "<a href='/w.html#/a.pdf'>2016年公开年报</a><form name=go action=/g><script>document.go.submit()</script>",
            '<?xml version="1.0"?><l><i><title>2015年政府信息公开年报</title><url>/z</url></i></l>',
            "<script src=/s.js></script>",
            "if(x){location='/u'}function f(){f(f)}f();document.write('<iframe src=/i>');load(2)",
            "<",
            "'",
        ]
    ),
    max_size=12,
)


@given(st.lists(PIECES, min_size=1, max_size=8))
def test_no_portal_stops_the_walk_or_makes_it_endless(pages: list[list[str]]) -> None:
    """Whatever a portal answers, at most one page of the way is underway, and the walk comes to an end."""
    family = families.find(Portal("a", "", "江苏省/甲市", "prefecture", "http://www.example.gov.cn/"))
    waiting = list(family.start())
    asked = 0
    while waiting:
        request = waiting.pop(0)
        asked += 1
        assert sum(other.priority > 1 for other in (request, *waiting)) <= 1
        if "refuse" in request.meta:
            continue
        body = "".join(pages[asked % len(pages)])
        response = TextResponse(request.url, body=body.encode(), encoding="utf-8", request=request)
        waiting.extend(request.callback(response, **request.cb_kwargs))
    assert asked <= 1000


@pytest.mark.parametrize(
    ("label", "promise"),
    [
        ("历史年报（2008—2013年，原网站）", Promise.COLUMN),
        ("2008-2013年政府信息公开年报", Promise.COLUMN),
        ("2013年政府信息公开年报", Promise.REPORT),
        ("2008-2013年财政年报", Promise.NOTHING),
    ],
)
def test_reports_of_a_run_of_years_are_a_column(label: str, promise: Promise) -> None:
    link = Link("http://www.example.gov.cn/old/", titles.plain(label))
    assert Judge("江西省/九江市/彭泽县").judge(link, in_column=True).promise is promise


@pytest.mark.parametrize(
    ("label", "is_former"),
    [
        ("历史信息", True),
        ("2013年以前历史信息", True),
        ("历史数据2008-2012年", True),
        ("历史信息（2012年以前）", True),
        ("甲市旧版网站（2015年前）", True),
        ("政府信息公开", False),
        ("政府信息公开（2019年以来）", False),
    ],
)
def test_what_a_site_keeps_of_former_times(label: str, is_former: bool) -> None:
    link = Link("http://www.example.gov.cn/old/", titles.plain(label))
    verdict = Judge("江苏省/甲市").judge(link, in_column=False)
    assert (verdict.promise, verdict.former) == (Promise.PATH, is_former)


@pytest.mark.parametrize(
    ("path", "dated", "promise"),
    [
        ("/wz/202106/t20210611_8842.html", True, Promise.NOTHING),
        ("/wz/202106/t20210611_8842.html", False, Promise.PATH),
        ("/gk/ml/", True, Promise.PATH),
    ],
)
def test_a_text_in_a_list_is_no_page_on_the_way_whatever_it_is_called(path: str, dated: bool, promise: Promise) -> None:
    link = Link(f"{HOST}{path}", "甲市政府信息公开目录(2021年修订)", dated=dated)
    assert Judge("江苏省/甲市").judge(link, in_column=True).promise is promise


YEARS = [("2024年", "/nb/2024/"), ("2023年", "/nb/2023/")]
MENU = [("政策文件", "/zcwj/"), ("新闻发布", "/xwfb/")]


@pytest.mark.parametrize(
    ("before", "label", "path", "behind", "is_part"),
    [
        # What lies below the column, and what stands among years, is a part of it.
        (MENU, "往年", "/gk/nb/wn/", MENU, True),
        (MENU, "历年数据", "/gk/nb/wn/index.html", MENU, True),
        (YEARS, "往年", "/old.jsp?id=7", [], True),
        ([], "其他年份", "/old.jsp?id=7", YEARS, True),
        ([("2019年以来", "/a/1/")], "往期", "/a/2/", MENU, True),
        # Entries of a menu lead to what the site keeps of anything else.
        (MENU, "历史文件", "/zcwj/old/", MENU, False),
        (MENU, "往期", "/xwfb/old/", MENU, False),
        (MENU, "历史数据", "/tj/old/", MENU, False),
        (MENU, "归档", "/guidang/", MENU, False),
        (MENU, "旧版", "/old/", MENU, False),
        (MENU, "历年数据", "/tjnj/", MENU, False),
        (MENU, "历年", "/gk/nb/2019.html", MENU, False),
        (MENU, "历年", "http://www.other.gov.cn/gk/nb/wn/", MENU, False),
        # A report is no year, though its title names one.
        ([("甲市2023年统计公报", "/a/7.html")], "历史数据", "/tj/old/", MENU, False),
        ([("甲市2023年政府信息公开工作年度报告", "/gk/nb/7.html")], "历史数据", "/tj/old/", MENU, False),
    ],
)
def test_former_times_are_a_part_of_a_column_only_among_years_or_below_it(
    before: list[tuple[str, str]], label: str, path: str, behind: list[tuple[str, str]], is_part: bool
) -> None:
    links = [Link(path if "//" in path else f"{HOST}{path}", text) for text, path in (*before, (label, path), *behind)]
    judge = Judge("江苏省/甲市")
    judge.meet(links, f"{HOST}/gk/nb/index.html")
    verdict = judge.judge(links[len(before)], in_column=True)
    assert (verdict.promise is Promise.COLUMN) == is_part


@pytest.mark.parametrize(
    ("page", "path", "is_below"),
    [
        *((page, "/gk/nb/wn/", True) for page in ("/gk/nb/", "/gk/nb/index.htm", "/gk/nb/list_2.html", "/gk/nb.html")),
        # In the folder of a page that is one of several, there is anything.
        *((page, "/gk/lswj/", False) for page in ("/gk/nb.shtml", "/gk/list.jsp?id=7", "/gk/index.php?id=7", "/gk/nb")),
        ("/gk/nb/index.html", "/gk/nb/wn.html", False),
    ],
)
def test_what_lies_below_a_page(page: str, path: str, is_below: bool) -> None:
    assert addresses.lies_below(f"{HOST}{path}", f"{HOST}{page}") == is_below


@pytest.mark.parametrize(
    ("menu", "text", "path", "in_column", "promise"),
    [
        pytest.param(
            "新闻中心", "甲市2022年政府信息公开年度报告发布", "/xw/yw/t1001.html", False, "nothing", id="news"
        ),
        pytest.param(
            "要闻", "甲市2022年信息公开年报正式上线！", "/xw/yw/1/t1001.html", False, "nothing", id="below it"
        ),
        pytest.param("新闻中心", "甲市2022年信息公开年报发布", "/gk/t1001.html", False, "report", id="elsewhere"),
        pytest.param(
            "政务公开", "甲市2022年信息公开年报发布", "/xw/yw/t1001.html", False, "report", id="no news column"
        ),
        pytest.param("通知公告", "甲市2022年信息公开年报发布", "/xw/yw/t1001.html", False, "report", id="nor notices"),
        pytest.param("新闻发布会", "甲市2022年信息公开年报发布", "/xw/yw/t1001.html", False, "report", id="nor a part"),
        pytest.param("新闻中心", "甲市2022年信息公开年报发布", "/xw/yw/t1001.html", True, "report", id="in a column"),
        pytest.param(
            "新闻中心", "甲市2022年政府信息公开年度报告", "/xw/yw/t1001.html", False, "report", id="the title"
        ),
        pytest.param("新闻中心", "2022年度政府信息公开", "/xw/yw/t1001.html", False, "report", id="a title in short"),
    ],
)
def test_what_lies_in_a_column_of_news_and_tells_of_a_report_is_none(
    menu: str, text: str, path: str, in_column: bool, promise: str
) -> None:
    judge = Judge("江苏省/甲市")
    judge.meet([Link(f"{HOST}/", "首页"), Link(f"{HOST}/xw/yw/", menu), Link(f"{HOST}/gk/", "政务公开")], f"{HOST}/")
    assert judge.judge(Link(f"{HOST}{path}", text), in_column=in_column).promise.value == promise


def test_a_text_that_is_called_like_a_column_of_news_is_none() -> None:
    judge = Judge("江苏省/甲市")
    judge.meet([Link(f"{HOST}/gk/20230105.html", "新闻")], f"{HOST}/")
    news = Link(f"{HOST}/gk/20230105/t1001.html", "甲市2022年政府信息公开年度报告发布")
    assert judge.judge(news, in_column=False).promise is Promise.REPORT


def test_clicks_on_former_times_are_a_part_of_a_column_only_on_the_page_that_shows_it() -> None:
    judge, click = Judge("江苏省/甲市"), Link(NOWHERE, "往年")
    for beside, is_part in (("2023年", True), ("政策文件", False), ("2023年", True)):
        judge.meet_parts([Link(NOWHERE, beside), click], f"{HOST}/gk/nb/")
        assert (judge.judge(click, in_column=True).promise is Promise.COLUMN) == is_part


@pytest.mark.parametrize("word", ["历年", "历史", "往年", "往年度", "以往", "往期", "以前", "早期", "早年", "更早"])
def test_all_words_for_former_times_mean_the_same_everywhere(word: str) -> None:
    words = vocabulary.vocabulary()
    assert words.column.search(f"信息公开{word}年报")
    assert words.column.search(f"{word}报告")
    assert words.column.search(f"市政府{word}年报")
    assert words.publisher.fullmatch(f"市政府{word}年报")
    assert words.former_part.fullmatch(f"{word}归档")
    assert words.archive.fullmatch(f"{word}信息")
    assert words.archive.fullmatch(f"政府信息公开{word}目录")
    assert words.agency_behind.fullmatch(f"信息公开{word}年报")


def test_digits_of_a_session_make_no_article() -> None:
    assert not addresses.is_article("http://www.example.gov.cn/gk/nb.do;jsessionid=20459D77A0?col=3")
    assert addresses.is_article("http://www.example.gov.cn/gk/20240118.html;jsessionid=A")


def test_the_number_of_rows_before_a_page_tells_addresses_apart() -> None:
    first, second, shared = (f"http://www.example.gov.cn/rows?from={value}" for value in ("0", "20", "timeline"))
    assert addresses.key(first) != addresses.key(second)
    assert addresses.key(shared) == addresses.key("http://www.example.gov.cn/rows")


@pytest.mark.parametrize(
    ("label", "promises"),
    [
        ("综合政务", True),
        ("政府信息公开", True),
        ("部门信息公开", False),
        ("依申请公开", False),
        ("", False),
        ("政务" * 13, False),
    ],
)
def test_a_node_of_a_menu_may_stand_above_the_column_unless_it_says_what_else_it_is(label: str, promises: bool) -> None:
    assert (Judge("甲省/乙市").judge_node(label) > 0) is promises


def test_the_view_of_a_page_is_told_by_what_it_asks_for() -> None:
    script = (
        "function show() { fetch('/api' + location.hash.substring(1)).then(function (r) { return r.json(); }); }"
        "window.addEventListener('hashchange', show);"
    )
    body = '<a href="#/col/5">年报</a><a href="/far/#/nb">年报</a><a href="#{{row}}">x</a><a href="/a.html#top">y</a>'
    body += '<a href="/#/col/6">年报</a>'
    page = PortalPage("http://x.gov.cn/", f"<html><body>{body}<script>{script}</script></body></html>")
    assert [(link.url, link.view) for link in page.links] == [
        ("http://x.gov.cn/api/col/5", "http://x.gov.cn/#/col/5"),
        ("http://x.gov.cn/far/#/nb", "http://x.gov.cn/far/#/nb"),
        ("http://x.gov.cn/a.html", ""),
        ("http://x.gov.cn/api/col/6", "http://x.gov.cn/#/col/6"),
    ]


def test_the_pieces_that_a_page_shows_within_itself() -> None:
    body = (
        '<div data-include="part/left.html"></div><h3>部门</h3><div id="h"></div>'
        '<script>$("#h").load("/head.html #nav");</script>'
    )
    page = PortalPage("http://x.gov.cn/gk/", f"<html><body>{body}</body></html>")
    assert [(part.url, part.groups) for part in page.parts] == [
        ("http://x.gov.cn/gk/part/left.html", ()),
        ("http://x.gov.cn/head.html", ("部门",)),
    ]


@pytest.mark.parametrize(
    ("path", "is_loaded"),
    [
        ("/js/list.js", True),
        ("/e/data/js/menu.js", True),
        ("/res/status/rows.js", True),
        ("/e/member/check/state.js", False),
        ("/js/checklogin.js", False),
        ("/plus/counter.php", False),
        ("/Common/GetHits.aspx", False),
        ("/stat/add.php", False),
    ],
)
def test_scripts_that_count_or_log_in_readers_are_not_loaded(path: str, is_loaded: bool) -> None:
    found = page("", head=f'<script src="{path}"></script>').loaded
    assert found == ((f"http://www.example.gov.cn{path}",) if is_loaded else ())

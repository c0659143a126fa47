"""What the words above a link say of it: whose reports stand there, and whether they are reports at all."""

from __future__ import annotations

import json
from typing import Any

import pytest

from spiders.discovery.groups import of_nodes
from spiders.discovery.judgement import Judge
from spiders.discovery.pages import NOWHERE, Link, PortalPage
from spiders.families.answers import Answer, as_page
from spiders.families.base import Kind, Step, Why
from spiders.families.query import QueryPages
from spiders.families.state import PageState

URL = "http://www.example.gov.cn/gk/nb/index.html"
LINK = '<a href="a.html">年报</a>'
BODIES = "".join(f"<a href='../{n}/'>{name}</a>" for n, name in enumerate(("云岭镇", "泾川镇", "桃花潭镇")))

TABS = "<p><i>县政府</i><i>县教育局</i></p>"
OTHER = "<a href='/x.html'>甲</a>"
NAMING = "<ul><li><a href='#b'>县政府</a></li><li><a href='#a'>县教育局</a></li></ul>"
CLICKED = TABS.replace("<i>", "<i onmouseover='t(this)'>")


@pytest.mark.parametrize(
    ("body", "groups"),
    [
        (f"<h3>县直部门</h3>{LINK}", ("县直部门",)),
        (f"<h3>县政府</h3>{LINK.replace('a.', 'b.')}<h3>县直部门</h3><p>说明</p><ul><li>{LINK}</li></ul>", ("说明",)),
        (f"<h3>县直部门</h3><dl><dt>县教育局</dt><dd>{LINK}</dd></dl>", ("县教育局", "县直部门")),
        (f"<div><h3>县直部门</h3></div><div>{LINK}</div>", ("县直部门",)),
        ("<div>公开年报：<select><option value='/a.html'>年报</option></select></div>", ("公开年报",)),
        (f"<b>乡镇</b>公开年报：{LINK}", ("公开年报",)),
        (f"<ul><li><a href='#'>县教育局</a><ul><li>{LINK}</li></ul></li></ul>", ("县教育局",)),
        (f"<ul><li><span>县教育局</span><ul><li>{LINK}</li></ul></li></ul>", ("县教育局",)),
        (f"<ul><li><a href='#'>县教育局</a><div><ul><li>{LINK}</li></ul></div></li></ul>", ("县教育局",)),
        (f"<ul><li><a href='#'>县教育局</a><div><a href='#b'>乙</a><ul><li>{LINK}</li></ul></div></li></ul>", ()),
        (f"<span>公开年报:</span>{LINK}", ("公开年报",)),
        # What stands beside a link may be its source, what stands behind it heads others.
        (f"<li><span>县信息中心</span>{LINK}</li>", ()),
        (f"{LINK}<h3>县直部门</h3>", ()),
        (f"<div>{LINK}<h3>县直部门</h3></div>", ()),
        # Links side by side are the list of the heading before them, and a block behind them is something else.
        (f"<h3>乡镇</h3>{BODIES}<div>{LINK}</div>", ()),
        (f"<h3>乡镇</h3>{BODIES.replace('</a>', '</a><br>')}<p>{LINK}</p>", ()),
        (f"<h3>乡镇</h3>{BODIES}<h3>县直部门</h3><div>{LINK}</div>", ("县直部门",)),
        (f"<h3>乡镇</h3>{BODIES}<div><a href='/m'>甲</a></div><p>{LINK}</p>", ()),
        # One more of them is none, nor what has fewer before it, or tabs.
        (f"<h3>乡镇</h3>{BODIES}{LINK}", ("乡镇",)),
        (f"<h3>乡镇</h3>{BODIES}<span>{LINK}</span>", ("乡镇",)),
        (f"<h3>县直部门</h3><a href='/m'>更多</a><a href='/n'>地图</a><ul><li>{LINK}</li></ul>", ("县直部门",)),
        (f"<h3>县直部门</h3>{BODIES.replace('../', '#')}<div>{LINK}</div>", ("县直部门",)),
        # Words above a list that a script is to fill head that, and not what stands beside it.
        (f"<div><h3>县直部门</h3><ul id='l'></ul></div><div>{LINK}</div>", ()),
        (f"<div><b>县直部门</b><table><tbody></tbody></table></div><div>{LINK}</div>", ()),
        (f"<div><h3>县直部门</h3><ul></ul>{LINK}</div>", ("县直部门",)),
        (f"<div><h3>县直部门</h3><i></i><div></div></div><div>{LINK}</div>", ("县直部门",)),
        (f"<div><h3>县直部门</h3><ul><li>说明</li></ul></div><div>{LINK}</div>", ("县直部门说明",)),
        # A link, and what is longer than a name, head nothing.
        (f"<div><a href='/b.html'>县直部门</a></div><div>{LINK}</div>", ()),
        (f"<h3>{'县直部门' * 9}</h3>{LINK}", ()),
        # What is clicked on to open and shut what it heads does, too, whether or not the click is counted.
        (f"<h3 onclick='t(this)'>县教育局</h3><ul><li>{LINK}</li></ul>", ("县教育局",)),
        (f"<h3 data-click-track='7'>2020年</h3><ul><li>{LINK}</li></ul>", ("2020年",)),
        (f"<h3 onclick='t(this)'>2020年</h3><ul><li>{LINK}</li></ul>", ("2020年",)),
        (f"<dl><dt>县教育局<i @click.stop='t(this)'></i></dt><dd>{LINK}</dd></dl>", ("县教育局",)),
        (f"<div onclick='t()'><i onclick='t()'>县教育局</i></div><ul><li>{LINK}</li></ul>", ("县教育局",)),
        (f"<div onclick='t(1)'>县财政局</div><p></p><div onclick='t(2)'>县教育局</div><ul>{LINK}</ul>", ("县教育局",)),
        # Tabs, years and what leads to more head nothing: what stands before them does.
        (f"<h3>县教育局</h3><p ng-click='t(1)'>2020年</p><ul><li>{LINK}</li></ul>", ("县教育局",)),
        (f"<h3>县教育局</h3><span onclick='t(1)'>更多</span><ul><li>{LINK}</li></ul>", ("县教育局",)),
        (f"<h3>县教育局</h3><div onclick='t(1)'>年报</div><div onclick='t(2)'>指南</div><p>{LINK}</p>", ("县教育局",)),
        (f"<div><i onclick='t(1)'>县政府</i><i onclick='t(2)'>县教育局</i></div><ul><li>{LINK}</li></ul>", ()),
        (f"<h3>{'<i>县</i>' * 12}</h3>{LINK}", ()),
        # A pane belongs to its tab, below what stands above both.
        (f"{TABS}<div>暂无</div><div hidden>{LINK}</div>", ("县教育局",)),
        (f"{TABS}<div style='display: none'>{LINK}</div><div>{OTHER}</div>", ("县政府",)),
        (
            f"<h3>公开年报</h3>{TABS}<div>{OTHER}</div><div hidden><ul><li>{LINK}</li></ul></div>",
            ("县教育局", "公开年报"),
        ),
        (
            f"{TABS}<div><p hidden>{OTHER}</p><ul hidden><li>{OTHER}</li></ul><ul><li>{LINK}</li></ul></div>",
            ("县政府县教育局",),
        ),
        (f"{TABS}<script></script><div><ul hidden></ul><ul><li>{LINK}</li></ul></div>", ("县教育局",)),
        (f"<div><h4>年报</h4>{TABS}</div><div><ul hidden><li>{OTHER}</li></ul><ul>{LINK}</ul></div>", ("县教育局",)),
        (
            f"{TABS.replace('<i>县教育局', '<em>|</em><i>县教育局')}<div hidden>{OTHER}</div><div>{LINK}</div>",
            ("县教育局",),
        ),
        (
            f"<p><a href='/1/'>县政府</a><a href='/2/'>县教育局</a></p><div>{OTHER}</div><div hidden>{LINK}</div>",
            ("县教育局",),
        ),
        # Tabs may be those that can be clicked, or of which one is marked, and panes those of one class, or numbered.
        (f"{CLICKED}<div id='p1'>{OTHER}</div><div id='p2'>{LINK}</div>", ("县教育局",)),
        (f"{CLICKED}<div class='p on'>{OTHER}</div><div class='p'>{LINK}</div><div class='foot'></div>", ("县教育局",)),
        (f"{CLICKED}<div><div>{OTHER}</div><div>{LINK}</div></div>", ("县教育局",)),
        (f"{TABS.replace('<i>', '<i class=on>', 1)}<div><div>{OTHER}</div><div>{LINK}</div></div>", ("县教育局",)),
        # They may name them.
        (f"{NAMING}<div id='a'>{LINK}</div><div id='b'>暂无</div>", ("县教育局",)),
        # Where it cannot be seen that they are any, or which belongs to which, none does.
        (f"{TABS.replace('<i>县政府', '<i>')}<div hidden>{OTHER}</div><div>{LINK}</div>", ("县教育局",)),
        (f"{CLICKED}<div>{OTHER}</div><div>{LINK}</div>", ()),
        (f"{CLICKED}<div class='p'>{OTHER}</div><div class='p'>{OTHER}</div><div class='p'>{LINK}</div>", ()),
        (f"{CLICKED}<div hidden>{OTHER}</div><p>{LINK}</p>", ()),
        (f"{CLICKED}<div><div>{OTHER}</div><div>{OTHER}</div><div>{LINK}</div></div>", ()),
        (
            f"<p><a href='/1/'>县政府</a><a href='/2/'>县教育局</a></p><div><div>{OTHER}</div><div>{LINK}</div></div>",
            (),
        ),
        (f"{CLICKED}<div><div hidden>{OTHER}</div><div hidden>{OTHER}</div><div hidden>{LINK}</div></div>", ()),
        # Nor does what is too far away.
        (f"<h3>县直部门</h3>{'<div>' * 5}{LINK}{'</div>' * 5}", ("县直部门",)),
        (f"<h3>县直部门</h3>{'<div>' * 6}{LINK}{'</div>' * 6}", ()),
    ],
)
def test_the_groups_that_a_link_stands_in(body: str, groups: tuple[str, ...]) -> None:
    page = PortalPage(URL, f"<html><body>{body}</body></html>")
    assert [link.groups for link in page.links if link.text == "年报"][-1] == groups


WRITTEN = """'<li><a href="a.html">年报</a></li>'"""


@pytest.mark.parametrize(
    ("written", "groups"),
    [
        (f"document.getElementById('l').innerHTML = {WRITTEN};", ("县教育局",)),
        (f"$('#l').append({WRITTEN});", ("县教育局",)),
        (f"var li = $({WRITTEN}); li.appendTo('#l');", ("县教育局",)),
        (f"var d = document.createElement('dl'); d.innerHTML = {WRITTEN}; l.appendChild(d);", ("县教育局",)),
        (f"$('#l').append('<dt>乡镇</dt><dd>' + {WRITTEN} + '</dd>');", ("乡镇", "县教育局")),
        (f"document.write({WRITTEN});", ("县财政局",)),
        # Where something is written is not always known.
        (f"unknown_thing.appendChild($({WRITTEN})[0]);", ()),
        (f"$(unknown_thing).append({WRITTEN});", ()),
    ],
)
def test_what_scripts_write_stands_in_the_groups_of_where_they_write_it(written: str, groups: tuple[str, ...]) -> None:
    code = f"var l = document.getElementById('l'); {written}"
    page = PortalPage(
        URL, f"<html><body><h3>县教育局</h3><ul id='l'></ul><h3>县财政局</h3><script>{code}</script></body></html>"
    )
    assert [link.groups for link in page.links] == [groups]


def test_what_is_clicked_in_what_scripts_write_stands_in_those_groups_too() -> None:
    row = """'<li><a onclick="load(5)">年报</a></li>'"""
    code = f"function load(n) {{ $.get('/list', {{n: n}}); }} $('#l').append({row});"
    body = f"<h3>县教育局</h3><ul id='l'></ul><script>{code}</script>"
    page = PortalPage(URL, f"<html><body>{body}</body></html>")
    assert [page.groups(element) for element, effects in page.acts() if effects.requests] == [("县教育局",)]
    assert not any(Judge("江苏省/甲县").judge(link, in_column=True).promise.value == "report" for link in page.links)


@pytest.mark.parametrize(
    ("head", "groups"),
    [
        ("发布机构", ("县教育局",)),
        ("公开单位", ("县教育局",)),
        ("发布机构：", ("县教育局",)),
        ("公开责任部门", ("县教育局",)),
        # Who sees to what a text is about has mostly not published it.
        ("责任部门", ()),
        ("主管部门", ()),
        ("所属单位", ()),
        # What else stands beside a row says nothing of whose it is.
        ("信息来源", ()),
        ("备注", ()),
    ],
)
def test_the_publisher_of_a_row_stands_in_a_column_of_its_own(head: str, groups: tuple[str, ...]) -> None:
    rows = f"<tr><th>名称</th><th>{head}</th></tr><tr><td>{LINK}</td><td>县教育局</td></tr>"
    page = PortalPage(URL, f"<html><body><table>{rows}</table></body></html>")
    assert [link.groups for link in page.links] == [groups]


@pytest.mark.parametrize(
    ("publishers", "told"),
    [
        (("甲市数据资源管理局",) * 3, [(), (), ()]),
        (("甲市数据资源管理局", "", "甲市数据资源管理局"), [(), (), ()]),
        (("甲市数据资源管理局", "甲市教育局"), [("甲市数据资源管理局",), ("甲市教育局",)]),
        (("甲市数据资源管理局",), [("甲市数据资源管理局",)]),
    ],
)
def test_a_publisher_of_all_rows_tells_nothing_apart(publishers: tuple[str, ...], told: list[tuple[str, ...]]) -> None:
    rows = "".join(f"<tr><td>{LINK}</td><td>{publisher}</td></tr>" for publisher in publishers)
    head = "<tr><th>名称</th><th>发布机构</th></tr>"
    page = PortalPage(URL, f"<html><body><table>{head}{rows}</table></body></html>")
    assert [link.groups for link in page.links] == told


def test_words_of_a_query_are_sent_in_the_encoding_of_the_page() -> None:
    # What the page declares itself need not be what its answer is in.
    link = '<meta charset="gb2312"><a href="/目录/list.asp?lm=年报&amp;p=1">年报</a>'
    pages = [PortalPage(URL, link, encoding=encoding) for encoding in ("gb18030", "")]
    assert [link.url.rpartition("/")[2] for page in pages for link in page.links] == [
        "list.asp?lm=%C4%EA%B1%A8&p=1",
        "list.asp?lm=年报&p=1",
    ]


@pytest.mark.parametrize(
    "code",
    [
        "document.write('<a href=\"/list.asp?lm=年报\">年报</a>');",
        "document.getElementById('l').innerHTML = '<a href=\"/list.asp?lm=年报\">年报</a>';",
    ],
)
def test_so_are_those_of_what_scripts_write(code: str) -> None:
    for encoding, words in (("gb18030", "%C4%EA%B1%A8"), ("", "年报")):
        page = PortalPage(URL, f"<html><body><ul id=l></ul><script>{code}</script></body></html>", encoding=encoding)
        assert [link.url.partition("?")[2] for link in page.links] == [f"lm={words}"]
        again = page.unread()
        assert (again, again.links) == (page, page.links)


ROW = {"title": "2017年年报", "url": "/t.asp?lm=年报"}
SHOW = "$.get('/l', function (d) { document.write('<a href=\"' + d.rows[0].url + '\">' + d.rows[0].title + '</a>'); });"


@pytest.mark.parametrize(
    "told",
    [
        {"rows": [ROW]},
        {"rows": "<a href='/t.asp?lm=年报'>2017年年报</a>"},
        {"rows": [{"title": "2017年年报", "url": "t.asp?lm=年报"}]},
    ],
)
def test_so_are_those_of_answers_that_a_page_shows(told: dict[str, Any]) -> None:
    asker = PortalPage(URL, f"<html><body><script>{SHOW}</script></body></html>", encoding="gb18030")
    answer = Answer(PortalPage(f"{URL}l", json.dumps(told)), asker.base, asker.scripting)
    assert {link.url.rpartition("?")[2] for link in answer.links()} == {"lm=%C4%EA%B1%A8"}
    alone = Answer(PortalPage(f"{URL}l", json.dumps(told)), asker.base)
    assert {link.url.rpartition("?")[2] for link in alone.links()} == {"lm=%C4%EA%B1%A8"}


def test_so_are_those_of_a_text_that_an_interface_answers_with() -> None:
    told = {"title": "甲", "content": "<p>乙<a href='/a.asp?lm=年报'>丙</a></p>", "files": [ROW]}
    page = as_page(PortalPage(URL, json.dumps(told), encoding="gb18030"))
    assert {link.url.rpartition("?")[2] for link in page.links} == {"lm=%C4%EA%B1%A8"}


def test_so_are_those_of_data_in_a_page_and_of_forms() -> None:
    judge, step = Judge("江苏省/甲市"), Step(url=URL, kind=Kind.COLUMN, why=Why.PAGE, column=True)
    held = f"<p data-rows='{json.dumps([ROW])}'>甲</p>"
    page = PortalPage(URL, f"<html><body>{held}</body></html>", encoding="gb18030")
    assert {link.url.rpartition("?")[2] for link in PageState(judge).links(page, step)} == {"lm=%C4%EA%B1%A8"}
    form = "<form action=/l.asp><input type=hidden name=lm value=年报><select name=y><option>2017</select></form>"
    page = PortalPage(URL, f"<html><body>{form}</body></html>", encoding="gb18030")
    assert [link.url.rpartition("?")[2] for link in QueryPages(judge).links(page, step)] == ["lm=%C4%EA%B1%A8&y=2017"]


SENDS = """<form id=f action=/l.asp {}><input type=hidden name=lm value=年报><input type=hidden name=page value=1>
</form><script>
function turn(n) {{ f.page.value = n; f.submit(); }} var f = document.getElementById('f');</script>
<a onclick="turn(2)">下一页</a>"""


@pytest.mark.parametrize(("encoding", "words"), [("gb18030", "%C4%EA%B1%A8"), ("", "%E5%B9%B4%E6%8A%A5")])
def test_so_are_those_of_forms_that_scripts_send(encoding: str, words: str) -> None:
    page = PortalPage(URL, f"<html><body>{SENDS.format('')}</body></html>", encoding=encoding)
    assert [link.url.rpartition("?")[2] for link in page.links] == [f"lm={words}&page=2"]
    # What scripts ask for without a form is in UTF-8, whatever their page is in.
    asked = "<a onclick=\"$.get('/l', {lm: '年报'})\">甲</a><script>var a;</script>"
    page = PortalPage(URL, f"<html><body>{asked}</body></html>", encoding=encoding)
    assert [link.url.rpartition("?")[2] for link in page.links] == ["lm=%E5%B9%B4%E6%8A%A5"]


@pytest.mark.parametrize(
    "turned",
    [
        SENDS.format("method=post"),
        """<form method=post action=/l.asp><input type=hidden name=lm value=年报><input type=hidden name=page value=1>
        <input type=hidden name=__VIEWSTATE></form><a href="javascript:__doPostBack('p','2')">下一页</a>""",
    ],
)
def test_what_a_form_posts_is_announced_as_it_is_sent(turned: str) -> None:
    step = Step(url=URL, kind=Kind.COLUMN, why=Why.PAGE, column=True)
    for encoding, words in (("gb18030", "%C4%EA%B1%A8"), ("", "%E5%B9%B4%E6%8A%A5")):
        page = PortalPage(URL, f"<html><body>{turned}</body></html>", encoding=encoding)
        (further,) = QueryPages(Judge("江苏省/甲市")).further(page, step, 4)
        assert f"lm={words}" in further.body
        # Browsers name no encoding; a wrong one is worse than none.
        assert further.content_type.endswith("; charset=UTF-8") == (not encoding)


def test_nodes_of_trees_are_told_by_those_above() -> None:
    calls: list[tuple[str, tuple[Any, ...]]] = [
        ("add", (0, -1, "目录")),
        ("add", (33, 0, "县直部门")),
        ("add", (330.0, "33", "县教育局", "")),
        ("add", (7, 330, "年报", "/7/")),
        ("add", ("年报", "/8/")),
    ]
    assert of_nodes([], calls, ("name",)) == {
        ("0", "目录"): (),
        ("33", "县直部门"): ("目录",),
        ("330", "县教育局"): ("县直部门", "目录"),
        ("7", "年报"): ("县教育局", "县直部门", "目录"),
    }
    objects: list[dict[str, Any]] = [
        {"id": 1, "pId": 0, "name": "县直部门"},
        {"ID": "2", "parentId": 1, "name": "年报"},
        {"name": "年报"},
    ]
    assert of_nodes(objects, [], ("name",))["2", "年报"] == ("县直部门",)
    titled: list[dict[str, Any]] = [
        {"id": 1, "pId": 0, "name": "", "title": "县直部门"},
        {"id": 2, "pId": 1, "name": "年报"},
    ]
    assert of_nodes(titled, [], ("name", "title"))["2", "年报"] == ("县直部门",)
    around: list[dict[str, Any]] = [{"id": 1, "pId": 2, "name": "甲"}, {"id": 2, "pId": 1, "name": "乙"}]
    assert of_nodes(around, [], ("name",))["1", "甲"] == ("乙", "甲", "乙", "甲")


def test_a_menu_in_a_script_knows_whose_its_nodes_are() -> None:
    nodes = "add(1, 0, '县直部门', ''); add(2, 1, '年报', '/2/'); document.write('<a href=\"/2/\">年报</a>');"
    page = PortalPage(URL, f"<html><body><script>function add(a, b, c, d) {{}} {nodes}</script></body></html>")
    assert [link.groups for link in page.links] == [("县直部门",), ("县直部门",)]


@pytest.mark.parametrize(
    ("text", "groups", "in_column", "promise"),
    [
        # A column without a name of its own is that of its group.
        ("年报", ("县教育局",), False, "nothing"),
        ("年度报告", ("县教育局", "县直部门信息公开目录"), False, "nothing"),
        ("政府信息公开年报", ("乡(镇)信息公开目录",), False, "nothing"),
        ("年报", ("县(市、区)年度报告",), False, "nothing"),
        ("年报", ("县政府信息公开目录",), False, "column"),
        ("年报", ("县政府", "县直部门"), False, "column"),
        ("县政府年报", ("县直部门",), False, "column"),
        ("泾县政府信息公开年报", ("县直部门",), False, "column"),
        ("年报", ("部门动态",), False, "column"),
        ("年报", ("县教育局召开会议",), False, "column"),
        # The government's own part of a column, where only the group says that it is one.
        ("县政府", ("公开年报",), False, "column"),
        ("县政府", (), False, "nothing"),
        ("县政府", ("年报专题会议", "公开年报"), False, "nothing"),
        ("县政府", ("法治政府建设年度报告",), False, "nothing"),
        ("县政府", ("法治政府建设年度报告",), True, "nothing"),
        ("县政府", ("信息公开指南和年报",), True, "column"),
        ("县政府", ("栏目导航",), True, "column"),
        ("县政府历年报告(2008-2012年)", ("政府信息公开工作年度报告",), False, "column"),
        ("县直部门", ("公开年报",), False, "nothing"),
        ("县政府历史年报(2008-2012)", (), False, "column"),
        ("县政府历史公报(2008-2012)", (), False, "nothing"),
        # A year alone is a report of the column that it stands below.
        ("2022年", ("政府信息公开年报",), False, "report"),
        ("2022年度", ("县政府年报",), False, "report"),
        ("2022年", ("政府公报",), False, "nothing"),
        ("2022年", (), False, "nothing"),
        ("2022年工作动态", ("政府信息公开年报",), False, "nothing"),
        ("2022年", ("部门信息公开年报",), False, "nothing"),
        # A report that names nobody is that of its group.
        ("2022年政府信息公开工作年度报告", ("县直部门",), True, "report of another body"),
        ("泾县2022年政府信息公开工作年度报告", ("县直部门",), True, "report"),
        ("2022年政府信息公开工作年度报告", ("通知公告",), True, "report"),
        ("2022年政府信息公开工作年度报告", ("县教育局",), True, "report of another body"),
        # A part of the site that is called like a body is none.
        ("2022年政府信息公开工作年度报告", ("新闻中心",), True, "report"),
        ("2022年政府信息公开工作年度报告", ("泾县政务服务大厅",), True, "report"),
        ("2022年政府信息公开工作年度报告", ("一网通办",), True, "report"),
        ("2022年政府信息公开工作年度报告", ("走进开发区",), True, "report"),
        ("2022年政府信息公开工作年度报告", ("县新闻中心",), True, "report of another body"),
        ("2022年政府信息公开工作年度报告", ("泾县新闻中心",), True, "report of another body"),
        ("2022年政府信息公开工作年度报告", ("便民服务中心",), True, "report of another body"),
        ("2022年政府信息公开工作年度报告", ("县交通办",), True, "report of another body"),
        ("年报", ("办事大厅",), False, "column"),
        ("2022年政府信息公开工作年度报告", ("在线学习中心",), True, "report"),
        ("2022年政府信息公开工作年度报告", ("县学习中心",), True, "report of another body"),
        # Some bodies publish the government's reports for it, and list those of all others.
        ("2022年政府信息公开工作年度报告", ("县政务服务和大数据管理局",), True, "report"),
        ("2022年政府信息公开工作年度报告", ("县直部门信息公开年报",), True, "report of another body"),
        ("年报", ("县政务服务和大数据管理局",), True, "nothing"),
    ],
)
def test_what_a_link_promises_in_its_groups(text: str, groups: tuple[str, ...], in_column: bool, promise: str) -> None:
    link = Link(NOWHERE, text, groups=groups)
    assert Judge("安徽省/宣城市/泾县").judge(link, in_column=in_column).promise.value == promise


def test_the_column_of_a_body_bears_the_name_of_its_group() -> None:
    verdict = Judge("安徽省/宣城市/泾县", bodies=True).judge(
        Link(NOWHERE, "年报", groups=("县教育局",)), in_column=False
    )
    assert (verdict.promise.value, verdict.agency) == ("column", "县教育局")

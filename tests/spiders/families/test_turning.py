"""In which way a list is turned, what is asked for its next page, and what is known of its last one."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from spiders.discovery.pages import PortalPage
from spiders.families.question import Question
from spiders.families.turning import (
    ByAnswer,
    ByClick,
    ByClicks,
    ByField,
    ByFunction,
    ByPager,
    Turning,
    _counts_on,
    _is_alike,
    counted,
    goes_on,
    numbered,
    shown,
    way,
)
from spiders.scripting.effects import encoded
from spiders.scripting.world import Answered

HOST = "http://www.example.gov.cn"
LOAD = "function load(n) { $.get('/l/' + n); } "
DELEGATED = "$(document).on('click', '.next', function () { $.get('/l/' + (+$(this).attr('data-n'))); }); "
WRITTEN = '<a onclick="load(2)">2</a><a onclick="load(7)">末页</a>'
OF_THREE = "function ask(id, at, size) { $.get('/l/' + at); }"
OF_CHANNEL = "function ask(id, at, size) { $.get('/l/' + id + '/' + at); }"
NEXT = '<b class="next" data-n="2">下一页</b>'
FIELD = Question(f"{HOST}/l", "GET", {"page": "1"}, as_json=False)
OFFSET = Question(f"{HOST}/l", "GET", {"start": "0", "limit": "10"}, as_json=False)
FROM_ZERO = '<a href="javascript:load(1)">2</a><a onclick="load(2)">尾页</a>'
ZEROTH = Question(f"{HOST}/l/0", "GET", {}, as_json=False)
FIRST = Question(f"{HOST}/l/1", "GET", {}, as_json=False)
ADDED = "(function () { var at = 1; $('#more').click(function () { $.get('/l', {page: ++at}); }); })();"
HELD = """
var further = document.getElementById("further");
further.addEventListener("click", async () => {
  const at = Number(further.dataset.at) + 1, got = await fetch(`/l/${at}.html`);
  document.querySelector("ul").insertAdjacentHTML("beforeend", await got.text());
  further.dataset.at = at;
});
"""
MADE = """
var turn = document.getElementById("turn");
turn.innerHTML = '<a data-to="1">1</a><a data-to="2">2</a><a data-to="2">下一页</a>';
[].forEach.call(turn.querySelectorAll("a"), function (link) {
  link.onclick = function () { var to = +link.getAttribute("data-to"); $.get("/l", {page: to}); };
});
"""
TOLD = '<ul></ul><p id="further" data-at="1" data-pages="6">查看更多</p>'
MORE = '<button id="more">加载更多</button>'
SECOND = Question(f"{HOST}/l", "GET", {"page": "2"}, as_json=False, asks=2)
ASKED = "function ask(at) { $.get('/l', {page: at}); }"
OWN = "function somePager(set) { $('#turn').text(set.pageCount); } "
DRAWN = "somePager({pageCount: 3, backFn: load}); "


def calls(arguments: str) -> str:
    """A pager that calls a function with some arguments, among them the number of a page."""
    return "".join(f"""<a onclick="ask({arguments.format(number)})">{number}</a>""" for number in (2, 7))


def page(code: str = "", body: str = "") -> PortalPage:
    return PortalPage(f"{HOST}/nb/index.html", f"<html><body>{body}<script>{code}</script></body></html>")


@pytest.mark.parametrize(
    ("code", "markup", "asked", "found", "following"),
    [
        ("", "", FIELD, ByField(FIELD), "/l?page=2"),
        ("", "", OFFSET, ByField(OFFSET), "/l?start=10&limit=10"),
        (f"{LOAD} load(1);", "", FIRST, ByFunction("load"), "/l/2"),
        (f"{LOAD} load(0);", "", ZEROTH, ByFunction("load", first=0), "/l/1"),
        (LOAD, WRITTEN, FIRST, ByFunction("load", 7), "/l/2"),
        (f"{LOAD} {DRAWN}", "", FIRST, ByPager(0, 3), "/l/2"),
        (f"{LOAD} {DRAWN.replace('3', 'unknown')}", "", FIRST, ByPager(0), "/l/2"),
        (LOAD, FROM_ZERO, ZEROTH, ByFunction("load", 3, 0), "/l/1"),
        (LOAD, FROM_ZERO.replace("load(1)", "load(9)"), ZEROTH, None, ""),
        (DELEGATED, NEXT, FIRST, ByClick(), "/l/2"),
        ("", WRITTEN.replace("2", "3"), FIRST, None, ""),
        (LOAD, "", FIRST, None, ""),
        (DELEGATED, NEXT.replace("下一页", "尾页"), FIRST, None, ""),
        (f"{ASKED} {DRAWN.replace('load', 'ask')}", "", FIELD, ByField(FIELD, 3), "/l?page=2"),
        # One of several arguments is the number of a page, and a channel's number is none.
        (f"{OF_THREE} ask('c', 1, 10);", "", FIRST, ByFunction("ask", before='"c", ', behind=", 10"), "/l/2"),
        (f"{OF_THREE} ask('c', 1, 1);", "", FIRST, ByFunction("ask", before='"c", ', behind=", 1"), "/l/2"),
        (f"{OF_THREE} ask(1, 1, 10);", "", FIRST, ByFunction("ask", before="1, ", behind=", 10"), "/l/2"),
        (f"{OF_THREE} ask(15, 1, 10);", "", FIRST, ByFunction("ask", before="15, ", behind=", 10"), "/l/2"),
        (f"{OF_CHANNEL} ask(1, 1, 10);", "", FIRST, None, ""),
        (f"{LOAD} load(5);", "", dataclasses.replace(FIRST, url=f"{HOST}/l/5"), None, ""),
        (OF_THREE, calls("'c', {}, 10"), FIRST, ByFunction("ask", 7, before="'c', ", behind=", 10"), "/l/2"),
        (OF_THREE, calls("2, {}, 2"), FIRST, ByFunction("ask", 7, before="2, ", behind=", 2"), "/l/2"),
        (OF_THREE, calls("'c', '{}', 10"), FIRST, ByFunction("ask", 7, before="'c', ", behind=", 10"), "/l/2"),
        (OF_THREE, calls("c, {}, 10"), FIRST, None, ""),
        # In which order they are tried.
        (f"{LOAD} {DRAWN} {DELEGATED} load(1);", WRITTEN + NEXT, FIELD, ByField(FIELD), "/l?page=2"),
        (f"{LOAD} {DRAWN} {DELEGATED} load(1);", WRITTEN + NEXT, FIRST, ByFunction("load"), "/l/2"),
        (f"{LOAD} {DRAWN} {DELEGATED}", WRITTEN + NEXT, FIRST, ByFunction("load", 7), "/l/2"),
        (f"{LOAD} {DRAWN} {DELEGATED}", NEXT, FIRST, ByPager(0, 3), "/l/2"),
        # A list that the page shows itself.
        (f"{LOAD} {DRAWN} {DELEGATED}", WRITTEN + NEXT, None, ByFunction("load", 7), "/l/2"),
        (f"{LOAD} {DRAWN} {DELEGATED}", NEXT, None, ByPager(0, 3), "/l/2"),
        (f"{LOAD} {DELEGATED}", NEXT, None, ByClick(), "/l/2"),
        (f"{LOAD} load(1);", "<p>x</p>", None, None, ""),
        (ADDED, MORE, None, ByField(SECOND), "/l?page=2"),
        (ADDED, MORE.replace("加载更多", "更多新闻"), None, None, ""),
        (ADDED.replace("page: ++at", "id: ++at"), MORE, None, ByClicks(1), "/l?id=2"),
        (ADDED.replace("page: ++at", "id: at"), MORE, None, None, ""),
        (ADDED.replace("page: ++at", "id: --at"), MORE, None, None, ""),
        (ADDED.replace("page: ++at", "id: ++at, of: at"), MORE, None, None, ""),
        (ADDED.replace("'/l', {page: ++at}", "'/l' + ++at"), MORE, None, None, ""),
        (MADE, "<p id='turn'></p>", None, ByField(SECOND), "/l?page=2"),
        (MADE.replace("page: to", "page: to + 7"), "<p id='turn'></p>", None, None, ""),
        (MADE.replace("page: to", "id: to"), "<p id='turn'></p>", None, None, ""),
        (HELD, TOLD, None, ByClicks(1, 6), "/l/2.html"),
        (HELD, TOLD.replace("查看更多", "更多新闻"), None, None, ""),
        (f"{LOAD} {OWN} {DRAWN}", "", FIRST, ByPager(0, 3), "/l/2"),
    ],
)
def test_a_list_is_turned_by_the_first_way_that_is_found(
    code: str, markup: str, asked: Question | None, found: Turning | None, following: str
) -> None:
    asker = page(code, markup if asked is None else "")
    markup = shown(asker) if asked is None else markup
    assert way(asker, markup, 1, asked) == found
    if found is not None:
        question = found.next(asker, markup, 1)
        assert question is not None
        query = encoded(question.parameters)
        assert question.url + (f"?{query}" if query else "") == HOST + following


@pytest.mark.parametrize(
    ("parameters", "asks", "following"),
    [
        ({"page": "1"}, 1, "page=2"),
        ({"page": "0"}, 1, "page=1"),
        ({"page": "1"}, 2, "page=2"),
        ({"current": "7", "page": "1"}, 1, "current=7&page=2"),
        ({"curr": "2023", "page": "1"}, 1, "curr=2023&page=2"),
        ({"pn": "1", "pagenum": "20"}, 1, "pn=2&pagenum=20"),
        ({"pageNum": "15", "pageIndex": "1"}, 1, "pageNum=15&pageIndex=2"),
        ({"pageid": "3", "p": "1"}, 1, "pageid=3&p=2"),
        (
            {"current": "12", "pageid": "1034", "limit": "10", "start": "0"},
            1,
            "current=12&pageid=1034&limit=10&start=10",
        ),
        ({"current": "1", "page": "2"}, 2, "current=1&page=3"),
        ({"type": "1", "page": "5"}, 1, "type=1&page=6"),
        ({"page": ""}, 1, "page=2"),
        ({"_page": "3", "_pageSize": "6"}, 3, "_page=4&_pageSize=6"),
        ({"current": "5", "limit": "10", "start": "30"}, 1, "current=6&limit=10&start=30"),
    ],
)
def test_a_question_is_turned_by_the_field_that_holds_the_page_which_it_asks_for(
    parameters: dict[str, str], asks: int, following: str
) -> None:
    way = ByField(Question(f"{HOST}/l", "GET", parameters, as_json=False, asks=asks))
    assert encoded(way.next(page(), "", asks).parameters) == following


@pytest.mark.parametrize(
    ("found", "markup", "last"),
    [
        (ByField(FIELD), WRITTEN, None),
        (ByFunction("load"), WRITTEN, 7),
        (ByFunction("load", 5), WRITTEN, 7),
        (ByFunction("load", 9), WRITTEN, 9),
        (ByFunction("load", 5), "", 5),
        (ByFunction("load"), "", None),
        (ByPager(0, 3), WRITTEN, 3),
        (ByPager(0), WRITTEN, None),
        (ByClick(), WRITTEN, None),
    ],
)
def test_each_page_of_a_list_may_tell_of_later_ones(found: Turning, markup: str, last: int | None) -> None:
    assert found.seen(markup, 1).last == last


def test_a_pager_tells_which_argument_is_the_number_of_a_page() -> None:
    found = ByFunction("tab").seen('<a onclick="tab(3,1)">1</a><a onclick="tab(3,2)">2</a>', 1)
    assert found == ByFunction("tab", 2, before="3, ")
    assert ByFunction("other").seen('<a onclick="tab(3,2)">2</a>', 1) == ByFunction("other", 2)


def test_a_question_is_turned_from_the_page_that_it_asks_for_itself() -> None:
    from_zero = ByField(Question(f"{HOST}/l", "POST", {"page": 0}, as_json=True))
    assert [from_zero.next(page(), "", number).parameters for number in (1, 2)] == [{"page": 1}, {"page": 2}]


@pytest.mark.parametrize(
    ("body", "number", "further"),
    [
        ('<a onclick="turn(2)" href="#">下页</a>', 1, True),
        ('<b>1</b><a href="javascript:turn(2)">2</a>', 1, True),
        ('<ul><li>1</li><li><a href="javascript:turn(2)">2</a></li></ul>', 1, True),
        ('<a href="javascript:turn(2)">2</a><a href="javascript:turn(3)">3</a>', 1, True),
        ('<a href="javascript:turn(2)">2</a><b>下一页</b>', 1, True),
        ('<a href="javascript:turn(2)">2</a>', 1, False),
        ('<b>1</b><a href="javascript:turn(2)">2</a>', 2, False),
        # What stands beside a number that is not next to it, as that of a room, is no pager.
        ('<b>9</b><a href="javascript:turn(2)">2</a>', 1, False),
        ('<ul><li>1</li><li onclick="turn(2)">2</li></ul>', 1, True),
        ('<p><b>1</b><b><a href="javascript:turn(2)">2</a></b></p>', 1, True),
        ('<ul><li id="b1">1</li><li id="b2">2</li></ul>', 1, False),
        ('<ul><li>1</li><li id="b2">下一页</li></ul>', 1, True),
        ("<p>附件共 20 页</p>", 1, False),
        ("<p>本报告共 12 页</p>", 1, False),
        ("<p>2023/12页</p>", 1, False),
        ("<div><span>共 58 条记录</span><span>第 1/3 页</span></div>", 1, True),
        ("<div>共<b>3</b>页 首页 上一页 下一页 尾页</div>", 1, True),
        ('<a href="javascript:;">加载更多</a>', 1, True),
        ('<li onclick="turn(2)">下一页</li>', 1, True),
        ("<li>下一页</li>", 1, False),
        ('<a href="/nb/2.html">下一页</a>', 1, False),
        ('<a href="javascript:turn(2)">下一页</a> 1/1页', 1, False),
        ('<a href="javascript:turn(2)">下一页</a> 共3页', 2, True),
        ('<a href="javascript:turn(2)">下一页</a> 共3页', 3, False),
        ("共3页", 1, True),
        ('<div data-total="20" data-rows="6"></div>', 3, True),
        ('<div data-total="20" data-rows="6"></div>', 4, False),
        ('<div data-total="20" data-pagesize="20"></div>', 1, False),
        ('<div data-total="20"></div>', 1, False),
        ('<div data-pagecount="3" data-total="20" data-size="10"></div>', 2, True),
        ('<div data-pagecount="3" data-total="20" data-size="5"></div>', 3, False),
        ('<div data-total="5" data-rows="6"></div><p data-total="9" data-rows="6"></p>', 1, True),
        ('<div data-total="20" data-rows="0"></div>', 1, False),
        ('<div data-total="20" data-count="6"></div>', 3, True),
        ('<div data-total="20" data-rows="0.5"></div>', 1, False),
        ('<div data-total="1e308" data-rows="1e-9"></div>', 1, False),
        ('<div data-total="20" data-rows="6">共20件</div>', 1, False),
        ("", 1, False),
    ],
)
def test_a_page_tells_whether_its_list_goes_on(body: str, number: int, further: bool) -> None:
    assert goes_on(page("", body), number) == further


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        ('<i data-count="12" data-id="5"></i>', None),
        ('<i data-count="12" data-total="some"></i>', None),
        ('<i data-count="12" data-size="5"></i>', 3),
        ('<i data-total="12" data-count="5"></i>', 3),
        # So do attributes that are called so without more ado, and fields that nobody sees, for the script that turns.
        ('<div id="turn" pageindex="1" pagesize="4" pagecount="3" total="9"></div>', 3),
        ('<div pageindex="1" pagesize="4" total="9"></div>', 3),
        ('<div id="turn" pagesize="4"></div>', None),
        ('<input type="hidden" class="some pageCount" value="3"><input type="hidden" class="rowCount" value="15">', 3),
        ('<input type="HIDDEN" name="page_size" value="5"><input type="hidden" id="total" value="12">', 3),
        ('<input type="hidden" name="total-page" value="4"><i data-total="12" data-size="5"></i>', 4),
        ('<input type="hidden" name="pageCount" value="0"><input type="hidden" name="total" value="0">', None),
        ('<input type="hidden" name="size" value="5"><input type="hidden" name="total" value="0">', None),
        ('<input type="hidden" name="pageNo" value="3"><input type="hidden" name="total" value="12">', None),
        ('<input name="pageCount" value="3"><input type="hidden" name="pageCount">', None),
    ],
)
def test_one_number_tells_not_both_how_many_rows_there_are_and_how_many_a_page_has(
    body: str, pages: int | None
) -> None:
    assert counted(page("", body), 1) == pages


@pytest.mark.parametrize(("number", "further"), [(1, True), (3, False)])
def test_a_pager_that_calls_what_is_not_known_tells_how_many_pages_there_are(number: int, further: bool) -> None:
    drawn = "Some.pager('#turn', function (at) { Some.show(at); }, {pageCount: 3});"
    assert goes_on(page(drawn, "<p>x</p>"), number) == further


@pytest.mark.parametrize(
    ("code", "further"),
    [
        ("initPage('#turn', 6, 4, 1, function (at) { location = at + '.html'; });", True),
        ("initPage('#turn', '6', '1', function (at) { location = at == 1 ? 'index.html' : at + '.html'; });", True),
        # What leads nowhere else by its number, or is given one alone, may turn nothing; nor does what is defined.
        ("initPage('#turn', 6, 4, 1, function (at) { location = '/same.html'; });", False),
        ("initPage('#turn', 6, 4, 1, function (at) { show(at); });", False),
        ("initTab('#turn', 6, '', true, function (at) { location = at + '.html'; });", False),
        ("initPage('#turn', 6, 4, 1);", False),
        ("initPage('/nb/list{0}.html', 6, 4);", True),
        ("initPage('/nb/list.html', 6, 4);", False),
        ("function initPage() {} initPage('#turn', 6, 4, 1, function (at) { location = at + '.html'; });", False),
    ],
)
def test_a_function_that_has_not_been_fetched_may_turn_a_list(code: str, further: bool) -> None:
    assert goes_on(page(code, "<p>x</p>"), 1) == further


@pytest.mark.parametrize(
    ("query", "pages", "following"),
    [
        ("lm=7&rows=8&pageIndex=1", 3, "lm=7&rows=8&pageIndex=2"),
        ("pageIndex=0&lm=7", 3, "pageIndex=1&lm=7"),
        ("lm=7&pageIndex=1", 1, None),
        ("lm=7&pageIndex=5", 9, None),
        ("lm=1&rows=1", 3, None),
        ("", 3, None),
    ],
)
def test_a_piece_of_a_page_is_turned_by_its_address_as_far_as_its_pager_counts(
    query: str, pages: int, following: str | None
) -> None:
    drawn = f"<script>Some.pager('#turn', function (at) {{ load(at); }}, {{totalPage: {pages}}});</script>"
    part = PortalPage(f"{HOST}/part?{query}", f"<p>x</p>{drawn}")
    assert numbered(part, 1) == (None if following is None else f"{HOST}/part?{following}")


GOES_ON = """var mark = ''; function ask() { $.get('/l', {lm: 7, after: mark}, function (got) { mark = got.next; }); }
$('#more').click(ask); ask();"""
AFTER = Question(f"{HOST}/l", "GET", {"lm": "7", "after": ""}, as_json=False)


@pytest.mark.parametrize(
    ("code", "body", "content", "following"),
    [
        (GOES_ON, MORE, {"next": "c9", "rows": []}, "lm=7&after=c9"),
        (GOES_ON, MORE, {"next": "", "rows": []}, None),
        (GOES_ON, MORE, {"next": None, "rows": []}, None),
        (GOES_ON, MORE.replace("加载更多", "更多新闻"), {"next": "c9"}, None),
        # What the answer has not told is another list.
        (GOES_ON.replace("got.next", "'c' + got.next"), MORE, {"next": "c9"}, None),
        (GOES_ON.replace("'/l'", "'/l' + mark"), MORE, {"next": "c9"}, None),
    ],
)
def test_a_list_goes_on_with_what_its_answer_tells(
    code: str, body: str, content: dict[str, Any], following: str | None
) -> None:
    shown = page(code, body).with_answer(Answered(f"{HOST}/l", json.dumps(content), content))
    question = ByAnswer(AFTER).next(shown, "", 1)
    assert (question and encoded(question.parameters)) == following
    assert (ByAnswer.offered(shown, AFTER) is None) == ("更多新闻" in body)
    assert ByAnswer(AFTER).next(page(code, body), "", 1) is None


FETCHED = """
const more = document.getElementById("more");
var at = 1, all = 4, isBusy = false;
more.addEventListener("click", function () {
  fetch("/l?page=" + (at + 1)).then(function (r) { return r.text(); }).then(function (html) {
    document.querySelector("ul").insertAdjacentHTML("beforeend", html);
    at++;
    END
  });
});
"""
BY_JQUERY = "var at = 1; $('#more').click(function () { $.get('/l', {page: ++at}, function (rows) { END }); });"
HELD_MORE = '<button id="more" data-page="1" {}>加载更多</button>'


@pytest.mark.parametrize(
    ("code", "body", "last"),
    [
        (ADDED, HELD_MORE.format('data-pages="3"'), 3),
        (ADDED, HELD_MORE.format('data-total-pages="3"'), 3),
        (ADDED, HELD_MORE.format('data-total="23" data-page-size="10"'), 3),
        (ADDED, HELD_MORE.format('data-total="23"'), None),
        (ADDED, f'<div class="more" data-page-count="5"><p>{MORE}</p></div>', 5),
        (ADDED, f'<div data-page-count="5"><div><div><div>{MORE}</div></div></div></div>', None),
        (ADDED, f'{MORE}<input type="hidden" id="totalPage" value="4">', 4),
        (ADDED, f"<div>共 4 页</div>{MORE}", 4),
        # What counts no further page counts those of another list.
        (ADDED, f'{MORE}<input type="hidden" id="totalPage" value="1">', None),
        (ADDED.replace("page: ++at", "id: ++at"), HELD_MORE.format('data-pages="3"'), 3),
        # What a script compares with tells it by what becomes of the button.
        (FETCHED.replace("END", "if (at >= all) more.style.display = 'none';"), MORE, 4),
        (FETCHED.replace("END", "if (at >= all) { more.parentNode.style.display = 'none'; }"), f"<p>{MORE}</p>", 4),
        (FETCHED.replace("END", "more.hidden = at >= all;"), MORE, 4),
        (FETCHED.replace("END", "more.disabled = at >= all;"), MORE, 4),
        (FETCHED.replace("END", "if (at == all) more.remove();"), MORE, 4),
        (FETCHED.replace("END", "if (at == all) more.parentNode.removeChild(more);"), f"<p>{MORE}</p>", 4),
        (FETCHED.replace("END", "if (at == all) more.classList.add('d-none');"), MORE, 4),
        (FETCHED.replace("END", "more.textContent = at < all ? '加载更多' : '没有更多了';"), MORE, 4),
        (FETCHED.replace("END", "more.innerHTML = at < all ? '加载更多' : '已全部加载';"), MORE, 4),
        (FETCHED.replace("END", "more.style.display = at < all ? 'block' : 'none';"), MORE, 4),
        (FETCHED.replace("END", "").replace("  fetch", "  if (at >= all) { return; } fetch"), MORE, 4),
        (BY_JQUERY.replace("END", "if (at >= 3) $('#more').hide();"), MORE, 3),
        (BY_JQUERY.replace("END", "if (at >= 3) $('#more').parent().css({display: 'none'});"), f"<p>{MORE}</p>", 3),
        (BY_JQUERY.replace("END", "if (at >= 3) $('#more').text('没有了');"), MORE, 3),
        (BY_JQUERY.replace("END", "$('#more').prop('disabled', at >= 3);"), MORE, 3),
        # What only an answer tells, or what waits for one, hides it at once.
        (FETCHED.replace("END", "if (!html) more.style.display = 'none';"), MORE, None),
        (BY_JQUERY.replace("END", "if (rows.length < 10) $('#more').hide();"), MORE, None),
        (FETCHED.replace("END", "").replace("  fetch", "  if (isBusy) return; isBusy = true; fetch"), MORE, None),
        (BY_JQUERY.replace("END", "").replace("$.get", "$('#more').hide(); $.get"), MORE, None),
        (BY_JQUERY.replace("END", "$('#more').show();").replace("$.get", "$('#more').hide(); $.get"), MORE, None),
        (FETCHED.replace("END", "if (at >= all) document.querySelector('ul').style.color = 'none';"), MORE, None),
        (FETCHED.replace("END", "if (at > 40) more.remove();"), MORE, None),
    ],
)
def test_a_pager_is_believed_that_says_how_many_pages_there_are(code: str, body: str, last: int | None) -> None:
    found = way(page(code, f"<ul></ul>{body}"), "", 1)
    assert found is not None
    assert found.last == last


@pytest.mark.parametrize(("rows", "last"), [(0, 2), (4, 2), (5, None)])
@pytest.mark.parametrize("code", [ADDED, ADDED.replace("page: ++at", "id: ++at")])
def test_what_counts_shorter_pages_than_the_list_has_counts_those_of_another(
    code: str, rows: int, last: int | None
) -> None:
    slides = '<div data-total="8" data-size="4"></div>'
    found = way(page(code, f"{slides}<ul></ul>{MORE}"), "", 1, rows=rows)
    assert found is not None
    assert found.last == last


def test_a_button_whose_list_has_one_page_turns_nothing() -> None:
    assert not goes_on(page(ADDED, HELD_MORE.format('data-pages="1"')), 1)


def test_what_each_click_asks_for_is_told_by_as_many_clicks() -> None:
    found = way(page(HELD, TOLD), "", 1)
    assert found is not None
    asked = [found.next(page(HELD, TOLD), "", number) for number in (1, 2, 4)]
    assert [each and each.url for each in asked] == [f"{HOST}/l/{number}.html" for number in (2, 3, 5)]
    assert found.last == 6


def asked_at(path: str, method: str = "GET") -> Question:
    return Question(f"{HOST}{path}", method, {}, as_json=False)


@pytest.mark.parametrize(
    ("one", "other", "counts_on"),
    [
        ("/l?page=1", "/l?page=2", True),
        ("/l/1", "/l/12", True),
        ("/l?page=2", "/l?page=1", False),
        ("/l?page=1", "/l?page=1", False),
        ("/l?page=1&n=1", "/l?page=2&n=2", False),
        ("/l?page=a", "/l?page=b", False),
        ("/l?page=1", "/l?page=1-2", False),
    ],
)
def test_the_number_that_clicks_ask_for_one_after_the_other_is_that_of_a_page(
    one: str, other: str, counts_on: bool
) -> None:
    assert _counts_on(asked_at(one), asked_at(other)) == counts_on


@pytest.mark.parametrize(
    ("following", "question", "is_alike"),
    [
        (asked_at("/l/2"), asked_at("/l/1"), True),
        (asked_at("/l?page=2"), asked_at("/l?page=1"), True),
        (asked_at("/l/1"), asked_at("/l/1"), False),
        (asked_at("/l/2", "POST"), asked_at("/l/1"), False),
        (asked_at("/m/2"), asked_at("/l/1"), False),
        (asked_at("/l/1/2"), asked_at("/l/1"), False),
    ],
)
def test_the_next_page_of_a_list_is_asked_for_like_the_one_before(
    following: Question, question: Question, is_alike: bool
) -> None:
    assert _is_alike(following, question) == is_alike

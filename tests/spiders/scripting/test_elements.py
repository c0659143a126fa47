"""What scripts read of the elements of a page, what they change of them, and what their clicks do."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest

from spiders.discovery.pages import PortalPage
from spiders.scripting.page import PageScripts

URL = "http://www.example.gov.cn/gk/nb/list.jsp"
BODY = """
<div id="box" class="out" title="T" data-col-id="7" data-no="007" data-long="123456789012345">
<p class="in">甲<b>乙</b></p><p class="in" id="second">丙</p><p class="in last">丁</p></div>
<a id="link" href="/link.html" name="anchor">戊</a><img id="img" src="/i.png">
<select id="year" name="y"><option>2019</option><option value="b">2020</option></select>
<select id="empty"></select>
<select id="marked"><option value="c">1</option><option value="d" selected>2</option></select>
<form id="f" name="asked" action="/go?x=1"><input name="q" value="1"><input type="checkbox" name="k" value="on">
<input type="submit" name="s" value="x"><input type="button" name="t" value="x"><input type="FILE" name="u" value="x">
<input value="none"><textarea name="words">庚 </textarea><select name="z"><option value="2">2</option></select></form>
<form id="plain"></form><form id="sent" action="/sent" method="POST"><input name="q" value="1"></form>
<form id="odd"><b id="shown">x</b><input name="length" value="a"><input id="unnamed" value="b">
<input type="image" name="pointed"><input name="page.number" value="3"><input name="twice" id="q" value="c"></form>
<iframe id="frame"></iframe><meta name="code" content="33">
<script id="tpl" type="text/html"><i>{{t}}</i></script>
"""


def scripts(*codes: str, body: str = BODY) -> PageScripts:
    return PageScripts(URL, lxml.html.document_fromstring(f"<html><body>{body}</body></html>"), codes)


READ = [
    # By the document
    ("document.getElementById('box').className", "out"),
    ("document.getElementById('nothing')", None),
    ("document.getElementById()", None),
    ("document.querySelector('.in').innerText", "甲乙"),
    ("document.querySelector('.in').textContent", "甲乙"),
    ("document.querySelector('.nothing')", None),
    ("document.querySelector('[[')", None),
    ("document.querySelectorAll('.in').length", "3"),
    ("document.querySelectorAll('.in')[2].text", "丁"),
    ("document.getElementsByTagName('p').length", "3"),
    ("document.getElementsByClassName('last').length", "1"),
    ("document.getElementsByName('q').length", "2"),
    ("document.forms.length", "4"),
    ("document.forms[1].id", "plain"),
    ("document.body.getElementsByTagName('form').length", "4"),
    ("document.documentElement.getElementsByTagName('form').length", "4"),
    ("document.asked.q.value", "1"),
    ("document.unheard", None),
    ("document.currentScript", None),
    # Members of an element
    ("document.getElementById('box').id", "box"),
    ("document.getElementById('box').title", "T"),
    ("document.getElementById('box').value", ""),
    ("document.getElementById('link').href", "/link.html"),
    ("document.getElementById('link').name", "anchor"),
    ("document.getElementById('img').src", "/i.png"),
    ("document.getElementById('f').action", "/go?x=1"),
    ("document.querySelector('meta').content", "33"),
    ("document.getElementById('box').href", ""),
    ("document.querySelector('.in').innerHTML", "甲<b>乙</b>"),
    ("document.getElementById('second').innerHTML", "丙"),
    ("document.getElementById('box').dataset.colId", "7"),
    ("document.getElementById('box').dataset.other", None),
    ("document.getElementById('box').children.length", "3"),
    ("document.getElementById('box').children[1].id", "second"),
    ("document.getElementById('second').parentNode.id", "box"),
    ("document.getElementById('second').parentElement.id", "box"),
    ("document.getElementById('box').unheard", None),
    ("document.getElementById('box').getAttribute('data-no')", "007"),
    ("document.getElementById('box').getAttribute('DATA-NO')", "007"),
    ("document.getElementById('box').getAttribute('nothing')", None),
    ("document.getElementById('box').querySelector('.last').innerText", "丁"),
    ("document.getElementById('second').querySelector('.last')", None),
    ("document.getElementById('box').querySelectorAll('p').length", "3"),
    # Boxes and forms
    ("document.getElementById('year').value", "2019"),
    ("document.getElementById('year').selectedIndex", "0"),
    ("document.getElementById('year').options[1].value", "b"),
    ("document.getElementById('year').options.length", "2"),
    ("document.getElementById('marked').value", "d"),
    ("document.getElementById('marked').selectedIndex", "1"),
    ("document.getElementById('empty').value", ""),
    ("document.getElementById('box').options", None),
    ("document.getElementById('f').q.value", "1"),
    ("document.getElementById('f').words.value", "庚 "),
    ("document.getElementById('box').q", None),
    ("document.getElementById('box').elements", None),
    ("document.asked.elements['q'].value", "1"),
    ("document.asked.elements.words.value", "庚 "),
    ("document.asked.elements[6].name", "words"),
    ("document.asked.elements.item(7).name", "z"),
    ("document.asked.elements.item(8)", None),
    ("document.asked.elements.item()", None),
    ("document.asked.elements.namedItem('k').value", "on"),
    ("document.asked.elements.nothing", None),
    ("document.asked.elements.namedItem('nothing')", None),
    ("document.asked.elements.namedItem()", None),
    ("document.asked.elements.length", "8"),
    ("document.asked.length", "8"),
    ("document.forms['asked'].q.value", "1"),
    ("document.forms.sent.elements.q.value", "1"),
    ("document.forms.namedItem('sent').action", "/sent"),
    ("document.forms.item(1).id", "plain"),
    ("document.forms.box", None),
    ("document.forms.year", None),
    ("document.getElementsByTagName('p').second.innerText", "丙"),
    ("document.getElementsByTagName('p').item(2).innerText", "丁"),
    ("document.getElementById('box').children.item(1).id", "second"),
    ("document.forms[3].elements.length", "4"),
    ("document.forms[3].elements[0].form.id", "odd"),
    ("document.getElementById('year').form", None),
    ("document.getElementById('shown').form", None),
    ("document.forms[3].elements.namedItem('length').value", "a"),
    ("document.forms[3].elements.unnamed.value", "b"),
    ("document.forms[3].unnamed.value", "b"),
    ("document.forms[3].elements.pointed", None),
    ("document.forms[3].elements.shown", None),
    ("document.forms[3].shown", None),
    ("document.forms[3].elements['page.number'].value", "3"),
    ("document.forms[3].elements.twice.value", "c"),
    # Wrapped by jQuery
    ("$('.in').length", "3"),
    ("$('.nothing').length", "0"),
    ("$('.in')[1].id", "second"),
    ("$('.in')[3]", None),
    ("$('.in:eq(1)').text()", "丙"),
    ("$('.in:eq(-1)').text()", "丁"),
    ("$('.in:eq(3)').text()", None),
    ("$('.in:eq(-4)').text()", None),
    ("$('.in:first').text()", "甲乙"),
    ("$('.in:last').text()", "丁"),
    ("$('p:first-child').text()", "甲乙"),
    ("$('.in').eq(1).text()", "丙"),
    ("$('.in').eq(-1).text()", "丁"),
    ("$('.in').first().text()", "甲乙"),
    ("$('.in').last().text()", "丁"),
    ("$('#box').find('.last').text()", "丁"),
    ("$('#box').find('a').length", None),
    ("$('#box').children().length", "3"),
    ("$('#second').parent().attr('id')", "box"),
    ("$('b').parents('div').attr('id')", "box"),
    ("$('b').closest('div').attr('id')", "box"),
    ("$('b').closest('span').length", None),
    ("$('.in').filter('.last').length", "1"),
    ("$('.in').not('.last').length", "2"),
    ("$('b').closest('.out').attr('id')", "box"),
    ("$('#box').closest('.out').attr('id')", "box"),
    ("$('b').parents('.out').attr('id')", "box"),
    ("$('b').parent('.none').length", None),
    ("$('#box').children('.last').text()", "丁"),
    ("$('#second').next().text()", "丁"),
    ("$('#second').prev('.in').find('b').text()", "乙"),
    ("$('#second').siblings().length", "2"),
    ("$('#second').siblings('.last').text()", "丁"),
    ("$('#second').index()", "1"),
    ("$('.in').index($('#second'))", "1"),
    ("$('.in').index(document.getElementById('link'))", "-1"),
    ("$('#second').is('p')", "true"),
    ("$('#second').is('.last')", "false"),
    ("$('#second').is('div > p')", None),
    ("$('#second').hasClass('in')", "true"),
    ("$('#second').hasClass('last')", "false"),
    ("$('#none').index()", None),
    ("document.querySelector('b').closest('.out').id", "box"),
    ("document.querySelector('b').closest('.none')", None),
    ("document.querySelector('b').matches('p > b')", None),
    ("document.querySelector('b').matches('b')", "true"),
    ("document.querySelector('b').tagName", "B"),
    ("document.querySelector('b').nodeName", "B"),
    ("document.getElementById('box').classList.contains('out')", "true"),
    ("document.getElementById('box').classList.contains('in')", "false"),
    ("document.getElementById('second').nextElementSibling.textContent", "丁"),
    ("document.getElementById('second').previousElementSibling.firstElementChild.textContent", "乙"),
    ("document.getElementById('box').lastElementChild.className", "in last"),
    ("document.getElementById('box').getElementsByClassName('last').length", "1"),
    ("document.getElementById('box').hasAttribute('title')", "true"),
    ("document.getElementById('box').hasAttribute('href')", "false"),
    ("$('.in').html()", "甲<b>乙</b>"),
    ("$('.nothing').html()", None),
    ("$('#box').attr('title')", "T"),
    ("$('#box').prop('title')", "T"),
    ("$('#box').attr('nothing')", None),
    ("$('.nothing').attr('title')", None),
    ("$('#box').data('colId') + 1", "8"),
    ("$('#box').data('col-id') + 1", "8"),
    ("$('#box').data('no') + 1", "0071"),
    ("$('#box').data('long') + 'x'", "123456789012345x"),
    ("$('#box').data('nothing')", None),
    ("$('#year').val()", "2019"),
    ("$('#marked option:selected').text()", "2"),
    ("$('#f').serialize()", "q=1&k=on&words=%E5%BA%9A+&z=2"),
    ("$('#f').serializeArray().words", "庚 "),
    ("$('<b>new</b>').length", "1"),
    ("$('<b>new</b>').text()", "new"),
    ("$('x<b>new</b>')[0].tagName", None),
    ("$('<a>', {href: '/x', text: 'y', 'class': 'z'}).attr('href')", "/x"),
    ("$('<a>', {href: '/x', text: 'y'}).text()", "y"),
    ("$('<a>').attr({href: '/x', title: 'y'}).attr('title')", "y"),
    ("$('#box').html('<i>a</i><i>b</i>').find('i').length", "2"),
    ("$('#box').html('<i>a</i>').html('<u>b</u>').find('i').length", None),
    ("$('<ul><li>a</li></ul>').append($('<li>').text('b')).find('li').length", "2"),
    ("$('<ul>').append('<li>a</li>').html()", "<li>a</li>"),
    ("document.createElement('1').href", None),
    ("$(document.getElementById('second')).text()", "丙"),
    ("$($('#second')).text()", "丙"),
    ("$(document).find('.in').length", "3"),
    ("$('#tpl').tmpl({t: 5})", "<i>5</i>"),
    ("$('#tpl').render({t: 6})", "<i>6</i>"),
    ("$.trim(' x ')", "x"),
    ("$.trim('')", None),
    ("$.param({x: {y: 1}, z: [2]})", "x%5By%5D=1&z%5B%5D=2"),
    ("$.param('x')", None),
    ("$.parseJSON('[5]')[0]", "5"),
    ("$.extend({x: 1}, {y: 2}).y", "2"),
    ("$.unheard", None),
]


@pytest.mark.parametrize(("expression", "expected"), READ, ids=[code for code, _ in READ])
def test_what_is_read_of_an_element(expression: str, expected: str | None) -> None:
    names = scripts(f"var a = '=' + ({expression});").names
    assert names.get("a") == (None if expected is None else f"={expected}")


CHANGED = [
    ("document.getElementById('box').title = 'new';", "document.getElementById('box').title", "new"),
    ("$('#box').attr('title', 'new');", "$('#box').attr('title')", "new"),
    ("$('.in').attr('title', 'new');", "$('.in').eq(2).attr('title')", "new"),
    ("$('#box').data('no', 5);", "$('#box').data('no') + 1", "6"),
    ("$('#f [name=q]').val('new');", "$('#f [name=q]').val()", "new"),
    ("$('#f [name=q]').val('new');", "document.asked.q.value", "new"),
    ("$('#f [name=q]').val('new');", "$('#f').serialize().split('&')[0]", "q=new"),
    ("document.getElementById('box').setAttribute('title', 'new');", "$('#box').attr('title')", "new"),
    ("document.getElementById('box').setAttribute('title');", "$('#box').attr('title')", "T"),
    ("var n = 0; $('.in').each(function (i) { n += i; });", "n", "3"),
    ("var n = ''; $('.in').each(function (i, e) { n += e.innerText + this.innerText; });", "n", "甲乙甲乙丙丙丁丁"),
    ("var n = ''; $.each([5, 6], function (i, v) { n += i + ':' + v + this; });", "n", "0:551:66"),
    ("var n = ''; $.each({x: 5}, function (k, v) { n += k + v; });", "n", "x5"),
    ("var n = ''; _.each([5, 6], function (v, i) { n += v + ':' + i; });", "n", "5:06:1"),
    ("var n = ''; layui.each([5, 6], function (i, v) { n += i + ':' + v; });", "n", "0:51:6"),
    ("var n = 1; $.each([5]);", "n", "1"),
    ("var n = 1; $(function () { n = 2; });", "n", "2"),
    ("var n = 1; $(document).ready(function () { n = 2; });", "n", "2"),
    ("var n = 1; $(window).on('load', function () { n = 2; });", "n", "2"),
    ("var n = 1; $(window).bind('resize', function () { n = 2; });", "n", "1"),
    ("var n = 1; $('#box').fadeIn(function () { n = 2; });", "n", "2"),
    ("var n = 1; $('#box').unheard(5);", "n", "1"),
    ("var n = 1; $('#link').click(function () { n += 1; }); $('#link').click();", "n", "2"),
    ("var n = 1; $('#link').click(function () { n += 1; }); $('#link').trigger('click');", "n", "2"),
    ("var n = 1; $('#link').click(function () { n += 1; }); $('#box').trigger('click');", "n", "1"),
    ("var n = ''; $('.in').click(function () { n += this.innerText; }); $('.in').click();", "n", "甲乙"),
    ("var n = 1; $('#link').on('keyup', function () { n += 1; }); $('#link').click();", "n", "1"),
    ("var n = 1; $('#link').on('click.own', function () { n += 1; }); $('#link').click();", "n", "2"),
    ("var n = 1; $('#box').on('click', 'p', function () { n += 1; }); $('#second').click();", "n", "2"),
    ("var n = 1; $('#box').on('click', 'a', function () { n += 1; }); $('#link').click();", "n", "1"),
    ("var n = 1; $('#box').delegate('p', 'click', function () { n += 1; }); $('#second').click();", "n", "2"),
    ("var n = 1; $('#link').one('click', function () { n += 1; }); $('#link').click();", "n", "2"),
    ("var n = 1, e = document.getElementById('link'); e.onclick = function () { n += 1; }; e.click();", "n", "2"),
    ("var n = 1, e = document.getElementById('link'); e.addEventListener('click', () => { n += 1; }); e.click();",
     "n", "2"),
    ("var n = 1, e = document.getElementById('link'); e.addEventListener('click'); e.click();", "n", "1"),
    ("var f = new FormData(document.asked); f.append('new', 3); f.set('q', '4');", "f.get('q') + f.get('new')", "43"),
    ("var f = new FormData({q: 4});", "f.toString()", "q=4"),
    ("var f = new FormData(); f.append(); f.append('x'); f.append('y', unknown_thing); f.append('z', 1);",
     "f.toString()", "z=1"),
    ("var f = new URLSearchParams('?x=1&y=');", "f.get('y') + f.get('x')", "1"),
    ("var f = new URLSearchParams('x=1');", "'' + f", "x=1"),
    ("var f = new URLSearchParams('x=1');", "f.get('other')", None),
    # Browsers read it in UTF-8 and write it in UTF-8, and what is in another encoding is lost.
    ("var f = new URLSearchParams('?x=%B9%AB&y=%E5%B9%B4');", "f", "x=%EF%BF%BD%EF%BF%BD&y=%E5%B9%B4"),
    ("var u = new URL('/l?x=%B9%AB', location.href);", "u", "http://www.example.gov.cn/l?x=%B9%AB"),
    ("var u = new URL('/l?x=%B9%AB', location.href); u.searchParams.set('p', 2);", "u.search",
     "?x=%EF%BF%BD%EF%BF%BD&p=2"),
    ("var u = new URL('/l', location.href); u.search = '?x=%B9%AB';", "u.search", "?x=%EF%BF%BD%EF%BF%BD"),
    ("var d = new Date();", "d.getFullYear() > 2020", "true"),
    ("var d = new Date();", "d.getMonth() < 12", "true"),
    ("var d = new Date();", "d.getDate() < 32", "true"),
    ("var d = new Date();", "d.getTime() % 86400000", "57600000"),
    ("var d = new Date();", "d.getTime() - Date.now()", "0"),
    ("var d = new Date(new Date().getTime() + 86400000);", "d.getTime() - new Date().getTime()", "86400000"),
    ("var d = new Date(new Date().getTime() - 86400000);", "d.getFullYear() > 2020", "true"),
    ("var d = new Date();", "d.getHours() + d.getMinutes() + d.getSeconds()", "0"),
    ("var d = new Date('0001-01-01T00:00:00');", "d.getFullYear()", "1"),
    ("var d = new Date('0001-01-01T00:00:00');", "d.toISOString()", None),
    # Days of rows are those of readers in China, whatever clock the machine has.
    ("var d = new Date(1704729632000);", "d.getFullYear() + '/' + (d.getMonth() + 1) + '/' + d.getDate()", "2024/1/9"),
    ("Date.prototype.Format = function (f) { return unknown_thing; }; var d = new Date(1704729632000);",
     "d.Format('yyyyMMdd hh:mm:ss yy M')", "20240109 00:00:32 24 1"),
    ("var d = new Date('2024-01-09T16:30:00.000Z');", "d.format('YYYY-MM-DD HH:mm')", "2024-01-10 00:30"),
    ("var d = new Date('2024/1/9 8:05:01');", "d.toISOString()", "2024-01-09T00:05:01.000Z"),
    ("var d = new Date('2024-01-09');", "d.toISOString()", "2024-01-08T16:00:00.000Z"),
    ("var d = new Date('2024-01-09 16:30');", "d.toISOString()", "2024-01-09T08:30:00.000Z"),
    ("var d = new Date('2024-01-09T16:30:00+09:00');", "d.toISOString()", "2024-01-09T07:30:00.000Z"),
    ("var d = new Date(2023, 1, 3, 9, 8, 7);", "d.toISOString()", "2023-02-03T01:08:07.000Z"),
    ("var d = new Date(new Date('2024年1月9日'));", "d.toLocaleDateString()", "2024/1/9"),
    ("var d = new Date(2023, 12, 32);", "d.getTime()", "1706716800000"),
    ("var d = new Date(2023, 1);", "d.format('yyyy-MM-dd')", "2023-02-01"),
    ("var d = new Date(2023, 1, 1, 9, 8);", "d.getHours() * 100 + d.getMinutes()", "908"),
    ("var d = new Date('some day');", "d.getFullYear", None),
    ("var d = new Date(unknown_thing);", "d.getFullYear", None),
    ("var d = new Date(2023, unknown_thing);", "d.getFullYear", None),
    ("var d = new Date(1e30);", "d.getFullYear", None),
    ("var d = new Date('2023-13-01');", "d.getFullYear", None),
    ("var d = new Date(0);", "d.format(unknown_thing)", None),
    ("var u = new URL('/list?a=1&b', location.href);", "u", "http://www.example.gov.cn/list?a=1&b"),
    ("var u = new URL('/list?a=1', location.href); u.searchParams.set('p', 2); u.pathname = '/other';",
     "u.href + u.search", "http://www.example.gov.cn/other?a=1&p=2?a=1&p=2"),
    ("var u = new URL('/list?a=1#x', location.href); u.search = '?c=3';", "u.toString()",
     "http://www.example.gov.cn/list?c=3#x"),
    ("var u = new URL('/list', location.href);", "u.origin + u.pathname + u.search + u.hash",
     "http://www.example.gov.cn/list"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "expression", "expected"), CHANGED, ids=[f"{row[0]} {row[1]}" for row in CHANGED])
def test_what_scripts_change_is_what_they_read(code: str, expression: str, expected: str | None) -> None:
    names = scripts(f"{code}; var a = '=' + ({expression});").names
    assert names.get("a") == (None if expected is None else f"={expected}")


DONE: list[tuple[str, dict[str, list[Any]]]] = [
    ("document.getElementById('frame').src = '/x';", {"frames": ["/x"]}),
    ("$('#frame').attr('src', '/x');", {"frames": ["/x"]}),
    ("document.getElementById('img').src = '/x';", {}),
    ("document.getElementById('frame').title = '/x';", {}),
    ("document.getElementById('frame').src = unknown_thing;", {}),
    ("document.getElementById('box').innerHTML = '<b>x</b>';", {"markup": ["<b>x</b>"]}),
    ("document.getElementById('box').outerHTML = '<b>x</b>';", {"markup": ["<b>x</b>"]}),
    ("document.getElementById('box').innerText = '<b>x</b>';", {}),
    ("document.getElementById('box').insertAdjacentHTML('beforeend', '<b>x</b>');", {"markup": ["<b>x</b>"]}),
    ("document.getElementById('box').insertAdjacentHTML();", {}),
    ("document.write('<b>x</b>', '', '<i>y</i>'); document.writeln('z');", {"markup": ["<b>x</b>", "<i>y</i>", "z"]}),
    ("$('#box').html('<b>x</b>');", {"markup": ["<b>x</b>"]}),
    ("$('#box').text('<b>x</b>');", {}),
    ("$('#box').append('<b>x</b>').prepend('y').before('z').after('w').replaceWith('v');",
     {"markup": ["<b>x</b>", "y", "z", "w", "v"]}),
    ("$('#frame').load('/x.html #main');", {"parts": ["/x.html"]}),
    ("$('#frame').load('/x.html', function () {});", {"parts": ["/x.html"]}),
    ("$('#frame').load('/x.html', {n: 5});", {"parts": []}),
    ("$('#frame').load(function () { location = '/x'; });", {"destinations": ["/x"]}),
    ("document.getElementById('link').click();", {"destinations": ["/link.html"]}),
    ("document.getElementById('box').click();", {}),
    ("document.getElementById('f').submit();", {"destinations": ["/go?q=1&k=on&words=%E5%BA%9A+&z=2"]}),
    ("$('#f').submit();", {"destinations": ["/go?q=1&k=on&words=%E5%BA%9A+&z=2"]}),
    ("var f = document.getElementById('plain'); f.action = '/p'; f.submit();", {"destinations": ["/p"]}),
    ("document.getElementById('box').submit();", {}),
    ("var e = document.createElement('IFRAME'); e.src = '/x';", {"frames": ["/x"]}),
    ("var e = document.createElement('embed'); e.setAttribute('src', '/x');", {"frames": ["/x"]}),
    ("var e = document.createElement('embed'); e.setAttribute('src');", {}),
    ("var e = document.createElement('img'); e.src = '/x';", {}),
    ("var e = document.createElement('div'); e.innerHTML = 'x'; document.write(e.innerHTML);", {"markup": ["x"]}),
    ("var e = document.createElement('i'); e.innerHTML = 'x'; document.body.appendChild(e);", {"markup": ["<i>x</i>"]}),
    ("var e = document.createElement('i'); e.innerText = 'x'; unknown_thing.appendChild(e);", {"markup": ["<i>x</i>"]}),
    ("var e = document.createElement('i'); e.appendChild(e); document.body.appendChild(e);", {"markup": ["<i></i>"]}),
    ("var f = document.createDocumentFragment(), a = document.createElement('a'); a.href = '/x';\n\
     a.appendChild(document.createTextNode('<y>')); f.appendChild(a); document.getElementById('box').appendChild(f);",
     {"markup": ['<div><a href="/x">&lt;y&gt;</a></div>']}),
    ("document.body.appendChild(document.getElementById('second'));", {}),
    ("var e = document.createElement('li'); document.body.appendChild(e); e.textContent = 'x';",
     {"markup": ["<li>x</li>"]}),
    ("$('<li>', {text: 'y'}).append($('<a>', {href: '/x', html: '<b>z</b>'})).appendTo('#box');",
     {"markup": ['<li>y<a href="/x"><b>z</b></a></li>']}),
    ("$('<li>y</li>').insertAfter($('#second')); $('<li>z</li>').prependTo(document.getElementById('box'));",
     {"markup": ["<li>y</li>", "<li>z</li>"]}),
    ("$('<li>y</li>').appendTo(unknown_thing);", {"markup": ["<li>y</li>"]}),
    ("$('#box').append([$('<i>a</i>'), '<b>b</b>'], document.createElement('u'));",
     {"markup": ["<b>b</b>", "<i>a</i>", "<u></u>"]}),
    ("var e = document.createElement('div'); e.title = 'x'; document.write(e.title + e.other);", {}),
]  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), DONE, ids=[code for code, _ in DONE])
def test_what_scripts_do_with_elements(code: str, expected: dict[str, list[Any]]) -> None:
    found = scripts(code).effects
    kinds = ("frames", "markup", "destinations", "parts", "submitted")
    done = {kind: getattr(found, kind) for kind in kinds} | {"parts": [part.address for part in found.parts]}
    assert done == {kind: [] for kind in kinds} | expected


MADE = [
    ("document.write('x');", "$('.nothing').length", None),
    ("$.get('/l');", "$('.nothing').length", None),
    ("$('#box').append('<i>y</i>');", "$('.nothing').length", None),
    ("$('#second').append('<i>a</i>');", "$('i', '#second').length", "1"),
    ("$('#second').append('<i>a</i>');", "$('i', $('#frame')).length", None),
    ("$('#second').append('<i>a</i>');", "$('#second i').length", "1"),
    ("$('#second').append('<i>a</i>');", "$('#frame i').length", None),
    ("$('#second').append('<i>a</i>');", "$('#second > i').length", None),
    ("$('#second').append('<i id=\"new\">a</i>');", "document.getElementById('new').textContent", "a"),
    (
        "var e = document.createElement('li'); e.className = 'made'; document.body.appendChild(e);",
        "$('.made').length",
        "1",
    ),
    ("var e = document.createElement('li'); e.textContent = 'x';", "e.cloneNode(true).textContent", "x"),
    ("var e = document.createElement('ul'); e.innerHTML = '<li>a</li>';", "e.children.length", "1"),
    (
        "var e = document.createElement('ul'); e.innerHTML = '<li>a</li>'; e.innerHTML = '<b>';",
        "e.children.length",
        "1",
    ),
    ("var e = document.createElement('select'); e.add(new Option('x', 5)); e.add(new Option('y'));", "e.value", "5"),
    (
        "var t = document.createElement('table'); t.insertRow(-1).insertCell(0).innerHTML = '<b>x</b>';",
        "t.innerHTML",
        "<tr><td><b>x</b></td></tr>",
    ),
    (
        "var e = document.createElement('template'); e.innerHTML = '<b>x</b>';",
        "e.content.cloneNode(true).innerHTML",
        "<b>x</b>",
    ),
    (
        "var e = document.createElement('b'); e.textContent = 'x';",
        "e.firstChild.nodeValue + e.childNodes[0].data",
        "xx",
    ),
    ("$('#box').html('<p>a</p>');", "$('#box .in').length", "3"),
    (
        "var l = document.createElement('ul'); l.insertBefore(document.createElement('li'), l.firstChild);",
        "l.children.length",
        "1",
    ),
    ("$('#box').on('click', 'text');", "$('#box').length", "1"),
    ("$('#box').attr(unknown_thing, 'x');", "$('#box').attr('title')", "T"),
    ("var d = new DOMParser().parseFromString(unknown_thing, 'text/xml');", "d.documentElement", None),
]


@pytest.mark.parametrize(("code", "expression", "expected"), MADE, ids=[f"{code} {read}" for code, read, _ in MADE])
def test_what_is_read_of_elements_that_scripts_make(code: str, expression: str, expected: str | None) -> None:
    names = scripts(f"{code} var a = '=' + ({expression});").names
    assert names.get("a") == (None if expected is None else f"={expected}")


ASKED: list[tuple[str, list[tuple[str, str, dict[str, Any], bool, tuple[str, ...]]]]] = [
    ("$.get('/l')", [("GET", "/l", {}, False, ())]),
    ("$.get('/l', function () {})", [("GET", "/l", {}, False, ())]),
    ("$.getJSON('/l', {p: 1})", [("GET", "/l", {"p": "1"}, False, ())]),
    ("$.getScript('/l')", [("GET", "/l", {}, False, ())]),
    ("$.get({url: '/l', data: {p: 1}})", [("GET", "/l", {"p": "1"}, False, ())]),
    ("$.post({url: '/l', data: {p: 1}})", [("POST", "/l", {"p": "1"}, False, ())]),
    ("$.post('/l', {p: 1, q: unknown_thing, r: null, s: true, f: function () {}})",
     [("POST", "/l", {"p": "1", "r": "", "s": "true"}, False, ("q",))]),
    ("$.get(unknown_thing)", []),
    ("$.get('')", []),
    ("$.ajax({url: '/l'})", [("GET", "/l", {}, False, ())]),
    ("$.ajax('/l')", [("GET", "/l", {}, False, ())]),
    ("$.ajax('/l', {type: 'post'})", [("POST", "/l", {}, False, ())]),
    ("$.ajax({url: '/l', method: 'post', contentType: 'application/json', data: {p: 1}})",
     [("POST", "/l", {"p": 1}, True, ())]),
    ("$.ajax({url: '/l', type: 'post', contentType: 'application/json', data: '{\"p\": 1}'})",
     [("POST", "/l", {"p": 1}, True, ())]),
    ("$.ajax({url: '/l', type: 'post', contentType: 'application/json', data: \"{'p': \" + 1 + \", 'q': 'x'}\"})",
     [("POST", "/l", {"p": 1, "q": "x"}, True, ())]),
    ("$.ajax({url: '/l', type: 'post', contentType: 'application/json', data: \"{'p': \"})",
     [("POST", "/l", {}, True, ())]),
    ("$.ajax({url: '/l', type: 'post', contentType: 'application/json', data: '['})", [("POST", "/l", {}, True, ())]),
    ("$.ajax({url: '/l', type: 'post', data: ' {\"p\": {\"q\": 1}}'})", [("POST", "/l", {"p": {"q": 1}}, True, ())]),
    ("$.ajax({url: '/l', type: 'post', data: '{p'})", [("POST", "/l", {}, False, ())]),
    ("$.ajax({url: '/l', type: 'post', data: '{}', contentType: 'text'})", [("POST", "/l", {}, True, ())]),
    ("$.post('/l', 'p=1&q=')", [("POST", "/l", {"p": "1", "q": ""}, False, ())]),
    ("$.post('/l', {p: {q: [1, {r: 2}]}})", [("POST", "/l", {"p[q][]": "1", "p[q][1][r]": "2"}, False, ())]),
    ("fetch('/l', {method: 'post', body: 'p=1'})", [("POST", "/l", {"p": "1"}, False, ())]),
    ("fetch('/l', {headers: {'CONTENT-TYPE': 'application/json'}, method: 'POST', body: '{\"p\": 1}'})",
     [("POST", "/l", {"p": 1}, True, ())]),
    ("fetch('/l', {method: 'POST', body: new URLSearchParams('p=1')})", [("POST", "/l", {"p": "1"}, False, ())]),
    ("var d = new FormData(); d.append('p', unknown_thing); d.append('q', 1); fetch('/l', {method: 'POST', body: d})",
     [("POST", "/l", {"q": "1"}, False, ("p",))]),
    ("axios.get('l', {baseURL: '/api/', params: {p: 1}})", [("GET", "/api/l", {"p": "1"}, False, ())]),
    ("axios.defaults.baseURL = '/api'; axios.get('/l')", [("GET", "/api/l", {}, False, ())]),
    ("axios.defaults.baseURL = '/api'; axios.get('http://x.cn/l')", [("GET", "http://x.cn/l", {}, False, ())]),
    ("axios.post('/l')", [("POST", "/l", {}, False, ())]),
    ("axios.post('/l', 'p=1')", [("POST", "/l", {"p": "1"}, False, ())]),
    ("axios.request({url: '/l', method: 'POST', params: {p: 1}})", [("POST", "/l", {"p": "1"}, False, ())]),
    ("axios('/l', {method: 'post', data: {p: 1}})", [("POST", "/l", {"p": 1}, True, ())]),
    ("axios('/l')", [("GET", "/l", {}, False, ())]),
    ("axios.unheard('/l')", []),
    ("$http.get('/l')", [("GET", "/l", {}, False, ())]),
    ("var x = new XMLHttpRequest(); x.open('GET', '/l'); x.send()", [("GET", "/l", {}, False, ())]),
    ("var x = new ActiveXObject('M'), h = 'Content-Type'; x.open('POST', '/l'); x.setRequestHeader(h, 'text/json');",
     []),
    ("var x = new ActiveXObject('M'), h = 'X-Y'; x.open('POST', '/l'); x.setRequestHeader(h, 'text/json');\n\
     x.setRequestHeader(h, 'y'); x.send('{\"p\": 1}')", [("POST", "/l", {"p": 1}, True, ())]),
    ("var x = new XMLHttpRequest(); x.open('/l'); x.send()", []),
    ("var x = XMLHttpRequest(); x.open('POST', '/l'); x.send('p=1')", [("POST", "/l", {"p": "1"}, False, ())]),
    ("request.get('/l', {p: 1})", [("GET", "/l", {"p": "1"}, False, ())]),
    ("request.get('l', {p: 1})", []),
    ("request.post('./l', {p: 1})", [("POST", "./l", {"p": "1"}, False, ())]),
    ("request.fetch('../l', function () {})", [("GET", "../l", {}, False, ())]),
    ("request.ajax({url: '/l', type: 'POST', data: {p: 1}})", [("POST", "/l", {"p": "1"}, False, ())]),
    ("request.ajax({uri: '/l'})", []),
    ("request.getJSON()", []),
    ("request.unheard('/l')", []),
    ("$('#frame').load('/x.html #main');", [("GET", "/x.html", {}, False, ())]),
    ("$('#frame').load('/x.html', {n: 5});", [("POST", "/x.html", {"n": "5"}, False, ())]),
    ("$('#frame').load('/x.html', 'n=5');", [("GET", "/x.html", {"n": "5"}, False, ())]),
    ("var e = document.createElement('script'); e.src = '/x.js';", [("GET", "/x.js", {}, False, ())]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "expected"), ASKED, ids=[code for code, _ in ASKED])
def test_the_whole_of_what_a_script_asks_for(code: str, expected: list[tuple[Any, ...]]) -> None:
    found = scripts(code).effects.requests
    assert [(one.method, one.url, dict(one.parameters), one.as_json, one.unknown) for one in found] == expected


@pytest.mark.parametrize("name", ["success", "complete", "callback", "done", "then", "beforeSend"])
def test_what_waits_for_an_answer_is_called_though_it_is_not_known(name: str) -> None:
    assert scripts(f"$.ajax({{url: '/l', {name}: function (got) {{ location = '/x'; }}}})").effects.destinations == [
        "/x"
    ]
    assert scripts(f"$.get('/l').{name}(function () {{ location = '/y'; }});").effects.destinations == ["/y"]
    failing = "$.get('/l').fail(function () { location = '/n'; }).always(function () { location = '/z'; });"
    assert scripts(failing).effects.destinations == ["/z"]


@pytest.mark.parametrize(
    ("handling", "clicked"),
    [
        ("list.addEventListener('click', function (e) { go(e.target.dataset.id); });", ["1", "2"]),
        (
            "list.onclick = function (e) { go((e.target || e.srcElement).getAttribute('data-id')); };",
            ["1", "2"],
        ),
        ("$('#list').on('click', function (e) { go($(e.target).closest('li').data('id')); });", ["1", "2"]),
        ("list.addEventListener('click', function (e) { go(e.currentTarget.id); });", ["list"]),
        ("$('#list').click(function () { go(this.id); });", ["list"]),
        ("$('#list li').click(function (e) { e.preventDefault(); go($(e.currentTarget).data('id')); });", ["1", "2"]),
        ("$('#list').on('click', 'li', function (e) { go(e.currentTarget.dataset.id); });", ["1", "2"]),
    ],
)
def test_a_handler_is_told_where_a_click_happens(handling: str, clicked: list[str]) -> None:
    code = f"var list = document.getElementById('list'); function go(id) {{ location = '/' + (id || ''); }} {handling}"
    body = '<ul id="list"><li data-id="1">a</li><li data-id="2">b</li></ul>'
    done = [effects.destinations for _, effects in scripts(code, body=body).bound()]
    assert done == [[f"/{one}"] for one in clicked]


def test_elements_that_a_script_makes_tell_what_it_has_put_into_their_data() -> None:
    code = (
        "var made = document.createElement('li'); made.dataset.unitId = 7; made.innerText = 'a'; list.append(made);"
        "made.addEventListener('click', e => { location = '/' + e.target.dataset.unitId; });"
    )
    page = scripts(code, body='<ul id="list"></ul>')
    assert [effects.destinations for _, effects in page.bound()] == [["/7"]]


def test_the_script_of_an_attribute_is_told_where_a_click_happens() -> None:
    tree = lxml.html.document_fromstring('<i id="x" onclick="go(event)">a</i>')
    page = PageScripts(URL, tree, ["function go(e) { location = '/' + e.target.id; }"])
    assert page.click("go(event)", tree.get_element_by_id("x")).destinations == ["/x"]
    assert page.click("go(event)").destinations == []


def test_a_click_on_what_is_shown_later_is_known() -> None:
    page = scripts("$('#box').on('click', '.more', function () { location = '/' + $(this).data('id'); });")
    part = lxml.html.fromstring(
        "<ul><li class='more' data-id='5'>x</li><li>y</li><li class='more' data-id='6'>z</li></ul>"
    )
    assert [(one.text, found.destinations) for one, found in page.shown(part)] == [("x", ["/5"]), ("z", ["/6"])]
    assert [(one.text, found.destinations) for one, found in page.bound()] == []


def test_links_that_scripts_give_an_address() -> None:
    page = scripts("$('#link').attr('href', '/new'); $('#box').attr('title', '/no'); $('.last').attr('href', none.x);")
    assert [(one.get("id"), address) for one, address in page.addressed()] == [("link", "/new")]


def test_options_of_a_box_without_words_are_not_chosen() -> None:
    body = '<select id="y"><option value=" ">all</option><option value="1">a</option><option>2</option></select>'
    page = scripts("$('#y').change(function () { location = '/' + this.value; });", body=body)
    assert [(one.text, found.destinations) for one, found in page.bound()] == [("a", ["/1"]), ("2", ["/2"])]
    assert page.names.get("y") is None
    assert scripts("", body=body).click("location = '/' + document.getElementById('y').value").destinations == ["/"]


FILLED_BOX = """<select id="y" onchange="location.href = '/' + this.value"><option value="">choose</option></select>"""


@pytest.mark.parametrize(
    "code",
    [
        "var y = document.getElementById('y'); y.add(new Option('a', '1')); y.add(new Option('b', 2));",
        "$('#y').append('<option value=1>a</option><option value=2>b</option>');",
        "$('#y').append($('<option>').val('1').text('a')); $('<option value=2>b</option>').appendTo('#y');",
        "$('#y').html('<option value=9>c</option>').html('<option value=1>a</option><option value=2>b</option>');",
        "var y = $('#y')[0]; y.options.add(new Option('a', '1')); y.options[y.options.length] = new Option('b', 2);",
        "var y = $('#y')[0]; y.options.length = 0; y.options[0] = new Option('a', '1'); y[1] = new Option('b', 2);",
        "$.each([1, 2], function (i, n) { $('#y').append('<option value=' + n + '>' + 'ab'[i] + '</option>'); });",
    ],
)
def test_options_that_scripts_put_into_a_box_can_be_chosen(code: str) -> None:
    page = PortalPage(URL, f"<html><body>{FILLED_BOX}<script>{code}</script></body></html>")
    assert [(link.url, link.text) for link in page.links if link.origin == "option"] == [
        ("http://www.example.gov.cn/1", "a"),
        ("http://www.example.gov.cn/2", "b"),
    ]
    acts = [(option.text_content(), effects.destinations) for option, effects in page.acts()]
    assert acts == [("a", ["/1"]), ("b", ["/2"])]
    changed = f"$('#y').change(function () {{ location = '/l?y=' + $('#y').val(); }}); {code}"
    plain = FILLED_BOX.replace("onchange", "data-x")
    bound = scripts(changed, body=plain).bound()
    assert [(option.text_content(), effects.destinations) for option, effects in bound] == [
        ("a", ["/l?y=1"]),
        ("b", ["/l?y=2"]),
    ]


def test_a_box_that_is_looked_at_before_it_is_filled_holds_what_it_is_filled_with() -> None:
    code = "var y = $('#y'), n = y.val(); y.append('<option value=1 selected>a</option>'); var a = y.val();"
    assert scripts(code, body='<select id="y"></select>').names["a"] == "1"


@pytest.mark.parametrize(
    ("begun", "clicked"),
    [
        ("", "$('#second').append('<i class=new>x</i>'); location = '/' + $('.new').length;"),
        ("", "document.getElementById('second').append($('<i class=new>')[0]); location = '/' + $('.new').length;"),
        ("var now = Vue.ref(0);", "now.value = now.value + 1; location = '/' + now.value;"),
        ("var now = 0;", "now = now + 1; location = '/' + now;"),
        ("var now = {n: 0};", "now.n = now.n + 1; location = '/' + now.n;"),
    ],
)
def test_a_click_changes_nothing_for_the_next_one(begun: str, clicked: str) -> None:
    page = scripts(begun)
    assert [page.click(clicked).destinations for _ in range(2)] == [["/1"], ["/1"]]

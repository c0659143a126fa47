"""What the walk holds so as not to ask for it again: pages that show views, and the scripts that pages load."""

from __future__ import annotations

from spiders.discovery.pages import Link, PortalPage
from spiders.families.asking import Awaited
from spiders.families.base import Kind, Step, Why
from spiders.families.general.held import Held
from spiders.families.general.territory import Territory
from spiders.families.question import Question
from tests.spiders.families.walking import HOST, PORTAL, short


def held() -> Held:
    return Held(Territory(PORTAL))


def page(path: str, body: str = "") -> PortalPage:
    return PortalPage(f"{HOST}{path}", f"<html><body>{body}</body></html>")


def step(path: str, **of: object) -> Step:
    return Step(url=f"{HOST}{path}", kind=Kind.LIST, **of)  # type: ignore[arg-type]


def link(path: str, view: str = "") -> Link:
    return Link(f"{HOST}{path}", "年报", view=view)


def seen(page: PortalPage | None) -> tuple[str | None, str]:
    """The address and the words of a page."""
    assert page is not None
    assert page.tree is not None
    return short(page.url), page.tree.text_content()


def test_a_view_is_shown_of_the_page_that_was_asked_for() -> None:
    known = held()
    assert known.view(step("/gk/#/nb")) is None
    known.keep_page(f"{HOST}/gk/#/zn", page("/gk/index.html", "甲"))
    assert seen(known.view(step("/gk/#/nb"))) == ("/gk/index.html#/nb", "甲")
    assert known.view(step("/gk/")) is None, "the page itself is no view of it"
    assert known.view(step("/zw/#/nb")) is None
    known.keep_page(f"{HOST}/gk/", page("/gk/", "乙"))
    assert seen(known.view(step("/gk/#/nb"))) == ("/gk/#/nb", "乙")


def test_a_page_whose_links_lead_to_views_is_held_as_it_was_asked_for_first() -> None:
    known = held()
    known.keep_asker(page("/gk/#/zn", "甲"), step("/gk/"), [link("/nb/")])
    assert known.view(step("/gk/#/nb")) is None
    known.keep_asker(page("/gk/#/zn", "甲"), step("/gk/"), [link("/nb/"), link("/gk/", "/gk/#/nb")])
    known.keep_asker(page("/gk/", "乙"), step("/gk/"), [link("/gk/", "/gk/#/nb")])
    assert seen(known.view(step("/gk/#/nb"))) == ("/gk/#/nb", "甲")
    asker = page("/zw/#/zn", "丙")
    question = Question("/answer.json", "GET", {}, as_json=False)
    awaited = Awaited(question=question, first=question, asker=asker)
    known.keep_asker(page("/answer.json"), step("/answer.json", awaited=awaited), [link("/zw/", "/zw/#/nb")])
    assert known.view(step("/answer.json#/nb")) is None
    assert seen(known.view(step("/zw/#/nb"))) == ("/zw/#/nb", "丙")


def test_no_more_than_twenty_pages_are_held() -> None:
    for number_of_pages in (20, 21):
        asked, shown = held(), held()
        for number in range(number_of_pages):
            asked.keep_page(f"{HOST}/{number}/", page(f"/{number}/"))
            shown.keep_asker(page(f"/{number}/"), step(f"/{number}/"), [link("/", "/#/nb")])
        for known in (asked, shown):
            found = [number for number in range(number_of_pages) if known.view(step(f"/{number}/#/nb"))]
            assert found == list(range(20))


def test_the_first_three_scripts_of_the_portal_are_fetched_for_a_page() -> None:
    sources = ("/js/a.js", "http://www.gd.gov.cn/b.js", "/js/c.js", "/js/search/d.js", "/js/e.js")
    loading = page("/gk/", "".join(f'<script src="{source}"></script>' for source in sources))
    expected = ["/js/a.js", "/js/c.js", "/js/search/d.js"]
    known = held()
    assert [short(url) for url in known.own_scripts(loading)] == expected
    taken = step("/gk/", depth=2, score=7, otherwise=step("/zw/"))
    steps = list(known.shell_steps(loading, taken))
    assert [short(one.url) for one in steps] == expected
    assert {(one.why, short(one.referrer), one.depth, one.score, one.otherwise) for one in steps} == {
        (Why.SCRIPT, "/gk/", 3, 7, None)
    }
    assert [short(one.url) for one in known.shell_steps(loading, taken, loading.loaded[3:])] == ["/js/e.js"]
    first = steps[0]
    assert first.shell is not None
    assert (first.shell.url, first.shell.fetched) == (loading.url, {})
    known.scripts[first.url] = "var a;"
    shell, then = known.shell(first.shell, first)
    assert shell.fetched == {first.url: "var a;"}
    further = list(known.shell_steps(shell, then))
    assert [(short(one.url), one.depth, short(one.referrer)) for one in further] == [
        ("/js/c.js", 3, "/gk/"),
        ("/js/search/d.js", 3, "/gk/"),
    ], "what one of its scripts shows to be needed is as deep as that one"


def test_what_a_module_imports_is_known_with_it() -> None:
    known = held()
    loading = page("/gk/", '<script type="module" src="/js/a.js"></script>')
    assert known.with_scripts(loading).fetched == {}
    known.scripts |= {f"{HOST}/js/a.js": "import './b.js';", f"{HOST}/js/b.js": "var b;", f"{HOST}/js/c.js": "var c;"}
    assert {short(url): code for url, code in known.with_scripts(loading).fetched.items()} == {
        "/js/a.js": "import './b.js';",
        "/js/b.js": "var b;",
    }


def test_pieces_of_a_page_are_asked_for_as_such() -> None:
    whole = page("/gk/", "".join(f'<div w3-include-html="/part{number}.html"></div>' for number in range(5)))
    steps = list(held().part_steps(whole, step("/gk/", depth=4, score=9, otherwise=step("/zw/"))))
    assert [(one.url, one.referrer, one.part_of, one.depth, one.score, one.otherwise) for one in steps] == [
        (f"{HOST}/part{number}.html", whole.url, whole.url, 5, 9, None) for number in range(3)
    ]

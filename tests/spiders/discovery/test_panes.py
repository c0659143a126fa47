"""Which blocks are the panes of tabs, and what is no tab, pane or link to another page."""

from __future__ import annotations

import lxml.html
import pytest

from spiders.discovery.panes import before, holds_tabs, is_hidden, leads_away, panes_of
from spiders.discovery.surroundings import Surroundings


def tree_of(body: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<html><body>{body}</body></html>")


def found(body: str) -> dict[str, str]:
    """The words of the tab of each pane, by the pane's text."""
    tree = tree_of(body)
    panes = panes_of(tree.get_element_by_id("bar"), Surroundings(tree))
    return {pane.text_content().strip(): words for pane, words in panes.items()}


def bar(*tabs: str, tag: str = "ul") -> str:
    return f"<{tag} id=bar>{''.join(tabs)}</{tag}>"


TABS = bar("<li>甲组</li>", "<li>乙组</li>")
CLICKED = bar("<li onclick='t(1)'>甲组</li>", "<li onclick='t(2)'>乙组</li>")
REFERRING = bar("<li><a href='#a'>甲组</a></li>", "<li><a href='#b'>乙组</a></li>")
LEADING = bar("<li><a href='/a/'>甲组</a></li>", "<li><a href='/b/'>乙组</a></li>")
SHOWN, HIDDEN = "<div>一</div>", "<div style='display : none'>二</div>"
ALIKE = "<div class='c x'>一</div><div class='c y'>二</div>"
BOTH = {"一": "甲组", "二": "乙组"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # All are hidden but one.
        pytest.param(TABS + SHOWN + HIDDEN, BOTH, id="one is shown"),
        pytest.param(TABS + SHOWN.replace("<div>", "<div hidden>") + HIDDEN, BOTH, id="none is shown"),
        pytest.param(TABS + SHOWN + "<div>二</div>", {}, id="all are shown"),
        pytest.param(TABS + SHOWN + HIDDEN + HIDDEN.replace("二", "三"), {}, id="a third is hidden, too"),
        pytest.param(TABS + SHOWN + HIDDEN + "<div>三</div>", BOTH, id="a third is shown"),
        pytest.param(LEADING + SHOWN + HIDDEN, BOTH, id="tabs that lead on, beside a hidden pane"),
        pytest.param(TABS + SHOWN, {}, id="one block"),
        pytest.param(TABS, {}, id="no block"),
        pytest.param(TABS + "<script>x</script><br><style>x</style>" + SHOWN + "<hr>" + HIDDEN, BOTH, id="unseen ones"),
        pytest.param(TABS + SHOWN + HIDDEN.replace("div", "p"), {}, id="of several kinds"),
        pytest.param(TABS + (SHOWN + HIDDEN).replace("div", "p"), {}, id="paragraphs"),
        pytest.param(TABS + (SHOWN + HIDDEN).replace("div", "section"), BOTH, id="sections"),
        # The tabs name them.
        pytest.param(REFERRING + "<div id=a>一</div><div id=b>二</div>", BOTH, id="named in order"),
        pytest.param(REFERRING + "<div id=b>二</div><div id=a>一</div>", BOTH, id="named in another order"),
        pytest.param(
            bar("<li data-target='#a'>甲组</li>", "<li aria-controls='b'>乙组</li>")
            + "<div id=b>二</div><div id=a>一</div>",
            BOTH,
            id="named otherwise",
        ),
        pytest.param(
            bar("<li data-bs-target='#a'>甲组</li>", "<li data-other='#b'>乙组</li>")
            + "<div id=a>一</div><div id=b>二</div>",
            {},
            id="one is not named",
        ),
        # What is to be clicked on, or marked, has blocks of one kind behind it.
        pytest.param(CLICKED + ALIKE, BOTH, id="clicked, and of one class"),
        pytest.param(CLICKED + SHOWN + "<div>二</div>", {}, id="clicked, and of no class"),
        pytest.param(CLICKED + "<div id=p1>一</div><div id=p2>二</div>", BOTH, id="clicked, and numbered"),
        pytest.param(CLICKED + "<div id=p1>一</div><div id=q2>二</div>", {}, id="clicked, and of several names"),
        pytest.param(CLICKED + ALIKE + "<div class=c>三</div>", {}, id="a third of the class"),
        pytest.param(CLICKED + ALIKE + "<div class=d>三</div>", BOTH, id="a third of another class"),
        pytest.param(TABS + ALIKE, {}, id="neither clicked nor marked"),
        pytest.param(TABS.replace("<li>乙", "<li class=on>乙") + ALIKE, BOTH, id="one is marked"),
        pytest.param(TABS.replace("<li>", "<li class=on>") + ALIKE, {}, id="both are marked"),
        pytest.param(TABS.replace("<li>甲", "<li ng-click='t()'>甲") + ALIKE, {}, id="one is clicked"),
        pytest.param(LEADING + ALIKE, {}, id="links to other pages"),
        # They are all that something behind the tabs holds.
        pytest.param(f"{CLICKED}<section>{SHOWN}<div>二</div></section>", BOTH, id="within"),
        pytest.param(f"{CLICKED}<section>{SHOWN}<div>二</div><div>三</div></section>", {}, id="three within"),
        pytest.param(f"{TABS}<section>{SHOWN}<div>二</div></section>", {}, id="within, and not clicked"),
        pytest.param(f"{TABS}<section>{SHOWN}{HIDDEN}</section>", BOTH, id="within, and hidden"),
        # What holds no tabs.
        pytest.param(bar("<li>甲组</li>") + SHOWN, {}, id="one tab"),
        pytest.param(bar("<li>甲组</li>", "<li>甲组</li>") + SHOWN + HIDDEN, {}, id="the same words twice"),
        pytest.param(bar("<li>甲组</li>", "<p>乙组</p>") + SHOWN + HIDDEN, {}, id="of several kinds of elements"),
        pytest.param(bar("<li>甲组</li>", "<li>|</li>", "<li>乙组</li>") + SHOWN + HIDDEN, BOTH, id="a mark between"),
        pytest.param(bar("<i>甲组</i>", "<b>|</b>", "<i>乙组</i>", tag="p") + SHOWN + HIDDEN, BOTH, id="another mark"),
        pytest.param(f"<div id=bar><p>{TABS.replace(' id=bar', '')}</div>" + SHOWN + HIDDEN, BOTH, id="further within"),
        pytest.param(bar("<li>甲组</li>", "<li></li>", "<li>乙组</li>") + SHOWN + HIDDEN, BOTH, id="nothing between"),
        pytest.param(
            bar("<li>甲组</li>", "<li><img></li>", "<li>乙组</li>") + SHOWN + HIDDEN, {}, id="a picture between"
        ),
        pytest.param(bar("<i>甲组</i>", "<i>乙组</i>", tag="a") + SHOWN + HIDDEN, {}, id="pieces of one link"),
        pytest.param(bar(f"<li>{'<b>' * 4}甲组</li>", "<li>乙组</li>") + SHOWN + HIDDEN, BOTH, id="five elements"),
        pytest.param(bar(f"<li>{'<b>' * 5}甲组</li>", "<li>乙组</li>") + SHOWN + HIDDEN, {}, id="six elements"),
        pytest.param(
            bar("<li class=on>甲组</li>", "<li class=off>乙组</li>", "<li>丙组</li>") + ALIKE + "<div class=c>三</div>",
            {},
            id="two are marked",
        ),
        pytest.param(bar("<option>甲组", "<option>乙组", tag="select") + SHOWN + HIDDEN, {}, id="options"),
        pytest.param(
            bar(f"<li>{'甲' * 32}</li>", "<li>乙组</li>") + SHOWN + HIDDEN, {"一": "甲" * 32, "二": "乙组"}, id="long"
        ),
        pytest.param(bar(f"<li>{'甲' * 33}</li>", "<li>乙组</li>") + SHOWN + HIDDEN, {}, id="longer"),
    ],
)
def test_blocks_are_panes_where_it_can_be_seen(body: str, expected: dict[str, str]) -> None:
    assert found(body) == expected


@pytest.mark.parametrize(("count", "are_tabs"), [(12, True), (13, False)])
def test_how_many_tabs_there_may_be(count: int, are_tabs: bool) -> None:
    tabs = bar(*(f"<li>甲{number}组</li>" for number in range(count)))
    blocks = "".join(f"<div hidden>{number}</div>" for number in range(count))
    assert found(tabs + blocks) == ({str(number): f"甲{number}组" for number in range(count)} if are_tabs else {})


@pytest.mark.parametrize(("marks", "are_tabs"), [(12, True), (13, False)])
def test_how_many_elements_tabs_and_the_marks_between_them_may_be(marks: int, are_tabs: bool) -> None:
    tabs = bar(*(f"<li>甲{number}组</li>" for number in range(12)), *["<li>|</li>"] * marks)
    blocks = "".join(f"<div hidden>{number}</div>" for number in range(12))
    assert bool(found(tabs + blocks)) is are_tabs


@pytest.mark.parametrize(("spaces", "are_tabs"), [(396, True), (397, False)])
def test_how_many_characters_may_stand_around_tabs(spaces: int, are_tabs: bool) -> None:
    assert bool(found(TABS.replace("</ul>", " " * spaces + "</ul>") + SHOWN + HIDDEN)) is are_tabs


@pytest.mark.parametrize(("others", "are_tabs"), [(56, True), (57, False)])
def test_how_many_elements_may_stand_around_tabs(others: int, are_tabs: bool) -> None:
    """Sixty in all, with what holds them, their list and themselves."""
    held = f"<div id=bar>{'<br>' * others}<ul><li>甲组</li><li>乙组</li></ul></div>"
    assert bool(found(held + SHOWN + HIDDEN)) is are_tabs


@pytest.mark.parametrize(
    ("body", "holds"),
    [(CLICKED, True), (REFERRING, True), (TABS, False), (LEADING, False), (bar("<li onclick='t()'>甲组</li>"), False)],
)
def test_what_holds_tabs_holds_only_what_is_clicked_on_and_stays(body: str, holds: bool) -> None:
    tree = tree_of(body)
    assert holds_tabs(tree.get_element_by_id("bar"), Surroundings(tree)) is holds


@pytest.mark.parametrize(
    ("attributes", "hidden"),
    [
        ("style='DISPLAY:none'", True),
        ("style='color:red; visibility: hidden'", True),
        ("hidden", True),
        ("style='display:block'", False),
        ("class=hidden", False),
        ("", False),
    ],
)
def test_what_says_itself_that_nobody_sees_it(attributes: str, hidden: bool) -> None:
    assert is_hidden(tree_of(f"<p {attributes}>x</p>").find(".//p")) is hidden


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("<a href='/a/'>x</a>", True),
        ("<a href=' #a'>x</a>", False),
        ("<a href='JavaScript:go()'>x</a>", False),
        ("<a>x</a>", False),
        ("<p href='/a/'>x</p>", False),
    ],
)
def test_what_leads_to_another_page(link: str, leads: bool) -> None:
    assert leads_away(tree_of(link).find("body")[0]) is leads


def test_what_stands_right_before_an_element() -> None:
    tree = tree_of("<p>a</p><script>x</script><!-- c --><br><i id=x>b</i>")
    element = tree.get_element_by_id("x")
    assert (seen := before(element)) is not None
    assert seen.text == "a"
    assert before(seen) is None

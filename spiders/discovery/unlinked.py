"""What looks as if it led somewhere, and does not by what a page says itself: a script that it loads may know where."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from spiders.discovery.pages import PortalPage
from spiders.discovery.titles import plain

_CLICKABLE = "//a|//*[@*[starts-with(name(), 'data-') or contains(name(), 'click')]]|//li[@id or @class][not(.//a)]"
_FILLED = ("div", "ul", "ol", "dl", "td", "nav", "aside", "section", "span", "p")
"""Elements that scripts fill."""
_LISTS = ("ul", "ol", "dl", "select", "tbody")
"""Elements that show nothing but entries: where these are missing, a script fills one that has but a class, too."""
_WAITING = re.compile(
    r"(?:数据|内容|页面|正在|努力)*(?:加载|载入|读取)中?[^\u4e00-\u9fff\w]*(?:请稍[候等后][^\u4e00-\u9fff\w]*)?|loading\W*",
    re.IGNORECASE,
)
"""What stands in an element until a script has filled it."""
_NAME = re.compile(r"[\w-]+")
_LONGEST_NAME = 24
_MOST = 300


def unlinked(page: PortalPage, longest: int = _LONGEST_NAME) -> Iterator[str]:
    """The words of elements that readers may click, and that no link of the page has, each once.

    Args:
        page: The page.
        longest: Characters of those that are meant; by default, of names of columns.
    """
    if page.tree is None or not page.loaded:
        return
    seen = {link.text for link in page.links}
    for element in page.tree.xpath(_CLICKABLE)[:_MOST]:
        words = plain(element.text_content())
        if 0 < len(words) <= longest and words not in seen:
            seen.add(words)
            yield words


def has_gaps(page: PortalPage) -> bool:
    """Whether a page shows nothing in an element that one of its scripts fills, as far as these have been fetched.

    So it does where it repeats elements for entries that its scripts have yet to ask for.

    Args:
        page: The page.
    """
    if page.tree is None:
        return False
    is_unread = any(script not in page.fetched for script in page.loaded)
    named = set(_NAME.findall(page.scripts))
    names = (element.get("id") for element in page.tree.iter(*_FILLED) if _shows_nothing(element))
    lists = ((element.get("class") or "").split() for element in page.tree.iter(*_LISTS) if _shows_nothing(element))
    is_filled = any(name and (is_unread or name in named) for name in itertools.chain(names, *lists))
    return is_filled or page.lacks_entries


def fillers(page: PortalPage) -> Iterator[str]:
    """Addresses of the scripts that a page loads where what they write is shown.

    Such a script stands alone in its element, or right behind an empty one that has a name.

    Args:
        page: The page.
    """
    if page.tree is None or not page.loaded:
        return
    for script in page.tree.xpath("//body//script[@src]"):
        url = page.resolve(script.get("src"))
        if url in page.loaded and _is_in_place(script):
            yield url


def _is_in_place(script: HtmlElement) -> bool:
    around = script.getparent()
    if around.tag in _FILLED and _shows_nothing(around):
        return True
    before = next(itertools.dropwhile(lambda each: each.tag == "script", script.itersiblings(preceding=True)), None)
    return before is not None and before.tag in _FILLED and bool(before.get("id")) and _shows_nothing(before)


def _shows_nothing(element: HtmlElement) -> bool:
    if any(each.tag != "script" for each in element):
        return False
    words = plain((element.text or "") + "".join(each.tail or "" for each in element))
    return not words or _WAITING.fullmatch(words) is not None

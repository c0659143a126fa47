"""What looks as if it led somewhere, and does not by what a page says itself: a script that it loads may know where."""

from __future__ import annotations

from collections.abc import Iterator

from spiders.discovery.pages import PortalPage
from spiders.discovery.titles import plain

_CLICKABLE = "//a|//*[@*[starts-with(name(), 'data-') or contains(name(), 'click')]]|//li[@id or @class][not(.//a)]"
_LONGEST = 24
_MOST = 300


def unlinked(page: PortalPage) -> Iterator[str]:
    """The words of elements that readers may click, and that no link of the page has, each once.

    Args:
        page: The page.
    """
    if page.tree is None or not page.loaded:
        return
    seen = {link.text for link in page.links}
    for element in page.tree.xpath(_CLICKABLE)[:_MOST]:
        words = plain(element.text_content())
        if 0 < len(words) <= _LONGEST and words not in seen:
            seen.add(words)
            yield words

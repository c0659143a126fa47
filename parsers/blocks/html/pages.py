"""Articles that a portal divides into pages: how many there are, and which of them this is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parsers.model import Block, Paragraph

_ADDRESS = re.compile(r"(?P<stem>.*?)(?:_(?P<number>\d{1,2}))?(?P<ending>\.\w{3,5})")
_PAGE = re.compile(
    r"[\[【]?(?P<label>\d{1,2})[\]】]?|(?P<other>首页|第一页|尾页|末页|(?P<step>[上下]一?页|[前后]一?页))"
)
_SCRIPT = re.compile(r"createPageHTML\w*\(\s*[\"']?(\d{1,3})[\"']?\s*,\s*[\"']?(\d{1,3})")
_STATED = re.compile(
    r"第\s*(?P<number>\d{1,2})\s*页?\s*[/／,，]?\s*共\s*(?P<count>\d{1,2})\s*页|共\s*(?P<all>\d{1,2})\s*页"
)
_LONGEST_LABEL = len("【12】")
_LONGEST = 40
"""Characters of a line that can be a pager."""


def pages_of(links: Iterable[tuple[str, str]], scripts: Iterable[str], blocks: Iterable[Block]) -> tuple[int, int]:
    """The number of this page and of all pages of the article; 1 and 1 where it is not divided.

    Args:
        links: Links of the page, words to address.
        scripts: Its scripts, of which some write the pager.
        blocks: Its blocks.
    """
    for script in scripts:
        if (written := _SCRIPT.search(script)) and int(written[1]) > 1:
            return int(written[2]) + 1, int(written[1])
    found = _linked(links)
    if found is not None:
        return found
    seen: set[int] = set()
    count = 1
    for block in blocks:
        if isinstance(block, Paragraph) and len(block.text) <= _LONGEST and (stated := _STATED.search(block.text)):
            seen.add(int(stated["number"] or 1))
            count = max(count, int(stated["count"] or stated["all"]))
    return (min(seen), count) if len(seen) == 1 else (1, 1)


def _linked(links: Iterable[tuple[str, str]]) -> tuple[int, int] | None:
    """What the links to the other pages tell: t1.html, t1_2.html, t1_3.html below 2, 3 and 下一页."""
    labels: dict[tuple[str, str], set[int]] = {}
    numbers: dict[tuple[str, str], set[int]] = {}
    steps: set[tuple[str, str]] = set()
    for words, target in links:
        page = _PAGE.fullmatch(words) if len(words) <= _LONGEST_LABEL else None
        if page is None or (address := _ADDRESS.fullmatch(target)) is None:
            continue
        key = (address["stem"], address["ending"])
        if address["number"]:
            numbers.setdefault(key, set()).add(int(address["number"]))
        if page["label"]:
            labels.setdefault(key, set()).add(int(page["label"]))
        if page["step"]:
            steps.add(key)
    # Only an article's own pages are numbered behind its address; list pages are divided, too, but hold no report.
    divided = sorted((one for one in numbers if one in steps), key=lambda one: -len(numbers[one]))
    if not divided:
        return None
    own_labels = labels.get(divided[0])
    if not own_labels:
        return 1, len(numbers[divided[0]]) + 1
    last = max(own_labels)
    own = min(set(range(1, last + 1)) - own_labels, default=last + 1)
    return own, max(last, own)

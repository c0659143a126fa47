"""Articles that a portal divides into pages: how many there are, and which of them this is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parsers.model import Block, Paragraph

_NUMBERED = re.compile(r"(?P<stem>.*?)_(?P<number>\d{1,2})(?P<ending>\.\w{3,5})")
_FURTHER = re.compile(r"下一?页|后一?页|尾页|末页|[\[【]?\d{1,2}[\]】]?")
_NEXT = re.compile(r"下一?页|后一?页")
_SCRIPT = re.compile(r"createPageHTML\w*\(\s*[\"']?(\d{1,3})[\"']?\s*,\s*[\"']?(\d{1,3})")
_STATED = re.compile(
    r"第\s*(?P<number>\d{1,2})\s*页?\s*[/／,，]?\s*共\s*(?P<count>\d{1,2})\s*页|共\s*(?P<all>\d{1,2})\s*页"
)
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
    numbered: dict[tuple[str, str], set[int]] = {}
    goes_on: set[tuple[str, str]] = set()
    for words, target in links:
        match = _NUMBERED.fullmatch(target) if _FURTHER.fullmatch(words) else None
        if match:
            key = (match["stem"], match["ending"])
            numbered.setdefault(key, set()).add(int(match["number"]))
            if _NEXT.fullmatch(words):
                goes_on.add(key)
    # The first page has no number of its own, or counts as 0 or 1; list pages are divided, too, but hold no report.
    found = max((key for key in numbered if key in goes_on), key=lambda key: len(numbered[key]), default=None)
    if found is not None:
        first = min(numbered[found])
        others = numbered[found] - {0, 1} if first > 1 else numbered[found]
        return 1, len(others) + 1
    seen: set[int] = set()
    count = 1
    for block in blocks:
        if isinstance(block, Paragraph) and len(block.text) <= _LONGEST and (stated := _STATED.search(block.text)):
            seen.add(int(stated["number"] or 1))
            count = max(count, int(stated["count"] or stated["all"]))
    return (min(seen), count) if len(seen) == 1 else (1, 1)

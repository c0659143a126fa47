"""The government whose site a page stands on, as the page names it: in its tags, behind its title, or in its footer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.model import Page, Paragraph

_TAGS = ("sitename", "page_title")
_BEHIND_TITLE = re.compile(r"[-_—|–·]+")
_NAME = r"(?P<name>[\u4e00-\u9fff]{2,24}?政府(?:办公[室厅])?)"
_SITE = re.compile(rf"{_NAME}(?:门户)?(?:网站|网|信息公开平台)?")
_FOOTER = re.compile(rf"(?:主办|版权所有|主管)(?:单位|方)?\s*[:：]\s*{_NAME}")


def names_of_site(page: Page) -> Iterator[str]:
    """Names of governments that a page gives as those of its site, the clearest first."""
    tags = (words.strip() for tag in _TAGS for words in reversed(_BEHIND_TITLE.split(page.metadata.get(tag, ""))))
    yield from (match["name"] for words in tags if (match := _SITE.fullmatch(words)) is not None)
    for block in page.blocks:
        if isinstance(block, Paragraph):
            yield from (match["name"] for match in _FOOTER.finditer(block.text))

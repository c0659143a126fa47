"""The government whose site a page stands on, by its tags, what stands behind its title, its way or its footer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.divisions import is_place
from knowledge.publishers import OF_GOVERNMENT, names_a_body, read_name
from knowledge.titles import ANY_YEAR
from parsers.model import Page, Paragraph

_TAGS = ("sitename", "page_title")
_BEHIND_TITLE = re.compile(r"[-_—|–·]+")
_NAME = r"(?P<name>[\u4e00-\u9fff]{2,24}?政府(?:办公[室厅])?)"
_SITE = re.compile(rf"{_NAME}(?:门户)?(?:网站|网|信息公开平台)?")
_SAYS_WHOSE = ("主办", "版权所有", "主管")
_FOOTER = re.compile(
    rf"(?:{'|'.join(_SAYS_WHOSE)})(?:单位|方)?\s*[:：]\s*{_NAME}|{_NAME.replace('name', 'host')}(?:主办|版权所有)"
)
_GREETING = re.compile(
    r"欢迎您?(?:登[录陆]|访问|光临|来到|进入|浏览|使用)(?P<name>[\u4e00-\u9fff]{2,16}?)(?:人民)?(?:政府|政务)"
    r"(?:信息公开|公开|服务|门户)?(?:网站|网|平台|专栏)"
)
"""How a platform greets: 您好，欢迎登录某县政务公开平台."""
_GREETING_LENGTH = 40
BREADCRUMB = re.compile(r"(?:(?:您)?(?:现在|当前)?(?:所在)?的?位置\s*[:：]?|首页\s*[>›»＞])")
"""How the way to a page begins: 当前位置：首页 > 政务公开 > …"""
STEP = re.compile(r"\s*[>›»＞→/]+\s*")
"""What parts its steps."""


def names_of_site(page: Page) -> Iterator[str]:
    """Names of governments that a page gives as those of its site, the clearest first."""
    tags = (words.strip() for tag in _TAGS for words in reversed(_BEHIND_TITLE.split(page.metadata.get(tag, ""))))
    yield from (match["name"] for words in tags if (match := _SITE.fullmatch(words)) is not None)
    paragraphs = [block.text for block in page.blocks if isinstance(block, Paragraph)]
    for text in paragraphs:
        if (way := BREADCRUMB.match(text)) is not None:
            yield from filter(is_place, reversed(STEP.split(text[way.end() :].strip())))
    for text in paragraphs:
        if len(text) <= _GREETING_LENGTH and (greeting := _GREETING.search(text)) and is_place(greeting["name"]):
            yield greeting["name"]
    for text in paragraphs:
        if any(word in text for word in _SAYS_WHOSE):
            yield from (match["name"] or match["host"] for match in _FOOTER.finditer(text))


def body_of_site(page: Page) -> str:
    """The body other than a government whose own site a page stands on, by its tags; empty if there is none."""
    words = [page.metadata.get("sitename", ""), _BEHIND_TITLE.split(page.metadata.get("page_title", ""))[-1]]
    names = (
        (name.strip(), read_name(name.strip(), ANY_YEAR)) for name in words if names_a_body(name.strip(), ANY_YEAR)
    )
    return next((name for name, read in names if read is not None and read.kind not in OF_GOVERNMENT), "")

"""The pages of a list that have an address of their own: by the links to them, or by where a pager leads."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator

from spiders.discovery import addresses
from spiders.discovery.pages import Link, PortalPage
from spiders.discovery.titles import plain
from spiders.discovery.vocabulary import vocabulary

_COUNTED = re.compile(r"共(\d{1,4})页|(?<![\d/])(\d{1,4})/(\d{1,4})页")
"""How many pages a list has, as it is written beside its pager."""
_OF_PAGER = re.compile(
    r"(?:当前|首页|尾页|末页|上一?页|下一?页|前一?页|后一?页|跳?转?[到至]|记录|[第每总共条页项确定go]|[^\u4e00-\u9fff\w]|\d)+"
)
"""Words that stand in pagers alone: those of a text tell how long something else is (附件共20页)."""
_MAY_TELL = ("div", "span", "p", "td", "li", "em", "b", "body")
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def following(page: PortalPage, asked: str, *, turned: bool = False, number: int | None = None) -> Iterator[str]:
    """Addresses of further pages of the list on this page: the next one, or those that bear numbers.

    Args:
        page: The page.
        asked: Address it was asked for, which may differ from the one that answered.
        turned: Whether it is not the first page itself, which may then be linked by another address (`?page=1`).
        number: Number of the page within its list, from 1; None where it is not known.
    """
    numbered, words = [], vocabulary()

    def is_elsewhere(url: str) -> bool:
        return _is_another(url, page, asked)

    turned_to = list(filter(is_elsewhere, page.turned_to(number)))
    if not turned_to and not any(words.next_page.match(link.text) or _number(link) for link in page.links):
        turned_to.extend(filter(is_elsewhere, page.drawn_to(number)))
    yield from turned_to
    for link in page.links:
        if not is_elsewhere(link.url):
            continue
        if words.next_page.match(link.text) and (_HAN.search(link.text) or _is_same_list(link.url, page.url)):
            yield link.url
        elif _number(link) not in (None, 1 if turned else None) and _is_same_list(link.url, page.url):
            numbered.append(link.url)
    for url in page.values("//link[@rel='next']/@href|//a[@rel='next']/@href"):
        resolved = page.resolve(url)
        if resolved:
            yield resolved
    yield from dict.fromkeys(numbered)


def before_last(page: PortalPage, asked: str, number: int) -> str | None:
    """The next page of a list that links to its last one alone; None where that is the one that is shown.

    Args:
        page: The page.
        asked: Address it was asked for, which may differ from the one that answered.
        number: Number of the page within its list, from 1.
    """
    lasts = (link.url for link in page.links if vocabulary().last_page.match(link.text))
    last = next((url for url in lasts if _is_another(url, page, asked) and _is_same_list(url, page.url)), None)
    pages = pages_told(page, number)
    if last is None or (pages is not None and pages <= number):
        return None
    folder, mark, name = last.rpartition("/")
    if pages is None:
        return last
    # Pages are counted from 1 or from 0 in addresses. A field that the page shown has, too, says which list it is.
    fields = urllib.parse.urlsplit(page.url).query.split("&")
    told = [
        found
        for found in _NUMBER.finditer(name)
        if int(found[0]) in (pages, pages - 1) and re.split("[?&]", name[: found.end()])[-1] not in fields
    ]
    if not told:
        return last
    following = number + 1 - (pages - int(told[-1][0]))
    return f"{folder}{mark}{name[: told[-1].start()]}{following}{name[told[-1].end() :]}"


def pages_told(page: PortalPage, number: int) -> int | None:
    """How many pages a list has, as it is written beside its pager; None where it is not.

    Args:
        page: The page that shows one of them.
        number: Its number, from 1.
    """
    body = page.tree.find("body") if page.tree is not None else None
    told = {page.short_words(element): None for element in body.iter(*_MAY_TELL)} if body is not None else {}
    pieces = (*told, *(plain(text) for text in page.own_text.split("\n")))
    return max((count for words in pieces if (count := _count(words, number)) is not None), default=None)


def _count(words: str, number: int) -> int | None:
    """How many pages a list has, by words that tell no more than where it is turned; None for others."""
    if not words or _OF_PAGER.fullmatch(words) is None:
        return None
    counted = [int(match[1] or match[3]) for match in _COUNTED.finditer(words) if match[1] or int(match[2]) == number]
    return max(counted, default=None)


def _is_another(url: str, page: PortalPage, asked: str) -> bool:
    """Whether an address is that of another page of the same host."""
    here = (addresses.key(page.url), addresses.key(asked))
    return addresses.key(url) not in here and addresses.host(url) == addresses.host(page.url)


def _number(link: Link) -> int | None:
    match = vocabulary().page_number.match(link.text)
    return int(match[1]) if match else None


def _is_same_list(url: str, other: str) -> bool:
    """Whether two addresses differ in the number of a page and in parameters alone."""
    return bool(_shapes(url) & _shapes(other))


def _shapes(url: str) -> set[str]:
    """Folder of an address, or its program, and what is left of either without the number of a page."""
    path = urllib.parse.urlsplit(url).path
    whole = re.sub(r"\.\w{2,6}$", "", path.rstrip("/"))
    if re.search(r"\.(?:jsp|aspx?|php|do|action)$", path):
        # A program in a folder of many texts: only what bears its own name and a number is a page of the same.
        return {path, re.sub(r"[_-]\d{1,3}$", "", whole)}
    unnumbered = re.sub(r"(?:[/_-](?:page|p)?[/_-]?\d{1,3})$", "", whole)
    return {f"{path.rpartition('/')[0]}/", whole, unnumbered} - {"/", ""}

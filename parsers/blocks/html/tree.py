"""The tree of a page as a browser builds it: markup read by the rules of HTML5, however broken it is.

lexbor builds the tree; it is taken over into elements of our own in one pass, so that the walks over it cost little
and none of them calls itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.errors import NotAReport, Unreadable

_DEEPEST = 2_000
"""Nesting of elements; pages have 60, and 20,000 only where somebody means harm."""
_DEEPEST_SHOWN = 512
"""Depth from which browsers lay elements beside each other instead of into each other."""
_TAG = re.compile(r"<(/?)([a-z][a-z0-9:]*)", re.IGNORECASE)
_CLOSES_ITSELF = frozenset(
    {
        *("html", "head", "body", "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr", "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option"),
    }
)
"""Elements that do not stay open until they are closed."""
_CARRIED_ON = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
"""Elements that a browser opens anew in each block for as long as they are not closed."""
_MOST_CARRIED_ON = 1_000_000
"""Elements that may be opened anew; 2,000 cells that forget to close one need none, as a cell ends it."""
NEVER_SHOWN = frozenset(
    {
        *("area", "audio", "base", "canvas", "datalist", "embed", "frameset", "head", "iframe", "link", "meta"),
        *("noembed", "noframes", "option", "param", "rp", "script", "select", "style", "template"),
        *("textarea", "title", "video"),
    }
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff]")
"""Characters that no browser shows and no encoder takes."""
_NO_SCRIPTS = re.compile(r"<(/?)noscript(?=[\s/>])", re.IGNORECASE)


class Element:
    """An element of a page.

    Attributes:
        tag: Its name, in small letters.
        attributes: Its attributes; one without a value has None.
        parent: The element that it stands in.
        children: Texts and elements in it.
        depth: Number of elements around it.
        key: What identifies it in the parser's own tree.
        gone: Nothing of it is shown, whatever stands in it.
        invisible: Its own text takes room and is not seen; None where its parent decides.
        tiny: Its own text has no size; None where its parent decides.
        printed: Its source is shown line by line.
        mark: `sup` or `sub` where its text is a small one above or below the line.
    """

    __slots__ = (
        *("attributes", "children", "depth", "gone", "invisible", "key", "mark", "parent", "printed", "tag", "tiny"),
    )

    def __init__(self, tag: str, attributes: dict[str, str | None], parent: Element | None, key: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []
        self.depth: int = parent.depth + 1 if parent is not None else 0
        self.key = key
        self.gone = False
        self.invisible: bool | None = None
        self.tiny: bool | None = None
        self.printed = False
        self.mark = ""

    def elements(self) -> Iterator[Element]:
        """The element itself and all that is shown in it, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            if not element.gone:
                yield element
                waiting.extend([child for child in reversed(element.children) if isinstance(child, Element)])

    def is_within(self, ancestor: Element) -> bool:
        """Whether it is the other element or stands in it."""
        element: Element | None = self
        while element is not None and element.depth > ancestor.depth:
            element = element.parent
        return element is ancestor


def parse(text: str) -> LexborHTMLParser:
    """The parser's own tree of a page.

    Raises:
        NotAReport: The page is more deeply nested than any report.
        Unreadable: The markup cannot be read at all.
    """
    if _nesting(text) > _DEEPEST:
        raise NotAReport("The page's elements are nested more deeply than those of any report.")
    text = _CONTROLS.sub("", text)
    # The parser knows no scripts and would show what stands in for them. As <noframes> the element is read by the
    # same rule as a browser with scripts reads <noscript>: nothing in it is markup, and nothing is shown.
    text = _NO_SCRIPTS.sub(r"<\1noframes", text)
    try:
        return LexborHTMLParser(text)
    except (ValueError, RuntimeError) as error:
        raise Unreadable(f"The markup cannot be read: {error}") from error


def elements_of(parsed: LexborHTMLParser) -> list[Element]:
    """The elements of a page in reading order, the root first; the words of those that are never shown are left out."""
    node: LexborNode | None = parsed.root
    if node is None:
        raise Unreadable("The markup holds no element.")
    root = Element("html", {}, None, node.mem_id)
    elements = [root]
    parent = root
    around: list[tuple[LexborNode, Element]] = [(node, root)]
    node = node.first_child
    while node is not None:
        tag = node.tag
        if tag == "-text":
            text = None if parent.gone else node.text_content
            if text:
                parent.children.append(text)
        elif tag and tag[0] != "_" and tag[0] != "-":
            holder = parent if parent.depth < _DEEPEST_SHOWN else parent.parent or root
            element = Element(tag.lower(), node.attributes, holder, node.mem_id)
            holder.children.append(element)
            elements.append(element)
            element.gone = tag in NEVER_SHOWN
            child = node.first_child
            if child is not None:
                around.append((node, parent))
                parent, node = element, child
                continue
        following = node.next
        while following is None and len(around) > 1:
            node, parent = around.pop()
            following = node.next
        node = following
    return elements


def _nesting(text: str) -> int:
    """An upper bound of the depth of elements that stay open.

    Raises:
        NotAReport: Elements that are never closed would be opened anew more often than memory allows.
    """
    if text.count("<") - text.count("</") <= _DEEPEST:
        return 0
    depth = deepest = carried = opened_anew = 0
    for match in _TAG.finditer(text):
        closing, tag = match.groups()
        tag = tag.lower()
        if tag in _CARRIED_ON:
            carried = max(0, carried + (-1 if closing else 1))
        elif not closing:
            carried = 0 if tag in ("td", "th") else carried
            opened_anew += carried
        if tag not in _CLOSES_ITSELF:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    if opened_anew > _MOST_CARRIED_ON:
        raise NotAReport("The page has more elements that are never closed than any report.")
    return deepest

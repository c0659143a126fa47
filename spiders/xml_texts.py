"""XML as portals send it: told from pages, which may look like it."""

from __future__ import annotations

import re

from lxml.html.defs import tags

_DECLARED = re.compile(r"<\?xml(?!:)")
"""How a document declares itself; `<?xml:namespace …>` is a mark of Word in a page."""
_LOOKED_AT = 2_000
"""Characters in which a document begins."""
_OUTERMOST = re.compile(
    r"(?:\s|<!--(?:(?!-->).)*+-->|<[!?][^<>]*>)*+<([a-z][a-z0-9_:.]*)[\s/>]", re.IGNORECASE | re.DOTALL
)
"""The first element of a document. A name with a dash may be an element that a script of a page defines."""
_OBSOLETE = {"bgsound", "image", "layer", "listing", "nobr", "noindex", "plaintext", "spacer", "xmp"}
_OF_PAGES = tags | {"bdi", "data", "dialog", "main", "picture", "search", "slot", "template"} | _OBSOLETE
"""Elements of HTML, also those that browsers alone have ever known."""
_OF_WORD = ("o:", "v:", "w:", "st1:")
"""How elements begin that Word leaves in pages."""


def is_document(text: str) -> bool:
    """Whether a text is a document in XML: it says so and is no page, or its outermost element is none of HTML."""
    begin = text[:_LOOKED_AT].lstrip("\ufeff \t\r\n")
    first = _OUTERMOST.match(begin)
    name = first[1].lower() if first else ""
    if _DECLARED.match(begin):
        return name != "html"
    return bool(name) and name not in _OF_PAGES and not name.startswith(_OF_WORD)

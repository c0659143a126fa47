"""The encoding of a page for finding links and marks of blocks: what its bytes are, not what its server says of them.

UTF-8 or else GB18030 is enough for that, at once and for every answer. What a document says is read by
`parsers.decode`, which weighs whole texts against each other (Big5, text that was read wrongly before it was saved).
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy.http import TextResponse

_WESTERN = frozenset({"iso8859-1", "cp1252", "iso8859-15"})
"""Encodings that servers declare unasked, and in which nearly any bytes make a text."""
_GB2312 = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
_MOST = 0.9
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "hz-gb-2312": "gb18030", "x-gbk": "gb18030"}


def text_of(body: bytes, *, is_cut: bool = False) -> str:
    """The text of a body: UTF-8, or failing that GB18030.

    Args:
        body: The bytes, decompressed.
        is_cut: Whether they are only the beginning of the body, which may end within a character.
    """
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        return decoder.decode(body, final=not is_cut)
    except UnicodeDecodeError:
        return body.decode("gb18030", errors="replace")


def of_addresses(encoding: str) -> str:
    """The encoding in which words of the addresses of a page are sent; an empty string for UTF-8, as all others are.

    Args:
        encoding: The encoding of the page.
    """
    known = encoding.lower()
    return _CHINESE.get(known, known if known in _CHINESE.values() else "")


def decoded(response: TextResponse) -> tuple[TextResponse, str | None]:
    """Gives a response the encoding that its bytes prove, and says what was wrong with the declared one.

    UTF-8 can hardly be met by chance. Other bytes are read as declared; where that fails, as GB18030, of which GB2312
    and GBK are parts (servers declare the smaller one and send the larger). A Western encoding fits any bytes and
    proves nothing, so it does not stand against Chinese.
    """
    body = response.body
    declared = response.encoding
    if body.isascii() or body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return response, None
    likely = "gb18030" if _is_western(declared) and _is_chinese(body) else _CHINESE.get(declared.lower(), declared)
    for encoding in ("utf-8", likely, "gb18030"):
        if _is_whole(body, encoding):
            if codecs.lookup(encoding).name == codecs.lookup(_CHINESE.get(declared.lower(), declared)).name:
                right = response if encoding == declared else response.replace(encoding=encoding)
                return right, None
            return response.replace(encoding=encoding), f"declared as {declared}, but it is {encoding}"
    return response, f"declared as {declared}, and damaged"


def _is_western(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name in _WESTERN
    except LookupError:
        return False


def _is_chinese(body: bytes) -> bool:
    """Whether bytes make a whole text in GB18030, and nearly all of them beyond ASCII are characters of GB2312."""
    if not _is_whole(body, "gb18030"):
        return False
    beyond = sum(byte > 0x7F for byte in body)
    return 2 * len(_GB2312.findall(body)) > _MOST * beyond


def _is_whole(body: bytes, encoding: str) -> bool:
    try:
        text = body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return encoding != "gb18030" or "\ufffd" not in text

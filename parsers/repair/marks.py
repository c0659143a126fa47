"""Marks that are no part of a text: those of Markdown, references to characters, question marks for lost spaces.

Converters give Markdown, where # begins a heading and ** stands around what is bold. Copies show `&nbsp;` where a page
had been escaped twice, and ? where a space had no place in another character set.
"""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Callable, Sequence

from parsers.model import Block, Paragraph, Table
from parsers.repair.log import RepairLog

_HEADING = re.compile(r"\s*(?P<level>#{1,6})\s*(?P<text>[^\s#].*?)\s*#*\s*")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ITALIC = re.compile(r"(?<![*\d])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![*\d])")
_CODE = re.compile(r"`+([^`\n]+)`+")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(r"\[(?P<words>[^\[\]\n]+)\]\((?P<target>(?:https?:|/|\.|#|mailto:)[^()\s]*)(?:\s+\"[^\"]*\")?\)")
_QUOTE = re.compile(r"\s*(?:>\s?)+(?=\S)")
_ITEM = re.compile(r"\s*[-*+]\s+(?=[\u4e00-\u9fff“《（\d*_])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_STRUCK = re.compile(r"~~(?=\S)(.+?)(?<=\S)~~")
_RULE = re.compile(r"\s*(?:[-=_]{3,}|(?:[-*_=~]\s*){3,}|`{3,}\w*|~{3,})\s*")
_BEGINNING = re.compile(r"\s*(?:#{1,6}\s+\S|(?:[-*+]\s+|>\s*)[\u4e00-\u9fff])")
_WITHIN = re.compile(r"(\*\*|__)(?=[^\s*_])[^*_\n]*[\u4e00-\u9fff][^*_\n]*\1|\[[^\[\]\n]+\]\((?:https?:|/)[^()\s]*\)")
_LONG_RULE = 6
"""Signs of a line across the page; fewer may fill a cell that has no number."""
_MARKUP = ("xml:namespace", "[endif]", "{", "<", "document.", "window.", "var ")
_PLAIN_MARK = re.compile(r"&[#a-zA-Z]|\[endif\]|\?|？|<|\{|document\.|window\.|var |---|===|___")
"""What a text that is no Markdown may have, too."""
_ENOUGH_SIGNS = 2
"""Blocks with a mark of Markdown that show that a text is written in it."""
_REFERENCE = re.compile(r"&(?:amp;)?(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}\d{0,2});")
_OFFICE_XML = re.compile(r"<?\?xml:namespace[^>/]*/?>?|<!--\[if[^\]]{0,80}\]>.{0,2000}?<!\[endif\]-->|<!\[endif\]-->")
_TAGS = re.compile(
    r"</?(?:p|strong|b|i|u|em|span|font|br|div|a|img|td|tr|th|tbody|table|h[1-6]|o:p|st1:\w+)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_STYLES = re.compile(r"(?:[.#@]?[A-Za-z_][\w\-.#,:\s>*]{0,200}\{[^{}]{0,2000}\}\s*)+", re.ASCII)
"""Rules of style sheets, as editors leave them in front of a text."""
_SCRIPT = re.compile(r"[\x00-\x7f]*(?:function\s*\w*\s*\(|document\.|window\.|\bvar\s+\w+\s*=)[\x00-\x7f]*")
_EDGE_MARKS = re.compile(r"^[?？]+(?=[\u4e00-\u9fff（(《“\d])|(?<=[。；：！”）])[?？]+$|(?<=[。；])[?？]+")


def remove_marks(blocks: Sequence[Block], log: RepairLog) -> tuple[Block, ...]:
    """Removes marks from all texts; what Markdown marks as a heading becomes one."""
    markdown = sum(_is_marked(block.text) for block in blocks if isinstance(block, Paragraph)) >= _ENOUGH_SIGNS
    kept: list[Block] = []
    for block in blocks:
        if not markdown and not _PLAIN_MARK.search(block.text if isinstance(block, Paragraph) else _text(block)):
            kept.append(block)
            continue
        if isinstance(block, Table):
            cells = (dataclasses.replace(cell, text=_plain(cell.text, markdown, log)) for cell in block.cells)
            kept.append(dataclasses.replace(block, cells=tuple(cells)))
            continue
        if _RULE.fullmatch(block.text) and (markdown or len(block.text) >= _LONG_RULE):
            continue
        heading = _HEADING.fullmatch(block.text) if markdown else None
        text = _plain(heading["text"] if heading else block.text, markdown, log)
        if heading:
            log.add("markdown_mark", block.text, text)
        if text:
            kept.append(dataclasses.replace(block, text=text, heading=block.heading or heading is not None))
    return tuple(kept)


def _text(table: Table) -> str:
    return "\n".join(cell.text for cell in table.cells)


def _is_marked(text: str) -> bool:
    return _BEGINNING.match(text) is not None or _WITHIN.search(text) is not None


def _plain(text: str, markdown: bool, log: RepairLog) -> str:
    if "&" in text:
        text = _change(text, lambda text: _REFERENCE.sub(_character, text), "character_reference", log)
    if any(sign in text for sign in _MARKUP):
        text = _change(text, _without_markup, "markup_in_text", log)
    if "?" in text or "？" in text:
        text = _change(text, lambda text: _EDGE_MARKS.sub("", text), "stray_question_mark", log)
    return _change(text, _without_markdown, "markdown_mark", log) if markdown else text


def _without_markup(text: str) -> str:
    if _SCRIPT.fullmatch(text):
        return ""
    return _STYLES.sub("", _TAGS.sub("", _OFFICE_XML.sub("", text))).strip()


def _change(text: str, change: Callable[[str], str], kind: str, log: RepairLog) -> str:
    changed = change(text)
    if changed != text:
        log.add(kind, text, changed)
    return changed


def _character(match: re.Match[str]) -> str:
    return html.unescape(html.unescape(match[0]))


def _without_markdown(text: str) -> str:
    text = _QUOTE.sub("", text, count=1) if _QUOTE.match(text) else text
    text = _ITEM.sub("", text, count=1) if _ITEM.match(text) else text
    text = _LINK.sub(lambda match: match["words"], _PICTURE.sub("", text))
    for pattern in (_BOLD, _STRUCK):
        text = pattern.sub(lambda match: match[match.lastindex or 0], text)
    text = _CODE.sub(r"\1", _ITALIC.sub(r"\1", text))
    return _ESCAPED.sub(r"\1", text).strip()

"""To whom a report is sent: the bodies above its first words and below its last ones, which say nothing of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.publishers import read_name

_ADDRESS = re.compile(
    r"(?:^|(?<=\n))(?P<names>[^，。；：:\n《》]{2,40}?(?:[，、,][^，。；：:\n《》]{2,40}?){0,5})[：:]"
)
"""What stands before the colon with which a letter begins."""
_BETWEEN = re.compile(r"[，、,\s]|(?<=[府厅室局委会办])[及和与并]")
_OF_SEVERAL = re.compile(
    r"(?:各位|各级|各有关|各县|各市|各区|各乡|各镇|各街|各部门|各单位|各相关|尊敬的|[省市县区州](?:属|直属?)各)[\u4e00-\u9fff（）()]*"
)
_SENT_TO = re.compile(
    r"(?:抄\s*送|抄\s*报|抄\s*呈|主\s*送|主\s*报|分\s*送|呈\s*报|呈\s*送|报\s*送|上\s*报|报|呈|送|发)\s*[:：]"
)
"""How a line begins that lists to whom a letter goes besides (抄送：市政务公开办公室)."""


def is_address(line: str, year: int) -> bool:
    """Whether a line is nothing but the names of those whom a letter addresses, with a colon (县人民政府办公室：)."""
    match = _ADDRESS.fullmatch(line.strip())
    return match is not None and _are_addressed(match["names"], year)


def without_addresses(text: str, year: int) -> str:
    """A text without the addresses that its lines begin with."""
    return _ADDRESS.sub(lambda match: "" if _are_addressed(match["names"], year) else match[0], text)


def before_list_of_receivers(lines: Sequence[str]) -> Sequence[str]:
    """The last lines of a letter as far as they stand above the list of those to whom it goes besides."""
    end = next((index for index, line in enumerate(lines) if _SENT_TO.match(line.strip())), len(lines))
    return lines[:end]


def _are_addressed(names: str, year: int) -> bool:
    pieces = [piece for piece in _BETWEEN.split(names) if piece]
    return all(_OF_SEVERAL.fullmatch(piece) or _is_body(piece, year) for piece in pieces)


def _is_body(words: str, year: int) -> bool:
    name = read_name(words, year)
    return name is not None and bool(name.kind) and bool(name.own or name.places)

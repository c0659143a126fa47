"""How people write personal numbers: the spellings that tests of several rooms try."""

from __future__ import annotations

import re
from collections.abc import Iterator

PHONE_GROUPS = ((11,), (3, 4, 4), (3, 8), (3, 3, 5), (4, 3, 4))
CARD_GROUPS = ((18,), (6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4))
_JOINERS = (" ", "\u3000", "\u00a0", "-", "－", "—", " - ", ".", "\u200b", "</b><b>")
_PREFIXES = ("", "+86", "+86 ", "+86-", "(+86)", "86", "86-", "0086", "0086 ", "0")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def spellings_of_phones(phone: str) -> Iterator[str]:
    """A mobile number as one run and in groups, with what may stand in front of it, and broken by lines and cells."""
    yield phone.translate(_WIDE)
    yield " ".join(phone)
    for prefix in _PREFIXES:
        yield prefix + phone
        for groups in PHONE_GROUPS[1:]:
            for joiner in _JOINERS:
                if (groups, joiner) != ((3, 8), "."):
                    yield prefix + joiner.join(grouped(phone, groups))
    for joiner in ("\n", " | ", "</td><td>", "<br>", "\r\n"):
        yield joiner.join(grouped(phone, PHONE_GROUPS[1]))


def grouped(number: str, groups: tuple[int, ...]) -> list[str]:
    """The digits of a number in groups of some sizes."""
    starts = [sum(groups[:index]) for index in range(len(groups))]
    return [number[start : start + size] for start, size in zip(starts, groups, strict=True)]


def digits_of(text: str) -> str:
    """The digits of a text in one run, without tags, in ASCII."""
    return "".join(str(int(digit)) for digit in re.findall(r"\d", re.sub("<[^<>]*>", "", text)))

"""Numbers of private people in running text: mobile phones and identity cards, in every spelling that portals use.

One reading of them serves both sides: what is stored is masked by it (`mask`), and what is counted is read without them
(`blanked`). A number may be broken by spaces, hyphens, dots, tags, lines and the borders of cells. Rows of counts look
alike, so a broken number must be grouped like a phone and stand alone, or follow a word such as 电话.

Office telephones with an area code are public and stay. So do addresses of the web, codes and counts with their unit.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator, Sequence

_JOINER = (
    r"(?:[\s\-‐-―−－~～._·•・‧．/\\／()（）\[\]【】|｜\u00ad\u200b-\u200f\u2060\ufeff\ufffd]"
    r"|<[^<>\n]{1,200}>|&(?:nbsp|ensp|emsp|shy|zwnj|zwj|\#\d{1,5});)"
)
_GAP = rf"{_JOINER}{{0,8}}"
_PREFIX = r"(?:(?P<country>(?:00)?86)[\s\-‐-―−－.)）]{0,4}(?:[(（]?0[)）]?)?|0(?=[\s\-‐-―−－]{0,2}1))[\s\-‐-―−－.]{0,2}"
# Each begins with the characters themselves, not with a look behind, which would slow the search in every text.
_START = re.compile(r"[018](?<![0-9*].)")
_PHONE = re.compile(rf"(?:{_PREFIX})?(?P<number>1{_GAP}[3-9](?:{_GAP}[0-9]){{9}})(?![0-9*])")
_SAID = "零〇○幺一二三四五六七八九"
_SAID_PHONE = re.compile(rf"[一幺][三四五六七八九](?<![{_SAID}两十百千万亿]..)[{_SAID}]{{9}}(?![{_SAID}两十百千万亿])")
_BEGINS = re.compile(r"\d|[一幺][三四五六七八九]")
"""What a personal number begins with, in digits or in words."""
_CARD_START = re.compile(
    r"[1-8](?<![0-9*].)"
    r"(?!(?:(?<=[0-9] .) |(?<=[0-9]\|.)\||(?<=[0-9]\n.)\n|(?<=[0-9] \| .) \| |(?<=[0-9]\u3000.)\u3000)[0-9])"
)
"""Where an identity number may begin: not within a row of single digits, of which tables have many."""
_REGION = (
    rf"(?:1{_GAP}[1-5]|2{_GAP}[1-3]|3{_GAP}[1-7]|4{_GAP}[1-6]|5{_GAP}[0-4]|6{_GAP}[1-5]|7{_GAP}1|8{_GAP}[12])"
    rf"(?:{_GAP}[0-9]){{4}}{_GAP}"
)
_DAY = rf"[01]{_GAP}[0-9]{_GAP}[0-3]{_GAP}[0-9]{_GAP}"
_CARDS = (
    re.compile(
        rf"{_REGION}(?:1{_GAP}[89]|2{_GAP}0){_GAP}(?:[0-9]{_GAP}){{2}}{_DAY}(?:[0-9]{_GAP}){{3}}[0-9XxＸｘ×](?![0-9A-Za-z*])"
    ),
    re.compile(rf"{_REGION}(?:[0-9]{_GAP}){{2}}{_DAY}(?:[0-9]{_GAP}){{2}}[0-9](?![0-9A-Za-z*])"),
)
_JOINERS = re.compile(rf"{_JOINER}*")
_GAPS = re.compile(rf"({_JOINER}+)")
_ATOM = re.compile(rf"(?P<joiner>{_JOINER})|.")
_WEB = re.compile(r"https?://[!#-;=?-{}~]+")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_KEPT_OF_PHONE, _KEPT_OF_CARD = 3, 6
_SHORTEST = 11
_LONG_CARD = 18

_PHONE_LABEL = re.compile(
    r"(?:电话|手机|号码|联系方式|微信|qq|vx|wx|tel(?:ephone)?|phone|mobile|cell|联系人[:：]?\s?[\u4e00-\u9fff]{1,4}|[☎✆📞📱])"
    r"(?:号码?|[（(][^\d（）()]{1,6}[）)])?[^\w*]{0,8}$",
    re.IGNORECASE,
)
_CARD_LABEL = re.compile(r"(?:身份证|身份号码|证件)(?:号码?|[（(][^\d（）()]{1,6}[）)])*[^\w*]{0,8}$")
_REFERENCE = re.compile(r"(?:编号|索引号|代码|文号|序号|流水号|单号|案号)[:：\s|]{0,4}$")
_MONEY = re.compile(
    r"(?:[¥￥$]|(?:金额|总额|采购|[（(|]\s?(?:单位[:：])?元)[）)]?(?:共计?|合计|为|达|约)?)[:：\s|]{0,4}$"
)
_COUNTED = re.compile(
    r"\s?[（(]?\s?(?:元(?!旦)|条(?!例)|件|次(?![日月年])|人次|个(?!人)|份|篇|户(?!籍)|页|字|家(?![庭住])|项(?!目)|宗|例(?!如)"
    r"|起(?!草)|部(?!门)|册|吨|平方|立方|公里|千瓦|美元|港元|[%％﹪‰])"
)
_GOES_ON = re.compile(r"\.[0-9]{1,4}(?![0-9])|[0-9a-f]{4}|\s?年")
_LISTED = re.compile(r"[.．、年月日]")
_HYPHEN = re.compile(r"\s?[-‐-―−－_]{1,2}\s?")
_INVISIBLE = re.compile(r"(?:<[^<>]*>|[\u00ad\u200b-\u200f\u2060\ufeff]|&(?:shy|zwn?j);)+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LONGER_BEFORE = re.compile(r"(?:[A-Za-z]|[0-9*]\.)\Z")
_TEXT_BEFORE = re.compile(r"[^\s0-9*|｜][^\S\n]?\Z")
_DIGITS_BEFORE = re.compile(rf"[0-9]({_JOINER}{{1,4}})$")
_DIGITS_BEHIND = re.compile(rf"({_JOINER}{{1,4}})[0-9]")
_LANDLINE_BEFORE = re.compile(r"(?<![0-9])(?:[(（]?0[0-9]{2,3}[)）]?[-－—\s]?)?[0-9]{7,8}\s{1,4}$")
_LANDLINE = re.compile(r"\s{1,4}(?:[(（]?0[0-9]{2,3}[)）]?[-－—\s]?)?[0-9]{7,8}(?![0-9])")

_PHONE_SIZES = frozenset({(3, 4, 4), (3, 8), (3, 3, 5), (4, 3, 4), (4, 4, 3), (3, 4, 2, 2), (1,) * 11})
"""How people group a mobile number; other groups of eleven digits are taken for one only with a reason."""
_SHORT_CARD_SIZES = frozenset(
    {(6, 6, 3), (6, 9), (6, 2, 2, 2, 3), (5, 5, 5), (3, 3, 3, 3, 3), (4, 4, 4, 3), (3, 3, 6, 3), (8, 7)}
)
_BROKEN_SHORT_CARD_SIZES = frozenset({(6, 6, 3), (6, 9)})
_MOST_GROUPS, _MOST_BROKEN_GROUPS = 5, 3
_LOOK = 40
"""Characters before a number that may say what it is."""


@dataclasses.dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A number of a private person.

    Attributes:
        start: Where it begins, with its country code.
        end: Where it ends.
        digits: Where its digits stand.
        kept: How many of the last part's digits, from its first, may be shown: those of the carrier or the region.
        prefix: How many digits of a country code precede them.
    """

    start: int
    end: int
    digits: tuple[int, ...]
    kept: int
    prefix: int = 0


def mask(text: str, *, excerpt: bool = False) -> str:
    """Hides the last eight digits of mobile phones and all of identity numbers but the region.

    A text keeps its length, so that offsets hold; what is masked once stays as it is.

    Args:
        text: The text.
        excerpt: Whether it was cut from a text that is masked already: where it depends on what was cut off whether
            numbers at its edge are the parts of one, they stay as that text has them.
    """
    return _replaced(text, find_personal_numbers(text, excerpt=excerpt), "*", partly=True)


def blanked(text: str) -> str:
    """The text for those who look for counts: no digit of a personal number is left in it, and every offset holds."""
    return _replaced(text, find_personal_numbers(text), "×", partly=False)


def find_personal_numbers(text: str, *, excerpt: bool = False) -> tuple[PersonalNumber, ...]:
    """All personal numbers of a text, in order; they do not overlap.

    Args:
        text: The text.
        excerpt: Whether it was cut from a longer one (`mask`).
    """
    if len(text) < _SHORTEST or _BEGINS.search(text) is None:
        return ()
    said = tuple(
        PersonalNumber(match.start(), match.end(), tuple(range(*match.span())), _KEPT_OF_PHONE)
        for match in _SAID_PHONE.finditer(text)
    )
    folded = _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)
    folded = _WEB.sub(lambda match: "w" * len(match[0]), folded)
    cards = tuple(_cards(folded, excerpt))
    phones = _phones(_replaced(folded, cards, "*", partly=False), excerpt)
    return tuple(sorted((*said, *cards, *phones), key=lambda number: number.start))


def _replaced(text: str, found: Sequence[PersonalNumber], character: str, *, partly: bool) -> str:
    if not found:
        return text
    characters = list(text)
    for number in found:
        for position in number.digits[number.prefix + number.kept if partly else 0 :]:
            characters[position] = character
    return "".join(characters)


def _phones(text: str, excerpt: bool) -> Iterator[PersonalNumber]:
    last = 0
    for start in _START.finditer(text):
        if start.start() < last:
            continue
        match = _PHONE.match(text, start.start())
        if match is None or not _is_phone(text, match, last, excerpt):
            continue
        last = match.end()
        digits = _digits(text, match.start(), match.start("number"))
        yield PersonalNumber(
            match.start(), last, (*digits, *_digits(text, match.start("number"), last)), _KEPT_OF_PHONE, len(digits)
        )


def _cards(text: str, excerpt: bool) -> Iterator[PersonalNumber]:
    last = 0
    for start in _CARD_START.finditer(text):
        if start.start() < last:
            continue
        for pattern in _CARDS:
            match = pattern.match(text, start.start())
            if match is not None and _is_card(text, match, last, excerpt):
                last = match.end()
                yield PersonalNumber(match.start(), last, _digits(text, *match.span()), _KEPT_OF_CARD)
                break


def _is_phone(text: str, match: re.Match[str], last: int, excerpt: bool) -> bool:
    start, end = match.span()
    before, behind = text[max(0, start - _LOOK) : start], text[end : end + _LOOK]
    parts = _parts(match["number"])
    abroad = match["country"] is not None and (len(match["country"]) > 2 or re.search(r"[+＋]\s?$", before) is not None)
    labelled = abroad or _PHONE_LABEL.search(before) is not None
    if not parts.kinds and labelled:
        return True
    if not labelled:
        if _LONGER_BEFORE.search(before) or _REFERENCE.search(before) or _MONEY.search(before):
            return False
        if _COUNTED.match(behind) or _GOES_ON.match(behind):
            return False
    if not parts.kinds:
        return True
    if labelled and (not parts.is_broken or len(parts.sizes) <= _MOST_BROKEN_GROUPS):
        return True
    if not _stands_alone(text, match, parts.kinds, last, excerpt):
        return False
    if parts.is_broken:
        return parts.sizes == (3, 4, 4) or _is_wrapped(before, behind, parts)
    if parts.sizes in _PHONE_SIZES:
        return parts.gaps != (".",)
    return parts.is_invisible or parts.is_hyphenated


def _is_card(text: str, match: re.Match[str], last: int, excerpt: bool) -> bool:
    start, end = match.span()
    before, behind = text[max(0, start - _LOOK) : start], text[end : end + _LOOK]
    digits = _JOINERS.sub("", match[0])
    if not _is_born(digits):
        return False
    parts = _parts(match[0])
    is_long = len(digits) == _LONG_CARD
    labelled = _CARD_LABEL.search(before) is not None
    if not labelled and (
        _LONGER_BEFORE.search(before) or _REFERENCE.search(before) or _COUNTED.match(behind) or _GOES_ON.match(behind)
    ):
        return False
    if not parts.kinds or labelled or parts.is_invisible:
        return True
    if not _stands_alone(text, match, parts.kinds, last, excerpt):
        return False
    if parts.is_broken:
        is_usual = len(parts.sizes) <= _MOST_BROKEN_GROUPS if is_long else parts.sizes in _BROKEN_SHORT_CARD_SIZES
        return is_usual or _is_wrapped(before, behind, parts)
    if is_long:
        return len(parts.sizes) <= _MOST_GROUPS or set(parts.sizes) == {1}
    return parts.sizes in _SHORT_CARD_SIZES


def _is_born(digits: str) -> bool:
    """Whether an identity number has a day of birth; the check digit is often wrong in print, and tells nothing."""
    month = 10 if len(digits) == _LONG_CARD else 8
    return 1 <= int(digits[month : month + 2]) <= 12 and 1 <= int(digits[month + 2 : month + 4]) <= 31


@dataclasses.dataclass(frozen=True, slots=True)
class _Parts:
    """How the digits of a number are grouped.

    Attributes:
        sizes: Digits of each group.
        gaps: What stands between them.
        kinds: Sorts of gaps: `space`, `mark`, `cell`, `line`.
        is_hyphenated: Whether it has few groups, all joined by hyphens, and none looks like a year, as one of a file
            number does.
    """

    sizes: tuple[int, ...]
    gaps: tuple[str, ...]
    kinds: frozenset[str]
    is_hyphenated: bool

    @property
    def is_broken(self) -> bool:
        return bool(self.kinds & {"cell", "line"})

    @property
    def is_invisible(self) -> bool:
        """Whether a reader of the page sees no gap at all: tags, and characters without width."""
        return bool(self.gaps) and all(map(_INVISIBLE.fullmatch, self.gaps))


def _parts(number: str) -> _Parts:
    pieces = _GAPS.split(number)
    groups, gaps = pieces[::2], tuple(pieces[1::2])
    return _Parts(
        tuple(map(len, groups)),
        gaps,
        frozenset(map(_kind, set(gaps))),
        len(groups) <= _MOST_BROKEN_GROUPS
        and all(map(_HYPHEN.fullmatch, gaps))
        and not any(map(_YEAR.fullmatch, groups)),
    )


def _kind(gap: str) -> str:
    if "\n" in gap:
        return "line"
    if "|" in gap or "｜" in gap:
        return "cell"
    return "space" if not gap.strip() else "mark"


def _stands_alone(text: str, match: re.Match[str], kinds: frozenset[str], last: int, excerpt: bool) -> bool:
    """Whether no other number is joined to a broken one in the same way, as it is in a row of counts."""
    relevant = kinds | ({"space", "line", "cell"} if kinds & {"line", "cell"} else frozenset())
    start, end = match.span()
    begins = start < _LOOK and _JOINERS.fullmatch(text, 0, start) is not None
    ends = len(text) - end < _LOOK and _JOINERS.fullmatch(text, end) is not None
    if excerpt and begins != ends:
        return False
    before = _DIGITS_BEFORE.search(text, max(0, start - _LOOK), start)
    if (
        before is not None
        and before.start(1) != last
        and _kind(before[1]) in relevant
        and not _LANDLINE_BEFORE.search(text, max(0, start - _LOOK), start)
        and not _ends_a_phone(text, max(0, start - _LOOK), before.start(1))
    ):
        return False
    behind = _DIGITS_BEHIND.match(text, end)
    if behind is None or _kind(behind[1]) not in relevant:
        return True
    return _LANDLINE.match(text, end) is not None or _begins_another(text, behind.end(1))


def _begins_another(text: str, start: int) -> bool:
    """Whether a phone or an identity number begins here: two of them may stand side by side."""
    if _is_grouped_phone(_PHONE.match(text, start)):
        return True
    cards = (card for pattern in _CARDS if (card := pattern.match(text, start)))
    return any(_is_born(_JOINERS.sub("", card[0])) for card in cards)


def _ends_a_phone(text: str, first: int, end: int) -> bool:
    """Whether a phone that begins at one place or behind it ends at another."""
    phones = (_PHONE.match(text, start.start()) for start in _START.finditer(text, first, end))
    return any(_is_grouped_phone(phone) for phone in phones if phone is not None and phone.end() == end)


def _is_grouped_phone(match: re.Match[str] | None) -> bool:
    return match is not None and _parts(match["number"]).sizes in (_PHONE_SIZES | {(_SHORTEST,)})


def _is_wrapped(before: str, behind: str, parts: _Parts) -> bool:
    """Whether a line of running text ends within the number: words stand before it, and no other item begins behind."""
    breaks = [_kind(gap) for gap in parts.gaps]
    return (
        "cell" not in breaks
        and breaks.count("line") == 1
        and _TEXT_BEFORE.search(before) is not None
        and not _LISTED.match(behind)
    )


def _digits(text: str, start: int, end: int) -> tuple[int, ...]:
    """Where the digits of a number stand; those within tags are none of its own."""
    return tuple(match.start() for match in _ATOM.finditer(text, start, end) if match["joiner"] is None)

"""Readings injected behind characters, as in 報(bào)告, by sites that hide copied text from search engines.

A bracket goes only if all of it is the reading of the words in front of it, sound by sound: 年(nian), 3(sān)件,
政务公开(zhèngwùgōngkāi), 《条例》(tiáo lì), 开(ㄎㄞ). (PPP), (pdf) and (單位：hm) stay. Letters without tones
are also how names of accounts and sites are made, so they go only from a document that has more of them, and never
behind the word 微信 or another one that announces such a name.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator

from parsers.repair.log import RepairLog

_TONED = "āáǎàăēéěèĕīíǐìĭōóǒòŏūúǔùŭǖǘǚǜńňǹḿ"
_TONED_LETTER = re.compile(f"[{_TONED}]")
_LETTER = rf"A-Za-z{_TONED}{_TONED.upper()}üÜêɑɡ\u0300-\u030c"
_ZHUYIN = r"\u3105-\u312f\u02c7\u02ca\u02cb\u02d9"
_BRACKETED = re.compile(
    rf"[(（\[［【〔〈<{{「/][ \u3000]*(?:(?:拼音|读音|讀音|注音|音|读|讀|pinyin)[ ]?[:：]?[ ]?)?"
    rf"(?P<gloss>[{_LETTER}{_ZHUYIN}][{_LETTER}{_ZHUYIN}0-9⁰¹²³⁴⁵: \u3000'’·./,，、;；|-]{{0,80}})[)）\]］】〕〉>}}」/]"
)
_BARE = re.compile(
    rf"(?<=[\u3400-\u9fff])(?:[(（](?![^()（）\u3400-\u9fff]*[)）])| )?"
    rf"(?P<gloss>[a-zü]{{0,5}}[{_TONED}][a-zü{_TONED} '’]{{0,80}})(?![A-Za-z@.])"
)
"""A reading without brackets, or behind one that nothing closes; only tones tell it from other Latin words."""
_MARKED = re.compile(rf"[{_TONED}{_TONED.upper()}{_ZHUYIN}\u0300-\u030c]|[a-zü][1-5¹²³⁴⁵](?![0-9])")
_ALTERNATIVES = re.compile(r"[/,，、;；|]")
_NO_SOUND = re.compile(r"[^a-z\u3105-\u312f]")
_TONES_OF_ZHUYIN = re.compile(r"[\u02c7\u02ca\u02cb\u02d9]")
_ACCOUNT = re.compile(
    r"(?:微信|微博|公众号|公眾號|账号|帐号|賬號|帳號|抖音|头条|頭條|域名|网址|網址|邮箱|郵箱|用户名|用戶名|客户端|客戶端|简称|簡稱)"
    r"[^，。；,;、]{0,16}$"
)
_ACCOUNT_DISTANCE = 24
_ACCOUNT_LENGTH = 6
"""Letters of the shortest name of an account."""
_ENOUGH = 3
"""Readings without tones in one document that cannot be names any more."""
_MOST_READ = 64
"""Characters before a gloss that it may be the reading of."""
_PASSED_OVER = frozenset(" \u3000“”‘’「」『』《》〈〉、，,·-—")
_DIGITS = "零一二三四五六七八九"
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?$")
_SPOKEN_DIFFERENTLY = {"一": {"yao"}, "二": {"liang"}, "儿": {"r"}, "兒": {"r"}, "零": {"lin"}}
_LONGEST_NUMBER = 9


def may_hold_glosses(text: str) -> bool:
    """Whether a text holds anything that looks like a reading; that of a whole page is asked once."""
    return _BRACKETED.search(text) is not None or _TONED_LETTER.search(text) is not None


def are_injected(texts: Iterable[str]) -> bool:
    """Whether readings without tones are injected in a document, rather than names of accounts."""
    found = 0
    for text in texts:
        for match in _BRACKETED.finditer(text):
            if _reads(match["gloss"], text[max(0, match.start() - _MOST_READ) : match.start()]) and not _names_account(
                match, text
            ):
                found += _ENOUGH if _MARKED.search(match["gloss"].lower()) else 1
                if found >= _ENOUGH:
                    return True
    return False


def remove_glosses(text: str, log: RepairLog, *, injected: bool = True) -> str:
    """Removes brackets that gloss the words before them with their own reading.

    Args:
        text: The text.
        log: Keeps account of what was removed.
        injected: Whether readings without tones are known to be injected in this document.
    """
    if text.isascii():
        return text
    text = _remove(_BRACKETED, text, log, injected)
    return _remove(_BARE, text, log, injected) if _TONED_LETTER.search(text) else text


def _remove(pattern: re.Pattern[str], text: str, log: RepairLog, injected: bool) -> str:
    parts: list[str] = []
    tail = ""
    end = 0
    for match in pattern.finditer(text):
        between = text[end : match.start()]
        before = (tail + between)[-_MOST_READ:]
        marked = _MARKED.search(match["gloss"].lower()) is not None
        if not marked and (not injected or match["gloss"].isupper() or _names_account(match, text)):
            continue
        read = _reads(match["gloss"], before)
        if read == 0:
            continue
        words = before[len(before) - read :]
        log.add("pinyin_gloss", words + match[0], words)
        parts.append(between.rstrip(" \u3000"))
        tail, end = before.rstrip(" \u3000"), match.end()
    return "".join((*parts, text[end:]))


def _names_account(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - _ACCOUNT_DISTANCE) : match.start()]
    return len(match["gloss"]) >= _ACCOUNT_LENGTH and " " not in match["gloss"] and bool(_ACCOUNT.search(before))


def _reads(gloss: str, before: str) -> int:
    """How many characters at the end of a text a gloss is the reading of; 0 if it is not."""
    whole = _read_back(_sounds(gloss), before)
    if whole:
        return whole
    alternatives = filter(None, map(_sounds, _ALTERNATIVES.split(gloss)))
    return min((_read_back(sounds, before) for sounds in alternatives), default=0)


def _sounds(gloss: str) -> str:
    """A gloss as bare letters: no tones, spaces or digits, and u for ü."""
    text = gloss.lower().replace("ɡ", "g").replace("ɑ", "a").replace("u:", "u")
    text = unicodedata.normalize("NFD", text)
    return _NO_SOUND.sub("", text).replace("v", "u")


def _read_back(sounds: str, before: str) -> int:
    """How many characters at the end of a text sound like this, and nothing beside; 0 if none do."""
    # Last characters first; each state is what is left to be read, and from where.
    states = [(sounds, len(before))]
    seen = set(states)
    while states:
        left, position = states.pop()
        if not left:
            return len(before) - position
        for rest, reached in _steps(left, before, position):
            if (rest, reached) not in seen:
                seen.add((rest, reached))
                states.append((rest, reached))
    return 0


def _steps(left: str, before: str, position: int) -> Iterator[tuple[str, int]]:
    if position == 0:
        return
    character = before[position - 1]
    if character in _PASSED_OVER:
        yield left, position - 1
        return
    if character.isascii():
        number = _NUMBER.search(before, max(0, position - _LONGEST_NUMBER), position)
        if number:
            for spoken in _spoken(number[0]):
                for rest in _without(left, spoken):
                    yield rest, number.start()
        return
    for reading in _readings(character):
        if left.endswith(reading):
            yield left[: -len(reading)], position - 1


def _without(left: str, spoken: str) -> Iterator[str]:
    """What is left when the words of a number are read from the end."""
    if not spoken:
        yield left
        return
    for reading in _readings(spoken[-1]):
        if left.endswith(reading):
            yield from _without(left[: -len(reading)], spoken[:-1])


@functools.cache
def _readings(character: str) -> frozenset[str]:
    import pypinyin  # noqa: PLC0415  (a fifth of a start, and few documents have readings)

    plain = pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True, errors="ignore")
    zhuyin = pypinyin.pinyin(character, style=pypinyin.Style.BOPOMOFO, heteronym=True, errors="ignore")
    found = {reading.replace("ü", "u").replace("v", "u") for reading in (plain[0] if plain else ())}
    found |= {_TONES_OF_ZHUYIN.sub("", reading) for reading in (zhuyin[0] if zhuyin else ())}
    return frozenset(found | _SPOKEN_DIFFERENTLY.get(character, set())) - {""}


def _spoken(number: str) -> Iterator[str]:
    """The ways to say a number: 12 is 十二 and 一二, 98.5% is 百分之九十八点五."""
    amount, _, decimals = number.rstrip("%").partition(".")
    after = "点" + "".join(_DIGITS[int(digit)] for digit in decimals) if decimals else ""
    share = "百分之" if number.endswith("%") else ""
    one_by_one = "".join(_DIGITS[int(digit)] for digit in amount)
    yield share + one_by_one + after
    cardinal = _cardinal(int(amount))
    yield share + cardinal + after
    if cardinal.startswith("一十"):
        yield share + cardinal[1:] + after


def _cardinal(number: int) -> str:
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return _cardinal(high) + "万" + (("零" if low < 1_000 else "") + _cardinal(low) if low else "")
    words = ""
    gap = False
    for unit, name in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return words or "零"

"""Pinyin injected after characters, as in 報(bào)告, by sites that hide copied text from search engines.

A bracket goes only if it holds one reading of the very character before it; (PPP), (pdf) and (單位：hm) stay.
"""

from __future__ import annotations

import functools
import re

import pypinyin

from parsers.repair.log import RepairLog

_GLOSS = re.compile(r"([\u3400-\u9fff])([(（]([a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]{1,6})[)）])")


@functools.cache
def _readings(character: str) -> frozenset[str]:
    with_tone = pypinyin.pinyin(character, style=pypinyin.Style.TONE, heteronym=True)[0]
    without = pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True)[0]
    return frozenset(with_tone) | frozenset(without)


def remove_glosses(text: str, log: RepairLog) -> str:
    """Removes brackets that gloss the character before them with its own reading."""

    def remove(match: re.Match[str]) -> str:
        if match[3] not in _readings(match[1]):
            return match[0]
        log.add("pinyin_gloss", match[0], match[1])
        return match[1]

    return _GLOSS.sub(remove, text)

"""Suggestions of deputies count where their replies were published (codebook, proposals.*): 承办97件 is no figure."""

from __future__ import annotations

import re

from parsers.prose.sentences import Sentence

_PUBLISHED = r"(?:公开|公布|上网|公示|登载|挂网|发布)"
_AMONG_PUBLISHED = re.compile(rf"(?<!未){_PUBLISHED}(?:的有|共|了)?[\d,]+余?件，其中[^；]*$")
_HANDLED = re.compile(r"承办|办理(?!结果|情况)")
_DOES_MORE = re.compile("推[动进]|督促|完成|落实|做好")
"""Verbs of a clause of its own, of which nothing is said that stands before."""
_NUMBER = re.compile(r"\d[\d,]*余?件")
_BESIDE = re.compile(
    r"(?:(?:[^，。；\d]{0,8}建议)?[、和与及][\d,]+件[^，。；\d]{0,8}提案|[、，和及与][^，。；\d]{0,14}(?:建议|提案)[\d,]+余?件|件?(?:建议|提案)?[、和及与][\d,]+件(?:建议|提案))+"
)
_ITEM = re.compile(r"(?:建议|提案)[^，。；\d]{0,10}[\d,]+余?件")
_SHARE = re.compile(r"[\d.]+%")
_ALL_PUBLISHED = re.compile(rf"[^\d]*?(?<!未)(?<!不){_PUBLISHED}[^\d]*")


def is_published(sentence: Sentence, index: int) -> bool:
    """Whether a sentence says of what a number counts that it was published.

    Args:
        sentence: The sentence.
        index: Index of the number.
    """
    span = sentence.quantities[index].span
    start = sentence.text.rfind("；", 0, span.start) + 1
    end = sentence.text.find("；", span.end)
    clause = sentence.text[sentence.clause_start(span.start) : span.start]
    if _AMONG_PUBLISHED.search(sentence.text[start : span.start]) and not _HANDLED.search(clause):
        return True
    ahead = _ITEM.sub("", sentence.text[start : span.start])
    nearest = max((match.end() for match in _NUMBER.finditer(ahead)), default=0)
    own = sentence.clause_start(span.start) - start
    does_more = _DOES_MORE.search(sentence.text[start + own : span.start]) is not None
    if re.search(_PUBLISHED, ahead[max(nearest, own) if does_more else nearest :]):
        return True
    if re.match(rf"[^，。；]*(?<!未)(?<!不){_PUBLISHED}", sentence.text[span.end :]) and not _BESIDE.match(
        sentence.text[span.end :]
    ):
        return True
    behind = _SHARE.sub("", sentence.text[span.end : end if end >= 0 else len(sentence.text)])
    beside = _BESIDE.match(behind)
    return _ALL_PUBLISHED.fullmatch(behind[beside.end() if beside else 0 :]) is not None

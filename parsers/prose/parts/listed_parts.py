"""What shows that numbers of a sentence are listed as parts of what was disclosed, though their sum does not.

| what shows it | example |
|---|---|
| a word that begins a list of parts | 公开信息86条，其中概况12条、动态24条 |
| brackets right behind the whole | 公开398条（规划17条，其他信息48条） |
| three of them are called information, behind all that was disclosed | 机构信息3条、预算信息6条、其他信息4条 |
| their shares of the whole follow | 业务类信息6934条，占总数的15.77% |
| a website is counted ahead, then how much was renewed | 网站发布89条，概况类信息更新量4条、动态信息更新量76条 |
| their sentence, behind the whole, lists them alone | (公开1243条。) 决策公开18条、管理公开33条、结果公开704条 |
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from parsers.prose.context.found import Found
from parsers.prose.context.passage import Passage
from parsers.prose.sentences.phrases import Phrases
from parsers.prose.sentences.publication import taken_apart
from parsers.prose.sentences.sort_names import sort_name
from parsers.prose.words.codes import DISCLOSED, WEBSITE
from parsers.prose.words.marks import INFORMATION, PERCENT
from parsers.prose.words.shares import part_name
from parsers.text.numbers import Quantity

Item = tuple[str, Found]
"""A number with the words that may name it, or with its label."""
_OF_DISCLOSURE = ("公开", "发布", INFORMATION)
"""Ends of names that say that the sorts are of what was disclosed (决策公开18条), and not of roads."""
SHORTEST_LIST = 3
"""How many names of information make a list of sorts where nothing says so (机构信息3条、预算信息6条、其他信息4条)."""
_NAMES_A_LIST = re.compile(r"其中|包括|包含|涵盖|(?<=[，（])含|内容(?:主要)?[有为：]|分类|划分|按类|类别|中[，：,:]")
"""What says that parts are listed: also within words (分类公开), and 中 and others only in front of the list."""
_OTHER = re.compile(r"(?:其中)?其[他它余](?:信息)?")
"""What names the last sort of a list."""
_OF_THE_WHOLE = re.compile(r"占[^，。；、]{0,8}(?:总数|总量|总体|总计|全部|比例|比重)[^，。；、\d]{0,6}$")
"""Stands in front of a share of a whole (占总体比例的, 占总数的)."""

_RENEWED = re.compile(r"(?:信息|动态|目录)更新(?:数量|量|数)$")
"""Ends of names by which the yearly tables of websites count sorts (概况类信息更新量)."""


def listed_as_parts(items: Sequence[Item], phrases: Phrases, passage: Passage, *, has_sorts: bool) -> list[Item]:
    """The items that are listed as parts, by the first of these ways that finds any.

    Args:
        items: Numbers of the sentence, each with the words that may name it.
        phrases: The phrases of the sentence.
        passage: What the text is about.
        has_sorts: Whether the sentence has counted sorts of information before.
    """
    return (
        _behind_a_word_for_a_list(items, phrases, has_sorts=has_sorts)
        or _in_brackets_of_a_whole(items, passage)
        or _called_information(items, passage)
        or _given_with_shares(items, phrases)
        or _renewed_on_a_website(items, passage, has_sorts=has_sorts)
        or _that_fill_a_sentence(items, phrases, passage)
    )


def _behind_a_word_for_a_list(items: Sequence[Item], phrases: Phrases, *, has_sorts: bool) -> list[Item]:
    """The items behind a word that begins a list of parts; a single one only beside sorts, or as the rest of them."""
    begins = _NAMES_A_LIST.search(phrases.sentence.text)
    if begins is None or not items:
        return []
    if len(items) < 2 and not has_sorts and not _names_itself(items[0][0]):
        return []
    return [(words, found) for words, found in items if found.end > begins.start()]


def begins_with(items: Sequence[Item], phrases: Phrases) -> bool:
    """Whether a word that begins a list stands in front of the first of the items, and no number anywhere ahead."""
    begins = _NAMES_A_LIST.search(phrases.sentence.text)
    if begins is None or not items:
        return False
    first = items[0][1].quantity.span.start
    return begins.start() < first and not phrases.sentence.holds_number(0, first)


def _names_itself(words: str) -> bool:
    """Whether words name one sort by themselves, with no others beside: the rest, or information on something."""
    if _OTHER.fullmatch(words) is not None:
        return True
    name = sort_name(words, is_proven=False)
    return (
        name.endswith(INFORMATION) and taken_apart(words).is_plain and part_name(name.removesuffix(INFORMATION)) is None
    )


def _in_brackets_of_a_whole(items: Sequence[Item], passage: Passage) -> list[Item]:
    """The items in brackets right behind a number of disclosed information (公开398条（规划17条，其他信息48条）)."""
    for whole in passage.of_this_sentence:
        if whole.code not in (DISCLOSED, WEBSITE) or whole.label:
            continue
        brackets = next((one for one in whole.sentence.brackets if one.start == whole.quantity.span.end), None)
        if brackets is None:
            continue
        held = [(words, one) for words, one in items if brackets.start < one.quantity.span.start < brackets.end]
        if len(held) > 1:
            return held
    return []


def _given_with_shares(items: Sequence[Item], phrases: Phrases) -> list[Item]:
    """The items that their shares of a whole follow (业务类信息6934条，占总数的15.77%)."""
    quantities = phrases.sentence.quantities
    shares = {
        one.span for one, following in itertools.pairwise(quantities) if _is_a_share(following, phrases.sentence.text)
    }
    return [(words, found) for words, found in items if found.quantity.span in shares]


def _is_a_share(number: Quantity, text: str) -> bool:
    return number.unit == PERCENT and _OF_THE_WHOLE.search(text, 0, number.span.start) is not None


def _renewed_on_a_website(items: Sequence[Item], passage: Passage, *, has_sorts: bool) -> list[Item]:
    """The items that tell how much of each sort a website has renewed, as the yearly tables of websites do."""
    whole = next((one for one in passage.of_this_sentence if one.code == WEBSITE and not one.label), None)
    renewed = [(words, found) for words, found in items if _RENEWED.search(words)]
    return renewed if whole is not None and (len(renewed) > 1 or has_sorts) else []


def _that_fill_a_sentence(items: Sequence[Item], phrases: Phrases, passage: Passage) -> list[Item]:
    """The items of a sentence right behind a whole that only lists them (公开1243条。决策公开18条、管理公开33条……)."""
    whole, numbers = passage.opening, phrases.sentence.quantities
    if whole is None or whole.code not in (DISCLOSED, WEBSITE) or whole.label or len(numbers) < SHORTEST_LIST:
        return []
    names = [sort_name(words, is_proven=False) for words, _ in items]
    are_names = all(name and words.startswith(name) for name, (words, _) in zip(names, items, strict=True))
    are_of_disclosure = 2 * sum(name.endswith(_OF_DISCLOSURE) for name in names) >= len(names)
    is_a_list = are_names and are_of_disclosure and all(one.unit == whole.quantity.unit for one in numbers)
    return list(items) if is_a_list and sum(one.value for one in numbers) <= whole.quantity.value else []


def _called_information(items: Sequence[Item], passage: Passage) -> list[Item]:
    """The items that are nouns, if enough of them are called information, and all that was disclosed was counted."""
    if passage.totals.of(DISCLOSED) is None:
        return []
    nouns = [(words, found) for words, found in items if taken_apart(words).is_plain]
    return nouns if sum(words.endswith(INFORMATION) for words, _ in nouns) >= SHORTEST_LIST else []

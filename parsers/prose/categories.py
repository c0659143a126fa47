"""Lists of sorts of information: numbers that the sentence, or their sum, shows to be parts of what was disclosed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.prose.codes import DISCLOSED, OF_CHANNELS, SORTS, WEBSITE
from parsers.prose.found import Found
from parsers.prose.passage import Passage
from parsers.prose.phrases import Phrases
from parsers.prose.sort_names import MEASURES, is_noun, sort_name
from parsers.text.numbers import Quantity

_ROUNDING = 0.005
"""What items that are given in 万 may miss of their total, as a share of it."""
_MEASURES_OF_LISTS = ("项", "个", "份")
"""Those of sorts that make up all that was disclosed, whatever each of them is counted in (档案180个、年度报告1条)."""
_NAMES_A_LIST = re.compile(r"其中|包括|包含|涵盖|分类|划分|按类|类别|中[，：,:]")
"""What says that parts are listed: also within words (分类公开), and 中 only in front of the list."""
_OTHER = re.compile(r"(?:其中)?其[他它余](?:信息)?")
"""What names the last sort of a list."""
_IS = ("为", "是", "属于", "属")
_INFORMATION = "信息"
_OUTCOMES = {("outcome", "granted"), ("outcome", "denied")}
_TOPICS_OF_SORTS = ("proactive_disclosure", "overview", "")
"""Topics of sections in which a verb of publishing may be said of sorts of information."""
_PUBLISHED = ("disclose", "post")
_SHARE = "%"
_SHORTEST_LIST = 3
"""How many names of information make a list of sorts where nothing says so (机构信息3条、预算信息6条、其他信息4条)."""


def may_be_named(found: Found, before: str, after: str) -> str | None:
    """The words that may be the name of a sort of information, until the sentence has been read; None for none."""
    if found.quantity.unit not in (*MEASURES, *_MEASURES_OF_LISTS, ""):
        return None
    verb = next(filter(after.startswith, _IS), None)
    return before or (after.removeprefix(verb) if verb else None)


def name_sorts(unnamed: Sequence[tuple[str, Found]], phrases: Phrases, passage: Passage) -> None:
    """Adds the unnamed numbers of a sentence as sorts of information, if they are a list of them.

    They are if the sentence says that it names a part of what was disclosed, or if they add up to it.
    """
    if not unnamed or passage.theme.is_by_attribute:
        return
    proven = _that_complete_a_whole(unnamed, passage)
    for label, found in proven:
        passage.add(found._replace(code=SORTS, label=label))
    unnamed = [(words, found) for words, found in unnamed if all(found is not one for _, one in proven)]
    if not unnamed:
        return
    total = passage.totals.of(DISCLOSED) or passage.totals.of(WEBSITE)
    by_a_verb = _begin_with_a_verb(unnamed, phrases, passage)
    informs = ("obj", "information") in phrases.all.features
    if not informs and not by_a_verb and not _has_just_disclosed(passage):
        return
    sorts = sum(one.code == SORTS for one in passage.of_this_sentence)
    if not sorts and (_lists_media(passage) or not phrases.all.features.isdisjoint(_OUTCOMES)):
        return
    if total is None and not by_a_verb and not (informs and len(unnamed) + sorts > 2):
        return
    adds_up = total is not None and _add_up(unnamed, total)
    if not adds_up:
        unnamed = [(words, found) for words, found in unnamed if found.quantity.unit in MEASURES]
    whole = total.value if total is not None else sum(found.quantity.value for _, found in unnamed)
    if not unnamed:
        return
    begins = _NAMES_A_LIST.search(phrases.sentence.text)
    listed = begins is not None and (len(unnamed) > 1 or sorts > 0 or _OTHER.fullmatch(unnamed[0][0]) is not None)
    nouns = [(words, found) for words, found in unnamed if is_noun(words)]
    if not listed and not adds_up and sum(words.endswith(_INFORMATION) for words, _ in nouns) >= _SHORTEST_LIST:
        listed, unnamed = True, nouns
    if not adds_up and begins is not None:
        unnamed = [(words, found) for words, found in unnamed if found.end > begins.start()]
    if not unnamed or not (adds_up or listed or by_a_verb):
        return
    unit = total.unit if total is not None else unnamed[0][1].quantity.unit
    for words, found in unnamed:
        if not adds_up and found.quantity.unit != unit and unit not in MEASURES:
            continue
        label = sort_name(words, is_proven=adds_up)
        if label and found.quantity.value <= whole:
            passage.add(found._replace(code=SORTS, label=label))


def _begin_with_a_verb(unnamed: Sequence[tuple[str, Found]], phrases: Phrases, passage: Passage) -> bool:
    """Whether one verb of publishing is said of a list of nouns (向社会公开规划类文件35件，环保类文件15件).

    They are counted alike, all of them are names of sorts, nothing else is counted between them, none is called a
    part, and no medium but the website is told.
    """
    if len(unnamed) < 2 or passage.theme.topic not in _TOPICS_OF_SORTS:
        return False
    places = {quantity.span: index for index, quantity in enumerate(phrases.sentence.quantities)}
    indices = [places[found.quantity.span] for _, found in unnamed]
    shares = {index for index, one in enumerate(phrases.sentence.quantities) if one.unit == _SHARE}
    if set(range(indices[0], indices[-1] + 1)) - shares - set(indices):
        return False
    units = {found.quantity.unit for _, found in unnamed}
    first, rest = phrases.own(indices[0]), [phrases.own(index) for index in indices[1:]]
    verb = first.verb
    if len(units) > 1 or not units <= set(MEASURES) or verb is None or verb.value("act") not in _PUBLISHED:
        return False
    if phrases.say_part(first.end, rest[-1].end) or not all(sort_name(words, is_proven=False) for words, _ in unnamed):
        return False
    are_nouns = all(is_noun(words) for words, _ in unnamed[1:]) and all(one.verb is None for one in rest)
    media = {term.value("medium") for one in (phrases.lead(indices[0]), first) for term in one.of("medium")}
    return are_nouns and media <= {"website"} and bool(first.text[verb.end : first.end].strip())


def _that_complete_a_whole(unnamed: Sequence[tuple[str, Found]], passage: Passage) -> list[tuple[str, Found]]:
    """Numbers with their names that make up, with others, a number of disclosed information in front of them all.

    That may be what the sentence before begins with (公开信息1324条。其中……).
    网站公开3239条，其中概况362条、动态1777条、目录1100条: the sum shows what they are.
    """
    named = [("", one) for one in passage.of_this_sentence if not one.implied]
    for whole in filter(None, (passage.opening, *(one for _, one in named))):
        if whole.label or whole.year != passage.year or whole.code not in (DISCLOSED, WEBSITE):
            continue
        begins = -1 if whole is passage.opening else whole.quantity.span.end
        behind = [one for one in (*named, *unnamed) if one[1].quantity.span.start > begins]
        items: list[tuple[str, Found]] = []
        rest = whole.quantity.value
        for words, one in sorted(behind, key=lambda item: item[1].quantity.span.start):
            if one.quantity.unit not in (whole.quantity.unit, "") or one.code.startswith(OF_CHANNELS):
                break
            if one.quantity.value > rest:
                break
            items.append((words, one))
            rest -= one.quantity.value
            if not rest and len(items) > 1:
                proven = [(sort_name(words, is_proven=True), one) for words, one in items if (words, one) in unnamed]
                return proven if all(label for label, _ in proven) else []
    return []


def _add_up(unnamed: Sequence[tuple[str, Found]], total: Quantity) -> bool:
    """Whether numbers make up all that was disclosed; where each is counted in its own measure, three at least."""
    measures = {total.unit, *(found.quantity.unit for _, found in unnamed)}
    if len(unnamed) < (2 if measures <= set(MEASURES) else _SHORTEST_LIST):
        return False
    rounded = any("万" in found.quantity.printed for _, found in unnamed)
    slack = _ROUNDING * total.value if rounded else 0.5
    return abs(sum(found.quantity.value for _, found in unnamed) - total.value) <= slack


def _lists_media(passage: Passage) -> bool:
    """Whether a sentence counts what several media have published; what it counts beside is of one more medium."""
    return sum(one.code.startswith(OF_CHANNELS) and one.code != WEBSITE for one in passage.of_this_sentence) > 1


def _has_just_disclosed(passage: Passage) -> bool:
    # What is a part of 48 interpretations is none of the information that the sentence before counts.
    near = passage.of_this_sentence or tuple(filter(None, (passage.last, passage.opening)))
    return any(one.code.startswith("disclosure.") for one in near)

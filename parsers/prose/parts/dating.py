"""Which year a number of a sentence is about, and what a number of another year says beside one of this year."""

from __future__ import annotations

import re

from parsers.knowledge.codebook import codebook
from parsers.prose.context.found import Found
from parsers.prose.context.times import OF_THE_YEAR
from parsers.prose.names.naming import Named
from parsers.prose.parts.draft import Draft
from parsers.prose.sentences.phrase import Phrase
from parsers.prose.sentences.sentences import NEAR
from parsers.prose.words.codes import OF_CHANNELS, SORTS, is_stock
from parsers.prose.words.frames import Frame, of_another_year
from parsers.prose.words.marks import PERCENT
from parsers.prose.words.years import is_change, is_decrease, is_meant, lies_ahead, names_a_year, said_year, year_of

NOT_OF_A_YEAR = "a change, a rate, a plan, or a sum over other times than the year"
"""Why a number is no figure of one year."""
_OF_THEIR_OWN_YEAR = re.compile(r"applications\.carried|admin\..*\.items_|documents\..*\.(?:in_force|public_stock)")
"""Codes whose words name another year although the figure is one of this year (上年结转, 上一年项目数量)."""
_APPLICATIONS = "applications."
_FORMS_COUNT_APPLICATIONS = 2019
"""Since then the forms count the applications of the year, and 累计 in the text beside them, too."""
_SO_FAR = "累计"
_MONTH = "月"
_THERE_IS = re.compile("[现共存拥]有[^，。；]*$")
_GOES_ON = ("applications", "review", "litigation", "fees")
"""Families of codes of cases and of what became of them, and of what was charged and what was waived."""
_COMPARES = re.compile("[比较]|[与和同].{1,8}相")
_FROM_WORDS = ("由", "从")
_CHANGED_TO = "changed_to"
_NEW = "new"
_REACHED = ("累计", "累计达", "累计达到", "总数达", "总数达到", "目前共有")
"""Modifier of words such as 增加到."""
_PERCENT_OFF = 1
"""How far a rate may be off by rounding, in points."""
_FROM = re.compile(
    r"(?:由|从)(?P<year>(?:上一?年度?|去年|\d{4}年度?)(?:底|末)?的?)?$"
    r"|(?:^|[，。；])(?:在)?原(?:有|先|来)?(?!则|因|告|件|文|料|始|创|有(?:效|关))[^，。；\d局委厅镇乡]{0,8}$"
)


def year_of_number(draft: Draft, index: int, frame: Frame | None) -> int | None:
    """The year that a number is about, or None where it is no figure of one year (`years.year_of`).

    What became of cases goes on from the number in front (2017年收到申请4件，同意公开2件; 历年累计收费700元，减免80元).

    Args:
        draft: The sentence.
        index: Index of the number in it.
        frame: What its words name, if anything.
    """
    year = _year_of_its_words(draft, index, frame)
    if frame is not None and _is_what_a_medium_holds(draft, index, frame):
        return None
    if frame is None or is_change(draft.sentence.before(index).text):
        if index - 1 in draft.told_years:
            draft.told_years[index] = draft.told_years[index - 1]
        return year
    family = frame.code.partition(".")[0]
    if year == draft.passage.year and family in _GOES_ON and not _OF_THEIR_OWN_YEAR.match(frame.code):
        year = _gone_on_from(draft, index, family)
    draft.told_years[index] = family, year
    return year


def _is_what_a_medium_holds(draft: Draft, index: int, frame: Frame) -> bool:
    """Whether a number is what there is on a medium, and no verb says that it was published (网站现有信息5.6万条)."""
    if not frame.code.startswith(OF_CHANNELS) or any(slot == "act" for slot, _ in frame.needs):
        return False
    return _THERE_IS.search(draft.sentence.before(index).text) is not None


def _gone_on_from(draft: Draft, index: int, family: str) -> int | None:
    """The year of the number in front, if a number goes on from it; else that of the report."""
    sentence, year = draft.sentence, draft.passage.year
    told = draft.told_years.get(index - 1)
    if told is None or told[0] != family or told[1] == year:
        return year
    if sentence.quantities[index].value > sentence.quantities[index - 1].value:
        return year  # 12月收到的2件正在办理，已答复10件
    start, before = sentence.quantities[index].span.start, sentence.quantities[index - 1].span.start
    clause = sentence.text[sentence.clause_start(start) : start]
    names_a_time = names_a_year(clause) or _MONTH in clause
    return year if names_a_time or sentence.part_start(start) > before else told[1]


def _year_of_its_words(draft: Draft, index: int, frame: Frame | None) -> int | None:
    """The year that the words of a number say, or those of the whole that it is a part of."""
    sentence, year = draft.sentence, draft.passage.year
    if frame is not None and _OF_THEIR_OWN_YEAR.match(frame.code):
        return year
    end = sentence.quantities[index].span.start
    start = sentence.clause_start(end)
    if sentence.text[start - 1 : start] == "：":
        start = sentence.clause_start(start - 1)
    clause = sentence.text[max(start, end - NEAR) : end]
    if (of_whole := _year_of_whole(draft, index, clause)) is not None:
        return of_whole
    if not draft.says_more_than_a_year and not draft.says_what_is_meant:
        if lies_ahead(sentence.text[max(0, end - NEAR) : end], year):
            return None
        return said_year(clause, sentence.before(index).text, year)
    if frame is not None and frame.code.startswith(_APPLICATIONS) and year >= _FORMS_COUNT_APPLICATIONS:
        clause = clause.replace(_SO_FAR, "")
    near = draft.phrases.phrase(max(start, end - NEAR), end)
    is_new = not near.modifiers.isdisjoint(OF_THE_YEAR)
    words, so_far = sentence.before(index).text, clause if is_new else sentence.text[max(0, end - NEAR) : end]
    if draft.says_more_than_a_year:
        return year_of(clause, words or _ahead_of_the_list(draft, index), so_far, year)
    return None if is_meant(words, so_far, year) else said_year(clause, words, year)


def _ahead_of_the_list(draft: Draft, index: int) -> str:
    """The words in front of a list of numbers that one without words of its own goes on (比上年减少2件和1件)."""
    return draft.sentence.before(draft.phrases.first_of_list(index)).text


def _year_of_whole(draft: Draft, index: int, clause: str) -> int | None:
    """The year of the whole that a number is a part of, where only the whole says one, and that is not the report's.

    2021年收到申请53件，其中当面申请14件. All that the sentence has counted is of that year, and none of it is compared.
    """
    counted = draft.passage.lately
    years = {one.year for one in (*counted[:1], *counted[-1:])}
    if len(years) != 1 or draft.passage.year in years or names_a_year(clause) or not draft.tree.is_member(index):
        return None
    return years.pop() if _COMPARES.search(draft.sentence.text, 0, counted[-1].end) is None else None


def in_year(named: Named, year: int, unit: str, this_year: int) -> Named:
    """What words name where they are about a certain year.

    Args:
        named: What they name in the report's own year.
        year: The year that they are about.
        unit: Measure word of the number.
        this_year: Year of the report.
    """
    if year == this_year:
        return named
    return named._replace(frames=tuple(of_another_year(frame, unit, this_year) for frame in named.frames))


def begins_a_change(draft: Draft, index: int) -> bool:
    """Whether a number is what something was before it changed (由2015年的231个增加到250个; 由231个增加到250个)."""
    begins = _FROM.search(draft.sentence.before(index).text)
    if begins is None or begins["year"] is not None:
        return begins is not None
    return _CHANGED_TO in _behind(draft, index).modifiers or not begins[0].endswith(_FROM_WORDS)


def is_of_no_named_year(draft: Draft, index: int) -> bool:
    """Whether what a number was before it changed does not say when that was."""
    begins = _FROM.search(draft.sentence.before(index).text)
    return begins is not None and begins["year"] is None


def _behind(draft: Draft, index: int) -> Phrase:
    """The words behind a number, up to the next one or the end of its clause."""
    quantities, start = draft.sentence.quantities, draft.sentence.quantities[index].span.end
    until = quantities[index + 1].span.start if index + 1 < len(quantities) else len(draft.sentence.text)
    return draft.phrases.phrase(start, min(until, draft.sentence.clause_end(start)))


def ends_a_change(draft: Draft, index: int) -> bool:
    """Adds what a figure of an earlier year became, if words say no more than that (增加到250个).

    So it does with what was added to what there is (新开设公众号3个，累计达到28个).
    """
    passage, own = draft.passage, draft.phrases.own(index)
    if passage.former is None or own.features or own.unknown:
        return False
    found, former = passage.former
    quantity = draft.sentence.quantities[index]
    is_told = _CHANGED_TO in own.modifiers or (is_stock(found.code) and own.text[: own.end].endswith(_REACHED))
    if not is_told:
        return False
    passage.emit(found._replace(year=passage.year, quantity=quantity, end=quantity.span.end), former)
    return True


def is_added(draft: Draft, index: int, code: str) -> bool:
    """Whether so many were only added to what there is (新增查阅点5个; 新增微博3个、微信公众号5个).

    Args:
        draft: The sentence.
        index: Index of the number in it.
        code: What its words name.
    """
    phrases = draft.phrases
    return is_stock(code) and any(_NEW in phrases.own(one).modifiers for one in (index, phrases.first_of_list(index)))


def compared_with(draft: Draft, index: int) -> Found | None:
    """The figure of this year beside which a number of another year may stand; None if there is none."""
    ahead = draft.made_of(index - 1) if index else None  # also the part of a total (市教育局12件，上年9件)
    is_of_this_year = ahead is not None and ahead.year == draft.passage.year
    return ahead if is_of_this_year else draft.passage.last or draft.passage.opening


def compare(draft: Draft, index: int, year: int, compared: Found) -> None:
    """Adds a figure of another year that stands beside the same figure of this year (比2016年的435条).

    Args:
        draft: The sentence.
        index: Index of the number of the other year.
        year: That year.
        compared: The figure of this year.
    """
    own = draft.phrases.own(index)
    says_only_the_year = not own.features and not own.unknown
    unit, code = draft.sentence.quantities[index].unit, compared.code
    is_a_sort = code == SORTS  # 2021年信息公开年报1条 is a sort of this year
    is_alike = unit == compared.quantity.unit or (not unit and codebook()[code].unit != "%")
    if not says_only_the_year or is_a_sort or not is_alike:
        draft.leave(index, "a number of another year")
        return
    is_one_of_several = _goes_on_without_words(draft, index) or _goes_on_without_words(draft, index + 1)
    whose = None if is_one_of_several else _by_the_change(draft, index, compared)
    if whose is None:
        draft.leave(index, "a number of another year that may be of a part or of all")
        return
    found = draft.found(index, whose.code, whose.applicant_type, year)
    draft.passage.add(found._replace(label=whose.label))


def _goes_on_without_words(draft: Draft, index: int) -> bool:
    """Whether a number goes on a list of numbers that nothing tells apart (比上年的86条、42条增加)."""
    is_inside = 0 < index < len(draft.sentence.quantities)
    return is_inside and not draft.sentence.before(index).text and draft.phrases.is_listed_behind(index)


def _by_the_change(draft: Draft, index: int, nearest: Found) -> Found | None:
    """The figure of this year that a number of an earlier one differs from by as much as the text says.

    收到申请56件，其中网络申请45件、信函申请11件，较上年的43件增加13件: 43 and 13 make all 56, and not the last part.

    Args:
        draft: The sentence.
        index: Index of the number of the earlier year.
        nearest: What it is compared with if the text does not say how far they are apart.

    Returns:
        That figure; the nearest one if it is the only one; None if the change fits none of several.
    """
    quantities = draft.sentence.quantities
    former, change = quantities[index], quantities[index + 1] if index + 1 < len(quantities) else None
    words = draft.sentence.text[former.span.end : change.span.start] if change is not None else ""
    if change is None or not is_change(words):
        return None if _follows_a_part(draft, index, nearest) else nearest
    sign = -1 if is_decrease(words) else 1

    def fits(one: Found) -> bool:
        if change.unit == PERCENT:
            rate = (one.quantity.value / former.value - 1) * 100 if former.value else 0
            return abs(rate - sign * change.value) < _PERCENT_OFF
        return one.quantity.value == former.value + sign * change.value

    told = [nearest, *draft.passage.lately]
    spans = {one.quantity.span for one in told}
    return next(filter(fits, told), nearest if len(spans) == 1 else None)


def _follows_a_part(draft: Draft, index: int, nearest: Found) -> bool:
    """Whether a number stands behind a part, but not in brackets of it, and so may be of the whole, too.

    工作人员126人，其中专职26人、兼职100人，上年为118人. A place has its own number (其中市教育局12件，上年9件).
    """
    quantities = draft.sentence.quantities
    if nearest.label or not index or not draft.tree.is_member(index - 1):
        return False
    return draft.sentence.bracket_at(quantities[index].span.start) is None

"""Which year a figure is about: prior years, increments, sums over several years, averages.

Expressions of time are patterns and no terms: numbers are a part of them (近3年来, 2016年至2018年), what stands between
their words or touches the number decides, and the words alone (近, 前, 年, 增) mean nothing of the kind.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from knowledge.dates import small_number, with_ranges_in_months
from knowledge.times import (
    ALL_YEARS,
    FIRST_MONTHS,
    FIRST_YEAR,
    HALF_YEAR,
    LAST_YEAR,
    LAST_YEARS,
    MONTH,
    MONTHS,
    PERIOD_OF_A_PLAN,
    QUARTER,
    SEVERAL,
    STRETCH_OF_YEARS,
    THIS_YEAR,
    UP_TO_NOW,
    YEAR,
    is_whole_year,
)

_YEARS = "年"
_PRIOR = re.compile(rf"{LAST_YEAR}(?:度|同期)?(?!.{{0,6}}(?:结转|转入|遗留|接转|未办结|转结))(?:度|同期|底|末)?")
_YEAR = re.compile(rf"(?P<year>{YEAR})年(?!.{{0,8}}(?:以来|至今|结转|转入|接转|遗留))")
_CHANGE = re.compile(
    rf"(?:增加|减少|增量|增幅|减幅|增速|增长|下降|上升|提高|降低|提升|回落|压缩|(?<![净新])增|(?<!加)减|多出?|少|净增|[多少]于{LAST_YEAR}|多(?:公开|收到|受理|发布)|少(?:公开|收到|受理|发布))(?:了|约|近|幅|率)?$"
)
_CHANGE_OF = re.compile(
    rf"[比较](?:{LAST_YEAR}|{YEAR}年)度?(?:净|新|再)?(?:增加|减少|增长|下降|[多少])了?(?![到至为])[^，。；\d]{{1,14}}$"
)
"""The same with what it is that there is more of (比上年增加新闻发布会3次)."""
_DECREASE = re.compile("(?<!增)(?<!增[/、])(?<!增加[/、])(?:减少|取消|下降|降低|回落|减|少)了?$")
_IN_TURN = re.compile("(?:分别)?(?:为|是|达)?$")
_SUM = re.compile(
    rf"{STRETCH_OF_YEARS}|{UP_TO_NOW}|{LAST_YEARS}|{PERIOD_OF_A_PLAN}|{ALL_YEARS}|任期[内中]"
    rf"|{YEAR}年度?(?:以前|之前)"
    "|(?:以来|施行后|开通后|建成后|成立后)(?!.{0,6}出刊)|至今|至此|创刊"
)
_OWN_YEAR = f"{THIS_YEAR}|全年|年内"
_SEVERAL_YEARS = f"{UP_TO_NOW}|{STRETCH_OF_YEARS}|{LAST_YEARS}|{PERIOD_OF_A_PLAN}|任期[内中]"
_EARLIER_SUM = re.compile(
    rf"(?:以来|至今|{_SEVERAL_YEARS})(?:，|[^，。；]*，)?[^，。；\d]{{0,16}}?"
    rf"(?:共|累计|总计)(?!.*(?:其中|{_OWN_YEAR}|{YEAR}年))"
)
"""A stretch of years that all that follows in the sentence is summed over (施行以来，累计公开12万条，受理申请386件)."""
_ALL_SINCE = re.compile(rf"(?:以来|至今)，(?!.*(?:{_OWN_YEAR}|{YEAR}年))[^。；]*，总(?:访问|浏览|点击)[^，。；\d]*$")
"""How often something was seen in such a stretch (自改版以来，发布信息6934条，总访问量38万次)."""
_SINCE = re.compile("以来，截[至止]")
"""A sum from a beginning to the end of the year (自条例施行以来，截至2012年底，公开812条)."""
_SUM_AHEAD = re.compile(
    rf"(?:^|[，。；])[^，。；\d]{{0,8}}(?:{_SEVERAL_YEARS})(?:期间|内|里)?，(?!.*(?:{_OWN_YEAR}|{YEAR}年))[^，。；\d]{{0,20}}$"
)
"""The clause right behind several years (“十三五”期间，收到申请385件)."""
_OVER_YEARS = re.compile(
    rf"(?:(?<!\d){SEVERAL}周?年来|{LAST_YEARS}|{PERIOD_OF_A_PLAN}|任期[内中]|{STRETCH_OF_YEARS}(?:期?间|[，来]))"
    rf"(?!.*(?:其中|{_OWN_YEAR}|{YEAR}年))"
)
"""Years that all numbers of a sentence are of which name none of their own (十年来公开信息12643条，受理申请385件)."""
_UP_TO_HERE = re.compile(r"至[今此]，[^，。；\d]*$")
"""The end of such a stretch, in front of the clause that counts (至此，网站信息达到5000条)."""
_SINCE_A_YEAR = re.compile(rf"{YEAR}年[^，。；]{{0,12}}以来，(?!.*(?:{_OWN_YEAR}))[^，。；\d]{{0,20}}$")
"""The clause right behind a beginning in another year (2010年11月1日以来，网站公开413条)."""
_OF_ALL_YEARS = re.compile(f"{ALL_YEARS}(?:来)?[^，。；]{{0,20}}中")
_NEXT_YEARS = re.compile(r"(?:^|[，；。])(?:下一步|明年|来年|下一?年度?)(?!继续)")
_DONE = (
    "举办|召开|公开|开展|组织|安排|完成|新增|举行|发布|达到|突破|实现|制[定订发]|出台|印发|编[印发制写辑]|出版|新建"
    "|增设|建[立成设]|设[立置]?|废止|修[改订]|解读|承办"
)
"""Verbs of what may be planned."""
_MEANT = (
    "(?:(?<![按、划和及])(?<!培训)(?<!工作)(?<!年度)(?<!学习)计划(?![、及和总类并])|力争|争取|(?<![草模虚])拟(?![订稿制]|定[^废新])"
    "|预计|打算|(?<!精心)(?<!充分)(?<!认真)准备|原定|(?<!无)须(?![^，。；\\d]{0,10}的)|将(?=[要再继陆召举]))"
)
"""Words that say of the verb behind them that it is only meant to be done."""
_OWED = (
    r"(?<!其[他它余])(?<![相反适对响供回感效呼顺照])应(?![急诉用对答收缴聘邀征约运变有申]|群众|公众|市民|村民|要求|[^，。；]{0,6}尽)"
    r"(?![^，。；]{0,8}公[开布][^，。；\d]*[的率])"
)
"""The same of duties, and not of sorts of information (应当公开的信息8条, 其他应公开信息8条)."""
_AS_ASKED = r"(?:^|[，。；])(?![^，。；\d]{0,6}(?:按|根据|依据|依照|结合|对照|围绕|严格))[^，。；\d]{0,14}?"
"""Begins a clause that does not only say by which rules something was done (按考核要求公开信息120条)."""
_NORM = (
    "(?:任务|指标|目标)[数值量]?[为是：]"
    rf"|{_AS_ASKED}(?:考核|目标|任务|指标)[^，。；\d]{{0,4}}?(?:要求|规定|下达|明确)"
    f"|{_AS_ASKED}(?:(?:要求|规定)(?:[每各](?![项类种界])|全年|年内)|(?:明确|确定|提出)(?:全年|年内))"
)
"""Says how much is asked for (年度任务为公开信息200条, 要求每个部门公开信息100条)."""
_PLAN = re.compile(
    f"(?:(?:{_MEANT}|{_OWED})(?:(?:在|到|于|全年|年内)[^，。；]{{0,8}}|[^，。；]{{0,4}}?)(?:{_DONE})|{_NORM})"
    "(?!.*(?:实际|其中|[，；。][^，。；]{0,10}(?:已|完成|超额)))"
)
_AT_LEAST = re.compile(
    r"(?:(?:至少|不[得应]?[少低]于)[^，。；、\d]{0,8}|(?:制[定订]|修订|出台|立法|废止|起草|召开|举办|培训)计划[为数]?)$"
)
"""Stands in front of what rules or plans ask for (全年不少于60条, 制定计划12件)."""
_YEAR_AHEAD = re.compile(
    rf"(?:^|[；。])(?P<year>{YEAR})年度?(?![\d底初末]|[一二三四五六七八九十]{{1,2}}月)[^，。；：\d]{{0,12}}[，：]"
)
"""A year that begins a sentence, so that all of it is of that year (2019年工作打算：一是……；二是……)."""
_COUNTED = re.compile(r"[^，。；\d]*\d")
"""Goes on with a number in the same clause."""
_PUNCTUATION = re.compile("[，。；]")
_TO_DATE = re.compile(r"自[^，。]{4,14}(?:以来|至)|截[至止]|目前|到.{0,8}(?:底|末)止?")
_ALL_MONTHS = re.compile(rf"(?:自|从)?(?:(?P<year>{YEAR})年)?{MONTHS}")
_ACCUMULATED = re.compile(r"累计|总计达")
_OF_THIS_YEAR = re.compile(f"{_OWN_YEAR}|年度(?!底)|^年累计")
_NAMES_A_YEAR = re.compile(f"{_YEAR.pattern}|{_PRIOR.pattern}|{THIS_YEAR}")
_RATE = re.compile(
    r"每(?!个?(?:县|区|市|乡|单位|部门))[^，。；：]{0,6}$|(?:日均|月均|平均|人均|单日|日平均|年均|每日|每天|每年|每半年)[^，。；：]{0,10}$|最高[^，。；：]{0,8}$"
    r"|每(?:季度?|月|旬|周|日|天)(?![^，。；：]*(?:全年|共|制度|机制|要求|同时|并))[^，。；：]*$"
)
_EACH_MONTH = re.compile(r"\d{1,2}月份?[、和].*\d{1,2}月份?(?:.{0,10})各")
CAUSE = re.compile("因[^，。；]*?(?=引[发起]|产生)")
"""What gave rise to a case; its year is not the year of the case (因2023年度的申请引发行政复议1件)."""
_DOCUMENT_IN_A_LIST = re.compile(
    rf"(?:(?<=发布)|(?<=公布)|(?<=公开)|(?<=更新)|(?<=发布了)|(?<=公布了)|(?<=公开了)|(?<=更新了))[^，。；、\d]{{0,8}}?"
    rf"(?:{YEAR}年|{LAST_YEAR})度?(?:政府)?(?:信息公开|政务公开)?(?:工作|部门|财政)?(?:年度)?(?:年报|报告|总结|计划|预算|决算|要点)"
    rf"(?=、|和|及|以及|等)"
)
"""The document of a year behind a verb of publishing, among other documents (发布了2016年年报、公开指南等内容14条)."""
_SINCE_A_DAY = r"(?<![年度\d])\d{1,2}月(?:\d{1,2}日)?以来"
_IN_FORCE = "(?:施行|实施)(?:以来|后)"
"""Since the regulations on the disclosure of information came into force (条例施行以来)."""
_THAT_MONTH = "(?:当|该|本)(?:月|季度?)(?![底末初])"
"""The month or the quarter that the words ahead name (12月份公开信息2510条，当月收到申请12件)."""
_PART = re.compile(rf"{HALF_YEAR}|{QUARTER}|{MONTHS}(?!\d)|{FIRST_MONTHS}|{_THAT_MONTH}")
_PART_AHEAD = re.compile(
    rf"(?:^|[，；。])(?:在|自|从)?(?:{YEAR}年|{THIS_YEAR}|{LAST_YEAR})?度?(?P<part>{_PART.pattern})(?:份|期间|以来|内|里|止)*，"
    rf"(?!.*(?:。|；(?:共|累计|总计|至年底|截至)|{_OWN_YEAR}|{YEAR}年|\d月|{HALF_YEAR}|{QUARTER}))"
)
"""A clause that names a part of a year and nothing else, so that what follows is of it (上半年，收到申请12件)."""
_UP_TO_A_MONTH = re.compile(
    rf"(?:^|[，。；])(?:从|自)?(?:年初)?截?[至止到](?:(?P<year>{YEAR})年)?(?P<month>{MONTH})月(?:份|\d{{1,2}}日)?(?:底|末|止|前)*，?"
    r"(?!.*[，。；][^，。；]*(?:月|年))"
)
"""A day up to which a number counts (截至11月底，共收到申请79件)."""
_IN_A_MONTH = re.compile(rf"(?:^|[，。；])(?:其中|在)?，?{MONTH}月份?(?:，|(?=收到|受理|新收|共收|接到|答复|公开))")
"""One month that a number is of (6月收到申请12件)."""
_DECEMBER = 12
_SHORTEST_PART = 60
"""Days; what was done in fewer is an event of the year (5月12日至18日举办培训3次)."""
_EACH_OF_THEM = re.compile("分别|依次|逐月|各月|每月")

_SAYS_MORE = re.compile(
    "增|减|降|升|多|少|每|均|月|提高|回落|压缩|单日|最高|季度|半年|近.{1,2}年|五”?期间|年来|历年|以来|以前|之前|行后|通后|成后|立后"
    "|至今|至此|创刊|任期|20..年?度?[至到—–~～－-]|累计|总计达|下一步|明年|来年|下一?年"
)
"""What a number that is none of one year always stands beside: a text without it needs no closer look.

All alternatives begin with a character, and no set of them: such a pattern is found much faster.
"""
_MEANT_OR_ASKED = "计划|力争|争取|拟|预计|应|须|将|打算|准备|原定|任务|指标|目标|要求|规定|明确|确定|提出"
_SAYS_MEANT = re.compile(_MEANT_OR_ASKED)
"""The same of a number that is only meant to be reached."""
_MAY_BE_PLANNED = re.compile(f"{_MEANT_OR_ASKED}|考核")
"""The same of what is planned: every word for that holds one of these."""


@functools.cache
def _since_within(year: int) -> re.Pattern[str]:
    """What counts from a day of a year, which is no sum over years (今年以来; 2021年以来 of 2021; 5月1日以来)."""
    begins = [f"(?:{THIS_YEAR}|年初|{year}年[^，。；]{{0,16}}?)以来", _SINCE_A_DAY]
    return re.compile("|".join([*begins, _IN_FORCE] if year == FIRST_YEAR else begins))


def says_more_than_a_year(text: str) -> bool:
    """Whether a text says anything of times but years: of changes, averages, sums over years, parts of years.

    Args:
        text: A sentence.
    """
    return _SAYS_MORE.search(text) is not None


def says_what_is_meant(text: str) -> bool:
    """Whether a text says anything of plans, duties or aims.

    Args:
        text: A sentence.
    """
    return _SAYS_MEANT.search(text) is not None


def is_meant(words: str, so_far: str, report_year: int) -> bool:
    """Whether a number is only meant to be reached, or lies ahead.

    Args:
        words: The words right in front of the number.
        so_far: The sentence up to the number.
        report_year: Year of the report.
    """
    return _is_planned(so_far) or _AT_LEAST.search(words) is not None or lies_ahead(so_far, report_year)


def year_of(clause: str, words: str, so_far: str, report_year: int) -> int | None:
    """The year that a number with certain words in front of it is about.

    Args:
        clause: The clause up to the number.
        words: The words right in front of the number.
        so_far: The sentence up to the number.
        report_year: Year of the report.

    Returns:
        The year, or None where the number is no figure of one year: a change, an average, a sum over several years, a
        part of a year, or a plan.
    """
    clause, so_far = (with_ranges_in_months(text, report_year, _SHORTEST_PART) for text in (clause, so_far))
    since = _since_within(report_year)
    begins_in_it = since.search(clause) is not None
    clause, so_far = since.sub("", clause), since.sub("", so_far)
    if (
        _CHANGE.search(words)
        or _CHANGE_OF.search(clause)
        or _RATE.search(words)
        or _is_sum(clause, so_far, report_year, begins_in_it=begins_in_it)
    ):
        return None
    if _NEXT_YEARS.search(so_far) or is_meant(words, so_far, report_year):
        return None
    if _EACH_MONTH.search(clause):
        return None
    ahead = _PART_AHEAD.search(so_far)
    if _names_a_part(clause, report_year) or (ahead and _names_a_part(ahead["part"], report_year)):
        return None
    if _IN_A_MONTH.match(clause) or _ends_in_a_month(so_far, report_year):
        return None
    return said_year(clause, words, report_year)


def names_a_year(clause: str) -> bool:
    """Whether a clause may name a year, also this one (2016年, 去年, 本年)."""
    return _YEARS in clause


def said_year(clause: str, words: str, report_year: int) -> int | None:
    """The year that the clause in front of a number names, of a number that is a figure of one year.

    Args:
        clause: The clause up to the number.
        words: The words right in front of the number.
        report_year: Year of the report, which it is about where it names none.

    Returns:
        The year, or None where it lies ahead.
    """
    if _YEARS not in clause:
        return report_year
    clause, words = (_DOCUMENT_IN_A_LIST.sub("", CAUSE.sub("", text)) for text in (clause, words))
    years = [int(match["year"]) for match in _YEAR.finditer(clause)]
    if _PRIOR.search(clause) and not (years and years[-1] == report_year and not _PRIOR.search(words)):
        return report_year - 1
    if years and years[-1] != report_year:
        return years[-1] if years[-1] < report_year else None
    return report_year


def years_in_turn(labels: Sequence[str], report_year: int) -> list[int | None] | None:
    """The years that the labels of a list name in turn (2015年、2016年分别为12、15件; 今年和去年), each its own.

    Args:
        labels: The labels; one that names no year is of the same as the label before it.
        report_year: Year of the report.

    Returns:
        The year of each label, None where it lies ahead; nothing at all where fewer than two name one.
    """
    named = [_NAMES_A_YEAR.search(label) is not None for label in labels]
    if sum(named) < 2:
        return None
    years: list[int | None] = []
    year: int | None = report_year
    for label, names_one in zip(labels, named, strict=True):
        year = said_year(label, label, report_year) if names_one else year
        years.append(year)
    return years


def is_change(words: str) -> bool:
    """Whether the words in front of a number say that it is one more or less (比上年增加35人次; 同比分别上升19件)."""
    return _CHANGE.search(_IN_TURN.sub("", words)) is not None


def is_rate(words: str) -> bool:
    """Whether the words in front of a number say that so many are of each of several times (每期印发1500份)."""
    return _RATE.search(words) is not None


def is_decrease(words: str) -> bool:
    """Whether the words in front of a number say that it is one less (本年减少112项)."""
    return _DECREASE.search(words) is not None


def _is_planned(so_far: str) -> bool:
    """Whether words say of a number that it is meant to be reached, or go on from a number that is.

    力争公开2万条; 计划举办培训班4期，培训600人次. What is planned without a number is another matter.
    """
    return _MAY_BE_PLANNED.search(so_far) is not None and any(
        not _PUNCTUATION.search(so_far, plan.end()) or _COUNTED.match(so_far, plan.end())
        for plan in _PLAN.finditer(so_far)
    )


def lies_ahead(so_far: str, report_year: int) -> bool:
    """Whether a sentence, or its last part, begins with a year that lies ahead, and has not come back from it.

    Args:
        so_far: The sentence up to a number.
        report_year: Year of the report.
    """
    ahead = next(reversed(list(_YEAR_AHEAD.finditer(so_far))), None)
    if ahead is None or int(ahead["year"]) <= report_year:
        return False
    return re.search(f"{report_year}年|{THIS_YEAR}|{LAST_YEAR}", so_far[ahead.end() :]) is None


def _names_a_part(clause: str, report_year: int) -> bool:
    """Whether a clause names a part of a year, or all its months one by one (1至12月分别为)."""
    return any(
        not part["first"]
        or not is_whole_year(part["first"], part["last"], report_year)
        or _EACH_OF_THEM.search(clause, part.end())
        for part in _PART.finditer(clause)
    )


def _ends_in_a_month(so_far: str, report_year: int) -> bool:
    """Whether a day that is not the end of the report's year is the last that a number counts (截至11月底)."""
    last = _UP_TO_A_MONTH.search(so_far)
    if last is None:
        return False
    return last["year"] not in (None, str(report_year)) or small_number(last["month"]) != _DECEMBER


def _is_sum(clause: str, so_far: str, year: int, *, begins_in_it: bool) -> bool:
    """Whether a number is summed over years; from a day of this year on it is not (截至年底，2014年以来累计公开9条)."""
    said_before = (_EARLIER_SUM, _ALL_SINCE, _OVER_YEARS, _SUM_AHEAD, _SINCE, _SINCE_A_YEAR, _UP_TO_HERE, _OF_ALL_YEARS)
    if _SUM.search(clause) or any(said.search(so_far) for said in said_before):
        return True
    if begins_in_it or not _ACCUMULATED.search(clause) or _OF_THIS_YEAR.search(clause):
        return False
    if f"{year}年" in clause and not _TO_DATE.search(clause):
        return False  # 截至12月31日，……网站2022年累计发布信息58篇
    # 自2016年1月1日至12月31日累计 counts all of the year, and no more.
    return _TO_DATE.search(_ALL_MONTHS.sub(lambda all_months: _nothing_if_whole(all_months, year), so_far)) is not None


def _nothing_if_whole(months: re.Match[str], year: int) -> str:
    is_whole = is_whole_year(months["first"], months["last"], year)
    return "" if is_whole and months["year"] in (None, str(year)) else months[0]

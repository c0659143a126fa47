"""The title of an annual report: which line it is, and what it says of agency and year."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from knowledge.dates import with_arabic_dates
from knowledge.publishers import PublisherName, names_government, read_name

_LONGEST = 80
_WORDS = r"(?:[^，。；：！？,;:!?>（）()]|[（(][^，。；：！？,;:!?>（）()]{1,20}[）)])"
_YEAR = r"(?<!\d)(?:19|20)\d{2}(?!\d)\s*(?:年度|年|度)?"
_SUBJECT = r"(?:政府信息(?:和|与|及)政务公开|(?:政府|政务)?信息(?:主动)?公开|政务公开|政府信息(?=(?:工作)?年度报告))"
_CLOSING = rf"(?:工作|年度|年终|{_YEAR}|年|度|完成|开展|落实|执行|实施|情况|自查|的|总结)*"
_REPORT = r"(?:报告书|报告|年报|报表|(?<=工作)总结|(?<=年度)总结)"
_PLAN = (
    rf"(?:[暨及和与](?:{_YEAR}|明年|下一?年度?|下一?步|今后)?的?(?:{_SUBJECT})?(?:主要|重点)?(?:工作)?"
    r"(?:打算|计划|安排|思路|要点))?"
)
"""What a report that looks ahead, too, names behind itself (工作总结暨2017年工作打算); its year is the next one."""
_SUFFIX = (
    rf"(?:[（(](?:(?P<bracketed>{_YEAR})|(?P<printed>(?:19|20)\d{{2}}年\d{{1,2}}月(?:\d{{1,2}}日)?)|(?P<remark>[^（）()]{{1,20}}))[）)])?"
    r"(?:\.[a-z]{3,4})?"
)
"""What may stand behind a title; the day or month of its printing is no year of the report."""
_TITLE = re.compile(rf"(?P<front>{_WORDS}{{0,60}}?){_SUBJECT}(?P<rear>{_CLOSING}){_REPORT}{_PLAN}{_SUFFIX}")
_TABLE = re.compile(rf"(?P<front>{_WORDS}{{0,60}}?){_SUBJECT}(?P<rear>{_CLOSING})(?<=情况)统计表{_SUFFIX}")
"""The title of the statistics table where it stands alone, as an annex that names its report's publisher and year."""
_STATED_YEAR = re.compile(_YEAR)
_YEAR_BELOW = re.compile(r"[（(](?:19|20)\d{2}(?:年度|年|度)?[）)]|(?:19|20)\d{2}(?:年度|年)")
"""A line that gives the year alone, below a title without one."""
_FIRST_REPORT = re.compile(_REPORT)
_NOTICE = re.compile(
    r"(?P<body>[^《》]{0,40}?)关于(?!(?:报送|上报|呈报|及时|按时|认真|[做抓]好|编[制写报]|撰写|填报|组织|开展)[^（(]*(?:通知|公告))"
    r"(?:印发|公布|发布|报送|上报|呈报)?(?P<title>.{8,60}(?:报告|年报)》?)的?(?:通知|公告|函|报告)"
    r"(?:[（(][^（）()]{4,30}号[）)])?"
)
"""The title of what carries a report; a notice on sending reports asks for those of others."""
_ANNEX = re.compile(r"^附件?[\d一二三四五六七八九]{0,2}[：:、.．]")
_JUNK = re.compile(r"[_#|]+")
"""What parts the words of a hijacked page's owner from the title."""
_GENERIC = re.compile(
    r"^附件\d{0,2}|^(?:关于)?(?:印发|公布|发布|报送|上报)|关于(?:开展|做好|公布|发布|印发)?$|^关于|(?:政务公开|政务信息公开)(?:和|与|及|暨)$"
    r"|(?:贯彻|落实|执行|实施|开展)+$|本级$|的$|[15]月?份?[至到—－~～-]+12月份?$"
)
"""Words around the name of the publisher that are no part of it."""
ANY_YEAR = 2018
"""Year whose places are meant where a title names none: between the last large changes of 2014 and 2021."""
_ANY_YEARS = (ANY_YEAR, 2014, 2010, 2022)
"""The same for names of places that stood before these changes only, or began with them (塘沽区 until 2009)."""
_SITE_SUFFIX = re.compile(r"\s*[-_—|–]+\s*[^-_—|–]{1,30}$")


@dataclasses.dataclass(frozen=True, slots=True)
class Title:
    """A report's title.

    Attributes:
        text: Its words, on one line, without the name of a site.
        agency: The part that names the agency or place; may be empty.
        year: Year reported on; None where the title names a body, or the day of its printing, and no year.
        first: Index of its first line.
        last: Index of its last line.
    """

    text: str
    agency: str
    year: int | None
    first: int
    last: int


def read_title(text: str, first: int = 0, last: int = 0, *, of_table: bool = False) -> Title | None:
    """Reads one line (or a few joined ones) as a title, or returns None.

    Args:
        text: The words; white space does not count.
        first: Index of the line that they begin in.
        last: Index of the line that they end in.
        of_table: Whether the title of a statistics table is looked for instead of that of a report.
    """
    pattern = _TABLE if of_table else _TITLE
    candidate = re.sub(r"\s+", "", text)
    if "公开" not in candidate and "政府信息" not in candidate:
        return None
    candidate = _carried(_without_marks(candidate))
    while True:
        match = pattern.fullmatch(with_arabic_dates(candidate)) if len(candidate) <= _LONGEST else None
        if match is not None and (once := _once(match, candidate)):
            year = _year(match)
            if once != candidate:
                return read_title(once, first, last)
            if year is not None:
                n_pieces = _pieces_of_junk(match, year)
                words = _behind_junk(with_arabic_dates(candidate), n_pieces)
                name = words[: len(words) - (match.end() - match.end("front"))]
                # 人民政府信息公开 names the government once for both words.
                name = f"{name}政府" if name.endswith("人民") else name
                agency = _with_remark(_name(name), match["remark"] or "")
                return Title(_behind_junk(candidate, n_pieces), agency, int(year[0][:4]), first, last)
            name = _name(match["front"])
            if _names_a_body(name) or (match["printed"] and not name and not of_table):
                return Title(candidate, name, None, first, last)
        shorter = _SITE_SUFFIX.sub("", candidate)
        if shorter == candidate:
            return None
        candidate = shorter


def _with_remark(name: str, remark: str) -> str:
    """The publisher's name with what stands in brackets behind the title, where that names the body of a mere place."""
    place, body = _read_in_any_year(name), _read_in_any_year(remark)
    is_bare = not name or (place is not None and not place.own and not names_government(name))
    if body is None or not body.own or not is_bare:
        return name
    return remark if body.places else f"{name}{remark}"


def _without_marks(text: str) -> str:
    """A title without the marks around it and the number of an annex in front (附件1：《…报告》)."""
    text = _ANNEX.sub("", text)
    is_marked = text.startswith("《") and text.find("》") == len(text) - 1
    return text[1:-1] if is_marked else text


def _carried(text: str) -> str:
    """The title inside that of a notice that carries the report itself (关于公布《…报告》的通知)."""
    match = _NOTICE.fullmatch(text)
    if match is None:
        return text
    inner = match["title"].strip("《》〈〉")
    title = _TITLE.fullmatch(with_arabic_dates(inner))
    return match["body"] + inner if title and not _name(title["front"]) else inner


def _once(title: re.Match[str], text: str) -> str:
    """The first of two titles that stand in one line and are the same, or of which the second leaves something out.

    A line of the titles of two reports is that of neither.
    """
    start = _FIRST_REPORT.search(text)
    if start is None or _FIRST_REPORT.search(title["front"]) is None:
        return text
    one, other = text[: start.end()], text[start.end() :]
    before, behind = _TITLE.fullmatch(with_arabic_dates(one)), _TITLE.fullmatch(with_arabic_dates(other))
    if not before or not behind:
        return text
    first, second = (year[0][:4] if (year := _year(match)) else "" for match in (before, behind))
    if not _name(before["front"]).endswith(_name(behind["front"])) or second not in ("", first):
        return ""
    return one


def _names_a_body(name: str) -> bool:
    """Whether a name is that of a certain body, so that a title may go without a year."""
    read = _read_in_any_year(name)
    return read is not None and bool(read.places or read.own)


def _read_in_any_year(name: str) -> PublisherName | None:
    """The name of a body, whose place may have gone by a name of its time."""
    names = (read_name(name, year) for year in _ANY_YEARS)
    return next((read for read in names if read is not None and read.kind), None)


def _is_broken_after(line: str) -> bool:
    """Whether a title may go on behind a line: it ends in the name of a publisher, or in 关于."""
    words = re.sub(r"\s+|关于$", "", line)
    return words != re.sub(r"\s+", "", line) or _read_in_any_year(_name(words)) is not None


def _year(title: re.Match[str]) -> re.Match[str] | None:
    """The year reported on: the one nearest to the words for the report, behind them rather than before.

    One in brackets behind a title that has its year in full is that of its printing (2019年…年度报告（2020）).
    """
    behind = list(_STATED_YEAR.finditer(title["rear"]))
    bracketed = list(_STATED_YEAR.finditer(title["bracketed"] or ""))
    before = list(_STATED_YEAR.finditer(title["front"]))
    named = [year for year in before if not year[0].isdigit()]
    return next(iter([*reversed(behind), *reversed(named), *bracketed, *reversed(before)]), None)


def _pieces_of_junk(title: re.Match[str], year: re.Match[str]) -> int:
    """How many marks end words of another site in front of a title, as long as it keeps its year."""
    latest = year.start() if year.string == title["front"] else len(title["front"])
    return sum(piece.end() <= latest for piece in _JUNK.finditer(title["front"]))


def _behind_junk(title: str, n_pieces: int) -> str:
    """The title behind some such marks. A day may be longer or shorter in Chinese, so they are counted."""
    ends = [0, *(piece.end() for piece in _JUNK.finditer(title))]
    return title[ends[n_pieces] :]


def _name(front: str) -> str:
    """The publisher's name in what stands before the words for the report."""
    name, before = _STATED_YEAR.sub("", front), ""
    while name != before:
        before, name = name, _GENERIC.sub("", name).strip("《》〈〉【】[]“”\"'-—·、* ")
    return name


def find_titles(lines: Sequence[str], at_most: int, *, of_table: bool = False) -> list[Title]:
    """All titles among the first lines, of reports or of statistics tables; one may be broken over three of them."""
    found: list[Title] = []
    for last in range(min(len(lines), at_most)):
        after = found[-1].last + 1 if found else 0
        title = _title_ending(lines, last, after, of_table=of_table)
        title = title or (None if of_table else _title_on_cover(lines[:at_most], last, after))
        if title:
            found.append(_with_year_below(title, lines))
    # What tells neither a body nor a year may be the name of a column.
    return [title for title in found if title.agency or title.year] or found


def _with_year_below(title: Title, lines: Sequence[str]) -> Title:
    """A title without a year with the line below it, where that is a year alone (（2015年度）)."""
    below = re.sub(r"\s+", "", lines[title.last + 1]) if title.year is None and title.last + 1 < len(lines) else ""
    year = with_arabic_dates(below)
    if not _YEAR_BELOW.fullmatch(year):
        return title
    text, stated = f"{title.text}{below}", int(year.strip("（(")[:4])
    return dataclasses.replace(title, text=text, year=stated, last=title.last + 1)


def _title_on_cover(lines: Sequence[str], last: int, after: int) -> Title | None:
    """A title of three lines, as on a cover: words for a report, then its year and its publisher, in either order."""
    first = last - 2
    words, *below = (re.sub(r"\s+", "", line) for line in lines[max(first, 0) : last + 1])
    if first < after or not all((words, *below)) or not (match := _TITLE.fullmatch(words)) or _name(match["front"]):
        return None
    for year, body in (below, reversed(below)):
        stated = _STATED_YEAR.fullmatch(with_arabic_dates(year))
        if stated and _names_a_body(body):
            return Title(f"{words}{below[0]}{below[1]}", body, int(stated[0][:4]), first, last)
    return None


def _title_ending(lines: Sequence[str], last: int, after: int, *, of_table: bool) -> Title | None:
    """The title that ends with a line: the line alone, or with lines before it that carry the agency."""
    best: Title | None = None
    for first in range(last, max(after, last - 2) - 1, -1):
        if not lines[first]:
            break
        title = read_title("".join(lines[first : last + 1]), first, last, of_table=of_table)
        if title and title.agency:
            if first == last:
                return title
            is_year = _STATED_YEAR.fullmatch(re.sub(r"\s+", "", lines[last - 1])) is not None
            return title if best is None or _is_broken_after(lines[first if is_year else last - 1]) else best
        best = best or title
    return best

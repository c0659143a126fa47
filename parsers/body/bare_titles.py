"""Titles of a year without a subject (2019年度报告), where the page around them or the text says what is reported."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from knowledge.dates import with_arabic_dates
from knowledge.publishers import read_name
from knowledge.titles import ANY_YEAR, Title
from parsers.body.site import BREADCRUMB, STEP
from parsers.model import Block, Page, Paragraph

_BARE = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{0,30}?)(?P<year>(?<!\d)20\d{2})(?:年度|年|度)?(?:工作)?(?:年度)?(?:报告|年报)"
    r"|(?P<front>[\u4e00-\u9fff]{0,30}?)(?:年度报告|年报)[（(](?P<bracketed>20\d{2})年?度?[）)]"
)
_WORK_REPORT = re.compile(r"(?<!\d)20\d{2}(?:年度|年|度)?工作报告")
"""The report on all work of a year, which is another one."""
_COLUMN = re.compile(
    r"(?:政府|政务)?(?:信息|政务)公开(?:工作)?(?:情况)?(?:年度|年)?(?:工作)?(?:报告|年报)(?:专栏|专题|栏目|列表)?"
)
"""The whole name of a column of reports on disclosure."""
_REPORTS = re.compile(r"(?:工作)?(?:年度报告|年报)")
_DISCLOSURE = re.compile(r"(?:政府|政务)?信息公开")
"""The names of a column of reports and of the one above it, where these say together what is reported."""
_SAID = re.compile(r"(?:信息|政务)公开(?:工作)?(?:情况)?的?(?:年度|年)?(?:工作)?(?:报告|年报)")
"""How the first sentences call such a report."""
_PRESCRIBED = re.compile(r"政府信息公开条例》(?:[（(][^（）()]{1,20}[）)])?第(?:三十[一二]|四十九|五十)条")
"""The articles of the Regulations that ask for the report and say what is in it, of 2007 and of 2019."""
_OTHER_COLUMN = re.compile(r"(?!.*公开).*(?:报告|年报|决算|预算|总结)")
_PARTING = re.compile(r"[-_—|–·\s]+")
_COLUMN_TAGS = ("columnname", "columntype", "channelname")
_CITED = re.compile(r"《[^》\d]{1,60}》")
"""A cited title without a year, which is that of rules and forms."""
_LEAD = 400
_READ = 3000
_ON_DISCLOSURE = re.compile(r"信息公开|政务公开|主动公开|依申请|公开申请|公开[^。；\n]{0,12}信息")
_ON_ANOTHER_SUBJECT = re.compile(
    r"法治政府|依法行政|法治建设|财务|决算|预算|资产|负债|营业|利润|股东|法人|企业|党建|安全生产|绩效|工作总结|述职|年检"
)
"""What reports of the year on other subjects speak of."""


def bare_title(page: Page, beginning: int) -> Title | None:
    """The title of a report on disclosure that leaves its subject out, if the page or the text says it.

    The subject is told by the name of the column, by the way to the page or by the first sentences; and the text must
    speak of disclosure more than of what other reports of the year are on.

    Args:
        page: The page.
        beginning: Index of the first block of running text.
    """
    titles = _titles(page.blocks[:beginning])
    title = next(iter(titles), None)
    if title is None or len({(other.agency, other.year) for other in titles}) > 1:
        return None
    text = "\n".join(_words(block) for block in page.blocks[beginning:] if not block.aside)[:_READ]
    lead = "\n".join(_words(block) for block in page.blocks[title.last + 1 :] if not block.aside)[:_LEAD]
    is_said = _PRESCRIBED.search(lead) is not None or _SAID.search(_CITED.sub("", lead)) is not None
    if len(_ON_DISCLOSURE.findall(text)) <= len(_ON_ANOTHER_SUBJECT.findall(text)):
        return None
    return title if is_said or _is_below_column(page, beginning) else None


def _titles(blocks: Sequence[Block]) -> Sequence[Title]:
    """The titles that are headings; others only where there are none: they may be links to other reports."""
    found: list[Title] = []
    headings: list[Title] = []
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        words = re.sub(r"\s+", "", block.text).strip("《》【】")
        match = _BARE.fullmatch(with_arabic_dates(words))
        if match is None or _WORK_REPORT.search(words):
            continue
        body = match["body"] or match["front"] or ""
        name = read_name(body, ANY_YEAR) if body else None
        if not body or (name is not None and name.kind):
            title = Title(words, body, int(match["year"] or match["bracketed"]), index, index)
            (headings if block.heading else found).append(title)
    return headings or found


def _is_below_column(page: Page, beginning: int) -> bool:
    """Whether the column of the page is one of reports on disclosure, and not of others below it."""
    named = [page.metadata[tag] for tag in _COLUMN_TAGS if tag in page.metadata]
    named += _PARTING.split(page.metadata.get("page_title", ""))
    if any(_COLUMN.fullmatch(words.strip()) for words in named):
        return True
    for text in (block.text for block in page.blocks[:beginning] if isinstance(block, Paragraph)):
        way = BREADCRUMB.match(text)
        steps = STEP.split(text[way.end() :].strip()) if way else []
        named = [_with_subject(step, above) for above, step in itertools.pairwise(("", *steps))]
        columns = [step for step in named if _COLUMN.fullmatch(step) or _is_other(step)]
        if columns and _COLUMN.fullmatch(columns[-1]):
            return True
    return False


def _with_subject(step: str, above: str) -> str:
    """A step on the way to a page with what the step above it is on, where it is a column of that (信息公开 > 年报)."""
    return above + step if _DISCLOSURE.fullmatch(above) and _REPORTS.fullmatch(step) else step


def _is_other(step: str) -> bool:
    return _BARE.fullmatch(step) is None and _OTHER_COLUMN.fullmatch(step) is not None


def _words(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else "\n".join(cell.text for cell in block.cells)

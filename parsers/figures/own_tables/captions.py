"""The captions of an office's own table: the short lines above it, or below it that of a figure."""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Iterator, Sequence

from knowledge.forms import grid_forms
from knowledge.times import YEAR
from parsers.figures.own_tables.continued import with_whole_tables
from parsers.knowledge.forms import label_key, proceedings_named
from parsers.model import PlacedTable, ReportText, Span
from parsers.prose.words.codes import NAMES_CASES
from parsers.prose.words.lexicon import find_terms
from parsers.text.cells import plain

_LONGEST_CAPTION = 40
_MOST_CAPTIONS = 3
_SENTENCE_END = ("。", "；", "，", "、")
_ANNOUNCING = ("：", ":")
"""How a line ends that announces what stands below it."""
_ANNOUNCED = re.compile(
    rf"(?:{YEAR}年度?[，,])?[^。，,]*"
    "(?:(?:如下表?|[见如]下表)(?:所示)?(?:[（(]单位[:：][^（）()]*[）)])?|[（(]单位[:：][^（）()]*[）)])。"
)
"""A sentence of one clause, behind the year, that announces it, too: it says so, or in which unit that is."""
_OF_A_FIGURE = re.compile(r"图[\d一二三四五六七八九十]")
"""How the caption of a figure begins, which stands below it; that of a table stands above."""
_NUMBERED = re.compile(r"[图表][\d一二三四五六七八九十]|附[件表图录]")


class Captions:
    """The captions of the tables of a report."""

    def __init__(self, text: ReportText) -> None:
        self._text = text
        self._below: dict[int, Span] = {}
        self._between: set[Span] = set()
        self._find_those_below()
        self._names: dict[int, str] = {}
        self._above = dict(self._lines_by_table())

    def of(self, table: PlacedTable) -> list[str]:
        """The lines that say of what a table is, if they are no sentences: its number, its title and its unit.

        The numbers of a chart are a table whose caption stands below it (图1). So it does where each of several tables
        in a row has one behind it and the first none in front. A line above is nearer, whatever both say. As many names
        of different cases as tables behind them are one of each.
        """
        below = self._below.get(table.span.end)
        above = self._above.get(table.span.start, [])
        return above if below is None else [plain(self._text.read(below)), *above]

    def name_of_several(self, table: PlacedTable) -> str | None:
        """The name that a table has of those of different cases above it and others; empty where nobody can tell which.

        None where there are no such names.
        """
        return self._names.get(table.span.start)

    def _find_those_below(self) -> None:
        run: list[tuple[PlacedTable, Span]] = []
        for table in self._text.tables:
            if run and self._text.text[run[-1][1].end : table.span.start].strip():
                self._end(run)
                run = []
            caption = _figure_below(self._text, table)
            if caption is None:
                run = []
            else:
                run.append((table, caption))
        self._end(run)

    def _lines_by_table(self) -> Iterator[tuple[int, list[str]]]:
        """Where each table begins, and the lines above it; those above several in a row are divided between them."""
        runs: list[list[PlacedTable]] = []
        for table in self._text.tables:
            if not runs or self._text.text[runs[-1][-1].span.end : table.span.start].strip():
                runs.append([])
            runs[-1].append(table)
        for run in runs:
            lines = _lines_above(self._text, run[0], self._between)
            names = [line for line in lines if _case_named(line)]
            if len(set(map(_case_named, names))) > 1:
                others = [line for line in lines if line not in names]
                whole = with_whole_tables(self._text, run)
                self._names |= dict.fromkeys((table.span.start for table in run), "")
                for table, name in zip(whole, _name_of_each(names, len(whole), len(run)), strict=True):
                    self._names[table.span.start] = name
                    yield table.span.start, [*(others if table is whole[0] else ()), *filter(None, [name])]
            else:
                yield run[0].span.start, lines

    def _end(self, run: Sequence[tuple[PlacedTable, Span]]) -> None:
        """Keeps the captions of tables in a row, each of which has one behind it.

        Where a line above the first announces it or has its number, what stands below is of a picture.
        """
        if not run:
            return
        above = _lines_above(self._text, run[0][0], ())
        is_announced = len(run) == 1 and any(line.endswith(_ANNOUNCING) for line in above)
        if not is_announced and not any(map(_NUMBERED.match, above)):
            self._below |= {table.span.end: caption for table, caption in run}
            self._between |= {caption for _, caption in run}


def _name_of_each(names: Sequence[str], count: int, printed: int) -> Sequence[str]:
    """Which of the names of different cases above tables in a row each of these has; empty where nobody can tell.

    One table alone has the nearest. As many tables as names have one each, if none of them may go on in another.

    Args:
        names: The names.
        count: The number of tables, those that go on below the same titles as one.
        printed: The number of tables as they are printed.
    """
    if printed == len(names):
        return names if count == printed else [""] * count
    return names[-1:] if count == 1 else [""] * count


def _case_named(line: str) -> str:
    """The kind of case that a line names, and nothing else; empty if it does not."""
    terms = find_terms(line)
    if len(terms) == 1 and terms[0].text == line and not NAMES_CASES.isdisjoint(terms[0].features):
        return terms[0].value("obj") or ""
    kinds = (proceedings_named(form, label_key(line)) for form in grid_forms())
    return next(filter(None, kinds), "")  # 行政诉讼（复议后起诉）


def _lines_above(text: ReportText, table: PlacedTable, of_others: Collection[Span]) -> list[str]:
    """The short lines right above a table that are no sentences, and no captions of other tables."""
    above: list[str] = []
    end = table.span.start
    behind = bisect.bisect_right(text.paragraphs, end, key=lambda one: one.end)
    for place in range(behind - 1, -1, -1):
        span = text.paragraphs[place]
        if span in of_others:
            break
        words = _caption(text, span)
        if words is None or text.text[span.end : end].strip() or len(above) == _MOST_CAPTIONS:
            break
        above.insert(0, words)
        end = span.start
    return above


def _figure_below(text: ReportText, table: PlacedTable) -> Span | None:
    """The caption of a figure right below a table; below a picture, it is that of the picture."""
    place = bisect.bisect_left(text.paragraphs, table.span.end, key=lambda one: one.start)
    if place == len(text.paragraphs):
        return None
    span = text.paragraphs[place]
    words = None if span in text.below_pictures else _caption(text, span)
    is_caption = words is not None and _OF_A_FIGURE.match(words)
    return span if is_caption and not text.text[table.span.end : span.start].strip() else None


def _caption(text: ReportText, span: Span) -> str | None:
    """The words of a line that is short and no sentence, or what announces something at the end of one; else None."""
    words = plain(text.read(span))
    if (announced := _ANNOUNCED.fullmatch(_last_sentence(words))) is not None:
        words = announced[0].removesuffix("。")
    elif words.endswith(_ANNOUNCING):
        words = words.rpartition("。")[2]
    return words if is_caption(words) else None


def _last_sentence(words: str) -> str:
    """The last sentence of words, with its full stop."""
    return words[words.rfind("。", 0, -1) + 1 :]


def is_caption(words: str) -> bool:
    """Whether words are short and no sentence.

    Args:
        words: The words, without spaces.
    """
    return len(words) <= _LONGEST_CAPTION and not words.endswith(_SENTENCE_END)

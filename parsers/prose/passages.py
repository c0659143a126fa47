"""Reads sentences that stand alone, as if they were a section of a report, with the spaces and widths of one."""

from __future__ import annotations

import re

from knowledge.forms import forms
from knowledge.personal_numbers import blanked
from parsers.model import Narrative, Paragraph, Section, Span
from parsers.prose.reading import read_prose
from parsers.repair import spaces, widths
from parsers.repair.log import RepairLog
from parsers.text.layout import in_other_words, lay_out

_YEAR = re.compile(r"(?<!\d)(?:20\d\d)(?=年)")


def read_passage(text: str, year: int = 0, topic: str = "", level: str = "prefecture") -> tuple[str, Narrative]:
    """Reads a text.

    Args:
        text: The text, one paragraph a line; digits of personal numbers are blanked.
        year: Year of the report; if it is 0, the latest that the text names, or else one of the form now in force.
        topic: What the section is about (`parsers.text.sections.topics`); empty where there is no heading.
        level: Level of the reporting agency.

    Returns:
        The text in which offsets count, and what it states.
    """
    lines = (spaces.close_up(widths.full_width(line), RepairLog()) for line in text.splitlines())
    laid_out = lay_out([Paragraph(line) for line in lines])
    laid_out = in_other_words(laid_out, blanked(laid_out.text))
    whole = Span(0, len(laid_out.text))
    section = Section(section_id=1, parent_id=None, level=1, number=None, heading="", topic=topic, span=whole)
    year = year or max(map(int, _YEAR.findall(text)), default=0)
    year = year or max(form.first_year for form in forms().values())
    return laid_out.text, read_prose(laid_out, (section,), year, level, traced=True)

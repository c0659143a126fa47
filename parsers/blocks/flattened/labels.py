"""The labels of the official forms, as lines show them: broken, with headings in front and notes behind."""

from __future__ import annotations

import functools
import re

from parsers.knowledge.forms import label_key, layout, official_key

ERAS = ("2019", "2021")
"""The forms since 2019."""
LONGEST_LABEL = 5
"""Lines that one label may be broken over."""
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def without_spaces(words: str) -> str:
    """Words as one label, however lines and spaces break them."""
    return re.sub(r"\s+", "", words)


def is_of_form(label: str) -> bool:
    """Whether words are a label of a form, begin with one, or name its columns."""
    key = label_key(label)
    return (
        ends_in(label) is not None
        or official_key(label) in keys_of_2014()
        or key in OUTCOMES
        or any(len(name) > 3 and key.startswith(name) for name in application_keys())
        or re.search(title_pattern(), without_spaces(label)) is not None
    )


def ends_in(label: str) -> str | None:
    """The label of a table since 2019 that words end in, behind the heading of a group; the longest, if several fit."""
    key = official_key(label, "2019")
    known = application_keys() | document_keys()
    if key in known:
        return key
    return max((name for name in known if len(name) > 3 and key.endswith(name)), key=len, default=None)


@functools.cache
def keys_of_2014() -> frozenset[str]:
    """Keys of the rows of the list of 2014."""
    return frozenset(row.key for row in layout("2014", "统计表"))


@functools.cache
def document_keys() -> frozenset[str]:
    """Keys of the rows of table 二."""
    return frozenset(label_key(row.label) for era in ERAS for row in layout(era, "表二"))


@functools.cache
def application_keys() -> frozenset[str]:
    """Keys of the rows of the applicants' table that hold numbers."""
    return frozenset(row.key for era in ERAS for row in layout(era, "表三") if row.code)


@functools.cache
def title_pattern() -> str:
    """A column title of table 二, with or without the note behind it."""
    titles = {row.columns[0].partition("（")[0] for era in ERAS for row in layout(era, "表二")}
    alternatives = "|".join(re.escape(title) for title in sorted(titles, key=len, reverse=True))
    return rf"(?:{alternatives})(?:（[^（）]*）)?"

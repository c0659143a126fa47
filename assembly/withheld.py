"""Documents whose words are not published: text, headings, quotes and sentences are left out, figures stay."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Any, Final

from assembly.corrections import DAY_READER, HASH_READER
from knowledge.fields import UNIQUE
from knowledge.loading import read_rows

WITHHELD: Final = "withheld"
WITHHELD_WORDS = "the words of this document are withheld"
"""What the flag of such a document begins with."""
_LEFT_OUT = "withheld"
"""What stands in place of words that a person would look for."""


@dataclasses.dataclass(frozen=True, slots=True)
class Withheld:
    """A row of `withheld.csv`.

    Attributes:
        document_id: A document of the report: all that is published of the report's words is left out, also of its
            copies and other revisions, which say the same.
        reason: Why, for the public.
        decided_by: Who has decided it.
        decided_on: When.
    """

    document_id: Annotated[str, HASH_READER, UNIQUE]
    reason: str
    decided_by: str
    decided_on: Annotated[dt.date, DAY_READER]

    @property
    def sentence(self) -> str:
        return f"{WITHHELD_WORDS}: {self.reason} ({self.decided_by}, {self.decided_on})"


@functools.cache
def withheld() -> Mapping[str, Withheld]:
    """The project's list, by document.

    Raises:
        KnowledgeError: The file has a mistake.
    """
    return {row.document_id: row for row in read_rows("assembly", "withheld.csv", Withheld)}


def without_words(
    rows: Mapping[str, Iterable[Any]], reports: Mapping[str, str], documents: Mapping[str, str]
) -> Iterator[tuple[str, list[Any]]]:
    """Rows of tables without the words of some reports.

    Args:
        rows: Rows by table.
        reports: Why the words of a report are left out, by its id.
        documents: The same by document.
    """
    for name, of_table in rows.items():
        change = _CHANGES.get(name)
        if change is None:
            yield name, list(of_table)
        else:
            changed = (change(row, why) if (why := _why(row, reports, documents)) else row for row in of_table)
            # Without their words some checks are the same.
            yield name, list(dict.fromkeys(changed))


def _why(row: Any, reports: Mapping[str, str], documents: Mapping[str, str]) -> str | None:
    return reports.get(row.report_id) or documents.get(getattr(row, "document_id", ""))


def _blank(**values: Any) -> Callable[[Any, str], Any]:
    return lambda row, _: dataclasses.replace(row, **values)


def _check(row: Any, _: str) -> Any:
    """Checks of figures repeat numbers; all others may repeat words."""
    if row.codes:
        return row
    return dataclasses.replace(row, expected="", observed=_LEFT_OUT, explanation=_LEFT_OUT)


def _document(row: Any, why: str) -> Any:
    repairs = tuple(dataclasses.replace(repair, before="", after="") for repair in row.repairs)
    return dataclasses.replace(row, repairs=repairs, flags=tuple(_told(flag, why) for flag in row.flags))


def _flag(row: Any, why: str) -> Any:
    return dataclasses.replace(row, subject="", sentence=why if row.kind == WITHHELD else _LEFT_OUT)


def _told(flag: str, why: str) -> str:
    return why if flag == why else _LEFT_OUT


def _revision(row: Any, _: str) -> Any:
    figures = tuple(dataclasses.replace(figure, before_quote=None, after_quote=None) for figure in row.figures)
    return dataclasses.replace(row, text="", changes=(), figures=figures)


_CHANGES: Mapping[str, Callable[[Any, str], Any]] = {
    "reports": _blank(text="", title=None, evidence=()),
    "sections": _blank(heading="", number=None),
    "indicators": _blank(quote=""),
    "panel": _blank(quote=None),
    "unread": _blank(words="", sentence="", reason=_LEFT_OUT),
    "conflicts": _blank(text="", title=None),
    "checks": _check,
    "documents": _document,
    "flags": _flag,
    "revisions": _revision,
}

"""Errors that a person can act on, and what is wrong with a file of knowledge.

Each says what went wrong, where, and what to do; the command line prints exactly that and no traceback.
"""

from __future__ import annotations

from knowledge.personal_numbers import mask


class NianbaoError(Exception):
    """Base of every error that nianbao raises on purpose.

    Args:
        what: What went wrong, in one sentence; personal numbers in it are masked, as messages end in logs.
        where: The file, address, row or table it concerns.
        remedy: What the reader can do about it.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = mask(what)
        self.where = where
        self.remedy = remedy
        super().__init__(self.what, where, remedy)

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}. {self.remedy}" if self.remedy else f"{text}."

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.what, self.where, self.remedy))


def _rebuild(kind: type[NianbaoError], what: str, where: str, remedy: str) -> NianbaoError:
    """Keyword arguments do not survive pickling, and errors cross process borders here."""
    return kind(what, where=where, remedy=remedy)


class KnowledgeError(NianbaoError):
    """A file of knowledge contradicts itself, names what does not exist, or cannot be read."""

"""What a column or key of a file of knowledge may hold, and how each mistake is reported.

A file is described by a model: a frozen dataclass whose fields are its columns or keys. The type of a field says what
it may hold:

- `str`, `int`, `float`, `bool` (`yes` or `no` in a CSV), `Literal[...]` for a fixed choice;
- `re.Pattern[str]`: a regular expression, compiled; `Annotated[re.Pattern[str], re.IGNORECASE]` with a flag;
- `tuple[X, ...]` and `frozenset[X]`: several, separated by `|` in a CSV, a list in a TOML file; none twice;
- in a TOML file also `tuple[X, Y]`, `dict[str, X]` and further models (`tuple[Model, ...]` for `[[tables]]`);
- `Annotated[X, UNIQUE]`: no two rows may have the same;
- `Annotated[str, Among("a code of the codebook", codes)]`: a reference to another file;
- `Annotated[T, Reader("an era", parse)]`: anything else, read by a function;
- `Annotated[T, NO_COLUMN]`: nothing; the program fills it in.

A field without a default must be filled; an empty cell or a missing key gives the default. What one cell cannot show
(two columns that contradict each other, a row that names another row) is checked by a class method `check` of the
model, which is given all rows (or the document) and yields a `Fault` for each mistake.
"""

from __future__ import annotations

import dataclasses
import difflib
import functools
import re
import types
import typing
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Annotated, Any, Final

from knowledge.errors import KnowledgeError

Path = tuple[str | int, ...]
"""Keys and positions that lead from the top of a file to a place in it."""
Read = Callable[[Any], Any]
"""Turns what is written into what a model holds."""

UNIQUE: Final = "unique"
"""Mark of a column in which nothing may stand twice."""
MAY_BE_EMPTY: Final = "may be empty"
"""Mark of a text that may be empty although its column or key is there, or of a pattern that may fit an empty text."""
NO_COLUMN: Final = "no column"
"""Mark of a field that the program itself fills in, and no file."""
_LISTED = 12
"""Most words that an error lists as those that may stand somewhere; of more it names the nearest."""


@dataclasses.dataclass(frozen=True, slots=True)
class Among:
    """Mark of a field that refers to something known from elsewhere.

    Attributes:
        what: What is asked for, with its article (`a code of the codebook`).
        known: Everything that is allowed; called when a file is read, so that files may refer to each other.
    """

    what: str
    known: Callable[[], Collection[str]]


@dataclasses.dataclass(frozen=True, slots=True)
class Reader:
    """Mark of a field that a function reads.

    Attributes:
        what: What is asked for, with its article (`a range of years such as 2014-2018`).
        read: Turns the text (in TOML: the value) into the value of the field; raises ValueError or KnowledgeError.
    """

    what: str
    read: Callable[[Any], Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """A mistake that a model's `check` finds.

    Attributes:
        place: Row counted from 0 and column of a CSV; keys and positions from the top of a TOML file.
        what: What is wrong, in a sentence without its full stop.
        remedy: What to write instead.
    """

    place: tuple[str | int, ...]
    what: str
    remedy: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a value; the path leads from the value that was being read to the part that is wrong."""

    what: str
    remedy: str = ""
    path: Path = ()


class Refused(Exception):
    """A value is not what its place asks for."""

    def __init__(self, what: str, remedy: str = "", path: Path = ()) -> None:
        super().__init__(what)
        self.mistakes = [Mistake(what, remedy, path)]


def gather(parts: Iterable[tuple[str | int, Read, Any]]) -> list[Any]:
    """Reads each part with its own function; a mistake in one part does not hide those in the others.

    Args:
        parts: Key or position of each part, the function that reads it, and the part.

    Raises:
        Refused: The mistakes of all parts, each with the key or position of its part.
    """
    values: list[Any] = []
    mistakes: list[Mistake] = []
    for key, read, part in parts:
        try:
            values.append(read(part))
        except Refused as refused:
            mistakes += (dataclasses.replace(one, path=(key, *one.path)) for one in refused.mistakes)
    if mistakes:
        together = Refused("")
        together.mistakes = mistakes
        raise together
    return values


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """A column of a CSV, or a key of a TOML table.

    Attributes:
        name: Its name.
        read: Turns a cell or value into what the model holds.
        required: Whether it must be there.
        filled: Whether it must be filled, too.
        default: What an empty cell or a missing key gives.
        unique: Whether nothing may stand in it twice.
    """

    name: str
    read: Read
    required: bool
    filled: bool
    default: Any
    unique: bool


def fields_of(model: type[Any], make: Callable[[Any, tuple[Any, ...]], Read]) -> tuple[Field, ...]:
    """The fields of a model; `make` turns the type of each and its marks into a function that reads it."""
    hints = typing.get_type_hints(model, include_extras=True)
    found = []
    for field in dataclasses.fields(model):
        annotation, marks = unmarked(hints[field.name])
        if NO_COLUMN in marks:
            continue
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        default = field.default_factory() if field.default_factory is not dataclasses.MISSING else field.default
        filled = required and MAY_BE_EMPTY not in marks
        if required and not filled:
            default = ""
        found.append(Field(field.name, make(annotation, marks), required, filled, default, UNIQUE in marks))
    return tuple(found)


def unmarked(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type and its marks; `X | None` counts as X, since what is missing gives the default."""
    if typing.get_origin(hint) is Annotated:
        inner, marks = unmarked(typing.get_args(hint)[0])
        return inner, (*marks, *typing.get_args(hint)[1:])
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        (inner,) = (part for part in typing.get_args(hint) if part is not type(None))
        return unmarked(inner)
    return hint, ()


def read_by(mark: Reader) -> Read:
    """A reader by a function; whatever the function raises on a bad value is reported as a mistake."""

    def read(value: Any) -> Any:
        try:
            return mark.read(value)
        except KnowledgeError as error:
            if error.where:
                raise
            raise Refused(error.what, error.remedy or f"Write {mark.what}.") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Refused(is_not(value, mark.what)) from error

    return read


def pattern_of(marks: tuple[Any, ...]) -> Read:
    """A reader of regular expressions, with the flags among the marks."""
    flags = re.NOFLAG
    for mark in marks:
        flags |= mark if isinstance(mark, re.RegexFlag) else re.NOFLAG

    def read(written: str) -> re.Pattern[str]:
        wrong = pattern_fault(written, flags, may_be_empty=MAY_BE_EMPTY in marks)
        if wrong:
            raise Refused(*wrong)
        return re.compile(written, flags)

    return read


def pattern_fault(
    written: str, flags: re.RegexFlag = re.NOFLAG, *, may_be_empty: bool = False
) -> tuple[str, str] | None:
    """What is wrong with a regular expression, and what to do; None for nothing.

    Args:
        written: The expression.
        flags: Flags that it is compiled with.
        may_be_empty: Whether it may be found in an empty text; most that are have a `|` too many.
    """
    try:
        pattern = re.compile(written, flags)
    except re.error as error:
        return f"{written!r} is not a valid regular expression: {error}", "Close what is open, or escape the sign."
    if written.startswith("(?") and (flag := re.match(r"\(\?([aimsux]+)\)", written)):
        # Patterns are joined to one, in which a flag for the whole is no longer at its beginning.
        return f"{written!r} sets a flag for more than itself", f"Write (?{flag[1]}:...) around it."
    if pattern.search("") and not may_be_empty:
        return (
            f"{written!r} fits everywhere, even an empty text",
            "Remove a | with nothing beside it, or demand a sign.",
        )
    return None


def among_of(mark: Among) -> Read:
    """A reader of references."""

    def read(written: str) -> str:
        if written not in mark.known():
            raise unknown_word(written, mark.what, mark.known())
        return written

    return read


def choice_of(words: Sequence[Any]) -> Read:
    """A reader of a fixed choice of words or numbers."""
    known = {word: word for word in words}

    def read(written: Any) -> Any:
        if written not in known:
            raise unknown_word(written, "one of the words allowed here", list(known))
        return written

    return read


def is_not(written: Any, what: str) -> str:
    """Says what is wrong with a value that is not what its place asks for.

    Args:
        written: The value.
        what: What is asked for, with its article (`a whole number`).
    """
    return f"{written!r} is not {what}"


def unknown_word(written: Any, what: str, known: Iterable[Any]) -> Refused:
    """The mistake that a word is not known, with the words that are, or those of them that are nearest to it."""
    words = sorted(map(str, known))
    if len(words) <= _LISTED:
        return Refused(is_not(written, what), f"Write one of: {', '.join(words)}.")
    near = difflib.get_close_matches(str(written), words, 3, 0.4)
    remedy = f"The nearest: {', '.join(near)}." if near else f"None of the {len(words)} that are known is like it."
    return Refused(is_not(written, what), remedy)


def each_of(parts: Sequence[Any], read: Read, kind: Callable[[list[Any]], Any]) -> Any:
    """A list of which each is read, and none may stand twice."""

    def once(index: int, part: Any) -> Any:
        if part in parts[:index]:
            raise Refused(f"{part!r} is in the list twice")
        return read(part)

    return kind(gather((index, functools.partial(once, index), part) for index, part in enumerate(parts)))


def faults_of(model: type[Any], content: Any) -> Iterator[Fault]:
    """The mistakes that the model's own `check` finds in all rows or in the document."""
    check: Callable[[Any], Iterable[Fault]] | None = getattr(model, "check", None)
    if check is not None:
        yield from check(content)

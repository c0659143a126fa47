"""How files of knowledge are read: what each type of a field takes, and what it makes of it."""

from __future__ import annotations

import dataclasses
import pathlib
import pickle
import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

import pytest

from knowledge.errors import KnowledgeError
from knowledge.fields import MAY_BE_EMPTY, NO_COLUMN, UNIQUE, Among, Fault, Reader, unknown_word
from knowledge.loading import KnowledgeFile, parse_document, parse_rows, read_document, read_rows
from knowledge.rows import rows_of


def _colours() -> tuple[str, ...]:
    return ("red", "green")


def _even(text: str) -> int:
    if int(text) % 2:
        raise ValueError(text)
    return int(text)


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One of each type."""

    word: Annotated[str, UNIQUE]
    number: int
    share: float
    sure: bool
    kind: Literal["a", "b"]
    pattern: Annotated[re.Pattern[str], re.IGNORECASE]
    colour: Annotated[str, Among("a colour", _colours)]
    empty: Annotated[str, MAY_BE_EMPTY]
    words: tuple[str, ...] = ()
    colours: frozenset[Annotated[str, Among("a colour", _colours)]] = frozenset()
    even: Annotated[int | None, Reader("an even number", _even)] = None
    own: Annotated[str, NO_COLUMN] = "own"

    @classmethod
    def check(cls, rows: Sequence[Row]) -> Iterator[Fault]:
        for index, row in enumerate(rows):
            if row.number < 0:
                yield Fault((index, "number"), f"{row.number} is below zero")


HEADER = "word,number,share,sure,kind,pattern,colour,empty,words,colours,even\n"
GOOD = "w,1,0.5,yes,a,x+,red,,p|q,red|green,2\n"


def test_a_row_is_typed() -> None:
    (row,) = parse_rows(HEADER + GOOD, Row, "a.csv")
    pattern = re.compile("x+", re.IGNORECASE)
    assert row == Row("w", 1, 0.5, True, "a", pattern, "red", "", ("p", "q"), frozenset(_colours()), 2)


def test_an_empty_cell_gives_the_default() -> None:
    (row,) = parse_rows(HEADER + "w,1,0.5,no,b,x,red,,,,\n", Row, "a.csv")
    assert (row.words, row.colours, row.even, row.own) == ((), frozenset(), None, "own")


def test_columns_may_stand_in_any_order() -> None:
    columns, cells = HEADER.strip().split(",")[::-1], GOOD.strip().split(",")[::-1]
    text = f"{','.join(columns)}\n{','.join(cells)}\n"
    assert parse_rows(text, Row, "a.csv") == parse_rows(HEADER + GOOD, Row, "a.csv")


def test_a_partial_file_may_lack_columns_and_have_others() -> None:
    text = "extra,word,number,share,sure,kind,pattern,colour,empty,even\n?,w,1,0.5,yes,a,x+,red,,4\n"
    (row,) = parse_rows(text, Row, "a.csv", partial=True)
    assert (row.word, row.words, row.even) == ("w", (), 4)
    with pytest.raises(KnowledgeError, match="unknown column 'extra'"):
        parse_rows(text, Row, "a.csv")
    with pytest.raises(KnowledgeError, match="the column 'number' is missing"):
        parse_rows("word\nw\n", Row, "a.csv", partial=True)


def test_cells_that_are_empty_by_mistake_are_not_told_as_repeated() -> None:
    _, problems = rows_of(HEADER + GOOD.removeprefix("w") * 2, Row, "a.csv")
    assert [problem.what for problem in problems] == ["the cell is empty"] * 2


@dataclasses.dataclass(frozen=True, slots=True)
class Remarked:
    """A row of which a text may be left out."""

    word: str
    note: str | None = None


def test_a_text_that_is_left_out_gives_the_default() -> None:
    assert parse_rows("word,note\na,\nb,c\n", Remarked, "a.csv") == (Remarked("a"), Remarked("b", "c"))


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("number", "1.0", "'1.0' is not a whole number"),
        ("number", "１", "'１' is not a whole number"),
        ("number", "1_000", "'1_000' is not a whole number"),
        ("number", "-1", "-1 is below zero"),
        ("share", "1e3", "'1e3' is not a number"),
        ("share", "nan", "'nan' is not a number"),
        ("sure", "true", "'true' is not yes or no. Write one of: no, yes."),
        ("kind", "c", "'c' is not one of the words allowed here. Write one of: a, b."),
        ("pattern", "(x", "'(x' is not a valid regular expression: missing ), unterminated subpattern at position 0"),
        ("pattern", "x|", "'x|' fits everywhere, even an empty text"),
        ("pattern", "(?i)x", "'(?i)x' sets a flag for more than itself. Write (?i:...) around it."),
        ("colour", "blue", "'blue' is not a colour. Write one of: green, red."),
        ("words", "p|p", "'p' is in the list twice"),
        ("words", "p||q", "'' is empty or has spaces around it"),
        ("words", "p| q", "' q' is empty or has spaces around it"),
        ("colours", "red|blue", "'blue' is not a colour"),
        ("even", "3", "'3' is not an even number"),
        ("word", "", "the cell is empty"),
        ("word", " w", "' w' has spaces around it"),
    ],
)
def test_a_cell_that_is_wrong_is_named(column: str, cell: str, told: str) -> None:
    cells = GOOD.strip().split(",")
    cells[HEADER.strip().split(",").index(column)] = cell
    with pytest.raises(KnowledgeError) as raised:
        parse_rows(HEADER + "v" + GOOD.removeprefix("w") + ",".join(cells) + "\n", Row, "a.csv")
    assert str(raised.value).startswith(f"a.csv, line 3, column {column}: {told}")


def test_lines_are_counted_through_cells_of_several() -> None:
    with pytest.raises(KnowledgeError, match=r"^a.csv, line 4, column number: 'x'"):
        parse_rows(HEADER + GOOD.replace("w", '"a\nb"') + GOOD.replace("1", "x"), Row, "a.csv")


@dataclasses.dataclass(frozen=True, slots=True)
class Inner:
    """A table."""

    pairs: tuple[tuple[int, re.Pattern[str]], ...]
    named: dict[str, re.Pattern[str]] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Whole:
    """A TOML file."""

    inner: Inner
    entry: tuple[Inner, ...] = ()
    size: Literal["small", "large"] = "small"


def test_a_document_is_typed() -> None:
    text = "[inner]\npairs = [[1, 'a'], [2, 'b']]\n[[entry]]\npairs = []\nnamed = { x = 'c' }\n"
    assert parse_document(text, Whole, "a.toml") == Whole(
        Inner(((1, re.compile("a")), (2, re.compile("b")))), (Inner((), {"x": re.compile("c")}),)
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "[inner]\npairs = [\n    [1, 'a'],\n    [2, '(b'],\n]\n",
            "line 4, key inner.pairs: '(b' is not a valid regular",
        ),
        ("[inner]\npairs = [\n    [1, 'a'],\n    [2],\n]\n", "line 2, key inner.pairs: [2] is not a list of 2"),
        (
            "[inner]\npairs = []\n[[entry]]\npairs = []\n[[entry]]\n",
            "line 5, key entry.pairs: the key 'pairs' is",
        ),
        (
            "[inner]\npairs = []\n[inner.named]\nx = '('\n",
            "line 4, key inner.named.x: '(' is not a valid regular expression",
        ),
        ("[inner]\npairs = []\nnamed = { x = '' }\n", "line 3, key inner.named.x: the text is empty"),
        ("[inner]\npairs = []\nnamed = { x = 'a ' }\n", "line 3, key inner.named.x: 'a ' has spaces around it"),
        ("[inner]\npairs = [\n    [],\n]\n", "line 2, key inner.pairs: [] is not a list of 2"),
        (
            '[inner]\npairs = [\n    [1, "\\u0028b"],\n]\n',
            "line 2, key inner.pairs: '(b' is not a valid regular expression",
        ),
        ("[inner]\npairs = 'a'\n", "line 2, key inner.pairs: 'a' is not a list in [ ]"),
        ("inner = 1\n", "line 1, key inner: 1 is not a table"),
        ("size = 'tall'\n[inner]\npairs = []\n", "line 1, key size: 'tall' is not one of the words allowed here"),
    ],
)
def test_a_value_that_is_wrong_is_named(text: str, told: str) -> None:
    with pytest.raises(KnowledgeError) as raised:
        parse_document(text, Whole, "a.toml")
    assert str(raised.value).startswith(f"a.toml, {told}")


def test_lines_of_a_document_are_counted_through_texts_of_several() -> None:
    """What looks like a key within such a text is none."""
    text = "[inner]\nnamed = { x = '''a\npairs = 1\nb''' }\npairs = 5\n"
    with pytest.raises(KnowledgeError, match=r"^a.toml, line 5, key inner.pairs: 5 is not a list"):
        parse_document(text, Whole, "a.toml")


def _of_another_file(text: str) -> str:
    if text == "broken":
        raise KnowledgeError("is not valid", where="b.csv, line 7")
    raise KnowledgeError(f"{text!r} is not known", remedy="Write another." if text == "odd" else "")


@dataclasses.dataclass(frozen=True, slots=True)
class Leaning:
    """A row that another file decides about."""

    word: Annotated[str, Reader("a word of b.csv", _of_another_file)]


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("broken", "cannot be checked, since another file is wrong (b.csv, line 7)."),
        ("odd", "'odd' is not known. Write another."),
        ("new", "'new' is not known. Write a word of b.csv."),
    ],
)
def test_a_value_that_another_file_decides_about(word: str, told: str) -> None:
    with pytest.raises(KnowledgeError) as raised:
        parse_rows(f"word\n{word}\n", Leaning, "a.csv")
    assert str(raised.value) == f"a.csv, line 2, column word: {told}"


def test_a_document_that_leans_on_a_wrong_file_names_that_file() -> None:
    with pytest.raises(KnowledgeError, match=r"^b.csv, line 7: is not valid"):
        parse_document("word = 'broken'\n", Leaning, "a.toml")


@pytest.mark.parametrize(
    ("known", "message"),
    [
        ({}, "it is torn."),
        ({"where": "a.csv, line 2"}, "a.csv, line 2: it is torn."),
        ({"remedy": "Restore it."}, "it is torn. Restore it."),
        ({"where": "a.csv", "remedy": "Restore it."}, "a.csv: it is torn. Restore it."),
    ],
    ids=",".join,
)
def test_an_error_says_what_is_known_of_it(known: dict[str, str], message: str) -> None:
    assert str(KnowledgeError("it is torn", **known)) == message


def test_errors_cross_process_borders() -> None:
    error = KnowledgeError("what", where="a.csv, line 2", remedy="Mend it.")
    assert str(pickle.loads(pickle.dumps(error))) == "a.csv, line 2: what. Mend it."


@dataclasses.dataclass(frozen=True, slots=True)
class Tail:
    """A row whose pattern may be found in an empty text."""

    pattern: Annotated[re.Pattern[str], MAY_BE_EMPTY]


def test_a_pattern_may_fit_an_empty_text_where_its_model_says_so() -> None:
    (row,) = parse_rows("pattern\nx|\n", Tail, "a.csv")
    assert row.pattern.fullmatch("")
    assert parse_document("pattern = 'x|'\n", Tail, "a.toml").pattern.fullmatch("")


@dataclasses.dataclass(frozen=True, slots=True)
class Unheard:
    """A field of a type that no file can hold."""

    value: complex


def test_a_model_that_no_file_can_hold_is_a_mistake_of_its_author() -> None:
    with pytest.raises(TypeError, match="a CSV cannot hold"):
        parse_rows("value\n1\n", Unheard, "a.csv")
    with pytest.raises(TypeError, match="a TOML file cannot hold"):
        parse_document("value = 1\n", Unheard, "a.toml")


def test_the_last_entry_of_a_list_at_the_end_of_a_document_is_found() -> None:
    with pytest.raises(KnowledgeError, match=r"^a.toml, line 4, key inner.pairs: '\(b' is not a valid"):
        parse_document("[inner]\npairs = [\n    [1, 'a'],\n    [2, '(b']]", Whole, "a.toml")


def test_a_file_of_a_room_is_read_from_there(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = tmp_path / "room_of_this_test" / "data"
    room.mkdir(parents=True)
    (room.parent / "__init__.py").write_text("", encoding="utf-8")
    (room / "a.csv").write_text("pattern\n甲|\n", encoding="utf-8")
    (room / "a.toml").write_text("pattern = '乙'\n", encoding="utf-8")
    (room / "old.csv").write_bytes("pattern\n甲|\n".encode("gb18030"))
    monkeypatch.syspath_prepend(tmp_path)
    name = room.parent.name
    assert read_rows(name, "a.csv", Tail) == (Tail(re.compile("甲|")),)
    assert read_document(name, "a.toml", Tail) == Tail(re.compile("乙"))
    for read in (read_rows, read_document):
        with pytest.raises(KnowledgeError, match=f"^{name}/data/b.csv: there is no such file"):
            read(name, "b.csv", Tail)
    with pytest.raises(KnowledgeError, match=f"^{name}/data/old.csv, line 2: is not written in UTF-8"):
        read_rows(name, "old.csv", Tail)
    assert [str(problem) for problem in KnowledgeFile(name, "b.csv", Tail).problems()] == [
        f"{name}/data/b.csv: there is no such file."
    ]


@dataclasses.dataclass(frozen=True, slots=True)
class Between:
    """A row with a field between its columns that is none."""

    first: str
    own: Annotated[str, NO_COLUMN] = "own"
    last: str = ""


def test_a_field_that_is_no_column_hides_none_of_those_behind_it() -> None:
    assert parse_rows("first,last\na,b\n", Between, "a.csv") == (Between("a", "own", "b"),)
    with pytest.raises(KnowledgeError, match="unknown column 'own'"):
        parse_rows("first,own,last\na,b,c\n", Between, "a.csv")


def test_of_many_words_the_three_nearest_are_told() -> None:
    words = [f"word{number:02}" for number in range(20)]
    remedy = unknown_word("word0", "a word", words).mistakes[0].remedy
    assert remedy.startswith("The nearest: word")
    assert remedy.count("word") == 3
    assert unknown_word("else", "a number", range(20)).mistakes[0].remedy == "None of the 20 that are known is like it."

"""The official forms row by row: their words, which of them stand for each other, and what a printed label is.

`knowledge.forms` says which forms there are; `parsers/data/form_layout.csv` has their rows, `form_labels.csv` labels as
some offices print them, `form_proceedings.csv` how titles of proceedings end. All that depends on a form's words is
derived here.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Literal

from knowledge.fields import Among, Fault
from knowledge.forms import CELLS, LIST, MATRIX, PROCEEDINGS, forms, grid_forms, is_harmless, list_forms
from knowledge.loading import read_rows
from parsers.knowledge.codebook import codebook

_NOT_WORDS = re.compile(r"[^\w]+|_")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+(?=[、.．])|[（(](?:[一二三四五六七八九十]+|\d{1,2})[）)]|\d+(?=[、.．)）]))[、.．)）]?"
)
_NUMBER_IN_A_MARK = re.compile(r"^\s*(?:[①-⑳]|[\[［【〔](?:\d{1,2}|[一二三四五六七八九十]{1,3})[\]］】〕])")
"""A number in a circle or in square brackets, which numbers a row where no word stands in front of it."""
_INNER_NUMBERS = re.compile(r"[\d一二三四五六七八九十]")
_NOTE_MARK = re.compile(
    r"(?<=[\u4e00-\u9fff）)”’》])"
    r"(?:[①-⑳⁰¹²³⁴-⁹]+|[\[［【〔][\d⁰¹²³⁴-⁹]{1,2}[\]］】〕]|[（(]?注[\d①-⑳]{1,2}[）)]?)"
)
"""Marks of notes behind words; in front of them they number a row."""
_AMONG = re.compile(r"^\W*(?:(?:其中|包括)[^\w（(]*)+")
_NOTE = re.compile(r"\((?![一二三四五六七八九十]+\))[^()]*\)")
_PARTICLES = re.compile(r"[的了和与及或者等、]|工作|政府(?=信息)|经(?=主动)")
_COUNT = re.compile(r"(?:总|件|次|人)?(?:数量|数|次)$")
_OF_A_COUNT = re.compile("(?:件数|数量)$")
_THIS_YEAR = "本年"
_SUBTOTAL = "小计"
_DIGITS = "0123456789"
_CHINESE_DIGITS = "一二三四五六七八九十"
_SHORT = 3
"""Length up to which a label may stand at the end of other words by chance."""
_FEWEST_OF_LABEL = 4
"""Characters by which a piece of a label is told."""
_PATH = "/"
"""Stands between the titles that lie above each other."""
_A_FORM = Among("a form of forms.csv", lambda: forms().keys())
_A_CODE = Among("a code of the codebook", lambda: codebook().keys())


@dataclasses.dataclass(frozen=True, slots=True)
class FormRow:
    """A row of `form_layout.csv`: a row of an official form, or one cell of a table that is read by columns.

    Attributes:
        form: Form.
        table: Table of the form.
        label: Words of the row; of proceedings, the titles above its column, the upper one first.
        column: Title that the value stands under; empty where the table has one column, or one for each applicant.
        kind: `value`; `header` where the form asks for no value, although some offices print one; `local` for a row
            that only some offices add.
        code: Code of the codebook: rows of several forms with the same code continue each other. Empty where none is
            defined.
        unit: Unit of the value as the form prints it.
        place: How a row is known whose label may stand elsewhere, too. `group`: only within its own group. `end`: only
            where no earlier row of the form follows.
        continues_label: Other words for the label in an earlier form.
        continues_column: The same for the column's title.
    """

    form: Annotated[str, _A_FORM]
    table: str
    label: str
    column: str = ""
    kind: Literal["value", "header", "local"] = "value"
    code: Annotated[str, _A_CODE] = ""
    unit: str = ""
    place: Literal["", "group", "end"] = ""
    continues_label: str = ""
    continues_column: str = ""

    @property
    def key(self) -> str:
        """What identifies the row's label."""
        return label_key(self.label)

    @property
    def column_key(self) -> str:
        """What identifies the column's title, without the note behind it."""
        return title_key(self.column)

    @property
    def is_header(self) -> bool:
        """Whether the form asks for no value in the row."""
        return self.kind == "header"

    @classmethod
    def check(cls, rows: Sequence[FormRow]) -> Iterator[Fault]:
        """Tables that their form does not have, rows without a code, and earlier words that no earlier form has."""
        order = list(forms())
        words: dict[str, set[str]] = {}
        for row in rows:
            words.setdefault(row.form, set()).update((row.label, row.column))
        for index, row in enumerate(rows):
            kinds = {table.table: table.kind for table in forms()[row.form].tables}
            if row.table not in kinds:
                yield Fault(
                    (index, "table"),
                    f"form {row.form} has no table {row.table!r}",
                    f"Write one of: {', '.join(kinds)}.",
                )
                continue
            if not row.code and not row.is_header:
                yield Fault((index, "code"), "a row that asks for a value has no code")
            if bool(row.column) != (kinds[row.table] in (CELLS, PROCEEDINGS)):
                yield Fault((index, "column"), f"{row.column!r} does not fit a table of the kind {kinds[row.table]!r}")
            earlier = {word for form in order[: order.index(row.form)] for word in words.get(form, ())}
            for column, said in (
                ("continues_label", row.continues_label),
                ("continues_column", row.continues_column),
            ):
                if said and said not in earlier:
                    yield Fault((index, column), f"no earlier form has the words {said!r}")
        for form in forms().values():
            yield from _missing_tables(form.form, rows)
            yield from _uneven_proceedings(form.form, rows)


def _missing_tables(form: str, rows: Sequence[FormRow]) -> Iterator[Fault]:
    for table in forms()[form].tables:
        if not any((row.form, row.table) == (form, table.table) for row in rows):
            yield Fault((len(rows) - 1, "table"), f"table {table.table} of form {form} has no rows")


def _uneven_proceedings(form: str, rows: Sequence[FormRow]) -> Iterator[Fault]:
    table = forms()[form].table(PROCEEDINGS)
    if table is None:
        return
    own = [(index, row) for index, row in enumerate(rows) if (row.form, row.table) == (form, table.table)]
    outcomes: dict[str, list[str]] = {}
    for _, row in own:
        outcomes.setdefault(row.label, []).append(row.column)
    for index, row in own:
        if outcomes[row.label] != next(iter(outcomes.values())):
            yield Fault((index, "column"), f"{row.label} has other outcomes than the proceedings above it")
            return


@dataclasses.dataclass(frozen=True, slots=True)
class LabelVariant:
    """A row of `form_labels.csv`: a label as some offices print it, and the official one."""

    variant: str
    label: str

    @classmethod
    def check(cls, rows: Sequence[LabelVariant]) -> Iterator[Fault]:
        known = {row.key for row in _rows()}
        for index, row in enumerate(rows):
            if label_key(row.label) not in known:
                yield Fault((index, "label"), f"{row.label!r} is not a label of any form")


@dataclasses.dataclass(frozen=True, slots=True)
class ProceedingsTitle:
    """A row of `form_proceedings.csv`: titles that name a kind of proceedings, by how they end."""

    proceedings: str
    endings: tuple[str, ...]

    @classmethod
    def check(cls, rows: Sequence[ProceedingsTitle]) -> Iterator[Fault]:
        known = {name for form in grid_forms() for name in proceedings(form)}
        for index, row in enumerate(rows):
            if row.proceedings not in known:
                what = f"{row.proceedings!r} is not a kind of proceedings of any form"
                yield Fault((index, "proceedings"), what, f"Write one of: {', '.join(sorted(known))}.")


@functools.cache
def _rows() -> tuple[FormRow, ...]:
    return read_rows("parsers", "form_layout.csv", FormRow)


@functools.cache
def layout(form: str, kind: str = "") -> tuple[FormRow, ...]:
    """The rows of a form, in order.

    Args:
        form: The form.
        kind: Only those of its table of this kind; of all tables, where it is empty.

    Raises:
        KnowledgeError: The file contradicts itself or another.
    """
    if not kind:
        return tuple(row for row in _rows() if row.form == form)
    table = forms()[form].table(kind)
    return tuple(row for row in _rows() if table and (row.form, row.table) == (form, table.table))


_OPENS_NOTE = re.compile(r"[（(]")


@functools.lru_cache(maxsize=4096)
def label_key(label: str) -> str:
    """What identifies a label however it is broken, numbered and punctuated.

    White space, punctuation, widths, numbering (（一）, (1), 1., ①, [1], 其中：) and marks of notes (①, [2], 注3)
    do not count.
    """
    label = _NOTE_MARK.sub("", _NUMBER_IN_A_MARK.sub("", label))
    text = "".join(unicodedata.normalize("NFKC", label).split())
    return _NOT_WORDS.sub("", without_numbering(without_among(without_numbering(text))))


def without_among(label: str) -> str:
    """A label without what makes its numbers a part of those above (其中：, 包括)."""
    return _AMONG.sub("", label)


def without_numbering(label: str) -> str:
    """A label without the number that it begins with (（一）, (1), 1., ①, [1])."""
    return _NUMBERING.sub("", _NUMBER_IN_A_MARK.sub("", label))


@functools.lru_cache(maxsize=4096)
def title_key(title: str) -> str:
    """What identifies a column's title: its key without the note in brackets."""
    return label_key(_OPENS_NOTE.split(title, maxsplit=1)[0])


@functools.lru_cache(maxsize=4096)
def official_key(label: str, which: tuple[str, ...] = ()) -> str:
    """The key of a printed label in the official wording, where it is a known variant of it; else its own key.

    Notes in brackets, particles and a closing 数 do not count either, where what is left means one label only.

    Args:
        label: Label as printed.
        which: Only the labels of these forms; of all, where it is empty.
    """
    key = label_key(label)
    known = _official_keys(which or tuple(forms()))
    return known.get(key) or known.get(_loosened(label)) or key


@functools.cache
def _official_keys(which: tuple[str, ...]) -> Mapping[str, str]:
    """Keys of official labels and their variants, with the official key that each stands for."""
    labels = [row.label for row in _rows() if row.form in which]
    known = {label_key(label): label_key(label) for label in labels}
    loose: dict[str, set[str]] = {}
    for label in labels:
        loose.setdefault(_loosened(label), set()).add(label_key(label))
    for row in read_rows("parsers", "form_labels.csv", LabelVariant):
        official = label_key(row.label)
        if official in known:
            known.setdefault(label_key(row.variant), official)
            loose.setdefault(_loosened(row.variant), set()).add(official)
    return {key: next(iter(keys)) for key, keys in loose.items() if len(keys) == 1} | known


def _loosened(label: str) -> str:
    text = _NOTE.sub("", unicodedata.normalize("NFKC", label))
    return _PARTICLES.sub("", _COUNT.sub("", label_key(text))).replace("其它", "其他").replace("负责人", "负责同志")


@functools.cache
def wordings(row: FormRow) -> tuple[str, ...]:
    """Keys of the official label of a row and of all variants that stand for it."""
    official = row.key
    variants = (v for v in read_rows("parsers", "form_labels.csv", LabelVariant) if label_key(v.label) == official)
    return (official, *(label_key(variant.variant) for variant in variants))


@functools.cache
def _crosswalk() -> Mapping[str, tuple[str, ...]]:
    """Keys of words with those of other forms that mean the same."""
    groups: dict[str, frozenset[str]] = {}
    for row in _rows():
        for word, earlier in ((row.label, row.continues_label), (row.column, row.continues_column)):
            if earlier:
                one, other = label_key(word), label_key(earlier)
                both = groups.get(one, frozenset({one})) | groups.get(other, frozenset({other}))
                groups.update(dict.fromkeys(both, both))
    return {word: tuple(sorted(both, key=lambda other: (other != word, other))) for word, both in groups.items()}


def same_words(key: str) -> tuple[str, ...]:
    """A key and those of other forms' words that mean the same."""
    return _crosswalk().get(key, (key,))


@functools.lru_cache(maxsize=4096)
def is_piece_of_label(words: str) -> bool:
    """Whether words are some of those of a label of a list, which lines may break."""
    key = label_key(words)
    return len(key) >= _FEWEST_OF_LABEL and any(key in label for label in list_keys())


@functools.cache
def list_keys() -> frozenset[str]:
    """Keys of the labels of the forms that are one list."""
    return frozenset(row.key for form in list_forms() for row in layout(form, LIST))


@functools.cache
def cells_keys() -> frozenset[str]:
    """Keys of the labels of the tables of cells."""
    return frozenset(row.key for form in grid_forms() for row in layout(form, CELLS))


def column_wordings(column: str, *, short: bool = True) -> Iterator[str]:
    """The keys of titles that say what one of a table of cells does, also without the year that another title names.

    Args:
        column: Key of the title.
        short: Whether also without the word for a count, which goes without saying (制发); an amount is said.
    """
    for key in same_words(column):
        rest = key.removeprefix(_THIS_YEAR)
        # 本年增减 is no 增减 from one year to the next.
        for wording in (key, rest) if rest != key and not is_harmless(rest) else (key,):
            yield wording
            if short:
                yield _OF_A_COUNT.sub("", wording)


@functools.cache
def column_titles(*, short: bool = True) -> frozenset[str]:
    """Keys of the titles of the tables of cells, in all of their wordings, without the notes behind them.

    Args:
        short: Whether also without the word for a count.
    """
    columns = {row.column_key for form in grid_forms() for row in layout(form, CELLS)}
    return frozenset(wording for column in columns for wording in column_wordings(column, short=short))


@functools.cache
def heads() -> frozenset[str]:
    """Keys of the titles that stand above the labels of a table of cells."""
    return frozenset(label_key(table.head) for form in forms().values() for table in form.tables if table.head)


@functools.cache
def matrix_keys() -> frozenset[str]:
    """Keys of the rows of the applicants' matrices that a form asks a number for."""
    return frozenset(row.key for form in grid_forms() for row in layout(form, MATRIX) if not row.is_header)


@functools.cache
def last_matrix_keys() -> frozenset[str]:
    """Keys of the rows that end an applicants' matrix."""
    return frozenset(layout(form, MATRIX)[-1].key for form in grid_forms() if layout(form, MATRIX))


@functools.cache
def matrix_rows(form: str) -> Mapping[str, FormRow]:
    """Rows of the matrix of a form by key, in order; the words of earlier and later forms are understood, too."""
    own = {row.key: row for row in layout(form, MATRIX)}
    other = {key: row for row in layout(form, MATRIX) for key in same_words(row.key)}
    return own | {key: row for key, row in other.items() if key not in own}


@functools.lru_cache(maxsize=4096)
def matrix_row(form: str, label: str) -> FormRow | None:
    """The row of a form's matrix that a label names, also behind the headings of its groups.

    Args:
        form: The form.
        label: Label as printed.
    """
    rows, key = matrix_rows(form), official_key(label, grid_forms())
    found = _behind_heading(form, label_key(label)) or rows.get(key)
    if found is None:
        name = ends_in_label(key, tuple(rows))
        found = rows[name] if name is not None else None
    return found if found is not None and found.code else None


def tells_its_row(label: str, form: str) -> bool:
    """Whether a label of a matrix tells by itself which row it is of those that share its words, or whose total.

    办理结果总计（以下各项之和） is no 总计 of a group, 其他处理——其他 no other 其他, and 不予公开（小计） the total of
    its group.

    Args:
        label: Label as printed.
        form: The form.
    """
    key, row = label_key(label), matrix_row(form, label)
    without_note = label_key(_NOTE.sub("", unicodedata.normalize("NFKC", label)))
    own = wordings(row)[1:] if row is not None else ()
    return key in own or without_note in own or (row is not None and _behind_heading(form, key) is row)


def _behind_heading(form: str, key: str) -> FormRow | None:
    """The row that a key names behind the heading of its group (其他处理——其他, 不予公开：（6）过程性信息)."""
    key = key.lstrip(_DIGITS)
    for heading, rows in _groups(form).items():
        if key.startswith(heading):
            rest = key[len(heading) :]
            numbered = (rest, rest.lstrip(_DIGITS), rest.lstrip(_CHINESE_DIGITS))
            return next((rows[words] for words in numbered if words in rows), None)
    return None


@functools.cache
def _groups(form: str) -> Mapping[str, Mapping[str, FormRow]]:
    """The rows of each group of a matrix by all of their wordings, and its heading by that for its total."""
    found: dict[str, dict[str, FormRow]] = {}
    heading = ""
    for row in layout(form, MATRIX):
        if row.is_header:
            heading = row.key
            found[heading] = {_SUBTOTAL: row}
        elif heading and row.label[:1].isdecimal():
            found[heading] |= dict.fromkeys(wordings(row), row)
    return found


@functools.lru_cache(maxsize=4096)
def ends_in_label(key: str, known: tuple[str, ...]) -> str | None:
    """The label that a key ends in, behind nothing but headings of groups and their numbers; the longest, if several.

    不予公开1属于国家秘密 ends in 属于国家秘密; 属于行政执法案卷以外的重复申请 is a label of its own, and
    行政处罚行政强制 are two rows.
    """
    fitting = [
        name for name in known if len(name) > _SHORT and key.endswith(name) and _made_of_headings(key[: -len(name)])
    ]
    return max(fitting, key=len, default=None)


def made_of_labels(key: str) -> bool:
    """Whether a key is nothing but labels of the grid forms one after the other, with their numbers."""
    return _made_of(key, _labels_without_numbers())


def _made_of_headings(key: str) -> bool:
    return _made_of(key, _headings())


def _made_of(key: str, words: tuple[str, ...]) -> bool:
    before = key
    while before:
        rest = _INNER_NUMBERS.sub("", before)
        last = next((word for word in words if rest.endswith(word)), "") if rest else ""
        if rest and not last:
            return False
        before = rest[: len(rest) - len(last)]
    return True


@functools.cache
def _labels_without_numbers() -> tuple[str, ...]:
    """Keys without numbers of all labels, the longest first."""
    return _longest_first(row for form in grid_forms() for row in layout(form))


@functools.cache
def _headings() -> tuple[str, ...]:
    """Keys without numbers of the headings of groups, the longest first."""
    return _longest_first(row for form in grid_forms() for row in layout(form, MATRIX) if row.is_header)


def _longest_first(rows: Iterable[FormRow]) -> tuple[str, ...]:
    words = {_INNER_NUMBERS.sub("", row.key) for row in rows}
    return tuple(sorted(words - {""}, key=lambda word: (-len(word), word)))


@functools.lru_cache(maxsize=4096)
def ends_in(label: str) -> str | None:
    """The label of a grid form that words end in, whatever stands before it; the longest, if several fit."""
    key = official_key(label, grid_forms())
    known = matrix_keys() | cells_keys()
    if key in known:
        return key
    return max((name for name in known if len(name) > _SHORT and key.endswith(name)), key=len, default=None)


def row_key(words: str) -> str | None:
    """The key of the row of a form that words are the label of: of a matrix, a table of cells, or a list; else None."""
    of_grid, of_list = official_key(words, grid_forms()), official_key(words, list_forms())
    if of_grid in matrix_keys() or of_grid in cells_keys():
        return of_grid
    return of_list if of_list in list_keys() else None


@functools.cache
def labels_of_forms() -> tuple[str, ...]:
    """The labels of all rows of all forms, and their variants, as they are written."""
    variants = (row.variant for row in read_rows("parsers", "form_labels.csv", LabelVariant))
    return tuple(dict.fromkeys((*(row.label for row in _rows()), *variants)))


@functools.cache
def proceedings(form: str) -> tuple[str, ...]:
    """Kinds of proceedings of a form, in order, as `form_layout.csv` writes them."""
    return tuple(dict.fromkeys(row.label for row in layout(form, PROCEEDINGS)))


def title_keys(name: str) -> tuple[str, ...]:
    """Keys of the titles that lie above each other over a kind of proceedings, the upper one first."""
    return tuple(map(label_key, name.split(_PATH)))


@functools.cache
def outcomes(form: str) -> tuple[str, ...]:
    """Keys of the titles of the outcomes of each kind of proceedings, in order."""
    return tuple(dict.fromkeys(row.column_key for row in layout(form, PROCEEDINGS)))


@functools.cache
def proceedings_words(form: str) -> frozenset[str]:
    """Keys of every title of the table of proceedings: kinds, what spans them, and outcomes."""
    titles = {key for name in proceedings(form) for key in title_keys(name)}
    return frozenset(titles | set(outcomes(form)))


@functools.cache
def _endings(form: str) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Each kind of proceedings of a form with the endings of titles that name it, and its own title."""
    said = {row.proceedings: row.endings for row in read_rows("parsers", "form_proceedings.csv", ProceedingsTitle)}
    titles = {name: title_keys(name)[-1] for name in proceedings(form)}
    return tuple((name, said.get(name, ()) or (title,), title) for name, title in titles.items())


@functools.cache
def _all_endings(form: str) -> tuple[str, ...]:
    return tuple({ending for _, endings, title in _endings(form) for ending in (*endings, title)})


@functools.lru_cache(maxsize=4096)
def proceedings_named(form: str, key: str) -> str | None:
    """The kind of proceedings of a form that a title names.

    Args:
        form: The form.
        key: Key of the title.
    """
    if not key.endswith(_all_endings(form)):
        return None
    return next((name for name, endings, title in _endings(form) if key == title or key.endswith(endings)), None)


@functools.cache
def form_words(form: str) -> frozenset[str]:
    """Keys of all labels and titles of a form."""
    titles = {word for applicant in forms()[form].applicants for word in (*applicant.words, applicant.group)}
    rows = {word for row in layout(form) for word in (row.label, row.column)}
    return frozenset(map(label_key, titles | rows)) - {""}


@functools.cache
def grid_labels() -> frozenset[str]:
    """Keys of the labels and titles of the grid forms, but for those of applicants."""
    words = frozenset(word for form in grid_forms() for word in form_words(form))
    applicants = {word for form in forms().values() for a in form.applicants for word in (*a.words, a.group)}
    return words - {label_key(word) for word in applicants}


def is_label_of_a_form(label: str) -> bool:
    """Whether words are a label or title of any form, in any wording that stands for it."""
    key = official_key(label)
    rest = ends_in_label(key, tuple(sorted(matrix_keys() | cells_keys())))
    return (
        rest is not None or any(key in form_words(form) for form in forms()) or is_harmless(key) or made_of_labels(key)
    )

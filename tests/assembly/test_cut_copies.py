"""From how much common text a document is a copy of another, by data on both sides of each limit."""

from __future__ import annotations

import dataclasses

import pytest

from assembly.copies import Copy, Sketch, nearest, versions
from parsers.text.fingerprint import fingerprint, likeness

LENGTH = 5000
WORDS = "".join(map(chr, range(0x4E00, 0x4E00 + 2 * LENGTH)))
"""Characters of which none comes twice, so that common stretches can be counted."""
OWN_WORDS = WORDS[LENGTH:]
ORIGINAL = WORDS[:LENGTH] + "。共12345件，答复678件。"


def copy(name: str, text: str) -> Copy:
    return Copy(name, "320200-2017", text, "unknown", damaged=False, published_date=None, order=ord(name))


def with_own_words(share: float, length: int) -> str:
    """A text of a length, of which a share is the original's."""
    common = round(share * length)
    return WORDS[:common] + OWN_WORDS[: length - common]


@pytest.mark.parametrize(
    ("text", "is_copy"),
    [
        pytest.param(with_own_words(0.81, LENGTH), True, id="81 % of a text without figures is the original's"),
        pytest.param(with_own_words(0.79, LENGTH), False, id="79 % of it"),
        pytest.param(with_own_words(0.55, LENGTH), False, id="little more than half of it"),
        pytest.param(with_own_words(0.81, LENGTH // 5), True, id="81 % of a stump"),
        pytest.param(with_own_words(0.79, LENGTH // 5), False, id="79 % of a stump"),
        pytest.param(with_own_words(0.92, LENGTH // 2) + "，第3页", True, id="92 % of a half with a pager's number"),
        pytest.param(with_own_words(0.88, LENGTH // 2) + "，第3页", False, id="88 % of a half with a pager's number"),
        pytest.param(with_own_words(1, LENGTH * 84 // 100) + "，第3页", True, id="five sixths, with a number"),
        pytest.param(with_own_words(1, LENGTH * 87 // 100) + "，第3页", False, id="nearly all, with a number"),
        pytest.param(ORIGINAL.replace("678", "687"), False, id="the same length with a corrected figure"),
        pytest.param(ORIGINAL.replace("，", ", "), True, id="other punctuation"),
    ],
)
def test_a_cut_text_is_a_copy_a_changed_one_a_revision(text: str, is_copy: bool) -> None:
    states = versions([copy("a", ORIGINAL), copy("b", text)])
    assert len(states) == (1 if is_copy else 2)


@pytest.mark.parametrize(
    ("text", "is_copy"),
    [
        pytest.param(with_own_words(1, LENGTH * 95 // 100), True, id="nearly all of it without its figures"),
        pytest.param(with_own_words(1, LENGTH * 95 // 100) + "，第3页", False, id="nearly all of it with a number"),
        pytest.param(with_own_words(0.79, LENGTH * 95 // 100), False, id="other words"),
    ],
)
@pytest.mark.parametrize("official", ["a", "b"])
def test_whose_text_is_cut_does_not_matter(text: str, is_copy: bool, official: str) -> None:
    """A government's own page may be the one that a mirror has whole."""
    whole, cut = (
        dataclasses.replace(copy(name, words), provenance="official" if name == official else "mirror")
        for name, words in (("a", ORIGINAL), ("b", text))
    )
    states = versions([whole, cut])
    assert len(states) == (1 if is_copy else 2)
    assert states[-1].original.document_id == official


def test_similarity_is_the_share_of_common_text() -> None:
    (state,) = versions([copy("a", ORIGINAL), copy("b", WORDS[: LENGTH // 2])])
    ((other, similarity),) = state.copies
    assert other.document_id == "b"
    assert similarity == pytest.approx(0.5, abs=0.01)
    (state,) = versions([copy("a", ORIGINAL), copy("b", ORIGINAL + "\n")])
    assert state.copies[0][1] == 1.0
    # Of eight stretches of five characters, four stand in both.
    (state,) = versions([copy("a", "甲乙丙丁戊己庚辛壬癸"), copy("b", "甲乙丙丁戊己庚辛子丑")])
    assert state.copies[0][1] == 0.5


@pytest.mark.parametrize(("share", "found"), [(0.98, True), (0.9, False)])
def test_a_document_without_a_name_or_numbers_is_a_copy_if_it_has_nearly_all_words(share: float, found: bool) -> None:
    """Two texts of one length that share 98 % of it have 96 % of all their words in common; at 90 % it is 82 %."""
    nameless, original, other = (
        Sketch.of(fingerprint(text), frozenset())
        for text in (with_own_words(share, LENGTH), WORDS[:LENGTH], OWN_WORDS[::-1])
    )
    assert (likeness(nameless.hashes, original.hashes) >= 0.9) == found
    result = nearest({"nameless": nameless}, {"original": original, "other": other})
    assert [original for original, _ in result.values()] == (["original"] if found else [])


@pytest.mark.parametrize(
    ("numbers", "others", "is_copy"),
    [
        ("甲乙丙丁", "甲乙子丑", True),
        ("甲乙丙丁戊", "甲乙子丑寅", False),
        ("甲乙丙丁戊己庚辛", "甲乙丙丁", True),
        ("甲乙丙", "甲乙丙丁", False),
    ],
)
def test_half_of_at_least_four_numbers_make_a_copy(numbers: str, others: str, is_copy: bool) -> None:
    """The words decide where one of them has fewer; here a part of them is the same."""
    one, other = Sketch.of(tuple(range(40)), set(numbers)), Sketch.of(tuple(range(8, 40)), set(others))
    assert one.is_copy_of(other) == other.is_copy_of(one) == is_copy


@pytest.mark.parametrize(("shared", "found"), [(36, {"x": ("y", 0.5625)}), (32, {"x": ("y", 0.5)}), (31, {})])
def test_a_copy_by_its_numbers_has_half_of_the_words(shared: int, found: dict[str, tuple[str, float]]) -> None:
    numbers = {f"公开{number}" for number in range(9)}
    one, other = Sketch.of(tuple(range(64)), numbers), Sketch.of((*range(shared), *range(100, 164 - shared)), numbers)
    assert nearest({"x": one}, {"y": other}) == found


def test_only_the_five_documents_that_share_most_are_compared_with_a_document_without_a_name() -> None:
    """Of those that share as much, the first by their names; what is found is the likest of them."""
    numbers, others = ({f"{words}{number}" for number in range(9)} for words in ("公开", "收到"))
    nameless = Sketch.of(tuple(range(1, 51)), numbers)
    few = {letter: Sketch.of((50, *range(200, 240)), numbers) for letter in "abcdef"}
    y, z = (Sketch.of(tuple(range(first, 51)), numbers) for first in (6, 3))
    assert nearest({"x": nameless}, {**few, "y": y, "z": z}) == {"x": ("z", 0.96)}
    of_another = {letter: Sketch.of(tuple(range(2, 51)), others) for letter in "stuvw"}
    assert nearest({"x": nameless}, {**of_another, "y": y, "z": z}) == {}
    del of_another["w"]
    assert nearest({"x": nameless}, {**of_another, "y": y, "z": z}) == {"x": ("z", 0.96)}

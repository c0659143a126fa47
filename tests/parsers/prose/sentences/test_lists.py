"""Lists of labels and lists of numbers, as far as they belong together."""

from __future__ import annotations

import pytest

from parsers.prose.sentences.lists import Listing, listings
from parsers.prose.sentences.sentences import Sentence


def found(text: str) -> list[tuple[str, list[float]]]:
    """The labels of each list, where it begins in front of them, and the number of each label."""
    sentence = Sentence(text, 0)
    return [
        ("/".join(listing.labels), [sentence.quantities[index].value for index in listing.indices])
        for listing in listings(sentence)
    ]


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("网站、微信分别公开3条、4条。", [("网站/微信", [3, 4])]),
        ("网站、微信、公报各公开3条、4条和5条。", [("网站/微信/公报", [3, 4, 5])]),
        (
            "网站、微信分别公开3条、4条；信函、传真依次为1件、2件。",
            [("网站/微信", [3, 4]), ("信函/传真", [1, 2])],
        ),
        (
            "受理9件，网站、微信各3条，信函、传真均为2件。",
            [("网站/微信", [3, 3]), ("信函/传真", [2, 2])],
        ),
        ("总计、维持，依次为31、22。", [("总计/维持", [31, 22])]),
        ("从渠道看，网站、微信等两种渠道分别公开3条、4条。", [("网站/微信", [3, 4])]),
        ("规划和计划、通知和公告分别为3条、4条。", [("规划和计划/通知和公告", [3, 4])]),
        ("涉及土地、参与听证的分别为3件、4件。", [("涉及土地/参与听证", [3, 4])]),
        ("分别为3件、4件，网站、微信分别为5条、6条。", [("", [3, 4]), ("网站/微信", [5, 6])]),
        ("维持、纠正分别为3件、4件、5件。", [("", [3, 4, 5])]),
        ("公开3条、4条。", []),
        ("各3条。", []),
        ("网站公开3条，微信公开4条。", []),
    ],
)
def test_labels_and_their_numbers(text: str, lists: list[tuple[str, list[float]]]) -> None:
    assert found(text) == lists


def test_where_the_labels_of_a_list_stand() -> None:
    sentence = Sentence("公开9条。“网站”、微“信”分别3条、4条，信函、传真各2件。", 0)
    first, second = listings(sentence)
    assert (first, second) == (
        Listing(("网站", "微信"), (1, 2), 5),
        Listing(("信函", "传真"), (3, 3), 22, "信函、传真"),
    )
    spans = [
        sentence.text[span.start : span.end] for listing in (first, second) for span in listing.spans(sentence.text)
    ]
    assert spans == ["网站", "微“信", "信函", "传真"]

"""Which of the names that speak for a publisher is taken, and by which of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from knowledge.publishers import PublisherName, read_name
from parsers.errors import NotAReport
from parsers.identify.body_choice import choose_body

PLACE = "石门县"
GOVERNMENT, OFFICE = "石门县人民政府", "石门县人民政府办公室"
FORESTRY, SCHOOLS, TOWN = "石门县林业局", "石门县教育局", "石门县夹山镇"
COORDINATOR = "石门县政务服务局"


def name(words: str) -> PublisherName:
    found = read_name(words, 2016)
    assert found is not None
    return found


def chosen(
    named: Mapping[str, str], spoken: Mapping[str, int] | None = None, contacts: tuple[str, ...] = ()
) -> tuple[str, str, str]:
    """The body without its place, its kind, and what decided."""
    names = {kind: name(words) for kind, words in named.items()}
    found, deciding = choose_body(names, Counter(spoken or {}), iter(map(name, contacts)), PLACE)
    return found.own, found.kind, deciding


@pytest.mark.parametrize(
    ("named", "spoken", "expected"),
    [
        # The title, where it names a body and not its place alone; then a title in the first sentences.
        ({"title": FORESTRY, "author": SCHOOLS}, {}, ("林业局", "department", "title")),
        ({"title": GOVERNMENT, "lead": FORESTRY, "author": FORESTRY}, {}, ("", "government", "title")),
        ({"title": PLACE, "lead": FORESTRY, "author": SCHOOLS}, {}, ("林业局", "department", "lead")),
        ({"title": PLACE, "lead": GOVERNMENT, "author": SCHOOLS}, {}, ("", "government", "lead")),
        ({"title": PLACE, "lead": PLACE, "author": SCHOOLS}, {}, ("教育局", "department", "author")),
        ({"lead": FORESTRY, "author": SCHOOLS}, {}, ("林业局", "department", "lead")),
        # Then who says that it is the author.
        ({"title": PLACE, "byline": FORESTRY}, {}, ("林业局", "department", "byline")),
        ({"title": PLACE, "author": FORESTRY}, {"government": 9}, ("林业局", "department", "author")),
        ({"title": PLACE, "signature": FORESTRY}, {"government": 9}, ("林业局", "department", "signature")),
        ({"title": PLACE, "author": TOWN, "signature": FORESTRY}, {}, ("夹山镇", "township", "author")),
        ({"title": PLACE, "author": OFFICE, "signature": FORESTRY}, {}, ("", "government", "title")),
        ({"title": PLACE, "author": GOVERNMENT, "publisher": FORESTRY}, {}, ("", "government", "title")),
        # Whom the first sentences are about is not enough beside a title, nor is a page of a report of the whole place.
        ({"title": PLACE, "subject": FORESTRY}, {}, ("", "government", "title")),
        ({"subject": FORESTRY}, {}, ("林业局", "department", "subject")),
        ({"title": PLACE, "publisher": FORESTRY}, {}, ("林业局", "department", "publisher")),
        ({"title": PLACE, "publisher": FORESTRY}, {"government": 1}, ("", "government", "title")),
        ({"publisher": FORESTRY}, {"government": 1}, ("林业局", "department", "publisher")),
        ({"title": PLACE, "link": FORESTRY}, {}, ("林业局", "department", "link")),
        ({"title": PLACE, "link": FORESTRY}, {"government": 1}, ("", "government", "title")),
        ({"title": PLACE, "breadcrumb": FORESTRY}, {}, ("林业局", "department", "breadcrumb")),
        ({"title": PLACE, "breadcrumb": FORESTRY}, {"government": 1}, ("", "government", "title")),
        ({"title": PLACE, "publisher": GOVERNMENT, "link": FORESTRY}, {}, ("林业局", "department", "link")),
        # A body that puts such reports together writes for its government, unless it speaks of itself.
        ({"title": PLACE, "author": COORDINATOR}, {}, ("", "government", "title")),
        ({"title": PLACE, "author": COORDINATOR}, {"department": 2, "government": 2}, ("", "government", "title")),
        (
            {"title": PLACE, "author": COORDINATOR},
            {"department": 3, "government": 2},
            ("政务服务局", "department", "author"),
        ),
        ({"title": PLACE, "publisher": COORDINATOR}, {"government": 1}, ("", "government", "title")),
        ({"title": PLACE, "publisher": COORDINATOR, "breadcrumb": TOWN}, {}, ("夹山镇", "township", "breadcrumb")),
        # Where no other body is left, any of them may stand for the government; its office if only that is spoken of.
        ({"author": OFFICE}, {}, ("", "government", "author")),
        ({"subject": OFFICE}, {}, ("人民政府办公室", "office", "subject")),
        ({"subject": OFFICE}, {"government": 1}, ("", "government", "subject")),
        ({"signature": COORDINATOR, "publisher": GOVERNMENT}, {}, ("", "government", "signature")),
        ({}, {"government": 1}, ("", "government", "text")),
    ],
)
def test_the_strongest_name_that_is_no_cover_for_another_is_taken(
    named: dict[str, str], spoken: dict[str, int], expected: tuple[str, str, str]
) -> None:
    assert chosen(named, spoken) == expected


@pytest.mark.parametrize(
    ("named", "spoken", "contacts", "expected"),
    [
        ({"title": PLACE}, {"department": 1}, (TOWN, FORESTRY), ("林业局", "department", "contact")),
        ({"title": PLACE}, {"department": 1, "township": 2}, (FORESTRY, TOWN), ("夹山镇", "township", "contact")),
        ({"title": PLACE}, {"department": 5, "government": 1}, (FORESTRY,), ("", "government", "title")),
        ({"title": PLACE, "author": OFFICE}, {"department": 5}, (FORESTRY,), ("", "government", "title")),
        ({"title": PLACE, "signature": COORDINATOR}, {"township": 5}, (TOWN,), ("", "government", "title")),
        ({"title": PLACE, "publisher": OFFICE}, {"office": 1}, (), ("人民政府办公室", "office", "publisher")),
        ({"title": PLACE}, {}, (FORESTRY,), ("", "government", "title")),
        (
            {"title": PLACE, "subject": FORESTRY, "signature": SCHOOLS},
            {"department": 5},
            (FORESTRY,),
            ("林业局", "department", "contact"),
        ),
        (
            {"title": PLACE, "subject": FORESTRY, "signature": COORDINATOR},
            {"township": 5},
            (TOWN,),
            ("", "government", "title"),
        ),
        ({}, {}, (GOVERNMENT, FORESTRY, TOWN), ("林业局", "department", "contact")),
        ({}, {}, (TOWN,), ("夹山镇", "township", "contact")),
        ({}, {"government": 1}, (FORESTRY,), ("", "government", "text")),
    ],
)
def test_whom_readers_are_asked_to_turn_to_is_taken_where_the_report_speaks_of_itself_so(
    named: dict[str, str], spoken: dict[str, int], contacts: tuple[str, ...], expected: tuple[str, str, str]
) -> None:
    assert chosen(named, spoken, contacts) == expected


@pytest.mark.parametrize(
    ("named", "spoken", "contacts", "reason"),
    [
        ({"title": PLACE}, {"department": 1}, (TOWN,), r"as a body of its own \(department\), and nothing names it"),
        ({"title": PLACE}, {"office": 1}, (FORESTRY,), r"as a body of its own \(office\)"),
        ({}, {}, (), "Nothing tells which body of 石门县 publishes the report"),
        ({}, {}, (GOVERNMENT,), "Nothing tells which body"),
    ],
)
def test_where_nothing_decides_no_body_is_taken(
    named: dict[str, str], spoken: dict[str, int], contacts: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(NotAReport, match=reason):
        chosen(named, spoken, contacts)


def test_a_title_that_names_a_body_of_no_known_kind_is_believed_unless_its_author_bears_that_name() -> None:
    title = PublisherName("石门县夹山", (), "夹山", "")
    other, same = name(FORESTRY), name(TOWN)
    nothing: Counter[str] = Counter()
    assert choose_body({"title": title, "author": other}, nothing, (), None) == (title, "title")
    assert choose_body({"title": title, "author": same}, nothing, (), None) == (same, "author")
    assert choose_body({"title": title, "lead": other}, nothing, (), None) == (title, "title")
    assert choose_body({"title": title}, nothing, (), None) == (title, "title")

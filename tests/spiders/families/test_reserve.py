"""What waits until nothing better is left, and the order in which its turn comes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from spiders.families.base import Kind, Step
from spiders.families.general.reserve import Reserve


def steps(*names: str) -> list[Step]:
    return [Step(url=f"http://www.example.gov.cn/{name}", kind=Kind.PATH) for name in names]


def names(taken: Sequence[Step]) -> str:
    return " ".join(step.url.rpartition("/")[2] for step in taken)


def reserve() -> Reserve:
    kept = Reserve()
    kept.parts.extend(steps("part"))
    kept.parts_of_bodies.extend(steps("bodies"))
    kept.menus.extend(steps("menu-1", "menu-2"))
    kept.unlikely.extend(steps("unlikely"))
    kept.shells.extend(steps("shell-1", "shell-2"))
    return kept


@pytest.mark.parametrize(
    ("has_found", "is_worth_more", "expected"),
    [
        pytest.param(
            False, True, ["menu-1 menu-2", "unlikely", "shell-1", "shell-2", ""], id="menus, the rest, shells"
        ),
        pytest.param(True, True, ["shell-1", "shell-2", ""], id="what is found needs no other way"),
        pytest.param(False, False, ["menu-1 menu-2", "unlikely", ""], id="shells only where they are worth it"),
        pytest.param(True, False, [""], id="nothing"),
    ],
)
def test_what_comes_when_the_queue_is_empty(has_found: bool, is_worth_more: bool, expected: list[str]) -> None:
    kept = reserve()
    assert [names(kept.next(has_found=has_found, is_worth_more=is_worth_more)) for _ in expected] == expected


@pytest.mark.parametrize(
    ("has_found", "is_worth_more", "expected"),
    [
        pytest.param(True, True, ["bodies", "shell-1", "shell-2", ""], id="before shells"),
        pytest.param(True, False, ["bodies", ""], id="whatever has been found"),
        pytest.param(
            False, False, ["menu-1 menu-2", "unlikely", "bodies", ""], id="behind what finds the first report"
        ),
    ],
)
def test_what_may_list_bodies_comes_where_none_has_reported(
    has_found: bool, is_worth_more: bool, expected: list[str]
) -> None:
    kept = reserve()
    taken = [kept.next(has_found=has_found, is_worth_more=is_worth_more, lacks_bodies=True) for _ in expected]
    assert list(map(names, taken)) == expected


def test_what_may_be_a_menu_comes_before_lesser_ways() -> None:
    kept = reserve()
    assert [names(kept.instead_of(score)) for score in (44, 43, 0)] == ["", "part", ""]

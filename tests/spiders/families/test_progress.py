"""How many pages of the way are worth a look, by what has been found."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable

import pytest

from spiders.discovery.vocabulary import vocabulary
from spiders.families.base import Kind, Step
from spiders.families.general.frontier import Frontier
from spiders.families.general.progress import Progress
from spiders.families.general.territory import Territory
from tests.spiders.families.walking import HOST, PORTAL

WAY = Step(url="http://www.example.gov.cn/a/", kind=Kind.PATH, text="政务公开")
FORMER = dataclasses.replace(WAY, text="旧版", former=True)
TOPIC = dataclasses.replace(WAY, text="专题专栏")
BOUNDS = vocabulary().bounds
NOW = dt.datetime.now(dt.UTC).year
ALL = BOUNDS.path_pages + BOUNDS.extra_path_pages


def looked(found: Iterable[int], steps: Iterable[Step], years: tuple[int, ...] = ()) -> list[bool]:
    progress = Progress(BOUNDS, years)
    progress.years.update(found)
    progress.column_found = bool(progress.years)
    progress.reports = 100 * progress.column_found
    return [progress.look(step) for step in steps]


@pytest.mark.parametrize(
    ("found", "years", "step", "pages"),
    [
        ((), (), WAY, BOUNDS.path_pages),
        ((), (), TOPIC, BOUNDS.path_pages),
        ((2015, 2014), (), WAY, BOUNDS.extra_path_pages),
        ((2015, 2014), (), FORMER, ALL),
        ((2015, 2014), (), TOPIC, 0),
        (range(2008, 2016), (), WAY, BOUNDS.extra_path_pages),
        (range(2008, 2016), (), FORMER, 0),
        ((2015, 2014), (2014,), WAY, 0),
        ((2015, 2014), (2013,), FORMER, ALL),
    ],
)
def test_pages_of_the_way_are_looked_at_as_long_as_they_may_lead_to_what_is_missing(
    found: Iterable[int], years: tuple[int, ...], step: Step, pages: int
) -> None:
    assert looked(found, [step] * (ALL + 1), years) == [True] * pages + [False] * (ALL + 1 - pages)


@pytest.mark.parametrize(
    ("found", "entry", "is_worth_it"),
    [
        (range(2010, NOW), 54, False),
        (range(2013, NOW), 54, False),
        (range(2013, NOW - 1), 54, False),
        (range(2013, NOW - 2), 54, True),
        (range(2014, NOW), 54, True),
        (range(2010, NOW - 3), 54, True),
        ((*range(2008, 2014), *range(2019, NOW)), 54, True),
        ((2008, *range(2020, NOW)), 54, True),
        ((2010, *range(2020, NOW - 1)), 54, True),
        ((), 54, True),
        (range(2010, NOW), 62, True),
        (range(2010, NOW), 70, True),
    ],
)
def test_what_promises_less_than_the_way_to_a_column_is_looked_at_for_what_a_site_must_have(
    found: Iterable[int], entry: int, is_worth_it: bool
) -> None:
    progress = Progress(BOUNDS, ())
    progress.find_column(dataclasses.replace(WAY, entry=62))
    progress.find_column(dataclasses.replace(WAY, entry=80))
    progress.years.update(found)
    progress.reports = 100
    assert progress.look(dataclasses.replace(WAY, entry=entry)) == is_worth_it


@pytest.mark.parametrize(
    ("found", "referrer", "is_worth_it"),
    [
        (range(2010, NOW - 1), "/gk/", False),
        (range(2010, NOW - 1), "/gk/nb/", False),
        (range(2010, NOW - 1), "/gk/index.html", False),
        (range(2010, NOW - 1), "/", True),
        (range(2010, NOW - 1), "/zw/", True),
        (range(2010, NOW - 2), "/gk/", True),
        (range(2015, NOW - 1), "/gk/", True),
        ((*range(2008, 2014), *range(2019, NOW)), "/gk/", True),
    ],
)
def test_what_stands_in_a_menu_beside_a_column_is_looked_at_for_what_a_site_must_have(
    found: Iterable[int], referrer: str, is_worth_it: bool
) -> None:
    progress = Progress(BOUNDS, ())
    progress.find_column(dataclasses.replace(WAY, entry=62))
    progress.meet_column(f"{HOST}/gk/nb/", f"{HOST}/gk/")
    progress.years.update(found)
    progress.reports = 100
    assert progress.look(dataclasses.replace(WAY, entry=62, referrer=HOST + referrer)) == is_worth_it


@pytest.mark.parametrize(
    ("found", "years", "is_worth_it"),
    [
        (range(2010, 2018), (2016,), False),
        (range(2010, 2018), (2018,), True),
        (range(2010, 2018), (2009, 2016), True),
        (range(2010, NOW), (2009,), False),
        (range(2010, NOW - 1), (NOW - 1,), True),
    ],
)
def test_a_way_is_judged_by_all_that_a_column_lacks_where_one_of_these_years_is_wanted(
    found: Iterable[int], years: tuple[int, ...], is_worth_it: bool
) -> None:
    progress = Progress(BOUNDS, years)
    progress.find_column(dataclasses.replace(WAY, entry=62))
    progress.years.update(found)
    progress.reports = 100
    assert progress.look(dataclasses.replace(WAY, entry=54)) == is_worth_it


@pytest.mark.parametrize(
    ("found", "pages"),
    [
        (range(2010, NOW), 0),
        (range(2010, NOW - 1), 0),
        (range(2010, NOW - 2), 2),
        (range(2010, NOW - 3), BOUNDS.extra_path_pages),
    ],
)
def test_few_pages_that_promise_less_are_looked_at_for_the_newest_years_alone(found: Iterable[int], pages: int) -> None:
    progress = Progress(BOUNDS, ())
    progress.find_column(dataclasses.replace(WAY, entry=62))
    progress.years.update(found)
    progress.reports = 100
    steps = [dataclasses.replace(WAY, entry=54)] * (ALL + 1)
    assert sum(progress.look(step) for step in steps) == pages


@pytest.mark.parametrize(("years", "pages"), [((), ALL), ((2008,), ALL), ((2009,), 0), ((2012,), 0)])
def test_what_a_site_keeps_of_former_times_is_looked_at_for_the_first_year_where_a_column_names_none(
    years: tuple[int, ...], pages: int
) -> None:
    progress = Progress(BOUNDS, years)
    progress.column_found = True
    assert sum(progress.look(FORMER) for _ in range(ALL + 1)) == pages


def test_what_a_site_keeps_of_former_times_takes_nothing_from_other_pages() -> None:
    steps = [FORMER, *[WAY] * (BOUNDS.extra_path_pages + 1), FORMER]
    assert looked((2015,), steps) == [True, *[True] * BOUNDS.extra_path_pages, False, True]


def test_ways_to_former_times_come_before_other_pages_of_the_way_once_a_column_is_found() -> None:
    kinds = {"/way/": (Kind.PATH, 60), "/old/": (Kind.PATH, 30), "/nb/": (Kind.COLUMN, 100), "/list/": (Kind.LIST, 20)}
    for former_first, expected in (
        (False, ["/nb/", "/way/", "/old/", "/list/"]),
        (True, ["/nb/", "/old/", "/way/", "/list/"]),
    ):
        frontier = Frontier(BOUNDS, (), Territory(PORTAL))
        for path, (kind, score) in kinds.items():
            frontier.add(Step(url=HOST + path, kind=kind, score=score, former=path == "/old/"))
        assert len(frontier) == len(kinds)
        popped = [frontier.pop(former_first=former_first) for _ in range(len(kinds) + 1)]
        assert [step.url.removeprefix(HOST) for step in popped if step] == expected


@pytest.mark.parametrize(
    ("wanted", "named", "is_wanted"),
    [
        ((), {2019}, True),
        ((2019,), set(), True),
        ((2019,), {2018, 2019, 2020}, True),
        ((2018, 2019), {2019, 2020}, True),
        ((2019,), {2018, 2020}, False),
    ],
)
def test_a_column_of_several_years_is_wanted_for_any_of_them(
    wanted: tuple[int, ...], named: set[int], is_wanted: bool
) -> None:
    assert Frontier(BOUNDS, wanted, Territory(PORTAL)).is_wanted(frozenset(named)) == is_wanted

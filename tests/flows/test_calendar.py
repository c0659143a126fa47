"""The runs that are planned for 2027, against dates that follow from the law and were written down by hand."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Any

import pytest
import yaml
from dateutil.rrule import rrulestr

from flows import forms
from tests.support import REPOSITORY

SHANGHAI = zoneinfo.ZoneInfo("Asia/Shanghai")
(YEARLY,) = (
    deployment
    for deployment in yaml.safe_load((REPOSITORY / "deployments" / "prefect.yaml").read_text(encoding="utf-8"))[
        "deployments"
    ]
    if deployment["name"] == "yearly"
)
DUE = {
    1: [10, 17, 24, 31],
    2: [7, 14, 21, 28],
    3: [1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31],
    4: [2, 4, 6, 8, 10, 17, 24],
    5: [1, 8, 15, 22, 29],
}
"""Days of 2027 on which the report year that is due is asked for, by month."""
AGAIN = {6: [10], 9: [10], 12: [10]}
"""Days on which all known addresses are asked again."""


def planned(schedule: dict[str, Any], year: int) -> list[dt.datetime]:
    begin = dt.datetime(year, 1, 1, tzinfo=SHANGHAI)
    rule = rrulestr(schedule["rrule"], dtstart=begin)
    return list(rule.between(begin, dt.datetime(year, 12, 31, 23, 59, tzinfo=SHANGHAI), inc=True))


def dates(days: dict[int, list[int]]) -> list[dt.date]:
    return [dt.date(2027, month, day) for month, of_month in days.items() for day in of_month]


@pytest.mark.parametrize(("is_due", "days"), [(True, DUE), (False, AGAIN)])
def test_the_runs_of_2027(is_due: bool, days: dict[int, list[int]]) -> None:
    runs = [
        run
        for schedule in YEARLY["schedules"]
        if bool(schedule.get("parameters", {}).get("due_only")) is is_due
        for run in planned(schedule, 2027)
    ]
    assert [run.date() for run in sorted(runs)] == dates(days)
    assert {(run.hour, run.minute) for run in runs} == {(3, 0)}


def test_all_is_told_in_the_time_of_china() -> None:
    assert {schedule["timezone"] for schedule in YEARLY["schedules"]} == {"Asia/Shanghai"}


def test_a_run_of_one_day_is_planned_once() -> None:
    runs = [run for schedule in YEARLY["schedules"] for run in planned(schedule, 2027)]
    assert len(runs) == len(set(runs))


def test_the_year_that_is_due_is_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
            return dt.datetime(2026, 12, 31, 17, 0, tzinfo=dt.UTC).astimezone(tz)

    monkeypatch.setattr(forms.dt, "datetime", Clock)
    assert forms.due_year() == 2026, "it is 2027 in Shanghai"


def test_years_are_asked_for_from_the_first_to_that_which_now_is() -> None:
    now = forms.this_year()
    assert forms._within_reach([forms.FIRST_YEAR, now]) == [forms.FIRST_YEAR, now]
    for year in (forms.FIRST_YEAR - 1, now + 1):
        with pytest.raises(ValueError, match=f"{year} is not between 2008 and {now}"):
            forms._within_reach([year])


def test_only_provinces_of_the_registry_are_taken() -> None:
    assert forms._known_provinces(["浙江省", "江苏省"]) == ["浙江省", "江苏省"]
    with pytest.raises(ValueError, match="巴黎省 is no province of the registry"):
        forms._known_provinces(["浙江省", "巴黎省"])

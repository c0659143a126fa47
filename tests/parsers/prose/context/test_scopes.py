"""Whose number a figure is: what sentences before may say of it, and what they may not."""

from __future__ import annotations

import pytest

from parsers.prose.passages import read_passage


def scopes(text: str, topic: str) -> list[tuple[str, int, float, str, str | None]]:
    _, narrative = read_passage(text, 2017, topic)
    return [(one.code, one.year, one.value, one.scope, one.label) for one in narrative.figures]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        pytest.param("市政府门户网站信息更新及时，访问量3000人次。", "office", id="of the portal that is named"),
        pytest.param("网站访问量3000人次。", "citywide", id="of no portal"),
        pytest.param("市政府门户网站改版。网站访问量3000人次。", "citywide", id="behind a sentence about the portal"),
        pytest.param(
            "市政府门户网站访问量800人次。召开会议4次。各类网站访问量3000人次。", "citywide", id="behind its figure"
        ),
    ],
)
def test_visits_are_those_of_the_portal_only_if_their_own_sentence_says_so(text: str, scope: str) -> None:
    found = {figure[3] for figure in scopes(text, "platforms") if figure[:3] == ("website.visits", 2017, 3000.0)}
    assert found == {scope}


def test_last_years_number_of_one_place_is_that_places() -> None:
    code = "applications.received.total"
    assert scopes("全市共收到申请50件。其中，石门县收到申请12件，2016年9件。", "applications") == [
        (code, 2017, 50.0, "citywide", None),
        (code, 2017, 12.0, "other", "石门县"),
        (code, 2016, 9.0, "other", "石门县"),
    ]

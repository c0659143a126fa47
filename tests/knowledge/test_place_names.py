"""Short names of places."""

from __future__ import annotations

import pytest

from knowledge.place_names import short_name, spellings


@pytest.mark.parametrize(
    ("place", "short"),
    [
        ("无锡市", "无锡"),
        ("江苏省", "江苏"),
        ("广西壮族自治区", "广西"),
        ("大兴安岭地区", "大兴安岭"),
        ("香港特别行政区", "香港"),
    ],
)
def test_a_place_goes_by_its_short_name(place: str, short: str) -> None:
    assert spellings(place) == (place, short)


@pytest.mark.parametrize(
    ("place", "others"),
    [
        ("昌吉回族自治州", ("昌吉", "昌吉州")),
        ("隆林各族自治县", ("隆林", "隆林县")),
        ("积石山保安族东乡族撒拉族自治县", ("积石山", "积石山县")),
        ("博尔塔拉蒙古自治州", ("博尔塔拉", "博尔塔拉州", "博州")),
        ("锡林郭勒盟", ("锡林郭勒", "锡盟")),
        ("巴音郭楞蒙古自治州", ("巴音郭楞", "巴音郭楞州", "巴州")),
    ],
)
def test_a_place_goes_by_the_other_names_that_reports_have_for_it(place: str, others: tuple[str, ...]) -> None:
    assert spellings(place) == (place, *others)
    assert short_name(place) == others[0]


@pytest.mark.parametrize("place", ["沙县", "蔚县", "无锡"])
def test_a_name_of_one_character_is_not_left_alone(place: str) -> None:
    assert spellings(place) == (place,)

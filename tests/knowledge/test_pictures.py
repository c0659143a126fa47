"""Pictures on a page: which are known to be too small to show words."""

import pytest

from knowledge.pictures import is_small


@pytest.mark.parametrize(
    ("attributes", "small"),
    [
        ({}, False),
        ({"width": "149"}, True),
        ({"width": "150"}, False),
        ({"width": "800", "height": "60px"}, True),
        ({"height": "99.5"}, True),
        ({"width": "100%"}, False),
        ({"width": None}, False),
        ({"style": "width: 120px; float: left"}, True),
        ({"style": "max-width:100px;height:900px"}, False),
        ({"style": "line-height:20px"}, False),
    ],
)
def test_a_picture_is_small_only_where_its_attributes_say_so(attributes: dict[str, str | None], small: bool) -> None:
    assert is_small(attributes) is small

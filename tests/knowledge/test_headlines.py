"""The columns of figures and ratios that are asked for first."""

from __future__ import annotations

from knowledge.headlines import headlines


def test_headlines_are_read_in_the_order_of_their_file() -> None:
    first, *_, last = headlines()
    assert (first.column, first.source) != (last.column, last.source)
    assert {headline.source for headline in headlines()} == {"code", "ratio"}
    assert all(bool(headline.unit) == (headline.source == "code") for headline in headlines())
    assert len({headline.column for headline in headlines()}) == len(headlines())

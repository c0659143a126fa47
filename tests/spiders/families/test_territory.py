"""Which hosts are the portal's, and what makes one more of them the portal's, too."""

from __future__ import annotations

import dataclasses

import pytest

from spiders.families.base import Why
from spiders.families.general.territory import Territory
from tests.spiders.families.walking import PORTAL

OWN, BESIDE = "http://www.example.gov.cn/a/", "http://xxgk.example.gov.cn/a/"
FOREIGN, ITS_DOMAIN = "http://www.gd.gov.cn/a/", "http://jyt.gd.gov.cn/a/"
NUMBER, STRANGER = "http://203.0.113.5:8080/a/", "http://www.stranger.com/a/"
EVERYWHERE = {FOREIGN, NUMBER, STRANGER}
ADMITTED = {
    Why.GIVEN: EVERYWHERE,
    Why.MOVED_HOME: {FOREIGN},
    Why.NAMED_HOME: EVERYWHERE,
    Why.HOME_LEADS: EVERYWHERE,
    Why.SPLASH: {FOREIGN, NUMBER},
    Why.LINK_OF_HOME: {FOREIGN, NUMBER},
    Why.COLUMN: {FOREIGN, NUMBER},
    Why.FRAME_OF_COLUMN: {FOREIGN, NUMBER},
    Why.PAGE: set(),
    Why.SCRIPT: set(),
    Why.TURNED: set(),
    Why.REPORT: {FOREIGN, NUMBER},
}
TAKEN = (Why.GIVEN, Why.MOVED_HOME, Why.NAMED_HOME, Why.LINK_OF_HOME, Why.COLUMN, Why.FRAME_OF_COLUMN)
CHOSEN = (Why.GIVEN, Why.MOVED_HOME, Why.NAMED_HOME)


@pytest.mark.parametrize("why", Why)
def test_where_what_the_walk_asks_for_may_lie(why: Why) -> None:
    assert {url for url in EVERYWHERE if Territory(PORTAL).admits(url, why)} == ADMITTED[why]
    assert all(Territory(PORTAL).admits(url, why) for url in (OWN, BESIDE))


@pytest.mark.parametrize("why", Why)
def test_a_host_that_is_taken_in_is_no_more_than_itself(why: Why) -> None:
    territory = Territory(PORTAL)
    territory.admits(FOREIGN, why)
    assert territory.admits(FOREIGN, Why.PAGE) == (why in TAKEN)
    assert territory.admits(ITS_DOMAIN, Why.PAGE) == (why is Why.NAMED_HOME)


@pytest.mark.parametrize("why", Why)
def test_what_is_not_admitted_is_not_taken_in(why: Why) -> None:
    territory = Territory(PORTAL)
    territory.admits(STRANGER, why)
    assert territory.admits(STRANGER, Why.PAGE) == (why in (Why.GIVEN, Why.NAMED_HOME))


@pytest.mark.parametrize("why", Why)
def test_what_crawls_stay_away_from(why: Why) -> None:
    """What a person has given, and what has answered already, is asked for in any case."""
    territory = Territory(PORTAL)
    assert territory.admits(f"{OWN}delete.do?id=1", why) == (why in CHOSEN)
    assert territory.admits(f"{OWN}search/a.js", why) == (why in (*CHOSEN, Why.SCRIPT, Why.TURNED, Why.REPORT))


def test_the_hosts_of_a_row_are_the_portals_with_their_domains() -> None:
    territory = Territory(dataclasses.replace(PORTAL, hosts="www.former.com"))
    assert territory.admits("http://xxgk.former.com/", Why.PAGE)
    assert not territory.admits("http://www.other.com/", Why.PAGE)

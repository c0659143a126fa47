"""Which hosts are the portal's: the walk does not leave them but for reports, which lie on any host of governments."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import NamedTuple

from spiders.discovery import addresses
from spiders.discovery.vocabulary import vocabulary
from spiders.families.base import Why
from spiders.portals import Portal


class _Hosts(enum.Enum):
    """Hosts that are admitted besides those of the portal."""

    NONE = "none"
    GOV_CN = "those under gov.cn"
    GOVERNMENTS = "the same, and bare IP addresses"
    ANY = "any"


class _Takes(enum.Enum):
    """What is the portal's from then on."""

    NOTHING = "nothing"
    HOST = "the host"
    DOMAIN = "all hosts of its registered domain"


class _Rule(NamedTuple):
    hosts: _Hosts
    takes: _Takes = _Takes.NOTHING


_RULES: Mapping[Why, _Rule] = {
    Why.GIVEN: _Rule(_Hosts.ANY, _Takes.HOST),
    Why.MOVED_HOME: _Rule(_Hosts.GOV_CN, _Takes.HOST),
    Why.NAMED_HOME: _Rule(_Hosts.ANY, _Takes.DOMAIN),
    Why.HOME_LEADS: _Rule(_Hosts.ANY),
    Why.SPLASH: _Rule(_Hosts.GOVERNMENTS),
    Why.LINK_OF_HOME: _Rule(_Hosts.GOVERNMENTS, _Takes.HOST),
    Why.COLUMN: _Rule(_Hosts.GOVERNMENTS, _Takes.HOST),
    Why.FRAME_OF_COLUMN: _Rule(_Hosts.GOVERNMENTS, _Takes.HOST),
    Why.PAGE: _Rule(_Hosts.NONE),
    Why.SCRIPT: _Rule(_Hosts.NONE),
    Why.TURNED: _Rule(_Hosts.NONE),
    Why.REPORT: _Rule(_Hosts.GOVERNMENTS),
}
_ANSWERED = frozenset({Why.GIVEN, Why.MOVED_HOME, Why.NAMED_HOME})
"""What somebody has chosen, or what has answered already: its address is asked for in any case."""
_NO_PAGES = frozenset({Why.SCRIPT, Why.TURNED, Why.REPORT})
"""What the words that keep a walk away from pages say nothing of (`/search/`, `/mobile/`)."""


class Territory:
    """The hosts of one portal: those under the registered domains of its row, and each that has been taken in.

    Args:
        portal: The portal.
    """

    def __init__(self, portal: Portal) -> None:
        self._hosts: set[str] = set()
        self._domains = {addresses.domain(name) for name in (addresses.host(portal.home_url), *portal.further_hosts)}

    def admits(self, url: str, why: Why) -> bool:
        """Whether an address may be asked for; takes its host in where what it is shows that it is the portal's.

        The portal's own hosts are always admitted. Besides:

        - What a person has given lies anywhere. A home page that has moved must be a government's, or name this one:
          the names of portals that have lapsed are bought by others. Where it leads by itself is judged when it
          answers, and so are the links of a page that shows next to nothing.
        - A portal may keep a part of itself on another host that governments publish at: what its home page links to
          as the way to the reports, the column itself, or the list that the column shows in a frame.
        - A report may lie on any host that governments publish at.

        A host that is taken in is no more than itself: beside it, its domain may hold those of a whole province. Only
        the domain of a home page that names this government is its own.

        Args:
            url: Address.
            why: What it is.
        """
        words = vocabulary()
        if why not in _ANSWERED and (
            words.doing.search(url) or (why not in _NO_PAGES and words.avoid.search(url.lower()))
        ):
            return False
        name, rule = addresses.host(url), _RULES[why]
        if not (name in self._hosts or addresses.domain(name) in self._domains or _is_among(name, rule.hosts)):
            return False
        if rule.takes is _Takes.DOMAIN:
            self._domains.add(addresses.domain(name))
        elif rule.takes is _Takes.HOST:
            self._hosts.add(name)
        return True


def _is_among(name: str, hosts: _Hosts) -> bool:
    if hosts is _Hosts.GOVERNMENTS:
        return addresses.is_governments(name)
    return hosts is _Hosts.ANY or (hosts is _Hosts.GOV_CN and addresses.is_under_gov_cn(name))

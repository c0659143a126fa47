"""Which hosts are the portal's: the walk does not leave them but for reports, which lie on any host of governments."""

from __future__ import annotations

from spiders.discovery import addresses
from spiders.discovery.pages import PortalPage
from spiders.discovery.vocabulary import vocabulary
from spiders.portals import Portal


class Territory:
    """The hosts of one portal.

    Args:
        portal: The portal.
    """

    def __init__(self, portal: Portal) -> None:
        self._hosts: set[str] = set()
        self._domains: set[str] = set()
        for name in (addresses.host(portal.home_url), *portal.further_hosts):
            self._take(name)

    def add(self, url: str) -> None:
        """Takes the host of an address in."""
        self._take(addresses.host(url))

    def _take(self, name: str) -> None:
        self._hosts.add(name)
        self._domains.add(addresses.domain(name))

    def holds(self, url: str, *, report: bool = False) -> bool:
        """Whether an address is the portal's.

        Args:
            url: Address.
            report: Whether it is that of a report, which may lie on any host that governments publish at.
        """
        if vocabulary().doing.search(url):
            return False
        name = addresses.host(url)
        if name in self._hosts:
            return True
        if addresses.domain(name) in self._domains:
            return True
        return report and addresses.is_governments(name)

    def take_in(self, url: str) -> bool:
        """Takes the host of an address in if governments publish there: a portal may keep a part of itself elsewhere.

        Args:
            url: Address.
        """
        words = vocabulary()
        if words.avoid.search(url.lower()) or words.doing.search(url):
            return False
        is_governments = addresses.is_governments(addresses.host(url))
        if is_governments:
            self.add(url)
        return is_governments

    def may_follow(self, url: str) -> bool:
        """Whether an address is the portal's and not one of what crawls stay away from."""
        return self.holds(url) and not vocabulary().avoid.search(url.lower())

    def holds_home(self, page: PortalPage, *, names_it: bool) -> bool:
        """Whether a home page is the portal's: one that has moved must be a government's, or name this one.

        The names of portals that have lapsed are bought by others.
        """
        return self.holds(page.url) or addresses.domain(addresses.host(page.url)).endswith(".gov.cn") or names_it

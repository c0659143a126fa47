"""Which addresses are one page: what the walk knows a page by, so that none is asked for twice."""

from __future__ import annotations

from spiders import queries
from spiders.discovery import addresses
from spiders.discovery.vocabulary import vocabulary
from spiders.families.base import Kind, Step


def of_page(url: str) -> str:
    """What two addresses of one page, or of its copy for telephones, have in common; views have their fragments."""
    page, mark, fragment = url.partition("#")
    return f"{addresses.key(vocabulary().wap.sub('', page))}{mark}{fragment}"


def exact(url: str) -> str:
    """The same, for a page that another one leads on to: the name of its index counts."""
    return f"={addresses.key(url, index=True)}"


def of_step(step: Step) -> str:
    """What two steps to one page have in common: for a form its fields, for a script the page that it is read for."""
    if step.shell is not None:
        return f"{of_page(step.url)}#{step.shell.url}"
    if step.hops:
        return exact(step.url)
    if not step.body:
        return of_page(step.url)
    fields = sorted(queries.fields(step.body))
    return f"{of_page(step.url)}#{fields or step.body}"


def of_logged(address: str) -> str:
    """The identity of a request that stands in the fetch log under an address."""
    url, _, body = address.partition("#post:")
    return of_step(Step(url=url, kind=Kind.LIST, body=body))

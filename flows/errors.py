"""Errors of the flows' room."""

from __future__ import annotations

from knowledge.errors import NianbaoError


class CrawlFailed(NianbaoError):
    """A crawl crashed, was cut short, or found fewer reports than it must."""


class WrongSetting(NianbaoError):
    """A setting in the environment cannot be followed."""


class DamageFound(NianbaoError):
    """Files of a data root are not what was written."""


class NothingToBuild(NianbaoError):
    """The archive holds no document that a data set could be built from."""


class ParsingFailed(NianbaoError):
    """A run that parses a part of the documents has not come to a good end."""

"""Documents that are not the year's: all that are open to the public."""

from __future__ import annotations

from parsers.prose.names.naming import Named
from parsers.prose.words.frames import frame_if_any, is_counted_in

_PUBLISHED, _STOCK = ".published", ".public_stock"


def as_the_stock(named: Named, year: int) -> Named | None:
    """What a number of published documents counts where it is of all of them; None where reports count no stock.

    Args:
        named: What its words name.
        year: The year that it is about.
    """
    code = named.frames[0].code.removesuffix(_PUBLISHED) + _STOCK
    frame = frame_if_any(code)
    if frame is None or not is_counted_in(code, year):
        return None
    return named._replace(frames=(frame, *named.frames[1:]))

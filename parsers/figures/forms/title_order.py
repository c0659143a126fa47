"""In which order titles name the columns of a form, where these do not stand below them cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def order_of_titles(spanning: Mapping[str, str], said: Sequence[str]) -> list[str] | None:
    """The columns in the order of their titles; those under a title that spans several stand where that title does.

    Args:
        spanning: For each column of the form what stands over it: a title that spans several, or the column itself.
        said: The columns and spanning titles that titles name, as they are read line by line.

    Returns:
        All columns; None where one of them, or what spans it, is not named, or a column is named twice.
    """
    columns = [one for one in said if one in spanning]
    tops = list(dict.fromkeys(one for one in said if one in spanning.values()))
    if sorted(columns) != sorted(spanning) or set(tops) != set(spanning.values()):
        return None
    return sorted(columns, key=lambda column: tops.index(spanning[column]))

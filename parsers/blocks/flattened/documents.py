"""Table 二 of the forms since 2019, put together from lines: documents, licences, penalties, charges, procurement."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from parsers.blocks.flattened.groups import Group, RebuiltTable
from parsers.blocks.flattened.labels import ERAS, document_keys, title_pattern, without_spaces
from parsers.knowledge.forms import label_key, layout


def rebuild_documents(groups: Sequence[Group], position: int) -> RebuiltTable | None:
    """A block of table 二: its column titles behind 信息内容, then rows with as many cells."""
    labels = groups[position].labels
    start = max((i for i, label in enumerate(labels) if label_key(label).startswith("信息内容")), default=None)
    if start is None:
        return None
    head = without_spaces("".join(groups[position].labels[start:]))
    later = list(groups[position + 1 :])
    group = groups[position]
    if not any(group.cells) and later and _titles_and_label().fullmatch(head + "".join(later[0].labels)):
        # A blank title ends the group; the titles go on to the label of the first row all the same.
        head, group = head + "".join(later[0].labels), later.pop(0)
    match = _titles_and_label().fullmatch(head)
    if match is None:
        return None
    titles = re.findall(title_pattern(), match["titles"])
    rows = [["信息内容", *titles]]
    label, last, certain = match["label"], group.last, True
    while True:
        cells = list(group.cells)
        while len(cells) > len(titles) and not cells[-1]:
            cells.pop()
        certain = certain and len(cells) == len(titles)
        rows.append([label, *cells])
        last = group.last
        joined = without_spaces("".join(later[0].labels)) if later else ""
        if label_key(joined) not in document_keys():
            return RebuiltTable(groups[position].first + start, last, rows if certain else [])
        label, group = joined, later.pop(0)


@functools.cache
def _titles_and_label() -> re.Pattern[str]:
    """The column titles of table 二 and the label of the first row, behind 信息内容."""
    labels = {row.label for era in ERAS for row in layout(era, "表二")}
    alternatives = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"信息内容(?P<titles>(?:{title_pattern()})+)(?P<label>{alternatives})")

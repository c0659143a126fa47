"""A ZIP archive as a report and its parts: the file that has a report's title, and tables in files beside it."""

from __future__ import annotations

import dataclasses

from parsers.blocks.archives import base_name, files_of_zip
from parsers.blocks.reader import is_trimming, read_page, readable_files
from parsers.body.finding import find_body
from parsers.decode import media
from parsers.errors import NotAReport, Unreadable
from parsers.model import Document, Flag, Page, Table
from parsers.repair.page import repair

_NAMED = 5
"""Most files that a reason names."""


def unpacked(document: Document) -> tuple[Document, tuple[Flag, ...]]:
    """A document that is an archive of several files as the report in it, with its parts, and what was left out.

    Any other document comes back as it is.

    Raises:
        NotAReport: The archive holds several reports.
        Unreadable: It is damaged or protected by a password.
    """
    if media.sniff(document.content) != media.ZIP:
        return document, ()
    all_files = files_of_zip(document.content)
    files = readable_files(all_files)
    unread = [name for name, content in all_files if (name, content) not in files and not is_trimming(name)]
    flags = [_left_out("cannot be read", name) for name in unread]
    if len(files) < 2:
        return document, tuple(flags)
    pages = {name: page for name, content in files if (page := _page(content)) is not None}
    bodies = {name: find_body(page) for name, page in pages.items()}
    titles = {name: body.title.text for name, body in bodies.items() if body.title is not None}
    if len(set(titles.values())) > 1:
        reports = "; ".join(sorted(set(titles.values()))[:_NAMED])
        raise NotAReport(
            f"The ZIP archive holds {len(set(titles.values()))} reports, each to be taken alone: {reports}"
        )
    main = next(iter(titles or pages), files[0][0])
    beside = [name for name, _ in files if name != main]
    parts = [name for name in beside if name in titles or _has_table(pages.get(name))]
    flags += [
        _left_out("is no part of the report" if name in pages else "cannot be read", name)
        for name in beside
        if name not in parts
    ]
    contents = dict(files)
    taken = tuple(dataclasses.replace(document, content=contents[name], url=name, parts=()) for name in parts)
    return dataclasses.replace(document, content=contents[main], parts=(*taken, *document.parts)), tuple(flags)


def _left_out(why: str, name: str) -> Flag:
    return Flag("part_unread", f"a file of the archive {why}: {base_name(name)}", name)


def _page(content: bytes) -> Page | None:
    try:
        return repair(read_page(Document(content=content)))[0]
    except (NotAReport, Unreadable):
        return None


def _has_table(page: Page | None) -> bool:
    return page is not None and any(isinstance(block, Table) for block in page.blocks)

"""The journey of one document, from its bytes to what it says."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from parsers.blocks.flattened import rebuild_tables
from parsers.blocks.plain import read_plain_text
from parsers.body import Body, find_body
from parsers.decode import decode
from parsers.errors import NotAReport, Unreadable
from parsers.figures.forms import detect_form
from parsers.figures.headlines import read_headlines
from parsers.identify.identity import identify
from parsers.masking import mask
from parsers.model import Block, Cell, Document, Figure, Paragraph, Parsed, ReportContent, Section, Table
from parsers.repair import glosses, glyphs, script, widths
from parsers.repair.log import RepairLog
from parsers.sections import find_sections, section_at
from parsers.text import lay_out


def parse(document: Document) -> Parsed:
    """Reads a document: a report with its text and figures, or the reason why it is none.

    The same document gives the same result on every machine. Nothing is raised for bad input.
    """
    log = RepairLog()
    try:
        decoded = decode(document.content)
        blocks, written_in = repair(read_plain_text(decoded.text), log)
        body = find_body(rebuild_tables(blocks))
        report = read(body, written_in, document)
    except NotAReport as rejection:
        return Parsed(outcome="rejected", reason=rejection.reason)
    except Unreadable as failure:
        return Parsed(outcome="failed", reason=failure.reason)
    return Parsed(
        outcome="report",
        media_type="text/plain",
        encoding=decoded.encoding,
        repairs=(*decoded.repairs, *log.entries()),
        flags=decoded.flags,
        report=report,
    )


def repair(blocks: Sequence[Block], log: RepairLog) -> tuple[tuple[Block, ...], str]:
    """Undoes what copying has done to the characters; returns the blocks and the script that they were in."""
    blocks = _each_text(blocks, lambda text: glosses.remove_glosses(glyphs.restore_glyphs(text, log), log))
    written_in = script.detect([text for block in blocks for text in _texts(block)])
    simplify = script.simplifier(written_in, log)
    blocks = _each_text(blocks, lambda text: widths.full_width(simplify(text)).strip())
    if written_in != "hans" and any(entry.kind == "pinyin_gloss" for entry in log.entries()):
        written_in = "hant-pinyin"
    return blocks, written_in


def read(body: Body, written_in: str, document: Document) -> ReportContent:
    """Reads what a report says of itself, its sections and its figures."""
    identity = identify(body, document)
    text = lay_out(body.blocks)
    sections = find_sections(text)
    return ReportContent(
        identity=identity,
        form=detect_form(text),
        script=written_in,
        scope="citywide",
        text=mask(text.text),
        sections=sections,
        figures=tuple(_in_section(figure, sections) for figure in read_headlines(text, identity.report_year)),
        findings=(),
    )


def _in_section(figure: Figure, sections: Sequence[Section]) -> Figure:
    section = section_at(sections, figure.span.start)
    return dataclasses.replace(figure, section_id=section.section_id) if section else figure


def _texts(block: Block) -> list[str]:
    return [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]


def _each_text(blocks: Sequence[Block], change: Callable[[str], str]) -> tuple[Block, ...]:
    """Applies a change to every paragraph and cell; paragraphs that it empties go."""
    changed: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            cells = (
                Cell(change(cell.text), cell.row, cell.column, cell.row_span, cell.column_span) for cell in block.cells
            )
            changed.append(Table(tuple(cells)))
        elif text := change(block.text):
            changed.append(Paragraph(text, block.heading))
    return tuple(changed)

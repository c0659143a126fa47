"""Word 2003 XML documents with a filled form in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tests.parsers.figures.printing import BETWEEN, CLOSING, INTRODUCTION, TITLE
from tests.parsers.figures.sheets import Grid, Sheet
from tests.parsers.word.ooxml import OLD, paragraph, run
from tests.parsers.word.slots import Slot, rows_of

_SPACES = (
    'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" '
    'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" '
    'xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:st1="urn:schemas-microsoft-com:office:smarttags"'
)
_STYLES = (
    '<w:styles><w:style w:type="paragraph" w:default="on" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="character" w:styleId="gone"><w:name w:val="gone"/><w:rPr><w:strike/></w:rPr></w:style></w:styles>'
)


def _annotated(kind: str, content: str) -> str:
    return f'<aml:annotation aml:id="0" w:type="Word.{kind}"><aml:content>{content}</aml:content></aml:annotation>'


FAULTS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "plain": lambda number: paragraph(run(number)),
        "inserted": lambda number: paragraph(run(number[:2]) + _annotated("Insertion", run(number[2:]))),
        "deleted": lambda number: paragraph(
            _annotated("Deletion", f"<w:r><w:delText>{OLD}</w:delText></w:r>") + run(number)
        ),
        "struck": lambda number: paragraph(run(OLD, '<w:strike w:val="on"/>') + run(number)),
        "strike switched off": lambda number: paragraph(run(number, '<w:strike w:val="off"/>')),
        "struck by a style": lambda number: paragraph(run(OLD, '<w:rStyle w:val="gone"/>') + run(number)),
        "hidden": lambda number: paragraph(run(OLD, "<w:vanish/>") + run(number)),
        "smart tag": lambda number: paragraph(f"<st1:chmetcnv>{run(number[:2])}</st1:chmetcnv>{run(number[2:])}"),
        "simple field": lambda number: paragraph(f'<w:fldSimple w:instr="=1+1">{run(number)}</w:fldSimple>'),
        "text box": lambda number: paragraph(
            "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
            f"{paragraph(run(number))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        ),
        "footnote": lambda number: paragraph(
            run(number) + f"<w:r><w:footnote>{paragraph(run('含区县88件'))}</w:footnote></w:r>"
        ),
        "nested table": lambda number: (
            f"<w:tbl><w:tr><w:tc>{paragraph(run(number))}</w:tc></w:tr></w:tbl>{paragraph('')}"
        ),
    }
)


def _cell(slot: Slot, fault: Callable[[str], str]) -> str:
    width = f'<w:gridSpan w:val="{slot.cell.width}"/>' if slot.cell.width > 1 else ""
    merged = '<w:vmerge w:val="restart"/>' if slot.begins else "<w:vmerge/>"
    text = slot.cell.text if slot.begins else ""
    content = fault(text) if slot.cell.key and text else paragraph(run(text))
    return f"<w:tc><w:tcPr>{width}{merged if slot.cell.height > 1 else ''}</w:tcPr>{content}</w:tc>"


def _table(grid: Grid, fault: Callable[[str], str]) -> str:
    rows = "".join(f"<w:tr>{''.join(_cell(slot, fault) for slot in row)}</w:tr>" for row in rows_of(grid))
    return f"<w:tbl>{rows}</w:tbl>"


def write(sheet: Sheet, year: int, fault: Callable[[str], str] = FAULTS["plain"]) -> bytes:
    """A whole report, with its sections wrapped as Word wraps them."""
    before = "".join(paragraph(run(line.format(year=year))) for line in (TITLE, *INTRODUCTION))
    tables = paragraph(run(BETWEEN)).join(_table(grid, fault) for grid in sheet.tables)
    after = "".join(paragraph(run(line)) for line in CLOSING)
    data = "QUJD" * 3_000_000
    picture = f'<w:p><w:r><w:pict><w:binData w:name="wordml://1.png">{data}</w:binData></w:pict></w:r></w:p>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><?mso-application progid="Word.Document"?>'
        f"<w:wordDocument {_SPACES}>{_STYLES}<w:body><wx:sect><wx:sub-section>{before}{tables}{picture}"
        f"</wx:sub-section>{after}<w:sectPr/></wx:sect></w:body></w:wordDocument>"
    ).encode()

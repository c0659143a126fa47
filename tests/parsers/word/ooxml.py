"""Word documents (.docx and its kin) with a filled form in them, written as Word and WPS leave them after use."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

from tests.parsers.figures.printing import BETWEEN, CLOSING, INTRODUCTION, TITLE
from tests.parsers.figures.sheets import Grid, Printed, Sheet
from tests.parsers.word.slots import Slot, n_columns, rows_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
OLD = "18200"
"""What stood in a cell before the number that holds."""

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="character" w:styleId="gone"><w:name w:val="gone"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="gonetoo"><w:name w:val="gone too"/><w:basedOn w:val="gone"/></w:style>'
    '<w:style w:type="character" w:styleId="unseen"><w:name w:val="unseen"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="pgone"><w:name w:val="p gone"/><w:basedOn w:val="a"/>'
    "<w:rPr><w:dstrike/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="punseen"><w:name w:val="p unseen"/><w:basedOn w:val="a"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="numbered"><w:name w:val="numbered"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
    '<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1.%3"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
)


def run(text: str, properties: str = "") -> str:
    formatting = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{formatting}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    formatting = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{formatting}{content}</w:p>"


def _halves(number: str) -> tuple[str, str]:
    return number[: len(number) // 2], number[len(number) // 2 :]


def _beside(old: str, number: str) -> str:
    return paragraph(old + run(number))


def _inserted(number: str) -> str:
    head, tail = _halves(number)
    return paragraph(run(head) + f'<w:ins w:id="1" w:author="x">{run(tail)}</w:ins>')


def _wrapped(element: str) -> Callable[[str], str]:
    name = element.split(maxsplit=1)[0]

    def write(number: str) -> str:
        head, tail = _halves(number)
        return paragraph(f"<w:{element}>{run(head)}</w:{name}>{run(tail)}")

    return write


def _struck(properties: str) -> Callable[[str], str]:
    return lambda number: _beside(run(OLD, properties), number)


def _own_paragraph(properties: str) -> Callable[[str], str]:
    return lambda number: paragraph(run(OLD), properties) + paragraph(run(number))


def _complex_field(number: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    inner = f"{begin}<w:r><w:instrText>REF a</w:instrText></w:r>{separate}{run('77')}{end}"
    before, after = "<w:r><w:instrText> = </w:instrText></w:r>", "<w:r><w:instrText> * 5</w:instrText></w:r>"
    return paragraph(f"{begin}{before}{inner}{after}{separate}{run(number)}{end}")


def _vml(content: str) -> str:
    return f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"


def alternative(content: str) -> str:
    """A text box for new readers of Word files, and the same again for old ones."""
    choice = (
        "<w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
        f"<w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{_vml(content)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def _nested(number: str) -> str:
    return f"<w:tbl><w:tr><w:tc>{paragraph(run(number))}</w:tc></w:tr></w:tbl>{paragraph('')}"


def _broken_by_a_deleted_mark(number: str) -> str:
    head, tail = _halves(number)
    return paragraph(run(head), '<w:rPr><w:del w:id="3" w:author="x"/></w:rPr>') + paragraph(run(tail))


def _was_struck(number: str) -> str:
    return paragraph(run(number, '<w:rPrChange w:id="4" w:author="x"><w:rPr><w:strike/></w:rPr></w:rPrChange>'))


def _switched_off(number: str) -> str:
    return paragraph(run(number, '<w:strike w:val="0"/><w:dstrike w:val="false"/><w:vanish w:val="off"/>'))


def _style_switched_off(number: str) -> str:
    return paragraph(run(number, '<w:rStyle w:val="unseen"/><w:vanish w:val="0"/>'))


def _between_marks(number: str) -> str:
    head, tail = _halves(number)
    return paragraph(
        f'{run(head)}<w:bookmarkStart w:id="5" w:name="b"/><w:proofErr w:type="spellStart"/>'
        f'<w:r><w:lastRenderedPageBreak/></w:r><w:bookmarkEnd w:id="5"/>{run(tail)}'
    )


def _content_control(content: str) -> str:
    return f'<w:sdt><w:sdtPr><w:id w:val="6"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


FAULTS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "plain": lambda number: paragraph(run(number)),
        "several runs": lambda number: paragraph("".join(map(run, number))),
        "marks between": _between_marks,
        "inserted": _inserted,
        "inserted and struck before": lambda number: _inserted(number).replace(
            "<w:p>", f"<w:p>{run(OLD, '<w:strike/>')}"
        ),
        "moved here": _wrapped('moveTo w:id="2" w:author="x"'),
        "moved away": lambda number: _beside(f'<w:moveFrom w:id="2" w:author="x">{run(OLD)}</w:moveFrom>', number),
        "deleted": lambda number: _beside(
            f'<w:del w:id="2" w:author="x"><w:r><w:delText>{OLD}</w:delText></w:r></w:del>', number
        ),
        "inserted and deleted again": lambda number: _beside(
            f'<w:ins w:id="2" w:author="x"><w:del w:id="3" w:author="y"><w:r><w:delText>{OLD}</w:delText></w:r>'
            "</w:del></w:ins>",
            number,
        ),
        "struck": _struck("<w:strike/>"),
        "struck twice": _struck("<w:dstrike/>"),
        "struck by a style": _struck('<w:rStyle w:val="gonetoo"/>'),
        "hidden": _struck("<w:vanish/>"),
        "hidden by a style": _struck('<w:rStyle w:val="unseen"/>'),
        "paragraph struck by a style": _own_paragraph('<w:pStyle w:val="pgone"/>'),
        "paragraph hidden by a style": _own_paragraph('<w:pStyle w:val="punseen"/>'),
        "was struck once": _was_struck,
        "strike switched off": _switched_off,
        "style switched off": _style_switched_off,
        "smart tag": _wrapped('smartTag w:element="chmetcnv"'),
        "custom markup": _wrapped('customXml w:element="n"'),
        "hyperlink": _wrapped('hyperlink w:anchor="b"'),
        "direction": _wrapped('bdo w:val="ltr"'),
        "simple field": _wrapped('fldSimple w:instr=" =SUM(ABOVE) "'),
        "complex field": _complex_field,
        "control in the line": lambda number: paragraph(run(number[:1]) + _content_control(run(number[1:]))),
        "control of paragraphs": lambda number: _content_control(paragraph(run(number))),
        "nested table": _nested,
        "text box": lambda number: paragraph(f"<w:r>{_vml(paragraph(run(number)))}</w:r>"),
        "text box of two kinds": lambda number: paragraph(alternative(paragraph(run(number)))),
        "deleted paragraph mark": _broken_by_a_deleted_mark,
        "ruby": lambda number: paragraph(
            f"<w:r><w:ruby><w:rt>{run('99')}</w:rt><w:rubyBase>{run(number)}</w:rubyBase></w:ruby></w:r>"
        ),
        "equation": lambda number: paragraph(f"<m:oMath><m:r><m:t>{number}</m:t></m:r></m:oMath>"),
        "raised note": lambda number: paragraph(run(number) + run("2", '<w:vertAlign w:val="superscript"/>')),
        "footnote": lambda number: paragraph(
            run(number) + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
        ),
        "empty paragraphs": lambda number: paragraph("") + paragraph(run(number)) + paragraph(""),
        "note below": lambda number: paragraph(run(number)) + paragraph(run("（全市合计）")),
    }
)
"""How the number of a cell may be stored so that a person sees that number, and no other, in the cell."""

SEVERAL: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "two paragraphs": lambda number: paragraph(run(number[:2])) + paragraph(run(number[2:] + "5")),
        "two lines": lambda number: paragraph(f"<w:r><w:t>{number}</w:t><w:br/><w:t>{number}</w:t></w:r>"),
        "thousands over lines": lambda number: paragraph(run(number[:1])) + paragraph(run(number[1:])),
        "two controls": lambda number: _content_control(paragraph(run("12"))) + _content_control(paragraph(run("345"))),
        "nested columns": lambda number: (
            f"<w:tbl><w:tr><w:tc>{paragraph(run('12'))}</w:tc><w:tc>{paragraph(run('345'))}</w:tc></w:tr></w:tbl>"
            + paragraph("")
        ),
        "power": lambda number: paragraph(
            "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
        ),
        "box beside": lambda number: paragraph(run("12") + alternative(paragraph(run("345")))),
        "automatic number": lambda number: paragraph(
            run("45"), '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'
        ),
    }
)
"""Cells that hold more than one number: none of them may be taken, and no joined one."""


def _cell(slot: Slot, content: str) -> str:
    width = f'<w:gridSpan w:val="{slot.cell.width}"/>' if slot.cell.width > 1 else ""
    merged = "restart" if slot.begins else "continue"
    height = f'<w:vMerge w:val="{merged}"/>' if slot.cell.height > 1 else ""
    return f"<w:tc><w:tcPr>{width}{height}</w:tcPr>{content}</w:tc>"


Write = Callable[[Printed], str]


def table(grid: Grid, write: Write) -> str:
    """A table; `write` gives the content of each cell."""
    rows = (
        "".join(_cell(slot, write(slot.cell) if slot.begins else paragraph("")) for slot in row)
        for row in rows_of(grid)
    )
    columns = "<w:gridCol/>" * n_columns(grid)
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cells_with(fault: Callable[[str], str]) -> Write:
    """Writes every number with a fault, and words as they are."""
    return lambda cell: fault(cell.text) if cell.key else paragraph(run(cell.text))


def body(sheet: Sheet, year: int, write: Write | None = None, wrap: Callable[[str], str] = lambda table: table) -> str:
    """A whole report; `wrap` puts something around each of its tables."""
    write = write or cells_with(FAULTS["plain"])
    lines = [TITLE, *INTRODUCTION]
    before = "".join(paragraph(run(line.format(year=year))) for line in lines)
    tables = paragraph(run(BETWEEN)).join(wrap(table(grid, write)) for grid in sheet.tables)
    return before + tables + "".join(paragraph(run(line)) for line in CLOSING)


def package(
    content: str,
    *,
    part: str = "word/document.xml",
    media_type: str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    strict: bool = False,
    more: Mapping[str, bytes] = MappingProxyType({}),
) -> bytes:
    """A package with a document of this content."""
    space, relations = (STRICT, STRICT_RELATIONS) if strict else (W, RELATIONS)
    folder, name = part.rsplit("/", 1)
    kinds = {"styles": STYLES, "numbering": NUMBERING}
    related = "".join(f'<Relationship Id="r{kind}" Type="{relations}/{kind}" Target="{kind}9.xml"/>' for kind in kinds)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    relationships = f'{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{part}" ContentType="{media_type}"/>'
        + "".join(
            f'<Override PartName="/{folder}/{kind}9.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            f'wordprocessingml.{kind}+xml"/>'
            for kind in kinds
        )
        + "</Types>",
        "_rels/.rels": f'{relationships}<Relationship Id="r1" Type="{relations}/officeDocument" '
        f'Target="{part}"/></Relationships>',
        part: f'{head}<w:document xmlns:w="{space}" {_SPACES}><w:body>{content}<w:sectPr/></w:body></w:document>',
        f"{folder}/_rels/{name}.rels": f"{relationships}{related}</Relationships>",
        f"{folder}/styles9.xml": f'{head}<w:styles xmlns:w="{space}">{STYLES}</w:styles>',
        f"{folder}/numbering9.xml": f'{head}<w:numbering xmlns:w="{space}">{NUMBERING}</w:numbering>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in (parts | dict(more)).items():
            archive.writestr(path, data)
    return buffer.getvalue()


MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
MACRO_TEMPLATE = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"


def flat(content: str) -> bytes:
    """The same package as one XML file (Flat OPC), as Word saves it under the name of XML document."""
    parts = {
        "/_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "/word/document.xml": f'<w:document xmlns:w="{W}" {_SPACES}><w:body>{content}</w:body></w:document>',
        "/word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "/word/styles.xml": f'<w:styles xmlns:w="{W}">{STYLES}</w:styles>',
    }
    inside = "".join(
        f'<pkg:part pkg:name="{name}"><pkg:xmlData>{text}</pkg:xmlData></pkg:part>' for name, text in parts.items()
    )
    inside += f'<pkg:part pkg:name="/word/media/i.png"><pkg:binaryData>{"QUJD" * 4_000_000}</pkg:binaryData></pkg:part>'
    return (
        '<?xml version="1.0" standalone="yes"?><?mso-application progid="Word.Document"?>'
        f'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{inside}</pkg:package>'
    ).encode()

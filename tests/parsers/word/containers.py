"""Files that hold a report in another file: web archives, ZIP archives, OFD."""

from __future__ import annotations

import email.message
import email.policy
import io
import zipfile
from collections.abc import Mapping


def web_archive(
    page: bytes, *, encoding: str = "utf-8", transfer: str = "quoted-printable", before: bytes = b""
) -> bytes:
    """A page as one file, as Word and browsers save it; Word writes its frame's header as a page of its own."""
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["MIME-Version"] = "1.0"
    message.set_type("multipart/related")
    for name, content in (("a.htm", page), ("header.htm", "<html><body><p>- 1 -</p></body></html>".encode(encoding))):
        part = email.message.MIMEPart(policy=email.policy.SMTP)
        part.set_content(content.decode("utf-8"), subtype="html", charset=encoding, cte=transfer)
        part["Content-Location"] = f"file:///C:/{name}"
        message.attach(part)
    picture = email.message.MIMEPart(policy=email.policy.SMTP)
    picture.set_content(b"\x89PNG\r\n\x1a\n" + b"0" * 3_000_000, "image", "png")
    message.attach(picture)
    return before + message.as_bytes()


def zipped(files: Mapping[str, bytes], *, in_code_page: bool = False) -> bytes:
    """A ZIP archive; names in code page 936, as Windows writes them without saying so, where asked for."""
    buffer = io.BytesIO()
    # The library writes such names in UTF-8 and says so; names of the same length hold their places.
    raw = {name: name.encode("gbk") for name in files} if in_code_page else {}
    held = {name: f"{number}".rjust(len(raw[name]), "_") for number, name in enumerate(raw)}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(held.get(name, name), content)
    whole = buffer.getvalue()
    for name, place in held.items():
        whole = whole.replace(place.encode(), raw[name])
    return whole


def encrypted_zip(name: str, content: bytes) -> bytes:
    """A ZIP archive whose file says that it needs a password."""
    archive = bytearray(zipped({name: content}))
    archive[6] |= 1
    archive[archive.index(b"PK\x01\x02") + 8] |= 1
    return bytes(archive)


def fixed_layout(lines: list[str]) -> bytes:
    """An OFD file (GB/T 33190) with one page of text."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    objects = "".join(
        f'<ofd:TextObject ID="{10 + index}" Boundary="20 {20 + 8 * index} 170 6" Font="2" Size="5">'
        f'<ofd:TextCode X="0" Y="5">{line}</ofd:TextCode></ofd:TextObject>'
        for index, line in enumerate(lines)
    )
    return zipped(
        {
            "OFD.xml": f'<?xml version="1.0"?><ofd:OFD {space} Version="1.0" DocType="OFD"><ofd:DocBody>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>".encode(),
            "Doc_0/Document.xml": f'<?xml version="1.0"?><ofd:Document {space}><ofd:Pages><ofd:Page ID="1" '
            'BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>'.encode(),
            "Doc_0/Pages/Page_0/Content.xml": f'<?xml version="1.0"?><ofd:Page {space}><ofd:Content><ofd:Layer>'
            f"{objects}</ofd:Layer></ofd:Content></ofd:Page>".encode(),
        }
    )

"""Files as people hand them over, good and bad, made on the spot."""

import io
import struct
import zipfile
import zlib

from PIL import Image


def picture(size=(40, 20), form="PNG", mode="RGB", **options) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "teal" if mode != "1" else 1).save(out, form, **options)
    return out.getvalue()


def bomb(width=50_000, height=50_000) -> bytes:
    """A PNG of a few kilobytes that says it has billions of points."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data))
        + name
        + data
        + struct.pack(">I", zlib.crc32(name + data))
        for name, data in ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    )


def archive(**members: bytes) -> bytes:
    """A zip file; ``__`` in a name stands for a slash, ``_`` for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, body in members.items():
            file.writestr(name.replace("__", "/").replace("_", "."), body)
    return out.getvalue()


def office(folder: str, **more: bytes) -> bytes:
    """A file of Microsoft Office, as far as anybody looks into it."""
    parts = {f"{folder}__document_xml": b"<a/>", **more}
    out = io.BytesIO(archive(**parts))
    with zipfile.ZipFile(out, "a") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
    return out.getvalue()


def open_document(media_type: str) -> bytes:
    return archive(mimetype=media_type.encode(), content_xml=b"<a/>")


PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"

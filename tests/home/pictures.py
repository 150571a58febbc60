"""Picture files, good and bad, made on the spot."""

import io
import struct
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

"""The payment code that banking apps read (EPC069-12, version 2)."""

import io

import segno

#: What the standard allows.
MOST_NAME, MOST_TEXT, MOST_BYTES, HIGHEST_VERSION = 70, 140, 331, 13


def girocode(*, holder: str, iban: str, cents: int, text: str) -> str:
    """What the code says: to whom, how much, and what for."""
    lines = [
        *("BCD", "002", "1", "SCT", ""),
        holder[:MOST_NAME],
        iban.replace(" ", ""),
        f"EUR{cents // 100}.{cents % 100:02}",
        *("", "", text[:MOST_TEXT]),
    ]
    return "\n".join(lines)


def girocode_png(payload: str, *, scale: int = 4) -> bytes:
    """The code with its quiet zone, at level M as the standard asks.

    :raises segno.DataOverflowError: it says more than a code may hold.
    """
    code = segno.make_qr(
        payload, error="m", boost_error=False, encoding="utf-8", eci=False
    )
    if int(code.version) > HIGHEST_VERSION:
        raise segno.DataOverflowError("more than a payment code may hold")
    picture = io.BytesIO()
    code.save(picture, kind="png", scale=scale, border=4)
    return picture.getvalue()

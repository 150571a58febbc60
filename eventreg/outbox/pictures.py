"""The check-in code as a picture that travels inside the letter."""

import io

import segno


def qr_png(code: str) -> bytes:
    """The code as QR, 1 bit a dot, with the quiet zone around it."""
    # A fixed mask costs a fifth of trying all eight; it must be a text of
    # capitals and digits, which QR packs tightly.
    qr = segno.make_qr(code.upper(), error="m", mask=4, boost_error=False)
    file = io.BytesIO()
    qr.save(file, kind="png", scale=8, border=3)
    return file.getvalue()


def in_groups(code: str) -> str:
    """A code in groups that can be read out: ``7F3K-M2QX-9DTA-B``."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))

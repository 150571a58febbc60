import io

import pytest
import segno
import zxingcpp
from PIL import Image

from eventreg.documents.qr import badge_payload, qr_png

CODE = "7F3KM2QX9DTAB"


def decode(png: bytes) -> str:
    picture = Image.open(io.BytesIO(png)).convert("L")
    large = picture.resize(
        (picture.width * 4, picture.height * 4), Image.Resampling.BOX
    )
    return zxingcpp.read_barcodes(large)[0].text


def test_payload_is_upper_case_and_short():
    payload = badge_payload("https://anmeldung.example.org", CODE)

    assert payload == "HTTPS://ANMELDUNG.EXAMPLE.ORG/B/7F3KM2QX9DTAB"


@pytest.mark.parametrize(
    "public_url",
    [
        "https://registration.of-a-long-name.example.org",
        "https://a_b.example.org",
        "https://veranstaltungen-köln.de",
    ],
    ids=["more than 23 characters", "underscore", "umlaut"],
)
def test_payload_is_the_bare_code_where_the_address_cannot_be_short(public_url):
    assert badge_payload(public_url, CODE) == CODE


def test_longest_host_that_fits_stays_at_29_modules():
    payload = badge_payload("https://" + "x" * 23, CODE)

    picture = Image.open(io.BytesIO(qr_png(payload)))

    assert picture.size == (37, 37)
    assert picture.mode == "1"
    assert decode(qr_png(payload)) == payload


def test_more_than_a_code_holds_is_refused():
    with pytest.raises(segno.DataOverflowError):
        qr_png("X" * 48)

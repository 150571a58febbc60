"""What may be kept: checked by content, drawn anew, called something harmless."""

import io
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from eventreg.uploads import errors
from eventreg.uploads.checking import shown_name
from eventreg.uploads.limits import FILE_TYPES, MOST_BYTES
from tests.factories.files import PDF, archive, bomb, office, open_document, picture

pytestmark = pytest.mark.one_database


def read(file) -> Image.Image:
    return Image.open(io.BytesIO(file.body))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_a_jpeg_of_our_own(check, form):
    file = check(picture(form=form), f"Ağ.{form}")

    assert (file.media_type, file.name, file.size) == ("image/jpeg", "Ağ.jpg", (40, 20))
    assert (read(file).format, read(file).size) == ("JPEG", (40, 20))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_sort_of_colour_are_read(check, mode):
    out = io.BytesIO()
    form = "JPEG" if mode == "CMYK" else "PNG"
    Image.new(mode, (30, 10)).save(out, form)

    assert check(out.getvalue()).size == (30, 10)


def test_a_large_picture_gets_two_thousand_pixels_or_what_is_asked_for(check):
    large = picture(size=(4000, 1000), form="JPEG")

    assert check(large).size == (2000, 500)
    assert check(large, largest=800).size == (800, 200)


def test_what_is_transparent_becomes_white(check):
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")

    assert read(check(out.getvalue())).getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_stands_upright_and_tells_nothing_of_its_making(check):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera lay on its side
    exif[0x010E] = "taken at home"
    raw = picture(form="JPEG", exif=exif, comment=b"by Ada") + b"<script>alert(1)"

    file = check(raw)

    assert file.size == (20, 40)
    assert dict(read(file).getexif()) == {}
    assert not any(word in file.body for word in (b"home", b"Ada", b"script"))


@pytest.mark.parametrize(
    ("ending", "body"),
    [
        ("pdf", PDF),
        ("docx", office("word")),
        ("xlsx", office("xl")),
        ("pptx", office("ppt")),
        ("odt", open_document(FILE_TYPES["odt"])),
        ("ods", open_document(FILE_TYPES["ods"])),
        ("txt", "Grüße aus İzmir 😀".encode()),
        ("txt", "Grüße".encode("cp1252")),
        ("csv", "a;b\n1;2".encode("utf-16")),
    ],
    ids=["pdf", "docx", "xlsx", "pptx", "odt", "ods", "utf-8", "cp1252", "utf-16"],
)
def test_a_file_of_an_allowed_type_stays_as_it_is(check, ending, body):
    file = check(body, f"Visa.{ending.upper()}")

    assert (file.body, file.name) == (body, f"Visa.{ending}")
    assert (file.media_type, file.size) == (FILE_TYPES[ending], None)


@pytest.mark.parametrize(
    ("name", "body", "error"),
    [
        ("a.pdf", b"", errors.EmptyFile),
        ("a.jpg", b"", errors.EmptyFile),
        ("a.pdf", PDF + b" " * MOST_BYTES, errors.TooLarge),
        ("a.exe", b"MZ", errors.TypeNotAllowed),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", errors.TypeNotAllowed),
        ("a.html", b"<h1>", errors.TypeNotAllowed),
        ("a", PDF, errors.TypeNotAllowed),
        (None, PDF, errors.TypeNotAllowed),
        ("a.pdf", b"<script>alert(1)</script>", errors.NotWhatItSays),
        ("a.pdf", PDF[:12], errors.NotWhatItSays),
        ("a.docx", office("xl"), errors.NotWhatItSays),
        ("a.docx", office("word", word__vbaProject_bin=b"x"), errors.NotWhatItSays),
        ("a.docx", office("word")[:-40], errors.NotWhatItSays),
        ("a.odt", open_document(FILE_TYPES["ods"]), errors.NotWhatItSays),
        ("a.odt", archive(other=b"x"), errors.NotWhatItSays),
        ("a.txt", b"MZ\x90\0\3", errors.NotWhatItSays),
        ("a.csv", b"\xff\xfea", errors.NotWhatItSays),
        ("a.jpg", PDF, errors.NotAPicture),
        ("a.png", picture(form="GIF", mode="P"), errors.NotAPicture),
        ("a.png", bomb(), errors.NotAPicture),
        ("a.png", picture(size=(6000, 5001), mode="1"), errors.NotAPicture),
        ("a.png", picture(size=(900, 900))[:-60], errors.DamagedPicture),
    ],
)
def test_everything_else_is_refused(check, name, body, error):
    with pytest.raises(error) as refusal:
        check(body, name)

    assert type(refusal.value) is error
    assert str(refusal.value)


def test_where_a_picture_is_wanted_no_other_file_will_do(check):
    with pytest.raises(errors.NotAPicture):
        check(PDF, "a.pdf", pictures_only=True)


def test_the_name_does_not_make_a_picture_of_a_picture_that_is_wanted(check):
    assert check(picture(), "photo", pictures_only=True).name == "photo.jpg"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Ada\\visa.txt", "visa.txt"),
        ('a"b\r\nc.txt', "a b c.txt"),
        ("\u202egpj.txt", "gpj.txt"),
        (".txt", "txt"),
        ("", "file"),
        (None, "file"),
        ("x" * 300 + ".txt", "x" * 116),
    ],
)
def test_a_name_is_one_harmless_line(name, shown):
    assert shown_name(name, "txt") == f"{shown.removesuffix('.txt')}.txt"


@given(body=st.binary(max_size=300), ending=st.sampled_from([*FILE_TYPES, "jpg", "x"]))
@settings(max_examples=150)
def test_no_bytes_bring_it_down(check, body, ending):
    for start in (b"", PDF[:8], office("word")[:60], picture()[:40]):
        with suppress(errors.BadFile):
            check(start + body, f"a.{ending}")

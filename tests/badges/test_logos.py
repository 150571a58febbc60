"""One logo that is set twice is told, also in another size."""

import io

import pytest
from PIL import Image

from eventreg.badges.designs import Design, Logo
from eventreg.badges.drawing import has_one_logo_twice
from eventreg.database import db
from eventreg.documents import Asset
from eventreg.web.network import stored
from tests.factories import make_event, make_registration


def png(size=(300, 120), colour="#a8481f") -> bytes:
    """A word in a box, as logos are."""
    picture = Image.new("RGB", size, "white")
    picture.paste(colour, (size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def logo(size=(300, 120), colour="#a8481f") -> Logo:
    return Logo(Asset.png(png(size, colour)), *size)


@pytest.mark.parametrize(
    ("other", "is_told"),
    [
        (logo((600, 240)), True),
        (logo((120, 300)), False),
        (logo(colour="#17222d"), False),
    ],
    ids=["larger", "of another shape", "of another colour"],
)
def test_the_same_logo_twice_is_told(other, is_told):
    assert has_one_logo_twice(Design(logos=(logo(), other))) is is_told


def test_a_logo_alone_is_not_there_twice():
    assert not has_one_logo_twice(Design(logos=(logo(),)))


@pytest.mark.parametrize("colour", ["#a8481f", "#0b5a62"])
def test_the_page_of_the_look_says_that_both_are_the_same(client, sign_in, colour):
    event = make_event()
    make_registration(event)
    sign_in("director")
    stored().logo = png()
    db.session.commit()
    file = (io.BytesIO(png((600, 240), colour)), "a.png")
    path = f"/manage/events/{event.slug}/badges/design"
    form: dict[str, object] = {
        "look": "official",
        "colour": "#aa3300",
        "languages": event.language,
    }
    form |= {"back": "empty", "has_network_logo": "y", "partner_logo": file}

    assert client.post(path, data=form).status_code == 303

    told = "Both logos look the same" in client.get(path).page.aside.text
    assert told is (colour == "#a8481f")

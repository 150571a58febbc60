"""One logo that is set twice is told, also in another size."""

import io

import pytest
from PIL import Image

from eventreg.badges.designs import Design, Logo
from eventreg.badges.drawing import has_one_logo_twice
from eventreg.badges.sheet import as_read
from eventreg.database import db
from eventreg.documents import Asset
from eventreg.documents.labels import stocks
from eventreg.web.network import stored
from tests.badges.people import make_badge
from tests.badges.test_sheet import make_sheet
from tests.factories import make_design, make_event, make_registration, make_stock


def png(size=(300, 120), colour="#a8481f") -> bytes:
    """A word in a box, as logos are."""
    picture = Image.new("RGB", size, "white")
    picture.paste(colour, (size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def flat(colour: tuple[int, int, int]) -> bytes:
    """Nothing but a colour."""
    out = io.BytesIO()
    Image.new("RGB", (90, 60), colour).save(out, "PNG")
    return out.getvalue()


#: Cards of which one lies on a sheet.
ONE = {"kind": "single", "card_columns": 1, "card_rows": 1, "left": 0, "top": 0}


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


@pytest.mark.parametrize(("look", "shown"), [("calm", 1), ("bold", 1), ("official", 2)])
@pytest.mark.parametrize("stock", ["Brother 29x90", "Dymo 11356", "DURABLE 1453-02"])
def test_low_cards_print_the_logos_beside_the_band(app, look, shown, stock):
    colours = ((168, 72, 31), (18, 60, 74))
    both = (Logo(Asset.png(flat(colour)), 90, 60) for colour in colours)
    cards = as_read(stocks()[stock])

    [page] = make_sheet(
        [make_badge(role="press", role_word="Press")],
        stock=cards,
        design=Design(look=look, logos=tuple(both)),
    )

    seen = {pixel for _count, pixel in page.render(scale=2).to_pil().getcolors(9999)}
    assert [colour in seen for colour in colours] == [True, shown > 1]


@pytest.mark.parametrize(
    ("size", "is_told"), [((60, 29), True), ((90, 29), False)], ids=["short", "long"]
)
@pytest.mark.parametrize("page", ["badges", "badges/design"])
def test_cards_without_room_for_logos_are_told(client, sign_in, size, is_told, page):
    event = make_event()
    make_registration(event)
    make_design(event, has_network_logo=True)
    make_stock(name="Tiny", width=size[0], height=size[1], **ONE)
    sign_in("director")
    stored().logo = png()
    db.session.commit()

    answer = client.get(f"/manage/events/{event.slug}/{page}?stock=Tiny")

    told = "On Tiny logos find no room." in answer.page.main.text
    assert told is is_told

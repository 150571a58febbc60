"""Every document can be read by a screen reader: two checkers find no fault."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from eventreg.badges.designs import Back, Design, Logo
from eventreg.badges.frames import LOOKS
from eventreg.badges.place_cards import place_cards_pdf
from eventreg.badges.sheet import alone, sheet_pdf
from eventreg.documents import Asset, press
from eventreg.documents.attendee_list import AttendeeGroup, attendee_list_pdf
from eventreg.documents.labels import stocks
from eventreg.documents.ruler import ruler_pdf
from eventreg.documents.sheets import Run
from eventreg.registrations.lists.kinds import COLUMNS
from tests.badges.people import make_badge, thousand
from tests.documents.accessible import faults
from tests.documents.pdf_reader import open_pdf
from tests.documents.stored_pictures import STOCKS
from tests.documents.test_attendee_list import make_list, people

#: Some of each script.
SOME = slice(None, None, 90)


def badges(badges_, stock, look="calm", **more) -> bytes:
    return sheet_pdf(
        badges_,
        stock,
        title="Namensschilder",
        language="de",
        public_url="https://events.example.org",
        design=Design(look=look, **more),
        run=Run(cut_marks=True),
    )


@pytest.mark.parametrize("stock", STOCKS)
@pytest.mark.parametrize("look", LOOKS)
def test_badges_of_each_look_on_each_shape_of_card(app, look, stock):
    pdf = badges(
        thousand()[SOME],
        stocks()[stock],
        look,
        back=Back.PROGRAMME,
        programme=(("18:30", "Opening"), ("19:00", "Talks")),
    )

    assert faults(pdf) == []


@pytest.mark.parametrize("look", LOOKS)
def test_badges_of_many_pages(app, look):
    pdf = badges(thousand()[::30], stocks()["A6 four-up"], look, back=Back.FRONT)

    assert faults(pdf) == []


@pytest.mark.parametrize("look", LOOKS)
def test_badges_with_details_in_the_band(app, look):
    details = ("Head of Department", "Germany")
    some = [replace(badge, details=details) for badge in thousand()[SOME]]

    pdf = badges(some, stocks()["DURABLE 1453-02"], look)

    assert faults(pdf) == []


@pytest.mark.full
@pytest.mark.parametrize("look", LOOKS)
def test_badges_of_a_thousand_people(app, look):
    pdf = badges(thousand(), stocks()["HERMA 4412"], look, back=Back.FRONT)

    assert faults(pdf) == []


def test_readers_go_from_name_to_name(app):
    people = thousand(12)

    document = open_pdf(badges(people, stocks()["HERMA 4412"]))

    titles = [entry.get_title() for entry in document.get_toc()]
    assert titles == [person.full_name for person in people]


@pytest.mark.parametrize("stock", stocks().values(), ids=lambda stock: stock.name)
def test_one_badge_of_each_stock(app, stock):
    badge = make_badge(no_photos=True, details=("Türkiye",), company="Engines")

    pdf = badges([badge], alone(stock), back=Back.FRONT)

    assert faults(pdf) == []


def test_badges_with_logos_and_a_style_of_their_own(app):
    picture = io.BytesIO()
    Image.new("RGB", (300, 120), "#a8481f").save(picture, "PNG")
    logo = Logo(Asset.png(picture.getvalue()), 300, 120)
    css = ".front { background: linear-gradient(#eef5f4, white 30mm) }"

    pdf = badges(
        [make_badge(no_photos=True)],
        stocks()["A6 hanging"],
        "official",
        logos=(logo, logo),
        own_style=css,
    )

    assert faults(pdf) == []


@pytest.mark.parametrize("step", [90, 15], ids=["few", "many"])
def test_place_cards(app, step):
    pdf = place_cards_pdf(thousand()[::step], title="Tischkarten", language="de")

    assert faults(pdf) == []


@pytest.mark.parametrize("language", ["de", "en", "tr"])
@pytest.mark.parametrize("kind", COLUMNS)
@pytest.mark.parametrize("count", [1, 2, 60])
def test_lists_of_each_kind(app, kind, language, count):
    rows = people(count)
    values = replace(make_list(rows), columns=COLUMNS[kind], version="Version 2")

    assert faults(attendee_list_pdf(values, language=language)) == []


def test_lists_by_group_one_of_them_empty(app):
    groups = [AttendeeGroup("Hafen", people(3)), AttendeeGroup("Museum", [])]
    values = replace(make_list([]), groups=groups)

    assert faults(attendee_list_pdf(values, language="de")) == []


@pytest.mark.parametrize("groups", [[], [AttendeeGroup("", [])]], ids=["none", "empty"])
def test_a_list_of_nobody(app, groups):
    values = replace(make_list([]), groups=groups)

    assert faults(attendee_list_pdf(values, language="de")) == []


@pytest.mark.parametrize("stock", ["HERMA 4412", "Brother 29x90", "A6 landscape"])
def test_the_page_with_the_ruler(app, stock):
    pdf = ruler_pdf(stocks()[stock], stock, language="tr")

    assert faults(pdf) == []


@pytest.mark.parametrize(
    "text",
    ["கொக்கு கா", "हिन्दी नदी क्षमा श्री र्के", "น้ำ กี่ นา", "s̩̃us m̃m", "لا اللّٰه"],
    ids=["Tamil", "Devanagari", "Thai", "accents", "Arabic"],
)
def test_no_glyph_of_any_script_is_silent(app, text):
    page = f"<html lang='de'><title>Liste</title><h1>{text}</h1></html>"

    pdf = press.to_pdf(page, style="", assets={})

    assert [fault for fault in faults(pdf) if "TXT" in fault] == []


def test_a_document_that_says_too_little_is_found(app):
    page = "<html><head></head><body><h3>Ada</h3><img src='asset:x'></body></html>"

    assert len(faults(press.to_pdf(page, style="", assets={}))) > 1

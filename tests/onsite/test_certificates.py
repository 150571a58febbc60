"""Certificates of attendance: who gets one, and what it says."""

import io
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from PIL import Image

from eventreg.audit.models import AuditEntry
from eventreg.database import db, write_tx
from eventreg.jobs.tasks.models import Task
from eventreg.onsite import manage
from eventreg.registrations.presence.models import Direction
from eventreg.registrations.states import State
from eventreg.web.network import stored
from tests.documents.pdf_reader import (
    fonts_are_embedded,
    language_of,
    open_pdf,
    squeezed,
    text_of,
)
from tests.factories import make_check_in, make_event, make_registration
from tests.factories.tasks import do
from tests.house import text_of as words_of


@pytest.fixture
def event(app):
    """It was on a past day, in three languages."""
    with write_tx():
        site = stored()
        site.represented_by, site.postal_town = "Marlene Brandt", "52062 Aachen"
        site.name = "Business Network Aachen"
    return make_event(
        title="Supply chains",
        languages=("de", "en"),
        starts_in=timedelta(days=-3),
        place_address="Theaterstraße 6\n52062 Aachen",
    )


def came(event, **columns):
    registration = make_registration(event, **columns)
    make_check_in(registration)
    return registration


def of_all(client, event):
    return client.post(f"/manage/events/{event.slug}/certificates")


def test_it_names_person_event_day_and_place_and_who_signs(client, event):
    ada = came(
        event,
        title="Dr.",
        given_name="Ada",
        family_name="Berg",
        position="Chair",
        company="Berg GmbH",
    )

    answer = client.get(f"/my/{ada.token}/certificate.pdf")

    pdf = open_pdf(answer.data)
    text = text_of(pdf[0])
    assert (len(pdf), language_of(pdf)) == (1, "en")
    for words in (
        "Certificate of attendance",
        "Business Network Aachen",
        "Dr. Ada Berg",
        "Chair, Berg GmbH",
        "Supply chains",
        "Haus der Wirtschaft, Theaterstraße 6, 52062 Aachen",
        "Marlene Brandt",
        f"Registration number {ada.reference}",
    ):
        assert words in text
    assert "\nAachen, " in text
    assert pdf.get_metadata_value("Title") == (
        "Certificate of attendance – Supply chains"
    )
    assert (pdf.is_tagged(), fonts_are_embedded(pdf)) == (True, True)


def test_it_is_in_the_language_of_the_person(client, sign_in, event):
    for language, name in (("de", "Ahr"), ("en", "Berg"), ("tr", "Can")):
        came(event, language=language, family_name=name)
    sign_in("office")

    pdf = open_pdf(of_all(client, event).data)

    heads = [text_of(page).splitlines()[1] for page in pdf]
    assert heads == [
        "Teilnahmebescheinigung",
        "Certificate of attendance",
        "Katılım Belgesi",
    ]


def test_only_who_came_and_has_a_seat_is_among_all(client, sign_in, event):
    came(event, family_name="Ahr")
    make_registration(event, family_name="Benn")
    make_check_in(make_registration(event, State.CANCELLED, family_name="Cohn"))
    back = came(event, family_name="Dorn")
    make_check_in(back, Direction.OUT)
    sign_in("travel_lead")

    answer = of_all(client, event)

    pdf = open_pdf(answer.data)
    assert answer.headers["Content-Disposition"] == (
        f"attachment; filename=certificate-{event.slug}.pdf"
    )
    assert [
        line for page in pdf for line in text_of(page).splitlines() if "Ada" in line
    ] == ["Ada Ahr"]
    assert db.session.scalar(sa.select(AuditEntry.act)) == "certificates.made"


def test_where_nobody_was_checked_in_the_page_says_so(client, sign_in, event):
    make_registration(event)
    sign_in("office")

    answer = of_all(client, event)
    shown = client.get(answer.location)

    assert answer.status_code == 303
    assert shown.flashes == ["Nobody has been checked in yet."]
    assert shown.page.select("form[action$='/certificates']") == []


def test_many_are_made_by_a_worker(client, sign_in, event, monkeypatch):
    monkeypatch.setattr(manage, "MOST_AT_ONCE", 1)
    came(event)
    came(event)
    sign_in("office")

    answer = of_all(client, event)
    page = client.get(answer.location).page
    made, steps = do(db.session.scalars(sa.select(Task)).one())

    assert words_of(page.h1) == "Certificates: Supply chains"
    assert len(open_pdf(made.body)) == 2
    # Four steps to the first page, two pages are laid out, the file is written.
    assert steps == [(done, 8) for done in range(8) if done != 4]


@pytest.mark.parametrize("case", ["not here", "taken back", "cancelled", "ahead"])
def test_nobody_else_has_one(client, sign_in, event, case):
    if case == "ahead":
        event = make_event(starts_in=timedelta(hours=-1))
    state = State.CANCELLED if case == "cancelled" else State.CONFIRMED
    ada = make_registration(event, state)
    if case != "not here":
        make_check_in(ada)
    if case == "taken back":
        make_check_in(ada, Direction.OUT)
    sign_in("office")

    own = client.get(f"/my/{ada.token}/certificate.pdf").status_code
    staffs = client.get(f"/manage/registrations/{ada.reference}/certificate.pdf")

    assert own == 404
    assert staffs.status_code == (200 if case == "ahead" else 404)


def test_the_own_page_leads_to_it_once_the_event_is_over(client, event):
    ada, ben = came(event, given_name="Ada"), make_registration(event)

    hers = client.get(f"/my/{ada.token}").page
    his = client.get(f"/my/{ben.token}").page

    [link] = hers.select("a[href$='/certificate.pdf']")
    assert words_of(link) == "Certificate of attendance (PDF)"
    assert words_of(hers.h1).startswith("Thank you for taking part")
    assert his.select("a[href$='/certificate.pdf']") == []
    assert words_of(his.h1).startswith("A pity that you could not be there")


def test_without_any_check_in_everybody_is_thanked(client, event):
    ada = make_registration(event)

    page = client.get(f"/my/{ada.token}").page

    assert words_of(page.h1).startswith("Thank you for taking part")


def test_the_page_of_a_registration_says_when_and_leads_to_it(client, sign_in, event):
    ada = make_registration(event)
    make_check_in(ada, desk="Foyer")
    sign_in("office")

    page = client.get(f"/manage/registrations/{ada.reference}").page

    [link] = page.select("a[href$='/certificate.pdf']")
    assert words_of(link.parent).startswith("Came: ")
    assert "Foyer. Certificate of attendance (PDF)" in words_of(link.parent)


@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_the_longest_of_everything_stays_on_one_page(client, sign_in, language):
    event = make_event(
        title="Wissenschaftskommunikation " * 7,
        languages=(language,),
        starts_in=timedelta(days=-3),
        place_name="W" * 100,
        place_address="\n".join(["Straße der langen Anschriften 123"] * 4),
    )
    name = "Maximiliane-Wilhelmine von und zu Hohenlohe-Waldenburg-Schillingsfürst"
    ada = came(
        event,
        given_name=name,
        family_name=name,
        position="p" * 200,
        company="W" * 200,
        language=language,
    )

    pdf = open_pdf(client.get(f"/my/{ada.token}/certificate.pdf").data)

    assert len(pdf) == 1
    text = squeezed(text_of(pdf[0]))
    assert squeezed(name) in text
    assert "W" * 200 in text
    assert ada.reference in text


@pytest.mark.parametrize(
    ("given", "family", "country"),
    [("სოფიკო", "კვარაცხელია", "GE"), ("小明", "陈", "CN"), ("נועה", "כהן", "IL")],
    ids=["Georgian", "Chinese", "Hebrew"],
)
def test_names_of_other_scripts_have_their_letters(
    client, event, given, family, country
):
    ada = came(event, given_name=given, family_name=family, country=country)

    pdf = open_pdf(client.get(f"/my/{ada.token}/certificate.pdf").data)

    assert fonts_are_embedded(pdf)
    assert given in text_of(pdf[0]) or given[::-1] in text_of(pdf[0])


def test_the_paper_is_white_below_the_band(client, event):
    ada = came(event)

    page = open_pdf(client.get(f"/my/{ada.token}/certificate.pdf").data)[0]

    picture = page.render(scale=1).to_pil().convert("RGB")
    middle = picture.width // 2
    assert picture.getpixel((middle, 2)) == (11, 90, 98)
    assert [picture.getpixel((5, y)) for y in (20, 400, 830)] == [(255, 255, 255)] * 3


def test_a_logo_stands_at_the_top(client, event):
    ada = came(event)
    without = client.get(f"/my/{ada.token}/certificate.pdf").data
    picture = io.BytesIO()
    Image.new("RGB", (300, 100), "#0b5a62").save(picture, "PNG")
    with write_tx():
        stored().logo = picture.getvalue()

    with_logo = client.get(f"/my/{ada.token}/certificate.pdf").data

    assert b"/Image" in with_logo
    assert b"/Image" not in without


def test_a_word_longer_than_a_line_is_broken_at_a_syllable(client, event):
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten"
    ada = came(event, company=f"{word}gesellschaft mbH")

    answer = client.get(f"/my/{ada.token}/certificate.pdf")

    text = text_of(open_pdf(answer.data)[0])
    assert re.search("unterbeamtengesell[-\u2010\ufffe]\\s*schaft mbH", text)

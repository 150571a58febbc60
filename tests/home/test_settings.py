"""The director's settings: name, logo, imprint, a test letter."""

import io

import pytest
from flask_babel import force_locale

from eventreg.audit.models import AuditEntry
from eventreg.database import db
from eventreg.web.network import publishing_blockers
from tests.factories.files import picture
from tests.home.networks import change, row

TYPED = {
    "name": "Netzwerk Köln",
    "association": "Netzwerk Köln e. V.",
    "street": "Domplatz 1",
    "postal_town": "50667 Köln",
    "represented_by": "Dana Director",
    "phone": "",
    "email": "buero@example.org",
    "register_court": "",
    "register_number": "",
}


def save(client, **changed):
    data = {**TYPED, **changed}
    return client.post(
        "/manage/settings", data=data, content_type="multipart/form-data"
    )


@pytest.mark.parametrize("role", ["office", "travel_lead", "desk"])
def test_only_the_director_changes_them(client, sign_in, role):
    sign_in(role)

    assert client.get("/manage/settings").status_code == 403
    assert save(client).status_code == 403
    assert client.post("/manage/settings/test-letter").status_code == 403


def test_the_form_shows_what_is_there(client, sign_in):
    sign_in()

    page = client.get("/manage/settings").page

    assert page.select_one("#name")["value"] == "Business Network Aachen"
    assert page.select_one("#street")["value"] == "Theaterstraße 1"


def test_saving_changes_name_and_imprint_and_is_written_down(client, sign_in):
    dana = sign_in()

    response = save(client)

    assert response.location == "/manage/settings"
    assert (row().name, row().phone) == ("Netzwerk Köln", "")
    entry = db.session.query(AuditEntry).one()
    assert (entry.act, entry.actor) == ("network.changed", dana.reference)
    assert entry.changes["name"] == ["Business Network Aachen", "Netzwerk Köln"]


def test_a_logo_stays_until_it_is_replaced_or_removed(client, sign_in):
    sign_in()
    hashes = []
    for upload in (
        {"logo": (io.BytesIO(picture()), "logo.png")},
        {},
        {"logo": (io.BytesIO(picture(size=(50, 20))), "logo.png")},
        {"without_logo": "y"},
    ):
        save(client, **upload)
        hashes.append(row().logo_hash)

    first, kept, second, gone = hashes
    assert first == kept != second
    assert gone == ""
    assert client.get("/logo.png").status_code == 404


def test_a_wrong_form_keeps_what_was_typed(client, sign_in):
    sign_in()

    response = save(client, name="", street="Domplatz 2")

    assert response.status_code == 422
    assert response.errors == ["Enter the name of the network"]
    assert response.page.select_one("#street")["value"] == "Domplatz 2"
    assert row().name == "Business Network Aachen"


def test_a_test_letter_goes_to_who_asks(client, sign_in, letters):
    dana = sign_in()

    response = client.post("/manage/settings/test-letter")

    assert response.location == "/manage/settings"
    assert letters() == [("test", dana.email)]


def test_nothing_keeps_a_complete_site_from_publishing(app):
    assert publishing_blockers() == []


def test_what_is_missing_before_publishing_is_said(app):
    app.config.update(PUBLIC_URL="", MAIL_SERVER="")
    change(street="")

    with force_locale("en"):
        blockers = publishing_blockers()

    assert blockers == [
        "Fill in the imprint in the settings.",
        "Set PUBLIC_URL, so that links in e-mails lead to this site.",
        "Set MAIL_SERVER, so that e-mails can be sent.",
    ]


def test_a_demo_needs_nothing_to_publish(app):
    app.config.update(PUBLIC_URL="", MAIL_SERVER="")
    change(is_demo=True)

    assert publishing_blockers() == []

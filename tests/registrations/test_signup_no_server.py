"""Signing up on a site that no e-mail can leave: nothing says that one has."""

import pytest

from tests.factories import make_event
from tests.home.networks import change
from tests.house import text_of
from tests.registrations.sending import BEN, send

WAITS = "No e-mail can leave this site yet: all wait until e-mail is set up."
KEPT = "This demo has no mail server: e-mails are kept here and not sent."
#: What only a site says whose e-mails leave, in each language.
PROMISES = {
    "en": ["We have written", "within a few minutes", "spam", "Send the e-mail"],
    "de": ["geschrieben", "weniger Minuten", "Spam", "dorthin senden"],
    "tr": ["yazdık", "dakika içinde", "spam", "oraya gönder"],
}


@pytest.fixture
def base(app, client):
    """Where two people have signed up, with no mail server in sight."""
    app.config["MAIL_SERVER"] = ""
    event = make_event()
    send(client, event, BEN)
    return f"/events/{event.slug}/register"


def promised(response, language):
    """The promises on a page."""
    words = text_of(response.page.main)
    return [each for each in PROMISES[language] if each in words]


@pytest.mark.every_case
@pytest.mark.parametrize("language", PROMISES)
def test_whoever_signs_up_is_promised_no_e_mail(client, base, language):
    reader = {"Accept-Language": language}

    pages = [
        client.get(f"{base}/{each}", headers=reader) for each in ("sent", "correct")
    ]

    assert [promised(page, language) for page in pages] == [[], []]
    for response in pages:
        assert len(response.page.select(".standing--wait")) == 1


def test_whoever_signs_up_reads_where_the_e_mail_will_go(client, base):
    page = client.get(f"{base}/sent").page

    assert text_of(page.select_one(".lede")) == (
        "Your form has arrived. Our e-mail goes to ada@example.org ."
    )
    assert text_of(page.select_one(".standing--wait")) == WAITS
    assert "Send again" not in text_of(page.main)


@pytest.mark.parametrize("path", ["sent", "correct"])
def test_where_e_mails_leave_the_pages_promise_one(app, client, base, path):
    app.config["MAIL_SERVER"] = "mail.example.org"

    response = client.get(f"{base}/{path}")

    expected = PROMISES["en"][3:] if path == "correct" else PROMISES["en"][:3]
    assert promised(response, "en") == expected
    assert response.page.select(".standing--wait") == []


@pytest.mark.every_case
@pytest.mark.parametrize(("is_demo", "said"), [(True, KEPT), (False, WAITS)])
def test_sending_again_says_that_nothing_leaves(client, base, is_demo, said):
    change(is_demo=is_demo)

    answer = client.post(f"{base}/sent")

    assert client.get(answer.location).flashes == [said]


def test_a_demo_sends_nobody_to_look_for_an_e_mail_elsewhere(client, base):
    change(is_demo=True)

    response = client.get(f"{base}/sent")

    assert promised(response, "en") == ["We have written"]
    assert "staff find it among those kept here" in text_of(response.page.main)


def test_a_forgotten_form_waits_for_its_e_mail(app, base):
    page = app.test_client().get(f"{base}/sent").page

    assert text_of(page.h1) == "This page has forgotten your form"
    assert "once our e-mail comes, press" in text_of(page.select_one(".lede"))
    assert text_of(page.select_one(".standing--wait")) == WAITS

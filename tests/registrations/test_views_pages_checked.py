"""The page before a long form is sent: it shows what is sent, and how one is called."""

import pytest

from eventreg.database import db
from tests.factories import make_event, make_question, make_section
from tests.house import text_of
from tests.registrations.sending import ADA, everybody, person

XIAOPING = {
    "salutation": "mr",
    "title": "Dr.",
    "given_name": "Xiaoping",
    "family_name": "Deng",
    "family_first": "y",
}


@pytest.fixture
def base(app):
    """The address of a form that goes over several pages."""
    event = make_event()
    for key, asks in (("food", "dish"), ("trip", "visa")):
        section = make_section(event, key=key)
        make_question(event, key=asks, section_id=section.id)
    return f"/events/{event.slug}/register"


@pytest.fixture
def people(client, base):
    """Fills in the first page, in one window or another."""

    def _send(**values):
        return client.post(base, data={**ADA, "language": "en", **values})

    return _send


def sent_fields(page):
    return {tag["name"]: tag["value"] for tag in page.select("form input[name]")}


def test_the_check_shows_each_name_as_it_will_stand(client, base, people):
    people(**XIAOPING, **person(0, "Yan", family_name="Deng", family_first="y"))

    page = client.get(f"{base}/check").page

    names = [heading.text for heading in page.select("h3")]
    facts = [term.find_next("dd").text for term in page.select("dt")]
    assert names[:2] == ["Dr. Deng Xiaoping", "Deng Yan"]
    assert facts[0] == "Mr"


def test_a_page_of_questions_calls_each_by_the_name_that_will_stand(
    client, base, people
):
    people(**XIAOPING, **person(0, "Yan", family_name="Deng", family_first="y"))

    page = client.get(f"{base}/part/food").page

    assert {"Dr. Deng Xiaoping", "Deng Yan"} <= {h.text for h in page.select("h2")}


def test_a_check_that_another_window_overtook_sends_nothing(
    client, base, people, letters
):
    people()
    shown = sent_fields(client.get(f"{base}/check").page)
    people(email="ada@example.com")

    response = client.post(f"{base}/check", data=shown)

    assert (response.status_code, everybody(), letters()) == (409, [], [])
    assert "changed in another window meanwhile" in text_of(response.page)
    assert "ada@example.com" in text_of(response.page)


def test_the_check_that_is_shown_once_more_can_be_sent(client, base, people):
    people()
    shown = sent_fields(client.get(f"{base}/check").page)
    people(email="ada@example.com")
    again = sent_fields(client.post(f"{base}/check", data=shown).page)

    response = client.post(f"{base}/check", data=again)

    db.session.expire_all()
    assert response.status_code == 303
    assert [each.email for each in everybody()] == ["ada@example.com"]


def test_a_link_to_go_on_later_goes_only_to_the_address_on_the_page(
    client, base, people, letters
):
    people()
    shown = sent_fields(client.get(f"{base}/check").page)
    people(email="ada@example.com")

    response = client.post(f"{base}/check", data={**shown, "later": "y"})

    assert (response.status_code, letters()) == (409, [])


def test_the_same_page_saved_again_overtakes_nothing(client, base, people):
    people()
    shown = sent_fields(client.get(f"{base}/check").page)
    people()

    assert client.post(f"{base}/check", data=shown).status_code == 303

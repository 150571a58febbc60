"""The page before a long form is sent: it calls people as they will be called."""

import pytest

from tests.factories import make_event, make_question, make_section
from tests.registrations.sending import ADA, person

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

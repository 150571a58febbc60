"""A question to an applicant, asked on the page behind the link in the digest."""

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.registrations import services
from eventreg.registrations.inquiries.queries import inquiries
from tests.house import text_of
from tests.messages.links import make_pending


def test_a_question_goes_out_from_the_letter_and_its_answer_comes_back(
    client, page, ole, trip, letters
):
    ada = make_pending(trip)

    answer = client.post(f"{page}/{ada.reference}/ask", data={"question": "Whom?"})

    shown = client.get(answer.location)
    assert shown.flashes == ["The question to Ada Berg is on its way."]
    assert text_of(shown.page.select_one(".asked dd")) == "Whom?"
    assert [name for name, _to in letters()] == ["asked"]
    assert [one.asked_by for one in inquiries(ada)] == [ole.reference]


def test_a_wrong_question_from_the_letter_comes_back(client, page, trip):
    ada = make_pending(trip)

    answer = client.post(f"{page}/{ada.reference}/ask", data={"question": ""})

    assert answer.status_code == 422
    assert inquiries(ada) == []


def test_a_question_is_kept_when_somebody_else_was_quicker(client, page, trip):
    ada = make_pending(trip)
    with write_tx():
        services.decline(ada, by=Actor.worker())

    answer = client.post(f"{page}/{ada.reference}/ask", data={"question": "Whom?"})

    assert answer.status_code == 409
    assert answer.page.select_one("#question").text.strip() == "Whom?"
    assert "Ada Berg no longer waits" in text_of(
        answer.page.select_one(".error-summary")
    )


def test_the_letter_warns_too_of_a_question_asked_meanwhile(client, page, trip):
    ada = make_pending(trip)
    client.post(f"{page}/{ada.reference}/ask", data={"question": "Whom?"})

    answer = client.post(f"{page}/{ada.reference}/ask", data={"question": "Whom?"})

    assert (answer.status_code, len(inquiries(ada))) == (409, 1)
    assert answer.page.select_one("[name=shown]")["value"] == "1"

"""The file of a print is drawn once for the browser that is led to it."""

import pytest

from eventreg.database import write_tx
from eventreg.documents.watching import told
from tests.badges.test_printing import event, latest, office, press
from tests.documents.pdf_reader import open_pdf, text_of

__all__ = ["event", "office"]

#: What the renderer tells of a file of one page: three steps to it, it, and the end.
ONE_FILE = [-3, -2, -1, 1, 2]


def one(client, event, name="love"):
    page = client.get(f"/manage/events/{event.slug}/badges?search={name}").page
    return client.post(page.select_one("td form")["action"])


@pytest.mark.parametrize("ask", [press, one], ids=["many", "one"])
def test_a_file_is_drawn_once_until_it_is_opened_again(client, office, event, ask):
    drawn: list[int] = []
    anew: list[int] = []

    with told(drawn.append):
        answer = ask(client, event)
        first = client.get(answer.location)
    with told(anew.append):
        second = client.get(answer.location)

    assert (drawn, anew) == (ONE_FILE, ONE_FILE)
    for file in (first, second):
        assert "Lovelace" in text_of(open_pdf(file.data)[0])


def test_a_file_that_waits_is_for_those_who_may_open_it(client, sign_in, office, event):
    answer = press(client, event)

    sign_in("desk")
    refused = client.get(answer.location)

    assert refused.status_code == 404


def test_a_file_that_waits_is_not_handed_out_once_a_badge_has_changed(
    client, office, event
):
    answer = one(client, event)
    with write_tx():
        latest().badges[0].registration.company = "Acme & Söhne"

    again = client.get(answer.location)

    assert again.status_code == 303
    assert client.get(again.location).flashes == [
        "Badges of this print have changed since. Print them anew."
    ]

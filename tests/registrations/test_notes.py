"""What staff note about a person is read in the inbox and on the person's page."""

import pytest

from eventreg.registrations.notes.queries import notes_on
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import text_of


@pytest.fixture
def ada(app):
    return make_registration(make_event(needs_approval=True), State.PENDING)


def write(client, registration, words, **query):
    page = f"/manage/registrations/{registration.reference}/note"
    return client.post(page, data={"note": words}, query_string=query)


def words_on(registration):
    return [note.words for note in notes_on(registration)]


@pytest.mark.parametrize("role", ["director", "office"])
def test_a_note_stands_in_the_inbox_and_in_the_history(client, sign_in, ada, role):
    account = sign_in(role)

    answer = write(client, ada, "Called:\nbrings a colleague")

    page = client.get(answer.location)
    assert page.flashes == ["The note is kept."]
    history = [text_of(cell) for cell in page.page.select("table tr")]
    assert any(
        line.startswith(f"Note Called: brings a colleague {account.name}")
        for line in history
    )
    [row] = client.get("/manage/inbox").page.select(".people > li")
    assert text_of(row.select_one(".asked dd")) == "Called: brings a colleague"


def test_from_the_inbox_it_leads_back_there(client, sign_in, ada):
    sign_in()
    link = client.get("/manage/inbox?sort=name").page.select_one("[data-key=n]")

    answer = client.post(link["href"], data={"note": "Called"})

    assert answer.location == "/manage/inbox?sort=name"


def test_the_page_says_that_the_person_may_read_it(client, sign_in, ada):
    sign_in()

    page = client.get(f"/manage/registrations/{ada.reference}/note").page

    hint = text_of(page.select_one(".field__hint"))
    assert "this person may ask to read what you write" in hint


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write the note"),
        ("x" * 1001, "Note: use 1000 characters or fewer"),
    ],
    ids=["empty", "long"],
)
def test_a_wrong_note_comes_back(client, sign_in, ada, typed, said):
    sign_in()

    answer = write(client, ada, typed)

    assert answer.status_code == 422
    assert [text_of(e) for e in answer.page.select(".error-summary li")] == [said]
    assert answer.page.select_one("#note").text.strip() == typed
    assert words_on(ada) == []


@pytest.mark.parametrize("role", ["travel_lead", "desk"])
def test_others_neither_write_nor_read_notes(client, sign_in, ada, role):
    sign_in(role)

    assert write(client, ada, "Hush").status_code == 403
    assert words_on(ada) == []

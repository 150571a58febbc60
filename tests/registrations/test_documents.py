import sqlalchemy as sa

from eventreg.audit.models import AuditEntry
from eventreg.database import db
from eventreg.jobs.tasks.models import Task
from eventreg.registrations.manage import documents
from eventreg.registrations.states import State
from tests.documents.pdf_reader import language_of, open_pdf, text_of
from tests.factories import make_event, make_registration
from tests.factories.tasks import do


def make_people(event, *names: tuple[str, str]) -> None:
    for number, (given_name, family_name) in enumerate(names):
        make_registration(
            event,
            State.CONFIRMED,
            given_name=given_name,
            family_name=family_name,
            email=f"p{number}@example.org",
        )


def names_in(text: str, *names: str) -> list[str]:
    return sorted(names, key=text.index)


def test_list_holds_the_confirmed_in_german_order(client, sign_in):
    event = make_event()
    make_people(event, ("Eva", "Mut"), ("Eva", "Müller"), ("Eva", "Muffel"))
    make_registration(event, State.WAITLISTED, family_name="Una", email="u@example.org")
    sign_in("office")

    answer = client.post(
        f"/manage/events/{event.slug}/documents/list",
        data={"kind": "attendees", "language": "de"},
    )

    pdf = open_pdf(answer.data)
    text = text_of(pdf[0])
    assert names_in(text, "Muffel, Eva", "Mut, Eva", "Müller, Eva") == [
        "Müller, Eva",  # ü sorts as ue (DIN 5007-2)
        "Muffel, Eva",
        "Mut, Eva",
    ]
    assert "Una" not in text
    assert language_of(pdf) == "de"


def test_family_first_names_keep_their_order_and_one_name_stands_alone(client, sign_in):
    event = make_event()
    make_people(event, ("", "Isa"))
    make_registration(
        event,
        State.CONFIRMED,
        given_name="Győző",
        family_name="Kővári",
        family_first=True,
        country="HU",
        email="k@example.org",
    )
    sign_in("director")

    answer = client.post(
        f"/manage/events/{event.slug}/documents/list",
        data={"kind": "attendees", "language": "en"},
    )

    lines = text_of(open_pdf(answer.data)[0]).splitlines()
    assert any(line.startswith("1 Isa ") for line in lines)
    assert any(line.startswith("2 Kővári Győző ") for line in lines)
    assert any("Hungary" in line for line in lines)


def test_each_download_is_noted(client, sign_in):
    event = make_event()
    make_people(event, ("Ada", "Lovelace"))
    sign_in("office")

    client.post(
        f"/manage/events/{event.slug}/documents/list",
        data={"kind": "attendees", "language": "tr"},
    )

    entry = db.session.scalars(
        sa.select(AuditEntry).where(AuditEntry.act == "list.downloaded")
    ).one()
    assert (entry.target, entry.changes) == (
        event.slug,
        {"count": 1, "kind": "attendees", "language": "tr"},
    )


def test_page_offers_the_list_in_each_language(client, sign_in):
    event = make_event()
    make_people(event, ("Ada", "Lovelace"))
    sign_in("travel_lead")

    page = client.get(f"/manage/events/{event.slug}/documents").page

    assert [option.text for option in page.select("#language option")] == [
        "Deutsch",
        "English",
        "Türkçe",
    ]
    assert page.select_one("main form button").text == "Download list (PDF)"


def test_page_without_anybody_offers_nothing(client, sign_in):
    event = make_event()
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/documents").page

    assert page.select("main form") == []
    assert "Nobody has a confirmed seat yet." in page.main.text


def test_unknown_event_is_missing(client, sign_in):
    sign_in("office")

    assert client.get("/manage/events/nothing/documents").status_code == 404
    path = "/manage/events/nothing/documents/list"
    assert client.post(path).status_code == 404


def test_a_long_list_is_made_by_a_worker(client, sign_in, monkeypatch):
    monkeypatch.setattr(documents, "MOST_AT_ONCE", 1)
    event = make_event(title="Network evening")
    make_people(event, ("Ada", "Lovelace"), ("Ben", "Berg"))
    sign_in("office")

    answer = client.post(
        f"/manage/events/{event.slug}/documents/list",
        data={"kind": "attendees", "language": "en"},
    )
    page = client.get(answer.location).page
    made, steps = do(db.session.scalars(sa.select(Task)).one())

    assert page.h1.text == "Attendee list: Network evening"
    assert "Lovelace, Ada" in text_of(open_pdf(made.body)[0])
    assert made.name == f"attendee-list-{event.slug}-en.pdf"
    assert steps == [(done, 7) for done in (0, 1, 2, 3, 5, 6)]

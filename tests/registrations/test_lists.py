"""Lists by kind, handed out in versions, and what has changed since."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.home.start import start_page
from eventreg.registrations import queries
from eventreg.registrations.lists import services
from eventreg.registrations.lists.kinds import ListKind
from eventreg.registrations.lists.models import IssuedList
from eventreg.registrations.lists.services import SomebodyWasFaster
from eventreg.registrations.lists.versions import Difference, difference, rows_of
from eventreg.registrations.states import State
from eventreg.web.roles import Role
from tests.documents.pdf_reader import open_pdf, text_of
from tests.factories import make_event, make_issued, make_registration, pool_named
from tests.house import count_queries

FORM = {
    "kind": "attendees",
    "language": "en",
    "recipient": "Hotel Aquis",
    "email": "",
}


@pytest.fixture
def event(app):
    event = make_event(title="Network evening", sessions={"Harbour": 9, "Museum": 9})
    for given, family, company, session in (
        ("Ada", "Lovelace", "Zeta AG", "Harbour"),
        ("Ben", "Berg", "Acme", "Museum"),
        ("Cyd", "Adler", "", "Museum"),
    ):
        make_registration(
            event,
            given_name=given,
            family_name=family,
            company=company,
            email=f"{given}@example.org".lower(),
            pools=[pool_named(event, session)],
        )
    make_registration(event, State.WAITLISTED, family_name="Una", email="u@example.org")
    return event


@pytest.fixture
def office(sign_in, event):
    return sign_in("office")


def made(client, event, kind):
    path = f"/manage/events/{event.slug}/documents/list"
    pdf = open_pdf(client.post(path, data={"kind": kind, "language": "en"}).data)
    return [text_of(page) for page in pdf]


def issue(client, event, **values):
    path = f"/manage/events/{event.slug}/documents/issue"
    return client.post(path, data={**FORM, **values})


def issued() -> list[IssuedList]:
    db.session.rollback()
    return list(db.session.scalars(sa.select(IssuedList).order_by(IssuedList.id)))


def file_of(client, one: IssuedList) -> str:
    path = f"/manage/events/{one.event.slug}/documents/issued/{one.code}.pdf"
    return text_of(open_pdf(client.get(path).data)[0])


def someone_comes(event, **columns):
    return make_registration(event, email="new@example.org", **columns)


def test_the_door_list_has_a_column_to_sign_in(client, office, event):
    [text] = made(client, event, "door")

    assert "No. Name Company Role Signature" in text
    assert text.index("Adler, Cyd") < text.index("Berg, Ben") < text.index("Lovelace")
    assert "Una" not in text


def test_by_company_those_without_one_come_last(client, office, event):
    [text] = made(client, event, "companies")

    assert text.index("Acme") < text.index("Zeta AG") < text.index("Adler, Cyd")


def test_companies_are_sorted_as_names_are(client, office, event):
    for company in ("Şirket Kardeşler", "Öz Yapı", "Ümit Tarım", "Ωμέγα", "Яблоко"):
        someone_comes(event, company=company)

    [text] = made(client, event, "companies")

    order = ("Acme", "Öz", "Şirket", "Ümit", "Zeta AG", "Ωμέγα", "Яблоко", "Adler")
    places = [text.index(word) for word in order]
    assert places == sorted(places)


def test_each_group_has_a_page_of_its_own(client, office, event):
    pages = made(client, event, "groups")

    assert [("Harbour" in page, "Museum" in page) for page in pages] == [
        (True, False),
        (False, True),
    ]
    assert ["Lovelace" in page for page in pages] == [True, False]
    assert ["Berg" in page for page in pages] == [False, True]


@pytest.mark.parametrize("end", ["", "/issue"], ids=["make", "hand out"])
def test_an_event_without_groups_has_no_list_by_group(client, office, event, end):
    other = make_event()
    make_registration(other)

    offered = [
        client.get(f"/manage/events/{each.slug}/documents{end}").page.select(
            "input[value=groups]"
        )
        for each in (event, other)
    ]

    assert [len(found) for found in offered] == [1, 0]


def test_a_list_by_group_is_refused_where_there_are_none(client, office):
    event = make_event()
    make_registration(event)
    path = f"/manage/events/{event.slug}/documents/list"

    answer = client.post(path, data={"kind": "groups", "language": "en"})

    assert answer.status_code == 422


def test_a_list_handed_over_is_kept_as_it_was(client, office, event, letters):
    issue(client, event)
    someone_comes(event, family_name="Zuse")

    [one] = issued()
    text = file_of(client, one)
    assert (one.recipient, one.version, one.how) == ("Hotel Aquis", 1, "by_hand")
    assert "Version 1" in text
    assert ("Lovelace" in text, "Zuse" in text) == (True, False)
    assert letters() == []


def test_a_list_is_sent_as_a_link_that_needs_no_password(
    app, client, office, event, letters
):
    issue(client, event, email="hotel@example.org")

    [one] = issued()
    answer = app.test_client().get(f"/lists/{one.token}")
    assert letters() == [("list_issued", "hotel@example.org")]
    assert "Lovelace" in text_of(open_pdf(answer.data)[0])
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_was_handed_over_has_no_link(app, client, office, event):
    one = make_issued(event, office)

    assert app.test_client().get(f"/lists/{one.token}").status_code == 404
    assert app.test_client().get("/lists/nothing").status_code == 404


def test_the_next_version_says_what_has_changed(client, office, event, clock_at):
    clock_at(clock.now())
    issue(client, event)
    clock_at(timedelta(hours=2))
    someone_comes(event, given_name="Konrad", family_name="Zuse")
    with write_tx():
        people = {each.given_name: each for each in queries.confirmed(event)}
        people["Ada"].company = "Analytical Engines"
        people["Ben"].state = State.CANCELLED

    issue(client, event, recipient="hotel  aquis")

    first, second = issued()
    there = first.issued_at.astimezone(ZoneInfo(event.timezone))
    day = f"{there.day} {there:%B}"
    assert (second.version, second.recipient) == (2, "hotel aquis")
    assert (
        f"Version 2, changed since version 1 of {day}: + 1, − 1, 1 changed"
        in " ".join(file_of(client, second).split())
    )


def test_the_start_page_says_who_has_an_old_list(client, office, event):
    make_issued(event, office)
    make_issued(event, office, "Town hall")
    assert "Hotel Aquis" not in client.get("/manage").page.main.text
    someone_comes(event)
    make_issued(event, office, "Town hall")

    page = client.get("/manage").page
    note = page.find("p", class_="standing--wait")

    assert note.get_text(" ", strip=True).startswith(
        "Hotel Aquis has version 1 of the Attendee list for Network evening, "
        "1 change since."
    )
    assert "Town hall" not in page.main.text
    form = client.get(note.a["href"]).page
    assert form.select_one("#recipient")["value"] == "Hotel Aquis"


def test_the_documents_page_says_what_has_changed(client, office, event):
    make_issued(event, office)
    someone_comes(event)

    page = client.get(f"/manage/events/{event.slug}/documents").page

    cell = page.select_one('[data-label="What has changed since"]')
    assert cell.get_text(" ", strip=True).startswith("+ 1 · Hand out version 2")


def test_many_lists_cost_no_more_queries(app, event, sign_in):
    account = sign_in("office")
    make_issued(event, account)
    start_page(Role.OFFICE)
    with count_queries() as few:
        start_page(Role.OFFICE)
    for number in range(20):
        make_issued(event, account, f"Hotel {number}")
    with count_queries() as many:
        start_page(Role.OFFICE)

    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"recipient": " "}, "Enter who gets the list"),
        ({"recipient": "x" * 121}, "Who gets it: use 120 characters or fewer"),
        ({"email": "hotel"}, "Enter an e-mail address like name@example.org"),
        ({"kind": "all"}, "Choose one of the options"),
        ({"language": "fr"}, "Choose one of the options"),
    ],
    ids=str,
)
def test_a_wrong_form_comes_back(client, office, event, wrong, message):
    answer = issue(client, event, **wrong)

    assert answer.status_code == 422
    assert answer.errors == [message]
    assert issued() == []


def test_two_who_hand_out_at_once_get_two_versions_or_a_word(app, event, sign_in):
    account = sign_in("office")
    make_issued(event, account)

    with pytest.raises(SomebodyWasFaster):
        _issue_version_1_again(event, account)


def _issue_version_1_again(event, account):
    with write_tx():
        services.issue(
            event,
            ListKind.ATTENDEES,
            [],
            b"%PDF",
            version=1,
            language="en",
            recipient="Hotel Aquis",
            email="",
            by=Actor.staff(account),
        )


def test_differences_are_counted():
    then = {"a": "1", "b": "2", "c": "3"}
    now = {"b": "2", "c": "4", "d": "5", "e": "6"}

    assert difference(then, now) == Difference(added=2, removed=1, changed=1)
    assert difference(now, now).count == 0


def test_what_is_only_written_otherwise_is_no_difference(app):
    ada = make_registration(make_event(), given_name="Rene\u0301", company="A  AG ")
    then = rows_of([ada])
    with write_tx():
        ada.given_name, ada.company, ada.phone = "René", "A AG", "+492414000000"
    written = difference(then, rows_of([ada]))
    with write_tx():
        ada.company = "B AG"

    assert written.count == 0
    assert difference(then, rows_of([ada])) == Difference(changed=1)


def test_the_desk_hands_out_nothing(client, sign_in, event):
    sign_in("desk")

    assert issue(client, event).status_code == 403

"""The pages on which a list of people is entered at an event."""

import io

import pytest
import sqlalchemy as sa

from eventreg.database import db, write_tx
from eventreg.registrations.models import Registration
from eventreg.registrations.services import cancel
from eventreg.registrations.states import State
from tests.factories import make_event, make_list
from tests.factories.lists import OLE
from tests.house import count_queries, text_of
from tests.registrations.lists import DELEGATION, HEAD, brought, entered

COLUMNS = {
    "column_0": "given_name",
    "column_1": "family_name",
    "column_2": "email",
    "column_3": "company",
    "language": "tr",
    "role": "delegation",
    "contact": "2",
}


def at(event, list_import=None):
    start = f"/manage/events/{event.slug}/registrations/import"
    return f"{start}/{list_import.code}" if list_import else start


def rows(page):
    return [
        [text_of(cell) for cell in row.select("th, td")]
        for row in page.select("tbody tr")
    ]


def states():
    return list(db.session.scalars(sa.select(Registration.state)))


def test_a_delegation_is_read_looked_at_and_entered(client, sign_in, letters):
    event = make_event(capacity=2)
    sign_in("office")

    chosen = client.post(
        at(event), data={"file": (io.BytesIO(DELEGATION), "delegation.csv")}
    )
    fresh = client.get(chosen.location).page
    preview = client.post(chosen.location, data=COLUMNS)
    page = client.get(preview.location).page
    seen = page.select_one("[name=seen]")["value"]
    done = client.post(preview.location, data={"seen": seen})

    assert text_of(fresh.select_one("#role option[selected]")) == "Delegation"
    assert [text_of(option) for option in fresh.select("#contact option")] == [
        "Nobody",
        "2: Mehmet Öztürk Bursa Odası – mehmet@example.org",
    ]
    assert text_of(page.select_one(".standing")) == (
        "3 people would be entered. Only 2 seats are free: the others join the "
        "waitlist."
    )
    assert [row[3] for row in rows(page)] == ["New registration"] * 3
    assert client.get(done.location).heading == "Import done"
    assert states() == [State.CONFIRMED, State.CONFIRMED, State.WAITLISTED]
    assert letters()[-1] == ("list_entered", "mehmet@example.org")


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"role": "king"}, "They come as: choose one of the answers in the list"),
        (
            {"contact": "3"},
            "Contact person of the list: choose one of the answers in the list",
        ),
        (
            {"contact": "", "contact_name": "Elif"},
            "Enter the e-mail address of this contact, too",
        ),
        (
            {"contact": "", "contact_email": "elif@"},
            "Enter an e-mail address like name@example.org",
        ),
        (
            {"contact": "2", "contact_email": "elif@example.org"},
            "Choose a contact person of the list or type another one, not both",
        ),
    ],
)
def test_wrong_choices_come_back(client, sign_in, fields, error):
    event = make_event()
    list_import = brought(event)
    sign_in("office")

    answer = client.post(f"{at(event, list_import)}/columns", data=COLUMNS | fields)

    assert (answer.status_code, answer.errors) == (422, [error])


def test_a_contingent_must_be_chosen_but_by_the_team(client, sign_in):
    event = make_event(contingents={"Science": 5})
    list_import = brought(event)
    sign_in("office")

    page = f"{at(event, list_import)}/columns"
    wrong = client.post(page, data=COLUMNS)
    team = client.post(page, data=COLUMNS | {"role": "team", "contingent": ""})
    right = client.post(page, data=COLUMNS | {"contingent": "science"})

    assert wrong.errors == ["Choose the contingent of these people"]
    assert (team.status_code, right.status_code) == (303, 303)
    selected = client.get(page).page.select_one("#contingent option[selected]")
    assert text_of(selected) == "Science"


def test_a_contact_who_is_left_out_is_said(client, sign_in):
    event = make_event()
    body = f"{HEAD}\n;;mehmet@example.org;\nAda;King;;".encode()
    list_import = brought(event, body, contact=2)
    sign_in("office")

    seen = client.get(at(event, list_import)).page.select_one("[name=seen]")["value"]
    answer = client.post(at(event, list_import), data={"seen": seen})

    assert (answer.status_code, answer.errors) == (
        409,
        [
            "The contact person needs an e-mail address and must be entered with this "
            "list, or be registered already. Choose another one."
        ],
    )
    assert states() == []


def test_a_contact_outside_a_list_without_addresses_is_typed(client, sign_in, letters):
    event = make_event()
    list_import = brought(event, f"{HEAD}\nAda;King;;\nBen;Wait;;".encode())
    sign_in("office")
    page = f"{at(event, list_import)}/columns"
    typed = {
        "contact_name": "Elif Demir",
        "contact_email": "Elif@example.org",
        "contact_language": "tr",
    }

    fresh = client.get(page).page
    client.post(page, data={**COLUMNS, "contact": "", **typed})
    again = client.get(page).page
    seen = client.get(at(event, list_import)).page.select_one("[name=seen]")["value"]
    client.post(at(event, list_import), data={"seen": seen})

    assert fresh.select("#contact") == []
    assert again.select_one("#contact_email")["value"] == "elif@example.org"
    assert text_of(again.select_one("#contact_language [selected]")) == "Türkçe"
    assert letters() == [("delegation_entered", "elif@example.org")]
    assert len(states()) == 2


def test_an_import_is_undone_from_its_page(client, sign_in):
    event = make_event()
    list_import = entered(event)
    sign_in("office")

    client.post(f"{at(event, list_import)}/undo")

    assert client.get(at(event, list_import)).heading == "Import undone"
    assert states() == [State.CANCELLED] * 3


def test_undoing_names_who_had_left_before(client, sign_in):
    event = make_event()
    list_import = entered(event)
    left = db.session.scalars(sa.select(Registration).order_by(Registration.id)).all()
    with write_tx():
        cancel(left[1], by=OLE)
    sign_in("office")

    client.post(f"{at(event, list_import)}/undo")

    [row] = client.get(at(event, list_import)).page.select("main tbody tr")
    assert [text_of(cell) for cell in row.select("th, td")] == [
        *("3", "Registration: Şükrü Kılıç", "is no longer there")
    ]
    assert row.a["href"] == f"/manage/registrations/{left[1].reference}"


def test_a_list_belongs_to_its_event(client, sign_in):
    event, other = make_event(), make_event()
    list_import, members = brought(event), make_list()
    sign_in("office")

    assert client.get(at(other, list_import)).status_code == 404
    assert client.get(at(event, members)).status_code == 404
    assert client.get(f"/manage/members/import/{list_import.code}").status_code == 404


@pytest.mark.parametrize("role", ["travel_lead", "desk"])
def test_others_may_not_enter_lists(client, sign_in, role):
    event = make_event()
    list_import = brought(event)
    sign_in(role)

    assert client.get(at(event)).status_code == 403
    assert client.post(at(event, list_import)).status_code == 403


def test_a_preview_costs_no_more_queries_for_more_rows(client, sign_in):
    event = make_event()
    lines = [f"Ada{n};King;ada{n}@example.org;Company {n}" for n in range(30)]
    one = brought(event, f"{HEAD}\n{lines[0]}".encode())
    many = brought(event, "\n".join([HEAD, *lines]).encode())
    sign_in("office")

    with count_queries() as with_one:
        client.get(at(event, one))
    with count_queries() as with_many:
        client.get(at(event, many))

    assert len(with_many) == len(with_one)

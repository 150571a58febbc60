"""Signing up when one is known: a personal link, or a signed-in member."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events.states import EventState, Kind
from eventreg.people import services as people
from eventreg.registrations import services
from eventreg.registrations.models import Registration
from eventreg.registrations.states import RegistrationRole, State
from tests.factories import (
    make_event,
    make_member,
    make_person,
    make_personal_link,
    make_registration,
    pool_named,
)
from tests.house import text_of


@pytest.fixture
def ada(app):
    return make_person(
        make_member("Ada AG"),
        given_name="Ada",
        family_name="King",
        email="ada@example.org",
        title="Dr.",
        salutation="ms",
        phone="+492414000000",
        position="Engineer",
        country="GB",
        language="en",
        badge_name="Ada K.",
        address_as={"de": "Hochverehrte Gräfin"},
    )


@pytest.fixture(params=["signed in", "personal link"])
def way(request, ada, sign_in_member):
    """``way(event)``: the form that knows Ada, by each of the two ways in."""
    if request.param == "signed in":
        sign_in_member(ada)
        return lambda event: f"/members/events/{event.slug}/register"
    token = make_personal_link(ada).token
    return lambda event: f"/members/{token}/events/{event.slug}/register"


def registrations():
    return db.session.scalars(sa.select(Registration).order_by(Registration.id)).all()


def opens_for_members():
    now = clock.now()
    early, late = now - timedelta(days=1), now + timedelta(days=3)
    return {
        f"{name}_local": clock.to_local(at, "Europe/Berlin")
        for name, at in (("members_open", early), ("opens", late))
    }


def test_one_press_is_enough_and_nothing_is_asked_twice(client, way, ada, letters):
    event = make_event(capacity=1)

    form = client.get(way(event)).page
    sent = client.post(way(event))
    page = client.get(sent.location)

    [king] = registrations()
    asked = {
        box["name"]
        for box in form.select("main form input, main form textarea, main form select")
        if box.get("type") != "hidden"
    }
    assert asked == {"badge_name", "message", "show_name", "photo_level"}
    assert sent.location == f"/my/{king.token}"
    assert page.heading == "You are in, Ada King"
    assert (king.state, king.person_id) == (State.CONFIRMED, ada.id)
    assert (king.role, king.is_member) == (RegistrationRole.MEMBER, True)
    assert letters() == [("confirmed", "ada@example.org")]


def test_all_that_is_known_comes_along(client, way):
    client.post(way(make_event()))

    [king] = registrations()
    assert (king.salutation, king.title, king.given_name) == ("ms", "Dr.", "Ada")
    assert (king.phone, king.company) == ("+492414000000", "Ada AG")
    assert (king.position, king.country, king.language) == ("Engineer", "GB", "en")
    assert king.address_as == {"de": "Hochverehrte Gräfin"}
    assert king.privacy_version == "1"
    assert king.verified_at is not None


def test_the_page_shows_what_is_known_with_a_way_to_change_it(client, way):
    event = make_event()

    page = client.get(way(event)).page
    card = page.select_one("section[aria-labelledby=you]")
    links = {text_of(a): a["href"] for a in card.select("a")}

    words = text_of(card)
    for known in ("Dr. Ada King", "ada@example.org", "+49 241 4000000", "Ada AG"):
        assert known in words
    assert client.get(links["Change my details"]).heading == "Your details"
    assert links["I am somebody else"].endswith("/register?somebody-else=1")


def test_what_is_typed_goes_along(client, way):
    event = make_event(sessions={"Harbour": 5})

    client.post(
        way(event),
        data={
            "badge_name": "Countess",
            "message": "Hello",
            "show_name": "y",
            "photo_level": "internal",
            "sessions": "harbour",
        },
    )

    [king] = registrations()
    assert (king.badge_name, king.message, king.show_name) == (
        "Countess",
        "Hello",
        True,
    )
    assert [c.pool_id for c in king.claims][-1] == pool_named(event, "Harbour").id


def test_nothing_that_is_known_can_be_forged(client, way):
    client.post(
        way(make_event()),
        data={"given_name": "Eve", "email": "eve@example.org", "title": "Prof."},
    )

    [king] = registrations()
    assert (king.given_name, king.email, king.title) == (
        "Ada",
        "ada@example.org",
        "Dr.",
    )


def test_a_trip_waits_for_the_director(client, way, letters):
    trip = make_event(kind=Kind.TRIP, needs_approval=True)

    client.post(way(trip))

    assert [r.state for r in registrations()] == [State.PENDING]
    assert letters() == [("received", "ada@example.org")]


def test_members_stand_before_guests_in_the_line(client, way):
    event = make_event(capacity=1, members_first=True)
    make_registration(event, State.CONFIRMED)
    guest = make_registration(event, State.WAITLISTED)

    client.post(way(event))

    king = registrations()[-1]
    assert king.state is State.WAITLISTED
    with write_tx():
        services.cancel(registrations()[0], by=Actor.worker())
    assert (king.state, guest.state) == (State.CONFIRMED, State.WAITLISTED)


def test_the_second_of_two_clicks_leads_to_the_same_registration(client, way, letters):
    event = make_event()
    first = client.post(way(event))

    second = client.post(way(event))
    opened = client.get(way(event))

    assert first.location == second.location == opened.location
    assert len(registrations()) == 1
    assert letters() == [("confirmed", "ada@example.org")]


def test_two_tabs_at_once_make_one_registration(ada):
    event = make_event()
    applicant = services.applicant_for(ada)
    with write_tx():
        services.sign_up_known(event, ada, applicant)

    with pytest.raises(services.AlreadyRegistered) as refused, write_tx():
        services.sign_up_known(event, ada, applicant)

    assert refused.value.registration == registrations()[0]


def test_an_unconfirmed_form_of_the_same_person_is_completed(client, way, ada):
    event = make_event()
    make_registration(
        event,
        State.UNVERIFIED,
        given_name="Ada",
        family_name="King",
        email="ada@example.org",
    )

    client.post(way(event))

    [king] = registrations()
    assert (king.state, king.person_id) == (State.CONFIRMED, ada.id)


def test_who_was_declined_asks_again(client, way):
    event = make_event()
    make_registration(
        event,
        State.DECLINED,
        given_name="Ada",
        family_name="King",
        email="ada@example.org",
    )

    client.post(way(event))

    assert registrations()[-1].state is State.PENDING


def test_companions_come_along_without_confirming(client, way, letters):
    event = make_event()

    client.post(
        way(event),
        data={
            "companions-0-given_name": "Ben",
            "companions-0-family_name": "Berg",
            "companions-0-email": "ben@example.org",
        },
    )

    king, ben = registrations()
    assert (ben.lead_id, ben.state, ben.company) == (
        king.id,
        State.CONFIRMED,
        "Ada AG",
    )
    assert (ben.show_name, ben.is_member) == (False, False)
    assert letters() == [
        ("confirmed", "ada@example.org"),
        ("confirmed", "ben@example.org"),
    ]


def test_a_companion_is_added_without_losing_what_was_typed(client, way):
    page = client.post(way(make_event()), data={"party": "add", "message": "Hi"}).page

    assert page.select_one("#companions-0-given_name")
    assert page.select_one("#message").text.strip() == "Hi"
    assert registrations() == []


def test_a_mistake_comes_back_and_the_input_stays(client, way):
    response = client.post(
        way(make_event()),
        data={
            "message": "x" * 2001,
            "companions-0-given_name": "Ben",
            "show_name": "y",
        },
    )

    assert response.status_code == 422
    assert response.errors == ["Message to the organiser: use 2000 characters or fewer"]
    assert response.page.select_one("#companions-0-given_name")["value"] == "Ben"
    assert response.page.select_one("#show_name").has_attr("checked")


def test_a_session_that_filled_up_comes_back_on_the_form(client, way):
    event = make_event(sessions={"Harbour": 1})
    make_registration(event, pools=[pool_named(event, "Harbour")])

    response = client.post(way(event), data={"sessions": "harbour"})

    assert response.status_code in {409, 422}
    assert "Harbour" in " ".join(response.errors)
    assert len(registrations()) == 1


def test_no_limit_and_no_trap_stands_in_the_way(client, app, way):
    app.config["FORM_MIN_SECONDS"] = 3600
    app.config["FORM_LIMIT"] = 0
    event = make_event()

    response = client.post(way(event), data={"website": "https://x.example"})

    assert response.status_code == 303
    assert [r.state for r in registrations()] == [State.CONFIRMED]


def test_members_sign_up_before_everybody(client, way):
    event = make_event(**opens_for_members())

    assert client.get(way(event)).status_code == 200
    client.post(way(event))

    assert [r.state for r in registrations()] == [State.CONFIRMED]


def test_a_closed_event_says_so_and_takes_nothing(client, way):
    event = make_event(state=EventState.CLOSED, contingents={"Press": 2})

    shown, sent = client.get(way(event)), client.post(way(event))

    assert shown.heading == "Sign-up is closed"
    assert (sent.status_code, sent.errors) == (409, ["Sign-up is closed."])
    assert registrations() == []


@pytest.fixture
def guest(app):
    """Somebody known, who is no member."""
    return make_person(given_name="Gül", email="gul@example.org", language="en")


def form_of(person, event):
    token = make_personal_link(person).token
    return f"/members/{token}/events/{event.slug}/register"


def test_the_members_time_is_not_a_guests(client, guest):
    event = make_event(**opens_for_members())

    shown, sent = client.get(form_of(guest, event)), client.post(form_of(guest, event))

    assert shown.heading.startswith("For now members only.")
    assert sent.status_code == 409
    assert registrations() == []


def test_a_personal_invitation_opens_sign_up_early_too(client, guest, letters):
    event = make_event(**opens_for_members())
    with write_tx():
        services.invite(event, guest, by=Actor.worker())

    response = client.post(form_of(guest, event))

    [gul] = registrations()
    assert response.location == f"/my/{gul.token}"
    assert (gul.state, gul.is_member, gul.role) == (
        State.CONFIRMED,
        False,
        RegistrationRole.GUEST,
    )
    assert letters() == [
        ("invitation", "gul@example.org"),
        ("confirmed", "gul@example.org"),
    ]


def test_an_invitation_to_one_event_opens_no_other(client, guest):
    event = make_event(**opens_for_members())
    other = make_event()
    with write_tx():
        services.invite(other, guest, by=Actor.worker())

    assert client.post(form_of(guest, event)).status_code == 409


def test_the_company_is_asked_for_where_none_is_known(client, guest):
    client.post(form_of(guest, make_event()), data={"company": "Ak Ltd"})

    assert [r.company for r in registrations()] == ["Ak Ltd"]


def test_a_former_member_counts_as_a_guest(client):
    former = make_member("Former AG", until_on=date(2021, 1, 1))
    ben = make_person(former, given_name="Ben", email="ben@example.org")

    client.post(form_of(ben, make_event()))

    assert [(r.is_member, r.role) for r in registrations()] == [
        (False, RegistrationRole.GUEST)
    ]


def test_a_revoked_or_forged_link_takes_nothing(client, guest):
    event = make_event()
    path = form_of(guest, event)
    with write_tx():
        people.revoke_personal_link(guest, by=Actor.worker())

    answers = [
        client.post(path),
        client.get(f"/members/x/events/{event.slug}/register"),
    ]

    assert [a.status_code for a in answers] == [404, 404]
    assert {a.heading for a in answers} == {"This link no longer works"}
    assert registrations() == []

"""What somebody finds who looks at the demo for the first time."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask_babel import force_locale

from eventreg import clock, demo
from eventreg.accounts import passwords, queries
from eventreg.database import db
from eventreg.demo.papers import day_question
from eventreg.demo.staff import MEMBERS, PASSWORD, sign_in_words
from eventreg.demo.stories import NOTES
from eventreg.events import rules
from eventreg.events.models import Event
from eventreg.events.states import EventState
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.outbox.states import LetterState
from eventreg.people.models import Company, Membership, Person, Sector
from eventreg.people.queries import members_at
from eventreg.registrations.lists.by_answer import groups as by_answer
from eventreg.registrations.models import Registration
from eventreg.registrations.money.queries import payments
from eventreg.registrations.presence.queries import attendance
from eventreg.registrations.queries import confirmed, inbox
from eventreg.registrations.seats_audit import differences
from eventreg.registrations.states import State
from eventreg.web.network import stored

pytestmark = pytest.mark.usefixtures("app")

PAST = "lieferketten-im-gespraech"
EVENING = "energie-fuer-den-mittelstand"
WORKSHOP = "zoll-und-ursprung-ohne-umwege"
MOVED = "zu-gast-in-der-glashuette"
TRIP = "istanbul-und-bursa"
DRAFT = "fachkraefte-aus-aller-welt"


def event(slug: str) -> Event:
    return db.session.scalars(sa.select(Event).filter_by(slug=slug)).one()


def people_in(slug: str, state: State) -> list[str]:
    rows = db.session.scalars(
        sa.select(Registration)
        .join(Registration.event)
        .where(Event.slug == slug, Registration.state == state)
        .order_by(Registration.waiting_since, Registration.id)
    )
    return [row.family_name or row.given_name for row in rows]


def test_there_are_the_members_and_sectors():
    counts = [
        db.session.scalar(sa.select(sa.func.count()).select_from(model))
        for model in (Company, Membership, Person, Sector)
    ]

    assert counts == [70, 70, 70, 35]


def test_each_event_shows_what_it_is_there_for():
    rows = db.session.execute(
        sa.select(Event.slug, Registration.state).join(Registration.event)
    )
    shown: dict[str, Counter[str]] = {}
    for slug, state in rows:
        shown.setdefault(slug, Counter())[state.value] += 1

    assert shown == {
        PAST: {"confirmed": 32, "cancelled": 2},
        EVENING: {"confirmed": 42, "cancelled": 1, "unverified": 2},
        WORKSHOP: {
            "confirmed": 15,
            "offered": 1,
            "waitlisted": 5,
            "expired": 1,
            "cancelled": 2,
        },
        MOVED: {"confirmed": 14, "waitlisted": 1, "cancelled": 1},
        TRIP: {
            "pending": 13,
            "confirmed": 5,
            "offered": 2,
            "declined": 1,
            "cancelled": 1,
        },
    }


def test_the_office_can_look_at_the_money():
    found = queries.by_email("office@example.org")

    assert found is not None
    assert found.has_money_right


def test_a_seat_of_the_trip_was_paid_by_who_had_it_before():
    [found] = [each for each in payments(event(TRIP)) if each.brought_cents]

    assert (found.registration.family_name, found.state) == ("Aksoy", "paid")


def test_dates_lie_around_the_day_of_loading():
    starts = {e.slug: e.starts_local for e in db.session.scalars(sa.select(Event))}

    assert {slug: at.isoformat(" ", "minutes") for slug, at in starts.items()} == {
        PAST: "2027-02-11 19:00",
        EVENING: "2027-04-01 19:00",
        WORKSHOP: "2027-04-06 09:30",
        MOVED: "2027-04-13 17:30",
        DRAFT: "2027-04-29 18:30",
        TRIP: "2027-06-13 15:20",
    }


def test_a_draft_shows_what_the_check_list_is_for():
    draft = event(DRAFT)

    with force_locale("en"):
        said = [missing.sentence for missing in rules.missing(draft, clock.now())]

    assert draft.state is EventState.DRAFT
    assert said == ["English text missing: German is shown."]


def test_the_same_people_stand_in_the_same_line_on_every_machine():
    assert people_in(WORKSHOP, State.OFFERED) == ["Brambilla"]
    assert people_in(WORKSHOP, State.EXPIRED) == ["Köhler"]
    assert len(people_in(WORKSHOP, State.WAITLISTED)) == 5


def test_the_workshop_is_full_and_an_offer_is_running():
    pool = event(WORKSHOP).pools[0]
    offer = db.session.scalars(
        sa.select(Registration)
        .join(Registration.event)
        .where(Event.slug == WORKSHOP, Registration.state == State.OFFERED)
    ).one()

    assert (pool.taken, pool.capacity) == (16, 16)
    assert offer.offer_expires_at is not None
    assert clock.now() < offer.offer_expires_at < clock.now() + timedelta(days=2)


def test_the_directors_inbox_has_applications_questions_and_a_flag():
    rows = inbox()

    assert [row.event.slug for row in rows] == [TRIP] * 12
    assert {row.registration.family_name: row.flags for row in rows if row.flags} == {
        "Güler": ("replied",),
        "Roderburg": ("same_company",),
        "Lefèvre": ("asked",),
    }
    # Whoever is named to come instead has not written anything.
    assert [bool(row.registration.message) for row in rows].count(False) == 1


def test_no_offer_and_no_decision_hangs_in_the_air():
    registrations = db.session.scalars(sa.select(Registration)).all()

    now = clock.now()
    assert [
        r for r in registrations if r.offer_expires_at and r.offer_expires_at <= now
    ] == []
    assert [
        r for r in registrations if r.decision_shown_at and r.decision_shown_at > now
    ] == []
    assert [r for r in registrations if r.submitted_at > now] == []


def test_the_seats_add_up():
    assert differences() == []


def test_events_say_everything_in_three_languages():
    coming = db.session.scalars(
        sa.select(Event).where(Event.slug.not_in([PAST, DRAFT]))
    )

    assert [lack for e in coming for lack in rules.missing(e, clock.now())] == []


@pytest.mark.parametrize("language", ["de", "en", "tr"])
@pytest.mark.parametrize("slug", [PAST, EVENING, WORKSHOP, MOVED, TRIP])
def test_public_pages_are_in_the_readers_language(client, slug, language):
    response = client.get(f"/events/{slug}", headers={"Accept-Language": language})

    assert response.status_code == 200
    assert response.heading == event(slug).title(language)
    assert response.page.select(f"main [lang]:not([lang={language}])") == []


def test_all_letters_are_kept_and_can_be_read():
    letters = db.session.scalars(sa.select(Letter)).all()
    sender = current_sender()

    assert {letter.state for letter in letters} == {LetterState.KEPT}
    assert {letter.language for letter in letters} == {"de", "en", "tr"}
    assert {letter.letter for letter in letters} == {
        "approved",
        "asked",
        "cancelled",
        "confirm_your_address",
        "confirmed",
        "declined",
        "digest",
        "event_moved",
        "free",
        "invitation",
        "offer",
        "offer_expired",
        "received",
        "reminder",
        "substituted",
        "thanks",
        "waitlisted",
    }
    seen = {(letter.letter, letter.language): letter for letter in letters}
    for letter in seen.values():
        assert render(letter, sender).subject


def test_everybody_lives_at_example_org():
    has_address = Registration.email.is_not(None)
    addresses = [
        *db.session.scalars(sa.select(Registration.email).filter(has_address)),
        *db.session.scalars(sa.select(Person.email)),
        *db.session.scalars(sa.select(Letter.to)),
    ]

    assert {str(address).partition("@")[2] for address in addresses} == {"example.org"}


def test_the_printed_sign_ins_open_the_site(app):
    printed = (Path(app.instance_path) / "demo-sign-ins.txt").read_text()

    for person in demo.SIGN_INS:
        account = queries.by_email(person.email)
        assert account is not None
        assert account.role is person.role
        assert person.email in printed
        assert passwords.matches(account.password_hash, PASSWORD)
    assert PASSWORD in printed


def test_the_site_is_marked_as_a_demo(client):
    site = stored()

    assert site is not None
    assert site.is_demo
    assert client.get("/imprint").status_code == 200


def test_a_site_in_use_is_never_filled(app):
    before = db.session.scalar(sa.select(sa.func.count()).select_from(Registration))

    result = app.test_cli_runner().invoke(args=["demo"])

    assert result.exit_code == 1
    assert "This site is in use" in result.output
    after = db.session.scalar(sa.select(sa.func.count()).select_from(Registration))
    assert after == before


def test_the_demo_shows_parties_contingents_and_a_substitute():
    companions = db.session.scalars(
        sa.select(Registration).where(Registration.lead_id.is_not(None))
    ).all()
    asked = db.session.scalars(
        sa.select(Registration).where(
            Registration.replaces_id.is_not(None), Registration.state == State.PENDING
        )
    ).one()

    assert {companion.event.slug for companion in companions} == {EVENING}
    assert [companion.email is None for companion in companions] == [False, True]
    assert (asked.event.slug, asked.state) == (TRIP, State.PENDING)
    assert {len(r.claims) for r in event_people(TRIP)} == {2}
    assert {len(r.claims) for r in event_people(WORKSHOP)} == {2}


def test_most_came_to_the_past_event_and_a_few_did_not():
    event = db.session.scalars(sa.select(Event).filter_by(slug=PAST)).one()

    found = attendance(event)

    assert (found.expected, found.present, found.missing) == (32, 28, 4)


def event_people(slug: str) -> list[Registration]:
    return list(
        db.session.scalars(
            sa.select(Registration).join(Registration.event).where(Event.slug == slug)
        )
    )


def test_members_are_invited_and_the_link_opens_the_form(app):
    found = sa.select(Letter).filter_by(letter="invitation")
    letters = db.session.scalars(found).all()

    assert sorted(letter.language for letter in letters) == sorted([*NOTES, *NOTES])
    for letter in letters:
        _endpoint, arguments = letter.links["sign_up"]
        path = f"/members/{arguments['token']}/events/{arguments['slug']}/register"
        page = app.test_client().get(path).page
        assert letter.values["name"] in page.main.get_text()


def test_the_members_named_at_the_start_can_sign_in():
    found = [members_at(email, clock.today()) for email in MEMBERS]

    assert [len(people) for people in found] == [1, 1]
    assert all(email in sign_in_words() for email in MEMBERS)


@pytest.mark.parametrize(("slug", "groups"), [(EVENING, 5), (TRIP, 3)])
def test_most_have_said_at_which_table_they_sit_or_which_bus_they_take(slug, groups):
    question = day_question(event(slug))
    people = confirmed(event(slug), language="de")

    found = by_answer(people, question)

    assert len(found) == groups
    assert found[-1][0] == "Ohne Antwort"
    assert all(several for _words, several in found)

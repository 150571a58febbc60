"""The history of a registration has no gaps, for the person and for staff."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import write_tx
from eventreg.events import services as events
from eventreg.events.states import PoolKind
from eventreg.people.names import full_name
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import make_event, make_party, make_registration
from tests.house import text_of


@pytest.fixture
def ole(sign_in):
    return Actor(ActorKind.STAFF, sign_in("office").reference)


def staff_rows(client, registration):
    page = client.get(f"/manage/registrations/{registration.reference}").page
    return [text_of(row) for row in page.select("tbody tr")]


def own_rows(client, registration):
    rows = client.get(f"/my/{registration.token}").page.select(".history tbody tr")
    return [text_of(row.select("td")[1]) for row in rows]


@pytest.mark.parametrize(
    ("capacity", "state"), [(1, "Confirmed"), (0, "On the waitlist")]
)
def test_an_entry_by_staff_says_where_it_led(client, ole, capacity, state):
    applicant = services.Applicant(
        given_name="Ada", family_name="Berg", email="ada@example.org", language="en"
    )
    event = make_event(capacity=capacity)
    with write_tx():
        ada = services.enter(event, applicant, by=ole)

    [row] = staff_rows(client, ada)

    assert row.startswith(f"{state}: Signed up Ole Office")


def test_staff_read_that_the_event_was_moved_as_the_person_does(client, ole):
    event = make_event()
    ada = make_registration(event)
    by = timedelta(days=7)
    values = {
        "starts_local": event.starts_local + by,
        "ends_local": event.ends_local + by,
        "place_name": "New hall",
    }
    with write_tx():
        events.postpone(event, values, by=ole)

    row = staff_rows(client, ada)[0]

    assert row.startswith("The event was moved When: ")
    assert "New hall" in row
    assert "Ole Office" in row
    assert own_rows(client, ada)[0].startswith("The event was moved When: ")


def test_the_registration_that_stays_says_what_was_merged_into_it(client, ole):
    event = make_event()
    ada, again, other = (make_registration(event) for _ in range(3))
    with write_tx():
        services.merge(ada, again, by=ole)

    row = staff_rows(client, ada)[0]

    assert row.startswith("Merged: another registration of the same person has ended")
    assert again.reference in row
    assert own_rows(client, ada)[0] == "Merged with your other registration"
    assert len(staff_rows(client, other)) == 2


def act(service, *args, **options):
    with write_tx():
        return service(*args, **options)


def words_and_who(client, registration):
    page = client.get(f"/manage/registrations/{registration.reference}").page
    rows = page.select("tbody tr")
    return [
        (text_of(row.th), text_of(row.td).removeprefix("Who").strip()) for row in rows
    ]


def named(event, state, given, **columns):
    return make_registration(
        event, state, given_name=given, family_name="Berg", **columns
    )


def test_staff_read_whose_leaving_gave_somebody_a_seat(client, ole):
    event = make_event(capacity=1)
    ada = named(event, State.CONFIRMED, "Ada")
    ben = named(event, State.WAITLISTED, "Ben")

    act(services.cancel, ada, by=Actor.person(ada))

    who = f"Ada Berg ({ada.reference})"
    assert words_and_who(client, ben)[0] == ("Confirmed: A seat came free", who)
    assert words_and_who(client, ada)[0] == ("Cancelled", "The person")


def test_staff_read_that_the_lead_confirmed_for_a_companion(client, ole):
    event = make_event()
    ada = named(event, State.UNVERIFIED, "Ada")
    with write_tx():
        services.parties.bring_along(ada, [an_applicant("Ben")], together=False)
    [ben] = ada.companions

    act(services.verify, ada)

    who = f"Ada Berg ({ada.reference})"
    assert words_and_who(client, ben) == [
        ("Confirmed: Address confirmed", who),
        ("Signed up", who),
    ]
    assert own_rows(client, ben) == [
        "Confirmed: Form confirmed by Ada Berg",
        "Signed up by Ada Berg",
    ]
    assert own_rows(client, ada)[0] == "Confirmed: Address confirmed"


def an_applicant(given):
    email = f"{given.lower()}@example.org"
    return services.Applicant(
        given_name=given, family_name="Berg", email=email, language="en"
    )


def test_staff_read_who_named_a_substitute(client, ole):
    ada = named(make_event(), State.CONFIRMED, "Ada")

    new = act(services.substitute, ada, an_applicant("Ben"), by=Actor.person(ada))

    assert words_and_who(client, new) == [
        ("Confirmed: took over the seat of Ada Berg", f"Ada Berg ({ada.reference})")
    ]


def test_somebody_who_was_deleted_is_no_longer_named(client, ole):
    event = make_event(capacity=1)
    ada, ben = (
        named(event, State.CONFIRMED, "Ada"),
        named(event, State.WAITLISTED, "Ben"),
    )
    act(services.cancel, ada, by=Actor.person(ada))
    with write_tx() as session:
        session.delete(ada)

    assert words_and_who(client, ben)[0][1] == "Somebody whose data was deleted"


def test_who_withdraws_has_not_taken_a_decision_back(client, ole):
    event = make_event(needs_approval=True)
    ada = named(event, State.PENDING, "Ada")
    act(services.approve, ada, by=ole)

    act(services.cancel, ada, by=Actor.person(ada))

    rows = words_and_who(client, ada)
    assert rows[:2] == [
        ("Cancelled", "The person"),
        ("Decision taken back", "Automatically"),
    ]


def test_who_gives_a_seat_back_reads_it_in_own_words(client, ole):
    ada = named(make_event(offer_hours=48), State.OFFERED, "Ada")

    act(services.refuse, ada)

    assert own_rows(client, ada)[0] == "You gave the seat back"
    assert words_and_who(client, ada)[0] == ("Seat given back", "The person")


def test_who_leaves_a_party_has_cancelled_and_not_given_back_its_seats(client, ole):
    event = make_event(capacity=2, offer_hours=48)
    _ada, ben = make_party(event, State.OFFERED, together=True)

    act(services.refuse, ben)

    assert own_rows(client, ben)[0] == "Cancelled"
    page = client.get(f"/manage/registrations/{ben.reference}").page
    assert "Is not coming. Cancelled by the person." in text_of(page.main)


def test_a_companion_reads_who_gave_the_seats_back(client, ole):
    event = make_event(capacity=2, offer_hours=48)
    ada, ben = make_party(event, State.OFFERED, together=True, given_name="Ada")

    act(services.refuse, ada)

    name = full_name(ada)
    text = text_of(client.get(f"/my/{ben.token}").page.main)
    assert own_rows(client, ben)[0] == f"Seat given back by {name}"
    assert f"It was cancelled by {name}." in text
    assert "You did not take the seat" not in text


def test_staff_read_why_somebody_is_in_the_inbox_again(client, ole):
    event = make_event(needs_approval=True, contingents={"Business": 5, "Science": 5})
    business, science = event.pools_of(PoolKind.CONTINGENT)
    ada = named(event, State.PENDING, "Ada", pools=[business])
    act(services.approve, ada, by=ole)

    by = Actor.person(ada)
    act(services.choose, ada, [science], by=by, language="en")

    rows = words_and_who(client, ada)
    note = "Another contingent was chosen before the e-mail was due."
    assert (f"Decision taken back {note}", "Automatically") in rows


def test_who_took_a_seat_over_stays_named_when_the_old_one_is_back(client, ole):
    ada = named(make_event(), State.CONFIRMED, "Ada")
    act(services.substitute, ada, an_applicant("Ben"), by=Actor.person(ada))

    act(services.reinstate, ada, by=ole)

    said = "Cancelled: seat handed over to Ben Berg"
    assert own_rows(client, ada)[1] == said
    assert words_and_who(client, ada)[1][0].startswith(said)


def test_a_seat_handed_over_twice_names_each_who_took_it(client, ole):
    ada = named(make_event(), State.CONFIRMED, "Ada")
    for given in ("Ben", "Cyd"):
        act(services.substitute, ada, an_applicant(given), by=Actor.person(ada))
        act(services.reinstate, ada, by=ole)

    back = "Confirmed: Taken back in by the organiser"
    assert own_rows(client, ada)[:4] == [
        back,
        "Cancelled: seat handed over to Cyd Berg",
        back,
        "Cancelled: seat handed over to Ben Berg",
    ]


def test_who_was_merged_away_is_spoken_to_on_the_own_page(client, ole):
    event = make_event()
    ada, again = (named(event, State.CONFIRMED, "Ada") for _ in range(2))
    act(services.merge, ada, again, by=ole)

    assert own_rows(client, again)[0] == "Merged with your other registration"
    staff = "Merged with the other registration of the same person"
    assert words_and_who(client, again)[0][0].startswith(staff)


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "Wirtschaft → Wissenschaft"), ("en", "Business → Science")],
)
def test_places_are_read_in_the_readers_language(client, ole, language, words):
    event = make_event(contingents={"x": 5, "y": 5})
    business, science = event.pools_of(PoolKind.CONTINGENT)
    with write_tx():
        business.names = {"de": "Wirtschaft", "en": "Business"}
        science.names = {"de": "Wissenschaft", "en": "Science"}
    ada = named(event, State.CONFIRMED, "Ada", pools=[business], language=language)

    by = Actor.person(ada)
    act(services.choose, ada, [science], by=by, language="tr")

    assert words in own_rows(client, ada)[0]


def test_a_name_that_no_place_bears_any_more_stays_as_it_was(client, ole):
    event = make_event(contingents={"Business": 5, "Science": 5})
    business, science = event.pools_of(PoolKind.CONTINGENT)
    ada = named(event, State.CONFIRMED, "Ada", pools=[business])
    act(services.choose, ada, [science], by=ole, language="en")

    with write_tx():
        business.names = {"en": "Industry"}

    assert "Business → Science" in own_rows(client, ada)[0]


def test_phone_numbers_in_the_history_stand_in_groups(client, ole):
    ada = make_registration(make_event(), phone="+492414000000")

    act(services.change_details, ada, {"phone": "+492414000001"}, by=ole)

    staff, own = staff_rows(client, ada)[0], own_rows(client, ada)[0]
    assert "before: +49 241 4000000 → now: +49 241 4000001" in staff
    assert "+49 241 4000001" in own

"""The staff pages that change an event, part by part."""

from datetime import UTC, datetime, timedelta

import pytest

from eventreg.database import write_tx
from eventreg.events.states import EventState, Kind, PoolKind
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import text_of

WHEN = {
    "timezone": "Europe/Berlin",
    "starts_local": "2027-06-17T19:30",
    "ends_local": "2027-06-17T22:00",
    "place_name": "Rathaus",
}
SIGN_UP = {"accept_hours": "0", "offer_hours": "0", "cut_off_hours": "3"}


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


def edit(client, event, part, **typed):
    return client.post(f"/manage/events/{event.slug}/edit/{part}", data=typed)


def test_texts_are_saved_in_the_language_of_the_page(client):
    event = make_event(languages=["en"], title="Summer school")
    with write_tx():
        event.languages = ["en", "de"]

    answer = edit(client, event, "texts/de", title="Sommerschule", summary="Kurz")

    assert answer.location == f"/manage/events/{event.slug}"
    assert client.get(answer.location).flashes == ["Saved."]
    assert {text.language: text.title for text in event.texts} == {
        "en": "Summer school",
        "de": "Sommerschule",
    }


def test_a_draft_goes_to_its_new_address(client):
    event = make_event(state=EventState.DRAFT, title="Old", slug="old")

    answer = edit(client, event, "texts/en", title="New name")

    assert answer.location == "/manage/events/new-name"


def test_a_language_that_is_off_has_no_page(client):
    event = make_event(languages=["en"])

    page = client.get(f"/manage/events/{event.slug}/edit/texts/tr")

    assert page.status_code == 404


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"title": ""}, "Enter a title"),
        ({"title": "T", "summary": "x" * 601}, "Summary: use 600 characters or fewer"),
        (
            {"title": "T", "description": "x" * 20_001},
            "Description: use 20000 characters or fewer",
        ),
    ],
)
def test_wrong_texts_come_back(client, typed, error):
    event = make_event()

    response = edit(client, event, "texts/en", **typed)

    assert (response.status_code, response.errors) == (422, [error])


def test_a_long_description_of_many_scripts_is_kept_whole(client):
    event = make_event()
    typed = "Ω≈ç√ العربية 한국어 😀 " * 500

    edit(client, event, "texts/en", title="T", description=typed)

    assert event.text("en").description == typed.strip()


def test_when_and_where_are_saved(client):
    event = make_event()

    edit(client, event, "when-and-where", **WHEN, contact_email=" Ole@Example.org ")

    assert (event.starts_local, event.place_name, event.contact_email) == (
        datetime(2027, 6, 17, 19, 30),
        "Rathaus",
        "ole@example.org",
    )


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"ends_local": "2027-06-17T19:00"}, "The end must come after the start"),
        ({"contact_email": "ole"}, "Enter an e-mail address like name@example.org"),
        (
            {"online_url": "javascript:alert(1)"},
            "Enter a web address that begins with https://",
        ),
        (
            {"online_url": "https://[x"},
            "Enter a web address that begins with https://",
        ),
        ({"place_name": " "}, "Enter where it takes place"),
    ],
)
def test_wrong_times_and_places_come_back(client, typed, error):
    event = make_event()

    response = edit(client, event, "when-and-where", **{**WHEN, **typed})

    assert (response.status_code, response.errors) == (422, [error])


def test_a_deadline_stays_before_the_end_when_the_event_moves(client):
    event = make_event(
        starts_local=datetime(2027, 9, 1, 18, 0),
        deadline_local=datetime(2027, 8, 1, 18, 0),
    )

    response = edit(client, event, "when-and-where", **WHEN)

    assert (response.status_code, response.errors) == (
        409,
        ["The deadline must not be after the end of the event."],
    )
    assert event.starts_local == datetime(2027, 9, 1, 18, 0)


def test_more_seats_let_the_line_move_up_at_once(client):
    event = make_event(capacity=1)
    make_registration(event, State.CONFIRMED)
    ben = make_registration(event, State.WAITLISTED)

    edit(client, event, "seats", capacity="2", team="20")

    assert (ben.state, event.pool(PoolKind.EVENT).capacity) == (State.CONFIRMED, 2)


def test_fewer_seats_than_taken_are_refused_and_nothing_is_half_done(client):
    event = make_event(capacity=3)
    for _ in range(3):
        make_registration(event, State.CONFIRMED)

    response = edit(client, event, "seats", capacity="2", team="5")

    assert (response.status_code, response.errors) == (
        409,
        [
            "3 seats are taken already, so there cannot be fewer. "
            "To let nobody else in, close sign-up."
        ],
    )
    assert response.page.select_one("#capacity")["value"] == "2"
    assert [pool.capacity for pool in event.pools] == [3, 20]


@pytest.mark.parametrize("typed", ["0", "-1", "1000000000", "x", ""])
def test_a_senseless_number_of_seats_comes_back(client, typed):
    event = make_event()

    response = edit(client, event, "seats", capacity=typed, team="0")

    assert response.errors == ["Enter a whole number from 1 to 100000"]


def test_sign_up_is_saved_with_its_local_times(client):
    event = make_event(starts_in=timedelta(days=400), timezone="Europe/Istanbul")

    edit(
        client,
        event,
        "sign-up",
        opens_local="2027-01-04T09:00",
        needs_approval="y",
        **{**SIGN_UP, "accept_hours": "168"},
    )

    assert (event.opens_at, event.deadline_at) == (
        datetime(2027, 1, 4, 6, 0, tzinfo=UTC),
        None,
    )
    assert (event.needs_approval, event.accept_hours) == (True, 168)


def test_opening_for_members_parties_and_late_forms_are_saved(client):
    event = make_event(starts_local=datetime(2027, 6, 17, 19, 30))
    typed = {
        "members_open_local": "2027-01-04T09:00",
        "opens_local": "2027-01-11T09:00",
        "change_until_local": "2027-06-01T12:00",
        "needs_approval": "y",
        "takes_late": "y",
        "only_together": "y",
    }

    edit(client, event, "sign-up", **typed, **SIGN_UP)

    assert (event.members_open_local, event.change_until_local) == (
        datetime(2027, 1, 4, 9, 0),
        datetime(2027, 6, 1, 12, 0),
    )
    assert (event.takes_late_forms, event.only_together) == (True, True)


def test_members_must_come_before_everybody(client):
    event = make_event(starts_local=datetime(2027, 6, 17, 19, 30))

    response = edit(
        client, event, "sign-up", members_open_local="2027-01-04T09:00", **SIGN_UP
    )

    assert response.errors == [
        "Say when sign-up opens for everybody; members must come earlier."
    ]


def test_new_terms_of_cancelling_are_a_new_version(client):
    event = make_event(title="T")

    edit(client, event, "texts/en", title="T", terms="Free until June")

    assert (event.text("en").terms, event.terms_version) == ("Free until June", 2)


def test_sign_up_that_opens_after_the_deadline_is_refused(client):
    event = make_event(starts_local=datetime(2027, 6, 17, 19, 30))
    times = {"opens_local": "2027-06-02T09:00", "deadline_local": "2027-06-01T09:00"}

    response = edit(client, event, "sign-up", **times, **SIGN_UP)

    assert response.errors == ["Sign-up must open before it ends."]
    assert response.page.select_one("#opens_local")["value"] == "2027-06-02T09:00"


def test_languages_are_switched_on_and_ordered(client):
    event = make_event(languages=["en"])

    edit(client, event, "languages", first="en", others=["tr", "de"])

    assert event.languages == ["en", "de", "tr"]


@pytest.mark.parametrize(
    ("typed", "status"),
    [({"first": "tr"}, 409), ({"first": "xx"}, 422), ({"others": ["xx"]}, 422)],
)
def test_wrong_languages_come_back(client, typed, status):
    event = make_event(languages=["en"])

    response = edit(client, event, "languages", **{"first": "en", **typed})

    assert (response.status_code, event.languages) == (status, ["en"])


def test_the_other_parts_are_one_click_away(client):
    event = make_event()

    page = client.get(f"/manage/events/{event.slug}/edit").page

    parts = page.select("nav[aria-label='Parts of the event'] a")
    assert [text_of(a) for a in parts] == [
        "Texts",
        "Picture",
        "Agenda",
        "Speakers",
        "When and where",
        "Seats",
        "Sign-up",
        "Questions",
        "Languages",
    ]


@pytest.mark.parametrize(
    ("kind", "ends", "days", "most"),
    [
        (Kind.EVENING, "2037-06-17T22:00", 3653, 31),
        (Kind.TRIP, "2027-09-17T22:00", 92, 92),
    ],
)
def test_an_event_that_lasts_too_long_is_a_typing_error(client, kind, ends, days, most):
    event = make_event(kind=kind)

    answer = edit(client, event, "when-and-where", **{**WHEN, "ends_local": ends})

    assert answer.errors == [
        f"It would last {days} days, and at most {most} are possible: look at the years"
    ]
    assert answer.page.select_one("#ends_local")["value"] == ends
    assert answer.page.select_one("#ends_local")["aria-invalid"] == "true"

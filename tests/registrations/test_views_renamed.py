"""Staff rename a contingent while somebody fills in the form."""

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events import services as events
from eventreg.events.pools import addresses
from eventreg.registrations import seats
from tests.factories import make_event, pool_named
from tests.registrations.sending import everybody, send


@pytest.fixture
def event(app):
    return make_event(contingents={"Press": 5, "Science": 5})


def rename(event, old, new):
    pool = pool_named(event, old)
    with write_tx():
        events.edit_pool(
            event, pool, names={"en": new}, capacity=pool.capacity, by=Actor.worker()
        )
    return pool


def test_what_was_chosen_is_still_chosen(client, event):
    media = rename(event, "Press", "Media")

    answer = send(client, event, contingent="press")

    [ada] = everybody()
    assert answer.status_code == 303
    assert seats.contingents_of(ada) == [media]


def test_the_page_of_staff_stays_where_it_was(client, sign_in, event):
    sign_in("director")
    rename(event, "Press", "Media")

    page = client.get(f"/manage/events/{event.slug}/edit/seats/press")

    assert (page.status_code, page.heading) == (200, "Media")


def test_a_new_one_of_the_old_name_does_not_take_the_address(event):
    media = rename(event, "Press", "Media")
    with write_tx():
        events.add_pool(
            event, media.kind, names={"en": "Press"}, capacity=1, by=Actor.worker()
        )

    assert {name: pool.name("en") for name, pool in addresses(event).items()} == {
        "press": "Media",
        "science": "Science",
        "press-2": "Press",
    }


def test_the_others_keep_theirs_when_one_is_removed(app):
    event = make_event(contingents={"Press": 5})
    with write_tx():
        for _number in range(2):
            events.add_pool(
                event,
                pool_named(event, "Press").kind,
                names={"en": "Press"},
                capacity=1,
                by=Actor.worker(),
            )
    first, second, third = addresses(event).values()

    with write_tx():
        events.remove_pool(event, second, by=Actor.worker())

    assert addresses(event) == {"press": first, "press-3": third}

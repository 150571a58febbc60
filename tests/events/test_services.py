"""What people do with events, on a real database."""

from datetime import datetime

import pytest

from eventreg.database import db, write_tx
from eventreg.errors import DomainError, MoveNotAllowed
from eventreg.events import services, signals
from eventreg.events.models import Event
from eventreg.events.services import NotReady
from eventreg.events.states import EventState, Kind, PoolKind
from eventreg.web.models import Network
from tests.factories import make_event

pytestmark = [pytest.mark.usefixtures("english"), pytest.mark.database]


@pytest.fixture
def heard():
    """What the later rooms were told: name of the signal and its values."""
    told = []

    def listen(name):
        def note(event, by, **values):
            told.append((name, values))

        return note

    listeners = {name: listen(name) for name in signals.__all__}
    for name, listener in listeners.items():
        getattr(signals, name).connect(listener)
    yield told
    for name, listener in listeners.items():
        getattr(signals, name).disconnect(listener)


@pytest.mark.parametrize(
    ("kind", "preset"),
    [
        (Kind.EVENING, (False, 0, 0)),
        (Kind.WORKSHOP, (False, 0, 48)),
        (Kind.TRIP, (True, 168, 72)),
    ],
)
def test_a_new_event_is_a_draft_with_the_presets_of_its_kind(create, kind, preset):
    event = create(kind, capacity=12)

    assert event.state is EventState.DRAFT
    assert (event.needs_approval, event.accept_hours, event.offer_hours) == preset
    assert {pool.kind: pool.capacity for pool in event.pools} == {
        PoolKind.EVENT: 12,
        PoolKind.TEAM: 20,
    }


def test_times_are_kept_as_the_clock_there_shows_them(create):
    event = create(timezone="Europe/Istanbul")

    assert event.starts_local == datetime(2027, 6, 17, 19, 30)
    assert event.starts_at.isoformat() == "2027-06-17T16:30:00+00:00"


def test_events_of_one_title_are_numbered(create):
    slugs = [create(title="Sommerfest").slug for _ in range(3)]

    assert slugs == ["sommerfest", "sommerfest-2", "sommerfest-3"]


def test_the_address_follows_the_title_until_it_is_public(create, ole):
    event = create(title="Sommerfest")

    with write_tx():
        services.edit_text(event, "en", {"title": "Summer party"}, by=ole)
    assert event.slug == "summer-party"

    with write_tx():
        services.publish(event, by=ole)
        services.edit_text(event, "en", {"title": "Winter party"}, by=ole)
    assert event.slug == "summer-party"


def test_a_title_of_another_language_leaves_the_address(create, ole):
    event = create(title="Sommerfest")

    with write_tx():
        services.set_languages(event, ["en", "tr"], by=ole)
        services.edit_text(event, "tr", {"title": "Yaz şenliği"}, by=ole)

    assert event.slug == "sommerfest"
    assert event.title("tr") == "Yaz şenliği"


def test_only_what_differs_is_logged(create, ole, log):
    event = create()

    with write_tx():
        values = {"place_name": "Rathaus", "offer_hours": event.offer_hours}
        services.edit(event, values, by=ole)

    assert log() == [
        ("event.created", "summer-school", {"kind": [None, "evening"]}),
        (
            "event.changed",
            "summer-school",
            {"place_name": ["Haus der Wirtschaft", "Rathaus"]},
        ),
    ]


def test_saving_without_a_change_leaves_no_trace(create, ole, log, heard):
    event = create()

    with write_tx():
        services.edit(event, {"place_name": event.place_name}, by=ole)
        services.edit_text(event, "en", {"title": "Summer school"}, by=ole)
        services.set_languages(event, ["en"], by=ole)
        services.set_capacity(event, event.pool(PoolKind.EVENT), 20, by=ole)

    assert [act for act, *_rest in log()] == ["event.created"]
    assert heard == []


def test_moving_a_public_event_is_told_and_counts_in_calendars(create, ole, heard):
    event = create()
    later = {"ends_local": datetime(2027, 6, 17, 23, 0)}
    changes = {"ends_local": ["2027-06-17T22:00:00", "2027-06-17T23:00:00"]}
    with write_tx():
        services.publish(event, by=ole)

    with write_tx():
        services.edit(event, later, by=ole)

    assert event.sequence == 1
    assert event.ends_at.isoformat() == "2027-06-17T21:00:00+00:00"
    assert heard == [
        ("event_changed", {"changes": changes}),
        ("event_moved", {"changes": changes}),
    ]


def test_a_draft_moves_quietly(create, ole, heard):
    event = create()

    with write_tx():
        services.edit(event, {"ends_local": datetime(2027, 6, 17, 23, 0)}, by=ole)

    assert [name for name, _values in heard] == ["event_changed"]


def test_times_that_cannot_be_change_nothing(create, ole):
    event = create()

    with pytest.raises(DomainError), write_tx():
        services.edit(event, {"ends_local": datetime(2027, 6, 17, 19, 0)}, by=ole)

    assert event.ends_local == datetime(2027, 6, 17, 22, 0)


def test_state_is_not_a_column_to_edit(create, ole):
    event = create()

    with pytest.raises(ValueError, match="not editable"), write_tx():
        services.edit(event, {"state": EventState.PUBLISHED}, by=ole)


def test_more_seats_are_told_and_fewer_are_not(create, ole, heard):
    event = create(capacity=20)
    pool = event.pool(PoolKind.EVENT)

    with write_tx():
        services.set_capacity(event, pool, 25, by=ole)
    with write_tx():
        services.set_capacity(event, pool, 22, by=ole)

    assert heard == [
        ("event_changed", {"changes": {"capacity event": [20, 25]}}),
        ("capacity_raised", {"pool": pool}),
        ("event_changed", {"changes": {"capacity event": [25, 22]}}),
    ]


def test_there_are_never_fewer_seats_than_taken(ole):
    event = make_event(capacity=20)
    pool = event.pool(PoolKind.EVENT)
    with write_tx():
        pool.taken = 12

    with pytest.raises(DomainError) as refusal, write_tx():
        services.set_capacity(event, pool, 11, by=ole)

    assert str(refusal.value) == (
        "12 seats are taken already, so there cannot be fewer. "
        "To let nobody else in, close sign-up."
    )
    assert pool.capacity == 20


@pytest.mark.parametrize("capacity", [-1, 100_001, 10**9])
def test_a_senseless_number_of_seats_is_refused(create, ole, capacity):
    event = create()

    with pytest.raises(DomainError), write_tx():
        services.set_capacity(event, event.pool(PoolKind.TEAM), capacity, by=ole)


def test_publishing_needs_what_the_network_owes(create, ole):
    event = create()
    with write_tx() as session:
        session.get_one(Network, 1).street = ""

    with pytest.raises(NotReady) as refusal, write_tx():
        services.publish(event, by=ole)

    assert refusal.value.reasons == ("Fill in the imprint in the settings.",)
    assert event.state is EventState.DRAFT


def test_publishing_needs_a_future(ole):
    event = make_event(
        state=EventState.DRAFT, starts_local=datetime(2020, 6, 17, 19, 30)
    )

    with pytest.raises(NotReady) as refusal, write_tx():
        services.publish(event, by=ole)

    assert refusal.value.reasons == ("The event is in the past.",)


def test_an_event_is_published_closed_and_opened_again(create, ole, log):
    event = create()

    with write_tx():
        services.publish(event, by=ole)
        services.close(event, by=ole)
        services.reopen(event, by=ole)

    assert event.state is EventState.PUBLISHED
    assert event.published_at is not None
    assert log()[1:] == [
        ("event.published", "summer-school", {"state": ["draft", "published"]}),
        ("event.closed", "summer-school", {"state": ["published", "closed"]}),
        ("event.reopened", "summer-school", {"state": ["closed", "published"]}),
    ]


def test_cancelling_is_told_with_its_reason_and_once(create, ole, log, heard):
    event = create()
    with write_tx():
        services.publish(event, by=ole)

    with write_tx():
        services.cancel(event, reason={"en": "Storm"}, by=ole)
    with pytest.raises(MoveNotAllowed), write_tx():
        services.cancel(event, reason={"en": "Again"}, by=ole)

    assert (event.state, event.sequence) == (EventState.CANCELLED, 1)
    assert event.cancelled_at is not None
    assert heard == [("event_cancelled", {"reason": {"en": "Storm"}})]
    assert log()[-1] == (
        "event.cancelled",
        "summer-school",
        {
            "state": ["published", "cancelled"],
            "reason en": ["", "Storm"],
        },
    )


def test_what_a_later_room_refuses_is_not_done(create, ole):
    event = create()
    with write_tx():
        services.publish(event, by=ole)

    def refuse(*_args, **_values):
        raise DomainError("no")

    with (
        signals.event_cancelled.connected_to(refuse),
        pytest.raises(DomainError),
        write_tx(),
    ):
        services.cancel(event, by=ole)

    assert event.state is EventState.PUBLISHED


def test_a_language_without_texts_cannot_be_the_first(create, ole):
    event = create()

    with pytest.raises(DomainError) as refusal, write_tx():
        services.set_languages(event, ["tr", "en"], by=ole)

    assert str(refusal.value) == (
        "Write the texts in that language before you make it the first."
    )


def test_texts_of_a_language_switched_off_are_kept_but_not_shown(create, ole):
    event = create(title="Summer school")
    with write_tx():
        services.set_languages(event, ["en", "tr"], by=ole)
        services.edit_text(event, "tr", {"title": "Yaz okulu"}, by=ole)

    with write_tx():
        services.set_languages(event, ["en"], by=ole)
    assert event.title("tr") == "Summer school"

    with write_tx():
        services.set_languages(event, ["en", "tr"], by=ole)
    assert event.title("tr") == "Yaz okulu"


def test_an_event_that_is_gone_is_missed_politely(create, ole):
    event = create()
    with write_tx() as session:
        session.delete(event)
    ghost = Event(id=event.id)

    with pytest.raises(DomainError) as refusal, write_tx():
        services.close(ghost, by=ole)

    assert str(refusal.value) == "This is no longer here."
    assert db.session.query(Event).count() == 0

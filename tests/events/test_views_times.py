"""What visitors read of deadlines that passed, and of events moved or called off."""

from datetime import UTC, datetime

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import write_tx
from eventreg.events import services
from tests.factories import make_event
from tests.house import text_of


def test_a_deadline_that_has_passed_is_explained_beside_the_button(client):
    event = make_event(
        needs_approval=True,
        takes_late=True,
        deadline_local=datetime(2026, 1, 1, 9, 0),
    )

    head = client.get(f"/events/{event.slug}").page.select_one(".event__head")

    assert text_of(head.select_one(".standing")) == (
        "The deadline has passed. You can still apply: your application comes late "
        "and will be marked so."
    )
    assert text_of(head.select_one(".button")) == "Apply"


def test_a_cancelled_event_says_why(client, app):
    event, other = make_event(), make_event()
    ole = Actor(ActorKind.STAFF, "ole")
    with write_tx():
        services.cancel(event, reason={"en": "A storm is coming."}, by=ole)
        services.cancel(other, by=ole)

    told = [
        text_of(client.get(f"/events/{each.slug}").page.select_one(".standing"))
        for each in (event, other)
    ]

    assert told == [
        "This event is cancelled. A storm is coming.",
        "This event is cancelled.",
    ]


def test_list_and_form_say_from_when_an_event_was_moved(client):
    before = datetime(2027, 6, 10, 17, 30, tzinfo=UTC)
    moved = make_event(previous_starts_at=before)
    make_event()

    pages = (client.get("/").page, client.get(f"/events/{moved.slug}/register").page)

    assert [
        [text_of(each) for each in page.select("p.soft strong")] for page in pages
    ] == [["New date, moved from Thu 10 June 2027, 19:30"]] * 2

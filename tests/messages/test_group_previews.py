"""What is shown of a letter to a group is what its people read."""

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.messages import queries, services
from eventreg.messages.groups import Group, fingerprint
from eventreg.messages.letters.groups import example
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations.states import State
from tests.factories import make_account, make_event, make_registration
from tests.house import text_of
from tests.messages.links import letters_named

pytestmark = pytest.mark.usefixtures("app")


def draft(event, states):
    texts = {"en": {"subject": "News", "body": "Hello"}}
    group, account = Group(states=states), make_account()
    with write_tx():
        return services.draft(event, texts=texts, group=group, upload=None, by=account)


def send(letter):
    seen = fingerprint(queries.recipients(letter), letter.texts)
    with write_tx():
        services.send(letter, seen=seen, by=Actor.worker())


@pytest.mark.parametrize(
    ("states", "says_so"), [(["confirmed"], True), (["declined"], False)]
)
def test_who_has_nothing_to_cancel_is_not_offered_it(states, says_so):
    """Neither in the preview, nor in the test, nor in the letter itself."""
    event = make_event()
    make_registration(event, State(states[0]), email="ada@example.org")
    letter, account = (
        draft(event, tuple(states)),
        make_account("una@example.org"),
    )
    shown = [render(example(letter, "en", "Ada"), current_sender()).text]
    with write_tx():
        services.test(letter, "en", account)
    send(letter)

    shown += [render(each, current_sender()).text for each in letters_named("free")]

    assert ["can also cancel" in text for text in shown] == [says_so] * 3


def previews_on(page):
    return [
        (text_of(each.select_one("summary")), each.select_one("iframe")["src"])
        for each in page.select("main details:has(iframe)")
    ]


def test_a_group_of_several_kinds_is_shown_each_way_its_people_read_it(client, sign_in):
    sign_in("office")
    event = make_event()
    for state in (State.CONFIRMED, State.WAITLISTED, State.DECLINED):
        make_registration(event, state, language="en")
    lead = make_registration(event, language="en")
    make_registration(event, lead_id=lead.id, email=None)
    letter = draft(event, ("confirmed", "waitlisted", "declined"))

    shown = previews_on(
        client.get(
            f"/manage/events/{event.slug}/messages/letters/{letter.reference}"
        ).page
    )

    assert sorted(summary for summary, _src in shown) == [
        "English: News – to 1 person: Confirmed, whom others signed up",
        "English: News – to 1 person: Declined",
        "English: News – to 3 people: On the waitlist, Confirmed",
    ]
    texts = [client.get(src).text for _summary, src in sorted(shown)]
    assert ["can also cancel" in text for text in texts] == [True, False, True]
    assert ["without an address" in text for text in texts] == [True, False, False]


def test_a_group_of_one_kind_is_shown_once_a_language(client, sign_in):
    sign_in("office")
    event = make_event()
    for state in (State.CONFIRMED, State.WAITLISTED):
        make_registration(event, state, language="en")
    letter = draft(event, ("confirmed", "waitlisted"))

    shown = previews_on(
        client.get(
            f"/manage/events/{event.slug}/messages/letters/{letter.reference}"
        ).page
    )

    assert [summary for summary, _src in shown] == ["English: News"]

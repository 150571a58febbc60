"""Rounds of invitations: whom, the exact list, off they go, and how far they are."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events.states import EventState
from eventreg.messages import queries, services
from eventreg.messages.models import InvitationRound
from eventreg.messages.queries import Wanted
from eventreg.messages.rounds import seen_as
from eventreg.outbox import deliver_due
from eventreg.outbox.models import Letter
from eventreg.outbox.states import LetterState
from eventreg.people import services as people
from eventreg.registrations.invitations import invitation
from eventreg.registrations.services import NotToBeInvited, invite
from tests.factories import make_event, make_member, make_person
from tests.house import count_queries, text_of
from tests.messages.links import letters_named, make_round
from tests.registrations.test_races import at_once


@pytest.fixture
def event(app):
    return make_event(title="Trip", slug="trip", needs_approval=True)


@pytest.fixture
def ada(app):
    return make_person(make_member("Ada AG"), email="ada@example.org", language="en")


@pytest.fixture
def office(sign_in):
    return sign_in("office")


PAGE = "/manage/events/trip/messages/invitations"
NEW = f"{PAGE}/rounds/new"


def choose(client, *persons, **typed):
    """The address of the draft with these people."""
    marked = {"person": [each.reference for each in persons]}
    return client.post(NEW, data=marked | typed).location


def send(client, address, seen=None):
    seen = seen or client.get(address).page.select_one("[name=seen]")["value"]
    return client.post(f"{address}/send", data={"seen": seen})


def test_the_marked_are_shown_exactly_and_nothing_is_sent(client, office, event, ada):
    make_person(ada.company, given_name="Ben", language="de")
    page = client.get(NEW)
    marks = page.page.select("[name=person]")

    shown = client.get(choose(client, ada))

    assert page.heading == "2 people can be invited"
    assert [mark.has_attr("checked") for mark in marks] == [True, True]
    assert shown.heading == "1 person will be invited"
    [row] = shown.page.select("tbody tr")
    assert text_of(row) == "Ada King Ada AG English ada@example.org"
    assert letters_named("invitation") == []


def test_the_letter_is_shown_in_each_language_that_they_read(
    client, office, event, ada
):
    make_person(ada.company, given_name="Cem", language="tr")
    ben = make_person(ada.company, given_name="Ben", language="de")
    address = choose(client, ada, ben, note_de="Kommen Sie doch", note_en="Do come")

    page = client.get(address).page
    german = client.get(f"{address}/html/de").page

    frames = [frame["src"] for frame in page.select("iframe")]
    assert frames == [f"{address}/html/de", f"{address}/html/en"]
    assert "Kommen Sie doch" in text_of(german)
    assert {a["href"] for a in german.select("a")} == {"http://localhost/events/trip"}


def test_sending_invites_each_and_says_how_far_it_is(client, office, event, ada):
    ben = make_person(ada.company, given_name="Ben", language="de")
    address = choose(client, ada, ben, note_en="Do come", counts_as_approved="y")

    page = client.get(send(client, address).location)

    assert page.flashes == ["2 invitations are on their way."]
    assert page.heading == "2 people were invited"
    assert text_of(page.page.select_one(".lede")).startswith("0 of 2 e-mails are out")
    assert [text_of(li) for li in page.page.select("#task li")] == [
        "Ada King , Ada AG Waiting",
        "Ben King , Ada AG Waiting",
    ]
    notes = {each.to: each.values["note"] for each in letters_named("invitation")}
    assert notes == {"ada@example.org": "Do come", ben.email: ""}
    assert invitation(event, ben).counts_as_approved is True


def test_the_page_follows_until_all_are_out(client, office, event, ada):
    address = choose(client, ada)
    send(client, address)
    going = client.get(address).page
    with write_tx() as session:
        letter = session.query(Letter).one()
        letter.state, letter.sent_at = LetterState.SENT, clock.now()

    done = client.get(address).page

    assert going.select_one("[data-task]") is not None
    assert done.select_one("[data-task]") is None
    assert text_of(done.select_one(".lede")).startswith("1 of 1 e-mail is out")


def test_a_second_press_sends_nothing_more(client, office, event, ada):
    address = choose(client, ada)
    seen = client.get(address).page.select_one("[name=seen]")["value"]

    answers = [send(client, address, seen) for _press in range(2)]

    said = client.get(answers[1].location).flashes
    assert said[-1] == "This e-mail has been sent already."
    assert len(letters_named("invitation")) == 1


def test_of_two_directors_at_once_one_sends(app, sign_in, event, ada):
    account = sign_in("director")
    together = make_round(event, account, [ada])
    seen, reference = seen_as(together, [ada]), together.reference
    event_id, by = event.id, Actor.staff(account)

    def press():
        with write_tx():
            found = queries.invitation_round(
                db.session.get(type(event), event_id), reference
            )
            return services.send_round(found, seen=seen, by=by)

    results = at_once(app, press, press)

    assert sorted(type(each).__name__ for each in results) == ["IsSent", "int"]
    assert len(letters_named("invitation")) == 1


def test_who_is_in_two_rounds_is_invited_by_the_first(client, office, event, ada):
    ben = make_person(ada.company, given_name="Ben")
    first, second = choose(client, ada), choose(client, ada, ben)
    seen = client.get(second).page.select_one("[name=seen]")["value"]
    send(client, first)

    refused = client.get(send(client, second, seen).location)

    assert "nothing was sent" in refused.flashes[-1]
    assert refused.heading == "1 person will be invited"
    assert text_of(refused.page.select_one(".notice")).startswith(
        "1 of those you marked is no longer on the list"
    )
    assert [each.to for each in letters_named("invitation")] == ["ada@example.org"]


def test_who_refuses_meanwhile_is_not_written_to(client, office, event, ada):
    address = choose(client, ada)
    seen = client.get(address).page.select_one("[name=seen]")["value"]
    with write_tx():
        people.refuse_invitations(ada, by=Actor.worker())

    answer = send(client, address, seen)

    page = client.get(answer.location)
    assert page.flashes[-1] == ("Nobody of those you marked can be invited any more.")
    assert page.heading == "Nobody will be invited"
    assert page.page.select("[name=seen]") == []
    assert letters_named("invitation") == []


def test_a_draft_can_be_changed_until_it_is_sent(client, office, event, ada):
    ben = make_person(ada.company, given_name="Ben", language="en")
    address = choose(client, ada, note_en="Do come")
    typed = client.get(f"{address}/edit").page

    client.post(f"{address}/edit", data={"person": ben.reference, "note_en": "Please"})
    send(client, address)
    late = client.post(f"{address}/edit", data={"person": ada.reference})

    marked = [m["value"] for m in typed.select("[name=person][checked]")]
    assert marked == [ada.reference]
    assert typed.select_one("#note_en").text.strip() == "Do come"
    [letter] = letters_named("invitation")
    assert (letter.to, letter.values["note"]) == (ben.email, "Please")
    assert late.location == address


def test_a_draft_is_discarded_and_a_sent_one_stays(client, office, event, ada):
    address = choose(client, ada)
    sent = make_round(event, office, [ada], is_sent=True)

    discarded = client.get(client.post(f"{address}/discard").location)
    refused = client.get(
        client.post(f"{PAGE}/rounds/{sent.reference}/discard").location
    )

    assert discarded.flashes == ["The draft is discarded."]
    assert refused.flashes == ["This e-mail has been sent already."]
    assert client.get(address).status_code == 404
    assert [r.reference for r in db.session.query(InvitationRound)] == [sent.reference]


def test_a_test_goes_to_who_asks_about_nobody(client, office, event, ada, post):
    address, mine = choose(client, ada, note_en="Do come"), office.email

    client.post(f"{address}/test")
    deliver_due()

    [(to, message)] = post.letters()
    assert to == mine
    assert message["Subject"].startswith("Test: ")
    assert "Do come" in message.get_body(("plain",)).get_content()
    assert "/members/" not in message.as_string()
    assert len(letters_named("invitation")) == 1


def test_the_rounds_of_an_event_are_listed(client, office, event, ada):
    ben = make_person(ada.company, given_name="Ben")
    send(client, choose(client, ada))
    choose(client, ben)

    page = client.get(PAGE).page

    lines = [text_of(li) for li in page.select("main ul li")]
    assert lines[0].startswith("To 1 person – draft of ")
    assert lines[1].startswith("To 1 person – ")
    assert "draft" not in lines[1]


def test_a_round_of_another_event_is_missing(client, office, event, ada):
    together = make_round(make_event(), office, [ada])

    for path in ("", "/edit", "/html/en"):
        answer = client.get(f"{PAGE}/rounds/{together.reference}{path}")
        assert answer.status_code == 404


def test_nobody_marked_is_said_and_words_stay(client, office, event, ada):
    answer = client.post(NEW, data={"note_en": "Do come"})

    assert answer.status_code == 422
    assert answer.errors == ["Mark whom you want to invite"]
    assert answer.page.select_one("#note_en").text.strip() == "Do come"


@pytest.mark.parametrize(("marks", "count"), [("all", 2), ("none", 0)])
def test_one_press_marks_all_or_nobody(client, office, event, ada, marks, count):
    make_person(ada.company, given_name="Ben")
    data = {"person": ada.reference, "note_en": "Do come", "marks": marks}

    page = client.post(NEW, data=data).page

    assert len(page.select("[name=person][checked]")) == count
    assert page.select_one("#note_en").text.strip() == "Do come"
    assert db.session.query(InvitationRound).count() == 0


def test_too_long_a_word_comes_back_with_the_marks(client, office, event, ada):
    make_person(ada.company, given_name="Ben")
    data = {"person": ada.reference, "note_en": "x" * 601}

    answer = client.post(NEW, data=data)

    marked = [m["value"] for m in answer.page.select("[name=person][checked]")]
    assert (answer.status_code, marked) == (422, [ada.reference])
    assert db.session.query(InvitationRound).count() == 0


def test_nobody_is_invited_twice_to_the_same(event, ada):
    for is_first in (True, False):
        with write_tx():
            if is_first:
                invite(event, ada, by=Actor.worker())
                continue
            with pytest.raises(NotToBeInvited):
                invite(event, ada, by=Actor.worker(), once=True)

    assert list(queries.can_be_invited(event, Wanted())) == []


def test_for_an_event_that_is_over_nobody_is_invited(client, office, ada):
    past = make_event(starts_in=timedelta(days=-9))
    page = f"/manage/events/{past.slug}/messages/invitations"

    assert client.get(f"{page}/rounds/new").location == page


def test_the_pages_ask_no_more_with_many(client, office, event, app):
    def some(count):
        return [
            make_person(make_member(), given_name=f"P{number}", language="en")
            for number in range(count)
        ]

    def asked_with(count):
        draft = make_round(event, office, some(count))
        sent = make_round(event, office, some(count), is_sent=True)
        pages = [f"{PAGE}/rounds/{each.reference}" for each in (draft, sent)]
        client.get(pages[0])
        with count_queries() as asked:
            for page in pages:
                client.get(page)
        return len(asked)

    assert asked_with(15) == asked_with(1)


def test_words_of_a_round_stay_when_sign_up_has_closed_meanwhile(client, office, ada):
    make_event(slug="trip", state=EventState.CLOSED)
    typed = {"person": ada.reference, "note_en": "Come along"}

    answer = client.post(NEW, data=typed)

    assert (answer.status_code, answer.errors) == (
        409,
        ["Nobody can sign up for this event any more."],
    )
    assert answer.page.select_one("#note_en").text.strip() == "Come along"

"""What an invitation leads to once it was answered, or counts as approved."""

from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import services
from eventreg.registrations.invitations import invitation
from eventreg.registrations.services import applicant_for, sign_up_known
from eventreg.registrations.states import State
from tests.factories import (
    make_event,
    make_member,
    make_person,
    make_personal_link,
    make_registration,
)
from tests.house import text_of
from tests.messages.links import letters_named


@pytest.fixture
def event(app):
    return make_event(title="Trip", needs_approval=True)


@pytest.fixture
def ada(app):
    return make_person(make_member("Ada AG"), email="ada@example.org", language="en")


def invite(event, person, **options):
    with write_tx():
        return services.invite(event, person, by=Actor.worker(), **options)


def ask_page(event, person):
    return f"/members/{make_personal_link(person).token}/events/{event.slug}"


def test_who_is_signed_up_is_not_told_that_the_no_was_noted(client, ada):
    event = make_event(needs_approval=False)
    invite(event, ada)
    with write_tx():
        registration = sign_up_known(event, ada, applicant_for(ada))
    page = f"{ask_page(event, ada)}/no-thanks"

    answer = client.get(client.post(page).location)

    links = [a["href"] for a in answer.page.select("main .actions a")]
    assert answer.flashes == []
    assert answer.heading == "You have answered this invitation already"
    assert links == [f"/my/{registration.token}", f"/my/{registration.token}/cancel"]
    assert invitation(event, ada).declined_at is None


def test_who_is_signed_up_is_not_asked_once_more(client, event, ada):
    invite(event, ada)
    with write_tx():
        sign_up_known(event, ada, applicant_for(ada))

    page = client.get(ask_page(event, ada))

    assert page.heading == "You have answered this invitation already"
    assert text_of(page.page.select_one("main .tag")) == "Being considered"


def test_who_has_said_no_reads_so_first_and_finds_the_way_back(client, event, ada):
    invite(event, ada)
    with write_tx():
        services.say_no(event, ada)

    page = client.get(ask_page(event, ada))

    assert page.heading == "You have said no to this invitation"
    assert "Have you changed your mind? You can still sign up." in text_of(
        page.page.main
    )
    links = {a["href"] for a in page.page.select("main a")}
    assert f"{ask_page(event, ada)}/register" in links
    assert f"{ask_page(event, ada)}/no-thanks" not in links


def days(number):
    return clock.to_local(clock.now() + timedelta(days=number), "Europe/Berlin")


def invited_text(letter="invitation"):
    return render(letters_named(letter)[0], current_sender()).text.replace("*", "")


def test_an_invitation_opens_what_is_not_open_to_anybody_yet(client, ada):
    event = make_event(opens_local=days(5))
    other = make_person(make_member("Ben AG"), email="ben@example.org", language="en")
    invite(event, ada)

    form, closed = (
        client.get(f"{ask_page(event, each)}/register") for each in (ada, other)
    )
    sent = client.post(f"{ask_page(event, ada)}/register")

    assert form.heading == "Sign up"
    assert "the seat is yours" in text_of(form.page.select_one(".lede"))
    assert "Sign-up opens on" in text_of(closed.page.main)
    assert (sent.status_code, sent.location.startswith("/my/")) == (303, True)
    assert "opens for you" not in invited_text()


def test_where_members_have_a_time_of_their_own_the_letter_says_when(client, ada):
    event = make_event(members_open_local=days(2), opens_local=days(5))
    invite(event, ada)

    closed = client.get(f"{ask_page(event, ada)}/register").page

    assert "Sign-up opens for you on" in text_of(closed.main)
    assert "The form opens for you on" in invited_text()
    assert "so that signing up is quicker" not in invited_text()


def test_a_form_that_nobody_confirmed_answers_no_invitation(client, event, ada):
    invite(event, ada)
    make_registration(event, State.UNVERIFIED, person_id=ada.id)

    assert client.get(ask_page(event, ada)).heading == "Are you Ada King?"


@pytest.mark.parametrize(
    ("is_approved", "act", "words"),
    [
        (False, "Apply", "The organiser decides who takes part and writes to you."),
        (True, "Sign up", "press the button below, and the seat is yours."),
    ],
    ids=["decided on", "approved beforehand"],
)
def test_the_form_says_what_the_invitation_makes_of_it(
    client, event, ada, is_approved, act, words
):
    invite(event, ada, counts_as_approved=is_approved)

    page = client.get(f"{ask_page(event, ada)}/register").page

    assert text_of(page.h1) == act
    assert {text_of(b) for b in page.select("main .actions button")} == {act}
    assert words in text_of(page.select_one(".lede"))
    about_others = "still decides about anybody you bring along."
    assert (about_others in text_of(page.main)) == is_approved


def test_the_members_page_says_it_too(client, sign_in_member, event, ada):
    sign_in_member(ada)
    before = client.get("/members").page.select_one(".mine button")
    invite(event, ada, counts_as_approved=True)

    after = client.get("/members").page.select_one(".mine button")

    assert (before.contents[0].strip(), after.contents[0].strip()) == (
        "Apply",
        "Sign up",
    )


SAYS_YES = {
    "de": "hat Sie schon zugelassen",
    "en": "has said yes to you already",
    "tr": "katılımınızı önceden onayladı",
}


@pytest.mark.parametrize("language", SAYS_YES)
@pytest.mark.parametrize("is_approved", [True, False])
def test_the_letters_say_that_nobody_decides_any_more(
    app, event, clock_at, language, is_approved
):
    person = make_person(email="una@example.org", language=language)
    found = invite(event, person, counts_as_approved=is_approved)
    clock_at(timedelta(days=3))
    with write_tx():
        services.remind(found, by=Actor.worker())

    letters = letters_named("invitation") + letters_named("invitation_reminder")

    texts = [" ".join(text_in(each).split()) for each in letters]
    assert [SAYS_YES[language] in text for text in texts] == [is_approved] * 2


def test_where_nobody_decides_there_is_nothing_to_say(app, ada):
    invite(make_event(), ada, counts_as_approved=True)

    [letter] = letters_named("invitation")
    assert SAYS_YES["en"] not in text_in(letter)


def text_in(letter):
    return render(letter, current_sender()).text


def test_the_list_marks_who_is_approved_beforehand(client, sign_in, event, ada):
    invite(event, ada, counts_as_approved=True)
    invite(event, make_person(given_name="Ben"))
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/messages/invitations").page

    rows = {text_of(row.th): text_of(row) for row in page.select("tbody tr")}
    marked = {name for name, row in rows.items() if "counts as approved" in row}
    assert (len(rows), marked) == (2, {"Ada King"})

"""Staff write to a group: form, list, test, sending, and what stays."""

import io
import re
from datetime import timedelta

import pytest

from eventreg import clock
from eventreg.database import db, write_tx
from eventreg.events.questions.states import Audience, QuestionKind
from eventreg.messages import written
from eventreg.messages.forms import GroupLetterForm, groups
from eventreg.messages.models import FreeLetter
from eventreg.outbox.models import Letter
from eventreg.outbox.placeholder_words import words_of
from eventreg.outbox.states import LetterState
from eventreg.registrations.states import State
from tests.factories import (
    make_event,
    make_question,
    make_registration,
)
from tests.house import count_queries, text_of

TYPED = {
    "states": ["confirmed"],
    "pool": "",
    "answer": "",
    "company": "",
    "subject_en": "News",
    "body_en": "Hello",
}


@pytest.fixture
def event(app):
    return make_event(title="Trip", languages=("en", "tr"))


@pytest.fixture
def office(sign_in):
    return sign_in("office")


def letters_of(event):
    return f"/manage/events/{event.slug}/messages/letters"


def write(client, event, **typed):
    return client.post(f"{letters_of(event)}/new", data=TYPED | typed)


def test_a_draft_shows_exactly_who_gets_it_and_sends_nothing(
    client, office, event, letters
):
    make_registration(event, given_name="Ada", family_name="Berg", company="Berg AG")
    make_registration(event, State.PENDING)

    page = client.get(write(client, event).location)

    assert page.heading == "1 person gets this e-mail"
    [row] = page.page.select("tbody tr")
    assert "Ada Berg" in text_of(row)
    assert "Berg AG" in text_of(row)
    assert letters() == []


def test_the_limit_of_the_attachment_is_said_once_and_truly(client, office, event):
    page = client.get(f"{letters_of(event)}/new").page

    said = text_of(page.find(id="file").find_parent(class_="field"))

    assert re.findall(r"(\d+) MB", said) == ["5"]


def test_what_a_demo_keeps_is_not_called_out(client, office, event):
    make_registration(event, given_name="Ada", family_name="Berg")
    page = client.get(address := write(client, event).location).page
    seen = page.select_one("[name=seen]")["value"]
    client.post(f"{address}/send", data={"seen": seen})
    with write_tx():
        for letter in db.session.query(Letter):
            letter.state = LetterState.KEPT

    lede = text_of(client.get(address).page.select_one(".lede"))

    assert lede.startswith("The e-mail is kept in this demo")
    assert "is out" not in lede


def test_sending_says_to_how_many_and_keeps_who(client, office, event, letters):
    make_registration(event, given_name="Ada", family_name="Berg")
    page = client.get(address := write(client, event).location).page
    seen = page.select_one("[name=seen]")["value"]

    answer = client.post(f"{address}/send", data={"seen": seen})

    page = client.get(answer.location)
    assert page.flashes == ["The e-mail to 1 person is on its way."]
    assert page.heading == "News"
    assert text_of(page.page.select_one(".lede")).startswith("0 of 1 e-mail is out")
    assert text_of(page.page.select_one("#task li")) == "Ada Berg Waiting"
    assert [name for name, _to in letters()] == ["free"]


def test_a_sent_one_says_of_each_person_how_far_it_is(client, office, event):
    for name in ("Ada", "Ben", "Cyd"):
        make_registration(event, given_name=name, family_name="Berg")
    address = write(client, event).location
    seen = client.get(address).page.select_one("[name=seen]")["value"]
    client.post(f"{address}/send", data={"seen": seen})
    for name, state in (("Ada", LetterState.SENT), ("Ben", LetterState.FAILED)):
        set_state(name, state)

    going = client.get(address).page
    set_state("Cyd", LetterState.RETRYING)
    resting = client.get(address).page

    said = [text_of(li) for li in going.select("#task li")]
    assert said == ["Ada Berg Sent", "Ben Berg Failed", "Cyd Berg Waiting"]
    assert going.select_one("[data-task]") is not None
    assert "Load the page again" in text_of(going.noscript)
    assert resting.select_one("[data-task]") is None
    assert "Load the page again" not in text_of(resting.main)


def set_state(given_name, state):
    with write_tx() as session:
        [letter] = [
            each
            for each in session.query(Letter)
            if each.values["name"].startswith(given_name)
        ]
        letter.state, letter.last_error = state, "no such user"
        letter.sent_at = clock.now() if state is LetterState.SENT else None


def test_the_event_lists_what_was_written(client, office, event):
    make_registration(event)
    address = write(client, event).location
    draft = client.get(f"/manage/events/{event.slug}/messages").page
    seen = client.get(address).page.select_one("[name=seen]")["value"]
    client.post(f"{address}/send", data={"seen": seen})

    sent = client.get(f"/manage/events/{event.slug}/messages").page

    assert text_of(draft.select_one("main ul li")) == "News – draft"
    assert text_of(sent.select_one("main ul li")).endswith("to 1 person")


def test_an_old_list_is_shown_again(client, office, event, letters):
    make_registration(event)
    address = write(client, event).location
    seen = client.get(address).page.select_one("[name=seen]")["value"]
    make_registration(event)

    answer = client.post(f"{address}/send", data={"seen": seen})

    page = client.get(answer.location)
    assert "nothing was sent" in page.flashes[0]
    assert page.heading == "2 people get this e-mail"
    assert letters() == []


def test_a_second_press_sends_nothing_more(client, office, event, letters):
    make_registration(event)
    address = write(client, event).location
    seen = client.get(address).page.select_one("[name=seen]")["value"]

    for _press in range(2):
        answer = client.post(f"{address}/send", data={"seen": seen})

    assert client.get(answer.location).flashes[-1] == (
        "This e-mail has been sent already."
    )
    assert len(letters()) == 1


def test_a_draft_is_changed_and_discarded(client, office, event):
    make_registration(event, State.PENDING)
    address = write(client, event).location
    form = client.get(f"{address}/edit").page
    assert form.select_one("#body_en").text.strip() == "Hello"

    client.post(f"{address}/edit", data=TYPED | {"states": ["pending"]})
    changed = client.get(address).heading
    client.post(f"{address}/discard")

    assert changed == "1 person gets this e-mail"
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"states": []}, "Choose to whom the e-mail goes"),
        ({"states": ["unverified"]}, "Choose only from the options"),
        ({"subject_en": ""}, "Write the subject (English)"),
        ({"body_en": ""}, "Write the text (English)"),
        ({"subject_tr": "Haber"}, "Write the text (Turkish)"),
        (
            {"pool": "x"},
            "Only of a contingent or session: choose one of the answers in the list",
        ),
        ({"body_en": "x" * 6001}, "Text: use 6000 characters or fewer"),
        (
            {"body_en": "Dear {full nmae}"},
            "Text (English): Line 1: {full nmae} is no placeholder. "
            "Did you mean {full name}?",
        ),
        (
            {"body_en": "Hello\n\n[x](javascript:a)"},
            "Text (English): Line 3: a link cannot lead to “javascript:a”. Begin its "
            "address with https://, mailto: or tel:",
        ),
        (
            {"subject_en": "<b>News</b>"},
            "Subject (English): Line 1: take away the HTML “<b>”. Write **bold**, # "
            "for a heading, - for a fact, and [words](https://…) for a link",
        ),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(
    client, office, event, typed, error
):
    answer = write(client, event, **({"company": "Berg"} | typed))

    assert answer.status_code == 422
    assert error in answer.errors
    assert answer.page.select_one("#company")["value"] == "Berg"


@pytest.mark.parametrize("greeting", ["{Anrede}", "{ANREDE}", "{greeting}"])
def test_placeholders_may_be_typed_in_words_of_the_language(client, office, greeting):
    event = make_event(languages=("de", "en"))
    make_registration(event)
    words = words_of(written.own_kind(), "de")
    typed = {
        "subject_de": f"Zu {{{words['event']}}}",
        "body_de": f"{greeting}, [Ihre Seite]({{{words['own_page']}}})",
        "body_en": "{greeting}, hello {Anrede}",
    }

    wrong = write(client, event, **typed)
    right = write(client, event, **typed | {"body_en": "{Greeting}"})

    assert wrong.status_code == 422
    assert any("{Anrede} is no placeholder" in error for error in wrong.errors)
    [draft] = db.session.query(FreeLetter)
    assert draft.texts == {
        "de": {
            "subject": "Zu {event}",
            "body": "{greeting}, [Ihre Seite]({own_page})",
        },
        "en": {"subject": "News", "body": "{greeting}"},
    }
    page = client.get(f"{right.location}/edit").page
    assert "{Anrede}" in page.select_one("#body_de").text
    listed = [text_of(each) for each in page.select("dt code[lang=de]")]
    assert listed[0] == "{Anrede}"
    assert len(listed) == len(written.OFFERED)


def test_a_file_larger_than_5_mb_is_refused(client, office, event, monkeypatch):
    assert GroupLetterForm.file.kwargs["most"] == groups.MOST_BYTES == 5 * 1024**2
    # The test client leaves larger bodies in files that it does not close.
    monkeypatch.setitem(GroupLetterForm.file.kwargs, "most", 5)

    # Damaged too, which is not what stands in the way first.
    answer = write(client, event, file=(io.BytesIO(b"x" * 6), "notes.pdf"))

    assert answer.status_code == 422
    assert answer.errors[0].startswith("This file is larger than")


def test_a_file_stays_with_a_draft_until_it_is_taken_away(client, office, event):
    address = write(client, event, file=(io.BytesIO(b"notes"), "notes.txt")).location
    kept = client.get(f"{address}/edit").page

    client.post(f"{address}/edit", data=TYPED)
    after_change = db.session.query(FreeLetter).one().upload.name
    client.post(f"{address}/edit", data=TYPED | {"no_file": "y"})

    assert "notes.txt" in text_of(kept.select_one("main form"))
    assert after_change == "notes.txt"
    assert db.session.query(FreeLetter).one().upload is None


def test_the_letter_is_shown_in_each_language(client, office, event):
    address = write(client, event, subject_tr="Haber", body_tr="Merhaba").location

    page = client.get(address).page
    turkish = client.get(page.select("iframe")[1]["src"])

    assert "Merhaba" in turkish.text
    assert client.get(f"{address}/html/de").status_code == 404


def test_a_test_goes_to_my_own_address(client, office, event, letters):
    address = write(client, event).location

    answer = client.post(f"{address}/test")

    assert letters() == [("free", office.email)]
    assert client.get(answer.location).flashes == [f"On its way to {office.email}."]


def test_answers_that_i_may_not_read_are_no_group(client, office, event):
    make_question(event, QuestionKind.YES_NO, audience=Audience.TRAVEL)
    make_question(event, QuestionKind.YES_NO, own_tick=True)
    seen = make_question(event, QuestionKind.YES_NO)

    page = client.get(f"{letters_of(event)}/new").page

    values = [option["value"] for option in page.select("#answer option")]
    assert values == ["", f"{seen.key}:yes", f"{seen.key}:no"]


def test_another_events_letter_is_not_there(client, office, event):
    address = write(client, event).location.replace(event.slug, make_event().slug)

    assert client.get(address).status_code == 404


def test_with_many_people_the_list_asks_no_more(client, office, event):
    make_registration(event)
    address = write(client, event).location
    client.get(address)
    with count_queries() as one:
        client.get(address)
    for _ in range(19):
        make_registration(event)

    with count_queries() as many:
        client.get(address)

    assert len(many) <= len(one)


@pytest.mark.parametrize(("days", "count"), [(-1, 1), (9, 0)], ids=["past", "ahead"])
def test_who_came_is_asked_only_once_the_event_is_over(client, sign_in, days, count):
    event = make_event(starts_in=timedelta(days=days))
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/messages/letters/new").page

    assert len(page.select("select[name=presence]")) == count


def test_only_languages_that_somebody_reads_are_shown(client, office, event):
    make_registration(event, given_name="Ada", language="tr")
    texts = {"subject_tr": "Haber", "body_tr": "Merhaba"}
    address = write(client, event, **texts).location

    def languages():
        frames = client.get(address).page.select("iframe")
        paths = [each["src"].partition("?")[0] for each in frames]
        return [each.rpartition("/")[2] for each in paths]

    before = languages()
    seen = client.get(address).page.select_one("[name=seen]")["value"]
    client.post(f"{address}/send", data={"seen": seen})

    assert (before, languages()) == (["tr"], ["tr"])


def test_of_nobody_each_language_is_shown(client, office, event):
    texts = {"subject_tr": "Haber", "body_tr": "Merhaba"}

    page = client.get(write(client, event, **texts).location).page

    assert len(page.select("iframe")) == 2

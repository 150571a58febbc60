"""To whom a letter to a group goes, and that each gets it once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask_babel import force_locale

from eventreg import clock
from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.events.questions.states import QuestionKind, Stage
from eventreg.messages import queries, services, written
from eventreg.messages.groups import Group, fingerprint
from eventreg.messages.models import FreeLetter
from eventreg.outbox.message import LetterMessage
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations.states import State
from eventreg.uploads import files
from tests.factories import (
    make_account,
    make_answer,
    make_check_in,
    make_event,
    make_question,
    make_registration,
    make_upload,
    pool_named,
)
from tests.house import text_of
from tests.messages.links import letters_named

pytestmark = pytest.mark.usefixtures("app")

TEXT = {"en": {"subject": "News", "body": "Bring **shoes**."}}


def draft(event, *, texts=None, upload=None, **wanted):
    account = make_account()
    with write_tx():
        return services.draft(
            event,
            texts=texts or TEXT,
            group=Group(**wanted),
            upload=upload,
            by=account,
        )


def send(letter):
    seen = fingerprint(queries.recipients(letter), letter.texts)
    with write_tx():
        return services.send(letter, seen=seen, by=Actor.worker())


def names(letter):
    return {each.registration.given_name for each in queries.recipients(letter)}


def people(event, **by_name):
    for name, columns in by_name.items():
        make_registration(event, given_name=name, **columns)


@pytest.mark.parametrize(
    ("presence", "names"),
    [("came", ["Ada"]), ("missing", ["Ben"]), ("", ["Ada", "Ben"])],
    ids=["who came", "who did not", "everybody"],
)
def test_a_group_is_narrowed_to_who_came_or_not(presence, names):
    event = make_event(starts_in=timedelta(days=-1))
    ada, _ben = (make_registration(event, given_name=n) for n in ("Ada", "Ben"))
    make_check_in(ada)

    found = queries.recipients(draft(event, presence=presence))

    assert [each.registration.given_name for each in found] == names


def test_it_goes_to_people_in_the_chosen_states():
    event = make_event()
    for state in State:
        make_registration(event, state, given_name=str(state))

    assert names(draft(event)) == {"confirmed"}


def test_it_goes_to_several_states_but_never_to_unproven_addresses():
    event = make_event()
    for state in State:
        make_registration(event, state, given_name=str(state))

    found = names(FreeLetter(event=event, texts=TEXT, wanted=_all()))

    assert found == {str(state) for state in State} - {"unverified"}


def _all():
    return Group(states=tuple(State)).as_json()


def test_a_decision_nobody_was_told_of_counts_as_waiting():
    event = make_event()
    shown_at = clock.now() + timedelta(minutes=9)
    people(event, Ada={"decision_shown_at": shown_at})

    letter = draft(event, states=("pending",))

    assert names(letter) == {"Ada"}


def test_it_is_narrowed_to_a_contingent():
    event = make_event(contingents={"Science": 5, "Press": 5})
    make_registration(event, given_name="Ada", pools=[pool_named(event, "Science")])
    make_registration(event, given_name="Ben", pools=[pool_named(event, "Press")])

    assert names(draft(event, pool="science")) == {"Ada"}


def test_it_is_narrowed_to_a_company_however_it_is_written():
    event = make_event()
    people(event, Ada={"company": "Öztürk GmbH"}, Ben={"company": "Klug AG"})

    assert names(draft(event, company="ozturk")) == {"Ada"}


@pytest.mark.parametrize(
    ("kind", "options", "value", "wanted"),
    [
        (QuestionKind.YES_NO, {}, True, "yes"),
        (QuestionKind.ONE_OF, {"choices": {"fish": 0, "beans": 0}}, "fish", "fish"),
        (
            QuestionKind.SEVERAL_OF,
            {"choices": {"fish": 0, "beans": 0}},
            ["beans", "fish"],
            "fish",
        ),
    ],
)
def test_it_is_narrowed_to_who_answered(kind, options, value, wanted):
    event = make_event()
    question = make_question(event, kind, **options)
    ada = make_registration(event, given_name="Ada")
    make_registration(event, given_name="Ben")
    make_answer(ada, question, value)

    assert names(draft(event, question=question.key, answer=wanted)) == {"Ada"}
    assert names(draft_again(event, question=question.key, answer="beans2")) == set()


def draft_again(event, **wanted):
    return FreeLetter(event=event, texts=TEXT, wanted=Group(**wanted).as_json())


def test_it_is_narrowed_to_who_owes_a_reply():
    event = make_event(offer_hours=48)
    question = make_question(event, stage=Stage.AFTER_CONFIRMATION)
    party = make_question(event, stage=Stage.AFTER_CONFIRMATION, per_party=True)
    make_registration(event, State.OFFERED, given_name="Offered")
    make_registration(event, State.PENDING, given_name="Pending")
    people(event, Silent={})
    ben = make_registration(event, given_name="Ben")
    cem = make_registration(event, given_name="Cem", lead_id=ben.id)
    for person, asked in ((ben, question), (ben, party), (cem, question)):
        make_answer(person, asked, "no")
    half = make_registration(event, given_name="Half")
    make_answer(half, question, "no")

    states = (State.CONFIRMED, State.OFFERED, State.PENDING)

    assert names(draft(event, states=states, no_reply=True)) == {
        *("Offered", "Silent", "Half"),
    }


def test_each_person_gets_it_once_and_the_event_keeps_who():
    event = make_event()
    people(event, Ada={"email": "both@example.org"}, Ben={"email": "both@example.org"})
    letter = draft(event)

    assert send(letter) == 2
    with pytest.raises(services.IsSent):
        send(letter)

    sent = letters_named("free")
    assert [each.to for each in sent] == ["both@example.org"] * 2
    assert {each.values["name"].split()[0] for each in sent} == {"Ada", "Ben"}
    assert {each.given_name for each, _state in queries.got(letter)} == {"Ada", "Ben"}


def test_two_presses_at_once_send_it_once(app):
    event = make_event()
    people(event, Ada={}, Ben={})
    letter = draft(event)
    seen, number = fingerprint(queries.recipients(letter), letter.texts), letter.id

    def press(_number):
        with app.app_context():
            try:
                with write_tx():
                    found = db.session.get(FreeLetter, number)
                    services.send(found, seen=seen, by=Actor.worker())
            except services.IsSent:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(press, range(4)))
    db.session.rollback()

    assert (sum(done), len(letters_named("free"))) == (1, 2)


def test_a_list_that_changed_is_not_written_to():
    event = make_event()
    people(event, Ada={})
    letter = draft(event)
    seen = fingerprint(queries.recipients(letter), letter.texts)
    people(event, Ben={})

    with pytest.raises(services.ListHasChanged), write_tx():
        services.send(letter, seen=seen, by=Actor.worker())

    assert letters_named("free") == []


def test_an_empty_group_is_refused():
    with pytest.raises(services.NobodyGetsIt):
        send(draft(make_event()))


def test_a_companion_without_address_reaches_the_lead_by_name():
    event = make_event()
    lead = make_registration(event, email="lead@example.org")
    make_registration(event, given_name="Kid", lead_id=lead.id, email=None)

    send(draft(event))

    kid = next(each for each in letters_named("free") if each.values["about_another"])
    assert (kid.to, kid.values["name"].split()[0]) == ("lead@example.org", "Kid")


def test_each_reads_their_language_else_the_first_of_the_event():
    event = make_event(languages=("de", "en"))
    people(
        event,
        Ada={"language": "de"},
        Ben={"language": "en"},
        Cem={"language": "tr"},
    )
    texts = {
        "de": {"subject": "Neues", "body": "Hallo"},
        "en": {"subject": "News", "body": "Hello"},
    }

    send(draft(event, texts=texts))

    found = {each.values["name"].split()[0]: each for each in letters_named("free")}
    assert {name: each.language for name, each in found.items()} == {
        "Ada": "de",
        "Ben": "en",
        "Cem": "de",
    }
    rendered = render(found["Cem"], current_sender())
    assert rendered.subject == "Neues"
    assert rendered.text.startswith("Guten Tag Cem Berg")


def test_placeholders_are_filled_in_for_each():
    event = make_event(title="Trip")
    people(event, Ada={"family_name": "Berg"})
    body = "About {event}, {name}: [your page]({own_page})"
    send(draft(event, texts={"en": {"subject": "News of {event}", "body": body}}))

    [letter] = letters_named("free")
    rendered = render(letter, current_sender())

    assert rendered.subject == "News of Trip"
    assert "About Trip, Ada Berg: your page <http" in rendered.text


def test_a_list_at_the_end_is_a_list_of_its_own():
    event = make_event(title="Trip")
    people(event, Ada={"language": "en"})
    body = "Please bring:\n\n- shoes\n- a *warm* coat\n\n- Bus: at nine\n- Seat: 4"
    send(draft(event, texts={"en": {"subject": "News", "body": body}}))

    [letter] = letters_named("free")
    rendered = render(letter, current_sender())

    page = BeautifulSoup(rendered.html, "html.parser")
    boxes = [text_of(box) for box in page.select("table.facts")]
    assert [text_of(li) for li in page.select("ul > li")] == ["shoes", "a warm coat"]
    assert boxes[0] == "Bus at nine Seat 4"
    assert boxes[1].startswith("Event Trip When")
    assert "- shoes\n- a warm coat\n\n- Bus: at nine\n- Seat: 4\n\n- Event" in (
        rendered.text
    )


def test_what_was_written_is_no_html_and_no_code():
    people(event := make_event(), Ada={})
    body = "<script>x</script> %(name)s"
    send(draft(event, texts={"en": {"subject": "<b>", "body": body}}))

    [letter] = letters_named("free")
    rendered = render(letter, current_sender())

    assert "<script>" not in rendered.html
    assert "%(name)s" in rendered.text


def test_an_attachment_goes_along():
    event, upload = make_event(), make_upload()
    people(event, Ada={})
    send(draft(event, upload=upload))

    [letter] = letters_named("free")
    rendered = render(letter, current_sender())
    parts = list(LetterMessage(letter, rendered, current_sender())._parts.walk())

    assert parts[0].get_content_type() == "multipart/mixed"
    assert parts[-1].get_filename() == "photo.jpg"
    body = files.path_of(upload.token).read_bytes()
    assert parts[-1].get_payload(decode=True) == body


def test_the_test_letter_leads_to_no_strangers_page():
    people(event := make_event(), Ada={})
    letter, account = draft(event), make_account("una@example.org")
    with write_tx():
        services.test(letter, "en", account)

    [probe] = letters_named("free")

    assert probe.to == "una@example.org"
    rendered = render(probe, current_sender())
    assert {endpoint for endpoint, _values in probe.links.values()} == {"events.show"}
    assert rendered.subject == "Test: News"
    assert "Open my page" in rendered.text


def test_a_discarded_draft_takes_its_file_along():
    upload = make_upload()
    path = files.path_of(upload.token)
    letter = draft(make_event(), upload=upload)

    with write_tx():
        services.discard(letter)

    assert not path.exists()
    assert db.session.query(FreeLetter).count() == 0


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            "{full nmae}",
            "Line 1: {full nmae} is no placeholder. Did you mean {full name}?",
        ),
        ("a\n\nb {{x}}", "Line 3: "),
        ("a\n{code}", "Line 2: {code} is no placeholder of this e-mail. Choose one"),
        ("a { b", "Line 1: take away the brace { or }, or write a placeholder there"),
        ("{own_page}", "Line 1: {own page} is a link. Write [words]({own page})"),
    ],
)
def test_a_wrong_placeholder_is_named_with_its_line(body, sentence):
    with force_locale("en"):
        assert written.problem("Subject", body, "en").startswith(sentence)


def test_every_offered_placeholder_may_be_used():
    words = [w for w in written.offered() if w.kind != "link"]
    links = [w for w in written.offered() if w.kind == "link"]
    body = " ".join(
        [f"{{{w.name}}}" for w in words] + [f"[x]({{{w.name}}})" for w in links]
    )

    assert written.problem("{event}", body, "en") == ""

"""Forms whose owner could not be asked to confirm the address."""

from datetime import timedelta

import pytest
from flask_babel import force_locale

from eventreg import clock
from eventreg.audit.actors import Actor, ActorKind
from eventreg.audit.models import AuditEntry
from eventreg.database import db, write_tx
from eventreg.messages.jobs import send_reminders
from eventreg.outbox import LetterState
from eventreg.outbox.claims import claim
from eventreg.outbox.models import Letter
from eventreg.registrations import services
from eventreg.registrations.jobs import forget_unverified
from eventreg.registrations.models import Registration, SignUpDraft
from eventreg.registrations.unconfirmed import unconfirmed_words
from tests.factories import letters_leave, make_event

pytestmark = pytest.mark.usefixtures("app")
OLE = Actor(ActorKind.STAFF, "ole")
DAY = timedelta(days=1)
FAILED = {"state": LetterState.FAILED, "last_error": "550 no such mailbox"}


def signed_up(*companions, **columns):
    """Ada, whose e-mail waits, with an event in sixty days."""
    event = make_event(**({"starts_in": 60 * DAY} | columns))
    lead, *others = (
        services.Applicant(
            given_name=name, family_name="Berg", email=email, language="en"
        )
        for name, email in (("Ada", "ada@example.org"), *((c, "") for c in companions))
    )
    with write_tx():
        draft = services.sign_up(event, lead, others)
    return db.session.get(Registration, draft.registration_id)


def asked():
    rows = db.session.query(Letter).filter_by(letter="confirm_your_address")
    return [(row.state, row.to) for row in rows.order_by(Letter.id)]


def left():
    return db.session.query(Registration).count()


def after(at, *jobs):
    with clock.at(at):
        for job in jobs:
            job()
    db.session.expire_all()


@pytest.mark.parametrize("order", ["worker first", "job first"])
def test_after_a_downtime_the_form_is_there_and_the_letter_goes(order):
    signed_up("Ben")
    begun = clock.now()

    with clock.at(begun + 9 * DAY):
        steps = [take, forget_unverified]
        for step in steps if order == "worker first" else reversed(steps):
            step()
        db.session.expire_all()
        assert left() == 2
        [withdrawn, again] = asked()
        until = db.session.query(Letter).order_by(Letter.id.desc())[0].not_after
        assert until == clock.now() + 7 * DAY
    assert withdrawn == (LetterState.WITHDRAWN, "ada@example.org")
    assert again[0] in {LetterState.WAITING, LetterState.SENDING}


def take():
    with write_tx():
        claim(10, domain="example.org")


@pytest.mark.parametrize("as_", [LetterState.SENT, LetterState.KEPT])
def test_the_week_begins_when_the_letter_has_left(as_):
    signed_up("Ben")
    begun = clock.now()
    with clock.at(begun + 4 * DAY), write_tx():
        row = db.session.query(Letter).one()
        row.state, row.due_at = as_, clock.now()
        row.sent_at = clock.now() if as_ is LetterState.SENT else None

    after(begun + 10 * DAY, forget_unverified)
    kept = left()
    after(begun + 11 * DAY, forget_unverified)

    assert (kept, left()) == (2, 0)
    assert db.session.query(AuditEntry).count() == 0


def test_one_that_is_tried_again_and_again_is_kept():
    signed_up()
    begun = clock.now()
    letters_leave(state=LetterState.RETRYING, last_error="451 later")

    after(begun + 8 * DAY, forget_unverified)

    assert left() == 1


def test_one_that_was_refused_is_kept_a_month_and_then_logged():
    ada, begun = signed_up("Ben"), clock.now()
    reference = ada.reference
    letters_leave(**FAILED)

    after(begun + 29 * DAY, forget_unverified)
    kept = left()
    after(begun + 30 * DAY, forget_unverified)

    assert (kept, left()) == (2, 0)
    acts = {(e.act, e.target) for e in db.session.query(AuditEntry)}
    assert ("registration.forgotten_unasked", reference) in acts
    assert asked() == [(LetterState.WITHDRAWN, "ada@example.org")]


def test_nobody_is_asked_anew_once_a_click_comes_too_late():
    signed_up(starts_in=2 * DAY)
    begun = clock.now()

    after(begun + 9 * DAY, take, forget_unverified)

    assert (len(asked()), left()) == (1, 1)


def test_staff_correct_the_address_and_the_person_is_asked_there():
    ada, begun = signed_up(), clock.now()
    letters_leave(**FAILED)
    old = ada.token

    with clock.at(begun + 9 * DAY):
        with write_tx():
            services.change_details(ada, {"email": "ada@b.example"}, by=OLE)
        letters_leave()
        found = (services.forgotten_at(ada), services.can_confirm_until(ada))
        assert found == (clock.now() + 7 * DAY,) * 2

    assert ada.token != old
    assert asked() == [
        (LetterState.WITHDRAWN, "ada@example.org"),
        (LetterState.SENT, "ada@b.example"),
    ]


@pytest.mark.parametrize("came_to", [FAILED, {"state": LetterState.RETRYING}])
def test_so_is_whoever_corrects_it_alone_and_nothing_goes_to_the_old_one(came_to):
    ada = signed_up()
    letters_leave(**came_to)
    draft = db.session.query(SignUpDraft).one()

    right = services.Applicant(
        given_name="Ada", family_name="Berg", email="ada@b.example", language="en"
    )
    with write_tx():
        services.sign_up(ada.event, right, replaces=draft.key)

    assert asked() == [
        (LetterState.WITHDRAWN, "ada@example.org"),
        (LetterState.WAITING, "ada@b.example"),
    ]


@pytest.mark.parametrize("came_to", [None, FAILED], ids=["late", "refused"])
def test_the_reminder_counts_from_when_the_letter_left(came_to):
    signed_up()
    begun = clock.now()
    if came_to:
        letters_leave(**came_to)
    else:
        with clock.at(begun + 3 * DAY):
            letters_leave()

    after(begun + 4 * DAY, send_reminders)
    early = reminders()
    after(begun + 5 * DAY + timedelta(minutes=1), send_reminders)

    assert (early, reminders()) == (0, 0 if came_to else 1)


def reminders():
    return db.session.query(Letter).filter_by(letter="confirm_reminder").count()


@pytest.mark.parametrize(
    ("came_to", "words"),
    [
        (None, "went out on"),
        (FAILED, "could not be delivered"),
        ({"state": LetterState.WITHDRAWN}, "withdrawn by hand"),
        ({"state": LetterState.RETRYING}, "has not gone out yet"),
    ],
    ids=["sent", "refused", "by hand", "retrying"],
)
def test_staff_read_how_far_the_letter_is(client, sign_in, came_to, words):
    ada = signed_up()
    letters_leave(**(came_to or {}))
    sign_in("director")

    page = client.get(f"/manage/registrations/{ada.reference}").page
    with force_locale("en"):
        said = unconfirmed_words(ada)

    assert words in said
    assert said in " ".join(page.main.get_text().split())


@pytest.mark.parametrize("is_past", [False, True])
def test_once_a_click_comes_too_late_staff_read_that_and_nobody_is_asked(is_past):
    deadline = clock.to_local(clock.now() + timedelta(hours=6), "Europe/Berlin")
    ada = signed_up(starts_in=2 * DAY, deadline_local=deadline)
    letters_leave(**FAILED)
    at = ada.event.ends_at if is_past else ada.event.starts_at - timedelta(hours=1)

    with clock.at(at), force_locale("en"):
        with write_tx():
            services.change_details(ada, {"email": "ada@b.example"}, by=OLE)
        said = unconfirmed_words(ada)

    assert said.startswith("The time to confirm the address is over;")
    assert said.endswith("enter them by hand.") is not is_past
    assert asked() == [(LetterState.FAILED, "ada@example.org")]


@pytest.mark.parametrize("came_to", [FAILED, None], ids=["refused", "sent"])
def test_the_desk_names_whom_the_letter_did_not_reach(client, sign_in, came_to):
    ada = signed_up()
    letters_leave(**(came_to or {}))
    sign_in("director")

    page = client.get("/manage").page

    links = [a["href"] for a in page.main.find_all("a", string="Ada Berg")]
    named = [f"/manage/registrations/{ada.reference}"]
    assert links == (named if came_to else [])

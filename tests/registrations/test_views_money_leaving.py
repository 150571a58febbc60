"""What pages and e-mails say of money when somebody leaves, and to whom."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor, ActorKind
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from eventreg.registrations import services as registrations
from eventreg.registrations.money import rules, services
from eventreg.registrations.money.states import PaymentState
from eventreg.registrations.states import RegistrationRole
from tests.factories import make_account, make_event, make_fees, make_registration
from tests.house import text_of

GUEST, MEMBER = RegistrationRole.GUEST, RegistrationRole.MEMBER
OLE = Actor(ActorKind.STAFF, "ole")


@pytest.fixture
def event(app):
    return make_event(starts_in=timedelta(days=60))


def seated(event, *, is_paid=True, **values):
    """Ada, who has a seat and has paid 120 euros for it, or not yet."""
    given = {"given_name": "Ada", "family_name": "Lovelace", "email": "a@example.org"}
    ada = make_registration(event, **given | values)
    make_fees(event, {GUEST: 12_000, MEMBER: 12_000})
    if is_paid:
        with write_tx():
            services.mark(ada, PaymentState.PAID, by=Actor.worker())
    return ada


def page_of(registration):
    return f"/manage/registrations/{registration.reference}/cancel"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "Ada Lovelace gets €120.00 back, which is then due as a refund.",
        ),
        (
            "de",
            "Ada Lovelace bekommt 120,00 € zurück; der Betrag ist dann als "
            "Erstattung offen.",
        ),
        (
            "tr",
            "Ada Lovelace adlı kişiye €120,00 geri ödenir; bu tutar sonra iade "
            "bekliyor olarak görünür.",
        ),
    ],
)
def test_staff_read_who_gets_what_back(client, sign_in, event, language, said):
    ada = seated(event)
    sign_in("director")

    page = client.get(f"{page_of(ada)}?lang={language}").page

    assert text_of(page.select_one(".standing")) == said


def test_staff_read_that_nothing_is_due_any_more(client, sign_in, event):
    ada = seated(event, is_paid=False)
    sign_in("director")

    page = client.get(page_of(ada)).page

    assert (
        text_of(page.select_one(".standing"))
        == "Cancelling costs Ada Lovelace nothing."
    )


@pytest.mark.parametrize("has_money_right", [True, False])
def test_only_who_looks_after_money_reads_what_was_paid(
    client, sign_in, event, has_money_right
):
    ada = seated(event)
    ole = make_account(role="office", has_money_right=has_money_right)
    sign_in(account=ole)

    page = client.get(page_of(ada)).page

    assert len(page.select(".standing")) == has_money_right
    assert ("€120.00" in page.text) is has_money_right


def texts_of(letter, language):
    """What the only letter of this kind says, paragraph by paragraph."""
    [found] = db.session.query(Letter).filter_by(letter=letter)
    assert found.language == language
    return render(found, current_sender()).text.replace("\xa0", " ").split("\n\n")


def about_money(letter, language="en"):
    return [text for text in texts_of(letter, language) if "€" in text]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "You get €120.00 back."),
        ("de", "Sie bekommen 120,00 € zurück."),
        ("tr", "€120,00 size geri ödenir."),
    ],
)
@pytest.mark.parametrize("by_staff", [True, False], ids=["by staff", "by oneself"])
def test_the_letter_says_what_comes_back(event, by_staff, language, said):
    ada = seated(event, language=language)

    with write_tx():
        by = OLE if by_staff else Actor.person(ada)
        registrations.cancel(ada, by=by)

    assert about_money("cancelled", language) == [said]


@pytest.mark.parametrize(
    ("percent", "is_paid", "said"),
    [
        (50, True, ["Cancelling costs €60.00.", "You get €60.00 back."]),
        (50, False, ["Cancelling costs €60.00."]),
        (100, True, ["Cancelling costs €120.00."]),
        (0, False, []),
    ],
)
def test_the_letter_says_what_cancelling_costs(event, percent, is_paid, said):
    ada = seated(event, is_paid=is_paid)
    make_fees(event, steps={rules.today(event): percent} if percent else {})

    with write_tx():
        registrations.cancel(ada, by=Actor.person(ada))

    assert about_money("cancelled") == said


def test_who_reads_for_a_companion_learns_for_whom_it_is(event):
    ada = seated(event, is_paid=False)
    ben = seated(event, lead=ada, given_name="Ben", email=None)

    with write_tx():
        registrations.cancel(ben, by=OLE)

    assert about_money("cancelled") == [
        "For Ben Lovelace, €120.00 is paid back to you."
    ]


def test_the_letter_of_a_called_off_event_says_what_comes_back(event):
    seated(event)

    with write_tx():
        registrations.end_all(event, by=OLE, reason={})

    assert about_money("event_cancelled") == ["You get €120.00 back."]


def test_who_hands_a_seat_to_somebody_who_pays_less_reads_of_the_rest(event):
    ada = seated(event, role=MEMBER)
    make_fees(event, {GUEST: 9_000, MEMBER: 12_000})
    ben = registrations.Applicant(
        given_name="Ben", family_name="Klug", email="b@example.org", language="en"
    )

    with write_tx():
        registrations.substitute(ada, ben, by=OLE)

    assert about_money("substituted") == [
        "You get €30.00 back.",
        "The €90.00 that was paid for your seat has gone along with it to Ben Klug. "
        "Please settle it between the two of you.",
    ]


@pytest.mark.parametrize("has_money_right", [True, False])
@pytest.mark.parametrize("is_sent", [True, False], ids=["sent", "waits"])
def test_the_office_reads_no_amounts_in_letters_without_the_right(
    client, sign_in, event, has_money_right, is_sent
):
    ada = seated(event)
    make_fees(event, steps={rules.today(event): 50})
    with write_tx():
        registrations.cancel(ada, by=Actor.person(ada))
    [letter] = db.session.query(Letter).filter_by(letter="cancelled")
    if is_sent:
        with write_tx():
            sent = render(letter, current_sender())
            letter.subject, letter.text, letter.html = (
                sent.subject,
                sent.text,
                sent.html,
            )
    sign_in(account=make_account(role="office", has_money_right=has_money_right))

    shown = [
        client.get(f"/manage/letters/{letter.reference}{part}").text
        for part in ("", "/html")
    ]

    told = ("€", "You get", "Cancelling costs")
    assert [[word in text for word in told] for text in shown] == [
        [has_money_right] * 3
    ] * 2

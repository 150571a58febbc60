"""What pages and e-mails say of money when somebody leaves, and to whom."""

from datetime import timedelta

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.registrations.money import services
from eventreg.registrations.money.states import PaymentState
from tests.factories import make_account, make_event, make_fees, make_registration
from tests.house import text_of


@pytest.fixture
def event(app):
    return make_event(starts_in=timedelta(days=60))


def seated(event, *, is_paid=True, **values):
    """Ada, who has a seat and has paid 120 euros for it, or not yet."""
    ada = make_registration(
        event, given_name="Ada", family_name="Lovelace", email="a@example.org", **values
    )
    make_fees(event)
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

"""What was paid stands in no letter for staff without the right to money."""

import pytest
from flask_babel import force_locale

from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.placeholders import SAYS_WHAT_IS_PAID
from eventreg.web.money import euros
from tests.factories import make_account, make_letter

pytestmark = pytest.mark.every_case
LETTERS = (
    "confirmed",
    "substituted",
    "substitute_gone",
    "cancelled",
    "event_cancelled",
    *("approved", "offer", "party_offer"),
)
PAID_CENTS = 123_450


def letter_about(name, language):
    """It says at each place that can say it that 1,234.50 euros were paid."""
    known = CATALOGUE[name].placeholders
    with force_locale(language):
        amount = euros(PAID_CENTS)
    said = {each.name: amount for each in SAYS_WHAT_IS_PAID if each.name in known}
    assert said
    return make_letter(name, language=language, values=said)


def read(client, letter):
    """The page of the letter, its text among it; and its HTML."""
    parts = ("", "/html")
    return [client.get(f"/manage/letters/{letter.reference}{part}") for part in parts]


@pytest.mark.parametrize("has_money_right", [True, False])
@pytest.mark.parametrize("language", ["de", "en", "tr"])
@pytest.mark.parametrize("name", LETTERS)
def test_what_was_paid_is_read_only_with_the_right(
    client, sign_in, name, language, has_money_right
):
    letter = letter_about(name, language)
    sign_in(account=make_account(role="office", has_money_right=has_money_right))

    shown = read(client, letter)

    assert [answer.status_code for answer in shown] == [200, 200]
    figures = "1,234.50" if language == "en" else "1.234,50"
    assert [figures in each.text for each in shown] == [has_money_right] * 2


@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_another_amount_that_ends_alike_is_still_read(client, sign_in, language):
    with force_locale(language):
        values = {"fee": euros(112_000), "fee_paid": "", "fee_gone": euros(2_000)}
    letter = make_letter("confirmed", language=language, values=values)
    sign_in(account=make_account(role="office", has_money_right=False))

    for answer in read(client, letter):
        assert ("1,120.00" if language == "en" else "1.120,00") in answer.text


@pytest.mark.parametrize("has_money_right", [True, False])
@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_the_rest_of_a_fee_is_read_only_with_the_right(
    client, sign_in, language, has_money_right
):
    with force_locale(language):
        values = {"fee": euros(9_259), "fee_before": euros(2_741), "iban": "DE02"}
    code = {"giro": "BCD\n002\n1\nSCT\n\nAda\nDE02\nEUR92.59"}
    letter = make_letter("confirmed", language=language, values=values | code)
    sign_in(account=make_account(role="office", has_money_right=has_money_right))

    page, html = read(client, letter)

    figures = "92.59" if language == "en" else "92,59"
    scan = {"de": "Banking-App", "en": "banking app", "tr": "banka uygulama"}[language]
    shown = [figures in html.text, figures in page.text, scan in page.text]
    assert shown == [has_money_right] * 3
    assert scan in html.text or not has_money_right
    assert ("data:image/png" in html.text) is has_money_right


def test_the_rest_of_a_fee_alone_is_read_by_all(client, sign_in):
    with force_locale("en"):
        values = {"fee": euros(9_259), "fee_before": ""}
    letter = make_letter("confirmed", values=values)
    sign_in(account=make_account(role="office", has_money_right=False))

    assert all("92.59" in answer.text for answer in read(client, letter))

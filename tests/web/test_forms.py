"""Forms: cleaning, own words, and how they come back."""

import pytest
import sqlalchemy as sa
from werkzeug.datastructures import MultiDict
from wtforms import RadioField
from wtforms.validators import Optional

from eventreg.audit.models import AuditEntry
from eventreg.database import db
from eventreg.web.fields import (
    ChecksField,
    EmailField,
    LocalDateTimeField,
    MailAddress,
    PhoneField,
    clean_text,
    squeeze,
)
from eventreg.web.forms import Form


class EverythingForm(Form):
    class Meta(Form.Meta):
        csrf = False

    email = EmailField("Email", validators=[Optional(), MailAddress()])
    phone = PhoneField("Phone")
    at = LocalDateTimeField("Starts")
    kind = RadioField("Kind", choices={"a": "A", "b": "B"})
    days = ChecksField("Days", choices={"mo": "Mo", "tu": "Tu"})


@pytest.fixture
def filled(app):
    def fill(**values):
        with app.test_request_context(headers={"Accept-Language": "en"}):
            form = EverythingForm(MultiDict({"kind": "a", **values}))
            form.validate()
            return form

    return fill


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a\r\nb\t ", "a\nb"),
        ("e\u0301", "\u00e9"),
        ("\u202eevil\u202c", "evil"),
        ("no\x00thing\x1b[31m", "nothing[31m"),
        ("half \ud83d of it", "half  of it"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
        ("می\u200cروم", "می\u200cروم"),
        ("\ufeff", ""),
    ],
    ids=["lines", "nfc", "bidi", "control", "surrogate", "emoji", "zwnj", "bom"],
)
def test_text_is_cleaned_of_what_cannot_be_seen(typed, kept):
    assert clean_text(typed) == kept


def test_a_line_has_single_spaces():
    assert squeeze(" Ada \u00a0 \n Berg ") == "Ada Berg"


def test_an_address_is_kept_in_lower_case(filled):
    assert filled(email=" Ada@Example.ORG\u200e ").email.data == "ada@example.org"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("joerg@münchen.de", []),
        ("ada@işbank.com.tr", []),
        (
            "jörg@münchen.de",
            [
                "Our e-mails cannot reach an address with “ö” before the @. "
                "Enter another address"
            ],
        ),
        ("jörg@münchen", ["Enter an e-mail address like name@example.org"]),
        ("ada@mün chen.de", ["Enter an e-mail address like name@example.org"]),
    ],
)
def test_an_address_we_cannot_reach_is_refused_with_its_reason(filled, typed, said):
    assert filled(email=typed).email.errors == said


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0241 / 12 34 56", "+49241123456"),
        ("+90 (212) 555 66 77", "+902125556677"),
        ("0049 241 123456", "+49241123456"),
        ("", None),
    ],
)
def test_a_phone_number_is_kept_as_e164(filled, typed, number):
    assert filled(phone=typed).phone.data == number


def test_a_phone_number_that_is_none_comes_back_to_be_mended(filled):
    form = filled(phone="ask my office")

    assert [target for target, _words in form.visible_errors()] == ["phone"]
    assert 'value="ask my office"' in str(form.phone())


def test_a_time_that_is_none_comes_back_to_be_mended(filled):
    form = filled(at="tomorrow")

    assert [target for target, _words in form.visible_errors()] == ["at"]
    assert 'value="tomorrow"' in str(form.at())


def test_the_summary_leads_to_the_first_choice_of_a_group(filled):
    form = filled(kind="x", days="we")

    assert [target for target, _words in form.visible_errors()] == ["kind-0", "days-0"]


def test_a_fresh_form_answers_200(client):
    answer = client.get("/trial/form")

    assert (answer.status_code, answer.page.title.text) == (
        200,
        "Try – Business Network Aachen",
    )


def test_a_wrong_form_comes_back_with_422_and_a_summary(client):
    answer = client.post("/trial/form", data={"name": " \u200b "})

    assert answer.status_code == 422
    assert answer.page.title.text == "Error: Try – Business Network Aachen"
    assert answer.errors == ["Enter your name"]
    assert answer.page.select_one(".error-summary a")["href"] == "#name"
    control = answer.page.select_one("#name")
    assert (control["aria-invalid"], control["aria-describedby"]) == (
        "true",
        "name-error",
    )


def test_a_rule_that_says_no_keeps_the_input_and_changes_nothing(client):
    answer = client.post("/trial/form", data={"name": "Una"})

    assert (answer.status_code, answer.errors) == (409, ["Una must see nothing."])
    assert answer.page.select_one("#name")["value"] == "Una"
    assert db.session.scalars(sa.select(AuditEntry)).all() == []


def test_a_right_form_is_answered_by_a_page_to_load(client):
    answer = client.post("/trial/form", data={"name": "Ada"})
    shown = client.get(answer.location)

    assert (answer.status_code, shown.flashes) == (303, ["Sent."])

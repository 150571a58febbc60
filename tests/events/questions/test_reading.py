"""What is typed becomes an answer, or a sentence that says what to do."""

from contextlib import suppress

import pytest
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from eventreg import clock
from eventreg.events.models import Event
from eventreg.events.questions.models import Question, QuestionChoice
from eventreg.events.questions.numbers import plain, read_number
from eventreg.events.questions.reading import Unreadable, read
from eventreg.events.questions.states import QuestionKind

pytestmark = pytest.mark.one_database


def question(kind, *, choices=("red", "blue"), **columns):
    row = Question(kind=QuestionKind(kind), labels={"en": "Which one?"}, **columns)
    row.event = Event(languages=["en"])
    row.choices = [QuestionChoice(key=key, labels={"en": key}) for key in choices]
    return row


@pytest.fixture(autouse=True)
def _english(app):
    with force_locale("en"):
        yield


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("short_text", " two \u202e words\n ", "two words"),
        ("long_text", "one\r\ntwo\x00", "one\ntwo"),
        ("number", "12", 12),
        ("number", "2,5", 2.5),
        ("number", "-0.25", -0.25),
        ("yes_no", "yes", True),
        ("yes_no", "no", False),
        ("one_of", "blue", "blue"),
        ("several_of", ["blue", "red", "blue"], ["red", "blue"]),
        ("several_of", "blue", ["blue"]),
        ("date", "2027-12-31", "2027-12-31"),
        ("date", "31.12.2027", "2027-12-31"),
        ("date", "1/2/2027", "2027-02-01"),
        ("date", ["31", "12", "2027"], "2027-12-31"),
        ("country", "TR", "TR"),
        ("phone", "0049 241 / 400-0000", "+492414000000"),
        ("phone", "+90 (212) 555 01 02", "+902125550102"),
        ("email", "Ada@Example.ORG", "ada@example.org"),
        ("email", "rechnung@mühlen.de", "rechnung@mühlen.de"),
        ("email", "rechnung@xn--mhlen-kva.de", "rechnung@mühlen.de"),
        ("email", "ada@xn--fa-hia.de", "ada@faß.de"),
        ("web_address", "example.org/a?b=c", "https://example.org/a?b=c"),
        ("web_address", "HTTP://Example.org", "HTTP://Example.org"),
        ("web_address", "example.org:8080", "https://example.org:8080"),
        ("web_address", "şişli.example.org", "https://şişli.example.org"),
        ("file", "a1B2_c3-d4", "a1B2_c3-d4"),
        ("picture", "a1B2_c3-d4", "a1B2_c3-d4"),
    ],
)
def test_what_was_typed_is_kept_in_one_form(kind, raw, value):
    assert read(question(kind), raw) == value


@pytest.mark.parametrize(
    ("kind", "raw", "sentence"),
    [
        ("number", "many", "Enter a number in figures, like 12 or 2.5"),
        ("number", "9" * 13, "Enter a number in figures, like 12 or 2.5"),
        ("yes_no", "maybe", "Choose yes or no"),
        ("one_of", "green", "Choose only from the options"),
        ("several_of", ["red", "green"], "Choose only from the options"),
        (
            "date",
            "31.2.2027",
            "Enter a day that exists, with its year in four figures",
        ),
        (
            "date",
            ["31", "12", "27"],
            "Enter a day that exists, with its year in four figures",
        ),
        ("country", "ZZ", "Choose a country from the list"),
        ("country", "Germany", "Choose a country from the list"),
        (
            "phone",
            "no",
            "Enter a phone number with country code, like +49 241 123456",
        ),
        ("email", "ada", "Enter an e-mail address like name@example.org"),
        (
            "web_address",
            "javascript:alert(1)",
            "Enter a web address like https://example.org",
        ),
        (
            "web_address",
            "https://me:secret@example.org",
            "Enter a web address like https://example.org",
        ),
        (
            "web_address",
            "ftp://example.org",
            "Enter a web address like https://example.org",
        ),
        (
            "web_address",
            "https://localhost",
            "Enter a web address like https://example.org",
        ),
        (
            "web_address",
            "https://[::1",
            "Enter a web address like https://example.org",
        ),
        ("file", "../../etc/passwd", "Choose the file once more"),
    ],
)
def test_what_cannot_be_an_answer_says_what_to_do(kind, raw, sentence):
    with pytest.raises(Unreadable) as error:
        read(question(kind), raw)

    assert str(error.value) == sentence


@pytest.mark.parametrize(
    ("kind", "limits", "raw", "sentence"),
    [
        (
            "short_text",
            {"most": "3"},
            "long",
            "Use 3 characters or fewer; now there are 4",
        ),
        ("long_text", {"least": "5"}, "shrt", "Use at least 5 characters"),
        ("number", {"least": "1"}, "0", "Enter 1 or more"),
        ("number", {"most": "2.5"}, "2.6", "Enter 2.5 or less"),
        ("several_of", {"most": "1"}, ["red", "blue"], "Choose at most 1"),
        ("several_of", {"least": "2"}, ["red"], "Choose at least 2"),
        (
            "date",
            {"least": "2027-06-01"},
            "2027-05-31",
            "Enter Tue 1 June 2027 or a later day",
        ),
        (
            "date",
            {"most": "2027-06-01"},
            "2027-06-02",
            "Enter Tue 1 June 2027 or an earlier day",
        ),
    ],
)
def test_a_limit_is_kept(kind, limits, raw, sentence):
    with pytest.raises(Unreadable) as error:
        read(question(kind, **limits), raw)

    assert str(error.value) == sentence


@pytest.mark.parametrize(
    ("kind", "limits", "raw"),
    [
        ("short_text", {"most": "4"}, "long"),
        ("number", {"least": "1", "most": "1"}, "1,0"),
        ("several_of", {"least": "2", "most": "2"}, ["red", "blue"]),
        ("date", {"least": "2027-06-01", "most": "2027-06-01"}, "1.6.2027"),
    ],
)
def test_the_limit_itself_is_allowed(kind, limits, raw):
    assert read(question(kind, **limits), raw) is not None


@pytest.mark.parametrize("kind", QuestionKind)
@pytest.mark.parametrize(
    "raw", [None, "", "  \u200b ", [], [""], ["", "", ""]], ids=repr
)
def test_an_empty_answer_is_none_unless_one_is_needed(kind, raw):
    assert read(question(kind, required=False), raw) is None
    with pytest.raises(Unreadable) as error:
        read(question(kind, required=True), raw)
    assert str(error.value) == "Answer “Which one?”"


def test_a_choice_that_was_withdrawn_is_kept_by_who_had_it():
    asks = question("one_of")
    asks.choices[0].retired_at = clock.now()

    assert read(asks, "red", keeps=["red"]) == "red"
    with pytest.raises(Unreadable):
        read(asks, "red")


@pytest.mark.parametrize(
    ("typed", "language", "number"),
    [
        ("1.500", "de", 1500),
        ("1.500", "tr", 1500),
        ("1.500", "en", 1.5),
        ("1,500", "en", 1500),
        ("1,500", "de", 1.5),
        ("1.234.567,8", "en", 1234567.8),
        ("1,234,567.8", "de", 1234567.8),
        ("12 000", "de", 12000),
        ("12'000", "en", 12000),
        ("\N{MINUS SIGN}3", "de", -3),
        ("+3", "de", 3),
        ("٣", "en", 3),
    ],
)
def test_a_number_is_read_as_the_language_writes_it(typed, language, number):
    assert plain(read_number(typed, language)) == number


@pytest.mark.parametrize("typed", ["", "-", "1..5", "1,2,3", "1e5", "0x1", "NaN", "²"])
def test_what_is_no_number_is_none(typed):
    assert read_number(typed, "de") is None


RAW = st.one_of(
    st.none(),
    st.booleans(),
    st.text(),
    st.lists(st.text(), max_size=4),
    st.from_regex(r"[a-z+.-]{0,5}:?//?[^ ]{0,9}"),
    st.from_regex(r"[0-9.,\-/ ]{0,12}"),
)


@given(st.sampled_from(list(QuestionKind)), RAW, st.booleans())
def test_nothing_that_can_be_sent_breaks_the_form(kind, raw, required):
    asks = question(kind, required=required)

    with suppress(Unreadable):
        assert read(asks, raw) is not None or not required


@given(st.sampled_from(list(QuestionKind)), RAW)
def test_an_answer_read_again_stays_itself(kind, raw):
    asks = question(kind)

    try:
        value = read(asks, raw)
    except Unreadable:
        return
    again = ("yes" if value else "no") if isinstance(value, bool) else value
    if isinstance(again, int | float) and not isinstance(again, bool):
        again = f"{again:.4f}"

    assert read(asks, again) == value

"""A form asks what is to be asked, keeps what counts, and shows it again."""

from io import BytesIO

import pytest
from flask_babel import force_locale
from werkzeug.datastructures import FileStorage, MultiDict

from eventreg import clock
from eventreg.events.questions.earlier import Stored
from eventreg.events.questions.forms import answers_form
from eventreg.events.questions.states import QuestionKind
from tests.factories import make_event, make_question
from tests.factories.files import PDF

pytestmark = pytest.mark.one_database


@pytest.fixture(autouse=True)
def _english(app):
    with app.test_request_context(), force_locale("en"):
        yield


def sent(questions, values=(), **more):
    """The form as it comes back with ``values``."""
    return answers_form(questions, **more)(MultiDict(values), prefix="a-")


@pytest.fixture
def visa():
    """Do you need a visa? If so: from when?"""
    event = make_event()
    first = make_question(event, QuestionKind.YES_NO, key="visa", required=True)
    day = make_question(
        event, QuestionKind.DATE, key="day", shown_if=(first, ["yes"]), required=True
    )
    return [first, day]


def test_what_is_answered_is_kept_by_key(visa):
    form = sent(visa, [("a-visa", "yes"), *(("a-day", x) for x in ("1", "6", "2027"))])

    assert form.validate()
    assert form.answers == {"visa": True, "day": "2027-06-01"}


def test_what_is_not_asked_is_neither_checked_nor_kept(visa):
    form = sent(visa, [("a-visa", "no"), ("a-day", "nonsense")])

    assert form.validate()
    assert form.answers == {"visa": False}


def test_what_is_asked_must_be_answered(visa):
    form = sent(visa, [("a-visa", "yes"), ("a-day", "")])

    assert not form.validate()
    assert [target for target, _sentence in form.visible_errors()] == ["a-day-0"]


def test_what_cannot_be_read_is_shown_again(visa):
    form = sent(
        visa, [("a-visa", "yes"), *(("a-day", x) for x in ("31", "6", "x\x00"))]
    )

    assert not form.validate()
    assert [value for _name, value, _size in form["day"].parts] == ["31", "6", "x"]


def test_a_condition_may_stand_on_an_earlier_page(visa):
    first, day = visa
    yes, no = ({first.key: answer} for answer in (True, False))

    asked = answers_form([day], before=[first], given=yes)(prefix="a-")
    ruled_out = answers_form([day], before=[first], given=no)(prefix="a-")

    assert [field.short_name for field in asked.fields()] == ["day"]
    assert list(ruled_out.fields()) == []
    assert asked.waits_for(asked["day"]) is None


def test_a_condition_on_the_same_page_is_said_in_words(visa):
    form = sent(visa)

    waits = form.waits_for(form["day"])

    assert (waits.name, waits.answers) == ("a-visa", "yes")
    assert waits.sentence.endswith("with: Yes")


@pytest.mark.parametrize(
    ("tick", "answers"), [([], {}), ([("a-allergy_tick", "y")], {"allergy": "Nuts"})]
)
def test_what_has_an_own_tick_counts_only_with_it(tick, answers):
    asks = make_question(make_event(), key="allergy", own_tick=True, required=True)

    form = sent([asks], [*tick, ("a-allergy", "Nuts")])

    assert form.validate()
    assert form.answers == answers


def test_an_open_tick_wants_an_answer():
    asks = make_question(make_event(), key="allergy", own_tick=True, required=True)

    assert not sent([asks], [("a-allergy_tick", "y"), ("a-allergy", "")]).validate()


@pytest.mark.parametrize("kind", [QuestionKind.SHORT_TEXT, QuestionKind.SEVERAL_OF])
def test_an_open_tick_wants_an_answer_or_to_be_taken_off(kind):
    asks = make_question(make_event(), kind, key="needs", own_tick=True)

    form = sent([asks], [("a-needs_tick", "y")])

    assert not form.validate()
    assert form["needs"].errors == [
        "Answer this, or untick “Yes, I would like to tell you”"
    ]
    assert sent([asks], [("a-needs", "")]).validate()


def test_a_full_choice_cannot_be_chosen_and_the_sentence_says_so():
    places = {"fish": 0, "beans": 3}
    asks = make_question(make_event(), QuestionKind.ONE_OF, key="dish", choices=places)

    form = sent([asks], [("a-dish", "fish")])

    assert not form.validate()
    assert form["dish"].errors == ["“fish” is full. Choose something else"]
    assert [(o.choice.render_kw.get("note"), o.checked) for o in form["dish"]] == [
        ("full", False),
        ("3 seats left", False),
        (None, True),
    ]


@pytest.mark.parametrize(
    ("standard", "words"),
    [
        ("sector", ["Ärzte", "Çevre", "Energie", "Zoll", "Other"]),
        ("", ["Zoll", "Other", "Energie", "Çevre", "Ärzte"]),
    ],
)
def test_sectors_stand_in_the_order_of_the_reader_with_others_last(standard, words):
    choices = ["Zoll", "Other", "Energie", "Çevre", "Ärzte"]
    asks = make_question(
        make_event(),
        QuestionKind.ONE_OF,
        choices=choices,
        standard=standard,
        required=True,
    )

    form = answers_form([asks])(prefix="a-")

    assert [str(option.label.text) for option in form[asks.key]] == words


@pytest.mark.parametrize(
    ("columns", "last"),
    [({}, "No answer"), ({"required": True}, "blue"), ({"own_tick": True}, "blue")],
    ids=["optional", "required", "own tick"],
)
def test_round_buttons_lead_back_to_no_answer_where_none_will_do(columns, last):
    asks = make_question(make_event(), QuestionKind.ONE_OF, key="dish", **columns)

    form = sent([asks], [("a-dish", "")], stored=Stored({"dish": "red"}))
    form.validate()

    assert [str(option.label.text) for option in form["dish"]][-1] == last
    assert form.answers == {}


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({}, ["Yes", "No", "No answer"]),
        ({"required": True}, ["Yes", "No"]),
        ({"own_tick": True}, ["Yes", "No"]),
    ],
    ids=["optional", "required", "own tick"],
)
def test_yes_and_no_lead_back_to_no_answer_where_none_will_do(columns, words):
    asks = make_question(make_event(), QuestionKind.YES_NO, key="visa", **columns)

    form = sent([asks], [("a-visa", "")], stored=Stored({"visa": True}))
    form.validate()

    assert [str(option.label.text) for option in form["visa"]] == words
    assert form.answers == {}


def test_neither_yes_nor_no_stands_as_no_answer():
    asks = make_question(make_event(), QuestionKind.YES_NO, key="visa")

    form = answers_form([asks])(prefix="a-")

    assert [option.data for option in form["visa"] if option.checked] == [""]


def test_who_only_wished_for_a_full_choice_may_not_keep_it():
    places = {"fish": 0, "beans": 3}
    asks = make_question(make_event(), QuestionKind.ONE_OF, key="dish", choices=places)

    form = sent(
        [asks], [("a-dish", "fish")], stored=Stored({"dish": "fish"}), holds=False
    )

    assert not form.validate()
    assert form["dish"].errors == ["“fish” is full. Choose something else"]


@pytest.mark.parametrize(
    ("required", "address", "words"),
    [
        (True, "trips@example.org", "write to the organiser: trips@example.org"),
        (True, "", "Please write to the organiser."),
        (False, "trips@example.org", ""),
    ],
)
def test_where_all_is_full_and_one_is_needed_a_sentence_says_what_to_do(
    required, address, words
):
    asks = make_question(
        make_event(contact_email=address),
        QuestionKind.ONE_OF,
        key="dish",
        choices={"fish": 0, "beans": 0},
        required=required,
    )

    field = answers_form([asks])(prefix="a-")["dish"]

    assert field.way_out.endswith(words)
    assert bool(field.way_out) is required


def test_who_has_a_full_or_withdrawn_choice_may_keep_it():
    asks = make_question(
        make_event(),
        QuestionKind.SEVERAL_OF,
        key="dish",
        choices={"fish": 0, "b": None},
    )
    asks.choices[1].retired_at = clock.now()

    form = sent(
        [asks],
        [("a-dish", "fish"), ("a-dish", "b")],
        stored=Stored({"dish": ["fish", "b"]}),
    )

    assert form.validate()
    assert form.answers == {"dish": ["fish", "b"]}


@pytest.mark.parametrize(
    ("kind", "answer", "shown"),
    [
        ("number", 2.5, "2.5"),
        ("phone", "+492414000000", "+49 241 4000000"),
        ("yes_no", False, "no"),
        ("one_of", "blue", "blue"),
        ("several_of", ["red"], ["red"]),
        ("date", "2027-06-01", ["1", "6", "2027"]),
        ("country", "TR", "TR"),
        ("long_text", "a\nb", "a\nb"),
    ],
)
def test_a_stored_answer_is_filled_in(kind, answer, shown):
    asks = make_question(make_event(), QuestionKind(kind), key="q")

    form = answers_form([asks], stored=Stored({"q": answer}))()

    assert (form["q"].data, form.answers) == (shown, {"q": answer})


@pytest.mark.parametrize("kind", QuestionKind)
@pytest.mark.parametrize("answer", ["x", 3, 2.5, True, ["red", "gone"], "2027-02-31"])
def test_an_answer_of_another_kind_breaks_no_form(kind, answer):
    asks = make_question(make_event(), kind, key="q")

    form = answers_form([asks], stored=Stored({"q": answer}))()

    field = form["q"]
    assert field.parts if kind is QuestionKind.DATE else field()


def test_many_choices_become_a_list():
    words = [f"city {number}" for number in range(13)]
    asks = make_question(make_event(), QuestionKind.ONE_OF, key="city", choices=words)

    form = sent([asks], [("a-city", "city 7")])

    assert form.validate()
    assert (form["city"].type, form.answers) == ("ListQuestion", {"city": "city 7"})


def test_a_file_is_handed_to_whoever_stores_it():
    asks = make_question(make_event(), QuestionKind.FILE, key="cv", required=True)
    file = FileStorage(BytesIO(PDF), filename="cv.pdf")

    form = sent([asks], [("a-cv", file)])
    is_valid = form.validate()
    form["cv"].answer = "a1b2c3d4"

    assert (is_valid, form["cv"].checked.name) == (True, "cv.pdf")
    assert form.answers == {"cv": "a1b2c3d4"}


def test_without_another_file_the_earlier_one_stays():
    asks = make_question(make_event(), QuestionKind.FILE, key="cv", required=True)

    kept = sent([asks], stored=Stored({"cv": "a1b2c3d4"}))
    nothing = sent([asks], [("a-other", "")])

    assert (kept.validate(), kept.answers) == (True, {"cv": "a1b2c3d4"})
    assert not nothing.validate()


@pytest.mark.parametrize(
    ("kind", "limits", "language", "words"),
    [
        ("several_of", ("2", None), "en", "Choose at least 2"),
        ("several_of", (None, "2"), "de", "Wählen Sie höchstens 2 aus"),
        ("several_of", ("1", "2"), "de", "Wählen Sie 1 bis 2 aus"),
        ("several_of", ("2", "2"), "tr", "Tam 2 seçenek işaretleyin"),
        ("several_of", (None, None), "en", ""),
        ("short_text", (None, "40"), "en", "40 characters or fewer"),
        ("long_text", (None, "200"), "de", "Höchstens 200 Zeichen"),
        ("long_text", (None, None), "de", ""),
        ("number", ("1", "2.5"), "en", "From 1 to 2.5"),
        ("number", ("1", "2.5"), "de", "Von 1 bis 2,5"),
        ("number", ("1", "2.5"), "tr", "1 ile 2,5 arasında"),
        ("number", ("1500", None), "de", "Mindestens 1.500"),
        ("number", (None, "9"), "en", "9 or less"),
        ("number", ("0", None), "en", "0 or more"),
        (
            "date",
            ("2027-06-01", "2027-06-30"),
            "en",
            "From 1 June 2027 to 30 June 2027",
        ),
        (
            "date",
            ("2027-06-01", "2027-06-30"),
            "de",
            "Vom 1. Juni 2027 bis zum 30. Juni 2027",
        ),
        ("date", ("2027-06-01", None), "tr", "1 Haziran 2027 veya sonrası"),
        ("date", (None, "2027-06-30"), "en", "30 June 2027 or earlier"),
        ("number", (None, None), "en", ""),
    ],
)
def test_the_hint_says_from_where_to_where_an_answer_may_go(
    kind, limits, language, words
):
    asks = make_question(
        make_event(), QuestionKind(kind), key="q", least=limits[0], most=limits[1]
    )

    with force_locale(language):
        assert answers_form([asks])(prefix="a-")["q"].limits == words

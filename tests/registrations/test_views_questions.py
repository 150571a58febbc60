"""The questions of an event on its sign-up form: asked, checked, kept or not."""

import pytest

from eventreg.database import write_tx
from eventreg.events.questions.models import QuestionVersion
from eventreg.events.questions.states import QuestionKind, Stage
from eventreg.events.questions.words import snapshot
from eventreg.registrations import services
from eventreg.registrations.answers import queries
from eventreg.registrations.forms.pages import MOST_ON_A_PAGE
from eventreg.registrations.states import State
from tests.factories import (
    make_event,
    make_question,
    make_registration,
    make_section,
)
from tests.registrations.sending import BEN, answers, everybody, person, send
from tests.registrations.test_bad_input import HOSTILE
from tests.registrations.test_cost import counted

K = QuestionKind
#: Something that each kind takes, and what is kept of it.
TAKEN = {
    K.SHORT_TEXT: (" Two  words ", "Two words"),
    K.LONG_TEXT: ("One\r\nTwo", "One\nTwo"),
    K.NUMBER: ("2.5", 2.5),
    K.YES_NO: ("no", False),
    K.ONE_OF: ("blue", "blue"),
    K.SEVERAL_OF: (["blue", "red"], ["red", "blue"]),
    K.DATE: (["7", "3", "1980"], "1980-03-07"),
    K.COUNTRY: ("TR", "TR"),
    K.PHONE: ("0049 241 / 12 34 56", "+49241123456"),
    K.EMAIL: ("Ada@Example.org", "ada@example.org"),
    K.WEB_ADDRESS: ("example.org", "https://example.org"),
}


def sent(client, event, *parts, **given):
    return send(client, event, *parts, **{f"answers-{k}": v for k, v in given.items()})


def problems(response):
    """The summary: where each line leads, and what it says."""
    links = response.page.select(".error-summary a")
    return [(link["href"], link.text) for link in links]


@pytest.mark.parametrize("kind", TAKEN)
def test_each_kind_of_answer_is_kept_with_its_wording(client, kind):
    event = make_event()
    make_question(event, kind, key="ask", required=True)
    typed, kept = TAKEN[kind]

    sent(client, event, ask=typed)

    [ada] = everybody()
    assert answers(ada) == {"ask": kept}


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [
        ("TR", "0532 123 45 67", "+905321234567"),
        ("GB", "020 7946 0958", "+442079460958"),
        ("AT", "0241 8800-123", "+492418800123"),
        ("", "0241 8800-123", "+492418800123"),
    ],
)
def test_a_number_without_code_is_one_of_the_country_on_the_form(
    client, country, typed, kept
):
    event = make_event()
    make_question(event, K.PHONE, key="call")

    sent(client, event, {"country": country}, call=typed)

    [ada] = everybody()
    assert answers(ada) == {"call": kept}


def test_a_country_chosen_after_a_mistake_still_says_which_number_it_is(client):
    event = make_event()
    make_question(event, K.PHONE, key="call")
    typed = {"phone": "0532 123 45 67", "answers-call": "0532 123 45 68"}

    wrong = send(client, event, typed, email="")
    again = {
        name: wrong.page.select_one(f"[name={name}]")["value"]
        for name in ("phone", "answers-call")
    }
    send(client, event, again, country="TR")

    [ada] = everybody()
    assert (ada.phone, answers(ada)) == ("+905321234567", {"call": "+905321234568"})


def test_a_number_of_a_companion_is_one_of_their_own_country(client):
    event = make_event()
    make_question(event, K.PHONE, key="call")
    ben = {"country": "TR", "answers-call": "0532 123 45 67"}

    sent(client, event, BEN, person(0, "Ben", **ben), call="0241 8800-123")

    assert [answers(each) for each in everybody()] == [
        {"call": "+492418800123"},
        {"call": "+905321234567"},
    ]


@pytest.mark.parametrize("kind", TAKEN)
def test_a_required_answer_is_asked_for_beside_its_field(client, kind):
    event = make_event()
    make_question(event, kind, "What is it?", key="ask", required=True)

    response = send(client, event, company="Berg")

    grouped = {K.YES_NO, K.ONE_OF, K.SEVERAL_OF, K.DATE}
    target = "#answers-ask-0" if kind in grouped else "#answers-ask"
    assert response.status_code == 422
    assert problems(response) == [(target, "Answer “What is it?”")]
    assert response.page.select_one(target) is not None
    assert response.page.select_one("#company")["value"] == "Berg"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_answer_breaks_the_form(client, hostile):
    event = make_event()
    for kind in TAKEN:
        make_question(event, kind, key=str(kind))
    typed = {str(kind): HOSTILE[hostile] for kind in TAKEN}

    response = sent(client, event, **typed)

    assert response.status_code == 422
    assert "<script>alert(1)" not in response.text
    assert everybody() == []


@pytest.mark.parametrize("people", [1, 7])
def test_the_form_costs_the_same_with_few_questions_and_with_many(client, people):
    def cost(number):
        event = make_event()
        for _each in range(number):
            make_question(event, K.ONE_OF, choices={"fish": 9, "beans": None})
        crowd = [person(i, f"Ben{i}") for i in range(people)]
        address = f"/events/{event.slug}/register"
        with counted() as shown:
            client.get(address)
        with counted() as taken_in:
            assert send(client, event, *crowd).status_code == 303
        return len(shown), len(taken_in)

    assert cost(MOST_ON_A_PAGE) == cost(1)


def test_an_event_without_questions_asks_the_database_once_for_them(client):
    event = make_event()

    with counted() as shown:
        client.get(f"/events/{event.slug}/register")

    assert len([sql for sql in shown if "question" in sql]) == 1


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("kind", [K.SHORT_TEXT, K.LONG_TEXT])
def test_words_that_can_be_kept_are_kept_as_words(client, kind, hostile):
    event = make_event()
    make_question(event, kind, key="ask")

    response = sent(client, event, ask=HOSTILE[hostile])

    is_too_long = hostile in {"long"}
    assert response.status_code == (422 if is_too_long else 303)
    assert len(everybody()) == (not is_too_long)


def test_what_was_typed_stands_there_again_with_a_mistake_elsewhere(client):
    event = make_event()
    for kind in TAKEN:
        make_question(event, kind, key=str(kind))
    typed = {str(kind): typed for kind, (typed, _kept) in TAKEN.items()}

    page = sent(client, event, **typed | {"email": "nobody"}).page

    assert page.select_one("#answers-email")["value"] == "nobody"
    assert page.select_one("#answers-short_text")["value"] == "Two words"
    assert page.select_one("#answers-long_text").text.strip() == "One\nTwo"
    assert [i["value"] for i in page.select("[name=answers-date]")] == [
        *("7", "3", "1980")
    ]
    ticked = page.select("[name^=answers-][checked]")
    assert [box["value"] for box in ticked] == ["no", "blue", "red", "blue"]
    assert page.select_one("#answers-country [selected]")["value"] == "TR"


def test_sections_stand_on_the_page_as_headings_in_order(client):
    event = make_event()
    catering = make_section(event)
    make_question(event, key="dish", section_id=catering.id)
    make_question(event, key="why")

    page = client.get(f"/events/{event.slug}/register").page

    headings = [h.text for h in page.select("section.group > h2")]
    asked = [i["name"] for i in page.select("[name^=answers-]")]
    assert headings[3:5] == ["About this event", "Catering"]
    assert asked == ["answers-why", "answers-dish"]


def test_an_answer_to_a_question_that_is_not_asked_is_not_kept(client):
    event = make_event()
    visa = make_question(event, K.YES_NO, key="visa")
    make_question(event, key="number", required=True, shown_if=(visa, ["yes"]))

    sent(client, event, visa="no", number="C01X")

    assert answers(everybody()[0]) == {"visa": False}


def test_a_question_that_an_answer_opens_must_be_answered_then(client):
    event = make_event()
    visa = make_question(event, K.YES_NO, key="visa")
    make_question(
        event, label="Number?", key="number", required=True, shown_if=(visa, ["yes"])
    )

    response = sent(client, event, visa="yes")

    assert problems(response) == [("#answers-number", "Answer “Number?”")]


def test_questions_after_confirmation_are_not_on_the_form(client):
    event = make_event()
    make_question(event, key="later", stage=Stage.AFTER_CONFIRMATION, required=True)

    assert sent(client, event).status_code == 303


def test_companions_answer_for_themselves_and_the_lead_for_the_party(client):
    event = make_event()
    make_question(event, key="dish", required=True)
    make_question(event, key="bus", per_party=True)

    send(
        client,
        event,
        BEN,
        {"answers-dish": "beans", "party_answers-bus": "no"},
        {"companions-0-answers-dish": "fish", "companions-0-answers-bus": "yes"},
    )

    ada, ben = everybody()
    assert answers(ada) == {"dish": "beans", "bus": "no"}
    assert answers(ben) == {"dish": "fish"}


def test_a_mistake_of_a_companion_is_listed_with_the_name(client):
    event = make_event()
    make_question(event, label="Which dish?", key="dish", required=True)

    response = sent(client, event, BEN, dish="beans")

    assert problems(response) == [
        ("#companions-0-answers-dish", "Ben Berg: Answer “Which dish?”")
    ]


def test_a_choice_takes_a_place_when_the_address_is_confirmed(client):
    event = make_event(needs_approval=False)
    dish = make_question(event, K.ONE_OF, key="dish", choices={"fish": 2, "beans": 1})

    sent(client, event, dish="fish")
    [ada] = everybody()
    with write_tx():
        services.verify(ada)

    assert ada.state is State.CONFIRMED
    assert [choice.pool.taken for choice in dish.choices] == [1, 0]


def test_the_last_place_goes_to_one_of_a_party_and_the_field_says_so(client):
    event = make_event()
    places = {"fish": 1, "beans": None}
    make_question(event, K.ONE_OF, "Dish?", key="dish", choices=places)
    both = {"answers-dish": "fish", "companions-0-answers-dish": "fish"}

    response = send(client, event, BEN, both)

    assert problems(response) == [
        (
            "#companions-0-answers-dish-0",
            "Ben Berg: Dish? – Only 1 place is left at “fish”, and you chose it for 2 "
            "people. Choose something else for the others",
        )
    ]


def test_a_choice_that_filled_up_meanwhile_cannot_be_confirmed(client):
    event = make_event()
    dish = make_question(event, K.ONE_OF, key="dish", choices={"fish": 1})
    sent(client, event, dish="fish")
    [ada] = everybody()
    ben = make_registration(event, State.CONFIRMED, pools=[dish.choices[0].pool])

    response = client.post(f"/my/{ada.token}/confirm")

    assert response.status_code == 409
    assert "“fish” is full meanwhile" in response.text
    assert (ada.state, ben.state) == (State.UNVERIFIED, State.CONFIRMED)
    assert dish.choices[0].pool.taken == 1


def test_a_form_sent_twice_keeps_what_was_said_last(client):
    event = make_event()
    make_question(event, K.ONE_OF, key="dish", choices={"fish": 3, "beans": 3})

    sent(client, event, dish="fish")
    sent(client, event, dish="beans")

    [ada] = everybody()
    assert answers(ada) == {"dish": "beans"}
    assert [c.pool.name("en") for c in ada.claims if c.pool.name("en")] == ["beans"]


def test_an_answer_keeps_the_wording_that_it_was_given_under(client):
    event = make_event()
    ask = make_question(event, label="Old words?", key="ask")
    sent(client, event, ask="yes indeed")
    with write_tx():
        ask.labels, ask.version = {"en": "New words?"}, 2
        ask.versions.append(QuestionVersion(version=2, snapshot=snapshot(ask)))

    [ada] = everybody()
    sent(client, event, person(0, "Cyd"), ask="yes indeed")

    assert [given.label.text for given in queries.own(ada)] == ["Old words?"]


def test_four_questions_in_one_section_take_four_requests(client, letters):
    event = make_event()
    section = make_section(event)
    for kind in (K.SHORT_TEXT, K.ONE_OF, K.YES_NO, K.NUMBER):
        make_question(event, kind, key=f"{kind}"[:12], section_id=section.id)

    form = client.get(f"/events/{event.slug}/register")
    sent_off = sent(client, event, short_text="Pumps", number="3")
    [ada] = everybody()
    button = client.get(f"/my/{ada.token}/confirm")
    confirmed = client.post(f"/my/{ada.token}/confirm")

    statuses = [each.status_code for each in (form, sent_off, button, confirmed)]
    assert statuses == [200, 303, 200, 303]
    assert letters()[-1] == ("confirmed", "ada@example.org")

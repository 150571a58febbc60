"""Answers to a question that has become another one: no untouched form loses them."""

import pytest

from eventreg.database import write_tx
from eventreg.events.questions.models import QuestionVersion
from eventreg.events.questions.states import Audience, QuestionKind, Stage
from eventreg.events.questions.words import snapshot
from eventreg.registrations.states import State
from tests.factories import make_answer, make_event, make_question, make_registration
from tests.house import text_of
from tests.registrations.sending import answers

K = QuestionKind
DROP = "answers-q-drop"


@pytest.fixture
def event(app):
    return make_event()


@pytest.fixture
def ada(event):
    return make_registration(event, State.CONFIRMED)


def becomes(question, **columns):
    """The question as staff have changed it, with its new wording."""
    with write_tx():
        for name, value in columns.items():
            setattr(question, name, value)
        question.version += 1
        words = QuestionVersion(version=question.version, snapshot=snapshot(question))
        question.versions.append(words)


def send(client, person, page="change", **typed):
    address = f"/my/{person.token}/{page}"
    return client.post(address, data={"language": "en", **typed})


def shown(client, person, page="change"):
    return client.get(f"/my/{person.token}/{page}").page


OTHERS = [
    pytest.param(K.SHORT_TEXT, "Beans", K.YES_NO, "Beans", id="text-yes-no"),
    pytest.param(K.SHORT_TEXT, "Beans", K.COUNTRY, "Beans", id="text-country"),
    pytest.param(K.SHORT_TEXT, "Beans", K.EMAIL, "Beans", id="text-email"),
    pytest.param(K.SHORT_TEXT, "Beans and rice", K.FILE, "Beans and rice", id="file"),
    pytest.param(K.SHORT_TEXT, "Beans", K.SEVERAL_OF, "Beans", id="text-several"),
    pytest.param(K.COUNTRY, "DE", K.SHORT_TEXT, "Germany", id="country-text"),
    pytest.param(K.YES_NO, True, K.DATE, "Yes", id="yes-no-date"),
    pytest.param(K.NUMBER, 12, K.ONE_OF, "12", id="number-choice"),
    pytest.param(K.DATE, "2027-06-01", K.NUMBER, "1 June 2027", id="date-number"),
]


@pytest.mark.parametrize("is_required", [False, True], ids=["optional", "required"])
@pytest.mark.parametrize(("old", "value", "new", "words"), OTHERS)
def test_an_untouched_answer_of_another_kind_stays_and_is_shown(
    client, event, ada, old, value, new, words, is_required
):
    question = make_question(event, old, key="q", required=is_required)
    make_answer(ada, question, value)
    becomes(question, kind=new)

    note = shown(client, ada).select_one(".earlier strong")
    response = send(client, ada)

    assert text_of(note) == f"Answered before: {words}"
    assert (response.status_code, answers(ada), ada.changes) == (303, {"q": value}, [])


def test_a_new_answer_replaces_the_earlier_one(client, event, ada):
    question = make_question(event, K.SHORT_TEXT, key="q")
    make_answer(ada, question, "Beans")
    becomes(question, kind=K.YES_NO)

    send(client, ada, **{"answers-q": "yes"})

    assert answers(ada) == {"q": True}


def test_the_earlier_answer_is_removed_with_a_tick(client, event, ada):
    question = make_question(event, K.SHORT_TEXT, key="q")
    make_answer(ada, question, "Beans")
    becomes(question, kind=K.YES_NO)

    send(client, ada, **{DROP: "y"})

    assert answers(ada) == {}


def test_a_required_answer_is_not_removed_without_another(client, event, ada):
    question = make_question(event, K.SHORT_TEXT, key="q", required=True)
    make_answer(ada, question, "Beans")
    becomes(question, kind=K.YES_NO)

    response = send(client, ada, **{DROP: "y"})

    assert (response.status_code, answers(ada)) == (422, {"q": "Beans"})
    assert response.page.select_one(f"[name={DROP}]").has_attr("checked")


def test_what_opens_only_after_a_tick_is_given_up_by_it(client, event, ada):
    question = make_question(event, K.SHORT_TEXT, key="q", own_tick=True)
    make_answer(ada, question, "Nuts")
    becomes(question, kind=K.YES_NO)

    send(client, ada, **{"answers-q_tick": "y"})
    kept = answers(ada)
    send(client, ada)

    assert (kept, answers(ada)) == ({"q": "Nuts"}, {})


def test_an_answer_beyond_a_new_limit_stays_as_it_was(client, event, ada):
    question = make_question(event, K.NUMBER, key="q")
    make_answer(ada, question, 12)
    becomes(question, most="10")

    untouched = send(client, ada, **{"answers-q": "12"})
    other = send(client, ada, **{"answers-q": "11"})

    assert (untouched.status_code, other.status_code) == (303, 422)
    assert answers(ada) == {"q": 12}


def test_later_answers_of_another_kind_stay_too(client, event, ada):
    question = make_question(event, key="q", stage=Stage.AFTER_CONFIRMATION)
    make_answer(ada, question, "The early bus")
    becomes(question, kind=K.YES_NO)

    note = shown(client, ada, "answers").select_one(".earlier strong")
    send(client, ada, "answers")

    assert text_of(note) == "Answered before: The early bus"
    assert answers(ada) == {"q": "The early bus"}


def test_staff_keep_what_they_see_and_what_they_do_not(client, sign_in, event, ada):
    for key, audience in (("q", Audience.ALL_STAFF), ("pass", Audience.TRAVEL)):
        question = make_question(event, key=key, audience=audience)
        make_answer(ada, question, "before")
        becomes(question, kind=K.YES_NO)
    sign_in("office")
    address = f"/manage/registrations/{ada.reference}/answers/change"

    notes = client.get(address).page.select(".earlier strong")
    client.post(address)

    assert [text_of(note) for note in notes] == ["Answered before: before"]
    assert answers(ada) == {"q": "before", "pass": "before"}


def waits(event, ada):
    """A question that was answered before it began to wait for another one."""
    first = make_question(event, K.YES_NO, "Do you come by car?", key="car")
    second = make_question(event, label="Number plate", key="q")
    make_answer(ada, second, "AC-X 1")
    becomes(second, shown_if=first, shown_if_answers=["yes"])
    return second


def test_an_answer_stays_when_a_condition_is_put_on_its_question(client, event, ada):
    waits(event, ada)

    note = shown(client, ada).select_one(".earlier p")
    send(client, ada, **{"answers-car": "no", "answers-q": "AC-X 1"})

    assert text_of(note) == "Number plate – Answered before: AC-X 1"
    assert answers(ada) == {"car": False, "q": "AC-X 1"}


def test_that_answer_is_removed_with_its_tick_or_changed_once_it_is_asked(
    client, event, ada
):
    waits(event, ada)

    send(client, ada, **{"answers-car": "yes", "answers-q": "AC-X 2"})
    changed = answers(ada)
    send(client, ada, **{"answers-car": "no", "answers-q": "AC-X 2"})

    assert changed == {"car": True, "q": "AC-X 2"}
    assert answers(ada) == {"car": False}


def test_the_tick_removes_what_is_not_asked_any_more(client, event, ada):
    waits(event, ada)

    send(client, ada, **{DROP: "y", "answers-q": "AC-X 1"})

    assert answers(ada) == {}


def test_staff_who_put_a_condition_read_how_many_would_not_be_asked(
    client, sign_in, event, ada
):
    first = make_question(event, K.YES_NO, key="car")
    second = make_question(event, label="Number plate", key="q")
    ben = make_registration(event, State.CONFIRMED, email="ben@example.org")
    cyd = make_registration(event, State.CONFIRMED, email="cyd@example.org")
    for person, by_car in ((ada, None), (ben, False), (cyd, True)):
        make_answer(person, second, "AC-X 1")
        if by_car is not None:
            make_answer(person, first, by_car)
    sign_in("office")
    address = f"/manage/events/{event.slug}/edit/questions/q"

    first_time = saved(client, address)
    second_time = saved(client, address)

    assert first_time[0] == "Saved."
    assert first_time[1].startswith("2 people answered this question, and would not")
    assert second_time == ["Saved."]


def saved(client, address):
    """What the next page says once the condition is set."""
    answer = client.post(address, data=condition_typed(client, address))
    return client.get(answer.location).flashes


def condition_typed(client, address):
    page = client.get(address).page
    values = {
        control["name"]: control.get("value", control.text)
        for control in page.select("main :is(input, textarea)[name]")
        if control.get("type") not in {"checkbox", "radio"}
    }
    for control in page.select("main select"):
        chosen = control.select_one("[selected]") or control.select_one("option")
        values[control["name"]] = chosen["value"]
    return {**values, "shown_if": "car", "shown_if_answers": "yes"}


def test_staff_lose_no_answer_that_they_do_not_see_and_nobody_asks(
    client, sign_in, event, ada
):
    make_question(event, key="note")
    second = waits(event, ada)
    becomes(second, audience=Audience.TRAVEL)
    sign_in("office")
    address = f"/manage/registrations/{ada.reference}/answers/change"

    client.post(address, data={"answers-note": "late"})

    assert answers(ada) == {"note": "late", "q": "AC-X 1"}


def test_an_answer_of_another_kind_that_waits_now_stands_there_once(client, event, ada):
    second = waits(event, ada)
    becomes(second, kind=K.YES_NO)

    page = shown(client, ada)

    [box] = page.select(".earlier")
    assert len(page.select(f"[name={DROP}]")) == 1
    assert not box.has_attr("data-unasked")
    [only_if, changed] = map(text_of, box.select("p.soft"))
    assert only_if.startswith("This is asked only under a condition now. While it is")
    assert changed.startswith("The question has changed since.")

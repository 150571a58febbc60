"""The own page in two windows, or beside the office: nothing is lost."""

import pytest

from eventreg.database import write_tx
from eventreg.events.questions.states import QuestionKind, Stage
from eventreg.registrations.states import State
from eventreg.registrations.views import my_changes
from tests.factories import make_answer, make_event, make_question, make_registration
from tests.house import text_of
from tests.registrations.sending import answers, chosen
from tests.windows import filled, overtake


@pytest.fixture
def event(app):
    event = make_event(sessions={"Harbour": 5, "Mill": 5})
    make_question(event, QuestionKind.DATE, "Born?", key="born")
    make_question(event, label="Dish?", key="dish")
    return event


@pytest.fixture
def ada(event):
    return make_registration(
        event, State.CONFIRMED, company="Berg", phone="+49241123456", language="en"
    )


def opened(client, ada, page="change"):
    return filled(client.get(f"/my/{ada.token}/{page}").page)


def save(client, ada, window, page="change", **typed):
    return client.post(f"/my/{ada.token}/{page}", data=window | typed)


def test_each_window_saves_what_was_changed_in_it(client, ada):
    one, other, third = (opened(client, ada) for _window in range(3))

    save(client, ada, one, company="New", **{"answers-dish": "Beans"})
    save(client, ada, other, position="Baker", sessions=["mill"])
    answer = save(client, ada, third, phone="+49 241 99 88 77")

    assert answer.status_code == 303
    assert (ada.company, ada.position, ada.phone) == ("New", "Baker", "+49241998877")
    assert answers(ada) == {"dish": "Beans"}
    assert chosen(ada)[1:] == ["Mill"]


def test_what_the_office_changed_meanwhile_is_shown_beside_the_own(client, ada):
    window = opened(client, ada)
    with write_tx():
        ada.company = "By the office"

    answer = save(client, ada, window, company="By me")

    assert answer.status_code == 409
    assert text_of(answer.page.select_one(".now")) == "Now it says: By the office"
    assert answer.page.select_one("#company")["value"] == "By me"
    assert ada.company == "By the office"

    save(client, ada, filled(answer.page))
    assert ada.company == "By me"


def test_answers_that_both_windows_changed_are_shown_as_people_read_them(client, ada):
    one, other = (opened(client, ada) for _window in range(2))
    save(client, ada, one, **{"answers-born": ["1", "2", "1980"]}, sessions=["mill"])

    changed = {"answers-born": ["3", "2", "1980"]}
    page = save(client, ada, other, **changed, sessions=["harbour"]).page

    assert [text_of(p) for p in page.select(".now")] == [
        "Now it says: Mill",
        "Now it says: 1 February 1980",
    ]


def test_later_answers_are_kept_apart_too(client, ada, event):
    for key in ("hotel", "bus"):
        make_question(event, key=key, stage=Stage.AFTER_CONFIRMATION)
    one, other = (opened(client, ada, "answers") for _window in range(2))

    save(client, ada, one, "answers", **{"answers-hotel": "Yes"})
    save(client, ada, other, "answers", **{"answers-bus": "No"})

    assert answers(ada) == {"hotel": "Yes", "bus": "No"}


@pytest.mark.parametrize("page", ["change", "answers"])
def test_in_one_instant_the_second_is_asked_once_more(
    client, ada, event, monkeypatch, page
):
    bus = make_question(event, key="bus", stage=Stage.AFTER_CONFIRMATION)
    given = make_answer(ada, bus, "No")
    window = opened(client, ada, page)
    row, theirs = (
        (ada, {"company": "Theirs"}) if page == "change" else (given, {"value": "Yes"})
    )
    overtake(monkeypatch, my_changes, row, **theirs)

    typed = {"company": "Ours", "answers-bus": "Perhaps"}
    answer = save(client, ada, window, page, **typed)

    assert (answer.status_code, len(answer.errors)) == (409, 1)
    assert {name: getattr(row, name) for name in theirs} == theirs

"""Two people who change an event at once: nothing of either is lost."""

import pytest

from eventreg.events.questions.states import QuestionKind
from tests.events.questions.pages import address, asked
from tests.factories import make_event, make_question
from tests.house import text_of
from tests.windows import filled


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


@pytest.fixture
def event(app):
    return make_event(title="Summer school", text={"summary": "Short"})


def texts_of(event):
    return f"/manage/events/{event.slug}/edit/texts/en"


def when_of(event):
    return f"/manage/events/{event.slug}/edit/when-and-where"


def opened(client, path):
    return filled(client.get(path).page)


def refused(name):
    return (
        f"{name} was changed meanwhile, by somebody else or in another window. Save "
        "once more to replace it by yours"
    )


def test_each_saves_what_each_has_changed(client, event):
    one, other = (opened(client, texts_of(event)) for _window in range(2))

    client.post(texts_of(event), data=one | {"title": "Winter school"})
    answer = client.post(texts_of(event), data=other | {"summary": "Shorter"})

    assert answer.status_code == 303
    assert (event.text("en").title, event.text("en").summary) == (
        "Winter school",
        "Shorter",
    )


def test_what_both_have_changed_is_shown_twice_and_replaced_on_saving_again(
    client, event
):
    one, other = (opened(client, texts_of(event)) for _window in range(2))
    client.post(texts_of(event), data=one | {"summary": "Theirs", "title": "Winter"})

    answer = client.post(texts_of(event), data=other | {"summary": "Ours"})
    page = answer.page

    assert (answer.status_code, answer.errors) == (409, [refused("Summary")])
    assert text_of(page.select_one(".field--error .now")) == "Now it says: Theirs"
    assert page.select_one(".now .lines")["lang"] == "en"
    assert text_of(page.select_one("#summary")) == "Ours"
    assert page.select_one("#title")["value"] == "Winter"
    assert event.text("en").summary == "Theirs"

    assert client.post(texts_of(event), data=filled(page)).status_code == 303
    assert (event.text("en").title, event.text("en").summary) == ("Winter", "Ours")


def test_the_same_change_twice_is_no_quarrel(client, event):
    one, other = (opened(client, texts_of(event)) for _window in range(2))

    for window in (one, other):
        answer = client.post(texts_of(event), data=window | {"summary": "Same"})

    assert answer.status_code == 303


def test_place_and_organiser_are_changed_in_two_windows(client, event):
    one, other = (opened(client, when_of(event)) for _window in range(2))

    client.post(when_of(event), data=one | {"place_name": "Rathaus"})
    answer = client.post(when_of(event), data=other | {"organiser": "Ole"})

    assert answer.status_code == 303
    assert (event.place_name, event.organiser) == ("Rathaus", "Ole")


def test_a_time_that_both_have_changed_is_named_as_people_read_it(client, event):
    one, other = (opened(client, when_of(event)) for _window in range(2))
    times = ("2027-06-17T19:30", "2027-06-17T20:30")
    theirs, ours = (
        {"ends_local": f"{t}", "starts_local": t[:11] + "09:00"} for t in times
    )

    client.post(when_of(event), data=one | theirs)
    page = client.post(when_of(event), data=other | ours).page

    now = [text_of(p) for p in page.select(".field--error .now")]
    assert now == ["Now it says: Thu 17 June 2027, 19:30"]


@pytest.mark.parametrize("forged", ["", "x", "[1]", '{"title": 3}', "\ud800"])
def test_without_what_the_form_was_filled_with_all_of_it_is_saved(
    client, event, forged
):
    typed = {"title": "New", "as_it_was": forged.encode("utf-8", "replace")}

    assert client.post(texts_of(event), data=typed).status_code == 303
    assert event.text("en").title == "New"


class TestQuestions:
    @pytest.fixture
    def question(self, event):
        return make_question(
            event, QuestionKind.ONE_OF, label="Colour?", choices=["red", "blue"]
        )

    @pytest.fixture
    def path(self, event, question):
        return address(event, f"/{question.key}")

    def test_each_saves_what_each_has_changed(self, client, event, path):
        one, other = (opened(client, path) for _window in range(2))

        client.post(path, data=one | {"label_en": "Which colour?"})
        answer = client.post(path, data=other | {"help_en": "For the badge"})

        [question] = asked(event)
        assert answer.status_code == 303
        assert question.labels["en"] == "Which colour?"
        assert question.helps["en"] == "For the badge"

    def test_answers_to_choose_from_are_not_wiped(self, client, event, path):
        one, other = (opened(client, path) for _window in range(2))
        client.post(path, data=one | {"choices-0-words_en": "Crimson"})

        answer = client.post(path, data=other | {"choices-1-words_en": "Navy"})

        assert answer.errors == [
            "The answers to choose from were changed meanwhile. Now they are: "
            "Crimson, blue. Save once more to replace them by yours"
        ]
        assert client.post(path, data=filled(answer.page)).status_code == 303
        [question] = asked(event)
        assert [choice.labels["en"] for choice in question.choices] == ["red", "Navy"]

    def test_a_button_for_another_row_forgets_nothing_of_it(self, client, path):
        one, other = (opened(client, path) for _window in range(2))
        client.post(path, data=one | {"label_en": "Theirs"})

        more = client.post(path, data=other | {"label_en": "Ours", "rows": "add"}).page
        answer = client.post(path, data=filled(more))

        assert answer.errors == [refused("Question")]

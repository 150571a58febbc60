"""Two windows over pools, agenda, speakers, picture and headings of an event."""

import io

import pytest

from eventreg.events import manage_parts, manage_pools, manage_programme
from eventreg.events.questions.manage import writing
from eventreg.events.questions.states import QuestionKind
from tests.events.questions.pages import address, asked
from tests.factories import (
    make_entry,
    make_event,
    make_question,
    make_section,
    make_speaker,
    pool_named,
)
from tests.factories.files import picture
from tests.factories.programme import make_upload
from tests.house import text_of
from tests.windows import filled, overtake

AT_ONCE = (
    "Somebody else saved this at the same moment. Yours is still here; save it once "
    "more"
)


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


@pytest.fixture
def event(app):
    return make_event(title="Summer school", sessions={"Robots": 5})


def part(event, rest):
    return f"/manage/events/{event.slug}/edit/{rest}"


def opened(client, path, count=2):
    return [filled(client.get(path).page) for _window in range(count)]


def now_says(answer):
    return [text_of(p) for p in answer.page.select(".field--error .now")]


class TestPools:
    def test_each_saves_what_each_has_changed_even_under_another_name(
        self, client, event
    ):
        path = part(event, "seats/robots")
        one, other = opened(client, path)

        client.post(path, data=one | {"name_en": "Machines"})
        answer = client.post(path, data=other | {"capacity": "8"})

        pool = pool_named(event, "Machines")
        assert answer.status_code == 303
        assert (pool.names, pool.capacity) == ({"en": "Machines"}, 8)

    def test_what_both_have_changed_is_shown_twice(self, client, event):
        path = part(event, "seats/robots")
        one, other = opened(client, path)
        client.post(path, data=one | {"capacity": "6"})

        answer = client.post(path, data=other | {"capacity": "8"})

        assert (answer.status_code, now_says(answer)) == (409, ["Now it says: 6"])
        assert pool_named(event, "Robots").capacity == 6
        client.post(path, data=filled(answer.page))
        assert pool_named(event, "Robots").capacity == 8

    def test_another_that_took_over_the_name_is_left_alone(self, client, event):
        path = part(event, "seats/robots")
        one, other = opened(client, path)
        client.post(path, data=one | {"name_en": "Machines"})
        new = {"name_en": "Robots", "capacity": "3"}
        client.post(part(event, "seats/new/session"), data=new)

        client.post(path, data=other | {"capacity": "8"})

        assert pool_named(event, "Robots").capacity == 3
        assert pool_named(event, "Machines").capacity == 8

    def test_in_one_instant_the_second_is_asked_once_more(
        self, client, event, monkeypatch
    ):
        path = part(event, "seats/robots")
        [window] = opened(client, path, 1)
        overtake(monkeypatch, manage_pools, pool_named(event, "Robots"), capacity=6)

        answer = client.post(path, data=window | {"capacity": "8"})
        again = client.post(path, data=filled(answer.page))

        assert (answer.status_code, answer.errors) == (409, [AT_ONCE])
        assert (again.status_code, now_says(again)) == (409, ["Now it says: 6"])
        assert pool_named(event, "Robots").capacity == 6


class TestAgenda:
    @pytest.fixture
    def entry(self, event):
        return make_entry(event, "Welcome")

    @pytest.fixture
    def path(self, event, entry):
        return part(event, f"agenda/{entry.key}")

    def test_each_saves_what_each_has_changed(self, client, path, entry):
        one, other = opened(client, path)

        client.post(path, data=one | {"title_en": "Hello"})
        answer = client.post(path, data=other | {"place_en": "Hall"})

        assert answer.status_code == 303
        assert (entry.titles, entry.places) == ({"en": "Hello"}, {"en": "Hall"})

    def test_what_both_have_changed_is_shown_twice(self, client, path):
        one, other = opened(client, path)
        client.post(path, data=one | {"title_en": "Hello"})

        answer = client.post(path, data=other | {"title_en": "Good morning"})

        assert now_says(answer) == ["Now it says: Hello"]
        assert answer.page.select_one("#title_en")["value"] == "Good morning"

    def test_in_one_instant_the_second_is_asked_once_more(
        self, client, path, entry, monkeypatch
    ):
        [window] = opened(client, path, 1)
        overtake(monkeypatch, manage_programme, entry, titles={"en": "Theirs"})

        answer = client.post(path, data=window | {"title_en": "Ours"})

        assert (answer.status_code, answer.errors) == (409, [AT_ONCE])
        assert entry.titles == {"en": "Theirs"}


class TestSpeakers:
    @pytest.fixture
    def ada(self, event):
        return make_speaker(event, "Ada", picture=make_upload())

    @pytest.fixture
    def path(self, event, ada):
        return part(event, f"speakers/{ada.key}")

    def test_each_saves_what_each_has_changed(self, client, path, ada):
        before = ada.picture.token
        one, other = opened(client, path)

        client.post(path, data=one | {"picture": photo()})
        answer = client.post(path, data=other | {"company": "Berg"})

        assert answer.status_code == 303
        assert ada.company == "Berg"
        assert ada.picture.token != before

    def test_of_two_pictures_the_second_is_asked_for_once_more(self, client, path, ada):
        one, other = opened(client, path)
        client.post(path, data=one | {"picture": photo()})
        theirs = ada.picture.token

        answer = client.post(path, data=other | {"picture": photo((30, 90))})

        assert now_says(answer) == ["Now it says: another file"]
        assert ada.picture.token == theirs
        client.post(path, data=filled(answer.page))
        assert ada.picture.token != theirs
        assert ada.picture.height == 90


def photo(size=(80, 40)):
    return io.BytesIO(picture(size=size)), "photo.png"


def test_words_for_the_picture_are_changed_in_two_windows(client):
    event = make_event(languages=["en", "de"])
    path = part(event, "picture")
    client.post(path, data={"picture": photo(), "alt_en": "A hall", "alt_de": "Saal"})
    one, other = opened(client, path)

    client.post(path, data=one | {"alt_en": "The hall"})
    client.post(path, data=other | {"alt_de": "Der Saal"})

    alts = {text.language: text.cover_alt for text in event.texts}
    assert alts == {"en": "The hall", "de": "Der Saal"}


def test_headings_of_questions_are_changed_in_two_windows(client):
    event = make_event(languages=["en", "de"])
    section = make_section(event, "Travel")
    path = address(event, f"/sections/{section.key}")
    one, other = opened(client, path)

    client.post(path, data=one | {"label_en": "Journey"})
    client.post(path, data=other | {"help_en": "By train?"})

    assert section.labels["en"] == "Journey"
    assert section.helps["en"] == "By train?"


def test_a_question_saved_in_one_instant_is_asked_for_once_more(
    client, event, monkeypatch
):
    question = make_question(event, QuestionKind.SHORT_TEXT, label="Dish?")
    path = address(event, f"/{question.key}")
    [window] = opened(client, path, 1)
    overtake(monkeypatch, writing, question, helps={"en": "Theirs"})

    answer = client.post(path, data=window | {"label_en": "Ours?"})

    assert (answer.status_code, answer.errors) == (409, [AT_ONCE])
    assert asked(event)[0].labels["en"] == "Dish?"


def of_event(event):
    return event


def words(event):
    return event.text("en")


def seats(event):
    return event.pools[0]


@pytest.mark.parametrize(
    ("rest", "typed", "row_of", "theirs"),
    [
        ("texts/en", {"title": "Ours"}, words, {"title": "Theirs"}),
        ("when-and-where", {"place_name": "A"}, of_event, {"place_name": "B"}),
        ("seats", {"capacity": "30"}, seats, {"capacity": 29}),
        ("sign-up", {"offer_hours": "9"}, of_event, {"offer_hours": 8}),
        ("languages", {"others": "tr"}, of_event, {"languages": ["en", "de"]}),
    ],
)
def test_each_part_saved_in_one_instant_is_asked_for_once_more(
    client, event, monkeypatch, rest, typed, row_of, theirs
):
    [window] = opened(client, part(event, rest), 1)
    overtake(monkeypatch, manage_parts, row_of(event), **theirs)

    answer = client.post(part(event, rest), data=window | typed)

    assert (answer.status_code, answer.errors) == (409, [AT_ONCE])
    assert {name: getattr(row_of(event), name) for name in theirs} == theirs

"""Long forms: a page for each section, everything once more, then sent; resumed."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.database import db, write_tx
from eventreg.events.questions.states import QuestionKind
from eventreg.outbox.models import Letter
from eventreg.registrations.guard import LETTER_LIMIT
from eventreg.registrations.models import SignUpDraft
from eventreg.registrations.services import forget_unverified
from tests.factories import make_event, make_question, make_section
from tests.house import count_queries, text_of
from tests.registrations.sending import ADA, BEN, answers, everybody, person
from tests.registrations.test_bad_input import HOSTILE

WEEK = timedelta(days=7)


class Walk:
    """A browser that walks through the form of one event."""

    def __init__(self, client, event):
        self.client, self.event = client, event
        self.base = f"/events/{event.slug}/register"

    def people(self, *parts, **values):
        form = {**ADA, "language": "en", **values}
        for part in parts:
            form |= part
        return self.client.post(self.base, data=form)

    def part(self, key, **values):
        return self.client.post(f"{self.base}/part/{key}", data=values)

    def check(self):
        return self.client.get(f"{self.base}/check").page

    def send(self):
        return self.client.post(f"{self.base}/check")

    def to(self, response):
        return response.location.removeprefix(self.base)


@pytest.fixture
def event(app):
    """Asks on two pages: which dish, and whether a visa is needed and which."""
    event = make_event()
    food = make_section(event, "Catering", key="food")
    trip = make_section(event, "Travel", key="trip")
    make_question(event, label="Dish?", key="dish", required=True, section_id=food.id)
    visa = make_question(
        event, QuestionKind.YES_NO, "Visa?", key="visa", section_id=trip.id
    )
    make_question(
        event,
        label="Which visa?",
        key="which",
        required=True,
        shown_if=(visa, ["yes"]),
        section_id=trip.id,
    )
    return event


@pytest.fixture
def walk(client, event):
    return Walk(client, event)


def drafts():
    db.session.expire_all()
    return db.session.scalars(sa.select(SignUpDraft).where(SignUpDraft.is_begun)).all()


def problems(page):
    return [link.text for link in page.select(".error-summary a")]


def test_each_section_is_a_page_and_at_the_end_everything_stands_once_more(walk):
    steps = [
        walk.to(walk.people(company="Berg GmbH")),
        walk.to(walk.part("food", **{"answers-dish": "Beans"})),
        walk.to(walk.part("trip", **{"answers-visa": "no"})),
    ]

    page = walk.check()
    rows = {dt.text: dt.find_next("dd").text for dt in page.select("dt")}
    assert steps == ["/part/food", "/part/trip", "/check"]
    assert everybody() == []
    assert (rows["Dish?"], rows["Visa?"]) == ("Beans", "No")
    assert (rows["Company"], "Which visa?" in rows) == ("Berg GmbH", False)


def test_sending_makes_one_registration_with_all_answers(walk, letters):
    walk.people(BEN)
    walk.part("food", **{"answers-dish": "Beans", "companions-0-answers-dish": "Fish"})
    walk.part("trip", **{"answers-visa": "yes", "answers-which": "C"})

    sent = [walk.send(), walk.send()]

    assert [walk.to(each) for each in sent] == ["/sent", "/sent"]
    ada, ben = everybody()
    assert answers(ada) == {"dish": "Beans", "visa": True, "which": "C"}
    assert answers(ben) == {"dish": "Fish"}
    assert letters() == [("confirm_your_address", "ada@example.org")]
    assert "ada@example.org" in walk.client.get(sent[1].location).text


def test_a_second_tab_that_sends_too_makes_no_second_registration(walk):
    walk.people()
    walk.part("food", **{"answers-dish": "Beans"})
    walk.part("trip")
    [begun] = drafts()

    walk.send()
    other = walk.client.application.test_client()
    again = other.post(f"{walk.base}/check", data={"draft": begun.key})

    assert (walk.to(again), len(everybody())) == ("/sent", 1)


def test_a_mistake_is_told_on_its_own_page_and_what_was_typed_is_kept(walk):
    first = walk.people(email="nobody")
    walk.people()
    second = walk.part("trip", **{"answers-visa": "yes", "answers-which": ""})

    assert (first.status_code, second.status_code) == (422, 422)
    assert problems(first.page) == ["Enter an e-mail address like name@example.org"]
    assert problems(second.page) == ["Answer “Which visa?”"]
    assert second.page.select_one("[name=answers-visa][checked]")["value"] == "yes"


def test_what_is_missing_stands_before_sending_with_the_way_there(walk):
    walk.people()
    walk.part("trip", **{"answers-visa": "no"})

    response = walk.send()

    [link] = response.page.select(".error-summary a")
    assert (response.status_code, everybody()) == (422, [])
    assert link["href"] == f"{walk.base}/part/food?back=check#answers-dish"
    assert link.text == "Answer “Dish?”"


def test_who_changes_something_comes_back_to_the_last_page(walk):
    walk.people()
    walk.part("food", **{"answers-dish": "Beans"})
    walk.part("trip")

    page = walk.client.get(f"{walk.base}/part/food?back=check").page
    changed = walk.part("food", **{"answers-dish": "Fish", "back": "check"})

    assert page.select_one("#answers-dish")["value"] == "Beans"
    assert page.select_one("[name=back]")["value"] == "check"
    assert walk.to(changed) == "/check"
    assert "Fish" in walk.check().text


def test_a_page_on_which_nothing_is_asked_is_left_out(client):
    event = make_event()
    food, trip = (make_section(event, key=key) for key in ("food", "trip"))
    visa = make_question(event, QuestionKind.YES_NO, key="visa", section_id=food.id)
    make_question(event, key="no", section_id=trip.id, shown_if=(visa, ["yes"]))
    walk = Walk(client, event)
    walk.people()

    steps = [
        walk.to(walk.part("food", **{"answers-visa": answer}))
        for answer in ("no", "yes")
    ]

    assert steps == ["/check", "/part/trip"]
    page = walk.client.get(f"{walk.base}/part/trip").page
    assert page.select("[data-asked-if]") == []


def test_answers_of_a_companion_who_was_taken_off_go_with_them(walk):
    walk.people(BEN)
    walk.part("food", **{"answers-dish": "Beans", "companions-0-answers-dish": "Fish"})
    walk.people()
    walk.part("trip")

    walk.send()

    assert [answers(each) for each in everybody()] == [{"dish": "Beans"}]


def test_whoever_comes_back_finds_the_form_and_goes_on_or_starts_afresh(walk):
    walk.people(company="Berg GmbH")
    walk.part("food", **{"answers-dish": "Beans"})

    page = walk.client.get(walk.base).page
    walk.client.post(f"{walk.base}/afresh")
    fresh = walk.client.get(walk.base).page

    notice = page.select_one(".flash--notice")
    assert text_of(notice).startswith("You have begun this form.")
    assert notice.a["href"] == f"{walk.base}/part/trip"
    assert page.select_one("#company")["value"] == "Berg GmbH"
    assert (fresh.select(".flash--notice"), drafts()) == ([], [])
    assert fresh.select_one("#company")["value"] == ""


def test_a_session_that_ran_out_loses_nothing(walk):
    walk.people()
    page = walk.client.get(f"{walk.base}/part/food").page
    key = page.select_one("[name=draft]")["value"]
    other = Walk(walk.client.application.test_client(), walk.event)

    response = other.part("food", draft=key, **{"answers-dish": "Beans"})

    assert walk.to(response) == "/part/trip"
    assert "Beans" in other.check().text


def test_a_page_sent_without_any_form_is_kept_and_the_rest_is_asked(walk):
    response = walk.part("food", **{"answers-dish": "Beans"})

    assert walk.to(response) == ""
    walk.people()
    page = walk.client.get(f"{walk.base}/part/food").page
    assert page.select_one("#answers-dish")["value"] == "Beans"


def test_a_link_by_letter_goes_on_on_another_device(walk, letters):
    walk.people()
    asked = walk.part("food", later="y", **{"answers-dish": "Beans"})
    [begun] = drafts()
    other = Walk(walk.client.application.test_client(), walk.event)
    address = f"{walk.base}/resume/{begun.key}"

    shown = other.client.get(address)
    before = other.client.get(f"{walk.base}/check")
    gone_on = other.client.post(address)

    assert walk.to(asked) == "/part/food"
    assert letters() == [("resume", "ada@example.org")]
    assert (shown.status_code, walk.to(before)) == (200, "")
    assert walk.to(gone_on) == "/part/food"
    page = other.client.get(gone_on.location).page
    assert page.select_one("#answers-dish")["value"] == "Beans"


def test_the_link_ends_after_a_week_and_the_form_is_deleted(walk, clock_at):
    walk.people()
    [begun] = drafts()
    address = f"{walk.base}/resume/{begun.key}"
    clock_at(clock.now() + WEEK + timedelta(minutes=1))

    response = walk.client.get(address)
    with write_tx():
        forget_unverified()

    assert (response.status_code, drafts()) == (404, [])


def test_a_form_in_use_is_not_deleted(walk, clock_at):
    walk.people()
    clock_at(clock.now() + WEEK - timedelta(hours=1))
    walk.part("food", **{"answers-dish": "Beans"})
    clock_at(clock.now() + WEEK - timedelta(hours=1))

    with write_tx():
        forget_unverified()

    assert len(drafts()) == 1


def test_a_key_opens_only_the_form_of_its_event(walk):
    walk.people()
    [begun] = drafts()
    other = make_event()

    response = walk.client.get(f"/events/{other.slug}/register/resume/{begun.key}")

    assert response.status_code == 404


def test_an_address_gets_only_so_many_links(walk, letters):
    walk.people()

    for _each in range(LETTER_LIMIT + 2):
        response = walk.part("food", later="y")

    page = walk.client.get(response.location).page
    assert len(letters()) == LETTER_LIMIT
    assert "There have been very many tries just now." in page.text


def test_a_choice_that_filled_up_before_sending_is_told_on_its_page(client):
    event = make_event()
    for key in ("food", "trip"):
        section = make_section(event, key=key)
        make_question(
            event,
            QuestionKind.ONE_OF,
            f"Which {key}?",
            key=f"c{key}",
            choices={"A": 1},
            section_id=section.id,
        )
    walk = Walk(client, event)
    walk.people()
    walk.part("food", **{"answers-cfood": "A"})
    walk.part("trip")
    with write_tx():
        pool = next(p for p in event.pools if p.name("en") == "A")
        pool.taken = 1

    response = walk.send()

    assert (response.status_code, everybody()) == (422, [])
    assert problems(response.page) == [
        "Which food? – “A” is full. Choose something else"
    ]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_field_of_any_page_breaks(client, hostile):
    event = make_event()
    section = make_section(event, key="all")
    make_question(event, key="other")
    for kind in QuestionKind:
        make_question(event, kind, key=str(kind), section_id=section.id)
    walk = Walk(client, event)
    walk.people()
    typed = {f"answers-{kind}": HOSTILE[hostile] for kind in QuestionKind}

    response = walk.part("all", draft=HOSTILE[hostile], **typed)

    assert response.status_code in {303, 422}
    assert walk.part("all", back=HOSTILE[hostile], **typed).status_code == 422
    assert "<script>alert(1)" not in walk.client.get(f"{walk.base}/check").text
    assert walk.send().status_code == 422


@pytest.mark.parametrize("part", ["nowhere", "about", "people", "x" * 300])
def test_a_page_that_is_not_there_leads_back_to_the_form(walk, part):
    walk.people()

    assert walk.client.get(f"{walk.base}/part/{part}").status_code == 303
    assert walk.part(part, **{"answers-dish": "Beans"}).status_code == 303
    assert len(drafts()) == 1


@pytest.mark.parametrize("people", [1, 7])
def test_pages_cost_the_same_with_few_questions_and_with_many(client, people):
    def cost(number):
        event = make_event()
        first, second = make_section(event), make_section(event)
        for _each in range(number):
            for section in (first, second):
                make_question(
                    event,
                    QuestionKind.ONE_OF,
                    choices={"fish": 9, "beans": None},
                    section_id=section.id,
                )
        walk = Walk(client, event)
        walk.people(*(person(i, f"Ben{i}") for i in range(people)))
        asked = []
        for page in (f"part/{first.key}", "check"):
            with count_queries() as sent:
                assert client.get(f"{walk.base}/{page}").status_code == 200
            asked.append(len(sent))
        with count_queries() as sent:
            assert walk.send().status_code == 303
        return [*asked, len(sent)]

    assert cost(15) == cost(1)


def test_the_check_shows_a_phone_number_in_groups(walk):
    walk.people(phone="+905321234567")

    shown = {
        text_of(dt): text_of(dt.find_next("dd")) for dt in walk.check().select("dt")
    }

    assert shown["Phone"] == "+90 532 123 45 67"


def test_letter_and_page_say_by_the_clock_of_the_place_how_long_the_link_works(client):
    event = make_event(timezone="Asia/Tokyo")
    for key in ("food", "trip"):
        section = make_section(event, key, key=key)
        make_question(event, section_id=section.id)
    walk = Walk(client, event)

    walk.people()
    page = client.get(walk.part("food", later="y").location)

    said = db.session.scalars(sa.select(Letter)).one().values["until"]
    assert said["zone"] == "Asia/Tokyo"
    assert "(local time in Tokyo, UTC+9)" in page.flashes[0]

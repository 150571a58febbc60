"""Cards that are chosen: what they do to names is seen first; where badges lie."""

import pytest

from eventreg.badges import queries
from eventreg.badges.models import BadgePrint, Reason
from eventreg.database import db, write_tx
from tests.badges.test_printing import (
    FORM,
    event,
    given_names,
    latest,
    office,
    press,
)
from tests.documents.pdf_reader import open_pdf
from tests.factories import make_print, make_registration

__all__ = ["event", "office"]

NARROW = "Brother 29x90"


@pytest.fixture
def long_name(event):
    return make_registration(
        event, given_name="Maximiliane", family_name="Xanthopoulos-Wagenknecht"
    )


def choose(client, event, **values):
    path = f"/manage/events/{event.slug}/badges/print-chosen"
    return client.post(path, data={**FORM, **values})


def code_of(made_name, event):
    badges = queries.badges_of(event, queries.design_of(event))
    return next(
        own.badge.badge_code
        for own in badges
        if own.registration.given_name == made_name
    )


def test_cards_on_which_names_get_too_small_are_seen_before_they_are_printed(
    client, office, event, long_name
):
    first = press(client, event, stock=NARROW, seen="DURABLE 1445-02", copies="2")
    page = first.page
    prints = db.session.query(BadgePrint).count()
    second = press(client, event, stock=NARROW, seen=NARROW)

    assert (first.status_code, prints, second.status_code) == (200, 0, 303)
    assert "Maximiliane" in page.select_one("#warnings").text
    assert page.select_one("[name=seen]")["value"] == NARROW
    assert page.select_one("#copies")["value"] == "2"


def test_cards_can_be_looked_at_without_printing(client, office, event):
    answer = press(client, event, stock="A6 hanging", check="1")

    frame = answer.page.select_one("iframe")
    assert answer.status_code == 200
    assert "stock=A6+hanging" in frame["src"]
    assert db.session.query(BadgePrint).count() == 0


def test_chosen_ones_are_warned_of_as_well_and_stay_ticked(
    client, office, event, long_name
):
    code = long_name.badge_code

    answer = choose(client, event, badge=code, stock=NARROW)

    ticked = answer.page.select("[name=badge][checked]")
    assert answer.status_code == 200
    assert [box["value"] for box in ticked] == [code]
    assert "Maximiliane" in answer.page.select_one("#warnings").text


def test_chosen_ones_lie_as_the_form_says(client, office, event):
    choose(
        client,
        event,
        badge=code_of("Ben", event),
        start="4",
        skip="5",
        copies="2",
        offset_x="1.5",
        cut_marks="y",
    )

    run = latest().run
    assert (run["start"], run["skip"], run["copies"]) == (4, [5], 2)
    assert (run["offset_x"], run["cut_marks"]) == (1.5, True)


def test_chosen_ones_come_in_the_order_that_is_wanted(client, office, event):
    codes = [code_of(name, event) for name in ("Ada", "Ben", "Cyd")]

    choose(client, event, badge=codes, order="company")

    assert given_names(latest()) == ["Cyd", "Ada", "Ben"]


def test_the_page_for_choosing_holds_the_printers_offset(client, office, event):
    press(client, event, offset_x="1.5", offset_y="-0.4")

    page = client.get(f"/manage/events/{event.slug}/badges/choose").page

    assert page.select_one("#offset_x")["value"] == "1.5"
    assert page.select_one("#offset_y")["value"] == "-0.4"


def test_a_wrong_form_keeps_who_was_ticked(client, office, event):
    code = code_of("Ben", event)

    answer = choose(client, event, badge=code, start="x")

    assert answer.status_code == 422
    assert answer.errors == ["Enter a whole number from 1 to 99"]
    assert answer.page.select_one("[name=badge][checked]")["value"] == code


def test_the_reason_stands_at_those_who_were_printed_before(client, office, event):
    make_print(event, office)
    new = make_registration(event, given_name="Dag", family_name="Zorn")

    choose(client, event, badge=[new.badge_code, code_of("Ben", event)], reason="lost")

    badges = {one.registration.given_name: one.reason for one in latest().badges}
    assert badges == {"Ben": Reason.LOST, "Dag": None}


def find(client, event, **asked):
    return client.get(f"/manage/events/{event.slug}/badges", query_string=asked).page


def test_one_badge_lies_at_the_card_and_by_the_offset_that_are_wanted(
    client, office, event
):
    with write_tx():
        from eventreg.badges.services import keep_offset

        keep_offset(office.reference, 1.5, -0.5)

    page = find(client, event, search="love", stock="DURABLE 1445-02", start="4")
    answer = client.post(page.select_one("td form")["action"])

    run = latest().run
    assert (run["start"], run["offset_x"], run["offset_y"]) == (4, 1.5, -0.5)
    width, height = open_pdf(client.get(answer.location).data)[0].get_size()
    assert (round(width), round(height)) == (595, 842)


def test_the_desk_chooses_its_cards_which_are_remembered(client, sign_in, event):
    sign_in("desk")

    page = find(client, event, search="love", stock="Dymo 99014", as_page="y")
    answer = client.post(page.select_one("td form")["action"])
    later = find(client, event, search="berg")

    assert latest().stock == "Dymo 99014"
    assert not answer.location.endswith(".pdf")
    assert "@page { size" in client.get(answer.location).text
    assert later.select_one("#one-stock option[selected]")["value"] == "Dymo 99014"
    assert "stock=Dymo+99014" in later.select_one("td form")["action"]


def test_single_labels_of_a_desk_change_no_ones_usual_cards(client, sign_in, event):
    sign_in("desk")
    page = find(client, event, search="love", stock="Dymo 99014")
    client.post(page.select_one("td form")["action"])

    assert queries.usual_stock(event) == "DURABLE 1445-02"


def test_a_wrong_card_number_is_told_beside_the_search(client, office, event):
    answer = client.get(
        f"/manage/events/{event.slug}/badges?search=love&start=many&stock=HERMA+4412"
    )

    assert answer.status_code == 422
    assert answer.errors == ["Enter a whole number from 1 to 99"]
    assert answer.page.select_one("#search")["value"] == "love"


def test_the_row_of_a_person_warns_of_a_name_too_small(
    client, office, event, long_name
):
    row = find(client, event, search="xantho", stock=NARROW).select_one("td form")

    assert "too small to read across a table" in row.parent.text

"""Whoever prints badges that were printed just so before taps why."""

import pytest

from eventreg.badges import queries
from eventreg.badges.models import Reason
from eventreg.database import write_tx
from tests.badges.test_printing import (
    FORM,
    event,
    given_names,
    latest,
    office,
    press,
)
from tests.badges.test_prints import listed
from tests.factories import make_design, make_print, make_registration

__all__ = ["event", "office"]

ASKED = (
    "3 of these badges were printed just so on these cards before. "
    "Tap why they are printed once more"
)
REASONS = ["Paper jam", "Lost", "Name corrected"]


def reasons(page) -> list[str]:
    return [button.text for button in page.select("#reason button:not([disabled])")]


def choose(client, event, badges, **values):
    path = f"/manage/events/{event.slug}/badges/print-chosen"
    codes = [badge.registration.badge_code for badge in badges]
    return client.post(path, data={**FORM, "badge": codes, **values})


def test_a_print_of_all_asks_why_once_more_with_a_button_for_each_reason(
    client, office, event
):
    first = make_print(event, office)

    asked = press(client, event, order="company", copies="2")
    nothing = latest().id
    [kept] = asked.page.select("#copies")
    answer = press(client, event, order="company", copies="2", reason="jam")

    assert (asked.status_code, asked.errors) == (422, [ASKED])
    assert reasons(asked.page) == REASONS
    assert (nothing, kept["value"]) == (first.id, "2")
    assert answer.status_code == 303
    assert {badge.reason for badge in latest().badges} == {Reason.JAM}


def test_the_reason_is_kept_by_those_printed_before(client, office, event):
    make_print(event, office)
    make_registration(event, given_name="New", email="new@example.org")

    press(client, event, reason="lost")

    made = latest()
    assert {
        name: badge.reason
        for name, badge in zip(given_names(made), made.badges, strict=True)
    } == {"Cyd": "lost", "Ben": "lost", "Ada": "lost", "New": None}


def test_chosen_ones_ask_as_well_and_stay_ticked(client, office, event):
    made = make_print(event, office)

    asked = choose(client, event, made.badges[:2])
    ticked = asked.page.select("[name=badge][checked]")

    assert asked.status_code == 422
    assert "2 of these badges were printed just so on these cards" in asked.errors[0]
    assert (reasons(asked.page), len(ticked)) == (REASONS, 2)
    assert choose(client, event, made.badges[:2], reason="lost").status_code == 303


def test_what_has_changed_since_is_printed_unasked(client, office, event):
    make_print(event, office)
    with write_tx():
        for badge in latest().badges:
            badge.registration.company = "Byron Ltd"
    others = press(client, event)
    make_design(event, look="bold")

    assert (others.status_code, press(client, event).status_code) == (303, 303)


def test_a_first_print_is_asked_nothing(client, office, event):
    page = client.get(f"/manage/events/{event.slug}/badges").page

    assert page.select("#reason") == []
    assert press(client, event).status_code == 303


def test_the_list_says_why_all_were_printed_once_more(client, office, event):
    make_print(event, office)
    make_print(event, office, reason=Reason.JAM)

    cells = listed(client, event).select('[data-label="What"]')

    assert ["Paper jam" in cell.text for cell in cells] == [True, False]


@pytest.mark.parametrize("path", ["print", "print-chosen"])
def test_no_other_reason_is_taken(client, office, event, path):
    made = make_print(event, office)
    codes = [badge.registration.badge_code for badge in made.badges]

    answer = client.post(
        f"/manage/events/{event.slug}/badges/{path}",
        data={**FORM, "badge": codes, "reason": "because"},
    )

    assert answer.status_code == 422
    assert reasons(answer.page) == REASONS


def test_on_other_cards_many_are_printed_unasked(client, office, event):
    make_print(event, office)

    answer = press(client, event, stock="HERMA 4412")

    assert answer.status_code == 303
    assert {badge.reason for badge in latest().badges} == {None}


def test_a_reason_is_kept_only_by_those_printed_just_so(client, office, event):
    changed, *_same = make_print(event, office).badges
    with write_tx():
        changed.registration.company = "Byron Ltd"

    press(client, event, reason="lost")

    made = latest()
    kept = dict(zip(given_names(made), [b.reason for b in made.badges], strict=True))
    assert kept == {"Cyd": None, "Ben": "lost", "Ada": "lost"}


def test_on_other_cards_a_single_badge_needs_no_reason(client, office, event):
    code = make_print(event, office).badges[0].registration.badge_code
    path = f"/manage/events/{event.slug}/badges/{code}/print?stock="
    search = {"search": "Adler", "stock": "HERMA 4412"}

    page = client.get(f"/manage/events/{event.slug}/badges", query_string=search).page
    same = client.post(f"{path}DURABLE+1445-02")
    refused = latest().which
    other = client.post(f"{path}HERMA+4412")

    row = page.select_one("#one td[data-label=Badge]")
    assert "on other cards: DURABLE 1445-02" in row.text
    assert [button.contents[0] for button in row.select("button")] == [
        "On these cards",
        *REASONS,
    ]
    assert (same.location.endswith("#one"), refused) == (True, "all")
    assert (other.status_code, latest().which) == (303, "one")
    assert latest().badges[0].reason is None


def test_a_corrected_name_is_the_reason_of_a_single_badge(client, office, event):
    ben = make_print(event, office).badges[1].registration
    with write_tx():
        ben.family_name = "Byron"

    path = f"/manage/events/{event.slug}/badges/{ben.badge_code}/print"
    client.post(path, data={"reason": "name_corrected"})

    assert [badge.reason for badge in latest().badges] == ["name_corrected"]


def test_a_print_on_other_cards_in_between_makes_it_no_first_one(client, office, event):
    first = make_print(event, office)
    between = make_print(event, office, stock="Brother 29x90")

    asked = press(client, event)
    nothing = latest().id
    chosen = choose(client, event, first.badges[:2])

    assert (asked.status_code, asked.errors, nothing) == (422, [ASKED], between.id)
    assert "2 of these badges were printed just so" in chosen.errors[0]
    assert press(client, event, reason="lost").status_code == 303
    assert {badge.reason for badge in latest().badges} == {Reason.LOST}


def test_a_single_badge_is_asked_about_after_other_cards_in_between(
    client, office, event
):
    code = make_print(event, office).badges[0].registration.badge_code
    between = make_print(event, office, stock="HERMA 4412").id
    search = {"search": "Adler", "stock": "DURABLE 1445-02"}

    page = client.get(f"/manage/events/{event.slug}/badges", query_string=search).page
    path = f"/manage/events/{event.slug}/badges/{code}/print?stock=DURABLE+1445-02"
    refused = client.post(path)
    nothing = latest().id
    told = client.post(path, data={"reason": "jam"})

    row = page.select_one("#one td[data-label=Badge]")
    assert [button.contents[0] for button in row.select("button")] == REASONS
    assert "on other cards" not in row.text
    assert (refused.location.endswith("#one"), nothing) == (True, between)
    assert (told.status_code, latest().badges[0].reason) == (303, "jam")


def test_the_last_print_is_that_of_the_cards_asked_for(office, event):
    first = make_print(event, office)
    who = first.badges[0].registration_id
    make_print(event, office, stock="HERMA 4412")
    ben = first.badges[1].registration
    with write_tx():
        ben.company = "Byron Ltd"
    make_print(event, office, stock="HERMA 4412", reason=Reason.LOST)

    last, here = (
        queries.last_prints(event, stock=stock) for stock in (None, first.stock)
    )

    assert {was.stock for was in last.values()} == {"HERMA 4412"}
    assert {was.stock for was in here.values()} == {first.stock}
    assert (len(last), len(here)) == (3, 3)
    assert last[who].fingerprint == here[who].fingerprint
    assert last[ben.id].fingerprint != here[ben.id].fingerprint

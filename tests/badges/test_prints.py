"""What is said of prints that were made: who, whose, why, and in which design."""

import pytest
import sqlalchemy as sa

from eventreg.badges.models import Reason, Which
from eventreg.database import db, write_tx
from eventreg.documents import apart
from eventreg.registrations.models import Registration
from eventreg.registrations.states import State
from tests.badges.test_printing import event, given_names, latest, office, press
from tests.factories import make_design, make_print
from tests.house import count_queries

__all__ = ["event", "office"]


def listed(client, event):
    page = client.get(f"/manage/events/{event.slug}/badges").page
    return page.find("h2", string="Printed so far").find_parent("section")


def test_after_a_change_of_design_the_page_counts_and_offers_the_old_ones(
    client, office, event
):
    make_print(event, office)
    make_design(event, look="bold")

    page = client.get(f"/manage/events/{event.slug}/badges").page
    press(client, event, which="design")

    assert "3 were printed with another design." in page.main.text
    assert (latest().which, given_names(latest())) == (
        Which.DESIGN,
        ["Cyd", "Ben", "Ada"],
    )


def test_saving_the_same_design_makes_no_badge_an_old_one(client, office, event):
    make_design(event)
    make_print(event, office)
    path = f"/manage/events/{event.slug}/badges/design"
    page = client.get(path).page

    ticked = {"fields": ["title", "company", "event"], "languages": ["de"]}
    usual = {"look": "calm", "colour": "#0b5a62", "back": "empty"}
    languages = [box["value"] for box in page.select("[name=languages][checked]")]
    client.post(path, data={**usual, **ticked, "languages": languages})

    assert "with another design." not in client.get(path[: -len("/design")]).text


def test_an_old_print_of_another_design_says_so_instead_of_a_dead_link(
    client, office, event
):
    make_print(event, office)
    make_design(event, look="bold")

    file = listed(client, event).select_one('[data-label="File"]')

    assert file.text == "In another design than now, so it cannot be made again"
    assert file.a is None


@pytest.mark.parametrize(
    "change", [{"family_name": "Byron"}, {"state": State.CANCELLED}], ids=str
)
def test_an_old_print_of_a_changed_badge_says_so_instead_of_a_dead_link(
    client, office, event, change
):
    made = make_print(event, office)
    with write_tx():
        for name, value in change.items():
            setattr(made.badges[0].registration, name, value)

    file = listed(client, event).select_one('[data-label="File"]')

    assert file.text == (
        "Badges of it have changed since or are needed no more, "
        "so it cannot be made again"
    )
    assert file.a is None


def test_a_print_without_the_changed_badge_can_be_had(client, office, event):
    make_print(event, office)
    one = make_print(event, office, Which.ONE, reason=Reason.LOST)
    with write_tx():
        make_another_name(event, but=one.badges[0].registration)

    files = listed(client, event).select('[data-label="File"]')

    assert [bool(file.a) for file in files] == [True, False]


def make_another_name(event, *, but):
    query = sa.select(Registration).where(
        Registration.event_id == event.id, Registration.id != but.id
    )
    db.session.scalars(query).first().family_name = "Byron"


@pytest.mark.parametrize("which", [Which.CHOSEN, Which.ONE])
def test_a_print_of_chosen_people_names_them_who_printed_and_why(
    client, office, event, which
):
    make_print(event, office)
    make_print(event, office, which, reason=Reason.LOST)

    row = listed(client, event).select("tr")[1]

    names = (
        "Cyd Adler, Ben Berg, Ada Lovelace" if which is Which.CHOSEN else "Cyd Adler"
    )
    assert [note.text for note in row.select(".soft")] == [office.name, names, "Lost"]


def test_the_log_says_design_and_reason(client, sign_in, event, office):
    make_print(event, office)
    made = make_print(event, office, Which.ONE, reason=Reason.JAM)

    sign_in("director")
    page = client.get("/manage/log?group=documents").page

    assert made.look == "calm"
    assert "Look and version" in page.main.text
    assert "Look and version: Calm" in page.main.text
    assert "Reason: Paper jam" in page.main.text


def test_the_list_of_prints_asks_the_same_number_of_questions(client, office, event):
    path = f"/manage/events/{event.slug}/badges"
    make_print(event, office, Which.CHOSEN)
    with count_queries() as few:
        client.get(path)
    for _ in range(10):
        make_print(event, office, Which.CHOSEN)
    with write_tx():
        db.session.expire_all()
    with count_queries() as many:
        client.get(path)

    assert len(many) == len(few)


@pytest.mark.parametrize("is_one", [False, True], ids=["many", "one"])
def test_what_could_not_be_made_counts_as_not_printed(
    client, office, event, is_one, monkeypatch
):
    make_design(event, own_style=".front { background: white }")
    monkeypatch.setattr(apart, "LIMITS", apart.Limits(wall_seconds=0))
    [ada, *_] = event_codes(event)
    path = f"/manage/events/{event.slug}/badges"

    answer = client.post(f"{path}/{ada}/print") if is_one else press(client, event)

    assert answer.status_code == 409
    page = client.get(path).page
    assert "3 badges were never printed" in page.main.text
    assert "Failed" in listed(client, event).text


def event_codes(event) -> list[str]:
    query = sa.select(Registration.badge_code).filter_by(event_id=event.id)
    return list(db.session.scalars(query))

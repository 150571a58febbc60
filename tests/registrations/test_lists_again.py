"""Lists that go out by e-mail, and once more to somebody who has one."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask_babel import force_locale

from eventreg import clock
from eventreg.database import db, write_tx
from eventreg.outbox.models import Letter
from eventreg.registrations.states import State
from eventreg.web.dates import format_date_of_year
from tests.factories import make_issued, make_registration
from tests.house import count_queries
from tests.registrations.test_lists import (
    event,
    file_of,
    issue,
    issued,
    office,
    someone_comes,
)
from tests.windows import filled

__all__ = ["event", "office"]


def since_cell(client, event) -> str:
    page = client.get(f"/manage/events/{event.slug}/documents").page
    return " ".join(page.select_one('[data-label="Since"]').get_text(" ").split())


@pytest.mark.parametrize(
    ("state", "columns", "word"),
    [
        ("waiting", {}, "Waiting"),
        ("kept", {}, "Kept, not sent"),
        ("failed", {"last_error": "no such box"}, "Failed"),
    ],
)
def test_a_list_counts_as_sent_only_once_its_e_mail_was(
    client, office, event, state, columns, word
):
    make_issued(event, office, email="hotel@example.org")
    change_letter(state=state, **columns)

    assert since_cell(client, event).startswith(f"{word} ")
    assert since_cell(client, event).endswith(
        "hotel@example.org · E-mail Hotel Aquis 1"
    )


def test_the_day_of_a_list_that_was_sent_is_that_of_its_e_mail(client, office, event):
    make_issued(event, office, email="hotel@example.org")
    change_letter(state="sent", sent_at=datetime(2027, 6, 3, 10, tzinfo=UTC))

    assert since_cell(client, event).startswith("Sent Thu 3 June 2027")


def change_letter(**columns):
    with write_tx() as session:
        letter = session.scalars(sa.select(Letter)).one()
        for name, value in columns.items():
            setattr(letter, name, value)


def test_the_next_version_goes_where_the_last_one_went(client, office, event):
    issue(client, event, email="hotel@example.org", language="tr")
    someone_comes(event)

    page = client.get(f"/manage/events/{event.slug}/documents").page
    link = page.select_one('[data-label="What has changed since"] a')
    form = filled(client.get(link["href"]).page)

    assert (form["recipient"], form["email"], form["language"], form["kind"]) == (
        ["Hotel Aquis"],
        ["hotel@example.org"],
        ["tr"],
        ["attendees"],
    )


def test_a_second_press_makes_no_version_with_nothing_new(client, office, event):
    issue(client, event, email="hotel@example.org")
    answer = issue(client, event, email="hotel@example.org")

    with force_locale("en"):
        day = format_date_of_year(issued()[0].issued_at, event.timezone)
    assert answer.status_code == 422
    assert answer.errors == [
        f"Nothing has changed since version 1 of {day}, which is on its way to "
        "Hotel Aquis. Tick to hand it out all the same"
    ]
    assert filled(answer.page)["email"] == ["hotel@example.org"]
    assert len(issued()) == 1

    issue(client, event, email="hotel@example.org", again="y")
    assert [each.version for each in issued()] == [1, 2]


def test_what_they_have_goes_out_once_more_only_with_a_tick(client, office, event):
    issue(client, event, email="hotel@example.org")
    change_letter(state="sent", sent_at=clock.now())
    answer = issue(client, event, email="hotel@example.org")

    assert "which Hotel Aquis has. Tick" in answer.errors[0]


@pytest.mark.parametrize(
    "other", [{"email": "desk@example.org"}, {"language": "de"}], ids=str
)
def test_the_same_goes_out_to_another_address_or_in_another_language(
    client, office, event, other
):
    issue(client, event, email="hotel@example.org")
    issue(client, event, **{"email": "hotel@example.org", **other})

    assert [each.version for each in issued()] == [1, 2]


def test_letters_of_many_lists_cost_no_more_queries(client, office, event):
    path = f"/manage/events/{event.slug}/documents"
    make_issued(event, office, email="hotel@example.org")
    client.get(path)
    with count_queries() as few:
        client.get(path)
    for number in range(20):
        make_issued(event, office, f"Hotel {number}", email=f"h{number}@example.org")
    with count_queries() as many:
        client.get(path)

    assert len(many) == len(few)


@pytest.mark.parametrize("column", ["given_name", "company", "position"])
def test_boxes_on_lists_are_told_by_name(client, office, event, column):
    boxed = someone_comes(event, **{"family_name": "Zuse", column: "Acme 𓀀"})

    page = client.get(f"/manage/events/{event.slug}/documents").page
    [item] = page.select(".flash--error li")

    assert item.text.endswith("Zuse: 𓀀")
    assert item.a["href"] == f"/manage/registrations/{boxed.reference}/details"


def test_boxes_are_told_before_a_list_is_handed_out_too(client, office, event):
    boxed = someone_comes(event, family_name="Zuse", company="Acme 𓀀")
    path = f"/manage/events/{event.slug}/documents/issue?recipient=Hotel+Aquis"

    [item] = client.get(path).page.select(".flash--error li")

    assert item.text.endswith("Zuse: 𓀀")
    assert item.a["href"] == f"/manage/registrations/{boxed.reference}/details"


def test_who_may_not_change_them_reads_the_names_only(client, sign_in, event):
    someone_comes(event, family_name="𓀀")
    sign_in("travel_lead")

    page = client.get(f"/manage/events/{event.slug}/documents").page
    [item] = page.select(".flash--error li")

    assert item.a is None


def test_nothing_is_said_of_those_who_do_not_come(client, office, event):
    make_registration(
        event, State.WAITLISTED, family_name="𓀀", email="wait@example.org"
    )

    page = client.get(f"/manage/events/{event.slug}/documents").page

    assert page.select(".flash--error") == []


NOT_SENT = {
    "waiting": {},
    "retrying": {"last_error": "busy"},
    "failed": {"last_error": "no such box"},
    "withdrawn": {},
    "kept": {},
}


@pytest.mark.parametrize("state", NOT_SENT)
@pytest.mark.every_case
def test_the_start_page_claims_no_list_that_has_not_reached_anybody(
    client, office, event, state
):
    make_issued(event, office, email="hotel@example.org")
    change_letter(state=state, **NOT_SENT[state])
    someone_comes(event)

    note = client.get("/manage").page.find("p", class_="standing--wait")
    word = since_cell(client, event).split(" ")[0]

    assert " ".join(note.get_text(" ").split()).startswith(
        "Version 1 of the Attendee list for Network evening has not reached "
        f"Hotel Aquis, 1 change since. E-mail: {word}"
    )


@pytest.mark.parametrize("state", ["failed", "withdrawn"])
def test_a_version_that_never_arrives_is_named_though_nothing_has_changed(
    client, office, event, state
):
    make_issued(event, office, email="hotel@example.org")
    change_letter(state=state, **NOT_SENT[state])

    note = client.get("/manage").page.find("p", class_="standing--wait")
    text = " ".join(note.get_text(" ").split())

    assert text.startswith(
        "Version 1 of the Attendee list for Network evening has not reached "
        "Hotel Aquis. E-mail:"
    )
    assert "Hand out version 2" in text


@pytest.mark.parametrize("state", ["waiting", "retrying", "kept"])
def test_a_version_on_its_way_is_no_work_while_nothing_has_changed(
    client, office, event, state
):
    make_issued(event, office, email="hotel@example.org")
    change_letter(state=state, **NOT_SENT[state])

    assert "Hotel Aquis" not in client.get("/manage").page.text


@pytest.mark.parametrize("state", NOT_SENT)
@pytest.mark.every_case
def test_nothing_has_changed_since_a_version_that_nobody_has(
    client, office, event, state
):
    issue(client, event, email="hotel@example.org")
    change_letter(state=state, **NOT_SENT[state])
    someone_comes(event)
    issue(client, event, email="hotel@example.org")

    text = " ".join(file_of(client, issued()[1]).split())
    newer = db.session.scalars(sa.select(Letter.values).order_by(Letter.id.desc()))
    assert ("Version 2" in text, "changed since" in text) == (True, False)
    assert newer.first()["is_newer"] is False


def test_the_next_version_is_compared_with_the_last_that_they_have(
    client, office, event
):
    issue(client, event)
    someone_comes(event)
    issue(client, event, email="hotel@example.org")
    change_letter(state="failed", last_error="no such box")
    make_registration(event, email="newest@example.org")
    issue(client, event, email="hotel@example.org")

    text = " ".join(file_of(client, issued()[2]).split())
    assert "Version 3, changed since version 1 of" in text
    assert text.split(": + ")[1].startswith("2")


def test_what_failed_goes_out_once_more_unasked(client, office, event):
    issue(client, event, email="hotel@example.org")
    change_letter(state="failed", last_error="no such box")

    issue(client, event, email="hotel@example.org")

    assert [each.version for each in issued()] == [1, 2]


def test_a_corrected_address_is_that_of_the_list_from_then_on(client, office, event):
    issue(client, event, email="hotl@example.org")
    change_letter(state="failed", last_error="no such box", to="hotel@example.org")
    someone_comes(event)

    cell = since_cell(client, event)
    page = client.get(f"/manage/events/{event.slug}/documents").page
    link = page.select_one('[data-label="What has changed since"] a')
    form = filled(client.get(link["href"]).page)

    assert ("hotel@example.org" in cell, "hotl@example.org" in cell) == (True, False)
    assert form["email"] == ["hotel@example.org"]

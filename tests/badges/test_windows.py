"""The look of badges, and what one says, open in two windows."""

import pytest

from eventreg.badges import queries
from eventreg.badges.manage import designing, looking
from tests.badges.test_looking import LONG
from tests.factories import make_design, make_event, make_registration
from tests.windows import filled, overtake


@pytest.fixture
def event(app, sign_in):
    event = make_event()
    make_registration(event, given_name="Ada", family_name="Berg")
    sign_in("office")
    return event


@pytest.fixture
def long(event):
    return make_registration(event, given_name=LONG, family_name=LONG)


def design_path(event) -> str:
    return f"/manage/events/{event.slug}/badges/design"


def look_path(event) -> str:
    return f"/manage/events/{event.slug}/badges/look"


def look_of(event) -> tuple[str, str]:
    design = queries.design_of(event)
    return design.look, design.colour


def named(long) -> str:
    return f"{long.badge_code}-badge_name"


def test_what_another_window_has_changed_of_the_look_stays(client, event):
    path = design_path(event)
    one, other = filled(client.get(path).page), filled(client.get(path).page)

    client.post(path, data=one | {"look": "bold"})
    answer = client.post(path, data=other | {"colour": "#aa3300"})

    assert answer.status_code == 303
    assert look_of(event) == ("bold", "#aa3300")


def test_a_look_that_both_have_changed_is_asked_about_once(client, event):
    path = design_path(event)
    one, other = filled(client.get(path).page), filled(client.get(path).page)

    client.post(path, data=one | {"look": "bold"})
    refused = client.post(path, data=other | {"look": "official"})
    seen = look_of(event)[0]
    client.post(path, data=filled(refused.page))

    assert refused.status_code == 409
    assert "Look was changed meanwhile" in refused.errors[0]
    assert "Bold: names in colour" in refused.page.select_one(".now").text
    assert (seen, look_of(event)[0]) == ("bold", "official")


def test_a_look_changed_while_one_saves_is_told(client, event, monkeypatch):
    row = make_design(event)
    path = design_path(event)
    form = filled(client.get(path).page) | {"look": "official"}
    overtake(monkeypatch, designing, row, look="bold")

    answer = client.post(path, data=form)

    assert "Somebody else saved this at the same moment" in answer.errors[0]
    assert look_of(event)[0] == "bold"


def test_a_name_that_both_have_mended_is_asked_about_once(client, event, long):
    page = client.get(look_path(event)).page
    form, name = filled(page), named(long)
    path = page.select_one(".looks form")["action"]

    client.post(path, data=form | {name: "Hubert Wolfe"})
    refused = client.post(path, data=form | {name: "H. Wolfe"})
    seen = long.badge_name
    client.post(path, data=filled(refused.page))

    assert refused.status_code == 409
    assert "was changed meanwhile" in refused.errors[0]
    assert refused.page.select_one(".now").text == "Now it says: Hubert Wolfe"
    assert (seen, long.badge_name) == ("Hubert Wolfe", "H. Wolfe")


def test_a_name_changed_while_one_saves_is_told(client, event, long, monkeypatch):
    page = client.get(look_path(event)).page
    path = page.select_one(".looks form")["action"]
    form = filled(page) | {named(long): "H. Wolfe"}
    overtake(monkeypatch, looking, long, badge_name="Hubert Wolfe")

    answer = client.post(path, data=form)

    assert "Somebody else saved this at the same moment" in answer.errors[0]
    assert long.badge_name == "Hubert Wolfe"


def test_beside_a_wrong_name_the_others_are_watched_too(client, event, long):
    other = make_registration(event, given_name=LONG, family_name=LONG[::-1])
    path = f"/manage/events/{event.slug}/badges/{long.badge_code}/name"

    page = client.post(path, data={f"{long.badge_code}-badge_name": "x" * 101}).page

    prints = page.select_one(f"[name='{other.badge_code}-as_it_was']")["value"]
    assert prints.startswith('{"badge_name":')


def test_what_cannot_be_mended_here_leads_to_the_details(client, event, long):
    page = client.get(look_path(event)).page

    link = page.select_one(".looks .actions a")

    assert link["href"] == f"/manage/registrations/{long.reference}/details"
    assert client.get(link["href"]).status_code == 200

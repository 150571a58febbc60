"""Badges that need a look are mended where they are shown."""

import pytest

from tests.factories import make_design, make_event, make_registration

LONG = "Wolfeschlegelsteinhausenbergerdorff-Wurstelwalder"


@pytest.fixture
def event(app):
    event = make_event()
    make_registration(event, given_name="Ada", family_name="Berg")
    return event


def names_on(page) -> list[str]:
    return [heading.text for heading in page.select(".looks h2")]


def test_who_needs_a_look_is_shown_and_mended(client, sign_in, event):
    long = make_registration(event, given_name=LONG, family_name=LONG)
    sign_in("office")
    path = f"/manage/events/{event.slug}/badges/look"

    page = client.get(path).page
    form = page.select_one(".looks form")
    name = form.select_one("input[type=text]")["name"]
    answer = client.post(form["action"], data={name: "Hubert Wolfe"})

    assert names_on(page) == [f"{LONG} {LONG}"]
    assert f"/badges/{long.badge_code}/preview" in page.select_one("iframe")["src"]
    assert page.select_one("iframe")["tabindex"] == "-1"
    assert client.get(answer.location).page.select_one(".lede").text == (
        "All badges come out well."
    )
    assert long.badge_name == "Hubert Wolfe"


def test_missing_characters_and_what_is_left_out_are_said(client, sign_in, event):
    make_design(event, fields=["position", "company", "title"])
    make_registration(event, given_name="𓀀", family_name="Nil")
    make_registration(
        event,
        title="Prof. Dr.",
        given_name="Maria Magdalena",
        family_name="Bartholdy",
        company="Acme",
        position="Head of everything " * 10,
    )
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/badges/look").page

    text = page.main.text
    assert "No font has these characters: 𓀀" in text
    assert "Left out for want of room: Head of everything" in text


def test_a_name_that_is_too_long_comes_back(client, sign_in, event):
    long = make_registration(event, given_name=LONG, family_name=LONG)
    sign_in("office")

    path = f"/manage/events/{event.slug}/badges/{long.badge_code}/name"
    answer = client.post(path, data={f"{long.badge_code}-badge_name": "x" * 101})

    assert answer.status_code == 422
    assert len(answer.errors) == 1
    assert answer.page.select_one(".looks input[type=text]")["value"] == "x" * 101


def test_after_a_mend_the_same_cards_are_shown(client, sign_in, event):
    long = make_registration(event, given_name=LONG, family_name=LONG)
    sign_in("office")
    path = f"/manage/events/{event.slug}/badges/look?stock=Dymo+11356"

    form = client.get(path).page.select_one(".looks form")
    name = f"{long.badge_code}-badge_name"
    answer = client.post(form["action"], data={name: f"{LONG} {LONG[::-1]}"})
    frame = client.get(answer.location).page.select_one("iframe")

    assert "stock=Dymo+11356" in frame["src"]

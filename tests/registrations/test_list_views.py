"""Ways to look at a list that somebody kept: named, replaced, renamed, removed."""

import pytest

from eventreg.database import write_tx
from eventreg.errors import DomainError
from eventreg.registrations import services
from eventreg.registrations.states import State
from tests.factories import make_account, make_event, make_registration, make_view


@pytest.fixture
def event(app):
    return make_event(title="Evening", capacity=90)


@pytest.fixture
def people(event):
    for state in (State.CONFIRMED, State.PENDING):
        make_registration(event, state, country="TR")


def test_a_view_is_kept_under_a_name_and_removed(client, sign_in, event, people):
    sign_in("office")
    address = f"/manage/events/{event.slug}/registrations"
    query = "state=confirmed&col=email&col=country"

    answer = client.post(f"{address}/views/new?{query}", data={"name": "Who comes"})
    assert answer.headers["Location"] == f"{address}?{query}"
    page = client.get(address).page
    [link] = [a for a in page.select("nav a") if a.text == "Who comes"]
    page = client.get(link["href"]).page

    assert link["href"] == f"{address}?{query}"
    assert page.select_one("main nav [aria-current]").text == "Who comes"
    assert [th.text for th in page.select("#results thead th")] == [
        "Full name",
        "Country",
        "E-mail",
    ]
    [form] = [f for f in page.select("main form") if "/remove" in f.get("action", "")]
    client.post(form["action"])
    assert "Who comes" not in client.get(address).page.main.text


def test_a_name_that_is_taken_asks_and_then_replaces(client, sign_in, event, people):
    sign_in("office")
    address = f"/manage/events/{event.slug}/registrations"
    old, new = ("state=confirmed", "state=pending")
    client.post(f"{address}/views/new?{old}", data={"name": "Mine"})

    asked = client.post(f"{address}/views/new?{new}", data={"name": " Mine "})
    kept = [a["href"] for a in client.get(address).page.select("nav a")]
    said = {"name": "Mine", "replace": "y"}
    client.post(f"{address}/views/new?{new}", data=said)
    page = client.get(address).page

    assert asked.status_code == 422
    assert asked.errors == [
        "You have a view of this name. Replace it, or choose another name."
    ]
    assert asked.page.select_one("#name")["value"] == "Mine"
    assert asked.page.select_one("#replace[type=checkbox]:not([checked])")
    assert f"{address}?{old}" in kept
    links = [a["href"] for a in page.select("nav a") if a.text == "Mine"]
    assert links == [f"{address}?{new}"]
    assert "The view “Mine” is replaced." in page.main.text


def test_a_view_is_renamed_and_not_to_the_name_of_another(
    client, sign_in, event, people
):
    sign_in("office")
    address = f"/manage/events/{event.slug}/registrations"
    for query, name in (("state=confirmed", "Mine"), ("state=pending", "Other")):
        client.post(f"{address}/views/new?{query}", data={"name": name})
    page = client.get(f"{address}?state=confirmed").page
    [rename] = [a["href"] for a in page.select("main a[href$='/rename']")]

    form = client.get(rename).page
    taken = client.post(rename, data={"name": "Other", "replace": "y"})
    done = client.post(rename, data={"name": "Who comes"})

    assert form.select_one("#name")["value"] == "Mine"
    assert form.select("#replace") == []
    assert taken.errors == ["You have another view of this name. Choose another name."]
    assert done.location == f"{address}?state=confirmed"
    links = [a.text for a in client.get(address).page.select("main nav a")]
    assert "Who comes" in links
    assert "Mine" not in links


def test_a_view_of_somebody_else_is_not_renamed(client, sign_in, event, people):
    sign_in("office")
    address = f"/manage/events/{event.slug}/registrations"
    client.post(f"{address}/views/new?col=email", data={"name": "Mine"})
    page = client.get(f"{address}?col=email").page
    [rename] = [a["href"] for a in page.select("main a[href$='/rename']")]

    sign_in("director")

    assert client.post(rename, data={"name": "Stolen"}).status_code == 404


def test_two_tabs_that_give_one_name_at_once_are_told(event, people):
    account = make_account("una@example.org")
    first, second = (make_view(event, account, name=name) for name in ("A", "B"))

    with pytest.raises(DomainError), write_tx():
        services.rename_view(second, first.name)

    assert second.name == "B"


def test_a_view_needs_a_name_and_is_ones_own(client, sign_in, event, people):
    sign_in("office")
    address = f"/manage/events/{event.slug}/registrations"
    answer = client.post(f"{address}/views/new?col=email", data={"name": " "})
    assert answer.status_code == 422
    assert answer.errors == ["Give the view a name"]
    client.post(f"{address}/views/new?col=email", data={"name": "Mine"})
    [form] = client.get(f"{address}?col=email").page.select("[action*=remove]")

    sign_in("director")

    assert "Mine" not in client.get(address).page.main.text
    assert client.post(form["action"]).status_code == 404

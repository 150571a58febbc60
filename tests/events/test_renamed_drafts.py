"""A draft that was renamed is still found by the addresses it had before."""

import pytest

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events import queries, services
from eventreg.events.states import EventState
from tests.factories import make_event

OLE = Actor.worker()


@pytest.fixture(autouse=True)
def _office(sign_in):
    sign_in("office")


@pytest.fixture
def draft():
    return make_event(state=EventState.DRAFT, title="Old", slug="old")


def rename(event, *titles):
    for title in titles:
        with write_tx():
            services.edit_text(event, "en", {"title": title}, by=OLE)


def discard(event):
    with write_tx():
        services.discard(event, by=OLE)


def slug_at(slug):
    event = queries.by_slug(slug)
    return event.slug if event else None


def test_what_was_typed_in_another_tab_is_saved(client, draft):
    rename(draft, "New name")
    typed = {"title": "New name", "summary": "Typed meanwhile"}

    answer = client.post("/manage/events/old/edit/texts/en", data=typed)

    assert answer.location == "/manage/events/new-name"
    assert draft.text("en").summary == "Typed meanwhile"


@pytest.mark.parametrize(
    "path", ["/manage/events/old", "/manage/events/old/edit", "/events/old"]
)
def test_a_bookmark_still_leads_to_the_draft(client, draft, path):
    rename(draft, "New name")

    assert client.get(path).status_code == 200


def test_a_draft_is_found_by_each_name_it_had(draft):
    rename(draft, "Second", "Third", "Old", "Fourth")

    assert [slug_at(one) for one in ("old", "second", "third")] == ["fourth"] * 3


def test_a_name_that_was_given_up_can_be_taken_up_again_by_its_draft(draft):
    rename(draft, "Second", "Old")

    assert (draft.slug, slug_at("second")) == ("old", "old")


def test_no_other_event_gets_an_address_that_leads_to_a_draft(draft):
    other = make_event(state=EventState.DRAFT, title="Other", slug="other")
    rename(draft, "New name")

    rename(other, "Old")

    assert (other.slug, slug_at("old")) == ("old-2", "new-name")


def test_the_names_of_a_discarded_draft_lead_to_no_other(draft):
    rename(draft, "New name")
    discard(draft)
    other = make_event(state=EventState.DRAFT, title="Other", slug="other")

    rename(other, "New name")

    assert (other.slug, slug_at("old")) == ("new-name", None)

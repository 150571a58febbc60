"""Particles count in lists only where the site says so."""

import pytest

from eventreg.people import sorting
from eventreg.registrations import queries
from tests.factories import make_event, make_member, make_person, make_registration
from tests.house import text_of


@pytest.fixture
def particles():
    """``particles(True)``: they count from now on, until the test is over."""
    yield sorting.count_particles
    sorting.count_particles(False)


def listed(event):
    found = queries.of_event(event, queries.Wanted())
    return [registration.family_name for registration in found]


def test_the_command_sorts_all_lists_as_the_site_is_set(app, particles):
    event = make_event()
    for family in ("Smith", "von der Heyden", "Zürcher"):
        make_registration(event, family_name=family)
    before = listed(event)
    particles(True)

    answer = app.test_cli_runner().invoke(args=["names", "sort-again"])

    assert answer.output == "3 names sorted again.\n"
    assert before == ["von der Heyden", "Smith", "Zürcher"]
    assert listed(event) == ["Smith", "von der Heyden", "Zürcher"]


def test_people_of_a_member_follow_the_setting(app, client, sign_in, particles):
    member = make_member("Ada AG")
    for family in ("de Vries", "Smith"):
        make_person(member, given_name="Ada", family_name=family)
    sign_in("office")
    particles(True)
    app.test_cli_runner().invoke(args=["names", "sort-again"])

    page = client.get("/manage/members/ada-ag").page

    names = [text_of(name) for name in page.select(".people__name")]
    assert names == ["Ada de Vries", "Ada Smith"]  # d before s, no longer v


def test_a_forgotten_person_stays_without_keys(app, particles):
    gone = make_registration(
        make_event(), family_name="–", search_key="", sort_key_de=b"", sort_key_tr=b""
    )

    app.test_cli_runner().invoke(args=["names", "sort-again"])

    assert (gone.search_key, gone.sort_key_de) == ("", b"")

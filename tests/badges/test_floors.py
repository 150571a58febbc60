"""Every line of a badge has a size below which it is told, or left off with a word."""

import pytest

from eventreg.badges.composition import compose
from eventreg.badges.frames import LOOKS, frame_of
from eventreg.documents.labels import stocks
from tests.badges.people import make_badge
from tests.factories import make_event, make_registration

CARD = stocks()["DURABLE 1445-02"]
FRAME = frame_of("calm", CARD)
LONG = "Donaudampfschifffahrtsgesellschaftskapitän " * 4


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("company", {"company": LONG}),
        ("title", {"title": LONG}),
        ("suffix", {"suffix": LONG}),
        ("role", {"role_word": LONG}),
    ],
)
def test_a_line_below_its_floor_is_named(kind, values):
    assert kind in compose(make_badge(**values), FRAME).low


def test_an_ordinary_badge_has_no_low_line():
    made = compose(make_badge(company="Acme AG", title="Dr.", suffix="MBA"), FRAME)

    assert made.low == ()


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("stock", stocks().values(), ids=lambda stock: stock.name)
@pytest.mark.parametrize("times", [1, 2, 5])
def test_the_events_title_is_never_smaller_than_can_be_read(look, stock, times):
    frame = frame_of(look, stock, logos=2)
    title = "Network evening of the chambers in Aachen and Maastricht 2027 " * times

    made = compose(make_badge(event=title), frame)

    if frame.has_event:
        assert made.is_event_left_out is (made.event is None)
    if made.event:
        assert made.event.fit.size >= 8


def test_what_is_too_small_or_left_off_is_told_before_printing(client, sign_in):
    event = make_event(title="Network evening of all chambers of the valley " * 4)
    make_registration(event, given_name="Ada", family_name="Lovelace", company=LONG)
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/badges").page
    look = client.get(f"/manage/events/{event.slug}/badges/look").page

    told = page.select_one("#warnings").text
    assert "Small lines" in told
    assert "On 1 badge the event's title is left out" in told
    assert "Too small to be read easily: Company" in look.main.text
    assert "The event's title is left out" in look.main.text


def test_a_programme_that_an_event_does_not_have_is_told(client, sign_in):
    from eventreg.badges.designs import Back
    from tests.factories import make_design

    event = make_event()
    make_registration(event)
    make_design(event, back=Back.PROGRAMME)
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/badges").page

    assert "the event has none yet" in page.select_one("#warnings").text


def test_the_shortest_name_is_one_of_those_shown(client, sign_in):
    event = make_event()
    for given, family in (
        ("Katharina", "Obermayr"),
        ("Bo", "Li"),
        ("Maximiliane", "Wagenknecht"),
        ("Robert", "Steiner"),
    ):
        make_registration(event, given_name=given, family_name=family)
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/badges").page

    shown = [frame["title"] for frame in page.select("iframe")]
    assert "Badge for Bo Li" in shown
    assert "Badge for Maximiliane Wagenknecht" in shown

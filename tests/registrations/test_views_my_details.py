"""What a person's own page repeats of what they have told."""

from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import text_of


def test_the_page_repeats_what_the_person_has_told(client):
    ada = make_registration(
        make_event(),
        State.CONFIRMED,
        company="Berg AG",
        position="Head of Sales",
        message="I bring two samples.\nSee you there.",
    )

    page = client.get(f"/my/{ada.token}").page

    words = [text_of(dt) for dt in page.select("dl.facts dt")]
    told = dict(zip(words, page.select("dl.facts dd"), strict=True))
    shown = ("Company", "Position", "Message")
    assert [told[word].text for word in shown if word in told] == [
        "Berg AG",
        "Head of Sales",
        "I bring two samples.\nSee you there.",
    ]

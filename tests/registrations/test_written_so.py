"""What is typed in another script than Latin, in the list of an event."""

from tests.factories import make_event, make_registration
from tests.house import text_of


def test_who_is_written_so_comes_before_who_only_sounds_so(client, sign_in):
    event = make_event()
    make_registration(event, given_name="Aydın", family_name="Chen")
    make_registration(event, given_name="小雨", family_name="陈")
    make_registration(event, given_name="Olena", family_name="Shevchenko")
    sign_in("office")

    page = client.get(f"/manage/events/{event.slug}/registrations?search=陈").page

    names = [text_of(cell) for cell in page.select("#results tbody th")]
    assert names == ["小雨 陈", "Aydın Chen"]

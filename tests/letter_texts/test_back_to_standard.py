"""Before an event's own text goes, it is shown once more."""

import pytest

from eventreg.database import write_tx
from eventreg.letter_texts import queries
from tests.house import text_of
from tests.letter_texts.wording import EDIT, OWN, STORED, give

PAGE = f"{EDIT}/standard"


def seen_on(page):
    return {"seen": page.page.select_one("[name=seen]")["value"]}


def test_the_page_of_a_text_asks_before_it_goes(client, event):
    give(event)

    page = client.get(EDIT).page

    assert page.select_one(f"a[href='{PAGE}']") is not None
    assert page.select(f"form[action='{PAGE}']") == []


def test_the_text_to_be_lost_is_shown_and_goes_by_one_press(client, event):
    give(event)
    asked = client.get(PAGE)

    assert asked.heading == "Go back to the standard text?"
    assert text_of(asked.page.select_one("main pre")) == text_of_typed()
    assert queries.source("confirmed", "en", "school") == STORED

    answer = client.post(PAGE, data=seen_on(asked))

    assert (answer.status_code, answer.location) == (303, EDIT)
    assert queries.of_event(event) == {}


def text_of_typed():
    return " ".join(OWN.split())


@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_a_press_that_has_not_seen_the_text_is_asked_once_more(client, event, language):
    give(event)

    answer = client.post(PAGE, headers={"Accept-Language": language})

    assert answer.status_code == 409
    assert text_of(answer.page.select_one("main pre")) == text_of_typed()
    assert queries.source("confirmed", "en", "school") == STORED


def test_a_text_that_changed_meanwhile_is_read_before_it_goes(client, event):
    give(event)
    asked = client.get(PAGE)
    with write_tx():
        queries.one(event, "confirmed", "en").source = f"{STORED}\n\nSee you"

    answer = client.post(PAGE, data=seen_on(asked))

    assert answer.status_code == 409
    assert answer.errors == [
        "Somebody else has changed this text meanwhile. Read it here as it is now "
        "before you let it go."
    ]
    assert text_of(answer.page.select_one("main pre")).endswith("See you")
    client.post(PAGE, data=seen_on(answer))
    assert queries.of_event(event) == {}


def test_where_there_is_none_any_more_it_says_so(client, event):
    answer = client.get(PAGE)

    assert (answer.status_code, answer.location) == (303, EDIT)
    assert client.get(EDIT).flashes == ["This e-mail says the standard text already."]

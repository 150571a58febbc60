"""How a letter looks while its text is written, and with whom it is filled."""

import re

import pytest

from eventreg.database import write_tx
from eventreg.events.models import SeatPool
from eventreg.events.states import PoolKind
from eventreg.letter_texts import queries
from eventreg.outbox import deliver_due
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration
from tests.house import count_queries, text_of
from tests.letter_texts.wording import EDIT, OWN


def test_the_preview_shows_what_is_typed_with_a_real_person(client, event):
    registration = make_registration(event, given_name="Zoë", family_name="Quill")

    page = client.post(f"{EDIT}/preview", data={"text": OWN, "who": "real"}).page

    assert "Dear Zoë Quill, it is on" in text_of(page)
    assert "Subject: Come: Summer school" in text_of(page)
    assert registration.token not in str(page)
    assert {a["href"] for a in page.find_all("a")} == {"http://localhost/events/school"}


def test_the_preview_shows_the_longest_names(client, event):
    page = client.get(f"{EDIT}/preview?who=long").page

    said = text_of(page)
    assert "Freifrau von Hohenstein-Schillingsfürst" in said
    assert "This e-mail is about" in said
    assert "{" not in said


def test_the_long_preview_is_of_this_event_and_greets_whom_it_names(client, event):
    with write_tx():
        event.place_name, event.place_address = "Old Mint", "Markt 3, 52062 Aachen"
        event.pools.append(
            SeatPool(kind=PoolKind.CONTINGENT, names={"en": "Science"}, capacity=5)
        )
    address = "/manage/events/school/letters/already_registered/en/preview?who=long"

    said = text_of(client.get(address).page)
    about_another = text_of(client.get(f"{EDIT}/preview?who=long").page)

    name = "Maximiliane-Wilhelmine Freifrau von Hohenstein-Schillingsfürst zu"
    assert "Dear Professor Freifrau von Hohenstein-Schillingsfürst zu" in said
    assert name in said
    assert "Old Mint, Markt 3, 52062 Aachen" in said
    assert "Dear Dr Büyükşehirlioğlu-Świętosławski" in about_another
    assert f"This e-mail is about {name}" in about_another
    assert "Science" in about_another
    assert "Speaker" in about_another
    assert "[" not in about_another


@pytest.mark.parametrize("who", ["real", "long"])
def test_the_preview_is_filled_with_whom_one_has_chosen(client, event, who):
    zoe = make_registration(event, given_name="Zoë", family_name="Quill")
    make_registration(event, given_name="Ada", family_name="King", company="King Ltd")
    page = client.get(EDIT).page
    chosen = f"{EDIT}/preview?who={who}&person={zoe.reference}"

    options = [text_of(option) for option in page.select("#person option")]
    assert options == ["Ada King, King Ltd – Confirmed", "Zoë Quill – Confirmed"]
    assert ("Dear Zoë Quill" in text_of(client.get(chosen).page)) is (who == "real")
    assert "Dear Ada King" in text_of(client.get(f"{EDIT}/preview").page)


def test_somebody_is_found_by_name_and_the_text_stays_unsaved(client, event):
    zoe = make_registration(event, given_name="Zoë", family_name="Quill")
    make_registration(event, given_name="Ada", family_name="King")
    typed = {"text": "Not whole", "search": "quill zoe", "find": "1", "who": "real"}

    answer = client.post(EDIT, data=typed)
    nobody = client.post(EDIT, data=typed | {"search": "Nemo"}).page

    page = answer.page
    assert (answer.status_code, answer.errors) == (200, [])
    assert page.find(id="text").get_text().strip() == "Not whole"
    assert page.select_one("#person [selected]")["value"] == zoe.reference
    assert zoe.reference in page.find("iframe")["src"]
    assert text_of(nobody.select_one("[role=status]")) == (
        "Nobody matches. Try typing less."
    )
    assert queries.of_event(event) == {}


def test_who_is_at_another_event_or_unproven_cannot_be_chosen(client, event):
    other = make_registration(make_event(), given_name="Other")
    unproven = make_registration(event, State.UNVERIFIED, given_name="Unproven")
    make_registration(event, given_name="Ada", family_name="King")

    for reference in (other.reference, unproven.reference, "x\0y"):
        page = client.post(f"{EDIT}/preview", data={"text": OWN, "person": reference})
        assert "Dear Ada King" in text_of(page.page)


def test_the_test_letter_is_about_whom_one_has_chosen(client, event, post):
    zoe = make_registration(event, given_name="Zoë", family_name="Quill")
    make_registration(event, given_name="Ada", family_name="King")

    client.post(EDIT, data={"text": OWN, "test": "1", "person": zoe.reference})
    deliver_due()

    [(_to, message)] = post.letters()
    assert "Dear Zoë Quill" in message.get_body(("plain",)).get_content()


def test_the_page_costs_the_same_with_one_and_with_many_people(client, event):
    make_registration(event)
    client.get(EDIT)
    with count_queries() as for_one:
        client.get(EDIT)
    for _number in range(30):
        make_registration(event, State.WAITLISTED)

    with count_queries() as for_many:
        page = client.get(EDIT).page

    assert len(for_many) == len(for_one)
    assert len(page.select("#person option")) == queries.MOST_OFFERED
    assert "There are more." in text_of(page.main)


def test_before_anybody_signed_up_the_preview_makes_somebody_up(client, event):
    assert "Alex Example" in text_of(client.get(f"{EDIT}/preview").page)


def test_those_who_have_not_confirmed_their_address_are_not_shown(client, event):
    make_registration(event, State.UNVERIFIED, given_name="Zoë")

    assert "Zoë" not in text_of(client.get(f"{EDIT}/preview").page)


@pytest.mark.parametrize("language", ["de", "en", "tr"])
@pytest.mark.parametrize("letter", list(queries.editable_letters()))
@pytest.mark.parametrize("who", ["real", "long"])
def test_every_letter_can_be_looked_at(client, event, letter, language, who):
    address = f"/manage/events/school/letters/{letter}/{language}/preview?who={who}"

    answer = client.get(address)

    assert answer.status_code == 200
    said = text_of(answer.page)
    assert re.findall(r"[{\[][^\]}]*", said) == []


def test_the_subject_is_dark_with_the_letter_below_it(client, event):
    page = client.get(f"{EDIT}/preview").page

    subject = page.body.find(string=re.compile("^Subject:")).parent

    # The dark colours are those of .paper; p would get its light words only.
    assert (subject.name, subject["class"]) == ("div", ["paper"])


def test_the_preview_of_a_wrong_text_says_why(client, event):
    answer = client.post(f"{EDIT}/preview", data={"text": "S\n\n{nobody}"})

    assert answer.status_code == 422
    assert "Line 3: {nobody} is no placeholder of this e-mail" in text_of(answer.page)

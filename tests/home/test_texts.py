"""Imprint, privacy and accessibility, in three languages."""

import pytest

from eventreg.home.texts import placeholders, text
from eventreg.web.locale import LANGUAGES
from tests.home.networks import change
from tests.house import text_of

PAGES = ("imprint", "privacy", "accessibility")
VALUES = {
    "association": "Verein *e. V.*",
    "street": "Straße 1",
    "postal_town": "52062 Aachen",
    "represented_by": "Dana [Director]",
    "phone": "",
    "email": "a_b@example.org",
    "register_court": "",
    "register_number": "VR 1",
}


@pytest.mark.parametrize("page", PAGES)
def test_all_languages_say_the_same_things(page):
    texts = [text(page, language, VALUES) for language in LANGUAGES]

    assert len({frozenset(placeholders(page, lang)) for lang in LANGUAGES}) == 1
    assert len({t.count("\n## ") for t in texts}) == 1
    assert len({t.count("\n| ") for t in texts}) == 1
    assert len({t.count("\n- ") for t in texts}) == 1


def test_what_is_not_known_disappears_with_its_heading():
    imprint = text("imprint", "en", VALUES)

    assert "Phone" not in imprint
    assert "Entry in the register" not in imprint
    assert "Contact" in imprint


def test_values_are_words_and_never_markdown():
    assert "Verein \\*e. V.\\*" in text("imprint", "de", VALUES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_stands_in_each_language(client, page, language):
    response = client.get(f"/{page}", headers={"Accept-Language": language})

    assert response.page.html["lang"] == language
    assert len(response.page.select("main h2")) > 3
    assert "office@example.org" in text_of(response.page.main)
    assert "{" not in text_of(response.page.main)


def test_the_imprint_names_the_association(client):
    main = text_of(client.get("/imprint").page.main)

    assert "Business Network Aachen e. V. Theaterstraße 1 52062 Aachen" in main
    assert client.get("/imprint").page.select(".flash") == []


def test_the_imprint_of_a_demo_is_marked_as_a_sample(client):
    change(is_demo=True)

    assert client.get("/imprint").flashes == [
        "This is a sample imprint. "
        "The association, its people and its address are made up."
    ]


def test_a_missing_imprint_says_so(client):
    change(street="")

    assert len(client.get("/imprint").flashes) == 1


def test_the_network_can_have_its_own_notice(client):
    change(privacy_text={"en": "We keep *nothing*."}, privacy_version=3)

    main = text_of(client.get("/privacy").page.main)

    assert main == "Privacy We keep nothing . Version 3 of this notice"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_links_them(client, page):
    hrefs = [a["href"] for a in client.get("/account/sign-in").page.select("footer a")]

    assert f"/{page}" in hrefs

"""Cards in the reader's words."""

import pytest
from flask_babel import force_locale

from eventreg.badges.words import card_name, card_words
from eventreg.documents.labels import stocks
from tests.badges.test_printing import FORM
from tests.factories import make_event, make_print, make_registration


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "de",
            "Einfaches A4-Papier, in A7 zu schneiden (105 × 74,25 mm, 8 je Bogen)",
        ),
        ("en", "Plain A4 paper, to be cut into A7 (105 × 74.25 mm, 8 per sheet)"),
        ("tr", "Düz A4 kâğıt, A7 olarak kesilecek (105 × 74,25 mm, sayfada 8)"),
    ],
)
def test_paper_to_cut_is_called_what_it_is(app, language, words):
    with app.test_request_context(), force_locale(language):
        said = card_words(stocks()["A7 eight-up"])

    assert said.replace("\N{NO-BREAK SPACE}", " ") == words


def test_a_makers_card_keeps_its_number(app):
    with app.test_request_context(), force_locale("en"):
        said = card_words(stocks()["HERMA 4412"])

    assert said == "HERMA 4412 (80 × 50 mm, 10 per sheet)"


#: Names that are no maker's, so that each language has its own.
ENGLISH = [
    "Avery Zweckform L4785 (also L4784 L4786 L4787)",
    "A6 four-up",
    "A6 hanging",
    "A4 quarter fold",
    "CR80 card",
    "Brother DK-22205 62 mm endless",
]


@pytest.mark.parametrize("language", ["de", "tr"])
@pytest.mark.parametrize("name", ENGLISH)
def test_no_page_calls_cards_by_their_english_name(client, sign_in, name, language):
    event = make_event()
    long = make_registration(event, given_name="W" * 60, company="Acme " * 40)
    make_print(event, sign_in("office"), stock=name)
    there, reads = f"/manage/events/{event.slug}/badges", {"Accept-Language": language}
    chosen = {**FORM, "stock": name, "badge": long.badge_code}

    pages = [
        client.get(path, query_string={"stock": name}, headers=reads).page
        for path in (there, f"{there}/design", f"{there}/look", "/manage/cards")
    ]
    told = client.post(f"{there}/print-chosen", data=chosen, headers=reads).page

    assert [page.h1.text for page in (*pages, told) if name in page.main.text] == []
    assert {page.html["lang"] for page in (*pages, told)} == {language}
    with force_locale(language):
        own = card_name(name)
    assert own in told.select_one("#warnings").text
    assert own in pages[0].select_one("table").text

"""Cards in the reader's words."""

import pytest
from flask_babel import force_locale

from eventreg.badges.words import card_words
from eventreg.documents.labels import stocks


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

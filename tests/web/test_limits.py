"""How long a name may be, as people count."""

import pytest
from wtforms import Form, StringField

from eventreg.web.limits import AtMostLetters


class NameForm(Form):
    name = StringField("Given name (optional)", validators=[AtMostLetters(100)])


@pytest.mark.parametrize(
    ("name", "errors"),
    [
        ("x" * 100, []),
        ("é" * 100, []),
        ("क्षि" * 50, []),
        ("x" * 101, ["Given name: use 100 letters or fewer"]),
        ("x" + "\u0301" * 400, ["Given name: use 100 letters or fewer"]),
    ],
    ids=["as long as may be", "accents", "vowel signs", "too long", "a tower of marks"],
)
def test_marks_are_no_letters_but_not_without_end(app, name, errors):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        form = NameForm(data={"name": name})
        form.validate()

        assert list(form.name.errors) == errors

"""An exported list is understood again when it is imported, in each language."""

import pytest
from flask_babel import force_locale

from eventreg.people.imports.headings import guessed
from eventreg.registrations.exports.columns import FIELDS

NAMES = ("name", "title", "given_name", "family_name", "company", "email")


@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_the_columns_of_a_person_are_guessed_right(app, language):
    with force_locale(language):
        headings = [str(FIELDS[key].heading) for key in NAMES]

    columns = guessed(headings)

    assert len(set(headings)) == len(NAMES)
    assert {field: NAMES[at] for field, at in columns.items()} == {
        field: field for field in NAMES if field != "name"
    }


@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_a_whole_name_alone_is_never_taken_for_a_given_name(app, language):
    with force_locale(language):
        heading = str(FIELDS["name"].heading)

    assert guessed([heading]) == {"family_name": 0}

"""The role in two or three languages is broken after a slash, and can be read."""

from itertools import permutations

import pytest
from flask_babel import force_locale

from eventreg.badges.band import ROLE_FLOOR
from eventreg.badges.composition import compose
from eventreg.badges.frames import LOOKS, frame_of
from eventreg.documents import fitting
from eventreg.documents.labels import stocks
from eventreg.registrations.states import RegistrationRole
from eventreg.registrations.words import role_word
from tests.badges.people import make_badge


@pytest.fixture
def roles(app) -> list[str]:
    """Each role in all two and three languages that a design may have."""
    words = []
    for count in (2, 3):
        for languages in permutations(("de", "en", "tr"), count):
            for role in RegistrationRole:
                said = {_in(language, role): None for language in languages}
                words.append(" / ".join(said))
    return words


def _in(language: str, role: RegistrationRole) -> str:
    with force_locale(language):
        return role_word(role)


def composed(role, look, stock, **frame):
    made = frame_of(look, stocks()[stock], **frame)
    return compose(make_badge(role_word=role), made).role.fit


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.every_case
def test_no_line_of_a_role_begins_with_a_slash(roles, look):
    begun = {
        line[0]
        for stock in stocks()
        for role in roles
        for line in composed(role, look, stock, marks_photos=True).lines
    }

    assert "/" not in begun


@pytest.mark.parametrize("marks_photos", [True, False], ids=["sign", "no sign"])
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.every_case
def test_on_folded_cards_every_role_can_be_read(roles, look, marks_photos):
    sizes = {
        role: composed(
            role, look, "Butterfly 82x203", logos=2, marks_photos=marks_photos
        ).size
        for role in roles
    }

    assert {role: size for role, size in sizes.items() if size < ROLE_FLOOR} == {}


def test_a_slash_without_spaces_is_no_place_to_break():
    broken = fitting.breakings("Foo/Bar / Baz")[1]

    assert broken.lines == ("Foo/Bar /", "Baz")

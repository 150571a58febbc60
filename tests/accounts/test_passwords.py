"""What a password must be like, and how it is kept."""

import pytest
from flask_babel import force_locale

from eventreg.accounts import passwords

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("short one", "Enter a password of at least 10 characters"),
        ("x" * 201, "Password must be 200 characters or fewer"),
        ("abababababab", "Choose a password that is harder to guess"),
        ("Passwort123", "Choose a password that is harder to guess"),
        ("ÖLE@example.org", "Choose a password that is not your e-mail address"),
        ("a boat full of lemons", None),
        ("şöyle böyle 😀", None),
    ],
    ids=["short", "long", "two signs", "common", "own address", "words", "emoji"],
)
def test_a_password_is_long_and_hard_to_guess(password, problem):
    with force_locale("en"):
        found = passwords.weakness(password, email="öle@example.org")

    assert found == problem


def test_a_password_matches_however_the_keyboard_composes_it():
    kept = passwords.hash_of("Gru\u0308n wie die Hoffnung")

    assert passwords.matches(kept, "Gr\u00fcn wie die Hoffnung")
    assert not passwords.matches(kept, "Grun wie die Hoffnung")


@pytest.mark.parametrize("password", ["", "\x00", "\ud800", "x" * 1_000_000])
def test_strange_input_matches_nothing(password):
    assert passwords.matches(passwords.hash_of("a boat full of lemons"), password) is (
        False
    )


def test_nothing_matches_where_there_is_no_password():
    assert passwords.matches(None, "a boat full of lemons") is False


def test_a_broken_hash_matches_nothing():
    assert passwords.matches("none", "a boat full of lemons") is False


def test_a_hash_with_weaker_parameters_is_outdated(monkeypatch):
    weak = passwords.hash_of("a boat full of lemons")

    passwords.set_cost({"time_cost": 2, "memory_cost": 8, "parallelism": 1})

    assert passwords.is_outdated(weak)
    passwords.set_cost({"time_cost": 1, "memory_cost": 8, "parallelism": 1})
    assert not passwords.is_outdated(weak)


def test_who_waits_too_long_for_a_turn_is_asked_to_try_again(monkeypatch):
    monkeypatch.setattr(passwords, "_PATIENCE", 0.01)

    with passwords._turn(), passwords._turn(), pytest.raises(passwords.TooBusy):
        passwords.hash_of("a boat full of lemons")

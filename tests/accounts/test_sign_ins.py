"""Signing in and out: services on the real database."""

from datetime import timedelta

import pytest
from flask_babel import force_locale

from eventreg import clock
from eventreg.accounts import credentials, passwords, queries, services
from eventreg.accounts.services import Origin
from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from tests.factories import PASSWORD, make_account

pytestmark = pytest.mark.usefixtures("app")


def begin(account, password=PASSWORD):
    proof = credentials.prove(account.email, password, address="192.0.2.0")
    with write_tx():
        return services.sign_in(proof, origin=Origin("192.0.2.0", "Firefox, Linux"))


def test_the_right_password_starts_a_sign_in_that_lists_where_it_is():
    ole = make_account()

    token = begin(ole)

    sign_in = queries.sign_in_of(token)
    assert sign_in is not None
    assert sign_in.account == ole
    assert [(s.network, s.device) for s in queries.sign_ins(ole)] == [
        ("192.0.2.0", "Firefox, Linux")
    ]


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("nobody@example.org", PASSWORD),
        ("ole@example.org", "another password"),
        ("una@example.org", PASSWORD),
        ("ben@example.org", PASSWORD),
    ],
    ids=["unknown", "wrong", "closed", "invited"],
)
def test_whatever_is_wrong_the_answer_is_the_same(email, password):
    make_account()
    make_account("una@example.org", is_active=False)
    make_account("ben@example.org", password=None)

    with (
        force_locale("en"),
        pytest.raises(credentials.WrongCredentials) as refusal,
    ):
        credentials.prove(email, password, address="192.0.2.0")

    assert str(refusal.value) == "E-mail address or password is wrong."


@pytest.mark.parametrize("email", ["ole@example.org", "nobody@example.org"])
def test_an_unknown_address_costs_as_many_hashes_as_a_wrong_password(
    email, monkeypatch
):
    make_account()
    asked: list[str | None] = []

    def matches(password_hash, _password):
        asked.append(password_hash)
        return False

    monkeypatch.setattr(passwords, "matches", matches)

    with pytest.raises(credentials.WrongCredentials):
        credentials.prove(email, "another password", address="192.0.2.0")

    assert len(asked) == 1


def test_after_ten_tries_one_network_waits_and_others_do_not(clock_at):
    clock_at(clock.now())
    ole = make_account()
    for _ in range(10):
        with pytest.raises(credentials.WrongCredentials):
            begin(ole, "another password")

    with pytest.raises(credentials.TooManyTries):
        begin(ole)

    assert credentials.prove(ole.email, PASSWORD, address="198.51.100.0").account == ole
    clock_at(timedelta(minutes=15))
    assert begin(ole)


def test_signing_in_uses_up_no_tries(clock_at):
    clock_at(clock.now())
    ole = make_account()

    for _ in range(12):
        assert begin(ole)
        assert credentials.prove_again(ole, PASSWORD, address="192.0.2.0")


def test_signing_in_forgives_no_wrong_try(clock_at):
    clock_at(clock.now())
    ole = make_account()
    for number in range(10):
        with pytest.raises(credentials.WrongCredentials):
            begin(ole, f"guess {number}")
        if number < 9:
            begin(ole)

    with pytest.raises(credentials.TooManyTries):
        begin(ole)


def test_guessing_from_many_networks_is_counted_together(clock_at):
    clock_at(clock.now())
    make_account()
    for number in range(40):
        assert credentials.may_try("ole@example.org", f"10.0.{number}.0")

    assert not credentials.may_try("ole@example.org", "10.0.99.0")
    assert credentials.may_try("una@example.org", "10.0.99.0")


def test_one_network_cannot_try_all_addresses(clock_at):
    clock_at(clock.now())
    for number in range(100):
        assert credentials.may_try(f"ole{number}@example.org", "192.0.2.0")

    assert not credentials.may_try("una@example.org", "192.0.2.0")


def test_a_weak_hash_is_replaced_at_sign_in():
    ole = make_account()
    old = ole.password_hash
    passwords.set_cost({"time_cost": 2, "memory_cost": 8, "parallelism": 1})

    begin(ole)

    passwords.set_cost({"time_cost": 1, "memory_cost": 8, "parallelism": 1})
    assert ole.password_hash != old
    assert passwords.matches(ole.password_hash, PASSWORD)


def test_a_password_changed_meanwhile_proves_nothing_any_more():
    ole = make_account()
    proof = credentials.prove(ole.email, PASSWORD, address="192.0.2.0")
    with write_tx():
        ole.password_hash = passwords.hash_of("quite another thing")

    with pytest.raises(credentials.WrongCredentials), write_tx():
        services.sign_in(proof, origin=Origin())


def test_signing_out_ends_this_sign_in_only():
    ole = make_account()
    here, there = begin(ole), begin(ole)

    with write_tx():
        services.sign_out(here)

    assert queries.sign_in_of(here) is None
    assert queries.sign_in_of(there) is not None


def test_signing_out_twice_or_with_a_forged_secret_does_nothing():
    ole = make_account()
    token = begin(ole)

    with write_tx():
        services.sign_out(token)
        services.sign_out(token)
        services.sign_out("forged")
        services.sign_out("")

    assert queries.sign_ins(ole) == []


def test_signing_out_everywhere_spares_one_if_asked():
    ole, una = make_account(), make_account("una@example.org")
    here, there, other = begin(ole), begin(ole), begin(una)

    with write_tx():
        ended = services.sign_out_everywhere(ole, by=Actor.staff(ole), keep=here)

    assert ended == 1
    assert queries.sign_in_of(there) is None
    assert queries.sign_in_of(here) is not None
    assert queries.sign_in_of(other) is not None


def test_changing_the_password_ends_the_other_sign_ins():
    ole = make_account()
    here, there = begin(ole), begin(ole)
    proof = credentials.prove_again(ole, PASSWORD, address="192.0.2.0")

    with write_tx():
        services.change_password(
            proof,
            new_hash=passwords.hash_of("quite another thing"),
            keep=here,
            by=Actor.staff(ole),
        )

    assert queries.sign_in_of(here) is not None
    assert queries.sign_in_of(there) is None
    assert begin(ole, "quite another thing")


def test_of_two_tabs_that_change_the_password_one_wins():
    ole = make_account()
    first = credentials.prove_again(ole, PASSWORD, address="192.0.2.0")
    second = credentials.prove_again(ole, PASSWORD, address="192.0.2.0")
    by = Actor.staff(ole)
    with write_tx():
        services.change_password(first, new_hash="first", keep="", by=by)

    with pytest.raises(credentials.WrongCredentials), write_tx():
        services.change_password(second, new_hash="second", keep="", by=by)

    assert ole.password_hash == "first"


@pytest.mark.parametrize(
    "later", [timedelta(days=14, minutes=1), timedelta(days=30, minutes=1)]
)
def test_a_sign_in_ends_by_itself(later, clock_at):
    clock_at(clock.now())
    token = begin(make_account())

    clock_at(later)

    assert queries.sign_in_of(token) is None


def test_closing_an_account_ends_what_is_running():
    ole = make_account()
    token = begin(ole)

    with write_tx():
        services.deactivate(ole, by=Actor.worker())

    assert queries.sign_in_of(token) is None


def test_old_sign_ins_and_links_are_forgotten(clock_at):
    clock_at(clock.now())
    ole = make_account()
    begin(ole)
    with write_tx():
        services.request_password_reset(ole.email)
    clock_at(timedelta(days=61))
    fresh = begin(ole)

    with write_tx():
        count = services.forget_old()

    assert count == 2
    assert queries.sign_in_of(fresh) is not None

"""A code beside the password: what counts as one, and who must have it."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import sqlalchemy as sa
from flask_babel import force_locale

from eventreg import clock
from eventreg.accounts import codes, credentials, queries, services
from eventreg.accounts.models import RecoveryCode, SecondFactor
from eventreg.accounts.services import Origin
from eventreg.audit.actors import Actor
from eventreg.audit.models import AuditEntry
from eventreg.database import db, write_tx
from eventreg.web.models import Network
from eventreg.web.roles import Demanded
from tests.factories import PASSWORD, make_account, make_second_factor

pytestmark = pytest.mark.usefixtures("app")

NOON = datetime(2027, 6, 1, 12, 0, 5, tzinfo=UTC)


def code_of(secret, *, steps=0):
    return pyotp.TOTP(secret).at(clock.now() + steps * timedelta(seconds=codes.STEP))


def begin(account, code=""):
    proof = credentials.prove(account.email, PASSWORD, address="192.0.2.0")
    with force_locale("en"), write_tx():
        return services.sign_in(proof, origin=Origin("192.0.2.0"), code=code)


def set_up(account):
    with write_tx():
        factor = services.begin(account)
        secret = queries.secret_of(factor)
    with write_tx():
        return services.confirm(account, code_of(secret), keep="")


def demand(demanded):
    with write_tx() as session:
        session.execute(sa.update(Network).values(second_factor_for=demanded))


def test_the_password_alone_is_no_longer_enough():
    ole = make_account()
    make_second_factor(ole)

    with pytest.raises(services.WrongCode):
        begin(ole)

    assert queries.sign_ins(ole) == []


def test_one_that_is_only_begun_asks_for_nothing():
    ole = make_account()
    with write_tx():
        services.begin(ole)

    assert begin(ole)


@pytest.mark.parametrize(
    ("steps", "is_right"),
    [(-2, False), (-1, True), (0, True), (1, True), (2, False)],
)
def test_clocks_may_differ_by_one_step(clock_at, steps, is_right):
    clock_at(NOON)
    ole = make_account()
    secret = make_second_factor(ole)

    if is_right:
        assert begin(ole, code_of(secret, steps=steps))
    else:
        with pytest.raises(services.WrongCode):
            begin(ole, code_of(secret, steps=steps))


@pytest.mark.parametrize("later", [0, -1], ids=["the same", "an older one"])
def test_no_code_works_twice_nor_one_before_it(clock_at, later):
    clock_at(NOON)
    ole = make_account()
    secret = make_second_factor(ole)
    begin(ole, code_of(secret))

    with pytest.raises(services.WrongCode):
        begin(ole, code_of(secret, steps=later))


def test_the_code_that_set_it_up_does_not_sign_in(clock_at):
    clock_at(NOON)
    ole = make_account()
    with write_tx():
        secret = queries.secret_of(services.begin(ole))
    with write_tx():
        services.confirm(ole, code_of(secret), keep="")

    with pytest.raises(services.WrongCode):
        begin(ole, code_of(secret))


def test_setting_it_up_ends_all_other_sign_ins():
    ole = make_account()
    here, there = begin(ole), begin(ole)
    with write_tx():
        secret = queries.secret_of(services.begin(ole))

    with write_tx():
        services.confirm(ole, code_of(secret), keep=here)

    running = [queries.sign_in_of(token) is not None for token in (here, there)]
    assert running == [True, False]


def test_each_recovery_code_works_once_however_it_is_typed():
    ole = make_account()
    first, second, *others = set_up(ole)

    assert begin(ole, first.lower().replace(" ", "-"))
    with pytest.raises(services.WrongCode):
        begin(ole, first)
    assert begin(ole, second)
    assert (len(others), queries.recovery_codes_left(ole)) == (8, 8)


def test_new_recovery_codes_end_the_old_ones():
    ole = make_account()
    old = set_up(ole)

    with write_tx():
        fresh = services.renew_codes(ole)

    with pytest.raises(services.WrongCode):
        begin(ole, old[0])
    assert begin(ole, fresh[0])


def test_the_database_keeps_neither_secret_nor_codes(app):
    ole = make_account()
    secret, fresh = make_second_factor(ole), None
    with write_tx():
        fresh = services.renew_codes(ole)

    stored = [
        *db.session.scalars(sa.select(SecondFactor.sealed_secret)),
        *db.session.scalars(sa.select(RecoveryCode.code_hash)),
    ]

    assert len(stored) == 11
    hidden = {secret, *fresh, *(codes.bare(code) for code in fresh)}
    assert not [text for text in stored if any(secret in text for secret in hidden)]


def test_with_another_data_key_only_recovery_codes_are_right(app):
    ole = make_account()
    with write_tx():
        secret = queries.secret_of(services.begin(ole))
    with write_tx():
        fresh = services.confirm(ole, code_of(secret), keep="")
    app.config["DATA_KEY"] = "f" * 64

    with pytest.raises(services.WrongCode):
        begin(ole, code_of(secret, steps=1))
    assert begin(ole, fresh[0])


@pytest.mark.parametrize(
    ("demanded", "who"),
    [
        (Demanded.NOBODY, set()),
        (Demanded.OFFICE, {"director", "office"}),
        (Demanded.STAFF, {"director", "office", "travel_lead", "desk"}),
    ],
    ids=list(Demanded),
)
def test_of_whom_it_is_demanded(client, sign_in, demanded, who):
    demand(demanded)

    sent = set()
    for role in ("director", "office", "travel_lead", "desk"):
        sign_in(role)
        if client.get("/manage").location:
            sent.add(role)

    assert sent == who


def test_it_cannot_be_switched_off_where_it_is_demanded():
    ole = make_account()
    make_second_factor(ole)
    demand(Demanded.STAFF)

    with force_locale("en"), pytest.raises(services.IsDemanded), write_tx():
        services.switch_off(ole)

    assert ole.has_second_factor


def test_a_reset_signs_out_tells_the_person_and_is_noted(letters, client):
    ole, dana = make_account(), make_account("dana@example.org", role="director")
    secret = make_second_factor(ole)
    token = begin(ole, code_of(secret))

    with write_tx():
        services.reset_second_factor(ole, by=Actor.staff(dana))

    assert queries.sign_in_of(token) is None
    assert letters() == [("second_factor_reset", "ole@example.org")]
    noted = db.session.scalars(
        sa.select(AuditEntry.actor).filter_by(act="account.second_factor_reset")
    )
    assert list(noted) == [dana.reference]
    assert begin(ole)


def test_the_code_is_known_only_for_a_moment(clock_at):
    clock_at(NOON)
    ole = make_account()
    code = code_of(make_second_factor(ole))
    clock_at(NOON + timedelta(minutes=2))

    with pytest.raises(services.WrongCode):
        begin(ole, code)

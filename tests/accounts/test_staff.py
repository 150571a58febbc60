"""The director's side: inviting, changing, closing."""

import threading

import pytest

from eventreg.accounts import queries, services
from eventreg.accounts.models import Account, Purpose
from eventreg.audit.actors import Actor
from eventreg.audit.models import AuditEntry
from eventreg.database import db, write_tx
from eventreg.web.roles import Role
from tests.factories import account_of, make_account, make_link

pytestmark = pytest.mark.usefixtures("app")


def make_director(email="dana@example.org", **values):
    return make_account(email, role="director", **values)


def invite(dana, email="ben@example.org", **values):
    details = {"name": "Ben", "role": Role.DESK, "language": "tr", **values}
    with write_tx():
        return services.invite(email=email, invited_by=dana, **details)


def change_role(account, role):
    with write_tx():
        services.edit(account, name="Ole", role=role, language="de", by=Actor.worker())


def test_an_invited_person_gets_a_letter_and_cannot_sign_in_before(letters):
    ben = invite(make_director())

    assert letters() == [("staff_invitation", "ben@example.org")]
    assert (ben.role, ben.language, ben.has_accepted) == (Role.DESK, "tr", False)


def test_an_address_has_one_account():
    dana = make_director()
    invite(dana)

    with pytest.raises(services.AddressIsTaken):
        invite(dana)


def test_a_second_invitation_replaces_the_first(letters):
    dana, ben = make_director(), make_account("ben@example.org", password=None)
    older, _token = make_link(ben, Purpose.INVITATION)

    with write_tx():
        services.invite_again(ben, invited_by=dana)

    assert older.is_over
    assert letters() == [("staff_invitation", "ben@example.org")]


def test_who_has_accepted_is_not_invited_again(letters):
    dana, ole = make_director(), make_account()

    with pytest.raises(services.HasAccepted), write_tx():
        services.invite_again(ole, invited_by=dana)

    assert letters() == []


def test_the_last_director_stays():
    dana = make_director()

    with pytest.raises(services.LastDirector):
        change_role(dana, Role.OFFICE)
    with pytest.raises(services.LastDirector), write_tx():
        services.deactivate(dana, by=Actor.worker())

    assert (dana.role, dana.is_active) == (Role.DIRECTOR, True)


@pytest.mark.parametrize(
    "values", [{"is_active": False}, {"password": None}], ids=["closed", "invited"]
)
def test_a_director_who_cannot_sign_in_is_no_help(values):
    dana = make_director()
    make_director("ada@example.org", **values)

    with pytest.raises(services.LastDirector):
        change_role(dana, Role.OFFICE)


def test_one_of_two_directors_may_go():
    dana = make_director()
    make_director("ada@example.org")

    change_role(dana, Role.OFFICE)

    assert dana.role is Role.OFFICE


def test_others_change_freely_while_there_is_one_director():
    make_director()
    ole = make_account()

    change_role(ole, Role.DESK)
    with write_tx():
        services.deactivate(ole, by=Actor.worker())

    assert (ole.role, ole.is_active) == (Role.DESK, False)


def test_two_directors_who_remove_each_other_at_once_leave_one(app):
    dana, ada = make_director(), make_director("ada@example.org")
    at_once = threading.Barrier(2)
    outcomes = []

    def remove(email):
        with app.app_context():
            account = account_of(email)
            at_once.wait()
            try:
                with write_tx():
                    services.deactivate(account, by=Actor.worker())
                outcomes.append("closed")
            except services.LastDirector:
                outcomes.append("stays")

    addresses = [dana.email, ada.email]
    db.session.rollback()
    threads = [threading.Thread(target=remove, args=(a,)) for a in addresses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["closed", "stays"]
    assert queries.has_director()


def test_a_closed_account_can_be_opened_again():
    ole = make_account(is_active=False)

    with write_tx():
        services.reactivate(ole, by=Actor.worker())

    assert ole.is_active


def test_what_is_done_to_accounts_is_written_down():
    dana = make_director()
    ben = invite(dana)
    with write_tx():
        services.deactivate(ben, by=Actor.staff(dana))

    entries = db.session.query(AuditEntry).order_by(AuditEntry.id)

    assert [(e.act, e.actor, e.target) for e in entries] == [
        ("account.added", dana.reference, ben.reference),
        ("account.deactivated", dana.reference, ben.reference),
    ]


@pytest.mark.parametrize(
    "values",
    [{"email": "Ole@example.org"}, {"name": ""}],
    ids=["upper case", "no name"],
)
def test_the_database_itself_refuses(values):
    from sqlalchemy.exc import IntegrityError

    row = {"email": "a@example.org", "name": "A", "role": Role.DESK, **values}
    with pytest.raises(IntegrityError), write_tx() as session:
        session.add(Account(**row))


def test_the_money_right_ends_with_the_office():
    make_director()
    ben = make_account("ben@example.org", role="office", has_money_right=True)

    change_role(ben, Role.DESK)
    change_role(ben, Role.OFFICE)

    assert ben.has_money_right is False


def test_nobody_but_the_office_is_invited_with_the_money_right():
    dana = make_director()

    desk = invite(dana, has_money_right=True)
    office = invite(dana, "una@example.org", role=Role.OFFICE, has_money_right=True)

    assert (desk.has_money_right, office.has_money_right) == (False, True)

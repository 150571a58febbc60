"""Unmistakable values in every protected field, looked for as each reader.

Whatever page, list, file or log a role can open, it holds only what the table says.
"""

import io
from itertools import product

import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from eventreg.audit.actors import Actor
from eventreg.database import write_tx
from eventreg.events.questions.states import Audience
from eventreg.events.states import Kind
from eventreg.registrations import services as registrations
from eventreg.registrations.answers.services import LOGGED
from eventreg.registrations.models import RegistrationChange, What
from eventreg.registrations.money.models import Payment
from eventreg.registrations.states import State
from eventreg.registrations.words import FOR_ALL, Sign
from eventreg.web.roles import Role
from tests.factories import (
    make_account,
    make_answer,
    make_event,
    make_fees,
    make_letter,
    make_member,
    make_person,
    make_question,
    make_registration,
)
from tests.guards.routes import routes

OFFICE = {Role.DIRECTOR, Role.OFFICE}

#: The value, and who of the staff may come across it.
PLANTED: dict[str, set[Role]] = {
    "zqmail@example.org": OFFICE,
    "76543210": OFFICE,
    "zqmessage": OFFICE,
    "zqnote": OFFICE,
    "zqreason": OFFICE,
    "zqtravel": {Role.TRAVEL_LEAD},
    "zqneeds": {Role.OFFICE, Role.TRAVEL_LEAD},
    "zqoffice": OFFICE,
    "zqstaff": {Role.DIRECTOR, Role.OFFICE, Role.TRAVEL_LEAD},
    "zqformer": {Role.TRAVEL_LEAD},
    "zqletter": OFFICE,
    "1,234.56": OFFICE,
    "zqknown@example.org": OFFICE,
    "65432109": OFFICE,
}
AUDIENCES = {
    "zqtravel": Audience.TRAVEL,
    "zqneeds": Audience.OFFICE_TRAVEL,
    "zqoffice": Audience.DIRECTOR_OFFICE,
    "zqstaff": Audience.ALL_STAFF,
}
#: The address of another account.
OTHERS = "zqcolleague@example.org"


@pytest.fixture
def planted(app):
    """The event's slug, and what its addresses need, with everything planted."""
    event = make_event(kind=Kind.TRIP, needs_approval=True)
    questions = {
        value: make_question(event, audience=audience)
        for value, audience in AUDIENCES.items()
    }
    people = [_person(event, state, questions) for state in SHOWN]
    # What it costs is for all to see; what somebody owes or has paid is not.
    make_fees(event, dict.fromkeys({p.role for p in people}, 100_000))
    with write_tx() as session:
        session.execute(sa.update(Payment).values(owed_cents=123_456))
    letter = make_letter(
        "declined",
        to="zqmail@example.org",
        values={"reason": "zqletter"},
        registration=people[0].reference,
        event=event.slug,
    )
    make_account(OTHERS, role="director", name="Colleague")
    company = make_member("Zquilla AG")
    known = make_person(
        company,
        given_name="Zquilla",
        email="zqknown@example.org",
        phone="+4924165432109",
    )
    return {
        "slug": [event.slug, company.slug],
        "reference": [
            *(p.reference for p in people),
            letter.reference,
            known.reference,
        ],
        "token": [make_registration(event).token],
        "language": ["en"],
    }


SHOWN = (State.CONFIRMED, State.PENDING, State.WAITLISTED, State.DECLINED)


def _person(event, state, questions):
    person = make_registration(
        event,
        state,
        given_name="Zquilla",
        email="zqmail@example.org" if state is State.CONFIRMED else f"{state}@zq.org",
        phone="+4924176543210",
        message="zqmessage",
        reason="zqreason",
    )
    for value, question in questions.items():
        make_answer(person, question, value)
    was, became = ({"version": 1, "value": v} for v in ("zqformer", "zqtravel"))
    with write_tx() as session:
        session.add(
            RegistrationChange(
                registration_id=person.id,
                what=What.DETAILS,
                actor_kind="person",
                changes={LOGGED + questions["zqtravel"].key: [was, became]},
            )
        )
    if state is State.WAITLISTED:
        with write_tx():
            registrations.decline(person, by=Actor.worker(), reason="zqnote", text="")
    return person


#: What a list can be asked for beside its plain address.
QUERIES = ("", "?order=name", "?order=newest", "?col={columns}", "?group=people")


@pytest.mark.parametrize("role", list(Role))
def test_a_role_comes_across_what_it_may_read_and_nothing_else(
    app, client, sign_in, planted, caplog, role, pytestconfig
):
    account = sign_in(role)
    columns = _columns(planted)
    takes_all = pytestconfig.getoption("--all")

    found: dict[str, set[str]] = {}
    for number, address in enumerate(_addresses(app, planted)):
        others = QUERIES[1:] if takes_all else [QUERIES[1 + number % 4]]
        for query in (QUERIES[0], *others) if "/manage" in address else QUERIES[:1]:
            answer = client.get(address + query.format(columns=columns))
            for value in _values_in(answer):
                found.setdefault(value, set()).add(address)

    readable = {value for value, who in PLANTED.items() if role in who}
    if role is Role.DIRECTOR:
        readable.add(OTHERS)  # who looks after the accounts
    assert {v: a for v, a in found.items() if v not in readable} == {}
    assert not [v for v in PLANTED if v in caplog.text]
    assert account.role is role


@pytest.mark.parametrize("role", [Role.OFFICE, Role.TRAVEL_LEAD])
def test_what_a_role_may_read_it_finds(app, client, sign_in, planted, role):
    """Else the test above would be glad of empty pages."""
    sign_in(role)

    found = set()
    for address in _addresses(app, planted):
        found |= set(_values_in(client.get(address)))

    wanted = {v for v in AUDIENCES if role in PLANTED[v]}
    assert wanted <= found


@pytest.mark.parametrize("format_name", ["csv", "xlsx"])
@pytest.mark.parametrize("role", list(Role))
def test_files_hold_what_the_role_may_read(client, sign_in, planted, role, format_name):
    sign_in(role)
    slug = planted["slug"][0]
    address = f"/manage/events/{slug}/registrations/export?col={_columns(planted)}"

    answer = client.post(
        address, data={"columns": "all", "format": format_name}, rules=False
    )

    text = _text_of(answer)
    readable = {value for value, who in PLANTED.items() if role in who}
    assert {value for value in PLANTED if value in text} <= readable
    assert answer.status_code == (200 if role is not Role.DESK else 403)


@pytest.mark.parametrize("role", list(Role))
def test_search_finds_nobody_by_what_the_role_may_not_read(
    client, sign_in, planted, role
):
    sign_in(role)
    slug = planted["slug"][0]

    tells = []
    for value in AUDIENCES:
        page = client.get(f"/manage/events/{slug}/registrations?search={value}")
        if role not in PLANTED[value] and "Zquilla" in page.text:
            tells.append(value)

    assert tells == []


@pytest.mark.parametrize("role", list(Role))
def test_a_list_is_not_narrowed_by_what_the_role_may_not_read(client, sign_in, role):
    event = make_event(deadline_local=None)
    other = make_registration(event, given_name="Zquilla", is_member=True)
    make_registration(event, given_name="Una", company=other.company)
    sign_in(role)
    address = f"/manage/events/{event.slug}/registrations"

    offered = client.get(address).page.select("[name=sign]")
    tells = [
        sign
        for sign in Sign
        if sign not in FOR_ALL
        and len(client.get(f"{address}?sign={sign}").page.select("#results tbody tr"))
        != 2
    ]

    decides = [str(sign) for sign in Sign if sign not in FOR_ALL]
    hidden = role not in OFFICE
    assert [box["value"] for box in offered if box["value"] in decides] == (
        [] if hidden else decides
    )
    assert bool(tells) is not hidden


def test_the_own_page_of_another_says_nothing_of_them(app, client, planted):
    tokens = {"token": planted["token"], "slug": planted["slug"], "language": ["en"]}

    found = {
        value: address
        for address in _addresses(app, tokens, only="/my/")
        for value in (*_values_in(client.get(address)), OTHERS)
        if value in client.get(address).text and value != "1,234.56"
    }

    assert found == {}


def _addresses(app, values, only=""):
    for route in routes(app):
        if "GET" not in route.methods or not str(route.rule).startswith(only):
            continue
        if route.endpoint.startswith(("web.", "accounts.", "second_factor.")):
            continue
        choices = [values.get(name, []) for name in route.arguments]
        for chosen in product(*choices):
            named = dict(zip(route.arguments, chosen, strict=True))
            yield route.address(app, **named)


def _values_in(answer):
    text = _text_of(answer)
    return [value for value in (*PLANTED, OTHERS) if value in text]


def _text_of(answer):
    if answer.mimetype == "application/pdf":
        return ""  # the documents' own tests read these
    if "spreadsheet" in (answer.mimetype or ""):
        book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
        return str(book.get_sheet_by_index(0).to_python())
    return answer.get_data(as_text=True)


def _columns(planted):
    fields = ("name", "email", "phone", "message", "reason")
    return "&col=".join(fields)

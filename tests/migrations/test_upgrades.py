"""A site that is in use gets the next version without losing anything."""

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command

from eventreg import schema
from eventreg.database import Base, db
from eventreg.events.models import WITH_DAYS, Event, EventText
from eventreg.events.questions import queries
from eventreg.registrations.answers.models import Answer
from eventreg.registrations.models import IS_A_MOVE, Registration

#: Part of the demo as version 0001 loaded it, with a row in every table.
DEMO = Path(__file__).parent / "demo_0001.json"


def read(value: Any) -> Any:
    """Dates and bytes, which JSON does not know."""
    if isinstance(value, dict) and value.keys() == {"at"}:
        is_day = len(value["at"]) == len("2026-11-22")
        return (date if is_day else datetime).fromisoformat(value["at"])
    if isinstance(value, dict) and value.keys() == {"hex"}:
        return bytes.fromhex(value["hex"])
    return value


def rows_of_0001() -> dict[str, list[dict[str, Any]]]:
    tables = json.loads(DEMO.read_text(encoding="utf-8"))
    return {
        table: [{name: read(value) for name, value in row.items()} for row in rows]
        for table, rows in tables.items()
    }


def reflected(connection: sa.Connection) -> sa.MetaData:
    metadata = sa.MetaData()
    metadata.reflect(connection)
    return metadata


def stored(connection: sa.Connection, columns: dict[str, list[str]]) -> dict[str, Any]:
    """All rows, of each table just these columns, in one order."""
    metadata = reflected(connection)
    found = {}
    for table, names in columns.items():
        wanted = [metadata.tables[table].c[name] for name in names]
        rows = connection.execute(sa.select(*wanted))
        found[table] = sorted((tuple(row) for row in rows), key=str)
    return found


@pytest.fixture
def site_at_0001(app):
    """A site of the first version, in use; what it holds, by table."""
    rows = rows_of_0001()
    with schema.exclusive(db.engine) as connection:
        reflected(connection).drop_all(connection)
        schema.upgrade(connection, "0001")
        for table in reflected(connection).sorted_tables:
            if table.name != "alembic_version":
                connection.execute(table.insert(), rows[table.name])
    columns = {table: list(some[0]) for table, some in rows.items()}
    with db.engine.connect() as connection:
        return columns, stored(connection, columns)


def go_down_to(revision: str) -> None:
    with schema.exclusive(db.engine) as connection:
        config = schema.alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)


def test_the_rows_of_the_first_version_fill_every_table(site_at_0001):
    columns, before = site_at_0001

    with db.engine.connect() as connection:
        tables = reflected(connection).tables.keys() - {"alembic_version"}

    assert tables == columns.keys()
    assert min(map(len, before.values())) > 0


def test_a_site_in_use_is_upgraded_without_losing_a_row(site_at_0001):
    columns, before = site_at_0001

    schema.upgrade_if_needed(db.engine)

    with db.engine.connect() as connection:
        assert stored(connection, columns) == before


def test_what_was_upgraded_reads_as_it_did(site_at_0001):
    schema.upgrade_if_needed(db.engine)

    people = [r for r in db.session.query(Registration) if r.moves]
    assert len({registration.state for registration in people}) > 5
    for registration in people:
        assert registration.moves[-1].new == registration.state
        assert (registration.together, registration.lead) == (False, None)
        assert registration.event.terms_version == 1


def test_the_way_down_loses_nothing_of_the_first_version(site_at_0001):
    columns, before = site_at_0001
    schema.upgrade_if_needed(db.engine)

    go_down_to("0001")

    with db.engine.connect() as connection:
        assert stored(connection, columns) == before


def test_events_in_calendars_keep_the_name_that_they_have_there(site_at_0001, app):
    app.config["PUBLIC_URL"] = "https://events.example.org:8443"

    schema.upgrade_if_needed(db.engine)

    hosts = {event.calendar_host for event in db.session.query(Event)}
    assert hosts == {"events.example.org"}


def test_each_text_keeps_the_day_for_which_it_was_written(site_at_0001):
    first, other = date(2027, 6, 20), date(2027, 9, 16)
    with schema.exclusive(db.engine) as connection:
        schema.upgrade(connection, "0045")
        texts = reflected(connection).tables["event_text"]
        connection.execute(texts.update().values(written_for=first))

    schema.upgrade_if_needed(db.engine)

    found = db.session.query(EventText).order_by(EventText.id).first()
    assert found.written_days == dict.fromkeys(WITH_DAYS, first.isoformat())
    found.fits_now("terms")
    found.remember_day(other)
    db.session.commit()
    go_down_to("0045")
    with db.engine.connect() as connection:
        texts = reflected(connection).tables["event_text"]
        assert set(connection.scalars(sa.select(texts.c.written_for))) == {first}


def test_an_answer_keeps_the_wording_it_was_given_under(site_at_0001):
    with schema.exclusive(db.engine) as connection:
        schema.upgrade(connection, "0008")
        _ask_and_answer(connection)

    schema.upgrade_if_needed(db.engine)

    (answer,) = db.session.query(Answer)
    old = queries.wordings([answer.question_id])[answer.question_id, answer.version]
    assert (answer.value, old.snapshot["labels"]) == ("beans", {"en": "Which dish?"})
    assert answer.question.labels == {"en": "What would you like to eat?"}


def _ask_and_answer(connection: sa.Connection) -> None:
    """A question of the first event, answered before it was worded anew."""
    tables, now = reflected(connection).tables, datetime(2026, 12, 1)
    labels = {"en": "What would you like to eat?"}
    question = {
        **dict.fromkeys(("required", "per_party", "own_tick"), False),
        **{"id": 1, "event_id": 1, "position": 0, "key": "qabc", "standard": ""},
        **{"kind": "short_text", "labels": labels, "helps": {}, "version": 2},
        **{"shown_if_answers": [], "stage": "application", "created_at": now},
        **{"audience": "director_office", "in_inbox": False},
        **{"delete_after": "registration"},
    }
    connection.execute(tables["question"].insert(), [question])
    for version, words in ((1, "Which dish?"), (2, labels["en"])):
        row = {"question_id": 1, "version": version, "created_at": now}
        row["snapshot"] = {"kind": "short_text", "labels": {"en": words}}
        connection.execute(tables["question_version"].insert(), [row])
    answer = {"registration_id": 1, "question_id": 1, "version": 1, "given_at": now}
    connection.execute(tables["answer"].insert(), [answer | {"value": "beans"}])


def test_the_way_down_gives_back_the_places_of_answers(site_at_0001):
    columns, before = site_at_0001
    schema.upgrade_if_needed(db.engine)
    with db.engine.begin() as connection:
        pool = {"id": 999, "event_id": 1, "kind": "answer", "names": {}}
        tables = reflected(connection).tables
        connection.execute(tables["seat_pool"].insert(), [pool | COUNTED])
        claim = {"registration_id": 1, "pool_id": 999}
        connection.execute(tables["claim"].insert(), [claim])

    go_down_to("0001")

    with db.engine.connect() as connection:
        assert stored(connection, columns) == before


def test_the_way_down_says_of_each_who_moved_up_that_a_seat_came_free(site_at_0001):
    columns, _before = site_at_0001
    schema.upgrade_if_needed(db.engine)
    with db.engine.begin() as connection:
        moves = reflected(connection).tables["registration_move"]
        assert set(connection.scalars(sa.select(moves.c.overtakes))) == {False}
        connection.execute(moves.update().values(why="moved_up"))

    go_down_to("0001")

    with db.engine.connect() as connection:
        rows = stored(connection, columns)["registration_move"]
        assert all("seat_came_free" in row for row in rows)
        assert rows


def test_whoever_came_back_onto_a_free_seat_has_not_moved_up(site_at_0001):
    start = datetime(2027, 1, 1, tzinfo=None)
    later = start + timedelta(hours=1)
    with schema.exclusive(db.engine) as connection:
        schema.upgrade(connection, "0031")
        moves = reflected(connection).tables["registration_move"]
        row = dict(connection.execute(sa.select(moves)).mappings().first() or {})
        connection.execute(moves.delete())
        rows = [("rejoined", start), ("moved_up", start)]  # never waited
        rows += [("rejoined", start), ("moved_up", later)]  # waited for an hour
        for number, (why, at) in enumerate(rows, start=1):
            new = row | {"id": number, "why": why, "at": at}
            connection.execute(moves.insert(), [new])

    schema.upgrade_if_needed(db.engine)

    with db.engine.connect() as connection:
        found = sa.select(moves.c.why).order_by(moves.c.id)
        assert list(connection.scalars(found)) == [
            *("rejoined", "seat_was_free", "rejoined", "moved_up")
        ]


def test_what_was_paid_for_a_seat_stands_with_who_has_it(site_at_0001):
    now = datetime(2027, 1, 1, tzinfo=None)
    with schema.exclusive(db.engine) as connection:
        schema.upgrade(connection, "0045")
        tables = reflected(connection).tables
        moves, people = tables["registration_move"], tables["registration"]
        row = dict(connection.execute(sa.select(moves)).mappings().first() or {})
        new = connection.scalar(sa.select(people.c.reference).where(people.c.id == 2))
        step = {"id": 9_999, "registration_id": 1, "old": "confirmed"}
        step |= {"new": "cancelled", "why": "substituted", "note": new}
        connection.execute(moves.insert(), [row | step])
        connection.execute(people.update().where(people.c.id == 2), {"replaces_id": 1})
        rows = [
            {"registration_id": id_, "state": state, "amount_cents": cents}
            for id_, state, cents in _PAYMENTS
        ]
        connection.execute(
            tables["payment"].insert(), [each | {"changed_at": now} for each in rows]
        )

    schema.upgrade_if_needed(db.engine)

    with db.engine.connect() as connection:
        assert _money(connection, _OWED) == [
            (2, "due", 15_000, 0, 12_000, 12_000),
            (3, "paid", 9_000, 9_000, 0, 0),
        ]
        moves = reflected(connection).tables["registration_move"]
        went = sa.select(moves.c.passed_on_cents).where(moves.c.id == 9_999)
        assert connection.scalar(went) == 12_000
    go_down_to("0045")
    with db.engine.connect() as connection:
        assert _money(connection, ["amount_cents"]) == _PAYMENTS


def test_who_paid_what_is_kept_apart(site_at_0001):
    """0050 tells what came along from what somebody paid, also where it comes back."""
    now = datetime(2027, 1, 1, tzinfo=None)
    rows = [
        (1, "waived", 5_000, 0),
        (2, "refund_due", 12_000, 0),
        (3, "due", 3_000, 9_000),
    ]
    with schema.exclusive(db.engine) as connection:
        schema.upgrade(connection, "0048")
        tables = reflected(connection).tables
        moves, people = tables["registration_move"], tables["registration"]
        row = dict(connection.execute(sa.select(moves)).mappings().first() or {})
        new = connection.scalar(sa.select(people.c.reference).where(people.c.id == 2))
        step = {"id": 9_999, "registration_id": 1, "old": "confirmed"}
        step |= {"new": "cancelled", "why": "substituted", "note": new}
        step |= {"passed_on_cents": 8_000}
        connection.execute(moves.insert(), [row | step])
        connection.execute(people.update().where(people.c.id == 2), {"replaces_id": 1})
        names = ("registration_id", "state", "amount_cents", "brought_cents")
        connection.execute(
            tables["payment"].insert(),
            [
                dict(zip(names, each, strict=True)) | {"changed_at": now}
                for each in rows
            ],
        )

    schema.upgrade_if_needed(db.engine)

    with db.engine.connect() as connection:
        assert _money(connection, [*_OWED, "is_waived"]) == [
            (1, "waived", 5_000, 0, 0, 0, True),
            (2, "refund_due", 0, 4_000, 8_000, 8_000, False),
            (3, "due", 12_000, 9_000, 0, 0, False),
        ]
    go_down_to("0048")
    with db.engine.connect() as connection:
        assert _money(connection, ["amount_cents", "brought_cents"]) == rows


_OWED = ["owed_cents", "own_cents", "brought_cents", "by_last_cents"]


#: The first one's seat is the second one's, who owes the rest.
_PAYMENTS = [(1, "paid", 12_000), (2, "due", 3_000), (3, "paid", 9_000)]


def _money(connection: sa.Connection, more: list[str]) -> list[tuple[Any, ...]]:
    names = ("registration_id", "state", *more)
    return stored(connection, {"payment": list(names)})["payment"]


#: A pool in which nobody sits.
COUNTED = {"capacity": 5, "taken": 0}


def checks(connection: sa.Connection) -> dict[str, set[str]]:
    """The names of the CHECK constraints of each table."""
    inspector = sa.inspect(connection)
    return {
        table: {str(check["name"]) for check in inspector.get_check_constraints(table)}
        for table in inspector.get_table_names()
    }


def wanted_checks() -> dict[str, set[str]]:
    """As the models say; those of the kinds of words included."""
    wanted = {}
    for table in Base.metadata.sorted_tables:
        ddl = str(sa.schema.CreateTable(table).compile(db.engine))
        wanted[table.name] = set(re.findall(r"CONSTRAINT \"?(ck_\w+)\"? CHECK", ddl))
    return wanted


@pytest.mark.parametrize("begin", ["empty", "in use"])
def test_every_named_check_is_there_afterwards(begin, request):
    """SQLite changes a table by copying it, and a CHECK is easily left behind."""
    request.getfixturevalue("site_at_0001" if begin == "in use" else "app")
    schema.upgrade_if_needed(db.engine)

    with db.engine.connect() as connection:
        found = checks(connection)

    assert {table: found[table] for table in wanted_checks()} == wanted_checks()


def test_the_database_has_the_table_of_moves_that_the_code_has(app):
    with db.engine.connect() as connection:
        inspector = sa.inspect(connection)
        (text,) = (
            str(check["sqltext"])
            for check in inspector.get_check_constraints("registration_move")
            if check["name"] == "ck_registration_move_is_listed"
        )

    assert words_of(text) == words_of(IS_A_MOVE)


def words_of(condition: str) -> list[str]:
    """The words between quotes, in order: PostgreSQL writes all else anew."""
    return re.findall(r"'(\w+)'", condition)

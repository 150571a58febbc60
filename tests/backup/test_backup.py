"""A backup holds everything but the keys, and comes back whole or not at all."""

import stat
import zipfile
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from eventreg import schema
from eventreg.audit.actors import Actor
from eventreg.audit.models import AuditEntry
from eventreg.audit.services import record
from eventreg.backup import nightly, restoring
from eventreg.backup.archive import BadBackup
from eventreg.backup.making import back_up
from eventreg.database import db, write_tx
from eventreg.instance import hold

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def instance(app, tmp_path, monkeypatch):
    monkeypatch.setattr(app, "instance_path", str(tmp_path / "instance"))
    (tmp_path / "instance").mkdir()
    return tmp_path / "instance"


def note(act, **changes):
    with write_tx():
        record(act, by=Actor.worker(), target="ada", changes=changes)


def acts():
    entries = sa.select(AuditEntry.act).order_by(AuditEntry.id)
    return list(db.session.scalars(entries))


def rows():
    """Everything in the database, as it is."""
    with db.engine.connect() as connection:
        return {
            table.name: connection.execute(sa.select(table)).all()
            for table in reflected(connection).sorted_tables
        }


def reflected(connection):
    metadata = sa.MetaData()
    metadata.reflect(connection)
    return metadata


def restore(instance, path):
    db.session.remove()
    return restoring.restore(db.engine, instance, path)


def test_restoring_brings_back_every_row_and_file(instance, tmp_path):
    note("first", name="Ağaoğlu 😀", none=None)
    (instance / "uploads").mkdir()
    (instance / "uploads/logo.png").write_bytes(b"logo")
    before = rows()
    back_up(db.engine, instance, tmp_path / "b.zip")
    note("second")
    (instance / "uploads/logo.png").write_bytes(b"other")
    (instance / "uploads/later.png").write_bytes(b"later")

    restore(instance, tmp_path / "b.zip")

    assert rows() == before
    assert {p.name: p.read_bytes() for p in (instance / "uploads").iterdir()} == {
        "logo.png": b"logo"
    }


def test_work_goes_on_after_restoring(instance, tmp_path):
    note("first")
    back_up(db.engine, instance, tmp_path / "b.zip")
    restore(instance, tmp_path / "b.zip")

    note("second")

    assert acts() == ["first", "second"]
    assert schema.current_revision(db.engine) == schema.head()


def test_keys_are_not_in_it(instance, tmp_path):
    for name in ("secret.key", "data.key", "config.py"):
        (instance / name).write_text("x" * 64)

    back_up(db.engine, instance, tmp_path / "b.zip")

    with zipfile.ZipFile(tmp_path / "b.zip") as file:
        folders = {name.split("/")[0] for name in file.namelist()}
    assert folders == {"tables", "manifest.json"}


def test_only_its_owner_may_read_it(instance, tmp_path):
    back_up(db.engine, instance, tmp_path / "b.zip")

    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600


def cut_off(path):
    path.write_bytes(path.read_bytes()[:-200])


def one_bit_turned(path):
    """In the middle of the largest file: a bit of a date between files is harmless."""
    with zipfile.ZipFile(path) as file:
        largest = max(file.infolist(), key=lambda info: info.compress_size)
    content = bytearray(path.read_bytes())
    begins = largest.header_offset + 30 + len(largest.filename)
    content[begins + largest.compress_size // 2] ^= 1
    path.write_bytes(content)


def no_zip(path):
    path.write_text("Dear Ada,")


def another_zip(path):
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("letter.txt", "Dear Ada,")


def gone(path):
    path.unlink()


def a_row_less(path):
    _change(path, "tables/audit_entry.jsonl", lambda _: b"")


def of_the_future(path):
    _change(
        path,
        "manifest.json",
        lambda text: text.replace(f'"{schema.head()}"'.encode(), b'"9999"'),
    )


def a_way_out(path):
    with zipfile.ZipFile(path, "a") as file:
        file.writestr("files/uploads/../../secret.key", "x" * 64)


def _change(path, name, change):
    with zipfile.ZipFile(path) as file:
        members = {member: file.read(member) for member in file.namelist()}
    members[name] = change(members[name])
    with zipfile.ZipFile(path, "w") as file:
        for member, content in members.items():
            file.writestr(member, content)


@pytest.mark.parametrize(
    "damage",
    [
        cut_off,
        one_bit_turned,
        no_zip,
        another_zip,
        gone,
        a_row_less,
        of_the_future,
        a_way_out,
    ],
)
def test_a_wrong_file_is_refused_and_changes_nothing(instance, tmp_path, damage):
    note("first", text="x" * 500)
    back_up(db.engine, instance, tmp_path / "b.zip")
    damage(tmp_path / "b.zip")
    note("second")

    with pytest.raises(BadBackup):
        restore(instance, tmp_path / "b.zip")

    assert acts() == ["first", "second"]


def test_the_command_overwrites_only_when_told(app, instance, tmp_path):
    note("first")
    run = app.test_cli_runner().invoke
    made = run(args=["backup", str(tmp_path / "b.zip")])
    note("second")
    db.session.remove()

    refused = run(args=["restore", str(tmp_path / "b.zip")])
    after_refusal = acts()
    db.session.remove()
    restored = run(args=["restore", str(tmp_path / "b.zip"), "--yes"])

    assert (made.exit_code, refused.exit_code, restored.exit_code) == (0, 1, 0)
    assert refused.output == (
        "Error: This would overwrite what is there. Stop the site and add --yes.\n"
    )
    assert after_refusal == ["first", "second"]
    assert acts() == ["first"]


def test_a_file_that_is_not_there_is_said_before_all_else(app, instance, tmp_path):
    result = app.test_cli_runner().invoke(args=["restore", str(tmp_path / "nope.zip")])

    assert result.exit_code == 1
    assert result.output == f"Error: There is no file {tmp_path}/nope.zip.\n"


def test_nothing_is_put_under_a_site_that_runs(app, instance, tmp_path):
    run = app.test_cli_runner().invoke
    run(args=["backup", str(tmp_path / "b.zip")])

    with hold(instance):
        refused = run(args=["restore", str(tmp_path / "b.zip"), "--yes"])
    restored = run(args=["restore", str(tmp_path / "b.zip"), "--yes"])

    assert "The site is running. Stop it first." in refused.output
    assert (refused.exit_code, restored.exit_code) == (1, 0)


def test_the_command_says_in_one_line_what_is_wrong(app, instance, tmp_path):
    (tmp_path / "b.zip").write_text("Dear Ada,")

    result = app.test_cli_runner().invoke(
        args=["restore", str(tmp_path / "b.zip"), "--yes"]
    )

    assert result.output == (
        f"Error: {tmp_path}/b.zip is no backup, or it was cut off. "
        "Nothing has changed.\n"
    )


def test_fourteen_nights_are_kept(instance, clock_at):
    (instance / "backups").mkdir()
    for day in range(1, 20):
        (instance / f"backups/night-2026-11-{day:02}.zip").touch()
    clock_at(datetime(2026, 11, 20, 3, tzinfo=BERLIN))

    nightly.make()

    assert sorted(path.name for path in (instance / "backups").iterdir()) == [
        f"night-2026-11-{day:02}.zip" for day in range(7, 21)
    ]


@pytest.mark.parametrize(
    ("hour", "made"), [(1, 0), (2, 1)], ids=["before two", "from two"]
)
def test_the_copy_is_made_once_and_at_night(instance, clock_at, hour, made):
    clock_at(datetime(2026, 11, 22, hour, tzinfo=BERLIN))

    assert [nightly.make(), nightly.make()] == [made, 0]

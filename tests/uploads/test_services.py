"""Files and rows come and go together."""

import os
import stat
from contextlib import suppress
from datetime import timedelta

import pytest
import sqlalchemy as sa

from eventreg import clock
from eventreg.backup import restoring
from eventreg.backup.making import back_up
from eventreg.database import db, if_rolled_back, once_committed, write_tx
from eventreg.uploads import Upload, keep, queries, remove, services
from eventreg.uploads.jobs import sweep_uploads
from tests.factories.files import PDF, picture


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def count():
    return db.session.scalar(sa.select(sa.func.count(Upload.id)))


def in_vain(act):
    """Do it in a transaction that comes to nothing."""
    with suppress(ZeroDivisionError), write_tx():
        act()
        raise ZeroDivisionError


def test_a_kept_file_lies_outside_the_web_root_under_its_token(folder, kept):
    upload = kept(PDF, "Visa Ağaoğlu.pdf")

    path = folder / upload.token
    assert names(folder) == [upload.token]
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (PDF, 0o600)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert (upload.name, upload.byte_count) == ("Visa Ağaoğlu.pdf", len(PDF))
    assert len(bytes.fromhex(upload.token)) == 16


def test_a_rollback_takes_the_file_away_again(folder, check):
    file = check()

    in_vain(lambda: keep(file))

    assert (names(folder), count()) == ([], 0)


def test_a_removed_file_goes_once_that_stands(folder, kept):
    upload = kept()

    in_vain(lambda: remove(upload))
    after_rollback = names(folder)
    with write_tx():
        remove(upload)

    assert after_rollback == [upload.token]
    assert (names(folder), count()) == ([], 0)


def test_nothing_is_kept_outside_of_a_transaction(folder, check):
    with pytest.raises(RuntimeError):
        keep(check())

    assert names(folder) == []


def test_what_belongs_to_a_transaction_is_not_done_in_the_next_one(app):
    done = []

    in_vain(lambda: once_committed(lambda: done.append("never")))
    with write_tx():
        if_rolled_back(lambda: done.append("never"))
    with write_tx():
        once_committed(lambda: done.append("committed"))

    assert done == ["committed"]


def test_a_smaller_picture_is_a_file_of_its_own(folder, kept):
    first = kept(picture(size=(1600, 800), form="JPEG"))

    with write_tx():
        second = services.smaller(first, 640)

    assert names(folder) == sorted([first.token, second.token])
    assert (second.width, second.height) == (640, 320)


def test_the_sweep_takes_files_that_no_row_knows(folder, kept):
    upload = kept()
    for name in ("stray", "half.part", "new"):
        (folder / name).write_bytes(b"x")
    long_ago = (clock.now() - timedelta(hours=2)).timestamp()
    for name in ("stray", "half.part", upload.token):
        os.utime(folder / name, (long_ago, long_ago))

    sweep_uploads()

    assert names(folder) == sorted([upload.token, "new"])


def test_the_sweep_takes_what_nothing_refers_to_after_a_week(folder, kept, clock_at):
    kept()

    clock_at(timedelta(days=6))
    sweep_uploads()
    after_six_days = count()
    clock_at(timedelta(days=2))
    sweep_uploads()

    assert (after_six_days, count(), names(folder)) == (1, 0, [])


def test_only_what_nothing_refers_to_can_be_asked_for_by_a_form(kept):
    upload = kept()

    assert queries.unheld(upload.token) is upload
    assert queries.unheld("") is None
    assert queries.unheld("0" * 32) is None


def test_a_backup_brings_uploads_back(app, folder, kept, tmp_path):
    upload = kept(PDF, "visa.pdf")
    token, instance = upload.token, folder.parent
    db.session.remove()
    back_up(db.engine, instance, tmp_path / "b.zip")
    with write_tx():
        remove(queries.by_token(token))
    kept(PDF, "later.pdf")
    db.session.remove()

    restoring.restore(db.engine, instance, tmp_path / "b.zip")

    assert names(folder) == [token]
    assert queries.by_token(token).name == "visa.pdf"
    assert (folder / token).read_bytes() == PDF
    assert stat.S_IMODE((folder / token).stat().st_mode) == 0o600

"""A backup of one database can be restored on the other, value for value."""

import zipfile
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from eventreg import config, demo
from eventreg.backup.making import back_up
from eventreg.backup.restoring import restore
from eventreg.database import db
from tests.postgres import temporary_postgres


@contextmanager
def the_other_database(folder):
    if db.engine.dialect.name == "postgresql":
        address = f"sqlite:///{folder / 'other.db'}"
        engine = sa.create_engine(address, **config.engine_options("sqlite"))
        yield engine
        engine.dispose()
        return
    with temporary_postgres() as address:
        engine = sa.create_engine(address)
        yield engine
        engine.dispose()


def content(path):
    with zipfile.ZipFile(path) as file:
        return {
            name: file.read(name).decode().splitlines()
            for name in file.namelist()
            if name.startswith("tables/")
        }


@pytest.mark.full
def test_a_backup_of_the_demo_moves_to_the_other_database(app, tmp_path, monkeypatch):
    monkeypatch.setattr(app, "instance_path", str(tmp_path))
    demo.load()
    db.session.remove()
    back_up(db.engine, tmp_path, tmp_path / "here.zip")

    with the_other_database(tmp_path) as other:
        restore(other, tmp_path, tmp_path / "here.zip")
        back_up(other, tmp_path, tmp_path / "there.zip")

    assert len(content(tmp_path / "here.zip")["tables/registration.jsonl"]) > 50
    assert content(tmp_path / "there.zip") == content(tmp_path / "here.zip")

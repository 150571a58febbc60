"""Machinery for tests of uploads."""

import io

import pytest
from flask_babel import force_locale

from eventreg.database import write_tx
from eventreg.uploads import checked, keep
from tests.factories.files import picture


@pytest.fixture
def folder(app, tmp_path, monkeypatch):
    """An instance of this test alone; where its uploads lie."""
    monkeypatch.setattr(app, "instance_path", str(tmp_path / "instance"))
    return tmp_path / "instance" / "uploads"


@pytest.fixture
def english(app):
    with force_locale("en"):
        yield


@pytest.fixture
def check(english):
    """``check(body, name)``: the file as it would be kept."""

    def run(body=None, name="photo.jpg", **options):
        return checked(io.BytesIO(picture() if body is None else body), name, **options)

    return run


@pytest.fixture
def kept(folder, check):
    """``kept(body, name)``: an upload that stands."""

    def run(*args, **options):
        file = check(*args, **options)
        with write_tx():
            return keep(file)

    return run

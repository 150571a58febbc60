"""A site that nobody has set up yet."""

import pytest

from eventreg.database import db, write_tx
from eventreg.home import set_up, set_up_code
from tests.home.networks import row


@pytest.fixture
def new_site(app, tmp_path, monkeypatch):
    """The site without network and director; yields the set-up code."""
    monkeypatch.setattr(app, "instance_path", str(tmp_path))
    app.extensions.pop(set_up.DONE, None)
    with write_tx():
        db.session.delete(row())
    yield set_up_code(tmp_path)
    app.extensions.pop(set_up.DONE, None)


@pytest.fixture
def instance(new_site, tmp_path):
    """The folder of the new site."""
    return tmp_path

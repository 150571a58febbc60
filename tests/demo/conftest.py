"""Sites filled with the demo."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask

from eventreg import demo
from eventreg.database import db, write_tx
from eventreg.web.models import Network

#: A Wednesday; the demo is laid out around the day on which it is loaded.
TODAY = datetime(2027, 3, 10, 9, 30, tzinfo=UTC)

DemoOn = Callable[[datetime], AbstractContextManager[Flask]]


@pytest.fixture(scope="module")
def demo_on(site: Flask, database: Any) -> DemoOn:
    """``with demo_on(instant):`` the demo, loaded then, and the clock stays there."""

    @contextmanager
    def loaded(instant: datetime) -> Iterator[Flask]:
        settings = dict(site.config)
        site.config.update(MAIL_SERVER="", PUBLIC_URL="")
        with time_machine.travel(instant, tick=False), site.app_context():
            db.engine.dispose()
            database.renew()
            with write_tx() as session:
                session.execute(sa.delete(Network))
            assert demo.load_if_new() is True
            yield site
            db.session.remove()
            db.engine.dispose()
        site.config.clear()
        site.config.update(settings)
        site.extensions.pop("eventreg_network", None)

    return loaded


@pytest.fixture(scope="module")
def app(demo_on: DemoOn) -> Iterator[Flask]:
    """One demo for all tests of a file: they only read."""
    with demo_on(TODAY) as site:
        yield site

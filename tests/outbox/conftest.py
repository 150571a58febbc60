from collections.abc import Iterator

import pytest
from flask import Flask

from tests.outbox.peer import Peer, peer


@pytest.fixture
def post(app: Flask) -> Iterator[Peer]:
    """The mail server to which the site sends in this test."""
    with peer(Peer()) as box:
        app.config.update(
            MAIL_SERVER="127.0.0.1",
            MAIL_PORT=box.port,
            MAIL_USERNAME=None,
            MAIL_PASSWORD=None,
        )
        yield box


@pytest.fixture(autouse=True)
def _forget(request: pytest.FixtureRequest) -> None:
    """What one worker learnt of its mail server is no matter of the next test."""
    if "app" in request.fixturenames:
        site = request.getfixturevalue("app")
        site.extensions.pop("mail_line", None)
        site.extensions.pop("jobs_resting", None)

"""What a large document took is freed once it is drawn."""

import gc

import pytest

from eventreg.badges.sheet import sheet_pdf
from eventreg.documents.labels import stocks
from tests.badges.people import thousand


@pytest.fixture
def by_hand():
    """The collector does nothing by itself meanwhile."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_a_large_document_leaves_nothing_to_the_collector(app, by_hand):
    with app.test_request_context():
        sheet_pdf(
            thousand(60),
            stocks()["DURABLE 1445-02"],
            title="Badges",
            language="en",
            public_url="https://example.org",
        )

    assert gc.collect() < 5_000

"""``flask seats audit`` recounts from the registrations and says what is wrong."""

from eventreg.database import write_tx
from eventreg.registrations.states import State
from tests.factories import make_event, make_registration


def audited(app):
    result = app.test_cli_runner().invoke(args=["seats", "audit"])
    return result.exit_code, result.output.strip()


def test_books_that_are_right_say_so(app):
    event = make_event(capacity=3)
    for state in State:
        make_registration(event, state)

    assert audited(app) == (0, "All seats add up.")


def test_a_pool_that_counts_wrongly_is_named_and_the_command_fails(app):
    event = make_event(capacity=3, slug="evening")
    make_registration(event)
    with write_tx():
        event.pools[0].taken = 2

    code, said = audited(app)

    assert code == 1
    assert said == (
        f"evening, pool event {event.pools[0].id}: 2 counted as taken, 1 held by "
        "registrations"
    )

"""Which jobs there are. Rooms tell theirs when they are tied on."""

from collections.abc import Callable
from dataclasses import dataclass

#: Does what is due and returns how many things it did.
Work = Callable[[], int | None]


@dataclass(frozen=True)
class Job:
    """One piece of work; ``every`` is in seconds, 0 means each round."""

    name: str
    every: float
    work: Work


JOBS: dict[str, Job] = {}


def periodic(name: str, *, every: float) -> Callable[[Work], Work]:
    """Let the worker call the decorated function again and again.

    It runs outside any request, in an app context of its own, and opens its own
    ``write_tx()``. However many workers there are, a job with ``every`` > 0 is
    run by one of them each time; a job with ``every=0`` runs in each round of
    every worker and must itself claim what it works on. As long as a job
    answers with more than 0, the next round begins at once.

    :param name: lasting, as it is stored: ``"expire_offers"``.
    :param every: seconds from one run to the next.
    """

    def register(work: Work) -> Work:
        JOBS[name] = Job(name, every, work)
        return work

    return register

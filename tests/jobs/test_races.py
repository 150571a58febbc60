"""Several workers want the same run."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from eventreg.database import db, write_tx
from eventreg.jobs import services
from eventreg.jobs.registry import Job


def test_of_many_workers_one_gets_the_run(app):
    job, together = Job("hourly", 3600, lambda: None), Barrier(6)

    def work(_number: int) -> bool:
        with app.app_context():
            together.wait()
            with write_tx():
                claimed = services.claim(job)
            db.session.remove()
            return claimed

    with ThreadPoolExecutor(6) as pool:
        claims = list(pool.map(work, range(6)))

    assert sorted(claims) == [False] * 5 + [True]

"""Which tests run when: some cases of each day by day, with ``--all`` all of them.

Day by day also means: rooms that ask the database on PostgreSQL too, in fewer cases.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

#: Rooms whose tests go through the database, so that both must pass them.
ON_BOTH_DATABASES = {
    "accounts",
    "audit",
    "backup",
    "badges",
    "demo",
    "events",
    "jobs",
    "messages",
    "migrations",
    "outbox",
    "people",
    "privacy",
    "registrations",
    "uploads",
    "web",
}

#: Cases of one test that are taken day by day, on either database. Where each case
#: is a rule of its own, they are few or say ``every_case``.
CASES = {"sqlite": 3, "postgresql": 1}

#: Rooms whose cases are routes and steps; they choose by themselves.
CHOOSING = {"browser", "guards", "migrations", "whole"}

#: Tests of one file that PostgreSQL is asked day by day, of those that SQLite has
#: answered. They show that its statements are understood there too.
OF_A_FILE = 4

#: Where a server may well differ from a file: several at once, old tables, crashes.
WHOLE_ON_BOTH = ("test_races", "test_crashes", "test_import_races", "test_rate_limit")

#: Pages over the same queries and services; on PostgreSQL they wait for ``--all``.
OF_PAGES = ("test_views", "test_manage", "test_pages", "test_forms", "test_start")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="run tests marked full too")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """On PostgreSQL spare reading what it will not be asked."""
    if not _is_on_postgresql() or config.getoption("--all"):
        return None
    return collection_path.name.startswith(OF_PAGES) or None


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Mark what runs on both databases; drop what this run does not want."""
    for test in items:
        if ON_BOTH_DATABASES & set(_folders(test, config)) and _uses_database(test):
            test.add_marker("database")
    wanted = items
    if _is_on_postgresql():
        wanted = [test for test in wanted if test.get_closest_marker("database")]
    if not config.getoption("--all"):
        wanted = list(_some_cases(filter(_is_of_each_day, wanted), config))
        if _is_on_postgresql():
            wanted = list(_some_of_each_file(wanted, config))
    kept = set(wanted)
    config.hook.pytest_deselected(items=[test for test in items if test not in kept])
    # The longest first, so that the others run beside it and not before it.
    items[:] = sorted(wanted, key=lambda test: "whole" not in _folders(test, config))


def _is_of_each_day(test: pytest.Item) -> bool:
    if test.get_closest_marker("full"):
        return False
    return not (_is_on_postgresql() and test.get_closest_marker("one_database"))


def _some_cases(
    tests: Iterable[pytest.Item], config: pytest.Config
) -> Iterator[pytest.Item]:
    """Of each test the first, the last, and some between, as many as ``CASES`` says."""
    cases: dict[str, list[pytest.Item]] = defaultdict(list)
    for test in tests:
        cases[test.nodeid.partition("[")[0]].append(test)
    for of_one in cases.values():
        chosen = (
            CHOOSING & set(_folders(of_one[0], config))
            or of_one[0].get_closest_marker("every_case")
            or not _uses_database(of_one[0])
        )
        yield from of_one if chosen else _spread(of_one, _cases_of_a_test())


def _some_of_each_file(
    tests: Iterable[pytest.Item], config: pytest.Config
) -> Iterator[pytest.Item]:
    """Of each file ``OF_A_FILE`` tests, but all of those about many at once."""
    files: dict[Path, list[pytest.Item]] = defaultdict(list)
    for test in tests:
        files[test.path].append(test)
    for path, of_one in files.items():
        is_whole = path.stem in WHOLE_ON_BOTH or CHOOSING & set(
            _folders_of(path, config.rootpath)
        )
        yield from of_one if is_whole else _spread(of_one, OF_A_FILE)


def _spread(cases: Sequence[pytest.Item], number: int) -> Sequence[pytest.Item]:
    """At most ``number`` of ``cases``, with the first and the last."""
    if len(cases) <= number:
        return cases
    steps = max(number - 1, 1)
    return [cases[step * (len(cases) - 1) // steps] for step in range(number)]


def _cases_of_a_test() -> int:
    return CASES["postgresql" if _is_on_postgresql() else "sqlite"]


def _is_on_postgresql() -> bool:
    return os.environ.get("DATABASE") == "postgresql"


def _uses_database(test: pytest.Item) -> bool:
    return "app" in getattr(test, "fixturenames", ())


def _folders(test: pytest.Item, config: pytest.Config) -> tuple[str, ...]:
    return _folders_of(test.path, config.rootpath)


@cache
def _folders_of(path: Path, root: Path) -> tuple[str, ...]:
    return path.relative_to(root).parts[:-1]

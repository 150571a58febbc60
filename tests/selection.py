"""Which tests run when: ``full`` ones on demand, whole rooms on PostgreSQL too."""

import os
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


#: Pages over the same queries and services; on PostgreSQL they wait for ``--all``.
OF_PAGES = ("test_views", "test_manage", "test_pages", "test_forms", "test_start")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="run tests marked full too")


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Mark what runs on both databases; drop what this run does not want."""
    for test in items:
        if ON_BOTH_DATABASES & set(_folders(test, config)) and _uses_database(test):
            test.add_marker("database")
    unwanted = [test for test in items if not _is_wanted(test, config)]
    config.hook.pytest_deselected(items=unwanted)
    wanted = [test for test in items if _is_wanted(test, config)]
    # The longest first, so that the others run beside it and not before it.
    items[:] = sorted(wanted, key=lambda test: "whole" not in _folders(test, config))


def _is_wanted(test: pytest.Item, config: pytest.Config) -> bool:
    if test.get_closest_marker("full") and not config.getoption("--all"):
        return False
    if os.environ.get("DATABASE") != "postgresql":
        return True
    if _says_no_more(test) and not config.getoption("--all"):
        return False
    return test.get_closest_marker("database") is not None


def _says_no_more(test: pytest.Item) -> bool:
    """Has said on SQLite all that it can say."""
    is_of_pages = Path(test.path).name.startswith(OF_PAGES)
    return is_of_pages or test.get_closest_marker("one_database") is not None


def _uses_database(test: pytest.Item) -> bool:
    return "app" in getattr(test, "fixturenames", ())


def _folders(test: pytest.Item, config: pytest.Config) -> tuple[str, ...]:
    return _folders_of(test.path, config.rootpath)


@cache
def _folders_of(path: Path, root: Path) -> tuple[str, ...]:
    return path.relative_to(root).parts[:-1]

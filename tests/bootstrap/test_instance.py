"""The folder of one installation, closed to everybody else."""

import os
import stat

import pytest

from eventreg.environment import ConfigurationError
from eventreg.instance import keep_private


@pytest.fixture(autouse=True)
def _mask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_one_and_all_that_comes_into_it_is_for_one_user(tmp_path):
    folder = tmp_path / "deep" / "instance"

    keep_private(folder)
    (folder / "later").touch()

    assert (mode(folder), mode(folder / "later")) == (0o700, 0o600)


def test_what_stood_open_is_closed_and_what_is_not_ours_stays(tmp_path):
    folder = tmp_path / "instance"
    (folder / "backups").mkdir(parents=True)
    for name in ("eventreg.db", "eventreg.db-wal", "demo-sign-ins.txt", "notes"):
        (folder / name).touch()

    keep_private(folder)

    found = {path.name: oct(mode(path)) for path in (folder, *folder.iterdir())}
    assert found == {
        "instance": "0o700",
        "backups": "0o700",
        "eventreg.db": "0o600",
        "eventreg.db-wal": "0o600",
        "demo-sign-ins.txt": "0o600",
        "notes": "0o644",
    }


def test_a_place_that_all_share_stays_open(tmp_path):
    tmp_path.chmod(0o1777)

    keep_private(tmp_path)

    assert mode(tmp_path) == 0o1777


def test_a_file_is_refused(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(ConfigurationError, match="is a file, not a folder"):
        keep_private(tmp_path / "file")

"""The keys of an installation, made once however many processes start."""

import os
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from eventreg.config import ROOT, read_key
from eventreg.errors import ConfigurationError

READ = "import sys; from eventreg.config import read_key; from pathlib import Path\n"
#: Dies as soon as the first file of the folder is open.
DIES = READ + (
    "import os, secrets, signal\n"
    "secrets.token_hex = lambda n: os.kill(os.getpid(), signal.SIGKILL)\n"
    "read_key(Path(sys.argv[1]))"
)


def test_a_key_is_long_kept_and_for_its_user_only(tmp_path):
    path = tmp_path / "new" / "secret.key"

    key = read_key(path)

    assert (len(key), read_key(path)) == (64, key)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(path.parent) == ["secret.key"]


def test_of_many_that_start_at_once_one_makes_the_key(tmp_path):
    folders = [tmp_path / str(number) for number in range(200)]

    with ThreadPoolExecutor(8) as pool:
        keys = [
            {*pool.map(read_key, [folder / "secret.key"] * 8)} for folder in folders
        ]

    assert [len(found) for found in keys] == [1] * len(folders)


def test_a_process_that_dies_over_it_leaves_no_key_behind(tmp_path):
    path = tmp_path / "secret.key"
    command = [sys.executable, "-c", DIES, str(path)]

    died = subprocess.run(command, cwd=ROOT).returncode

    assert died == -signal.SIGKILL
    assert not path.exists()
    assert len(read_key(path)) == 64


def test_an_empty_file_is_no_key(tmp_path):
    path = tmp_path / "secret.key"
    path.write_text("")

    with pytest.raises(ConfigurationError, match="holds no key"):
        read_key(path)

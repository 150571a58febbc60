"""The start on machines where something is missing: one clear line each."""

import ast
import os
import signal
import subprocess
import sys

import pytest

import app
import bootstrap
import machine
from tests.bootstrap.conftest import NO_NETWORK, ROOT, wait_for

#: In the lock of no machine, so that pip has to look for it.
UNKNOWN = "eventreg-nowhere==1 --hash=sha256:" + 64 * "0" + "\n"


@pytest.mark.parametrize(
    ("version", "complaint"),
    [
        ((2, 7, 18), "This needs Python 3.11 or newer; this is Python 2.7."),
        ((3, 10, 12), "This needs Python 3.11 or newer; this is Python 3.10."),
        ((3, 11, 0), ""),
        ((4, 0, 0), ""),
    ],
    ids=["2.7", "3.10", "3.11", "4.0"],
)
def test_an_old_python_is_told_what_is_needed(version, complaint):
    assert app.too_old(version) == complaint


def test_an_old_python_can_read_the_file_that_tells_it():
    source = (ROOT / "app.py").read_text()

    ast.parse(source, feature_version=(3, 4))  # knows no f-strings, no walrus


def test_an_unknown_command_is_answered_with_those_there_are(start):
    result = start("app.py", "sevre")

    assert (result.returncode, result.stderr) == (
        1,
        f"There is no command sevre; there are {', '.join(bootstrap.COMMANDS)}.\n",
    )


def test_a_mistyped_option_is_not_taken_for_a_command(start):
    result = start("app.py", "--prot", "5")

    assert result.stderr == "There is no option --prot that takes a value: --help\n"


@pytest.mark.parametrize(
    "typed",
    [
        "--instance /data restore b.zip --yes",
        "restore --instance=/data b.zip --yes",
        "restore b.zip --yes --instance /data",
    ],
)
def test_the_instance_may_be_named_anywhere(typed, monkeypatch):
    monkeypatch.setenv("INSTANCE_DIR", "/other")
    started: list[str] = []
    monkeypatch.setattr(bootstrap, "make_ready", lambda **_: None)
    monkeypatch.setattr(bootstrap, "hand_over", started.extend)

    bootstrap.main(typed.split())

    assert started == [*bootstrap.COMMANDS["restore"], "b.zip", "--yes"]
    assert os.environ["INSTANCE_DIR"] == "/data"


def test_two_starts_at_once_make_one_environment_out_of_a_dirty_one(checkout):
    (checkout / ".venv/bin").mkdir(parents=True)
    (checkout / ".venv/bin/python").write_text("half-made")
    make = [
        sys.executable,
        "-c",
        "import bootstrap; bootstrap.make_ready(with_tests=0)",
    ]

    starts = [
        subprocess.Popen(make, cwd=checkout, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = "".join(start.communicate()[0] for start in starts)

    assert [start.returncode for start in starts] == [0, 0]
    assert said.count("Making .venv") == 1
    ran = subprocess.run([checkout / ".venv/bin/python", "-c", "print(1)"])
    assert ran.returncode == 0


def make_done(checkout):
    """Say that everything is installed, as a first start does."""
    (checkout / ".venv/bin").mkdir(parents=True)
    (checkout / ".venv/bin/python").symlink_to(sys.executable)
    note = "import bootstrap as b; b._stamp(r).write_text(b._now(r))"
    command = f"r='requirements.txt'; {note}"
    subprocess.run([sys.executable, "-c", command], cwd=checkout, check=True)


def test_the_second_start_installs_nothing_and_needs_no_network(checkout, start):
    make_done(checkout)

    result = start("-c", "import bootstrap; bootstrap.make_ready(with_tests=False)")

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("changed", ["requirements.txt", ".venv/bin/python"])
def test_a_changed_lock_or_python_is_noticed(checkout, start, changed):
    make_done(checkout)
    (checkout / changed).unlink()
    (checkout / "requirements.txt").write_text(UNKNOWN)

    result = start(
        "-c", "import bootstrap as b; print(b._is_installed('requirements.txt'))"
    )

    assert result.stdout == "False\n"


def test_without_a_network_the_first_start_says_so(checkout, monkeypatch):
    (checkout / "requirements.txt").write_text(UNKNOWN)
    for name, value in NO_NETWORK.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(bootstrap, "ROOT", checkout)
    monkeypatch.setattr(bootstrap, "VENV", checkout)

    with pytest.raises(machine.Refusal) as refusal:
        bootstrap._install("requirements.txt")

    assert str(refusal.value) == (
        "The packages cannot be fetched: no network. Start again with one."
    )


def test_a_package_that_is_not_the_locked_one_is_refused(checkout, monkeypatch):
    wheel = checkout / "nowhere-1-py3-none-any.whl"
    wheel.write_bytes(b"something else")
    (checkout / "requirements.txt").write_text(
        f"nowhere @ {wheel.as_uri()} --hash=sha256:{64 * '0'}\n"
    )
    monkeypatch.setattr(bootstrap, "ROOT", checkout)
    monkeypatch.setattr(bootstrap, "VENV", checkout)

    with pytest.raises(machine.Refusal) as refusal:
        bootstrap._install("requirements.txt")

    assert "DO NOT MATCH THE HASHES" in str(refusal.value)


def test_a_folder_that_cannot_be_written_is_named(checkout, monkeypatch):
    monkeypatch.setattr(bootstrap, "VENV", checkout / "app.py/.venv")

    with pytest.raises(machine.Refusal) as refusal:
        bootstrap._make_venv()

    assert (
        str(refusal.value) == f"Cannot write {checkout}/app.py/.venv: Not a directory."
    )


@pytest.mark.full
def test_an_installation_that_was_killed_begins_anew(checkout):
    make = [
        sys.executable,
        "-c",
        "import bootstrap; bootstrap.make_ready(with_tests=0)",
    ]
    first = subprocess.Popen(make, cwd=checkout, start_new_session=True)
    wait_for((checkout / ".venv/bin").exists)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()

    second = subprocess.run(make, cwd=checkout, capture_output=True, text=True)

    assert (second.returncode, second.stderr) == (0, "")
    assert (checkout / ".venv/installed-requirements.txt").exists()


@pytest.mark.full
def test_a_bare_clone_becomes_a_program(tmp_path):
    clone = tmp_path / "a b/clone"
    subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
    environ = os.environ | {"HOME": str(tmp_path), "INSTANCE_DIR": str(tmp_path / "i")}

    result = subprocess.run(
        ["python3", "app.py", "flask", "db", "current"],
        cwd=clone,
        env=environ,
        capture_output=True,
        text=True,
    )

    assert result.returncode == 0
    assert result.stdout.splitlines()[-1].startswith("database empty, newest 0")

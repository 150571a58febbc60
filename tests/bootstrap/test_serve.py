"""The site as it is really started: what it says, and how it ends."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from argparse import Namespace

import pytest

from eventreg.instance import port_of
from eventreg.server.__main__ import _greet
from tests.bootstrap.conftest import ROOT, Site, wait_for


def serve(*options, **environ):
    """A start that must fail: its exit status and all it says."""
    result = subprocess.run(
        [sys.executable, "-m", "eventreg.server", "--no-demo", *map(str, options)],
        cwd=ROOT,
        env=os.environ | environ,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return result.returncode, (result.stdout + result.stderr).splitlines()


def without_log(lines):
    """What is said to whoever started it; the worker logs that it ends, too."""
    return [line for line in lines if not line.startswith("{")]


def test_it_answers_says_where_and_ends_on_ctrl_c(tmp_path, site):
    said = site.read_until("Ctrl-C")
    answered = site.is_reachable()
    worker = wait_for(lambda: site.child("worker"))
    noted = port_of(tmp_path / "my instance")

    status, rest = site.end(signal.SIGINT)

    assert said[:2] == [
        "Making the tables …",
        f"The site answers at http://127.0.0.1:{site.port}",
    ]
    assert said[2].startswith("Set it up at http://127.0.0.1")
    assert (answered, site.is_reachable()) == (True, False)
    assert (status, without_log(rest)[-1]) == (0, "Stopping …")
    assert not os.path.exists(f"/proc/{worker}")
    assert (noted, port_of(tmp_path / "my instance")) == (str(site.port), "")


@pytest.mark.parametrize(
    "with_demo", [False, pytest.param(True, marks=pytest.mark.full)]
)
def test_of_two_starts_at_once_one_waits_and_names_the_port(
    tmp_path, free_port, with_demo
):
    first = Site(free_port, tmp_path / "new", with_demo=with_demo)
    doing = first.read_until("Making")
    second = Site(free_port, tmp_path / "new", with_demo=with_demo)

    said, _ = second.process.communicate(timeout=90)
    doing += [line for line in first.read_until("Ctrl-C") if line.endswith(" …")]

    first.end()
    first.process.stdout.close()
    demo = "Loading the demo: members, events and weeks of sign-ups …"
    assert doing == ["Making the tables …", *[demo] * with_demo]
    assert said.splitlines() == [
        "Another start is under way here; waiting for it …",
        f"Cannot listen on 127.0.0.1:{free_port}: Address already in use. "
        f"Choose another port: python3 app.py serve --port {free_port + 1}",
    ]


def test_two_wishes_to_end_that_come_together_end_it_quietly(site):
    site.read_until("Ctrl-C")

    site.process.send_signal(signal.SIGINT)
    status, rest = site.end(signal.SIGTERM)

    assert (status, without_log(rest)) == (0, ["", "Stopping …"])


def test_what_it_makes_is_for_its_user_only(tmp_path, site):
    site.read_until("Ctrl-C")
    wait_for(lambda: site.child("worker"))

    made = [tmp_path / "my instance", *(tmp_path / "my instance").rglob("*")]
    open_to_others = [path.name for path in made if path.stat().st_mode & 0o077]

    assert "eventreg.db" in {path.name for path in made}
    assert open_to_others == []


@pytest.mark.parametrize(
    ("host", "is_warned"),
    [
        ("127.0.0.1", False),
        ("localhost", False),
        ("::1", False),
        ("0.0.0.0", True),  # noqa: S104
        ("192.0.2.7", True),
    ],
)
def test_a_demo_that_others_can_reach_warns(tmp_path, capsys, host, is_warned):
    (tmp_path / "demo-sign-ins.txt").write_text("password: public\n")

    _greet(Namespace(host=host, port=5000, instance=tmp_path))

    warnings = [line for line in capsys.readouterr().out.splitlines() if "Warn" in line]
    assert len(warnings) == int(is_warned)


def test_a_site_with_people_of_its_own_warns_of_nothing(tmp_path, capsys):
    _greet(Namespace(host="192.0.2.7", port=5000, instance=tmp_path))

    assert "Warning" not in capsys.readouterr().out


def test_a_port_that_is_taken_is_named(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        status, said = serve("--port", port, "--instance", tmp_path)

    assert (status, said) == (
        1,
        [
            f"Cannot listen on 127.0.0.1:{port}: Address already in use. "
            f"Choose another port: python3 app.py serve --port {port + 1}"
        ],
    )


def test_an_instance_that_is_a_file_is_named(tmp_path, free_port):
    (tmp_path / "file").touch()

    status, said = serve("--port", free_port, "--instance", tmp_path / "file")

    assert (status, said) == (1, [f"{tmp_path}/file is a file, not a folder."])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_instance_is_named(tmp_path, free_port):
    tmp_path.chmod(0o500)

    status, said = serve("--port", free_port, "--instance", tmp_path)

    assert (status, said) == (1, [f"Cannot write to {tmp_path}: Permission denied."])


@pytest.mark.every_case
@pytest.mark.parametrize(
    ("environ", "line"),
    [
        ({"MAIL_PORT": "abc"}, "MAIL_PORT must be a whole number from 1 to 65535"),
        ({"PORT": "abc"}, "PORT must be a whole number from 1 to 65535"),
        (
            {
                "WEB_THREADS": "0",
                "PUBLIC_URL": "events.example.org",
                "TRUSTED_PROXIES": "proxy",
                "MAIL_USE_TLS": "1",
                "MAIL_USE_SSL": "1",
            },
            "WEB_THREADS must be a whole number from 1 up; "
            "PUBLIC_URL must be like https://events.example.org; "
            "TRUSTED_PROXIES must list addresses or networks, like 127.0.0.1; "
            "set MAIL_USE_TLS or MAIL_USE_SSL, not both",
        ),
        (
            {"MAIL_SERVER": "mail x"},
            "MAIL_SERVER must be like mail.example.org",
        ),
        (
            {"HOST": "999.1.1.1"},
            "Cannot listen on 999.1.1.1: Name or service not known. HOST (--host) "
            "must be an address of this machine: 127.0.0.1, or 0.0.0.0 for all of them",
        ),
        (
            {"HOST": "192.0.2.7"},
            "Cannot listen on 192.0.2.7: Cannot assign requested address. "
            "HOST (--host) must be an address of this machine: 127.0.0.1, "
            "or 0.0.0.0 for all of them",
        ),
        *(
            (
                {"HOST": host},
                f"Cannot listen on {host}: No machine can have this name. "
                "HOST (--host) must be an address of this machine: 127.0.0.1, "
                "or 0.0.0.0 for all of them",
            )
            for host in ("a..b", ".example.org", "a" * 70)
        ),
        ({"SECRET_KEY": "short"}, "SECRET_KEY must have 32 letters or more"),
        ({"DATA_KEY": "abc"}, "DATA_KEY must have 32 letters or more"),
        (
            {"MAIL_SENDER": "notanaddress"},
            "MAIL_SENDER must be like network@example.org",
        ),
        (
            {"MAIL_BOUNCE": "Bounces <bounces@example.org>"},
            "MAIL_BOUNCE must be like network@example.org",
        ),
        (
            {"MAIL_USERNAME": "ole"},
            "set both MAIL_USERNAME and MAIL_PASSWORD, or none",
        ),
        (
            {"DKIM_DOMAIN": "example.org"},
            "set DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE, or none",
        ),
        (
            {
                "DKIM_DOMAIN": "example",
                "DKIM_SELECTOR": "a b",
                "DKIM_KEY_FILE": "/nowhere/dkim.key",
            },
            "DKIM_DOMAIN must be like example.org; DKIM_SELECTOR must be like "
            "events2027; DKIM_KEY_FILE: cannot read /nowhere/dkim.key: No such file",
        ),
        (
            {"DATABASE_URL": "postgresql://nobody@/x?host=/nowhere"},
            "Error: The database does not answer: connection is bad",
        ),
    ],
    ids=[
        "mail",
        "port",
        "several",
        "mail server",
        "no host",
        "host elsewhere",
        "host with an empty part",
        "host that begins with a dot",
        "host that is too long",
        "secret key",
        "data key",
        "sender",
        "bounces",
        "password",
        "part of dkim",
        "dkim",
        "database",
    ],
)
def test_what_is_wrong_with_the_environment_is_one_line(tmp_path, environ, line):
    status, said = serve("--instance", tmp_path, **environ)

    assert (status, len(said)) == (1, 1)
    assert said[0].startswith(line)


def test_a_key_that_cannot_sign_stops_the_start(tmp_path):
    path = tmp_path / "dkim.key"
    path.write_text("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
    dkim = {"DKIM_DOMAIN": "example.org", "DKIM_SELECTOR": "a"}

    status, said = serve("--instance", tmp_path, DKIM_KEY_FILE=str(path), **dkim)

    assert (status, len(said)) == (1, 1)
    assert said[0].startswith(f"DKIM_KEY_FILE: {path} is no RSA key in PEM")


def test_a_second_key_of_the_data_is_refused(tmp_path):
    (tmp_path / "data.key").write_text("0" * 64)

    status, said = serve("--instance", tmp_path, DATA_KEY="1" * 64)

    assert (status, len(said)) == (1, 1)
    assert f"DATA_KEY is not the key in {tmp_path}/data.key" in said[0]


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"words, and no database at all", lambda good: good[:4096] + b"x" * 99],
    ids=["no database", "cut off"],
)
def test_a_broken_database_is_named_with_the_way_back(tmp_path, damage):
    file = tmp_path / "eventreg.db"
    with sqlite3.connect(file) as database:
        database.execute("CREATE TABLE alembic_version (version_num TEXT)")
    database.close()
    file.write_bytes(damage(file.read_bytes()))

    status, said = serve("--instance", tmp_path)

    assert (status, len(said)) == (1, 1)
    assert said[0].startswith(
        f"Error: {file} is not a database of this site or is damaged ("
    )
    assert said[0].endswith("restore a backup: python3 app.py restore FILE")


@pytest.mark.every_case
@pytest.mark.parametrize("typed", ["--instance", "--instance="])
def test_an_instance_without_a_name_is_refused(typed):
    status, said = serve(typed)

    assert (status, said) == (
        2,
        ["Argument --instance: expected one argument. Options: --help"],
    )


def test_a_demo_is_never_taken_for_a_site_of_ones_own(tmp_path):
    (tmp_path / "demo-sign-ins.txt").write_text("ole@example.org")

    status, said = serve("--instance", tmp_path)

    assert (status, len(said)) == (1, 1)
    assert said[0].startswith(f"{tmp_path} holds the demo, whose sign-ins everybody")


def test_a_demo_out_of_a_backup_is_known_by_its_database(tmp_path):
    with sqlite3.connect(tmp_path / "eventreg.db") as database:
        database.execute("CREATE TABLE network (is_demo BOOLEAN)")
        database.execute("INSERT INTO network VALUES (1)")
    database.close()

    status, said = serve("--instance", tmp_path)

    assert (status, len(said)) == (1, 1)
    assert said[0].startswith(f"{tmp_path} holds the demo, whose sign-ins everybody")


def test_a_port_that_is_none_is_refused_in_one_line(tmp_path):
    status, said = serve("--port", "99999", "--instance", tmp_path)

    assert (status, len(said)) == (2, 1)
    assert "a port is a number from 1 to 65535" in said[0]


@pytest.mark.full
def test_a_worker_that_dies_is_started_again(site):
    site.read_until("Ctrl-C")
    first = wait_for(lambda: site.child("worker"))

    os.kill(first, signal.SIGKILL)

    assert wait_for(lambda: site.child("worker") not in {None, first})
    assert site.is_reachable()


@pytest.mark.full
def test_without_its_web_server_the_site_ends(site):
    site.read_until("Ctrl-C")

    os.kill(site.child("gunicorn"), signal.SIGKILL)
    rest, _ = site.process.communicate(timeout=60)

    assert site.process.returncode == 1
    assert rest.splitlines()[-1] == "The web server ended (-9); so does this."


@pytest.mark.full
def test_killing_the_watcher_leaves_nothing_running(site):
    site.read_until("Ctrl-C")
    wait_for(lambda: site.child("worker"))

    site.process.kill()

    wait_for(lambda: not site.is_reachable())

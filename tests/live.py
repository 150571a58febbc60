"""The real site for large tests, benches and pictures: gunicorn and a worker."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from eventreg import config, create_app, schema
from eventreg.database import db
from eventreg.server import processes

#: Seconds until the site must answer.
PATIENCE = 60


@dataclass(frozen=True)
class LiveSite:
    """A running site: its address, and its processes."""

    port: int
    app: Flask
    processes: "list[subprocess.Popen[bytes]]"
    log: Path
    #: What its processes find in their environment.
    values: dict[str, str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def live_site(
    folder: Path,
    *,
    fill: Callable[[], object],
    database: str = "",
    mail_port: int = 0,
    threads: int = 4,
    worker: bool = True,
    **environment: str,
) -> Iterator[LiveSite]:
    """The site as ``python3 app.py serve`` runs it, with its own instance.

    Visitors may say in ``X-Forwarded-For`` from where they come, so that limits
    stay on though all of them come from this machine.

    :param folder: becomes the instance.
    :param fill: called in an app context on the migrated database.
    :param database: address of an empty database; SQLite in ``folder`` by default.
    :param mail_port: of the SMTP server on this machine.
    """
    port = free_port()
    address = database or f"sqlite:///{folder / 'eventreg.db'}"
    values = {
        "INSTANCE_DIR": str(folder),
        "DATABASE_URL": address,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "MAIL_SERVER": "127.0.0.1" if mail_port else "",
        "MAIL_PORT": str(mail_port or 25),
        "MAIL_SENDER": "network@example.org",
        "TRUSTED_PROXIES": "127.0.0.1",
        "FORM_MIN_SECONDS": "0",
        **environment,
    }
    app = _filled(folder, address, fill)
    log = folder / "log.txt"
    # Said here, because the command is made from this process's environment.
    web = [*processes.web_command("127.0.0.1", port)]
    web.insert(web.index("app:app"), f"--threads={threads}")
    commands = [web]
    if worker:
        commands.append(processes.flask_command("worker"))
    with log.open("wb") as output:
        running = [_start(command, values, output) for command in commands]
        site = LiveSite(port, app, running, log, values)
        try:
            _wait(site)
            yield site
        except BaseException as error:
            error.add_note(_complaints(log))
            raise
        finally:
            processes.stop(*running)
            with app.app_context():
                db.session.remove()
                db.engine.dispose()


def free_port() -> int:
    """A port on which nothing listens now."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return int(server.getsockname()[1])


def _complaints(log: Path) -> str:
    """What the site logged besides the ordinary."""
    lines = log.read_text().splitlines()
    return "\n".join(line for line in lines if '"INFO"' not in line)[-5000:]


def _filled(folder: Path, address: str, fill: Callable[[], object]) -> Flask:
    name = "postgresql" if address.startswith("postgresql") else "sqlite"
    folder.mkdir(parents=True, exist_ok=True)
    # Its keys and pictures belong to the site that is about to run.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSTANCE_DIR", str(folder))
        app = create_app(
            {
                "SQLALCHEMY_DATABASE_URI": address,
                "SQLALCHEMY_ENGINE_OPTIONS": config.engine_options(name),
                "PASSWORD_COST": {"time_cost": 1, "memory_cost": 8, "parallelism": 1},
            }
        )
    with app.app_context():
        schema.upgrade_if_needed(db.engine)
        fill()
        db.session.remove()
    return app


def _start(
    command: list[str], values: dict[str, str], output: Any
) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=config.ROOT,
        env=os.environ | values,
        stdout=output,
        stderr=subprocess.STDOUT,
        process_group=0,
    )


def _wait(site: LiveSite) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if site.processes[0].poll() is not None:
            break
        try:
            with socket.create_connection(("127.0.0.1", site.port), timeout=5) as peer:
                peer.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
                if b" 200 " in peer.recv(100):
                    return
        except OSError:
            pass
        time.sleep(0.05)
    raise RuntimeError(f"the site does not answer:\n{site.log.read_text()[-3000:]}")

"""``python3 app.py serve``, inside the virtual environment."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

from eventreg import environment
from eventreg.instance import alone, hold, keep_private
from eventreg.server import checks, processes
from eventreg.server.checks import NotReady

#: Seconds until a first answer; a small machine needs a few.
PATIENCE = 60

#: With this a command of ours ends that has said in one line why it cannot go on.
SAID_WHY = 4

#: What the site leaves in its instance for whoever starts it.
KEPT_FOR_US = ("demo-sign-ins.txt", "set-up-code")

#: Ctrl-C, ``systemctl stop``, and a terminal that is closed.
ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(arguments: list[str]) -> int | str:
    """Serve until told to stop.

    :returns: exit status, or the line that says why it could not go on.
    """
    try:
        environment.check()
        options = _options(arguments)
        keep_private(options.instance)
    except environment.ConfigurationError as error:
        return str(error)
    os.environ["INSTANCE_DIR"] = str(options.instance)
    os.environ["PORT"] = str(options.port)  # links in letters lead there
    running: list[subprocess.Popen[bytes]] = []
    try:
        for end in ENDS:
            signal.signal(end, _end)
        checks.check_instance(options.instance)
        with hold(options.instance, options.port):
            _open(running, options)
            _greet(options)
            running.append(processes.start(processes.flask_command("worker")))
            _watch(running)
    except NotReady as error:
        return str(error)
    except KeyboardInterrupt:
        print("\nStopping …", flush=True)
    finally:
        _hear_no_more()  # also where it ends by itself
        processes.stop(*running)
    return 0


def _open(
    running: "list[subprocess.Popen[bytes]]", options: argparse.Namespace
) -> None:
    """Have the site answer. Of two starts at once, one waits until it does."""
    with alone(options.instance, "starting"):
        checks.check_port(options.host, options.port)
        _prepare(options)
        command = processes.web_command(options.host, options.port)
        running.append(processes.start(command))
        _wait_for_answer(running[0], options)


def _end(_number: int, _frame: object) -> None:
    """The first wish to end is heard; a second must not leave anything running.

    Two may come together, from a terminal and from what started us: no later
    one may fall between the first and the place where that is waited for.
    """
    _hear_no_more()
    raise KeyboardInterrupt


def _hear_no_more() -> None:
    for end in ENDS:
        # Not SIG_IGN: of a signal that is already on its way Python would say so.
        signal.signal(end, lambda _number, _frame: None)


def _options(arguments: list[str]) -> argparse.Namespace:
    environ = os.environ.get
    folder = environ("INSTANCE_DIR") or processes.ROOT / "instance"
    said = environment.for_servers()
    parser = _InOneLine("python3 app.py serve", allow_abbrev=False)
    add = parser.add_argument
    add("--host", default=environ("HOST") or "127.0.0.1", help="where to listen")
    add("--port", type=_port, default=said["PORT"], help="the port there")
    add("--instance", type=_folder, default=folder, help="folder of data and keys")
    add("--no-demo", action="store_true", default=said["NO_DEMO"], help="start empty")
    options = parser.parse_args(arguments)
    options.instance = Path(options.instance).resolve()
    return options


class _InOneLine(argparse.ArgumentParser):
    """Says what is wrong, without the usage before it."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{message[:1].upper()}{message[1:]}. Options: --help\n")


def _folder(text: str) -> Path:
    if not text:  # would be the folder we happen to be in
        raise argparse.ArgumentTypeError("expected one argument")
    return Path(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def _prepare(options: argparse.Namespace) -> None:
    """Migrate; fill a new instance with the demo. Mostly there is nothing to do."""
    if options.no_demo and _holds_demo(options):
        raise NotReady(
            f"{options.instance} holds the demo, whose sign-ins everybody knows. "
            "Choose another --instance, or start it without --no-demo and NO_DEMO."
        )
    is_half_way = (options.instance / "demo.wanted").exists()
    if checks.is_current(options.instance) and not is_half_way:
        return
    demo = "--no-demo" if options.no_demo else "--demo"
    command = processes.flask_command("prepare", demo)
    done = subprocess.run([sys.executable, *command], cwd=processes.ROOT)
    if done.returncode == SAID_WHY:
        raise SystemExit(1)
    if done.returncode:
        raise NotReady("The database could not be prepared; the reason stands above.")


def _holds_demo(options: argparse.Namespace) -> bool:
    is_told = (options.instance / KEPT_FOR_US[0]).exists()
    return is_told or checks.holds_demo(options.instance)


def _wait_for_answer(
    web: "subprocess.Popen[bytes]", options: argparse.Namespace
) -> None:
    end = time.monotonic() + PATIENCE
    while not _answers(options.host, options.port):
        if web.poll() is not None:
            raise NotReady("The site could not start; the reason stands above.")
        if time.monotonic() > end:
            raise NotReady(f"The site does not answer within {PATIENCE} seconds.")
        time.sleep(0.02)


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((_reachable(host), port), timeout=5) as peer:
            peer.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return b" 200 " in peer.recv(100)
    except OSError:
        return False


def _reachable(host: str) -> str:
    """Where this machine finds what listens on ``host``."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104
    return everywhere.get(host, host)


def _greet(options: argparse.Namespace) -> None:
    address = f"http://{_reachable(options.host)}:{options.port}"
    print(f"The site answers at {address}")
    sign_ins, code = (options.instance / name for name in KEPT_FOR_US)
    if sign_ins.exists():
        print(sign_ins.read_text(encoding="utf-8").rstrip())
    if _holds_demo(options) and not checks.is_loopback(options.host):
        print(
            "Warning: other machines can reach this demo, and everybody knows "
            "its sign-ins. Never enter anything real."
        )
    if code.exists():
        print(f"Set it up at {address}/set-up with the code {code.read_text().strip()}")
    print("Ctrl-C ends it.", flush=True)


def _watch(running: "list[subprocess.Popen[bytes]]") -> None:
    """Start the worker anew whenever it ends; end when the web server does."""
    pause, began = 1, time.monotonic()
    while running[0].poll() is None:
        status = running[1].poll()
        if status is None:
            time.sleep(0.5)
            continue
        if time.monotonic() - began > 60:
            pause = 1
        print(f"The worker ended ({status}); again in {pause} s.", flush=True)
        time.sleep(pause)
        pause, began = min(2 * pause, 60), time.monotonic()
        running[1] = processes.start(processes.flask_command("worker"))
    raise NotReady(f"The web server ended ({running[0].returncode}); so does this.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""From a bare checkout to a program that runs: packages in, then hand over.

Standard library only. Everything is installed into ``.venv`` beside this file;
a stamp in it tells the next start that nothing is left to do.
"""

import fcntl
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Never

import machine
from machine import Refusal

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"

#: Bytes that packages (and those for the tests) need on the disk.
NEEDED_SPACE = 600 * 1024**2

#: Command → what runs in the virtual environment. Without a command: serve.
COMMANDS = {
    "serve": ["-m", "eventreg.server"],
    "worker": ["-m", "flask", "--app", "app", "worker"],
    "demo": ["-m", "flask", "--app", "app", "demo"],
    "backup": ["-m", "flask", "--app", "app", "backup"],
    "restore": ["-m", "flask", "--app", "app", "restore"],
    "flask": ["-m", "flask", "--app", "app"],
    "test": ["-m", "tests.run"],
    "check": ["-m", "tests.check"],
    "bench": ["-m", "tests.bench"],
    "pictures": ["-m", "tests.pictures"],
}
#: Options that take a value, wherever they stand.
VALUED = {"--instance", "--host", "--port"}
FOR_DEVELOPERS = {"test", "check", "bench", "pictures"}


def main(arguments: list[str]) -> int | str:
    """Run a command in the virtual environment, made before if need be.

    :returns: exit status or, for ``sys.exit``, the one line that says why not.
    """
    if arguments[:1] in (["-h"], ["--help"]):
        print(f"python3 app.py [{'|'.join(COMMANDS)}] [--instance FOLDER] [--help]")
        return 0
    command, rest = _command_in(arguments)
    if command not in COMMANDS:
        before = arguments[: arguments.index(command)]
        if before and before[-1].startswith("-"):
            return f"There is no option {before[-1]} that takes a value: --help"
        return f"There is no command {command}; there are {', '.join(COMMANDS)}."
    try:
        make_ready(with_tests=command in FOR_DEVELOPERS)
    except Refusal as refusal:
        return str(refusal)
    except KeyboardInterrupt:
        return "\nStopped. The next start begins the installation anew."
    if command not in FOR_DEVELOPERS:
        rest = _with_instance(rest)
    return hand_over(COMMANDS[command] + rest)


def _command_in(arguments: list[str]) -> tuple[str, list[str]]:
    """The command, which may stand behind options, and all the other words."""
    for place, word in enumerate(arguments):
        is_value = place > 0 and arguments[place - 1] in VALUED
        if not word.startswith("-") and not is_value:
            return word, arguments[:place] + arguments[place + 1 :]
    return "serve", arguments


def _with_instance(words: list[str]) -> list[str]:
    """Take ``--instance FOLDER`` out, which is meant the same for every command."""
    rest, left = list[str](), iter(words)
    for word in left:
        name, sign, value = word.partition("=")
        folder = value if sign else next(left, "") if name == "--instance" else ""
        if name != "--instance" or not folder:
            rest.append(word)
        else:  # absolute, as the program runs in another folder
            os.environ["INSTANCE_DIR"] = str(Path(folder).absolute())
    return rest


def make_ready(*, with_tests: bool) -> None:
    """Install what is missing; nothing at all, and at once, the second time.

    :raises Refusal: it cannot be done, with the one line that says why.
    """
    wanted = ["requirements.txt"]
    if with_tests:
        wanted.append("tests/requirements.txt")
    if all(_is_installed(requirements) for requirements in wanted):
        return
    with _alone():
        if not _is_whole():
            machine.check_space(ROOT, NEEDED_SPACE)
            machine.ensure(machine.TO_RUN)
            _make_venv()
        for requirements in wanted:
            if not _is_installed(requirements):
                if requirements.startswith("tests/"):
                    machine.ensure(machine.TO_TEST)
                _install(requirements)


def hand_over(arguments: list[str]) -> Never:
    """Become the program in the virtual environment."""
    os.chdir(ROOT)
    # Some machines forbid compiled files; but without them each start compiles
    # everything anew, which takes four seconds.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if sys.platform == "darwin":  # where Homebrew puts Pango, and nobody looks
        os.environ.setdefault("DYLD_FALLBACK_LIBRARY_PATH", "/opt/homebrew/lib")
    os.execv(PYTHON, [str(PYTHON), *arguments])


def _is_whole() -> bool:
    """Whether the environment was once finished, and for the Python we have."""
    made = _read(_stamp("requirements.txt"))
    return _has_python() and made.endswith(_python())


def _is_installed(requirements: str) -> bool:
    return _has_python() and _read(_stamp(requirements)) == _now(requirements)


def _has_python() -> bool:
    """Whether the environment's Python is there, and this user may run it."""
    return os.access(PYTHON, os.X_OK)


def _stamp(requirements: str) -> Path:
    return VENV / f"installed-{requirements.replace('/', '-')}"


def _now(requirements: str) -> str:
    """What a stamp must say: the lock, and the Python below the environment."""
    lock = hashlib.sha256((ROOT / requirements).read_bytes()).hexdigest()
    return f"{lock} {_python()}"


def _python() -> str:
    return f"{'.'.join(map(str, sys.version_info[:3]))} {sys.base_prefix}"


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock on this folder; a second start waits and finds all done."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another start is installing here; waiting for it …", flush=True)
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _make_venv() -> None:
    """A fresh environment; one that is half-made or for another lock goes."""
    try:
        if VENV.is_symlink() or VENV.is_file():
            VENV.unlink()
        elif VENV.exists():
            shutil.rmtree(VENV)
        VENV.mkdir()
    except OSError as error:
        raise Refusal(f"Cannot write {VENV}: {error.strerror}.") from None
    # Not sys.executable, which may be the one in the environment just removed.
    base = getattr(sys, "_base_executable", None) or sys.executable
    status, said = machine.run([base, "-m", "venv", str(VENV)], "Making .venv")
    if status:
        raise Refusal(f"Cannot make {VENV}: {_why(said)}")


def _install(requirements: str) -> None:
    """Install what the lock names; a start in the midst of it begins anew."""
    _stamp(requirements).unlink(missing_ok=True)
    lock = (ROOT / requirements).read_text()
    total = sum(1 for line in lock.splitlines() if line[:1].isalnum())
    done = iter(range(1, total + 1))

    def stage(line: str) -> str:
        if line.startswith("Collecting "):
            name = line.split()[1].split("==")[0]
            return f"{next(done, total)} of {total}: {name}"
        return "unpacking" if line.startswith("Installing collected") else ""

    # The lock names everything, so pip need not work out what else is needed.
    command = [str(PYTHON), "-m", "pip", "install", "--no-deps", "--require-hashes"]
    # Compiled is what is imported, when it is; all would take as long as fetching it.
    command += ["--no-compile"]
    quiet = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    lock_file = ["--retries", "2", "-r", str(ROOT / requirements)]
    saying = f"Installing {total} packages"
    status, said = machine.run([*command, *quiet, *lock_file], saying, stage=stage)
    if status:
        raise Refusal(_why(said))
    _stamp(requirements).write_text(_now(requirements))


def _why(said: list[str]) -> str:
    """One line out of the many in which a program says why it failed."""
    text = "\n".join(said)
    if "No space left on device" in text:
        return "The disk is full; make room and start again."
    for sign in ("NewConnectionError", "ConnectTimeout", "NameResolutionError"):
        if sign in text:
            return "The packages cannot be fetched: no network. Start again with one."
    errors = [line for line in said if line.startswith("ERROR")]
    return (errors or [line for line in said if line] or ["no reason given"])[-1]

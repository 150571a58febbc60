"""``python3 app.py test``: all tests on SQLite, then those that ask a database
on PostgreSQL."""

import os
import subprocess
import sys

#: What pytest says when nothing was chosen, as on a database that is not asked.
NOTHING_CHOSEN = 5


def main(arguments: list[str]) -> int:
    """Run pytest once per database; 0 when all is well."""
    return max(_run(database, arguments) for database in ("sqlite", "postgresql"))


def _run(database: str, arguments: list[str]) -> int:
    print(f"Tests on {database}", flush=True)
    # Bytecode is kept, whatever the environment says: every process of the tests,
    # and every server that they start, would compile all anew.
    environ = os.environ | {"DATABASE": database, "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-m", "pytest", "-n", str(_processes()), *arguments]
    status = subprocess.run(command, env=environ).returncode
    return 0 if status == NOTHING_CHOSEN and database == "postgresql" else abs(status)


def _processes() -> int:
    """One more than cores: some test always waits for a letter or a server."""
    return min(os.cpu_count() or 2, 5) + 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

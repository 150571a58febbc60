"""``python3 app.py check``: format, lint, types, imports, templates, packages."""

import subprocess
import sys
from pathlib import Path

PROGRAMS = Path(sys.executable).parent

CHECKS = (
    "ruff format --check .",
    "ruff check .",
    "mypy",
    "lint-imports",
    "djlint --lint --quiet templates",
    "deptry .",
)


def main() -> int:
    """Run every check, even after one has failed; 0 when all is well."""
    failed = [check for check in CHECKS if not _passes(check)]
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return len(failed)


def _passes(check: str) -> bool:
    print(f"$ {check}", flush=True)
    program, *arguments = check.split()
    return subprocess.run([PROGRAMS / program, *arguments]).returncode == 0


if __name__ == "__main__":
    sys.exit(main())

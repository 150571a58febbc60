"""Web processes are forked from a site that is finished (docs/decisions/0009)."""

import subprocess
import sys
import textwrap

from eventreg import config


def test_making_the_site_opens_no_connection_and_starts_no_thread(tmp_path):
    program = """
        import socket, sqlite3, threading
        import pysqlite3.dbapi2 as other
        opened = []
        for driver in (sqlite3, other):
            driver.connect = lambda *a, _real=driver.connect, **k: (
                opened.append(a), _real(*a, **k))[1]
        from app import app
        print(len(opened), threading.active_count())
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        cwd=config.ROOT,
        env={"INSTANCE_DIR": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.split() == ["0", "1"]

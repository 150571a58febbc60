"""What processes cost: CPU seconds and memory, from /proc."""

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """The process and all that descend from it and live."""
    found = [pid]
    for stat in Path("/proc").glob("[0-9]*/stat"):
        fields = _fields(int(stat.parent.name))
        if fields and int(fields[1]) == pid:
            found += family(int(stat.parent.name))
    return found


def cpu_seconds(*pids: int) -> float:
    """User and system seconds of these processes, their children included."""
    total = 0
    for root in pids:
        for pid in family(root):
            # utime, stime, and those of children that have ended.
            total += sum(int(value) for value in _fields(pid)[11:15])
    return total / _TICKS


def memory(*pids: int) -> float:
    """Megabytes of memory (PSS: shared pages counted once) of all together."""
    total = 0
    for root in pids:
        for pid in family(root):
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            line = next(x for x in rollup.splitlines() if x.startswith("Pss:"))
            total += int(line.split()[1])
    return total / 1024


def _fields(pid: int) -> list[str]:
    """Fields of /proc/PID/stat from the state on; empty when it has ended."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return []
    return text.rpartition(")")[2].split()

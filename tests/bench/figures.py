"""One measured figure against its budget, and the speed of this machine."""

import hashlib
import json
import statistics
import time
from dataclasses import dataclass
from typing import Any

#: CPU seconds of ``calibration()`` on the machine the budgets were written for.
REFERENCE = 0.41


@dataclass(frozen=True)
class Figure:
    """What was measured, and at most (``at_least``: at least) what it may be.

    :param scales: a slower machine may take longer in proportion.
    """

    name: str
    value: float
    unit: str
    budget: float
    note: str = ""
    at_least: bool = False
    scales: bool = True

    def is_ok(self, calibration: float) -> bool:
        """Whether it keeps the budget on a machine of this speed."""
        factor = calibration / REFERENCE if self.scales else 1
        if self.at_least:
            return self.value >= self.budget / factor
        return self.value <= self.budget * factor

    def line(self, calibration: float) -> str:
        """For people: one line a figure."""
        word = "ok" if self.is_ok(calibration) else "OVER"
        note = f"({self.note})" if self.note else ""
        return (
            f"{self.name:<9} {self.value:8.2f} {self.unit:<7} "
            f"budget {self.budget:<6g} {word:<5} {note:<50} "
            f"calibration {calibration:.3f}"
        )

    def as_json(self, calibration: float) -> str:
        """For programs: one object a line."""
        return json.dumps(
            {
                "name": self.name,
                "value": round(self.value, 4),
                "unit": self.unit,
                "budget": self.budget,
                "ok": self.is_ok(calibration),
                "calibration": round(calibration, 3),
            }
        )


def calibration() -> float:
    """CPU seconds of a fixed piece of work, median of five."""
    return statistics.median(_work() for _ in range(5))


def _work() -> float:
    began = time.process_time()
    things: dict[str, Any] = {str(i): [i, 2 * i, 3 * str(i)] for i in range(20000)}
    text = ""
    for _ in range(12):
        text = json.dumps(things)
        things = json.loads(text)
    sorted(things.items(), key=lambda pair: pair[1][2])
    hashlib.sha256(text.encode()).hexdigest()
    return time.process_time() - began

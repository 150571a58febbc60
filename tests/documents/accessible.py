"""What two checkers for PDF/UA-1 and WCAG find in a finished PDF."""

import tempfile
from pathlib import Path

import outloud
import pdfua

#: Warnings that do not hold: heads of tables are said again on each page, as WCAG
#: wants it, and each badge of an event says which one it is for.
_FALSE_ALARMS = {"PAG-001"}


def faults(pdf: bytes) -> list[str]:
    """Errors and warnings, each with its rule; empty: the document is accessible."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.pdf"
        path.write_bytes(pdf)
        first, second = outloud.check(str(path)), pdfua.validate(str(path))
    return [
        *([first.error] if first.error else []),
        *(
            f"outloud {found.rule}: {found.message}"
            for found in first.findings
            if found.severity != "info" and found.rule not in _FALSE_ALARMS
        ),
        *(
            f"pdfua {found.rule_id}: {found.message}"
            for found in second.findings
            if found.severity.name != "INFO"
        ),
    ]

"""What two checkers for PDF/UA-1 and WCAG find in a finished PDF."""

import re
import tempfile
from pathlib import Path

import outloud
import pdfua

#: The one warning that does not hold: heads of tables are said again on each page,
#: as WCAG wants it, and each badge says its event and role. That numbers of pages
#: are read as text has the same rule and other words: it is a fault.
_FALSE_ALARM = re.compile(
    r"PAG-001 \d+ running header or footer line\(s\) are tagged as content"
)


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
            if found.severity != "info"
            and not _FALSE_ALARM.match(f"{found.rule} {found.message}")
        ),
        *(
            f"pdfua {found.rule_id}: {found.message}"
            for found in second.findings
            if found.severity.name != "INFO"
        ),
    ]

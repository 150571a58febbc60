"""``python3 app.py bench [name …]``: measure, and hold against the budgets."""

import argparse
import sys

from tests.bench import exports, lists, pages, papers, post, signing_up, starting
from tests.bench.figures import calibration

BENCHES = {
    "page": pages.page,
    "weight": pages.weight,
    "sign-up": signing_up.sign_up,
    "rush": signing_up.rush,
    "staff": lists.lists,
    "answers": lists.answered,
    "decision": lists.decision,
    "papers": papers.papers,
    "letters": post.letters,
    "csv": exports.exports,
    "start": starting.start,
}


def main() -> int:
    """:returns: 1 when a figure is over its budget."""
    parser = argparse.ArgumentParser("python3 app.py bench")
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(BENCHES))
    parser.add_argument(
        "--database", choices=["sqlite", "postgresql"], default="sqlite"
    )
    parser.add_argument("--json", action="store_true", help="one object a line")
    options = parser.parse_args()
    if unknown := set(options.names) - set(BENCHES):
        parser.error(f"no bench {', '.join(sorted(unknown))}")
    status = 0
    speed = calibration()
    for name in options.names or BENCHES:
        figures = BENCHES[name](options.database)
        after = calibration()
        for figure in figures:
            mean = (speed + after) / 2
            print(
                figure.as_json(mean) if options.json else figure.line(mean), flush=True
            )
            status = status if figure.is_ok(mean) else 1
        speed = after
    return status


if __name__ == "__main__":
    sys.exit(main())

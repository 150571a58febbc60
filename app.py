"""The one command: ``python3 app.py``. Servers import ``app`` from here.

Kept readable for a Python that is too old, so that it can say so in one line.
"""

import gc
import sys

#: The oldest Python that runs this site; Debian 12 brings it.
OLDEST = (3, 11)


def too_old(version: "tuple[int, ...]") -> str:
    """What to tell somebody whose Python is ``version``; empty if it will do."""
    if tuple(version[:2]) >= OLDEST:
        return ""
    return "This needs Python %d.%d or newer; this is Python %d.%d." % (
        OLDEST + tuple(version[:2])
    )


def __getattr__(name: str) -> object:
    """The site itself, made when a server asks for ``app:app`` and not before."""
    if name != "app":
        raise AttributeError(name)
    from eventreg import create_app
    from eventreg.config import instance_dir
    from eventreg.errors import ConfigurationError
    from eventreg.instance import keep_private

    try:
        keep_private(instance_dir())
        site = create_app()
    except ConfigurationError as error:
        sys.stderr.write("%s\n" % error)
        sys.exit(4)  # gunicorn gives up on 4 and tries again on anything else
    globals()["app"] = site
    # What is there now stays to the end: pages of memory that the collector does
    # not touch are shared by all processes that are forked from this one.
    gc.collect()
    gc.freeze()
    return site


if __name__ == "__main__":
    complaint = too_old(sys.version_info[:2])
    if complaint:
        sys.exit(complaint)
    import bootstrap

    sys.exit(bootstrap.main(sys.argv[1:]))

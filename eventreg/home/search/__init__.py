"""One field over all events and people."""

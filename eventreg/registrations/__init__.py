from flask import Flask


def init_app(app: Flask) -> None:
    """Tie this room on."""

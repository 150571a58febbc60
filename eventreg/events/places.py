"""A place in one line, wherever one is written."""


def in_one_line(*parts: str) -> str:
    """Name and address with a comma between all of their lines; empty ones go."""
    lines = [line.strip() for part in parts for line in part.splitlines()]
    return ", ".join(filter(None, lines))

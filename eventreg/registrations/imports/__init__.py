"""Lists of people who come to an event: a delegation, or any other list."""

"""``app.py serve``: checks, starts and watches the web server and the worker.

Imports nothing of the site, so that the process that watches stays small.
"""

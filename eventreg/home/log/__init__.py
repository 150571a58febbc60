"""The log over everything: who did what, to whom or what, when, from where."""

"""Lists that staff bring in: read, shown row by row, imported whole, undone whole.

What a list is and how its columns are guessed serves later rooms too.
"""

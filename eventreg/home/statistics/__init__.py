"""An event in figures: each drawn, with the table under it."""

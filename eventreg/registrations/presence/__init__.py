"""Who came: check-ins, one row for each coming, and one for each taken back."""

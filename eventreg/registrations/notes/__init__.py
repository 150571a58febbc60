"""What staff note about one person, for each other."""

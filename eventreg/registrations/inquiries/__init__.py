"""Questions to one person who waits for a decision, and what they replied."""

"""What people answered to the questions of an event."""

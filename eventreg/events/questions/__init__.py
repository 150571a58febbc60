"""What an event asks the people who sign up."""

"""Lists of who comes, on paper: made, handed out, and compared with what is now."""

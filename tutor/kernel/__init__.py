"""What a cell can say, and the live kernel that says it."""

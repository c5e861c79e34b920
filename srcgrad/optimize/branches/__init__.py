"""What stands on the two sides of a choice."""

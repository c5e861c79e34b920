"""What names stand for, and names for what has none."""

"""What is computed or read twice is computed or read once."""

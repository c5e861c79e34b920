"""What is computed, in fewer operations."""

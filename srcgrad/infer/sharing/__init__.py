"""What may share memory, and what may change behind a name."""

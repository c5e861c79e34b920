"""What checkpointed loops keep, and when."""

"""Same values, less work, shorter text."""

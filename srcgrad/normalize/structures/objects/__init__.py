"""Objects: how they are made, read, compared and shown."""

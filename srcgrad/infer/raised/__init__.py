"""Active values on their way through exceptions and texts."""

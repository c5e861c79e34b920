"""Where paths part and meet."""

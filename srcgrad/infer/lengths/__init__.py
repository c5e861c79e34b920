"""Which axes are certainly as long as one another."""

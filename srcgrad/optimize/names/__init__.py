"""What has a name, which one, and what goes back into the expression that uses it."""

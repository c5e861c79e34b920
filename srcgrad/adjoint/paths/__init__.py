"""The reverse of branches, loops and attempts."""

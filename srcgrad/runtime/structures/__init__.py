"""Containers and objects: copies, shared memory, and lists known to the run only."""

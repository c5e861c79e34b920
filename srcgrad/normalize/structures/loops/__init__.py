"""Loops over containers and objects."""

"""Containers and objects of known structure become names."""

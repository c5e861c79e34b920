"""Axes, subscripts and views that need not be made."""

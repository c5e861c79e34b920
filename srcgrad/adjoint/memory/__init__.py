"""Adjoints of memory that is written: shadows, stores and lists."""

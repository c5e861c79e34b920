"""Rules of the builtins and of Python's own modules."""

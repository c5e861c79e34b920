"""The core language: expressions, statements, functions, and the kinds of values."""

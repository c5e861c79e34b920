"""Kinds of values, sharing of memory, dependence on `wrt`."""

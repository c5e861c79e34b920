"""The tables of docs/language.md and docs/refusals.md, from those that the compiler accepts by.

``python -m tests.language`` writes both anew.
"""

"""Lists, tuples, dicts and sets."""

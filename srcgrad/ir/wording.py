"""What functions are called in texts."""

from keyword import iskeyword


def word(name: str) -> str:
    """What a function of that name is called in a text.

    >>> word("layer"), word("__call__"), word("<lambda>")
    ('layer', 'call', 'function')
    """
    special = name.startswith("__") and name.endswith("__")
    stem = name.strip("_") if special else name
    return stem if stem.isidentifier() and not iskeyword(stem) else "function"


def is_derived(value: object) -> bool:
    """Is it a derivative, a checkpointed function or another callable of ours with a `primal`?"""
    return hasattr(type(value), "__srcgrad_derived__")

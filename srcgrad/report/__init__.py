"""What the command line prints: generated source, explanations, errors; in colour on a terminal."""

from srcgrad.report.colour import coloured, wants_colour
from srcgrad.report.failure import described

__all__ = ["after", "coloured", "described", "explain", "wants_colour"]


def __getattr__(name: str) -> object:
    if name not in ("after", "explain"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from srcgrad.report import compilation  # which imports the compiler

    return getattr(compilation, name)

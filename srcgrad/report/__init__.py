"""What the command line prints: generated source, in colour on a terminal, and errors."""

from srcgrad.report.colour import coloured, wants_colour
from srcgrad.report.failure import described

__all__ = ["coloured", "described", "wants_colour"]

"""Every error that srcgrad raises, and how its text is laid out.

A compile-time error shows where (file, line, the user's source line, a caret), what,
why and what to do instead.

>>> spot = Location("heat.py", 12, "    async with lock:", 4, 20)
>>> print(UnsupportedSyntaxError("`async with` has no adjoint", "use plain statements", spot))
heat.py, line 12: `async with` has no adjoint
        async with lock:
        ^^^^^^^^^^^^^^^^
    use plain statements
"""

from srcgrad.errors.classes import (
    GradientCheckError,
    InvalidProgramError,
    MissingRuleError,
    NonDifferentiableError,
    NonFiniteError,
    OneByOne,
    SeedError,
    SourceUnavailableError,
    SrcgradError,
    UnsupportedSyntaxError,
    called_from,
    shorn,
    together,
)
from srcgrad.errors.location import Location

__all__ = [
    "GradientCheckError",
    "InvalidProgramError",
    "Location",
    "MissingRuleError",
    "NonDifferentiableError",
    "NonFiniteError",
    "OneByOne",
    "SeedError",
    "SourceUnavailableError",
    "SrcgradError",
    "UnsupportedSyntaxError",
    "called_from",
    "shorn",
    "together",
]

"""srcgrad: derivatives of NumPy programs, as readable Python source."""

from srcgrad import rules
from srcgrad.checks import check_grads
from srcgrad.errors import (
    GradientCheckError,
    MissingRuleError,
    NonDifferentiableError,
    SeedError,
    SourceUnavailableError,
    SrcgradError,
    UnsupportedSyntaxError,
)
from srcgrad.transforms import Gradient, grad, jvp, source, vjp

__version__ = "0.1.0"

__all__ = [
    "Gradient",
    "GradientCheckError",
    "MissingRuleError",
    "NonDifferentiableError",
    "SeedError",
    "SourceUnavailableError",
    "SrcgradError",
    "UnsupportedSyntaxError",
    "check_grads",
    "grad",
    "jvp",
    "rules",
    "source",
    "vjp",
]

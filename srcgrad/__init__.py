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
from srcgrad.runtime import stop_gradient
from srcgrad.transforms import Gradient, grad, jacobian, jvp, source, vjp

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
    "jacobian",
    "jvp",
    "rules",
    "source",
    "stop_gradient",
    "vjp",
]

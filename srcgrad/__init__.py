"""srcgrad: derivatives of NumPy programs, as readable Python source."""

from typing import TYPE_CHECKING

from srcgrad import rules
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
from srcgrad.transforms import (
    Gradient,
    checkpoint,
    grad,
    hessian,
    hvp,
    implicit_root,
    jacobian,
    jvp,
    source,
    vjp,
)

if TYPE_CHECKING:
    from srcgrad.checks import check_grads

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
    "checkpoint",
    "grad",
    "hessian",
    "hvp",
    "implicit_root",
    "jacobian",
    "jvp",
    "rules",
    "source",
    "stop_gradient",
    "vjp",
]


def __getattr__(name: str) -> object:
    """What is not needed to call a decorated function is imported at its first use."""
    if name == "check_grads":
        from srcgrad import checks

        return checks.check_grads
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""srcgrad: derivatives of NumPy programs, as readable Python source."""

from importlib import import_module
from typing import TYPE_CHECKING

from srcgrad import rules
from srcgrad.errors import (
    GradientCheckError,
    MissingRuleError,
    NonDifferentiableError,
    NonFiniteError,
    SeedError,
    SourceUnavailableError,
    SrcgradError,
    UnsupportedSyntaxError,
)
from srcgrad.runtime.marks import stop_gradient
from srcgrad.transforms.gradient import Gradient, grad

if TYPE_CHECKING:
    from srcgrad.checks import check_grads
    from srcgrad.transforms.checkpoints import checkpoint
    from srcgrad.transforms.exports import export
    from srcgrad.transforms.forward import jvp
    from srcgrad.transforms.jacobian import jacobian
    from srcgrad.transforms.nans import debug_nans
    from srcgrad.transforms.pullback import vjp
    from srcgrad.transforms.roots import implicit_root
    from srcgrad.transforms.second import hessian, hvp
    from srcgrad.transforms.sources import source

__version__ = "0.1.0"

__all__ = [
    "Gradient",
    "GradientCheckError",
    "MissingRuleError",
    "NonDifferentiableError",
    "NonFiniteError",
    "SeedError",
    "SourceUnavailableError",
    "SrcgradError",
    "UnsupportedSyntaxError",
    "check_grads",
    "checkpoint",
    "debug_nans",
    "export",
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


_HOMES = {  # what is not needed to call a decorated function is imported at its first use
    "check_grads": "checks",
    "checkpoint": "transforms.checkpoints",
    "debug_nans": "transforms.nans",
    "export": "transforms.exports",
    "hessian": "transforms.second",
    "hvp": "transforms.second",
    "implicit_root": "transforms.roots",
    "jacobian": "transforms.jacobian",
    "jvp": "transforms.forward",
    "source": "transforms.sources",
    "vjp": "transforms.pullback",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"srcgrad.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""What users call."""

from srcgrad.transforms.checkpoints import checkpoint
from srcgrad.transforms.forward import jvp
from srcgrad.transforms.gradient import Gradient, grad
from srcgrad.transforms.jacobian import jacobian
from srcgrad.transforms.pullback import vjp
from srcgrad.transforms.roots import implicit_root
from srcgrad.transforms.second import hessian, hvp
from srcgrad.transforms.sources import source

__all__ = [
    "Gradient",
    "checkpoint",
    "grad",
    "hessian",
    "hvp",
    "implicit_root",
    "jacobian",
    "jvp",
    "source",
    "vjp",
]

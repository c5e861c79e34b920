"""What users call."""

from srcgrad.transforms.gradient import Gradient, grad, source

__all__ = ["Gradient", "grad", "source"]

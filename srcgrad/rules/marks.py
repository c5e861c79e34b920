"""Markers that every stage must recognise."""

from srcgrad.rules.declare import SAME, nondifferentiable
from srcgrad.runtime import stop_gradient

nondifferentiable(stop_gradient, memory=SAME)

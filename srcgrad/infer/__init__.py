"""Kinds of values, sharing of memory, dependence on `wrt`."""

from srcgrad.infer.carried_values import carry
from srcgrad.infer.expressions import kind_of
from srcgrad.infer.facts import Facts
from srcgrad.infer.program import Inference
from srcgrad.infer.signature import kind_of as kind_of_signature

__all__ = ["Facts", "Inference", "carry", "kind_of", "kind_of_signature"]

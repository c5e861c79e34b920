"""Kinds of values, sharing of memory, dependence on `wrt`."""

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.expressions import kind_of
from srcgrad.infer.kinds.signature import kind_of as kind_of_signature
from srcgrad.infer.program import Inference
from srcgrad.infer.raised.carried_values import carry

__all__ = ["Facts", "Inference", "carry", "kind_of", "kind_of_signature"]

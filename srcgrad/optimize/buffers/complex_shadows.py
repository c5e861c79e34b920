"""Adjoints of results that are complex at times are made complex, whatever the results are.

    w_bar = np.zeros_like(w)     ->     w_bar = np.zeros_like(w, dtype=complex)

Only in programs with such results, where no array that counts as complex is so for certain.
"""

from __future__ import annotations

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.perhaps_complex import open_question
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import rebuild, replace, statements, targets

LIKE = (np.zeros_like, np.full_like, np.empty_like)
SINGLE, DOUBLE = e.Ref("np.complex64", np.complex64), e.Ref("complex", complex)


def widen_shadows(block: s.Block, facts: Facts, mark: str = "") -> None:
    """Rewrite in place; in a sweep that holds the primal too, only targets with the mark."""

    def widened(tree: e.Expr) -> e.Expr:
        tree = rebuild(tree, widened)
        match tree:
            case e.Call(e.Ref(_, function), args, ()) if function in LIKE and args:
                kind = facts.kind(args[0])
                if k.is_array(kind) and open_question(kind):
                    single = isinstance(kind, k.Array) and kind.dtype == np.complex64
                    return e.Call(tree.func, args, (("dtype", SINGLE if single else DOUBLE),))
        return tree

    if open_question(k.Complex()):
        for node in statements(block):
            if not mark or any(mark in name for name in targets(node)):
                replace(node, widened)

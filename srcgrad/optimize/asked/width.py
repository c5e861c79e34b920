"""How wide an expression is when it is printed."""

from __future__ import annotations

import re

from srcgrad.ir import expr as e

UNPRINTED = re.compile(r"(?<=[A-Za-z_])\.\d+\b|~again|~local")  # of names, until they are printed


def width(tree: e.Expr) -> int:
    """The columns that an expression takes, about.

    >>> width(e.Binary("*", e.Var("product.12~bar"), e.Var("x.1~again"))), len("product_bar * x")
    (15, 15)
    """
    return len(UNPRINTED.sub("", repr(tree)))

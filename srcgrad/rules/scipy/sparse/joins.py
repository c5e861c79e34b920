"""`scipy.sparse`: larger matrices made of such of active values, and of constant ones."""

from typing import Any

import numpy as np
import scipy.sparse

from srcgrad.rules.declare import meaning
from srcgrad.rules.scipy.sparse.values import Sparse, doubles, lifted
from srcgrad.runtime import joined_matrix, matrix_shape


def placed(own: Any, parts: Any, below: Any, beside: Any) -> Any:
    """The entries of several matrices, at the rows and columns where each begins."""
    return Sparse(
        own,
        np.concatenate([doubles(part.entries) for part in parts]),
        np.concatenate([parts[k].at_rows + below[k] for k in range(len(parts))]),
        np.concatenate([parts[k].at_columns + beside[k] for k in range(len(parts))]),
    )


@meaning(scipy.sparse.vstack, standing=True)
def vstack(blocks: Any, format: Any = None, dtype: Any = None) -> Any:
    """One below the other."""
    parts = [lifted(block) for block in blocks]
    own = joined_matrix(scipy.sparse.vstack, [part.own for part in parts], format, dtype)
    below, nothing, start = [], [], 0
    for part in parts:
        below.append(start)
        nothing.append(0)
        start = start + matrix_shape(part.own)[0]
    return placed(own, parts, below, nothing)


@meaning(scipy.sparse.hstack, standing=True)
def hstack(blocks: Any, format: Any = None, dtype: Any = None) -> Any:
    """One beside the other."""
    parts = [lifted(block) for block in blocks]
    own = joined_matrix(scipy.sparse.hstack, [part.own for part in parts], format, dtype)
    beside, nothing, start = [], [], 0
    for part in parts:
        beside.append(start)
        nothing.append(0)
        start = start + matrix_shape(part.own)[1]
    return placed(own, parts, nothing, beside)


@meaning(scipy.sparse.bmat, standing=True)
def bmat(blocks: Any, format: Any = None, dtype: Any = None) -> Any:
    """Blocks in rows and columns, of which none is left out."""
    rows = [hstack(row) for row in blocks]
    whole = vstack(rows)
    owns = [[lifted(block).own for block in row] for row in blocks]
    return whole.like(joined_matrix(scipy.sparse.bmat, owns, format, dtype))


@meaning(scipy.sparse.kron, standing=True)
def kron(A: Any, B: Any, format: Any = None) -> Any:
    """The Kronecker product."""
    left, right = lifted(A), lifted(B)
    rows, columns = matrix_shape(right.own)
    return Sparse(
        scipy.sparse.kron(left.own, right.own, format),
        np.ravel(np.outer(left.entries, right.entries)),
        np.ravel(np.add.outer(left.at_rows * rows, right.at_rows)),
        np.ravel(np.add.outer(left.at_columns * columns, right.at_columns)),
    )

"""`scipy.sparse`: larger matrices made of such of active values, and of constant ones."""

from typing import Any

import numpy as np
import scipy.sparse

from srcgrad.rules.declare import meaning
from srcgrad.rules.scipy.sparse.values import Sparse, added, doubles, lifted
from srcgrad.runtime import as_places, block_places, joined_matrix, matrix_shape, triangle_of


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


def bare(block: Any) -> Any:
    """SciPy's own matrix, or None where there is none."""
    return block.own if isinstance(block, Sparse) else block


def of_block(block: Any) -> Any:
    """The entries of a block; None is a block of zeros."""
    if block is None:
        return Sparse(None, np.zeros(0), as_places([]), as_places([]))
    return lifted(block)


def in_line(blocks: Any, beside: Any) -> Any:
    """The entries of blocks beside each other."""
    parts = [of_block(block) for block in blocks]
    return placed(None, parts, [0 for _ in parts], beside)


def in_blocks(join: Any, blocks: Any, format: Any, dtype: Any) -> Any:
    """Blocks in rows and columns; None is a block of zeros, as high and wide as its neighbours."""
    owns = [[bare(block) for block in row] for row in blocks]
    own = joined_matrix(join, owns, format, dtype)
    below, beside = block_places(owns)
    rows = [in_line(row, beside) for row in blocks]
    return placed(own, rows, below, [0 for _ in rows])


@meaning(scipy.sparse.bmat, standing=True)
def bmat(blocks: Any, format: Any = None, dtype: Any = None) -> Any:
    """Blocks in rows and columns."""
    return in_blocks(scipy.sparse.bmat, blocks, format, dtype)


@meaning(scipy.sparse.block_diag, standing=True)
def block_diag(mats: Any, format: Any = None, dtype: Any = None) -> Any:
    """Blocks along the diagonal."""
    parts = [lifted(one) for one in mats]
    own = joined_matrix(scipy.sparse.block_diag, [part.own for part in parts], format, dtype)
    below, beside, row, column = [], [], 0, 0
    for part in parts:
        below.append(row)
        beside.append(column)
        height, width = matrix_shape(part.own)
        row, column = row + height, column + width
    return placed(own, parts, below, beside)


@meaning(scipy.sparse.kronsum, standing=True)
def kronsum(A: Any, B: Any, format: Any = None) -> Any:
    """The Kronecker sum."""
    left, right = lifted(A), lifted(B)
    n, m = matrix_shape(left.own)[0], matrix_shape(right.own)[0]
    whole = added(kron(scipy.sparse.identity(m), left), kron(right, scipy.sparse.identity(n)))
    return whole.like(scipy.sparse.kronsum(left.own, right.own, format))


def triangle(take: Any, matrix: Any, k: Any, format: Any, below: Any) -> Any:
    """The elements below a diagonal, or above it."""
    held = matrix.at_columns - matrix.at_rows
    kept = np.flatnonzero(held <= k) if below else np.flatnonzero(held >= k)
    own = triangle_of(take, matrix.own, k, format)
    return Sparse(own, matrix.entries[kept], matrix.at_rows[kept], matrix.at_columns[kept])


@meaning(scipy.sparse.tril, standing=True)
def tril(A: Any, k: Any = 0, format: Any = None) -> Any:
    """The lower triangle."""
    return triangle(scipy.sparse.tril, lifted(A), k, format, True)


@meaning(scipy.sparse.triu, standing=True)
def triu(A: Any, k: Any = 0, format: Any = None) -> Any:
    """The upper triangle."""
    return triangle(scipy.sparse.triu, lifted(A), k, format, False)


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


if hasattr(scipy.sparse, "block_array"):  # since SciPy 1.11

    @meaning(scipy.sparse.block_array, standing=True)
    def block_array(blocks: Any, *, format: Any = None, dtype: Any = None) -> Any:
        """Blocks in rows and columns, as a sparse array."""
        return in_blocks(scipy.sparse.block_array, blocks, format, dtype)

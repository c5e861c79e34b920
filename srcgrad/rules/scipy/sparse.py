"""Sparse matrices in and out: patterns that users give, and compressed rows that they get."""

from typing import Any

import numpy as np
import scipy.sparse


def pattern_of(sparsity: Any) -> Any:
    """Rows, columns and shape of the entries of a sparse or dense matrix that are not zero."""
    matrix = scipy.sparse.coo_matrix(sparsity)
    matrix.sum_duplicates()
    held = matrix.data != 0
    return matrix.row[held], matrix.col[held], matrix.shape


def compressed(values: Any, rows: Any, columns: Any, shape: tuple[int, int]) -> Any:
    """A CSR matrix of entries."""
    return scipy.sparse.csr_matrix((np.asarray(values), (rows, columns)), shape=shape)

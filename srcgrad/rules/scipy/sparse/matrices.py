"""Sparse matrices in and out: patterns that users give, and compressed rows that they get."""

from typing import Any

import numpy as np
import scipy.sparse
from scipy.sparse import csr_matrix as csr_matrix


def pattern_of(sparsity: Any) -> Any:
    """Rows, columns and shape of the entries of a matrix that are not zero, row by row."""
    matrix = scipy.sparse.coo_matrix(sparsity)
    matrix.sum_duplicates()
    held = matrix.data != 0
    rows, columns = matrix.row[held], matrix.col[held]
    order = np.lexsort((columns, rows))
    return rows[order], columns[order], matrix.shape


def compressed(values: Any, rows: Any, columns: Any, shape: tuple[int, int]) -> Any:
    """A CSR matrix of entries."""
    return csr_matrix((np.asarray(values), (rows, columns)), shape=shape)

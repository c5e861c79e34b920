"""`scipy.sparse`: products of constant sparse matrices with arrays."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import scipy.sparse

from srcgrad.rules.declare import linear
from srcgrad.rules.objects import Sums, families, keeps_class, makes_object, operation, question
from srcgrad.runtime import (
    dense,
    element_of,
    matrix_as_array,
    matrix_diagonal,
    matrix_total,
    product_with_sparse,
    sparse_product,
)

MATRICES = tuple(
    getattr(scipy.sparse, f"{form}_matrix")
    for form in ("bsr", "coo", "csc", "csr", "dia", "dok", "lil")
)
ARRAYS = tuple(
    getattr(scipy.sparse, f"{form}_array")
    for form in ("bsr", "coo", "csc", "csr", "dia", "dok", "lil")
)
ANY = (scipy.sparse.spmatrix, scipy.sparse.sparray)
families(*ANY)


def sparse_product_transpose(y_bar: Any, y: Any, matrix: Any, x: Any) -> Any:
    return sparse_product(matrix.T, y_bar)


def product_with_sparse_transpose(y_bar: Any, y: Any, x: Any, matrix: Any) -> Any:
    return product_with_sparse(y_bar, matrix.T)


linear(sparse_product, transpose=sparse_product_transpose, operands=("x",))
linear(product_with_sparse, transpose=product_with_sparse_transpose, operands=("x",))

for _name in ("matmul", "dot"):
    operation(sparse_product, _name, *ANY)
operation(product_with_sparse, "rmatmul", *ANY)
for _function, _name in ((dense, "toarray"), (matrix_diagonal, "diagonal"), (element_of, "item")):
    question(_function, _name, *ANY)
question(matrix_total, "sum", *ANY)
question(matrix_as_array, "asarray", Sums)
question(dense, "todense", scipy.sparse.sparray)  # of matrices an np.matrix
operation(sparse_product, "mul", *MATRICES)  # of arrays, the product of elements
operation(product_with_sparse, "rmul", *MATRICES)

keeps_class(
    "T transpose copy conj conjugate getH astype tocsr tocsc tocoo", *ANY, *MATRICES, *ARRAYS
)
for _form in ("csr", "csc", "coo", "bsr", "dia", "dok", "lil"):
    keeps_class(f"to{_form}", scipy.sparse.spmatrix, of=getattr(scipy.sparse, f"{_form}_matrix"))
    keeps_class(f"to{_form}", scipy.sparse.sparray, of=getattr(scipy.sparse, f"{_form}_array"))


def _like(classes: list[type]) -> type:
    """An array where an argument is one."""
    array = any(issubclass(cls, scipy.sparse.sparray) for cls in classes)
    return scipy.sparse.sparray if array else scipy.sparse.spmatrix


for _cls in (*MATRICES, *ARRAYS):
    makes_object(_cls, _cls)
for _name in ("diags", "eye", "identity", "spdiags", "kron", "kronsum", "tril", "triu"):
    makes_object(getattr(scipy.sparse, _name), _like)
for _name in ("diags_array", "eye_array"):
    if hasattr(scipy.sparse, _name):  # since SciPy 1.11
        makes_object(getattr(scipy.sparse, _name), scipy.sparse.sparray)

"""Kinds of what functions of SciPy return that take matrices, images and signals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.kinds.of_objects import OF_SPARSE, gammas
from srcgrad.infer.kinds.operators import broadcast_dims
from srcgrad.infer.kinds.probe import probe
from srcgrad.infer.kinds.results import (
    RESULTS,
    Args,
    Dims,
    Kwargs,
    given,
    matrix_of,
    same,
    shorter,
    stacked,
    svd,
    tried,
    values_of,
    vectors_of,
    with_lengths,
)
from srcgrad.infer.lengths.reductions import OF_SPECIAL
from srcgrad.ir import kinds as k


def _density(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """The logarithm of a density of vectors: a number for each."""
    dims = k.dims(args[0]) if args else None
    dirichlet = type(function.__self__).__name__ == "dirichlet_gen"
    if dims is None or (dirichlet and not dims):
        return k.Unknown()
    dtype = np.dtype("f8")
    if not dirichlet and len(dims) < 2 and _of_numbers(args, kwargs):
        return k.Array(dtype, dims) if dims and dims[0] != 1 else k.Scalar(dtype)
    if not dims:
        return k.Unknown()
    arrays = [one for one in (*args, *kwargs.values()) if isinstance(one, k.Array)]
    if dirichlet and len(arrays) == len(args) == 2:
        x, alpha = arrays  # what the last element is, if it is left out, depends on the version
        count = 2 if dims == alpha.dims else 1
        dtype = function(np.full(count, 0.5, x.dtype), np.ones(2, alpha.dtype)).dtype
    return k.Array(dtype, dims[:-1]) if len(dims) > 1 else k.Scalar(dtype)


def _of_numbers(args: Args, kwargs: Kwargs) -> bool:
    """Has a normal distribution one dimension, so that each number of a vector is a point?"""
    told = [*args[1:3], *(kwargs[name] for name in ("mean", "cov") if name in kwargs)]
    lengths: list[Any] = []
    for one in told:
        if isinstance(one, k.List | k.Tuple):
            lengths.append(None if one.items is None else len(one.items))
        elif isinstance(one, k.Array):
            lengths.append(one.dims[-1] if one.dims else None)
    return all(length == 1 for length in lengths)


def _factored(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`cho_factor` hands on which triangle it was told to fill."""
    found, matrix = tried(function, args, kwargs), matrix_of(args)
    lower = given(args, kwargs, 1, "lower", False)
    if matrix is None or not isinstance(found, k.Tuple) or lower is ...:
        return found
    stack, m, n = matrix
    return k.Tuple((with_lengths(found.items[0], (*stack, m, n)), k.Known(bool(lower))), found.cls)


def _right(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """The shape of the right side, in a stack that broadcasts with those of the matrices."""
    found = tried(function, args, kwargs)
    own = _of_right(args[: 3 if function.__name__ == "solve_sylvester" else 2])
    return with_lengths(found, own) if own is not None else found


def _of_right(args: Args) -> Dims | None:
    """The axes of what solves systems with matrices, or factors of them, and a right side."""
    *matrices, right = args
    factors = [a.items[0] if isinstance(a, k.Tuple) else a for a in matrices]
    shapes, own = [k.dims(a) for a in factors if isinstance(a, k.Array)], k.dims(right)
    if not own or not shapes or len(shapes) != len(matrices):
        return None
    core = min(len(own), 2)
    stacks = [own[:-core], *[one[:-2] for one in shapes if one is not None]]
    if len(stacks) != len(shapes) + 1:
        return None
    around = broadcast_dims([k.Array(np.dtype("f8"), one) for one in stacks])
    return (*around, *own[-core:])


def _packed(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`lu_factor`: the two factors in place of the matrix, and the exchanges."""
    found, matrix = tried(function, args, kwargs), matrix_of(args)
    if matrix is None:
        return found
    stack, m, n = matrix
    return with_lengths(found, (*stack, m, n), (*stack, shorter(m, n)))


def _as_right(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """As the right side, in double precision; no sample of these matrices is regular."""
    arrays = [a for a in args if isinstance(a, k.Array)]
    own = _of_right([*arrays]) if len(arrays) == 2 else None
    dtype = np.result_type("f8", *(a.dtype for a in arrays))
    if own is None or any(a.dtype not in (np.float64, np.complex128) for a in arrays):
        return k.Unknown()
    return k.Array(dtype, own)


def _filtered(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """A filter of an image: its shape."""
    found = probe(function, args, kwargs)
    return with_lengths(found, k.dims(args[0])) if args and isinstance(args[0], k.Array) else found


def _sections(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`sosfilt`: the shape of the signal, as precise as the filter or it."""
    if len(args) < 2 or not isinstance(args[1], k.Array):
        return k.Unknown()
    sections = args[0].dtype if isinstance(args[0], k.Array) else np.dtype("f8")
    return k.Array(np.result_type(sections, args[1].dtype), args[1].dims)


def _square(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`squareform`: a matrix of a vector, and the other way round."""
    kind = args[0] if args else k.Unknown()
    if not isinstance(kind, k.Array) or k.rank(kind) not in (1, 2):
        return k.Unknown()
    return k.Array(kind.dtype, (None,) * (3 - len(kind.dims or ())))


def _tridiagonal(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """Values, and vectors, of a matrix by its diagonal and what stands beside it."""
    told = (*args[:2], kwargs.get("e", k.Unknown()))
    both = [a for a in told if isinstance(a, k.Array) and a.dims and a.dtype.kind == "f"]
    alone = given(args, kwargs, 2, "eigvals_only", False)
    if len(both) < 2 or alone is ...:  # no sample fits: one of them is shorter
        return k.Unknown()
    dims, dtype = both[0].dims or (), np.result_type(*(a.dtype for a in both))
    values, vectors = k.Array(dtype, dims), k.Array(dtype, (*dims, *dims))
    return values if alone or "vals" in function.__name__ else k.Tuple((values, vectors))


def _general(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`eig`: with `right=False` the values alone."""
    right = given(args, kwargs, 3, "right", True)
    if right is ...:
        return k.Unknown()
    found = (vectors_of if right else values_of)(function, args, kwargs)
    if not isinstance(found, k.Tuple):
        return found
    if len(found.items) > 2:  # left vectors too
        return k.Unknown()
    values, vectors = found.items  # the values are complex always; code for complex vectors is
    if isinstance(values, k.Array) and isinstance(vectors, k.Array):  # right for real ones too
        vectors = k.Array(values.dtype, vectors.dims)
    return k.Tuple((values, vectors))


def _squares(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`schur`, `ldl`: two matrices of the shape of the argument, and perhaps an order."""
    found, matrix = tried(function, args, kwargs), matrix_of(args)
    if matrix is None or not isinstance(found, k.Tuple):
        return k.Unknown()
    square = (*matrix[0], matrix[2], matrix[2])
    return with_lengths(found, square, square, *[(matrix[2],)] * (len(found.items) - 2))


def _counted(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`comb`, `perm`, `factorial` of integers: an integer where it is exact."""
    exact = given(args, kwargs, COUNTS[function.__name__], "exact", False)
    whole = [isinstance(k.general(one), k.Int) for one in args[: COUNTS[function.__name__]]]
    if exact is ... or not whole or not all(whole) or not set(kwargs) <= {"exact", "repetition"}:
        return k.Unknown()
    return k.Int() if exact else tried(function, args, kwargs)


def _constants(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """Nodes, zeros and coefficients, which numbers decide; a flag adds a part to them."""
    for one in (*args, *kwargs.values()):
        if isinstance(one, k.Bool) or (isinstance(one, k.Scalar) and one.dtype.kind == "b"):
            return k.Unknown()
    return tried(function, args, kwargs)


def of_whole_numbers(function: Any) -> bool:
    """Does a function of `scipy.special` count, or give nodes, zeros or coefficients?"""
    name = getattr(function, "__name__", "")  # objects of SciPy may have none
    return name in COUNTS or name in ROWS or name.startswith("roots_") or name.endswith("_zeros")


ROWS = {"bernoulli", "euler", "mathieu_even_coef", "mathieu_odd_coef"}  # of coefficients
COUNTS = {"comb": 2, "perm": 2, "factorial": 1, "factorial2": 1}  # and how many integers they take
OF_SCIPY: dict[str, Callable[[Any, Args, Kwargs], k.Kind]] = {
    **dict.fromkeys(["expm", "sqrtm", "logm", "fractional_matrix_power", "inv", "cholesky"], same),
    **dict.fromkeys(
        ["solve", "solve_triangular", "cho_solve", "lu_solve", "solve_sylvester"], _right
    ),
    "lu_factor": _packed,
    **dict.fromkeys(["solve_banded", "solveh_banded", "solve_discrete_lyapunov"], _as_right),
    "cho_factor": _factored,
    "det": stacked,
    "eig": _general,
    **dict.fromkeys(["schur", "ldl"], _squares),
    "svd": svd,
    **dict.fromkeys(["eigh_tridiagonal", "eigvalsh_tridiagonal"], _tridiagonal),
}


def results_of(function: Any) -> Callable[[Any, Args, Kwargs], k.Kind] | None:
    """What tells the kind of a function's result, if it is one of these."""
    owner = type(getattr(function, "__self__", None)).__name__
    dense = owner in ("multivariate_normal_gen", "dirichlet_gen")
    if dense and function.__name__ in ("logpdf", "pdf"):
        return _density
    module = getattr(function, "__module__", None) or ""
    if module.startswith("scipy.linalg"):
        return OF_SCIPY.get(function.__name__, tried)
    if module.startswith("scipy.sparse.linalg"):
        return OF_SPARSE.get(function.__name__)
    if module.startswith("scipy.special"):
        named = {**OF_SPECIAL, "multigammaln": gammas, **dict.fromkeys(COUNTS, _counted)}
        found = named.get(getattr(function, "__name__", ""), RESULTS.get(function))
        return _constants if found is None and of_whole_numbers(function) else found
    if module.startswith("scipy.fft"):
        return RESULTS.get(getattr(np.fft, function.__name__, None))
    if module.startswith("scipy.signal") and function.__name__ == "sosfilt":
        return _sections
    if module.startswith("scipy.ndimage"):
        return _filtered
    if module.startswith("scipy.spatial") and function.__name__ == "squareform":
        return _square
    return RESULTS.get(function)

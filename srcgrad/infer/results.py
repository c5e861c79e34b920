"""Kinds of what functions of linear algebra return: tuples, stacks, lengths of axes.

Dtype, rank and class come from a run on identity matrices; a sample of equal numbers would be
singular.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.contracted import contracted, summed
from srcgrad.infer.of_matrices import OF_MATRICES
from srcgrad.infer.of_objects import OF_OBJECTS, OF_SPARSE, gammas
from srcgrad.infer.of_polynomials import OF_POLYNOMIALS
from srcgrad.infer.of_runtime import OF_RUNTIME
from srcgrad.infer.operators import broadcast_dims
from srcgrad.infer.perhaps_complex import open_question, perhaps_complex
from srcgrad.infer.probe import NoSample, kind_of_value, probe, sample
from srcgrad.infer.reductions import OF_SPECIAL
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Dim, Length, has_name

Args = list[k.Kind]
Kwargs = dict[str, k.Kind]
Dims = tuple[Length, ...]


def _regular(kind: k.Kind, size: int) -> Any:
    """A sample whose last two axes hold an identity matrix."""
    if isinstance(kind, k.Tuple):
        return tuple(_regular(item, size) for item in kind.items)
    value = sample(kind, size)
    if isinstance(value, np.ndarray) and value.ndim > 1:
        return np.broadcast_to(np.eye(*value.shape[-2:], dtype=value.dtype), value.shape).copy()
    return value


def tried(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """The kind of a result, without lengths; unknown where the sample is refused."""
    if any(isinstance(a, k.Array) and a.dims is None for a in args):
        return k.Unknown()
    lengths = [d for a in args if isinstance(a, k.Array) for d in a.dims or ()]
    literal = [d for d in lengths if isinstance(d, int) and d > 1]
    for size in dict.fromkeys([3, *literal]):  # of axes whose length is not known
        try:
            values = [_regular(a, size) for a in args]
            named = {name: _regular(a, size) for name, a in kwargs.items()}
            with np.errstate(all="ignore"), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return _listed(function(*values, **named))
        except NoSample:
            return k.Unknown()
        except Exception:  # a sample that the function refuses tells nothing
            continue
    return k.Unknown()


def _listed(value: Any) -> k.Kind:
    """The kind of a sample; of stacks SciPy returns lists of what it else returns as a tuple."""
    if not isinstance(value, list):
        return kind_of_value(value)
    items = tuple(map(kind_of_value, value))
    joined: k.Kind = k.Empty()
    for item in items:
        joined = k.join(joined, item)
    dtypes = [item.dtype for item in items if isinstance(item, k.Array)]
    if len(dtypes) == len(items) and not k.is_array(joined):  # numbers, and what orders them
        joined = k.Array(np.result_type(*dtypes), None, mixed=True)
    return k.List(items, joined)


def _with(found: k.Kind, *lengths: Dims | None) -> k.Kind:
    """The kind with the lengths of its axes, part by part for a tuple."""
    if isinstance(found, k.Tuple) and len(found.items) == len(lengths):
        parts = [_with(item, one) for item, one in zip(found.items, lengths, strict=True)]
        return k.Tuple(tuple(parts), found.cls)
    (own,) = lengths if len(lengths) == 1 else (None,)
    if isinstance(found, k.Array) and own is not None and found.rank == len(own):
        return k.Array(found.dtype, own)
    return found


def _shorter(m: Length, n: Length) -> Length:
    """The smaller of two lengths."""
    if not has_name(m) or not has_name(n):
        return None
    if isinstance(m, int) and isinstance(n, int):
        return min(m, n)
    return m if m == n else Dim(f"min({m},{n})")


def _matrix(args: Args) -> tuple[Dims, Length, Length] | None:
    """The stack's axes, and the two of the matrix."""
    if not args or not isinstance(args[0], k.Array):
        return None
    dims = args[0].dims
    return None if dims is None or len(dims) < 2 else (dims[:-2], dims[-2], dims[-1])


def _given(args: Args, kwargs: Kwargs, position: int, name: str, default: Any) -> Any:
    """The value of an option, or `...` where it is not known."""
    kind = args[position] if len(args) > position else kwargs.get(name, k.Known(default))
    return k.value_of(kind) if k.constant(kind) else ...


def _eigh(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    found, matrix = tried(function, args, kwargs), _matrix(args)
    if matrix is None:
        return found
    stack, _, n = matrix
    return _with(found, (*stack, n), (*stack, n, n)) if isinstance(found, k.Tuple) else found


def _values(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`eigvalsh`, `svdvals`: one length for each matrix."""
    found, matrix = tried(function, args, kwargs), _matrix(args)
    return found if matrix is None else _with(found, (*matrix[0], _shorter(*matrix[1:])))


def _svd(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    full = _given(args, kwargs, 1, "full_matrices", True)
    both = _given(args, kwargs, 2, "compute_uv", True)
    if full is ... or both is ...:
        return k.Unknown()
    found, matrix = tried(function, args, kwargs), _matrix(args)
    if matrix is None:
        return found
    stack, m, n = matrix
    short = _shorter(m, n)
    if not isinstance(found, k.Tuple):
        return _with(found, (*stack, short))
    left, right = (m, n) if full else (short, short)
    return _with(found, (*stack, m, left), (*stack, short), (*stack, right, n))


def _qr(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    mode = _given(args, kwargs, 1, "mode", "reduced")
    if mode is ...:
        return k.Unknown()
    found, matrix = tried(function, args, kwargs), _matrix(args)
    if matrix is None or mode not in ("reduced", "r"):
        return found
    stack, m, n = matrix
    short = _shorter(m, n)
    if mode == "r":
        return _with(found, (*stack, short, n))
    return _with(found, (*stack, m, short), (*stack, short, n))


def _same(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`inv`, `cholesky`: as the argument."""
    found = tried(function, args, kwargs)
    return _with(found, args[0].dims) if isinstance(args[0], k.Array) else found


def _solve(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    found = tried(function, args, kwargs)
    if len(args) == 2 and k.rank(args[0]) == 2 and k.rank(args[1]) in (1, 2):
        return _with(found, k.dims(args[1]))
    return found


def _lstsq(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    found, matrix = tried(function, args, kwargs), _matrix(args)
    columns = k.dims(args[1]) if len(args) > 1 else None
    if matrix is None or columns is None or not columns:
        return found
    return _with(found, (matrix[2], *columns[1:]), None, None, None)


def _stacked(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`det`, `slogdet`: a number for each matrix."""
    found, matrix = tried(function, args, kwargs), _matrix(args)
    if matrix is None:
        return found
    return _with(found, *[matrix[0]] * (len(found.items) if isinstance(found, k.Tuple) else 1))


def _swapped(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    found, matrix = tried(function, args, kwargs), _matrix(args)
    return found if matrix is None else _with(found, (*matrix[0], matrix[2], matrix[1]))


def _tensor(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`tensorsolve`: the axes of the first that the second lacks."""
    if kwargs or len(args) != 2 or not all(isinstance(a, k.Array) and a.dims for a in args):
        return k.Unknown()
    a, b = args
    assert isinstance(a, k.Array)
    assert isinstance(b, k.Array)
    assert a.dims is not None
    return k.Array(np.result_type(a.dtype, b.dtype, np.float32), a.dims[len(b.dims or ()) :])


def _inverted(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`tensorinv`: the axes after the first `ind` come first."""
    ind = _given(args, kwargs, 1, "ind", 2)
    if ind is ... or not isinstance(args[0], k.Array) or args[0].dims is None:
        return k.Unknown()
    dims = args[0].dims
    return k.Array(np.result_type(args[0].dtype, np.float32), (*dims[ind:], *dims[:ind]))


_BY_NAME: dict[str, Callable[[Any, Args, Kwargs], k.Kind]] = {
    "eig": lambda *call: perhaps_complex(_eigh(*call)),
    "eigh": _eigh,
    "eigvals": lambda *call: perhaps_complex(_values(*call)),
    "eigvalsh": _values,
    "svdvals": _values,
    "svd": _svd,
    "qr": _qr,
    "inv": _same,
    "cholesky": _same,
    "solve": _solve,
    "lstsq": _lstsq,
    "det": _stacked,
    "slogdet": _stacked,
    "matrix_transpose": _swapped,
    "cond": tried,
    "tensorsolve": _tensor,
    "tensorinv": _inverted,
}
RESULTS: dict[Any, Callable[[Any, Args, Kwargs], k.Kind]] = {
    getattr(np.linalg, name): kind for name, kind in _BY_NAME.items() if name in dir(np.linalg)
}


def _spectrum(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """A Fourier transform without a length of its own: as the argument."""
    found = tried(function, args, kwargs)
    return found if len(args) > 1 or {*kwargs} & {"n", "s"} else _with(found, k.dims(args[0]))


_FOURIER = ("fft", "ifft", "fft2", "ifft2", "fftn", "ifftn", "fftshift", "ifftshift")
RESULTS |= {getattr(np.fft, name): _spectrum for name in _FOURIER}


def _frequencies(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """As many as are asked for."""
    found, count = tried(function, args, kwargs), k.general(args[0]) if args else None
    return _with(found, (count.value,)) if isinstance(count, k.Int) else found


RESULTS |= {np.fft.fftfreq: _frequencies, np.fft.rfftfreq: tried}


def _density(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """The logarithm of a density of vectors: a number for each."""
    dims = k.dims(args[0]) if args else None
    if dims is None or not dims:
        return k.Unknown()
    dtype = np.dtype("f8")
    return k.Array(dtype, dims[:-1]) if len(dims) > 1 else k.Scalar(dtype)


def holds_complex(wanted: bool) -> Callable[[Args, Kwargs], k.Kind]:
    """`np.iscomplexobj`, `np.isrealobj`: what the kind tells."""

    def of(args: Args, kwargs: Kwargs) -> k.Kind:
        told = len(args) == 1 and (k.is_number(args[0]) or k.is_array(args[0]))
        told = told and not (isinstance(args[0], k.Real) or open_question(args[0]))
        return k.Known(k.is_complex(args[0]) == wanted) if told else k.Bool()

    return of


def _factored(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`cho_factor` hands on which triangle it was told to fill."""
    found, matrix = tried(function, args, kwargs), _matrix(args)
    lower = _given(args, kwargs, 1, "lower", False)
    if matrix is None or not isinstance(found, k.Tuple) or lower is ...:
        return found
    stack, m, n = matrix
    return k.Tuple((_with(found.items[0], (*stack, m, n)), k.Known(bool(lower))), found.cls)


def _right(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """The shape of the right side, in a stack that broadcasts with those of the matrices."""
    found = tried(function, args, kwargs)
    own = _of_right(args[: 3 if function.__name__ == "solve_sylvester" else 2])
    return _with(found, own) if own is not None else found


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
    found, matrix = tried(function, args, kwargs), _matrix(args)
    if matrix is None:
        return found
    stack, m, n = matrix
    return _with(found, (*stack, m, n), (*stack, _shorter(m, n)))


def _as_right(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """As the right side, in double precision; no sample of these matrices is regular."""
    arrays: Args = [a for a in args if isinstance(a, k.Array)]
    double = all(isinstance(a, k.Array) and a.dtype == np.dtype("f8") for a in arrays)
    own = _of_right(arrays) if len(arrays) == 2 and double else None
    return k.Unknown() if own is None else k.Array(np.dtype("f8"), own)


def _filtered(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """A filter of an image: its shape."""
    found = probe(function, args, kwargs)
    return _with(found, k.dims(args[0])) if args and isinstance(args[0], k.Array) else found


def _sections(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`sosfilt`: the shape of the signal, as precise as the filter or it."""
    if len(args) < 2 or not isinstance(args[1], k.Array):
        return k.Unknown()
    sections = args[0].dtype if isinstance(args[0], k.Array) else np.dtype("f8")
    return k.Array(np.result_type(sections, args[1].dtype), args[1].dims)


RESULTS |= OF_OBJECTS | OF_MATRICES | OF_POLYNOMIALS | OF_RUNTIME


def _vdot(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """A number, whatever the shapes of two arrays of one size."""
    dtypes = [a.dtype for a in args if isinstance(a, k.Array)]
    if len(dtypes) != 2 or kwargs:
        return probe(function, args, kwargs)
    return k.Scalar(np.result_type(*dtypes))


RESULTS |= {np.vdot: _vdot, np.tensordot: contracted, np.einsum: summed}


def _square(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`squareform`: a matrix of a vector, and the other way round."""
    kind = args[0] if args else k.Unknown()
    if not isinstance(kind, k.Array) or k.rank(kind) not in (1, 2):
        return k.Unknown()
    return k.Array(kind.dtype, (None,) * (3 - len(kind.dims or ())))


def _tridiagonal(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """Values, and vectors, of a matrix of which the diagonal is given first."""
    values, alone = args[0], _given(args, kwargs, 2, "eigvals_only", False)
    if not isinstance(values, k.Array) or not values.dims or alone is ...:
        return k.Unknown()
    vectors = k.Array(values.dtype, (*values.dims, *values.dims))
    return values if alone or "vals" in function.__name__ else k.Tuple((values, vectors))


OF_SCIPY: dict[str, Callable[[Any, Args, Kwargs], k.Kind]] = {
    **dict.fromkeys(["expm", "sqrtm", "logm", "fractional_matrix_power", "inv", "cholesky"], _same),
    **dict.fromkeys(
        ["solve", "solve_triangular", "cho_solve", "lu_solve", "solve_sylvester"], _right
    ),
    "lu_factor": _packed,
    **dict.fromkeys(["solve_banded", "solveh_banded", "solve_discrete_lyapunov"], _as_right),
    "cho_factor": _factored,
    "det": _stacked,
    "svd": _svd,
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
        return {**OF_SPECIAL, "multigammaln": gammas}.get(function.__name__, RESULTS.get(function))
    if module.startswith("scipy.fft"):
        return RESULTS.get(getattr(np.fft, function.__name__, None))
    if module.startswith("scipy.signal") and function.__name__ == "sosfilt":
        return _sections
    if module.startswith("scipy.ndimage"):
        return _filtered
    if module.startswith("scipy.spatial") and function.__name__ == "squareform":
        return _square
    return RESULTS.get(function)

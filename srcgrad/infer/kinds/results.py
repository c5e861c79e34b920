"""Kinds of what functions of linear algebra return: tuples, stacks, lengths of axes.

Dtype, rank and class come from a run on identity matrices; a sample of equal numbers would be
singular.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.kinds.of_matrices import OF_MATRICES
from srcgrad.infer.kinds.of_objects import OF_OBJECTS
from srcgrad.infer.kinds.of_polynomials import OF_POLYNOMIALS
from srcgrad.infer.kinds.of_runtime import OF_RUNTIME
from srcgrad.infer.kinds.perhaps_complex import open_question, perhaps_complex
from srcgrad.infer.kinds.probe import NoSample, kind_of_value, probe, sample, sizes
from srcgrad.infer.lengths.contracted import contracted, summed
from srcgrad.infer.lengths.spectra import HALF, WHOLE, asked, half, transformed
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Length, composed, has_name

Args = list[k.Kind]
Kwargs = dict[str, k.Kind]
Dims = tuple[Length, ...]


def _regular(kind: k.Kind, size: int, factored: bool = False) -> Any:
    """A sample whose last two axes hold an identity matrix.

    The pivots beside a factored one are 0: LAPACK writes where they point, beyond the matrix too.
    """
    if isinstance(kind, k.Tuple):
        return tuple(_regular(item, size, factored=True) for item in kind.items)
    value = sample(kind, size)
    if isinstance(value, np.ndarray) and factored and value.dtype.kind in "iu":
        return np.zeros_like(value)
    if isinstance(value, np.ndarray) and value.ndim > 1:
        return np.broadcast_to(np.eye(*value.shape[-2:], dtype=value.dtype), value.shape).copy()
    return value


def tried(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """The kind of a result, without lengths; unknown where the sample is refused."""
    if any(isinstance(a, k.Array) and a.dims is None for a in args):
        return k.Unknown()
    lengths = [d for a in args if isinstance(a, k.Array) for d in a.dims or ()]
    for size in sizes(d for d in lengths if isinstance(d, int)):
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


def with_lengths(found: k.Kind, *lengths: Dims | None) -> k.Kind:
    """The kind with the lengths of its axes, part by part for a tuple."""
    if isinstance(found, k.Tuple) and len(found.items) == len(lengths):
        parts = [with_lengths(item, one) for item, one in zip(found.items, lengths, strict=True)]
        return k.Tuple(tuple(parts), found.cls)
    (own,) = lengths if len(lengths) == 1 else (None,)
    if isinstance(found, k.Array) and own is not None and found.rank == len(own):
        return k.Array(found.dtype, own)
    return found


def shorter(m: Length, n: Length) -> Length:
    """The smaller of two lengths."""
    if not has_name(m) or not has_name(n):
        return None
    if isinstance(m, int) and isinstance(n, int):
        return min(m, n)
    return m if m == n else composed(f"min({m},{n})")


def matrix_of(args: Args) -> tuple[Dims, Length, Length] | None:
    """The stack's axes, and the two of the matrix."""
    if not args or not isinstance(args[0], k.Array):
        return None
    dims = args[0].dims
    return None if dims is None or len(dims) < 2 else (dims[:-2], dims[-2], dims[-1])


def given(args: Args, kwargs: Kwargs, position: int, name: str, default: Any) -> Any:
    """The value of an option, or `...` where it is not known."""
    kind = args[position] if len(args) > position else kwargs.get(name, k.Known(default))
    return k.value_of(kind) if k.constant(kind) else ...


def vectors_of(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`eig`, `eigh`: values and vectors."""
    found, matrix = tried(function, args, kwargs), matrix_of(args)
    if matrix is None:
        return found
    stack, _, n = matrix
    return with_lengths(found, (*stack, n), (*stack, n, n)) if isinstance(found, k.Tuple) else found


def values_of(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`eigvalsh`, `svdvals`: one length for each matrix."""
    found, matrix = tried(function, args, kwargs), matrix_of(args)
    return found if matrix is None else with_lengths(found, (*matrix[0], shorter(*matrix[1:])))


def svd(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """The two factors and the values between them, or these alone."""
    full = given(args, kwargs, 1, "full_matrices", True)
    both = given(args, kwargs, 2, "compute_uv", True)
    if full is ... or both is ...:
        return k.Unknown()
    found, matrix = tried(function, args, kwargs), matrix_of(args)
    if matrix is None:
        return found
    stack, m, n = matrix
    short = shorter(m, n)
    if not isinstance(found, k.Tuple):
        return with_lengths(found, (*stack, short))
    left, right = (m, n) if full else (short, short)
    return with_lengths(found, (*stack, m, left), (*stack, short), (*stack, right, n))


def _qr(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    mode = given(args, kwargs, 1, "mode", "reduced")
    if mode is ...:
        return k.Unknown()
    found, matrix = tried(function, args, kwargs), matrix_of(args)
    if matrix is None or mode not in ("reduced", "r"):
        return found
    stack, m, n = matrix
    short = shorter(m, n)
    if mode == "r":
        return with_lengths(found, (*stack, short, n))
    return with_lengths(found, (*stack, m, short), (*stack, short, n))


def same(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`inv`, `cholesky`: as the argument."""
    found = tried(function, args, kwargs)
    return with_lengths(found, args[0].dims) if isinstance(args[0], k.Array) else found


def _solve(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    found = tried(function, args, kwargs)
    if len(args) == 2 and k.rank(args[0]) == 2 and k.rank(args[1]) in (1, 2):
        return with_lengths(found, k.dims(args[1]))
    return found


def _lstsq(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    found, matrix = tried(function, args, kwargs), matrix_of(args)
    columns = k.dims(args[1]) if len(args) > 1 else None
    if matrix is None or columns is None or not columns:
        return found
    return with_lengths(found, (matrix[2], *columns[1:]), None, None, None)


def stacked(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`det`, `slogdet`: a number for each matrix."""
    found, matrix = tried(function, args, kwargs), matrix_of(args)
    if matrix is None:
        return found
    return with_lengths(
        found, *[matrix[0]] * (len(found.items) if isinstance(found, k.Tuple) else 1)
    )


def _swapped(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    found, matrix = tried(function, args, kwargs), matrix_of(args)
    return found if matrix is None else with_lengths(found, (*matrix[0], matrix[2], matrix[1]))


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
    ind = given(args, kwargs, 1, "ind", 2)
    if ind is ... or not isinstance(args[0], k.Array) or args[0].dims is None:
        return k.Unknown()
    dims = args[0].dims
    return k.Array(np.result_type(args[0].dtype, np.float32), (*dims[ind:], *dims[:ind]))


_BY_NAME: dict[str, Callable[[Any, Args, Kwargs], k.Kind]] = {
    "eig": lambda *call: perhaps_complex(vectors_of(*call)),
    "eigh": vectors_of,
    "eigvals": lambda *call: perhaps_complex(values_of(*call)),
    "eigvalsh": values_of,
    "svdvals": values_of,
    "svd": svd,
    "qr": _qr,
    "inv": same,
    "cholesky": same,
    "solve": _solve,
    "lstsq": _lstsq,
    "det": stacked,
    "slogdet": stacked,
    "matrix_transpose": _swapped,
    "cond": tried,
    "tensorsolve": _tensor,
    "tensorinv": _inverted,
}
RESULTS: dict[Any, Callable[[Any, Args, Kwargs], k.Kind]] = {
    getattr(np.linalg, name): kind for name, kind in _BY_NAME.items() if name in dir(np.linalg)
}


def _spectrum(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """A Fourier transform: as the argument, or as long as it is asked to be."""
    counted = {name: _whole(kind) for name, kind in kwargs.items()}
    given = [*args[:1], *map(_whole, args[1:])]
    found = tried(function, given, counted)
    lengths = transformed(function, given, counted)
    if lengths is not None:
        return with_lengths(found, lengths)
    own = len(args) > 1 or {*kwargs} & {"n", "s"} or function in ONE_AXIS
    return found if own else with_lengths(found, k.dims(args[0]))


def _whole(kind: k.Kind) -> k.Kind:
    """A length that is a float at times, such as an infinity at first: NumPy raises then."""
    return k.Int() if kind == k.Real(integral=True) else kind


_FOURIER = ("fft", "ifft", "fft2", "ifft2", "fftn", "ifftn", "fftshift", "ifftshift")
ONE_AXIS = WHOLE | HALF
RESULTS |= {getattr(np.fft, name): _spectrum for name in _FOURIER}
RESULTS |= dict.fromkeys(ONE_AXIS, _spectrum)


def _frequencies(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """As many as are asked for."""
    found = tried(function, args, kwargs)
    count = asked(args[0]) if args else None
    return with_lengths(found, (half(count) if function is np.fft.rfftfreq else count,))


RESULTS |= dict.fromkeys((np.fft.fftfreq, np.fft.rfftfreq), _frequencies)


def holds_complex(wanted: bool) -> Callable[[Args, Kwargs], k.Kind]:
    """`np.iscomplexobj`, `np.isrealobj`: what the kind tells."""

    def of(args: Args, kwargs: Kwargs) -> k.Kind:
        told = len(args) == 1 and (k.is_number(args[0]) or k.is_array(args[0]))
        told = told and not (isinstance(args[0], k.Real) or open_question(args[0]))
        return k.Known(k.is_complex(args[0]) == wanted) if told else k.Bool()

    return of


RESULTS |= OF_OBJECTS | OF_MATRICES | OF_POLYNOMIALS | OF_RUNTIME


def _vdot(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """A number, whatever the shapes of two arrays of one size."""
    dtypes = [a.dtype for a in args if isinstance(a, k.Array)]
    if len(dtypes) != 2 or kwargs:
        return probe(function, args, kwargs)
    return k.Scalar(np.result_type(*dtypes))


RESULTS |= {np.vdot: _vdot, np.tensordot: contracted, np.einsum: summed}

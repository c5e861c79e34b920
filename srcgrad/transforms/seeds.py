"""The seed, as far as it can be judged before anything runs."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.errors import NonDifferentiableError, SeedError, SrcgradError
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import of_rows
from srcgrad.runtime import ComplexPower, NothingReturned, SeedMismatch, attributes_in

WAYS_OUT = (
    "pass a seed of the output's shape (the vector v of v·J), "
    "reduce the output to a scalar, for example with np.sum, "
    "or ask for the whole matrix with jacobian"
)


def misfit(error: SeedMismatch) -> SrcgradError:
    """The error for what only the run reveals of the output and its seed."""
    if isinstance(error, NothingReturned):
        return NonDifferentiableError(str(error), "return a float or an array on every path")
    if isinstance(error, ComplexPower):
        return NonDifferentiableError(
            str(error), "make its base complex, for example by adding 0j to it"
        )
    return SeedError(str(error), "pass a seed of the output's structure and shape")


def scalar_seed(seed: Any, place: str = "") -> float:
    """A seed for a real scalar output, as a Python float; the output is in a `place` of another."""
    if isinstance(seed, float | int) and not isinstance(seed, bool):
        return float(seed)
    if (
        isinstance(seed, np.generic | np.ndarray)
        and np.ndim(seed) == 0
        and seed.dtype.kind in "iuf"
    ):
        return float(seed)
    if isinstance(seed, complex | np.complexfloating):
        raise _complex(place)
    raise SeedError(
        f"the output{place} is a scalar, and the seed{place} is {_what(seed)}",
        "pass a number there" if place else "pass a number, or leave the seed out for 1.0",
    )


def perhaps_scalar(output: k.Kind) -> bool:
    """May the output turn out to be one number, as far as is known before the run?"""
    if not isinstance(output, k.Array) or output.dims is None:
        return isinstance(output, k.Array)
    return len(output.dims) == 1 and of_rows(output.dims[0])  # a sum over rows that are not there


def missing(output: k.Kind) -> SeedError:
    """The error for an output that is no scalar and has no seed."""
    return SeedError(f"the output is {shape_text(output)}, so a seed is needed", WAYS_OUT)


def seed_of(seed: Any, output: k.Kind, scalar: bool) -> Any:
    """The seed that a call takes: 1.0 where none is given and the output may be one number."""
    if scalar:
        return 1.0 if seed is None else scalar_seed(seed)
    if seed is not None:
        check_seed(seed, output)
        return seed
    if perhaps_scalar(output):
        return 1.0
    raise missing(output)


def check_seed(seed: Any, output: k.Kind, place: str = "") -> None:
    """Structure, rank and kind of a seed; lengths are known only after the run."""
    match output:
        case k.Tuple(items, _) | k.List(tuple() as items, _):
            if not isinstance(seed, tuple | list) or len(seed) != len(items):
                raise _unlike(seed, output, place)
            for n, (part, kind) in enumerate(zip(seed, items, strict=True)):
                check_seed(part, kind, f"{place}[{n}]")
        case k.Dict(keys, items):
            if not isinstance(seed, dict) or set(seed) != set(keys):
                raise _unlike(seed, output, place)
            for key, kind in zip(keys, items, strict=True):
                check_seed(seed[key], kind, f"{place}[{key!r}]")
        case k.Object(cls, names, items):
            if type(seed) is not cls or set(attributes_in(seed)) != set(names):
                raise _unlike(seed, output, place)
            for name, kind in zip(names, items, strict=True):
                check_seed(getattr(seed, name), kind, f"{place}.{name}")
        case k.Array(dtype, _) if seed is None and dtype.kind not in "fc":
            return  # what has no derivative needs no seed
        case k.Array(dtype, dims):
            _check_array(seed, dtype, dims, output, place)
        case k.Complex():
            _check_array(seed, np.dtype(complex), (), output, place)
        case k.Scalar(dtype) if dtype.kind == "c":
            _check_array(seed, dtype, (), output, place)
        case k.Real() | k.Scalar():
            scalar_seed(seed, place)


def _check_array(seed: Any, dtype: np.dtype[Any], dims: Any, output: k.Kind, place: str) -> None:
    plain = type(seed) is np.ndarray or isinstance(seed, np.generic | float | int | complex | list)
    if plain and not isinstance(seed, bool):
        given = np.asarray(seed)
        if given.dtype.kind in "biuf" or (given.dtype.kind == "c" and dtype.kind == "c"):
            if dims is None or given.ndim == len(dims) or any(map(of_rows, dims)):
                return
        elif given.dtype.kind == "c":
            raise _complex(place)
    raise _unlike(seed, output, place)


def _unlike(seed: Any, output: k.Kind, place: str) -> SeedError:
    what = f"the output{place} is {shape_text(output)}, and the seed{place} is {_what(seed)}"
    return SeedError(what, WAYS_OUT)


def _complex(place: str) -> SeedError:
    what = f"the output{place} is real, and the seed{place} is complex"
    ways = "pass a real seed; for zeros or eigenvalues that are complex, give complex arguments"
    return SeedError(what, ways)


def shape_text(kind: k.Kind) -> str:
    """What an output is, in words."""
    match kind:
        case k.Array(dtype, dims):
            if dims is None:
                return f"an array of {dtype}"
            shape = ", ".join(str(d) if isinstance(d, int) else "n" for d in dims)
            return f"an array of {dtype} of shape ({shape}{',' if len(dims) == 1 else ''})"
        case k.Tuple(items, _):
            return f"a tuple of {len(items)}"
        case k.List(items, _):
            return "a list" if items is None else f"a list of {len(items)}"
        case k.Dict(keys, _):
            return f"a dict with keys {', '.join(map(repr, keys))}"
        case k.Object(cls):
            return f"a {cls.__name__}"
    return "a complex number" if k.is_complex(kind) else "no scalar"


def _what(seed: Any) -> str:
    if isinstance(seed, np.ndarray):
        return f"an array of {seed.dtype} of shape {seed.shape}"
    if isinstance(seed, tuple | list):
        return f"a {type(seed).__name__} of {len(seed)}"
    if isinstance(seed, dict):
        return f"a dict with keys {', '.join(map(repr, seed))}"
    return "None" if seed is None else f"a {type(seed).__name__}"

"""Functions of polynomials by their coefficients that NumPy computes in plain operations."""

from typing import Any

import numpy as np

from srcgrad.rules.declare import meaning


@meaning(np.polyint, keywords=("k",))
def polyint(p: Any, m: int = 1, k: Any = None) -> Any:
    """The integral of order `m`, with its constants."""
    if k is None:
        return np.polyint(p, m)
    constants = np.ravel(np.asarray(k))
    given = np.asarray(p)
    if m == 0:
        return given
    if m > 1 and len(constants) == 1:
        constants = constants[0] * np.ones(m)
    # The first quotient has the dtype of the last one: that of the coefficients may be narrower.
    whole = np.append(given / np.arange(len(given), 0, -1), constants[0])
    for n in range(1, m):
        whole = np.append(whole / np.arange(len(whole), 0, -1), constants[n])
    return whole


@meaning(np.polydiv)
def polydiv(u: Any, v: Any) -> Any:
    """Quotient and remainder."""
    if np.ndim(u) != 1 or np.ndim(v) != 1:
        raise NotImplementedError("polydiv of numbers: make them arrays of one coefficient")
    first = u + 0.0
    second = v + 0.0
    m = len(first) - 1
    n = len(second) - 1
    scale = 1.0 / second[0]
    rest = first + 0.0 * second[0]
    quotient = np.zeros(max(m - n + 1, 1), rest.dtype)
    for k in range(m - n + 1):
        d = scale * rest[k]
        quotient[k] = d
        rest[k : k + n + 1] -= d * second
    start = 0
    while start < len(rest) - 1 and np.allclose(rest[start], 0, rtol=1e-14):
        start += 1
    return quotient, rest[start:]


@meaning(np.poly)
def poly(seq_of_zeros: Any) -> Any:
    """The polynomial with these zeros."""
    if np.ndim(seq_of_zeros) != 1:
        raise NotImplementedError("the characteristic polynomial: use `np.linalg.eigvals`")
    zeros = np.asarray(seq_of_zeros)
    if np.iscomplexobj(zeros):
        raise NotImplementedError("the polynomial with complex zeros")
    whole = np.ones(1, zeros.dtype)
    for zero in zeros:
        whole = np.convolve(whole, np.array([1.0, -zero], zeros.dtype))
    return whole


@meaning(np.trim_zeros)
def trim_zeros(filt: Any, trim: str = "fb") -> Any:
    """What is left without the zeros at the ends."""
    if np.ndim(filt) != 1:
        raise NotImplementedError("trim_zeros of an array of another rank than 1")
    places = np.flatnonzero(filt)
    first = 0
    last = len(filt)
    if len(places) == 0:
        last = 0
    else:
        if "f" in trim.lower():
            first = places[0]
        if "b" in trim.lower():
            last = places[-1] + 1
    return filt[first:last]

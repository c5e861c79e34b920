"""Cosine and sine transforms of `scipy.fft`, whose adjoints are such transforms.

The matrices of the types 2 and 3 are transposes of each other but for the weight of one element,
that of type 4 is its own; those of type 1 are symmetric but for both ends of the cosine.
"""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import scipy.fft

from srcgrad.rules.declare import linear
from srcgrad.runtime import cut_or_filled, ends_weighed


def other_type(type: int) -> int:
    """The type of the inverse transform."""
    return {2: 3, 3: 2}.get(type, type)


def other_norm(norm: Any) -> Any:
    """How it is scaled."""
    scales = {None: "forward", "backward": "forward", "forward": None, "ortho": "ortho"}
    return scales[norm]


def dct(
    y_bar: Any, y: Any, x: Any, type: int = 2, n: Any = None, axis: int = -1, norm: Any = None
) -> Any:
    if type == 4:
        turned = scipy.fft.dct(y_bar, type, axis=axis, norm=norm)
    elif norm == "ortho":
        turned = scipy.fft.dct(y_bar, other_type(type), axis=axis, norm=norm)
    elif type == 2:
        turned = scipy.fft.dct(ends_weighed(y_bar, axis, 2.0, 1.0), 3, axis=axis, norm=norm)
    elif type == 3:
        turned = ends_weighed(scipy.fft.dct(y_bar, 2, axis=axis, norm=norm), axis, 0.5, 1.0)
    elif type == 1:
        even = scipy.fft.dct(ends_weighed(y_bar, axis, 2.0, 2.0), 1, axis=axis, norm=norm)
        turned = ends_weighed(even, axis, 0.5, 0.5)
    else:
        raise NotImplementedError("dct of a type that only the run knows")
    return cut_or_filled(turned, x.shape[axis], axis)


linear(scipy.fft.dct, transpose=dct)


def idct(
    y_bar: Any, y: Any, x: Any, type: int = 2, n: Any = None, axis: int = -1, norm: Any = None
) -> Any:
    return dct(y_bar, y, x, other_type(type), n, axis, other_norm(norm))


linear(scipy.fft.idct, transpose=idct)


def dst(
    y_bar: Any, y: Any, x: Any, type: int = 2, n: Any = None, axis: int = -1, norm: Any = None
) -> Any:
    if type == 4 or type == 1:
        turned = scipy.fft.dst(y_bar, type, axis=axis, norm=norm)
    elif norm == "ortho":
        turned = scipy.fft.dst(y_bar, other_type(type), axis=axis, norm=norm)
    elif type == 2:
        turned = scipy.fft.dst(ends_weighed(y_bar, axis, 1.0, 2.0), 3, axis=axis, norm=norm)
    elif type == 3:
        turned = ends_weighed(scipy.fft.dst(y_bar, 2, axis=axis, norm=norm), axis, 1.0, 0.5)
    else:
        raise NotImplementedError("dst of a type that only the run knows")
    return cut_or_filled(turned, x.shape[axis], axis)


linear(scipy.fft.dst, transpose=dst)


def idst(
    y_bar: Any, y: Any, x: Any, type: int = 2, n: Any = None, axis: int = -1, norm: Any = None
) -> Any:
    return dst(y_bar, y, x, other_type(type), n, axis, other_norm(norm))


linear(scipy.fft.idst, transpose=idst)


def hankel_transform(
    y_bar: Any, y: Any, a: Any, dln: Any, mu: Any, offset: Any = 0.0, bias: Any = 0.0
) -> Any:
    return scipy.fft.fht(y_bar, dln, mu, offset, bias)  # its matrix is symmetric


def inverse_hankel_transform(
    y_bar: Any, y: Any, A: Any, dln: Any, mu: Any, offset: Any = 0.0, bias: Any = 0.0
) -> Any:
    return scipy.fft.ifht(y_bar, dln, mu, offset, bias)


linear(scipy.fft.fht, transpose=hankel_transform, operands=("a",))
linear(scipy.fft.ifht, transpose=inverse_hankel_transform, operands=("A",))


def cut_or_filled_rule(y_bar: Any, y: Any, x: Any, size: Any = 0, axis: Any = -1) -> Any:
    return cut_or_filled(y_bar, x.shape[axis], axis)


def ends_weighed_rule(
    y_bar: Any, y: Any, x: Any, axis: Any = -1, first: Any = 1.0, last: Any = 1.0
) -> Any:
    return ends_weighed(y_bar, axis, first, last)


linear(cut_or_filled, transpose=cut_or_filled_rule)
linear(ends_weighed, transpose=ends_weighed_rule)

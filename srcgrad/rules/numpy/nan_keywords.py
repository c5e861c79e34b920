"""What reductions that leave NaN out mean with the keywords of those that do not."""

from typing import Any

import numpy as np

from srcgrad.rules.declare import meaning

KEYWORDS = ("dtype", "initial", "where")


@meaning(np.nansum, keywords=KEYWORDS)
def nansum(a: Any, axis: Any = None, dtype: Any = None, **options: Any) -> Any:
    """The sum of what is a number."""
    return np.sum(np.where(np.isnan(a), 0, a), axis=axis, dtype=dtype, **options)


@meaning(np.nanprod, keywords=KEYWORDS)
def nanprod(a: Any, axis: Any = None, dtype: Any = None, **options: Any) -> Any:
    """The product of what is a number."""
    return np.prod(np.where(np.isnan(a), 1, a), axis=axis, dtype=dtype, **options)


@meaning(np.nancumprod)
def nancumprod(a: Any, axis: Any = None, dtype: Any = None) -> Any:
    """The products so far, of what is a number."""
    return np.cumprod(np.where(np.isnan(a), 1, a), axis=axis, dtype=dtype)


@meaning(np.nancumsum, keywords=("dtype",))
def nancumsum(a: Any, axis: Any = None, dtype: Any = None) -> Any:
    """The sums so far, of what is a number."""
    return np.cumsum(np.where(np.isnan(a), 0, a), axis=axis, dtype=dtype)


@meaning(np.add.reduce, keywords=KEYWORDS)
def add_reduce(array: Any, axis: Any = 0, dtype: Any = None, **options: Any) -> Any:
    """A sum."""
    return np.sum(array, axis=axis, dtype=dtype, **options)


@meaning(np.multiply.reduce, keywords=KEYWORDS)
def multiply_reduce(array: Any, axis: Any = 0, dtype: Any = None, **options: Any) -> Any:
    """A product."""
    return np.prod(array, axis=axis, dtype=dtype, **options)


@meaning(np.maximum.reduce, keywords=("initial", "where"))
def maximum_reduce(array: Any, axis: Any = 0, **options: Any) -> Any:
    """The largest."""
    return np.max(array, axis=axis, **options)


@meaning(np.minimum.reduce, keywords=("initial", "where"))
def minimum_reduce(array: Any, axis: Any = 0, **options: Any) -> Any:
    """The smallest."""
    return np.min(array, axis=axis, **options)

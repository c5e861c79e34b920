"""Is a sparsity pattern one of the function's: does it name every entry that is not zero?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.checks.replicas import replica
from srcgrad.errors import GradientCheckError
from srcgrad.transforms.jacobian import jacobian
from srcgrad.transforms.second import hessian

REMEDY = "complete the pattern, or leave sparsity out"


def check_sparsity(
    name: str, label: str, primal: Callable[..., Any], args: Any, wrt: Any, sparsity: Any
) -> None:
    """Compare a pattern with the whole Jacobian, or of a number with the whole Hessian."""
    from srcgrad.rules.scipy.sparse.matrices import pattern_of  # SciPy is not always there

    value = primal(*replica(args))
    number = np.ndim(value) == 0
    whole = (hessian if number else jacobian)(primal, wrt=wrt)(*replica(args))
    across = np.shape(whole)[np.ndim(value) :]
    if number:
        across = across[len(across) // 2 :]
    columns = int(np.prod(across))
    matrix = np.reshape(whole, (-1, columns))
    rows, others, shape = pattern_of(sparsity)
    if shape != matrix.shape:
        raise GradientCheckError(
            f"the pattern that `sparsity` gives has shape {shape}, and the "
            f"{'Hessian' if number else 'Jacobian'} of `{name}` by {label} has shape "
            f"{matrix.shape}",
            "give one row for each number of the value, and one column for each of the argument",
        )
    left = matrix != 0  # NaN too
    left[rows, others] = False
    if not np.any(left):
        return
    row, column = (int(n) for n in np.argwhere(left)[0])
    down = across if number else np.shape(value)
    raise GradientCheckError(
        f"the pattern that `sparsity` gives leaves out entry ({row}, {column}): the derivative of "
        f"{_place('the gradient' if number else f'the value of `{name}`', down, row)} by "
        f"{_place(label, across, column)} is {matrix[row, column].item()!r}, and {int(left.sum())} "
        f"{'entry is' if left.sum() == 1 else 'entries are'} left out in all",
        REMEDY,
    )


def _place(what: str, shape: tuple[int, ...], position: int) -> str:
    """An element in words.

    >>> _place("x", (2, 3), 4)
    'x[1, 1]'
    """
    index = np.unravel_index(position, shape)
    return f"{what}[{', '.join(str(int(n)) for n in index)}]" if shape else what

"""What a function returns, made one number by a seed."""

from typing import Any

import numpy as np

from srcgrad.checks.leaves import at, differentiable, leaves, replaced


def random_seed(value: Any, random_state: int) -> Any:
    """A seed with the structure of ``value``: random numbers, None where no derivative can be.

    >>> random_seed((np.zeros(2), 3), 0)
    (array([ 0.12573022, -0.13210486]), None)
    """
    generator = np.random.default_rng(random_state)
    seed = value
    for path, leaf in leaves(value):
        seed = replaced(seed, path, random_like(leaf, generator) if differentiable(leaf) else None)
    return seed


def random_like(leaf: Any, generator: np.random.Generator) -> Any:
    """Random numbers of the shape, type and dtype of ``leaf``."""
    numbers: Any = generator.standard_normal(np.shape(leaf))
    if np.iscomplexobj(leaf):
        numbers = numbers + 1j * generator.standard_normal(np.shape(leaf))
    if isinstance(leaf, np.ndarray):
        return np.asarray(numbers, leaf.dtype)
    return type(leaf)(numbers)


def weighted(value: Any, seed: Any) -> float:
    """The real part of the sum of all numbers of ``value``, each times its seed; None is 1.

    >>> weighted((np.array([1.0, 2.0]), 3), (np.array([10.0, 20.0]), None))
    50.0
    """
    if seed is None:
        return float(np.real(value))
    total = 0.0
    for path, leaf in leaves(value):
        if differentiable(leaf):
            total += float(np.sum(np.asarray(leaf) * at(seed, path)).real)
    return total


def agree(value: Any, other: Any, rtol: float) -> bool:
    """Whether two values have the same structure and, to ``rtol``, the same numbers.

    >>> agree([1.0, "a"], [1.0 + 1e-12, "a"], 1e-6), agree([1.0], (1.0,), 1e-6)
    (True, False)
    """
    if type(value) is not type(other):
        return False
    pairs = list(leaves(value)), list(leaves(other))
    if [path for path, _ in pairs[0]] != [path for path, _ in pairs[1]]:
        return False
    return all(
        np.shape(a) == np.shape(b) and np.allclose(a, b, rtol=rtol, atol=0.0, equal_nan=True)
        for (_, a), (_, b) in zip(*pairs, strict=True)
        if differentiable(a) and type(a) is type(b)
    )


def coarsest(*values: Any) -> float:
    """The largest rounding unit among the floating numbers inside the values.

    >>> coarsest(1.0, np.zeros(2, np.float32)) == 2.0**-23
    True
    """
    units = [2.0**-52]
    for _, leaf in leaves(values):
        if differentiable(leaf):
            units.append(float(np.finfo(np.asarray(leaf).dtype).eps))
    return float(max(units))

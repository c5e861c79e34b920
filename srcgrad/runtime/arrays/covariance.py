"""Adjoints of covariance and correlation."""

from typing import Any

import numpy as np

from srcgrad.runtime.arrays.averages import over_freedom


class SingularCovariance(np.linalg.LinAlgError):
    """A density in a subspace, where its derivative is needed."""


def of_full_rank(cov: Any) -> Any:
    """A covariance matrix, of which no eigenvalue is so small that SciPy takes it for zero.

    >>> of_full_rank(np.eye(1))
    array([[1.]])
    """
    spread = np.linalg.eigvalsh(cov)
    factor = 1e3 if spread.dtype.char == "f" else 1e6
    if np.min(spread) <= factor * np.finfo(spread.dtype).eps * np.max(np.abs(spread)):
        raise SingularCovariance(
            "the covariance matrix is singular here, and the density has no derivative by it"
        )
    return cov


def covariance_transpose(
    c_bar: Any, m: Any, y: Any = None, rowvar: bool = True, ddof: int = 1
) -> Any:
    """The adjoints of `m` and `y` in `np.cov(m, y, rowvar, ddof=ddof)`.

    >>> covariance_transpose(1.0, np.array([1.0, 2.0, 6.0]))[0]
    array([-2., -1.,  3.])
    """
    given = [part for part in (m, y) if part is not None]
    turned = [not rowvar and np.ndim(part) > 1 for part in given]
    rows = [part.T if t else np.atleast_2d(part) for part, t in zip(given, turned, strict=True)]
    if not len(rows[0]):  # then there is no covariance, whatever `y` has
        return [np.zeros_like(source) for source in given]
    samples = np.concatenate(rows)
    centred = samples - np.mean(samples, axis=1, keepdims=True)
    weights = np.reshape(c_bar, (len(samples), len(samples)))
    weights = over_freedom(weights + weights.T.conj(), samples.shape[1] - ddof)
    found = weights @ centred.conj()
    parts = [found[: len(rows[0])], found[len(rows[0]) :]]
    return [
        (part.T if t else part).reshape(np.shape(source))
        for part, t, source in zip(parts, turned, given, strict=False)
    ]


def correlation_transpose(c_bar: Any, c: Any, x: Any, y: Any = None, rowvar: bool = True) -> Any:
    """The adjoints of `x` and `y` in `c = np.corrcoef(x, y, rowvar)`.

    >>> x, y = np.array([1.0, 0.0]), np.array([1.0, 3.0])
    >>> correlation_transpose(np.ones((2, 2)), np.corrcoef(x, y), x, y)[0].tolist()
    [0.0, 0.0]
    """
    covariance = np.atleast_2d(np.cov(x, y, rowvar))
    lengths = np.sqrt(np.diag(covariance).real)
    weights = np.reshape(c_bar, covariance.shape)
    each = weights * np.reshape(c, covariance.shape)
    total = np.sum(each + each.T, axis=1).real
    inner = weights / np.outer(lengths, lengths)
    inner[np.diag_indices_from(inner)] -= 0.5 * total / lengths**2
    return covariance_transpose(inner, x, y, rowvar)


def covariance_tangent(
    m_dot: Any, y_dot: Any, m: Any, y: Any = None, rowvar: bool = True, ddof: int = 1
) -> Any:
    """The tangent of `np.cov(m, y, rowvar, ddof=ddof)`; a number 0 stands for no tangent.

    >>> float(covariance_tangent(np.array([0.0, 0.0, 1.0]), 0, np.array([1.0, 2.0, 6.0])))
    3.0
    """
    pairs = [(m, m_dot + np.zeros_like(m))]
    if y is not None:
        pairs.append((y, y_dot + np.zeros_like(y)))
    turned = [not rowvar and np.ndim(part) > 1 for part, _ in pairs]
    rows = [
        [part.T if t else np.atleast_2d(part) for part in pair]
        for pair, t in zip(pairs, turned, strict=True)
    ]
    if not len(rows[0][0]):
        return np.zeros((0, 0))
    samples, moved = (np.concatenate([row[n] for row in rows]) for n in (0, 1))
    centred = samples - np.mean(samples, axis=1, keepdims=True)
    left = samples.shape[1] - ddof
    half = moved @ centred.T.conj() / (left if left > 0 else np.nan)
    return np.squeeze(half + half.T.conj())


def correlation_tangent(
    x_dot: Any, y_dot: Any, c: Any, x: Any, y: Any = None, rowvar: bool = True
) -> Any:
    """The tangent of `c = np.corrcoef(x, y, rowvar)`; a number 0 stands for no tangent.

    >>> x, y = np.array([1.0, 0.0]), np.array([1.0, 3.0])
    >>> correlation_tangent(np.ones(2), 0, np.corrcoef(x, y), x, y).tolist()
    [[0.0, 0.0], [0.0, 0.0]]
    """
    covariance = np.atleast_2d(np.cov(x, y, rowvar))
    moved = np.atleast_2d(covariance_tangent(x_dot, y_dot, x, y, rowvar))
    lengths = np.sqrt(np.diag(covariance).real)
    rates = 0.5 * np.diag(moved).real / np.diag(covariance).real
    found = moved / np.outer(lengths, lengths) - np.atleast_2d(c) * np.add.outer(rates, rates)
    return np.reshape(found, np.shape(c))

"""Adjoints of what is counted in bins."""

from typing import Any

import numpy as np


def histogram_transpose(counts_bar: Any, edges: Any, a: Any) -> Any:
    """The adjoint of the weights of `np.histogram(a, weights=weights)`.

    The last bin holds its upper edge; what lies outside counts nowhere.

    >>> histogram_transpose(np.array([1.0, 2.0]), np.arange(3.0), np.array([2, 0.5, 3]))
    array([2., 1., 0.])
    """
    place, inside = bins_of(edges, a)
    return np.where(inside, counts_bar[place], 0)


def histogram2d_transpose(counts_bar: Any, x_edges: Any, y_edges: Any, x: Any, y: Any) -> Any:
    """The same of the weights of `np.histogram2d(x, y, weights=weights)`.

    >>> edges = np.arange(2.0)
    >>> histogram2d_transpose(np.array([[3.0]]), edges, edges, np.array([0.5]), np.array([1.0]))
    array([3.])
    """
    row, in_row = bins_of(x_edges, np.asarray(x))
    column, in_column = bins_of(y_edges, np.asarray(y))
    return np.where(in_row & in_column, counts_bar[row, column], 0)


def bins_of(edges: Any, a: Any) -> tuple[Any, Any]:
    """In which bin each element lies, the first for those in none, and whether it lies in one.

    >>> bins_of(np.arange(3.0), np.array([2, 3]))
    (array([1, 0]), array([ True, False]))
    """
    count = len(edges) - 1
    place = np.where(a == edges[-1], count - 1, np.searchsorted(edges, a, side="right") - 1)
    inside = (place >= 0) & (place < count)
    return np.where(inside, place, 0), inside


def cells_of(edges: Any, sample: Any) -> tuple[Any, Any]:
    """In which cell of a grid each row of a sample lies, and whether it lies in one.

    >>> cells_of([np.arange(3.0), np.arange(2.0)], np.array([[1.5, 0.5], [0.5, 3.0]]))
    (array([1, 0]), array([ True, False]))
    """
    columns = sample.T if isinstance(sample, np.ndarray) else sample
    cells, inside = np.zeros(len(columns[0]), int), np.ones(len(columns[0]), bool)
    for bounds, column in zip(edges, columns, strict=True):
        place, within = bins_of(bounds, np.asarray(column))
        cells, inside = cells * (len(bounds) - 1) + place, inside & within
    return cells, inside


def volumes(edges: Any) -> Any:
    """The volume of each cell of a grid.

    >>> volumes([np.array([0.0, 1.0, 3.0]), np.array([0.0, 0.5])])
    array([[0.5],
           [1. ]])
    """
    found = np.ones(())
    for bounds in edges:
        found = np.multiply.outer(found, np.diff(bounds))
    return found

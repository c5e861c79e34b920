"""`scipy.spatial.KDTree`: the points that are nearest to others, and how far they are.

Which points these are is constant; what a tree tells of distances is differentiated by both.
"""

from typing import Any

import numpy as np
from scipy.spatial import KDTree, cKDTree

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.objects import operation
from srcgrad.rules.taking import call
from srcgrad.runtime import matrix_found, places_found, vector_found


def asked(own: Any, x: Any, k: Any, eps: Any, p: Any, most: Any) -> Any:
    """Distances and places, one after the other."""
    apart, places = own.query(x, k, eps, p, most)
    return np.ravel(apart).astype(np.float64), np.ravel(places).astype(np.int64)


def lengths(apart: Any, p: Any) -> Any:
    """The norms of the last axis; their slope is 0 where they are."""
    if p == 1:
        return np.sum(np.abs(apart), axis=-1)
    if p == 2:
        return np.linalg.norm(apart, axis=-1)
    if p == np.inf:
        return np.max(np.abs(apart), axis=-1)
    raise NotImplementedError("distances in a tree by another norm than those of 1, 2 and infinity")


class Tree:
    """What `KDTree` makes."""

    def __init__(self, data: Any, own: Any) -> None:
        self.data, self.own = data, own

    @property
    def n(self) -> Any:
        """The number of points."""
        return len(self.data)

    @property
    def m(self) -> Any:
        """The number of their coordinates."""
        return np.shape(self.data)[1]

    def query(
        self,
        x: Any,
        k: Any = 1,
        eps: Any = 0,
        p: Any = 2.0,
        distance_upper_bound: Any = np.inf,
        workers: Any = 1,
    ) -> Any:
        """The distances to the nearest points, and which these are; no such point is far away."""
        if not isinstance(k, int):
            raise NotImplementedError("a tree that is asked for some of the nearest points: give k")
        x = np.asarray(x, dtype=np.float64)
        found = call(asked, self.own, x, k, eps, p, distance_upper_bound)
        far, places = vector_found(found[0]), places_found(found[1])
        near = places < len(self.data)
        points = self.data[np.where(near, places, 0)]
        rows = np.repeat(np.reshape(x, (-1, np.shape(x)[-1])), k, axis=0)
        model = np.where(near, lengths(points - rows, p), np.inf)
        apart = computed(model, far)
        front = np.shape(x)[:-1]
        if k == 1:
            if np.ndim(x) == 1:
                return apart[0].item(), places[0]
            return np.reshape(apart, front), np.reshape(places, front)
        return np.reshape(apart, (*front, k)), np.reshape(places, (*front, k))


@meaning(KDTree, cKDTree)
def tree(
    data: Any,
    leafsize: Any = 10,
    compact_nodes: Any = True,
    copy_data: Any = False,
    balanced_tree: Any = True,
    boxsize: Any = None,
) -> Any:
    """A tree of points, that are the rows of an array."""
    if boxsize is not None:
        raise NotImplementedError("a tree of points with a period")
    points = np.array(data, dtype=np.float64)
    own = call(cKDTree, points, leafsize, compact_nodes, copy_data, balanced_tree)
    return Tree(points, own)


def points_of(own: Any) -> Any:
    """The points of a tree."""
    return np.array(own.data)


def asked_of(
    own: Any,
    x: Any,
    k: Any = 1,
    eps: Any = 0,
    p: Any = 2.0,
    distance_upper_bound: Any = np.inf,
    workers: Any = 1,
) -> Any:
    """What a tree is asked that holds constants."""
    return own.query(x, k, eps, p, distance_upper_bound, workers)


@meaning(asked_of)
def asked_of_constants(
    own: Any,
    x: Any,
    k: Any = 1,
    eps: Any = 0,
    p: Any = 2.0,
    distance_upper_bound: Any = np.inf,
    workers: Any = 1,
) -> Any:
    """The same, as of a tree of active points."""
    points = matrix_found(call(points_of, own))
    return Tree(points, own).query(x, k, eps, p, distance_upper_bound, workers)


operation(asked_of, "query", cKDTree)

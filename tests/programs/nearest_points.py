"""Programs that ask which points are nearest, and which pairs cost least: that is constant."""

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.spatial import KDTree, cKDTree
from scipy.spatial.distance import cdist

from tests.programs.case import Program

draws = np.random.default_rng(4)  # no two of them are equally far from a third
POINTS, OTHERS, FIXED = (
    draws.normal(size=(6, 2)),
    draws.normal(size=(4, 2)),
    draws.normal(size=(7, 2)),
)
TREE = KDTree(FIXED)


def chamfer(x, y):
    there, _ = KDTree(x).query(y)
    back, _ = cKDTree(y).query(x)
    return np.mean(there**2) + np.mean(back)


def to_a_fixed_cloud(x):
    apart, places = TREE.query(x)
    return np.sum(apart) + np.sum((FIXED[places] - x) ** 2)


def to_a_cloud_that_is_given(tree, x):
    return np.sum(tree.query(x, k=2)[0] * np.array([1.0, 0.5]))


def next_to_itself(x):
    tree = cKDTree(x)
    apart = tree.query(x, k=3)[0]  # the point itself first, where the slope is 0
    return np.sum(np.log(apart[:, 1] + apart[:, 2])) * tree.n / tree.m


def of_one_point(x, y):
    apart, place = KDTree(x).query(y[0])
    others, _ = KDTree(x).query(y[2], k=2, p=1)
    return apart * x[place, 0] + others[1]


def by_the_largest_coordinate(x, y):
    return np.sum(KDTree(x).query(y, 2, p=np.inf)[0])


def within_reach(x, y):
    apart, places = KDTree(x).query(y, distance_upper_bound=0.8)
    return np.sum(apart[places < len(x)] ** 2)


def matched(x, y):
    cost = cdist(x[:4], y)
    rows, columns = linear_sum_assignment(cost)
    return np.sum(cost[rows, columns]) + np.sum(x[rows, 0] * y[columns, 1])


def matched_for_most(x):
    return x[:, :2][linear_sum_assignment(x[:, :2] ** 2, maximize=True)].sum()


PROGRAMS = [
    Program(chamfer, (POINTS, OTHERS), wrt=(0, 1)),
    Program(to_a_fixed_cloud, (OTHERS,)),
    Program(to_a_cloud_that_is_given, (TREE, OTHERS), wrt=1),
    Program(next_to_itself, (POINTS,)),
    Program(of_one_point, (POINTS, OTHERS), wrt=(0, 1)),
    Program(by_the_largest_coordinate, (POINTS, OTHERS), wrt=(0, 1)),
    Program(within_reach, (POINTS, OTHERS), wrt=(0, 1)),
    Program(matched, (POINTS, OTHERS), wrt=(0, 1)),
    Program(matched_for_most, (POINTS,)),
]

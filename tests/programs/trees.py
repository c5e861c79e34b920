"""Functions and methods that call themselves along the structure of what they are given."""

import numpy as np

from tests.programs.case import Program, positive, signed


class Node:
    """A value, with two nodes below it or fewer."""

    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def total(self):
        """A sum over the tree."""
        found = self.value**2
        if self.left is not None:
            found = found + self.left.total()
        if self.right is not None:
            found = found + 2.0 * self.right.total()
        return found


def tree_made(a, b):
    return Node(a, Node(b), Node(a * b, Node(2.0))).total()


def tree_given(tree):
    return tree.total()


class Branch:
    """A value, with any number of branches."""

    def __init__(self, value, *branches):
        self.value, self.branches = value, list(branches)

    def total(self, depth):
        """A sum down to a depth."""
        if depth <= 0:
            return self.value
        found = self.value
        for one in self.branches:
            found = found + 0.5 * one.total(depth - 1)
        return found


def depth_of_the_run(tree, depth):
    return tree.total(depth)


def squares(tree):
    """The sum of squares of all leaves."""
    if isinstance(tree, list | tuple):
        return sum(squares(one) for one in tree)
    if isinstance(tree, dict):
        return sum(squares(one) for one in tree.values())
    return np.sum(tree**2)


def mapped(f, tree):
    """A structure with a function of each leaf."""
    if isinstance(tree, list):
        return [mapped(f, one) for one in tree]
    if isinstance(tree, tuple):
        return tuple(mapped(f, one) for one in tree)
    if isinstance(tree, dict):
        return {k: mapped(f, one) for k, one in tree.items()}
    return f(tree)


def norm_of_tree(tree):
    return squares(tree)


def step_of_tree(tree, rate):
    for _ in range(3):
        tree = mapped(lambda leaf: leaf - rate * np.sin(leaf), tree)
    return squares(tree)


TREE = {"a": [1.3, (0.7, signed(2))], "b": {"c": positive(3)}}

PROGRAMS = [
    Program(tree_made, (1.3, 0.7), wrt=(0, 1)),
    Program(tree_given, (Node(1.3, Node(2.0), Node(0.5, Node(0.7))),)),
    *(
        Program(depth_of_the_run, (Branch(1.3, Branch(2.0), Branch(0.7, Branch(0.5))), n))
        for n in (0, 1, 3)
    ),
    Program(norm_of_tree, (TREE,)),
    Program(step_of_tree, (TREE, 0.1), wrt=(0, 1)),
]

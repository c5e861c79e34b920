"""Objects that hold one another: linked lists, stacks and trees that a program makes or is given.

Loops through them are written out, as their structure says. Where only the run knows it, they are
refused.
"""

import numpy as np

from tests.programs.case import Program

X = np.array([0.7, 1.2, 0.4, 0.9])


class Node:
    """A value, and the node that comes next."""

    def __init__(self, value, next=None):
        self.value, self.next = value, next


class Tree:
    """A value, and two trees below it or none."""

    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right


class Stack:
    """The last one comes first."""

    def __init__(self):
        self.top = None
        self.count = 0

    def push(self, value):
        """Put a value on top."""
        self.top = Node(value, self.top)
        self.count += 1

    def pop(self):
        """Take the value on top."""
        value = self.top.value
        self.top = self.top.next
        self.count -= 1
        return value


def horner(node, x):
    s = 0.0
    while node is not None:
        s = s * x + node.value
        node = node.next
    return s


def grown_at_its_head(x, n):
    head = None
    for i in range(n):
        head = Node(x[i] ** 2, head)
    return horner(head, x[0])


def grown_at_its_end(x):
    head = tail = Node(x[0])
    for i in range(1, 4):
        tail.next = Node(x[i] * tail.value)
        tail = tail.next
    return horner(head, x[1])


def given_and_written(head, x):
    node = head
    while node:
        node.value = node.value * x
        node = node.next
    return horner(head, x)


def reversed_in_place(x):
    head = None
    for i in range(4):
        head = Node(x[i] ** 2, head)
    last = None
    while head:
        following = head.next
        head.next = last
        last, head = head, following
    return horner(last, 0.5)


def stack_of_values(x):
    stack = Stack()
    for i in range(4):
        stack.push(x[i] * 2.0)
        if i == 2:
            stack.push(stack.pop() ** 2)
    s = 0.0
    while stack.top:
        s = s * x[0] + stack.pop()
    return s + stack.count


def grown(x, depth):
    if depth == 0:
        return None
    return Tree(x, grown(x * 0.5, depth - 1), grown(x + 1.0, depth - 1))


def total(tree):
    if tree is None:
        return 0.0
    return tree.value**2 + total(tree.left) + 0.5 * total(tree.right)


def tree_of_a_depth(x, depth):
    return total(grown(x, depth))


def tree_by_places(x):
    root = Tree(x[0])
    for i, place in enumerate((3, 1, 4)):
        node = root
        while True:
            side = "left" if place < 2 else "right"
            below = getattr(node, side)
            if below is None:
                setattr(node, side, Tree(x[i + 1] * node.value))
                break
            node = below
    return total(root)


def powers(x, n):
    if n == 0:
        return []
    return [x**n, *powers(x * 0.5, n - 1)]


def recursion_that_returns_a_list(x, n):
    return sum(powers(x, n))


class Root:
    """An approximation that steps towards a root."""

    def __init__(self, x):
        self.x, self.change = x, 1.0

    def step(self, a):
        """One step of Newton's method."""
        x = 0.5 * (self.x + a / self.x)
        self.change, self.x = abs(x - self.x), x


def loop_that_stays_one(a, limit):
    root, path = Root(a), None
    while root.change > limit:
        root.step(a)
        path = Node(root.x, path)
    return root.x * a


def one_for_each_element(x):
    head = None
    for v in x:
        head = Node(v, head)
    return horner(head, 0.5)


PROGRAMS = [
    *(Program(grown_at_its_head, (X, n)) for n in (0, 3)),
    Program(grown_at_its_end, (X,)),
    Program(given_and_written, (Node(1.3, Node(0.7, Node(0.4))), 0.6), wrt=(0, 1)),
    Program(reversed_in_place, (X,)),
    Program(stack_of_values, (X,)),
    Program(tree_of_a_depth, (0.7, 2)),
    Program(tree_by_places, (X,)),
    Program(recursion_that_returns_a_list, (0.7, 3)),
    Program(loop_that_stays_one, (2.0, 1e-3)),
    Program(one_for_each_element, (X,)),
]

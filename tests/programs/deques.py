"""`collections.deque`: both ends, a length that is kept, what NumPy makes of one."""

from collections import deque

import numpy as np

from tests.programs.case import Program, positive


def deque_negative(x, n):
    q = deque()
    for i in range(n):
        q.append(x * i)
    q.popleft()
    return q[-1] * q[0] + q[-2] ** 2


def until_empty(x, n):
    q = deque([x])
    s = 0.0
    k = 0
    while len(q) > 0 and k < n:
        v = q.pop()
        s += v
        q.append(v * x)
        q.extend([v, v * 2])
        k += 1
    return s + sum(q)


def maxlen_zero(x):
    q = deque(maxlen=0)
    for v in x:
        q.append(v)
        q.appendleft(v)
    return len(q) + np.sum(x**2)


def maxlen_left(x):
    q = deque(maxlen=3)
    for v in x:
        q.append(v * 2)
        q.appendleft(v)
    s = 0.0
    for i, v in enumerate(q):
        s += i * v * v
    return s


def two_queues(x):
    a = deque(x)
    b = deque()
    while a:
        b.appendleft(a.popleft() ** 2)
    s = 0.0
    for i, v in enumerate(b):
        s += i * v
    return s


def deque_copy(x):
    a = deque(x, maxlen=3)
    b = a.copy()
    b.append(1.0)
    b.reverse()
    return sum(a) + b[0] * b[2] + list(reversed(a))[0]


def deque_to_array(x):
    a = deque(maxlen=3)
    s = 0.0
    for v in x:
        a.append(v)
        s += np.mean(a) + np.array(a)[0] + np.std(list(a)) * v + max(a)
    return s


def deque_of_arrays(x, n):
    h = deque(maxlen=2)
    y = x
    for i in range(n):
        h.append(y)
        y = np.tanh(y + 0.1 * h[0])
    return np.sum(y)


def deque_written_inside(x, n):
    q = deque()
    for i in range(3):
        q.append(x)
    s = 0.0
    for v in q:
        q[2] = q[2] * v + 1.0
        s += v
    return s


X = positive(6)
PROGRAMS = [
    *(
        Program(f, (1.3, 5))
        for f in (
            deque_negative,
            until_empty,
            deque_written_inside,
        )
    ),
    *(
        Program(f, (X,))
        for f in (
            maxlen_zero,
            maxlen_left,
            two_queues,
            deque_copy,
            deque_to_array,
        )
    ),
    Program(deque_of_arrays, (X, 5)),
]

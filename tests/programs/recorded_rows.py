"""Loops that write the arrays that they read: what they record is copied, in rows where it can be.

The loops go through known and unknown passes, none among them, over whole arrays, parts and rows.
"""

import numpy as np

from tests.programs.case import Program, positive, signed


def squared_in_place(u, n):
    for _ in range(n):
        u[1:-1] += 0.3 * (u[1:-1] * u[2:])
    return np.sum(u**2)


def underscore_read_later(u, n):
    for _ in range(n):
        u[:] = np.sin(u) * u[::-1]
        for _ in range(2):
            u *= 1.0 - 0.3 * u
    return np.sum(u) + _


def after_less_than_nothing(u, n):
    for i in range(n - 3):
        u *= np.sin(u)
    return np.sum(u * u)


def rows_from_the_second(u):
    for i in range(1, len(u)):
        u[i] *= np.sin(u[i]) * u[i - 1]
    return np.sum(u)


def parts_of_a_matrix(u, n):
    for k in range(n):
        u[1:, :2] *= u[:-1, 1:] * np.cos(u[:-1, :2])
    return np.sum(u)


def of_complex_numbers(u, n):
    for _ in range(n):
        u[...] = u * u * 0.5
    return np.sum(np.abs(u))


def cube_of_stacks(u, n):
    for k in range(n):
        for j in range(len(u)):
            u[j] *= np.cos(u[j])
        u *= u
    return np.sum(u)


def until_a_break(u, n):
    for _ in range(n):
        u *= np.sin(u)
        if u[0] < 0.3:
            break
    return np.sum(u)


def passes_left_out(u, n):
    for i in range(n):
        if i % 2:
            continue
        u *= np.sin(u)
    return np.sum(u)


def count_that_changes_in_the_loop(u, n):
    m = n
    for _ in range(m):
        u *= np.sin(u)
        m = m + 1
    for i in range(m):
        u *= np.cos(u)
    return np.sum(u) * m


def longer_in_each_pass(u, n):
    for _ in range(n):
        u[-1] *= 0.5
        v = np.append(u, 1.0)
        u *= np.cos(u)
        u = v
        u *= u
    return np.sum(u)


def hunters_and_prey(u, v, n):
    for k in range(n):
        u += 0.1 * v * u
        v -= 0.1 * u * v
        u[0] = np.sum(v) / 9
    return np.sum(u) + np.sum(v * u)


def two_loops_with_one_name(u, n):
    for i in range(n):
        u *= np.sin(u)
    for i in range(len(u)):
        u *= np.cos(u)
    return np.sum(u) * i


def inside_of_a_quiet_context(u, n):
    with np.errstate(all="ignore"):
        for i in range(n):
            u *= np.log(u + 2.0)
    return np.sum(u)


def where_a_branch_is_taken(u, n):
    if n > 2:
        for i in range(n):
            u *= np.sin(u)
    return np.sum(u)


def what_the_caller_holds(state, n):
    for i in range(n):
        state["u"][1:] *= np.cos(state["u"][:-1])
    return np.sum(state["u"])


class Field:
    def __init__(self, u):
        self.u = u

    def step(self, dt):
        self.u[1:-1] += dt * self.u[1:-1] * (self.u[2:] - self.u[:-2])


def an_object_that_steps(u, n):
    field = Field(u.copy())
    for i in range(n):
        field.step(0.1)
    return np.sum(field.u**2)


def in_a_periodic_box(places, speeds, n, length):
    for _ in range(n):
        places += 0.1 * speeds
        places %= length
        speeds -= 0.1 * np.sin(places)
    return np.sum(places * speeds)


def put_back_into_the_box(places, n):
    for _ in range(n):
        if places[0] > 0.2:
            places %= 0.7
        places[1:] *= places[:-1]
        places[:] **= 2
        places **= 2
    return np.sum(places * places)


SINGLE = {"error_scale": 1e5}
U = positive(5)
PROGRAMS = [
    Program(squared_in_place, (U, 4)),
    Program(squared_in_place, (U, 0), name="no_pass"),
    Program(squared_in_place, (U, -2), name="passes_below_none"),
    Program(squared_in_place, (U[::2], 3), name="of_every_second"),
    Program(squared_in_place, (U, np.int64(3)), name="passes_of_numpy"),
    Program(squared_in_place, (U, True), name="passes_by_a_truth"),
    Program(underscore_read_later, (U, 3)),
    Program(after_less_than_nothing, (U, 2)),
    Program(after_less_than_nothing, (U, 5), name="after_two"),
    Program(rows_from_the_second, (positive(4, 3),)),
    Program(rows_from_the_second, (positive(1, 3),), name="one_row"),
    Program(rows_from_the_second, (positive(4, 3, 2),), name="rows_of_matrices"),
    Program(parts_of_a_matrix, (positive(4, 3), 3)),
    Program(parts_of_a_matrix, (np.asfortranarray(positive(4, 3)), 3), name="by_columns"),
    Program(parts_of_a_matrix, (positive(4, 3).astype("f4"), 3), name="of_singles", **SINGLE),
    Program(of_complex_numbers, (positive(3) + 1j * signed(3), 3)),
    Program(cube_of_stacks, (positive(2, 3, 2), 2)),
    Program(until_a_break, (positive(3) + 0.5, 6)),
    Program(passes_left_out, (positive(3) + 0.5, 5)),
    Program(count_that_changes_in_the_loop, (positive(3), 3)),
    Program(longer_in_each_pass, (positive(3), 3)),
    Program(hunters_and_prey, (positive(3), positive(3, start=4), 4), (0, 1)),
    Program(two_loops_with_one_name, (positive(3), 3)),
    Program(inside_of_a_quiet_context, (positive(3), 3)),
    Program(where_a_branch_is_taken, (positive(3), 3)),
    Program(where_a_branch_is_taken, (positive(3), 1), name="where_it_is_not"),
    Program(what_the_caller_holds, ({"u": positive(4)}, 3)),
    Program(in_a_periodic_box, (positive(4), signed(4), 3, 0.613), (0, 1)),
    Program(put_back_into_the_box, (positive(4), 2)),
    Program(an_object_that_steps, (positive(5), 3)),
]

"""States that a step copies and then changes; what was read before stays as it was."""

import numpy as np

from tests.programs.case import Program, positive, signed


def copied_in_each_step(u, n):
    for _ in range(n):
        flux = u[1:] * u[:-1]
        u = u.copy()
        u[1:-1] -= 0.1 * (flux[1:] - flux[:-1])
    return np.sum(u * u)


def copied_in_some_steps(u, n):
    u = u * 1.0
    total = 0.0
    for i in range(n):
        total += np.sum(u**3)
        if i % 2 == 0:
            u = u.copy()
        u[1:] *= 0.5 * u[:-1]
    return total + np.sum(u * u)


def read_after_the_copy(u, n):
    for _ in range(n):
        u = u.copy()
        square = u * u
        u[1:] += 0.3 * square[:-1]
        u[0] *= u[1]
    return np.sum(u**3)


def another_name_of_the_old_state(u, n):
    total = 0.0
    for _ in range(n):
        old = u
        u = u.copy()
        u[:-1] *= old[1:]
        total += np.sum(old * u)
    return total


def through_a_view_of_the_copy(u, n):
    for _ in range(n):
        pair = u[0], u[-1]
        u = u.copy()
        inside = u[1:-1]
        inside *= pair[0] * pair[1]
        inside[0] += np.sum(inside**2)
    return np.sum(u**2)


def copied_outside_of_the_inner_loop(u, n):
    for _ in range(n):
        square = u * u
        u = u.copy()
        for i in range(1, len(u)):
            total = np.sum(u * square)
            u[i] += 0.1 * u[i - 1] * np.sin(total)
    return np.sum(u * u)


def left_between_copy_and_store(u, limit):
    total = 0.0
    for i in range(5):
        total += np.sum(u**2)
        u = u.copy()
        if i == 1:
            continue
        if total > limit:
            break
        u[0] = total * u[1]
    return total + np.sum(u**3)


def copied_after_the_store(u, n):
    u = u * 2.0
    total = 0.0
    for _ in range(n):
        total += np.sum(u**3)
        u[0] += u[1] * u[0]
        total += np.sum(u**2)
        u = u.copy()
    return total * np.sum(u)


def old_states_in_a_list(u, n):
    states = [u]
    for _ in range(n):
        u = states[-1].copy()
        u[1:] *= states[-1][:-1]
        states.append(u)
    return np.sum(states[0] * states[-1] * states[-2])


def components_of_a_copied_state(state, n):
    for _ in range(n):
        mass, push = state
        speed = push / mass
        state = state.copy()
        state[0, 1:] += 0.1 * speed[:-1] * mass[1:]
        state[1] *= speed
    return np.sum(state**2)


def an_argument_that_is_written_first(u, n):
    u[0] *= u[1]
    for _ in range(n):
        square = u**2
        u = u.copy()
        u[1:] -= square[:-1]
    return np.sum(u**2)


def a_new_state_of_products(u, n):
    for _ in range(n):
        square = u * u
        new = np.zeros_like(u)
        new[1:] = square[:-1] * u[1:]
        new[0] = u[0]
        u = new
    return np.sum(u)


def perhaps_the_new_state_itself(u, n):
    total = 0.0
    for i in range(n):
        new = u.copy()
        for j in range(1, len(u)):
            total += np.sum(u * u)
            new[j] = u[j - 1] * u[j] * 0.5
            if i > 0:
                u = new
        u = new
    return total + np.sum(u)


def parts_of_the_new_state(u, n):
    total = 0.0
    for _ in range(n):
        new = u * 0.5
        rest = new[1:]
        new[:-1] *= rest * u[1:]
        rest[1:] *= u[:-2]
        total += np.sum(rest * u[1:])
        u = new
    return total


def copied_by_a_product(u, k, n):
    for _ in range(n):
        wave = np.sin(u)
        u = k * u
        u[::2] += wave[::2]
    return np.sum(u**2)


X = positive(4)
PROGRAMS = [
    *(
        Program(function, (X, n), name=name)
        for function in (
            copied_in_each_step,
            copied_in_some_steps,
            read_after_the_copy,
            another_name_of_the_old_state,
            through_a_view_of_the_copy,
            copied_outside_of_the_inner_loop,
            copied_after_the_store,
            old_states_in_a_list,
            an_argument_that_is_written_first,
            a_new_state_of_products,
            perhaps_the_new_state_itself,
            parts_of_the_new_state,
        )
        for n, name in ((3, function.__name__), (0, f"{function.__name__}_no_pass"))
        if n or function is not old_states_in_a_list
    ),
    Program(left_between_copy_and_store, (X, 10.0)),
    Program(left_between_copy_and_store, (X, 3.0), name="left_early"),
    Program(components_of_a_copied_state, (np.stack([X, signed(4)]), 3)),
    Program(copied_by_a_product, (X, 1.2, 3), wrt=(0, 1)),
]

"""Quotients of which a choice takes some, by divisors that are chosen, too."""

import numpy as np

from tests.programs.case import Program, signed

MASK = np.array([True, False, True, False, True])
HOLES = np.array([0.8, 0.0, -1.3, 0.0, 0.4])  # zero where the mask leaves out
WILD = np.array([0.8, 0.0, -1.3, np.inf, 0.4])


def by_a_mask(a, b, mask):
    return np.sum(np.where(mask, a / np.where(mask, b, 1.0), 0.0) ** 2)


def by_where(a, b, mask):
    ratio = np.divide(a, b, out=np.zeros_like(a), where=mask)
    return np.sum(ratio * np.arange(5))


def the_other_way_round(a, b, mask):
    return np.sum(np.where(mask, 2.0, a / np.where(mask, 1.0, b)) ** 2)


def by_one_test(a, b):
    there = np.abs(b) > 1e-9
    safe = np.where(there, b, 1.0)
    return np.sum(np.where(there, np.sin(a) / safe, -1.0) * a)


def by_two_tests_alike(a, b):
    return np.sum(np.where(b != 0, a / np.where(b != 0, b, 1.0), 0.0) ** 2)


def by_another_test(a, b, mask):
    safe = np.where(mask, b, 1.0)
    return np.sum(np.where(np.sqrt(np.abs(b)) > 0.7, a / safe, 0.0) ** 2)


def behind_another_choice(a, b, mask):
    ratio = np.where(mask, a / np.where(mask, b, 1.0), 0.0)
    return np.sum(np.where(np.arange(5) < 3, np.exp(ratio), 0.0))


def by_zero_where_left_out(a, b, mask):
    with np.errstate(all="ignore"):
        return np.sum(np.where(mask, a / np.where(mask, b, 0.0), 0.0) ** 2)


def by_a_test_that_has_changed(a, b, mask):
    mask = mask.copy()
    safe = np.where(mask, b, 1.0)
    with np.errstate(all="ignore"):
        ratio = a / np.where(safe == 1.0, b, safe)
    mask[:3] = [True, False, False]
    return np.sum(np.where(mask, ratio, 0.0) ** 2)


def root_of_what_is_left_out(a, b, mask):
    with np.errstate(all="ignore"):
        ratio = np.log(np.abs(b)) / np.where(mask, b, 1.0)
    return np.sum(np.where(mask, ratio, 0.0) * a)


def read_elsewhere(a, b, mask):
    ratio = a / np.where(mask, b, 1.0)
    return np.sum(np.where(mask, ratio, 0.0) ** 2) + np.prod(ratio)


def limited_in_a_loop(u, c):
    for _ in range(3):
        ahead, behind = np.roll(u, -1) - u, u - np.roll(u, 1)
        ratio = np.divide(behind, ahead, out=np.zeros_like(u), where=np.abs(ahead) > 1e-12)
        u = u - c * (behind + 0.5 * np.tanh(ratio) * (1 - c) * ahead)
    return np.sum(u**2)


A = signed(5)
PROGRAMS = [
    *(
        Program(function, (A, divisor, MASK), wrt=(0, 1))
        for function in (
            by_a_mask,
            by_where,
            by_another_test,
            behind_another_choice,
            by_zero_where_left_out,
            root_of_what_is_left_out,
            read_elsewhere,
        )
        for divisor in (HOLES, signed(5, start=3))
    ),
    Program(the_other_way_round, (A, HOLES, ~MASK), wrt=(0, 1)),
    Program(by_a_mask, (WILD, HOLES, MASK), name="what_is_left_out_is_infinite"),
    Program(by_one_test, (A, HOLES), wrt=0),
    Program(by_one_test, (A, signed(5, start=1)), wrt=(0, 1)),
    Program(by_two_tests_alike, (A, HOLES), wrt=0),
    Program(by_a_test_that_has_changed, (A, HOLES, MASK), wrt=(0, 1)),
    Program(limited_in_a_loop, (np.array([1.0, 2.0, 3.5, 3.0, 1.5, 0.4]), 0.2), wrt=(0, 1)),
]

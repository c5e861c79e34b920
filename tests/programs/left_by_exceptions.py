"""Containers that a body changes before an exception leaves it."""

import math

import numpy as np

from tests.programs.case import Program, signed

X = signed(4)


def appended_on_one_path(x):
    out = [x[1]]
    try:
        if x[0] > 0:
            out.append(x[0])
            raise ValueError
    except ValueError:
        pass
    return sum(out)


def taken_out_again_unless_it_raises(x):
    out = [x[1]]
    try:
        out.append(x[0])
        math.sqrt(x[2])
        out.pop()
    except ValueError:
        pass
    return sum(out)


def key_of_a_dict(x):
    d = {"a": x[0]}
    try:
        d["b"] = x[1] * 2
        raise KeyError
    except KeyError:
        pass
    return sum(d.values()) * np.sum(x)


def appended_at_both_ends(x):
    out = [x[1]]
    try:
        out.append(x[0])
        out.append(math.sqrt(x[2]))
    except ValueError:
        pass
    return sum(out)


def add_and_raise(value, out):
    out.append(value)
    raise ValueError


def appended_by_a_helper(x):
    out = [x[1]]
    try:
        add_and_raise(x[0], out)
    except ValueError:
        pass
    return sum(out)


REFUSED = {"appended_by_a_helper"}
PROGRAMS = [
    Program(one, (sign * X,), name=f"{one.__name__}{end}")
    for sign, end in ((1.0, ""), (-1.0, "_turned"))
    for one in (
        appended_on_one_path,
        taken_out_again_unless_it_raises,
        key_of_a_dict,
        appended_at_both_ends,
    )
] + [Program(appended_by_a_helper, (X,))]

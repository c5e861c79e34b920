"""Dicts of which a list decides the order, and which are updated where they stand."""

import numpy as np

from tests.programs.case import Program, signed


def updated_by_keyword(x):
    d = {"a": 2.0}
    ranked = sorted([d, {"a": 1.0}], key=lambda r: r["a"])
    ranked[1].update(a=7.0)
    return np.sum(x) * d["a"]


def updated_in_a_loop(x):
    d = {"a": 2.0}
    for one in sorted([d, {"a": 1.0}], key=lambda r: r["a"]):
        one.update(a=one["a"] + 1)
    return np.sum(x) * d["a"]


def updated_by_a_dict(x):
    d = {"a": 2.0, "b": 3.0}
    for one in sorted([d, {"a": 1.0, "b": 2.0}], key=lambda r: r["a"]):
        one.update({"b": one["a"] + 1})
    return np.sum(x) * d["b"]


def joined_with_a_dict(x):
    d = {"a": 2.0}
    one = sorted([d, {"a": 1.0}], key=lambda r: r["a"])[1]
    one |= {"a": 7.0}
    return np.sum(x) * d["a"]


def joined_by_the_method(x):
    d = {"a": 2.0}
    sorted([d, {"a": 1.0}], key=lambda r: r["a"])[1].__ior__({"a": 7.0})
    return np.sum(x) * d["a"]


def given_by_default(x):
    d = {"a": 2.0}
    for one in sorted([d, {"a": 1.0}], key=lambda r: r["a"]):
        one.setdefault("a", 5.0)
    return np.sum(x) * d["a"]


def taken_out_and_given_by_default(x):
    d = {"a": 2.0}
    for one in sorted([d, {"a": 1.0}], key=lambda r: r["a"]):
        one.pop("a")
        one.setdefault("a", 5.0)
    return np.sum(x) * d["a"]


def updated_by_the_key(x):
    d = {"a": 2.0}
    sorted([d, {"a": 1.0}], key=lambda r: r.update(a=7.0) or 1)
    return np.sum(x) * d["a"]


def updated_by_the_key_of_what_is_read(x):
    d = {"a": 2.0}
    ranked = sorted([d, {"a": 1.0}], key=lambda r: r.update(a=7.0) or 1)
    return np.sum(x) * d["a"] * ranked[0]["a"]


def lengthened_by_the_key(x):
    d = [2.0]
    ds = [d, d]
    ds.sort(key=lambda r: r.append(1.0) or len(r))
    return np.sum(x) * len(d)


def lengthened_by_a_key_with_a_name(x):
    d = [2.0]
    ds = [d, d]

    def key(r):
        r.append(1.0)
        return len(r)

    ds.sort(key=key)
    return np.sum(x) * len(d)


X = signed(3)
PROGRAMS = [
    Program(function, (X,))
    for function in (
        updated_by_keyword,
        updated_in_a_loop,
        updated_by_a_dict,
        joined_with_a_dict,
        joined_by_the_method,
        given_by_default,
        taken_out_and_given_by_default,
        updated_by_the_key,
        updated_by_the_key_of_what_is_read,
        lengthened_by_the_key,
        lengthened_by_a_key_with_a_name,
    )
]

"""Containers of fixed structure become names, unless something changes them."""

from dataclasses import dataclass

import numpy as np

from tests.stages import after, plain, text


def inferred(function, *args, **options):
    """The text after `infer`, without the numbers of our names, and the elements that are read."""
    one = after("infer", function, *args, **options)
    return plain(text(one.core)), sorted(map(repr, one.core.inputs))


def pair(x, y):
    both = (x * y, x)
    return both[0] + both[-1]


def test_a_tuple_is_gone():
    found, inputs = inferred(pair, 2.0, 3.0)
    assert "both[" not in found
    assert [] == inputs


def unpacked(x):
    a, (b, c) = x, (x * x, 1.0)
    return a + b + c


def test_unpacked_displays():
    found, _ = inferred(unpacked, 2.0)
    assert "(" not in found
    assert "[" not in found


def elements(params):
    return params["w"] * params["b"]


def test_elements_of_arguments_are_inputs():
    found, inputs = inferred(elements, {"w": 2.0, "b": 3.0})
    assert "['" not in found
    assert ["params['b']", "params['w']"] == inputs


@dataclass
class Point:
    x: float
    y: float


def attributes(p):
    return p.x * p.y


def test_attributes_of_arguments_are_inputs():
    found, inputs = inferred(attributes, Point(1.0, 2.0))
    assert "p.x" not in found.replace("return", "")
    assert ["p.x", "p.y"] == inputs


def over_a_tuple(xs):
    s = 0.0
    for x in xs:
        s = s + x * x
    return s


def test_loops_over_fixed_structure_are_unrolled():
    found, inputs = inferred(over_a_tuple, (1.0, 2.0, 3.0))
    assert "for" not in found
    assert 3 == found.count("x * x")
    assert ["xs[0]", "xs[1]", "xs[2]"] == inputs


def by_constant_range(xs):
    s = 0.0
    for i in range(2):
        s = s + xs[i]
    return s


def test_loops_that_index_fixed_structure_are_unrolled():
    found, _ = inferred(by_constant_range, (1.0, 2.0))
    assert "for" not in found


def by_range(xs, n):
    s = 0.0
    for i in range(n):
        s = s + xs[i]
    return s


def test_an_index_of_the_run_leaves_the_container():
    found, inputs = inferred(by_range, [1.0, 2.0], 2)
    assert "for i in range(n):" in found
    assert "xs[i]" in found
    assert [] == inputs


def with_break(xs):
    s = 0.0
    for x in xs:
        if x > 1.0:
            break
        s = s + x
    return s


def test_a_loop_that_breaks_sets_a_flag():
    found, _ = inferred(with_break, (1.0, 2.0))
    assert "for " not in found
    assert 2 == found.count("broke = True")


def grown(x, n):
    xs = [x]
    for _ in range(n):
        xs.append(x * x)
    return xs[0] + xs[n]


def test_a_list_that_grows_is_left_alone():
    found, _ = inferred(grown, 2.0, 3)
    assert "xs.append(" in found
    assert "xs[0]" in found


def filled(x):
    xs = [x]
    xs.append(x * x)
    return xs[0] + xs[1]


def test_a_list_that_is_filled_step_by_step_is_taken_apart():
    found, _ = inferred(filled, 2.0)
    assert "xs" not in found.replace("xs_", "")


def stored(x):
    xs = [x, x]
    xs[0] = 3.0
    return xs[0] * xs[1]


def test_a_list_that_is_written():
    found, _ = inferred(stored, 2.0)
    assert "xs_0 = 3.0" in found


def length(xs):
    return len(xs) * xs[0]


def test_len():
    found, _ = inferred(length, (2.0, 3.0))
    assert "len(" not in found
    assert "len_xs = 2\n" in found


def rest(xs):
    a, *b = xs
    return a * b[0] * b[1]


def test_starred_targets():
    found, inputs = inferred(rest, (2.0, 3.0, 4.0))
    assert "*b" not in found
    assert ["xs[0]", "xs[1]", "xs[2]"] == inputs


def made_in_branches(x, c):
    if c > 0:
        pair = (x, 1.0)
    else:
        pair = (2.0, x)
    return pair[0] * pair[1]


def test_containers_that_meet():
    found, _ = inferred(made_in_branches, 2.0, 1.0)
    assert "pair[" not in found
    assert "pair = (" not in found


def nested(params):
    s = 0.0
    for W, b in params:
        s = s + np.sum(W) * b
    return s


def test_nested_structure():
    found, inputs = inferred(nested, [(np.ones(2), 1.0), (np.ones(3), 2.0)])
    assert "for" not in found
    assert {"params[0][0]", "params[0][1]", "params[1][0]", "params[1][1]"} <= set(inputs)
    assert 2 == found.count("np.sum(")

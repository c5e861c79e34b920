"""Long and branching products are looked through once."""

import math
import runpy

import numpy as np

from srcgrad import grad


def written(folder, statement, times):
    """A function of as many statements, each of which takes what the one before has made."""
    body = "".join(f"    a{n + 1} = {statement.format(n=n)}\n" for n in range(times))
    path = folder / "products.py"
    path.write_text(f"def f(a0, b):\n{body}    return a{times}\n")
    return runpy.run_path(str(path))["f"]


def test_a_product_that_has_each_factor_twice(tmp_path):
    """Its factors are 2 ** 40 if each is looked for wherever it stands."""
    function = written(tmp_path, "a{n} * a{n}", 40)
    value, gradient = grad(function)(1.0, 0.0)
    assert (1.0, 2.0**40) == (value, gradient)


def test_a_quotient_of_products_that_have_each_factor_twice(tmp_path):
    function = written(tmp_path, "a{n} * a{n} / b", 40)
    _, gradient = grad(function, wrt=("a0", "b"))(1.0, 1.0)
    assert (2.0**40, 1.0 - 2.0**40) == gradient


def test_a_chain_of_more_products_than_calls_can_be_nested(tmp_path):
    function = written(tmp_path, "a{n} * b", 600)
    _, gradient = grad(function, wrt=("a0", "b"))(2.0, 1.0)
    assert (1.0, 1200.0) == gradient


def test_a_chain_of_magnitudes(tmp_path):
    function = written(tmp_path, "abs(a{n}) / b", 300)
    _, gradient = grad(function, wrt=("a0", "b"))(-2.0, 1.0)
    assert (-1.0, -600.0) == gradient


def length_squared(x, b):
    r = np.linalg.norm(x * b)
    r_scaled = r * 0.5
    return r_scaled * r_scaled * b


def test_a_factor_behind_names_is_found():
    """The slope at 0 has a slope of its own."""
    assert "np.where" not in grad(length_squared).source(np.zeros(2), 2.0)


def drag(re, a):
    if re < 2000.0:
        friction = 16.0 / re
    else:
        friction = 0.3 / re
    root = math.sqrt(a + friction)
    total = a / root + 1.0 / a
    return total**-2.0 * re * re


def test_a_factor_behind_names_that_stay_is_not_written_again():
    """`re` is a factor of what the sum under the root gets, which `a` asks for too."""
    source = grad(drag, wrt=("re", "a")).source(1000.0, 2.0)
    assert source.count("0.5 / root") == 1

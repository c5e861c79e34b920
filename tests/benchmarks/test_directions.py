"""The costs of derivatives along a direction are measured on the benchmark's programs."""

from tests.benchmarks.directions import add, direction, measure
from tests.benchmarks.programs import PROGRAMS


def test_all_four_times_are_measured():
    row = measure(PROGRAMS[0], 0.0)
    assert all(row[name] > 0.0 for name in ("primal", "jvp", "gradient", "hvp"))


def test_the_products_are_those_of_the_direction():
    """The sum of x**2 + 2: its gradient is 2 x, its Hessian is twice the identity."""
    row = measure(PROGRAMS[0], 0.0)
    (x,) = PROGRAMS[0].arguments()
    assert row["tangent"] == (2.0 * x) @ direction(x)
    assert row["product"] == (2.0 * direction(x)).tolist()


def test_a_direction_has_the_structure_of_the_argument():
    assert {"a": [1.0, None], "n": None} == direction({"a": [2.0, 3], "n": 1})


def test_a_peer_s_products_are_compared():
    rows = {title: {"tangent": 1.0, "product": [2.0]} for title in "pqr"}
    right = {"jvp": 3.0, "hvp": 4.0, "tangent": 1.0, "product": [2.0]}
    peers = {"p": right, "q": {**right, "product": [2.1]}, "r": {"error": "no"}}
    errors = add(rows, "jax", peers)
    assert {"tangent": 1.0, "product": [2.0], "jax_jvp": 3.0, "jax_hvp": 4.0} == rows["p"]
    assert ["q: the products of srcgrad and jax differ", "r, jax: no"] == errors

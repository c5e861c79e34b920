"""Names of one letter are the user's; those of the library's own texts are words."""

import ast
import inspect
import pathlib
import re

import numpy as np
import pytest
import scipy.linalg
import scipy.stats

from srcgrad import grad, jvp, source, vjp
from srcgrad.normalize.names.stems import local
from srcgrad.optimize.names.letters import spell_letters
from srcgrad.rules import partials
from tests.fragments import block
from tests.programs import corpus

X = np.array([0.3, 0.5, 0.2])
A = np.array([[2.0, 0.3], [0.1, 1.0]])


def turned_by(first, second):
    return np.sum(np.arctan2(first, second))


def first_factors(matrix):
    left, sizes, right = np.linalg.svd(matrix)
    return np.sum(left[:, 0]) * sizes[0] * right[0, 0]


def likely(points, shape):
    return np.sum(scipy.stats.skewnorm.logpdf(points, shape))


def angles_between(first, second):
    return np.sum(scipy.linalg.subspace_angles(first, second))


def helper(p):
    q = np.sin(p)
    return q * q + 1.0


def with_a_helper(points):
    total = 0.0
    for k in range(3):
        total += np.sum(helper(points) * points[k])
    return total


def letters(text):
    """The names of one letter that a text binds, but for the counters of its loops."""
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name | ast.For)]
    counters = {node.target.id for node in nodes if isinstance(node, ast.For)}
    bound = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return {name for name in bound - counters if len(name) == 1 and name != "_"}


CASES = [
    (turned_by, (X, X[::-1].copy())),
    (first_factors, (A,)),
    (likely, (X, 1.5)),
    (angles_between, (A[:, :1], A)),
]


@pytest.mark.parametrize(("function", "args"), CASES)
def test_rules_and_models_give_no_letters(function, args):
    assert set() == letters(source(function, *args))
    jvp(function, args, args)
    vjp(function, *args)


@pytest.mark.parametrize(
    "name",
    [
        "library_forms:square_factors",
        "modelled_distributions:skew",
        "numpy_forms:by_places_of_functions",
        "repeated_integrals:of_a_vector",
        "sample_statistics:standardised",
        "structured_matrices:of_complex",
    ],
)
def test_programs_have_the_letters_of_their_files(name):
    program = corpus.programs()[name]
    args, kwargs = program.arguments()
    text = grad(program.function, wrt=program.wrt).source(*args, **kwargs)
    written = pathlib.Path(inspect.getsourcefile(program.function)).read_text()
    assert set() == letters(text) - set(re.findall(r"\b\w\b", written))


def test_the_letters_of_a_helper_of_the_user_s_stay():
    assert {"q"} == letters(source(with_a_helper, X))


def test_a_rule_of_the_user_s_keeps_its_letters():
    def cube(x):
        return x**3

    def body(y, x):
        r = x * x
        return 3 * r * np.cos(r)

    assert "r" == local("r", block("t = x * x")[0].value, body)
    assert "product" == local("r", block("t = x * x")[0].value, partials)


TEXT = """
v.1 = np.where(m, x, 0.5)
k.2 = x.shape[0]
unread.3, q.4 = np.linalg.qr(v.1)
t = q.4 * k.2
"""
OURS = {"v.1", "k.2", "_.3", "q.4"}


def made():
    found = block(TEXT)
    found[2].targets = ("_.3", "q.4")
    return found


@pytest.mark.parametrize(
    ("why", "left", "ours", "same"),
    [
        ("none is the library's", OURS, set(), {}),
        ("nobody reads what is called `_`", {"_.3"}, OURS, {}),
        ("it is printed as a name of the user's", {"_.3", "v.1"}, OURS, {"v.1": "v"}),
        ("a name of the user's is printed as it is", {"_.3", "v.1"}, OURS, {"v": "v.1"}),
        ("one of two is another's", {"_.3", "q.4"}, OURS - {"q.4"}, {}),
    ],
)
def test_what_keeps_its_letter(why, left, ours, same):
    assert OURS - left == set(spell_letters(made(), ours, same)), why


def test_words():
    found = spell_letters(made(), OURS, {})
    assert {"v.1": "where_m.1", "k.2": "length.2", "q.4": "qr_value_1.4"} == found


def test_value_and_gradient():
    value, slope = grad(likely)(X, 1.5)
    step = 1e-6
    ends = [likely(X + step * np.eye(3)[0] * sign, 1.5) for sign in (1, -1)]
    assert value == likely(X, 1.5)
    np.testing.assert_allclose(slope[0], (ends[0] - ends[1]) / (2 * step), rtol=1e-7)

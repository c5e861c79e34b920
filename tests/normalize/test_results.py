"""The results of a call get names of their own, under which the reverse sweep finds them."""

import numpy as np

from tests.stages import after, plain, text

A = np.array([[2.0, 0.5], [0.5, 3.0]])


def inferred(function, *args):
    return plain(text(after("infer", function, *args).core))


def at_once(a):
    w, v = np.linalg.eigh(a)
    return np.sum(w) + v[0, 0]


def test_the_call_is_unpacked_where_it_stands():
    assert "w, v = np.linalg.eigh(a)" in inferred(at_once, A)


def by_field(a):
    result = np.linalg.eigh(a)
    return np.sum(result.eigenvalues * result[1])


def test_fields_and_positions_become_names():
    found = inferred(by_field, A)
    assert "eigenvalues, eigenvectors = np.linalg.eigh(a)" in found
    assert "result = " not in found.replace("_result = ", "")


def returned(a):
    result = np.linalg.eigh(a)
    return result


def test_a_named_tuple_that_is_returned_is_made_of_its_fields():
    found = inferred(returned, A)
    assert "eigenvalues, eigenvectors = np.linalg.eigh(a)" in found
    assert "EighResult, (eigenvalues, eigenvectors))" in found


def places(x):
    rows, columns = np.nonzero(x > 1.0)
    return np.sum(x[rows, columns])


def test_other_tuples_stay():
    assert "rows, columns = np.nonzero(" not in inferred(places, A)

"""Gradients pickle by name where the name leads back to them, else as primal and options."""

import copy
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.transforms import examples

ROOT = Path(__file__).parents[2]


def test_by_name():
    assert pickle.loads(pickle.dumps(examples.square_sum)) is examples.square_sum
    assert b"square_sum" in pickle.dumps(examples.square_sum)


def test_by_primal_and_options():
    """`renamed` is bound under a name that is not its own."""
    again = pickle.loads(pickle.dumps(examples.renamed))
    assert again is not examples.renamed
    assert again.primal is examples.weighted
    assert examples.renamed.options == again.options
    assert (12.0, 4.0) == again(2.0)


def test_methods():
    assert pickle.loads(pickle.dumps(examples.Model.energy)) is examples.Model.energy
    bound = pickle.loads(pickle.dumps(examples.Model().energy))
    assert (12.0, 12.0) == bound(2.0)


def test_copies():
    assert copy.copy(examples.square_sum) is examples.square_sum
    assert (12.0, 4.0) == copy.deepcopy(examples.renamed)(2.0)


def test_what_cannot_be_found_again():
    from srcgrad import grad

    with pytest.raises((pickle.PicklingError, AttributeError)):
        pickle.dumps(grad(lambda x: x * x))


def test_in_another_process():
    """A pickle is read where nothing has been called yet."""
    code = (
        "import pickle, sys, numpy as np\n"
        "f = pickle.loads(sys.stdin.buffer.read())\n"
        "print(f(np.array([1.0, 2.0]))[1].tolist())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=pickle.dumps(examples.square_sum),
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    assert np.array_equal(eval(done.stdout), [2.0, 4.0])

"""Which calls draw from which generator, and what is not known of them."""

import numpy as np
import pytest

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.optimize.loops.draws import Draws, is_generator
from tests.fragments import block, expression

GENERATOR = k.Opaque(np.random.Generator)
FACTS = Facts(kinds={**dict.fromkeys(["rng", "other", "given"], GENERATOR), "x": k.Real()})
MAKING = "rng = np.random.default_rng(1)\n"


def drawn(call, before=MAKING):
    return Draws(block(before), FACTS).drawn(expression(call))


def test_what_generates():
    assert is_generator("rng", FACTS)
    assert not is_generator("x", FACTS)
    assert not is_generator("unheard_of", FACTS)


def test_a_draw():
    assert {"rng"} == drawn("x * rng.normal() + rng.random()")


def test_another_name_for_it():
    """A draw by one name changes what the other gives next."""
    found = Draws(block(MAKING + "other = rng"), FACTS)
    assert found.drawn(expression("other.normal()")) == found.drawn(expression("rng.normal()"))
    assert found.among(frozenset({"other"}), {found.root("rng")})
    assert not found.among(frozenset({"x"}), {found.root("rng")})
    assert not found.among(frozenset({"other"}), set())


def test_in_a_block():
    loop = block("for i in range(3):\n    x = rng.normal()")
    assert {"rng"} == Draws(block(MAKING), FACTS).drawn_in(loop)


NONE = {
    "no draw": ("rng.bit_generator.state()", MAKING),
    "no generator": ("x.normal()", MAKING),
    "into the program's memory": ("rng.normal(out=x)", MAKING),
    "of one that may be another": ("rng.normal()", "rng = np.random.default_rng(given)"),
    "of one that a call gives": ("rng.normal()", "rng = x.spawn()"),
    "of one that may be under such a name": (
        "rng.normal()",
        f"{MAKING}other = x.spawn()\nother = rng",
    ),
    "out of nowhere": ("np.random.default_rng(1).normal()", MAKING),
}


@pytest.mark.parametrize("name", NONE)
def test_none(name):
    assert set() == drawn(*NONE[name])


def test_a_name_that_is_marked_as_evaluated_again():
    assert {"rng"} == Draws(block(MAKING), FACTS).drawn(
        e.Call(e.Attr(e.Var("rng~again"), "normal"), ())
    )

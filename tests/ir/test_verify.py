"""Planted violations of each stage's language are caught, and the message names the stage."""

import collections

import numpy as np
import pytest

from srcgrad.errors import InvalidProgramError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core, Parameter
from srcgrad.ir.verify import STAGES, verify

X, Y, BAR = e.Var("x"), e.Var("y"), e.Var("x~bar")
SIN, RANGE = e.Ref("np.sin", np.sin), e.Ref("range", range)
PAIR = e.Ref("Pair", collections.namedtuple("Pair", "x y"))
TWICE, DEEP = e.Binary("*", e.Const(2), X), e.Binary("+", e.Binary("*", X, X), X)
VECTOR = k.Array(np.dtype(float), (None,))
ARRAYS = {"x": VECTOR, "y": VECTOR}


class Return(s.Stmt):
    """A statement that no stage after `exits` knows."""


def core(*body, result=X):
    return Core("f", [Parameter("x")], list(body), result)


def loop(*body, source=None):
    return s.For("i", source or e.Call(RANGE, (e.Const(3),)), list(body))


def twice():
    node = s.Assign("y", TWICE)
    return [node, node]


SHARED = s.Assign("y", TWICE)

# stage, what is said, the body
WRONG = {
    "deep operand": ("normalize", r"the operand `x \* x` is no atom", [s.Assign("y", DEEP)]),
    "call in a call": (
        "normalize",
        r"the operand `np.sin\(x\)` is no atom",
        [s.Assign("y", e.Call(SIN, (e.Call(SIN, (X,)),)))],
    ),
    "operation in a slice": (
        "normalize",
        r"the operand `2 \* x` is no atom",
        [s.Assign("y", e.Item(X, e.Slice(TWICE)))],
    ),
    "operation as a test": (
        "normalize",
        r"the operand `x > 0` is no atom",
        [s.If(e.Compare(">", X, e.Const(0)), [], [])],
    ),
    "operation in a range": (
        "normalize",
        r"the operand `2 \* x` is no atom",
        [loop(source=e.Call(RANGE, (TWICE,)))],
    ),
    "operation stored": (
        "normalize",
        r"the operand `2 \* x` is no atom",
        [s.Store(X, e.Const(0), TWICE)],
    ),
    "operation in a named tuple": (
        "normalize",
        r"the operand `2 \* x` is no atom",
        [s.Store(X, e.Const(0), e.Call(PAIR, (TWICE, X)))],
    ),
    "return": ("normalize", "Return is no statement of this stage", [Return()]),
    "return in a loop": ("infer", "Return is no statement of this stage", [loop(Return())]),
    "comment": ("normalize", "Comment is no statement of this stage", [s.Comment("hm")]),
    "break outside": ("normalize", "there is no loop to leave", [s.Break()]),
    "break in a prelude": (
        "normalize",
        "there is no loop to leave",
        [s.While([s.If(X, [s.Break()], [])], X, [])],
    ),
    "break before the end": (
        "normalize",
        "not the last statement of its block",
        [loop(s.Break(), s.Assign("y", TWICE))],
    ),
    "name bound nowhere": ("normalize", "the name y is bound nowhere", [s.Assign("z", Y)]),
    "body that is no block": ("normalize", "a block is a tuple", [s.If(X, (), [])]),
    "statement in two places": ("normalize", "stands in two places", twice()),
    "statement in two branches": (
        "normalize",
        "stands in two places",
        [s.If(X, [SHARED], [SHARED])],
    ),
    "star out of range": ("normalize", "there is no target 2", [s.Unpack(("a", "b"), X, 2)]),
    "permutation of three": (
        "normalize",
        "do not pair up",
        [s.Permute(("a", "b"), ("x", "x", "x"))],
    ),
    "permutation onto one": ("normalize", "do not pair up", [s.Permute(("a", "a"), ("x", "x"))]),
    "augmented subscript without index": (
        "normalize",
        "the target is no name",
        [s.Augment(e.Item(X, e.Const(0)), None, "+", X)],
    ),
    "evaluated name": ("normalize", "it has no effect", [s.Evaluate(X)]),
    "element of a list of sweeps": (
        "normalize",
        "Each belongs to sweeps",
        [s.Assign("y", e.Each(e.Var("a"), "a", X))],
    ),
    "conditional expression": (
        "normalize",
        "Choice belongs to later stages",
        [s.Assign("y", e.Choice(X, X, X))],
    ),
    "role": ("normalize", "the name x~bar has a role", [s.Assign("x~bar", X)]),
    "role that is read": (
        "analyse",
        "the name x~bar has a role",
        [s.Assign("y", BAR), s.Assign("x~bar", X)],
    ),
    "no kind": ("infer", "the name z has no kind", [s.Assign("z", X)]),
    "no kind in a loop": ("infer", "the name z has no kind", [loop(s.Assign("z", X))]),
    "mark": ("adjoint", "Return is no statement of this stage", [Return()]),
    "adjoint bound later": (
        "adjoint",
        "x~bar is read before it is bound",
        [s.Assign("y~bar", BAR), s.Assign("x~bar", X)],
    ),
    "adjoint bound in the body only": (
        "optimize",
        "x~bar is read before it is bound",
        [loop(s.Assign("y~bar", BAR), s.Assign("x~bar", X))],
    ),
    "temporary bound later": (
        "adjoint",
        r"t\.1 is read before it is bound",
        [s.Assign("y", e.Var("t.1")), s.Assign("t.1", X)],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_planted_violation(name):
    stage, reason, body = WRONG[name]
    kinds = ARRAYS | {"i": k.Int()}
    with pytest.raises(InvalidProgramError, match=reason) as caught:
        verify(core(*body), stage, kinds)
    assert f"after stage '{stage}'" in str(caught.value)
    assert "in f, " in str(caught.value)


def test_what_is_returned():
    with pytest.raises(
        InvalidProgramError, match="in f, `the result`: the name z is bound nowhere"
    ):
        verify(core(result=e.Var("z")), "normalize")


@pytest.mark.parametrize("kind", [k.Real(), k.Int(), k.Tuple((k.Real(),)), k.Str(), k.Known(1)])
def test_augmented_scalars_are_assignments(kind):
    body = s.Augment(X, None, "+", X)
    with pytest.raises(InvalidProgramError, match="the name x is no memory"):
        verify(core(body), "infer", {"x": kind})


@pytest.mark.parametrize("kind", [VECTOR, k.List(None, k.Real()), k.Unknown()])
def test_augmented_memory(kind):
    verify(core(s.Augment(X, None, "+", X)), "infer", {"x": kind})


@pytest.mark.parametrize("kind", [VECTOR, k.List(None, k.Real()), k.Tuple((k.Real(),))])
def test_loops_over_sequences_are_by_index(kind):
    with pytest.raises(InvalidProgramError, match="not read by index"):
        verify(core(loop(source=X)), "infer", {"x": kind, "i": k.Real()})


def test_loops_over_what_is_opaque():
    verify(core(loop(source=X)), "infer", {"x": k.Unknown(), "i": k.Unknown()})


def test_what_cannot_be_reached_has_no_kind():
    body = s.While([], e.Const(False), [s.Assign("z", X)])
    verify(core(body), "infer", ARRAYS)


def test_whole_trees_only_after_analyse():
    body = [s.Assign("y", DEEP), s.If(e.Logical("and", X, X), [], [])]
    for stage in ("analyse", "adjoint", "optimize"):
        verify(core(*body), stage)
    with pytest.raises(InvalidProgramError):
        verify(core(*body), "infer", ARRAYS)


RIGHT = {
    "bound in the pass before": [
        loop(s.If(X, [s.Assign("y", e.Var("t.1"))], []), s.Assign("t.1", X))
    ],
    "bound in a branch": [s.If(X, [s.Assign("t.1", X)], []), s.Assign("y", e.Var("t.1"))],
    "bound in a prelude": [
        s.While([s.Assign("t.1", X)], e.Var("t.1"), [s.Assign("y", e.Var("t.1"))])
    ],
    "bound in a triangular loop": [
        loop(
            s.For("j", e.Call(RANGE, (e.Var("i"),)), [s.Assign("y", e.Var("t.1"))]),
            s.Assign("t.1", X),
        )
    ],
    "the element's own name": [
        s.Assign("y~bar", e.Each(e.Var("held~local"), "held~local", X))
    ],
    "a comment": [s.Comment("reverse sweep")],
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_right_sweeps_pass(name):
    verify(core(*RIGHT[name]), "adjoint")


def test_a_named_tuple_is_an_operand_as_a_tuple_is():
    pair = e.Call(PAIR, (X, e.Sequence("tuple", (X,))))
    verify(core(s.Store(X, e.Const(0), pair)), "normalize")


def test_free_values_and_inputs_enter():
    program = core(s.Assign("y", e.Var("w.1")))
    program.inputs[e.Attr(X, "w")] = "w.1"
    verify(program, "normalize")


def test_there_is_no_other_stage():
    with pytest.raises(ValueError, match="no stage 'emit': " + ", ".join(STAGES)):
        verify(core(), "emit")

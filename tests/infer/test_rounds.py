"""Rounds of inference end where the program only comes back to what it was."""

from srcgrad.infer.rounds import ROUNDS, SAME, SURE, rounds
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core


def bound(name):
    return s.Assign(name, e.Binary("+", e.Var("x"), e.Const(1)))


def test_a_program_that_only_gets_other_names_is_given_up():
    core = Core("f", [], [bound("y0")], e.Var("y0"))
    count = 0
    for count in rounds(core):
        core.body = [bound(f"y{count}")]
    assert SURE + SAME == count


def test_a_program_that_grows_has_all_its_rounds():
    core = Core("f", [], [], e.Var("x"))
    for _ in rounds(core):
        core.body.append(bound("y"))
    assert ROUNDS == len(core.body)

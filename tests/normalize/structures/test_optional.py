"""A flag says whether a name holds a constant or a container."""

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures.layout import Alias, Heap, Ref, State, Structure
from srcgrad.normalize.structures.paths import optional

PAIR = Structure("tuple", tuple, {0: "best_0", 1: "best_1"}, "best", "best")


def state():
    """`best` is None or a pair, as `best_set` says."""
    made = State(heap=Heap({1: PAIR.copy()}), bound={"best"})
    made.env["best"] = optional.made(made, Ref(1), "best_set", 2)
    return made


def test_question_becomes_the_flag():
    asked = e.Compare("is not", e.Var("best"), e.Const(None))
    assert e.Var("best_set") == optional.asked(state(), asked)


def test_negated_question_becomes_the_negated_flag():
    asked = e.Compare("is", e.Var("best"), e.Const(None))
    assert e.Unary("not", e.Var("best_set")) == optional.asked(state(), asked)


def test_question_about_another_value_is_left():
    assert optional.asked(state(), e.Compare("==", e.Var("best"), e.Const(0))) is None


def test_test_that_was_assigned_last_tells_of_the_flag():
    last = s.Assign("test", e.Unary("not", e.Var("best_set")))
    assert ("best_set", False, False) == optional.told(e.Var("test"), [last], state())
    turned = optional.told(e.Unary("not", e.Var("test")), [last], state())
    assert ("best_set", True, False) == turned


def test_test_of_two_things_tells_of_the_flag_where_it_is_true():
    first = s.Assign("test", e.Var("best_set"))
    second = s.If(e.Var("test"), [s.Assign("test", e.Var("other"))], [])
    assert ("best_set", True, True) == optional.told(e.Var("test"), [first, second], state())
    assert optional.told(e.Unary("not", e.Var("test")), [first, second], state()) is None


def test_test_that_was_assigned_before_something_else_tells_nothing():
    block = [s.Assign("test", e.Var("best_set")), s.Assign("y", e.Const(1.0))]
    assert optional.told(e.Var("test"), block, state()) is None


def test_elements_of_containers_inside_are_leaves():
    held = state()
    held.heap[3] = Structure("list", list, {0: "a", 1: Ref(1)}, "outer", "outer")
    assert ["a", "best_0", "best_1"] == optional.leaves(held, Ref(3))


def test_none_is_no_container():
    held = state()
    held.env["best"] = Alias(e.Const(None))
    unpacked = optional.raised(held, s.Unpack(("a", "b"), e.Var("best")))
    assert isinstance(unpacked, e.Call) and unpacked.func == e.Ref("TypeError", TypeError)
    assert optional.raised(state(), s.Unpack(("a", "b"), e.Var("best"))) is None


def test_number_is_no_container_but_has_attributes_of_its_own():
    held = state()
    held.env["total"] = Alias(e.Const(0))
    asked = optional.raised(held, s.Assign("y", e.Attr(e.Var("total"), "place")))
    assert "'int' object has no attribute 'place'" in str(asked)
    assert optional.raised(held, s.Assign("y", e.Attr(e.Var("total"), "real"))) is None


def test_number_is_not_none():
    held = state()
    held.env["total"] = optional.made(held, Ref(1), "total_set", 3, 0)
    asked = e.Compare("is", e.Var("total"), e.Const(None))
    assert e.Const(False) == optional.asked(held, asked)


def test_ways_on_which_one_constant_is_held_meet():
    one, other = state(), state()
    one.known["n"] = other.known["m"] = k.Known(0)
    one.bound.add("n")
    assert optional.meet("n", (one, None), (other, Ref(1))) == 0
    assert optional.meet("n", (one, None), (other, other.env["best"])) is optional.NEITHER

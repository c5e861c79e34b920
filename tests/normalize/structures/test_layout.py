"""States share their structures until one of them looks at what may be written."""

from srcgrad.normalize.structures.layout import Heap, Ref, State, Structure


def pair(stem: str = "p") -> Structure:
    return Structure("tuple", tuple, {0: f"{stem}_0", 1: f"{stem}_1"}, stem, stem)


def state() -> State:
    return State(heap=Heap({1: pair(), 2: Structure("list", list, {0: Ref(1)}, "q", "q")}))


def test_copies_share_what_is_only_read():
    first = state()
    second = first.copy()
    assert first.heap.peek(1) is second.heap.peek(1)
    assert list(first.heap.values()) == list(second.heap.values())


def test_what_one_state_writes_the_other_does_not_see():
    first = state()
    second = first.copy()
    second.heap[1].slots[0] = "other"
    first.heap[1].shared = True
    assert ("p_0", True) == (first.heap[1].slots[0], first.heap[1].shared)
    assert ("other", False) == (second.heap[1].slots[0], second.heap[1].shared)


def test_what_was_looked_at_before_the_copy_is_not_shared_after_it():
    first = state()
    held = first.heap[1]
    second = first.copy()
    assert held is second.heap.peek(1)
    second.heap[1].vacant = True
    assert not held.vacant


def test_one_object_is_given_again():
    first = state()
    assert first.heap[1] is first.heap[1]
    assert first.heap[1] is first.heap.get(1)
    assert first.heap.get(3) is None


def test_reached_copies_nothing():
    first = state()
    held = first.heap.peek(1)
    assert [2, 1] == list(first.reached([Ref(2)]))
    assert held is first.heap.peek(1)

"""Dataclasses that are made when their first object is."""

import copy
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import field, fields, replace
from pathlib import Path
from threading import Barrier

from srcgrad.errors import Location
from srcgrad.ir import record
from srcgrad.late import dataclass

PACKAGE = Path(__file__).parent.parent / "srcgrad"


def test_as_a_dataclass():
    @dataclass
    class Node:
        name: str
        below: list = field(default_factory=list)
        marks: int = field(default=0, compare=False)

        def __post_init__(self):
            self.name = self.name.upper()

    first = Node("a")
    assert ("A", [], 0) == (first.name, first.below, first.marks)
    assert ["name", "below", "marks"] == [one.name for one in fields(first)]
    assert first == replace(first, marks=3) and first != Node("b")
    assert Node.__hash__ is None
    match first:
        case Node(name, below):
            assert name == "A" and below == []


def test_the_bases_are_made_first():
    @dataclass(frozen=True)
    class Root:
        a: int

    @dataclass(frozen=True)
    class Leaf(Root):
        b: int = 2

        def both(self):
            return self.a + self.b

    assert "Leaf(a=1, b=2)" == repr(Leaf(1)).rpartition(".")[2]
    assert 3 == Leaf(1).both()
    assert {Leaf(1)} == {Leaf(1, 2)} and Root(1) != Leaf(1)


def test_none_is_made_at_once():
    """One that derives from another, not yet made, would lack its fields."""
    found = [p for p in PACKAGE.rglob("*.py") if "import dataclass" in p.read_text("utf-8")]
    assert ["__init__.py", "late.py"] == sorted(p.name for p in found if plain(p))


def plain(path):
    lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
    return any(line.startswith("from dataclasses import dataclass") for line in lines)


def test_what_a_class_says_itself():
    @record(frozen=True)
    class Own:
        value: int

        def __eq__(self, other):
            return isinstance(other, Own)

        def __hash__(self):
            return 7

    @record(frozen=True, repr=False)
    class Named:
        value: int

        def __repr__(self):
            return "own words"

    assert Own(1) == Own(2) and hash(Own(1)) == 7
    assert "own words" == repr(Named(1)) and Named(1) in {Named(1)} and Named(1) != Named(2)


def test_copies_and_what_another_process_sends():
    spot = Location("heat.py", 12, "text", 4, 20)
    assert spot == copy.copy(spot) == pickle.loads(pickle.dumps(spot))
    program = f"import pickle; one = pickle.loads({pickle.dumps(spot)!r}); print(one == one, one)"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert f"True {spot}\n" == found.stdout


def test_many_threads():
    for _ in range(20):

        @dataclass(frozen=True)
        class Pair:
            a: int
            b: int = 0

        start = Barrier(4)

        def make(n, start=start, made=Pair):
            start.wait()
            return made(n)

        with ThreadPoolExecutor(4) as pool:
            assert [Pair(n) for n in range(4)] == list(pool.map(make, range(4)))

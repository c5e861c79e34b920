"""What the docstrings of passes show is what they do: `before -> after` is run."""

import importlib
import inspect
import pkgutil
import re
import sys
import textwrap

import pytest

import srcgrad.optimize
from srcgrad.ir.text import listing
from srcgrad.optimize.algebra import arithmetic
from srcgrad.optimize.algebra.merged_scales import MergedScales
from srcgrad.optimize.names import fold
from srcgrad.optimize.unneeded import dead, unread_arrays
from tests.fragments import Fragment, block, expression
from tests.optimize.left_out import PASSES

# By pass, for each picture of its module: the kinds of names | how many of the statements are the
# forward sweep | what is read after them | more of the reverse sweep. None where something else
# than statements is shown.
SHOWN = {
    "add_in_place": ["v u x: [n]; dt: real"],
    "as_values": ["t x: real | 2"],
    "bind_anew": ["a b p: [n]; total: float64 | 4 |  | t_bar = p_kept * 2"],
    "bind_once": ["v: vector; seed: real"],
    "by_size": ["x: vector"],
    "combine": ["t u y: vector"],
    "contract": ["t: [n, m]; s: real; p: [a, b]; z: [a, b, c]; seed: real"],
    "drop_dead": ["itself x product: vector; seed value.3: real | 2"],
    "drop_broadcasts": ["d x: [n, m]; r: [n]"],
    "drop_defaults": ["x y: vector"],
    "drop_kept_axes": ["t: stack; w u: matrix; v: vector; part: [n, m, 1]; part2: [n, 1]; n: int"],
    "drop_late_copies": ["u t s: vector; k: real"],
    "drop_late_sums": ["n i: int; r d x: vector; k d_bar total_bar: real | 0 | k_bar"],
    "drop_own_copies": [
        "x y: [n]; t k: real",
        "h t y: [n]; i: i8[m]; u: [m]; k: real | 0 | h_bar",
        "t m y: [n, m]; i: int; u: [m]; k: real | 0 | u_bar",
        "t y: [n]; k: real",
    ],
    "drop_records": ["r total: real; x: vector; i: int | 2"],
    "drop_unit_factors": ["k q: real | 2"],
    "drop_unread_arrays": ["u v item.1: vector; t: real"],
    "drop_unread": ["r a part: [n]; seed: real; test: [n] | 0 | a_bar"],
    "fill_lists": [
        "xs: numbers; seed: real",
        "xs: numbers; y: vector; k: int",
        "xs: vectors; y w: matrix; k: int; t: real | 0 | xs_bar",
    ],
    "find_exchanges": ["t a b: vector | 3 | a"],
    "fold": ["x y: real"],
    "fuse": ["n k: int; x y: vector; r w loss seed: real; r_tape: numbers | 2 | loss; w_bar"],
    "gather_numbers": ["p: [n, m]; total: [n]; t: real; weight: [n,m]"],
    "hoist_views": ["q a r: matrix; t item.1: vector; k j n: int"],
    "hush": ["y x: vector; partial t: real; i n: int"],
    "join": ["a b: real; test.1: bool"],
    "join_first": ["a x b: real; u p t: vector"],
    "join_parts": ["q r: matrix; p moved a: real; k j: int"],
    "join_subscripts": ["x y: matrix; t: real; i j a b: int"],
    "keep_elements": ["r: matrix; root root_dot t d: float64; a: vector; q: real; k i: int"],
    "keep_parts": ["x tail: vector; seed value: real | 2 | value; tail_bar"],
    "keep_private": ["u: [n]; seed value: real"],
    "leave_unnamed": ["u kept.1: vector; n i: int | 1"],
    "lighten": ["n: int; a: matrix; x z y: vector"],
    "place_constants": ["x: matrix; y: vector; axis.2: int | 2 | y"],
    "read_calls": ["a c s: vector | 2"],
    "read_known": ["y: [n, m]; t: [n, m]; mu: [n, 1] | 1"],
    "scale_sums": ["z d: [n, m]; w l: [m] | 1"],
    "share": ["x m t s: vector"],
    "share_reads": ["u: vector | 3"],
    "share_repeats": ["h p g: matrix | 4"],
    "share_views": ["a: vector; t: vector"],
    "shorten": ["x y z p t v u a_bar b_bar: [n]; seed a b s: real; A: matrix"],
    "shorten_terms": ["d x: [n]; q r s: real; u: [n]; value: real; a: [n, n]; b p: [n]"],
    "sink_terms": ["margin loss score: real; scores: vector; j: int"],
    "subscribe": ["s: matrix; a: stack; m: vector; t b: matrix"],
    "sum_sparse": ["p y: [n, m]; rows: i8[n]; labels: i8[n]; t s: [n]; n: int | 1"],
    "take_into_branches": ["error tol high y total h: real"],
    "take_out_numbers": ["r s2: vector; total s seed: real; t: int"],
    "turn": [
        "f g a b p: matrix",
        None,
    ],
    "turn_back": [
        None,
        "h p b: matrix; b_T: matrix | 1",
    ],
    "turn_signs": [
        "x c: vector; product moved: real; i: int",
        "d e: [n, m]; mu: [m]",
    ],
    "unpack_rows": ["U: matrix; mass push: vector"],
    "use_numbers": ["parts: numbers; x: vector; seed: real; k: int"],
    "use_plain_forms": [
        "t c d: vector; x: [n+]; a: [n, n]; b: matrix; s seed: real",
        "y s: vector",
        "t r: real",
        None,
        "y: vector",
    ],
}
OTHERWISE = {  # what a pass does that no picture can show, and where it is shown
    "algebra.placed_sums": "tests/optimize/test_placed_sums.py",
    "algebra.squared_roots": "tests/optimize/test_squared_roots.py",
    "axes.gathered": "tests/optimize/test_gathered.py",
    "buffers.carried_shadows": "tests/optimize/test_carried_shadows.py",
    "buffers.complex_shadows": "tests/optimize/test_complex_shadows.py",
    "buffers.copies": "tests/optimize/test_copies.py",
    "buffers.handed_back": "tests/optimize/test_handed_back.py",
    "buffers.taken_over": "tests/optimize/test_handed_back.py",
    "loops.draws": "tests/optimize/test_draws.py",
    "loops.independent": "tests/optimize/test_independent.py",
    "loops.marked_loops": "tests/optimize/test_marked_loops.py",
    "loops.rows": "tests/optimize/test_rows.py",
    "loops.snapshots": "tests/optimize/test_snapshots.py",
    "loops.unbound": "tests/optimize/test_unbound.py",
    "names.naming": "tests/optimize/test_naming.py",
    "unneeded.unasked": "tests/optimize/test_unasked.py",
}


def pictures(module):
    """The two sides of each indented paragraph of a module's docstring that has an arrow."""
    found = []
    for part in re.split(r"\n\s*\n", inspect.getdoc(module)):
        arrows = [arrow.start() for line in part.splitlines() if (arrow := ARROW.search(line))]
        if arrows:
            sides = [_halved(line, min(arrows)) for line in part.splitlines()]
            found.append([textwrap.dedent("\n".join(side)) for side in zip(*sides, strict=True)])
    return found


ARROW = re.compile(r"(?<=\s)->(?=\s|$)")


def _halved(line, arrow):
    """What a line has on the left and on the right, which three blanks keep apart."""
    line = ARROW.sub("  ", line, count=1)
    gap = re.search(r"(?<=\S)\s{3,}(?=\S)", line)
    if gap is not None:
        return line[: gap.start()], " " * gap.end() + line[gap.end() :]
    return ("", line) if line[:arrow].isspace() else (line, "")


def _ended(text):
    """Statements, and what a `return` below them gives."""
    body, _, ends = text.partition("return ")
    return body, ends.strip()


def _fold(reverse, facts, chosen, pure):
    fold.Folding(facts.kind, chosen, facts.root, pure).run(reverse)


def _merge(reverse, gradient, facts, pure, widest):
    MergedScales(facts.kind, facts.root, pure, widest).shorten(reverse, gradient)


def rewriting(name):
    """The pass of this name, and its module."""
    more = {"fold": _fold, "shorten": arithmetic.shorten, "drop_dead": dead.drop_dead}
    more["merge_scales"] = _merge
    more["drop_unread_arrays"] = unread_arrays.drop_unread_arrays
    rewrite = more[name] if name in more else getattr(*PASSES[name][0])
    return rewrite, fold if name == "fold" else sys.modules[rewrite.__module__]


CASES = [(name, n) for name, shown in SHOWN.items() for n, one in enumerate(shown) if one]


@pytest.mark.parametrize(("name", "number"), CASES)
def test_picture(name, number):
    rewrite, module = rewriting(name)
    left, right = pictures(module)[number]
    kinds, forward, ends, more = (*map(str.strip, SHOWN[name][number].split("|")), "0", "", "")[:4]
    (before, given), (after, result) = _ended(left), _ended(right)
    fragment = Fragment(before, int(forward or 0), more, kinds, ends or given)
    made = fragment.run(rewrite)
    shown = re.sub(r"~old\d+", "_old", listing([*fragment.forward, *fragment.reverse]))
    shown = re.sub(r" *#.*\n", "", shown)
    assert listing([*block(after), *block(more)]) == shown
    if result:
        assert expression(result).items[-1] == made


def test_each_pass_shows_what_it_does():
    """In a picture that is run, in a doctest, or in tests of its own."""
    shown = {rewriting(name)[1].__name__ for name in SHOWN}
    for module in pkgutil.walk_packages(srcgrad.optimize.__path__, "srcgrad.optimize."):
        room, _, name = module.name.removeprefix("srcgrad.optimize.").partition(".")
        if not name or room == "asked" or module.name in shown:
            continue
        loaded = importlib.import_module(module.name)
        doctest = ">>> " in inspect.getsource(loaded)
        assert doctest or f"{room}.{name}" in OTHERWISE, module.name

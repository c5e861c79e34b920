"""What the docstrings of passes show is what they do: `before -> after` is run."""

import importlib
import inspect
import pkgutil
import re
import sys
import textwrap

import pytest

import srcgrad.optimize
from srcgrad.infer.kinds.perhaps_complex import assumed, perhaps_complex
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.ir.walk import bound, replace, statements, substitute, targets
from srcgrad.optimize.algebra import arithmetic, merged_scales
from srcgrad.optimize.buffers import complex_shadows, copies, taken_over
from srcgrad.optimize.loops import rows
from srcgrad.optimize.names import fold, naming
from srcgrad.optimize.unneeded import dead, unasked, unread_arrays
from tests.fragments import Fragment, block, expression
from tests.optimize.left_out import PASSES

# By pass, for each picture of its module: the kinds of names | how many of the statements are the
# forward sweep | what is read after them | more of the reverse sweep. None where something else
# than statements is shown.
SHOWN = {
    "add_up_factors": ["s t u v: vector; f k: real"],
    "add_in_place": ["v u x: [n]; dt: real"],
    "as_values": ["t x: real | 2"],
    "bind_anew": ["a b p: [n]; total: float64 | 4 |  | t_bar = p_kept * 2"],
    "bind_once": ["v: vector; seed: real"],
    "by_size": ["x: vector"],
    "carry_scales": ["q t x s: vector"],
    "choose_numbers": [
        "t p q: float64; x_bar: vector; i: int",
        "t z s c_bar: float64; z_bar: vector; i n: int",
    ],
    "combine": ["t u y: vector"],
    "contract": ["t u v: [n, m]; s: real; p: [a, b]; z: [a, b, c]; seed: real"],
    "drop_dead": ["itself x product: vector; seed value.3: real | 2"],
    "drop_broadcasts": ["d x: [n, m]; r: [n]"],
    "drop_defaults": ["x y: vector"],
    "drop_kept_axes": ["t: stack; w u: matrix; v: vector; part: [n, m, 1]; part2: [n, 1]; n: int"],
    "drop_late_copies": ["u t s: vector; k: real"],
    "drop_late_sums": ["n i: int; r d x: vector; k d_bar total_bar: real | 0 | k_bar"],
    "drop_copies": ["n n.2 value.1 k: int | 0 | k"],
    "divide_products": [
        "p h v_bar: real | 1",
        "q a b v_bar: [n] | 1",
        "p x slope v_bar: real | 1",
    ],
    "divide_roots": ["r slope seed: real; x: [n]", "m slope seed y: real | 1"],
    "drop_own_copies": [
        "x y: [n]; t k: real",
        "h t y: [n]; i: i8[m]; u: [m]; k: real | 0 | h_bar",
        "t m y: [n, m]; i: int; u: [m]; k: real | 0 | u_bar",
        "t y: [n]; k: real",
    ],
    "drop_records": ["r total: real; x: vector; i: int | 2"],
    "drop_unasked": ["e: [n]; a: [n, m]; b: [m]; seed: real | 0 | b_bar_dot"],
    "drop_unit_factors": ["k q: real | 2"],
    "drop_self_stores": ["x y: vector"],
    "drop_zero_stores": ["y: vector; x: real"],
    "drop_unread_arrays": ["u v item.1: vector; t: real"],
    "drop_unread": ["r a part: [n]; seed: real; test: [n] | 0 | a_bar"],
    "fill_lists": [
        "xs: numbers; seed: real",
        "xs: numbers; y: vector; k: int",
        "xs: vectors; y w: matrix; k: int; t: real | 0 | xs_bar",
    ],
    "find_exchanges": ["t a b: vector | 3 | a"],
    "fill_rows": ["u kept.1 u_bar: vector; n i: int | 2"],
    "fold": ["x y: real"],
    "fuse": ["n k: int; x y: vector; r w loss seed: real; r_tape: numbers | 2 | loss; w_bar"],
    "gather_numbers": ["p: [n, m]; total: [n]; t: real; weight: [n,m]"],
    "hand_back": ["u new: [n]; k: real; n: int | 4"],
    "hoist_views": ["q a r: matrix; t item.1: vector; k j n: int"],
    "hush": ["y x: vector; partial t: real; i n: int"],
    "join": ["a b: real; test.1: bool"],
    "join_first": ["a x b: real; u p t: vector; v h: [n]"],
    "join_tapes": ["x y z t: real | 4"],
    "join_parts": ["q r: matrix; p moved a: real; k j: int", "x: vector; a b c: real"],
    "join_subscripts": ["x y: matrix; t: real; i j a b: int"],
    "keep_elements": ["r: matrix; root root_dot t d: float64; a: vector; q: real; k i: int"],
    "keep_parts": ["x tail: vector; seed value: real | 2 | value; tail_bar"],
    "keep_private": ["u: [n]; seed value: real"],
    "leave_unnamed": ["u kept.1: vector; n i: int | 1"],
    "lighten": ["n: int; a: matrix; x z y: vector"],
    "merge_scales": [
        "e product d: matrix; c: matrix; seed: real",
        "r seed: real; x y: vector; z: float64",
    ],
    "place_constants": ["x: matrix; y: vector; axis.2: int | 2 | y"],
    "read_calls": ["a c s: vector | 2"],
    "read_factors": ["y a b t: real | 1"],
    "read_known": ["y: [n, m]; t: [n, m]; mu: [n, 1] | 1"],
    "scale_once": ["y_bar v_bar t_bar u w: vector; h: real"],
    "scale_sums": ["z d: [n, m]; w l: [m] | 1"],
    "share": ["x m t s: vector"],
    "share_reads": ["u: vector | 3"],
    "share_repeats": ["h p g: matrix | 4"],
    "share_views": ["a: vector; t: vector"],
    "shorten": [
        "x y z p t v u a_bar b_bar d_bar: [n]; seed a b s: real; A: matrix; n: int; "
        "c: [n, 1]; w: [n, m]"
    ],
    "shorten_terms": ["d x: [n]; q r s: real; u: [n]; value: real; a: [n, n]; b p: [n]"],
    "share_names": ["u: [n]; k: real; n m: int"],
    "sink_terms": ["margin loss score: real; scores: vector; j: int"],
    "spell_negatives": ["b y: real"],
    "subscribe": ["s: matrix; a: stack; m: vector; t b: matrix"],
    "sum_at_places": [
        "p: [n, m]; x: [k, m]; d: [n, k, m]; q: [n, k]; share: [n, 1]; least: [n] | 2"
    ],
    "sum_sparse": ["p y: [n, m]; rows: i8[n]; labels: i8[n]; t s: [n]; n: int | 1"],
    "take_over": ["u new t: vector; k: real", "u new t: vector"],
    "take_into_branches": ["error tol high y total h: real"],
    "take_out_numbers": [
        "r s2: vector; total s seed: real; t: int",
        "x y: vector; a b seed h: real; n i: int",
    ],
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
    "widen_shadows": ["w: c16[n]"],
    "use_numbers": ["parts: numbers; x: vector; seed: real; k: int"],
    "use_plain_forms": [
        "t c d: vector; x: [n+]; a: [n, n]; b: matrix; s seed: real",
        "y s: vector",
        "t r: real",
        "x t: real",
        "y: vector",
    ],
}
OTHERWISE = {  # what a pass does that no picture can show, and where it is shown
    "axes.gathered": "tests/optimize/test_gathered.py",
    "buffers.carried_shadows": "tests/optimize/test_carried_shadows.py",
    "loops.draws": "tests/optimize/test_draws.py",
    "loops.independent": "tests/optimize/test_independent.py",
    "loops.marked_loops": "tests/optimize/test_marked_loops.py",
    "loops.pairs": "tests/optimize/test_independent.py",
    "loops.snapshots": "tests/optimize/test_snapshots.py",
    "loops.unbound": "tests/optimize/test_unbound.py",
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
    merged_scales.MergedScales(facts.kind, facts.root, pure, widest).shorten(reverse, gradient)


def _drop_copies(reverse, result, facts):
    copies.without_copies(reverse, result, facts, ".")


def _join_tapes(forward, reverse, counter):
    """Each tape is made before it is filled."""
    made = [s.Assign(node.value.func.base.name, e.Sequence("list", ())) for node in forward]
    forward[:0] = made
    rows.join_tapes(forward, reverse, counter)
    forward[:] = [node for node in forward if not isinstance(node, s.Assign)]


def _share_names(reverse, entry):
    webs = {name for name in bound(reverse) if "." in name}
    same = naming.common_names(reverse, sorted(entry), webs)
    for node in statements(reverse):
        replace(node, lambda tree: substitute(tree, {n: e.Var(new) for n, new in same.items()}))
        if targets(node):
            node.target = same.get(node.target, node.target)


def _take_over(reverse):
    """With the array, or where nothing is added."""
    if any(isinstance(node, s.Assign) and node.target == "u~bar" for node in reverse):
        taken_over.take_over(reverse, "u~bar", ["new~bar"])
    else:
        taken_over.end_early(reverse, "new~bar")


def _drop_unasked(reverse, result, facts, pure):
    unasked.drop_unasked(reverse, result, facts, pure, lambda node: True)


def _widen_shadows(reverse, facts):
    with assumed():
        perhaps_complex(k.Real())
        complex_shadows.widen_shadows(reverse, facts)


OURS = {  # what is called otherwise than by the blocks and facts alone, or is no pass of its own
    "drop_copies": (_drop_copies, copies),
    "drop_dead": (dead.drop_dead, dead),
    "drop_unasked": (_drop_unasked, unasked),
    "drop_unread_arrays": (unread_arrays.drop_unread_arrays, unread_arrays),
    "fold": (_fold, fold),
    "join_tapes": (_join_tapes, rows),
    "merge_scales": (_merge, merged_scales),
    "share_names": (_share_names, naming),
    "shorten": (arithmetic.shorten, arithmetic),
    "take_over": (_take_over, taken_over),
    "widen_shadows": (_widen_shadows, complex_shadows),
}


def rewriting(name):
    """The pass of this name, and its module."""
    if name in OURS:
        return OURS[name]
    rewrite = getattr(*PASSES[name][0])
    return rewrite, sys.modules[rewrite.__module__]


CASES = [(name, n) for name, shown in SHOWN.items() for n, one in enumerate(shown) if one]


@pytest.mark.parametrize(("name", "number"), CASES)
def test_picture(name, number):
    rewrite, module = rewriting(name)
    left, right = pictures(module)[number]
    kinds, forward, ends, more = (*map(str.strip, SHOWN[name][number].split("|")), "0", "", "")[:4]
    (before, given), (after, result) = _ended(left), _ended(right)
    fragment = Fragment(before, int(forward or 0), more, kinds, ends or given)
    made = fragment.run(rewrite)
    assert _shown(block(after), block(more)) == _shown(fragment.forward, fragment.reverse)
    if result:
        assert expression(result).items[-1] == made


def _shown(*blocks):
    """Statements, without comments and the numbers in names that the pass makes."""
    text = re.sub(r"~old\d+", "_old", listing([node for one in blocks for node in one]))
    return re.sub(r" *#.*\n|\.\d+(?=~tape)|\.\d+~local", "", text)


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

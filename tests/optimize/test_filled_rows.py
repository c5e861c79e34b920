"""Copies that a loop records, as rows of an array."""

import pytest

from srcgrad.ir.text import listing
from srcgrad.optimize.loops.filled_rows import fill_rows
from tests.fragments import Fragment

LOOP = """
kept_tape = []
for i in range({n}):
    kept.1 = {source}.copy()
    kept_tape.append(kept.1)
    {more}
for i in {back}:
    kept.1 = kept_tape.pop()
    u_bar[1:] *= kept.1[:-1]
"""
KINDS = "u w kept.1 u_bar: vector; single: single; A: matrix; S: stack; n i m: int; things: numbers"


def filled(n="n", source="u", more="u[1:] *= u[:-1]", back="range(n)", text=LOOP, ends=""):
    """Both sweeps after the pass."""
    text = text.format(n=n, source=source, more=more, back=back)
    fragment = Fragment(text, 2, "", KINDS, ends)
    fragment.run(fill_rows)
    return listing([*fragment.forward, *fragment.reverse])


def made(**given):
    """The array that is made for the rows; "" where the tape is a list."""
    line = next(one for one in filled(**given).splitlines() if one.startswith("kept~tape = "))
    return line.partition(" = ")[2].replace("[]", "")


@pytest.mark.parametrize(
    ("given", "array"),
    [
        ({}, "np.empty((max(n, 0), u.size))"),
        ({"n": "len(u)", "back": "range(len(u))"}, "np.empty((len(u), u.size))"),
        ({"n": "7", "back": "range(6, -1, -1)"}, "np.empty((7, u.size))"),
        ({"n": "1, n", "back": "range(n - 1, 0, -1)"}, "np.empty((max(n, 0), u.size))"),
        ({"n": "u.shape[0]", "back": "range(u.shape[0])"}, "np.empty((u.shape[0], u.size))"),
        ({"source": "u[1:-1]"}, "np.empty((max(n, 0), u[1:-1].size))"),
        ({"source": "u[m:]"}, "np.empty((max(n, 0), u[m:].size))"),
        ({"source": "A"}, "np.empty((max(n, 0), *A.shape))"),
        ({"source": "A[1:, :2]"}, "np.empty((max(n, 0), *A[1:, :2].shape))"),
        ({"source": "A[i]"}, "np.empty((max(n, 0), A.shape[1]))"),
        ({"source": "S[i]"}, "np.empty((max(n, 0), *S.shape[1:]))"),
        ({"source": "single"}, "np.empty((max(n, 0), single.size), single.dtype)"),
    ],
)
def test_a_row_for_each_pass(given, array):
    assert made(**given) == array
    assert "kept~tape[i] = " in filled(**given)
    assert "kept.1 = kept~tape[i]" in filled(**given)


def test_the_rows_are_read_last_first():
    assert "for i in range(n - 1, -1, -1):" in filled()


def test_what_counts_the_passes_has_a_name():
    text = filled(text=LOOP.replace("for i", "for _"))
    assert "for row.1 in range(n - 1, -1, -1):" in text
    assert "kept~tape[row.1] = u" in text


def test_a_name_that_the_program_reads_stays():
    text = filled(text=LOOP.replace("for i", "for _"), ends="_; u")
    assert "kept~tape[_] = u" in text


@pytest.mark.parametrize(
    "given",
    [
        {"more": "u = u * w"},  # another array, of whatever length
        {"more": "if i > m: break"},
        {"more": "i = i + 1"},
        {"more": "n = n + 1\n    m = kept.1.size"},  # read beside the record
        {"n": "2, n", "back": "range(n - 1, 1, -1)"},
        {"n": "0, n, 2", "back": "range(0, n, 2)"},
        {"n": "f(n)", "back": "range(f(n))"},
        {"n": "n", "back": "range(m)"},
        {"source": "A[:i]"},  # another part in each pass
        {"source": "A[i, 1:]"},
        {"source": "u[u > 0]"},
        {"source": "unknown"},
        {"source": "things"},
        {"more": "m = m + 1", "source": "u[m:]"},
    ],
)
def test_otherwise_a_list(given):
    assert made(**given) == ""


@pytest.mark.parametrize(
    "text",
    [
        LOOP.replace("    {more}", "    if i > m:\n        kept_tape.append(w)"),
        LOOP.replace(
            "    kept.1 = kept_tape.pop()",
            "    for j in range(2):\n        kept.1 = kept_tape.pop()",
        ),
        LOOP.replace("    kept.1 = {source}.copy()", "    kept.1 = -{source}"),
        LOOP.replace("    u_bar[1:]", "    i = m\n    u_bar[1:]"),
    ],
)
def test_a_tape_of_another_kind_is_a_list(text):
    assert made(text=text) == ""

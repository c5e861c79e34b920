"""What a text of the library names by one letter is called after what it holds.

    v.3 = np.where(inside, z.2, 0.5)           where_value = np.where(inside, quotient, 0.5)
    q.7, _.8 = np.linalg.qr(A)         ->      qr_A_0, qr_A_1 = np.linalg.qr(A)
    A_bar = turn(q.7_bar, q.7, _.8)            A_bar = turn(qr_A_0_bar, qr_A_0, qr_A_1)

In its file a letter is short for what the file explains; who reads an adjoint sees the adjoint
alone. A value keeps its letter where it is printed under a name of the user's, and so do the
counters of loops, and what nobody reads.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, statements
from srcgrad.normalize.names.stems import held, short


def spell_letters(whole: s.Block, ours: Collection[str], same: Mapping[str, str]) -> dict[str, str]:
    """For names of `ours` that are letters: those to print them by.

    `same` are names that are printed as others are.

    >>> from srcgrad.ir import expr as e
    >>> item = e.Item(e.Attr(e.Var("u"), "shape"), e.Const(0))
    >>> made = [s.Assign("k.1", item), s.Assign("r.2", e.Binary("*", e.Var("k.1"), e.Var("r")))]
    >>> spell_letters(made, {"k.1", "r.2"}, {})
    {'k.1': 'length.1', 'r.2': 'product.2'}
    >>> spell_letters(made, {"k.1", "r.2"}, {"r": "r.2"})
    {'k.1': 'length.1'}
    """
    users = {_base(head) for name, head in same.items() if _base(name) not in ours}
    read = {_base(n) for node in statements(whole) for t in expressions(node) for n in names(t)}
    found: dict[str, str] = {}
    for node in statements(whole):
        for name, told in _given(node):
            base = _base(name)
            if base not in ours or base in found or base in same or base in users:
                continue
            if base in read or short(base) != "_":
                found[base] = f"{told}.{base.partition('.')[2]}"
    return found


def _given(node: s.Stmt) -> Iterator[tuple[str, str]]:
    """The names that a statement binds, and what they hold in words."""
    match node:
        case s.Assign(target, value):
            yield target, held(value)
        case s.Unpack(targets, value):
            yield from ((name, f"{held(value)}_{n}") for n, name in enumerate(targets))


def _base(name: str) -> str:
    return name.partition("~")[0]

"""`einsum` and `tensordot`: the adjoint of an operand is another contraction, of the same kind."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from collections.abc import Sequence
from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, vjp


@vjp(np.einsum, variadic=True, complex=True)
def einsum(
    y_bar: Any, y: Any, subscripts: str, operands: Any, index: int, *, optimize: Any = False
) -> Any:
    text = lettered(subscripts, (*[np.ndim(x) for x in operands],))
    others = (*operands[:index], *operands[index + 1 :])
    if repeated(text, index):
        diagonals = [np.eye(operands[index].shape[i]) for i in repeated(text, index)]
        x_bar = np.einsum(transposed(text, index), y_bar, *others, *diagonals)
    elif len(operands) == 1 and unchanged(transposed(text, index)):
        x_bar = y_bar
    elif optimize:
        x_bar = np.einsum(transposed(text, index), y_bar, *others, optimize=optimize)
    else:
        x_bar = np.einsum(transposed(text, index), y_bar, *others)
    if summed(text, index):
        return np.expand_dims(x_bar, summed(text, index))
    return x_bar


@jvp(np.einsum)
def einsum_tangent(
    x_dot: Any, y: Any, subscripts: str, operands: Any, index: int, *, optimize: Any = False
) -> Any:
    if optimize:
        return np.einsum(
            subscripts, *operands[:index], x_dot, *operands[index + 1 :], optimize=optimize
        )
    return np.einsum(subscripts, *operands[:index], x_dot, *operands[index + 1 :])


@vjp(np.tensordot, complex=True)
def tensordot(y_bar: Any, y: Any, a: Any, b: Any, axes: Any = 2) -> Any:
    a_bar = np.tensordot(y_bar, b, (tail(y.ndim, b.ndim, axes), kept(b.ndim, axes, 1)))
    if layout(a.ndim, b.ndim, axes, 0) != tuple(range(a.ndim)):
        a_bar = np.transpose(a_bar, layout(a.ndim, b.ndim, axes, 0))
    b_bar = np.tensordot(a, y_bar, (kept(a.ndim, axes, 0), head(a.ndim, axes)))
    if layout(a.ndim, b.ndim, axes, 1) != tuple(range(b.ndim)):
        b_bar = np.transpose(b_bar, layout(a.ndim, b.ndim, axes, 1))
    return a_bar, b_bar


@jvp(np.tensordot)
def tensordot_tangent(a_dot: Any, b_dot: Any, y: Any, a: Any, b: Any, axes: Any = 2) -> Any:
    return np.tensordot(a_dot, b, axes), np.tensordot(a, b_dot, axes)


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def spelled(lists: list[Any]) -> str:
    """The text for subscripts that are given as lists of integers, the output's last, or None.

    >>> spelled([[0, 1], [1, 2], [2, 0]]), spelled([[0, ...], [0], None])
    ('AB,BC->CA', 'A...,A')
    """
    *inputs, output = [
        None if one is None else "".join(["..." if i is ... else LETTERS[i] for i in one])
        for one in lists
    ]
    return ",".join(map(str, inputs)) + ("" if output is None else f"->{output}")


def lettered(subscripts: str, ranks: Sequence[int]) -> str:
    """The text with a letter for each axis, and with its output, which NumPy lets one leave out.

    >>> lettered("ij, jk", [2, 2]), lettered("...i,i", [3, 1]), lettered("b...,...->b...", [3, 1])
    ('ij,jk->ik', 'ABi,i->AB', 'bAB,B->bAB')
    """
    inputs, arrow, output = subscripts.replace(" ", "").partition("->")
    if not arrow:
        once = [c for c in set(inputs) - set(",.") if inputs.count(c) == 1]
        output = "..." * ("..." in inputs) + "".join(sorted(once))
    parts = inputs.split(",")
    free = [rank - len(part) + 3 for part, rank in zip(parts, ranks, strict=True) if "." in part]
    spare = "".join([c for c in LETTERS if c not in subscripts])[: max(free, default=0)]
    texts = [
        part.replace("...", spare[len(spare) - (rank - len(part) + 3) :])
        for part, rank in zip(parts, ranks, strict=True)
    ]
    return ",".join(texts) + "->" + output.replace("...", spare)


def explicit(text: str) -> tuple[list[str], str]:
    """The operands' letters and the output's.

    >>> explicit("ij,jk->ik")
    (['ij', 'jk'], 'ik')
    """
    inputs, _, output = text.partition("->")
    return inputs.split(","), output


def repeated(subscripts: str, index: int) -> tuple[int, ...]:
    """Axes of an operand whose letter stands earlier in the same operand."""
    letters = explicit(subscripts)[0][index]
    return tuple([i for i, c in enumerate(letters) if c in letters[:i]])


def summed(subscripts: str, index: int) -> tuple[int, ...]:
    """Axes of an operand that no other factor has: its adjoint is constant along them."""
    inputs, output = explicit(subscripts)
    others = "".join(inputs[:index] + inputs[index + 1 :]) + output
    letters = inputs[index]
    return tuple([i for i, c in enumerate(letters) if c not in others and letters.count(c) == 1])


def transposed(subscripts: str, index: int) -> str:
    """The text that makes an operand's adjoint of the output's and the other operands.

    >>> transposed("ij,jk->ik", 0), transposed("ij,jk->ik", 1)
    ('ik,jk->ij', 'ik,ij->jk')
    >>> transposed("ii->i", 0), transposed("ij->i", 0)
    ('i,ia->ia', 'i->i')
    """
    inputs, output = explicit(subscripts)
    letters = list(inputs[index])
    spare = [c for c in LETTERS[26:] + LETTERS[:26] if c not in subscripts]
    identities = []
    for i in repeated(subscripts, index):
        fresh = spare.pop(0)
        identities.append(letters[i] + fresh)
        letters[i] = fresh
    gone = summed(subscripts, index)
    target = "".join([c for i, c in enumerate(letters) if i not in gone])
    return ",".join([output, *inputs[:index], *inputs[index + 1 :], *identities]) + "->" + target


def unchanged(text: str) -> bool:
    """Whether an `einsum` text of one operand returns that operand."""
    return text.split("->")[0] == text.split("->")[1]


def contracted(ndim: int, axes: Any, side: int) -> tuple[int, ...]:
    """The axes of operand `side` that `np.tensordot` sums over."""
    if isinstance(axes, int):
        return tuple(range(axes)) if side else tuple(range(ndim - axes, ndim))
    own = axes[side]
    return tuple([axis % ndim for axis in ([own] if isinstance(own, int) else own)])


def kept(ndim: int, axes: Any, side: int) -> tuple[int, ...]:
    """The axes of operand `side` that are found in the result."""
    gone = contracted(ndim, axes, side)
    return tuple([axis for axis in range(ndim) if axis not in gone])


def head(ndim: int, axes: Any) -> tuple[int, ...]:
    """The result's axes that come from the first operand."""
    return tuple(range(len(kept(ndim, axes, 0))))


def tail(result: int, ndim: int, axes: Any) -> tuple[int, ...]:
    """The result's axes that come from the second operand."""
    return tuple(range(result - len(kept(ndim, axes, 1)), result))


def layout(ndim: int, other: int, axes: Any, side: int) -> tuple[int, ...]:
    """The permutation that brings an adjoint from the order of its contraction to the operand's.

    >>> layout(3, 3, ((2, 0), (0, 1)), 0), layout(2, 2, 1, 1)
    ((2, 0, 1), (0, 1))
    """
    first, second = contracted(ndim, axes, 0), contracted(other, axes, 1)
    if side == 1:
        pairs = sorted(zip(first, second, strict=True))
        order = [axis for _, axis in pairs] + list(kept(other, axes, 1))
    else:
        pairs = sorted(zip(second, first, strict=True))
        order = list(kept(ndim, axes, 0)) + [axis for _, axis in pairs]
    return tuple([order.index(axis) for axis in range(len(order))])

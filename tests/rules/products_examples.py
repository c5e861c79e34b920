"""Example calls of products, contractions, linear algebra and signals."""

import numpy as np

from srcgrad import runtime
from tests.rules.samples import Call, call, examples, signed


@examples(np.matmul)
def _() -> list[Call]:
    shapes = [
        ((3,), (3,)),
        ((2, 3), (3,)),
        ((3,), (3, 2)),
        ((2, 3), (3, 4)),
        ((4, 2, 3), (3,)),
        ((3,), (4, 3, 2)),
    ]
    shapes += [
        ((4, 2, 3), (3, 2)),
        ((2, 3), (4, 3, 2)),
        ((4, 1, 2, 3), (5, 3, 2)),
        ((1, 2, 3), (4, 3, 2)),
    ]
    shapes += [((2, 4, 2, 3), (3,)), ((3,), (2, 4, 3, 2))]
    return [call(signed(*a), signed(*b)) for a, b in shapes]


@examples(np.dot)
def _() -> list[Call]:
    shapes = [
        ((3,), (3,)),
        ((2, 3), (3,)),
        ((3,), (3, 2)),
        ((2, 3), (3, 4)),
        ((4, 2, 3), (3,)),
        ((3,), (4, 3, 2)),
    ]
    shapes += [
        ((4, 2, 3), (3, 2)),
        ((2, 3), (4, 3, 2)),
        ((4, 2, 3), (5, 3, 2)),
        ((), (3,)),
        ((2, 3), ()),
    ]
    return [call(signed(*a), signed(*b)) for a, b in shapes] + [call(1.5, signed(3))]


@examples(np.inner)
def _() -> list[Call]:
    shapes = [
        ((3,), (3,)),
        ((2, 3), (3,)),
        ((3,), (2, 3)),
        ((2, 3), (4, 3)),
        ((4, 2, 3), (3,)),
        ((2, 3), (4, 5, 3)),
    ]
    return [call(signed(*a), signed(*b)) for a, b in [*shapes, ((), (3,))]]


@examples(np.vdot)
def _() -> list[Call]:
    return [
        call(signed(3), signed(3)),
        call(signed(2, 3), signed(3, 2)),
        call(signed(6), signed(2, 3)),
        call(1.5, 2.5),
    ]


@examples(np.outer)
def _() -> list[Call]:
    return [
        call(signed(3), signed(2)),
        call(signed(2, 2), signed(3)),
        call(1.5, signed(3)),
        call(signed(2), signed(2, 1)),
    ]


@examples(np.kron)
def _() -> list[Call]:
    return [
        call(signed(3), signed(2)),
        call(signed(2, 3), signed(3, 2)),
        call(1.5, signed(3)),
        call(signed(2), signed(3, 2)),
        call(signed(3, 2).T, signed(2)),
        call(signed(2, 1, 3), signed(3, 2)),
        call(signed(2), signed(2, 3, 2)),
        call(signed(2, 2, 3), signed(1, 3, 2)),
    ]


@examples(runtime.for_three)
def _() -> list[Call]:
    return [call(signed(3), 3), call(signed(2, 3), 3)]


@examples(np.cross)
def _() -> list[Call]:
    return [
        call(signed(3), signed(3)),
        call(signed(4, 3), signed(3)),
        call(signed(2, 1, 3), signed(4, 3)),
        call(signed(3, 4), signed(3, 4), axis=0),
        call(signed(2, 3, 1), signed(1, 3, 4), axis=1),
    ]


@examples(np.einsum)
def _() -> list[Call]:
    a, b, c = signed(2, 3), signed(3, 4), signed(4, 2)
    square, cube = signed(3, 3), signed(2, 2, 2)
    return [
        call("ij,jk->ik", a, b),
        call("ij,jk", a, b),
        call("ij, jk -> ki", a, b),
        call("ij,jk,kl->il", a, b, c),
        call("ij,jk,kl->il", a, b, c, optimize=True),
        call("...ij->...ji", cube),
        call("...ij,jk->...ik", cube, signed(2, 3)),
        call("...i,...i", a, signed(4, 1, 3)),
        call("i...,i...->...", cube, signed(2, 2)),
        call("b...,...->b...", cube, signed(2)),
        call("...,...", a, signed(3)),
        call("ij,jk,ki->", a, b, c),
        call("ij->ji", a),
        call("ij->i", a),
        call("ij->", a),
        call("ij->ij", a),
        call("ij,kl->ik", a, b),
        call("i,j->ij", signed(2), signed(3)),
        call("i,i->", signed(3), signed(3)),
        call("ij,j->ij", a, signed(3)),
        call("ij,ij->ij", a, signed(1, 3)),
        call("ij,ij->", a, signed(1, 3)),
        call("ii->i", square),
        call("ii", square),
        call("ii,i->", square, signed(3)),
        call("iii->i", cube),
        call("iij->j", cube),
        call("bij,bjk->bik", signed(2, 2, 3), signed(2, 3, 2)),
    ]


@examples(np.tensordot)
def _() -> list[Call]:
    a, b = signed(2, 3, 4), signed(3, 4, 2)
    return [
        call(a, b),
        call(a, b, 2),
        call(a, signed(4, 2), 1),
        call(a, signed(2), 0),
        call(a, b, axes=((1, 2), (0, 1))),
        call(a, b, axes=([2, 0], [1, 2])),
        call(a, b, axes=((0, -2), (-1, 0))),
        call(a, b, axes=(2, 1)),
        call(signed(2, 3, 2), signed(2, 2, 3), axes=((2, 0), (0, 1))),
    ]


@examples(np.convolve)
def _() -> list[Call]:
    sizes = [(5, 3), (3, 5), (4, 4), (5, 2), (2, 4), (6, 1)]
    modes = ("full", "same", "valid")
    return [call(signed(5), signed(3))] + [
        call(signed(n), signed(m), mode) for n, m in sizes for mode in modes
    ]


@examples(np.interp)
def _() -> list[Call]:
    nodes = np.array([0.1, 0.5, 1.3, 1.9])
    return [
        call(np.array([0.3, 0.2, -0.5, 1.7, 2.5, 0.9]), nodes, signed(4)),
        call(0.7, nodes, signed(4)),
        call(signed(2, 2), nodes, signed(4)),
        call(np.array([0.3, -0.5, 1.7, 2.5]), nodes, signed(4), 0.0),
        call(np.array([0.3, -0.5, 1.7, 2.5]), nodes, signed(4), left=0.5, right=-0.5),
        call(np.array([0.3, -0.5, 2.5]), nodes, signed(4), right=1.0),
    ]

"""Example calls of linear algebra: factorisations, systems, stacks of matrices."""

import numpy as np

from tests.rules.samples import Call, call, examples, signed

REGULAR = np.array([[2.0, 0.3, -0.4], [0.1, 1.5, 0.6], [-0.7, 0.2, 1.8]])
STACK = np.stack([REGULAR, REGULAR.T + 1.0])
POSITIVE = STACK @ np.swapaxes(STACK, -1, -2) + np.eye(3)
TALL, WIDE = np.concatenate([REGULAR, REGULAR[:1] * 2 - 1]), REGULAR[:2]
TALLER = np.stack([TALL, TALL[::-1] + 0.3])


@examples(np.linalg.inv, np.linalg.det)
def _() -> list[Call]:
    return [call(REGULAR), call(STACK)]


@examples(np.linalg.slogdet)
def _() -> list[Call]:
    return [call(REGULAR), call(-STACK), call(np.stack([STACK, STACK + 0.1]))]


@examples(np.linalg.solve)
def _() -> list[Call]:
    calls = [
        call(REGULAR, signed(3)),
        call(REGULAR, signed(3, 2)),
        call(STACK, signed(2, 3, 2)),
        call(STACK, signed(1, 3, 2)),
        call(STACK[:1], signed(2, 3, 2)),
    ]
    if int(np.__version__.split(".")[0]) > 1:
        return [
            *calls,
            call(STACK, signed(3)),
            call(REGULAR, signed(2, 3, 2)),
            call(STACK, signed(3, 2)),
            call(np.stack([STACK, STACK + 0.1]), signed(2, 3, 1)),
        ]
    return [*calls, call(STACK, signed(2, 3))]


@examples(np.linalg.cholesky)
def _() -> list[Call]:
    calls = [call(POSITIVE[0]), call(POSITIVE)]
    if int(np.__version__.split(".")[0]) > 1:
        calls += [call(POSITIVE[0], upper=True), call(POSITIVE, upper=True)]
    return calls


@examples(np.linalg.eigh, np.linalg.eigvalsh)
def _() -> list[Call]:
    return [call(POSITIVE[0]), call(POSITIVE), call(POSITIVE[1], "U"), call(REGULAR, UPLO="L")]


@examples(np.linalg.eig, np.linalg.eigvals)
def _() -> list[Call]:
    stack = np.stack([POSITIVE[0] + np.triu(STACK[0], 1), POSITIVE[1] + np.tril(STACK[1], -1)])
    if np.lib.NumpyVersion(np.__version__) >= "2.5.0":  # the values are always complex
        stack = stack + 0j
    return [call(stack[0]), call(stack)]


@examples(np.linalg.svd)
def _() -> list[Call]:
    matrices = (REGULAR, STACK, TALL, WIDE, TALLER)
    return [call(a, full_matrices=False) for a in matrices] + [
        call(REGULAR),
        call(TALL, True),
        call(WIDE),
        call(TALLER),
        call(TALL, compute_uv=False),
        call(WIDE, False, False),
        call(STACK, compute_uv=False),
    ]


@examples(np.linalg.qr)
def _() -> list[Call]:
    matrices = (REGULAR, STACK, TALL, WIDE, TALLER)
    return (
        [call(a) for a in matrices]
        + [call(a, "r") for a in matrices]
        + [call(REGULAR, "complete"), call(WIDE, "complete")]
    )


@examples(np.linalg.lstsq)
def _() -> list[Call]:
    return [
        call(TALL, signed(4), None),
        call(TALL, signed(4, 2), rcond=None),
        call(WIDE, signed(2), rcond=None),
        call(REGULAR, signed(3, 2), rcond=-1),
        call(TALL, signed(4), 1e-8),
    ]


@examples(np.linalg.cond)
def _() -> list[Call]:
    return [
        call(REGULAR),
        call(STACK),
        call(TALL, 2),
        call(REGULAR, -2),
        call(STACK, p=-2),
        call(REGULAR, "fro"),
    ]


@examples(np.linalg.tensorsolve)
def _() -> list[Call]:
    return [
        call(REGULAR, signed(3)),
        call(np.reshape(np.eye(6) + signed(6, 6) * 0.1, (2, 3, 3, 2)), signed(2, 3)),
    ]


@examples(np.linalg.tensorinv)
def _() -> list[Call]:
    return [
        call(np.reshape(np.eye(6) + signed(6, 6) * 0.1, (2, 3, 6))),
        call(np.reshape(np.eye(6) + signed(6, 6) * 0.1, (6, 3, 2)), 1),
        call(np.reshape(np.eye(4) + signed(4, 4) * 0.1, (2, 2, 2, 2)), ind=2),
    ]


if hasattr(np, "matrix_transpose"):

    @examples(np.matrix_transpose, np.linalg.matrix_transpose)
    def _() -> list[Call]:
        return [call(signed(2, 3)), call(signed(4, 2, 3))]

    @examples(np.linalg.diagonal, np.linalg.trace)
    def _() -> list[Call]:
        return [
            call(signed(2, 3)),
            call(signed(4, 2, 3)),
            call(signed(3, 4), offset=1),
            call(signed(2, 3, 4), offset=-1),
        ]

    @examples(np.vecdot, np.linalg.vecdot)
    def _() -> list[Call]:
        return [
            call(signed(3), signed(3)),
            call(signed(2, 3), signed(3)),
            call(signed(2, 1, 3), signed(4, 3)),
            call(signed(3, 2), signed(3, 2), axis=0),
        ]

    @examples(np.linalg.matmul)
    def _() -> list[Call]:
        return [call(signed(2, 3), signed(3, 2)), call(signed(4, 2, 3), signed(3, 2))]

    @examples(np.linalg.outer)
    def _() -> list[Call]:
        return [call(signed(2), signed(3))]

    @examples(np.linalg.cross)
    def _() -> list[Call]:
        return [call(signed(3), signed(3)), call(signed(2, 3), signed(2, 3))]

    @examples(np.linalg.svdvals)
    def _() -> list[Call]:
        return [call(REGULAR), call(STACK), call(TALL)]


if hasattr(np, "matvec"):

    @examples(np.matvec)
    def _() -> list[Call]:
        return [
            call(signed(2, 3), signed(3)),
            call(signed(4, 2, 3), signed(3)),
            call(signed(2, 3), signed(4, 3)),
        ]

    @examples(np.vecmat)
    def _() -> list[Call]:
        return [
            call(signed(2), signed(2, 3)),
            call(signed(2), signed(4, 2, 3)),
            call(signed(4, 2), signed(2, 3)),
        ]

"""`scipy.spatial.transform.Rotation`: rotations in space, made of active numbers.

A rotation is a quaternion of length 1; its values are those of an object of SciPy's own.
"""

from typing import Any

import numpy as np
from scipy.spatial.transform import Rotation

from srcgrad.rules.declare import linear, meaning, nondifferentiable
from srcgrad.rules.modelled import computed
from srcgrad.rules.objects import keeps_class, operation, question
from srcgrad.rules.taking import call
from srcgrad.runtime import found_like, rotated, rotation_matrix, unbroadcast


def rotated_transpose(  # noqa: D103 - it is pasted
    y_bar: Any, y: Any, rotation: Any, vectors: Any, inverse: Any = False
) -> Any:
    if np.ndim(vectors) == 1:
        return rotated(rotation, y_bar, not inverse)
    return unbroadcast(rotated(rotation, y_bar, not inverse), np.shape(vectors))


linear(rotated, transpose=rotated_transpose, operands=("vectors",))
operation(rotated, "apply", Rotation)
nondifferentiable(rotation_matrix)
question(rotation_matrix, "as_matrix", Rotation)
keeps_class("inv", Rotation)


def half_turn(squares: Any) -> Any:
    """Cosine of half the angle, and its sine over the angle, of the angle's square."""
    near = squares < 1e-6
    angle = np.sqrt(np.where(near, 1.0, squares))
    cosine = np.where(near, 1 - squares / 8 + squares**2 / 384, np.cos(angle / 2))
    sine = np.where(near, 0.5 - squares / 48 + squares**2 / 3840, np.sin(angle / 2) / angle)
    return cosine, sine


def product(p: Any, q: Any) -> Any:
    """The quaternion of the rotation `q`, and `p` after it."""
    pv, pw, qv, qw = p[..., :3], p[..., 3:], q[..., :3], q[..., 3:]
    vector = pw * qv + qw * pv + np.cross(pv, qv)
    return np.concatenate([vector, pw * qw - np.sum(pv * qv, axis=-1, keepdims=True)], axis=-1)


def around(letter: str, angles: Any) -> Any:
    """Quaternions of rotations around an axis, which is a letter of either case."""
    sine, cosine = np.sin(angles / 2), np.cos(angles / 2)
    none = 0 * angles
    if letter in ("x", "X"):
        return np.stack([sine, none, none, cosine], axis=-1)
    if letter in ("y", "Y"):
        return np.stack([none, sine, none, cosine], axis=-1)
    return np.stack([none, none, sine, cosine], axis=-1)


def made_of_vector(rotvec: Any, degrees: Any) -> Any:
    """SciPy's own rotation."""
    return Rotation.from_rotvec(rotvec, degrees)


def made_of_angles(seq: Any, angles: Any, degrees: Any) -> Any:
    """SciPy's own rotation."""
    return Rotation.from_euler(seq, angles, degrees)


def made_of_quaternion(quat: Any, scalar_first: Any) -> Any:
    """SciPy's own rotation."""
    return Rotation.from_quat(quat, scalar_first=True) if scalar_first else Rotation.from_quat(quat)


def made_of_matrix(matrix: Any) -> Any:
    """SciPy's own rotation, of matrices that the steps of `of_matrix` lead to one."""
    found = Rotation.from_matrix(matrix)
    sizes = np.linalg.svd(matrix, compute_uv=False)
    if np.any(sizes < 0.1) or np.any(sizes > 10):
        raise NotImplementedError("the derivative of a rotation by a matrix far from one")
    return found


def made_of_parameters(mrp: Any) -> Any:
    """SciPy's own rotation."""
    return Rotation.from_mrp(mrp)


def as_matrix(own: Any) -> Any:
    """What SciPy's own rotation gives."""
    return own.as_matrix()


def as_quat(own: Any, canonical: Any = False, scalar_first: Any = False) -> Any:
    """What SciPy's own rotation gives."""
    if scalar_first:
        return own.as_quat(canonical, scalar_first=True)
    return own.as_quat(canonical) if canonical else own.as_quat()


def as_euler(own: Any, seq: Any, degrees: Any) -> Any:
    """What SciPy's own rotation gives, where all three angles count."""
    found = own.as_euler(seq, degrees)
    middle = np.abs(found[..., 1]) * (np.pi / 180 if degrees else 1.0)
    twice = seq[0].lower() == seq[2].lower()
    apart = np.minimum(middle, np.pi - middle) if twice else np.abs(middle - np.pi / 2)
    if np.any(apart < 1e-7):  # SciPy takes the last one as 0
        raise NotImplementedError("the derivative of the angles of a rotation at gimbal lock")
    return found


def as_mrp(own: Any) -> Any:
    """What SciPy's own rotation gives."""
    return own.as_mrp()


def mean_of(own: Any, weights: Any) -> Any:
    """SciPy's own mean."""
    return own.mean(weights)


def power_of(own: Any, n: Any) -> Any:
    """SciPy's own power."""
    return own**n


def some_of(own: Any, indexer: Any) -> Any:
    """SciPy's own rotations at places."""
    return own[indexer]


def as_rotvec(own: Any, degrees: Any) -> Any:
    """What SciPy's own rotation gives."""
    return own.as_rotvec(degrees)


def magnitude(own: Any) -> Any:
    """What SciPy's own rotation gives."""
    return own.magnitude()


def applied(own: Any, vectors: Any, inverse: Any) -> Any:
    """What SciPy's own rotation gives."""
    return own.apply(vectors, inverse)


def inverse_of(own: Any) -> Any:
    """SciPy's own inverse."""
    return own.inv()


def one_after_other(own: Any, other: Any) -> Any:
    """SciPy's own product."""
    return own * other


def of_vector(v: Any) -> Any:
    """The quaternions of rotations around axes, by angles that are as long as these."""
    cosine, sine = half_turn(np.sum(v * v, axis=-1, keepdims=True))
    return np.concatenate([v * sine, cosine], axis=-1)


def of_matrix(matrix: Any) -> Any:
    """The quaternions of the rotations that are nearest to matrices."""
    for _ in range(8):
        matrix = 0.5 * (matrix + np.swapaxes(np.linalg.inv(matrix), -1, -2))
    a, b, c = matrix[..., 0, :], matrix[..., 1, :], matrix[..., 2, :]
    trace = a[..., 0] + b[..., 1] + c[..., 2]
    x, y, z = c[..., 1] - b[..., 2], a[..., 2] - c[..., 0], b[..., 0] - a[..., 1]
    xy, xz, yz = b[..., 0] + a[..., 1], c[..., 0] + a[..., 2], c[..., 1] + b[..., 2]
    ways = np.stack(
        [
            np.stack([1 + 2 * a[..., 0] - trace, xy, xz, x], axis=-1),
            np.stack([xy, 1 + 2 * b[..., 1] - trace, yz, y], axis=-1),
            np.stack([xz, yz, 1 + 2 * c[..., 2] - trace, z], axis=-1),
            np.stack([x, y, z, 1 + trace], axis=-1),
        ],
        axis=-2,
    )
    largest = np.argmax(np.stack([a[..., 0], b[..., 1], c[..., 2], trace], axis=-1), axis=-1)
    quat = np.take_along_axis(ways, largest[..., None, None], axis=-2)[..., 0, :]
    return quat / np.sqrt(np.sum(quat * quat, axis=-1, keepdims=True))


def angles_of(quat: Any, seq: Any) -> Any:
    """Angles around axes, up to whole turns."""
    order = ["xyz".index(letter) for letter in seq.lower()]
    if seq.isupper():
        order = order[::-1]
    i, j, k = order
    twice = i == k
    if twice:
        k = 3 - i - j
    side = (i - j) * (j - k) * (k - i) // 2
    w, p, q, r = quat[..., 3], quat[..., i], quat[..., j], quat[..., k] * side
    a, b, c, d = (w, p, q, r) if twice else (w - q, p + r, q + w, r - p)
    middle = 2 * np.arctan2(np.hypot(c, d), np.hypot(a, b))
    total, difference = np.arctan2(b, a), np.arctan2(d, c)
    near, far = total - difference, total + difference
    if not twice:
        far = side * far
    if seq.isupper():
        near, far = far, near
    return np.stack([near, middle, far], axis=-1)


class Turns:
    """A rotation or, of quaternions in rows, several."""

    def __init__(self, quat: Any, own: Any) -> None:
        self.quat, self.own = quat, own

    def matrix(self) -> Any:
        """The matrices, by the quaternions."""
        x, y, z, w = self.quat[..., 0], self.quat[..., 1], self.quat[..., 2], self.quat[..., 3]
        first = np.stack([1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)], -1)
        second = np.stack([2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)], -1)
        third = np.stack([2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)], -1)
        return np.stack([first, second, third], axis=-2)

    def as_matrix(self) -> Any:
        """The matrices."""
        return computed(self.matrix(), call(as_matrix, self.own))

    def as_quat(self, canonical: Any = False, *, scalar_first: Any = False) -> Any:
        """The quaternions, of the sign that SciPy gives them."""
        quat = np.roll(self.quat, 1, axis=-1) if scalar_first else self.quat
        found = found_like(quat, call(as_quat, self.own, canonical, scalar_first))
        side = np.sign(np.sum(quat * found, axis=-1, keepdims=True))
        return computed(quat * side, found)

    def as_euler(self, seq: Any, degrees: Any = False) -> Any:
        """The angles around axes."""
        found = call(as_euler, self.own, seq, degrees)
        turn = angles_of(self.quat, seq)
        return computed(turn * (180 / np.pi) if degrees else turn, found)

    def as_mrp(self) -> Any:
        """The axes, as long as the tangent of a quarter of the angle."""
        found = call(as_mrp, self.own)
        side = np.where(self.quat[..., 3:] < 0, -1.0, 1.0)
        return computed(side * self.quat[..., :3] / (1 + side * self.quat[..., 3:]), found)

    def vector(self) -> Any:
        """The axes, as long as the angles, by the quaternions."""
        side = np.where(self.quat[..., 3:] < 0, -1.0, 1.0)
        v, w = side * self.quat[..., :3], side * self.quat[..., 3:]
        squares = np.sum(v * v, axis=-1, keepdims=True)
        near = squares < 1e-6
        sine = np.sqrt(np.where(near, 1.0, squares))
        series = 2 + squares / 3 + 3 * squares**2 / 20
        return v * np.where(near, series, 2 * np.arctan2(sine, w) / sine)

    def as_rotvec(self, degrees: Any = False) -> Any:
        """The axes, as long as the angles."""
        found = call(as_rotvec, self.own, degrees)
        turn = self.vector()
        return computed(turn * (180 / np.pi) if degrees else turn, found)

    def magnitude(self) -> Any:
        """The angles."""
        length = np.linalg.norm(self.quat[..., :3], axis=-1)
        angle = 2 * np.arctan2(length, np.abs(self.quat[..., 3]))
        return computed(angle, call(magnitude, self.own))

    def apply(self, vectors: Any, inverse: Any = False) -> Any:
        """Vectors, turned."""
        found = call(applied, self.own, vectors, inverse)
        matrix = self.matrix()
        turned = np.swapaxes(matrix, -1, -2) if inverse else matrix
        return computed(np.sum(turned * np.asarray(vectors)[..., None, :], axis=-1), found)

    def inv(self) -> Any:
        """The rotations back."""
        return Turns(self.quat * np.array([-1.0, -1.0, -1.0, 1.0]), call(inverse_of, self.own))

    def mean(self, weights: Any = None) -> Any:
        """The rotation that is nearest to all of them."""
        share = np.ones(len(self.quat)) if weights is None else np.asarray(weights)
        quat = np.linalg.eigh((self.quat.T * share) @ self.quat)[1][:, -1]
        return Turns(quat, call(mean_of, self.own, weights))

    def __getitem__(self, indexer: Any) -> Any:
        return Turns(self.quat[indexer], call(some_of, self.own, indexer))

    def __len__(self) -> Any:
        return len(self.quat)

    def __pow__(self, n: Any) -> Any:
        return Turns(of_vector(n * self.vector()), call(power_of, self.own, n))

    def __mul__(self, other: Any) -> Any:
        if not isinstance(other, Turns):
            quat = found_like(self.quat, call(as_quat, other))
            return Turns(product(self.quat, quat), call(one_after_other, self.own, other))
        return Turns(product(self.quat, other.quat), call(one_after_other, self.own, other.own))

    def __rmul__(self, other: Any) -> Any:
        quat = found_like(self.quat, call(as_quat, other))
        return Turns(product(quat, self.quat), call(one_after_other, other, self.own))


@meaning(Rotation.from_rotvec)
def from_rotvec(rotvec: Any, degrees: Any = False) -> Any:
    """By the axes, as long as the angles."""
    own = call(made_of_vector, rotvec, degrees)
    v = np.asarray(rotvec, np.float64) * (np.pi / 180 if degrees else 1.0)
    return Turns(of_vector(v), own)


@meaning(Rotation.from_mrp)
def from_mrp(mrp: Any) -> Any:
    """By the axes, as long as the tangent of a quarter of the angle."""
    own = call(made_of_parameters, mrp)
    v = np.asarray(mrp, np.float64)
    squares = np.sum(v * v, axis=-1, keepdims=True)
    return Turns(np.concatenate([2 * v, 1 - squares], axis=-1) / (1 + squares), own)


@meaning(Rotation.from_matrix)
def from_matrix(matrix: Any) -> Any:
    """By matrices, of which the nearest rotations are taken."""
    own = call(made_of_matrix, matrix)
    return Turns(of_matrix(np.asarray(matrix, np.float64)), own)


@meaning(Rotation.from_quat)
def from_quat(quat: Any, *, scalar_first: Any = False) -> Any:
    """By quaternions of any length."""
    own = call(made_of_quaternion, quat, scalar_first)
    q = np.asarray(quat, np.float64)
    if scalar_first:
        q = np.roll(q, -1, axis=-1)
    return Turns(q / np.sqrt(np.sum(q * q, axis=-1, keepdims=True)), own)


@meaning(Rotation.from_euler)
def from_euler(seq: Any, angles: Any, degrees: Any = False) -> Any:
    """By angles around axes: of small letters fixed ones, of capitals those that turn along."""
    own = call(made_of_angles, seq, angles, degrees)
    a = np.asarray(angles, np.float64) * (np.pi / 180 if degrees else 1.0)
    if len(seq) == 1:
        single = a[..., 0] if np.ndim(a) == 2 else a
        return Turns(around(seq, single), own)
    quat = around(seq[0], a[..., 0])
    for place in range(1, len(seq)):
        step = around(seq[place], a[..., place])
        quat = product(quat, step) if seq.isupper() else product(step, quat)
    return Turns(quat, own)

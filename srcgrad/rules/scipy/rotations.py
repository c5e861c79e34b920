"""`scipy.spatial.transform.Rotation`: rotations in space, made of active numbers.

A rotation is a quaternion of length 1; its values are those of an object of SciPy's own.
"""

from typing import Any

import numpy as np
from scipy.spatial.transform import Rotation

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.runtime import found_like


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


def made_of_quaternion(quat: Any) -> Any:
    """SciPy's own rotation."""
    return Rotation.from_quat(quat)


def as_matrix(own: Any) -> Any:
    """What SciPy's own rotation gives."""
    return own.as_matrix()


def as_quat(own: Any) -> Any:
    """What SciPy's own rotation gives."""
    return own.as_quat()


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

    def as_quat(self) -> Any:
        """The quaternions, of the sign that SciPy gives them."""
        found = found_like(self.quat, call(as_quat, self.own))
        side = np.sign(np.sum(self.quat * found, axis=-1, keepdims=True))
        return computed(self.quat * side, found)

    def as_rotvec(self, degrees: Any = False) -> Any:
        """The axes, as long as the angles."""
        found = call(as_rotvec, self.own, degrees)
        side = np.where(self.quat[..., 3:] < 0, -1.0, 1.0)
        v, w = side * self.quat[..., :3], side * self.quat[..., 3:]
        squares = np.sum(v * v, axis=-1, keepdims=True)
        near = squares < 1e-6
        sine = np.sqrt(np.where(near, 1.0, squares))
        series = 2 + squares / 3 + 3 * squares**2 / 20
        turn = v * np.where(near, series, 2 * np.arctan2(sine, w) / sine)
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

    def __mul__(self, other: Any) -> Any:
        if not isinstance(other, Turns):
            raise NotImplementedError("a rotation of active numbers times one made outside")
        return Turns(product(self.quat, other.quat), call(one_after_other, self.own, other.own))


@meaning(Rotation.from_rotvec)
def from_rotvec(rotvec: Any, degrees: Any = False) -> Any:
    """By the axes, as long as the angles."""
    own = call(made_of_vector, rotvec, degrees)
    v = np.asarray(rotvec, np.float64) * (np.pi / 180 if degrees else 1.0)
    cosine, sine = half_turn(np.sum(v * v, axis=-1, keepdims=True))
    return Turns(np.concatenate([v * sine, cosine], axis=-1), own)


@meaning(Rotation.from_quat)
def from_quat(quat: Any, *, scalar_first: Any = False) -> Any:
    """By quaternions of any length."""
    if scalar_first:
        raise NotImplementedError("Rotation.from_quat with scalar_first")
    own = call(made_of_quaternion, quat)
    q = np.asarray(quat, np.float64)
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

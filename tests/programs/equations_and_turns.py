"""Equations for matrices, turns in space, curves of FITPACK's, and signals along axes."""

import numpy as np
import scipy.integrate
import scipy.interpolate
import scipy.linalg
import scipy.signal
from scipy.spatial.transform import Rotation

from tests.programs.case import Program, positive, signed

A = np.array([[1.3, 0.4, -0.2], [0.1, 0.9, 0.5], [-0.3, 0.2, 1.1]])
B = np.array([[1.0, 0.2], [0.3, 0.8], [-0.5, 0.4]])


def controlled(A, B, r):
    x = scipy.linalg.solve_continuous_are(A, B, A.T @ A, r * np.eye(2))
    y = scipy.linalg.solve_discrete_are(A, B, A @ A.T, r * r * np.eye(2))
    return np.sum(x * A) + np.sum(y**2)


def in_order_of_columns(A, b):
    q, r, order = scipy.linalg.qr(A, mode="economic", pivoting=True)
    x = scipy.linalg.solve_toeplitz((A[0], A[:, 0] ** 2), b)
    return np.sum(r**3 * order) + q[0, 1] * np.sum(x**2)


def turned(v, q, angles, points):
    spin = Rotation.from_rotvec(v) * Rotation.from_quat(q).inv()
    gimbal = Rotation.from_euler("ZYX", angles, degrees=True)
    moved = spin.apply(points) + gimbal.apply(points, inverse=True)
    several = Rotation.from_rotvec(points).as_matrix()
    shares = spin.as_rotvec() * q[:3] + spin.magnitude() * spin.as_quat()[:3]
    return np.sum(moved**3) + np.sum(shares) + np.sum(several[:, 0] ** 2)


MOUNT = Rotation.from_euler("xyz", [0.3, -0.2, 0.9])


def mounted(v, points, camera):
    """Rotations that are given, before and after an active one."""
    seen = camera.apply(MOUNT.inv().apply(points), inverse=True)
    tilted = MOUNT * Rotation.from_rotvec(v) * camera
    return np.sum(tilted.apply(seen[0]) * (MOUNT.as_matrix() @ v)) + np.sum(seen**3)


def told_otherwise(v, q, points):
    spin, several = Rotation.from_rotvec(v), Rotation.from_rotvec(points)
    angles = spin.as_euler("xyz") * spin.as_euler("ZXZ") + spin.as_euler("YZX", degrees=True)
    back = Rotation.from_matrix(spin.as_matrix() @ Rotation.from_quat(q).as_matrix())
    total = np.sum(angles * back.as_mrp()) + np.sum(several.as_euler("zyz") ** 2)
    mean = several.mean() * Rotation.from_mrp(0.3 * v) ** 3
    return total + np.sum(mean.as_rotvec(degrees=True) * several[1].as_quat(canonical=True)[:3])


def of_matrices(v, points):
    near = [Rotation.from_rotvec(0.1 * v + 3.0 * turn).as_matrix() for turn in np.eye(3)]
    several = Rotation.from_matrix(np.stack(near))
    weighted = several.mean(np.array([1.0, 2.0, 0.5]))
    tilted = several[0] * Rotation.from_rotvec([0.1, 0.2, 0.3])
    return np.sum(weighted.apply(points) ** 3) + np.sum(tilted.as_quat() ** 3) * len(several)


def near_turns(shapes):
    several = Rotation.from_matrix(shapes)
    return np.sum(several.as_rotvec() ** 3) + np.sum(several.as_mrp()[0])


def at_rest(v):
    spin = Rotation.from_rotvec(v)
    return np.sum(spin.as_matrix() @ A) + np.sum(spin.as_rotvec() * A[0])


def through_points(y, x):
    curve = scipy.interpolate.splrep(np.arange(5.0), y)
    slope = scipy.interpolate.splev(x, curve, der=1)
    return np.sum(scipy.interpolate.splev(4.5 * x, curve, ext=1) ** 2) + np.sum(slope * x)


def transformed(X, h):
    wide = scipy.signal.fftconvolve(X, h * X[:1], mode="same", axes=1)
    rest = scipy.signal.detrend(X, axis=0, bp=2)
    zoomed = np.abs(scipy.signal.czt(X, 3, np.exp(-0.3j), 1.1))
    return np.sum(wide**2) + np.sum(rest**3) + np.sum(zoomed**2) + scipy.integrate.romb(X[0], dx=h)


PROGRAMS = [
    Program(controlled, (A, B, 0.7), wrt=(0, 1, 2)),
    Program(in_order_of_columns, (A, signed(3)), wrt=(0, 1)),
    Program(turned, (signed(3), signed(4), 20 * signed(3), signed(2, 3)), wrt=(0, 1, 2, 3)),
    Program(mounted, (signed(3), signed(2, 3), Rotation.from_rotvec([0.1, 0.5, -0.3])), wrt=(0, 1)),
    Program(told_otherwise, (signed(3), signed(4), signed(2, 3)), wrt=(0, 1, 2)),
    Program(of_matrices, (signed(3), signed(2, 3)), wrt=(0, 1)),
    Program(near_turns, (np.stack([A, 2.0 * np.eye(3) + 0.3 * A]),)),
    Program(at_rest, (np.zeros(3),)),
    Program(through_points, (signed(5), positive(3)), wrt=(0, 1)),
    Program(transformed, (signed(5, 5), 0.4), wrt=(0, 1)),
]

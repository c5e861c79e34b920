"""Bundle adjustment: cameras and points are found together from the pictures of the points.

Each observation depends on one camera and one point, so the Jacobian is sparse, and a pattern says
where. Its columns are coloured, and all that have one colour share a sweep.
"""

import numpy as np
from scipy.optimize import least_squares
from scipy.sparse import lil_matrix

from srcgrad import jacobian

CAMERAS, POINTS = 6, 80
random = np.random.default_rng(0)
camera_of = np.repeat(np.arange(CAMERAS), POINTS)
point_of = np.tile(np.arange(POINTS), CAMERAS)


def rotated(points, vectors):
    """Rotate each point about its own vector, by the vector's length (Rodrigues)."""
    angle = np.sqrt(np.sum(vectors**2, axis=1, keepdims=True) + 1e-24)
    axis = vectors / angle
    along = np.sum(points * axis, axis=1, keepdims=True) * (1.0 - np.cos(angle)) * axis
    return np.cos(angle) * points + np.sin(angle) * np.cross(axis, points) + along


def projected(unknowns):
    """Where each camera sees each point: rotation, translation, focal length and distortion."""
    cameras = unknowns[: 8 * CAMERAS].reshape(CAMERAS, 8)[camera_of]
    points = unknowns[8 * CAMERAS :].reshape(POINTS, 3)[point_of]
    seen = rotated(points, cameras[:, :3]) + cameras[:, 3:6]
    plane = seen[:, :2] / seen[:, 2:]
    radius = np.sum(plane**2, axis=1, keepdims=True)
    return cameras[:, 6:7] * (1.0 + cameras[:, 7:] * radius) * plane


truth = np.concatenate(
    [np.tile([0.0, 0.0, 0.0, 0.0, 0.0, 6.0, 1.5, -0.05], CAMERAS), random.normal(size=3 * POINTS)]
)
truth[: 8 * CAMERAS].reshape(CAMERAS, 8)[:, :5] += 0.3 * random.normal(size=(CAMERAS, 5))
pictures = projected(truth)


def misfit(unknowns):
    """The differences from the pictures, one row of numbers."""
    return np.ravel(projected(unknowns) - pictures)


pattern = lil_matrix((2 * len(camera_of), len(truth)), dtype=int)
for row in range(pattern.shape[0]):
    camera, point = camera_of[row // 2], point_of[row // 2]
    pattern[row, 8 * camera : 8 * camera + 8] = 1
    pattern[row, 8 * CAMERAS + 3 * point : 8 * CAMERAS + 3 * point + 3] = 1

matrix = jacobian(misfit, sparsity=pattern)
start = truth + 0.05 * random.normal(size=len(truth))
found = least_squares(misfit, start, jac=matrix, x_scale="jac", method="trf")
filled = matrix(start).nnz / np.prod(pattern.shape)
print(f"{len(truth)} unknowns, {len(pictures)} observations, {filled:.1%} of the Jacobian filled")
before, after = np.abs(misfit(start)).max(), np.abs(found.fun).max()
print(f"largest misfit {before:.2f} before, {after:.0e} after")

"""Programs with distances by many metrics, and filters of images that are made of others."""

import numpy as np
import scipy.ndimage as ndi
import scipy.spatial
from scipy.spatial import distance
from scipy.spatial.distance import cdist, pdist, squareform

from tests.programs.case import Program, positive, signed

U, V = np.array([0.4, -0.9, 1.3]), np.array([0.7, 0.2, -0.5])
POINTS = np.random.default_rng(5).normal(size=(6, 3))
W = np.array([0.5, 1.0, 2.0])
INVERSE = np.array([[2.0, 0.3, 0.1], [0.3, 1.5, -0.2], [0.1, -0.2, 1.0]])


def of_two_vectors(u, v):
    s = distance.euclidean(u, v) + distance.sqeuclidean(u, v, W) + distance.cityblock(u, v)
    s += distance.cosine(u, v) * distance.correlation(u, v) + distance.chebyshev(u, v)
    return s + distance.minkowski(u, v, 3) * distance.canberra(u, v) + distance.braycurtis(u, v)


def lengths(u, v):
    """Python's numbers or NumPy's, as SciPy gives them."""
    of_order_two = distance.euclidean(u, v), distance.minkowski(u, v, 2), distance.minkowski(u, v)
    return *of_order_two, distance.minkowski(u, v, 3), distance.seuclidean(u, v, W)


def by_matrices(u, v, VI):
    return distance.mahalanobis(u, v, VI) + distance.seuclidean(u, v, W) ** 2


def of_pairs(x, y):
    s = np.sum(cdist(x, y, "minkowski", p=3.0) ** 2) + np.sum(cdist(x, y, "cosine") ** 2)
    s += np.sum(cdist(x, y, metric="chebyshev") ** 2) + np.sum(cdist(x, y, "canberra"))
    s += np.sum(cdist(x, y, "braycurtis") ** 2) + np.sum(cdist(x, y, "correlation") ** 2)
    return (
        s + np.sum(cdist(x, y, "euclidean", w=W)) + np.sum(cdist(x, y, "mahalanobis", VI=INVERSE))
    )


def within(x):
    s = np.sum(pdist(x, "cosine") ** 2) + np.sum(pdist(x, "seuclidean", V=W))
    return s + np.sum(squareform(squareform(pdist(x, "minkowski", p=1.5))) ** 2)


def of_all(x, y):
    matrix = scipy.spatial.distance_matrix(x, y)
    return np.sum(matrix**3) + np.sum(scipy.spatial.distance_matrix(x, y, p=1) ** 2)


def of_the_longest_side(x, y):
    s = np.sum(cdist(x, y, "minkowski", p=np.inf) ** 2) + distance.minkowski(x[0], y[0], np.inf)
    s += np.sum(pdist(x, "minkowski", p=np.inf) ** 2)
    keep = np.array([1.0, 0.0, 2.0])
    s += np.sum(cdist(x, y, "chebyshev", w=keep) ** 2) + distance.chebyshev(x[0], y[0], w=keep)
    return s + distance.minkowski(x[1], y[1], p=np.inf, w=keep)


def by_weights(x, y, w):
    s = distance.cosine(x[0], y[0], w=w) + distance.correlation(x[0], y[0], w=w)
    s += distance.correlation(x[0], y[0], w=w, centered=False)
    return s + np.sum(cdist(x, y, "cosine", w=w) ** 2) + np.sum(pdist(x, "correlation", w=w) ** 2)


def by_their_own_spread(x, y):
    s = np.sum(cdist(x, y, "seuclidean") ** 2) + np.sum(pdist(x, "seuclidean") ** 3)
    return s + np.sum(cdist(x, y, "mahalanobis") ** 2) + np.sum(pdist(x, "mahalanobis") ** 3)


def of_distributions(x, y):
    s = np.sum(cdist(np.abs(x), np.abs(y), "jensenshannon") ** 2)
    return s + np.sum(pdist(np.abs(x), "jensenshannon") ** 2)


def coincident(x):
    return np.sum(cdist(x, x, "minkowski", p=3.0)) + distance.euclidean(x[0], x[0])


def slopes_of_images(image):
    gx, gy = ndi.sobel(image, axis=0), ndi.prewitt(image, mode="nearest")
    return np.sum(np.sqrt(gx**2 + gy**2 + 0.1)) + np.sum(ndi.laplace(image, mode="wrap") ** 2)


def scales_of_images(image):
    s = np.sum(ndi.gaussian_laplace(image, 0.7) ** 2)
    return s + np.sum(ndi.gaussian_gradient_magnitude(image, 0.7) ** 2)


def means_of_images(image):
    s = np.sum(ndi.uniform_filter(image, (2, 3)) ** 2)
    return s + np.sum(ndi.uniform_filter1d(image, 4, axis=0, mode="constant", cval=0.3) ** 3)


def ranks_of_images(image):
    s = np.sum(ndi.maximum_filter(image, 3) * ndi.minimum_filter(image, size=(2, 3)))
    s += np.sum(ndi.median_filter(image, 2) ** 3)  # of four the third
    return s + np.sum(ndi.median_filter(image, 3, mode="constant", cval=0.1) ** 2)


def centre(image):
    row, column = ndi.center_of_mass(image)
    return row * column


SCATTERED = np.random.default_rng(3).normal(size=(9, 3))  # no two sides of the same length
DEPRECATED = tuple(map(int, scipy.__version__.split(".")[:2])) >= (1, 18)  # distance_matrix

PROGRAMS = [
    Program(of_two_vectors, (U, V), (0, 1)),
    Program(lengths, (U, V), (0, 1)),
    Program(by_matrices, (U, V, INVERSE), (0, 1, 2)),
    Program(of_pairs, (POINTS[:4], POINTS[4:]), (0, 1)),
    Program(within, (signed(4, 3),)),
    *(
        Program(function, (SCATTERED[:5], SCATTERED[5:]), (0, 1))
        for function in (of_the_longest_side, by_their_own_spread, of_distributions)
    ),
    Program(by_weights, (SCATTERED[:5], SCATTERED[5:], positive(3)), (0, 1, 2)),
    *([] if DEPRECATED else [Program(of_all, (signed(3, 2), signed(2, 2, start=2)), (0, 1))]),
    *(
        Program(function, (signed(4, 5),))
        for function in (slopes_of_images, scales_of_images, means_of_images, ranks_of_images)
    ),
    Program(centre, (positive(3, 4),)),
]

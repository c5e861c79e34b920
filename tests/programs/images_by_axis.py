"""Programs with filters of images that reach as far as is said, along some of the axes."""

import numpy as np
from scipy import ndimage

from tests.programs.case import Program

IMAGE = np.sin(np.arange(20.0) * 0.9).reshape(4, 5)
LINE = np.cos(np.arange(7.0) * 1.3)


def by_radius(x):
    s = np.sum(ndimage.gaussian_filter(x, 1.2, radius=2) ** 2)
    return s + np.sum(ndimage.gaussian_filter(x, (0.8, 1.5), radius=[1, 3], mode="wrap") ** 3)


def line_by_radius(x):
    s = np.sum(ndimage.gaussian_filter1d(x, 1.2, radius=1, mode="constant", cval=0.4) ** 2)
    return s + np.sum(ndimage.gaussian_filter1d(x, 0.9, 0, 1, radius=3) ** 3)


def along_some(x):
    s = np.sum(ndimage.gaussian_filter(x, 1.1, axes=(1,), mode="nearest") ** 2)
    s += np.sum(ndimage.gaussian_filter(x, (0.7, 1.3), order=(0, 1), axes=(1, 0), radius=2) ** 3)
    return s + np.sum(ndimage.gaussian_filter(x, 0.6, axes=-1) ** 3)


def goes_on_differently(x):
    s = np.sum(ndimage.gaussian_filter(x, 1.0, mode=["wrap", "nearest"]) ** 2)
    return s + np.sum(ndimage.gaussian_filter(x, 1.0, mode=("mirror", "reflect"), axes=(1, 0)) ** 3)


def width_and_radius(x, sigma):
    s = np.sum(ndimage.gaussian_filter(x, sigma, radius=2) ** 2)
    return s + np.sum(ndimage.gaussian_filter1d(x, sigma, 0, radius=1) ** 3)


PROGRAMS = [
    Program(by_radius, (IMAGE,)),
    Program(line_by_radius, (LINE,)),
    Program(along_some, (IMAGE,)),
    Program(goes_on_differently, (IMAGE,)),
    Program(width_and_radius, (IMAGE, 0.8), (0, 1)),
]

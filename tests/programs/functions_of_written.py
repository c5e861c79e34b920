"""NumPy functions given an array that is written: one without a rule is refused, never a zero."""

import numpy as np

from tests.programs.case import Program

V = np.array([0.7, -1.2, 0.4, 1.1])


def delete_from_written(x):
    y = x * 1.0
    y[0] = 5 * y[3]
    z = np.delete(y, 0)
    return np.sum(z * z)


def insert_into_written(x):
    y = x * 1.0
    y[0] = 5 * y[3]
    z = np.insert(y, 0, 1.0)
    return np.sum(z * z)


def append_to_written(x):
    y = x * 1.0
    y[0] = 5 * y[3]
    z = np.append(y, y)
    return np.sum(z * z)


def resize_of_written(x):
    y = x * 1.0
    y[0] = 5 * y[3]
    z = np.resize(y, (6,))
    return np.sum(z * z)


def unwrap_of_written(x):
    y = x * 1.0
    y[0] = 5 * y[3]
    return np.sum(np.unwrap(y) * x)


def gradient_of_written(x):
    y = x * 1.0
    y[0] = 5 * y[3]
    return np.sum(np.sinh(np.gradient(y)))


def real_part_of_transform_of_written(x):
    y = x * 1.0
    y[0] = 5 * y[3]
    z = np.fft.fft(y).real
    return np.sum(z * z)


def trimmed_written(x):
    y = x * 1.0
    y[0] = 5 * y[3]
    z = np.trim_zeros(y)
    return np.sum(z * z)


def windows_of_written(x):
    y = x * 1.0
    y[0] = 5 * y[3]
    z = np.lib.stride_tricks.sliding_window_view(y, 2)
    return np.sum(z * z)


def convolution_of_written(x):
    y = x * 1.0
    y[0] = 5 * y[3]
    z = np.convolve(y, y)
    return np.sum(z * z)


def differences_of_written(x):
    y = x * 1.0
    y[0] = 5 * y[3]
    z = np.ediff1d(y)
    return np.sum(z * z)


def partition_of_written(x):
    y = x * 1.0
    y[0] = 5 * y[3]
    z = np.partition(y, 2)
    return np.sum(z[:2] * z[2:])


def interpolated_written(x):
    y = x * 1.0
    y[0] = 5 * y[3]
    return np.sum(np.interp(np.array([0.5, 1.5]), np.arange(4.0), y) ** 2)


PROGRAMS = [
    Program(delete_from_written, (V,)),
    Program(insert_into_written, (V,)),
    Program(append_to_written, (V,)),
    Program(resize_of_written, (V,)),
    Program(unwrap_of_written, (V,)),
    Program(gradient_of_written, (V,)),
    Program(real_part_of_transform_of_written, (V,)),
    Program(trimmed_written, (V,)),
    Program(windows_of_written, (V,)),
    Program(convolution_of_written, (V,)),
    Program(differences_of_written, (V,)),
    Program(partition_of_written, (V,)),
    Program(interpolated_written, (V,)),
]

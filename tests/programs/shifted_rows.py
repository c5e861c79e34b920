"""One element of each row that is shifted by its maximum: shifts that cancel, and that do not."""

import numpy as np

from tests.programs.case import Program, positive, signed


def logarithms(A):
    shifted = A - np.max(A, axis=1, keepdims=True)
    return np.log(np.sum(np.exp(shifted), axis=1)), shifted


def label_of_each_row(A, labels, w):
    total, shifted = logarithms(A)
    return np.sum(w * (total - shifted[np.arange(len(labels)), labels]))


def label_of_each_row_of_the_matrix(A, labels, w):
    total, shifted = logarithms(A)
    rows = np.arange(A.shape[0])
    return np.mean(w * (shifted[rows, labels] - total))


def share_of_each_label(A, labels, w):
    p = np.exp(A - A.max(axis=1, keepdims=True))
    return np.sum(w * np.log(p[np.arange(len(labels)), labels] / np.sum(p, axis=1)))


def label_of_each_column(A, labels, w):
    shifted = A - np.max(A, axis=0)
    total = np.log(np.sum(np.exp(shifted), axis=0))
    return np.sum(w * (total - shifted[labels, np.arange(len(labels))]))


def two_labels_of_each_row(A, labels, w):
    total, shifted = logarithms(A)
    rows = np.arange(len(labels))
    first, second = shifted[rows, labels], shifted[rows, 3 - labels]
    return np.sum(w * (first - second)) + np.sum(w * (total - second))


def mean_of_each_row(A, labels, w):
    total, shifted = logarithms(A)
    return np.sum(w * (total - np.mean(shifted, 1)) * np.cos(labels))


def sums_of_fewer_labels_than_rows(A, labels, w):
    total, shifted = logarithms(A)
    return np.sum(total) - np.sum(shifted[np.arange(len(labels)), labels])


def one_label_for_all_rows(A, labels, w):
    total, shifted = logarithms(A)
    return np.sum(w * (total - shifted[np.arange(len(labels)), labels]))


def rows_from_the_end(A, labels, w):
    total, shifted = logarithms(A)
    return np.sum(w * (total - shifted[np.arange(len(labels))[::-1], labels]))


def rows_that_begin_elsewhere(A, labels, w):
    total, shifted = logarithms(A)
    return np.sum(w * (total - shifted[np.arange(-1, len(labels) - 1), labels]))


def rows_that_are_changed(A, labels, w):
    total, shifted = logarithms(A)
    rows = np.arange(len(labels))
    rows[0] = 2
    return np.sum(w * (total - shifted[rows, labels]))


def rows_that_are_bound_anew(A, labels, w):
    total, shifted = logarithms(A)
    rows = np.arange(len(labels))
    if w[0] > 0.0:
        rows = rows % 2
    return np.sum(w * (total - shifted[rows, labels]))


def label_of_another_weight(A, labels, w):
    total, shifted = logarithms(A)
    return np.sum(w * (total - 2.0 * shifted[np.arange(len(labels)), labels]))


def labels_of_rows_as_they_are(A, labels, w):
    total, shifted = logarithms(A)
    return np.sum(w * total) + np.sum(w * shifted[np.arange(len(labels)), labels])


def whole_rows(A, labels, w):
    total, shifted = logarithms(A)
    return np.sum(total) - np.sum(w[:, None] * shifted[np.arange(len(labels))])


A, LABELS, W = signed(3, 4), np.array([1, 3, 0]), positive(3)
TIED = np.array([[1.0, 1.0, 0.5, 0.2], [0.2, 0.7, 0.3, 0.1], [0.3, 0.1, 0.2, 0.9]])
CANCEL = (
    label_of_each_row,
    label_of_each_row_of_the_matrix,
    share_of_each_label,
    two_labels_of_each_row,
    mean_of_each_row,
)
STAY = (
    rows_from_the_end,
    rows_that_begin_elsewhere,
    rows_that_are_changed,
    rows_that_are_bound_anew,
    label_of_another_weight,
    labels_of_rows_as_they_are,
    whole_rows,
)
FEWER = (sums_of_fewer_labels_than_rows, np.array([1, 3])), (one_label_for_all_rows, LABELS[:1])
PROGRAMS = [
    *(Program(f, (A, LABELS, W), wrt=(0, 2)) for f in (*CANCEL, *STAY)),
    *(Program(f, (A, labels, W), wrt=(0, 2)) for f, labels in FEWER),
    *(Program(f, (A[:1], LABELS[:1], W[:1])) for f in (*CANCEL, rows_from_the_end)),
    Program(label_of_each_column, (A.T.copy(), LABELS, W), wrt=(0, 2)),
    Program(label_of_each_row, (TIED, LABELS, W), wrt=2),
]

"""Factorisations and linear systems: several results, stacks, names of fields."""

import numpy as np
import scipy.linalg

from tests.programs.case import Program, positive, signed


def log_likelihood(k, y):
    low = np.linalg.cholesky(k)
    z = np.linalg.solve(low, y)
    return 0.5 * np.sum(z**2) + np.sum(np.log(np.diag(low)))


def spectrum(a):
    w, v = np.linalg.eigh(a + a.T)
    return np.sum(w**3) + np.sum(v[:, 0] ** 4)


def spectrum_by_field(a):
    result = np.linalg.eigh(a + a.T)
    return np.sum(result.eigenvalues**3) + np.sum(result[1][:, 0] ** 4)


def vectors_only(a):
    return np.sum(np.linalg.eigh(a + a.T)[1][0] ** 4)


def values_only(a):
    return np.sum(np.linalg.eigvalsh(a @ a.T) ** 2)


def spectrum_written(a, x):
    w, v = np.linalg.eigh(a + a.T)
    w[0] = 0.0
    w *= 2.0
    v[:, 1] = x
    return np.sum(w**2 * np.sum(v**4, axis=0))


def spectrum_in_loop(a, steps):
    total = 0.0
    for _ in range(steps):
        w, v = np.linalg.eigh(a + a.T)
        total += w[-1] * v[0, -1] ** 2
        a = a * np.sin(w) + v[:1] ** 2
    return total


def spectrum_on_one_branch(a, flag):
    w = a[0]
    if flag:
        w, v = np.linalg.eigh(a + a.T)
        w = w * v[0] ** 2
    return np.sum(w**2)


def eigen(a):
    return np.linalg.eigh(a + a.T)


class Backend:
    def svd(self, a):
        found = np.linalg.svd(a, full_matrices=False)
        return found

    def logarithm(self, a):
        return np.linalg.slogdet(a)[1]


def spectrum_from_helper(a):
    w, v = eigen(a)
    w = np.clip(w, 0.1, None)
    return np.sum((v * w) @ v.T * a)


def parts_from_helpers(a):
    backend = Backend()
    again = eigen(a)
    u, s, vt = backend.svd(a)
    low = np.sum(np.sort(eigen(a @ a)[0]) ** 2) + np.sum(again.eigenvalues**3)
    return low + np.sum(s**3) + backend.logarithm(a) + np.sum(again[1] ** 4)


def spectrum_from_helper_in_loop(a, steps):
    total = 0.0
    for k in range(steps):
        found = eigen(a) if k % 2 == 0 else eigen(a * 0.5 + a.T)
        w, v = found
        total += w[-1] * v[0, -1] ** 2
        a = a * np.sin(w) + v[:1] ** 2
    return total


def spectrum_handed_on(a, flag):
    found = eigen(a)
    best = found if flag else eigen(a @ a)
    return np.sum(best[0] ** 3) * np.sum(found[1][0] ** 4)


def square_root_of(a):
    w, v = np.linalg.eigh(a @ a.T)
    return v @ np.diag(np.sqrt(w)) @ v.T


def matrix_root(a):
    return np.sum(square_root_of(a) ** 3)


def pair_of(a):
    q, r = np.linalg.qr(a)
    return q, r * 2.0


def factors_from_helper(a):
    q, r = pair_of(a)
    return np.sum(q**3) + np.sum(r**2 * 0.5)


def factors_returned(a):
    q, r = np.linalg.qr(a)
    return q * 2.0, r


def low_rank(a, rank):
    u, s, vt = np.linalg.svd(a, full_matrices=False)
    return np.sum((u[:, :rank] * s[:rank]) @ vt[:rank] * a)


def nuclear_norm(a):
    return np.sum(np.linalg.svd(a, compute_uv=False))


def nuclear_norm_full(a):
    u, s, vt = np.linalg.svd(a)
    return np.sum(s)


def largest_singular(a):
    return np.linalg.svd(a).S[0] ** 2


def fit(a, b):
    coefficients, residuals, rank, s = np.linalg.lstsq(a, b, rcond=None)
    return np.sum(coefficients**2) + np.sum(residuals) * rank


def fit_first(a, b):
    x = np.linalg.lstsq(a, b, rcond=None)[0]
    return np.sum((a @ x - b) ** 2 * x[0])


def log_determinant(a):
    sign, value = np.linalg.slogdet(a)
    return sign * value


def condition(a):
    return np.log(np.linalg.cond(a))


def stacked_systems(a, b):
    x = np.linalg.solve(a, b)
    return np.sum(np.linalg.det(a) * x[:, 0, 0]) + np.sum(np.linalg.inv(a)[1] * x[0])


def stacked_spectra(a):
    w, v = np.linalg.eigh(a @ np.swapaxes(a, -1, -2))
    return np.sum(np.log(w)) + np.sum(v[..., 0] ** 4)


def stacked_cholesky(a):
    low = np.linalg.cholesky(a @ np.swapaxes(a, -1, -2))
    return np.sum(low**3)


def tensor_system(a, b):
    x = np.linalg.tensorsolve(a, b)
    return np.sum(x**2) + np.sum(np.linalg.tensorinv(a, 1)[0] ** 2)


def inactive_factors(x, a):
    w, v = np.linalg.eigh(a)
    q, r = np.linalg.qr(a)
    return np.sum((v @ x) ** 2 * w) + np.sum(q @ x * r[0])


REGULAR = np.array([[2.0, 0.3, -0.4], [0.1, 1.5, 0.6], [-0.7, 0.2, 1.8]])
STACK = np.stack([REGULAR, REGULAR.T + 1.0])
TALL = np.concatenate([REGULAR, signed(2, 3)])


def functions_of_matrices(a):
    turn = scipy.linalg.cosm(a) @ scipy.linalg.sinhm(a) + scipy.linalg.tanm(0.1 * a)
    return np.sum(turn**2) + np.sum(scipy.linalg.signm(a @ a.T - 0.5 * np.eye(3)) * a)


def nearest_rotation(a):
    u, p = scipy.linalg.polar(a)
    return np.sum(u * np.arange(9.0).reshape(3, 3)) + np.sum(scipy.linalg.polar(a, "left")[1] * p)


def by_other_factors(a, b):
    q, r = scipy.linalg.qr(a)
    x = scipy.linalg.lstsq(a, b)[0]
    return np.sum((q[:, :3] @ r[:3]) ** 3) + np.sum(np.abs(np.diag(r))) + np.sum(x**3)


def hermitian(a):
    turned = a + 1j * a @ a
    return turned + turned.conj().T


def spectra_of_hermitian_matrices(a):
    w, v = scipy.linalg.eigh(hermitian(a))
    above = scipy.linalg.eigh(hermitian(a), lower=False)[1]
    values = scipy.linalg.eigvalsh(hermitian(0.3 * a)) + scipy.linalg.eigh(
        hermitian(0.2 * a), eigvals_only=True
    )
    rebuilt = ((v * np.exp(0.1 * w)) @ v.conj().T).real
    return np.sum(rebuilt * a) + np.sum(np.abs(above) ** 2 * a) + np.sum(values * w)


PROGRAMS = [
    Program(spectra_of_hermitian_matrices, (REGULAR,)),
    Program(functions_of_matrices, (0.3 * REGULAR,)),
    Program(nearest_rotation, (REGULAR,)),
    Program(by_other_factors, (TALL, signed(5)), (0, 1)),
    Program(log_likelihood, (REGULAR @ REGULAR.T + np.eye(3), signed(3)), (0, 1)),
    Program(spectrum, (REGULAR,)),
    Program(spectrum_by_field, (REGULAR,)),
    Program(vectors_only, (REGULAR,)),
    Program(values_only, (REGULAR,)),
    Program(spectrum_written, (REGULAR, signed(3)), (0, 1)),
    Program(spectrum_in_loop, (REGULAR, 3)),
    Program(spectrum_on_one_branch, (REGULAR, True)),
    Program(spectrum_on_one_branch, (REGULAR, False)),
    Program(spectrum_from_helper, (REGULAR,)),
    Program(parts_from_helpers, (REGULAR,)),
    Program(spectrum_from_helper_in_loop, (REGULAR, 3)),
    Program(spectrum_handed_on, (REGULAR, True)),
    Program(spectrum_handed_on, (REGULAR, False)),
    Program(matrix_root, (REGULAR,)),
    Program(factors_from_helper, (TALL,)),
    Program(factors_from_helper, (REGULAR[:2],)),
    Program(factors_returned, (TALL,)),
    Program(low_rank, (TALL, 2)),
    Program(nuclear_norm, (TALL,)),
    Program(nuclear_norm_full, (REGULAR,)),
    Program(largest_singular, (TALL,)),
    Program(fit, (TALL, signed(5)), (0, 1)),
    Program(fit, (TALL, signed(5, 2)), (0, 1)),
    Program(fit_first, (TALL, signed(5)), (0, 1)),
    Program(log_determinant, (REGULAR,)),
    Program(log_determinant, (-REGULAR,)),
    Program(condition, (REGULAR,)),
    Program(stacked_systems, (STACK, signed(2, 3, 3)), (0, 1)),
    Program(stacked_spectra, (STACK,)),
    Program(stacked_cholesky, (STACK,)),
    Program(tensor_system, (REGULAR, signed(3)), (0, 1)),
    Program(inactive_factors, (positive(3), REGULAR)),
]

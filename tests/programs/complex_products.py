"""Products and linear algebra of complex vectors and matrices."""

import numpy as np

from tests.programs.case import Program, positive, signed

TRAPEZOID = np.trapezoid if hasattr(np, "trapezoid") else np.trapz


def matrix_times_vector(A, x):
    return np.sum(np.abs(A @ x) ** 2)


def matrix_times_matrix(A, B):
    C = A @ B.conj().T
    return np.sum((C @ C).imag)


def dot_products(z, w):
    return (np.dot(z, w) * np.vdot(z, w) + np.inner(w, z)).imag


def vdot_with_real(x, z):
    return np.vdot(x, z).imag + np.vdot(z, x).real ** 2


def outer_product(z, x):
    return np.sum(np.abs(np.outer(z, x) - 1j) ** 2) + np.sum(np.outer(x, z.conj()).imag ** 2)


def expectation(psi, H):
    return (psi.conj() @ H @ psi).real / np.vdot(psi, psi).real


def contraction(A, B):
    return np.sum(np.abs(np.einsum("ij,kj->ik", A, np.conj(B))) ** 2)


def trace_of_product(A, B):
    return np.einsum("ij,ji->", A, B).real + np.trace(A @ B).imag


def tensor_products(A, B):
    return np.sum(np.abs(np.tensordot(A, B, 1)) ** 2) + np.sum(np.kron(A, B).imag ** 2)


def convolved(z, x):
    return np.sum(np.abs(np.convolve(z, x)) ** 2) + np.sum(np.convolve(x, z * z, "same").imag)


def product_of_all(z):
    return np.prod(z).imag + np.sum(np.cumprod(z).real)


def norms(z, Z):
    return np.linalg.norm(z) ** 3 + np.linalg.norm(Z) + np.sum(np.linalg.norm(Z, axis=1) ** 3)


def norm_of_zero(z):
    return np.linalg.norm(z - z) + np.linalg.norm(z)


def solved(A, b):
    x = np.linalg.solve(A, b)
    return np.sum(np.abs(x) ** 2)


def solved_with_real_side(A, b):
    return np.sum(np.linalg.solve(A, b).imag ** 2)


def solved_of_fixed_size(x):
    y = np.linalg.solve(np.eye(3) + 1j * np.outer(x, x), x)
    return np.abs(np.sum(y)) ** 2 + np.sum(np.linalg.solve(np.eye(3) + np.outer(x, x), x))


def nodal_analysis(g, w):
    Y = np.zeros((2, 2), dtype=complex)
    Y[0, 0] = g + 1j * w
    Y[0, 1] = Y[1, 0] = -1j * w
    Y[1, 1] = 2 * g + 1j * w + 1 / (1j * w)
    v = np.linalg.solve(Y, np.array([1.0, 0.0]))
    return np.abs(v[1]) ** 2


def inverse_and_determinant(A):
    return np.sum(np.linalg.inv(A).imag) + np.abs(np.linalg.det(A)) ** 2


def logarithm_of_determinant(A):
    sign, logarithm = np.linalg.slogdet(A)
    return logarithm


def determinant_by_parts(A):
    sign, logarithm = np.linalg.slogdet(A)
    return (sign * np.exp(logarithm)).imag + logarithm


def sign_of_determinant(A):
    sign, _ = np.linalg.slogdet(A)
    return sign.real


def norms_of_moduli(z, Z):
    return np.linalg.norm(z, 1) ** 2 + np.sum(np.linalg.norm(Z, 1, axis=0) ** 2)


def powers_of_a_matrix(A):
    return np.sum(np.abs(np.linalg.matrix_power(A, 3)) ** 2) + np.sum(
        np.linalg.multi_dot([A, A, A]).imag
    )


def unitary_steps(psi, H, steps):
    n = len(psi)
    for _ in range(steps):
        right = (np.eye(n) - 0.05j * H) @ psi
        psi = np.linalg.solve(np.eye(n) + 0.05j * H, right)
    return np.sum(np.arange(n) * np.abs(psi) ** 2)


def hermitian_eigenvalues(A):
    w = np.linalg.eigvalsh(A)
    return w[0] * w[1] + w[2] ** 2


def energies_only(A):
    w, _ = np.linalg.eigh(A + A.conj().T)
    return np.sum(w**3)


def singular_values(A):
    s = np.linalg.svd(A, compute_uv=False)
    return np.sum(s**3) + s[0]


def cholesky_factor(A):
    L = np.linalg.cholesky(A @ A.conj().T + np.eye(len(A)))
    return np.sum((L * L).imag) + np.sum(L.real)


def gaussian_likelihood(A, z):
    L = np.linalg.cholesky(A @ A.conj().T + np.eye(len(A)))
    y = np.linalg.solve(L, z)
    return np.vdot(y, y).real + 2 * np.sum(np.log(np.diagonal(L).real))


def fourier_integral(f, t, w):
    g = f * np.exp(-1j * w * t)
    return np.abs(TRAPEZOID(g, t)) ** 2


def current(psi, dx):
    return np.sum((np.conj(psi) * np.gradient(psi, 0.1)).imag) * dx


def least_squares_by_pseudo_inverse(A, b):
    return np.sum(np.abs(np.linalg.pinv(A) @ b) ** 2)


def spread(z):
    return np.var(z) + np.std(z) ** 3 + np.abs(np.average(z, weights=np.arange(1.0, 4.0)))


X = signed(3)
Z, W = X + 1j * signed(3, start=2), signed(3, start=5) + 1j * signed(3, start=7)
A = signed(3, 3) + 1j * signed(3, 3, start=3) + 2 * np.eye(3)
B = signed(3, 3, start=6) - 1j * signed(3, 3, start=9)
WIDE = signed(2, 3) + 1j * signed(2, 3, start=3)


def completed_basis(a):
    """The column that completes the basis turns as the others do."""
    q, _ = np.linalg.qr(a, mode="complete")
    return np.sum(np.abs(q) ** 3)


def correlations(x, y):
    found = [np.correlate(x, y, mode) for mode in ("full", "same", "valid")]
    return sum([np.sum(np.abs(one) ** 2) + np.sum(one).real for one in found])


def points_between(x, y):
    line = np.linspace(x, y, 5)
    return np.insert(np.sort(line * np.exp(3 * line)), [0, 2], x), np.sinc(line)


def covariances(a, x):
    spread = np.cov(a) + np.cov(x, a, rowvar=False)[:2, :2]
    return np.sum(np.abs(spread) ** 2) + np.sum(np.abs(np.corrcoef(a)) ** 3)


def read_off_a_table(z, x):
    values = np.interp(np.array([0.1, 0.5, 1.9]), np.cumsum(np.abs(x)), z)
    return np.sum(np.abs(values) ** 2) + np.sum(np.unique(z) ** 2).imag


def spread_of_numbers(z):
    known = np.where(np.abs(z) > 1.2, np.nan, z)
    return np.nanvar(known) + np.nanstd(known, ddof=1)


PROGRAMS = [
    Program(covariances, (WIDE, X[:2]), wrt=(0, 1)),
    Program(covariances, (WIDE.real.copy(), Z[:2]), wrt=(0, 1)),
    Program(read_off_a_table, (Z, X), wrt=(0, 1)),
    Program(spread_of_numbers, (Z,)),
    Program(completed_basis, (np.vstack([A, B[:1]]),)),
    Program(correlations, (Z, W[:2]), wrt=(0, 1)),
    Program(correlations, (Z, X), wrt=(0, 1)),
    Program(correlations, (X, Z), wrt=(0, 1)),
    Program(points_between, (0.3 + 0.4j, 1.2 - 0.5j), wrt=(0, 1)),
    Program(matrix_times_vector, (A, Z), wrt=(0, 1)),
    Program(matrix_times_vector, (A, X), wrt=(0, 1)),
    Program(matrix_times_vector, (A.real.copy(), Z), wrt=(0, 1)),
    Program(matrix_times_matrix, (A, B), wrt=(0, 1)),
    Program(dot_products, (Z, W), wrt=(0, 1)),
    Program(vdot_with_real, (X, Z), wrt=(0, 1)),
    Program(outer_product, (Z, X), wrt=(0, 1)),
    Program(expectation, (Z, A), wrt=(0, 1)),
    Program(contraction, (WIDE, B), wrt=(0, 1)),
    Program(trace_of_product, (A, B.real.copy()), wrt=(0, 1)),
    Program(tensor_products, (WIDE[:, :2], B[:2, :2]), wrt=(0, 1)),
    Program(convolved, (Z, X), wrt=(0, 1)),
    Program(product_of_all, (Z,)),
    Program(norms, (Z, WIDE), wrt=(0, 1)),
    Program(norm_of_zero, (Z,)),
    Program(solved, (A, Z), wrt=(0, 1)),
    Program(solved, (A, B), wrt=(0, 1)),
    Program(solved_with_real_side, (A, X), wrt=(0, 1)),
    Program(solved_of_fixed_size, (X,)),
    Program(nodal_analysis, (0.4, 1.3), wrt=(0, 1)),
    Program(inverse_and_determinant, (A,)),
    Program(logarithm_of_determinant, (A,)),
    Program(determinant_by_parts, (A,)),
    Program(sign_of_determinant, (A,)),
    Program(norms_of_moduli, (Z, WIDE), wrt=(0, 1)),
    Program(powers_of_a_matrix, (A,)),
    Program(unitary_steps, (Z, positive(3, 3), 3), wrt=(0, 1)),
    Program(hermitian_eigenvalues, (A,)),
    Program(energies_only, (A,)),
    Program(singular_values, (WIDE,)),
    Program(cholesky_factor, (A,)),
    Program(gaussian_likelihood, (A, Z), wrt=(0, 1)),
    Program(fourier_integral, (X, np.array([0.0, 0.4, 1.1]), 1.3), wrt=(0, 1, 2)),
    Program(current, (Z, 0.1), wrt=(0, 1)),
    Program(least_squares_by_pseudo_inverse, (WIDE.T.copy(), Z), wrt=(0, 1)),
    Program(spread, (Z,)),
]

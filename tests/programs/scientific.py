"""Numerical methods as textbooks, course notes and notebooks write them."""

import math

import numpy as np
from numpy import cos, exp, pi, sin, sqrt

from tests.programs.case import Program, positive, signed


def linear_convection(nx, nt, dt, c):
    dx = 2 / (nx - 1)
    u = np.ones(nx)
    u[int(0.5 / dx) : int(1 / dx + 1)] = 2
    un = np.ones(nx)
    for n in range(nt):
        un = u.copy()
        for i in range(1, nx):
            u[i] = un[i] - c * dt / dx * (un[i] - un[i - 1])
    return u


def nonlinear_convection(u, nt, dt, dx):
    nx = len(u)
    for n in range(nt):
        un = u.copy()
        for i in range(1, nx):
            u[i] = un[i] - un[i] * dt / dx * (un[i] - un[i - 1])
    return u


def burgers_periodic(u, nu, dt, dx, nt):
    nx = u.shape[0]
    for n in range(nt):
        un = u.copy()
        for i in range(1, nx - 1):
            u[i] = (
                un[i]
                - un[i] * dt / dx * (un[i] - un[i - 1])
                + nu * dt / dx**2 * (un[i + 1] - 2 * un[i] + un[i - 1])
            )
        u[0] = (
            un[0]
            - un[0] * dt / dx * (un[0] - un[-2])
            + nu * dt / dx**2 * (un[1] - 2 * un[0] + un[-2])
        )
        u[-1] = u[0]
    return u


def burgers_2d(u, v, nt, dt, dx, dy, nu):
    for n in range(nt + 1):
        un = u.copy()
        vn = v.copy()
        u[1:-1, 1:-1] = (
            un[1:-1, 1:-1]
            - dt / dx * un[1:-1, 1:-1] * (un[1:-1, 1:-1] - un[1:-1, 0:-2])
            - dt / dy * vn[1:-1, 1:-1] * (un[1:-1, 1:-1] - un[0:-2, 1:-1])
            + nu * dt / dx**2 * (un[1:-1, 2:] - 2 * un[1:-1, 1:-1] + un[1:-1, 0:-2])
            + nu * dt / dy**2 * (un[2:, 1:-1] - 2 * un[1:-1, 1:-1] + un[0:-2, 1:-1])
        )
        v[1:-1, 1:-1] = (
            vn[1:-1, 1:-1]
            - dt / dx * un[1:-1, 1:-1] * (vn[1:-1, 1:-1] - vn[1:-1, 0:-2])
            - dt / dy * vn[1:-1, 1:-1] * (vn[1:-1, 1:-1] - vn[0:-2, 1:-1])
            + nu * dt / dx**2 * (vn[1:-1, 2:] - 2 * vn[1:-1, 1:-1] + vn[1:-1, 0:-2])
            + nu * dt / dy**2 * (vn[2:, 1:-1] - 2 * vn[1:-1, 1:-1] + vn[0:-2, 1:-1])
        )
        u[0, :] = 1
        u[-1, :] = 1
        u[:, 0] = 1
        u[:, -1] = 1
        v[0, :] = 1
        v[-1, :] = 1
        v[:, 0] = 1
        v[:, -1] = 1
    return u, v


def laplace2d(p, y, dx, dy, l1norm_target):
    l1norm = 1
    pn = np.empty_like(p)

    while l1norm > l1norm_target:
        pn = p.copy()
        p[1:-1, 1:-1] = (
            dy**2 * (pn[1:-1, 2:] + pn[1:-1, 0:-2]) + dx**2 * (pn[2:, 1:-1] + pn[0:-2, 1:-1])
        ) / (2 * (dx**2 + dy**2))

        p[:, 0] = 0  # p = 0 @ x = 0
        p[:, -1] = y  # p = y @ x = 2
        p[0, :] = p[1, :]  # dp/dy = 0 @ y = 0
        p[-1, :] = p[-2, :]  # dp/dy = 0 @ y = 1
        l1norm = (np.sum(np.abs(p[:]) - np.abs(pn[:]))) / np.sum(np.abs(pn[:]))

    return p


def poisson_sor(u, f, h, omega, sweeps):
    n, m = u.shape
    for k in range(sweeps):
        for i in range(1, n - 1):
            for j in range(1, m - 1):
                residual = (
                    u[i + 1, j] + u[i - 1, j] + u[i, j + 1] + u[i, j - 1] - 4 * u[i, j]
                ) / h**2 - f[i, j]
                u[i, j] += omega * h**2 / 4 * residual
    return u


def red_black(u, f, sweeps):
    for k in range(sweeps):
        u[1:-1:2] = 0.5 * (u[:-2:2] + u[2::2] - f[1:-1:2])
        u[2:-1:2] = 0.5 * (u[1:-2:2] + u[3::2] - f[2:-1:2])
    return u


def gray_scott(U, V, Du, Dv, F, k, steps):
    u, v = U[1:-1, 1:-1], V[1:-1, 1:-1]
    for i in range(steps):
        Lu = U[0:-2, 1:-1] + U[1:-1, 0:-2] - 4 * U[1:-1, 1:-1] + U[1:-1, 2:] + U[2:, 1:-1]
        Lv = V[0:-2, 1:-1] + V[1:-1, 0:-2] - 4 * V[1:-1, 1:-1] + V[1:-1, 2:] + V[2:, 1:-1]
        uvv = u * v * v
        u += Du * Lu - uvv + F * (1 - u)
        v += Dv * Lv + uvv - (F + k) * v
    return U, V


def wave_1d(u_1, C2, dt, dx, n_steps):
    u_2 = u_1.copy()
    u = np.zeros_like(u_1)
    for n in range(1, n_steps):
        u[1:-1] = -u_2[1:-1] + 2 * u_1[1:-1] + C2 * (u_1[0:-2] - 2 * u_1[1:-1] + u_1[2:])
        u[0] = 0
        u[-1] = 0
        u_2[:] = u_1
        u_1[:] = u
    return u


def wave_3d(u, c, steps):
    before = u.copy()
    for n in range(steps):
        lap = (
            np.roll(u, 1, 0)
            + np.roll(u, -1, 0)
            + np.roll(u, 1, 1)
            + np.roll(u, -1, 1)
            + np.roll(u, 1, 2)
            + np.roll(u, -1, 2)
            - 6 * u
        )
        after = 2 * u - before + c**2 * lap
        before, u = u, after
    return np.sum(u**2)


def crank_nicolson(u, r, steps):
    n = len(u)
    A = (1 + r) * np.eye(n) - r / 2 * np.eye(n, k=1) - r / 2 * np.eye(n, k=-1)
    B = (1 - r) * np.eye(n) + r / 2 * np.eye(n, k=1) + r / 2 * np.eye(n, k=-1)
    for k in range(steps):
        u = np.linalg.solve(A, B @ u)
    return u


def tridiagonal_matrix(a, b, c, d):
    A = np.diag(b) + np.diag(a, -1) + np.diag(c, 1)
    return np.linalg.solve(A, d)


def TDMAsolver(a, b, c, d):
    """TDMA solver, a b c d can be NumPy array type or Python list type."""
    nf = len(d)  # number of equations
    ac, bc, cc, dc = map(np.array, (a, b, c, d))  # copy arrays
    for it in range(1, nf):
        mc = ac[it - 1] / bc[it - 1]
        bc[it] = bc[it] - mc * cc[it - 1]
        dc[it] = dc[it] - mc * dc[it - 1]

    xc = bc
    xc[-1] = dc[-1] / bc[-1]

    for il in range(nf - 2, -1, -1):
        xc[il] = (dc[il] - cc[il] * xc[il + 1]) / bc[il]

    return xc


def smooth(v, f, h, sweeps):
    for _ in range(sweeps):
        v[1:-1] = v[1:-1] + 2.0 / 3.0 * 0.5 * (v[:-2] - 2 * v[1:-1] + v[2:] + h**2 * f[1:-1])


def multigrid_v_cycle(v, f, h):
    """Two grids: smooth, restrict the residual, solve below, correct, smooth."""
    smooth(v, f, h, 2)
    r = np.zeros_like(v)
    r[1:-1] = f[1:-1] + (v[:-2] - 2 * v[1:-1] + v[2:]) / h**2
    coarse = np.zeros((len(v) + 1) // 2)
    coarse[1:-1] = 0.25 * r[1:-2:2] + 0.5 * r[2:-1:2] + 0.25 * r[3::2]
    e = np.zeros_like(coarse)
    smooth(e, coarse, 2 * h, 5)
    fine = np.zeros_like(v)
    fine[::2] = e
    fine[1::2] = 0.5 * (e[:-1] + e[1:])
    v += fine
    smooth(v, f, h, 2)
    return v


def conjugate_gradient(A, b, x, tol):
    r = b - np.dot(A, x)
    p = r
    rsold = np.dot(np.transpose(r), r)
    for i in range(len(b)):
        Ap = np.dot(A, p)
        alpha = rsold / np.dot(np.transpose(p), Ap)
        x = x + np.dot(alpha, p)
        r = r - np.dot(alpha, Ap)
        rsnew = np.dot(np.transpose(r), r)
        if np.sqrt(rsnew) < tol:
            break
        p = r + (rsnew / rsold) * p
        rsold = rsnew
    return x


def arnoldi(A, v, m):
    n = len(v)
    V = np.zeros((n, m + 1))
    H = np.zeros((m + 1, m))
    V[:, 0] = v / np.linalg.norm(v)
    for j in range(m):
        w = A @ V[:, j]
        for i in range(j + 1):
            H[i, j] = np.dot(w, V[:, i])
            w = w - H[i, j] * V[:, i]
        H[j + 1, j] = np.linalg.norm(w)
        if H[j + 1, j] < 1e-12:
            return V, H
        V[:, j + 1] = w / H[j + 1, j]
    return V, H


def householder_qr(A):
    m, n = A.shape
    Q = np.eye(m)
    R = A.copy()
    for k in range(n):
        x = R[k:, k]
        e = np.zeros_like(x)
        e[0] = np.copysign(np.linalg.norm(x), x[0])
        u = x + e
        v = u / np.linalg.norm(u)
        R[k:, k:] -= 2.0 * np.outer(v, v @ R[k:, k:])
        Q[:, k:] -= 2.0 * np.outer(Q[:, k:] @ v, v)
    return Q, R


def givens_qr(A):
    R = A.copy()
    m, n = R.shape
    for j in range(n):
        for i in range(m - 1, j, -1):
            a, b = R[i - 1, j], R[i, j]
            r = np.hypot(a, b)
            c, s = a / r, -b / r
            G = np.array([[c, -s], [s, c]])
            R[i - 1 : i + 1, :] = G @ R[i - 1 : i + 1, :]
    return R


def jacobi_eigenvalues(A, sweeps):
    A = A.copy()
    n = A.shape[0]
    for _ in range(sweeps):
        for p in range(n - 1):
            for q in range(p + 1, n):
                theta = 0.5 * np.arctan2(2 * A[p, q], A[q, q] - A[p, p])
                c, s = np.cos(theta), np.sin(theta)
                J = np.eye(n)
                J[p, p] = c
                J[q, q] = c
                J[p, q] = s
                J[q, p] = -s
                A = J.T @ A @ J
    return np.sort(np.diag(A))


def newton_method(x0, c, tol, max_iter):
    x = x0
    for i in range(max_iter):
        fx = x**3 - c * x - 1
        dfx = 3 * x**2 - c
        if abs(fx) < tol:
            break
        x = x - fx / dfx
    else:
        raise ValueError("no convergence")
    return x


def newton_nd(x, k):
    for _ in range(6):
        F = np.array([x[0] ** 2 + x[1] ** 2 - k, x[0] * x[1] - 1.0])
        J = np.array([[2 * x[0], 2 * x[1]], [x[1], x[0]]])
        delta = np.linalg.solve(J, -F)
        x = x + delta
        if np.linalg.norm(delta) < 1e-12:
            break
    return x


def secant(a, b, c):
    fa, fb = a**3 - c, b**3 - c
    while abs(fb) > 1e-8:
        a, b = b, b - fb * (b - a) / (fb - fa)
        fa, fb = fb, b**3 - c
    return b


def golden_section_value(f_scale, a, b, n):
    gr = (np.sqrt(5) + 1) / 2
    c = b - (b - a) / gr
    d = a + (b - a) / gr
    for _ in range(n):
        if f_scale * (c - 0.3) ** 2 < f_scale * (d - 0.3) ** 2:
            b = d
        else:
            a = c
        c = b - (b - a) / gr
        d = a + (b - a) / gr
    return (b + a) / 2


def line_search_bfgs(x, scale):
    """A few steps of BFGS with backtracking on a quadratic bowl with a bend."""

    n = len(x)
    H = np.eye(n)
    g = scale * x + 0.1 * x**3
    for k in range(3):
        d = -H @ g
        t = 1.0
        f0 = 0.5 * np.sum(scale * x**2) + 0.025 * np.sum(x**4)
        while True:
            xn = x + t * d
            if 0.5 * np.sum(scale * xn**2) + 0.025 * np.sum(xn**4) <= f0 + 1e-4 * t * (g @ d):
                break
            t *= 0.5
        gn = scale * xn + 0.1 * xn**3
        s = xn - x
        y = gn - g
        rho = 1.0 / (y @ s)
        V = np.eye(n) - rho * np.outer(s, y)
        H = V @ H @ V.T + rho * np.outer(s, s)
        x, g = xn, gn
    return x


def simpson(a, b, n, w):
    h = (b - a) / n
    k = 0.0
    x = a + h
    for i in range(1, n // 2 + 1):
        k += 4 * np.sin(w * x)
        x += 2 * h
    x = a + 2 * h
    for i in range(1, n // 2):
        k += 2 * np.sin(w * x)
        x += 2 * h
    return (h / 3) * (np.sin(w * a) + np.sin(w * b) + k)


def romberg(a, b, w, n):
    R = np.zeros((n, n))
    h = b - a
    R[0, 0] = 0.5 * h * (exp(w * a) + exp(w * b))
    power_of_two = 1
    for i in range(1, n):
        h = 0.5 * h
        total = 0.0
        power_of_two = 2 * power_of_two
        for k in range(1, power_of_two, 2):
            total = total + exp(w * (a + k * h))
        R[i, 0] = 0.5 * R[i - 1, 0] + total * h
        power_of_four = 1
        for j in range(1, i + 1):
            power_of_four = 4 * power_of_four
            R[i, j] = R[i, j - 1] + (R[i, j - 1] - R[i - 1, j - 1]) / (power_of_four - 1)
    return R[n - 1, n - 1]


def gauss_legendre(a, b, w):
    x, wt = np.polynomial.legendre.leggauss(5)
    t = 0.5 * (x + 1) * (b - a) + a
    return np.sum(wt * np.exp(-w * t**2)) * 0.5 * (b - a)


def lorenz(xyz, s, r, b, num_steps, dt):
    xyzs = np.empty((num_steps + 1, 3))
    xyzs[0] = xyz
    for i in range(num_steps):
        x, y, z = xyzs[i]
        x_dot = s * (y - x)
        y_dot = r * x - y - x * z
        z_dot = x * y - b * z
        xyzs[i + 1] = xyzs[i] + np.array([x_dot, y_dot, z_dot]) * dt
    return xyzs


def dX_dt(X, t, a, b, c, d):
    """Return the growth rate of fox and rabbit populations."""
    return np.array([a * X[0] - b * X[0] * X[1], -c * X[1] + d * b * X[0] * X[1]])


def lotka_volterra_rk4(X0, ts, a, b, c, d):
    X = np.zeros((len(ts), 2))
    X[0] = X0
    for n in range(len(ts) - 1):
        h = ts[n + 1] - ts[n]
        k1 = dX_dt(X[n], ts[n], a, b, c, d)
        k2 = dX_dt(X[n] + k1 * h / 2.0, ts[n] + h / 2.0, a, b, c, d)
        k3 = dX_dt(X[n] + k2 * h / 2.0, ts[n] + h / 2.0, a, b, c, d)
        k4 = dX_dt(X[n] + k3 * h, ts[n] + h, a, b, c, d)
        X[n + 1] = X[n] + (h / 6.0) * (k1 + 2 * k2 + 2 * k3 + k4)
    return X


def double_pendulum(state, M1, M2, L1, L2, G, n, dt):
    for _ in range(n):
        dydx = np.zeros_like(state)
        dydx[0] = state[1]
        delta = state[2] - state[0]
        den1 = (M1 + M2) * L1 - M2 * L1 * cos(delta) * cos(delta)
        dydx[1] = (
            M2 * L1 * state[1] * state[1] * sin(delta) * cos(delta)
            + M2 * G * sin(state[2]) * cos(delta)
            + M2 * L2 * state[3] * state[3] * sin(delta)
            - (M1 + M2) * G * sin(state[0])
        ) / den1
        dydx[2] = state[3]
        den2 = (L2 / L1) * den1
        dydx[3] = (
            -M2 * L2 * state[3] * state[3] * sin(delta) * cos(delta)
            + (M1 + M2) * G * sin(state[0]) * cos(delta)
            - (M1 + M2) * L1 * state[1] * state[1] * sin(delta)
            - (M1 + M2) * G * sin(state[2])
        ) / den2
        state = state + dydx * dt
    return state


def verlet(x, v, dt, n, k, m):
    a = -k * x / m
    xs = [x]
    for i in range(n):
        x = x + v * dt + 0.5 * a * dt**2
        a_new = -k * x / m
        v = v + 0.5 * (a + a_new) * dt
        a = a_new
        xs.append(x)
    return np.array(xs)


def adaptive_euler(y, rate, t_end):
    """A step is halved where two half steps disagree with it."""
    t, h = 0.0, 0.5
    while t < t_end:
        if t + h > t_end:
            h = t_end - t
        full = y + h * (-rate * y**2)
        half = y + 0.5 * h * (-rate * y**2)
        two = half + 0.5 * h * (-rate * half**2)
        error = abs(two - full)
        if error > 0.01:
            h = h / 2
            continue
        t = t + h
        y = two
        if error < 0.001:
            h = 2 * h
    return y


def leapfrog(pos, vel, mass, dt, steps, eps):
    n = len(mass)

    for step in range(steps):
        acc = np.zeros_like(pos)
        for i in range(n):
            for j in range(n):
                if i != j:
                    r = pos[j] - pos[i]
                    d2 = np.dot(r, r) + eps**2
                    acc[i] += mass[j] * r / d2**1.5
        vel = vel + dt * acc
        pos = pos + dt * vel
    return pos, vel


def lennard_jones(r, sigma, epsilon, box):
    """The energy of particles in a periodic box, with a cut-off."""
    n = r.shape[0]
    energy = 0.0
    for i in range(n - 1):
        for j in range(i + 1, n):
            rij = r[i] - r[j]
            rij = rij - box * np.round(rij / box)
            r2 = np.sum(rij**2)
            if r2 < 4.0:
                sr6 = (sigma**2 / r2) ** 3
                energy += 4.0 * epsilon * (sr6**2 - sr6)
    return energy


def ising_energy(spins, J, h):
    """The mean-field energy of a lattice with periodic edges."""
    neighbours = (
        np.roll(spins, 1, axis=0)
        + np.roll(spins, -1, axis=0)
        + np.roll(spins, 1, axis=1)
        + np.roll(spins, -1, axis=1)
    )
    return -J * np.sum(spins * neighbours) / 2 - h * spins.sum()


def ising_loops(spins, J, h):
    N = len(spins)
    energy = 0
    for i in range(N):
        for j in range(N):
            S = spins[i, j]
            nb = spins[(i + 1) % N, j] + spins[i, (j + 1) % N]
            nb += spins[(i - 1) % N, j] + spins[i, (j - 1) % N]
            energy += -nb * S * J - h * S
    return energy / 2.0


def potts_partition(weights, q, beta):
    """The log partition function of a chain by transfer matrices."""
    T = np.exp(beta * weights[0] * np.eye(q))
    Z = np.ones(q)
    for w in weights:
        T = np.exp(beta * w * np.eye(q))
        Z = T @ Z
    return np.log(Z.sum())


def fft_recursive_free(re, im):
    """Bit reversal, then butterflies in place, on real and imaginary parts."""
    N = len(re)
    j = 0
    for i in range(1, N):
        bit = N >> 1
        while j & bit:
            j ^= bit
            bit >>= 1
        j ^= bit
        if i < j:
            re[i], re[j] = re[j], re[i]
            im[i], im[j] = im[j], im[i]
    length = 2
    while length <= N:
        ang = -2 * math.pi / length
        for i in range(0, N, length):
            for k in range(length // 2):
                wr, wi = math.cos(ang * k), math.sin(ang * k)
                ur, ui = re[i + k], im[i + k]
                vr = re[i + k + length // 2] * wr - im[i + k + length // 2] * wi
                vi = re[i + k + length // 2] * wi + im[i + k + length // 2] * wr
                re[i + k], im[i + k] = ur + vr, ui + vi
                re[i + k + length // 2], im[i + k + length // 2] = ur - vr, ui - vi
        length *= 2
    return re, im


def dft_matrix(x):
    N = len(x)
    n = np.arange(N)
    k = n.reshape((N, 1))
    re = np.dot(np.cos(2 * np.pi * k * n / N), x)
    im = -np.dot(np.sin(2 * np.pi * k * n / N), x)
    return np.sqrt(re**2 + im**2)


def haar_wavelet(x):
    out = x.copy()
    n = len(out)
    while n > 1:
        half = n // 2
        a = (out[:n:2] + out[1:n:2]) / sqrt(2)
        d = (out[:n:2] - out[1:n:2]) / sqrt(2)
        out[:half] = a
        out[half:n] = d
        n = half
    return out


def fir_filter(b, x):
    M = len(b)
    y = np.zeros(len(x))
    for n in range(len(x)):
        for k in range(M):
            if n - k >= 0:
                y[n] += b[k] * x[n - k]
    return y


def iir_filter(b, a, x):
    y = np.zeros_like(x)
    for n in range(len(x)):
        acc = 0.0
        for k in range(len(b)):
            if n - k >= 0:
                acc += b[k] * x[n - k]
        for k in range(1, len(a)):
            if n - k >= 0:
                acc -= a[k] * y[n - k]
        y[n] = acc / a[0]
    return y


def biquad(x, f0, Q, fs):
    w0 = 2 * pi * f0 / fs
    alpha = sin(w0) / (2 * Q)
    b0 = (1 - cos(w0)) / 2
    b1 = 1 - cos(w0)
    b2 = b0
    a0, a1, a2 = 1 + alpha, -2 * cos(w0), 1 - alpha
    x1 = x2 = y1 = y2 = 0.0
    y = np.zeros(len(x))
    for n, s in enumerate(x):
        y[n] = (b0 * s + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2) / a0
        x2, x1 = x1, s
        y2, y1 = y1, y[n]
    return y


def natural_cubic_spline(x, y, xs):
    """Second derivatives by the tridiagonal system, then the value at points."""
    n = len(x)
    h = np.diff(x)
    A = np.zeros((n, n))
    rhs = np.zeros(n)
    A[0, 0] = 1.0
    A[-1, -1] = 1.0
    for i in range(1, n - 1):
        A[i, i - 1] = h[i - 1]
        A[i, i] = 2 * (h[i - 1] + h[i])
        A[i, i + 1] = h[i]
        rhs[i] = 6 * ((y[i + 1] - y[i]) / h[i] - (y[i] - y[i - 1]) / h[i - 1])
    m = np.linalg.solve(A, rhs)
    j = np.clip(np.searchsorted(x, xs) - 1, 0, n - 2)
    a = (x[j + 1] - xs) / h[j]
    b = (xs - x[j]) / h[j]
    return a * y[j] + b * y[j + 1] + ((a**3 - a) * m[j] + (b**3 - b) * m[j + 1]) * h[j] ** 2 / 6


def de_boor(k, x, t, c, p):
    """Evaluates S(x) by de Boor's algorithm."""
    d = [c[j + k - p] for j in range(0, p + 1)]

    for r in range(1, p + 1):
        for j in range(p, r - 1, -1):
            alpha = (x - t[j + k - p]) / (t[j + 1 + k - r] - t[j + k - p])
            d[j] = (1.0 - alpha) * d[j - 1] + alpha * d[j]

    return d[p]


def de_casteljau(points, t):
    beta = points.copy()
    n = len(beta)
    for j in range(1, n):
        for k in range(n - j):
            beta[k] = beta[k] * (1 - t) + beta[k + 1] * t
    return beta[0]


def lagrange(x, y, t):
    total = 0
    n = len(x)
    for i in range(n):
        term = y[i]
        for j in range(n):
            if i != j:
                term = term * (t - x[j]) / (x[i] - x[j])
        total += term
    return total


def divided_differences(x, y):
    n = len(y)
    coef = np.zeros([n, n])
    coef[:, 0] = y
    for j in range(1, n):
        for i in range(n - j):
            coef[i][j] = (coef[i + 1][j] - coef[i][j - 1]) / (x[i + j] - x[i])
    return coef


def horner(coefficients, x):
    result = coefficients[-1]
    for i in range(-2, -len(coefficients) - 1, -1):
        result = result * x + coefficients[i]
    return result


def chebyshev(c, x):
    b1, b2 = 0.0, 0.0
    for a in c[:0:-1]:
        b1, b2 = 2 * x * b1 - b2 + a, b1
    return x * b1 - b2 + c[0]


def bilinear(image, x, y):
    x0 = np.floor(x).astype(int)
    x1 = x0 + 1
    y0 = np.floor(y).astype(int)
    y1 = y0 + 1
    x0 = np.clip(x0, 0, image.shape[1] - 1)
    x1 = np.clip(x1, 0, image.shape[1] - 1)
    y0 = np.clip(y0, 0, image.shape[0] - 1)
    y1 = np.clip(y1, 0, image.shape[0] - 1)
    Ia = image[y0, x0]
    Ib = image[y1, x0]
    Ic = image[y0, x1]
    Id = image[y1, x1]
    wa = (x1 - x) * (y1 - y)
    wb = (x1 - x) * (y - y0)
    wc = (x - x0) * (y1 - y)
    wd = (x - x0) * (y - y0)
    return wa * Ia + wb * Ib + wc * Ic + wd * Id


def series_with_powers(x, n):
    s = 0
    for k in range(n):
        s += (-1) ** k * x ** (2 * k + 1) / math.factorial(2 * k + 1)
    return s


def hilbert_sum(x, n):
    A = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            A[i][j] = x[i] * x[j] / (i + j + 1)
    return np.sum(A**2)


def arc_length(x, y):
    total = 0
    for i in range(len(x) - 1):
        total += math.sqrt((x[i + 1] - x[i]) ** 2 + (y[i + 1] - y[i]) ** 2)
    return total


def polygon_area(x, y):
    return 0.5 * np.abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))


def haversine(lat1, lon1, lat2, lon2):
    R = 6371.0
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    dphi = math.radians(lat2 - lat1)
    dlambda = math.radians(lon2 - lon1)
    a = math.sin(dphi / 2) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(dlambda / 2) ** 2
    return 2 * R * math.atan2(math.sqrt(a), math.sqrt(1 - a)) / 1000.0


def quaternion_rotate(q, v):
    q = q / np.linalg.norm(q)
    w, x, y, z = q
    R = np.array(
        [
            [1 - 2 * (y**2 + z**2), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x**2 + z**2), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x**2 + y**2)],
        ]
    )
    return R @ v


def forward_kinematics(theta, lengths):
    x = y = 0.0
    total = 0.0
    for t, l in zip(theta, lengths):
        total += t
        x += l * np.cos(total)
        y += l * np.sin(total)
    return np.array([x, y])


def magnus(theta, omega, dt, n):
    """A chain of rotations by Rodrigues' formula."""
    R = np.eye(3)
    for _ in range(n):
        K = np.array(
            [[0.0, -omega[2], omega[1]], [omega[2], 0.0, -omega[0]], [-omega[1], omega[0], 0.0]]
        )
        R = R @ (np.eye(3) + np.sin(theta * dt) * K + (1 - np.cos(theta * dt)) * K @ K)
    return np.trace(R)


def finite_volume(q, dt, dx, steps):
    """Lax-Friedrichs for the shallow water equations."""
    for _ in range(steps):
        h, hu = q[0], q[1]
        flux = np.array([hu, hu**2 / h + 0.5 * 9.81 * h**2])
        left, right = q[:, :-1], q[:, 1:]
        star = 0.5 * (left + right) - 0.5 * dt / dx * (flux[:, 1:] - flux[:, :-1])
        new = q.copy()
        new[:, 1:-1] = 0.5 * (star[:, 1:] + star[:, :-1])
        q = new
    return q


def minmod(a, b):
    return 0.5 * (np.sign(a) + np.sign(b)) * np.minimum(np.abs(a), np.abs(b))


def muscl(u, c, steps):
    for _ in range(steps):
        slope = np.zeros_like(u)
        slope[1:-1] = minmod(u[1:-1] - u[:-2], u[2:] - u[1:-1])
        face = u[:-1] + 0.5 * (1 - c) * slope[:-1]
        u[1:] -= c * (face - np.concatenate(([face[0]], face[:-1])))[: len(u) - 1]
    return u


def finite_elements(nodes, load):
    """Assemble stiffness and load of linear elements, fix the ends, solve."""
    n = len(nodes)
    K = np.zeros((n, n))
    F = np.zeros(n)
    for e in range(n - 1):
        h = nodes[e + 1] - nodes[e]
        ke = np.array([[1.0, -1.0], [-1.0, 1.0]]) / h
        fe = load[e] * h / 2 * np.array([1.0, 1.0])
        dofs = [e, e + 1]
        for i in range(2):
            for j in range(2):
                K[dofs[i], dofs[j]] += ke[i, j]
            F[dofs[i]] += fe[i]
    free = np.arange(1, n - 1)
    u = np.zeros(n)
    u[free] = np.linalg.solve(K[np.ix_(free, free)], F[free])
    return u


def truss_assembly(K, elements, stiffness):
    for e in range(len(elements)):
        idx = elements[e]
        ke = stiffness[e] * np.array([[1.0, -1.0], [-1.0, 1.0]])
        for a in range(2):
            for b in range(2):
                K[idx[a], idx[b]] += ke[a, b]
    return K


def schroedinger_split(re, im, V, dt, n):
    """The real and imaginary part leap over each other."""
    for _ in range(n):
        lap = np.zeros_like(im)
        lap[1:-1] = im[2:] - 2 * im[1:-1] + im[:-2]
        re = re + dt * (-0.5 * lap + V * im)
        lap = np.zeros_like(re)
        lap[1:-1] = re[2:] - 2 * re[1:-1] + re[:-2]
        im = im - dt * (-0.5 * lap + V * re)
    return np.sum(re**2 + im**2)


def boids(position, velocity, radius):
    dx = np.subtract.outer(position[:, 0], position[:, 0])
    dy = np.subtract.outer(position[:, 1], position[:, 1])
    distance = np.hypot(dx, dy)
    mask = (distance > 0) & (distance < radius)
    count = np.maximum(mask.sum(axis=1), 1)
    target = np.dot(mask, velocity) / count.reshape(len(position), 1)
    steer = target - velocity
    return velocity + 0.1 * steer / np.maximum(count, 1).reshape(len(position), 1)


def distance_matrix(X, Y):
    return np.sqrt(((X[:, np.newaxis, :] - Y[np.newaxis, :, :]) ** 2).sum(axis=-1))


def distance_matrix_expanded(X, Y):
    XX = np.sum(X * X, axis=1)[:, None]
    YY = np.sum(Y * Y, axis=1)[None, :]
    return np.maximum(XX + YY - 2.0 * np.dot(X, Y.T), 0.0)


GRID = signed(4, 4)
SPD = GRID @ GRID.T + 3.0 * np.eye(4)
DOMINANT = GRID + 4.0 * np.eye(4)
BAND = (0.3 * positive(4), 2.0 + positive(5), 0.4 * positive(4, start=1), signed(5))
KNOTS = np.array([0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 3.0, 3.0])

PROGRAMS = [
    Program(linear_convection, (7, 3, 0.05, 1.3), wrt=("dt", "c")),
    Program(nonlinear_convection, (positive(6), 3, 0.05, 0.3), wrt=("u", "dt", "dx")),
    Program(burgers_periodic, (positive(6), 0.1, 0.05, 0.5, 3), wrt=("u", "nu", "dt", "dx")),
    Program(
        burgers_2d,
        (positive(4, 5), positive(4, 5, start=1), 2, 0.05, 0.5, 0.4, 0.1),
        wrt=("u", "v", "dt", "dx", "dy", "nu"),
    ),
    Program(laplace2d, (positive(4, 4), positive(4), 0.5, 0.4, 0.01), wrt=("p", "y", "dx", "dy")),
    Program(
        poisson_sor,
        (signed(4, 4), signed(4, 4, start=1), 0.3, 1.4, 2),
        wrt=("u", "f", "h", "omega"),
    ),
    Program(red_black, (signed(7), signed(7, start=1), 3), wrt=(0, 1)),
    Program(
        gray_scott,
        (positive(4, 5), positive(4, 5, start=1), 0.16, 0.08, 0.035, 0.065, 2),
        wrt=tuple(range(6)),
    ),
    Program(wave_1d, (signed(6), 0.4, 0.1, 0.2, 4), wrt=("u_1", "C2")),
    Program(wave_3d, (signed(2, 3, 2), 0.3, 3), wrt=("u", "c")),
    Program(crank_nicolson, (signed(4), 0.4, 3), wrt=("u", "r")),
    Program(tridiagonal_matrix, BAND, wrt=(0, 1, 2, 3)),
    Program(TDMAsolver, BAND, wrt=(0, 1, 2, 3)),
    Program(multigrid_v_cycle, (signed(9), signed(9, start=1), 0.5), wrt=(0, 1, 2)),
    Program(
        conjugate_gradient,
        (SPD + np.diag(positive(4) ** 3), signed(4), np.zeros(4), 0.02),
        wrt=("A", "b"),
    ),
    Program(arnoldi, (DOMINANT, signed(4), 2), wrt=("A", "v")),
    Program(householder_qr, (signed(4, 3),)),
    Program(givens_qr, (signed(4, 3),)),
    Program(jacobi_eigenvalues, (SPD, 1)),
    Program(newton_method, (1.5, 1.2, 1e-10, 20), wrt="c"),
    Program(newton_nd, (np.array([2.0, 0.4]), 5.0), wrt="k"),
    Program(secant, (1.0, 1.5, 2.2), wrt="c", error_scale=10.0),
    Program(golden_section_value, (1.3, 0.0, 1.0, 5), wrt=("a", "b")),
    Program(line_search_bfgs, (signed(3), positive(3)), wrt=(0, 1)),
    Program(simpson, (0.2, 1.7, 6, 1.3), wrt=("a", "b", "w")),
    Program(romberg, (0.2, 1.7, 0.8, 4), wrt=("a", "b", "w")),
    Program(gauss_legendre, (0.2, 1.7, 0.8), wrt=("a", "b", "w")),
    Program(lorenz, (np.array([0.5, 1.0, 1.05]), 10.0, 28.0, 2.667, 4, 0.01), wrt=(0, 1, 2, 3, 5)),
    Program(
        lotka_volterra_rk4,
        (np.array([1.0, 0.5]), np.linspace(0.0, 1.0, 5), 1.0, 0.4, 1.5, 0.75),
        wrt=(0, 1, 2, 3, 4, 5),
    ),
    Program(
        double_pendulum,
        (np.array([2.0, 0.1, -0.2, 0.3]), 1.0, 1.1, 0.9, 1.2, 9.8, 3, 0.05),
        wrt=(0, 1, 2, 3, 4, 5, 7),
    ),
    Program(verlet, (0.8, 0.2, 0.1, 4, 1.5, 0.7), wrt=("x", "v", "dt", "k", "m")),
    Program(verlet, (signed(3), signed(3), 0.1, 4, 1.5, 0.7), wrt=("x", "v", "k")),
    Program(adaptive_euler, (1.2, 1.7, 0.9), wrt=("y", "rate", "t_end")),
    Program(
        leapfrog,
        (signed(3, 2), signed(3, 2, start=1), positive(3), 0.1, 2, 0.3),
        wrt=("pos", "vel", "mass", "dt", "eps"),
    ),
    Program(lennard_jones, (2.0 * signed(4, 3), 0.9, 1.1, 5.0), wrt=("r", "sigma", "epsilon")),
    Program(ising_energy, (signed(3, 3), 1.1, 0.3), wrt=(0, 1, 2)),
    Program(ising_loops, (signed(3, 3), 1.1, 0.3), wrt=(0, 1, 2)),
    Program(potts_partition, (signed(4), 3, 0.7), wrt=("weights", "beta")),
    Program(fft_recursive_free, (signed(8), signed(8, start=1)), wrt=(0, 1)),
    Program(dft_matrix, (signed(5),)),
    Program(haar_wavelet, (signed(8),)),
    Program(fir_filter, (signed(3), signed(6)), wrt=(0, 1)),
    Program(iir_filter, (signed(3), positive(3), signed(6)), wrt=(0, 1, 2)),
    Program(biquad, (signed(5), 1.2, 0.7, 8.0), wrt=(0, 1, 2, 3)),
    Program(
        natural_cubic_spline,
        (np.array([0.0, 0.7, 1.5, 2.0, 3.1]), signed(5), np.array([0.3, 1.1, 2.4])),
        wrt=(0, 1, 2),
    ),
    Program(de_boor, (3, 1.4, KNOTS, signed(5), 2), wrt=("x", "t", "c")),
    Program(de_casteljau, (signed(4, 2), 0.3), wrt=(0, 1)),
    Program(lagrange, (np.array([0.0, 0.7, 1.5, 2.0]), signed(4), 1.1), wrt=(0, 1, 2)),
    Program(divided_differences, (np.array([0.0, 0.7, 1.5, 2.0]), signed(4)), wrt=(0, 1)),
    Program(horner, (signed(5), 0.7), wrt=(0, 1)),
    Program(chebyshev, (signed(5), 0.7), wrt=(0, 1)),
    Program(bilinear, (signed(4, 5), positive(3), 2.0 * positive(3, start=1)), wrt=(0, 1, 2)),
    Program(series_with_powers, (0.7, 5)),
    Program(hilbert_sum, (signed(3), 3)),
    Program(arc_length, (signed(4), signed(4, start=1)), wrt=(0, 1)),
    Program(polygon_area, (signed(5), signed(5, start=1)), wrt=(0, 1)),
    Program(haversine, (48.1, 11.6, 52.5, 13.4), wrt=(0, 1, 2, 3)),
    Program(quaternion_rotate, (signed(4), signed(3)), wrt=(0, 1)),
    Program(forward_kinematics, (signed(3), positive(3)), wrt=(0, 1)),
    Program(magnus, (0.7, signed(3), 0.2, 3), wrt=(0, 1, 2)),
    Program(finite_volume, (positive(2, 6), 0.02, 0.3, 3), wrt=("q", "dt", "dx")),
    Program(muscl, (signed(6), 0.4, 2), wrt=("u", "c")),
    Program(finite_elements, (np.array([0.0, 0.7, 1.5, 2.0, 3.1]), signed(4)), wrt=(0, 1)),
    Program(
        truss_assembly,
        (np.zeros((3, 3)), np.array([[0, 1], [1, 2]]), positive(2)),
        wrt=("K", "stiffness"),
    ),
    Program(
        schroedinger_split, (signed(5), signed(5, start=1), signed(5), 0.1, 3), wrt=(0, 1, 2, 3)
    ),
    Program(boids, (signed(4, 2), signed(4, 2, start=1), 1.5), wrt=("velocity",)),
    Program(distance_matrix, (signed(3, 2), 2.0 + signed(4, 2, start=1)), wrt=(0, 1)),
    Program(distance_matrix_expanded, (signed(3, 2), signed(4, 2, start=1)), wrt=(0, 1)),
]

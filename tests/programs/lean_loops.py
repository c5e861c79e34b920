"""Loops over grids whose adjoints keep and copy little: each proof that they may must hold."""

import numpy as np

from tests.programs.case import Program, positive, signed


def two_species(u, w, feed, kill, steps):
    """Each field is stored between two reads of the other."""
    for _ in range(steps):
        bend_u = u[:-2] - 2 * u[1:-1] + u[2:]
        bend_w = w[:-2] - 2 * w[1:-1] + w[2:]
        reaction = u[1:-1] * w[1:-1] ** 2
        u[1:-1] += 0.2 * bend_u - reaction + feed * (1 - u[1:-1])
        w[1:-1] += 0.1 * bend_w + reaction - (feed + kill) * w[1:-1]
    return np.sum(w * w) + np.sum(u)


def two_species_in_one_array(x, feed, steps):
    u, w = x[:5], x[3:]
    for _ in range(steps):
        reaction = u[1:-1] * w[1:-1] ** 2
        u[1:-1] += feed * (1 - u[1:-1]) - reaction
        w[1:-1] += reaction - feed * w[1:-1] * w[2:]
    return np.sum(x**3)


def read_after_it_was_stored(u, k, steps):
    for _ in range(steps):
        inner = u[1:-1] * k
        u[1:-1] = inner * u[2:]
        u[:-2] += inner * u[1:-1]
    return np.sum(u * u)


def moved_over_itself(u, k, steps):
    for _ in range(steps):
        u[1:] = u[:-1]
        u[:-1] = k * u[1:] * u[:-1]
    return np.sum(u**3)


def of_fluxes(u, dt, steps):
    """A flux is made, in each pass, of one array, and read through its ends."""
    for _ in range(steps):
        f = 0.5 * u**2
        flux = 0.5 * (f[1:] + f[:-1]) - dt * (u[1:] - u[:-1])
        u = u.copy()
        u[1:-1] -= dt * (flux[1:] - flux[:-1])
    return np.sum(u**2)


def of_fluxes_of_columns(u, dt, steps):
    for _ in range(steps):
        flux = u[1:] ** 2 - u[:-1, :]
        u = u - dt * np.sum(flux[1:, 1:] - flux[:-1, 1:])
    return np.sum(u**2)


def of_shorter_arrays(u, steps):
    for _ in range(steps):
        flux = u[1:] * u[:-1]
        u = flux[1:] - 0.1 * flux[:-1]
    return np.sum(u**2)


def leapfrog(before, now, steps):
    """The new array, stored into, is the one of the next pass; two adjoints are exchanged."""
    for _ in range(steps):
        new = 2 * now - before
        new[1:-1] += 0.1 * (now[2:] - 2 * now[1:-1] + now[:-2])
        new[0] = new[-1] = 0.0
        before, now = now, new
    return np.sum(now**2) + np.sum(before)


def three_arrays_in_turns(a, b, c, steps):
    for _ in range(steps):
        new = a - np.sin(c)
        new[0] *= b[0]
        a, b, c = b, c, new
    return np.sum(a * b * c)


def an_array_kept_aside(u, v, steps):
    """What is taken off is stored into before it is read again."""
    kept = v
    for _ in range(steps):
        new = u - v
        new[0] = kept[0] * u[1]
        kept, u, v = u, v, new
    return np.sum(u * v) + np.sum(kept**2)


def species_that_react(u, v, f, k, steps):
    """Each stored adjoint is a multiple of itself by numbers and literals."""
    for _ in range(steps):
        inner, other = u[1:-1], v[1:-1]
        spread = u[2:] + u[:-2] - 2 * u[1:-1]
        eaten = inner * other * other
        u[1:-1] = inner + 0.16 * spread - eaten + f * (1 - inner)
        v[1:-1] = other + eaten - (f + k) * other
    return np.mean(v**2) + np.sum(u**2)


def decays_at_two_rates(x, f, k, steps):
    for _ in range(steps):
        x = x - f * x + np.sin(k * x) - k * x
    return np.sum(x**2)


U, W = positive(7), positive(7, start=3)
PROGRAMS = [
    Program(two_species, (U, W, 0.04, 0.06, 3), wrt=(0, 1, 2, 3)),
    Program(two_species, (U[:3], W[:3], 0.04, 0.06, 2), wrt=(0, 1), name="two_species_three_cells"),
    Program(two_species_in_one_array, (0.4 * positive(8), 0.3, 3), wrt=(0, 1)),
    Program(read_after_it_was_stored, (U, 0.6, 2), wrt=(0, 1)),
    Program(moved_over_itself, (U, 0.6, 2), wrt=(0, 1)),
    Program(of_fluxes, (signed(7), 0.2, 3), wrt=(0, 1)),
    Program(of_fluxes, (signed(2), 0.2, 3), wrt=(0, 1), name="of_one_flux"),
    Program(of_fluxes, (signed(1), 0.2, 3), wrt=(0, 1), name="of_no_flux"),
    Program(of_fluxes, (signed(7), 0.2, 0), wrt=(0, 1), name="of_fluxes_in_no_pass"),
    Program(of_fluxes_of_columns, (signed(6, 3), 0.2, 3), wrt=(0, 1)),
    Program(of_shorter_arrays, (signed(9), 3)),
    Program(leapfrog, (signed(6), W[:6], 3), wrt=(0, 1)),
    Program(leapfrog, (signed(5, 3), positive(5, 3), 3), wrt=(0, 1), name="leapfrog_of_rows"),
    Program(leapfrog, (signed(6), W[:6], 0), wrt=(0, 1), name="leapfrog_in_no_pass"),
    Program(three_arrays_in_turns, (U, W, signed(7), 4), wrt=(0, 1, 2)),
    Program(an_array_kept_aside, (signed(6), W[:6], 4), wrt=(0, 1)),
    Program(species_that_react, (signed(6), signed(6, start=2), 0.3, 0.2, 3), wrt=(0, 1, 2, 3)),
    Program(species_that_react, (signed(6), signed(6, start=2), 0.3, 0.2, 0), name="no_reaction"),
    Program(decays_at_two_rates, (signed(4), 0.3, 0.2, 3), wrt=(0, 1, 2)),
]

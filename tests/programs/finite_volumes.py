"""Conservation laws by finite volumes: fluxes that are chosen, states that are copied."""

import numpy as np

from tests.programs.case import Program, positive


def two_wave_flux(density, speed, sound, steps):
    """Isothermal gas; the flux between waves that run to both sides (Harten, Lax, van Leer)."""
    for _ in range(steps):
        momentum = density * speed
        pressure = momentum * speed + sound * sound * density
        left = np.minimum(speed[:-1], speed[1:]) - sound
        right = np.maximum(speed[:-1], speed[1:]) + sound
        fluxes = []
        for content, flux in ((density, momentum), (momentum, pressure)):
            between = right * flux[:-1] - left * flux[1:]
            between = between + left * right * (content[1:] - content[:-1])
            supersonic = np.where(right < 0, flux[1:], between / (right - left))
            fluxes.append(np.where(left > 0, flux[:-1], supersonic))
        density = density.copy()
        momentum = momentum.copy()
        density[1:-1] -= 0.1 * (fluxes[0][1:] - fluxes[0][:-1])
        momentum[1:-1] -= 0.1 * (fluxes[1][1:] - fluxes[1][:-1])
        speed = momentum / density
    return np.sum(density * speed * speed)


def local_waves(state, gamma, steps):
    """Gas dynamics, flux of Rusanov; the state is copied, and then changed, in each step."""
    for _ in range(steps):
        density, momentum, energy = state
        speed = momentum / density
        pressure = (gamma - 1) * (energy - 0.5 * density * speed**2)
        flux = np.array([momentum, momentum * speed + pressure, (energy + pressure) * speed])
        fastest = np.max(np.abs(speed) + np.sqrt(gamma * pressure / density))
        jump = 0.5 * fastest * (state[:, 1:] - state[:, :-1])
        between = 0.5 * (flux[:, 1:] + flux[:, :-1]) - jump
        state = state.copy()
        state[:, 1:-1] -= 0.1 / fastest * (between[:, 1:] - between[:, :-1])
    return np.sum(state[0] ** 2)


GAS = np.stack([positive(6), 0.3 * positive(6), 2 + positive(6)])
PROGRAMS = [
    Program(two_wave_flux, (1 + positive(7), positive(7), 0.4, 2), wrt=(0, 1, 2)),
    Program(two_wave_flux, (1 + positive(5), positive(5) - 1, 1.4, 1), wrt=(0, 1), name="subsonic"),
    Program(local_waves, (GAS, 1.4, 2), wrt=(0, 1)),
]

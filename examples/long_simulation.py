"""The gradient of a simulation of 100,000 steps, in 64 kilobytes of memory.

A pendulum swings with friction. How far it has come after 100,000 steps depends on friction and
length; their gradient goes back through all steps. Instead of every one of them the forward sweep
keeps as many as fit into a budget, and the reverse sweep runs the others again.
"""

import tracemalloc

import numpy as np

from srcgrad import checkpoint, grad

STEPS = 100_000
BUDGET = 32 * 1024  # bytes, for the states that are kept
ROOM = 64 * 1024  # bytes, for all that the call allocates


def swing(friction, length, steps):
    """The angle after so many steps of the symplectic Euler method."""
    angle, speed, dt = 1.0, 0.0, 1e-3
    for _ in checkpoint(range(steps), memory=BUDGET):
        speed = speed - dt * (9.81 / length * np.sin(angle) + friction * speed)
        angle = angle + dt * speed
    return angle


gradient = grad(swing, wrt=("friction", "length"))
gradient(0.02, 1.0, 10)  # compiled before memory is counted

tracemalloc.start()
angle, (by_friction, by_length) = gradient(0.02, 1.0, STEPS)
_, peak = tracemalloc.get_traced_memory()
tracemalloc.stop()

h = 1e-6
difference = (swing(0.02, 1.0 + h, STEPS) - swing(0.02, 1.0 - h, STEPS)) / (2 * h)

print(f"angle after {STEPS} steps   {angle:.6f}")
print(f"by friction, by length      {by_friction:.6f}, {by_length:.6f}")
print(f"by length, by differences   {difference:.6f}")
print(f"memory                      {'within' if peak < ROOM else 'over'} {ROOM // 1024} kB")
assert peak < ROOM
assert np.isclose(by_length, difference, rtol=1e-5)

"""How long must a pendulum be to beat seconds? A gradient through a `while` loop.

The loop ends when the pendulum passes its lowest point: how many passes it makes depends on the
length. The reverse sweep goes through exactly as many.
"""

import math

from srcgrad import check_grads, grad

GRAVITY = 9.81  # m / s^2
STEP = 1e-3  # s


@grad
def quarter_period(length, angle):
    """Seconds from the release at `angle` (radians) to the lowest point; `length` in metres."""
    theta = angle
    omega = -0.5 * STEP * GRAVITY / length * math.sin(theta)
    time = 0.0
    while theta > 0.0:
        theta += STEP * omega
        omega -= STEP * GRAVITY / length * math.sin(theta)
        time += STEP
    return time - theta / omega  # the last step went a little too far


angle = 0.5
seconds, slope = quarter_period(1.0, angle)
print(f"length 1 m: quarter period {seconds:.5f} s, derivative {slope:.5f} s/m")
check_grads(quarter_period, (1.0, angle), rtol=1e-5)

# The period grows with the square root of the length, so its derivative is period / (2 length).
assert math.isclose(slope, seconds / 2, rel_tol=1e-3)

# Newton's method: half a period of one second is a quarter period of half a second.
length = 1.0
for iteration in range(6):
    seconds, slope = quarter_period(length, angle)
    print(f"iteration {iteration}: length {length:.6f} m, quarter period {seconds:.6f} s")
    length -= (seconds - 0.5) / slope

# The exact quarter period of a pendulum, by the arithmetic-geometric mean.
a, b = 1.0, math.cos(angle / 2)
for _ in range(5):
    a, b = (a + b) / 2, math.sqrt(a * b)
exact = (0.5 * 2 * a / math.pi) ** 2 * GRAVITY
print(f"length of the seconds pendulum: {length:.6f} m (exact: {exact:.6f} m)")
assert math.isclose(length, exact, rel_tol=1e-4)

"""Programs that simulate, price or fit, and their adjoints by hand."""

import math

import numpy as np


def right_side(state, length, damping):
    """A damped pendulum."""
    return np.array([state[1], -9.81 / length * np.sin(state[0]) - damping * state[1]])


def runge_kutta(state, length, damping, steps):
    h = 0.01
    for _ in range(steps):
        k1 = right_side(state, length, damping)
        k2 = right_side(state + 0.5 * h * k1, length, damping)
        k3 = right_side(state + 0.5 * h * k2, length, damping)
        k4 = right_side(state + h * k3, length, damping)
        state = state + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
    return state[0] ** 2 + 0.1 * state[1] ** 2


def runge_kutta_by_hand(state, length, damping, steps, seed=1.0):
    h = 0.01
    tape = []
    for _ in range(steps):
        k1 = right_side(state, length, damping)
        s2 = state + 0.5 * h * k1
        k2 = right_side(s2, length, damping)
        s3 = state + 0.5 * h * k2
        k3 = right_side(s3, length, damping)
        s4 = state + h * k3
        k4 = right_side(s4, length, damping)
        tape.append((state, s2, s3, s4))
        state = state + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
    value = state[0] ** 2 + 0.1 * state[1] ** 2
    state_bar = np.array([2 * seed * state[0], 0.2 * seed * state[1]])
    length_bar = damping_bar = 0.0
    force = -9.81 / length
    for _ in range(steps):
        points = tape.pop()
        t = h / 6.0 * state_bar
        k_bars = [t, 2.0 * t, 2.0 * t, t]
        weights = (0.0, 0.5 * h, 0.5 * h, h)
        for stage in (3, 2, 1, 0):
            angle, speed = points[stage]
            first, second = k_bars[stage]
            damping_bar -= second * speed
            length_bar -= second * force * np.sin(angle) / length
            s_bar = np.array([second * force * np.cos(angle), first - damping * second])
            state_bar = state_bar + s_bar
            if stage:
                k_bars[stage - 1] = k_bars[stage - 1] + weights[stage] * s_bar
    return value, (state_bar, float(length_bar), float(damping_bar))


def bodies(places, speeds, masses, dt, steps):
    """Bodies that attract one another."""
    for _ in range(steps):
        apart = places[:, None, :] - places[None, :, :]
        squares = np.sum(apart * apart, axis=2) + 0.01
        pull = masses[None, :] / (squares * np.sqrt(squares))
        speeds = speeds - dt * np.sum(pull[:, :, None] * apart, axis=1)
        places = places + dt * speeds
    return np.sum(places * places)


def bodies_by_hand(places, speeds, masses, dt, steps, seed=1.0):
    tape = []
    for _ in range(steps):
        apart = places[:, None, :] - places[None, :, :]
        squares = np.sum(apart * apart, axis=2) + 0.01
        inverse = 1.0 / (squares * np.sqrt(squares))
        pull = masses[None, :] * inverse
        tape.append((apart, squares, inverse, pull))
        speeds = speeds - dt * np.sum(pull[:, :, None] * apart, axis=1)
        places = places + dt * speeds
    value = np.sum(places * places)
    places_bar = (2 * seed) * places
    speeds_bar, masses_bar = np.zeros_like(speeds), np.zeros_like(masses)
    for _ in range(steps):
        apart, squares, inverse, pull = tape.pop()
        speeds_bar = speeds_bar + dt * places_bar
        t = -dt * speeds_bar[:, None, :]
        pull_bar = np.sum(t * apart, axis=2)
        masses_bar += np.sum(pull_bar * inverse, axis=0)
        squares_bar = -1.5 * pull_bar * pull / squares
        apart_bar = pull[:, :, None] * t + (2 * squares_bar)[:, :, None] * apart
        places_bar = places_bar + np.sum(apart_bar, axis=1) - np.sum(apart_bar, axis=0)
    return value, (places_bar, speeds_bar, masses_bar)


def black_scholes(spot, strike, rate, sigma, maturity):
    """The price of an option."""
    width = sigma * math.sqrt(maturity)
    d1 = (math.log(spot / strike) + (rate + 0.5 * sigma**2) * maturity) / width
    d2 = d1 - width
    n1 = 0.5 * (1.0 + math.erf(d1 / math.sqrt(2.0)))
    n2 = 0.5 * (1.0 + math.erf(d2 / math.sqrt(2.0)))
    return spot * n1 - strike * math.exp(-rate * maturity) * n2


def black_scholes_by_hand(spot, strike, rate, sigma, maturity, seed=1.0):
    root = math.sqrt(maturity)
    width = sigma * root
    drift = rate + 0.5 * sigma**2
    d1 = (math.log(spot / strike) + drift * maturity) / width
    d2 = d1 - width
    n1 = 0.5 * (1.0 + math.erf(d1 / math.sqrt(2.0)))
    n2 = 0.5 * (1.0 + math.erf(d2 / math.sqrt(2.0)))
    discount = math.exp(-rate * maturity)
    paid = strike * discount
    value = spot * n1 - paid * n2
    density = 1.0 / math.sqrt(2.0 * math.pi)
    d1_bar = seed * spot * density * math.exp(-0.5 * d1 * d1)
    d2_bar = -seed * paid * density * math.exp(-0.5 * d2 * d2)
    d1_bar += d2_bar
    t = d1_bar / width
    width_bar = -d2_bar - t * d1
    paid_bar = -seed * n2
    spot_bar = seed * n1 + t / spot
    strike_bar = paid_bar * discount - t / strike
    rate_bar = t * maturity - paid_bar * paid * maturity
    sigma_bar = t * maturity * sigma + width_bar * root
    maturity_bar = t * drift - paid_bar * paid * rate + width_bar * sigma * 0.5 / root
    return value, (spot_bar, strike_bar, rate_bar, sigma_bar, maturity_bar)


def cross(a, b):
    return np.array(
        [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
    )


def bundle(cameras, points, pairs, measured):
    """Bundle adjustment: rotation, shift, focal length and distortion of each camera."""
    cost = 0.0
    for k in range(len(pairs)):
        camera, point = cameras[pairs[k, 0]], points[pairs[k, 1]]
        angle = np.sqrt(camera[:3] @ camera[:3])
        axis = camera[:3] / angle
        moved = (
            np.cos(angle) * point
            + np.sin(angle) * cross(axis, point)
            + (1.0 - np.cos(angle)) * (axis @ point) * axis
            + camera[3:6]
        )
        flat = moved[:2] / moved[2]
        radius = flat @ flat
        error = camera[6] * (1.0 + camera[7] * radius) * flat - measured[k]
        cost += error @ error
    return cost


def bundle_by_hand(cameras, points, pairs, measured, seed=1.0):
    cost = 0.0
    cameras_bar, points_bar = np.zeros_like(cameras), np.zeros_like(points)
    for k in range(len(pairs)):  # each measurement is independent: its adjoint follows at once
        camera, point = cameras[pairs[k, 0]], points[pairs[k, 1]]
        angle = np.sqrt(camera[:3] @ camera[:3])
        axis = camera[:3] / angle
        c, s = np.cos(angle), np.sin(angle)
        turned = cross(axis, point)
        along = axis @ point
        moved = c * point + s * turned + (1.0 - c) * along * axis + camera[3:6]
        flat = moved[:2] / moved[2]
        radius = flat @ flat
        scale = 1.0 + camera[7] * radius
        error = camera[6] * scale * flat - measured[k]
        cost += error @ error
        error_bar = (2 * seed) * error
        along_flat = error_bar @ flat
        scale_bar = camera[6] * along_flat
        flat_bar = camera[6] * scale * error_bar + (2 * scale_bar * camera[7]) * flat
        moved_bar = np.empty(3)
        moved_bar[:2] = flat_bar / moved[2]
        moved_bar[2] = -(moved_bar[:2] @ flat)
        bent = moved_bar @ axis
        axis_bar = s * cross(point, moved_bar) + ((1.0 - c) * bent) * point
        axis_bar += ((1.0 - c) * along) * moved_bar
        angle_bar = -s * (moved_bar @ point) + c * (moved_bar @ turned) + s * along * bent
        camera_bar = cameras_bar[pairs[k, 0]]
        camera_bar[:3] += (angle_bar - (axis_bar @ axis) / angle) * axis + axis_bar / angle
        camera_bar[3:6] += moved_bar
        camera_bar[6] += scale * along_flat
        camera_bar[7] += scale_bar * radius
        point_bar = c * moved_bar + s * cross(moved_bar, axis) + ((1.0 - c) * bent) * axis
        points_bar[pairs[k, 1]] += point_bar
    return cost, (cameras_bar, points_bar)

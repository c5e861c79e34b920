"""Programs of statistics and learning, and their adjoints by hand."""

import numpy as np


def perceptron(w1, b1, w2, b2, x, y):
    """Two layers."""
    h = np.tanh(x @ w1 + b1)
    return np.mean((h @ w2 + b2 - y) ** 2)


def perceptron_by_hand(w1, b1, w2, b2, x, y, seed=1.0):
    h = np.tanh(x @ w1 + b1)
    d = h @ w2 + b2 - y
    value = np.mean(d**2)
    d_bar = (2 * seed / d.size) * d
    h_bar = d_bar @ w2.T
    h_bar *= 1 - h * h
    return value, (x.T @ h_bar, np.sum(h_bar, axis=0), h.T @ d_bar, np.sum(d_bar, axis=0))


def softmax(w, x, labels):
    """Cross entropy of a linear classifier."""
    scores = x @ w
    scores = scores - np.max(scores, axis=1, keepdims=True)
    logs = scores - np.log(np.sum(np.exp(scores), axis=1, keepdims=True))
    return -np.mean(logs[np.arange(len(labels)), labels])


def softmax_by_hand(w, x, labels, seed=1.0):
    scores = x @ w
    scores = scores - np.max(scores, axis=1, keepdims=True)
    shares = np.exp(scores)
    sums = np.sum(shares, axis=1, keepdims=True)
    logs = scores - np.log(sums)
    places = np.arange(len(labels)), labels
    value = -np.mean(logs[places])
    shares /= sums
    shares[places] -= 1.0
    shares *= seed / len(labels)
    return value, x.T @ shares


def convolution(image, weights):
    """Images by height, width and channels, with a loop over the places of the window."""
    size = weights.shape[0]
    height, width = image.shape[1] - size + 1, image.shape[2] - size + 1
    out = np.empty((image.shape[0], height, width, weights.shape[3]))
    for i in range(height):
        for j in range(width):
            out[:, i, j, :] = np.sum(
                image[:, i : i + size, j : j + size, :, None] * weights[None, :, :, :],
                axis=(1, 2, 3),
            )
    return np.sum(out * out)


def convolution_by_hand(image, weights, seed=1.0):
    size = weights.shape[0]
    height, width = image.shape[1] - size + 1, image.shape[2] - size + 1
    out = np.empty((image.shape[0], height, width, weights.shape[3]))
    for i in range(height):
        for j in range(width):
            out[:, i, j, :] = np.sum(
                image[:, i : i + size, j : j + size, :, None] * weights[None, :, :, :],
                axis=(1, 2, 3),
            )
    value = np.sum(out * out)
    out_bar = (2 * seed) * out
    image_bar, weights_bar = np.zeros_like(image), np.zeros_like(weights)
    for i in range(height):
        for j in range(width):
            t = out_bar[:, None, None, None, i, j, :]
            part = image[:, i : i + size, j : j + size, :, None]
            image_bar[:, i : i + size, j : j + size, :] += np.sum(t * weights, axis=4)
            weights_bar += np.sum(t * part, axis=0)
    return value, (image_bar, weights_bar)


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def lstm(w, b, xs):
    """A recurrent network over a sequence."""
    n = len(b) // 4
    h, c = np.zeros(n), np.zeros(n)
    total = 0.0
    for k in range(len(xs)):
        z = w @ np.concatenate((xs[k], h)) + b
        i, f, o = sigmoid(z[:n]), sigmoid(z[n : 2 * n]), sigmoid(z[2 * n : 3 * n])
        c = f * c + i * np.tanh(z[3 * n :])
        h = o * np.tanh(c)
        total += np.sum(h * h)
    return total


def lstm_by_hand(w, b, xs, seed=1.0):
    n = len(b) // 4
    h, c = np.zeros(n), np.zeros(n)
    total = 0.0
    tape = []
    for k in range(len(xs)):
        joined = np.concatenate((xs[k], h))
        z = w @ joined + b
        i, f, o = sigmoid(z[:n]), sigmoid(z[n : 2 * n]), sigmoid(z[2 * n : 3 * n])
        g = np.tanh(z[3 * n :])
        before = c
        c = f * c + i * g
        t = np.tanh(c)
        h = o * t
        tape.append((joined, i, f, o, g, before, t, h))
        total += np.sum(h * h)
    w_bar, b_bar = np.zeros_like(w), np.zeros_like(b)
    h_bar, c_bar = np.zeros(n), np.zeros(n)
    z_bar = np.empty_like(b)
    for k in range(len(xs) - 1, -1, -1):
        joined, i, f, o, g, before, t, h = tape.pop()
        h_bar = h_bar + (2 * seed) * h
        c_bar = c_bar + h_bar * o * (1 - t * t)
        z_bar[:n] = c_bar * g * i * (1 - i)
        z_bar[n : 2 * n] = c_bar * before * f * (1 - f)
        z_bar[2 * n : 3 * n] = h_bar * t * o * (1 - o)
        z_bar[3 * n :] = c_bar * i * (1 - g * g)
        w_bar += np.outer(z_bar, joined)
        b_bar += z_bar
        h_bar = (z_bar @ w)[len(xs[k]) :]
        c_bar = c_bar * f
    return total, (w_bar, b_bar)


def clusters(centres, points):
    """The cost of k-means."""
    squares = np.sum((points[:, None, :] - centres) ** 2, axis=2)
    return np.sum(np.min(squares, axis=1))


def clusters_by_hand(centres, points, seed=1.0):
    squares = np.sum((points[:, None, :] - centres) ** 2, axis=2)
    nearest = np.argmin(squares, axis=1)
    value = np.sum(np.min(squares, axis=1))
    centres_bar = np.zeros_like(centres)
    np.add.at(centres_bar, nearest, (2 * seed) * (centres[nearest] - points))
    return value, centres_bar


def logistic(w, b, x, y):
    """Logistic regression with labels -1 and 1."""
    z = y * (x @ w + b)
    return np.mean(np.log1p(np.exp(-z))) + 0.05 * np.sum(w * w)


def logistic_by_hand(w, b, x, y, seed=1.0):
    z = y * (x @ w + b)
    e = np.exp(-z)
    value = np.mean(np.log1p(e)) + 0.05 * np.sum(w * w)
    t = e / (1.0 + e)
    t *= y
    t *= -seed / len(y)
    return value, (t @ x + (0.1 * seed) * w, float(np.sum(t)))


def kalman(f, h, q, r, x, p, measurements):
    """The likelihood of measurements under a linear model."""
    likelihood = 0.0
    for k in range(len(measurements)):
        x = f @ x
        p = f @ p @ f.T + q
        innovation = measurements[k] - h @ x
        s = h @ p @ h + r
        gain = p @ h / s
        x = x + gain * innovation
        p = p - np.outer(gain, h @ p)
        likelihood -= 0.5 * (np.log(s) + innovation * innovation / s)
    return likelihood


def kalman_by_hand(f, h, q, r, x, p, measurements, seed=1.0):
    likelihood = 0.0
    tape = []
    for k in range(len(measurements)):
        x0, p0 = x, p
        x1 = f @ x
        p1 = f @ p @ f.T + q
        innovation = measurements[k] - h @ x1
        ph, hp = p1 @ h, h @ p1
        s = h @ ph + r
        gain = ph / s
        x = x1 + gain * innovation
        p = p1 - np.outer(gain, hp)
        likelihood -= 0.5 * (np.log(s) + innovation * innovation / s)
        tape.append((x0, p0, p1, innovation, hp, s, gain))
    f_bar, q_bar, h_bar = np.zeros_like(f), np.zeros_like(q), np.zeros_like(h)
    r_bar = 0.0
    x_bar, p_bar = np.zeros_like(x), np.zeros_like(p)
    for _ in range(len(measurements)):
        x0, p0, p1, innovation, hp, s, gain = tape.pop()
        ratio = innovation / s
        s_bar = -0.5 * seed * (1.0 / s - ratio * ratio)
        gain_bar = x_bar * innovation - p_bar @ hp
        hp_bar = -(gain @ p_bar)
        innovation_bar = x_bar @ gain - seed * ratio
        ph_bar = gain_bar / s
        s_bar -= ph_bar @ gain
        r_bar += s_bar
        ph_bar = ph_bar + s_bar * h
        h_bar += s_bar * (gain * s) + p1.T @ ph_bar + p1 @ hp_bar - innovation_bar * (f @ x0)
        p_bar = p_bar + np.outer(ph_bar, h) + np.outer(h, hp_bar)
        x_bar = x_bar - innovation_bar * h
        q_bar += p_bar
        f_bar += p_bar @ f @ p0.T + p_bar.T @ f @ p0 + np.outer(x_bar, x0)
        p_bar = f.T @ p_bar @ f
        x_bar = f.T @ x_bar
    return likelihood, (f_bar, h_bar, q_bar, float(r_bar))

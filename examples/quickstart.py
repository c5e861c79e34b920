"""The main job: differentiate plain NumPy code, read the adjoint, check it, fit a model with it."""

import csv
from pathlib import Path

import numpy as np

from srcgrad import check_grads, grad


# 1. A scalar output: the value and the gradient in one call.
@grad
def z(x):
    y = x**2 + 2
    return np.sum(y)


x = np.array([1.0, 2.0, 3.0])
value, x_bar = z(x)
print(f"z = {value}, gradient = {x_bar}")
assert value == 20.0
assert np.array_equal(x_bar, [2.0, 4.0, 6.0])

print("\nThe code that just ran:\n")
print(z.adjoint_source)
check_grads(z, (x,))


# 2. A vector output: a seed v = dA/dy turns the Jacobian J = dy/dx into dA/dx = v J.
@grad
def shifted_square(x):
    return x**2 + 2


v = np.array([1.0, 0.5, -2.0])
y, v_times_j = shifted_square(x, seed=v)
jacobian = np.array([shifted_square(x, seed=row)[1] for row in np.eye(3)])
print(f"y = {y}\nJ =\n{jacobian}\nv = {v}\nv J = {v_times_j}")
assert np.array_equal(jacobian, np.diag(2 * x))
assert np.array_equal(v_times_j, v @ jacobian)


# 3. A model: logistic regression on Fisher's iris data, trained by gradient descent.
def load_iris():
    with open(Path(__file__).parent / "data" / "iris.csv", newline="") as file:
        _, *rows = csv.reader(file)
    features = np.array([[float(entry) for entry in row[:-1]] for row in rows])
    species = sorted({row[-1] for row in rows})
    labels = np.array([species.index(row[-1]) for row in rows])
    return (features - features.mean(axis=0)) / features.std(axis=0), labels


def scores(params, features):
    return features @ params["weights"] + params["offsets"]


@grad
def loss(params, features, targets):
    """Cross entropy of the softmax of the scores, per flower."""
    s = scores(params, features)
    return np.mean(np.log(np.sum(np.exp(s), axis=1)) - np.sum(s * targets, axis=1))


features, labels = load_iris()
targets = np.eye(3)[labels]
params = {"weights": np.zeros((4, 3)), "offsets": np.zeros(3)}
check_grads(loss, (params, features, targets))
print()
for step in range(501):
    value, params_bar = loss(params, features, targets)
    if step % 100 == 0:
        accuracy = np.mean(np.argmax(scores(params, features), axis=1) == labels)
        print(f"step {step:3d}: loss {value:.4f}, accuracy {accuracy:.3f}")
    params = {name: params[name] - params_bar[name] for name in params}

assert value < 0.07
assert accuracy > 0.97

"""A small problem whose answer is known: a line through noisy points, by gradient descent with momentum.

Which points a step looks at follows from its number, and what it leaves follows from all steps before: a run that goes on from an
older weight, a forgotten momentum or another place in the data ends with another loss. The workers share each step's points, so the
loss is the same for 1, 2 or 4 of them.
"""
import os

import numpy

STEPS = int(os.environ.get("STEPS", "100"))
# What a step of real training takes; without it there is no time to break anything.
STEP_SECONDS = float(os.environ.get("STEP_SECONDS", "0.2"))
POINTS, WIDTH, BATCH = 240, 6, 24
RATE, MOMENTUM = 0.02, 0.9

random = numpy.random.Generator(numpy.random.PCG64(7))
X = random.normal(size=(POINTS, WIDTH))
Y = X @ numpy.arange(1, WIDTH + 1, dtype=float)[:, None] + random.normal(scale=0.5, size=(POINTS, 1))


def batch(step, rank, workers):
    """A worker's share of the points of a step, which must be as large as every other's."""
    assert BATCH % workers == 0, f"{workers} workers can't share {BATCH} points"
    at = (step * BATCH + numpy.arange(rank, BATCH, workers)) % POINTS
    return X[at], Y[at]


def loss(weights):
    """Over all points."""
    return float(numpy.mean((X @ numpy.asarray(weights).reshape(WIDTH, 1) - Y) ** 2))


def expected(steps=STEPS):
    """The loss that a run of so many steps ends with, computed without any framework."""
    weights, velocity = numpy.zeros((WIDTH, 1)), numpy.zeros((WIDTH, 1))
    for step in range(steps):
        x, y = batch(step, 0, 1)
        gradient = 2 * x.T @ (x @ weights - y) / len(x)
        velocity = MOMENTUM * velocity + gradient
        weights = weights - RATE * velocity
    return loss(weights)


if __name__ == "__main__":
    print(expected())

"""Toys of a workspace with one region, normfactor mu on the signal and one normsys on each sample: conditional and free
fit for many toys at once, in numpy.

    python toys_numpy.py workspace.json sigma_signal sigma_background mu true parameters

Prints toys a second and the mean of q, as JSON."""
import json
import sys
import time

import numpy as np

TOYS = 2000
STEPS = 12


def code4(high, low):
    """Coefficients of HistFactory's interpolation code 4, and the logarithms of its ends."""
    lh, ll = np.log(high), np.log(low)
    v = np.array([high - 1, low - 1, high * lh, -low * ll, high * lh**2, low * ll**2])
    rows = [
        [15, -15, -7, -7, 1, -1],
        [24, 24, -9, 9, 1, 1],
        [-10, 10, 10, 10, -2, 2],
        [-24, -24, 14, -14, -2, -2],
        [3, -3, -3, -3, 1, -1],
        [8, 8, -5, 5, 1, 1],
    ]
    return np.array(rows) @ v / 16, lh, ll


def factor(alpha, coefficients):
    c, lh, ll = coefficients
    x = np.clip(alpha, -1, 1)
    value = np.ones_like(x)
    slope = np.zeros_like(x)
    for i in range(6):
        value += c[i] * x ** (i + 1)
        slope += (i + 1) * c[i] * x**i
    rate = np.where(alpha > 0, lh, -ll)
    outside = np.exp(rate * alpha)
    inside = np.abs(alpha) < 1
    return np.where(inside, value, outside), np.where(inside, slope, rate * outside)


def model(path):
    with open(path) as file:
        (channel,) = json.load(file)["channels"]
    by_name = {}
    for sample in channel["samples"]:
        normsys = next(m["data"] for m in sample["modifiers"] if m["type"] == "normsys")
        is_signal = any(m["type"] == "normfactor" for m in sample["modifiers"])
        by_name[is_signal] = np.array(sample["data"]), code4(normsys["hi"], normsys["lo"])
    return by_name[True], by_name[False]


def rates(theta, parts):
    (signal, on_signal), (background, on_background) = parts
    fs, ds = factor(theta[:, 1], on_signal)
    fb, db = factor(theta[:, 2], on_background)
    mu = theta[:, :1]
    rate = mu * fs[:, None] * signal + fb[:, None] * background
    jacobian = np.stack(
        [fs[:, None] * signal, mu * ds[:, None] * signal, db[:, None] * background], axis=1
    )
    return np.maximum(rate, 1e-12), jacobian


def value(n, aux, theta, parts):
    rate, _ = rates(theta, parts)
    return (rate - n * np.log(rate)).sum(1) + 0.5 * ((theta[:, 1:] - aux) ** 2).sum(1)


def fit(n, aux, theta, parts, free_mu):
    for _ in range(STEPS):
        rate, jacobian = rates(theta, parts)
        gradient = np.einsum("tb,tpb->tp", 1 - n / rate, jacobian)
        gradient[:, 1:] += theta[:, 1:] - aux
        hessian = np.einsum("tpb,tb,tqb->tpq", jacobian, n / rate**2, jacobian)
        hessian[:, [1, 2], [1, 2]] += 1
        held = np.full(len(n), not free_mu) | ((theta[:, 0] <= 0) & (gradient[:, 0] >= 0))
        gradient[held, 0] = 0
        hessian[held, 0, :] = 0
        hessian[held, :, 0] = 0
        hessian[held, 0, 0] = 1
        theta = theta - np.linalg.solve(hessian, gradient[:, :, None])[:, :, 0]
        theta[:, 0] = np.clip(theta[:, 0], 0, 10)
        theta[:, 1:] = np.clip(theta[:, 1:], -5, 5)
    return theta


def main():
    parts = model(sys.argv[1])
    truth = np.array([float(word) for word in sys.argv[2:5]])
    random = np.random.default_rng(1)
    start = np.tile(truth, (TOYS, 1))
    best, ratios = 0.0, []
    for _ in range(3):
        begin = time.perf_counter()
        n = random.poisson(rates(start[:1], parts)[0], (TOYS, len(parts[0][0])))
        aux = truth[1:] + random.normal(size=(TOYS, 2))
        held = fit(n, aux, start.copy(), parts, False)
        free = fit(n, aux, held.copy(), parts, True)
        q = 2 * (value(n, aux, held, parts) - value(n, aux, free, parts))
        best = max(best, TOYS / (time.perf_counter() - begin))
        ratios.append(q)
    q = np.concatenate(ratios)
    print(json.dumps({"toys_per_second": best, "mean_q": q.mean(), "error": q.std() / len(q) ** 0.5}))


main()

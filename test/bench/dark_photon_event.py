"""The dark-photon signal event e+ e- -> gamma A' in numpy, a yardstick of `npm run bench`: one thread, float64.

    python3 dark_photon_event.py parameters.json

Prints one line of JSON: the rate (best of the repetitions, at the best chunk size), the sums of weights (underflow,
bins, overflow) and the accepted events. `dark_photon_event.cpp` is the same event in C++ and single precision.
Energies in GeV, squared masses in GeV^2, angles in rad.
"""

import os

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"):
    os.environ[_variable] = "1"  # before numpy is imported

import json
import math
import sys
import time

import numpy as np

CHUNKS = (1 << 15, 1 << 16, 1 << 18, 1 << 20)
ROTATIONS = ((13, 15, 26, 6), (17, 29, 16, 24))


def threefry(key, events, stream):
    """Threefry2x32 with 20 rounds, counter (event, stream) (Salmon et al., doi:10.1145/2063384.2063405)."""
    k0, k1 = key
    keys = [np.uint32(k) for k in (k0, k1, 0x1BD11BDA ^ k0 ^ k1)]
    x0 = events + keys[0]
    x1 = np.full_like(events, (stream + k1) & 0xFFFFFFFF)
    spare = np.empty_like(events)
    for block in range(5):
        for bits in ROTATIONS[block % 2]:
            x0 += x1
            np.right_shift(x1, 32 - bits, out=spare)
            x1 <<= bits
            x1 |= spare
            x1 ^= x0
        x0 += keys[(block + 1) % 3]
        x1 += np.uint32((int(keys[(block + 2) % 3]) + block + 1) & 0xFFFFFFFF)
    return x0, x1


def uniform(words):
    """u = ((x >> 9) + 1/2) 2^-23."""
    u = (words >> 9).astype(np.float64)
    u += 0.5
    u *= 2.0**-23
    return u


def produce(u0, u1, p):
    """Lab energy, cos theta, cos phi and weight: y = artanh cos* is flat, weight = 1 - sin*^2 / A."""
    s, m2 = p["sqrtS"] ** 2, p["mass"] ** 2
    bx, bz, gamma = p["betaX"], p["betaZ"], p["gamma"]
    energy_star = (s - m2) / (2 * p["sqrtS"])
    a = 2 * (s * s + m2 * m2) / (s - m2) ** 2
    cos_star = np.tanh(p["yLow"] + u0 * (p["yHigh"] - p["yLow"]))
    sin2_star = 1 - cos_star * cos_star
    weight = 1 - sin2_star / a
    phi = 2 * math.pi * u1
    pt_star = energy_star * np.sqrt(sin2_star)
    px, py, pz = pt_star * np.cos(phi), pt_star * np.sin(phi), energy_star * cos_star
    # E = gamma (E* + beta.p*), p = p* + beta (gamma^2 / (gamma + 1) beta.p* + gamma E*)
    along = bx * px + bz * pz
    shift = gamma * gamma / (gamma + 1) * along + gamma * energy_star
    px += bx * shift
    pz += bz * shift
    energy = gamma * (energy_star + along)
    return energy, pz / energy, px / np.sqrt(px * px + py * py), weight


def crystal_ball(z, u, p):
    """Crystal Ball, tail low: x = n/alpha - alpha - n/alpha v^(-1/(n-1)) where z < -alpha or u < gate, else z."""
    alpha, n, gate = p["alpha"], p["n"], p["gate"]
    tail = np.flatnonzero((z < -alpha) | (u < gate))
    u = u[tail]
    v = np.where(u < gate, u / (gate or 1), (u - gate) / (1 - gate))
    x = z.copy()
    x[tail] = n / alpha - alpha - n / alpha * v ** (-1 / (n - 1))
    return x


def measure(photon, normals, u4, p):
    """Measured E*, cos theta and M^2 = s - 2 sqrt(s) E*'; nothing depends on the measured cos*, so it is left out."""
    energy, cos_theta, cos_phi = photon
    z1, z2 = normals
    energy_star = (p["sqrtS"] ** 2 - p["mass"] ** 2) / (2 * p["sqrtS"])
    root = np.sqrt(energy)
    # sigma_E / E = sqrt((a / E)^2 + (b / E^(1/4))^2 + c^2) + (q0 + q1 E*) / E*
    sigma = np.sqrt((p["a"] / energy) ** 2 + p["b"] ** 2 / root + p["c"] ** 2)
    sigma += (p["q0"] + p["q1"] * energy_star) / energy_star
    measured = energy * (1 + sigma * crystal_ball(z1, u4, p))
    # cos theta' = cos theta - sin theta sigma_theta z2, sigma_theta = t_a / sqrt(E) + t_c
    cos_theta = cos_theta - np.sqrt(1 - cos_theta * cos_theta) * (p["ta"] / root + p["tc"]) * z2
    np.clip(cos_theta, -1, 1, out=cos_theta)
    sin_theta = np.sqrt(1 - cos_theta * cos_theta)
    measured_star = p["gamma"] * measured * (1 - p["betaX"] * sin_theta * cos_phi - p["betaZ"] * cos_theta)
    return measured_star, cos_theta, p["sqrtS"] ** 2 - 2 * p["sqrtS"] * measured_star


def simulate(first, count, p):
    """Recoil mass squared and weight of the accepted among the events first ... first + count - 1."""
    key = (int(p["key0"]), int(p["key1"]))
    events = np.arange(first, first + count, dtype=np.uint32)
    u0, u1 = map(uniform, threefry(key, events, 0))
    u2, u3 = map(uniform, threefry(key, events, 1))
    u4 = uniform(threefry(key, events, 2)[0])
    *photon, weight = produce(u0, u1, p)
    radius, angle = np.sqrt(-2 * np.log(u2)), 2 * math.pi * u3  # Box-Muller
    energy_star, cos_theta, recoil = measure(photon, (radius * np.cos(angle), radius * np.sin(angle)), u4, p)
    accepted = (cos_theta >= p["cLow"]) & (cos_theta <= p["cHigh"]) & (energy_star > p["eMin"])
    return recoil[accepted], weight[accepted]


def fill(p, chunk):
    """Sums of weights and of squared weights (underflow, bins, overflow) and the number of accepted events."""
    bins, events = int(p["bins"]), int(p["events"])
    sumw, sumw2, entries = np.zeros(bins + 2), np.zeros(bins + 2), 0
    for first in range(0, events, chunk):
        recoil, weight = simulate(first, min(chunk, events - first), p)
        position = (recoil - p["low"]) * (bins / (p["high"] - p["low"])) + 1
        index = np.clip(position, 0, bins + 1).astype(np.intp)
        sumw += np.bincount(index, weight, bins + 2)
        sumw2 += np.bincount(index, weight * weight, bins + 2)
        entries += len(weight)
    return sumw, sumw2, entries


def seconds_of(p, chunk):
    start = time.perf_counter()
    fill(p, chunk)
    return time.perf_counter() - start


def check_threefry():
    """The known answers of Random123 for Threefry2x32-20: all bits zero, all bits one."""
    ones = 0xFFFFFFFF
    answers = {(0, 0): (0x6B200159, 0x99BA4EFE), (ones, ones): (0x1CB996FC, 0xBB002BE7)}
    for key, expected in answers.items():
        x0, x1 = threefry(key, np.array([key[0]], dtype=np.uint32), key[1])
        if (int(x0[0]), int(x1[0])) != expected:
            raise ValueError(f"Threefry2x32-20 misses its known answer for the key {key}")


def main(path):
    check_threefry()
    with open(path, encoding="utf-8") as file:
        p = json.load(file)
    sumw, _, entries = fill(p, CHUNKS[1])  # warm-up
    chunk = min(CHUNKS, key=lambda size: min(seconds_of(p, size) for _ in range(2)))
    best = min(seconds_of(p, chunk) for _ in range(5))
    result = {
        "implementation": "numpy float64",
        "million_events_per_second": round(p["events"] / best * 1e-6, 3),
        "events": int(p["events"]),
        "sumw": sumw.tolist(),
        "entries": entries,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: dark_photon_event.py parameters.json")
    main(sys.argv[1])

"""Reads the pyhf files of a results folder with pyhf and compares pyhf's asymptotic limits with those of limits.json.

    python test/pyhf/check.py results/quick-... [--masses 2] [--tolerance 1e-3]

pyhf's limit is the root of ln(CLs / alpha), by one step of Newton in ln mu from our limit: one call of pyhf.infer.hypotest
for each band, whose answers for the other bands give the slopes. Exits with 1 where a limit differs by more than the tolerance.
"""

import argparse
import json
import math
import pathlib
import sys

import numpy as np
import pyhf

SIGMAS = (-2, -1, 0, 1, 2)


def roots_near(limits, data, model, alpha):
    """pyhf's expected limits of the five bands: from the tests at our limits, one step of Newton for each band in log mu."""
    log_ratios = []
    for limit in limits:
        _, expected = pyhf.infer.hypotest(limit, data, model, test_stat="qtilde", return_expected_set=True)
        log_ratios.append([math.log(max(float(cls), 1e-300) / alpha) for cls in expected])
    log_mu = np.log(limits)
    table = np.array(log_ratios)
    # Each test answers for every band, so that the slope of a band is known from the neighbouring limits.
    steps = [table[band, band] / np.gradient(table[:, band], log_mu, edge_order=2)[band] for band in range(len(limits))]
    return np.exp(log_mu - np.array(steps))


def chosen(points, number):
    """So many of them, from the first to the last."""
    if len(points) <= number:
        return points
    return [points[round(i * (len(points) - 1) / max(number - 1, 1))] for i in range(number)]


def file_name(curve, channels):
    """As the report names it: experiment and luminosity, after the search where there are several."""
    words = ([curve["channel"]] if channels > 1 else []) + [curve["experiment"], curve["luminosity"]["label"]]
    return "-".join(word.lower().replace("^-1", "").replace(" ", "") for word in words)


def asymptotic(band):
    """Asymptotic expected limits of a point, also where toys decided."""
    if band["method"] == "asymptotic":
        return band["expected"]
    return band.get("asymptotic")


def check_curve(folder, curve, channels, options):
    """Largest relative difference over the chosen masses and bands of one file."""
    name = file_name(curve, channels)
    workspace = json.loads((folder / f"{name}.json").read_text())
    pyhf.Workspace(workspace)
    patchset = pyhf.PatchSet(json.loads((folder / f"{name}-patchset.json").read_text()))
    patchset.verify(workspace)
    points = [p for p in curve["points"] if p["band"]["status"] == "ok" and asymptotic(p["band"]) is not None]
    worst = 0.0
    for point in chosen(points, options.masses):
        patched = pyhf.Workspace(patchset.apply(workspace, (point["mass"],)))
        model = patched.model()
        data = patched.data(model)
        ours = asymptotic(point["band"])
        alpha = 1 - point["band"]["cl"]
        theirs = roots_near(ours, data, model, alpha)
        differences = [mine / limit - 1 for mine, limit in zip(ours, theirs)]
        worst = max(worst, *map(abs, differences))
        shown = " ".join(f"{sigma:+d}: {d:+.1e}" for sigma, d in zip(SIGMAS, differences))
        print(f"{name:20} {point['mass']:6g} GeV  {model.config.npars:3d} parameters  {shown}", flush=True)
    return len(points), worst


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("results", type=pathlib.Path)
    parser.add_argument("--masses", type=int, default=2, help="masses to check in each file")
    parser.add_argument("--tolerance", type=float, default=1e-3)
    options = parser.parse_args()
    limits = json.loads((options.results / "limits.json").read_text())
    channels = len({search["channel"] for search in limits["searches"]})
    found = [check_curve(options.results / "pyhf", curve, channels, options) for curve in limits["curves"]]
    worst = max(difference for _, difference in found)
    without = sum(points == 0 for points, _ in found)
    print(f"pyhf {pyhf.__version__}: {len(found)} files, largest relative difference {worst:.1e}, allowed {options.tolerance:.0e}")
    if without:
        print(f"{without} of them have no asymptotic limit to compare with")
    return 0 if worst <= options.tolerance and not without else 1


if __name__ == "__main__":
    sys.exit(main())
